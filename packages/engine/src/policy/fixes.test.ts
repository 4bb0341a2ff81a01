import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipsecConf } from '../formats/ipsec-conf/reader.ts';
import { ipsecSecrets } from '../formats/ipsec-secrets/reader.ts';
import type { TextFormat } from '../formats/reader.ts';
import { swanctlConf } from '../formats/swanctl-conf/reader.ts';
import type { ConfigObservation } from '../observations/configuration.ts';
import { comparePair, effectiveConnections, hostConfiguration, type HostConfiguration } from './compare.ts';
import type { DifferenceKind, Pair } from './differences.ts';
import { applyEdits } from './fixes.fixture.ts';
import { type FixDraft, proposeFixes } from './fixes.ts';
import { parseProposals } from './proposals.ts';
import { strength, strongest } from './strength.ts';
import { writeProposal } from './write-proposal.ts';

type Files = Readonly<Record<string, string>>;

const formats: Readonly<Record<string, TextFormat>> = {
  'swanctl.conf': swanctlConf,
  'ipsec.conf': ipsecConf,
  'ipsec.secrets': ipsecSecrets,
};

function host(label: string, own: string, files: Files): HostConfiguration {
  const found = Object.entries(files)
    .flatMap(([name, text]) => {
      const format = formats[name];
      if (format === undefined) throw new Error(name);
      const reader = format.open(`${label}/${name}`);
      text.split('\n').forEach((line, i) => reader.line(line, i + 1));
      return reader.end().observations;
    })
    .filter(
      (one): one is ConfigObservation => one.kind === 'connection' || one.kind === 'secret' || one.kind === 'listing',
    );
  return hostConfiguration(label, found, [own]);
}

const addresses = { a: '192.0.2.10', b: '198.51.100.20' } as const;

function pairOf(a: Files, b: Files): Pair {
  const [hostA, hostB] = [host('a', addresses.a, a), host('b', addresses.b, b)];
  const [one, other] = [effectiveConnections(hostA)[0], effectiveConnections(hostB)[0]];
  if (one === undefined || other === undefined) throw new Error('a file without connection');
  return { a: one, b: other, hostA, hostB, initiator: 'a' };
}

/** The differences of these kinds that are a fault. */
function faults(pair: Pair, kinds: readonly DifferenceKind[]): number {
  return comparePair(pair).differences.filter(
    (one) => kinds.includes(one.kind) && (one.fatal || one.kind === 'pfs' || one.kind === 'mode'),
  ).length;
}

function patched(files: Files, label: string, fix: FixDraft): Files {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      applyEdits(
        text,
        fix.edits.filter((edit) => edit.artifact === `${label}/${name}`),
      ),
    ]),
  );
}

/** Fixes for two ends' files; each of them was applied to the text, both files were read again, and the fault is gone. */
function proven(a: Files, b: Files, kinds: readonly DifferenceKind[], allowsV1 = false): readonly FixDraft[] {
  const pair = pairOf(a, b);
  expect(faults(pair, kinds)).toBeGreaterThan(0);
  const fixes = proposeFixes(pair, kinds, { a: allowsV1, b: allowsV1 });
  for (const fix of fixes) {
    const after = fix.host === 'a' ? pairOf(patched(a, 'a', fix), b) : pairOf(a, patched(b, 'b', fix));
    expect(faults(after, kinds), JSON.stringify(fix.edits)).toBe(0);
    expect(fix.edits.length).toBeLessThanOrEqual(2);
  }
  return fixes;
}

const after = (fixes: readonly FixDraft[], label: string): readonly string[] =>
  fixes.filter((fix) => fix.host === label).flatMap((fix) => fix.edits.map((edit) => edit.after.trim()));

interface Settings {
  readonly [key: string]: string | undefined;
}

