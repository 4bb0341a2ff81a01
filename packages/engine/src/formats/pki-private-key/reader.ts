/** `pki --print --type priv` of strongSwan: which private key a file holds, by kind and by the identifiers of its public key. */
import type { TextFormat } from '../reader.ts';
import { collectingReader, hostFact } from '../shared/reading.ts';

const kind = /^ {2}privkey: {1,8}(\S{1,20}) ([0-9]{1,5}) bits\s*$/;
const identifier = /^ {2}subjkey: {1,8}([0-9a-f]{2}(?::[0-9a-f]{2}){19})\s*$/;

/** Reader of private keys as pki prints them: of each the SHA-1 of its public key, which certificates have as subject key identifier. */
export const pkiPrivateKey: TextFormat = {
  format: 'pki-private-key',
  sniff: (head) =>
    head.some((text) => kind.test(text.slice(0, 100))) && head.some((text) => identifier.test(text.slice(0, 100)))
      ? 96
      : 0,
  open: collectingReader('pki-private-key', (lines, draft) => {
    for (const { text, number } of lines) {
      const found = identifier.exec(text.slice(0, 100));
      if (found !== null) draft.add(hostFact(draft, 'private-key', (found[1] ?? '').replaceAll(':', ''), number));
    }
    draft.product = 'strongSwan';
  }),
};
