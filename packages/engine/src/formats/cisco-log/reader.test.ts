import { describe, expect, it } from 'vitest';
import { codesOf, eventOf, eventsOf, sessionsOf } from '../device-log/testing.ts';
import { readText, sniffText } from '../shared/testing.ts';
import { ciscoLog } from './index.ts';

const initiator = `*Mar  1 00:10:00.123: ISAKMP:(0): SA request profile is (NULL)
*Mar  1 00:10:00.123: ISAKMP: Created a peer struct for 203.0.113.9, peer port 500
*Mar  1 00:10:00.127: ISAKMP:(0):found peer pre-shared key matching 203.0.113.9
*Mar  1 00:10:00.127: ISAKMP:(0):Old State = IKE_READY  New State = IKE_I_MM1
*Mar  1 00:10:00.131: ISAKMP:(0): beginning Main Mode exchange
*Mar  1 00:10:00.131: ISAKMP:(0): sending packet to 203.0.113.9 my_port 500 peer_port 500 (I) MM_NO_STATE
*Mar  1 00:10:00.231: ISAKMP (0): received packet from 203.0.113.9 dport 500 sport 500 Global (I) MM_NO_STATE
*Mar  1 00:10:00.231: ISAKMP:(0):Input = IKE_MESG_FROM_PEER, IKE_MM_EXCH
*Mar  1 00:10:00.231: ISAKMP:(0):Old State = IKE_I_MM1  New State = IKE_I_MM2
*Mar  1 00:10:00.235: ISAKMP:(0): processing SA payload. message ID = 0
*Mar  1 00:10:00.235: ISAKMP:(0):Checking ISAKMP transform 1 against priority 10 policy
*Mar  1 00:10:00.235: ISAKMP:      encryption AES-CBC
*Mar  1 00:10:00.235: ISAKMP:      keylength of 256
*Mar  1 00:10:00.235: ISAKMP:      hash SHA
*Mar  1 00:10:00.235: ISAKMP:      default group 2
*Mar  1 00:10:00.235: ISAKMP:      auth pre-share
*Mar  1 00:10:00.239: ISAKMP:(0):atts are acceptable. Next payload is 0
*Mar  1 00:10:00.243: ISAKMP:(0): sending packet to 203.0.113.9 my_port 500 peer_port 500 (I) MM_SA_SETUP
*Mar  1 00:10:00.343: ISAKMP (0): received packet from 203.0.113.9 dport 500 sport 500 Global (I) MM_SA_SETUP
*Mar  1 00:10:00.343: ISAKMP:(0):Old State = IKE_I_MM3  New State = IKE_I_MM4
*Mar  1 00:10:00.411: ISAKMP:(1001): sending packet to 203.0.113.9 my_port 500 peer_port 500 (I) MM_KEY_EXCH`;

const steps = (text: string): string[] =>
  eventsOf(readText(ciscoLog, text))
    .filter(({ code }) => code === 'message.generated' || code === 'message.parsed')
    .map(({ code, args }) => `${code === 'message.generated' ? 'out' : 'in'} ${String(args['exchange'])}`);