function swanctl(side: 'a' | 'b', o: Settings = {}): Files {
  const other = side === 'a' ? 'b' : 'a';
  const nets = { a: '10.1.0.0/24', b: '10.2.0.0/24' };
  const line = (key: string, value: string | undefined): string => (value === undefined ? '' : `${key} = ${value}\n`);
  return {
    'swanctl.conf': `connections {
  site {
    version = ${o['version'] ?? '2'}
    local_addrs = ${addresses[side]}
    remote_addrs = ${addresses[other]}
    proposals = ${o['ike'] ?? 'aes256-sha256-modp2048'}
    ${line('aggressive', o['aggressive'])}    local {
      auth = ${o['auth'] ?? 'psk'}
      id = ${o['id'] ?? `${side}.example`}
    }
    remote {
      auth = ${o['peerAuth'] ?? o['auth'] ?? 'psk'}
      id = ${o['peer'] ?? `${other}.example`}
    }
    children {
      net {
        local_ts = ${o['local'] ?? nets[side]}
        remote_ts = ${o['remote'] ?? nets[other]}
        ${line('mode', o['mode'])}        esp_proposals = ${o['esp'] ?? 'aes256-sha256'}
      }
    }
  }
}
secrets {
  ike-1 {
    id-1 = ${o['owner'] ?? `${other}.example`}
    secret = "planted-shared-key"
  }
}`,
  };
}

function pluto(o: Settings = {}): Files {
  return {
    'ipsec.conf': `config setup
	logtime=yes

conn site
	left=192.0.2.10
	leftid=${o['id'] ?? '@a.example'}
	leftsubnet=${o['local'] ?? '10.1.0.0/24'}
	right=198.51.100.20
	rightid=${o['peer'] ?? '@b.example'}
	rightsubnet=${o['remote'] ?? '10.2.0.0/24'}
	authby=${o['authby'] ?? 'secret'}
	ikev2=${o['ikev2'] ?? 'insist'}
	ike=${o['ike'] ?? 'aes256-sha2_256-modp2048'}
	phase2alg=${o['esp'] ?? 'aes256-sha2_256'}
	${o['more'] ?? 'auto=add'}
`,
    'ipsec.secrets': `${o['owners'] ?? '@a.example @b.example'} : PSK "planted-shared-key"\n`,
  };
}

