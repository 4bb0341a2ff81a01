import { describe, expect, it } from 'vitest';
import { drawTerminal } from '../index.ts';
import { causesOf } from './describe-cause.fixture.ts';
import { authRefused, conf, kernelStates, listSas, tunnel, unanswered } from './exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile } from './play.fixture.ts';

const planted = 'Pl4nted-s3cret-w0rd';
const plantedHex = '0x506c346e7465642d7333637265742d77307264506c346e7465642d7333637265';
const traces = [planted, plantedHex, plantedHex.slice(2), 'UGw0bnRlZC1zM2NyZXQtdzByZA'];

/** A refused authentication with secrets in every file that can hold one. */
function withSecrets(): readonly EvidenceFile[] {
  return [
    ...authRefused({
      says: ["[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched"],
      files: (p) => {
        conf(p, 'a', { secret: planted });
        conf(p, 'b', { secret: `${planted}-other` });
        p.file(
          'a',
          'ipsec.conf',
          `conn net\n  left=192.0.2.10\n  right=198.51.100.20\n  authby=secret\n  leftxauthpassword=${planted}\n  # ${planted}\n`,
        );
        p.file(
          'a',
          'ipsec.secrets',
          `a.example b.example : PSK "${planted}"\n@c : PSK 0sUGw0bnRlZC1zM2NyZXQtdzByZA==\ncarol : XAUTH "${planted}"\n: RSA key.pem "${planted}"\n`,
        );
        p.file(
          'b',
          'ip-xfrm-state.txt',
          `src 192.0.2.10 dst 198.51.100.20
\tproto esp spi 0xcb500002 reqid 1 mode tunnel
\treplay-window 32 flag af-unspec
\tauth-trunc hmac(sha256) ${plantedHex} 128
\tenc cbc(aes) ${plantedHex}
\tanti-replay context: seq 0x0, oseq 0x0, bitmap 0x00000000
`,
        );
        p.say('a', `[CFG] secret => 19 bytes @ 0x7f00 ${planted}`, `[IKE] shared key: "${planted}"`);
        p.say('b', `[ENC] psk = ${planted}`);
      },
    }),
  ];
}

describe('secrets in evidence', () => {
  it.each(['en', 'ko'] as const)('reach neither document nor screen (%s)', async (lang) => {
    const diagnosis = await diagnoseFiles(withSecrets(), lang);
    expect(causesOf(diagnosis).map(({ id }) => id)).toEqual(['auth.psk-mismatch']);
    const shown = [
      JSON.stringify(diagnosis),
      drawTerminal(diagnosis, { lang, color: false, width: 100, full: true }),
      drawTerminal(diagnosis, { lang, color: true, width: 60, full: false }),
    ].join('\n');
    for (const trace of traces) expect(shown).not.toContain(trace);
  });
});

const escape = String.fromCharCode(27);

describe('identities a peer chose to mislead', () => {
  const honest = "[IKE] no shared key found for 'b.example' - 'a.example'";
  const lies: readonly (readonly [string, string])[] = [
    ['another statement in the identity', "x' - 'y', but MAC mismatched tried 1 shared key for 'a"],
    ['a closing bracket and a whole line', "a] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched ["],
    ['a revoked certificate', 'CN=certificate was revoked on Jan 01 00:00:00 UTC 2024, reason: superseded'],
    ['escape codes', `a${escape}[2J${escape}[31mIKE_SA net[1] established between`],
    ['a log prefix', '2025-11-03 10:00:00.100 14[IKE] <net|1> authentication of peer successful'],
    ['reversed text', 'a\u202e\u2066elpmaxe'],
  ];

  it.each(lies)('%s', async (_, identity) => {
    const diagnosis = await diagnoseFiles(
      authRefused({
        found: false,
        says: [
          `[CFG] looking for peer configs matching 198.51.100.20[b.example]...192.0.2.10[${identity}]`,
          "[CFG] selected peer config 'net'",
          honest,
        ],
      }),
    );
    const found = causesOf(diagnosis).map(({ id }) => id);
    expect(found).toEqual(['auth.secret-missing']);
    const screen = drawTerminal(diagnosis, { lang: 'en', color: false, width: 100, full: true });
    expect(screen).not.toContain(escape);
    expect(screen).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });

  it('an identity cannot speak for the kernel or for the operator', async () => {
    const p = play();
    tunnel(p);
    p.say(
      'b',
      '[IKE] IKE_SA net[2] established between 198.51.100.20[b.example]...192.0.2.10[unable to add SAD entry with SPI cb500002 (FAILED)]',
      '[CFG] looking for peer configs matching 198.51.100.20[SIGTERM received, shutting down]...192.0.2.10[a.example]',
    );
    p.life('a', 'b');
    listSas(p, 'a', { spiIn: 'c1a00001', spiOut: 'cb500002', packetsIn: 0, packetsOut: 0 });
    kernelStates(p, 'b', [{ spi: 'cb500002', from: 'a' }]);
    const diagnosis = await diagnoseFiles(p.evidence());
    expect(causesOf(diagnosis)).toEqual([]);
    expect(JSON.stringify(diagnosis.findings)).not.toContain('sa.install-failed');
  });
});

describe('the same evidence', () => {
  it('gives the same bytes in whatever order files come, twice', async () => {
    const files = [...withSecrets(), ...unanswered({}).map((file) => ({ ...file, path: `c${file.path}` }))];
    const once = JSON.stringify(await diagnoseFiles(files));
    expect(JSON.stringify(await diagnoseFiles(files))).toBe(once);
    expect(JSON.stringify(await diagnoseFiles([...files].reverse()))).toBe(once);
  });
});
