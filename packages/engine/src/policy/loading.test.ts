import { describe, expect, it } from 'vitest';
import type { ShownAgreement, ShownAspect } from '../document/policy-types.ts';
import { bytesInput } from '../index.ts';
import { compare, readHostPolicies } from '../policies.ts';
import { makeCertificate, pem } from '../protocol/certificate.fixture.ts';

const swanctl = (proposals = 'proposals = aes128-sha256-modp2048', esp = 'aes256-sha256', auth = 'psk'): string =>
  `connections {
  net {
    version = 2
    local_addrs = 192.0.2.1
    remote_addrs = 192.0.2.2
    ${proposals}
    local {
      auth = ${auth}
      id = east.example.org
${auth === 'pubkey' ? '      certs = east.pem\n' : ''}    }
    remote {
      auth = ${auth}
      id = west.example.org
    }
    children {
      lan {
        local_ts = 10.1.0.0/24
        remote_ts = 10.2.0.0/24
        esp_proposals = ${esp}
      }
    }
  }
}
`;
const libreswan = (more: readonly string[] = []): string =>
  [
    'conn net',
    'left=192.0.2.2',
    'leftid=@west.example.org',
    'leftsubnet=10.2.0.0/24',
    'right=192.0.2.1',
    'rightid=@east.example.org',
    'rightsubnet=10.1.0.0/24',
    'retransmit-timeout=6s',
    'pfs=no',
    'authby=secret',
    ...(more.some((line) => line.startsWith('auto=')) ? [] : ['auto=add']),
    ...(more.some((line) => line.startsWith('ikev2=')) ? [] : ['ikev2=insist']),
    ...(more.some((line) => line.startsWith('ike=')) ? [] : ['ike=aes128-sha2_256-modp2048']),
    ...(more.some((line) => line.startsWith('phase2alg=')) ? [] : ['phase2alg=aes256-sha2_256']),
    ...more,
  ].join('\n\t') + '\n';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function first(
  east: string,
  west: string,
  more: readonly { readonly name: string; readonly bytes: Uint8Array }[] = [],
  ofWest: readonly { readonly name: string; readonly bytes: Uint8Array }[] = [],
): Promise<ShownAgreement | undefined> {
  const hosts = await readHostPolicies([
    { ...bytesInput('swanctl.conf', bytes(east)), host: 'east' },
    { ...bytesInput(west.startsWith('conn') ? 'ipsec.conf' : 'swanctl.conf', bytes(west)), host: 'west' },
    ...more.map((file) => ({ ...bytesInput(file.name, file.bytes), host: 'east' })),
    ...ofWest.map((file) => ({ ...bytesInput(file.name, file.bytes), host: 'west' })),
  ]);
  const end = (label: string, address: string): Parameters<typeof compare>[0] => ({
    label,
    host: hosts.find((one) => one.label === label) ?? null,
    words: { addresses: [address] },
  });
  return compare(end('east', '192.0.2.1'), end('west', '192.0.2.2')).connections[0];
}

const aspect = (one: ShownAgreement | undefined, kind: string): ShownAspect | undefined =>
  one?.aspects.find((item) => item.kind === kind);

