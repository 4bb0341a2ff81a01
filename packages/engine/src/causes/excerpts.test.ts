/** What people paste into a question: one line or two of one end, without anything around it. */
import { describe, expect, it } from 'vitest';
import { bytesInput, diagnose } from '../index.ts';
import { candidates, causesOf } from './describe-cause.fixture.ts';

interface Excerpt {
  /** Lines without prefix; charon's with the subsystem in brackets. */
  readonly says: readonly string[];
  /** Null: nothing can honestly be named. */
  readonly is: string | null;
  readonly confidence?: 'certain' | 'likely' | 'possible';
  readonly rivals?: readonly string[];
}

const certain = (says: string | readonly string[], is: string): Excerpt => ({
  says: [says].flat(),
  is,
  confidence: 'certain',
});
const likely = (says: string | readonly string[], is: string, ...rivals: string[]): Excerpt => ({
  says: [says].flat(),
  is,
  confidence: 'likely',
  rivals,
});
const possible = (says: string | readonly string[], is: string, ...rivals: string[]): Excerpt => ({
  says: [says].flat(),
  is,
  confidence: 'possible',
  rivals,
});
const open = (says: string): Excerpt => ({ says: [says], is: null });

const refusals = ['auth.identity-mismatch', 'auth.secret-missing', 'auth.method-mismatch'];
const silence = ['path.peer-unreachable', 'service.not-listening', 'policy.no-ike-config'];

