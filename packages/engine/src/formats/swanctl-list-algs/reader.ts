/** `swanctl --list-algs`: the algorithms this build of charon has, by kind. */
import type { TextFormat } from '../reader.ts';
import { collectingReader, hostFact } from '../shared/reading.ts';

const kind = /^(encryption|integrity|aead|hasher|prf|xof|kdf|drbg|dh|ke|rng|nonce-gen):\s*$/;
const algorithm = /^ {2}([A-Z0-9_.+/-]{2,60})\[([a-z0-9-]{1,40})\]\s*$/;

/** Reader of `swanctl --list-algs`: one fact per kind. */
export const swanctlListAlgs: TextFormat = {
  format: 'swanctl-list-algs',
  sniff(head) {
    const kinds = head.filter((text) => kind.test(text)).length;
    const algorithms = head.filter((text) => algorithm.test(text.slice(0, 120))).length;
    return kinds > 0 && algorithms > kinds ? 95 : 0;
  },
  open: collectingReader('swanctl-list-algs', (lines, draft) => {
    let current: { readonly name: string; readonly line: number; readonly found: string[] } | null = null;
    const close = (): void => {
      if (current !== null && current.found.length > 0)
        draft.add({
          ...hostFact(draft, `available-${current.name}`, '', current.line),
          value: current.found.join(' '),
        });
      current = null;
    };
    for (const { text, number } of lines) {
      const head = kind.exec(text);
      const one = algorithm.exec(text.slice(0, 120));
      if (head !== null) {
        close();
        current = { name: head[1] ?? '', line: number, found: [] };
      } else if (one !== null && current !== null) {
        const { found }: { readonly found: string[] } = current;
        if (found.length < 200) found.push(one[1] ?? '');
      }
    }
    close();
    draft.product = 'strongSwan';
  }),
};
