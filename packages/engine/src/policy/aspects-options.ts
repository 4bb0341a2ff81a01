/** What settings beside proposals, selectors and identities decide between two ends. */
import type { ChildConfig, ConnectionConfig, Proposal } from '../observations/configuration.ts';
import { isAead } from './algorithms.ts';
import { type Aspect, nothing } from './aspects.ts';
import { daemonSetting, type Pair, sideSetting, usedVersion } from './differences.ts';
import { commonProposal } from './proposal-compare.ts';

const yes = (text: string | undefined): boolean => /^(?:yes|true|1|on|enabled)$/i.test(text ?? '');
const isCharon = ({ settings }: ConnectionConfig): boolean => settings['dialect'] === 'strongswan';
const isPluto = ({ settings }: ConnectionConfig): boolean => settings['dialect'] === 'libreswan';

/** Everything of this kind about the IKE SA. */
export function ikeOptions(pair: Pair): Aspect[] {
  return [...childlessAspects(pair), ...ppkAspects(pair), ...portAspects(pair)];
}

/**
 * IKE SAs without a child (RFC 6023; swanctl.conf(5) `childless`): who forces them refuses an initiator that does not begin so, and gives up with a
 * responder that does not take them. Only charon begins so.
 */
function childlessAspects(pair: Pair): Aspect[] {
  const { a, b, hostB } = pair;
  if (usedVersion(pair) !== 2) return [];
  const [begins, answers] = [a.settings['childless'] ?? 'allow', b.settings['childless'] ?? 'allow'];
  const say = (host: string, sure: boolean): Aspect => ({
    ...nothing,
    kind: 'exchange',
    verdict: sure ? 'mismatch' : 'cannot-be-verified',
    initiator: isCharon(a) ? `childless = ${begins}` : null,
    responder: isCharon(b) ? `childless = ${answers}` : null,
    why: sure ? 'childless-refused' : 'release-decides',
    host,
    sources: [a.src, b.src],
  });
  if (isCharon(a) && begins === 'force') {
    if (isCharon(b)) return answers === 'never' ? [say(hostB.label, true)] : [];
    // pluto 4 and 5 take them; of other implementations no source here tells.
    return isPluto(b) && /^[45]\./.test(hostB.facts?.get('pluto_version') ?? '') ? [] : [say(hostB.label, false)];
  }
  if (!isCharon(b) || answers !== 'force' || begins === 'prefer') return [];
  // A listing of loaded connections does not tell the setting.
  return [say(hostB.label, !a.loaded)];
}

/** Whether the first child gets a key exchange of its own, because the IKE SA is made without it. */
export function isChildless({ a, b }: Pair): boolean {
  return (
    isCharon(a) &&
    isCharon(b) &&
    /^(?:prefer|force)$/.test(a.settings['childless'] ?? '') &&
    b.settings['childless'] !== 'never'
  );
}

/** RFC 8784; swanctl.conf(5) `ppk_required`, ipsec.conf(5) of Libreswan `ppk=insist`. */
function ppkAspects(pair: Pair): Aspect[] {
  if (usedVersion(pair) !== 2) return [];
  const use = ({ settings }: ConnectionConfig): 'insists' | 'may' | 'never' | 'open' => {
    const word = (settings['ppk'] ?? '').toLowerCase();
    if (yes(settings['ppk_required']) || word === 'insist') return 'insists';
    if (settings['ppk_id'] !== undefined || /^(?:yes|propose|permit)$/.test(word)) return 'may';
    return /^(?:no|never)$/.test(word) ? 'never' : 'open';
  };
  const [own, other] = [use(pair.a), use(pair.b)];
  if (own !== 'insists' && other !== 'insists') return [];
  const lacking = own === 'insists' ? other : own;
  if (lacking === 'insists' || lacking === 'may') return [];
  return [
    {
      ...nothing,
      kind: 'ppk',
      verdict: lacking === 'never' ? 'mismatch' : 'cannot-be-verified',
      initiator: own,
      responder: other,
      why: lacking === 'never' ? 'ppk-refused' : 'ppk-not-known',
      host: own === 'insists' ? pair.hostA.label : pair.hostB.label,
      sources: [pair.a.src, pair.b.src],
    },
  ];
}

/** IKE that is sent to another port than 500 or 4500 needs somebody who listens there, or a NAT that leads on. */
function portAspects({ a, b, hostB }: Pair): Aspect[] {
  const port = a.settings['remote_port'] ?? sideSetting(a, 'remote', 'ikeport');
  if (port === null || port === '500' || port === '4500' || !/^\d{1,5}$/.test(port)) return [];
  const listens = [
    b.settings['local_port'],
    sideSetting(b, 'local', 'ikeport'),
    daemonSetting(hostB, 'port'),
    daemonSetting(hostB, 'port_nat_t'),
  ];
  if (listens.includes(port)) return [];
  return [
    {
      ...nothing,
      kind: 'address',
      verdict: 'cannot-be-verified',
      initiator: port,
      why: 'other-port',
      host: hostB.label,
      sources: [a.src],
    },
  ];
}

/**
 * The aspect of the IKE proposal, with what the version makes of it: IKEv1 has no numbers for ciphers that protect integrity themselves in its
 * phase 1 (IANA "Internet Key Exchange (IKE) Attributes"), so that nothing is offered.
 */
