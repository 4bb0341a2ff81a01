import type { Account } from '../correlation/account.ts';
import { hostByLabel, negotiationsWith } from '../correlation/account-index.ts';
import type { EvidenceArtifact } from '../correlation/hosts.ts';
import type { Host } from '../correlation/types.ts';
import type { Platform, WindowsPlatform } from '../knowledge/windows-commands.ts';

export type { WindowsPlatform } from '../knowledge/windows-commands.ts';

const platforms: readonly WindowsPlatform[] = [
  'windows',
  'windows-before-vista',
  'windows-2003',
  'windows-xp',
  'windows-2000',
];

/** Formats that only an edition before Vista writes, and those that only Vista and later ones write. */
const beforeVista: ReadonlySet<string> = new Set(['evt', 'oakley-log', 'windows-netdiag', 'windows-srvinfo']);
const modern: ReadonlySet<string> = new Set([
  'etl',
  'evtx',
  'windows-consec-rules',
  'windows-firewall-rules',
  'windows-get-service',
  'windows-monitor-sas',
  'windows-netipsec',
  'windows-vpn-connections',
  'windows-wfp',
]);

/** Policies of `netsh ipsec`: the context came with Server 2003, later editions have it too, and its commands show those policies on both. */
const legacyStores: readonly string[] = ['windows-netsh-ipsec', 'registry-export', 'preg'];

/** Editions by the name they give themselves, and by the number of their version (`systeminfo`, `srvinfo`). */
const editions: readonly (readonly [said: RegExp, platform: WindowsPlatform])[] = [
  [/Windows\s2000|^5\.0\b/, 'windows-2000'],
  [/Windows\sXP|^5\.1\b/, 'windows-xp'],
  [/Server\s2003|^5\.2\b/, 'windows-2003'],
  [/Windows|^(?:6\.[0-3]|10\.0)\b/, 'windows'],
];

/** Vendor IDs of Windows by version (MS-IKEE appendix A); 4 is Server 2003 and a late service pack of XP. */
const vendors: Readonly<Record<string, WindowsPlatform>> = {
  v2: 'windows-2000',
  v3: 'windows-xp',
  v4: 'windows-before-vista',
};

/** The same of a platform as a document writes it; null where it is not Windows. */
export function windowsPlatform(written: string | null): WindowsPlatform | null {
  const found = platforms.find((platform) => platform === written);
  return found ?? null;
}

/** Whether that is Windows, of whichever age. */
export function isWindows(platform: Platform | null): platform is WindowsPlatform {
  return platform?.startsWith('windows') === true;
}

/**
 * What runs on a host: by its own evidence, else by the vendor IDs it sent (MS-IKEE appendix A) and by AuthIP, which nothing but Windows
 * from Vista on speaks (MS-AIPS 1.7). Null where nothing tells.
 */
export function platformOf(account: Account, label: string): Platform | null {
  const host = hostByLabel(account, label);
  const own = account.artifacts.filter(({ id }) => account.hostOf.get(id) === label);
  const windows = own.filter(
    ({ text, format }) =>
      text?.product?.startsWith('Windows') === true || format.startsWith('windows-') || legacyStores.includes(format),
  );
  if (windows.length > 0) return windowsAge(host, windows);
  const product = host?.product ?? null;
  if (product !== null && /swan/i.test(product)) return 'linux';
  return byMessages(account, label);
}

function windowsAge(host: Host | undefined, artifacts: readonly EvidenceArtifact[]): WindowsPlatform {
  for (const item of host?.state ?? []) {
    if (item.kind !== 'host-fact' || (item.name !== 'os' && item.name !== 'os-version')) continue;
    const edition = editions.find(([said]) => said.test(item.value))?.[1];
    if (edition !== undefined) return edition;
  }
  const formats = new Set(artifacts.map(({ format }) => format));
  const products = new Set(artifacts.map(({ text }) => text?.product));
  if (products.has('Windows (before Vista)') || artifacts.some(({ format }) => beforeVista.has(format)))
    return formats.has('windows-netsh-ipsec') ? 'windows-2003' : 'windows-before-vista';
  const later = artifacts.some(({ format }) => modern.has(format) || format.startsWith('windows-event'));
  return legacyStores.some((format) => formats.has(format)) && !later ? 'windows-2003' : 'windows';
}

function byMessages(account: Account, label: string): Platform | null {
  for (const negotiation of negotiationsWith(account, label)) {
    const role = negotiation.initiator === label ? 'initiator' : 'responder';
    if (negotiation.protocol === 'AuthIP') return 'windows';
    for (const row of negotiation.rows)
      for (const name of row.sender === role ? row.sightings.flatMap((sighting) => sighting.vendors ?? []) : [])
        if (name.startsWith('MS NT5')) return vendors[name.split(' ').at(-1) ?? ''] ?? 'windows';
  }
  return null;
}

/**
 * The systems whose commands are to be named for a host. Of a host that nothing is known of: those of its peers, where one of them runs
 * Windows, and those of Linux. Without a host: those of all that are known.
 */
export function platformsFor(
  platform: (label: string) => Platform | null,
  label: string | null,
  hosts: readonly string[],
): readonly Platform[] {
  const own = label === null ? null : platform(label);
  if (own !== null) return [own];
  const known = [...new Set(hosts.flatMap((host) => platform(host) ?? []))];
  const windows = known.filter(isWindows);
  if (label !== null) return [...windows.slice(0, 1), 'linux'];
  return known.length > 0 ? known : ['linux'];
}
