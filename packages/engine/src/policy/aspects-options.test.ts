import { describe, expect, it } from 'vitest';
import { said, swanctl, type Swanctl } from './ends.fixture.ts';

const key = 'east.example.org west.example.org : PSK "swordfish"\n';

/** A swanctl.conf with other words of its one child. */
function strong(options: Swanctl, child = 'esp_proposals = aes256-sha256'): { files: Record<string, string> } {
  return { files: { 'swanctl.conf': swanctl(options).replace('esp_proposals = aes256-sha256', child) } };
}

/** An ipsec.conf of pluto, of either end. */
function pluto(
  more: string,
  ports: readonly [east: string, west: string] = ['', ''],
): { files: Record<string, string> } {
  const conf = `conn net
\tleft=192.0.2.1
\tleftid=@east.example.org
\tright=192.0.2.2
\trightid=@west.example.org
\tauthby=secret
\tike=aes256-sha2;modp2048
\tesp=aes256-sha2
\tpfs=no
\tauto=add
${ports[0] === '' ? '\tleftsubnet=10.1.0.0/24\n\trightsubnet=10.2.0.0/24\n' : `\tleftsubnet=192.0.2.1/32\n\trightsubnet=192.0.2.2/32\n\tleftprotoport=${ports[0]}\n\trightprotoport=${ports[1]}\n`}${more.includes('ikev2') ? '' : '\tikev2=insist\n'}${more
  .split('\n')
  .map((line) => `\t${line}\n`)
  .join('')}`;
  return { files: { 'ipsec.conf': conf, 'ipsec.secrets': `@${key.replace(' west', ' @west')}` } };
}

const at = (own: string): { more: { ownAddresses: readonly string[] } } => ({ more: { ownAddresses: [own] } });
const east = at('192.0.2.1');
const west = at('192.0.2.2');
const version1 = 'version = 1';

/** IKEv1 in the place of the version that the fixture has. */
const first = (end: { files: Record<string, string> }): { files: Record<string, string> } => ({
  files: Object.fromEntries(
    Object.entries(end.files).map(([name, text]) => [name, text.replace('version = 2', version1)]),
  ),
});

describe('IKE SAs without a child', () => {
  const one = (own: 'east' | 'west', childless: string | null): Swanctl => ({
    own,
    ...(childless === null ? {} : { connection: `childless = ${childless}` }),
  });
  it.each([
    ['force', 'never', 'would-fail'],
    ['force', null, 'would-establish'],
    [null, 'force', 'would-fail'],
    ['never', 'force', 'would-fail'],
    ['prefer', 'force', 'would-establish'],
    ['prefer', 'never', 'would-establish'],
  ])('%s opens to %s: %s', async (begins, answers, result) => {
    const found = await said(strong(one('east', begins)), strong(one('west', answers)));
    expect(found.result).toBe(result);
    if (result === 'would-fail')
      expect(found.of('exchange')).toMatchObject({ verdict: 'mismatch', why: 'childless-refused', host: 'west' });
  });

  it('a pluto that begins has none, and one that answers takes them by its release', async () => {
    const found = await said({ ...pluto(''), ...east }, strong(one('west', 'force')));
    expect(found.of('exchange')).toMatchObject({ verdict: 'mismatch', host: 'west' });
    const answered = await said(strong(one('east', 'force')), { ...pluto(''), ...west });
    expect(answered.of('exchange')).toMatchObject({ verdict: 'cannot-be-verified', why: 'release-decides' });
  });

  it('let a difference of groups fail at once', async () => {
    const groups = (own: 'east' | 'west', group: string, childless: string | null): { files: Record<string, string> } =>
      strong(one(own, childless), `esp_proposals = aes256-sha256-${group}`);
    const found = await said(groups('east', 'modp2048', 'prefer'), groups('west', 'ecp256', null));
    expect([found.result, found.of('pfs')?.verdict]).toEqual(['would-fail', 'mismatch']);
    const later = await said(groups('east', 'modp2048', null), groups('west', 'ecp256', 'prefer'));
    expect([later.result, later.of('pfs')?.verdict]).toEqual(['would-fail-later', 'later']);
  });
});

describe('post-quantum keys', () => {
  it('that one end insists on and the other does not speak of are open, or refused', async () => {
    const insists = strong({ own: 'east', connection: 'ppk_id = a\nppk_required = yes' });
    const open = await said(insists, strong({ own: 'west' }));
    expect([open.result, open.of('ppk')?.why]).toEqual(['cannot-be-verified', 'ppk-not-known']);
    const never = await said(insists, { ...pluto('ppk=no'), ...west });
    expect([never.result, never.of('ppk')?.verdict]).toEqual(['would-fail', 'mismatch']);
    const both = await said(insists, strong({ own: 'west', connection: 'ppk_id = a' }));
    expect([both.result, both.of('ppk')]).toEqual(['would-establish', undefined]);
  });
});

