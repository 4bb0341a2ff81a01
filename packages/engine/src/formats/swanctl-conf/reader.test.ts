import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConfigObservation } from '../../observations/index.ts';
import { sameSecret } from '../../observations/index.ts';
import { formatProposal } from '../../policy/proposals.ts';
import { formatSelector } from '../../policy/selectors.ts';
import { everything, leaks, readText, sniffText } from '../shared/testing.ts';
import { swanctlConf } from './reader.ts';

const planted = 'Pl4nted-s3cret';

const example = `# a comment
include conf.d/*.conf
conn-defaults {
  version = 2
  remote { auth = psk }
}
connections {
  gw-gw : conn-defaults {
    local_addrs  = 192.0.2.1
    remote_addrs = 192.0.2.2, 2001:DB8::0001
    proposals = aes256-sha256-modp2048,default
    local { auth = psk
      id = moon.example }
    remote { id = "C=CH, O=a b" }
    locall_addrs = x
    children {
      net-net {
        local_ts = 10.1.0.0/16[tcp/80] , 10.3.0.0/16
        remote_ts = 10.2.0.0/16
        esp_proposals = aes128gcm16-x25519
        mode = transport
      }
    }
  }
  eap { local { auth = eap-mschapv2
     eap_id = carol } }
}
secrets {
  ike-1 { id-1 = moon.example
    id-sun = sun.example
    secret = "${planted}" }
  ike-hex { secret = 0x506c346e7465642d733363726574 }
  ike-64 { secret = 0sUGw0bnRlZC1zM2NyZXQ= }
  eap-carol { id = carol
    secret = "two
${planted} lines" }
  private-k { file = k.pem
   secret = ${planted} # comment
  }
  token-x { pin = ${planted}
  }
}
`;

function of<K extends ConfigObservation['kind']>(text: string, kind: K): Extract<ConfigObservation, { kind: K }>[] {
  return readText(swanctlConf, text).observations.filter(
    (one): one is Extract<ConfigObservation, { kind: K }> => one.kind === kind,
  );
}

describe('swanctl.conf', () => {
  it('is recognised by content', () => {
    expect(sniffText(swanctlConf, example)).toBeGreaterThan(80);
    expect(sniffText(swanctlConf, 'charon {\n  plugins { }\n}\n')).toBe(0);
  });

  it('reads connections with inheritance and defaults', () => {
    const [gateway, eap] = of(example, 'connection');
    expect(gateway).toMatchObject({
      name: 'gw-gw',
      versions: [2],
      aggressive: false,
      localAddresses: ['192.0.2.1'],
      remoteAddresses: ['192.0.2.2', '2001:db8::1'],
      local: [{ method: 'psk', id: 'moon.example' }],
      remote: [{ method: 'psk', id: 'C=CH, O=a b' }],
    });
    expect(gateway?.proposals.map(formatProposal)).toEqual([
      'ENCR_AES_CBC_256/AUTH_HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/modp2048',
      'default',
    ]);
    const child = gateway?.children[0];
    expect(child?.local.map(formatSelector)).toEqual(['10.1.0.0/16[6/80]', '10.3.0.0/16']);
    expect(child).toMatchObject({ mode: 'transport', pfs: 'yes' });
    expect(gateway?.src).toMatchObject({ at: [{ line: 8 }, { line: 24 }], quote: 'gw-gw : conn-defaults {' });
    expect(eap).toMatchObject({ versions: [1, 2], local: [{ method: 'eap', detail: 'eap-mschapv2', id: 'carol' }] });
  });

  it('lists includes and unknown keys', () => {
    expect(of(example, 'host-fact').map((one) => [one.name, one.value])).toEqual([
      ['include-not-read', 'conf.d/*.conf'],
      ['unknown-key', 'connections.gw-gw.locall_addrs'],
    ]);
    expect(readText(swanctlConf, example).faults).toEqual([]);
  });

  it('compares secrets however they are written, and shows none', () => {
    const secrets = of(example, 'secret');
    expect(secrets.map((one) => [one.type, one.ids])).toEqual([
      ['psk', ['moon.example', 'sun.example']],
      ['psk', []],
      ['psk', []],
      ['eap', ['carol']],
      ['private-key', []],
      ['private-key', []],
    ]);
    const [text, hex, base64, other] = secrets;
    if (text === undefined || hex === undefined || base64 === undefined || other === undefined) throw new Error();
    expect(sameSecret(text.digest, hex.digest)).toBe(true);
    expect(sameSecret(text.digest, base64.digest)).toBe(true);
    expect(sameSecret(text.digest, other.digest)).toBe(false);
    expect(leaks(readText(swanctlConf, example), planted)).toEqual([]);
    expect(everything(readText(swanctlConf, example))).toContain('[secret]');
  });

  it('keeps secrets when everything stands on one line or the text is broken', () => {
    for (const text of [
      `secrets { ike-1 { id = x\n secret = "${planted}" } }`,
      `connections { a { } } secrets { ike { secret = ${planted} } }`,
      `secrets { ike { secret = "${planted}`,
      `secrets { secret = ${planted}\n`,
      `secrets { ike { secret\n= ${planted}\n } }`,
      `connections { a { psk = ${planted}\n local { id = a\n secret = "${planted}"`,
      `secrets { ike-1 { secret = "a\\\n${planted}" } } }`,
    ])
      expect(leaks(readText(swanctlConf, text), planted)).toEqual([]);
  });

  it('names what is broken', () => {
    expect(readText(swanctlConf, 'connections {\n a {').faults).toEqual([{ line: 2, reason: 'section is not closed' }]);
    expect(readText(swanctlConf, 'connections { a { x }\n').faults.length).toBeGreaterThan(0);
    const loop = 'a : b { }\nb : a { }\nconnections { c : a { } }\n';
    expect(of(loop, 'connection')).toHaveLength(1);
    expect(readText(swanctlConf, '{'.repeat(100_000)).faults.length).toBeGreaterThan(0);
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '"',
      '=',
      ':',
      ',',
      '#',
      '\n',
      'connections',
      'a',
      'local',
      ' ',
      '\\',
      'secrets',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (list) => {
        expect(readText(swanctlConf, list.join('')).faults.some((one) => one.line === null)).toBe(false);
      }),
    );
  });

  it('bounds what inheritance makes of a few lines, and says so', () => {
    const nested = readText(swanctlConf, `base {\n${'a : base {\n b : base {\n'.repeat(10)}`);
    expect(nested.faults.map(({ reason }) => reason)).toContain('more inheritance than is followed');
    const chain = Array.from({ length: 20_000 }, (_, i) => `s${i} : s${i + 1} { version = 2 }`).join('\n');
    const reading = readText(swanctlConf, `connections {\n net : s0 { local { id = a } }\n}\n${chain}\ns20000 { }\n`);
    expect(reading.observations).toContainEqual(
      expect.objectContaining({ kind: 'connection', name: 'net', versions: [2] }),
    );
    expect(reading.faults.map(({ reason }) => reason)).toEqual(['more inheritance than is followed']);
  });
});
