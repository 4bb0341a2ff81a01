/** Legacy Windows policies as connections, so that they can be held against any other host's. */
import type {
  AuthRound,
  ChildConfig,
  ConnectionConfig,
  FilterEnd,
  FilterPorts,
  MainModeOffer,
  PolicyAssignment,
  PolicyFilter,
  PolicyObject,
  Proposal,
  QuickModeOffer,
  Selector,
} from '../../observations/index.ts';
import { sameAddress } from '../addresses.ts';
import { parseProposals } from '../proposals.ts';
import { parseSelector } from '../selectors.ts';
import { assemblePolicies, isAnyEndpoint, type WindowsPolicy, type WindowsRule } from './assemble.ts';
import { waysBack } from './policy-tunnel.ts';
import { authenticationText } from './words.ts';

const maxRules = 200;
const maxFilters = 64;

/** Persistent policy applies first; a policy of the domain takes the place of the local one (POL-52, POL-38). */
function activePolicies(policies: readonly WindowsPolicy[]): readonly WindowsPolicy[] {
  const assigned = (...stores: readonly string[]): WindowsPolicy[] =>
    policies.filter((policy) => policy.assigned && stores.includes(policy.store));
  const domain = assigned('domain', 'cache');
  return [...assigned('persistent'), ...(domain.length > 0 ? domain : assigned('local')), ...assigned('dynamic')];
}

/** Connections of the policies that are active on a host, by the objects of its stores. */
export function connectionsOfStores(
  objects: readonly PolicyObject[],
  assignments: readonly PolicyAssignment[],
  own: readonly string[],
): readonly ConnectionConfig[] {
  if (objects.length === 0) return [];
  const active = activePolicies(assemblePolicies(objects, assignments).policies);
  // A policy of the domain that is assigned and not among these objects takes the place of the local one.
  const domain = assignments.some(({ store }) => store === 'domain');
  const unseen = domain && !active.some(({ store }) => store === 'domain' || store === 'cache');
  return connectionsOf(unseen ? active.filter(({ store }) => store !== 'local') : active, own);
}

/**
 * One connection for each rule of active policies, with a child for each filter: main mode is IKEv1, the only one legacy policies know. `own` are the
 * host's addresses: a filter between two addresses is told from the side that is the host's. Rules that permit or block become shunts.
 */
export function connectionsOf(policies: readonly WindowsPolicy[], own: readonly string[]): readonly ConnectionConfig[] {
  return policies.flatMap((policy) => {
    const rules = policy.rules
      .filter((rule) => rule.active && !rule.defaultResponse && rule.action !== 'unknown')
      .slice(0, maxRules);
    const backs = waysBack(rules);
    // The two rules of a tunnel are one connection: the second of them is told with the first.
    return rules
      .filter((rule, i) => {
        const back = backs.get(rule);
        return back === undefined || rules.indexOf(back) > i;
      })
      .map((rule) => connectionOf(policy, rule, backs.get(rule) ?? null, own));
  });
}

