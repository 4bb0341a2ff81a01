import type { ArgValue, FactCode } from '../../observations/index.ts';
import { koreanReason } from './codes-ko.ts';

/** What an outcome says, in the vocabulary of facts. */
export interface Said {
  readonly code: FactCode;
  readonly args?: Readonly<Record<string, ArgValue>>;
}

/** One code of Windows with which a negotiation ends. */
export interface OutcomeCode {
  /** Win32 code; the unsigned number for those of SSPI. */
  readonly code: number;
  /** Symbol of winerror.h, without `ERROR_IPSEC_`. */
  readonly name: string;
  /** The text an event carries in place of the number. */
  readonly text: string;
  /** In main mode, extended mode or the exchanges before the first child. Empty: no fault. */
  readonly main: readonly Said[];
  /** In quick mode or for a child. */
  readonly quick: readonly Said[];
  /** Name of the notify where the other end said it: the same number stands for what a peer refuses. */
  readonly notify?: string;
  /** Causes that end in this same code. */
  readonly ambiguousWith?: readonly string[];
}

const none: readonly Said[] = [];
const gaveUp: readonly Said[] = [{ code: 'message.gave-up' }];
const ikeProposal: readonly Said[] = [{ code: 'proposal.none-chosen', args: { protocol: 'IKE', final: true } }];
const childProposal: readonly Said[] = [{ code: 'proposal.none-chosen', args: { protocol: 'ESP', final: true } }];
const failed: readonly Said[] = [{ code: 'ike.ended-unexplained' }];
const childFailed: readonly Said[] = [{ code: 'child.failed' }];
const generally: readonly Said[] = [{ code: 'auth.refused-generally' }];
const kerberos = (reason: string): readonly Said[] => [{ code: 'auth.kerberos-failed', args: { reason } }];
const overloaded: readonly Said[] = [{ code: 'ike.overloaded' }, { code: 'ike.ended-unexplained' }];
const notAuthorised: readonly Said[] = [{ code: 'auth.not-authorized' }];
const signature: readonly Said[] = [{ code: 'auth.signature-invalid' }];
const revocation: readonly Said[] = [{ code: 'auth.certificate-refused', args: { what: 'revocation check failed' } }];

const row = (
  code: number,
  name: string,
  text: string,
  main: readonly Said[],
  quick: readonly Said[] = main,
  more: Pick<OutcomeCode, 'notify' | 'ambiguousWith'> = {},
): OutcomeCode => ({ code, name, text, main, quick, ...more });

/** Both ends have to see the same thing in one certificate: what 13801 may stand for where certificates are in use. */
const certificateFaults = [
  'auth.certificate-untrusted',
  'auth.identity-mismatch',
  'auth.certificate-unsuitable',
  'auth.certificate-expired',
];

/**
 * Codes of IKE (winerror.h 13800 to 13908; texts of the message tables of released systems) and of SSPI that stand as the reason of a
 * failure in 547, 4652, 4653, 4654, 4983, 4984 and in Oakley.log. Meanings after inventory EVT-K-13 to EVT-K-33. What a code leaves open stands in
 * `ambiguousWith`. Codes that only say which payload was being read when it failed are told as a failure in general words.
 */
