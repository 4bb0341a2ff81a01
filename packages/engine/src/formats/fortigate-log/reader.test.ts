import { describe, expect, it } from 'vitest';
import { codesOf, eventOf, sessionsOf } from '../device-log/testing.ts';
import { readText, sniffText } from '../shared/testing.ts';
import { fortigateLog } from './index.ts';

const spis = '51b2d2ebab3a0fcc/0000000000000000';
const both = '51b2d2ebab3a0fcc/a1b2c3d4e5f60718';

/** A responder of IKEv2, as FortiOS 7.4 writes it. */
const responder = [
  'ike V=root:0: comes 203.0.113.9:500->198.51.100.1:500,ifindex=4,vrf=0,len=472....',
  `ike V=root:0: IKEv2 exchange=SA_INIT id=${spis} len=472`,
  `ike V=root:0:${spis}:94: responder received SA_INIT msg`,
  `ike V=root:0:office:94: sent IKE msg (SA_INIT_RESPONSE): 198.51.100.1:500->203.0.113.9:500, len=432, vrf=0, id=${both}, oif=4`,
  'ike V=root:0: comes 203.0.113.9:4500->198.51.100.1:4500,ifindex=4,vrf=0,len=256....',
  `ike V=root:0: IKEv2 exchange=AUTH id=${both}:00000001 len=256`,
  'ike V=root:0:office:94: peer identifier IPV4_ADDR 203.0.113.9',
  'ike V=root:0:office:94: PSK auth failed: probable pre-shared key mismatch',
  'ike V=root:Negotiate SA Error: [11833]',
].join('\n');

const list = (gw: string, cipher: string, group: string): string[] => [
  `ike 0:${gw}:3:office:5: proposal id = 1:`,
  `ike 0:${gw}:3:office:5:   protocol = ESP:`,
  `ike 0:${gw}:3:office:5:      encapsulation = TUNNEL`,
  `ike 0:${gw}:3:office:5:         type=ENCR, val=AES_CBC (key_len = ${cipher})`,
  `ike 0:${gw}:3:office:5:         type=INTEGR, val=SHA256`,
  `ike 0:${gw}:3:office:5:         type=DH_GROUP, val=${group}`,
  `ike 0:${gw}:3:office:5:         type=ESN, val=NO`,
];

