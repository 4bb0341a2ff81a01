import { describe, expect, it } from 'vitest';
import { diagnoseFiles } from '../causes/play.fixture.ts';
import { client, logOf, mainFails, mainStands } from '../formats/windows-event/stories.fixture.ts';
import { both } from '../formats/windows-event/story.fixture.ts';

const peer = (n: number) => ({ name: `x${n}`, address: `172.10.7.${n + 1}` });

async function noted(count: number, every: number, fails = true): Promise<number> {
  const events = Array.from({ length: count }, (_, n) =>
    fails
      ? mainFails({
          ...both,
          peer: peer(n),
          at: 40 + n * every,
          reason: 'No response from peer',
          cookie: `00000000000002${(16 + n).toString(16)}`,
        })
      : mainStands({ ...both, peer: peer(n), at: 40 + n * every, sa: String(n) }),
  );
  const { findings } = await diagnoseFiles([logOf(client, ...events)]);
  return findings.filter(({ id }) => id === 'note.many-asked').length;
}

describe('a host that asks very many others (APP-06)', () => {
  it('is told of once', async () => {
    expect(await noted(60, 0.5)).toBe(1);
  });

  it('is not told of where it takes its time, asks few, or is a gateway that brings up its tunnels', async () => {
    expect(await noted(60, 5)).toBe(0);
    expect(await noted(20, 0.5)).toBe(0);
    expect(await noted(60, 0.5, false)).toBe(0);
  });
});
