/** What two ends agree about for the IKE SA. */
import type { ConnectionConfig } from '../observations/configuration.ts';
import { acceptedText, proposalsText } from './aspects-child.ts';
import { type Aspect, aspect, nothing } from './aspects.ts';
import { namedCertificateCarries } from './certificate-names.ts';
import { certificateAspects } from './certificate-trust.ts';
import { effectiveId } from './compare-ike.ts';
import {
  daemonSetting,
  dialectOf,
  type Findings,
  type HostConfiguration,
  type Pair,
  usedVersion,
} from './differences.ts';
import { parseIdentity } from './identities.ts';
import { isIgnored, refusalsOf } from './loading.ts';
import { commonProposal } from './proposal-compare.ts';
import { filterAspects } from './aspects-filter.ts';
import { ikeOptions, withVersion } from './aspects-options.ts';
import { addressAspects, networkAspects, peerlessAspects, serviceAspects } from './aspects-network.ts';
import { userAspects } from './users.ts';
import { virtualAddressAspects } from './virtual-addresses.ts';
import { connectionInProfile } from './windows/profiles.ts';

const rounds = (list: ConnectionConfig['local']): string | null =>
  list.length === 0 ? null : list.map(({ method, detail }) => detail ?? method).join(' + ');

/** Everything about the IKE SA, in the order in which it is negotiated. */
export function ikeAspects(pair: Pair, found: Findings): Aspect[] {
  const { a, b } = pair;
  const versions = (config: ConnectionConfig): string | null =>
    config.versions.length === 0 ? null : config.versions.map((one) => `IKEv${one}`).join(', ');
  const version = usedVersion(pair);
  const common = commonProposal(b.proposals, a.proposals);
  const text = (one: string | null, other: string | null): string | null => (one === other ? one : null);
  const aspects = [
    ...serviceAspects(pair),
    ...loadingAspects(pair),
    aspect('version', found, versions(a), versions(b), version === null ? null : `IKEv${version}`),
    ...peerlessAspects(pair),
    ...addressAspects(pair),
    ...networkAspects(pair),
    ...filterAspects(pair),
    ...aggressiveAspects(pair),
    ...ikeOptions(pair),
    ...(found.differences.some(({ kind }) => kind === 'exchange')
      ? [aspect('exchange', found, exchange(a), exchange(b), null)]
      : []),
    withVersion(
      pair,
      aspect(
        'ike-proposal',
        found,
        proposalsText(a.proposals),
        proposalsText(b.proposals),
        common.result === 'common' ? acceptedText(common.algorithms) : null,
      ),
    ),
  ];
  // Each end proves itself to the other: two ways, of which each may fail by itself.
  for (const [own, peer, expecting] of [
    [a, b, pair.hostB.label],
    [b, a, pair.hostA.label],
  ] as const) {
    const mine = (one: { readonly host: string | null }): boolean => one.host === null || one.host === expecting;
    const only: Findings = {
      differences: found.differences.filter(mine),
      undecided: found.undecided.filter(mine),
    };
    const sides = (left: string | null, right: string | null): readonly [string | null, string | null] =>
      own === a ? [left, right] : [right, left];
    const [methodA, methodB] = sides(rounds(own.local), rounds(peer.remote));
    const said = text(rounds(own.local), rounds(peer.remote));
    const method = aspect('auth-method', only, methodA, methodB, said, expecting);
    const open = [...own.local, ...peer.remote].some((one) => one.method === 'any');
    aspects.push(
      open && method.verdict === 'agrees'
        ? { ...method, verdict: 'cannot-be-verified', accepted: null, why: 'method-open' }
        : method,
    );
    const sent = effectiveId(own.local[0], own, 'local', null);
    const wanted = effectiveId(peer.remote[0], peer, 'remote', null);
    const [idA, idB] = sides(sent, wanted);
    const identity = aspect('identity', only, idA, idB, sent, expecting);
    const proven = wanted === null || parseIdentity(wanted).type === 'any' ? sent : wanted;
    aspects.push(certified(identity, own, peer, own === a ? pair.hostA : pair.hostB, proven));
  }
  aspects.push(...certificateAspects(pair), ...secretAspects(found), ...userAspects(pair));
  aspects.push(...virtualAddressAspects(pair));
  return aspects;
}

/**
 * An identity that agrees, where the sender proves it by a certificate: the certificate has to carry it (RFC 4945 section 3.1; pluto
 * leaves that out with `require-id-on-certificate=no`). Whether it is trusted is an aspect of its own.
 */
