/** Differences between two connections at the IKE SA: version, exchange, proposals, addresses, authentication, identities, secrets. */
import type { AuthRound, ConnectionConfig } from '../observations/configuration.ts';
import { sameSecret } from '../observations/secret.ts';
import type { Source } from '../observations/source.ts';
import { type Address, type AddressRange, parseAddress, parseRange, sameAddress } from './addresses.ts';
import { dialectOf, type Findings, type HostConfiguration, type Json, type Pair, usedVersion } from './differences.ts';
import { compareIdentities, parseIdentity } from './identities.ts';
import { commonProposal, differences, type ProposalDifferences } from './proposal-compare.ts';
import { formatProposal } from './proposals.ts';
import { findSecret } from './secrets.ts';

/** Adds every difference at the IKE SA. */
export function compareIke(pair: Pair, into: Findings): void {
  compareVersions(pair, into);
  compareExchange(pair, into);
  compareProposals(pair, into);
  compareAddresses(pair, into);
  compareMethods(pair, into);
  compareIds(pair, into);
  compareSecrets(pair, into);
}

function sources(pair: Pair): readonly Source[] {
  return [pair.a.src, pair.b.src];
}

function compareVersions(pair: Pair, into: Findings): void {
  const { a, b, initiator } = pair;
  if (a.versions.length === 0 || b.versions.length === 0) {
    const host = a.versions.length === 0 ? pair.hostA.label : pair.hostB.label;
    into.undecided.push({ kind: 'version', host, why: 'release-default' });
    return;
  }
  const common = a.versions.filter((version) => b.versions.includes(version));
  const starter = initiator === 'a' ? a : initiator === 'b' ? b : null;
  const answerer = initiator === 'a' ? b : a;
  // Who may use both starts with IKEv2.
  const refused = starter !== null && !answerer.versions.includes(starter.versions.includes(2) ? 2 : 1);
  if (common.length === 0 || refused || a.versions.length !== b.versions.length)
    into.differences.push({
      kind: 'version',
      fatal: common.length === 0 || refused,
      host: null,
      details: { a: a.versions, b: b.versions },
      sources: sources(pair),
    });
}

function compareExchange(pair: Pair, into: Findings): void {
  const { a, b } = pair;
  const mayUseV1 = a.versions.includes(1) && b.versions.includes(1);
  if (!mayUseV1 || a.aggressive === b.aggressive) return;
  if (a.aggressive === null || b.aggressive === null) {
    const host = a.aggressive === null ? pair.hostA.label : pair.hostB.label;
    into.undecided.push({ kind: 'exchange', host, why: 'not-listed' });
    return;
  }
  const text = (aggressive: boolean): string => (aggressive ? 'Aggressive Mode' : 'Main Mode');
  into.differences.push({
    kind: 'exchange',
    fatal: usedVersion(pair) === 1,
    host: null,
    details: { a: text(a.aggressive), b: text(b.aggressive) },
    sources: sources(pair),
  });
}

/** Differences of proposals as plain data: both lists, every type that differs, and those without overlap. */
export function proposalDetails(found: ProposalDifferences): { readonly [key: string]: Json } {
  return {
    types: found.types.map(({ type, a, b, common, noOverlap }) => ({ type, a, b, common, noOverlap })),
    withoutOverlap: found.withoutOverlap,
    closest: found.closest === null ? null : found.closest.blocking,
  };
}

function compareProposals(pair: Pair, into: Findings): void {
  const { a, b } = pair;
  const common = commonProposal(a.proposals, b.proposals);
  if (common.result === 'unknown') {
    into.undecided.push({ kind: 'ike-proposal', host: null, why: common.why });
    return;
  }
  const found = differences(a.proposals, b.proposals);
  if (found.types.length === 0 && common.result === 'common') return;
  into.differences.push({
    kind: 'ike-proposal',
    fatal: common.result === 'none',
    host: null,
    details: {
      a: a.proposals.map(formatProposal),
      b: b.proposals.map(formatProposal),
      ...proposalDetails(found),
    },
    sources: sources(pair),
  });
}

export type AddressFit = 'yes' | 'any' | 'no' | 'unknown';

/** Whether a list of configured addresses takes in one of these: `unknown` for names and when nothing is known of the host. */
export function addressesFit(configured: readonly string[], actual: readonly string[]): AddressFit {
  return rangesFit(configuredRanges(configured), knownAddresses(actual));
}

/** Configured addresses, read once for many questions: ranges, whether there are names beside them, and whether any address will do. */
export interface ConfiguredRanges {
  readonly ranges: readonly AddressRange[];
  readonly names: boolean;
  readonly any: boolean;
}

/** Reads a list of configured addresses. */
export function configuredRanges(configured: readonly string[]): ConfiguredRanges {
  const known = ranged.get(configured) ?? readRanges(configured);
  ranged.set(configured, known);
  return known;
}

/** Asked for again and again of the same lists. */
const ranged = new WeakMap<readonly string[], ConfiguredRanges>();

