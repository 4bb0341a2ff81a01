import { describe, expect, it } from 'vitest';
import { diagnoseFiles } from '../../causes/play.fixture.ts';
import { accountOf } from '../../correlation/account.fixture.ts';
import type { Diagnosis } from '../../document/types.ts';
import { be32, buildMessage, flag, keV2, notifyPayloadV2, plain, saV2 } from '../../protocol/ike/build.ts';
import { hex } from '../../protocol/bytes.ts';

const cause = ({ findings }: Diagnosis): string[] =>
  findings.filter(({ role }) => role === 'cause').map(({ id, confidence }) => `${id} ${confidence}`);

async function named(...logs: readonly (readonly [path: string, text: string])[]): Promise<string[]> {
  return cause(await diagnoseFiles(logs.map(([path, text]) => ({ path, lines: text.split('\n') }))));
}

const asa = (text: string): string => `Feb 10 2026 10:10:11: %ASA-5-713902: Group = 192.0.2.1, IP = 192.0.2.1, ${text}`;

/** Made-up logs of one end, and the fault they tell of. */
const oneEnded: readonly (readonly [name: string, text: string, cause: string])[] = [
  [
    'IOS: no common IKE proposal',
    `ISAKMP-PAK: (0):received packet from 192.0.2.1 dport 500 sport 500 Global (N) NEW SA
ISAKMP: (0):Checking ISAKMP transform 1 against priority 5 policy
ISAKMP: (0):      encryption AES-CBC
ISAKMP: (0):      hash SHA
ISAKMP: (0):      default group 2
ISAKMP-ERROR: (0):Diffie-Hellman group offered does not match policy!
ISAKMP-ERROR: (0):no offers accepted!`,
    'proposal.ike-mismatch certain',
  ],
  [
    'IOS: keys that differ',
    `Mar  1 00:10:00.407: ISAKMP (1001): received packet from 192.0.2.1 dport 500 sport 500 Global (R) MM_KEY_EXCH
Mar  1 00:10:00.407: ISAKMP: reserved not zero on ID payload!
Mar  1 00:10:00.407: %CRYPTO-4-IKMP_BAD_MESSAGE: IKE message from 192.0.2.1 failed its sanity check or is malformed`,
    'auth.psk-mismatch likely',
  ],
  [
    'ASA: networks that do not agree',
    asa('Tunnel rejected: Crypto Map Policy not found for Src:10.2.0.0, Dst: 10.1.0.0!'),
    'policy.selector-mismatch certain',
  ],
  ['ASA: no tunnel group', asa("Can't find a valid tunnel group, aborting...!"), 'policy.no-ike-config certain'],
  [
    'FortiGate: PFS groups that differ',
    `ike 0:office:3: established IKE SA 51b2d2ebab3a0fcc/a1b2c3d4e5f60718
ike 0:office:3:5: incoming proposal:
ike 0:office:3:5: proposal id = 1:
ike 0:office:3:5:   protocol id = IPSEC_ESP:
ike 0:office:3:5:   PFS DH group = 14
ike 0:office:3:5:      trans_id = ESP_AES_CBC (key_len = 256)
ike 0:office:3:5:         type = AUTH_ALG, val=SHA2_256
ike 0:office:3:5: my proposal:
ike 0:office:3:5: proposal id = 1:
ike 0:office:3:5:   protocol id = IPSEC_ESP:
ike 0:office:3:5:   PFS DH group = 5
ike 0:office:3:5:      trans_id = ESP_AES_CBC (key_len = 256)
ike 0:office:3:5:         type = AUTH_ALG, val=SHA2_256
ike 0:office:3:5: negotiation failure
ike 0:office:3:5: no SA proposal chosen`,
    'proposal.pfs-mismatch certain',
  ],
  [
    'FortiGate: an identity that is not expected',
    'ike 0:office:3: peer identifier FQDN branch.example\nike 0:office:3: gw validation failed',
    'auth.identity-mismatch certain',
  ],
  [
    'RouterOS: keys that differ',
    'ipsec,error parsing packet failed, possible cause: wrong password',
    'auth.psk-mismatch likely',
  ],
  [
    'racoon: PFS that one end has not',
    `racoon: INFO: ISAKMP-SA established 198.51.100.1[500]-203.0.113.9[500] spi:1a2b3c4d5e6f7788:99aabbccddeeff00
racoon: ERROR: pfs group mismatched: my:2 peer:0
racoon: ERROR: no suitable policy found.`,
    'proposal.pfs-mismatch certain',
  ],
  [
    'OpenIKED: ways of authentication that differ',
    `spi=0x1a2b3c4d5e6f7788: recv IKE_SA_INIT req 0 peer 203.0.113.9:500 local 198.51.100.1:500, 518 bytes, policy 'road'
spi=0x1a2b3c4d5e6f7788: send IKE_SA_INIT res 0 peer 203.0.113.9:500 local 198.51.100.1:500, 325 bytes
spi=0x1a2b3c4d5e6f7788: recv IKE_AUTH req 1 peer 203.0.113.9:500 local 198.51.100.1:500, 300 bytes, policy 'road'
spi=0x1a2b3c4d5e6f7788: ikev2_ike_auth_recv: unexpected auth method SIG, was expecting SHARED_KEY_MIC`,
    'auth.method-mismatch certain',
  ],
  [
    'Junos: no gateway for the peer',
    'kmd[1]: IKE negotiation failed with error: IKE gateway configuration lookup failed during negotiation. IKE Version: 1, VPN: Not-Available Gateway: Not-Available, Local: 198.51.100.1/500, Remote: 203.0.113.9/500, Local IKE-ID: Not-Available, Remote IKE-ID: Not-Available, VR-ID: 0: Role: Responder',
    'policy.no-ike-config certain',
  ],
  [
    'PAN-OS: proxy IDs that do not agree',
    'IKE phase-2 negotiation failed when processing proxy ID. cannot find matching phase-2 tunnel for received proxy ID. received local id: 10.1.1.0/24 type IPv4_subnet protocol 0 port 0, received remote id: 10.2.2.0/24 type IPv4_subnet protocol 0 port 0.',
    'policy.selector-mismatch certain',
  ],
];

