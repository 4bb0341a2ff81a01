import type { FactEntry } from './entry.ts';

/** Facts: kernel and host. */
export const hostFacts = {
  'esp.integrity-failed': {
    meaning: 'ESP or AH packets of a known SA fail their integrity check (userland ESP of the daemon).',
    args: ['spi'],
    decides: true,
  },
  'kernel.sa-refused': {
    meaning: 'The kernel refused an SA.',
    args: ['spi', 'errno', 'what'],
    decides: true,
    ends: 'child',
  },
  'kernel.policy-refused': {
    meaning: 'The kernel refused a policy.',
    args: ['errno', 'what'],
    decides: true,
    ends: 'child',
  },
  'kernel.policy-taken': {
    meaning: 'Another connection of this host already has the kernel policy or route for the same traffic.',
    args: ['other'],
    decides: true,
    ends: 'child',
  },
  'kernel.spi-refused': { meaning: 'The kernel gave no SPI.', args: ['errno', 'what'], decides: true, ends: 'child' },
  'kernel.acquire': { meaning: 'Traffic asked for an SA.', args: ['localTs', 'remoteTs'] },
  'kernel.expire': { meaning: 'The kernel reports the end of an SA lifetime.', args: ['spi', 'hard'] },
  'kernel.sa-added': {
    meaning: 'The kernel has a new SA, or one was updated; told from the sender of its packets.',
    args: ['spi', 'protocol', 'source', 'destination', 'mode', 'encapsulation'],
  },
  'kernel.sa-deleted': {
    meaning: 'An SA was taken from the kernel.',
    args: ['spi', 'protocol', 'source', 'destination'],
  },
  'kernel.flushed': { meaning: 'All SAs or policies of the kernel were taken away.', args: ['what'] },
  'kernel.policy-changed': {
    meaning: 'A policy of the kernel came, went or was replaced.',
    args: ['what', 'direction', 'source', 'destination'],
  },
  'kernel.mapping-changed': {
    meaning: 'Packets of an SA come from another address or port: a NAT on the way changed.',
    args: ['spi', 'from', 'to'],
  },
  'host.send-failed': { meaning: 'The socket refused to send.', args: ['errno', 'remote'], decides: true },
  'host.icmp-received': {
    meaning: 'The socket reports an ICMP error for a datagram we sent.',
    args: ['errno', 'remote', 'complainant', 'icmpType', 'icmpCode'],
  },
  'host.no-route': { meaning: 'No route or no source address towards the peer.', args: ['remote'], decides: true },
  'host.name-unresolved': { meaning: 'The name of the peer does not resolve.', args: ['name'], decides: true },
  'host.interface-changed': { meaning: 'An interface or address went or came.', args: ['what'] },
} satisfies Record<string, FactEntry>;
