/** Sentences of the policy agent, its storage and the IKE service (EVT-S, EVT-R, EVT-I); service-rows.fixture.ts has a story of each. */
import { describe, expect, it } from 'vitest';
import { diagnoseFiles } from '../../causes/play.fixture.ts';
import { event, logOf, server } from './stories.fixture.ts';
import { inventoryText } from './inventory.fixture.ts';
import { serviceRows } from './service-rows.fixture.ts';
import { windowsEventReader } from './reader.ts';
import { sentences } from './sentences.ts';

describe('records of the policy agent, its storage and the IKE service', () => {
  it('a name of a policy decides nothing', async () => {
    const { findings } = await diagnoseFiles([
      logOf(
        server,
        event(
          615,
          1,
          [
            [
              '',
              'PAStore Engine applied local registry storage IPSec policy &quot;Zero Phase 1 offers&quot; on the machine.',
            ],
          ],
          {
            provider: 'Security',
            unnamed: true,
          },
        ),
      ),
    ]);
    expect(findings.filter(({ role }) => role === 'cause')).toEqual([]);
  });

  it.skipIf(inventoryText === '')('every row of the inventory has a sentence and a fixture', () => {
    const ids = new Set(
      [...inventoryText.matchAll(/^- \*\*(EVT-[SRI]-[0-9]{2})\*\*/gm)].map((found) => found[1] ?? ''),
    );
    expect(ids.size).toBeGreaterThan(40);
    const covered = new Set(serviceRows.map(([id]) => id));
    const known = new Set(sentences.map(({ id }) => id));
    expect([...ids].filter((id) => !covered.has(id))).toEqual([]);
    expect([...ids].filter((id) => !known.has(id))).toEqual([]);
  });

  it('a service whose shown name is of another language is known by its name in the registry', () => {
    const bytes = [...'IKEEXT/1\0'].map((char) => `${char.charCodeAt(0).toString(16).padStart(2, '0')}00`).join('');
    const reader = windowsEventReader('a', 'windows-event-xml');
    const base = {
      version: 0,
      qualifiers: null,
      level: 4,
      keywords: null,
      ns: 1n,
      computer: 'a',
      record: 1n,
      processId: null,
      threadId: null,
      message: null,
    };
    const data = [
      { name: 'param1', value: 'IKE 및 AuthIP 키 모듈' },
      { name: 'param2', value: '중지' },
      { name: 'Binary', value: bytes },
    ];
    reader.event({ ...base, provider: 'Service Control Manager', channel: 'System', id: 7036, data, place: 1 });
    // The policy agent comes and goes, and IKE runs on.
    const agent = [
      { name: 'param1', value: 'IPsec Policy Agent' },
      { name: 'param2', value: 'stopped' },
    ];
    reader.event({ ...base, provider: 'Service Control Manager', channel: 'System', id: 7036, data: agent, place: 2 });
    expect(reader.end().observations).toMatchObject([{ code: 'daemon.stopping', seq: 1 }]);
  });
});