export const outcomeCodes: readonly OutcomeCode[] = [
  row(13801, 'IKE_AUTH_FAIL', 'IKE authentication credentials are unacceptable', generally, generally, {
    notify: 'AUTHENTICATION_FAILED',
    ambiguousWith: [...certificateFaults, 'auth.method-mismatch', 'auth.psk-mismatch', 'auth.kerberos-unavailable'],
  }),
  row(13802, 'IKE_ATTRIB_FAIL', 'IKE security attributes are unacceptable', ikeProposal, childProposal, {
    notify: 'NO_PROPOSAL_CHOSEN',
    ambiguousWith: ['proposal.ike-mismatch', 'auth.method-mismatch', 'policy.wrong-assignment'],
  }),
  row(13804, 'IKE_GENERAL_PROCESSING_ERROR', 'General processing error', failed, childFailed),
  row(13805, 'IKE_TIMED_OUT', 'Negotiation timed out', gaveUp, gaveUp, {
    ambiguousWith: ['path.ike-blocked', 'path.nat-t-blocked', 'ike.peer-failed', 'policy.no-ike-config'],
  }),
  row(
    13806,
    'IKE_NO_CERT',
    'IKE failed to find valid machine certificate. Contact your Network Security Administrator about installing a valid certificate in the appropriate Certificate Store.',
    [{ code: 'auth.certificate-none-suitable' }],
    [{ code: 'auth.certificate-none-suitable' }],
    { ambiguousWith: ['auth.certificate-missing', 'auth.certificate-unsuitable', 'policy.rras-l2tp-conflict'] },
  ),
  row(
    13807,
    'IKE_SA_DELETED',
    'IKE SA deleted by peer before establishment completed',
    [{ code: 'delete.received', args: { protocol: 'IKE' } }, { code: 'ike.ended-unexplained' }],
    [{ code: 'delete.received', args: { protocol: 'IKE' } }, { code: 'child.failed' }],
  ),
  row(13808, 'IKE_SA_REAPED', 'IKE SA deleted before establishment completed', gaveUp),
  row(13809, 'IKE_MM_ACQUIRE_DROP', 'Negotiation request sat in Queue too long', overloaded),
  row(13813, 'IKE_DROP_NO_RESPONSE', 'No response from peer', [
    { code: 'message.gave-up', args: { hint: 'first-message' } },
  ]),
  row(13814, 'IKE_MM_DELAY_DROP', 'Negotiation took too long', overloaded),
  row(13816, 'IKE_ERROR', 'Unknown error occurred', failed, childFailed),
  row(13817, 'IKE_CRL_FAILED', 'Certificate Revocation Check failed', revocation),
  row(13818, 'IKE_INVALID_KEY_USAGE', 'Invalid certificate key usage', [
    { code: 'auth.certificate-unsuitable', args: { what: 'key usage' } },
  ]),
  row(13819, 'IKE_INVALID_CERT_TYPE', 'Invalid certificate type', [
    { code: 'auth.certificate-unsuitable', args: { what: 'certificate type' } },
  ]),
  row(
    13820,
    'IKE_NO_PRIVATE_KEY',
    'IKE negotiation failed because the machine certificate used does not have a private key. IPsec certificates require a private key. Contact your Network Security administrator about replacing with a certificate that has a private key.',
    [{ code: 'auth.certificate-none-suitable', args: { what: 'no private key' } }],
  ),
  row(13821, 'IKE_SIMULTANEOUS_REKEY', 'Simultaneous rekeys were detected.', [{ code: 'ike.collision' }]),
  row(13822, 'IKE_DH_FAIL', 'Failure in Diffie-Hellman computation', failed, childFailed),
  row(13824, 'IKE_INVALID_HEADER', 'Invalid header', [
    { code: 'message.invalid-header' },
    { code: 'ike.ended-unexplained' },
  ]),
  row(
    13825,
    'IKE_NO_POLICY',
    'No policy configured',
    [{ code: 'policy.no-ike-config', args: { final: true } }],
    [{ code: 'policy.selectors-unacceptable' }],
    {
      notify: 'NO_PROPOSAL_CHOSEN',
      ambiguousWith: ['policy.no-ike-config', 'policy.selector-mismatch', 'policy.not-assigned'],
    },
  ),
  row(13826, 'IKE_INVALID_SIGNATURE', 'Failed to verify signature', signature),
  row(13827, 'IKE_KERBEROS_ERROR', 'Failed to authenticate using Kerberos', kerberos('general'), kerberos('general'), {
    notify: 'AUTHENTICATION_FAILED',
    ambiguousWith: ['auth.kerberos-unavailable', 'auth.logon-right-denied', 'auth.membership-stale'],
  }),
  row(13828, 'IKE_NO_PUBLIC_KEY', "Peer's certificate did not have a public key", [
    { code: 'auth.certificate-unsuitable', args: { what: 'no public key' } },
  ]),
  row(13830, 'IKE_PROCESS_ERR_SA', 'Error processing SA payload', failed, childFailed),
  row(13831, 'IKE_PROCESS_ERR_PROP', 'Error processing Proposal payload', failed, childFailed),
  row(13832, 'IKE_PROCESS_ERR_TRANS', 'Error processing Transform payload', failed, childFailed),
  row(13833, 'IKE_PROCESS_ERR_KE', 'Error processing KE payload', failed, childFailed),
  row(13834, 'IKE_PROCESS_ERR_ID', 'Error processing ID payload', generally, childFailed),
  row(13835, 'IKE_PROCESS_ERR_CERT', 'Error processing Cert payload', [
    { code: 'auth.certificate-refused', args: { what: 'certificate payload' } },
  ]),
  row(13836, 'IKE_PROCESS_ERR_CERT_REQ', 'Error processing Certificate Request payload', generally),
  row(13837, 'IKE_PROCESS_ERR_HASH', 'Error processing Hash payload', [{ code: 'auth.hash-mismatch' }], childFailed),
  row(13838, 'IKE_PROCESS_ERR_SIG', 'Error processing Signature payload', signature),
  row(13839, 'IKE_PROCESS_ERR_NONCE', 'Error processing Nonce payload', failed, childFailed),
  row(13840, 'IKE_PROCESS_ERR_NOTIFY', 'Error processing Notify payload', failed, childFailed),
  row(13841, 'IKE_PROCESS_ERR_DELETE', 'Error processing Delete Payload', failed, childFailed),
  row(13842, 'IKE_PROCESS_ERR_VENDOR', 'Error processing VendorId payload', failed, childFailed),
  row(13843, 'IKE_INVALID_PAYLOAD', 'Invalid payload received', generally, childFailed),
  row(13844, 'IKE_LOAD_SOFT_SA', 'Soft SA loaded', [{ code: 'child.soft' }]),
  row(13845, 'IKE_SOFT_SA_TORN_DOWN', 'Soft SA torn down', none),
  row(13846, 'IKE_INVALID_COOKIE', 'Invalid cookie received.', [
    { code: 'message.unknown-sa' },
    { code: 'ike.ended-unexplained' },
  ]),
  row(13847, 'IKE_NO_PEER_CERT', 'Peer failed to send valid machine certificate', [
    { code: 'auth.certificate-missing', args: { whose: 'peer' } },
  ]),
  row(13848, 'IKE_PEER_CRL_FAILED', "Certification Revocation check of peer's certificate failed", revocation),
  row(13849, 'IKE_POLICY_CHANGE', 'New policy invalidated SAs formed with old policy', [
    { code: 'ike.deleted', args: { by: 'self', what: 'policy-changed' } },
  ]),
  row(13850, 'IKE_NO_MM_POLICY', 'There is no available Main Mode IKE policy.', [
    { code: 'policy.no-ike-config', args: { final: true } },
  ]),
  row(
    13857,
    'IKE_GETSPIFAIL',
    'Failed to obtain new SPI for the inbound SA from IPsec driver. The most common cause for this is that the driver does not have the correct filter. Check your policy to verify the filters.',
    [{ code: 'policy.filter-missing' }],
    [{ code: 'policy.filter-missing' }],
    { ambiguousWith: ['policy.selector-mismatch', 'sa.install-failed', 'load.overload'] },
  ),
  row(13858, 'IKE_INVALID_FILTER', 'Given filter is invalid', [{ code: 'policy.invalid', args: { what: 'filter' } }]),
  row(13859, 'IKE_OUT_OF_MEMORY', 'Memory allocation failed.', overloaded),
  row(
    13860,
    'IKE_ADD_UPDATE_KEY_FAILED',
    'Failed to add Security Association to IPsec Driver. The most common cause for this is if the IKE negotiation took too long to complete. If the problem persists, reduce the load on the faulting machine.',
    [{ code: 'kernel.sa-refused' }],
    [{ code: 'kernel.sa-refused' }],
    { ambiguousWith: ['sa.install-failed', 'load.overload'] },
  ),
  row(13861, 'IKE_INVALID_POLICY', 'Invalid policy', [{ code: 'policy.invalid', args: { what: 'policy' } }]),
  row(13863, 'IKE_INVALID_SITUATION', 'Invalid situation', failed, childFailed),
  row(13864, 'IKE_DH_FAILURE', 'Diffie-Hellman failure', failed, childFailed),
  row(13865, 'IKE_INVALID_GROUP', 'Invalid Diffie-Hellman group', ikeProposal, [{ code: 'proposal.pfs-refused' }]),
  row(13867, 'IKE_DECRYPT', 'Error decrypting payload', [{ code: 'message.undecryptable' }], childFailed),
  row(13868, 'IKE_POLICY_MATCH', 'Policy match error', ikeProposal, childProposal, {
    notify: 'NO_PROPOSAL_CHOSEN',
    ambiguousWith: ['proposal.ike-mismatch', 'proposal.esp-mismatch', 'policy.selector-mismatch'],
  }),
  row(
    13869,
    'IKE_UNSUPPORTED_ID',
    'Unsupported ID',
    [{ code: 'auth.identity-not-matched' }],
    [{ code: 'policy.selectors-unacceptable' }],
  ),
  row(13870, 'IKE_INVALID_HASH', 'Hash verification failed', [{ code: 'auth.hash-mismatch' }], childFailed),
  row(13871, 'IKE_INVALID_HASH_ALG', 'Invalid hash algorithm', ikeProposal, childProposal),
  row(13872, 'IKE_INVALID_HASH_SIZE', 'Invalid hash size', ikeProposal, childProposal),
  row(13873, 'IKE_INVALID_ENCRYPT_ALG', 'Invalid encryption algorithm', ikeProposal, childProposal),
  row(13874, 'IKE_INVALID_AUTH_ALG', 'Invalid authentication algorithm', ikeProposal, childProposal),
  row(13875, 'IKE_INVALID_SIG', 'Invalid certificate signature', signature),
  row(13877, 'IKE_RPC_DELETE', 'Deleted via RPC call', [{ code: 'operator.terminate' }]),
  row(
    13878,
    'IKE_BENIGN_REINIT',
    'Temporary state created to perform reinitialization. This is not a real failure.',
    none,
  ),
  row(
    13880,
    'IKE_INVALID_MAJOR_VERSION',
    'The recipient cannot handle version of IKE specified in the header.',
    [{ code: 'ike.version-refused', args: { final: true } }],
    [{ code: 'ike.version-refused', args: { final: true } }],
    { notify: 'INVALID_MAJOR_VERSION' },
  ),
  row(
    13881,
    'IKE_INVALID_CERT_KEYLEN',
    'Key length in certificate is too small for configured security requirements.',
    [{ code: 'auth.certificate-unsuitable', args: { what: 'key length' } }],
  ),
  row(13882, 'IKE_MM_LIMIT', 'Max number of established MM SAs to peer exceeded.', [{ code: 'ike.half-open-limit' }]),
  row(13883, 'IKE_NEGOTIATION_DISABLED', 'IKE received a policy that disables negotiation.', [
    { code: 'policy.no-ike-config', args: { final: true } },
  ]),
  row(
    13884,
    'IKE_QM_LIMIT',
    'Reached maximum quick mode limit for the main mode. New main mode will be started.',
    none,
  ),
  row(13885, 'IKE_MM_EXPIRED', 'Main mode SA lifetime expired or peer sent a main mode delete.', [
    { code: 'ike.deleted', args: { by: 'lifetime' } },
  ]),
  row(
    13886,
    'IKE_PEER_MM_ASSUMED_INVALID',
    'Main mode SA assumed to be invalid because peer stopped responding.',
    [{ code: 'ike.peer-dead' }],
    [{ code: 'ike.peer-dead' }],
    { ambiguousWith: ['sa.out-of-sync', 'path.peer-unreachable', 'path.stateful-timeout'] },
  ),
  row(13887, 'IKE_CERT_CHAIN_POLICY_MISMATCH', "Certificate doesn't chain to a trusted root in IPsec policy.", [
    { code: 'auth.certificate-untrusted' },
  ]),
  row(13889, 'IKE_INVALID_AUTH_PAYLOAD', 'Received invalid authentication offers.', [{ code: 'auth.method-refused' }]),
  row(13890, 'IKE_DOS_COOKIE_SENT', 'Sent DoS cookie notify to initiator.', [{ code: 'ike.cookie-demanded' }]),
  row(13891, 'IKE_SHUTTING_DOWN', 'IKE service is shutting down.', [{ code: 'daemon.stopping' }]),
  row(13894, 'IKE_INVALID_MM_FOR_QM', 'Parameters of the main mode are invalid for this quick mode.', childFailed),
  row(13895, 'IKE_QM_EXPIRED', 'Quick mode SA was expired by IPsec driver.', none),
  row(
    13899,
    'IKE_INNER_IP_ASSIGNMENT_FAILURE',
    'Error in assigning inner IP address to initiator in tunnel mode.',
    [{ code: 'ike.virtual-ip-none' }],
    [{ code: 'ike.virtual-ip-none' }],
    { notify: 'INTERNAL_ADDRESS_FAILURE' },
  ),
  row(
    13900,
    'IKE_REQUIRE_CP_PAYLOAD_MISSING',
    'Require configuration payload missing.',
    [{ code: 'ike.virtual-ip-refused' }],
    [{ code: 'ike.virtual-ip-refused' }],
    { notify: 'FAILED_CP_REQUIRED' },
  ),
  row(13903, 'IKE_RATELIMIT_DROP', 'Incoming SA request was dropped due to peer IP address rate limiting.', [
    { code: 'ike.half-open-limit' },
  ]),
  row(13905, 'IKE_AUTHORIZATION_FAILURE', 'SA establishment is not authorized.', notAuthorised),
  row(
    13906,
    'IKE_STRONG_CRED_AUTHORIZATION_FAILURE',
    'SA establishment is not authorized because there is not a sufficiently strong PKINIT-based credential.',
    notAuthorised,
  ),
  row(
    13907,
    'IKE_AUTHORIZATION_FAILURE_WITH_OPTIONAL_RETRY',
    'SA establishment is not authorized. You may need to enter updated or different credentials such as a smartcard.',
    notAuthorised,
  ),
  row(
    1311,
    'ERROR_NO_LOGON_SERVERS',
    'There are currently no logon servers available to service the logon request.',
    kerberos('no-authority'),
  ),
  row(
    1385,
    'ERROR_LOGON_TYPE_NOT_GRANTED',
    'Logon failure: the user has not been granted the requested logon type at this computer.',
    notAuthorised,
  ),
  row(
    1789,
    'ERROR_TRUSTED_RELATIONSHIP_FAILURE',
    'The trust relationship between this workstation and the primary domain failed.',
    kerberos('logon-denied'),
  ),
  row(0x80090303, 'SEC_E_TARGET_UNKNOWN', 'The specified target is unknown or unreachable', kerberos('target-unknown')),
  row(0x8009030c, 'SEC_E_LOGON_DENIED', 'The logon attempt failed', kerberos('logon-denied')),
  row(
    0x8009030e,
    'SEC_E_NO_CREDENTIALS',
    'No credentials are available in the security package',
    kerberos('no-credentials'),
  ),
  row(
    0x80090311,
    'SEC_E_NO_AUTHENTICATING_AUTHORITY',
    'No authority could be contacted for authentication.',
    kerberos('no-authority'),
  ),
  row(0x80090322, 'SEC_E_WRONG_PRINCIPAL', 'The target principal name is incorrect.', kerberos('wrong-principal')),
  row(
    0x80090324,
    'SEC_E_TIME_SKEW',
    'The clocks on the client and server machines are skewed.',
    kerberos('clock-skew'),
  ),
  row(0x80090325, 'SEC_E_UNTRUSTED_ROOT', 'The certificate chain was issued by an authority that is not trusted.', [
    { code: 'auth.certificate-untrusted' },
  ]),
  row(0x80090328, 'SEC_E_CERT_EXPIRED', 'The received certificate has expired.', [
    { code: 'auth.certificate-expired' },
  ]),
  row(
    0x800b0101,
    'CERT_E_EXPIRED',
    'A required certificate is not within its validity period when verifying against the current system clock or the timestamp in the signed file.',
    [{ code: 'auth.certificate-invalid-time' }],
  ),
  row(
    0x800b0109,
    'CERT_E_UNTRUSTEDROOT',
    'A certificate chain processed, but terminated in a root certificate which is not trusted by the trust provider.',
    [{ code: 'auth.certificate-untrusted' }],
  ),
  row(0x800b010a, 'CERT_E_CHAINING', 'A certificate chain could not be built to a trusted root authority.', [
    { code: 'auth.certificate-issuer-missing' },
  ]),
  row(0x80092010, 'CRYPT_E_REVOKED', 'The certificate is revoked.', [{ code: 'auth.certificate-revoked' }]),
  row(
    0x80092013,
    'CRYPT_E_REVOCATION_OFFLINE',
    'The revocation function was unable to check revocation because the revocation server was offline.',
    [{ code: 'auth.revocation-unreachable', args: { strict: true } }, { code: 'auth.refused-generally' }],
  ),
  row(0x800b0110, 'CERT_E_WRONG_USAGE', 'The certificate is not valid for the requested usage.', [
    { code: 'auth.certificate-unsuitable', args: { what: 'usage' } },
  ]),
  row(0x800b010f, 'CERT_E_CN_NO_MATCH', "The certificate's CN name does not match the passed value.", [
    { code: 'auth.identity-not-in-certificate' },
  ]),
];

