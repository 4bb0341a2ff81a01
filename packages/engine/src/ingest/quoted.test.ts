import { describe, expect, it } from 'vitest';
import { bytesInput, diagnose } from '../index.ts';

const asked = (...texts: readonly string[]): ReturnType<typeof diagnose> =>
  diagnose(texts.map((text, i) => bytesInput(`question-${i}.txt`, new TextEncoder().encode(text))));

async function causes(...texts: readonly string[]): Promise<string[]> {
  const { findings } = await asked(...texts);
  return findings.filter(({ role }) => role === 'cause').map(({ id, confidence }) => `${id} ${confidence}`);
}

describe('a line quoted in a question', () => {
  it.each([
    ['Our gateway says `09[CFG] no matching peer config found` and nothing more.', 'auth.identity-mismatch likely'],
    [
      "The server: \"tried 1 shared key for 'a.example' - 'b.example', but MAC mismatched\".",
      'auth.psk-mismatch certain',
    ],
    [
      "Hello,\nsince the update I get: no shared key found for 'a.example' - 'b.example'.\nWhat can it be?",
      'auth.secret-missing likely',
    ],
    [
      "It ends with: we require IKEv2 peer to have ID '@b.example', but peer declares '@c.example'",
      'auth.identity-mismatch certain',
    ],
    ['> **charon**: 09[CFG] no matching peer config found', 'auth.identity-mismatch likely'],
  ])('is found: %s', async (text, cause) => {
    expect(await causes(text)).toEqual([cause]);
  });

  it('is cited where it stands', async () => {
    const { sources } = await asked(
      'Hello,\n\nI get: no shared key found for a.example\n`[CFG] no matching peer config found`\n',
    );
    expect(sources.flatMap(({ at }) => at)).toContainEqual({ line: 4 });
  });

  it('is found among other evidence where a mail quotes it', async () => {
    const mail = 'Hello, it says:\n\n> ERROR: /etc/ipsec.conf: 9: keyword ikev2, invalid value: maybe\n\nwhat now?\n';
    expect(await causes(mail, 'something else')).toEqual(['policy.config-rejected certain']);
  });

  it('is not looked for among other evidence, in long texts, or where lines have times', async () => {
    const question = 'Our gateway says `09[CFG] no matching peer config found`.';
    expect(await causes(question, 'something else')).toEqual([]);
    expect(await causes(`${'some words\n'.repeat(100)}${question}`)).toEqual([]);
    expect(await causes(`Nov  3 10:00:00 gw sshd[9]: user "no matching peer config found" is unknown`)).toEqual([]);
  });

  it('is a whole message of a daemon, not some of its words', async () => {
    for (const text of [
      'The tunnel is up and I get no answer to my ping: what is wrong?',
      'IKE Responder: IKE proposal does not match (Phase 1)',
      'They told me: "peer is not configured", whatever that means.',
    ])
      expect(await causes(text)).toEqual([]);
  });
});
