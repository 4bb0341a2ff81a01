/** `sysctl` output, or lines `name = value` and `/proc/sys/… = value`: switches of the kernel that matter for forwarding and IPsec. */
import type { TextFormat } from '../reader.ts';
import { collectingReader, hostFact } from '../shared/reading.ts';

const line =
  /^((?:net|kernel|abi|crypto|debug|dev|fs|sunrpc|user|vm)[./][A-Za-z0-9_./@-]{3,120})\s{0,4}=\s{0,4}(.{0,200})$/;

/** A path below /proc/sys and, behind it or on a line of its own, the value: what `grep . FILES` and `cat FILE` print. */
const place = /(?:^|\/)proc\/sys\/(net\/[A-Za-z0-9_./@-]{3,100}?)(?:\/star-([a-z_]{2,40}))?$/;
const grepped = /^(?:\.?\/?(?:proc\/sys\/)?)([A-Za-z0-9_./@-]{2,100}):\s{0,4}([0-9-]{1,12})$/;

/** Name and value of a line in a section that is called after a file of /proc/sys. */
function fromFile(text: string, name: string): readonly [string, string] | null {
  const file = place.exec(name);
  if (file === null) return null;
  const folder = (file[1] ?? '').replaceAll('/', '.');
  if (file[2] === undefined) return /^[0-9-]{1,12}$/.test(text) ? [folder, text] : null;
  const found = grepped.exec(text);
  return found === null ? null : [`${folder}.${(found[1] ?? '').replaceAll('/', '.')}`, found[2] ?? ''];
}

/** Reader of `sysctl -a` and selections of it; one fact per `net.` entry. */
export const sysctl: TextFormat = {
  format: 'sysctl',
  sniff(head, name) {
    if (place.test(name) && head.some((text) => fromFile(text.trim(), name) !== null)) return 90;
    const lines = head.filter((text) => text.trim() !== '');
    const good = lines.filter((text) => line.test(text)).length;
    return good > 0 && good * 10 >= lines.length * 8 ? 90 : 0;
  },
  open: (artifact, name = '') =>
    collectingReader('sysctl', (lines, draft) => {
      for (const { text, number } of lines) {
        const bare = text.slice(0, 400).trim();
        const found = line.exec(bare);
        const named = fromFile(bare, name);
        if (named !== null) draft.add(hostFact(draft, named[0], named[1], number));
        else if (found !== null && /^net[./]/.test(found[1] ?? ''))
          draft.add(hostFact(draft, (found[1] ?? '').replaceAll('/', '.'), (found[2] ?? '').trim(), number));
      }
    })(artifact),
};
