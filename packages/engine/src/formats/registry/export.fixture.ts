/** An export of a small policy, as the registry editor writes one. */
import type { PolicyFilter, QuickModeOffer } from '../../observations/index.ts';
import {
  writeFilters,
  writeIsakmp,
  writeNegotiation,
  writeNfa,
  writePolicy,
} from '../../protocol/ipsec-data/write.fixture.ts';

const root = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec';
const path = 'SOFTWARE\\Policies\\Microsoft\\Windows\\IPSEC\\Policy\\Local';
export const id = (n: number): string => `{00000000-0000-0000-0000-00000000000${n}}`;

function hex(bytes: Uint8Array, type = ''): string {
  const parts = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
  const lines: string[] = [];
  for (let i = 0; i < parts.length; i += 20) lines.push(parts.slice(i, i + 20).join(','));
  return `hex${type}:${lines.join(',\\\n  ')}`;
}

const multi = (...texts: readonly string[]): string =>
  hex(Uint8Array.from(Buffer.from(`${texts.join('\0')}\0\0`, 'utf16le')), '(7)');

const any = { from: 0, to: 65_535 };
const subnet = filter({ kind: 'range', from: '192.168.1.0', to: '192.168.1.255' });

/** A mirrored filter from any address. */
export function filter(destination: PolicyFilter['destination']): PolicyFilter {
  return {
    description: 'all',
    mirrored: true,
    source: { kind: 'any' },
    destination,
    protocol: 0,
    sourcePorts: any,
    destinationPorts: any,
    tunnel: null,
    unevenMask: false,
  };
}

const soft: QuickModeOffer = { lifetimeSeconds: 3600, lifetimeKilobytes: 0, pfs: false, transforms: [] };

/** An export with one policy of one rule with these filters and offers, and the name of one that the domain assigned. */
export function registryExport(filters: readonly PolicyFilter[], offers: readonly QuickModeOffer[]): string {
  return `Windows Registry Editor Version 5.00

[${root}\\Policy\\Local]
"ActivePolicy"="SOFTWARE\\\\Policies\\\\Microsoft\\\\Windows\\\\IPSEC\\\\Policy\\\\Local\\\\ipsecPolicy${id(1)}"

[${root}\\Policy\\Local\\ipsecPolicy${id(1)}]
"ClassName"="ipsecPolicy"
"ipsecName"="Isolation \\"A\\""
"ipsecData"=${hex(writePolicy(600))}
"whenChanged"=dword:69ef7add
"ipsecISAKMPReference"="${`${path}\\ipsecISAKMPPolicy${id(2)}`.replaceAll('\\', '\\\\')}"
"ipsecNFAReference"=${multi(`${path}\\ipsecNFA${id(3)}`)}

[${root}\\Policy\\Local\\ipsecISAKMPPolicy${id(2)}]
"ipsecData"=${hex(writeIsakmp({ offers: [{ encryption: '3DES', hash: 'SHA1', group: 'modp2048', quickModeLimit: 0, lifetimeKilobytes: 0, lifetimeSeconds: 28_800 }] }))}

[${root}\\Policy\\Local\\ipsecNFA${id(3)}]
"ipsecOwnersReference"=${multi(`${path}\\ipsecPolicy${id(1)}`)}
"ipsecNegotiationPolicyReference"="${`${path}\\ipsecNegotiationPolicy${id(4)}`.replaceAll('\\', '\\\\')}"
"ipsecFilterReference"=${multi(`${path}\\ipsecFilter${id(5)}`)}
"ipsecData"=${hex(writeNfa({ authentication: [{ method: 'psk', key: 'Planted-K3y' }, { method: 'kerberos' }] }))}

[${root}\\Policy\\Local\\ipsecNegotiationPolicy${id(4)}]
"ipsecNegotiationPolicyAction"="{8a171dd3-77e3-11d1-8659-a04f00000000}"
"ipsecNegotiationPolicyType"="{62f49e10-6c37-11d1-864c-14a300000000}"
"ipsecData"=${hex(writeNegotiation(offers))}

[${root}\\Policy\\Local\\ipsecFilter${id(5)}]
"ipsecName"="Secure subnets"
"ipsecData"=${hex(writeFilters(filters))}

[${root}\\GPTIPSECPolicy]
"DSIPSECPolicyPath"="LDAP://CN=ipsecPolicy${id(9)},CN=IP Security,CN=System,DC=woodgrove,DC=example"
"DSIPSECPolicyName"="Domain policy"
`;
}

/** A policy with one rule, and the name of one that the domain assigned. */
export const registryText = registryExport([subnet], [soft]);
