import { describe, expect, it } from 'vitest';
import { bytesInput, diagnose } from '../index.ts';
import { client, logOf, mainFails, server } from '../formats/windows-event/stories.fixture.ts';

describe('a text whose second line holds all of it', () => {
  // Event Viewer saves a log as XML in this way: the declaration, and the whole log behind it.
  const record = ((): string => {
    const log = logOf(
      client,
      mainFails({ own: client, peer: server, role: 'initiator', at: 63, reason: 'No policy configured' }),
    );
    return 'lines' in log ? (log.lines[0] ?? '') : '';
  })();

  it.each([4, 40, 400])('is read, %d records of it', async (records) => {
    const text = `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n<Events>${record.repeat(records)}</Events>`;
    const diagnosis = await diagnose([bytesInput('security.xml', new TextEncoder().encode(text))]);
    expect(diagnosis.artifacts.map(({ format, status }) => [format, status])).toEqual([['windows-event-xml', 'read']]);
    expect(diagnosis.findings.filter(({ role }) => role === 'cause').map(({ id }) => id)).toEqual([
      'policy.no-ike-config',
    ]);
  });
});
