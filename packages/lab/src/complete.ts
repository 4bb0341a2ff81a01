import { carries } from './pcap.ts';
import type { Check, HostRecording, Recording, Role } from './types.ts';

/** Same address in one spelling: IPv6 groups written out. */
function plain(address: string): string {
  if (!address.includes(':')) return address;
  const [left = '', right = ''] = address.split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right === '' ? [] : right.split(':');
  const gap = address.includes('::') ? Array.from({ length: 8 - head.length - tail.length }, () => '0') : [];
  return [...head, ...gap, ...tail].map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}

interface LoggedPacket {
  from: string;
  to: string;
  bytes: number;
  line: string;
}

/** The packets that strongSwan says it sent or received. */
function loggedPackets(log: string, what: 'sending' | 'received'): LoggedPacket[] {
  const out: LoggedPacket[] = [];
  const pattern = /(sending|received) packet: from ([0-9a-f.:]+)\[(\d+)\] to ([0-9a-f.:]+)\[(\d+)\] \((\d+) bytes\)/;
  let whole: number | null = null;
  for (const line of log.split('\n')) {
    // After the last IKEv1 fragment the whole message is logged once more as if it had been received in one piece.
    const joined = /reassembled fragmented IKE message \((\d+) bytes\)/.exec(line);
    if (joined !== null) whole = Number(joined[1]);
    const match = pattern.exec(line);
    if (match === null || match[1] !== what) continue;
    if (what === 'received' && Number(match[6]) === whole) {
      whole = null;
      continue;
    }
    out.push({ from: plain(match[2] ?? ''), to: plain(match[4] ?? ''), bytes: Number(match[6]), line });
  }
  return out;
}

function compare(host: HostRecording, what: 'sending' | 'received'): Check {
  const logged = loggedPackets(host.log, what);
  const seen = new Map<string, number>();
  for (const packet of host.packets) {
    if (carries(packet) !== 'ike') continue;
    const marker = packet.sourcePort === 500 || packet.destinationPort === 500 ? 0 : 4;
    const key = `${packet.from} ${packet.to} ${packet.length - marker}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const lost: string[] = [];
  for (const packet of logged) {
    const key = `${packet.from} ${packet.to} ${packet.bytes}`;
    const left = seen.get(key) ?? 0;
    if (left === 0) lost.push(packet.line);
    else seen.set(key, left - 1);
  }
  return {
    what: `every packet that ${host.label}'s log calls ${what} is in its capture`,
    ok: lost.length === 0,
    by: lost.length === 0 ? `${logged.length} packets` : `${lost.length} of ${logged.length} missing: ${lost[0] ?? ''}`,
  };
}

/** pluto names only some of what it sends: the capture must hold at least that many messages of IKE from this host. */
function plutoSent(host: HostRecording): Check {
  const pattern =
    /: sent (IKE_SA_INIT|IKE_AUTH|CREATE_CHILD_SA|Main Mode|Aggressive|Quick Mode)|: retransmission; will wait|: sending notification /;
  const logged = host.log.split('\n').filter((line) => pattern.test(line) && !line.includes(' | ')).length;
  const own = plain(host.draw.address);
  const seen = host.packets.filter((packet) => carries(packet) === 'ike' && plain(packet.from) === own).length;
  return {
    what: `${host.label}'s capture holds what its log says was sent`,
    ok: seen >= logged,
    by: `${logged} named in the log, ${seen} in the capture`,
  };
}

/** Hold the captures against the logs. `unseen` roles have a filter of their own below the daemon and above the capture. */
export function completeness(recording: Recording, unseen: Role[], hidden: Role[] = []): Check[] {
  const checks: Check[] = [];
  for (const host of recording.hosts.filter((one) => !hidden.includes(one.role))) {
    if (host.daemon !== 'strongswan') {
      if (!unseen.includes(host.role)) checks.push(plutoSent(host));
      continue;
    }
    if (!unseen.includes(host.role)) checks.push(compare(host, 'sending'));
    checks.push(compare(host, 'received'));
  }
  return checks;
}
