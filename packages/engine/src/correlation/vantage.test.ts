import { describe, expect, it } from 'vitest';
import { boot, captures, mainMode, saInit, spiA, spiB } from '../causes/exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile, type Play, type PlayOptions } from '../causes/play.fixture.ts';
import { accountOf } from './account.fixture.ts';

const ends = { a: '10.0.0.5', b: '10.0.0.6', lan: true };

/** Captures of both ends, of which only the order of their packets tells where they were taken. */
function seen(options: PlayOptions, act: (p: Play) => void): readonly EvidenceFile[] {
  const p = play(options);
  act(p);
  return captures(p.evidence());
}

async function owners(files: readonly EvidenceFile[]): Promise<unknown> {
  const account = await accountOf(files);
  return [ends.a, ends.b].map((address) => account.ownerOf(address));
}

const swapped = (files: readonly EvidenceFile[]): readonly EvidenceFile[] =>
  files.map((file) => ({ ...file, path: file.path.startsWith('a/') ? 'b/capture.pcap' : 'a/capture.pcap' }));

describe('captures of two hosts on one network', () => {
  const asked = (p: Play): void => {
    boot(p, 'a', 'b');
    saInit(p);
  };

  it('are told apart by how long answers take, whatever the clocks and the folders', async () => {
    for (const b of [0n, 7200n, -90_000n]) {
      const files = seen({ ...ends, clock: { b } }, asked);
      expect(await owners(files)).toEqual(['a', 'b']);
      expect(await owners(swapped(files))).toEqual(['b', 'a']);
    }
  });

  it('are told apart by main mode too, and name the way that is closed', async () => {
    const files = seen({ ...ends, version: 1 }, (p) => {
      boot(p, 'a', 'b');
      p.message('a', 'ID_PROT request 0 [ SA V ]');
      for (let i = 1; i <= 3; i++) {
        p.message('b', 'ID_PROT response 0 [ SA V ]', { lost: 'path' });
        p.wait(2);
        p.life('a', 'b');
        if (i < 3) p.retransmit('a', i);
      }
      p.life('a', 'b');
    });
    const { findings } = await diagnoseFiles(files);
    expect(findings.filter(({ role }) => role === 'cause').map(({ id, scope }) => [id, scope.direction])).toEqual([
      ['path.ike-blocked', 'b->a'],
    ]);
  });

  it('are told apart by ESP alone', async () => {
    const files = seen(ends, (p) => {
      for (let i = 1; i <= 4; i++) {
        p.esp('a', spiB, { sequences: [i] });
        p.esp('b', spiA, { sequences: [i] });
      }
    });
    expect(await owners(files)).toEqual(['a', 'b']);
    expect((await diagnoseFiles(files)).verdict).toBe('healthy');
  });

  it('are not where only one message is in both', async () => {
    const files = seen(ends, (p) => p.message('a', 'IKE_SA_INIT request 0 [ SA KE No ]'));
    expect(await owners(files)).toEqual([null, null]);
  });
});

it('a private address in one capture and a public one in the other say where each was taken', async () => {
  const files = seen({ ...ends, b: '198.51.100.20', nat: '192.0.2.200', version: 1 }, (p) => {
    boot(p, 'a', 'b');
    mainMode(p);
  });
  const account = await accountOf(files);
  expect(['10.0.0.5', '192.0.2.200', '198.51.100.20'].map((address) => account.ownerOf(address))).toEqual([
    'a',
    'a',
    'b',
  ]);
});