const byNumber = new Map(outcomeCodes.map((item) => [item.code, item]));

/** Letters and digits of a text only: systems differ in full stops, capitals and the spelling of IPsec. */
function letters(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

const byText = new Map(outcomeCodes.map((item) => [letters(item.text), item]));
/** Beginnings by which a text that was cut, or that a system words longer, is still known. */
const beginnings = outcomeCodes
  .map((item) => ({ item, start: letters(item.text).slice(0, 48) }))
  .filter(({ start }) => start.length >= 20)
  .sort((a, b) => b.start.length - a.start.length);

/** The row of a number, in any of its forms: 13801, 0x35e9, 0x800735e9 (HRESULT of a Win32 code). */
export function outcomeByNumber(value: number): OutcomeCode | null {
  const plain = value > 0x80070000 && value < 0x80080000 ? value - 0x80070000 : value;
  return byNumber.get(plain) ?? (plain >= 13810 && plain <= 13812 ? (byNumber.get(13809) ?? null) : null);
}

/** The row that a reason in words, or a number in place of words, stands for; null where the words are of another language or unknown. */
export function outcomeByText(reason: string): OutcomeCode | null {
  const text = reason.trim().slice(0, 400);
  const number = /^(?:0x([0-9a-f]{1,8})|([0-9]{1,10}))(?![0-9a-z])/i.exec(text);
  if (number !== null) {
    const found = outcomeByNumber(number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16));
    if (found !== null) return found;
  }
  const korean = koreanReason(text);
  if (korean !== null) return byNumber.get(korean) ?? null;
  const plain = letters(text);
  if (plain === '') return null;
  const exact = byText.get(plain);
  if (exact !== undefined) return exact;
  const longer = beginnings.find(({ start }) => plain.startsWith(start));
  if (longer !== undefined) return longer.item;
  // Cut short: known where only one text begins so.
  const cut = plain.length >= 24 ? beginnings.filter(({ start }) => start.startsWith(plain)) : [];
  return cut.length === 1 ? (cut[0]?.item ?? null) : null;
}
