import { certain, likely, open, possible, type Excerpt } from './excerpt.fixture.ts';

const refusals = ['auth.identity-mismatch', 'auth.secret-missing', 'auth.method-mismatch'];
const silence = ['path.peer-unreachable', 'service.not-listening', 'policy.no-ike-config'];

const first = 'No response (or no acceptable response) to our first';
const encrypted = 'Possible authentication failure: no acceptable response to our first encrypted message';
const waited = '60 second timeout exceeded after 7 retransmits. ';
const icmp = 'ERROR: asynchronous network error report on eth0 (192.0.2.10:500) for message to 198.51.100.20 port 500';

/** Repetitions of what an initiator sent in a state, and nothing else. */
const repeated = (state: string): string[] =>
  [0.5, 1, 2].map((wait) => `"net" #1: ${state}: retransmission; will wait ${wait} seconds for response`);

export const pluto: readonly Excerpt[] = [
  likely(
    [
      '"net"[1] 192.0.2.10 #1: missing payload(s) (ISAKMP_NEXT_v2AUTH). Message dropped.',
      '"net"[1] 192.0.2.10 #1: sending unencrypted notification v2N_INVALID_SYNTAX to 192.0.2.10:500',
    ],
    'ike.protocol-violation',
    'auth.method-mismatch',
  ),
  certain("left certificate with nickname 'gw' was not found in NSS DB", 'auth.certificate-missing'),
  possible(repeated('STATE_MAIN_I1'), 'path.ike-blocked', ...silence),
  possible(repeated('STATE_MAIN_I3'), 'auth.psk-mismatch', 'path.nat-t-blocked', 'auth.identity-mismatch'),
  possible(repeated('STATE_V2_PARENT_I1'), 'path.ike-blocked', ...silence),
  possible(repeated('STATE_PARENT_I2'), 'path.fragments-dropped', 'path.nat-t-blocked', 'ike.peer-failed'),
  possible(repeated('STATE_QUICK_I1'), 'proposal.esp-mismatch', 'policy.selector-mismatch', 'proposal.pfs-mismatch'),
  likely(
    'packet from 192.0.2.10:500: initial parent SA message received on 198.51.100.20:500 but no connection has been authorized with policy IKEV2_ALLOW',
    'policy.no-ike-config',
    'ike.version-mismatch',
  ),
  likely(
    'packet from 192.0.2.10:500: initial Main Mode message received on 198.51.100.20:500 but no connection has been authorized with policy PSK+IKEV1_ALLOW',
    'policy.no-ike-config',
    'ike.version-mismatch',
  ),
  likely(
    'packet from 192.0.2.10:500: initial Main Mode message received but no connection has been authorized with authby=PSK and xauth=NONE',
    'policy.no-ike-config',
  ),
  likely(
    'packet from 192.0.2.10:500: dropping IKE_SA_INIT request from 192.0.2.10:500 received on 198.51.100.20:500, no suitable connection found with IKEv2 policy',
    'policy.no-ike-config',
  ),
  likely(`"net" #2: ERROR: Peer's Certificate issuer is not recognized.`, 'auth.certificate-untrusted'),
  likely(`"net" #2: NSS: ERROR: Peer's Certificate issuer is not recognized.`, 'auth.certificate-untrusted'),
  likely(
    `"net" #2: NSS: ERROR: IPsec certificate CN=a.example,O=Example invalid: SEC_ERROR_UNKNOWN_ISSUER: Peer's Certificate issuer is not recognized.`,
    'auth.certificate-untrusted',
  ),
  possible(
    '"net" #2: NSS: ERROR: IPsec certificate CN=a.example invalid: SEC_ERROR_EXPIRED_CERTIFICATE: Peer\'s Certificate has expired.',
    'auth.certificate-expired',
    'auth.certificate-not-yet-valid',
  ),
  certain(
    '"net" #2: NSS: ERROR: IPsec certificate CN=a.example invalid: SEC_ERROR_REVOKED_CERTIFICATE: Peer\'s Certificate has been revoked.',
    'auth.certificate-revoked',
  ),
  likely('"net" #2: Failed to find our PreShared Key', 'auth.secret-missing', 'auth.identity-mismatch'),
  likely(
    `"net" #2: authentication failed: no PSK found for '@a.example'`,
    'auth.secret-missing',
    'auth.identity-mismatch',
  ),
  likely(
    "\"net\" #1: Can't authenticate: no preshared key found for `@b.example' and `@a.example'.  Attribute OAKLEY_AUTHENTICATION_METHOD",
    'auth.secret-missing',
    'auth.identity-mismatch',
  ),
  certain(
    `"net" #2: authentication failed: computed hash does not match hash received from peer initiator '@a.example'`,
    'auth.psk-mismatch',
  ),
  likely('"net" #1: received Hash Payload does not match computed value', 'auth.psk-mismatch'),
  likely(
    '"net" #1: probable authentication failure (mismatch of preshared secrets?): malformed payload in packet',
    'auth.psk-mismatch',
  ),
  likely(
    '"net" #1: next payload type of ISAKMP Identification Payload has an unknown value: 213 (0xd5)',
    'auth.psk-mismatch',
  ),
  possible(`"net" #1: STATE_MAIN_I1: ${waited} ${first} IKEv1 message`, 'path.ike-blocked', ...silence),
  possible(`"net" #1: STATE_V2_PARENT_I1: ${waited} ${first} IKEv2 message`, 'path.ike-blocked', ...silence),
  possible(`"net" #1: STATE_MAIN_I3: ${waited} ${encrypted}`, 'auth.psk-mismatch', 'path.nat-t-blocked'),
  possible(`"net" #2: STATE_V2_PARENT_I2: ${waited} ${encrypted}`, 'path.fragments-dropped', 'path.nat-t-blocked'),
  possible(
    `"net" #2: STATE_QUICK_I1: ${waited} No acceptable response to our first Quick Mode message: perhaps peer likes no proposal`,
    'ike.lost-final-message',
    'proposal.esp-mismatch',
    'policy.selector-mismatch',
  ),
  possible(
    `"net" #1: max number of retransmissions (8) reached STATE_MAIN_I1.  ${first} IKEv1 message`,
    'path.ike-blocked',
    ...silence,
  ),
  possible(
    '"net" #1: ignoring informational payload NO_PROPOSAL_CHOSEN, msgid=00000000, length=12',
    'proposal.ike-mismatch',
  ),
  // Four bytes of SPI: the notify is about an SA of ESP or AH (RFC 2408 3.14).
  possible(
    '"net" #1: ignoring informational payload NO_PROPOSAL_CHOSEN, msgid=00000000, length=16',
    'proposal.esp-mismatch',
  ),
  possible(
    '"net" #1: ignoring informational payload INVALID_ID_INFORMATION, msgid=00000000, length=12',
    'policy.selector-mismatch',
  ),
  possible(
    '"net" #1: ignoring informational payload PAYLOAD_MALFORMED, msgid=00000000, length=12',
    'auth.psk-mismatch',
  ),
  likely('"net" #1: no acceptable Oakley Transform', 'proposal.ike-mismatch'),
  // The lines of the IKE SA, which has the smaller number, come behind those of its child: one negotiation, one cause.
  certain(
    [
      '"net" #4: no local proposal matches remote proposals 1:ESP:ENCR=AES_CBC_128;INTEG=HMAC_SHA1_96;DH=MODP2048;ESN=DISABLED',
      '"net" #4: CREATE_CHILD_SA request failed, responder SA processing returned NO_PROPOSAL_CHOSEN',
      '"net" #2: responding to CREATE_CHILD_SA message (ID 2) from 198.51.100.7:4500 with encrypted notification NO_PROPOSAL_CHOSEN',
    ],
    'proposal.esp-mismatch',
  ),
  certain(
    '"net" #1: no local proposal matches remote proposals 1:IKE:ENCR=AES_CBC_128;PRF=HMAC_SHA1;INTEG=HMAC_SHA1_96;DH=MODP1024',
    'proposal.ike-mismatch',
  ),
  possible(
    '"net" #2: IKE SA authentication request rejected by peer: AUTHENTICATION_FAILED',
    'auth.psk-mismatch',
    ...refusals,
  ),
  possible('"net" #2: IKE_AUTH response contained the error notification TS_UNACCEPTABLE', 'policy.selector-mismatch'),
  possible('"net" #2: IKE_AUTH response contained the error notification NO_PROPOSAL_CHOSEN', 'proposal.esp-mismatch'),
  possible('"net" #2: CREATE_CHILD_SA failed with error notification NO_PROPOSAL_CHOSEN', 'proposal.esp-mismatch'),
  possible(
    '"net" #2: responding to IKE_AUTH message (ID 1) from 192.0.2.10:4500 with encrypted notification AUTHENTICATION_FAILED',
    'auth.psk-mismatch',
    ...refusals,
  ),
  certain(
    '"net" #2: cannot respond to IPsec SA request because no connection is known for 10.2.0.0/24===198.51.100.20<198.51.100.20>...192.0.2.10<192.0.2.10>===10.1.0.0/24',
    'policy.selector-mismatch',
  ),
  certain(
    `"net" #1: we require IKEv1 peer to have ID '@b.example', but peer declares '@c.example'`,
    'auth.identity-mismatch',
  ),
  certain(
    `"net" #2: we require IKEv2 peer to have ID '@b.example', but peer declares '@c.example'`,
    'auth.identity-mismatch',
  ),
  certain(
    '"net" #2: authentication failed: peer attempted PSK authentication but we want RSASIG',
    'auth.method-mismatch',
  ),
  certain('"net" #1: XAUTH: User bob: Authentication Failed: Incorrect Username or Password', 'auth.user-rejected'),
  // What a client answers after that is not the reason.
  certain(
    [
      '"net" #1: XAUTH: User bob: Authentication Failed: Incorrect Username or Password',
      '"net" #1: Expected MODE_CFG_REPLY is missing username and password attribute',
    ],
    'auth.user-rejected',
  ),
  certain(
    'Failed to add connection "net", esp="aes128-sha1;modp1024" is invalid: ESP DH algorithm MODP1024 is invalid as PFS policy is disabled',
    'policy.config-rejected',
  ),
  certain(
    'FATAL ERROR: find IPv4 interfaces failed calling bind(0.0.0.0:500): Address already in use (errno 98)',
    'service.port-conflict',
  ),
  certain('"net" #2: cannot install eroute -- it is in use for "other" #5', 'policy.conflicting-filters'),
  likely(
    '"net" #2: cannot install eroute -- it is in use for "net" #5',
    'policy.conflicting-filters',
    'sa.install-failed',
  ),
  certain(
    '"net" #2: netlink response for Add SA esp.c1a00001@198.51.100.20 included errno 93: Protocol not supported',
    'sa.install-failed',
  ),
  likely(
    `"net" #1: ${icmp}, complainant 198.51.100.20: Connection refused [errno 111, origin ICMP type 3 code 3 (not authenticated)]`,
    'service.not-listening',
  ),
  likely(
    `"net" #1: ${icmp}, complainant 192.0.2.1: No route to host [errno 113, origin ICMP type 3 code 1 (not authenticated)]`,
    'path.peer-unreachable',
  ),
  likely(
    `"net" #1: ${icmp}, complainant 192.0.2.1: Permission denied [errno 13, origin ICMP type 3 code 13 (not authenticated)]`,
    'path.ike-blocked',
  ),
  // The path takes only smaller packets: nothing is blocked by that.
  open(
    `"net" #1: ${icmp}, complainant 192.0.2.1: Message too long [errno 90, origin ICMP type 3 code 4 (not authenticated)]`,
  ),
  likely(
    '"net": we cannot identify ourselves with either end of this connection.  198.51.100.9 or 192.0.2.9 are not usable',
    'host.ip-configuration',
  ),
  likely(
    '"net" #1: unable to locate my private key for RSA Signature',
    'auth.certificate-missing',
    'auth.identity-mismatch',
  ),
  likely('"net" #2: encrypted payload seems to be corrupt; dropping packet', 'path.packet-altered'),
  likely('"net" #2: failed to match authenticator', 'path.packet-altered'),
  likely(
    'packet from 192.0.2.10:500: initial parent SA message received on 198.51.100.20:500 but no suitable connection found with IKEv2 policy',
    'policy.no-ike-config',
  ),
  possible(
    '"net" #2: dropping unexpected ISAKMP_v2_IKE_AUTH message containing v2N_TS_UNACCEPTABLE notification; message payloads: SK; encrypted payloads: IDr,AUTH,N,V; unexpected payloads: IDr,AUTH',
    'policy.selector-mismatch',
  ),
  possible(
    '"net" #2: dropping unexpected IKE_AUTH message containing NO_PROPOSAL_CHOSEN notification; message payloads: SK; encrypted payloads: IDr,AUTH,N; unexpected payloads: IDr,AUTH',
    'proposal.esp-mismatch',
    'proposal.pfs-mismatch',
  ),
  likely('"net" #3: Failed to find our RSA key', 'auth.certificate-missing', 'auth.identity-mismatch'),
  certain('"net" #2: No IKEv2 connection found with compatible Traffic Selectors', 'policy.selector-mismatch'),
  possible(
    [
      '"net" #2: IPsec Transform [AES_CBC (128), HMAC_MD5] refused',
      '"net" #2: no acceptable Proposal in IPsec SA',
      '"net" #2: sending encrypted notification NO_PROPOSAL_CHOSEN to 192.0.2.10:500',
    ],
    'proposal.esp-mismatch',
    'proposal.pfs-mismatch',
  ),
  certain(
    'packet from 192.0.2.10:500: ignoring IKEv1 packet as policy is set to silently drop all IKEv1 packets',
    'ike.version-mismatch',
  ),
];
