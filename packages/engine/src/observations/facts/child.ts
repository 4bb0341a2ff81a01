import type { FactEntry } from './entry.ts';

/** Facts: child SAs. */
export const childFacts = {
  'child.initiating': { meaning: 'A CHILD_SA is asked for.', args: ['connection'] },
  'child.established': {
    meaning: 'A child SA stands. SPIs are lower-case hex; `spiIn` is the one this host receives on.',
    args: ['connection', 'spiIn', 'spiOut', 'localTs', 'remoteTs', 'mode', 'protocol', 'encapsulation'],
  },
  'child.rekeyed': { meaning: 'A child SA was replaced.', args: ['connection', 'spiIn', 'spiOut', 'oldSpiIn'] },
  'child.closed': {
    meaning: 'A child SA ends. `by` as in ike.deleted. Byte counters as decimal strings.',
    args: ['connection', 'spiIn', 'spiOut', 'bytesIn', 'bytesOut', 'by'],
  },
  'child.failed': {
    meaning:
      'The child was not built; the IKE SA may stay. `unbound`: the record names no IKE SA, and there may have been none. `exchange`: in which it was asked for, where the record says so.',
    args: ['what', 'unbound', 'exchange'],
    ends: 'child',
  },
  'child.rekey-failed': { meaning: 'Rekeying a child SA failed.', args: ['what'], decides: true },
  'child.unknown-spi': {
    meaning:
      'A rekey, delete, or packet names an SPI this host does not have. `what`: packet, where it was a protected one.',
    args: ['spi', 'what'],
    decides: true,
  },
} satisfies Record<string, FactEntry>;
