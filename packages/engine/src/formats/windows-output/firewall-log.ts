/**
 * pfirewall.log of the Windows firewall: the packets of IKE, ESP and AH that it dropped. Fields stand in the order that a `#Fields:` line
 * gives (W3C extended log format). Source: Microsoft, "Configure Windows Firewall logging" (fields, DROP, SEND and RECEIVE).
 */
import type { Draft, Line } from '../shared/reading.ts';
import { hostFact } from '../shared/reading.ts';
import { addressIn, count, documented, windowsFormat } from './text.ts';

const order = /^#Fields:\s*date\s+time\s+action\s+protocol\b/i;
/** Different packets that are told, and members of a line that are looked at. */
const caps = { drops: 200, members: 24 };
/** IANA numbers of what IPsec sends beside UDP. */
const protocols: ReadonlySet<string> = new Set(['50', '51']);

/** The peer of a dropped packet and what it was; null for a packet that is none of IPsec. */
function dropOf(
  values: readonly string[],
  names: readonly string[],
): { what: string; own: string; peer: string } | null {
  const value = (name: string): string => values[names.indexOf(name)] ?? '';
  if (value('action') !== 'DROP') return null;
  // Without the way it went, which end is this host is not known.
  const sent = value('path') === 'SEND';
  if (!sent && value('path') !== 'RECEIVE') return null;
  const own = addressIn(value(sent ? 'src-ip' : 'dst-ip'));
  const peer = addressIn(value(sent ? 'dst-ip' : 'src-ip'));
  if (own === null || peer === null) return null;
  const protocol = value('protocol').toUpperCase();
  if (protocols.has(protocol)) return { what: `protocol/${protocol}`, own, peer };
  const ike = ['src-port', 'dst-port'].some((name) => value(name) === '500' || value(name) === '4500');
  if (protocol !== 'UDP' || !ike) return null;
  return { what: `udp/${value(sent ? 'src-port' : 'dst-port')}`, own, peer };
}

/** A log goes back weeks: what it dropped more than a day before its end says nothing of now (milliseconds). */
const lately = 86_400_000;

/** Milliseconds of the date and time that begin a line; null where it begins with none. */
function writtenAt(text: string): number | null {
  const found = /^([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2}) /.exec(text);
  const at = found === null ? Number.NaN : Date.parse(`${found[1]}T${found[2]}Z`);
  return Number.isNaN(at) ? null : at;
}

function parse(lines: readonly Line[], draft: Draft): void {
  let names: readonly string[] = [];
  const told = new Set<string>();
  const end = lines.reduce((last, { text }) => Math.max(last, writtenAt(text.slice(0, 40)) ?? 0), 0);
  for (const { text, number } of lines) {
    const line = text.slice(0, 600);
    if (order.test(line))
      names = line
        .slice(line.indexOf(':') + 1)
        .trim()
        .split(/\s+/)
        .slice(0, caps.members);
    else if (names.length > 0 && !line.startsWith('#')) {
      const drop = dropOf(line.trim().split(/\s+/).slice(0, caps.members), names);
      if (drop === null || told.size >= caps.drops) continue;
      if ((writtenAt(line.slice(0, 40)) ?? 0) < end - lately) continue;
      const value = `${drop.what} ${drop.peer}`;
      if (told.has(value)) continue;
      told.add(value);
      if (!/^(?:22[4-9]|23[0-9]|255|127)\./.test(drop.own)) draft.ownAddresses.add(drop.own);
      draft.add(hostFact(draft, 'firewall-drop', value, number));
    }
  }
}

/** Reader of the Windows firewall's log. */
export const firewallLog = windowsFormat(
  'windows-firewall-log',
  documented('Microsoft, "Configure Windows Firewall logging" (the fields of pfirewall.log)'),
  (head) => (count(head, order) > 0 ? 94 : 0),
  parse,
);
