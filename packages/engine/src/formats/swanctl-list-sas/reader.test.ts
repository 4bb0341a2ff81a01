import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { swanctlListConns } from '../swanctl-list-conns/reader.ts';
import { readText, sniffText } from '../shared/testing.ts';
import { swanctlListSas } from './reader.ts';

const conns = `site: IKEv2, no reauthentication, rekeying every 14400s, dpd delay 30s
  local:  198.51.100.20
  remote: 192.0.2.10 2001:DB8::0
  local pre-shared key authentication:
    id: beta.example
  remote public key authentication:
    id: C=CH, O=x
    cacerts: C=CH, O=ca
  net: TUNNEL, rekeying every 3600s, dpd action is clear
    local:  10.2.0.0/24
    remote: 10.1.0.0/24 10.9.0.0/24[tcp/http]
any: IKEv1/2, reauthentication every 10800s, no rekeying
  local:  %any
  remote: %any
`;

const sas = `site: #2, ESTABLISHED, IKEv2, 382b0994f6fd3566_i 2e15a076a514b860_r*
  local  'beta.example' @ 198.51.100.20[4500]
  remote 'alpha.example' @ 192.0.2.10[4500] [10.9.0.1]
  AES_CBC-256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048
  established 3s ago, rekeying in 13144s
  active:  CHILD_REKEY
  net: #2, reqid 1, INSTALLED, TUNNEL-in-UDP, ESP:AES_CBC-256/HMAC_SHA2_256_128
    installed 3s ago, rekeying in 3425s, expires in 3957s
    in  5db655bc (0x0000002a),      0 bytes,     0 packets
    out c52d1b89,   8400 bytes,   100 packets,     2s ago
    local  10.2.0.0/24
    remote 10.1.0.0/24
site: #1, CONNECTING, IKEv1, e49b3e8fe503b62a_i* 0000000000000000_r
  local  '%any' @ 198.51.100.20[500]
  remote '%any' @ 192.0.2.10[500]
  queued:  QUICK_MODE
`;

describe('swanctl --list-conns', () => {
  it('is recognised and read', () => {
    expect(sniffText(swanctlListConns, conns)).toBeGreaterThan(90);
    expect(sniffText(swanctlListConns, sas)).toBe(0);
    const reading = readText(swanctlListConns, conns);
    expect(reading.faults).toEqual([]);
    expect(reading.observations[0]).toMatchObject({
      name: 'site',
      loaded: true,
      versions: [2],
      localAddresses: ['198.51.100.20'],
      remoteAddresses: ['192.0.2.10', '2001:db8::'],
      local: [{ method: 'psk', id: 'beta.example' }],
      remote: [{ method: 'pubkey', id: 'C=CH, O=x', authorities: ['C=CH, O=ca'] }],
      settings: { rekey_time: '14400s', dpd_delay: '30s' },
      children: [{ name: 'net', mode: 'tunnel', settings: { dpd_action: 'clear' } }],
    });
    expect(reading.observations[1]).toMatchObject({ name: 'any', versions: [1, 2], children: [] });
    expect(reading.observations[2]).toMatchObject({ kind: 'listing', entries: 2 });
  });
});

describe('swanctl --list-sas', () => {
  it('is recognised and read', () => {
    expect(sniffText(swanctlListSas, sas)).toBeGreaterThan(90);
    expect(sniffText(swanctlListSas, conns)).toBe(0);
    const reading = readText(swanctlListSas, sas);
    expect(reading.faults).toEqual([]);
    expect(reading.ownAddresses).toEqual(['198.51.100.20']);
    const [ike, child, second, listing] = reading.observations;
    expect(ike).toMatchObject({
      state: 'established',
      role: 'responder',
      localId: 'beta.example',
      remotePort: 4500,
      initiatorSpi: '382b0994f6fd3566',
      ageSeconds: 3,
      proposal: 'AES_CBC-256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048',
    });
    expect(child).toMatchObject({
      installed: true,
      encapsulation: 'udp',
      spiIn: '5db655bc',
      spiOut: 'c52d1b89',
      packetsOut: '100',
      local: '198.51.100.20',
      attributes: { 'in-mark': '0x0000002a', 'out-idle-seconds': '2' },
    });
    expect(second).toMatchObject({ state: 'connecting', role: 'initiator', responderSpi: null, localId: null });
    expect(listing).toMatchObject({ kind: 'listing', of: 'sas', entries: 2 });
  });

  it('takes an empty listing as one when its name says so', () => {
    expect(sniffText(swanctlListSas, '', 'list-sas.txt')).toBeGreaterThan(0);
    expect(readText(swanctlListSas, '').observations).toMatchObject([{ kind: 'listing', entries: 0 }]);
  });

  it('never throws', () => {
    const piece = fc.oneof(fc.constantFrom(...conns.split('\n'), ...sas.split('\n')), fc.string());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (list) => {
        for (const format of [swanctlListConns, swanctlListSas])
          expect(readText(format, list.join('\n')).faults.some((one) => one.line === null)).toBe(false);
      }),
    );
  });
});
