import { describe, expect, it } from 'vitest';
import { causesOf } from './describe-cause.fixture.ts';
import { boot, bothProve, conf, giveUp, initRequest, initResponse, type ConfOptions } from './exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile, type Play } from './play.fixture.ts';

const first = async (files: readonly EvidenceFile[]): Promise<readonly string[]> =>
  causesOf(await diagnoseFiles(files)).map(({ id, confidence }) => `${id} ${confidence}`);

/** The files of both ends, that of b with something else in it. */
function files(p: Play, other: ConfOptions): void {
  conf(p, 'a');
  conf(p, 'b', other);
}

/** b chooses a proposal, and its answer is lost on the way. */
function answerLost(other: ConfOptions): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  p.say('a', `[IKE] initiating IKE_SA net[1] to ${p.b}`);
  p.message('a', initRequest);
  p.say('b', `[IKE] ${p.a} is initiating an IKE_SA`);
  p.message('b', initResponse, { lost: 'path' });
  giveUp(p, {});
  files(p, other);
  return p.evidence();
}

/** b finds the proof of a good, and its answer to IKE_AUTH is lost on the way. */
function proofGood(other: ConfOptions): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  bothProve(p);
  p.message('b', 'IKE_AUTH response 1 [ IDr AUTH SA TSi TSr ]', { bytes: 220, lost: 'path' });
  files(p, other);
  return p.evidence();
}

describe('what the files of both ends differ in', () => {
  it('is no cause where the end that had to decide went past it', async () => {
    expect(await first(answerLost({ proposals: 'aes128-sha256-modp3072' }))).toEqual(await first(answerLost({})));
    expect((await first(proofGood({ secret: 'other-word-of-them' }))).join()).not.toContain('psk-mismatch');
  });
});