function readRanges(configured: readonly string[]): ConfiguredRanges {
  const ranges: AddressRange[] = [];
  let names = false;
  let any = configured.length === 0;
  for (const word of configured) {
    if (word.startsWith('%any') || ['0.0.0.0/0', '::/0', '0.0.0.0', '::'].includes(word)) {
      any = true;
      break;
    }
    const range = parseRange(word);
    if (range === undefined) names = true;
    else ranges.push(range);
  }
  return { ranges, names, any };
}

/** Reads the addresses of a host; words that are none are left out. Null: nothing is known. */
export function knownAddresses(actual: readonly string[]): readonly Address[] | null {
  if (actual.length === 0) return null;
  const known = addressed.get(actual) ?? actual.flatMap((text) => parseAddress(text) ?? []);
  addressed.set(actual, known);
  return known;
}

const addressed = new WeakMap<readonly string[], readonly Address[]>();

/** The same as `addressesFit`, of what was read before. */
export function rangesFit(configured: ConfiguredRanges, actual: readonly Address[] | null): AddressFit {
  const { ranges, names, any } = configured;
  for (const range of ranges)
    for (const one of actual ?? [])
      if (one.family === range.family && range.from <= one.value && one.value <= range.to) return 'yes';
  if (any) return 'any';
  return names || actual === null ? 'unknown' : 'no';
}

/** Addresses a host may be reached at, as far as known: the connection's own ones, or the host's. */
export function reachableAt(config: ConnectionConfig, host: HostConfiguration): readonly string[] {
  const known = concretes.get(config.localAddresses);
  const concrete = known ?? config.localAddresses.filter((text) => parseAddress(text) !== undefined);
  if (known === undefined) concretes.set(config.localAddresses, concrete);
  return concrete.length > 0 ? concrete : host.ownAddresses;
}

const concretes = new WeakMap<readonly string[], readonly string[]>();

function compareAddresses(pair: Pair, into: Findings): void {
  for (const [from, to, host, other] of [
    [pair.a, pair.b, pair.hostA, pair.hostB],
    [pair.b, pair.a, pair.hostB, pair.hostA],
  ] as const) {
    const actual = reachableAt(to, other);
    if (addressesFit(from.remoteAddresses, actual) !== 'no') continue;
    // A NAT may stand between: never fatal by itself.
    into.differences.push({
      kind: 'address',
      fatal: false,
      host: host.label,
      details: { expects: from.remoteAddresses, peer: actual },
      sources: sources(pair),
    });
  }
}

function compareMethods(pair: Pair, into: Findings): void {
  for (const [own, peer, expecting, at] of [
    [pair.a.local, pair.b.remote, pair.b, pair.hostB],
    [pair.b.local, pair.a.remote, pair.a, pair.hostA],
  ] as const) {
    if (own.length === 0 || peer.length === 0) {
      into.undecided.push({
        kind: 'auth-method',
        host: at.label,
        why: 'authentication-not-read',
      });
      continue;
    }
    const word = (round: AuthRound): string => round.detail ?? round.method;
    const differs = own.some((round, i) => {
      const other = peer[i];
      if (other === undefined) return true;
      if (round.method === 'eap' && other.method === 'eap') return eapDiffers(round.detail, other.detail);
      return round.method !== other.method && round.method !== 'any' && other.method !== 'any';
    });
    if (!differs && own.length === peer.length) continue;
    into.differences.push({
      kind: 'auth-method',
      fatal: true,
      host: at.label,
      details: { offered: own.map(word), wanted: peer.map(word), connection: expecting.name },
      sources: sources(pair),
    });
  }
}

/** Two fixed EAP methods that are not the same; one that leaves the choice to the peer or to a server differs from none. */
function eapDiffers(a: string | null, b: string | null): boolean {
  const fixed = (detail: string | null): boolean =>
    detail !== null && detail.startsWith('eap-') && !/^eap-(?:dynamic|radius|identity)/.test(detail);
  return a !== b && fixed(a) && fixed(b);
}

/** The identity a host uses or expects; null when a certificate or a default that is not known decides. */
export function effectiveId(
  round: AuthRound | undefined,
  config: ConnectionConfig,
  side: 'local' | 'remote',
  address: string | null,
): string | null {
  if (round === undefined || round.method === 'eap' || round.method === 'xauth') return null;
  if (round.id !== null && !/^%(?:fromcert|cert|none|myid)/.test(round.id)) return round.id;
  const file = config.settings['orientation'] !== undefined;
  // swanctl: an absent remote identity accepts any.
  if (side === 'remote' && !file) return '%any';
  if (round.certificates.length > 0 || (round.method === 'pubkey' && dialectOf(config) === 'strongswan')) return null;
  const list = side === 'local' ? config.localAddresses : config.remoteAddresses;
  const concrete = list.filter((text) => parseAddress(text) !== undefined);
  if (concrete.length === 1) return concrete[0] ?? null;
  if (side === 'remote') return list.some((text) => text.startsWith('%any')) ? '%any' : null;
  return address;
}

