import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProposal } from '../../policy/proposals.ts';
import { formatSelector } from '../../policy/selectors.ts';
import { readText, sniffText } from '../shared/testing.ts';
import { ipsecStatus } from './reader.ts';

const pluto = `000 using kernel interface: xfrm
000 interface lo UDP [::1]:500
000 interface eth0 UDP 192.0.2.10:500
000 pluto_version=4.10, pluto_vendorid=OE-Libreswan-4.10, audit-log=yes
000 ddos-cookies-threshold=25000, ddos-mode=auto, ikev1-policy=accept
000 Connection list:
000  
000 "site": 10.1.0.0/24===192.0.2.10[@alpha.example]...198.51.100.20[C=CH, O=a...b]===10.2.0.0/24; erouted; eroute owner: #2
000 "site":     oriented; my_ip=unset; their_ip=unset; my_updown=ipsec _updown;
000 "site":   our auth:secret, their auth:RSASIG+ECDSA, our autheap:none, their autheap:none;
000 "site":   policy: IKEv2+PSK+ENCRYPT+TUNNEL+PFS+UP+IKE_FRAG_ALLOW+IKEV2_ALLOW_NARROWING+ESN_NO+ESN_YES;
000 "site":   our idtype: ID_FQDN; our id=@alpha.example; their idtype: ID_DER_ASN1_DN; their id=C=CH, O=a...b
000 "site":   IKE algorithms: AES_CBC_256-HMAC_SHA2_256-MODP2048, AES_CBC_128-HMAC_SHA1-MODP1536+DH19
000 "site":   ESP algorithms: AES_CBC_256-HMAC_SHA2_256_128
000 "host": 2001:db8:10::34[@a.example]...2001:db8:11::17[b@example.com]; unrouted; eroute owner: #0
000 "host":   policy: IKEv1+PSK+ENCRYPT+AGGRESSIVE+IKE_FRAG_ALLOW+ESN_NO;
000 Total IPsec connections: loaded 2, active 1
000 IKE SAs: total(1), half-open(0), open(0), authenticated(1), anonymous(0)
000 #1: "site":500 STATE_V2_ESTABLISHED_IKE_SA (established IKE SA); REKEY in 27713s; newest; idle;
000 #2: "site":500 STATE_V2_ESTABLISHED_CHILD_SA (established Child SA); REKEY in 28237s; newest; eroute owner; IKE SA #1; idle;
000 #2: "site" esp.cc0d1850@198.51.100.20 esp.8d0d865@192.0.2.10 tun.0@198.51.100.20 Traffic: ESPin=504B ESPout=1KB ESPmax=2^63B 
000 #3: "host":500 STATE_AGGR_I1 (sent Aggressive Mode request); RETRANSMIT in 2s; nodpd; idle;
000 #3: pending Phase 2 for "host"
`;

const piece = `  site{3}:  INSTALLED, TUNNEL, reqid 1, ESP in UDP SPIs: c1d2e3f4_i c5b6a7d8_o
  site{3}:  AES_CBC_256/HMAC_SHA2_256_128, 0 bytes_i, 8400 bytes_o (100 pkts, 2s ago), rekeying in 40 minutes
  site{3}:   10.1.0.0/24 === 10.2.0.0/24
`;

const traffic = `006 #2: "road"[1] 192.0.2.23, type=ESP, add_time=1234567890, inBytes=84, outBytes=85, maxBytes=2^63B, id='C=CA', lease=192.0.2.100/32\n`;

const charon = `Status of IKE charon daemon (strongSwan 5.9.8, Linux 6.1.0, x86_64):
  uptime: 3 seconds, since Nov 23 22:00:00 2026
Listening IP addresses:
  192.0.2.10
Connections:
        site:  192.0.2.10...198.51.100.20  IKEv2, dpddelay=30s
        site:   local:  [alpha.example] uses pre-shared key authentication
        site:   remote: [C=CH, O=x] uses public key authentication
         net:   child:  10.1.0.0/24 === 10.2.0.0/24 TUNNEL, dpdaction=clear
Security Associations (1 up, 1 connecting):
        site[2]: CONNECTING, 192.0.2.10[%any]...198.51.100.20[%any]
        site[2]: IKEv2 SPIs: 1111111111111111_i* 0000000000000000_r
        site[1]: ESTABLISHED 3 seconds ago, 192.0.2.10[alpha.example]...198.51.100.20[C=CH, O=x]
        site[1]: IKEv2 SPIs: 382b0994f6fd3566_i* 2e15a076a514b860_r, rekeying in 2 hours
        site[1]: IKE proposal: AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048
         net{1}:  INSTALLED, TUNNEL, reqid 1, ESP in UDP SPIs: c7a7e8c5_i c1b079d1_o
         net{1}:  AES_CBC_256/HMAC_SHA2_256_128, 84 bytes_i (1 pkt, 2s ago), 0 bytes_o, rekeying in 43 minutes
         net{1}:   10.1.0.0/24 === 10.2.0.0/24
`;

