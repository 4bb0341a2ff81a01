/** Scripted stories of Windows hosts with known faults, run through the whole diagnosis. Synthetic evidence throughout. */
import { describe, expect, it } from 'vitest';
import { diagnoseFiles } from '../../causes/play.fixture.ts';
import type { Diagnosis } from '../../document/types.ts';
import { stories } from './all-stories.fixture.ts';
import { client, logOf, mainFails, mainStands, method, server } from './stories.fixture.ts';
import { back, both, cookie, dialled, timedOut } from './story.fixture.ts';

/** What another cause brings about, and is all that is told where its own record is gone. */
const told: ReadonlySet<string> = new Set(['service.block-mode']);

/** Records of a log without one of which it is tried again: all of a short log, some of a long one. */
const tries = 16;

const grades = { certain: 3, likely: 2, possible: 1 } as const;

/** What is said, for the failure of a test. */
function show(diagnosis: Diagnosis): string {
  return [
    diagnosis.verdict,
    ...diagnosis.findings.map((finding) => `${finding.role} ${finding.id} ${finding.confidence}`),
    `rivals ${diagnosis.rivals.map(({ id }) => id).join(' ')}`,
    ...diagnosis.incidents.map(({ breakPoint }) => JSON.stringify(breakPoint)),
    ...diagnosis.artifacts.map(({ path, format, status, note }) => `${path} ${format} ${status} ${note ?? ''}`),
  ].join('\n');
}

describe('stories of Windows hosts', () => {
  it.each(stories)('$name', async ({ files, is, sure, rivals, without, notes, verdict, pairs }) => {
    const diagnosis = await diagnoseFiles(files);
    const causes = diagnosis.findings.filter(({ role }) => role === 'cause');
    const [first] = causes;
    expect(first?.id ?? null, show(diagnosis)).toBe(is);
    // What rests on readers that nobody held against real output is never certain.
    expect(sure === 'certain' || causes.every(({ confidence }) => confidence !== 'certain'), show(diagnosis)).toBe(
      true,
    );
    if (first !== undefined && sure !== undefined) expect(first.confidence, show(diagnosis)).toBe(sure);
    const confirmed = files.some(({ path }) => /\/(?:charon|pluto)\.log$/.test(path));
    if (first?.confidence === 'likely' && !confirmed)
      expect(first.details, show(diagnosis)).toHaveProperty('unconfirmedReaders');
    const inSight = new Set([...causes.map(({ id }) => id), ...diagnosis.rivals.map(({ id }) => id)]);
    for (const rival of rivals ?? []) expect([...inSight], show(diagnosis)).toContain(rival);
    for (const struck of without ?? []) expect([...inSight], show(diagnosis)).not.toContain(struck);
    if (pairs !== undefined) expect(diagnosis.pairs, show(diagnosis)).toHaveLength(pairs);
    if (verdict !== undefined) expect(diagnosis.verdict, show(diagnosis)).toBe(verdict);
    const told = diagnosis.findings.filter(({ role }) => role === 'note').map(({ id }) => id);
    for (const note of notes ?? []) expect(told, show(diagnosis)).toContain(note);
  });

  it('a collection of forwarded events is read computer by computer', async () => {
    const collected = [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut, cookie })),
      logOf(server, mainFails({ ...back, at: 1, reason: 'No policy configured', cookie, state: 'none' })),
    ].flatMap((file) => ('lines' in file ? file.lines : []));
    const diagnosis = await diagnoseFiles([{ path: 'collector/ForwardedEvents.xml', lines: collected }]);
    expect(diagnosis.findings[0]?.id, show(diagnosis)).toBe('policy.no-ike-config');
    expect(diagnosis.assurance).toBe('both-ends');
    expect(diagnosis.artifacts.map(({ path, host }) => [path, host])).toEqual([
      ['collector/ForwardedEvents.xml', 'collector'],
      ['collector/ForwardedEvents.xml/wg-client-01.woodgrove.example', 'wg-client-01'],
      ['collector/ForwardedEvents.xml/wg-server-02.woodgrove.example', 'wg-server-02'],
    ]);
    const cited = diagnosis.sources.map(({ artifact }) => artifact);
    expect(cited.every((id) => diagnosis.artifacts.some((artifact) => artifact.id === id))).toBe(true);
  });

  it('the dial-up of a client and the audit of its IKE, in two logs, are one attempt', async () => {
    const application = { ...dialled('13801'), path: 'a/Application.xml' };
    const audit = mainFails({
      ...both,
      at: 0,
      module: 'ikev2',
      reason: "Certificate doesn't chain to a trusted root in IPsec policy.",
      method: method.certificate,
      state: 'ke',
    });
    const files = [application, { ...logOf(client, audit), path: 'a/Security.xml' }];
    const { findings, negotiations } = await diagnoseFiles(files);
    expect(negotiations).toHaveLength(1);
    expect(findings.filter(({ role }) => role === 'cause').map(({ id }) => id)).toEqual(['auth.certificate-untrusted']);
  });

  it('a computer that was renamed on the way into its domain stays one', async () => {
    const renamed = { ...client, name: 'WIN-7TQ3HK1' };
    const lines = [
      logOf(renamed, mainStands({ ...both, own: renamed, at: -9000 })),
      logOf(client, mainFails({ ...both, at: 63, reason: 'No policy configured' })),
    ].flatMap((file) => ('lines' in file ? file.lines : []));
    const { artifacts } = await diagnoseFiles([{ path: 'a/Security.xml', lines }]);
    expect(artifacts).toHaveLength(1);
  });

  it.each(stories)(
    'gets no surer by less evidence: $name',
    async ({ name, files, is, holds }) => {
      const whole = await diagnoseFiles(files);
      const best = whole.findings.find(({ role }) => role === 'cause');
      const surer: string[] = [];
      for (const [index, file] of files.entries()) {
        if (!('lines' in file)) continue;
        const cuts = files.length > 1 ? [[...files.slice(0, index), ...files.slice(index + 1)]] : [];
        // A record less is less; a line less of what a command printed says something else.
        const records = file.lines.length > 1 && file.path.endsWith('/events.xml') ? file.lines.length : 0;
        const step = Math.max(1, Math.floor(records / tries));
        for (let line = 0; line < records; line += step)
          cuts.push(
            files.map((other, at) =>
              at === index ? { path: file.path, lines: file.lines.filter((_, i) => i !== line) } : other,
            ),
          );
        for (const cut of cuts) {
          const less = await diagnoseFiles(cut);
          // The runner wants to hear of long tests.
          await new Promise((resolve) => setImmediate(resolve));
          for (const finding of less.findings.filter(({ role }) => role === 'cause')) {
            const most = finding.id === is ? grades[best?.confidence ?? 'possible'] : grades.likely;
            // While the failure is told of, what it was stays in sight.
            const unseen =
              is !== null &&
              finding.id !== is &&
              file.lines.length > 1 &&
              finding.confidence !== 'possible' &&
              !told.has(finding.id) &&
              holds?.includes(finding.id) !== true &&
              less.rivals.every(({ id }) => id !== is);
            if (grades[finding.confidence] > most || unseen) surer.push(`${name}\n${show(less)}`);
          }
        }
      }
      expect(surer).toEqual([]);
    },
    120_000,
  );
});
