import { type CollectionManifest, manifestSchema } from './manifest.ts';

/** A manifest for tests. */
export function manifestOf(name: string, more: Partial<CollectionManifest> = {}): CollectionManifest {
  const clock = {
    epochNs: '1795939200000000000',
    utc: '2026-11-29T08:00:00Z',
    zone: '+0000',
    uptime: '55.20',
    synchronised: null,
    source: null,
  };
  return {
    schema: manifestSchema,
    tool: { name: 'ipsec-doctor', version: '0.1.0', runner: 'sh' },
    plan: 'linux-strongswan',
    tier: 1,
    host: { name, fqdn: null, os: null, kernel: null, addresses: [], machine: null },
    servers: [],
    started: clock,
    finished: clock,
    outcome: 'complete',
    steps: [],
    files: [],
    changes: [],
    captures: [],
    ...more,
  };
}
