import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { WindowsEvent } from '../../formats/windows-event/event.ts';
import { bytesSource } from '../source.ts';
import { readEvt } from './read.ts';
import { type EvtShape, writeEvt } from './write.ts';

const present = spawnSync('evtexport', ['-V'], { stdio: 'ignore' }).error === undefined;
if (!present) console.log('evtexport (Debian: libevt-utils) is not here: nothing is held against it');

interface Told {
  readonly number: number;
  readonly id: number;
  readonly seconds: number;
  readonly source: string;
  readonly computer: string;
  readonly strings: readonly string[];
}

/** What evtexport says, in the order of record numbers. */
function byEvtexport(path: string): Told[] {
  const { stdout } = spawnSync('evtexport', [path], { encoding: 'utf8' });
  return stdout
    .split('Event number')
    .slice(1)
    .map((block) => {
      const lines = `Event number${block}`.split('\n').map((line) => /^([^\t]+?)\s*\t+: (.*)$/.exec(line));
      const of = (name: string): string => lines.find((line) => line?.[1] === name)?.[2] ?? '';
      return {
        number: Number(of('Event number')),
        id: Number(/\((\d+)\)/.exec(of('Event identifier'))?.[1]) & 0xffff,
        seconds: Date.parse(of('Creation time').replace(' UTC', 'Z')) / 1000,
        source: of('Source name'),
        computer: of('Computer name'),
        strings: lines.filter((line) => line?.[1]?.startsWith('String: ')).map((line) => line?.[2] ?? ''),
      };
    })
    .sort((a, b) => a.number - b.number);
}

async function ours(bytes: Uint8Array): Promise<Told[]> {
  const events: WindowsEvent[] = [];
  await readEvt(bytesSource(bytes), {
    event: (event) => void events.push(event),
    fault: (_, reason) => expect(reason).toBe(''),
  });
  return events
    .map((event) => ({
      number: Number(event.record),
      id: event.id,
      seconds: Number(event.ns) / 1e9,
      source: event.provider ?? '',
      computer: event.computer ?? '',
      strings: event.data.filter(({ name }) => name === null).map(({ value }) => value),
    }))
    .sort((a, b) => a.number - b.number);
}

const records = Array.from({ length: 40 }, (_, i) => ({
  number: 701 + i,
  seconds: 1_136_073_600 + 61 * i,
  source: i % 3 === 0 ? 'IPSec' : 'Security',
  computer: 'XPCLIENT',
  id: [541, 542, 547, 4292][i % 4] ?? 0,
  qualifiers: i % 3 === 0 ? 0xc000 : 0,
  type: 8,
  user: 'S-1-5-18',
  strings: ['Key Exchange Mode', `${i} 한글`, 'x'.repeat(i)].slice(0, 1 + (i % 3)),
  ...(i % 5 === 0 ? { data: Uint8Array.of(1, 2, 3) } : {}),
}));

describe.runIf(present)('evtexport of libevt reads what is written as we do', () => {
  const work = mkdtempSync(join(tmpdir(), 'ipsec-doctor-evt-'));
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it.each<[string, EvtShape]>([
    ['a log that was closed', {}],
    // Not one whose end is filled because no fixed part of a record has room there (Microsoft's "Event Log File Format"): there it stops.
    ['a log that goes round', { room: 9000, from: 6200 }],
    ['a log with room left', { room: 20_000 }],
  ])('%s', async (_, shape) => {
    const bytes = writeEvt(records, shape);
    const path = join(work, 'log.evt');
    writeFileSync(path, bytes);
    const own = await ours(bytes);
    expect(own).toHaveLength(40);
    expect(byEvtexport(path)).toEqual(own);
  });
});
