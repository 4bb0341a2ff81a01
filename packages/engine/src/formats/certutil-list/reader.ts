/** `certutil -L`: which certificates stand in a database of NSS, whom it trusts, and to which it has the private key. */
import type { TextFormat } from '../reader.ts';
import { collectingReader, hostFact } from '../shared/reading.ts';

const caption = /^Certificate Nickname\s{2,80}Trust Attributes\s*$/;
const entry = /^(\S.{0,199}?)\s{1,80}([pPcCTuwl]{0,7}),([pPcCTuwl]{0,7}),([pPcCTuwl]{0,7})\s*$/;

/**
 * Reader of the list. `u` says that the private key is there, `C` and `T` that what it issued for servers and clients is trusted
 * (certutil(1)); of each certificate one fact, and one more where there is a key.
 */
export const certutilList: TextFormat = {
  format: 'certutil-list',
  sniff: (head) => (head.some((text) => caption.test(text.slice(0, 200))) ? 96 : 0),
  open: collectingReader('certutil-list', (lines, draft) => {
    let listing = 0;
    for (const { text, number } of lines) {
      if (caption.test(text.slice(0, 200))) listing = number;
      const found = listing === 0 ? null : entry.exec(text.slice(0, 400));
      if (found === null) continue;
      const [, nickname = '', server = '', mail = '', objects = ''] = found;
      draft.add(hostFact(draft, 'nss-certificate', `${server},${mail},${objects} ${nickname}`, number));
      if (server.includes('u')) draft.add(hostFact(draft, 'private-key', `nickname ${nickname}`, number));
    }
    if (listing > 0) draft.add(hostFact(draft, 'private-keys', 'listed', listing));
  }),
};