/** The one own address of a host that the peer's connection names, or null. */
function addressTowards(config: ConnectionConfig, host: HostConfiguration, peer: ConnectionConfig): string | null {
  const own = reachableAt(config, host);
  const named = own.filter((text) => peer.remoteAddresses.some((other) => sameAddress(text, other)));
  return named.length === 1 ? (named[0] ?? null) : null;
}

function compareIds(pair: Pair, into: Findings): void {
  for (const [sender, expecting, senderHost, host] of [
    [pair.a, pair.b, pair.hostA, pair.hostB],
    [pair.b, pair.a, pair.hostB, pair.hostA],
  ] as const) {
    const sent = effectiveId(sender.local[0], sender, 'local', addressTowards(sender, senderHost, expecting));
    const wanted = effectiveId(expecting.remote[0], expecting, 'remote', null);
    if (sent === null || wanted === null) {
      const decides = wanted === '%any' || sender.local[0]?.method === 'eap';
      if (!decides)
        into.undecided.push({
          kind: 'identity',
          host: host.label,
          why: 'certificate-decides',
        });
      continue;
    }
    const result = compareIdentities(wanted, sent, { expected: dialectOf(expecting), sent: dialectOf(sender) });
    if (result.result === 'same' || result.result === 'matches-wildcard') continue;
    // charon falls back to the subject of its certificate when that does not carry the configured identity.
    const subject = sender.local[0]?.method === 'pubkey' && parseIdentity(wanted).type === 'dn';
    if (result.result === 'unknown' || (subject && parseIdentity(sent).type !== 'dn')) {
      into.undecided.push({
        kind: 'identity',
        host: host.label,
        why: 'certificate-decides',
      });
      continue;
    }
    into.differences.push({
      kind: 'identity',
      fatal: true,
      host: host.label,
      details: { sent, expected: wanted, reason: result.reason, sender: senderHost.label },
      sources: sources(pair),
    });
  }
}

function compareSecrets(pair: Pair, into: Findings): void {
  const psk = (rounds: readonly AuthRound[]): boolean => rounds.some((round) => round.method === 'psk');
  const needed = [pair.a.local, pair.a.remote, pair.b.local, pair.b.remote].some(psk);
  if (!needed) return;
  const looked = [
    [pair.a, pair.b, pair.hostA, pair.hostB],
    [pair.b, pair.a, pair.hostB, pair.hostA],
  ] as const;
  const found = looked.map(([own, peer, host, otherHost]) => {
    const local = effectiveId(own.local[0], own, 'local', addressTowards(own, host, peer));
    const expected = effectiveId(own.remote[0], own, 'remote', null);
    // With a wildcard the identity the peer sends is looked up.
    const remote =
      expected === null || parseIdentity(expected).type === 'any'
        ? effectiveId(peer.local[0], peer, 'local', addressTowards(peer, otherHost, own))
        : expected;
    const secrets = host.secrets.filter((one) => one.type === 'psk');
    if (secrets.length === 0 && !host.secretsComplete) return null;
    if (local === null || remote === null) {
      const only = secrets[0];
      const usable = secrets.length === 1 && only !== undefined && only.ids.length === 0 && only.redacted !== true;
      return usable ? { id: '', secret: only } : null;
    }
    const result = findSecret(secrets, local, remote, dialectOf(own));
    if (result.result === 'found')
      return result.secret.redacted === true ? null : { id: `${local} ${remote}`, secret: result.secret };
    if (result.result === 'ambiguous' || !host.secretsComplete) return null;
    // A secret that is there for the identity the peer really sends: the difference is the identity, told above.
    const sent = effectiveId(peer.local[0], peer, 'local', addressTowards(peer, otherHost, own));
    const other = sent === null ? null : findSecret(secrets, local, sent, dialectOf(own));
    if (sent !== null && other?.result === 'found' && other.secret.redacted !== true)
      return { id: `${local} ${sent}`, secret: other.secret };
    into.differences.push({
      kind: 'secret-missing',
      fatal: true,
      host: host.label,
      details: {
        localId: local,
        remoteId: remote,
        secretsFor: secrets.map((one) => one.ids.join(' ')),
        // The peer's secret stands here under another name: the identity is at fault, not the secret.
        samePeerSecretFor: secrets
          .filter((one) => one.redacted !== true && otherHost.secrets.some((its) => sameSecret(its.digest, one.digest)))
          .map((one) => one.ids.join(' ')),
      },
      sources: [own.src, ...secrets.slice(0, 4).map((one) => one.src)],
    });
    return 'missing';
  });
  const [left, right] = found;
  if (left === null || right === null || left === undefined || right === undefined) {
    const host = left === null ? pair.hostA.label : pair.hostB.label;
    into.undecided.push({ kind: 'secret', host, why: 'secret-not-known' });
    return;
  }
  if (left === 'missing' || right === 'missing' || sameSecret(left.secret.digest, right.secret.digest)) return;
  into.differences.push({
    kind: 'secret',
    fatal: true,
    host: null,
    details: { a: left.id, b: right.id },
    sources: [left.secret.src, right.secret.src],
  });
}
