import { describe, expect, it } from 'vitest';
import { acceptAuth, askAuth, boot, findPeer, giveUp, lacking, saInit } from '../causes/exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile } from '../causes/play.fixture.ts';

/** a, whose log has no times, asks in vain, asks again, and gets through. */
function healed(): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  p.say('a', `[IKE] initiating IKE_SA net[1] to ${p.b}`);
  p.message('a', 'IKE_SA_INIT request 0 [ SA KE No ]', { lost: 'path' });
  giveUp(p, { lost: 'path' });
  p.attempt();
  saInit(p);
  askAuth(p);
  findPeer(p);
  acceptAuth(p);
  return lacking(p.evidence(), '.pcap').map((file) =>
    'lines' in file && file.path.startsWith('a/')
      ? { path: file.path, lines: file.lines.map((line) => line.replace(/^[0-9-]{10} [0-9:.]+ /, '')) }
      : file,
  );
}

describe('a log without times', () => {
  it('tells by its order that an attempt that failed was followed by one that did not', async () => {
    const { incidents, findings } = await diagnoseFiles(healed());
    expect(incidents.map(({ healed: later }) => later)).toEqual([true]);
    expect(findings.filter(({ role }) => role === 'cause')).toEqual([]);
  });
});