describe('what a daemon would not load', () => {
  it('is nothing in sound files', async () => {
    expect(aspect(await first(swanctl(), libreswan()), 'loading')).toBeUndefined();
    expect(aspect(await first(swanctl(), libreswan(['type=tunnel', 'dpdaction=clear'])), 'loading')).toBeUndefined();
  });

  it('is a connection with an algorithm that does not exist, or that the product no longer has', async () => {
    const long = await first(swanctl('proposals = aes512-sha256-modp2048'), libreswan());
    expect(long?.result).toBe('would-fail');
    expect(aspect(long, 'loading')).toMatchObject({
      verdict: 'mismatch',
      why: 'no-such-algorithm',
      host: 'east',
      initiator: 'aes512',
    });
    const old = await first(swanctl(), libreswan(['phase2alg=blowfish-sha1']));
    expect(aspect(old, 'loading')).toMatchObject({ verdict: 'mismatch', host: 'west' });
    // What a connection that is not loaded offers is said, and said to hang on that.
    expect(aspect(old, 'child-proposal')).toMatchObject({ verdict: 'mismatch', onlyIf: 'loading' });
    expect(aspect(old, 'ike-proposal')).toMatchObject({ verdict: 'agrees', onlyIf: null });
    // charon still has both words.
    expect(aspect(await first(swanctl(undefined, 'blowfish128-sha1'), libreswan()), 'loading')).toBeUndefined();
    expect(aspect(await first(swanctl('proposals = aes128-sha256-modp1024'), libreswan()), 'loading')).toBeUndefined();
  });

  it('may be a connection with a word that no algorithm known here is called by, beside proposals that fit', async () => {
    const sound = 'aes128-sha256-modp2048';
    const strange = await first(swanctl(`proposals = ${sound}, aes128-sha257-modp2048`), libreswan());
    expect(aspect(strange, 'loading')).toMatchObject({ verdict: 'cannot-be-verified', initiator: 'sha257' });
    expect(strange?.result).not.toBe('would-establish');
    const marked = await first(swanctl(`proposals = ${sound}!`), libreswan());
    expect(aspect(marked, 'loading')).toMatchObject({ verdict: 'mismatch', initiator: 'modp2048!' });
  });

  it('is open where the build or the release decides', async () => {
    const group = await first(swanctl(), libreswan(['ike=aes128-sha2_256-modp1024']));
    expect(aspect(group, 'loading')).toMatchObject({
      verdict: 'cannot-be-verified',
      why: 'build-decides',
      needs: 'build',
    });
    const built = (groups: string): { name: string; bytes: Uint8Array } => ({
      name: 'ipsec-status.txt',
      bytes: bytes(
        `000 using kernel interface: xfrm\n000 interface eth0 UDP 192.0.2.2:500\n000 interface eth0 UDP 192.0.2.2:4500\n${groups}`,
      ),
    });
    const line = (name: string): string => `000 algorithm IKE DH Key Exchange: name=${name}, bits=1024\n`;
    const old = libreswan(['ike=aes128-sha2_256-modp1024']);
    // The daemon's own list of what it was built with settles it.
    expect(aspect(await first(swanctl(), old, [], [built(line('MODP2048'))]), 'loading')).toMatchObject({
      verdict: 'mismatch',
      why: 'not-in-build',
    });
    const list = [built(line('MODP1024') + line('MODP2048'))];
    expect(aspect(await first(swanctl(), old, [], list), 'loading')).toBeUndefined();
    // Loaded or not, it fails: the groups differ.
    expect(group?.result).toBe('would-fail');
    const both = await first(
      swanctl('proposals = aes128-sha256-modp1024'),
      libreswan(['ike=aes128-sha2_256-modp1024']),
    );
    expect(both?.result).toBe('cannot-be-verified');
    const dpd = await first(swanctl(), libreswan(['dpdaction=maybe']));
    expect(aspect(dpd, 'loading')).toMatchObject({ verdict: 'cannot-be-verified', needs: 'release' });
    const release = (version: string): Promise<ShownAgreement | undefined> =>
      first(swanctl(), libreswan(['dpdaction=maybe']), [], [built(`000 pluto_version=${version}, audit-log=yes\n`)]);
    expect(aspect(await release('4.10'), 'loading')).toMatchObject({ verdict: 'mismatch', why: 'no-such-value' });
    expect(aspect(await release('5.1'), 'loading')).toMatchObject({ needs: 'release' });
  });

  it('is a whole file with an error in it', async () => {
    const file = await first(swanctl('proposals aes128-sha256-modp2048'), libreswan());
    expect(aspect(file, 'loading')).toMatchObject({ verdict: 'mismatch', why: 'syntax-error', host: 'east' });
    expect(aspect(await first(swanctl(), libreswan(['ikev2=perhaps'])), 'loading')).toMatchObject({
      verdict: 'mismatch',
      why: 'no-such-value',
      responder: 'ikev2=perhaps',
    });
    // What was cut off with the end of a text is no error of the file.
    const cut = `${swanctl().trimEnd().slice(0, -1)}  another`;
    expect(aspect(await first(cut, libreswan()), 'loading')).toBeUndefined();
  });
});

describe('what would settle what is open', () => {
  it('names the file with the key of either daemon', async () => {
    const one = await first(swanctl(), libreswan());
    expect(aspect(one, 'secret')).toMatchObject({ why: 'secret-not-known', needs: 'swanctl-secrets', host: 'east' });
    const keyed = `${swanctl()}secrets {\n  ike-1 {\n    secret = "swordfish"\n  }\n}\n`;
    expect(aspect(await first(keyed, libreswan()), 'secret')).toMatchObject({ needs: 'ipsec-secrets', host: 'west' });
  });

  it('is the certificate itself: with it, a name that it does not hold is a mismatch', async () => {
    const west = swanctl(undefined, undefined, 'pubkey')
      .replace('192.0.2.1', '%A')
      .replace('192.0.2.2', '192.0.2.1')
      .replace('%A', '192.0.2.2')
      .replace('east.example', '%A')
      .replace('west.example', 'east.example')
      .replace('%A', 'west.example')
      .replace('10.1.', '%A')
      .replace('10.2.', '10.1.')
      .replace('%A', '10.2.')
      .replace('east.pem', 'west.pem');
    const identity = async (name: string | null): Promise<ShownAspect | undefined> => {
      const file = (title: string): { name: string; bytes: Uint8Array } => ({
        name: 'east.pem',
        bytes: bytes(pem('CERTIFICATE', makeCertificate({ subject: 'CN=East', issuer: 'CN=Root', dns: [title] }))),
      });
      const one = await first(swanctl(undefined, undefined, 'pubkey'), west, name === null ? [] : [file(name)]);
      return one?.aspects.find((item) => item.kind === 'identity' && item.host === 'west');
    };
    expect(await identity(null)).toMatchObject({ verdict: 'cannot-be-verified', needs: 'certificate' });
    expect(await identity('elsewhere.example.org')).toMatchObject({ verdict: 'mismatch', why: 'not-in-certificate' });
    expect(await identity('east.example.org')).toMatchObject({ verdict: 'agrees', why: null });
  });
});
