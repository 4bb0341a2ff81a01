import { describe, expect, it } from 'vitest';
import { said, swanctl } from './ends.fixture.ts';

const user = (kind: string, name: string, secret: string): string =>
  `secrets {\n  ${kind}-9 {\n    id = ${name}\n    secret = "${secret}"\n  }\n}\n`;

interface Case {
  readonly east?: string;
  readonly west?: string;
  readonly remote?: string;
  readonly whole?: boolean;
}

const ofCarol = ({
  east = '',
  west = '',
  remote = 'auth = eap-md5\n      eap_id = %any',
  whole = true,
}: Case): ReturnType<typeof said> =>
  said(
    {
      files: { 'swanctl.conf': swanctl({ own: 'east', local: 'auth = eap-md5\n      eap_id = carol', rest: east }) },
      more: { whole },
    },
    { files: { 'swanctl.conf': swanctl({ own: 'west', remote, rest: west }) }, more: { whole } },
  );

describe('a user who proves itself by a password', () => {
  it('is taken where both ends have the same, whichever of EAP and XAUTH it stands under', async () => {
    const one = await ofCarol({ east: user('eap', 'carol', 'tulip'), west: user('xauth', 'carol', 'tulip') });
    expect(one.of('user', 'east')).toMatchObject({ verdict: 'agrees', initiator: 'carol' });
    expect(one.of('user', 'west')).toBeUndefined();
  });

  it.each([
    ['user-secret-differs', user('eap', 'carol', 'tulip'), user('eap', 'carol', 'Tulip')],
    ['user-unknown', user('eap', 'carol', 'tulip'), user('eap', 'mallory', 'tulip')],
    ['user-secret-missing', '', user('eap', 'carol', 'tulip')],
  ])('is refused: %s', async (why, east, west) => {
    const one = await ofCarol({ east, west });
    expect(one.of('user', 'east')).toMatchObject({ verdict: 'mismatch', why });
    expect(one.result).toBe('would-fail');
    // Nothing of the passwords is told.
    expect(JSON.stringify(one.of('user', 'east'))).not.toMatch(/tulip/i);
  });

  it('is open where files may be missing, or somebody else is asked', async () => {
    const [east, west] = [user('eap', 'carol', 'tulip'), user('eap', 'mallory', 'tulip')];
    const partial = await ofCarol({ east, west, whole: false });
    expect(partial.of('user', 'east')).toMatchObject({ verdict: 'cannot-be-verified', needs: 'user-secret' });
    const radius = await ofCarol({ east, west, remote: 'auth = eap-radius' });
    expect(radius.of('user', 'east')).toMatchObject({ verdict: 'cannot-be-verified', needs: 'user-store' });
    // Two passwords for one name, and a name spelled otherwise, are no proof of anything.
    const two = `${user('eap', 'carol', 'rose')}${user('xauth', 'carol', 'tulip')}`;
    expect((await ofCarol({ east, west: two })).of('user', 'east')).toMatchObject({ verdict: 'cannot-be-verified' });
    const alike = await ofCarol({ east, west: user('eap', 'Carol', 'tulip') });
    expect(alike.of('user', 'east')).toMatchObject({ verdict: 'cannot-be-verified' });
    // Whoever does not ask for the name takes the IKE identity for it.
    const unasked = await ofCarol({ east, west: user('eap', 'carol', 'tulip'), remote: 'auth = eap-md5' });
    expect(unasked.of('user', 'east')).toMatchObject({ verdict: 'cannot-be-verified', needs: 'user-secret' });
    const taken = await ofCarol({ east, west: user('eap', 'carol', '<removed>') });
    expect(taken.of('user', 'east')).toMatchObject({ verdict: 'cannot-be-verified', needs: 'user-secret' });
  });
});

describe('a pre-shared key', () => {
  it('under another name than that of the peer is said to be so', async () => {
    const west = swanctl({ own: 'west' })
      .replace('id-1 = east.example.org', 'id-1 = gamma.example.org')
      .replace('id-2 = west.example.org', 'id-2 = delta.example.org');
    const one = await said(
      { files: { 'swanctl.conf': swanctl({ own: 'east' }) } },
      { files: { 'swanctl.conf': west } },
    );
    expect(one.result).toBe('would-fail');
    const names = one.aspects.filter(({ kind, verdict }) => kind === 'identity' && verdict === 'mismatch');
    expect(names).toMatchObject([
      { host: 'west', why: 'secret-for-other-name', responder: 'gamma.example.org delta.example.org' },
    ]);
  });
});

describe('an end that answers', () => {
  const byEap = (east: string, west: string): ReturnType<typeof said> =>
    said(
      { files: { 'swanctl.conf': swanctl({ own: 'east', local: `auth = ${east}`, remote: `auth = ${west}` }) } },
      { files: { 'swanctl.conf': swanctl({ own: 'west', local: `auth = ${west}`, remote: `auth = ${east}` }) } },
    );

  it.each([
    ['psk', 'eap-tls'],
    ['eap-md5', 'eap-md5'],
    ['eap-tls', 'eap-mschapv2'],
  ])('cannot prove itself by EAP to one with %s: %s', async (east, west) => {
    const one = await byEap(east, west);
    expect(one.of('user', 'west')).toMatchObject({ verdict: 'mismatch', why: 'eap-of-responder', responder: west });
    expect(one.result).toBe('would-fail');
  });

  it('may, where one exchange of EAP proves both', async () => {
    const one = await byEap('eap-tls', 'eap-tls');
    expect(one.of('user', 'west')).toMatchObject({ verdict: 'cannot-be-verified', why: 'eap-only-decides' });
    expect(one.result).toBe('cannot-be-verified');
  });
});

describe('a virtual address', () => {
  const ofPool = (pools: string | null, rest = '', asks = true): ReturnType<typeof said> =>
    said(
      { files: { 'swanctl.conf': swanctl({ own: 'east', connection: asks ? 'vips = 0.0.0.0' : '' }) } },
      {
        files: {
          'swanctl.conf': swanctl({ own: 'west', connection: pools === null ? '' : `pools = ${pools}`, rest }),
        },
      },
    );
  const pool = (addresses: string): string => `pools {\n  clients {\n    addrs = ${addresses}\n  }\n}\n`;

  it('has to come from a pool of the other end', async () => {
    expect((await ofPool('clients', pool('10.9.0.0/24'))).of('virtual-address')).toMatchObject({ verdict: 'agrees' });
    expect((await ofPool(null)).of('virtual-address')).toMatchObject({ verdict: 'mismatch', why: 'no-pool' });
    expect((await ofPool('clients')).of('virtual-address')).toMatchObject({ why: 'pool-not-known', needs: 'pool' });
    expect((await ofPool('clients', pool('10.9.0.0/24'), false)).of('virtual-address')).toBeUndefined();
  });

  it('may be gone where more connections draw on the pool than it has addresses', async () => {
    const second = 'connections {\n  other {\n    remote_addrs = 203.0.113.9\n    pools = clients\n  }\n}\n';
    const full = await ofPool('clients', `${pool('10.9.0.7/32')}${second}`);
    expect(full.of('virtual-address')).toMatchObject({ why: 'pool-may-be-full', needs: 'leases' });
    expect((await ofPool('clients', `${pool('10.9.0.0/31')}${second}`)).of('virtual-address')).toMatchObject({
      verdict: 'agrees',
    });
  });
});