const charon: readonly Excerpt[] = [
  possible('[IKE] giving up after 5 retransmits', 'ike.timeout', 'path.ike-blocked', 'path.nat-t-blocked', ...silence),
  possible('[IKE] establishing IKE_SA failed, peer not responding', 'ike.timeout', 'path.ike-blocked'),
  possible(
    ['[IKE] giving up after 5 retransmits', '[IKE] peer not responding, trying again (2/3)'],
    'ike.timeout',
    'path.ike-blocked',
  ),
  possible(
    ['[IKE] message parsing failed', '[IKE] ID_PROT request with message ID 0 processing failed'],
    'ike.protocol-violation',
    'auth.psk-mismatch',
    'path.packet-altered',
  ),
  certain("[IKE] could not authenticate with XAuth secrets for 'gw.example' - 'bob'", 'auth.user-rejected'),
  likely('[IKE] received EAP_FAILURE, EAP authentication failed', 'auth.user-rejected', 'auth.method-mismatch'),
  likely('[IKE] EAP_MSCHAPV2 method failed', 'auth.user-rejected', 'auth.method-mismatch'),
  likely(
    '[IKE] no IKE config found for 198.51.100.20...192.0.2.10, sending NO_PROPOSAL_CHOSEN',
    'policy.no-ike-config',
    'ike.version-mismatch',
    'policy.config-rejected',
  ),
  possible('[ENC] could not decrypt payloads', 'auth.psk-mismatch', 'path.packet-altered', 'ike.protocol-violation'),
  likely('[IKE] integrity check failed', 'path.packet-altered', 'ike.protocol-violation'),
  likely(['[ENC] integrity check failed', '[ENC] could not decrypt payloads'], 'path.packet-altered'),
  likely(
    ['[ENC] invalid ID_V1 payload length, decryption failed?', '[ENC] could not decrypt payloads'],
    'auth.psk-mismatch',
  ),
  likely('[CFG] no matching peer config found', 'auth.identity-mismatch', 'auth.method-mismatch'),
  likely(
    [
      '[CFG] looking for peer configs matching 198.51.100.20[b.example]...192.0.2.10[a.example]',
      '[CFG] no matching peer config found',
    ],
    'auth.identity-mismatch',
    'auth.method-mismatch',
  ),
  likely(
    "[IKE] no shared key found for 'b.example' - 'a.example'",
    'auth.secret-missing',
    'auth.identity-mismatch',
    'auth.method-mismatch',
  ),
  likely("[IKE] no shared key found for '%any' - 'a.example'", 'auth.secret-missing', 'auth.identity-mismatch'),
  likely('[IKE] no shared key found for 198.51.100.20 - 192.0.2.10', 'auth.secret-missing', 'auth.identity-mismatch'),
  certain("[IKE] tried 2 shared keys for 'b.example' - 'a.example', but MAC mismatched", 'auth.psk-mismatch'),
  likely('[IKE] calculated HASH does not match HASH payload', 'auth.psk-mismatch', 'auth.secret-missing'),
  likely(
    '[IKE] no IKE config found for 198.51.100.20...192.0.2.10, sending NO_PROPOSAL_CHOSEN',
    'policy.no-ike-config',
    'ike.version-mismatch',
  ),
  possible(
    '[IKE] received NO_PROPOSAL_CHOSEN notify error',
    'proposal.ike-mismatch',
    'policy.no-ike-config',
    'ike.version-mismatch',
  ),
  possible('[IKE] received AUTHENTICATION_FAILED notify error', 'auth.psk-mismatch', ...refusals),
  possible('[IKE] received AUTHENTICATION_FAILED error notify', 'auth.psk-mismatch', ...refusals),
  possible('[IKE] received INVALID_ID_INFORMATION error notify', 'policy.selector-mismatch'),
  possible('[IKE] received PAYLOAD_MALFORMED error notify', 'auth.psk-mismatch'),
  possible(
    '[IKE] received TS_UNACCEPTABLE notify, no CHILD_SA built',
    'policy.selector-mismatch',
    'sa.install-failed',
    'policy.wrong-connection',
  ),
  possible(
    '[IKE] received NO_PROPOSAL_CHOSEN notify, no CHILD_SA built',
    'proposal.esp-mismatch',
    'proposal.pfs-mismatch',
  ),
  possible('[IKE] no acceptable proposal found', 'proposal.esp-mismatch', 'proposal.ike-mismatch'),
  certain('[IKE] received proposals unacceptable', 'proposal.ike-mismatch'),
  certain("[CFG] constraint check failed: identity 'b.example' required", 'auth.identity-mismatch'),
  certain('[CFG] constraint check failed: identity * required', 'auth.identity-mismatch'),
  certain('[CFG] constraint requires public key authentication, but pre-shared key was used', 'auth.method-mismatch'),
  possible(
    '[CFG] no issuer certificate found for "C=KR, O=Example, CN=a"',
    'auth.certificate-untrusted',
    'auth.certificate-chain-incomplete',
  ),
  possible(
    "[IKE] no trusted RSA public key found for 'a.example'",
    'auth.certificate-untrusted',
    'auth.identity-mismatch',
  ),
  possible(
    '[CFG] subject certificate invalid (valid from Jan 01 00:00:00 2020 to Jan 01 00:00:00 2021)',
    'auth.certificate-expired',
    'auth.certificate-not-yet-valid',
  ),
  certain(
    '[CFG] certificate was revoked on Jan 01 00:00:00 UTC 2024, reason: key compromise',
    'auth.certificate-revoked',
  ),
  likely('[IKE] signature validation failed, looking for another key', 'auth.signature-rejected'),
  likely(
    "[IKE] no private key found for 'b.example'",
    'auth.certificate-missing',
    'auth.identity-mismatch',
    'auth.method-mismatch',
  ),
  certain('[IKE] traffic selectors 10.2.0.0/24 === 10.1.0.0/24 unacceptable', 'policy.selector-mismatch'),
  certain('[IKE] no matching CHILD_SA config found for 10.2.0.0/24 === 10.1.0.0/24', 'policy.selector-mismatch'),
  certain('[IKE] EAP method EAP_MSCHAPV2 failed for peer bob', 'auth.user-rejected'),
  certain("[IKE] XAuth authentication of 'bob' failed", 'auth.user-rejected'),
  certain("[IKE] no virtual IP found for %any requested by 'bob'", 'ike.address-assignment-failed'),
  certain('[IKE] Aggressive Mode PSK disabled for security reasons', 'ike.exchange-mismatch'),
  likely("[CFG] algorithm 'aes512' not recognized", 'policy.config-rejected'),
  certain('[KNL] unable to add SAD entry with SPI c1a00001 (FAILED)', 'sa.install-failed'),
  likely('[NET] error writing to socket: Operation not permitted', 'path.ike-blocked'),
  possible('[NET] error writing to socket: Network is unreachable', 'host.route-missing', 'host.ip-configuration'),
  certain('[NET] unable to bind socket: Address already in use', 'service.port-conflict'),
  likely('[NET] no socket implementation registered, sending failed', 'service.port-conflict'),
  certain("[LIB] resolving 'gate.b.example' failed: Name or service not known", 'name.resolution-failed'),
  certain(
    '[IKE] received unsupported IKE version 1.0 from 192.0.2.10, sending INVALID_MAJOR_VERSION',
    'ike.version-mismatch',
  ),
  possible(
    '[IKE] found 1 matching config, but none allows pre-shared key authentication using Main Mode',
    'ike.exchange-mismatch',
    'auth.method-mismatch',
  ),
  // What else a line may be of: phase 2 by its proposals and by the HASH before the notify, users and their methods, addresses.
  certain(
    [
      '[CFG] received proposals: ESP:AES_CBC_256/HMAC_SHA1_96/NO_EXT_SEQ',
      '[CFG] configured proposals: ESP:AES_CBC_128/HMAC_SHA1_96/NO_EXT_SEQ',
      '[IKE] no matching proposal found, sending NO_PROPOSAL_CHOSEN',
      '[ENC] generating INFORMATIONAL_V1 request 2958842321 [ HASH N(NO_PROP) ]',
    ],
    'proposal.esp-mismatch',
  ),
  certain(
    [
      '[CFG] received proposals: ESP:AES_CBC_256/HMAC_SHA1_96/NO_EXT_SEQ',
      '[CFG] configured proposals: ESP:AES_CBC_128/HMAC_SHA1_96/NO_EXT_SEQ',
      '[IKE] no acceptable proposal found',
      '[IKE] failed to establish CHILD_SA, keeping IKE_SA',
    ],
    'proposal.esp-mismatch',
  ),
  possible(
    [
      '[ENC] parsed INFORMATIONAL_V1 request 1275272345 [ HASH N(NO_PROP) ]',
      '[IKE] received NO_PROPOSAL_CHOSEN error notify',
    ],
    'proposal.esp-mismatch',
    'proposal.pfs-mismatch',
  ),
  possible(
    [
      '[ENC] parsed INFORMATIONAL_V1 request 3851683074 [ N(NO_PROP) ]',
      '[IKE] received NO_PROPOSAL_CHOSEN error notify',
    ],
    'proposal.ike-mismatch',
    'policy.no-ike-config',
  ),
  possible(
    [
      '[ENC] parsed INFORMATIONAL_V1 request 1215317906 [ N(INVAL_ID) ]',
      '[IKE] received INVALID_ID_INFORMATION error notify',
    ],
    'policy.selector-mismatch',
  ),
  possible(
    [
      '[ENC] parsed INFORMATIONAL_V1 request 2770346043 [ HASH N(AUTH_FAILED) ]',
      '[IKE] received AUTHENTICATION_FAILED error notify',
    ],
    'auth.identity-mismatch',
    'auth.psk-mismatch',
    'auth.method-mismatch',
  ),
  possible('[ENC] generating INFORMATIONAL_V1 request 2846131207 [ HASH N(INVAL_ID) ]', 'policy.selector-mismatch'),
  possible(
    '[ENC] generating INFORMATIONAL_V1 request 1586625757 [ N(INVAL_KE) ]',
    'auth.secret-missing',
    'proposal.ike-mismatch',
  ),
  possible(
    [
      '[CFG] configured proposals: ESP:AES_CBC_256/HMAC_SHA1_96/NO_EXT_SEQ',
      '[IKE] received NO_PROPOSAL_CHOSEN error notify',
    ],
    'proposal.esp-mismatch',
    'proposal.pfs-mismatch',
  ),
  certain('[IKE] loading EAP_MSCHAPV2 method failed', 'auth.method-mismatch'),
  certain('[CFG] no XAuth method found', 'auth.method-mismatch'),
  possible('[IKE] received INTERNAL_ADDRESS_FAILURE notify, no CHILD_SA built', 'ike.address-assignment-failed'),
  certain(
    '[CFG] constraint check failed: RULE_CRL_VALIDATION is FAILED, but requires at least GOOD',
    'auth.revocation-unreachable',
  ),
  likely(
    [
      '[ENC] could not decrypt payloads',
      '[IKE] message parsing failed',
      '[IKE] ignore malformed INFORMATIONAL request',
      '[IKE] INFORMATIONAL_V1 request with message ID 3298133344 processing failed',
    ],
    'auth.psk-mismatch',
    'ike.protocol-violation',
  ),
  // Not failures by themselves: somebody who never came back, an answer sent twice, a group that is tried again.
  open('[JOB] deleting half open IKE_SA with 192.0.2.10 after timeout'),
  open('[IKE] received retransmit of request with ID 1, retransmitting response'),
  open("[IKE] peer didn't accept DH group ECP_256, it requested MODP_2048"),
  open('[IKE] received DELETE for IKE_SA net[1]'),
];

