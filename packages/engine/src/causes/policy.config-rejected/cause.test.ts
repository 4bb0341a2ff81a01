import { describe, expect, it } from 'vitest';
import { describeCause } from '../describe-cause.fixture.ts';
import { from, firstRefused, initRequest, boot } from '../exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile } from '../play.fixture.ts';

const says = ['[IKE] no IKE config found for 198.51.100.20...192.0.2.10, sending NO_PROPOSAL_CHOSEN'];

/** b refuses its own connection when it loads; `later` loads it after all. */
function rejected(later: boolean): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a');
  p.life('b');
  p.say(
    'b',
    '[DMN] Starting IKE charon daemon (strongSwan 5.9.14, Linux 6.1.0-18-amd64, x86_64)',
    "[CFG] loading connection 'net' failed: invalid value for: proposals, config discarded",
  );
  if (later) p.say('b', '[CFG] added vici connection: net');
  p.say('a', `[IKE] initiating IKE_SA net[1] to ${p.b}`);
  p.message('a', initRequest);
  p.say('b', ...says);
  p.message('b', 'IKE_SA_INIT response 0 [ N(NO_PROP) ]');
  p.say('a', '[IKE] received NO_PROPOSAL_CHOSEN notify error');
  p.life('a', 'b');
  return p.evidence();
}

const files = rejected(false);

describeCause('policy.config-rejected', {
  proves: { files, confidence: 'certain', details: { host: 'b', connection: 'net' } },
  unlike: {
    'the connection is loaded by a later try': { files: rejected(true), is: 'policy.no-ike-config' },
    'nothing was rejected': { files: firstRefused({ says }), is: 'policy.no-ike-config' },
  },
  cannotTell: { files: from('a', files) },
});

describe('the output of a load command', () => {
  const output = {
    path: 'b/load.txt',
    lines: [
      "loading connection 'net' failed: invalid value for: proposals",
      'loaded 0 of 1 connections, 1 failed to load, 0 unloaded',
    ],
  };

  it('is no surer than likely beside a log without common time that loaded the connection', async () => {
    const p = play();
    boot(p, 'b');
    const diagnosis = await diagnoseFiles([...p.evidence().filter(({ path }) => path === 'b/charon.log'), output]);
    expect(diagnosis.findings[0]).toMatchObject({ id: 'policy.config-rejected', confidence: 'likely' });
    expect(diagnosis.findings[0]?.against).toHaveLength(1);
  });
});
