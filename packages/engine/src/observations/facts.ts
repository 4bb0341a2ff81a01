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

export const facts = {
  // --- life of the daemon and acts of the operator
  'daemon.started': { meaning: 'The daemon started.', args: ['product', 'version'] },
  'daemon.stopping': { meaning: 'The daemon was told to stop.', args: [] },
  'daemon.start-failed': {
    meaning: 'The daemon, a plugin it needs, or its kernel interface failed to start.',
    args: ['what'],
    decides: true,
  },
  'daemon.bind-failed': {
    meaning: 'A UDP port could not be opened.',
    args: ['port', 'address', 'errno'],
    decides: true,
  },
  'daemon.crashed': {
    meaning: 'The daemon reports an assertion failure, fatal signal or restart after a crash.',
    args: ['what'],
    decides: true,
  },
  'daemon.not-running': {
    meaning: 'A control command found no running daemon to talk to.',
    args: ['what'],
    decides: true,
  },
  'operator.initiate': {
    meaning: 'Somebody or the configuration asked to bring a connection up.',
    args: ['connection'],
  },
  'operator.terminate': { meaning: 'Somebody asked to take a connection down.', args: ['connection'] },
  'config.loaded': { meaning: 'A connection was loaded.', args: ['connection'] },
  'config.rejected': {
    meaning: 'A connection, secret, or setting was refused or ignored when loaded.',
    args: ['connection', 'what', 'keyword', 'file', 'lineNumber'],
    decides: true,
  },
  'config.algorithm-unknown': {
    meaning: 'A configured algorithm is not known to this build: its proposal or connection is not used.',
    args: ['algorithm'],
  },
  'config.no-local-end': {
    meaning: 'Neither end of a connection is an address of this host: it cannot be used here.',
    args: ['connection', 'what'],
    decides: true,
  },
  'config.secret-loaded': {
    meaning: 'A shared secret for these identities was loaded (never its value).',
    args: ['ids', 'type'],
  },
  'config.private-key-loaded': { meaning: 'A private key was loaded.', args: ['type', 'what'] },
  'config.certificate-loaded': {
    meaning: 'A certificate was loaded from the configuration.',
    args: ['subject', 'what'],
  },
  // --- messages, as the daemon tells them
  'packet.sent': {
    meaning: 'A UDP datagram was handed to the socket.',
    args: ['local', 'localPort', 'remote', 'remotePort', 'bytes'],
  },
  'packet.received': {
    meaning: 'A UDP datagram was taken from the socket.',
    args: ['local', 'localPort', 'remote', 'remotePort', 'bytes'],
  },
  'message.generated': {
    meaning: 'An IKE message was built. Exchange by RFC name, payloads as the log abbreviates them.',
    args: ['exchange', 'role', 'messageId', 'payloads'],
  },
  'message.parsed': {
    meaning: 'A received IKE message was decrypted (where encrypted) and parsed.',
    args: ['exchange', 'role', 'messageId', 'payloads'],
  },
  'message.retransmitted': { meaning: 'We repeat a message because nothing came back.', args: ['number', 'messageId'] },
  'message.peer-retransmitted': {
    meaning: 'The peer repeated a message we had answered; the answer is sent again.',
    args: ['messageId'],
  },
  'message.gave-up': {
    meaning:
      'We stop waiting for an answer after the last retransmission. `hint`: what the daemon guesses, authentication, first-message or quick-mode.',
    args: ['number', 'state', 'hint'],
  },
  'message.unexpected-id': { meaning: 'A message id outside the window was ignored.', args: ['messageId', 'expected'] },
  'message.invalid-header': {
    meaning: 'A datagram is not a valid IKE message.',
    args: ['remote', 'what'],
    decides: true,
  },
  'message.malformed': {
    meaning: 'A message or payload could not be parsed.',
    args: ['exchange', 'messageId', 'what', 'payload'],
    decides: true,
  },
  'message.undecryptable': {
    meaning: 'A message could not be decrypted or decrypts to garbage.',
    args: ['exchange', 'messageId', 'what', 'payload', 'firstEncrypted'],
    decides: true,
  },
  'message.integrity-failed': {
    meaning: 'The integrity check of an encrypted IKE message failed.',
    args: ['exchange', 'messageId'],
    decides: true,
  },
  'message.unknown-sa': {
    meaning: 'A message for an IKE SA this host does not have.',
    args: ['remote', 'initiatorSpi', 'responderSpi', 'exchange'],
    decides: true,
  },
  'message.ignored': {
    meaning: 'A message was dropped for a state or protocol reason.',
    args: ['exchange', 'what'],
    decides: true,
  },
  'message.fragment-received': { meaning: 'An IKE fragment was received.', args: ['number', 'total'] },
  'message.fragment-dropped': {
    meaning: 'An IKE fragment or its reassembly was refused.',
    args: ['what'],
    decides: true,
  },
  'message.keepalive': { meaning: 'NAT keepalive sent or received.', args: [] },
  'message.non-esp-marker-missing': {
    meaning: 'A datagram on port 4500 reached the daemon without non-ESP marker: ESP not taken by the kernel.',
    args: ['remote'],
    decides: true,
  },
  // --- progress of an IKE SA
  'ike.initiating': { meaning: 'We start an IKE SA.', args: ['connection', 'remote', 'version', 'exchange'] },
  'ike.responding': { meaning: 'The peer starts an IKE SA with us.', args: ['remote', 'version', 'exchange'] },
  'ike.connection-selected': {
    meaning: 'Which configured connection was chosen for the negotiation.',
    args: ['connection', 'localId', 'remoteId', 'candidates'],
  },
  'ike.established': { meaning: 'The IKE SA stands.', args: ['connection', 'localId', 'remoteId', 'local', 'remote'] },
  'ike.rekeyed': { meaning: 'The IKE SA was rekeyed.', args: [] },
  'ike.deleted': {
    meaning:
      'The IKE SA ends. `by`: operator, peer, lifetime, dpd, inactivity, unestablished, duplicate, restart, self.',
    args: ['by', 'what'],
  },
  'ike.half-open-deleted': {
    meaning: 'A half-open IKE SA was thrown away: the initiator never came back.',
    args: ['remote'],
  },
  'ike.retry-scheduled': { meaning: 'The attempt failed and another one is made.', args: ['number'] },
  'ike.failed': { meaning: 'The attempt failed, in general words.', args: ['what'] },
  'ike.identity-sent': { meaning: 'The identity we send, or that we fall back to.', args: ['id', 'type'] },
  'ike.peer-identity': { meaning: 'The identity the peer sent.', args: ['id', 'type'] },
  'ike.peer-identity-wanted': {
    meaning: 'The identity the peer asks us to be (IDr of the request).',
    args: ['id', 'type'],
  },
  'ike.peer-dead': { meaning: 'Dead peer detection gave up on the peer.', args: [] },
  'ike.cookie-requested': { meaning: 'The peer asks for a cookie first.', args: [] },
  'ike.cookie-demanded': { meaning: 'We ask initiators for a cookie.', args: [] },
  'ike.half-open-limit': {
    meaning: 'A new negotiation was refused because too many are half open.',
    args: ['remote', 'limit'],
    decides: true,
  },
  'ike.overloaded': {
    meaning: 'Work was refused or queued because the daemon is overloaded (job load, busy, crypto helpers).',
    args: ['what'],
    decides: true,
  },
  'ike.nat-detected': { meaning: 'NAT detection result. `where`: local, remote, both, none, faked.', args: ['where'] },
  'ike.version-refused': {
    meaning: 'The peer speaks an IKE major version we do not.',
    args: ['version', 'remote'],
    decides: true,
  },
  'ike.version-by-policy': {
    meaning: 'The IKE version is switched off by policy, or connection candidates have another version.',
    args: ['version', 'remote'],
    decides: true,
  },
  'ike.exchange-refused': {
    meaning: 'The exchange type (aggressive, main, XAUTH …) is refused by policy.',
    args: ['exchange', 'what'],
    decides: true,
  },
  'ike.redirected': { meaning: 'The peer redirects us.', args: ['gateway'] },
  'ike.virtual-ip-none': { meaning: 'No address to give to the peer.', args: ['requested', 'remoteId'], decides: true },
  'ike.virtual-ip-refused': {
    meaning: 'We asked for an address and got none, or could not install it.',
    args: ['what'],
    decides: true,
  },
  'ike.virtual-ip-assigned': { meaning: 'An address was given or received.', args: ['address'] },
  'ike.rekey-failed': { meaning: 'Rekeying the IKE SA failed.', args: ['what'], decides: true },
  'ike.reauth-failed': { meaning: 'Re-authentication failed.', args: ['what'], decides: true },
  'ike.collision': { meaning: 'Simultaneous negotiation or rekey detected and resolved.', args: ['what'] },
  'ike.address-changed': { meaning: 'MOBIKE or NAT mapping change moved an endpoint.', args: ['local', 'remote'] },
  'ike.protocol-error': {
    meaning: 'The peer broke the protocol, as this daemon sees it.',
    args: ['what'],
    decides: true,
  },
  'ike.vendor-id': { meaning: 'A vendor ID of the peer was recognised.', args: ['name'] },
  'ike.selected-proposal': { meaning: 'The proposal chosen for the IKE SA.', args: ['proposal'] },
  // --- notifies
  'notify.received': {
    meaning: 'A notify of the peer. `error` true for error types. `encrypted` when known.',
    args: ['notify', 'error', 'encrypted', 'exchange'],
  },
  'notify.sent': { meaning: 'A notify we send.', args: ['notify', 'error', 'encrypted', 'exchange'] },
  'delete.received': { meaning: 'The peer deletes an SA. `protocol`: IKE, ESP, AH.', args: ['protocol', 'spis'] },
  'delete.sent': { meaning: 'We delete an SA.', args: ['protocol', 'spis'] },
  // --- policy
  'policy.no-ike-config': {
    meaning: 'No configuration for this pair of addresses (and version).',
    args: ['local', 'remote', 'version', 'what'],
    decides: true,
  },
  'policy.no-peer-config': {
    meaning: 'Found by address, but no connection for these identities or with acceptable authentication.',
    args: ['localId', 'remoteId', 'local', 'remote', 'what'],
    decides: true,
  },
  'policy.config-unacceptable': {
    meaning: 'A connection was chosen and then refused; `what` tells why.',
    args: ['connection', 'what'],
    decides: true,
  },
  'policy.connection-switched': {
    meaning: 'The daemon moved the negotiation to another connection.',
    args: ['from', 'to'],
  },
  'policy.selectors-unacceptable': {
    meaning: 'No configured traffic selectors fit what the peer proposes.',
    args: ['proposedLocal', 'proposedRemote', 'what'],
    decides: true,
  },
  'policy.selectors-configured': { meaning: 'Traffic selectors of our side (looking for).', args: ['local', 'remote'] },
  'policy.selectors-received': {
    meaning: 'Traffic selectors of the peer, seen from our side (`local` is what it wants of us).',
    args: ['local', 'remote'],
  },
  'policy.selectors-invalid-answer': {
    meaning: 'The peer answered with selectors we did not propose.',
    args: ['what'],
    decides: true,
  },
  'policy.mode-refused': {
    meaning: 'Transport or tunnel mode is not what this end wants.',
    args: ['offered', 'wanted'],
    decides: true,
  },
  'policy.mode-declined': { meaning: 'The peer did not agree to transport mode; tunnel is used.', args: [] },
  // --- proposals
  'proposal.received': { meaning: 'What the peer offers. `protocol` IKE, ESP, AH.', args: ['protocol', 'proposals'] },
  'proposal.configured': { meaning: 'What we have configured.', args: ['protocol', 'proposals'] },
  'proposal.none-chosen': { meaning: 'No common proposal.', args: ['protocol', 'what'], decides: true },
  'proposal.selected': { meaning: 'Chosen proposal for a child.', args: ['protocol', 'proposal'] },
  'proposal.ke-unacceptable': {
    meaning: 'The key exchange group is not ours; another one is asked for.',
    args: ['group', 'wanted', 'protocol'],
    decides: true,
  },
  'proposal.ke-retry': {
    meaning: 'The peer wants another key exchange group; we try again with it.',
    args: ['group', 'wanted', 'protocol'],
  },
  'proposal.pfs-refused': {
    meaning: 'PFS or its group differs in a child negotiation.',
    args: ['offered', 'wanted'],
    decides: true,
  },
  'proposal.unsupported': {
    meaning: 'An algorithm in the configuration or proposal is not supported here.',
    args: ['algorithm', 'protocol'],
    decides: true,
  },
  // --- authentication
  'auth.own-method': { meaning: 'How we prove ourselves.', args: ['id', 'method'] },
  'auth.own-failed': { meaning: 'We could not build our own proof.', args: ['id', 'method', 'what'], decides: true },
  'auth.peer-ok': { meaning: 'The peer proved itself.', args: ['id', 'method'] },
  'auth.psk-mac-mismatch': {
    meaning: 'A shared key was found and the proof made with it does not verify.',
    args: ['localId', 'remoteId'],
    decides: true,
  },
  'auth.hash-mismatch': {
    meaning: 'IKEv1: the HASH payload does not verify.',
    args: ['localId', 'remoteId'],
    decides: true,
  },
  'auth.psk-missing': {
    meaning: 'No shared key for this pair of identities (or addresses).',
    args: ['localId', 'remoteId'],
    decides: true,
  },
  'auth.private-key-missing': { meaning: 'No private key for our identity.', args: ['id'], decides: true },
  'auth.identity-not-matched': {
    meaning: 'The identity the peer sent is not the one required.',
    args: ['expected', 'sent', 'what'],
    decides: true,
  },
  'auth.identity-not-in-certificate': {
    meaning: 'The certificate does not carry the identity.',
    args: ['id', 'subject'],
    decides: true,
  },
  'auth.method-refused': {
    meaning: 'The peer uses, or asks for, a method this end does not accept.',
    args: ['offered', 'wanted', 'what'],
    decides: true,
  },
  'auth.signature-invalid': {
    meaning: 'A signature does not verify with the key we have.',
    args: ['id'],
    decides: true,
  },
  'auth.signature-refused': {
    meaning: 'The signature or hash algorithm or key strength is refused by policy.',
    args: ['what'],
    decides: true,
  },
  'auth.certificate-expired': {
    meaning: 'A certificate is past its end.',
    args: ['subject', 'notBefore', 'notAfter'],
    decides: true,
  },
  'auth.certificate-not-yet-valid': {
    meaning: 'A certificate is before its start.',
    args: ['subject', 'notBefore', 'notAfter'],
    decides: true,
  },
  'auth.certificate-invalid-time': {
    meaning: 'A certificate is outside its validity, side unknown.',
    args: ['subject', 'notBefore', 'notAfter'],
    decides: true,
  },
  'auth.certificate-untrusted': { meaning: 'No chain to a trusted root.', args: ['subject', 'issuer'], decides: true },
  'auth.certificate-issuer-missing': {
    meaning: 'The issuer certificate was not found.',
    args: ['subject', 'issuer'],
    decides: true,
  },
  'auth.certificate-revoked': {
    meaning: 'The certificate is revoked.',
    args: ['subject', 'reason', 'when'],
    decides: true,
  },
  'auth.certificate-unsuitable': {
    meaning: 'Key usage, extended key usage, CA flag, or key size forbids this use.',
    args: ['subject', 'what'],
    decides: true,
  },
  'auth.certificate-missing': {
    meaning: 'The peer sent no certificate and none is at hand, or our own is missing.',
    args: ['id', 'what', 'whose'],
    decides: true,
  },
  'auth.certificate-refused': {
    meaning: 'A certificate or a CA constraint is refused, reason not narrower.',
    args: ['subject', 'what'],
    decides: true,
  },
  'auth.revocation-unreachable': {
    meaning: 'CRL or OCSP could not be fetched. `strict` when that refuses the peer.',
    args: ['subject', 'url', 'strict'],
    decides: true,
  },
  'auth.no-trusted-key': {
    meaning: 'No trusted public key for the peer identity; the narrower reason stands in the lines before.',
    args: ['id', 'type'],
    decides: true,
  },
  'auth.certificate-received': { meaning: 'A certificate the peer sent.', args: ['subject', 'issuer'] },
  'auth.certificate-requested': { meaning: 'A certificate request of the peer for a CA.', args: ['subject', 'known'] },
  'auth.eap-started': { meaning: 'EAP begins with this method.', args: ['method', 'id'] },
  'auth.eap-failed': { meaning: 'EAP failed.', args: ['method', 'id', 'what'], decides: true },
  'auth.eap-nak': {
    meaning: 'An EAP method was refused by the other side.',
    args: ['method', 'wanted'],
    decides: true,
  },
  'auth.eap-ok': { meaning: 'EAP succeeded.', args: ['method', 'id'] },
  'auth.user-rejected': { meaning: 'XAUTH or user authentication was refused.', args: ['id', 'what'], decides: true },
  'auth.user-ok': { meaning: 'XAUTH or user authentication succeeded.', args: ['id'] },
  'auth.failed': { meaning: 'Authentication failed, no narrower reason on this line.', args: ['id', 'what'] },
  // --- child SAs
  'child.initiating': { meaning: 'A CHILD_SA is asked for.', args: ['connection'] },
  'child.established': {
    meaning: 'A child SA stands. SPIs are lower-case hex; `spiIn` is the one this host receives on.',
    args: ['connection', 'spiIn', 'spiOut', 'localTs', 'remoteTs', 'mode', 'protocol', 'encapsulation'],
  },
  'child.rekeyed': { meaning: 'A child SA was replaced.', args: ['connection', 'spiIn', 'spiOut', 'oldSpiIn'] },
  'child.closed': {
    meaning: 'A child SA ends. `by` as in ike.deleted. Byte counters as decimal strings.',
    args: ['connection', 'spiIn', 'spiOut', 'bytesIn', 'bytesOut', 'by'],
  },
  'child.failed': { meaning: 'The child was not built; the IKE SA may stay.', args: ['what'] },
  'child.rekey-failed': { meaning: 'Rekeying a child SA failed.', args: ['what'], decides: true },
  'child.unknown-spi': {
    meaning: 'A rekey, delete, or packet names an SPI this host does not have.',
    args: ['spi'],
    decides: true,
  },
  // --- kernel and host
  'esp.integrity-failed': {
    meaning: 'ESP or AH packets of a known SA fail their integrity check (userland ESP of the daemon).',
    args: ['spi'],
    decides: true,
  },
  'kernel.sa-refused': { meaning: 'The kernel refused an SA.', args: ['spi', 'errno', 'what'], decides: true },
  'kernel.policy-refused': { meaning: 'The kernel refused a policy.', args: ['errno', 'what'], decides: true },
  'kernel.policy-taken': {
    meaning: 'Another connection of this host already has the kernel policy or route for the same traffic.',
    args: ['other'],
    decides: true,
  },
  'kernel.spi-refused': { meaning: 'The kernel gave no SPI.', args: ['errno', 'what'], decides: true },
  'kernel.acquire': { meaning: 'Traffic asked for an SA.', args: ['localTs', 'remoteTs'] },
  'kernel.expire': { meaning: 'The kernel reports the end of an SA lifetime.', args: ['spi', 'hard'] },
  'host.send-failed': { meaning: 'The socket refused to send.', args: ['errno', 'remote'], decides: true },
  'host.icmp-received': {
    meaning: 'The socket reports an ICMP error for a datagram we sent.',
    args: ['errno', 'remote', 'complainant', 'icmpType', 'icmpCode'],
  },
  'host.no-route': { meaning: 'No route or no source address towards the peer.', args: ['remote'], decides: true },
  'host.name-unresolved': { meaning: 'The name of the peer does not resolve.', args: ['name'], decides: true },
  'host.interface-changed': { meaning: 'An interface or address went or came.', args: ['what'] },
} satisfies Record<string, FactEntry>;

export type FactCode = keyof typeof facts;

/** Whether the speaker of this code is the component that decided. */
export function decides(code: FactCode): boolean {
  const found: FactEntry = facts[code];
  return found.decides === true;
}
