/**
 * Lines that decide, by cause and product: what the other end finds in its own log when the cause is this one. `…` stands for what
 * varies. The lines of strongSwan and Libreswan are wordings that the log readers know; `source` is the id of their pattern. The
 * texts of Windows are those of the failure events of the Security log; `source` is the event and the code behind the text.
 */

export type Product = 'strongSwan' | 'Libreswan' | 'Windows';

export interface DecisiveLine {
  readonly causes: readonly string[];
  readonly product: Product;
  readonly says: string;
  readonly source: string;
}

const line =
  (product: Product) =>
  (causes: string, says: string, source: string): DecisiveLine => ({
    causes: causes.split(' '),
    product,
    says,
    source,
  });
const charon = line('strongSwan');
const pluto = line('Libreswan');
const windows = line('Windows');

/** In the order of the exchange: set-up, proposals, authentication, certificates, child. */
export const decisiveLines: readonly DecisiveLine[] = [
  charon(
    'policy.no-ike-config ike.version-mismatch',
    'no IKE config found for …...…, sending …',
    'charon.no-ike-config',
  ),
  pluto(
    'policy.no-ike-config ike.version-mismatch',
    'initial parent SA message received on … but no connection has been authorized…',
    'pluto.no-connection',
  ),
  pluto(
    'policy.no-ike-config ike.version-mismatch',
    'initial Main Mode message received on … but no connection has been authorized…',
    'pluto.no-connection',
  ),
  windows('policy.no-ike-config', 'No policy configured', 'event 4653, ERROR_IPSEC_IKE_NO_POLICY (winerror.h)'),
  charon(
    'ike.version-mismatch',
    'received unsupported IKE version … from …, sending INVALID_MAJOR_VERSION',
    'charon.version-unsupported',
  ),
  pluto('ike.version-mismatch', 'dropping IKEv1 packet…', 'pluto.version-refused'),
  charon(
    'ike.exchange-mismatch auth.method-mismatch',
    'found … matching config, but none allows … authentication using … Mode',
    'charon.none-allows',
  ),
  charon('ike.exchange-mismatch', 'Aggressive Mode PSK disabled for security reasons', 'charon.aggressive-psk'),
  pluto('ike.exchange-mismatch', 'initial Aggressive Mode message received but …', 'pluto.aggressive-refused'),
  charon('proposal.ike-mismatch', 'received proposals unacceptable', 'charon.proposal-none-ike'),
  charon('proposal.ike-mismatch', 'no proposal found', 'charon.proposal-none-ike'),
  pluto('proposal.ike-mismatch', 'no local proposal matches remote proposals …', 'pluto.proposal-none'),
  pluto('proposal.ike-mismatch', 'no acceptable Oakley Transform', 'pluto.oakley-none'),
  windows('proposal.ike-mismatch', 'Policy match error', 'event 4653, ERROR_IPSEC_IKE_POLICY_MATCH (winerror.h)'),
  charon(
    'load.flood load.overload',
    'ignoring IKE_SA setup from …, per-IP half-open IKE_SA limit of … reached',
    'charon.half-open-limit',
  ),
  pluto('load.flood load.overload', 'pluto is overloaded…', 'pluto.overloaded'),
  charon(
    'service.port-conflict service.start-failed service.not-listening',
    'unable to bind socket: …',
    'charon.bind-failed',
  ),
  pluto(
    'service.port-conflict service.start-failed service.not-listening',
    'bind UDP endpoint … failed, …',
    'pluto.bind-failed',
  ),
  charon(
    'path.ike-blocked path.nat-t-blocked path.fragments-dropped path.pmtu-blackhole path.peer-unreachable ike.timeout ike.lost-final-message ike.peer-failed',
    'retransmit … of request with message ID …',
    'charon.retransmit',
  ),
  pluto(
    'path.ike-blocked path.nat-t-blocked path.fragments-dropped path.peer-unreachable ike.timeout ike.peer-failed',
    'asynchronous network error report on … for message to … port …, complainant …: … [errno …, origin …',
    'pluto.icmp-error',
  ),
  windows(
    'path.ike-blocked path.nat-t-blocked path.fragments-dropped path.peer-unreachable ike.timeout ike.peer-failed service.not-listening',
    'Negotiation timed out',
    'event 4653, ERROR_IPSEC_IKE_TIMED_OUT (winerror.h)',
  ),
  charon('path.packet-altered auth.psk-mismatch', 'could not decrypt payloads', 'charon.could-not-decrypt'),
  pluto('path.packet-altered', 'encrypted payload seems to be corrupt; dropping packet', 'pluto.integrity-failed'),
  charon('auth.psk-mismatch', "tried … shared key for '…' - '…', but MAC mismatched", 'charon.psk-mismatch'),
  charon('auth.psk-mismatch', 'calculated HASH does not match HASH payload', 'charon.hash-mismatch'),
  charon('auth.psk-mismatch', 'invalid … payload length, decryption failed?', 'charon.garbage'),
  pluto(
    'auth.psk-mismatch',
    "authentication failed: computed hash does not match hash received from peer … '…'",
    'pluto.psk-mac',
  ),
  pluto('auth.psk-mismatch', 'received Hash Payload does not match computed value', 'pluto.v1-hash'),
  pluto(
    'auth.psk-mismatch',
    'probable authentication failure (mismatch of preshared secrets?): …',
    'pluto.psk-garbage',
  ),
  windows(
    'auth.psk-mismatch auth.identity-mismatch auth.method-mismatch auth.secret-missing auth.signature-rejected',
    'IKE authentication credentials are unacceptable',
    'event 4653, ERROR_IPSEC_IKE_AUTH_FAIL (winerror.h)',
  ),
  charon('auth.secret-missing auth.identity-mismatch', "no shared key found for '…' - '…'", 'charon.psk-missing'),
  pluto(
    'auth.secret-missing auth.identity-mismatch',
    "authentication failed: no PSK found for '…'",
    'pluto.psk-missing',
  ),
  pluto(
    'auth.secret-missing auth.identity-mismatch',
    "Can't authenticate: no preshared key found for `…' and `…'",
    'pluto.oakley-psk-missing',
  ),
  charon(
    'auth.identity-mismatch auth.method-mismatch policy.wrong-connection',
    'no matching peer config found',
    'charon.no-peer-config',
  ),
  charon(
    'auth.identity-mismatch',
    "constraint check failed: identity '…' (…) required, not matched by '…' (…)",
    'charon.identity-mismatch',
  ),
  charon('auth.identity-mismatch', "IDir '…' does not match to '…'", 'charon.idr-mismatch'),
  pluto('auth.identity-mismatch', "we require IKEv2 peer to have ID '…', but peer declares '…'", 'pluto.id-required'),
  pluto('auth.identity-mismatch', "we require IKEv1 peer to have ID '…', but peer declares '…'", 'pluto.id-required'),
  charon('auth.method-mismatch', 'constraint requires … authentication, but … was used', 'charon.method-constraint'),
  pluto(
    'auth.method-mismatch',
    'authentication failed: peer attempted … authentication but we want …',
    'pluto.method-refused',
  ),
  pluto(
    'auth.method-mismatch',
    'policy does not allow OAKLEY_… authentication.  Attribute …',
    'pluto.oakley-attribute',
  ),
  charon('auth.signature-rejected', 'signature validation failed, looking for another key', 'charon.signature-invalid'),
  pluto('auth.signature-rejected auth.certificate-untrusted', 'Signature check (on …) failed', 'pluto.no-key-fits'),
  charon(
    'auth.certificate-untrusted auth.certificate-chain-incomplete',
    'no issuer certificate found for "…"',
    'charon.cert-no-issuer',
  ),
  charon(
    'auth.certificate-untrusted auth.certificate-missing auth.certificate-chain-incomplete',
    "no trusted … public key found for '…'",
    'charon.no-trusted-key',
  ),
  pluto(
    'auth.certificate-untrusted auth.certificate-chain-incomplete',
    'NSS: ERROR: IPsec certificate … invalid: SEC_ERROR_UNKNOWN_ISSUER',
    'pluto.cert-unknown-issuer',
  ),
  windows(
    'auth.certificate-untrusted auth.certificate-chain-incomplete auth.certificate-missing',
    'Peer failed to send valid machine certificate',
    'event 4652, ERROR_IPSEC_IKE_NO_PEER_CERT (winerror.h)',
  ),
  charon(
    'auth.certificate-expired auth.certificate-not-yet-valid host.clock',
    '… certificate invalid (valid from … to …)',
    'charon.cert-time',
  ),
  pluto(
    'auth.certificate-expired auth.certificate-not-yet-valid host.clock',
    'NSS: ERROR: IPsec certificate … invalid: SEC_ERROR_EXPIRED_CERTIFICATE',
    'pluto.cert-time',
  ),
  charon('auth.certificate-revoked', 'certificate was revoked on …, reason: …', 'charon.cert-revoked'),
  pluto(
    'auth.certificate-revoked',
    'NSS: ERROR: IPsec certificate … invalid: SEC_ERROR_REVOKED_CERTIFICATE',
    'pluto.cert-revoked',
  ),
  charon(
    'auth.certificate-unsuitable',
    'rejecting certificate without digitalSignature or nonRepudiation keyUsage flags',
    'charon.key-usage',
  ),
  charon('auth.revocation-unreachable', 'crl fetching failed', 'charon.crl-failed'),
  pluto('auth.revocation-unreachable', 'fetch failed: …', 'pluto.crl-fetch-failed'),
  charon('auth.certificate-missing', "no private key found for '…'", 'charon.private-key-missing'),
  pluto('auth.certificate-missing', 'private key matching … not found in NSS DB', 'pluto.private-key-missing'),
  windows(
    'auth.certificate-missing',
    'IKE failed to find valid machine certificate',
    'event 4653, ERROR_IPSEC_IKE_NO_CERT (winerror.h)',
  ),
  charon('auth.user-rejected', 'EAP-MS-CHAPv2 verification failed', 'charon.eap-mschap'),
  charon('auth.user-rejected', "XAuth authentication of '…' failed", 'charon.xauth-failed'),
  pluto('auth.user-rejected', 'XAUTH: User …: Authentication Failed…', 'pluto.xauth-rejected'),
  charon('ike.address-assignment-failed', "no virtual IP found for … requested by '…'", 'charon.pool-full'),
  pluto('ike.address-assignment-failed', 'no free address in addresspool', 'pluto.lease-refused'),
  charon('proposal.esp-mismatch proposal.pfs-mismatch', 'no acceptable proposal found', 'charon.proposal-none'),
  charon(
    'proposal.esp-mismatch proposal.pfs-mismatch',
    'no matching proposal found, sending …',
    'charon.proposal-none-quick',
  ),
  pluto('proposal.esp-mismatch', 'no acceptable Proposal in IPsec SA', 'pluto.quick-none'),
  pluto(
    'proposal.esp-mismatch proposal.pfs-mismatch',
    'no local proposal matches remote proposals …',
    'pluto.proposal-none',
  ),
  pluto('proposal.pfs-mismatch', 'we require PFS but Quick I1 SA specifies no GROUP_DESCRIPTION', 'pluto.pfs'),
  windows(
    'proposal.esp-mismatch proposal.pfs-mismatch policy.selector-mismatch policy.mode-mismatch',
    'Policy match error',
    'event 4654, ERROR_IPSEC_IKE_POLICY_MATCH (winerror.h)',
  ),
  charon('policy.selector-mismatch', 'traffic selectors … === … unacceptable', 'charon.ts-unacceptable'),
  charon('policy.selector-mismatch', 'no matching CHILD_SA config found for … === …', 'charon.ts-none-v1'),
  pluto('policy.selector-mismatch', 'responding with TS_UNACCEPTABLE', 'pluto.ts-unacceptable'),
  pluto(
    'policy.selector-mismatch',
    'cannot respond to IPsec SA request because no connection is known for …',
    'pluto.quick-no-connection',
  ),
  charon('policy.mode-mismatch', '… mode requested by responder is unacceptable', 'charon.mode-refused'),
  pluto('policy.mode-mismatch', 'policy dictates … Mode, but peer requested … Mode', 'pluto.mode-refused'),
  pluto(
    'policy.conflicting-filters',
    'cannot install kernel policy -- it is in use for "…"',
    'pluto.kernel.policy-taken',
  ),
  charon('policy.config-rejected', "loading connection '…' failed: …", 'charon.connection-rejected'),
  pluto('policy.config-rejected', 'failed to add connection: …', 'pluto.connection-rejected'),
  charon('sa.install-failed', 'failed to establish CHILD_SA, keeping IKE_SA', 'charon.child-failed'),
  pluto('sa.install-failed', 'netlink response for Add SA … included errno …', 'pluto.kernel.sa'),
];

/** What a daemon of that product calls itself in `product` of a host, and in vendor IDs. */
export const productNames: readonly (readonly [word: string, product: Product | null])[] = [
  ['strongswan', 'strongSwan'],
  ['libreswan', 'Libreswan'],
  ['openswan', 'Libreswan'],
  ['windows', 'Windows'],
  ['ms nt5', 'Windows'],
  ['microsoft', 'Windows'],
  // Known, and nothing of its log is: no lines of other products are held out to it.
  ['cisco', null],
  ['forti', null],
  ['juniper', null],
  ['check point', null],
  ['sonicwall', null],
];
