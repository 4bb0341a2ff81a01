import { describe, expect, it } from 'vitest';
import { diagnose, drawTerminal } from '../index.ts';
import { bytesInput } from '../ingest/ingest.ts';
import { documentText } from './write.ts';
import type { Diagnosis } from './types.ts';

/** A refused negotiation as b logs it; `stamp` writes the time of a line. */
const refused = (stamp: (second: number) => string): string =>
  [
    '05[NET] <1> received packet: from 192.0.2.10[500] to 198.51.100.20[500] (240 bytes)',
    '05[ENC] <1> parsed IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) ]',
    '05[IKE] <1> 192.0.2.10 is initiating an IKE_SA',
    '05[IKE] <1> received proposals unacceptable',
    '05[ENC] <1> generating IKE_SA_INIT response 0 [ N(NO_PROP) ]',
    '05[NET] <1> sending packet: from 198.51.100.20[500] to 192.0.2.10[500] (36 bytes)',
  ]
    .map((line, second) => `${stamp(second)} ${line}\n`)
    .join('');

/** The same as a logs it. */
const refusing = (stamp: (second: number) => string): string =>
  [
    '07[IKE] <net|1> initiating IKE_SA net[1] to 198.51.100.20',
    '07[ENC] <net|1> generating IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) ]',
    '07[NET] <net|1> sending packet: from 192.0.2.10[500] to 198.51.100.20[500] (240 bytes)',
    '08[NET] <net|1> received packet: from 198.51.100.20[500] to 192.0.2.10[500] (36 bytes)',
    '08[ENC] <net|1> parsed IKE_SA_INIT response 0 [ N(NO_PROP) ]',
    '08[IKE] <net|1> received NO_PROPOSAL_CHOSEN notify error',
  ]
    .map((line, second) => `${stamp(second)} ${line}\n`)
    .join('');

const two = (n: number): string => String(n).padStart(2, '0');
const noYear = (second: number): string => `Nov 23 22:01:${two(second)}`;
const timeOnly = (second: number): string => `22:01:${two(second)}`;
const monotonic = (second: number): string => `[  153.${two(second)}0000] gw charon[99]:`;
const dated = (second: number): string => `2026-11-23T08:15:${two(second)}.000Z`;

const of = async (files: Readonly<Record<string, string>>): Promise<Diagnosis> =>
  diagnose(Object.entries(files).map(([path, text]) => bytesInput(path, new TextEncoder().encode(text), 'folder')));

const both = async (doc: Diagnosis): Promise<string> =>
  (await documentText(doc)) + drawTerminal(doc, { lang: 'en', width: 100, color: false, full: true });

describe('times that lack the year', () => {
  it('are shown without one, everywhere', async () => {
    const doc = await of({ 'b/charon.log': refused(noYear) });
    const text = await both(doc);
    expect(text).not.toMatch(/\b(?:2000|1970)-/);
    expect(text).toContain('one attempt at Nov 23 22:01:00');
    expect(text).toContain('22:01:04.000');
    const [negotiation] = doc.negotiations;
    expect(negotiation?.ike).toMatchObject({ started: null, ended: null });
    expect(negotiation?.messages[0]).toMatchObject({ at: null, partial: 'Nov 23 22:01:00.000' });
    expect(doc.incidents[0]).toMatchObject({ first: null, partial: { first: 'Nov 23 22:01:00.000' } });
    expect(doc.findings[0]?.evidence[0]).toMatchObject({ time: 'Nov 23 22:01:03', at: null });
    expect(doc.artifacts[0]?.window).toBeNull();
  });

  it('have no date either when the log has none, and count from the start of the host when that is all', async () => {
    const time = await of({ 'b/charon.log': refused(timeOnly) });
    expect(await both(time)).not.toMatch(/\b(?:2000|1970)-|Jan 01/);
    expect(time.negotiations[0]?.messages[0]).toMatchObject({ at: null, partial: '22:01:00.000' });
    const uptime = await of({ 'b/charon.log': refused(monotonic) });
    expect(await both(uptime)).not.toMatch(/\b(?:2000|1970)-|Jan 01/);
    expect(uptime.negotiations[0]?.messages[0]).toMatchObject({ at: null, partial: '153.000 s' });
  });

  it('get it from the other end, whichever comes first', async () => {
    for (const lacking of [noYear, timeOnly])
      for (const files of [
        { 'a/charon.log': refusing(lacking), 'b/charon.log': refused(dated) },
        { 'a/charon.log': refusing(dated), 'b/charon.log': refused(lacking) },
      ]) {
        const doc = await of(files);
        expect(await both(doc)).not.toMatch(/\b(?:2000|1970)-/);
        expect(doc.negotiations).toHaveLength(1);
        expect(doc.negotiations[0]?.ike.started).toMatch(/^2026-11-23T08:1[45]/);
        expect(doc.negotiations[0]?.messages[0]?.partial).toBeNull();
      }
  });

  it('get the day from the other end when that is all it knows', async () => {
    for (const [first, second] of [
      [noYear, timeOnly],
      [timeOnly, noYear],
    ] as const) {
      const doc = await of({ 'a/charon.log': refusing(first), 'b/charon.log': refused(second) });
      expect(await both(doc)).not.toMatch(/\b(?:2000|1970)-/);
      expect(doc.negotiations).toHaveLength(1);
      expect(doc.negotiations[0]?.messages[0]).toMatchObject({
        at: null,
        partial: expect.stringMatching(/^Nov 23 22:01:/),
      });
    }
  });
});