const pieces: typeof oneEnded = [
  [
    'IOS: waiting for the proof of the peer',
    `ISAKMP:(1002):Old State = IKE_I_MM4  New State = IKE_I_MM5
ISAKMP:(1002): retransmitting phase 1 MM_KEY_EXCH...
ISAKMP:(1002):deleting SA reason "Death by retransmission P1" state (I) MM_KEY_EXCH (peer 203.0.113.9)`,
    'auth.psk-mismatch possible',
  ],
  [
    'IOS: packets of an SA it has not',
    "%CRYPTO-4-RECVD_PKT_INV_SPI: decaps: rec'd IPSEC packet has invalid spi for destaddr=198.51.100.1, prot=50, spi=0x1A2B3C4D(439041101), srcaddr=203.0.113.9",
    'sa.out-of-sync likely',
  ],
  [
    'ASA: a proof that is refused without a reason',
    '%ASA-4-750003: Local:198.51.100.1:500 Remote:203.0.113.9:500 Username:203.0.113.9 IKEv2 Negotiation aborted due to ERROR: Failed to authenticate the IKE SA',
    'auth.psk-mismatch possible',
  ],
  [
    'Junos: the same',
    'kmd[1]: IKE negotiation failed with error: Authentication failed. IKE Version: 2, VPN: v Gateway: g, Local: 198.51.100.1/500, Remote: 203.0.113.9/500, Local IKE-ID: 198.51.100.1, Remote IKE-ID: 203.0.113.9, VR-ID: 0',
    'auth.psk-mismatch possible',
  ],
  [
    'FortiGate: a record of which the front was not copied',
    'logdesc="IPsec phase 1 error" msg="IPsec phase 1 error" action="negotiate" remip=203.0.113.9 locip=198.51.100.1 vpntunnel="office" status="negotiate_error" reason="probable pre-shared key mismatch"',
    'auth.psk-mismatch likely',
  ],
  [
    'FortiGate: an event without a list of proposals',
    'logdesc="IPsec phase 1 error" msg="progress IPsec phase 1" action="negotiate" remip=203.0.113.9 locip=198.51.100.1 vpntunnel="office" status="negotiate_error" reason="no SA proposal chosen"',
    'proposal.ike-mismatch certain',
  ],
  [
    'FortiGate: the end of a list of proposals for ESP',
    'ike 0:office:   protocol = ESP:\nike 0:office: peer SA proposal not match local policy',
    'proposal.esp-mismatch possible',
  ],
  [
    'ASA: proxies without ports and interface',
    '%ASA-3-713061: Group = 203.0.113.9, IP = 203.0.113.9, Rejecting IPSec tunnel: no matching crypto map entry for remote proxy 10.2.0.0/255.255.0.0 local proxy 10.1.0.0/255.255.0.0',
    'policy.selector-mismatch certain',
  ],
  [
    'FortiGate 7.4: no common proposal',
    'ike V=root:Negotiate ISAKMP SA Error: ike 0:c1b7c1ce2a1d88aa/0000000000000000:44:  no SA proposal chosen',
    'proposal.ike-mismatch certain',
  ],
  [
    'FortiGate: no common proposal of phase 2',
    `ike 0:office:7:office:19: incoming proposal:
ike 0:office:7:office:19: proposal id = 1:
ike 0:office:7:office:19:   protocol = ESP:
ike 0:office:7:office:19:         type=ENCR, val=AES_CBC (key_len = 128)
ike 0:office:7:office:19:         type=INTEGR, val=SHA
ike 0:office:7:office:19: my proposal:
ike 0:office:7:office:19: proposal id = 1:
ike 0:office:7:office:19:   protocol = ESP:
ike 0:office:7:office:19:         type=ENCR, val=AES_CBC (key_len = 256)
ike 0:office:7:office:19:         type=INTEGR, val=SHA256
ike 0:office:7:office:19: no proposal chosen`,
    'proposal.esp-mismatch certain',
  ],
];