describe('ports', () => {
  it('that nobody is known to listen on are open', async () => {
    const asks = strong({ own: 'east', connection: 'remote_port = 5500' });
    const found = await said(asks, strong({ own: 'west' }));
    expect([found.result, found.of('address')?.why]).toEqual(['cannot-be-verified', 'other-port']);
    const listens = await said(asks, { ...pluto('rightikeport=5500'), ...west });
    expect(listens.result).toBe('would-establish');
    const settings = 'charon {\n  port = 5500\n}\n';
    const set = strong({ own: 'west' });
    expect((await said(asks, { files: { ...set.files, 'strongswan.conf': settings } })).result).toBe('would-establish');
  });
});

describe('ESP', () => {
  it('whose integrity check the ends cut differently comes about and carries nothing', async () => {
    const cut = strong({ own: 'east' }, 'esp_proposals = aes256-sha256\nsha256_96 = yes');
    const found = await said(cut, strong({ own: 'west' }));
    expect([found.result, found.of('truncation')]).toMatchObject(['would-fail', { why: 'truncation-differs' }]);
    const alike = await said(cut, { ...pluto('sha2-truncbug=yes'), ...west });
    expect([alike.result, alike.of('truncation')]).toEqual(['would-establish', undefined]);
    const other = 'esp_proposals = aes128gcm16';
    const aead = await said(strong({ own: 'east' }, `${other}\nsha256_96 = yes`), strong({ own: 'west' }, other));
    expect([aead.result, aead.of('truncation')]).toEqual(['would-establish', undefined]);
    const choice = 'esp_proposals = aes256-sha256-sha512';
    const open = await said(strong({ own: 'east' }, `${choice}\nsha256_96 = yes`), strong({ own: 'west' }, choice));
    expect([open.result, open.of('truncation')?.why]).toEqual(['cannot-be-verified', 'truncation-may-differ']);
  });

  it.each([
    ['esn=yes', 'aes256-sha256', 'mismatch'],
    ['esn=either', 'aes256-sha256', 'agrees'],
    ['', 'aes256-sha256', 'agrees'],
    ['', 'aes256-sha256-esn', 'cannot-be-verified'],
    ['esn=no', 'aes256-sha256-esn', 'mismatch'],
    ['replay-window=0', 'aes256-sha256-esn', 'mismatch'],
    ['esn=yes', 'aes256-sha256-esn-noesn', 'agrees'],
  ])('of pluto with "%s" and charon with %s: %s', async (setting, esp, verdict) => {
    const found = await said({ ...pluto(setting), ...east }, strong({ own: 'west' }, `esp_proposals = ${esp}`));
    expect(found.of('child-proposal')?.verdict).toBe(verdict);
  });

  it('is not made where one end has only a policy that passes', async () => {
    const passes = strong({ own: 'east' }, 'esp_proposals = aes256-sha256\nmode = pass');
    const found = await said(passes, strong({ own: 'west' }));
    expect([found.result, found.of('mode')]).toMatchObject(['would-fail', { why: 'policy-without-sa', host: 'east' }]);
  });
});

describe('IKEv1', () => {
  it('of a charon that answers wants the very mode', async () => {
    const esp = 'esp_proposals = aes256-sha256';
    const transport = first(strong({ own: 'east' }, `${esp}\nmode = transport`));
    const found = await said(transport, first(strong({ own: 'west' })));
    expect([found.result, found.of('mode')]).toMatchObject(['would-fail', { why: 'mode-refused', host: 'west' }]);
    const newer = await said(strong({ own: 'east' }, `${esp}\nmode = transport`), strong({ own: 'west' }));
    expect([newer.result, newer.of('mode')?.verdict]).toEqual(['would-establish', 'differs']);
    const answered = await said(transport, { ...pluto('ikev2=never'), ...west });
    expect(answered.of('mode')?.verdict).toBe('differs');
  });

  it('has no ciphers for the IKE SA that protect integrity by themselves', async () => {
    const gcm = (own: 'east' | 'west'): { files: Record<string, string> } => ({
      files: {
        'swanctl.conf': swanctl({ own }).replace(
          'proposals = aes256-sha256-modp2048',
          'proposals = aes256gcm16-prfsha256-modp2048',
        ),
      },
    });
    const found = await said(first(gcm('east')), first(gcm('west')));
    expect([found.result, found.of('ike-proposal')?.verdict]).toEqual(['would-fail', 'mismatch']);
    expect((await said(gcm('east'), gcm('west'))).result).toBe('would-establish');
  });

  it('of pluto takes the one port that an L2TP client offers where it leaves the port open', async () => {
    const more = 'type=transport\nikev2=never';
    const client = { ...pluto(more, ['17/1701', '17/1701']), ...east };
    const server = { ...pluto(more, ['17/%any', '17/1701']), ...west };
    expect((await said(client, server)).of('selectors')?.verdict).toBe('differs');
    // Another port of the server itself is none that it leaves open.
    const other = { ...pluto(more, ['17/%any', '17/1702']), ...west };
    expect((await said(client, other)).of('selectors')?.verdict).toBe('mismatch');
    const newer = 'type=transport\nikev2=insist';
    const strict = await said(
      { ...pluto(newer, ['17/1701', '17/1701']), ...east },
      { ...pluto(newer, ['17/%any', '17/1701']), ...west },
    );
    expect(strict.of('selectors')?.verdict).toBe('mismatch');
  });
});
