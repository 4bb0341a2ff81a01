/** The hosts, groups and policies of the guide's lab (GD-04 to GD-14), as policies that are put together already. */
import type { FilterEnd, PolicyFilter, QuickModeOffer, Source } from '../../observations/index.ts';
import type { WindowsPolicy, WindowsRule } from './assemble.ts';
import { type PolicyHostState, type PreparedHost, prepareHost } from './converse.ts';

const src: Source = { artifact: 'woodgrove', at: [], quote: '', time: null };
const any = { from: 0, to: 65_535 };
const one = (address: string): FilterEnd => ({ kind: 'range', from: address, to: address });
const subnets: readonly FilterEnd[] = [
  { kind: 'range', from: '192.168.1.0', to: '192.168.1.255' },
  { kind: 'range', from: '172.10.1.0', to: '172.10.1.255' },
];

function filter(source: FilterEnd, destination: FilterEnd, more: Partial<PolicyFilter> = {}): PolicyFilter {
  return {
    description: '',
    mirrored: true,
    source,
    destination,
    protocol: 0,
    sourcePorts: any,
    destinationPorts: any,
    tunnel: null,
    unevenMask: false,
    ...more,
  };
}

const offer = (algorithm: string): QuickModeOffer => ({
  lifetimeSeconds: 0,
  lifetimeKilobytes: 0,
  pfs: false,
  transforms: [{ protocol: 'ESP', algorithm, integrity: 'SHA1', id: null }],
});
const integrity = offer('none');
const encryption = offer('3DES');

const rule = (filterList: string, filters: readonly PolicyFilter[], more: Partial<WindowsRule>): WindowsRule => ({
  object: `ipsecnfa{${filterList}}`,
  filterList,
  filterAction: null,
  filters,
  action: 'permit',
  inboundPassThrough: false,
  fallBack: false,
  offers: [],
  authentication: [{ method: 'kerberos' }],
  interfaces: 'all',
  tunnelEndpoint: null,
  active: true,
  defaultResponse: false,
  src: [],
  ...more,
});

/** Filter lists of GD-08; only what the subnets hold negotiates. */
function policy(title: string, subnetsRule: Partial<WindowsRule>): WindowsPolicy {
  const exempt = (list: string, ...addresses: readonly string[]): WindowsRule =>
    rule(
      list,
      addresses.map((address) => filter({ kind: 'any' }, one(address))),
      {},
    );
  return {
    store: 'domain',
    object: `ipsecpolicy{${title}}`,
    title,
    description: null,
    changed: null,
    pollingSeconds: null,
    assigned: true,
    mainMode: {
      offers: [
        {
          encryption: '3DES',
          hash: 'SHA1',
          group: 'modp2048',
          quickModeLimit: 0,
          lifetimeKilobytes: 0,
          lifetimeSeconds: 28_800,
        },
        {
          encryption: '3DES',
          hash: 'SHA1',
          group: 'modp1024',
          quickModeLimit: 0,
          lifetimeKilobytes: 0,
          lifetimeSeconds: 28_800,
        },
      ],
      masterPfs: false,
      lifetimeSeconds: 28_800,
      quickModeLimit: 0,
    },
    rules: [
      exempt('DNS Exemption', '192.168.1.21', '192.168.1.22'),
      exempt('LOB Application Servers', '192.168.1.10'),
      rule('ICMP', [filter({ kind: 'me' }, { kind: 'any' }, { protocol: 1 })], {}),
      rule(
        'Secure Subnets',
        subnets.map((subnet) => filter({ kind: 'any' }, subnet)),
        { action: 'negotiate', ...subnetsRule },
      ),
    ],
    src,
  };
}

/** Filter actions of GD-05, with the check boxes of GD-07 and the security methods of GD-06. */
export const groupPolicies = {
  isolation: policy('Isolation Domain', { fallBack: true, offers: [integrity, encryption] }),
  boundary: policy('Boundary', { fallBack: true, inboundPassThrough: true, offers: [integrity, encryption] }),
  noFallback: policy('No Fallback', { offers: [integrity, encryption] }),
  encryption: policy('Encryption', { offers: [encryption] }),
} as const;

const encryptionAccess = { allow: ['ANAG_EncryptedResourceAccess_Computers'], deny: ['CG_BoundaryIG_computers'] };
const isolationAccess = { allow: ['Domain Computers'], deny: [] };

function host(label: string, address: string, more: Partial<PolicyHostState>): PreparedHost {
  return prepareHost({
    label,
    addresses: [address],
    policies: [],
    groups: ['Domain Computers'],
    access: isolationAccess,
    ...more,
  });
}

const computers = (...groups: readonly string[]): readonly string[] => ['Domain Computers', ...groups];

/** The hosts of GD-21, and one of the exemption list. */
export const woodgrove = {
  'IPS-SQL-DFS-01': host('IPS-SQL-DFS-01', '192.168.1.31', {
    policies: [groupPolicies.encryption],
    groups: computers('CG_EncryptionIG_computers', 'ANAG_EncryptedResourceAccess_Computers'),
    access: encryptionAccess,
  }),
  'IPS-TZ-XP-01': host('IPS-TZ-XP-01', '192.168.1.101', {
    policies: [groupPolicies.isolation],
    groups: computers('CG_IsolationDomain_computers'),
  }),
  'IPS-TZ-XP-06': host('IPS-TZ-XP-06', '192.168.1.106', {
    policies: [groupPolicies.isolation],
    groups: computers('CG_IsolationDomain_computers'),
  }),
  'IPS-ST-XP-05': host('IPS-ST-XP-05', '172.10.1.105', {
    policies: [groupPolicies.isolation],
    groups: computers('CG_IsolationDomain_computers', 'ANAG_EncryptedResourceAccess_Computers'),
  }),
  'IPS-PRINTS-01': host('IPS-PRINTS-01', '192.168.1.40', {
    policies: [groupPolicies.boundary],
    groups: computers('CG_BoundaryIG_computers'),
  }),
  'IPS-LT-XP-01': host('IPS-LT-XP-01', '192.168.1.120', {
    policies: [groupPolicies.noFallback],
    groups: computers('CG_NoFallbackIG_computers'),
  }),
  'IPS-UT-XP-03': host('IPS-UT-XP-03', '192.168.1.133', { groups: [], access: null }),
  'IPS-LOB': host('IPS-LOB', '192.168.1.10', { access: null }),
} as const;