function connectionOf(
  policy: WindowsPolicy,
  rule: WindowsRule,
  back: WindowsRule | null,
  own: readonly string[],
): ConnectionConfig {
  const filters = rule.filters.slice(0, maxFilters);
  const mode = rule.tunnelEndpoint === null ? 'transport' : 'tunnel';
  const negotiates = rule.action === 'negotiate';
  const rounds = negotiates ? round(rule) : [];
  const life = rule.offers.find(({ lifetimeSeconds }) => lifetimeSeconds > 0)?.lifetimeSeconds;
  const src = rule.src[0] ?? policy.src;
  return {
    kind: 'connection',
    name: `${policy.title}: ${rule.filterList ?? rule.object}`,
    loaded: false,
    // Of a connection security rule the policy does not tell: IKEv1 with AuthIP, or IKEv2.
    versions: policy.modern === true ? [] : [1],
    aggressive: policy.modern === true ? null : false,
    ...(rule.tunnelEndpoint === null
      ? {
          localAddresses: [],
          remoteAddresses: [...new Set(filters.flatMap((filter) => remoteAddresses(filter, own)))],
        }
      : tunnelEnds(rule, back)),
    local: rounds,
    remote: rounds,
    proposals: negotiates ? (policy.mainMode?.offers ?? []).map(mainModeProposal) : [],
    children: filters.map((filter, i): ChildConfig => {
      const [local, remote] = mode === 'tunnel' ? tunnelSides(filter) : sides(filter, own);
      const pfs = new Set(rule.offers.map((offer) => offer.pfs));
      return {
        name: filters.length > 1 ? `${rule.filterList ?? rule.object}/${i + 1}` : (rule.filterList ?? rule.object),
        local,
        remote,
        mode: rule.action === 'permit' ? 'pass' : rule.action === 'block' ? 'drop' : mode,
        proposals: rule.offers.map((offer) => quickModeProposal(offer, policy)),
        pfs: pfs.size === 1 ? (pfs.has(true) ? 'yes' : 'no') : null,
        settings: life === undefined ? {} : { rekey_time: `${life}s` },
        src,
      };
    }),
    ...(rule.filters.length > maxFilters ? { childrenGiven: rule.filters.length } : {}),
    settings: {
      store: policy.store,
      ...(rule.profiles === undefined ? {} : { profiles: rule.profiles.join(',') }),
      // Which of the two rules of a tunnel is for the way out the host's addresses tell.
      ...(mode === 'tunnel' && policy.modern !== true ? { 'tunnel-orientation': 'left' } : {}),
      ...(policy.mainMode === null ? {} : { rekey_time: `${policy.mainMode.lifetimeSeconds}s` }),
      // Where the offers were not read, an offer without algorithms may be among them.
      ...(rule.fallBack
        ? { fallback: 'clear' }
        : rule.untold?.includes('offers') === true
          ? { fallback: 'not-told' }
          : {}),
      ...(rule.inboundPassThrough ? { inbound: 'clear' } : {}),
    },
    src,
  };
}

/** Several methods are alternatives, of which the responder takes the first it has too (GD-26). */
function round(rule: WindowsRule): readonly AuthRound[] {
  const methods = new Set(
    rule.authentication.map(({ method }) =>
      method === 'psk'
        ? 'psk'
        : method === 'certificate'
          ? 'pubkey'
          : method === 'kerberos' || method === 'ntlm'
            ? 'kerberos'
            : 'any',
    ),
  );
  const [only] = methods;
  if (only === undefined) return [];
  return [
    {
      method: methods.size === 1 ? only : 'any',
      detail:
        rule.authentication.length > 1 || only !== 'psk'
          ? rule.authentication.map(authenticationText).join(', ')
          : null,
      id: null,
      certificates: [],
      authorities: rule.authentication.flatMap((one) =>
        one.method === 'certificate' && one.authority !== '' ? [one.authority] : [],
      ),
    },
  ];
}

/** The ends of a tunnel. A legacy rule names the far one of its way, which for the way in is the host: `orient` turns it then. */
function tunnelEnds(
  { tunnelEndpoint, localTunnelEndpoint, filters }: WindowsRule,
  back: WindowsRule | null,
): Pick<ConnectionConfig, 'localAddresses' | 'remoteAddresses'> {
  const ends = (endpoint: string | null | undefined): readonly string[] =>
    endpoint == null || isAnyEndpoint(endpoint) ? [] : [endpoint];
  const [near, far] = [ends(localTunnelEndpoint ?? back?.tunnelEndpoint), ends(tunnelEndpoint)];
  const inbound = filters.length > 0 && filters.every(isWayIn);
  const [localAddresses, remoteAddresses] = inbound ? [far, near] : [near, far];
  return { localAddresses, remoteAddresses };
}

/** Whether a filter of a tunnel says by itself that it is for the way in. */
function isWayIn({ source, destination }: PolicyFilter): boolean {
  return destination.kind === 'me' && source.kind !== 'me';
}