describe('changes of either file', () => {
  it('take the stronger algorithm first, and say when one is weaker', () => {
    const fixes = proven(swanctl('a', { ike: 'aes128-sha256-modp2048' }), swanctl('b'), ['ike-proposal']);
    expect(fixes.map(({ host: at, weakens }) => [at, weakens])).toEqual([
      ['a', false],
      ['b', true],
    ]);
    expect(after(fixes, 'a')).toEqual(['proposals = aes256-sha256-modp2048']);
  });

  it('spell proposals as their own file does', () => {
    const fixes = proven(
      pluto({ ike: 'aes_gcm128-sha2_256-dh19' }),
      swanctl('b', { ike: 'aes256gcm16-prfsha384-ecp384' }),
      ['ike-proposal'],
    );
    expect(after(fixes, 'a')).toEqual(['ike=aes_gcm256-sha2_384-dh20']);
    expect(after(fixes, 'b')).toEqual(['proposals = aes128gcm16-prfsha256-ecp256']);
  });

  it('change from an AEAD cipher to one with integrity, and back', () => {
    const fixes = proven(swanctl('a', { esp: 'aes256gcm16' }), pluto2({ esp: 'aes256-sha2_512' }), ['child-proposal']);
    expect(after(fixes, 'a')).toEqual(['esp_proposals = aes256-sha512']);
    expect(after(fixes, 'b')).toEqual(['phase2alg=aes_gcm256']);
  });

  it('leave the other proposals of a list alone', () => {
    const fixes = proven(swanctl('a', { ike: 'aes128-sha1-modp1024,aes256-sha512-modp3072' }), swanctl('b'), [
      'ike-proposal',
    ]);
    // The weak one gets stronger; the strong one would have to get weaker.
    expect(after(fixes, 'a')).toEqual(['proposals = aes256-sha256-modp2048,aes256-sha512-modp3072']);
  });

  it('put the groups of PFS right in both products', () => {
    expect(
      after(
        proven(swanctl('a', { esp: 'aes256-sha256-modp3072', version: '1' }), swanctl('b', { version: '1' }), ['pfs']),
        'b',
      ),
    ).toEqual(['esp_proposals = aes256-sha256-modp3072']);
    const fixes = proven(pluto({ more: 'pfs=no' }), swanctl('b', { esp: 'aes256-sha256-ecp384' }), ['pfs']);
    expect(after(fixes, 'a')).toEqual(['pfs=yes', 'phase2alg=aes256-sha2_256-dh20']);
    expect(fixes.find((fix) => fix.host === 'b')?.weakens).toBe(true);
  });

  it('make selectors mirror images', () => {
    const fixes = proven(swanctl('a', { remote: '10.9.0.0/24' }), pluto2({}), ['selectors']);
    expect(after(fixes, 'a')).toEqual(['remote_ts = 10.2.0.0/24']);
    expect(after(fixes, 'b')).toEqual(['leftsubnet=10.9.0.0/24']);
  });

  it('set the mode, the version and the exchange, with a line of their own where there is none', () => {
    expect(after(proven(swanctl('a', { mode: 'transport' }), pluto2({}), ['mode']), 'b')).toEqual(['type=transport']);
    const versions = proven(swanctl('a', { version: '1' }), pluto2({}), ['version']);
    expect(after(versions, 'a')).toEqual(['version = 2']);
    // Nobody knows whether pluto answers IKEv1 at all.
    expect(after(versions, 'b')).toEqual([]);
    const allowed = proven(swanctl('a', { version: '1' }), pluto2({ more: 'pfs=no' }), ['version'], true);
    expect(after(allowed, 'b')).toEqual(['ikev2=no']);
    // With IKEv1 the two would fail by their groups next.
    expect(after(proven(swanctl('a', { version: '1' }), pluto2({}), ['version'], true), 'b')).toEqual([]);
    const exchanges = proven(swanctl('a', { version: '1', aggressive: 'yes' }), swanctl('b', { version: '1' }), [
      'exchange',
    ]);
    expect(exchanges.map(({ weakens }) => weakens)).toEqual([false, true]);
    expect(after(exchanges, 'b')).toEqual(['aggressive = yes']);
  });

  it('put an identity right in the spelling of the file, and the name of the key with it', () => {
    const fixes = proven(
      pluto({ id: '@other.example', owners: '@other.example @b.example' }),
      swanctl('b', { owner: 'a.example' }),
      ['identity'],
    );
    expect(after(fixes, 'b')).toEqual(
      ['id = other.example', 'id-1 = other.example'].slice(0, after(fixes, 'b').length),
    );
    expect(after(fixes, 'a')).toEqual(['leftid=@a.example', '@a.example @b.example : PSK ***']);
    expect(JSON.stringify(fixes)).not.toContain('planted');
  });

  it('never call an end by a pattern', () => {
    const fixes = proven(swanctl('a'), swanctl('b', { peer: '"*.other.example"' }), ['identity']);
    expect(after(fixes, 'a')).toEqual([]);
    expect(after(fixes, 'b')).toEqual(['id = "a.example"']);
  });

  it('name the secret that stands under another name', () => {
    const fixes = proven(swanctl('a', { owner: 'wrong.example' }), swanctl('b', { owner: 'a.example' }), [
      'secret-missing',
    ]);
    expect(after(fixes, 'a')).toEqual(['id-1 = b.example']);
    expect(JSON.stringify(fixes)).not.toContain('planted');
  });

  it('change the way of authentication only where the means are there', () => {
    const fixes = proven(swanctl('a', { auth: 'pubkey' }), swanctl('b'), ['auth-method']);
    expect(after(fixes, 'a')).toEqual(['auth = psk', 'auth = psk']);
    expect(fixes.every(({ weakens }) => weakens)).toBe(true);
    // Without a certificate of its own it cannot turn to certificates.
    expect(after(fixes, 'b')).toEqual([]);
  });

  it('do not touch a line that others inherit', () => {
    const inherited = {
      'ipsec.conf': `conn %default
	ike=aes128-sha2_256-modp2048
conn site
	left=192.0.2.10
	right=198.51.100.20
	rightsubnet=10.2.0.0/24
	leftsubnet=10.1.0.0/24
	authby=secret
	ikev2=insist
	phase2alg=aes256-sha2_256
`,
    };
    expect(after(proven(inherited, swanctl('b'), ['ike-proposal']), 'a')).toEqual([]);
  });

  it('have no line that holds a secret, wherever on it', () => {
    const text = `connections { x { local { auth = psk } } }
secrets { ike-0 { secret = planted-shared-key } ike-1 { id-1 = a.example
 secret = other-planted } }
ike-2 { secret = planted } x { version = 1 }
`;
    const reader = swanctlConf.open('f');
    text.split('\n').forEach((line, i) => reader.line(line, i + 1));
    const found = reader.end().observations;
    const secret = found.find((one) => one.kind === 'secret' && one.ids.length > 0);
    expect(secret?.kind === 'secret' ? secret.idPlaces : undefined).toEqual([null]);
    const places = found.flatMap((one) =>
      one.kind === 'connection' ? [...(one.places?.settings.values() ?? [])] : [],
    );
    expect(JSON.stringify(places)).not.toContain('planted');
  });

  it('refuse to put into a file what is no single word there', () => {
    const fixes = proven(swanctl('a'), swanctl('b', { peer: '"x } secrets { evil"' }), ['identity']);
    for (const text of after(fixes, 'a')) expect(text).toMatch(/^id = "[^"]*"$/);
  });
});

