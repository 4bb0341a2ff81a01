/**
 * What the certificates themselves say (files, and what a daemon lists) where a log does not say why a proof was refused. A file only
 * ever speaks for a cause: what was checked is known to the daemon alone, and another file may be the one in use.
 */
import { isoTime } from '../correlation/wire-attempts.ts';
import type { CertificateState, FactCode } from '../observations/index.ts';
import { isIssuerOf, isRoot } from '../policy/certificate-chain.ts';
import { carries, sameName } from '../policy/certificate-names.ts';
import { parseIdentity } from '../policy/identities.ts';
import {
  type CaseView,
  type End,
  type Evidence,
  type Fact,
  fromFact,
  fromSource,
  type Json,
  type Opinion,
} from './api.ts';
import { argText } from './by-statement.ts';
import { beyondZones } from './validity.ts';

export { carries, sameName } from '../policy/certificate-names.ts';

/** The certificates an end may have proved itself with; several of the same subject when one was renewed. */
export interface ShownCertificate {
  /** The end that sent it. */
  readonly end: End;
  /** The end that refused it. */
  readonly checker: End;
  readonly certificates: readonly CertificateState[];
  /** `sent`: the checker names it. `configured`: the connection does. `identity`: it carries the identity of this end. */
  readonly how: 'sent' | 'configured' | 'identity';
  /** What shows that the proof was refused. */
  readonly facts: readonly Fact[];
}

/** Words with which a daemon says why it refused a certificate, or that it was something else. */
const told: readonly FactCode[] = [
  'auth.certificate-expired',
  'auth.certificate-not-yet-valid',
  'auth.certificate-invalid-time',
  'auth.certificate-untrusted',
  'auth.certificate-issuer-missing',
  'auth.certificate-revoked',
  'auth.certificate-unsuitable',
  'auth.certificate-missing',
  'auth.identity-not-matched',
  'auth.identity-not-in-certificate',
  'auth.signature-invalid',
  'auth.signature-refused',
  'auth.revocation-unreachable',
  'auth.method-refused',
  'auth.psk-mac-mismatch',
  'auth.psk-missing',
  'auth.private-key-missing',
  'auth.own-failed',
  'policy.no-peer-config',
];

const refusing: readonly FactCode[] = [
  'auth.no-trusted-key',
  'auth.failed',
  'auth.certificate-refused',
  'notify.received',
  'notify.sent',
];

/** The certificate whose proof was refused without a reason; null when that is not what happened, or nobody has it. */
export function shownCertificate(view: CaseView): ShownCertificate | null {
  const { phase, manner, decidedBy } = view.breakPoint;
  if ((phase !== 'auth' && phase !== 'keys') || manner !== 'refused') return null;
  if (decidedBy !== 'initiator' && decidedBy !== 'responder') return null;
  const checker = view[decidedBy];
  const end = decidedBy === 'initiator' ? view.responder : view.initiator;
  if (view.facts(...told).length > 0) return null;
  if (view.facts('auth.peer-ok').some((fact) => fact.host === checker.label)) return null;
  const pool = [...view.dump(end.label, 'certificate'), ...view.dump(checker.label, 'certificate')];
  if (pool.length === 0 || !signed(view, end, checker)) return null;
  const facts = view.facts(...refusing).slice(-2);
  const received = view.facts('auth.certificate-received').filter((fact) => fact.host === checker.label);
  const first = received[0];
  if (first !== undefined) {
    const certificates = pool.filter((one) => sameName(one.subject, argText(first, 'subject')));
    return certificates.length === 0
      ? null
      : { end, checker, certificates: unique(certificates), how: 'sent', facts: [first, ...facts] };
  }
  // A connection that names a file names the certificate.
  const own = view.dump(end.label, 'certificate').filter((one) => one.ca !== true);
  const named = end.connections.flatMap((connection) => connection.local.flatMap((round) => round.certificates));
  const files = named.map((path) => path.slice(path.lastIndexOf('/') + 1));
  const configured = own.filter((one) => one.file !== null && files.includes(one.file));
  if (configured.length > 0 && end.connections.length === 1)
    return { end, checker, certificates: unique(configured), how: 'configured', facts };
  // A daemon that lists one certificate with a private key has no other to prove itself with.
  const keyed = unique(own.filter((one) => one.from === 'daemon' && one.ownKey === true));
  if (keyed.length === 1) return { end, checker, certificates: keyed, how: 'configured', facts };
  const ids = identities(view, end, checker);
  const fitting = pool.filter((one) => one.ca !== true && ids.some((id) => carries(one, id)));
  return fitting.length === 0 ? null : { end, checker, certificates: unique(fitting), how: 'identity', facts };
}

