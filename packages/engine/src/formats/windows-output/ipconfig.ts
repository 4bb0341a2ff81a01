/**
 * `ipconfig /all`, and what `ipconfig /renew` says when it fails. Read by the shape of the values: an own IPv4 address is what
 * stands over a mask, what follows is the gateway, the DHCP server where there are lease times, then DNS and WINS servers. Labels
 * play a part only where English ones are there. Sources: Microsoft's reference of `ipconfig`; inventory NET-01, NET-08.
 */
import type { Draft, Line } from '../shared/reading.ts';
import { hostFact } from '../shared/reading.ts';
import { addressIn, count, documented, isMask, labelled, maskPrefix, windowsFormat, type Labelled } from './text.ts';

interface Adapter {
  readonly name: string;
  readonly line: number;
  readonly lines: Labelled[];
  /** A value in a line of its own belongs to the label before it. */
  readonly more: Map<Labelled, { readonly value: string; readonly number: number }[]>;
}

/** A line in the first column that ends with a colon opens an adapter, in every language. */
function adapterName(text: string): string | null {
  return /^\S.{0,200}:\s*$/.test(text) && !text.includes('. .') ? text.trimEnd().slice(0, -1) : null;
}

function parse(lines: readonly Line[], draft: Draft): void {
  const head: Labelled[] = [];
  let adapter: Adapter | null = null;
  const adapters: Adapter[] = [];
  for (const line of lines) {
    const text = line.text.slice(0, 400);
    renewal(text, line.number, draft);
    const name = adapterName(text);
    if (name !== null) {
      adapter = { name: interfaceName(name), line: line.number, lines: [], more: new Map() };
      adapters.push(adapter);
      continue;
    }
    const found = labelled(line);
    if (found === null || !found.dotted) {
      const last = adapter?.lines.at(-1);
      if (adapter === null || last === undefined || !/^\s/.test(text) || addressIn(text) === null) continue;
      const list = adapter.more.get(last) ?? [];
      adapter.more.set(last, [...list, { value: text.trim(), number: line.number }]);
    } else if (adapter === null) head.push(found);
    else adapter.lines.push(found);
  }
  const [host] = head;
  if (host !== undefined && /^[A-Za-z0-9_-]{1,63}$/.test(host.value)) draft.hostName = host.value;
  const suffix = head[1];
  if (suffix !== undefined && /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+$/.test(suffix.value))
    draft.add(hostFact(draft, 'dns-suffix', suffix.value, suffix.number));
  let entries = 0;
  for (const one of adapters) entries += take(one, draft);
  if (entries > 0) draft.add({ kind: 'listing', of: 'addresses', entries, src: draft.source(lines[0]?.number ?? 1) });
}

/** `Ethernet adapter Local Area Connection` is called by the name behind the word for adapter, where that word is known. */
function interfaceName(title: string): string {
  const at = /\b(?:adapter|어댑터)\s/u.exec(title);
  return at === null ? title : title.slice(at.index + at[0].length);
}

/** What `ipconfig /renew` prints when no DHCP server answers (KB articles on DHCP; inventory NET-08). */
function renewal(text: string, line: number, draft: Draft): void {
  if (/unable to contact your DHCP server/i.test(text) || /error occurred while renewing interface/i.test(text))
    draft.add(hostFact(draft, 'address-lease-failed', text.trim(), line));
}

function take(adapter: Adapter, draft: Draft): number {
  const { lines } = adapter;
  let entries = 0;
  let masked = -1;
  for (const [i, line] of lines.entries()) {
    const address = addressIn(line.value);
    const next = lines[i + 1];
    if (address === null) {
      // A cable that is out has this one line of state and no address (the words differ by language, the state does not).
      if (/^media disconnected$|^미디어 연결 끊김$/i.test(line.value))
        draft.add(hostFact(draft, 'interface-down', adapter.name, line.number));
      continue;
    }
    if (isMask(line.value) && i > 0 && addressIn(lines[i - 1]?.value ?? '') !== null) {
      masked = i;
      continue;
    }
    const over = next !== undefined && isMask(next.value) ? maskPrefix(next.value) : null;
    const six =
      address.includes(':') && (masked < 0 || i < masked) && !/gateway|server|게이트웨이|서버/i.test(line.label);
    if (over === null && !six) continue;
    draft.add({
      kind: 'address',
      interface: adapter.name,
      address,
      prefix: over ?? (six ? 64 : 32),
      up: true,
      mtu: null,
      src: draft.source(line.number),
    });
    if (!address.startsWith('127.') && address !== '::1') draft.ownAddresses.add(address);
    entries++;
  }
  if (masked >= 0) servers(adapter, masked, draft);
  return entries;
}

/** What stands behind the mask: gateway, DHCP server, DNS servers, WINS servers, in this order in every version. */
function servers(adapter: Adapter, masked: number, draft: Draft): void {
  const say = (name: string, line: Labelled): void => {
    for (const { value, number } of [line, ...(adapter.more.get(line) ?? [])]) {
      const address = addressIn(value);
      if (address !== null) draft.add(hostFact(draft, name, address, number));
    }
  };
  const order = ['default-gateway', 'dhcp-server', 'dns-server', 'wins-server', 'wins-server'];
  let leased = false;
  let step = 0;
  for (const line of adapter.lines.slice(masked + 1)) {
    const known = byLabel(line.label);
    if (known === 'lease') leased = true;
    else if (known !== null) {
      say(known, line);
      step = Math.max(step, order.indexOf(known) + 1);
    } else if (addressIn(line.value) === null) {
      // Lease times stand between mask and gateway: a date has digits, an empty gateway nothing.
      if (step === 0 && /[0-9]{4}/.test(line.value)) leased = true;
      else if (step === 0 && line.value === '') step = 1;
    } else if (!isMask(line.value)) {
      if (step === 1 && !leased) step = 2;
      const name = order[Math.min(step, order.length - 1)] ?? 'dns-server';
      say(name, line);
      step++;
    }
  }
  draft.add(hostFact(draft, 'address-by-dhcp', `${adapter.name} ${leased ? 'yes' : 'no'}`, adapter.line));
}

function byLabel(label: string): string | null {
  const lower = label.toLowerCase();
  if (lower.startsWith('lease ')) return 'lease';
  if (lower === 'default gateway') return 'default-gateway';
  if (lower === 'dhcp server') return 'dhcp-server';
  if (lower === 'dns servers') return 'dns-server';
  if (/^(?:primary|secondary) wins server$/.test(lower)) return 'wins-server';
  return null;
}

/** Reader of `ipconfig`. */
export const ipconfig = windowsFormat(
  'windows-ipconfig',
  documented('Microsoft command reference, ipconfig; the shape of the values alone decides'),
  (head) => {
    if (count(head, /^Windows (?:2000 |NT )?IP (?:Configuration|구성)/) > 0) return 92;
    if (head.some((line) => /unable to contact your DHCP server/i.test(line.slice(0, 400)))) return 70;
    const masks = count(head, /\. :\s255\.[0-9.]+\s*$/);
    const adapters = head.filter((line) => adapterName(line.slice(0, 400)) !== null).length;
    const cards = count(head, /\. :\s(?:[0-9A-F]{2}-){5}[0-9A-F]{2}\s*$/);
    return adapters > 0 && (masks > 0 || cards > 0) && count(head, /\. \. :/) > 3 ? 80 : 0;
  },
  parse,
);
