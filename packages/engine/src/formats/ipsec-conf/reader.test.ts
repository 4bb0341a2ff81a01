import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConnectionConfig, SecretConfig } from '../../observations/index.ts';
import { sameSecret } from '../../observations/index.ts';
import { orient } from '../../policy/orient.ts';
import { formatProposal } from '../../policy/proposals.ts';
import { formatSelector } from '../../policy/selectors.ts';
import { ipsecSecrets } from '../ipsec-secrets/reader.ts';
import { leaks, readText, sniffText } from '../shared/testing.ts';
import { ipsecConf } from './reader.ts';

const planted = 'Pl4nted-s3cret';

const libreswan = `version 2
config setup
	logtime=yes
	ikev1-policy=accept
include /etc/ipsec.d/*.conf
conn %default
	keyingtries=1 # once
conn base
	authby=secret
conn site
	also=base
	left=192.0.2.10
	leftid=@alpha.example
	leftsubnets={10.1.0.0/24, 10.3.0.0/24}
	right=198.51.100.20
	rightid="C=CH, O=x"
	rightsubnet=10.2.0.0/24
	ikev2=insist
	ike=aes256-sha2_256;modp2048
	phase2alg=aes_gcm256
	pfs=no
	leftprotoport=17/1701
	letfid=typo
conn road
	left=%defaultroute
	right=gw.example
	rightsubnet=vhost:%priv,%no
`;

const strongswan = `config setup
    charondebug="ike 2"
conn net
    keyexchange=ikev1
    aggressive=yes
    left=%defaultroute
    leftauth=psk
    rightauth=pubkey-sha256
    right=192.0.2.1
    leftsubnet=10.1.0.0/16[tcp/80],10.2.0.0/16
    ike=aes128-sha1-modp1024!
    esp=aes128gcm16-ecp256
    type=transport
`;

function connections(text: string): ConnectionConfig[] {
  return readText(ipsecConf, text).observations.filter((one): one is ConnectionConfig => one.kind === 'connection');
}

function secrets(text: string): SecretConfig[] {
  return readText(ipsecSecrets, text).observations.filter((one): one is SecretConfig => one.kind === 'secret');
}

describe('ipsec.conf', () => {
  it('tells of sections that lead back to themselves, once, and reads them all the same', () => {
    const text = 'conn a\n\tleft=192.0.2.1\n\talso=b\n\tauto=start\nconn b\n\tright=192.0.2.2\n\talso=a\n';
    const odd = readText(ipsecConf, text).observations.flatMap((one) =>
      one.kind === 'host-fact' && one.name === 'reference-loop' ? [one.value] : [],
    );
    expect(odd).toEqual(['a', 'b']);
    expect(connections(text)[0]).toMatchObject({ name: 'a', remoteAddresses: ['192.0.2.2'] });
    // What two sections take in alike is no loop.
    const diamond = 'conn a\n\talso=b\n\talso=c\n\tleft=192.0.2.1\nconn b\n\talso=c\nconn c\n\tright=192.0.2.2\n';
    expect(JSON.stringify(readText(ipsecConf, diamond).observations)).not.toContain('reference-loop');
  });

  it('is recognised by content', () => {
    expect(sniffText(ipsecConf, libreswan)).toBeGreaterThan(90);
    expect(sniffText(ipsecConf, strongswan)).toBeGreaterThan(90);
    expect(sniffText(ipsecSecrets, libreswan)).toBe(0);
  });

  it('reads the Libreswan dialect', () => {
    const reading = readText(ipsecConf, libreswan);
    expect(reading.product).toBe('Libreswan');
    expect(reading.faults).toEqual([]);
    const [site, road] = connections(libreswan);
    expect(connections(libreswan).map((one) => one.name)).toEqual(['site', 'road']);
    expect(site).toMatchObject({
      versions: [2],
      aggressive: false,
      localAddresses: ['192.0.2.10'],
      local: [{ method: 'psk', id: '@alpha.example' }],
      remote: [{ method: 'psk', id: 'C=CH, O=x' }],
      settings: { keyingtries: '1', dialect: 'libreswan', orientation: 'unknown' },
    });
    expect(site?.proposals.map(formatProposal)).toEqual([
      'ENCR_AES_CBC_256/AUTH_HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/modp2048',
    ]);
    expect(site?.children.map((one) => [one.name, one.local.map(formatSelector), one.pfs])).toEqual([
      ['site/1x1', ['10.1.0.0/24[17/1701]'], 'no'],
      ['site/2x1', ['10.3.0.0/24[17/1701]'], 'no'],
    ]);
    expect(site?.children[0]?.proposals.map(formatProposal)).toEqual(['ENCR_AES_GCM_16_256']);
    expect(road).toMatchObject({
      versions: [],
      local: [{ method: 'pubkey' }],
      settings: { orientation: 'left' },
      children: [{ remote: [], pfs: 'yes' }],
    });
    const facts = reading.observations.flatMap((one) => (one.kind === 'host-fact' ? [[one.name, one.value]] : []));
    expect(facts).toContainEqual(['include-not-read', '/etc/ipsec.d/*.conf']);
    expect(facts).toContainEqual(['unknown-key', 'conn site: letfid']);
    expect(facts).toContainEqual(['setup-ikev1-policy', 'accept']);
  });

  it('reads the strongSwan dialect', () => {
    const [net] = connections(strongswan);
    expect(readText(ipsecConf, strongswan).product).toBe('strongSwan');
    expect(net).toMatchObject({
      versions: [1],
      aggressive: true,
      local: [{ method: 'psk' }],
      remote: [{ method: 'pubkey', detail: 'pubkey-sha256' }],
      children: [{ mode: 'transport' }],
    });
    expect(net?.proposals).toHaveLength(1);
    expect(net?.children[0]?.proposals.map(formatProposal)).toEqual(['ENCR_AES_GCM_16_128/ecp256', 'default']);
    expect(net?.children[0]?.local.map(formatSelector)).toEqual(['10.1.0.0/16[6/80]', '10.2.0.0/16']);
  });

  it('finds the local side by own addresses', () => {
    const [site] = connections(libreswan);
    if (site === undefined) throw new Error();
    const turned = orient(site, ['198.51.100.20', '10.2.0.1']);
    expect(turned).toMatchObject({
      localAddresses: ['198.51.100.20'],
      local: [{ id: 'C=CH, O=x' }],
      settings: { orientation: 'right' },
    });
    expect(turned.children[0]?.remote.map(formatSelector)).toEqual(['10.1.0.0/24[17/1701]']);
    expect(orient(site, ['192.0.2.10']).settings['orientation']).toBe('left');
    expect(orient(site, ['203.0.113.1']).settings['orientation']).toBe('unknown');
  });

  it('keeps telling values to itself and never throws', () => {
    const text = `conn a\n\tleft=%any\n\tleftxauthpassword=${planted}\n\tpsk=${planted}\n\tsecret = "${planted} x"\n`;
    expect(leaks(readText(ipsecConf, text), planted)).toEqual([]);
    const loop = 'conn a\n also=b\nconn b\n also=a\n left=1.2.3.4\n';
    expect(connections(loop).length).toBeGreaterThan(0);
    const piece = fc.oneof(fc.constantFrom(...libreswan.split('\n'), ...strongswan.split('\n')), fc.string());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (list) => {
        for (const format of [ipsecConf, ipsecSecrets])
          expect(readText(format, list.join('\n')).faults.some((one) => one.line === null)).toBe(false);
      }),
    );
  });
});