function unique(certificates: readonly CertificateState[]): readonly CertificateState[] {
  const seen = new Set<string>();
  return certificates.filter((one) => {
    const key = `${one.serial} ${one.issuer.toLowerCase()} ${String(one.notAfter)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Whether this end proved itself by a signature, as the logs or its one connection tell. */
function signed(view: CaseView, end: End, checker: End): boolean {
  if (view.facts('auth.certificate-received', 'auth.no-trusted-key').some((fact) => fact.host === checker.label))
    return true;
  const methods = view.facts('auth.own-method').filter((fact) => fact.host === end.label);
  if (methods.length > 0)
    return methods.every((fact) => /rsa|ecdsa|signature|pubkey|eddsa|ed25519/i.test(argText(fact, 'method')));
  const rounds = end.connections.flatMap((connection) => connection.local);
  return rounds.length > 0 && rounds.every((round) => round.method === 'pubkey');
}

/** Identities this end goes by: those its peer names, and that of its connection. */
function identities(view: CaseView, end: End, checker: End): readonly string[] {
  const heard = view.facts('auth.no-trusted-key').filter((fact) => fact.host === checker.label);
  const own = view.facts('auth.own-method').filter((fact) => fact.host === end.label);
  const said = [...heard, ...own].map((fact) => argText(fact, 'id'));
  const configured = end.connections.flatMap((connection) => connection.local.map((round) => round.id ?? ''));
  return [...new Set(said.some((id) => id !== '') ? said : configured)].filter((id) => id !== '' && id !== '%any');
}

interface Moment {
  /** Whose clock tells it. */
  readonly host: string | null;
  readonly at: bigint;
}

/** When the proof was checked, by every clock that tells: in records of either end, and then of captures too; empty when none does. */
function moments(view: CaseView): readonly Moment[] {
  const last = new Map((view.main?.facts ?? []).map((fact) => [fact.host, fact]));
  const told = [...last.values()].flatMap((fact) => {
    const { own, theirs } = view.timesOf(fact);
    const other = [view.initiator, view.responder].find(({ label }) => label !== fact.host)?.label ?? null;
    return [
      { host: fact.host, at: own },
      { host: other, at: theirs },
    ];
  });
  const captured = (view.main?.attempts ?? [])
    .filter(({ from }) => from === 'wire')
    .map(({ artifact, start }) => ({
      host: [view.initiator, view.responder].find(({ host }) => host.artifacts.includes(artifact))?.label ?? null,
      at: start,
    }));
  const known = (found: readonly { readonly host: string | null; readonly at: bigint | null }[]): Moment[] =>
    found.flatMap(({ host, at }) => (at === null ? [] : [{ host, at }]));
  return known(told).length === 0 ? [] : known([...told, ...captured]);
}

function words(shown: ShownCertificate, one: CertificateState): Pick<Opinion, 'args' | 'details' | 'at' | 'needs'> {
  const validity = { notBefore: dateText(one.notBefore), notAfter: dateText(one.notAfter) };
  const details: Record<string, Json> = {
    subject: one.subject,
    issuer: one.issuer,
    ...validity,
    what: null,
    checkedBy: shown.checker.label,
  };
  return {
    at: shown.end.label,
    args: {
      host: shown.checker.label,
      subject: one.subject,
      issuer: one.issuer,
      notBefore: validity.notBefore ?? '',
      notAfter: validity.notAfter ?? '',
    },
    details,
    needs: [{ host: shown.checker.label, what: 'log' }],
  };
}

function dateText(ns: bigint | null): string | null {
  return ns === null ? null : isoTime(ns).replace(/\.0+Z$/, 'Z');
}

function opinion(shown: ShownCertificate, weight: number, more: readonly Evidence[] = []): Opinion | null {
  const [one] = shown.certificates;
  if (one === undefined) return null;
  return {
    stand: 'indicates',
    // A certificate that the peer is known to have been shown weighs more than one that it may have been.
    weight: shown.how === 'sent' ? weight : weight - 15,
    for: [
      ...shown.certificates.slice(0, 3).map((item) => fromSource(item.src, 'configuration')),
      ...more,
      ...shown.facts.slice(0, 3).map((fact) => fromFact(fact)),
    ],
    against: [],
    ...words(shown, one),
  };
}

function isOutside(one: CertificateState, side: 'expired' | 'not-yet-valid', times: readonly bigint[]): boolean {
  // What was written in the time of an unknown zone is outside only beyond all zones.
  const slack = one.localTime === true ? beyondZones : 0n;
  const { notBefore, notAfter } = one;
  return times.every((at) =>
    side === 'expired' ? notAfter !== null && at > notAfter + slack : notBefore !== null && at < notBefore - slack,
  );
}

/** Every certificate it can have been was past its end, or before its start, by all clocks that are known. */
export function outsideValidity(view: CaseView, side: 'expired' | 'not-yet-valid'): Opinion | null {
  const shown = shownCertificate(view);
  if (shown === null) return null;
  const times = moments(view).map(({ at }) => at);
  return times.length > 0 && shown.certificates.every((one) => isOutside(one, side, times)) ? opinion(shown, 92) : null;
}

/** What is listed of the certificates puts them outside of their validity, and one clock alone says so. */
export function outsideByOneClock(view: CaseView): readonly Evidence[] {
  if (new Set(moments(view).map(({ host }) => host)).size !== 1) return [];
  return (outsideValidity(view, 'expired') ?? outsideValidity(view, 'not-yet-valid'))?.for ?? [];
}

/**
 * What cannot be wrong with a certificate that was refused: where its issuer is a root, and the checker asks for that root, no link of
 * the chain is missing (RFC 7296 3.7). That the clock here finds it valid says nothing: it may be this one that is wrong.
 */
export function certificateHolds(view: CaseView): ReadonlyMap<string, readonly Evidence[]> {
  const holds = new Map<string, readonly Evidence[]>();
  const shown = shownCertificate(view);
  if (shown === null) return holds;
  const authorities = view.dump(shown.end.label, 'certificate').filter(isRoot);
  const asked = view
    .facts('auth.certificate-requested')
    .filter((fact) => fact.host === shown.end.label && fact.args['known'] === true)
    .map((fact) => argText(fact, 'subject'));
  const ofRoot = (one: CertificateState): boolean =>
    authorities.some((root) => isIssuerOf(root, one) && asked.some((name) => sameName(name, root.subject)));
  if (shown.certificates.every(ofRoot))
    holds.set(
      'auth.certificate-chain-incomplete',
      shown.certificates.slice(0, 2).map(({ src }) => fromSource(src, 'configuration')),
    );
  return holds;
}

/**
 * Where a daemon says only that the time is outside of the validity: the side, by the certificates the peer has, or the one that the words
 * name, and all clocks that are known.
 */
export function listedOutside(fact: Fact, view: CaseView, side: 'expired' | 'not-yet-valid'): boolean {
  const checker = view.end(fact.host);
  const sender = checker.role === 'initiator' ? view.responder : view.initiator;
  const subject = argText(fact, 'subject');
  const certificates = view
    .dump(sender.label, 'certificate')
    .filter((one) => one.ca !== true && (subject === '' || sameName(one.subject, subject)));
  const { own, theirs } = view.timesOf(fact);
  const times = [own, theirs].filter((at) => at !== null);
  return times.length > 0 && certificates.length > 0 && certificates.every((one) => isOutside(one, side, times));
}

/** A revocation list of its issuer names its number, revoked before it was checked. */
export function onRevocationList(view: CaseView): Opinion | null {
  const shown = shownCertificate(view);
  if (shown === null) return null;
  const times = moments(view).map(({ at }) => at);
  const lists = [shown.end, shown.checker].flatMap((end) => view.dump(end.label, 'revocation-list'));
  const listing = (one: CertificateState): Evidence[] =>
    lists
      .filter(
        (list) =>
          sameName(list.issuer, one.issuer) &&
          (list.authorityKeyId === null || one.authorityKeyId === null || list.authorityKeyId === one.authorityKeyId) &&
          list.revoked.some(
            (entry) =>
              entry.serial === one.serial &&
              entry.reason !== 'removeFromCRL' &&
              (entry.at === null || times.every((at) => at >= (entry.at ?? 0n))),
          ),
      )
      .slice(0, 1)
      .map((list) => fromSource(list.src, 'configuration'));
  const found = shown.certificates.map(listing);
  return found.every((items) => items.length > 0) ? opinion(shown, 90, found.flat()) : null;
}

/** Purposes under which IKE certificates are issued (RFC 4945 5.1.3.12, RFC 4809); clients and servers of TLS pass as well. */
const purposes: ReadonlySet<string> = new Set([
  'anyExtendedKeyUsage',
  'serverAuth',
  'clientAuth',
  'ipsecEndSystem',
  'ipsecTunnel',
  'ipsecUser',
  'ipsecIKE',
  'ikeIntermediate',
]);

/** Its key may not sign (RFC 4945 5.1.3.2), or is for other purposes. */
export function unsuitable(view: CaseView): Opinion | null {
  const shown = shownCertificate(view);
  if (shown === null) return null;
  const wrong = (one: CertificateState): string | null => {
    if (one.keyUsage !== null && !one.keyUsage.includes('digitalSignature') && !one.keyUsage.includes('nonRepudiation'))
      return `keyUsage ${one.keyUsage.join(' ')}`;
    if (one.extendedKeyUsage !== null && !one.extendedKeyUsage.some((purpose) => purposes.has(purpose)))
      return `extendedKeyUsage ${one.extendedKeyUsage.join(' ')}`;
    return null;
  };
  const [what] = shown.certificates.map(wrong);
  if (!shown.certificates.every((one) => wrong(one) !== null)) return null;
  const found = opinion(shown, 66);
  return found === null ? null : { ...found, details: { ...found.details, what: what ?? null } };
}

/** The authorities a running daemon lists; null when it did not list what it has. */
function listedAuthorities(view: CaseView, end: End): readonly CertificateState[] | null {
  if (!view.dump(end.label, 'listing').some((item) => item.of === 'certificates')) return null;
  return view.dump(end.label, 'certificate').filter((one) => one.from === 'daemon' && one.ca === true);
}

function issues(authority: CertificateState, one: CertificateState): boolean {
  return (
    sameName(authority.subject, one.issuer) &&
    (authority.subjectKeyId === null || one.authorityKeyId === null || authority.subjectKeyId === one.authorityKeyId)
  );
}

/** The daemon that refused it lists its authorities, and none of them issued it: a root it lacks, or a link between that was not sent. */
export function issuerNotListed(view: CaseView, story: 'untrusted' | 'chain-incomplete'): Opinion | null {
  const shown = shownCertificate(view);
  if (shown === null) return null;
  const listed = listedAuthorities(view, shown.checker);
  const [one] = shown.certificates;
  if (listed === null || one === undefined || shown.certificates.length > 1) return null;
  if (listed.some((authority) => issues(authority, one))) return null;
  // Trusted by itself: the daemon has the very certificate.
  const held = view
    .dump(shown.checker.label, 'certificate')
    .some(({ from, serial, issuer }) => from === 'daemon' && serial === one.serial && sameName(issuer, one.issuer));
  if (held) return null;
  const link = view
    .dump(shown.end.label, 'certificate')
    .find(
      (between) =>
        between.ca === true && issues(between, one) && listed.some((authority) => issues(authority, between)),
    );
  if ((link !== undefined) !== (story === 'chain-incomplete')) return null;
  const listing = view.dump(shown.checker.label, 'listing').filter((item) => item.of === 'certificates');
  return opinion(shown, 68, [
    ...(link === undefined ? [] : [fromSource(link.src, 'configuration')]),
    ...listing.slice(0, 1).map((item) => fromSource(item.src, 'configuration')),
  ]);
}

/** The one certificate this end is configured with does not carry the identity that it is configured to send (RFC 4945 3.1). */
export function nameNotInCertificate(view: CaseView): Opinion | null {
  const shown = shownCertificate(view);
  const connection = shown?.end.connections[0];
  if (shown === null || shown.end.connections.length !== 1 || connection === undefined) return null;
  const [round] = connection.local;
  const id = round?.id ?? null;
  const [one] = shown.certificates;
  if (id === null || one === undefined || shown.how === 'identity' || connection.local.length !== 1) return null;
  const { type } = parseIdentity(id);
  if (type === 'any' || type === 'key-id' || type === 'other') return null;
  if (shown.certificates.some((item) => item.altNames === null || carries(item, id))) return null;
  const found = opinion(shown, 72, [fromSource(connection.src, 'configuration')]);
  if (found === null) return null;
  return {
    ...found,
    args: { ...found.args, sent: one.subject, expected: id },
    details: { sent: one.subject, expected: id, nat: false, differences: [] },
  };
}

/** The certificate that was refused carries the identity it was looked up by. */
export function nameIsThere(view: CaseView): boolean {
  const shown = shownCertificate(view);
  if (shown === null || shown.how !== 'sent') return false;
  const ids = identities(view, shown.end, shown.checker);
  return ids.length > 0 && shown.certificates.every((one) => ids.every((id) => carries(one, id)));
}
