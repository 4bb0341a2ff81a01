import type { CaseView } from '../causes/api.ts';
import type { FactCode } from '../observations/index.ts';

/** The initiator's first proof has no room for a certificate, or its payloads are known and there is none (RFC 7296 1.2, 3.6). */
export function noCertificateSent(view: CaseView): boolean {
  const proof = view.rows.find((row) => row.exchange === 'IKE_AUTH' && row.kind === 'request');
  if (proof === undefined) return false;
  if (proof.payloads.includes('AUTH'))
    return !proof.payloads.some((payload) => payload.startsWith('CERT') && payload !== 'CERTREQ');
  // Sizes in logs may be those of one fragment.
  const seen = proof.sightings.filter((sighting) => sighting.from === 'wire');
  return (
    seen.length > 0 &&
    seen.every((sighting) => sighting.ikeFragments === null && sighting.bytes !== null && sighting.bytes < 480)
  );
}

/** The responder's proof came with a certificate, by its payloads or by its size (RFC 7296 1.2, 3.6). */
export function certificateCame(view: CaseView): boolean {
  const proof = view.rows.find((row) => row.exchange === 'IKE_AUTH' && row.kind === 'response');
  if (proof === undefined) return false;
  if (proof.payloads.includes('AUTH')) return proof.payloads.includes('CERT');
  return (proof.bytes ?? 0) > 600;
}

/** What is only said where certificates are in use. */
const certificateFacts: readonly FactCode[] = [
  'auth.certificate-received',
  'auth.certificate-untrusted',
  'auth.certificate-issuer-missing',
  'auth.certificate-expired',
  'auth.certificate-not-yet-valid',
  'auth.certificate-invalid-time',
  'auth.certificate-revoked',
  'auth.certificate-unsuitable',
  'auth.certificate-refused',
  'auth.no-trusted-key',
];

/** How the ends prove themselves, as far as configuration, logs or clear messages tell. */
export function authKind(view: CaseView): 'psk' | 'certificate' | 'user' | 'kerberos' | null {
  const methods = new Set<string>();
  for (const end of [view.initiator, view.responder]) {
    for (const connection of end.connections) {
      for (const round of [...connection.local, ...connection.remote]) methods.add(round.method);
    }
  }
  for (const fact of view.facts(
    'auth.own-method',
    'auth.peer-ok',
    'auth.own-failed',
    'auth.failed',
    'auth.method-refused',
  )) {
    const method = String(fact.args['method'] ?? fact.args['offered'] ?? '').toLowerCase();
    if (method.includes('pre-shared') || method.includes('psk') || method.includes('shared key')) methods.add('psk');
    else if (method.includes('kerberos')) methods.add('kerberos');
    else if (method.includes('eap') || method.includes('xauth')) methods.add('eap');
    else if (/rsa|ecdsa|signature|pubkey|eddsa|ed25519|bliss|pkcs/.test(method)) methods.add('pubkey');
  }
  if (view.facts('auth.psk-mac-mismatch', 'auth.psk-missing').length > 0) methods.add('psk');
  if (view.facts('auth.kerberos-failed', 'auth.not-authorized').length > 0) methods.add('kerberos');
  if (view.facts(...certificateFacts).length > 0) methods.add('pubkey');
  // pluto tells when it loads a key for a connection: one that was heard starting and told of none has a shared key.
  const { initiator } = view;
  if (
    methods.size === 0 &&
    initiator.host.product?.startsWith('Libreswan') === true &&
    view.hostFacts(initiator.label, 'daemon.started').length > 0 &&
    view.hostFacts(initiator.label, 'config.private-key-loaded').length === 0
  )
    methods.add('psk');
  // A key of its own was loaded for the connection: it signs, unless a shared key turns up as well.
  if (methods.size === 0 && view.hostFacts(view.initiator.label, 'config.private-key-loaded').length > 0)
    methods.add('pubkey');
  if (view.facts('auth.eap-started', 'auth.eap-failed', 'auth.user-rejected').length > 0) methods.add('eap');
  // In clear on the wire: a request for certificates, and the size of the first protected message (RFC 7296 1.2).
  const answer = view.rows.find(
    (row) => row.exchange === 'IKE_SA_INIT' && row.kind === 'response' && row.notifies.every((notify) => !notify.error),
  );
  const requests = view.rows.filter((row) => row.exchange === 'IKE_AUTH' && row.kind === 'request');
  const proof = requests[0];
  // Only EAP takes more than one round (RFC 7296 2.16).
  if (new Set(requests.map((row) => row.messageId)).size > 1) methods.add('eap');
  if (methods.size === 0 && answer !== undefined && answer.payloads.length > 2) {
    const asks = answer.payloads.some((payload) => payload === 'CERTREQ');
    // A first proof too small for a certificate, to somebody who asks for one: which of the two ways it is nobody can tell; nor where
    // the proof is not at hand.
    const small = noCertificateSent(view);
    if ((asks && proof !== undefined && !small) || (proof?.bytes ?? 0) > 600) methods.add('pubkey');
    else if (!asks && small) methods.add('psk');
  }
  for (const row of view.rows) {
    const offered = row.payloads.find((payload) => payload.startsWith('AUTH:'));
    if (offered === 'AUTH:psk') methods.add('psk');
    if (offered === 'AUTH:signature') methods.add('pubkey');
    // What a daemon writes of protected messages: HASH proves by a shared key, SIG by a signature (RFC 2409 5.1, 5.4).
    if (row.exchange === 'Main Mode' || row.exchange === 'Aggressive Mode') {
      if (row.payloads.includes('SIG')) methods.add('pubkey');
      else if (row.payloads.includes('HASH') && row.payloads.includes('ID')) methods.add('psk');
    }
    if (row.payloads.some((payload) => payload.startsWith('EAP'))) methods.add('eap');
  }
  methods.delete('any');
  methods.delete('null');
  if (methods.has('eap') || methods.has('xauth')) return 'user';
  if (methods.size === 1 && methods.has('kerberos')) return 'kerberos';
  if (methods.size === 1 && methods.has('psk')) return 'psk';
  if (methods.size === 1 && methods.has('pubkey')) return 'certificate';
  return null;
}