/** The other end as pluto: addresses the other way round. */
function pluto2(o: Settings): Files {
  const text = pluto({ owners: '@b.example @a.example', ...o });
  return {
    ...text,
    'ipsec.conf': (text['ipsec.conf'] ?? '')
      .replace('left=192.0.2.10', 'left=198.51.100.20')
      .replace('right=198.51.100.20', 'right=192.0.2.10')
      .replace('leftid=@a.example', 'leftid=@b.example')
      .replace('rightid=@b.example', 'rightid=@a.example')
      .replace('leftsubnet=10.1.0.0/24', 'leftsubnet=10.2.0.0/24')
      .replace('rightsubnet=10.2.0.0/24', 'rightsubnet=10.1.0.0/24'),
  };
}

describe('proposals written', () => {
  const words = {
    cipher: [
      'aes128',
      'aes192',
      'aes256',
      'aes128gcm16',
      'aes256gcm8',
      '3des',
      'camellia256',
      'chacha20poly1305',
      'aes256ctr',
    ],
    hash: ['md5', 'sha1', 'sha256', 'sha384', 'sha512'],
    group: ['modp1024', 'modp2048', 'modp4096', 'ecp256', 'ecp521', 'curve25519'],
  };

  it('read back as the same in either file', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...words.cipher),
        fc.constantFrom(...words.hash),
        fc.constantFrom(...words.group),
        (cipher, hash, group) => {
          const [parsed] = parseProposals(`${cipher}-${hash}-${group}`, 'strongswan', 'IKE');
          if (parsed === undefined) throw new Error('unread');
          for (const dialect of ['strongswan', 'libreswan'] as const) {
            const text = writeProposal(parsed, dialect);
            expect(text).not.toBeNull();
            const [back] = parseProposals(text ?? '', dialect, 'IKE');
            expect([back?.encryption, back?.integrity, back?.prf, back?.groups]).toEqual([
              parsed.encryption,
              parsed.integrity,
              parsed.prf,
              parsed.groups,
            ]);
          }
        },
      ),
    );
  });

  it('are compared by strength', () => {
    expect(strongest(['ENCR_AES_CBC_128', 'ENCR_AES_CBC_256', 'ENCR_3DES'])).toBe('ENCR_AES_CBC_256');
    expect(strongest(['modp1024', 'ecp256', 'modp2048'])).toBe('ecp256');
    expect(strength('AUTH_HMAC_SHA2_512_256')).toBeGreaterThan(strength('AUTH_HMAC_SHA1_96'));
    expect(strength('NONE')).toBeLessThan(strength('modp768'));
  });
});