describe('FortiOS debug output', () => {
  it('joins the packet, its cookies, the tunnel and its number into one session', () => {
    expect(sessionsOf(fortigateLog, responder)).toMatchObject([
      {
        connection: 'office',
        version: 2,
        role: 'responder',
        local: { address: '198.51.100.1', port: 500 },
        peer: { address: '203.0.113.9', port: 500 },
        initiatorSpi: '51b2d2ebab3a0fcc',
        responderSpi: 'a1b2c3d4e5f60718',
      },
    ]);
    expect(codesOf(fortigateLog, responder)).toEqual([
      'packet.received',
      'message.parsed',
      'message.generated',
      'packet.sent',
      'packet.received',
      'message.parsed',
      'ike.peer-identity',
      'auth.psk-mac-mismatch',
      'ike.failed',
    ]);
  });

  it('reads both proposals of a refused child, group and all', () => {
    const text = [
      'ike 0:office:3: established IKE SA 51b2d2ebab3a0fcc/a1b2c3d4e5f60718',
      'ike 0:office:3:office:5: incoming child SA proposal:',
      ...list('office', '256', 'ECP384'),
      'ike 0:office:3:office:5: my proposal:',
      ...list('office', '128', 'MODP2048'),
      'ike 0:office:3:office:5: no proposal chosen',
    ].join('\n');
    expect(eventOf(fortigateLog, text, 'proposal.received').args).toEqual({
      protocol: 'ESP',
      proposals: ['ESP:AES_CBC_256/HMAC_SHA2_256_128/ECP_384'],
    });
    expect(eventOf(fortigateLog, text, 'proposal.configured').args['proposals']).toEqual([
      'ESP:AES_CBC_128/HMAC_SHA2_256_128/MODP_2048',
    ]);
    expect(eventOf(fortigateLog, text, 'proposal.none-chosen').args['protocol']).toBe('ESP');
  });

  it('knows a refused child by the number in front where the protocol was not copied', () => {
    const text = [
      'ike 0:office:3:5: incoming proposal:',
      ...list('office', '256', 'ECP384').filter((line) => !line.includes('protocol')),
      'ike 0:office:3:office:5: my proposal:',
      ...list('office', '128', 'MODP2048').filter((line) => !line.includes('protocol')),
      'ike 0:office:3:office:5: no proposal chosen',
    ].join('\n');
    expect(eventOf(fortigateLog, text, 'proposal.none-chosen').args['protocol']).toBe('ESP');
  });

  it('tells the same words of IKEv1 and IKEv2 apart', () => {
    expect(
      codesOf(
        fortigateLog,
        'ike 0:office:3: responder: main mode get 3rd message...\nike 0:office:3: probable pre-shared secret mismatch',
      ),
    ).toEqual(['message.parsed', 'message.undecryptable']);
    expect(codesOf(fortigateLog, 'ike 0:office:3: PSK auth failed: probable pre-shared key mismatch')).toEqual([
      'auth.psk-mac-mismatch',
    ]);
  });

  it('reads the reason out of the message of records before FortiOS 5', () => {
    const record = (msg: string): string =>
      `2010-03-02 09:00:00 device_id=FGT0 log_id=0101023003 type=event subtype=ipsec pri=error loc_ip=192.0.2.1 loc_port=500 rem_ip=198.51.100.7 rem_port=500 out_if="wan1" vpn_tunnel="office" action=negotiate status=negotiate_error msg="${msg}"`;
    expect(codesOf(fortigateLog, record('Negotiate SA Error: probable pre-shared secret mismatch'))).toEqual([
      'auth.psk-mac-mismatch',
    ]);
    expect(codesOf(fortigateLog, record('Negotiate SA Error: no proposal chosen'))).toEqual(['proposal.none-chosen']);
  });

  it('says once that no phase 2 fits, and for which networks', () => {
    const text = `ike 0:office:3:5: peer proposal is: peer:0:10.1.1.0-10.1.1.255:0, me:0:10.2.2.0-10.2.2.255:0
ike 0:office:3:5: specified selectors mismatch
ike 0:office:3:5: no matching phase2 found
ike 0:office:3:5: failed to get responder proposal`;
    expect(codesOf(fortigateLog, text).filter((code) => code === 'policy.selectors-unacceptable')).toHaveLength(1);
    expect(eventOf(fortigateLog, text, 'policy.selectors-unacceptable').args).toMatchObject({
      proposedLocal: '10.2.2.0-10.2.2.255',
      proposedRemote: '10.1.1.0-10.1.1.255',
    });
  });

  it('reads VPN events of the system log', () => {
    const text =
      'date=2026-05-01 time=10:10:10 devname="fw" logid="0101037124" type="event" subtype="vpn" level="error" msg="IPsec phase 1 error" action="negotiate" remip=203.0.113.9 locip=198.51.100.1 remport=500 locport=500 vpntunnel="office" status="negotiate_error" reason="peer SA proposal not match local policy"';
    expect(eventOf(fortigateLog, text, 'proposal.none-chosen').args['protocol']).toBe('IKE');
    expect(readText(fortigateLog, text).timeKind).toBe('local');
    expect(sniffText(fortigateLog, text)).toBeGreaterThan(60);
  });

  it('reads VPN events of FortiOS 4, whose values have no quotes', () => {
    const text =
      'date=2010-10-11 time=12:47:27 devname=fw log_id=0101037124 type=event subtype=ipsec pri=error vd=" root"  msg=" IPsec phase 1 error"  action=" negotiate"  rem_ip=203.0.113.9 loc_ip=198.51.100.1 rem_port=885 loc_port=500 vpn_tunnel=" office"  status=negotiate_error error_reason=peer SA proposal not match local policy peer_notif=N/A';
    expect(codesOf(fortigateLog, text)).toEqual(['proposal.none-chosen']);
    expect(sessionsOf(fortigateLog, text)).toMatchObject([
      { connection: 'office', peer: { address: '203.0.113.9', port: 885 }, local: { address: '198.51.100.1' } },
    ]);
  });

  it('tells the method apart where all else of the proposals agrees', () => {
    const list = (title: string, method: string): string =>
      [
        title,
        'proposal id = 0:',
        '  protocol id = ISAKMP:',
        '     trans_id = KEY_IKE.',
        '        type=OAKLEY_ENCRYPT_ALG, val=AES_CBC, key-len=256',
        '        type=OAKLEY_HASH_ALG, val=SHA2_256.',
        `        type=AUTH_METHOD, val=${method}.`,
        '        type=OAKLEY_GROUP, val=MODP2048.',
      ]
        .map((text) => `ike 0:office:1: ${text}`)
        .join('\n');
    const log = (method: string): string =>
      `${list('incoming proposal:', method)}\n${list('my proposal, gw office:', 'PRESHARED_KEY')}\nike 0:office:1: no SA proposal chosen`;
    expect(eventOf(fortigateLog, log('RSA_SIG'), 'auth.method-refused').args).toEqual({
      offered: 'RSA_SIG',
      wanted: 'PRESHARED_KEY',
    });
    expect(codesOf(fortigateLog, log('PRESHARED_KEY'))).toContain('proposal.none-chosen');
  });

  it('keeps nothing of keys and of messages in clear text, and says so of none', () => {
    const text = `ike 0:office:3: enc ${'0011223344556677'.repeat(6)}\nike 0:office:3: ISAKMP SA 51b2d2ebab3a0fcc/a1b2c3d4e5f60718 key 16:00112233445566778899AABBCCDDEEFF\n${responder}`;
    expect(
      JSON.stringify(readText(fortigateLog, text), (_, value: unknown) =>
        typeof value === 'bigint' ? value.toString() : value,
      ),
    ).not.toContain('AABBCCDDEEFF');
  });

  it('is cut anywhere without a fault', () => {
    for (let end = 0; end < responder.length; end += 29)
      expect(readText(fortigateLog, responder.slice(0, end)).faults).toEqual([]);
  });
});