describe('IOS, IKEv1', () => {
  it('follows main mode, whose SA has no number at first', () => {
    expect(steps(initiator)).toEqual([
      'out Main Mode',
      'in Main Mode',
      'out Main Mode',
      'in Main Mode',
      'out Main Mode',
    ]);
    expect(sessionsOf(ciscoLog, initiator)).toMatchObject([
      { version: 1, role: 'initiator', peer: { address: '203.0.113.9', port: 500 } },
    ]);
    expect(eventOf(ciscoLog, initiator, 'ike.selected-proposal').args['proposal']).toBe(
      'IKE:AES_CBC_256/HMAC_SHA1_96/MODP_1024',
    );
  });

  it('takes a notify in the state of a main mode message for none', () => {
    const text = `ISAKMP:(0): sending packet to 203.0.113.9 my_port 500 peer_port 500 (I) MM_NO_STATE
ISAKMP (0): received packet from 203.0.113.9 dport 500 sport 500 Global (I) MM_NO_STATE
ISAKMP:(0):Notify has no hash. Rejected.
ISAKMP (0): Unknown Input IKE_MESG_FROM_PEER, IKE_INFO_NOTIFY: state = IKE_I_MM1`;
    expect(steps(text)).toEqual(['out Main Mode']);
  });

  it('counts repetitions once, whether one line tells of them or two', () => {
    const text = `${initiator}
*Mar  1 00:10:10.411: ISAKMP:(1001): retransmitting phase 1 MM_KEY_EXCH...
*Mar  1 00:10:10.411: ISAKMP:(1001): sending packet to 203.0.113.9 my_port 500 peer_port 500 (I) MM_KEY_EXCH
*Mar  1 00:11:00.411: ISAKMP:(1001):deleting SA reason "Death by retransmission P1" state (I) MM_KEY_EXCH (peer 203.0.113.9)`;
    const codes = codesOf(ciscoLog, text);
    expect(codes.filter((code) => code === 'message.retransmitted')).toHaveLength(1);
    expect(eventOf(ciscoLog, text, 'message.gave-up').args['state']).toBe('MAIN_I3');
  });

  it('says what was offered and what did not fit, once', () => {
    const text = `ISAKMP-PAK: (0):received packet from 192.0.2.1 dport 500 sport 500 Global (N) NEW SA
ISAKMP: (0):Checking ISAKMP transform 1 against priority 5 policy
ISAKMP: (0):      encryption AES-CBC
ISAKMP: (0):      keylength of 192
ISAKMP: (0):      hash SHA256
ISAKMP: (0):      default group 14
ISAKMP: (0):      auth pre-share
ISAKMP-ERROR: (0):Proposed key length does not match policy
ISAKMP-ERROR: (0):atts are not acceptable. Next payload is 0
ISAKMP-ERROR: (0):no offers accepted!
ISAKMP-ERROR: (0):phase 1 SA policy not acceptable! (local 198.51.100.1 remote 192.0.2.1)`;
    expect(eventOf(ciscoLog, text, 'proposal.received').args['proposals']).toEqual([
      'IKE:AES_CBC_192/HMAC_SHA2_256_128/MODP_2048',
    ]);
    expect(eventOf(ciscoLog, text, 'proposal.none-chosen').args).toMatchObject({ protocol: 'IKE', what: 'key length' });
    expect(codesOf(ciscoLog, text).filter((code) => code === 'proposal.none-chosen')).toHaveLength(1);
  });

  it('makes one statement of a refused quick mode, by the narrowest of its words', () => {
    const refused = (word: string): string[] =>
      codesOf(
        ciscoLog,
        `ISAKMP:(1001): processing SA payload. message ID = 12\nISAKMP:(1001):Checking IPSec proposal 1\nISAKMP: transform 1, ESP_AES\nISAKMP:      authenticator is HMAC-SHA\nISAKMP:      key length is 256\nISAKMP:      group is 2\n${word}\nISAKMP:(1001): phase 2 SA policy not acceptable! (local 198.51.100.1 remote 192.0.2.1)`,
      ).filter((code) => code.startsWith('p') && !code.startsWith('packet'));
    expect(refused('IPSEC(ipsec_process_proposal): proxy identities not supported')).toEqual([
      'policy.selectors-unacceptable',
    ]);
    expect(refused('ISAKMP:(1001): IPSec policy invalidated proposal with error 32')).toEqual([
      'policy.selectors-unacceptable',
    ]);
    expect(refused('ISAKMP:(1001): IPSec policy invalidated proposal with error 256')).toEqual([
      'proposal.received',
      'proposal.none-chosen',
    ]);
  });

  it('reads lines that were wrapped, quoted, and stripped of their prefix', () => {
    const text = `> *Mar  1 00:10:00.123: %CRYPTO-4-IKMP_BAD_MESSAGE: IKE message from 192.0.2.1
> failed its sanity check or is malformed`;
    expect(codesOf(ciscoLog, text)).toEqual(['message.undecryptable']);
    expect(codesOf(ciscoLog, 'phase 1 SA policy not acceptable! (local x.x.x.x remote y.y.y.y)')).toEqual([
      'proposal.none-chosen',
    ]);
  });

  it('names both SPIs of a child, whichever comes first', () => {
    const text = `ISAKMP:(1001): Creating IPSec SAs
ISAKMP:(1001):        inbound SA from 203.0.113.9 to 198.51.100.1 (f/i)  0/ 0
ISAKMP:         inbound SA from 203.0.113.9 to 198.51.100.1 (f/i)  0/ 0 (proxy 10.2.0.0 to 10.1.0.0)
ISAKMP:         has spi 0xB01E4E1D and conn_id 0
ISAKMP:         outbound SA from 198.51.100.1 to 203.0.113.9 (f/i) 0/0 (proxy 10.1.0.0 to 10.2.0.0)
ISAKMP:         has spi  0x5E2A and conn_id 0`;
    expect(eventOf(ciscoLog, text, 'child.established').args).toMatchObject({
      spiIn: 'b01e4e1d',
      spiOut: '00005e2a',
      localTs: '10.1.0.0',
      remoteTs: '10.2.0.0',
    });
  });
});

