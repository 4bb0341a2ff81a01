/** `ip addr` as text or JSON: the addresses of this host. */
import { canonicalAddress, parseAddress, parsePrefix } from '../../policy/addresses.ts';
import type { TextFormat } from '../reader.ts';
import { isObject, jsonArray, listOf, looksLikeJson, numberOf, textOf } from '../shared/json.ts';
import { collectingReader, hostFact, type Draft, type Line } from '../shared/reading.ts';

const header = /^([0-9]{1,6}): (\S{1,64}?)(?:@\S{1,64})?: <([A-Z0-9_,-]*)>(.*)$/;
const address = /^\s+inet6? (\S+)(.*)$/;
/** `ip -o addr`: everything of an address on one line, and nothing of its interface but the name. */
const oneLine = /^[0-9]{1,6}: (\S{1,64}?)(?:@\S{1,64})?\s+inet6? (\S+) .*scope \S+/;

function parse(lines: readonly Line[], draft: Draft): void {
  const json =
    lines
      .find((line) => line.text.trim() !== '')
      ?.text.trimStart()
      .startsWith('[') === true;
  const entries = json ? parseJson(lines, draft) : parseText(lines, draft);
  // `ip link` looks the same and lists none: only the loopback's own shows that addresses were asked for.
  if (entries > 0) draft.add({ kind: 'listing', of: 'addresses', entries, src: draft.source(lines[0]?.number ?? 1) });
}

function parseText(lines: readonly Line[], draft: Draft): number {
  let device: { name: string; up: boolean; mtu: number | null } | null = null;
  let count = 0;
  for (const { text, number } of lines) {
    const head = header.exec(text);
    if (head !== null) {
      const mtu = /(?:^| )mtu ([0-9]{1,6})(?: |$)/.exec(head[4] ?? '');
      device = { name: head[2] ?? '', up: isUp((head[3] ?? '').split(',')), mtu: mtu === null ? null : Number(mtu[1]) };
      if (!device.up && device.name !== 'lo') draft.add(hostFact(draft, 'interface-down', device.name, number));
      continue;
    }
    const single = oneLine.exec(text.slice(0, 1000));
    if (single !== null) {
      if (put(draft, { name: single[1] ?? '', up: true, mtu: null }, single[2] ?? '', number)) count++;
      else draft.fault(number, 'an address of no known form');
      continue;
    }
    const found = address.exec(text);
    if (found === null) continue;
    if (device === null) draft.fault(number, 'an address before the first interface');
    else if (put(draft, device, found[1] ?? '', number)) count++;
    else draft.fault(number, 'an address of no known form');
  }
  return count;
}

function isUp(flags: readonly string[]): boolean {
  return flags.includes('UP');
}

function put(
  draft: Draft,
  device: { readonly name: string; readonly up: boolean; readonly mtu: number | null },
  text: string,
  line: number,
): boolean {
  const slash = text.indexOf('/');
  const parsed = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (parsed === undefined) return false;
  const prefix = slash < 0 ? (parsed.family === 4 ? 32 : 128) : parsePrefix(text.slice(slash + 1), parsed.family);
  if (prefix === undefined) return false;
  const canonical = canonicalAddress(slash < 0 ? text : text.slice(0, slash));
  draft.add({
    kind: 'address',
    interface: device.name,
    address: canonical,
    prefix,
    up: device.up,
    mtu: device.mtu,
    src: draft.source(line),
  });
  if (canonical !== '127.0.0.1' && canonical !== '::1') draft.ownAddresses.add(canonical);
  return true;
}

function parseJson(lines: readonly Line[], draft: Draft): number {
  let count = 0;
  for (const device of jsonArray(lines, draft) ?? []) {
    const flags = listOf(device, 'flags').filter((flag) => typeof flag === 'string');
    const about = { name: textOf(device, 'ifname') ?? '', up: isUp(flags), mtu: numberOf(device, 'mtu') };
    for (const one of listOf(device, 'addr_info')) {
      if (!isObject(one)) continue;
      const text = `${textOf(one, 'local') ?? ''}/${textOf(one, 'prefixlen') ?? ''}`;
      const line = lines.find((each) => each.text.includes(`"${textOf(one, 'local')}"`))?.number ?? 1;
      // JSON stands on one long line, which is no quote for people.
      draft.quotable.set(line, `${about.name}: ${text}`);
      if (put(draft, about, text, line)) count++;
    }
  }
  return count;
}

/** Reader of `ip addr` and `ip -j addr`. */
export const ipAddr: TextFormat = {
  format: 'ip-addr',
  sniff(head) {
    if (looksLikeJson(head, 'ifname', 'addr_info')) return 95;
    const devices = head.filter((line) => header.test(line.slice(0, 500))).length;
    const inside = head.filter((line) => /^ {4}(?:link\/|inet6? )/.test(line)).length;
    const single = head.filter((line) => oneLine.test(line.slice(0, 1000))).length;
    if (single > 0 && single * 2 >= head.filter((line) => line.trim() !== '').length) return 95;
    return devices === 0 ? 0 : inside > 0 ? 95 : 20;
  },
  open: collectingReader('ip-addr', parse),
};
