/**
 * The vocabulary of log statements: what a daemon can say, independent of vendor. A log reader maps its vendor's lines to
 * these codes; a cause only ever sees these codes. `decides` tells that the speaker is the component that made the decision
 * (its own check failed), as opposed to reporting what the other end told it.
 */
export interface FactEntry {
  readonly meaning: string;
  /** Names of the arguments a reader fills where the line carries them. */
  readonly args: readonly string[];
  readonly decides?: boolean;
}

const entry = (meaning: string, args: readonly string[] = [], decides = false): FactEntry =>
  decides ? { meaning, args, decides } : { meaning, args };

export const facts = {
  // --- life of the daemon and acts of the operator
  'daemon.started': entry('The daemon started.', ['product', 'version']),
  'daemon.stopping': entry('The daemon was told to stop.'),
  'daemon.start-failed': entry(
    'The daemon, a plugin it needs, or its kernel interface failed to start.',
    ['what'],
    true,
  ),
  'daemon.bind-failed': entry('A UDP port could not be opened.', ['port', 'address', 'errno'], true),
  'daemon.crashed': entry(
    'The daemon reports an assertion failure, fatal signal or restart after a crash.',
    ['what'],
    true,
  ),
  'operator.initiate': entry('Somebody or the configuration asked to bring a connection up.', ['connection']),
  'operator.terminate': entry('Somebody asked to take a connection down.', ['connection']),
  'config.loaded': entry('A connection was loaded.', ['connection']),
  'config.rejected': entry(
    'A connection, secret, or setting was refused or ignored when loaded.',
    ['connection', 'what', 'keyword', 'file', 'lineNumber'],
    true,
  ),
  'config.secret-loaded': entry('A shared secret for these identities was loaded (never its value).', ['ids', 'type']),
  'config.private-key-loaded': entry('A private key was loaded.', ['type', 'what']),
  'config.certificate-loaded': entry('A certificate was loaded from the configuration.', ['subject', 'what']),
  // --- messages, as the daemon tells them
  'packet.sent': entry('A UDP datagram was handed to the socket.', [
    'local',
    'localPort',
    'remote',
    'remotePort',
    'bytes',
  ]),
  'packet.received': entry('A UDP datagram was taken from the socket.', [
    'local',
    'localPort',
    'remote',
    'remotePort',
    'bytes',
  ]),
  'message.generated': entry('An IKE message was built. Exchange by RFC name, payloads as the log abbreviates them.', [
    'exchange',
    'role',
    'messageId',
    'payloads',
  ]),
  'message.parsed': entry('A received IKE message was decrypted (where encrypted) and parsed.', [
    'exchange',
    'role',
    'messageId',
    'payloads',
  ]),
  'message.retransmitted': entry('We repeat a message because nothing came back.', ['number', 'messageId']),
  'message.peer-retransmitted': entry('The peer repeated a message we had answered; the answer is sent again.', [
    'messageId',
  ]),
  'message.gave-up': entry('We stop waiting for an answer after the last retransmission.', ['number', 'state']),
  'message.unexpected-id': entry('A message id outside the window was ignored.', ['messageId', 'expected']),
  'message.invalid-header': entry('A datagram is not a valid IKE message.', ['remote', 'what'], true),
  'message.malformed': entry(
    'A message or payload could not be parsed.',
    ['exchange', 'messageId', 'what', 'payload'],
    true,
  ),
  'message.undecryptable': entry(
    'A message could not be decrypted or decrypts to garbage.',
    ['exchange', 'messageId', 'what', 'payload', 'firstEncrypted'],
    true,
  ),
  'message.integrity-failed': entry(
    'The integrity check of an encrypted IKE message failed.',
    ['exchange', 'messageId'],
    true,
  ),
  'message.unknown-sa': entry(
    'A message for an IKE SA this host does not have.',
    ['remote', 'initiatorSpi', 'responderSpi', 'exchange'],
    true,
  ),
  'message.ignored': entry('A message was dropped for a state or protocol reason.', ['exchange', 'what'], true),
  'message.fragment-received': entry('An IKE fragment was received.', ['number', 'total']),
  'message.fragment-dropped': entry('An IKE fragment or its reassembly was refused.', ['what'], true),
  'message.keepalive': entry('NAT keepalive sent or received.'),
  'message.non-esp-marker-missing': entry(
    'A datagram on port 4500 reached the daemon without non-ESP marker: ESP not taken by the kernel.',
    ['remote'],
    true,
  ),
  // --- progress of an IKE SA
  'ike.initiating': entry('We start an IKE SA.', ['connection', 'remote', 'version', 'exchange']),
  'ike.responding': entry('The peer starts an IKE SA with us.', ['remote', 'version', 'exchange']),
  'ike.connection-selected': entry('Which configured connection was chosen for the negotiation.', [
    'connection',
    'localId',
    'remoteId',
    'candidates',
  ]),
  'ike.established': entry('The IKE SA stands.', ['connection', 'localId', 'remoteId', 'local', 'remote']),
  'ike.rekeyed': entry('The IKE SA was rekeyed.', []),
  'ike.deleted': entry(
    'The IKE SA ends. `by`: operator, peer, lifetime, dpd, inactivity, unestablished, duplicate, restart, self.',
    ['by', 'what'],
  ),
  'ike.half-open-deleted': entry('A half-open IKE SA was thrown away: the initiator never came back.', ['remote']),
  'ike.retry-scheduled': entry('The attempt failed and another one is made.', ['number']),
  'ike.failed': entry('The attempt failed, in general words.', ['what']),
  'ike.identity-sent': entry('The identity we send, or that we fall back to.', ['id', 'type']),
  'ike.peer-identity': entry('The identity the peer sent.', ['id', 'type']),
  'ike.peer-identity-wanted': entry('The identity the peer asks us to be (IDr of the request).', ['id', 'type']),
  'ike.peer-dead': entry('Dead peer detection gave up on the peer.', []),
  'ike.cookie-requested': entry('The peer asks for a cookie first.', []),
  'ike.cookie-demanded': entry('We ask initiators for a cookie.', []),
  'ike.half-open-limit': entry(
    'A new negotiation was refused because too many are half open.',
    ['remote', 'limit'],
    true,
  ),
  'ike.overloaded': entry(
    'Work was refused or queued because the daemon is overloaded (job load, busy, crypto helpers).',
    ['what'],
    true,
  ),
  'ike.nat-detected': entry('NAT detection result. `where`: local, remote, both, none, faked.', ['where']),
  'ike.version-refused': entry('The peer speaks an IKE major version we do not.', ['version', 'remote'], true),
  'ike.version-by-policy': entry(
    'The IKE version is switched off by policy, or connection candidates have another version.',
    ['version', 'remote'],
    true,
  ),
  'ike.exchange-refused': entry(
    'The exchange type (aggressive, main, XAUTH …) is refused by policy.',
    ['exchange', 'what'],
    true,
  ),
  'ike.redirected': entry('The peer redirects us.', ['gateway']),
  'ike.virtual-ip-none': entry('No address to give to the peer.', ['requested', 'remoteId'], true),
  'ike.virtual-ip-refused': entry('We asked for an address and got none, or could not install it.', ['what'], true),
  'ike.virtual-ip-assigned': entry('An address was given or received.', ['address']),
  'ike.rekey-failed': entry('Rekeying the IKE SA failed.', ['what'], true),
  'ike.reauth-failed': entry('Re-authentication failed.', ['what'], true),
  'ike.collision': entry('Simultaneous negotiation or rekey detected and resolved.', ['what']),
  'ike.address-changed': entry('MOBIKE or NAT mapping change moved an endpoint.', ['local', 'remote']),
  'ike.protocol-error': entry('The peer broke the protocol, as this daemon sees it.', ['what'], true),
  'ike.vendor-id': entry('A vendor ID of the peer was recognised.', ['name']),
  'ike.selected-proposal': entry('The proposal chosen for the IKE SA.', ['proposal']),
  // --- notifies
  'notify.received': entry('A notify of the peer. `error` true for error types. `encrypted` when known.', [
    'notify',
    'error',
    'encrypted',
    'exchange',
  ]),
  'notify.sent': entry('A notify we send.', ['notify', 'error', 'encrypted', 'exchange']),
  'delete.received': entry('The peer deletes an SA. `protocol`: IKE, ESP, AH.', ['protocol', 'spis']),
  'delete.sent': entry('We delete an SA.', ['protocol', 'spis']),
  // --- policy
  'policy.no-ike-config': entry(
    'No configuration for this pair of addresses (and version).',
    ['local', 'remote', 'version', 'what'],
    true,
  ),
  'policy.no-peer-config': entry(
    'Found by address, but no connection for these identities or with acceptable authentication.',
    ['localId', 'remoteId', 'local', 'remote', 'what'],
    true,
  ),
  'policy.config-unacceptable': entry(
    'A connection was chosen and then refused; `what` tells why.',
    ['connection', 'what'],
    true,
  ),
  'policy.connection-switched': entry('The daemon moved the negotiation to another connection.', ['from', 'to']),
  'policy.selectors-unacceptable': entry(
    'No configured traffic selectors fit what the peer proposes.',
    ['proposedLocal', 'proposedRemote', 'what'],
    true,
  ),
  'policy.selectors-configured': entry('Traffic selectors of our side (looking for).', ['local', 'remote']),
  'policy.selectors-invalid-answer': entry('The peer answered with selectors we did not propose.', ['what'], true),
  'policy.mode-refused': entry('Transport or tunnel mode is not what this end wants.', ['offered', 'wanted'], true),
  'policy.mode-declined': entry('The peer did not agree to transport mode; tunnel is used.', []),
  // --- proposals
  'proposal.received': entry('What the peer offers. `protocol` IKE, ESP, AH.', ['protocol', 'proposals']),
  'proposal.configured': entry('What we have configured.', ['protocol', 'proposals']),
  'proposal.none-chosen': entry('No common proposal.', ['protocol', 'what'], true),
  'proposal.selected': entry('Chosen proposal for a child.', ['protocol', 'proposal']),
  'proposal.ke-unacceptable': entry(
    'The key exchange group is not ours; another one is asked for.',
    ['group', 'wanted', 'protocol'],
    true,
  ),
  'proposal.ke-retry': entry('The peer wants another key exchange group; we try again with it.', [
    'group',
    'wanted',
    'protocol',
  ]),
  'proposal.pfs-refused': entry('PFS or its group differs in a child negotiation.', ['offered', 'wanted'], true),
  'proposal.unsupported': entry(
    'An algorithm in the configuration or proposal is not supported here.',
    ['algorithm', 'protocol'],
    true,
  ),
  // --- authentication
  'auth.own-method': entry('How we prove ourselves.', ['id', 'method']),
  'auth.own-failed': entry('We could not build our own proof.', ['id', 'method', 'what'], true),
  'auth.peer-ok': entry('The peer proved itself.', ['id', 'method']),
  'auth.psk-mac-mismatch': entry(
    'A shared key was found and the proof made with it does not verify.',
    ['localId', 'remoteId'],
    true,
  ),
  'auth.hash-mismatch': entry('IKEv1: the HASH payload does not verify.', ['localId', 'remoteId'], true),
  'auth.psk-missing': entry('No shared key for this pair of identities (or addresses).', ['localId', 'remoteId'], true),
  'auth.private-key-missing': entry('No private key for our identity.', ['id'], true),
  'auth.identity-not-matched': entry(
    'The identity the peer sent is not the one required.',
    ['expected', 'sent', 'what'],
    true,
  ),
  'auth.identity-not-in-certificate': entry('The certificate does not carry the identity.', ['id', 'subject'], true),
  'auth.method-refused': entry(
    'The peer uses, or asks for, a method this end does not accept.',
    ['offered', 'wanted', 'what'],
    true,
  ),
  'auth.signature-invalid': entry('A signature does not verify with the key we have.', ['id'], true),
  'auth.signature-refused': entry(
    'The signature or hash algorithm or key strength is refused by policy.',
    ['what'],
    true,
  ),
  'auth.certificate-expired': entry('A certificate is past its end.', ['subject', 'notBefore', 'notAfter'], true),
  'auth.certificate-not-yet-valid': entry(
    'A certificate is before its start.',
    ['subject', 'notBefore', 'notAfter'],
    true,
  ),
  'auth.certificate-invalid-time': entry(
    'A certificate is outside its validity, side unknown.',
    ['subject', 'notBefore', 'notAfter'],
    true,
  ),
  'auth.certificate-untrusted': entry('No chain to a trusted root.', ['subject', 'issuer'], true),
  'auth.certificate-issuer-missing': entry('The issuer certificate was not found.', ['subject', 'issuer'], true),
  'auth.certificate-revoked': entry('The certificate is revoked.', ['subject', 'reason', 'when'], true),
  'auth.certificate-unsuitable': entry(
    'Key usage, extended key usage, CA flag, or key size forbids this use.',
    ['subject', 'what'],
    true,
  ),
  'auth.certificate-missing': entry(
    'The peer sent no certificate and none is at hand, or our own is missing.',
    ['id', 'what', 'whose'],
    true,
  ),
  'auth.certificate-refused': entry(
    'A certificate or a CA constraint is refused, reason not narrower.',
    ['subject', 'what'],
    true,
  ),
  'auth.revocation-unreachable': entry(
    'CRL or OCSP could not be fetched. `strict` when that refuses the peer.',
    ['subject', 'url', 'strict'],
    true,
  ),
  'auth.no-trusted-key': entry(
    'No trusted public key for the peer identity; the narrower reason stands in the lines before.',
    ['id', 'type'],
    true,
  ),
  'auth.certificate-received': entry('A certificate the peer sent.', ['subject', 'issuer']),
  'auth.certificate-requested': entry('A certificate request of the peer for a CA.', ['subject', 'known']),
  'auth.eap-started': entry('EAP begins with this method.', ['method', 'id']),
  'auth.eap-failed': entry('EAP failed.', ['method', 'id', 'what'], true),
  'auth.eap-nak': entry('An EAP method was refused by the other side.', ['method', 'wanted'], true),
  'auth.eap-ok': entry('EAP succeeded.', ['method', 'id']),
  'auth.user-rejected': entry('XAUTH or user authentication was refused.', ['id', 'what'], true),
  'auth.user-ok': entry('XAUTH or user authentication succeeded.', ['id']),
  'auth.failed': entry('Authentication failed, no narrower reason on this line.', ['id', 'what']),
  // --- child SAs
  'child.initiating': entry('A CHILD_SA is asked for.', ['connection']),
  'child.established': entry('A child SA stands. SPIs are lower-case hex; `spiIn` is the one this host receives on.', [
    'connection',
    'spiIn',
    'spiOut',
    'localTs',
    'remoteTs',
    'mode',
    'protocol',
    'encapsulation',
  ]),
  'child.rekeyed': entry('A child SA was replaced.', ['connection', 'spiIn', 'spiOut', 'oldSpiIn']),
  'child.closed': entry('A child SA ends. `by` as in ike.deleted. Byte counters as decimal strings.', [
    'connection',
    'spiIn',
    'spiOut',
    'bytesIn',
    'bytesOut',
    'by',
  ]),
  'child.failed': entry('The child was not built; the IKE SA may stay.', ['what']),
  'child.rekey-failed': entry('Rekeying a child SA failed.', ['what'], true),
  'child.unknown-spi': entry('A rekey, delete, or packet names an SPI this host does not have.', ['spi'], true),
  // --- kernel and host
  'kernel.sa-refused': entry('The kernel refused an SA.', ['spi', 'errno', 'what'], true),
  'kernel.policy-refused': entry('The kernel refused a policy.', ['errno', 'what'], true),
  'kernel.spi-refused': entry('The kernel gave no SPI.', ['errno', 'what'], true),
  'kernel.acquire': entry('Traffic asked for an SA.', ['localTs', 'remoteTs']),
  'kernel.expire': entry('The kernel reports the end of an SA lifetime.', ['spi', 'hard']),
  'host.send-failed': entry('The socket refused to send.', ['errno', 'remote'], true),
  'host.icmp-received': entry('The socket reports an ICMP error for a datagram we sent.', [
    'errno',
    'remote',
    'complainant',
    'icmpType',
    'icmpCode',
  ]),
  'host.no-route': entry('No route or no source address towards the peer.', ['remote'], true),
  'host.name-unresolved': entry('The name of the peer does not resolve.', ['name'], true),
  'host.interface-changed': entry('An interface or address went or came.', ['what']),
} as const satisfies Record<string, FactEntry>;

export type FactCode = keyof typeof facts;

/** Whether the speaker of this code is the component that decided. */
export function decides(code: FactCode): boolean {
  const found: FactEntry = facts[code];
  return found.decides === true;
}