describe('IOS and ASA, IKEv2', () => {
  const packets = `IKEv2:Received Packet [From 192.0.2.1:500/To 198.51.100.1:500/VRF i0:f0]
Initiator SPI : 1D418169B24BF95A - Responder SPI : 0000000000000000 Message id: 0
IKEv2 IKE_SA_INIT Exchange REQUEST
Payload contents:
 SA KE N VID NOTIFY(NAT_DETECTION_SOURCE_IP)

IKEv2:(SESSION ID = 31,SA ID = 1):Sending Packet [To 192.0.2.1:500/From 198.51.100.1:500/VRF i0:f0]
Initiator SPI : 1D418169B24BF95A - Responder SPI : A645046F734260C6 Message id: 0
IKEv2 IKE_SA_INIT Exchange RESPONSE
Payload contents:
 SA KE N VID

IKEv2:(SESSION ID = 31,SA ID = 1):Get peer's preshared key for 192.0.2.1
IKEv2:(SESSION ID = 31,SA ID = 1):Verification of peer's authentication data FAILED`;

  it('reads a packet out of the lines that describe it', () => {
    expect(sessionsOf(ciscoLog, packets)).toMatchObject([
      {
        version: 2,
        role: 'responder',
        initiatorSpi: '1d418169b24bf95a',
        responderSpi: 'a645046f734260c6',
        local: { address: '198.51.100.1', port: 500 },
      },
    ]);
    expect(codesOf(ciscoLog, packets)).toContain('auth.psk-mac-mismatch');
    expect(eventOf(ciscoLog, packets, 'message.parsed').args['payloads']).toEqual([
      'SA',
      'KE',
      'N',
      'V',
      'N(NAT_DETECTION_SOURCE_IP)',
    ]);
  });

  it('puts both lists beside a refusal, in either way of writing them', () => {
    for (const text of [
      `IKEv2-PROTO-1: (16): Received Policies:
Proposal 1: AES-CBC-256 SHA1 SHA96 DH_GROUP_1024_MODP/Group 2
IKEv2-PROTO-1: (16): Failed to find a matching policy
IKEv2-PROTO-1: (16): Expected Policies:
Proposal 1: AES-CBC-256 SHA1 SHA96 DH_GROUP_1536_MODP/Group 5
IKEv2-PROTO-1: (16): Failed to find a matching policy`,
      `IKEv2-ERROR:(SESSION ID = 8,SA ID = 1):Received Policies: : Failed to find a matching policyProposal 1:  ENCRYPTION: AES-CBC-256 PRF: SHA1 INTEGRITY: SHA96 DH GROUP: DH_GROUP_1024_MODP/Group 2
IKEv2-ERROR:(SESSION ID = 8,SA ID = 1):Expected Policies: : Failed to find a matching policyProposal 1:  ENCRYPTION: AES-CBC-256 PRF: SHA1 INTEGRITY: SHA96 DH GROUP: DH_GROUP_1536_MODP/Group 5`,
    ]) {
      expect(eventOf(ciscoLog, text, 'proposal.received').args['proposals']).toEqual([
        'IKE:AES_CBC_256/HMAC_SHA1_96/MODP_1024',
      ]);
      expect(eventOf(ciscoLog, text, 'proposal.configured').args['proposals']).toEqual([
        'IKE:AES_CBC_256/HMAC_SHA1_96/MODP_1536',
      ]);
      expect(codesOf(ciscoLog, text).filter((code) => code === 'proposal.none-chosen')).toHaveLength(1);
    }
  });
});

