/** What a collection says of itself, and which servers a host names: for the manifest and the diagram. Everything in it may be forged. */
import { readManifest } from '../collection/manifest.ts';
import { addressBytes } from '../protocol/address.ts';
import type { NamedServer } from './diagram.ts';

export interface CollectionFacts {
  readonly host: string;
  readonly os: string | null;
  /** By the clock of the host, as it writes it. */
  readonly started: string | null;
  readonly finished: string | null;
  readonly synchronised: boolean | null;
}

/** What the manifest of a collection says; null: it is none. Never throws. */
export function collectionFacts(json: string): CollectionFacts | null {
  const { manifest } = readManifest(json);
  if (manifest === null) return null;
  const { host, started, finished } = manifest;
  return {
    host: host.name,
    os: host.os,
    started: started.utc === '' ? null : started.utc,
    finished: finished === null || finished.utc === '' ? null : finished.utc,
    synchronised: started.synchronised,
  };
}

/** Names in a manifest that are its host's and its servers'. */
export function collectionNames(json: string): string[] {
  const { manifest } = readManifest(json);
  if (manifest === null) return [];
  return [manifest.host.name, ...(manifest.host.fqdn === null ? [] : [manifest.host.fqdn]), ...manifest.servers];
}

const roles: readonly (readonly [RegExp, NamedServer['role']])[] = [
  [/^nameserver\s{1,20}(\S{1,60})/, 'DNS'],
  [/^\s{0,20}DNS Servers[ .]{0,40}:\s{0,10}(\S{1,60})/i, 'DNS'],
  [/^\s{0,20}(?:Primary|Secondary) WINS Server[ .]{0,40}:\s{0,10}(\S{1,60})/i, 'WINS'],
  [/^default via (\S{1,60})/, 'gateway'],
  [/^\s{0,20}Default Gateway[ .]{0,40}:\s{0,10}(\S{1,60})/i, 'gateway'],
  [/^\s{0,20}DC: \\\\(\S{1,60})/, 'DC'],
];
const maxLines = 5000;
const maxServers = 8;

/** Servers that the settings of a host name: resolv.conf(5), `ip route`, `ipconfig /all`, `nltest /dsgetdc`. */
export function serversIn(content: string, host: string | null): NamedServer[] {
  const found: NamedServer[] = [];
  for (const line of content.split(/\r?\n/, maxLines))
    for (const [pattern, role] of roles) {
      const address = pattern.exec(line.slice(0, 200))?.[1];
      if (address === undefined || found.length >= maxServers) continue;
      if (role === 'DC' || addressBytes(address) !== undefined) found.push({ host, role, address });
    }
  return found;
}
