/** Binary files of the registry: Registry.pol of group policies, and hives. */
import { clip, type ConfigObservation, type KeyObservation } from '../../observations/index.ts';
import type { FormatBasis, ParseFault, TextReading } from '../reader.ts';
import type { Draft } from '../shared/reading.ts';
import { parseHive } from './hive-file.ts';
import { observeRegistry } from './observe.ts';
import { carriedOut, parsePreg } from './preg.ts';
import type { RegistryFile } from './reg-file.ts';

/** Names of the formats in results. */
export type RegistryFormat = 'registry-policy' | 'registry-hive';

/** Largest file read, in bytes. */
export const maxRegistryFile = 512 * 2 ** 20;

/** How well the formats are known. */
export const registryBasis: Readonly<Record<RegistryFormat, FormatBasis>> = {
  'registry-policy': { known: 'unconfirmed', source: 'MS-GPREG 2.2.1, MS-GPFAS 2.2, MS-GPIPSEC' },
  'registry-hive': {
    known: 'unconfirmed',
    source:
      'Windows registry file format specification (regf); held against libhivex, not yet against a hive of Windows',
  },
};

const maxObservations = 50_000;

/** What such a file tells of IPsec. Never throws; values are cited by their bytes. Secrets become digests, and no value is quoted. */
export function readRegistryBytes(format: RegistryFormat, bytes: Uint8Array, artifact: string): TextReading {
  const observations: (ConfigObservation | KeyObservation)[] = [];
  const faults: ParseFault[] = [];
  const limits: { what: string; cap: number; seen: number }[] = [];
  const file: RegistryFile = format === 'registry-hive' ? parseHive(bytes) : carriedOut(parsePreg(bytes));
  const keyOf = new Map([
    ...[...file.keys].map(([key, line]) => [line, key] as const),
    ...file.values.map(({ line, key }) => [line, key] as const),
  ]);
  const draft: Draft = {
    artifact,
    hostName: null,
    product: null,
    ownAddresses: new Set(),
    quotable: new Map(),
    add: (observation) => void (observations.length < maxObservations && observations.push(observation)),
    fault: (_, reason) => void (faults.length < 200 && faults.push({ line: null, reason })),
    limit: (what, cap, seen) => void limits.push({ what, cap, seen }),
    source(line) {
      const [offset, length] = file.places?.get(line) ?? [0, 0];
      return { artifact, at: [{ bytes: [offset, length] }], quote: clip(keyOf.get(line) ?? '', 300), time: null };
    },
  };
  for (const { reason } of file.faults) draft.fault(null, reason);
  observeRegistry(file, draft);
  return {
    format,
    observations,
    faults,
    records: file.values.length,
    hostName: null,
    product: observations.length > 0 ? 'Windows' : null,
    ownAddresses: [],
    timeKind: 'none',
    limits,
  };
}
