import { describe, expect, it } from 'vitest';
import { codesOf, eventOf, sessionsOf } from '../device-log/testing.ts';
import { readText, sniffText } from '../shared/testing.ts';
import { junosLog } from './index.ts';

const failed = (error: string, role: string, version = 1, more = 'Remote IKE-ID: Not-Available'): string =>
  `Nov  8 12:00:00  srx kmd[1234]: IKE negotiation failed with error: ${error}. IKE Version: ${version}, VPN: office Gateway: gw1, Local: 198.51.100.1/500, Remote: 203.0.113.9/500, Local IKE-ID: Not-Available, ${more}, VR-ID: 0: Role: ${role}`;

describe('Junos', () => {
  it('reads the parties of a failure, and who refused by the role', () => {
    const text = failed('No proposal chosen', 'Responder');
    expect(sessionsOf(junosLog, text)).toMatchObject([
      {
        connection: 'office',
        version: 1,
        role: 'responder',
        local: { address: '198.51.100.1', port: 500 },
        peer: { address: '203.0.113.9', port: 500 },
      },
    ]);
    expect(codesOf(junosLog, text)).toEqual(['proposal.none-chosen']);
    expect(codesOf(junosLog, failed('No proposal chosen', 'Initiator'))).toEqual(['notify.received']);
    expect(codesOf(junosLog, failed('Timed out', 'Initiator'))).toEqual(['message.gave-up']);
    expect(
      codesOf(junosLog, failed('IKE gateway configuration lookup failed during negotiation', 'Responder')),
    ).toEqual(['policy.no-ike-config']);
  });

  it('names the identity that was not accepted', () => {
    const text = failed(
      "Peer's ike-id validation failed during negotiation",
      'Responder',
      2,
      'Remote IKE-ID: 10.0.0.9',
    );
    expect(eventOf(junosLog, text, 'auth.identity-not-matched').args['sent']).toBe('10.0.0.9');
  });

  it('reads the networks of a refused phase 2, in syslog and trace', () => {
    for (const text of [
      'kmd[1]: KMD_PM_P2_POLICY_LOOKUP_FAILURE: Policy lookup for Phase-2 [responder] failed for p1_local=ipv4(udp:500,[0..3]=198.51.100.1) p1_remote=ipv4(udp:500,[0..3]=203.0.113.9) p2_local=ipv4_subnet(any:0,[0..7]=10.1.1.0/24) p2_remote=ipv4_subnet(any:0,[0..7]=10.2.2.0/24)',
      '[Nov  8 12:00:00]IKE Phase-2: Failed to match the peer proxy IDs [p2_remote_proxy_id=ipv4_subnet(any:0,[0..7]=10.2.2.0/24), p2_local_proxy_id=ipv4_subnet(any:0,[0..7]=10.1.1.0/24)] for local ip: 198.51.100.1, remote peer ip:203.0.113.9',
    ]) {
      expect(eventOf(junosLog, text, 'policy.selectors-unacceptable').args).toMatchObject({
        proposedLocal: '10.1.1.0/24',
        proposedRemote: '10.2.2.0/24',
      });
      expect(sessionsOf(junosLog, text)).toMatchObject([
        { peer: { address: '203.0.113.9' }, local: { address: '198.51.100.1' } },
      ]);
    }
  });

  it('reads the traces of its IKE library', () => {
    const text =
      '[Nov  8 12:00:00 PID:77]198.51.100.1:500 (Initiator) <-> 203.0.113.9:500 { 47b9d21e a1b2c3d4 - 00000000 00000000 [-1] / 0x00000000 } IP; Error = Timeout (8197)';
    expect(codesOf(junosLog, text)).toEqual(['message.gave-up']);
    expect(sessionsOf(junosLog, text)).toMatchObject([
      { version: 1, role: 'initiator', initiatorSpi: '47b9d21ea1b2c3d4' },
    ]);
  });

  it('makes one child of the two lines about its SAs', () => {
    const line = (direction: string, spi: string): string =>
      `kmd[1]: KMD_PM_SA_ESTABLISHED: Local gateway: 198.51.100.1, Remote gateway: 203.0.113.9, Local ID: ipv4_subnet(any:0,[0..7]=10.1.1.0/24), Remote ID: ipv4_subnet(any:0,[0..7]=10.2.2.0/24), Direction: ${direction}, SPI: ${spi}, AUX-SPI: 0, Mode: Tunnel, Type: dynamic`;
    const text = `${line('inbound', '0x9b3d1c5a')}\n${line('outbound', '0xa')}`;
    expect(eventOf(junosLog, text, 'child.established').args).toMatchObject({
      spiIn: '9b3d1c5a',
      spiOut: '0000000a',
      localTs: '10.1.1.0/24',
      remoteTs: '10.2.2.0/24',
    });
  });

  it('is recognised, and cut anywhere without a fault', () => {
    const text = failed('No proposal chosen', 'Responder');
    expect(sniffText(junosLog, text)).toBeGreaterThan(60);
    for (let end = 0; end < text.length; end += 7) expect(readText(junosLog, text.slice(0, end)).faults).toEqual([]);
  });
});
