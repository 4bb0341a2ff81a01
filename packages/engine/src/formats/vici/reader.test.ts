import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex } from '../../protocol/bytes.ts';
import { makeCertificate } from '../../protocol/certificate.fixture.ts';
import { readText, sniffText } from '../shared/testing.ts';
import { vici } from './reader.ts';

const child =
  'lan-2 {name=lan uniqueid=2 reqid=1 state=INSTALLED mode=TUNNEL protocol=ESP encap=yes spi-in=c1a00001 spi-out=0b500002 encr-alg=AES_CBC encr-keysize=256 integ-alg=HMAC_SHA2_256_128 bytes-in=0 packets-in=0 bytes-out=840 packets-out=10 use-out=3 rekey-time=3000 life-time=3900 install-time=60 local-ts=[10.1.0.0/24 10.3.0.0/24] remote-ts=[10.2.0.0/24]}';
const ike =
  'uniqueid=1 version=2 state=ESTABLISHED local-host=192.0.2.10 local-port=4500 local-id=C=KR, O=Example Works, CN=a.example remote-host=198.51.100.20 remote-port=4500 remote-id=b.example initiator=yes initiator-spi=0a1b2c3d4e5f6071 responder-spi=8192a3b4c5d6e7f8 encr-alg=AES_CBC encr-keysize=256 prf-alg=PRF_HMAC_SHA2_256 dh-group=MODP_2048 established=61';
const raw = `list-sa event {net {${ike} tasks-active=[IKE_DPD] child-sas {${child}}}}\nlist-sas reply {}\n`;
const pretty = `list-sa event {
  net {
    uniqueid = 1
    version = 2
    state = ESTABLISHED
    local-host = 192.0.2.10
    local-port = 4500
    local-id = C=KR, O=Example Works, CN=a.example
    remote-host = 198.51.100.20
    remote-id = b.example
    initiator-spi = 0a1b2c3d4e5f6071
    responder-spi = 8192a3b4c5d6e7f8
    child-sas {
      lan-2 {
        name = lan
        state = INSTALLED
        mode = TUNNEL
        spi-in = c1a00001
        spi-out = 0b500002
        packets-in = 0
        local-ts = [
          10.1.0.0/24
        ]
        remote-ts = [
          10.2.0.0/24
        ]
      }
    }
  }
}
list-sas reply {
}
`;
const conns =
  'list-conn event {net {local_addrs=[192.0.2.10] remote_addrs=[198.51.100.20] version=IKEv2 reauth_time=0 rekey_time=14400 local-1 {class=public key id=a.example certs=[C=KR, CN=a.example]} remote-1 {class=pre-shared key id=b.example} children {lan {mode=TUNNEL rekey_time=3600 local-ts=[10.1.0.0/24] remote-ts=[10.2.0.0/24]}}}}\nlist-conns reply {}\n';

