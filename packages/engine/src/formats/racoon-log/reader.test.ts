import { describe, expect, it } from 'vitest';
import { codesOf, eventOf, sessionsOf } from '../device-log/testing.ts';
import { readText, sniffText } from '../shared/testing.ts';
import { racoonLog } from './index.ts';

const refused = `2026-01-01 10:10:10: INFO: respond new phase 1 negotiation: 198.51.100.1[500]<=>203.0.113.9[500]
2026-01-01 10:10:10: INFO: begin Identity Protection mode.
2026-01-01 10:10:10: ERROR: rejected enctype: DB(prop#1:trns#1):Peer(prop#0:trns#0) = AES-CBC:3DES-CBC
2026-01-01 10:10:10: ERROR: rejected dh_group: DB(prop#1:trns#1):Peer(prop#0:trns#0) = 2048-bit MODP group:1024-bit MODP group
2026-01-01 10:10:10: ERROR: no suitable proposal found.
2026-01-01 10:10:10: ERROR: failed to get valid proposal.
2026-01-01 10:10:10: ERROR: phase1 negotiation failed.`;

describe('racoon', () => {
  it('puts what was offered beside what is configured', () => {
    expect(sessionsOf(racoonLog, refused)).toMatchObject([
      {
        version: 1,
        role: 'responder',
        local: { address: '198.51.100.1', port: 500 },
        peer: { address: '203.0.113.9', port: 500 },
      },
    ]);
    expect(eventOf(racoonLog, refused, 'proposal.received').args['proposals']).toEqual([
      'IKE:3DES_CBC',
      'IKE:MODP_1024',
    ]);
    expect(eventOf(racoonLog, refused, 'proposal.configured').args['proposals']).toEqual([
      'IKE:AES_CBC',
      'IKE:MODP_2048',
    ]);
    expect(codesOf(racoonLog, refused).filter((code) => code === 'proposal.none-chosen')).toHaveLength(1);
  });

  it('knows the words that the racoon of macOS begins with', () => {
    const text = `5/11/19 9:10:02.120 AM racoon[311]: accepted connection on vpn control socket.
5/11/19 9:10:02.121 AM racoon[311]: IPSec connecting to server 203.0.113.9
5/11/19 9:10:02.121 AM racoon[311]: IPSec Phase 1 started (Initiated by me).
5/11/19 9:10:02.130 AM racoon[311]: IKE Packet: transmit success. (Initiator, Main-Mode message 1).`;
    expect(sniffText(racoonLog, text)).toBeGreaterThan(60);
    expect(sessionsOf(racoonLog, text)).toMatchObject([{ version: 1, role: 'initiator' }]);
  });

  it('takes a way of authentication alone for no matter of algorithms', () => {
    const text = `racoon: ERROR: rejected authmethod: DB(prop#1:trns#1):Peer(prop#0:trns#0) = pre-shared key:RSA signatures
racoon: ERROR: no suitable proposal found.`;
    expect(codesOf(racoonLog, text)).toEqual(['auth.method-refused']);
  });

  it('knows the way of each of the two SAs of a child by its addresses', () => {
    const text = `racoon: INFO: initiate new phase 1 negotiation: 198.51.100.1[500]<=>203.0.113.9[500]
racoon: INFO: ISAKMP-SA established 198.51.100.1[500]-203.0.113.9[500] spi:1a2b3c4d5e6f7788:99aabbccddeeff00
racoon: INFO: initiate new phase 2 negotiation: 198.51.100.1[500]<=>203.0.113.9[500]
racoon: INFO: IPsec-SA established: ESP/Tunnel 198.51.100.1[500]->203.0.113.9[500] spi=3(0x0a1b2c3d)
racoon: INFO: IPsec-SA established: ESP/Tunnel 203.0.113.9[500]->198.51.100.1[500] spi=4(0xc)`;
    expect(eventOf(racoonLog, text, 'child.established').args).toMatchObject({
      spiIn: '0000000c',
      spiOut: '0a1b2c3d',
    });
    expect(sessionsOf(racoonLog, text)).toMatchObject([
      { role: 'initiator', initiatorSpi: '1a2b3c4d5e6f7788', responderSpi: '99aabbccddeeff00' },
    ]);
  });

  it('says what each refusal of phase 2 is about', () => {
    const after = (line: string): string[] =>
      codesOf(
        racoonLog,
        `racoon: INFO: ISAKMP-SA established 198.51.100.1[500]-203.0.113.9[500] spi:1a2b3c4d5e6f7788:99aabbccddeeff00\nracoon: ERROR: ${line}\nracoon: ERROR: failed to pre-process ph2 packet (side: 1, status 1).`,
      ).slice(1);
    expect(after('failed to get sainfo.')[0]).toBe('policy.selectors-unacceptable');
    expect(after('pfs group mismatched: my:2 peer:0')[0]).toBe('proposal.pfs-refused');
    expect(after('encmode mismatched: my:Tunnel peer:Transport')[0]).toBe('policy.mode-refused');
    expect(after('trns_id mismatched: my:AES peer:3DES')).toEqual(['child.failed', 'proposal.none-chosen']);
  });

  it('reads the racoon of macOS, whose lines tell of messages', () => {
    const text = `racoon[123] <Notice>: IKE Packet: transmit success. (Initiator, Main-Mode message 1).
racoon[123] <Notice>: IKE Packet: receive success. (Initiator, Main-Mode message 2).
racoon[123] <Notice>: IKEv1 Phase 1 Initiator: success. (Initiator, Main-Mode).`;
    expect(codesOf(racoonLog, text)).toEqual(['message.generated', 'message.parsed', 'ike.established']);
  });
});

