/** `ipsec --version` and `pluto --version` of Libreswan: which release it is. */
import type { TextFormat } from '../reader.ts';
import { collectingReader, hostFact } from '../shared/reading.ts';

const release = /^(?:Linux )?Libreswan v?([0-9]{1,3}\.[0-9]{1,3}[A-Za-z0-9.~+-]{0,40})(?=[ ,]|$)/;

/** Reader of Libreswan's own word about its release. */
export const ipsecVersion: TextFormat = {
  format: 'ipsec-version',
  sniff: (head) => (head.length <= 3 && release.test((head[0] ?? '').slice(0, 100)) ? 92 : 0),
  open: collectingReader('ipsec-version', (lines, draft) => {
    for (const { text, number } of lines) {
      const found = release.exec(text.slice(0, 100));
      if (found !== null) draft.add(hostFact(draft, 'pluto_version', found[1] ?? '', number));
    }
    draft.product = 'Libreswan';
  }),
};