describe('a piece of a log', () => {
  it.each(pieces)('%s', async (_, text, expected) => {
    expect(await named(['device.log', text])).toEqual([expected]);
  });
});

describe('a log of one end', () => {
  it.each(oneEnded)('%s', async (_, text, expected) => {
    expect(await named(['device.log', text])).toContain(expected);
  });

  it('that only tells of silence names no single cause', async () => {
    const found = await named([
      'device.log',
      `ike 0:office:1: initiator: main mode is sending 1st message...
ike 0:office:1: sent IKE msg (ident_i1send): 198.51.100.1:500->203.0.113.9:500, len=716, id=c1d2e3f4a5b60718/0000000000000000
ike 0:office:1: sent IKE msg (P1_RETRANSMIT): 198.51.100.1:500->203.0.113.9:500, len=716, id=c1d2e3f4a5b60718/0000000000000000
ike 0:office:1: negotiation timeout, deleting`,
    ]);
    expect(found.every((item) => item.endsWith(' possible'))).toBe(true);
  });
});

describe('logs of both ends, of two vendors', () => {
  it('are one negotiation by its SPIs, and the end that decided names the cause', async () => {
    const fortigate = `2026-05-01 10:10:10.100000 ike 0:office:1: sent IKE msg (SA_INIT): 198.51.100.1:500->203.0.113.9:500, len=320, id=1d418169b24bf95a/0000000000000000
2026-05-01 10:10:10.300000 ike 0: comes 203.0.113.9:500->198.51.100.1:500,ifindex=5....
2026-05-01 10:10:10.300000 ike 0: IKEv2 exchange=SA_INIT_RESPONSE id=1d418169b24bf95a/a645046f734260c6 len=300
2026-05-01 10:10:10.310000 ike 0:office:1: sent IKE msg (AUTH): 198.51.100.1:500->203.0.113.9:500, len=240, id=1d418169b24bf95a/a645046f734260c6:00000001
2026-05-01 10:10:10.500000 ike 0: comes 203.0.113.9:500->198.51.100.1:500,ifindex=5....
2026-05-01 10:10:10.500000 ike 0: IKEv2 exchange=AUTH_RESPONSE id=1d418169b24bf95a/a645046f734260c6:00000001 len=80
2026-05-01 10:10:10.500000 ike 0:office:1: received notify type AUTHENTICATION_FAILED`;
    const cisco = `May  1 10:10:10.200: IKEv2:Received Packet [From 198.51.100.1:500/To 203.0.113.9:500/VRF i0:f0]
Initiator SPI : 1D418169B24BF95A - Responder SPI : 0000000000000000 Message id: 0
IKEv2 IKE_SA_INIT Exchange REQUEST
Payload contents:
 SA KE N VID
May  1 10:10:10.210: IKEv2:(SESSION ID = 3,SA ID = 1):Sending Packet [To 198.51.100.1:500/From 203.0.113.9:500/VRF i0:f0]
Initiator SPI : 1D418169B24BF95A - Responder SPI : A645046F734260C6 Message id: 0
IKEv2 IKE_SA_INIT Exchange RESPONSE
Payload contents:
 SA KE N VID
May  1 10:10:10.400: IKEv2:(SESSION ID = 3,SA ID = 1):Received Packet [From 198.51.100.1:500/To 203.0.113.9:500/VRF i0:f0]
Initiator SPI : 1D418169B24BF95A - Responder SPI : A645046F734260C6 Message id: 1
IKEv2 IKE_AUTH Exchange REQUEST
Payload contents:
 VID IDi AUTH SA TSi TSr
May  1 10:10:10.405: IKEv2:(SESSION ID = 3,SA ID = 1):Get peer's preshared key for 198.51.100.1
May  1 10:10:10.406: IKEv2:(SESSION ID = 3,SA ID = 1):Verification of peer's authentication data FAILED`;
    const diagnosis = await diagnoseFiles([
      { path: 'a/ike.log', lines: fortigate.split('\n') },
      { path: 'b/router.log', lines: cisco.split('\n') },
    ]);
    expect(cause(diagnosis)).toEqual(['auth.psk-mismatch certain']);
    const account = await accountOf([
      { path: 'a/ike.log', lines: fortigate.split('\n') },
      { path: 'b/router.log', lines: cisco.split('\n') },
    ]);
    expect(account.negotiations).toHaveLength(1);
    expect(account.negotiations[0]?.rows.map((row) => row.step)).toEqual([
      'IKE_SA_INIT request',
      'IKE_SA_INIT response',
      'IKE_AUTH request',
      'IKE_AUTH response',
    ]);
  });
});

