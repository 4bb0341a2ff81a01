import { expect, it } from 'vitest';
import { conf, tunnel } from '../causes/exchanges.fixture.ts';
import { diagnoseFiles, play, type Play } from '../causes/play.fixture.ts';
import { accountOf } from './account.fixture.ts';

/** As `swanctl --list-conns` prints it. */
const listed = (local: string, remote: string): string =>
  `other: IKEv1, reauthentication every 14400s
  local:  ${local}
  remote: ${remote}
  local pre-shared key authentication:
    id: x.example
  remote pre-shared key authentication:
    id: y.example
  net: TUNNEL, rekeying every 3600s
    local:  10.9.0.0/24
    remote: 10.8.0.0/24
`;

function withFiles(write: (p: Play) => void): ReturnType<Play['evidence']> {
  const p = play();
  tunnel(p);
  write(p);
  return p.evidence();
}

async function connectionsOf(write: (p: Play) => void): Promise<readonly string[]> {
  const { hosts } = await accountOf(withFiles(write));
  return hosts.find(({ label }) => label === 'a')?.connections.map(({ name }) => name) ?? [];
}

it('a listing that names none of the addresses of its host is left out where another file names one, and that is said', async () => {
  const files = (p: Play): void => {
    conf(p, 'a');
    p.file('a', 'list-conns.txt', listed('203.0.113.7', '203.0.113.9'));
  };
  expect(await connectionsOf(files)).toEqual(['net']);
  const { findings } = await diagnoseFiles(withFiles(files));
  expect(findings.map(({ id }) => id)).toContain('note.file-of-another-host');
});

it('a listing of addresses that the host has, or for any, is its own', async () => {
  for (const [local, remote] of [
    [play().a, '203.0.113.9'],
    ['%any', '%any'],
  ] as const)
    expect(
      await connectionsOf((p) => {
        conf(p, 'a');
        p.file('a', 'list-conns.txt', listed(local, remote));
      }),
    ).toContain('other');
});

it('where every file names addresses that the host does not have, that is no fault of the collection', async () => {
  expect(await connectionsOf((p) => p.file('a', 'list-conns.txt', listed('203.0.113.7', '203.0.113.9')))).toEqual([
    'other',
  ]);
});
