import type { FilterEnd, PolicyFilter, Source } from '../../observations/index.ts';
import type { WindowsPolicy, WindowsRule } from './assemble.ts';
import { type Conversation, type ConversationOutcome, converse } from './converse.ts';
import { type PolicyHostState, prepareHost } from './host-state.ts';

/** Remedies of the guide, by stable name (RRAS-07 to RRAS-09). */
export type RemoteAccessRemedy = 'exempt-internal-address' | 'disable-l2tp' | 'prohibit-ipsec';

export interface RemoteAccessConflict {
  /** `management`: a trusted client talks to the server's internal address (RRAS-05). `quarantine`: a client does out of its tunnel (RRAS-06). */
  readonly kind: 'management' | 'quarantine';
  /** The internal address that the automatic policy catches. */
  readonly address: string;
  readonly outcome: ConversationOutcome;
  /** Remedies with which it works, each tried. */
  readonly remedies: readonly RemoteAccessRemedy[];
}

const src: Source = { artifact: '', at: [], quote: '', time: null };
const any = { from: 0, to: 65_535 };
const l2tp = { from: 1701, to: 1701 };
const kerberosEverything: Conversation = { protocol: 6, sourcePort: 1030, destinationPort: 445 };

function filter(source: FilterEnd, destination: FilterEnd, more: Partial<PolicyFilter>): PolicyFilter {
  return {
    description: '',
    mirrored: false,
    source,
    destination,
    protocol: 17,
    sourcePorts: any,
    destinationPorts: any,
    tunnel: null,
    unevenMask: false,
    ...more,
  };
}

/** The policy that the remote access service makes by itself for L2TP: certificates, UDP 1701 (RRAS-02, RRAS-03; KB 248750). */
export function automaticL2tpPolicy(): WindowsPolicy {
  const filters = [
    filter({ kind: 'any' }, { kind: 'me' }, { sourcePorts: l2tp }),
    filter({ kind: 'me' }, { kind: 'any' }, { destinationPorts: l2tp }),
  ];
  return certificatePolicy('L2TP (automatic)', filters);
}

function certificatePolicy(title: string, filters: readonly PolicyFilter[]): WindowsPolicy {
  const rule: WindowsRule = {
    object: `ipsecnfa{${title}}`,
    filterList: title,
    filterAction: title,
    filters,
    action: 'negotiate',
    inboundPassThrough: false,
    fallBack: false,
    offers: [
      {
        lifetimeSeconds: 0,
        lifetimeKilobytes: 0,
        pfs: false,
        transforms: [{ protocol: 'ESP', algorithm: '3DES', integrity: 'SHA1', id: null }],
      },
    ],
    authentication: [{ method: 'certificate', authority: '', mapsToAccount: false, excludesAuthorityName: false }],
    interfaces: 'all',
    tunnelEndpoint: null,
    active: true,
    defaultResponse: false,
    src: [],
  };
  return {
    store: 'dynamic',
    object: `ipsecpolicy{${title}}`,
    title,
    description: null,
    changed: null,
    pollingSeconds: null,
    assigned: true,
    // Its key exchange settings are the service's own and not told: they decide nothing here.
    mainMode: null,
    rules: [rule],
    src,
  };
}

/**
 * Whether the automatic L2TP policy of a remote access server catches what isolation means for its internal addresses (C33, RRAS-01): a
 * client of `client` policy asks each internal address. Each remedy is tried and named only where the conversation then works.
 */
export function remoteAccessConflicts(
  server: PolicyHostState,
  internal: readonly string[],
  client: PolicyHostState,
): readonly RemoteAccessConflict[] {
  const automatic = automaticL2tpPolicy();
  const ask = (policies: readonly WindowsPolicy[], address: string): ConversationOutcome =>
    converse(
      prepareHost(client),
      prepareHost({ ...server, policies, addresses: [address, ...server.addresses.filter((one) => one !== address)] }),
      kerberosEverything,
    );
  const kind = server.policies.length > 0 ? 'management' : 'quarantine';
  return internal.flatMap((address): RemoteAccessConflict[] => {
    const outcome = ask([...server.policies, automatic], address);
    if (outcome.result !== 'blocked' || !outcome.problems.includes('authentication-differs')) return [];
    const remedies: RemoteAccessRemedy[] = [];
    if (passes(askExempt(client, server, [...server.policies, automatic], address)))
      remedies.push('exempt-internal-address');
    if (passes(ask(server.policies, address))) remedies.push('disable-l2tp');
    const external = server.addresses.filter((one) => !internal.includes(one));
    if (passes(ask([...byHand(client, external), ...server.policies], address))) remedies.push('prohibit-ipsec');
    return [{ kind, address, outcome, remedies }];
  });
}

const passes = ({ result }: ConversationOutcome): boolean =>
  result === 'clear' || result === 'hard-sa' || result === 'soft-sa';

/** The internal address on the exemption list of everybody (RRAS-07). */
function askExempt(
  client: PolicyHostState,
  server: PolicyHostState,
  policies: readonly WindowsPolicy[],
  address: string,
): ConversationOutcome {
  const end: FilterEnd = { kind: 'range', from: address, to: address };
  const exemption: WindowsPolicy = {
    ...certificatePolicy('exemption', []),
    rules: [
      {
        object: 'ipsecnfa{exemption}',
        filterList: 'exemption',
        filterAction: 'permit',
        filters: [filter({ kind: 'any' }, end, { protocol: 0, mirrored: true })],
        action: 'permit',
        inboundPassThrough: false,
        fallBack: false,
        offers: [],
        authentication: [],
        interfaces: 'all',
        tunnelEndpoint: null,
        active: true,
        defaultResponse: false,
        src: [],
      },
    ],
  };
  return converse(
    prepareHost({ ...client, policies: [exemption, ...client.policies] }),
    prepareHost({ ...server, policies: [exemption, ...policies], addresses: [address] }),
    kerberosEverything,
  );
}

/** ProhibitIPsec and a policy made by hand: certificates for UDP 1701 on external addresses, Kerberos for everything inside (RRAS-09). */
function byHand(client: PolicyHostState, external: readonly string[]): readonly WindowsPolicy[] {
  const filters = external.flatMap((address): PolicyFilter[] => {
    const end: FilterEnd = { kind: 'range', from: address, to: address };
    return [
      filter({ kind: 'any' }, end, { sourcePorts: l2tp }),
      filter(end, { kind: 'any' }, { destinationPorts: l2tp }),
    ];
  });
  // Inside, the server takes what its clients ask for.
  return [certificatePolicy('L2TP (by hand)', filters), ...client.policies];
}
