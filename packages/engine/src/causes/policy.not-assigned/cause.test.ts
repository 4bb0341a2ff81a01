import { expect, it } from 'vitest';
import { causesOf, describeCause } from '../describe-cause.fixture.ts';
import { conf, firstRefused, healthy, lacking } from '../exchanges.fixture.ts';
import { diagnoseFiles, type EvidenceFile, type Play } from '../play.fixture.ts';

const says = ['[IKE] no IKE config found for 198.51.100.20...192.0.2.10, sending NO_PROPOSAL_CHOSEN'];

/** b has a file with a connection for a, its daemon runs, and it lists none. */
function never(loads: readonly string[], files: (p: Play) => void): readonly EvidenceFile[] {
  const made = firstRefused({
    says,
    loads: { b: loads },
    files: (p) => {
      p.file('b', 'list-conns.txt', '');
      files(p);
    },
  });
  return made.map((file) =>
    file.path === 'b/charon.log' && 'lines' in file
      ? { ...file, lines: file.lines.filter((line) => !line.includes('added vici connection')) }
      : file,
  );
}

const files = never([], (p) => conf(p, 'b'));

it('is told by the log alone when that begins with the daemon', async () => {
  const diagnosis = await diagnoseFiles(lacking(files, 'list-conns.txt'));
  expect(causesOf(diagnosis).map(({ id, confidence }) => `${id} ${confidence}`)).toEqual([
    'policy.not-assigned likely',
  ]);
});

it('is none where the daemon had loaded one, and was stopped only after it had turned somebody away', async () => {
  const loaded = firstRefused({ says, files: (p) => conf(p, 'b') }).map((file) =>
    file.path === 'b/charon.log' && 'lines' in file
      ? { ...file, lines: [...file.lines, '2025-11-03 10:00:09.000 00[DMN] SIGTERM received, shutting down'] }
      : file,
  );
  expect(causesOf(await diagnoseFiles(lacking(loaded, 'list-conns.txt'))).map(({ id }) => id)).not.toContain(
    'policy.not-assigned',
  );
});

describeCause('policy.not-assigned', {
  proves: { files, confidence: 'likely', details: { host: 'b', connection: 'net' } },
  unlike: {
    'the connection was refused when it was loaded': {
      files: never(["[CFG] loading connection 'net' failed: invalid value for: proposals, config discarded"], (p) =>
        conf(p, 'b'),
      ),
      is: 'policy.config-rejected',
    },
    'its file names an algorithm that does not exist': {
      files: never([], (p) => conf(p, 'b', { proposals: 'aes512-sha256-modp2048' })),
      is: 'policy.config-rejected',
    },
    'no file of the host is meant for this peer': {
      files: never([], (p) => conf(p, 'b', { remote: '203.0.113.7' })),
      is: 'policy.no-ike-config',
    },
    'the exchange goes well': { files: healthy(), is: null },
  },
  cannotTell: { files: lacking(files, '.log') },
  // Without its listing the daemon only says that nothing fits; without that the peer only hears a refusal.
  orCertain: ['policy.config-rejected'],
  instead: ['policy.no-ike-config', 'proposal.ike-mismatch', 'policy.config-rejected'],
});
