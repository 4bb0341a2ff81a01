/** How an end that proves itself by a certificate fares with the other end, as far as the files of both tell. */
import type { CertificateState, ConnectionConfig } from '../observations/configuration.ts';
import { type Aspect, nothing } from './aspects.ts';
import { chainOf, isRevoked, isRoot, listFor, sameCertificate } from './certificate-chain.ts';
import { keyVerdict } from './certificate-keys.ts';
import { ownCertificates } from './certificate-names.ts';
import { dialectOf, type HostConfiguration, type Pair, sideSetting } from './differences.ts';

/** What the other end makes of a certificate. `why` by stable name; null where nothing is in the way. */
export interface Judged {
  readonly verdict: 'agrees' | 'mismatch' | 'cannot-be-verified';
  readonly why: string | null;
}

const fine: Judged = { verdict: 'agrees', why: null };
const refused = (why: string): Judged => ({ verdict: 'mismatch', why });
const open = (why: string): Judged => ({ verdict: 'cannot-be-verified', why });

/** One end as sender, the other as checker. */
interface Proof {
  readonly own: ConnectionConfig;
  readonly peer: ConnectionConfig;
  readonly sender: HostConfiguration;
  readonly checker: HostConfiguration;
  readonly checkerStarts: boolean;
}

/** For each end that proves itself by a certificate: whether the other one takes it. */
export function certificateAspects({ a, b, hostA, hostB }: Pair): Aspect[] {
  if (a.local[0]?.method !== 'pubkey' && b.local[0]?.method !== 'pubkey') return [];
  return [
    { own: a, peer: b, sender: hostA, checker: hostB, checkerStarts: false },
    { own: b, peer: a, sender: hostB, checker: hostA, checkerStarts: true },
  ].flatMap((proof): Aspect[] => {
    const [mine, wanted] = [proof.own.local[0], proof.peer.remote[0]];
    // Where the methods do not fit, that is told.
    if (mine?.method !== 'pubkey' || (wanted !== undefined && wanted.method !== 'pubkey')) return [];
    const { judged, certificate } = judge(proof);
    const text = certificate?.subject ?? null;
    return [
      {
        ...nothing,
        kind: 'certificate',
        ...judged,
        initiator: proof.own === a ? text : null,
        responder: proof.own === a ? null : text,
        accepted: judged.verdict === 'agrees' ? text : null,
        host: proof.sender.label,
        sources: certificate === null ? [proof.own.src] : [certificate.src],
      },
    ];
  });
}

function judge(proof: Proof): { readonly judged: Judged; readonly certificate: CertificateState | null } {
  const { own, peer, sender } = proof;
  // Raw keys, and what lies on a token, stand in no file.
  if (own.local[0]?.keysElsewhere === true || peer.remote[0]?.keysElsewhere === true)
    return { judged: open('certificate-decides'), certificate: null };
  const candidates = ownCertificates(own, sender);
  const [first] = candidates;
  if (first === undefined) {
    const named = own.local[0]?.certificates.length !== 0;
    // ipsec.conf has raw keys as well, which are not among what was read.
    const none = sender.whole === true && (named || own.settings['orientation'] === undefined);
    return { judged: none ? refused('certificate-missing') : open('certificate-decides'), certificate: null };
  }
  const all = candidates.map((one) => inOrder(proof, one));
  const same = all.every(({ verdict, why }) => verdict === all[0]?.verdict && why === all[0].why);
  // Which of several the daemon takes it decides for itself.
  return { judged: same && all[0] !== undefined ? all[0] : open('certificate-decides'), certificate: first };
}

/** The first thing that is in the way, what is certain before what is open. */
function inOrder(proof: Proof, one: CertificateState): Judged {
  const found = [
    privateKey(proof, one),
    sending(proof, one),
    chain(proof, one),
    keyVerdict(one, proof),
    purpose(one),
  ].filter(({ verdict }) => verdict !== 'agrees');
  return found.find(({ verdict }) => verdict === 'mismatch') ?? found[0] ?? fine;
}

function privateKey({ sender }: Proof, one: CertificateState): Judged {
  if (one.ownKey === true) return fine;
  const { privateKeys } = sender;
  if (privateKeys === undefined) return open('private-key-decides');
  if (one.publicKeyId !== undefined && privateKeys.includes(one.publicKeyId)) return fine;
  if (one.file !== null && privateKeys.includes(`nickname ${nicknameOf(one.file)}`)) return fine;
  return sender.whole === true && privateKeys.length === 0
    ? refused('private-key-missing')
    : open('private-key-decides');
}

/** How a database of NSS calls what a file of this name was imported from. */
export function nicknameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.(?:pem|der|crt|cer|p12)$/i, '');
}

/** A certificate that is not sent has to be at hand with the other end. */
function sending({ own, peer, checker }: Proof, one: CertificateState): Judged {
  const send = (own.settings['send_cert'] ?? sideSetting(own, 'local', 'sendcert') ?? 'ifasked').toLowerCase();
  const asks = !/^(?:no|false|0)$/i.test(peer.settings['send_certreq'] ?? 'yes');
  const sent = send.startsWith('always') || send === 'yes' || (send !== 'never' && send !== 'no' && asks);
  if (sent || (checker.certificates ?? []).some((other) => sameCertificate(other, one))) return fine;
  return checker.whole === true ? refused('certificate-not-sent') : open('certificate-not-sent');
}

