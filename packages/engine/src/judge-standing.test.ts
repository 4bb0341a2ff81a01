import { describe, expect, it } from 'vitest';
import { captures, packetsOf, spiA, spiB, traffic } from './causes/exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile, type Play, type PlayOptions } from './causes/play.fixture.ts';

/** Captures that begin when the SAs have long stood: no message of IKE that made them. */
function later(options: PlayOptions, then: (p: Play) => void): readonly EvidenceFile[] {
  const p = play(options);
  then(p);
  return captures(p.evidence());
}

const verdict = async (files: readonly EvidenceFile[]): Promise<unknown> => {
  const { verdict: said, findings, pairs } = await diagnoseFiles(files);
  return [said, pairs.map(({ hosts }) => [...hosts].sort().join(' ')), findings.map(({ id }) => id)];
};

describe('captures that begin behind the negotiation', () => {
  it('are healthy where protected packets pass both ways', async () => {
    expect(await verdict(later({}, (p) => traffic(p, { count: 6 })))).toEqual(['healthy', ['a b'], []]);
  });

  it('so they are through a NAT, whose address is known by what arrives', async () => {
    const files = later({ a: '192.168.1.10', nat: '192.0.2.200' }, (p) => traffic(p, { count: 6, udp: true }));
    expect(await verdict(files)).toEqual(['healthy', ['a b'], []]);
  });

  it('name the symptom, the pair and the one thing that tells, where one way is dead', async () => {
    const files = later({}, (p) => {
      p.life('a', 'b');
      p.esp('a', spiB, { count: 6, lost: 'path' });
      p.life('a', 'b');
    });
    const diagnosis = await diagnoseFiles(files);
    expect(diagnosis.verdict).not.toBe('healthy');
    expect(diagnosis.findings.map(({ id }) => id)).toEqual(['path.esp-blocked']);
    expect(diagnosis.findings[0]?.confidence).not.toBe('certain');
  });

  it('of one direction only are no proof that nothing came the other way', async () => {
    const files = later({}, (p) => {
      for (let i = 1; i <= 6; i++) {
        p.esp('a', spiB, { sequences: [i] });
        p.esp('b', spiA, { sequences: [i] });
      }
    });
    for (const side of ['a', 'b']) {
      const own = packetsOf(files, `${side}/capture.pcap`, (index) => index % 2 === (side === 'a' ? 0 : 1));
      const { verdict: said, findings } = await diagnoseFiles(own);
      expect([said, findings]).toEqual(['inconclusive', []]);
    }
  });

  it('are not healthy by one end whose packets nobody answers, nor by answers of its own', async () => {
    const alone = (files: readonly EvidenceFile[]): readonly EvidenceFile[] =>
      files.filter(({ path }) => path.startsWith('b/'));
    const replies = later({}, (p) => {
      for (let i = 1; i <= 6; i++) {
        p.esp('a', spiB, { sequences: [i] });
        p.esp('b', spiA, { sequences: [i], lost: 'path' });
      }
    });
    expect((await diagnoseFiles(alone(replies))).verdict).toBe('inconclusive');
    const asked = later({}, (p) => p.esp('b', spiA, { count: 6, lost: 'path' }));
    expect((await diagnoseFiles(alone(asked))).verdict).not.toBe('healthy');
  });
});