describe('RouterOS', () => {
  it('is read with and without dates, hosts and addresses in front', () => {
    for (const text of [
      '17:12:32 ipsec,error 203.0.113.9 failed to get valid proposal.',
      'jan/02/2026 10:10:10 ipsec,error 203.0.113.9 failed to get valid proposal.',
      'Jan  2 10:10:10 router ipsec,error 203.0.113.9 failed to get valid proposal.',
      'echo: ipsec,error 203.0.113.9 failed to get valid proposal.',
    ]) {
      expect(codesOf(racoonLog, text)).toEqual(['proposal.none-chosen']);
      expect(sessionsOf(racoonLog, text)).toMatchObject([{ peer: { address: '203.0.113.9' } }]);
      expect(sniffText(racoonLog, text)).toBeGreaterThan(60);
    }
  });

  it('writes the peer first in IKEv2', () => {
    const text = `ipsec,info new ike2 SA (R): peer 203.0.113.9[500]-198.51.100.1[500] spi:1a2b3c4d5e6f7788:99aabbccddeeff00
ipsec,error identity not found for peer: FQDN: branch.example`;
    expect(sessionsOf(racoonLog, text)).toMatchObject([
      { version: 2, role: 'responder', peer: { address: '203.0.113.9' }, local: { address: '198.51.100.1' } },
    ]);
    expect(eventOf(racoonLog, text, 'policy.no-peer-config').args['remoteId']).toBe('FQDN: branch.example');
  });

  it('takes a wrong password for what it is', () => {
    expect(codesOf(racoonLog, 'ipsec,error parsing packet failed, possible cause: wrong password')).toEqual([
      'message.undecryptable',
    ]);
  });

  it('passes over the place in the source that old releases name', () => {
    expect(
      codesOf(
        racoonLog,
        'Feb 20 10:33:41 gw racoon: ERROR: isakmp.c:1061:isakmp_ph2begin_r(): failed to pre-process packet.\nFeb 20 10:33:41 gw racoon: ERROR: isakmp_quick.c:2046:get_sainfo_r(): failed to get sainfo.',
      ),
    ).toEqual(['policy.selectors-unacceptable']);
  });

  it('reads what the kernel refuses', () => {
    expect(eventOf(racoonLog, 'racoon: ERROR: pfkey ADD failed: Invalid argument', 'kernel.sa-refused').args).toEqual({
      errno: 'Invalid argument',
    });
  });

  it('reads what came of racoon: appliances, cloud gateways, racoon2', () => {
    const said = (text: string): string[] => codesOf(racoonLog, text);
    expect(said('1578426208.829677788 labs_Z1 events Site-to-site VPN: failed to get sainfo')).toEqual([
      'policy.selectors-unacceptable',
    ]);
    expect(
      said(
        '2023-01-13 11:39:21 vco-a**** [PROTO_ERR]: ikev1.c:1433:isakmp_ph1resend(): phase1 negotiation failed due to time up. [{remote id:4}{ph1: 192.0.2.1[500] <=> 198.51.100.7[500]}]',
      ),
    ).toEqual(['message.gave-up']);
    const tmm =
      'info tmm[20647]: 017c0000  [0.0] [IKE] v2 192.0.2.1%0-198.51.100.1%0 [0xb9e04f9831b6d377-0x92f7016301791cc2][R] [PROTO_ERR]: message lacks KE payload';
    expect(said(tmm)).toEqual(['proposal.pfs-refused']);
    expect(sessionsOf(racoonLog, tmm)).toMatchObject([
      { initiatorSpi: 'b9e04f9831b6d377', local: { address: '192.0.2.1' }, peer: { address: '198.51.100.1' } },
    ]);
  });

  it('reads which networks RouterOS found no policy for', () => {
    const text = `14:20:01 ipsec searching for policy for selector: 10.1.0.0/24 <=> 192.168.88.0/24
14:20:01 ipsec,error no policy found/generated
14:20:01 ipsec,error can't create policy
14:20:01 ipsec reply notify: TS_UNACCEPTABLE`;
    expect(codesOf(racoonLog, text)).toEqual([
      'policy.selectors-received',
      'policy.selectors-unacceptable',
      'notify.sent',
    ]);
    expect(sessionsOf(racoonLog, text)).toMatchObject([{ version: 2 }]);
  });

  it('learns from the next line which phase was refused', () => {
    expect(
      eventOf(
        racoonLog,
        'no suitable proposal found\n192.0.2.9 failed to pre-process ph2 packet',
        'proposal.none-chosen',
      ).args['protocol'],
    ).toBe('ESP');
  });

  it('is cut anywhere without a fault', () => {
    for (let end = 0; end < refused.length; end += 23)
      expect(readText(racoonLog, refused.slice(0, end)).faults).toEqual([]);
  });
});
