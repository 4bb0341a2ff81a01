import { describe, expect, it } from 'vitest';
import { codesOf, eventOf, sessionsOf } from '../device-log/testing.ts';
import { readText, sniffText } from '../shared/testing.ts';
import { panosLog } from './index.ts';

const proxy =
  'IKE phase-2 negotiation failed when processing proxy ID. cannot find matching phase-2 tunnel for received proxy ID. received local id: 10.1.1.0/24 type IPv4_subnet protocol 0 port 0, received remote id: 10.2.2.0/24 type IPv4_subnet protocol 0 port 0.';

describe('PAN-OS', () => {
  it('reads the same words in ikemgr.log, in the system log, and alone', () => {
    for (const text of [
      proxy,
      `2026-11-02 11:10:03 [PROTO_ERR]: { 3: 4}: ${proxy}`,
      `1,2026/01/01 10:10:10,0011,SYSTEM,vpn,0,2026/01/01 10:10:10,,ike-nego-p2-proxy-id-bad,gw1,0,0,general,informational,"${proxy}",123,0x0`,
    ])
      expect(eventOf(panosLog, text, 'policy.selectors-unacceptable').args).toMatchObject({
        proposedLocal: '10.1.1.0/24',
        proposedRemote: '10.2.2.0/24',
      });
  });

  it('reads the SA that failed and why, on lines of their own', () => {
    const text = `2026-11-02 11:10:03 [INFO]: { 3: }: ====> PHASE-1 NEGOTIATION FAILED AS INITIATOR, MAIN MODE <====
====> Failed SA: 198.51.100.1[500]-203.0.113.9[500] cookie:84222f276c2fa2e9:0000000000000000 <==== Due to timeout.`;
    expect(codesOf(panosLog, text)).toContain('message.gave-up');
    expect(sessionsOf(panosLog, text)).toMatchObject([
      {
        version: 1,
        role: 'initiator',
        peer: { address: '203.0.113.9', port: 500 },
        initiatorSpi: '84222f276c2fa2e9',
      },
    ]);
  });

  it('takes a refusal by the role for its own or for what the peer said', () => {
    const line = (role: string): string =>
      `====> IKEv2 IKE SA NEGOTIATION FAILED AS ${role}, non-rekey; gateway gw <====\n====> Failed SA: 198.51.100.1[500]-203.0.113.9[500] SPI:84222f276c2fa2e9:1122334455667788 <==== Due to no suitable proposal found in peer's SA payload.`;
    expect(codesOf(panosLog, line('RESPONDER'))).toContain('proposal.none-chosen');
    expect(codesOf(panosLog, line('INITIATOR'))).toContain('notify.received');
  });

  it('knows what a failure of phase 1 is about', () => {
    const said = (words: string): string[] => codesOf(panosLog, `IKE phase-1 negotiation is failed. ${words}`);
    expect(said('likely due to pre-shared key mismatch')).toEqual(['message.undecryptable']);
    expect(said('When pre-shared key is used, peer-ID must be type IP address. Received type FQDN')).toEqual([
      'auth.identity-not-matched',
    ]);
    expect(said("Couldn't find configuration for IKE phase-1 request for peer IP 203.0.113.9[1929]")).toEqual([
      'policy.no-ike-config',
    ]);
    expect(said('something nobody knows')).toEqual(['ike.failed']);
  });

  it('reads the events that name the algorithm, broken into lines or not', () => {
    const words = "[office]: Configured encryption algorithm 'AES256-CBC' was not presented";
    for (const text of [
      `${words}\nin the IKE proposal. Please ensure that matching proposals are configured on\nboth sides.`,
      `${words} in the IKE proposal. Please ensure that matching proposals are configured on both sides.`,
    ]) {
      expect(codesOf(panosLog, text)).toEqual(['proposal.configured', 'proposal.none-chosen']);
      expect(eventOf(panosLog, text, 'proposal.configured').args['proposals']).toEqual(['IKE:AES_CBC_256']);
    }
  });

  it('is recognised, and cut anywhere without a fault', () => {
    const text = `2026-11-02 11:10:03 [PROTO_ERR]: { 3: 4}: ${proxy}`;
    expect(sniffText(panosLog, text)).toBeGreaterThan(60);
    for (let end = 0; end < text.length; end += 7) expect(readText(panosLog, text.slice(0, end)).faults).toEqual([]);
  });
});