describe('ipsec.secrets', () => {
  const text = `# comment ${planted}
include /etc/ipsec.d/*.secrets
@alpha.example @beta.example : PSK "${planted}"
192.0.2.1 2001:db8::1 %any: PSK 0x506c346e7465642d733363726574
: PSK 0sUGw0bnRlZC1zM2NyZXQ=
"C=CH, O=x" : PSK '${planted}2'
: RSA key.pem "${planted}"
carol : XAUTH "${planted}"
dave : EAP ${planted} # no
: RSA	{
	# ${planted}
	Modulus: 0x${'ab'.repeat(20)}
	PrivateExponent: 0xdeadbeef0123456789
	}
`;

  it('is recognised by content', () => {
    expect(sniffText(ipsecSecrets, text)).toBeGreaterThan(90);
    expect(sniffText(ipsecConf, text)).toBe(0);
  });

  it('reads owners and types of both dialects', () => {
    expect(secrets(text).map((one) => [one.type, one.ids])).toEqual([
      ['psk', ['@alpha.example', '@beta.example']],
      ['psk', ['192.0.2.1', '2001:db8::1', '%any']],
      ['psk', []],
      ['psk', ['C=CH, O=x']],
      ['private-key', []],
      ['xauth', ['carol']],
      ['eap', ['dave']],
      ['private-key', []],
    ]);
    expect(readText(ipsecSecrets, text).faults).toEqual([]);
    const [quoted, hex, base64, other] = secrets(text);
    if (quoted === undefined || hex === undefined || base64 === undefined || other === undefined) throw new Error();
    expect(sameSecret(quoted.digest, hex.digest)).toBe(true);
    expect(sameSecret(quoted.digest, base64.digest)).toBe(true);
    expect(sameSecret(quoted.digest, other.digest)).toBe(false);
    expect(quoted.src.quote).toBe('@alpha.example @beta.example : PSK ***');
  });

  it('keeps them', () => {
    const broken = [
      text,
      `${planted}\n`,
      `@a : PSK "${planted}`,
      `@a PSK "${planted}"`,
      `@a :PSK "${planted}"`,
      `@a : psk ${planted}`,
      `@a : FOO ${planted}`,
      `: PPKS "id" "${planted}"`,
      `@a : PSK\n "${planted}"`,
      `%any  %any\t: PSK 0x506c346e7465642d733363726574`,
    ];
    for (const one of broken) {
      expect(leaks(readText(ipsecSecrets, one), planted)).toEqual([]);
      expect(leaks(readText(ipsecConf, one), planted)).toEqual([]);
    }
    expect(leaks(readText(ipsecSecrets, text), 'deadbeef0123456789')).toEqual([]);
  });
});

describe('sections that refer to each other without end', () => {
  it('are read in time', () => {
    const circle = 'conn a\n  also=a\n  left=192.0.2.1\n'.repeat(10_000);
    const reading = readText(ipsecConf, circle);
    expect(reading.observations.some((item) => item.kind === 'connection')).toBe(true);
  });
});