/** What a filter of a tunnel is for, as it is written: in a tunnel any address is any address. */
function tunnelSides(filter: PolicyFilter): readonly [readonly Selector[], readonly Selector[]] {
  const { source, destination, protocol, sourcePorts, destinationPorts } = filter;
  const whole = (end: FilterEnd): FilterEnd =>
    end.kind === 'any' ? { kind: 'range', from: '0.0.0.0', to: '255.255.255.255' } : end;
  const from = selectors(whole(source), protocol, sourcePorts);
  const to = selectors(whole(destination), protocol, destinationPorts);
  return isWayIn(filter) ? [to, from] : [from, to];
}

/** Whether a filter is written the other way round: its destination is the host. */
function isTurned({ source, destination }: PolicyFilter, own: readonly string[]): boolean {
  const mine = (end: FilterEnd): boolean =>
    end.kind === 'me' ||
    (end.kind === 'range' &&
      end.from === end.to &&
      own.some((text) => sameAddress(text.split('/')[0] ?? '', end.from)));
  return mine(destination) && !mine(source);
}

/** The host's own side of a filter, then the other one. */
function sides(filter: PolicyFilter, own: readonly string[]): readonly [readonly Selector[], readonly Selector[]] {
  const from = selectors(filter.source, filter.protocol, filter.sourcePorts);
  const to = selectors(filter.destination, filter.protocol, filter.destinationPorts);
  return isTurned(filter, own) ? [to, from] : [from, to];
}

/** Quick mode speaks of the two hosts, whatever wide end the filter has; a network in a tunnel is spoken of as it is. */
function selectors(end: FilterEnd, protocol: number, { from, to }: FilterPorts): readonly Selector[] {
  const ports = from === 0 && to === 65_535 ? '' : from === to ? `/${from}` : `/${from}-${to}`;
  const upper = protocol === 0 ? '' : `[${protocol}${protocol === 6 || protocol === 17 ? ports : ''}]`;
  const addresses =
    end.kind === 'me' || end.kind === 'any' ? 'dynamic' : end.kind === 'range' ? `${end.from}-${end.to}` : null;
  const selector = addresses === null ? undefined : parseSelector(`${addresses}${upper}`);
  return selector === undefined ? [] : [selector];
}

/** Whom a filter is for. */
function remoteAddresses(filter: PolicyFilter, own: readonly string[]): readonly string[] {
  const other = isTurned(filter, own) ? filter.source : filter.destination;
  if (other.kind === 'any') return ['%any'];
  if (other.kind === 'name') return [other.name];
  if (other.kind !== 'range') return [];
  return [other.from === other.to ? other.from : `${other.from}-${other.to}`];
}

function mainModeProposal({ encryption, hash, group }: MainModeOffer): Proposal {
  const [made] = parseProposals(`${cipherWord(encryption)}-${hash.toLowerCase()}-${group}`, 'strongswan', 'IKE');
  return { ...(made as Proposal), text: `${encryption}-${hash}-${group}` };
}

/** Quick mode takes the group of main mode where PFS is asked for. */
function quickModeProposal(offer: QuickModeOffer, policy: WindowsPolicy): Proposal {
  const esp = offer.transforms.find(({ protocol }) => protocol === 'ESP');
  const ah = offer.transforms.find(({ protocol }) => protocol === 'AH');
  const groups = offer.pfs ? [...new Set((policy.mainMode?.offers ?? []).map(({ group }) => group))] : [];
  const words =
    esp === undefined
      ? [ah?.algorithm.toLowerCase() ?? 'none']
      : [
          esp.algorithm === 'none' ? 'null' : cipherWord(esp.algorithm),
          ...(esp.integrity === null || esp.integrity === 'none' ? [] : [esp.integrity.toLowerCase()]),
        ];
  const [made] = parseProposals([...words, ...groups].join('-'), 'strongswan', esp === undefined ? 'AH' : 'ESP');
  // AH and ESP together is a proposal no other system makes; it is compared by its ESP, and said to be more.
  const both = esp !== undefined && ah !== undefined;
  return { ...(made as Proposal), ...(both ? { unknown: [`AH ${ah.algorithm}`] } : {}) };
}

function cipherWord(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replace(/^aescbc/, 'aes');
}