function chain(proof: Proof, one: CertificateState): Judged {
  const { own, peer, sender, checker } = proof;
  const wanted = peer.remote[0];
  if ((wanted?.authorities.length ?? 0) > 0 || (wanted?.certificates.length ?? 0) > 0) return open('trust-decides');
  const authorities = (host: HostConfiguration): readonly CertificateState[] =>
    (host.certificates ?? []).filter(({ ca }) => ca === true);
  const trusted = authorities(checker);
  const between = authorities(sender).filter((other) => !isRoot(other));
  const sends = dialectOf(own) === 'strongswan' || /^(?:issuer|all)$/.test(sideSetting(own, 'local', 'sendca') ?? '');
  const { certificates, anchored } = chainOf(one, trusted, sends ? between : []);
  const times = certificates.map((item) => validity(proof, item)).filter(({ verdict }) => verdict !== 'agrees');
  const late = times.find(({ verdict }) => verdict === 'mismatch');
  if (late !== undefined) return late;
  const revoked = certificates.some((item) => isRevoked(item, checker.revocationLists ?? []));
  if (revoked) return refused('revoked');
  if (!anchored) {
    // charon trusts a certificate that it was given of the very peer, whoever issued it.
    const given = (checker.certificates ?? []).some((other) => other.from === 'file' && sameCertificate(other, one));
    if (given) return open('trust-decides');
    // pluto sends what leads to a root only where it is told to, and which release began with it is not known.
    const withAll = sends ? false : chainOf(one, trusted, between).anchored;
    return checker.whole === true && !withAll ? refused('issuer-unknown') : open('trust-decides');
  }
  if (isTooLong(certificates)) return refused('path-too-long');
  return times[0] ?? revocation(proof, certificates);
}

/** More authorities stand below one than it allows (RFC 5280 section 4.2.1.9, pathLenConstraint). */
function isTooLong(certificates: readonly CertificateState[]): boolean {
  return certificates.some(({ pathLength }, at) => typeof pathLength === 'number' && at >= 1 && at - 1 > pathLength);
}

const hour = 3_600_000_000_000n;

/** Whether the checker's clock stands within the validity (RFC 5280 section 4.1.2.5); pluto does not load an own certificate that is outside it. */
function validity({ own, sender, checker }: Proof, one: CertificateState): Judged {
  const at = (now: bigint | undefined): Judged => {
    if (now === undefined || one.notBefore === null || one.notAfter === null) return open('time-decides');
    const margin = one.localTime === true ? 14n * hour : 0n;
    if (now + margin < one.notBefore) return refused('not-yet-valid');
    if (now - margin > one.notAfter) return refused('expired');
    return now - margin < one.notBefore || now + margin > one.notAfter ? open('time-decides') : fine;
  };
  const [there, here] = [at(checker.now), at(sender.now)];
  const judged = there.verdict !== 'agrees' || dialectOf(own) !== 'libreswan' ? there : here;
  // By one clock it is valid and by the other it is not, and they do not agree about the time: which is right no file tells.
  if (judged.verdict === 'mismatch' && (there.verdict === 'agrees' || here.verdict === 'agrees'))
    return open('clocks-differ');
  return judged;
}

/** Where the checker wants to know, or is told where to ask, what was revoked. */
function revocation({ peer, checker }: Proof, certificates: readonly CertificateState[]): Judged {
  const strict =
    peer.settings['revocation'] === 'strict' ||
    /^(?:yes|1|true|on)$/i.test(
      checker.facts?.get('setup-crl-strict') ?? checker.facts?.get('setup-strictcrlpolicy') ?? '',
    ) ||
    /^(?:yes|1|true|on)$/i.test(checker.facts?.get('setup-ocsp-strict') ?? '');
  const ifUri = peer.settings['revocation'] === 'ifuri' || checker.facts?.get('setup-strictcrlpolicy') === 'ifuri';
  const asks =
    dialectOf(peer) === 'strongswan' || /^(?:yes|1|true|on)$/i.test(checker.facts?.get('setup-ocsp-enable') ?? '');
  for (const one of certificates) {
    if (isRoot(one)) continue;
    const list = listFor(one, checker.revocationLists ?? []);
    const current =
      list !== null && list.nextUpdate !== null && checker.now !== undefined && list.nextUpdate > checker.now;
    if (current) continue;
    if (strict || ((ifUri || asks) && one.revocationPlaces !== false)) return open('revocation-decides');
  }
  return fine;
}

/** Purposes under which both daemons take a certificate (RFC 4945 section 5.1.3.12); others a release may refuse. */
function purpose({ keyUsage, extendedKeyUsage }: CertificateState): Judged {
  const signs =
    keyUsage === null ||
    keyUsage.length === 0 ||
    keyUsage.some((use) => use === 'digitalSignature' || use === 'nonRepudiation');
  if (!signs) return refused('key-usage');
  const takes = ['serverAuth', 'clientAuth', 'ikeIntermediate', 'ipsecIKE', 'anyExtendedKeyUsage', 'ipsecEndSystem'];
  const fits =
    extendedKeyUsage === null || extendedKeyUsage.length === 0 || extendedKeyUsage.some((use) => takes.includes(use));
  return fits ? fine : open('purpose-decides');
}
