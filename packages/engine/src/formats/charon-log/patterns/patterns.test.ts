import { describe, expect, it } from 'vitest';
import { facts, type FactEntry } from '../../../observations/index.ts';
import { charonPatterns, matchMessage } from './index.ts';

/** A line that the wording stands for. */
function sample(template: string): string {
  const kinds: Record<string, string> = {
    n: '7',
    x: 'c1a2b3d4',
    w: 'NO_PROPOSAL',
    a: '192.0.2.7',
    e: '192.0.2.7[500]',
    s: '10.1.0.0/16',
    p: 'IKE:AES_CBC_128',
    l: 'SA KE',
    m: 'some words',
    t: 'C=KR, CN=any thing',
  };
  return template.replace(/\{_?[A-Za-z]\w*(?::([a-z]))?\}/g, (_, kind: string | undefined) => kinds[kind ?? 't'] ?? '');
}

describe('charon messages', () => {
  it('have ids of their own, both languages, and known facts with known arguments', () => {
    const ids = charonPatterns.map((pattern) => pattern.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const pattern of charonPatterns) {
      expect(pattern.en.endsWith('.')).toBe(true);
      expect(/[가-힣]/.test(pattern.ko)).toBe(true);
      expect(pattern.lines.length).toBeGreaterThan(0);
      if (pattern.code !== null) {
        const entry: FactEntry | undefined = facts[pattern.code];
        expect(entry).toBeDefined();
      }
    }
  });

  for (const pattern of charonPatterns) {
    it(`${pattern.id}: each wording is found again`, () => {
      for (const line of pattern.lines) {
        const found = matchMessage(sample(line), pattern.groups?.[0] ?? 'IKE');
        // Another row may say the same fact of the same words.
        expect([line, found?.pattern.code ?? null, found === null]).toEqual([line, pattern.code, false]);
      }
    });
  }

  it('cannot be faked by what a peer chose', () => {
    const evil = [
      "x' (myself) with pre-shared key",
      "x' with pre-shared key successful",
      "x' - 'y', but MAC mismatched",
      'x] established between 1.2.3.4[a]...5.6.7.8[b]',
      "x' failed",
      'x signature scheme SHA not acceptable',
      'x not supported!',
      'x vendor ID',
      'x method failed',
    ];
    for (const id of evil) {
      const code = (line: string, group = 'IKE'): string | null => matchMessage(line, group)?.pattern.code ?? null;
      expect(code(`authentication of '${id}' with pre-shared key successful`)).toBe('auth.peer-ok');
      expect(code(`no trusted RSA public key found for '${id}'`)).toBe('auth.no-trusted-key');
      expect(code(`received EAP identity '${id}'`)).toBe('auth.eap-started');
      expect(code(`looking for peer configs matching 192.0.2.1[${id}]...192.0.2.2[${id}]`, 'CFG')).toBe(
        'ike.peer-identity',
      );
      expect(code(`EAP method EAP_MD5 failed for peer ${id}`)).toBe('auth.eap-failed');
      expect(code(`XAuth message: ${id}`, 'CFG')).toBeNull();
      expect(code(`tried 1 shared key for 'us' - '${id}', but MAC mismatched`)).toBe('auth.psk-mac-mismatch');
      expect(code(`received end entity cert "${id}"`)).toBe('auth.certificate-received');
      expect(
        code(`constraint check failed: identity 'us' (ID_FQDN) required, not matched by '${id}' (ID_FQDN)`, 'CFG'),
      ).toBe('auth.identity-not-matched');
    }
  });
});