function certified(
  identity: Aspect,
  own: ConnectionConfig,
  peer: ConnectionConfig,
  host: HostConfiguration,
  id: string | null,
): Aspect {
  if (own.local[0]?.method !== 'pubkey' || identity.verdict !== 'agrees') return identity;
  const carried = id === null ? null : namedCertificateCarries(own, host, id);
  const lax = /^(?:no|off|false|0)$/i.test(peer.settings['require-id-on-certificate'] ?? '');
  if (carried === false && !lax) return { ...identity, verdict: 'mismatch', accepted: null, why: 'not-in-certificate' };
  if (carried === true || (carried === false && lax)) return identity;
  return { ...identity, verdict: 'cannot-be-verified', accepted: null, why: 'certificate-decides' };
}

function secretAspects(found: Findings): Aspect[] {
  // An end that is to prove itself otherwise has no key for it: that is the same fault.
  if (found.differences.some(({ kind, fatal }) => kind === 'auth-method' && fatal)) return [];
  return (['secret-missing', 'secret'] as const).flatMap((kind): Aspect[] => {
    const [difference] = found.differences.filter((one) => one.kind === kind);
    if (difference === undefined && !found.undecided.some((one) => one.kind === kind)) return [];
    const made = aspect(kind, found, null, null, null);
    const elsewhere = difference?.details['samePeerSecretFor'];
    // The peer's very key is there, for another name: the name is at fault.
    if (!Array.isArray(elsewhere) || elsewhere.length === 0) return [made];
    const wanted = difference?.details['remoteId'];
    return [
      {
        ...made,
        kind: 'identity',
        why: 'secret-for-other-name',
        initiator: typeof wanted === 'string' ? wanted : null,
        responder: elsewhere.map(String).join(', '),
      },
    ];
  });
}

/**
 * charon answers Aggressive Mode with a pre-shared key only where a setting of the whole daemon says so (strongswan.conf(5),
 * `i_dont_care_about_security_and_use_aggressive_mode_psk`, off by default).
 */
function aggressiveAspects(pair: Pair): Aspect[] {
  const { a, b, hostB } = pair;
  const aggressive = a.aggressive === true && b.aggressive === true && usedVersion(pair) === 1;
  if (!aggressive || dialectOf(b) !== 'strongswan' || !b.remote.some(({ method }) => method === 'psk')) return [];
  const told = daemonSetting(hostB, 'i_dont_care_about_security_and_use_aggressive_mode_psk');
  if (told !== null && /^(?:yes|1|true|on|enabled)$/i.test(told)) return [];
  // Without the file, or where it takes in another one that was not read, the setting is not known.
  const { facts, whole } = hostB;
  const known =
    told !== null || whole === true || (facts?.has('strongswan-conf') === true && !facts.has('settings-include'));
  return [
    {
      ...nothing,
      kind: 'exchange',
      verdict: known ? 'mismatch' : 'cannot-be-verified',
      why: known ? 'aggressive-refused' : 'daemon-setting',
      host: hostB.label,
    },
  ];
}

function exchange({ aggressive }: ConnectionConfig): string | null {
  return aggressive === null ? null : aggressive ? 'Aggressive Mode' : 'Main Mode';
}

/** Connections that a daemon would not load, or perhaps not. */
function loadingAspects(pair: Pair): Aspect[] {
  return (
    [
      [pair.a, pair.hostA],
      [pair.b, pair.hostB],
    ] as const
  ).flatMap(([config, host]): Aspect[] => {
    const refusals = refusalsOf(config, host);
    const [first] = refusals;
    if (first === undefined) return [...ignoredAspects(config, host), ...profileAspects(config, host)];
    const worst = refusals.find(({ sure }) => sure) ?? first;
    const words = refusals.map(({ word }) => word).join(', ');
    return [
      {
        ...nothing,
        kind: 'loading',
        verdict: worst.sure ? 'mismatch' : 'cannot-be-verified',
        initiator: config === pair.a ? words : null,
        responder: config === pair.a ? null : words,
        why: worst.why,
        host: host.label,
        sources: [config.src],
      },
    ];
  });
}

/** A connection that a command has to load, which no file tells of. */
function ignoredAspects(config: ConnectionConfig, host: HostConfiguration): Aspect[] {
  if (!isIgnored(config) || host.loadedByCommand === true) return [];
  return [
    {
      ...nothing,
      kind: 'loading',
      verdict: 'cannot-be-verified',
      why: 'not-loaded-by-itself',
      host: host.label,
      sources: [config.src],
    },
  ];
}

/** A connection security rule that is in force in networks of some profiles only. */
function profileAspects(config: ConnectionConfig, host: HostConfiguration): Aspect[] {
  if (connectionInProfile(config, host.profile) !== null) return [];
  return [
    {
      ...nothing,
      kind: 'loading',
      verdict: 'cannot-be-verified',
      why: 'profile-not-known',
      host: host.label,
      sources: [config.src],
    },
  ];
}

/** What of a pair stands only where both its connections are loaded after all. */
export function hingesOnLoading({ a, b, hostA, hostB }: Pair): ReadonlySet<string> {
  return new Set([...refusalsOf(a, hostA), ...refusalsOf(b, hostB)].flatMap(({ of }) => of ?? []));
}
