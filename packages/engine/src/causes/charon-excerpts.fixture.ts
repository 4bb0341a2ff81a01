import { certain, likely, open, possible, type Excerpt } from './excerpt.fixture.ts';

const refusals = ['auth.identity-mismatch', 'auth.secret-missing', 'auth.method-mismatch'];
const silence = ['path.peer-unreachable', 'service.not-listening', 'policy.no-ike-config'];

export const charon: readonly Excerpt[] = [
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

export const hidden: readonly Excerpt[] = [
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