describe('messages a log holds byte for byte', () => {
  const spi = '1d418169b24bf95a';
  const nonce = plain(40, be32(7));
  const request = buildMessage({
    initiatorSpi: spi,
    exchange: 34,
    flags: flag.initiator,
    payloads: [saV2([{ protocol: 1, transforms: [{ first: 1, id: 12 }] }]), keV2(14, be32(1)), nonce],
  });
  const answer = buildMessage({
    initiatorSpi: spi,
    exchange: 34,
    flags: flag.response,
    payloads: [notifyPayloadV2(14)],
  });
  const text = (bytes: Uint8Array): string => hex(bytes, 0, bytes.length).toUpperCase();
  const lines = [
    `2026-05-01 10:10:10.100000 ike 0:office:1: out ${text(request)}`,
    `2026-05-01 10:10:10.100000 ike 0:office:1: sent IKE msg (SA_INIT): 198.51.100.1:500->203.0.113.9:500, len=${request.length}, id=${spi}/0000000000000000`,
    `2026-05-01 10:10:10.200000 ike 0: comes 203.0.113.9:500->198.51.100.1:500,ifindex=5....`,
    `2026-05-01 10:10:10.200000 ike 0: IKEv2 exchange=SA_INIT_RESPONSE id=${spi}/0000000000000000 len=${answer.length}`,
    `2026-05-01 10:10:10.200000 ike 0: in ${text(answer)}`,
  ];

  it('give the rows their payloads and sizes, cite their lines, and make no capture of the log', async () => {
    const account = await accountOf([{ path: 'a/ike.log', lines }]);
    expect(account.negotiations).toHaveLength(1);
    const rows = account.negotiations[0]?.rows ?? [];
    expect(rows.map((row) => [row.step, row.bytes, row.payloads, row.notifies.map(({ name }) => name)])).toEqual([
      ['IKE_SA_INIT request', request.length, ['SA', 'KE', 'NONCE'], []],
      ['IKE_SA_INIT response', answer.length, ['N(NO_PROPOSAL_CHOSEN)'], ['NO_PROPOSAL_CHOSEN']],
    ]);
    const cited = rows.flatMap((row) => row.sightings.flatMap((sighting) => sighting.sources.flatMap(({ at }) => at)));
    expect(cited).toContainEqual({ line: 1 });
    expect(cited).toContainEqual({ line: 5 });
    expect(cited.every((step) => 'line' in step)).toBe(true);
    expect(rows.every((row) => row.seenLeaving === 'unknown' && row.seenArriving === 'unknown')).toBe(true);
    expect(account.artifacts[0]?.wire).toBeUndefined();
  });

  it('tell of a refusal that no line of words tells of', async () => {
    const found = await named(['a/ike.log', lines.join('\n')]);
    expect(found.some((item) => item.startsWith('proposal.ike-mismatch'))).toBe(true);
  });

  it('that are cut, or no message, are passed over', async () => {
    const bad = lines.map((line) => (/ (?:in|out) /.test(line) ? line.slice(0, 150) : line));
    expect((await accountOf([{ path: 'a/ike.log', lines: bad }])).negotiations).toHaveLength(1);
  });
});
