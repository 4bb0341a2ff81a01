/** `sysctl` output, or lines `name = value` and `/proc/sys/… = value`: switches of the kernel that matter for forwarding and IPsec. */
import type { TextFormat } from '../reader.ts';
import { collectingReader, hostFact } from '../shared/reading.ts';

const line =
  /^((?:net|kernel|abi|crypto|debug|dev|fs|sunrpc|user|vm)[./][A-Za-z0-9_./@-]{3,120})\s{0,4}=\s{0,4}(.{0,200})$/;

/** Reader of `sysctl -a` and selections of it; one fact per `net.` entry. */
export const sysctl: TextFormat = {
  format: 'sysctl',
  sniff(head) {
    const lines = head.filter((text) => text.trim() !== '');
    const good = lines.filter((text) => line.test(text)).length;
    return good > 0 && good * 10 >= lines.length * 8 ? 90 : 0;
  },
  open: collectingReader('sysctl', (lines, draft) => {
    for (const { text, number } of lines) {
      const found = line.exec(text.slice(0, 400).trim());
      if (found !== null && /^net[./]/.test(found[1] ?? ''))
        draft.add(hostFact(draft, (found[1] ?? '').replaceAll('/', '.'), (found[2] ?? '').trim(), number));
    }
  }),
};