describe('swanctl --raw and --pretty', () => {
  it('are known by their labels', () => {
    for (const text of [raw, pretty, conns, 'stats reply {\n']) expect(sniffText(vici, text)).toBeGreaterThan(90);
    for (const text of ['connections {\n', 'secrets {\n  ike {\n', 'some event {x}\n'])
      expect(sniffText(vici, text)).toBe(0);
  });

  it('tell SAs as the listing without them does', () => {
    const [sa, kid, listing] = readText(vici, raw).observations;
    expect(sa).toMatchObject({
      connection: 'net',
      state: 'established',
      version: 2,
      role: 'initiator',
      local: '192.0.2.10',
      localId: 'C=KR, O=Example Works, CN=a.example',
      remoteId: 'b.example',
      initiatorSpi: '0a1b2c3d4e5f6071',
      ageSeconds: 61,
      proposal: 'AES_CBC-256/PRF_HMAC_SHA2_256/MODP_2048',
    });
    expect(kid).toMatchObject({
      connection: 'lan',
      installed: true,
      encapsulation: 'udp',
      spiIn: 'c1a00001',
      spiOut: '0b500002',
      packetsOut: '10',
      ageSeconds: 60,
      localTs: [{ from: '10.1.0.0' }, { from: '10.3.0.0' }],
      attributes: { reqid: '1', 'out-idle-seconds': '3' },
    });
    expect(listing).toMatchObject({ kind: 'listing', of: 'sas', entries: 1 });
    expect(readText(vici, pretty).observations).toMatchObject([
      {
        connection: 'net',
        role: 'responder',
        localId: 'C=KR, O=Example Works, CN=a.example',
        src: { at: [{ line: 2 }, { line: 29 }] },
      },
      { connection: 'lan', spiIn: 'c1a00001', packetsIn: '0', remoteTs: [{ from: '10.2.0.0' }] },
      { kind: 'listing', entries: 1 },
    ]);
  });

  it('the last event of an SA counts, and events are no listing', () => {
    const event = (label: string, up: boolean): string =>
      `${label} event {${up ? 'up=yes ' : ''}net {${ike} child-sas {${child}}}}\n`;
    const found = (text: string): string[] =>
      readText(vici, text).observations.map((item) =>
        item.kind === 'ike-sa' ? item.state : item.kind === 'child-sa' ? `child ${item.installed}` : item.kind,
      );
    expect(found(event('ike-updown', true) + event('child-updown', true))).toEqual(['established', 'child true']);
    expect(found(event('child-updown', true) + event('child-updown', false))).toEqual(['established', 'child false']);
    expect(found(event('child-updown', true) + event('ike-updown', false))).toEqual(['deleting', 'child false']);
  });

  it('tell connections, certificates and numbers', () => {
    expect(readText(vici, conns).observations).toMatchObject([
      {
        kind: 'connection',
        name: 'net',
        loaded: true,
        versions: [2],
        local: [{ method: 'pubkey', id: 'a.example', certificates: ['C=KR, CN=a.example'] }],
        remote: [{ method: 'psk', id: 'b.example' }],
        children: [{ name: 'lan', mode: 'tunnel', local: [{ from: '10.1.0.0' }] }],
      },
      { kind: 'listing', of: 'connections', loaded: true },
    ]);
    const der = hex(makeCertificate({ subject: 'CN=a', issuer: 'CN=r', serial: '77' }));
    expect(
      readText(vici, `list-cert event {type=X509 flag=NONE has_privkey=yes data=0x${der}}\n`).observations,
    ).toMatchObject([
      { kind: 'certificate', from: 'daemon', serial: '77', ownKey: true },
      { kind: 'listing', of: 'certificates' },
    ]);
    expect(
      readText(vici, 'stats reply {uptime {running=1 day} ikesas {total=5 half-open=3} scheduled=9}\n').observations,
    ).toMatchObject([
      { name: 'ike-sas-total', value: '5' },
      { name: 'ike-sas-half-open', value: '3' },
    ]);
    expect(
      readText(vici, 'list-policy event {net/p {mode=DROP local-ts=[10.1.0.0/24] remote-ts=[0.0.0.0/0]}}\n')
        .observations,
    ).toMatchObject([{ kind: 'kernel-policy', action: 'block', direction: 'out' }]);
  });

  it('an identity of a peer never changes what is told before it', () => {
    const odd = raw.replace(
      'remote-id=b.example',
      'remote-id=x state=CONNECTING local-host=203.0.113.1 child-sas {z {name=z}}',
    );
    expect(readText(vici, odd).observations[0]).toMatchObject({ state: 'established', local: '192.0.2.10' });
  });

  it('never throws', () => {
    const lines = [...raw.split('\n'), ...pretty.split('\n'), ...conns.split('\n')];
    const piece = fc.oneof(
      fc.constantFrom(...lines),
      fc.string(),
      fc.nat(600).map((n) => raw.slice(0, n)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (list) => {
        expect(readText(vici, list.join('\n')).faults.some((one) => one.line === null)).toBe(false);
      }),
    );
  });
});
