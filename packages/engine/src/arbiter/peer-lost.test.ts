import { describe, expect, it } from 'vitest';
import { acceptAuth, askAuth, findPeer, initRequest, saInit, traffic, tunnel } from '../causes/exchanges.fixture.ts';
import { candidates, causesOf } from '../causes/describe-cause.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile, type MessageOptions, type Play } from '../causes/play.fixture.ts';

/** Half an hour after the tunnel was made a asks for a sign of life and gets none. */
function fallSilent(p: Play, message: MessageOptions, words: readonly string[] = ['[IKE] sending DPD request']): void {
  p.wait(1800);
  p.say('a', ...words);
  p.message('a', `INFORMATIONAL request 2 [ ${words.some((line) => line.includes('deleting')) ? 'D ' : ''}]`, message);
  for (const i of [1, 2, 3]) {
    p.wait(4 * i);
    p.retransmit('a', i, message);
  }
  p.say('a', '[IKE] giving up after 3 retransmits');
}

/** A tunnel that works, and then falls silent. */
function silent(
  message: MessageOptions,
  words: readonly string[] = ['[IKE] sending DPD request'],
): readonly EvidenceFile[] {
  const p = play();
  tunnel(p);
  p.life('a', 'b');
  fallSilent(p, message, words);
  p.wait(1);
  p.life('a', 'b');
  return p.evidence();
}

const fromA = (files: readonly EvidenceFile[]): EvidenceFile[] => files.filter(({ path }) => path === 'a/charon.log');

describe('a peer that falls silent after it worked', () => {
  it('fails, and one end alone cannot tell whether the peer or the path is gone', async () => {
    const diagnosis = await diagnoseFiles(fromA(silent({ lost: 'path' })));
    expect(diagnosis.verdict).toBe('failing');
    expect(causesOf(diagnosis)[0]?.confidence).toBe('possible');
    expect(candidates(diagnosis)).toEqual(
      expect.arrayContaining(['path.peer-unreachable', 'path.stateful-timeout', 'sa.out-of-sync', 'ike.peer-failed']),
    );
    expect(diagnosis.missingEvidence.map(({ host, what }) => `${host} ${what}`).join('\n')).toContain('198.51.100.20');
  });

  it('is not the peer where both captures show that nothing arrives', async () => {
    const found = candidates(await diagnoseFiles(silent({ lost: 'path' })));
    expect(found).toContain('path.stateful-timeout');
    for (const id of ['sa.out-of-sync', 'service.not-listening', 'ike.peer-failed']) expect(found).not.toContain(id);
  });

  it('is not an unreachable peer where the requests arrive', async () => {
    const found = candidates(await diagnoseFiles(silent({ unread: true })));
    expect(found).toContain('ike.peer-failed');
    expect(found).not.toContain('path.peer-unreachable');
  });

  it('is one fault with the attempts to call it again', async () => {
    const p = play();
    tunnel(p);
    p.life('a', 'b');
    fallSilent(p, { lost: 'path' });
    p.attempt();
    p.say('a', `[IKE] initiating IKE_SA net[2] to ${p.b}`);
    p.message('a', initRequest, { lost: 'path' });
    for (const i of [1, 2, 3]) {
      p.wait(4 * i);
      p.retransmit('a', i, { lost: 'path' });
    }
    p.say('a', '[IKE] giving up after 3 retransmits', '[IKE] establishing IKE_SA failed, peer not responding');
    p.wait(1);
    p.life('a', 'b');
    const diagnosis = await diagnoseFiles(fromA(p.evidence()));
    expect(diagnosis.verdict).toBe('failing');
    expect(causesOf(diagnosis)).toHaveLength(1);
    expect(candidates(diagnosis)).toContain('path.ike-blocked');
  });

  it('has healed where the two came together again', async () => {
    const p = play();
    tunnel(p);
    p.life('a', 'b');
    fallSilent(p, { lost: 'path' });
    p.attempt();
    saInit(p);
    askAuth(p);
    findPeer(p);
    acceptAuth(p);
    traffic(p);
    p.life('a', 'b');
    for (const files of [p.evidence(), p.evidence().filter(({ path }) => path !== 'b/charon.log')]) {
      const diagnosis = await diagnoseFiles(files);
      expect(diagnosis.verdict).toBe('healthy');
      expect(causesOf(diagnosis)).toEqual([]);
    }
  });

  it('is no failure where this end was leaving', async () => {
    const diagnosis = await diagnoseFiles(
      fromA(
        silent({ lost: 'path' }, [
          '[IKE] deleting IKE_SA net[1] between 192.0.2.10[a.example]...198.51.100.20[b.example]',
        ]),
      ),
    );
    expect(causesOf(diagnosis)).toEqual([]);
  });
});