const hidden: readonly Excerpt[] = [
  likely('[IKE] no shared key found for X.X.X.X - Y.Y.Y.Y', 'auth.secret-missing', 'auth.identity-mismatch'),
  certain(
    [
      '[IKE] x.x.x.x is initiating an IKE_SA',
      "[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched",
      '[ENC] generating IKE_AUTH response 1 [ N(AUTH_FAILED) ]',
      '[NET] sending packet: from x.x.x.x[4500] to x.x.x.x[4500] (80 bytes)',
    ],
    'auth.psk-mismatch',
  ),
  likely(
    [
      '[CFG] looking for pre-shared key peer configs matching MY_IP...PEER_IP[192.168.1.2]',
      '[IKE] no peer config found',
    ],
    'auth.identity-mismatch',
  ),
];

const first = 'No response (or no acceptable response) to our first';
const encrypted = 'Possible authentication failure: no acceptable response to our first encrypted message';
const waited = '60 second timeout exceeded after 7 retransmits. ';
const icmp = 'ERROR: asynchronous network error report on eth0 (192.0.2.10:500) for message to 198.51.100.20 port 500';

/** Repetitions of what an initiator sent in a state, and nothing else. */
const repeated = (state: string): string[] =>
  [0.5, 1, 2].map((wait) => `"net" #1: ${state}: retransmission; will wait ${wait} seconds for response`);