describe('ipsec status', () => {
  it('a brief status counts without listing: it never tells that nothing is there', () => {
    const brief = `000 Total IPsec connections: loaded 3, active 1
000  
000 State Information: DDoS cookies not required, Accepting new IKE connections
000 IKE SAs: total(1), half-open(1), open(0), authenticated(0), anonymous(0)
000 IPsec SAs: total(0), authenticated(0), anonymous(0)
`;
    expect(sniffText(ipsecStatus, brief)).toBeGreaterThan(60);
    expect(readText(ipsecStatus, brief).observations).toMatchObject([{ name: 'ike-sas-half-open', value: '1' }]);
    const idle = brief.replace('loaded 3, active 1', 'loaded 0, active 0').replaceAll('(1)', '(0)');
    expect(readText(ipsecStatus, idle).observations).toMatchObject([
      { name: 'ike-sas-half-open' },
      { kind: 'listing', of: 'connections', entries: 0 },
      { kind: 'listing', of: 'sas', entries: 0 },
    ]);
  });

  it('the states alone are read as in the whole', () => {
    const states = pluto
      .split('\n')
      .filter((line) => line.startsWith('000 #'))
      .join('\n')
      .replaceAll('000 ', '');
    expect(sniffText(ipsecStatus, states)).toBeGreaterThan(60);
    expect(readText(ipsecStatus, states).observations.map(({ kind }) => kind)).toEqual([
      'ike-sa',
      'child-sa',
      'ike-sa',
      'listing',
    ]);
  });

  it('takes nothing for an address of the host that is none', () => {
    const reading = readText(
      ipsecStatus,
      'Listening IP addresses:\n  192.0.2.10\n  secret = "Pl4nted"\n  2001:DB8::1\n',
    );
    expect(reading.ownAddresses).toEqual(['192.0.2.10', '2001:db8::1']);
  });

  it('is recognised by content', () => {
    for (const text of [pluto, charon]) expect(sniffText(ipsecStatus, text)).toBeGreaterThan(90);
    expect(sniffText(ipsecStatus, traffic)).toBeGreaterThan(50);
  });

  it('reads what pluto has', () => {
    const reading = readText(ipsecStatus, pluto);
    expect(reading.ownAddresses).toEqual(['192.0.2.10']);
    const [site, host] = reading.observations.filter((one) => one.kind === 'connection');
    expect(site).toMatchObject({
      loaded: true,
      versions: [2],
      aggressive: false,
      localAddresses: ['192.0.2.10'],
      remoteAddresses: ['198.51.100.20'],
      local: [{ method: 'psk', id: '@alpha.example' }],
      remote: [{ method: 'pubkey', id: 'C=CH, O=a...b' }],
      children: [{ mode: 'tunnel', pfs: 'yes', settings: { narrowing: 'yes' } }],
    });
    if (site?.kind !== 'connection') throw new Error();
    expect(site.children[0]?.local.map(formatSelector)).toEqual(['10.1.0.0/24']);
    expect(site.proposals.map(formatProposal)).toEqual([
      'ENCR_AES_CBC_256/AUTH_HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/modp2048',
      'ENCR_AES_CBC_128/AUTH_HMAC_SHA1_96/PRF_HMAC_SHA1/modp1536+ecp256',
    ]);
    expect(host).toMatchObject({ versions: [1], aggressive: true, children: [{ mode: 'transport', pfs: 'no' }] });
    expect(reading.observations.filter((one) => one.kind === 'ike-sa')).toMatchObject([
      { state: 'established', version: 2, localId: '@alpha.example' },
      { state: 'connecting', version: 1, role: 'initiator' },
    ]);
    expect(reading.observations.filter((one) => one.kind === 'child-sa')).toMatchObject([
      {
        installed: true,
        spiOut: 'cc0d1850',
        spiIn: '08d0d865',
        bytesIn: '504',
        bytesOut: null,
        attributes: { 'traffic-out': '1KB', 'ike-serial': '1' },
      },
    ]);
  });

  it('reads exact counters of trafficstatus', () => {
    expect(readText(ipsecStatus, traffic).observations[0]).toMatchObject({
      connection: 'road[1]',
      bytesIn: '84',
      bytesOut: '85',
    });
  });

  it('reads what charon has', () => {
    const reading = readText(ipsecStatus, charon);
    expect(reading.observations.filter((one) => one.kind === 'connection')).toMatchObject([
      {
        name: 'site',
        versions: [2],
        local: [{ method: 'psk', id: 'alpha.example' }],
        remote: [{ method: 'pubkey', id: 'C=CH, O=x' }],
        children: [{ name: 'net', mode: 'tunnel' }],
      },
    ]);
    expect(reading.observations.filter((one) => one.kind === 'ike-sa')).toMatchObject([
      { state: 'connecting', responderSpi: null, localId: null },
      { state: 'established', role: 'initiator', remoteId: 'C=CH, O=x', ageSeconds: 3 },
    ]);
    expect(reading.observations.filter((one) => one.kind === 'child-sa')).toMatchObject([
      { spiIn: 'c7a7e8c5', encapsulation: 'udp', bytesIn: '84', packetsIn: '1', local: '192.0.2.10' },
    ]);
  });

  it('never throws', () => {
    const piece = fc.oneof(fc.constantFrom(...`${pluto}${traffic}${charon}`.split('\n')), fc.string());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (list) => {
        expect(readText(ipsecStatus, list.join('\n')).faults).toEqual([]);
      }),
    );
  });
});

describe('a piece of a listing', () => {
  it('is read without its headings', () => {
    expect(sniffText(ipsecStatus, piece)).toBeGreaterThan(60);
    const { observations } = readText(ipsecStatus, piece);
    expect(observations.filter(({ kind }) => kind === 'child-sa').length).toBeGreaterThan(0);
    expect(observations.some(({ kind }) => kind === 'listing')).toBe(false);
  });
});
