/**
 * `netdiag`, also with `/test:ipsec`, `/v` and `/debug` (Windows 2000, XP, Server 2003): the assigned policy and its filters, tests
 * that failed, domain controllers, Winsock providers. Sources: Support article "block specific network protocols and ports by
 * using IPSec" (the IPsec part); the rest from the documented names of the tests; inventory TOOL-12..16, DC-06, APP-11.
 */
import { parseRange } from '../../policy/addresses.ts';
import type { Draft, Line } from '../shared/reading.ts';
import { hostFact } from '../shared/reading.ts';
import { addressIn, count, documented, keyOf, labelled, maskPrefix, windowsFormat } from './text.ts';

const quoted = /'([^']{0,200})'/;

function parse(lines: readonly Line[], draft: Draft): void {
  let seen = 0;
  for (const [i, line] of lines.entries()) {
    const text = line.text.slice(0, 500);
    filter(lines, i, draft);
    provider(text, line.number, draft);
    const found = labelled(line);
    if (found === null) continue;
    const key = keyOf(found.label);
    const outcome = /^(Passed|Failed|Skipped)\b/.exec(found.value)?.[1];
    if (outcome !== undefined && found.dotted) {
      draft.add(hostFact(draft, `netdiag-${key}`, outcome, found.number));
      continue;
    }
    if (key === 'computername' && /^[A-Za-z0-9_-]{1,63}$/.test(found.value)) draft.hostName ??= found.value;
    const own = addressIn(found.value);
    if (own !== null && key.startsWith('ipaddress')) {
      seen++;
      const next = lines[i + 1];
      draft.add({
        kind: 'address',
        interface: 'netdiag',
        address: own,
        prefix: maskPrefix(labelled(next ?? line)?.value ?? '') ?? 32,
        up: true,
        mtu: null,
        src: draft.source(found.number),
      });
      if (!own.startsWith('127.')) draft.ownAddresses.add(own);
    } else if (own !== null && key === 'defaultgateway')
      draft.add(hostFact(draft, 'default-gateway', own, found.number));
    else if (own !== null && key === 'dnsservers') draft.add(hostFact(draft, 'dns-server', own, found.number));
    else if (/IPSec Policy Active$/i.test(found.label)) {
      const name = quoted.exec(found.value)?.[1] ?? found.value;
      draft.add(hostFact(draft, 'ipsec-policy-active', name, found.number));
      const store = /^(Directory|Local)\b/i.exec(found.label)?.[1]?.toLowerCase();
      if (store !== undefined)
        draft.add(hostFact(draft, `ipsec-policy-${store === 'local' ? 'local' : 'domain'}`, name, found.number));
    } else if (/IP Security Policy Path$/i.test(found.label))
      draft.add(hostFact(draft, 'ipsec-policy-path', found.value, found.number));
  }
  for (const line of lines) {
    const text = line.text.slice(0, 300);
    if (/\b(?:IPSec policy service is not active|No IPSec policy (?:is )?assigned|no active IPSec policy)/i.test(text))
      draft.add(hostFact(draft, 'ipsec-policy-none', text.trim(), line.number));
    const controller = /\bDC list test|\bFound DC '\\{0,4}([A-Za-z0-9_.-]{1,80})'/.exec(text);
    if (controller?.[1] !== undefined) draft.add(hostFact(draft, 'domain-controller', controller[1], line.number));
  }
  if (seen > 0)
    draft.add({ kind: 'listing', of: 'addresses', entries: seen, src: draft.source(lines[0]?.number ?? 1) });
}

/**
 * One filter of `/debug`: addresses, masks, protocol and `Flags : Inbound Block`. The document's own sample has its lines wrapped,
 * so members are found by their names wherever they stand in the block.
 */
function filter(lines: readonly Line[], at: number, draft: Draft): void {
  const { text, number } = lines[at] ?? { text: '', number: 0 };
  if (!/^\s*Filter Id\s*:\s*\{/i.test(text.slice(0, 100))) return;
  const block = lines
    .slice(at, at + 12)
    .map((line) => line.text.slice(0, 300))
    .join(' ');
  const body = block.slice(0, block.indexOf('Filter Id', 10) < 0 ? block.length : block.indexOf('Filter Id', 10));
  const side = (name: string): string | null => {
    const address = new RegExp(`\\b${name} Addr\\s*:\\s*([0-9.]{7,15})`).exec(body)?.[1];
    const mask = new RegExp(`\\b${name} Mask\\s*:\\s*([0-9.]{7,15})`).exec(body)?.[1];
    if (address === undefined || mask === undefined) return null;
    return parseRange(`${address}/${mask}`) === undefined ? null : `${address}/${maskPrefix(mask) ?? 32}`;
  };
  const from = side('Src');
  const to = side('Dest');
  const flags = /\bFlags\s*:\s*((?:Inbound|Outbound)\s+[A-Za-z]{1,30})/.exec(body)?.[1] ?? '';
  if (from === null || to === null || flags === '') return;
  const action = /Block/i.test(flags) ? 'block' : /Permit|Pass/i.test(flags) ? 'permit' : 'negotiate';
  const way = /^Inbound/i.test(flags) ? 'in' : 'out';
  draft.add(hostFact(draft, `ipsec-filter-${action}`, `${way} ${from} ${to}`, number));
}

/** A provider that is laid over those of the system (inventory APP-11): netdiag /debug lists them in its Winsock test. */
function provider(text: string, line: number, draft: Draft): void {
  const found = /^\s*(?:Protocol chain|Layered provider|Layered Chain Entry)\b.{0,40}[:=]\s*(\S.{0,120})$/i.exec(text);
  if (found !== null) draft.add(hostFact(draft, 'layered-provider', (found[1] ?? '').trim(), line));
  else if (/over \[(?:MSAFD |RSVP )[^\]]{1,80}\]/i.test(text))
    draft.add(hostFact(draft, 'layered-provider', text.trim().slice(0, 160), line));
}

/** Reader of `netdiag`. */
export const netdiag = windowsFormat(
  'windows-netdiag',
  documented(
    'Microsoft Support article on blocking ports with IPSec (IPsec test); names of tests from Support Tools help',
  ),
  (head) => {
    if (count(head, /^\s*IP Security test(?: \.)+\s*:/) > 0) return 96;
    const tests = count(head, /\. : (?:Passed|Failed|Skipped)\b/);
    return tests >= 2 ? 94 : count(head, /^\s*Netdiag\b/i) > 0 && tests > 0 ? 80 : 0;
  },
  parse,
);