const pluto: readonly Excerpt[] = [
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

const commands: readonly Excerpt[] = [
  // Both ends in one text: an initiator that names itself by its address may be asked for the key of another.
  likely(
    [
      '"net" #1: authentication failed: computed hash does not match hash received from peer ID_IPV4_ADDR \'192.0.2.10\'',
      'other end: 09[CFG] no IDi configured, fall back on IP address',
    ],
    'auth.psk-mismatch',
    'auth.identity-mismatch',
  ),
  likely('whack: Pluto is not running (no "/run/pluto/pluto.ctl")', 'service.not-listening', 'service.start-failed'),
  likely(
    "failed to connect to stroke socket 'unix:///var/run/charon.ctl'",
    'service.not-listening',
    'service.start-failed',
  ),
  likely("connecting to 'unix:///var/run/charon.vici' failed: No such file or directory", 'service.not-listening'),
  certain(
    ["# unknown keyword 'leftsubnets'", 'unable to start strongSwan -- fatal errors in config'],
    'policy.config-rejected',
  ),
];

/** The same words as they come out of a console, a log file and the journal. */
const charonClothes: Readonly<Record<string, (line: string) => string>> = {
  'its own log': (line) => `10${line}`,
  'a named SA': (line) => line.replace(/^(\[[A-Z]+\]) /, '10$1 <net|1> '),
  syslog: (line) => `Nov  3 10:00:00 gw charon[912]: 10${line}`,
  'the journal of the starter': (line) => `Nov 03 10:00:00 gw ipsec[712]: 10${line}`,
};
const plutoClothes: Readonly<Record<string, (line: string) => string>> = {
  'the console': (line) => line,
  whack: (line) => `003 ${line}`,
  'its own log': (line) => `Nov  3 10:00:00.123456: ${line}`,
  syslog: (line) => `Nov  3 10:00:00 gw pluto[812]: ${line}`,
};

async function answer(lines: readonly string[]): ReturnType<typeof diagnose> {
  return diagnose([bytesInput('pasted.txt', new TextEncoder().encode(`${lines.join('\n')}\n`))]);
}

function tell(daemon: string, excerpts: readonly Excerpt[], clothes: typeof charonClothes): void {
  describe(`a pasted excerpt of ${daemon}`, () => {
    for (const [where, dress] of Object.entries(clothes))
      it.each(excerpts.map((excerpt) => [excerpt.says.join(' / '), excerpt] as const))(
        `in the words of ${where}: %s`,
        async (_, { says, is, confidence, rivals = [] }) => {
          const diagnosis = await answer(says.map(dress));
          const [found, ...more] = causesOf(diagnosis);
          const told = candidates(diagnosis).join(' ');
          expect([found?.id ?? null, found?.confidence], told).toEqual([is, confidence]);
          expect(more, told).toEqual([]);
          expect(candidates(diagnosis), told).toEqual(expect.arrayContaining([...rivals]));
          expect(diagnosis.verdict).toBe(is === null ? 'inconclusive' : 'failing');
          if (confidence !== 'certain') expect(diagnosis.missingEvidence).not.toEqual([]);
        },
      );
  });
}

describe('an excerpt that another program passes on', () => {
  const refused = 'no acceptable Oakley Transform';
  it.each([
    ['NetworkManager', `Nov  3 10:00:00 pc NetworkManager[812]: 003 "net" #1: ${refused}`, 'proposal.ike-mismatch'],
    [
      'an MX appliance',
      "1795428000.1 office events Non-Meraki / Client VPN negotiation msg: <remote-peer-1|4> no shared key found for 'b.example'[b.example] - 'a.example'[a.example]",
      'auth.secret-missing',
    ],
    [
      'logcat',
      "11-03 10:00:00.123  1480  1491 I charon  : 10[IKE] no trusted RSA public key found for 'b.example'",
      'auth.certificate-untrusted',
    ],
  ])('%s', async (_, line, is) => {
    expect(causesOf(await answer([line])).map(({ id }) => id)).toEqual([is]);
  });
});

describe('an excerpt whose words hang on what it does not show', () => {
  const method =
    'policy does not allow Extended Authentication (XAUTH) of initiator (we are responder).  Attribute OAKLEY_AUTHENTICATION_METHOD';
  it('a connection for any address was taken before anything was known of the peer: another one may accept the method', async () => {
    const told = async (connection: string): Promise<unknown> =>
      causesOf(await answer([`Nov  3 10:00:00 gw pluto[812]: ${connection} #6: ${method}`])).map(
        ({ id, confidence }) => `${id} ${confidence}`,
      );
    expect(await told('"net"')).toEqual(['auth.method-mismatch certain']);
    expect(await told('"net"[1] 192.0.2.10')).toEqual(['auth.method-mismatch likely']);
  });

  it('a later child may want a group that its proposals do not have; the first one has none', async () => {
    const told = async (exchange: string): Promise<unknown> => {
      const diagnosis = await answer(
        [
          'STATE_PARENT_R2: received v2I2, PARENT SA established',
          'no local proposal matches remote proposals 1:ESP:ENCR=AES_CBC_256;INTEG=HMAC_SHA1_96;ESN=DISABLED',
          `${exchange} responder matching remote ESP/AH proposals failed, responder SA processing returned STF_FAIL+v2N_NO_PROPOSAL_CHOSEN`,
        ].map((text) => `Nov  3 10:00:00 gw pluto[812]: "net" #8: ${text}`),
      );
      return [
        causesOf(diagnosis).map(({ id, confidence }) => `${id} ${confidence}`),
        candidates(diagnosis).includes('proposal.pfs-mismatch'),
      ];
    };
    expect(await told('IKE_AUTH')).toEqual([['proposal.esp-mismatch certain'], false]);
    expect(await told('CREATE_CHILD_SA')).toEqual([['proposal.esp-mismatch possible'], true]);
  });
});

tell('charon', charon, charonClothes);
tell('pluto', pluto, plutoClothes);
tell('charon with hidden addresses', hidden, charonClothes);
tell('what commands print', commands, { 'a console': (line) => line });
