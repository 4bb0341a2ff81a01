/** `ip xfrm policy` (with or without `-s`): what the kernel protects, lets through and blocks. */
import type { KernelPolicyState, Selector } from '../../observations/index.ts';
import { canonicalAddress } from '../../policy/addresses.ts';
import { parseSelector } from '../../policy/selectors.ts';
import type { TextFormat } from '../reader.ts';
import { collectingReader, type Draft, type Line } from '../shared/reading.ts';
import { emptyListing } from '../shared/sniffing.ts';

interface Policy {
  readonly source: Selector;
  readonly destination: Selector;
  readonly line: number;
  lastLine: number;
  direction: KernelPolicyState['direction'];
  blocked: boolean;
  socket: boolean;
  readonly templates: {
    from: string;
    to: string;
    protocol: string;
    mode: string;
    reqid: string | null;
    spi: string | null;
  }[];
  readonly attributes: Record<string, string>;
}

const header = /^src (\S+) dst (\S+)(.*)$/;

function parse(lines: readonly Line[], draft: Draft): void {
  let open: Policy | null = null;
  let count = 0;
  let sockets = 0;
  let unreadable = 0;
  const close = (): void => {
    if (open === null) return;
    // The daemon's own sockets have bypass policies that say nothing of traffic.
    if (open.socket) sockets++;
    else if (!/^[0-9]{1,10}$/.test(open.attributes['priority'] ?? '0')) {
      draft.fault(open.line, 'a policy whose priority is no number');
      unreadable++;
    } else {
      draft.add(finish(open, draft));
      count++;
    }
    open = null;
  };
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, 4000);
    const head = header.exec(text);
    if (head !== null) {
      close();
      open = begin(head, number) ?? null;
      if (open === null) {
        draft.fault(number, 'a policy of no known selector form');
        unreadable++;
      }
      continue;
    }
    if (text.trim() === '') continue;
    if (open === null) continue;
    open.lastLine = number;
    take(open, text.trim());
  }
  close();
  // Policies that could not be read are no empty kernel.
  if (count > 0 || unreadable === 0)
    draft.add({ kind: 'listing', of: 'kernel-policies', entries: count, src: draft.source(lines[0]?.number ?? 1) });
  if (sockets > 0)
    draft.add({
      kind: 'host-fact',
      name: 'xfrm-socket-policies',
      value: String(sockets),
      src: draft.source(lines[0]?.number ?? 1),
    });
}

function words(text: string): { readonly list: readonly string[]; after(word: string): string | undefined } {
  const list = text.trim().split(/\s+/);
  return {
    list,
    after(word) {
      const at = list.indexOf(word);
      return at < 0 ? undefined : list[at + 1];
    },
  };
}

function begin(head: RegExpExecArray, line: number): Policy | undefined {
  const rest = words(head[3] ?? '');
  const protocol = rest.after('proto') ?? '';
  const icmp = rest.after('type');
  const side = (address: string, port: string | undefined): Selector | undefined => {
    const bare = address.includes('/') ? address : `${address}/${address.includes(':') ? 128 : 32}`;
    const upper = protocol === '' && port === undefined ? '' : `[${protocol}${port === undefined ? '' : `/${port}`}]`;
    return parseSelector(`${bare}${upper}`);
  };
  const code = rest.after('code');
  const icmpPort = icmp === undefined ? undefined : `${icmp}(${code ?? 0})-${icmp}(${code ?? 255})`;
  const source = side(head[1] ?? '', icmpPort ?? rest.after('sport'));
  const destination = side(head[2] ?? '', icmpPort === undefined ? rest.after('dport') : undefined);
  if (source === undefined || destination === undefined) return undefined;
  const attributes: Record<string, string> = {};
  const device = rest.after('dev');
  if (device !== undefined) attributes['dev'] = device;
  return {
    source,
    destination,
    line,
    lastLine: line,
    direction: 'other',
    blocked: false,
    socket: false,
    templates: [],
    attributes,
  };
}

function take(policy: Policy, text: string): void {
  const line = words(text);
  const first = line.list[0] ?? '';
  const template = policy.templates[policy.templates.length - 1];
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined) policy.attributes[name] = value.slice(0, 100);
  };
  if (first === 'dir' || first === 'socket') {
    const direction = line.list[1] ?? '';
    policy.socket = first === 'socket';
    policy.direction = direction === 'in' || direction === 'out' || direction === 'fwd' ? direction : 'other';
    policy.blocked = line.after('action') === 'block';
    for (const name of ['priority', 'index', 'ptype', 'flag']) set(name, line.after(name));
  } else if (first === 'tmpl') {
    policy.templates.push({
      from: canonicalAddress(line.after('src') ?? ''),
      to: canonicalAddress(line.after('dst') ?? ''),
      protocol: '',
      mode: '',
      reqid: null,
      spi: null,
    });
  } else if (first === 'proto' && template !== undefined) {
    template.protocol = line.list[1] ?? '';
    template.mode = line.after('mode') ?? '';
    template.reqid = /^[0-9]{1,10}/.exec(line.after('reqid') ?? '')?.[0] ?? null;
    const spi = /^0x([0-9a-f]{1,8})/.exec(line.after('spi') ?? '')?.[1];
    template.spi = spi === undefined || /^0+$/.test(spi) ? null : spi.padStart(8, '0');
  } else if (first === 'level' && template !== undefined)
    set(`template-${policy.templates.length}-level`, line.list[1]);
  else if (first === 'mark' || first === 'if_id') set(first, line.list[1]);
  else if (first === 'security') set('security', text.slice(9, 109));
  else {
    const counters = /^([0-9]+)\(bytes\), ([0-9]+)\(packets\)/.exec(text);
    const used = /^add \S+ \S+ use (.+)$/.exec(text);
    if (counters !== null) {
      set('bytes', counters[1]);
      set('packets', counters[2]);
    } else if (used !== null) set('used', used[1]);
  }
}

function finish(policy: Policy, draft: Draft): KernelPolicyState {
  return {
    kind: 'kernel-policy',
    source: policy.source,
    destination: policy.destination,
    direction: policy.direction,
    action: policy.blocked ? 'block' : policy.templates.length > 0 ? 'protect' : 'allow',
    templates: policy.templates,
    attributes: policy.attributes,
    src: draft.source(policy.line, policy.lastLine),
  };
}

/** Reader of `ip xfrm policy` and `ip -s xfrm policy`. */
export const ipXfrmPolicy: TextFormat = {
  format: 'ip-xfrm-policy',
  sniff(head, name) {
    const headers = head.filter((line) => /^src \S{1,60} dst \S{1,60}/.test(line)).length;
    const directions = head.filter((line) =>
      /^\s+(?:dir|socket) (?:in|out|fwd)\b.*(?:priority|action|ptype)/.test(line.slice(0, 300)),
    ).length;
    if (headers > 0 && directions > 0) return 95;
    return emptyListing(head, name, 'xfrm-policy');
  },
  open: collectingReader('ip-xfrm-policy', parse),
};