export function withVersion(pair: Pair, found: Aspect): Aspect {
  if (usedVersion(pair) !== 1 || found.verdict === 'mismatch') return found;
  const aead = (list: readonly Proposal[]): boolean =>
    list.length > 0 &&
    list.every(({ builtIn, encryption }) => builtIn !== true && encryption.length > 0 && encryption.every(isAead));
  const host = aead(pair.a.proposals) ? pair.hostA.label : aead(pair.b.proposals) ? pair.hostB.label : null;
  return host === null
    ? found
    : {
        ...found,
        verdict: 'mismatch',
        accepted: null,
        why: 'aead-needs-ikev2',
        host,
        sources: [pair.a.src, pair.b.src],
      };
}

/** What was found of two children, with what settings beside it make of it. */
export function withChildOptions(pair: Pair, own: ChildConfig, other: ChildConfig, found: readonly Aspect[]): Aspect[] {
  const refined = found.map((one): Aspect => {
    if (one.verdict === 'mismatch') return one;
    const more =
      one.kind === 'mode'
        ? modeVerdict(pair, own, other)
        : one.kind === 'child-proposal'
          ? sequenceVerdict(pair, own, other)
          : null;
    if (more !== null) return { ...one, ...more };
    // RFC 6023 section 3: the child is made by an exchange of its own, with a group where the proposal has one.
    if (one.kind === 'pfs' && one.verdict === 'later' && isChildless(pair)) return { ...one, verdict: 'mismatch' };
    return one;
  });
  return [...refined, ...truncationAspects(pair, own, other)];
}

type Verdict = Partial<Pick<Aspect, 'verdict' | 'accepted' | 'why' | 'host'>>;

/**
 * A policy without SAs (`mode = pass`) answers nobody. In Quick Mode charon wants the mode that its child has, where pluto takes what comes
 * (strongSwan since 5.2.1, quick_mode.c: INVALID_ID_INFORMATION).
 */
function modeVerdict(pair: Pair, own: ChildConfig, other: ChildConfig): Verdict | null {
  const isShunt = ({ mode }: ChildConfig): boolean => mode === 'pass' || mode === 'drop';
  if (isShunt(own) !== isShunt(other))
    return {
      verdict: 'mismatch',
      why: 'policy-without-sa',
      host: isShunt(own) ? pair.hostA.label : pair.hostB.label,
    };
  const differs = own.mode !== null && other.mode !== null && own.mode !== other.mode;
  if (!differs || usedVersion(pair) !== 1 || !isCharon(pair.b)) return null;
  return { verdict: 'mismatch', why: 'mode-refused', host: pair.hostB.label };
}

/** ESN or not (RFC 7296 section 3.3.2), as far as an end says it. Null: it leaves it open, and its default has changed. */
function sequenceNumbers(
  connection: ConnectionConfig,
  { proposals, settings }: ChildConfig,
): ReadonlySet<string> | null {
  if (isPluto(connection)) {
    const word = (settings['esn'] ?? '').toLowerCase();
    if (settings['replay-window'] === '0' || /^(?:no|never|false|0)$/.test(word)) return new Set(['NO_ESN']);
    if (word === 'either') return new Set(['ESN', 'NO_ESN']);
    return word === 'yes' ? new Set(['ESN']) : null;
  }
  return isCharon(connection)
    ? new Set(proposals.flatMap(({ builtIn, esn }) => (builtIn === true || esn.length === 0 ? ['NO_ESN'] : esn)))
    : null;
}

function sequenceVerdict(pair: Pair, own: ChildConfig, other: ChildConfig): Verdict | null {
  if (usedVersion(pair) === 1 || (!isPluto(pair.a) && !isPluto(pair.b))) return null;
  const [left, right] = [sequenceNumbers(pair.a, own), sequenceNumbers(pair.b, other)];
  const told = left ?? right;
  if (told === null || told.size === 0) return null;
  // Without the setting Libreswan 3 has none, 4 and 5 take either.
  if (left === null || right === null)
    return (left === null ? pair.a : pair.b).settings['dialect'] === 'libreswan' && !told.has('NO_ESN')
      ? { verdict: 'cannot-be-verified', accepted: null, why: 'release-default' }
      : null;
  return [...left].some((one) => right.has(one))
    ? null
    : { verdict: 'mismatch', accepted: null, why: 'sequence-numbers-differ' };
}

/**
 * HMAC-SHA-256 cut to 96 bits instead of 128 (RFC 4868 section 2.3) is a setting of each end that is not negotiated: `sha256_96` of strongSwan,
 * `sha2-truncbug` of Libreswan.
 */
function truncationAspects(pair: Pair, own: ChildConfig, other: ChildConfig): Aspect[] {
  const cut = ({ settings }: ConnectionConfig, child: ChildConfig): boolean =>
    [child.settings['sha256_96'], settings['sha256_96'], child.settings['sha2-truncbug']].some(yes);
  const [left, right] = [cut(pair.a, own), cut(pair.b, other)];
  if (left === right) return [];
  const common = commonProposal(other.proposals, own.proposals, { ignoreGroups: true });
  const integrity = common.result === 'common' ? (common.algorithms['integrity'] ?? []) : null;
  if (integrity !== null && !integrity.includes('AUTH_HMAC_SHA2_256_128')) return [];
  const sure = integrity?.length === 1;
  return [
    {
      ...nothing,
      kind: 'truncation',
      verdict: sure ? 'mismatch' : 'cannot-be-verified',
      initiator: left ? '96' : '128',
      responder: right ? '96' : '128',
      why: sure ? 'truncation-differs' : 'truncation-may-differ',
      sources: [own.src, other.src],
    },
  ];
}