describe('messages that a page wrapped', () => {
  it('puts up to three lines together', () => {
    const text = `Mar  4 10:00:00.101: %CRYPTO-4-RECVD_PKT_INV_SPI: decaps: rec'd IPSEC packet
   has invalid spi for destaddr=192.0.2.9, prot=50, spi=0x1A2B3C4D(439041101),
   srcaddr=198.51.100.4`;
    expect(sniffText(ciscoLog, text)).toBeGreaterThan(60);
    expect(eventOf(ciscoLog, text, 'child.unknown-spi').args['spi']).toBe('1a2b3c4d');
  });
});

it('knows an unknown SPI by both ways the router spells it', () => {
  for (const decaps of ['decaps:', 'decaps']) {
    const text = `%CRYPTO-4-RECVD_PKT_INV_SPI: ${decaps} rec'd IPSEC packet has invalid spi for destaddr=192.0.2.9, prot=50, spi=0x1a2b3c4d(439041101), srcaddr=198.51.100.4`;
    expect(eventOf(ciscoLog, text, 'child.unknown-spi').args['spi']).toBe('1a2b3c4d');
  }
});

describe('ASA', () => {
  it('tells negotiations apart by the peer, and sees how main mode went', () => {
    const text = `%ASA-7-713236: IP = 192.0.2.1, IKE_DECODE RECEIVED Message (msgid=0) with payloads : HDR + SA (1) + VENDOR (13) + NONE (0) total length : 168
%ASA-7-713236: IP = 192.0.2.7, IKE_DECODE RECEIVED Message (msgid=0) with payloads : HDR + SA (1) + NONE (0) total length : 84
%ASA-7-713236: IP = 192.0.2.1, IKE_DECODE SENDING Message (msgid=0) with payloads : HDR + SA (1) + NONE (0) total length : 108
%ASA-5-713119: Group = 192.0.2.1, IP = 192.0.2.1, PHASE 1 COMPLETED
%ASA-3-713061: Group = 192.0.2.1, IP = 192.0.2.1, Rejecting IPSec tunnel: no matching crypto map entry for remote proxy 10.2.0.0/255.255.0.0/0/0 local proxy 10.1.0.0/255.255.0.0/0/0 on interface outside`;
    expect(sessionsOf(ciscoLog, text)).toMatchObject([
      { peer: { address: '192.0.2.1' }, role: 'responder' },
      { peer: { address: '192.0.2.7' }, role: 'responder' },
    ]);
    expect(eventOf(ciscoLog, text, 'policy.selectors-unacceptable').args).toMatchObject({
      proposedRemote: '10.2.0.0/255.255.0.0/0/0',
      proposedLocal: '10.1.0.0/255.255.0.0/0/0',
    });
  });

  it('knows at which message it gave up', () => {
    const at = (state: string): unknown =>
      eventOf(
        ciscoLog,
        `[IKEv1 DEBUG]: IP = 192.0.2.1, IKE MM Initiator FSM error history (struct &0xd8b2c1a0)  <state>, <event>:  MM_DONE, EV_ERROR-->${state}, EV_RETRY-->${state}, EV_TIMEOUT`,
        'message.gave-up',
      ).args['state'];
    expect([at('MM_WAIT_MSG2'), at('MM_WAIT_MSG4'), at('MM_WAIT_MSG6')]).toEqual(['MAIN_I1', 'MAIN_I2', 'MAIN_I3']);
  });

  it('takes the SPIs of a child from the line that tells them, and the child once', () => {
    const text = `Aug 24 2017 16:58:42: %ASA-5-713119: Group = 192.0.2.1, IP = 192.0.2.1, PHASE 1 COMPLETED
Aug 24 2017 16:58:43: %ASA-5-713049: Group = 192.0.2.1, IP = 192.0.2.1, Security negotiation complete for LAN-to-LAN Group (192.0.2.1)  Responder, Inbound SPI = 0x2b4a1133, Outbound SPI = 0xce8c73ac
Aug 24 2017 16:58:43: %ASA-5-713120: Group = 192.0.2.1, IP = 192.0.2.1, PHASE 2 COMPLETED (msgid=033c8971)`;
    expect(codesOf(ciscoLog, text)).toEqual(['ike.established', 'child.established']);
    expect(eventOf(ciscoLog, text, 'child.established').args).toMatchObject({ spiIn: '2b4a1133', spiOut: 'ce8c73ac' });
  });

  it('reads a line of 750003 that a page broke in two', () => {
    expect(
      codesOf(
        ciscoLog,
        `%ASA-4-750003: Local:198.51.100.1:500 Remote:192.0.2.1:500 Username:Unknown \nIKEv2 Negotiation aborted due to ERROR: Failed to receive the AUTH msg before the timer expired`,
      ),
    ).toContain('message.gave-up');
  });

  it('blames the certificate, not the proof it belongs to', () => {
    const text = `2328306: Jun 8 19:14:38.051 GMT: IKEv2:(SESSION ID = 14607,SA ID = 68):
SM Trace-> SA: I_SPI=E4368647479E50EF R_SPI=97B2C8AA5268271A (R) MsgID = 1
CurState: R_VERIFY_AUTH Event: EV_CHK_CERT_ENC
2328317: Jun 8 19:14:38.055 GMT: CRYPTO_PKI: No trust point for cert issuer,
looking up cert chain
2328318: Jun 8 19:14:38.055 GMT: CRYPTO_PKI: (A16A8) No suitable trustpoints found
2328321: Jun 8 19:14:38.059 GMT: IKEv2:(SESSION ID = 14607,SA ID = 68):Verify cert
failed
2328323: Jun 8 19:14:38.059 GMT: IKEv2:(SESSION ID = 14607,SA ID = 68)
:Verification of peer's authentication data FAILED`;
    expect(codesOf(ciscoLog, text)).toEqual(['auth.certificate-untrusted']);
  });

  it('knows messages of the ASA by their words in its reference', () => {
    const said = (words: string): string[] => codesOf(ciscoLog, `%ASA-3-713000: IP = 192.0.2.1, ${words}`);
    expect(said('Group 192.0.2.1 not found and BASE GROUP default preshared key not configured')).toEqual([
      'auth.psk-missing',
    ]);
    expect(said("Client IKE Auth mode differs from the group's configured Auth mode")).toEqual(['auth.method-refused']);
    expect(said('IKE session establishment timed out [MM_WAIT_MSG2 ], aborting!')).toEqual(['message.gave-up']);
    expect(said('Failed to retrieve identity certificate')).toEqual(['auth.certificate-missing']);
    expect(codesOf(ciscoLog, '%ASA-3-713063: IKE Peer address not configured for destination 192.0.2.1')).toEqual([
      'policy.no-ike-config',
    ]);
    expect(codesOf(ciscoLog, '%ASA-5-713119: Group = a, IP = 192.0.2.1 PHASE 1 COMPLETED')).toEqual([
      'ike.established',
    ]);
  });

  it('refuses the offers only where none of them fitted', () => {
    const mismatch = `[IKEv1]: IP = 192.0.2.1, Phase 1 failure:  Mismatched attribute types for class Group Description:  Rcv'd: Group 2  Cfg'd: Group 5`;
    expect(codesOf(ciscoLog, mismatch)).toContain('proposal.none-chosen');
    expect(codesOf(ciscoLog, `${mismatch}\n[IKEv1]: Group = a, IP = 192.0.2.1, PHASE 1 COMPLETED`)).toEqual([
      'ike.established',
    ]);
  });
});

describe('recognition', () => {
  it('knows a log by its prefixes, and a line or two by their words', () => {
    expect(sniffText(ciscoLog, initiator)).toBeGreaterThan(90);
    expect(sniffText(ciscoLog, 'ISAKMP (0:1): no offers accepted!')).toBeGreaterThan(60);
    expect(sniffText(ciscoLog, 'phase 1 SA policy not acceptable! (local a remote b)')).toBeGreaterThan(30);
  });
  it('loses nothing of a log that is cut anywhere', () => {
    for (let end = 0; end <= initiator.length; end += 37)
      expect(readText(ciscoLog, initiator.slice(0, end)).faults).toEqual([]);
  });
});
