import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cause, Evidence, EvidenceClass, Opinion, Stand } from '../causes/api.ts';
import { exampleCase } from '../causes/case.fixture.ts';
import { arbitrate, strength, type Ruling } from './arbiter.ts';

const view = exampleCase([{ code: 'auth.own-method', role: 'initiator', args: { method: 'pre-shared key' } }]);

function proof(cls: EvidenceClass, quote: string = cls): Evidence {
  return { class: cls, source: { artifact: 'a1', at: [{ line: 1 }], quote, time: null } };
}

function cause(id: string, opinion: Partial<Opinion> | null, explains: readonly string[] = []): Cause {
  return {
    id,
    severity: 'high',
    references: [],
    mistakenFor: [],
    explains,
    steps: [],
    judge: () => (opinion === null ? null : { stand: 'allows', for: [], against: [], ...opinion }),
  };
}

const says = (stand: Stand, cls: EvidenceClass = 'statement', more: Partial<Opinion> = {}): Partial<Opinion> => ({
  stand,
  for: [proof(cls)],
  ...more,
});

const shown = (ruling: Ruling): string[] => ruling.causes.map(({ cause: { id }, confidence }) => `${id} ${confidence}`);
const rivals = (ruling: Ruling): string[] => ruling.rivals.map(({ cause: { id } }) => id);

describe('arbitrate', () => {
  it('is certain of what proves itself with nothing against it', () => {
    const ruling = arbitrate(view, [
      cause('auth.psk-mismatch', says('proves')),
      cause('auth.identity-mismatch', null),
      cause('auth.secret-missing', null),
    ]);
    expect(shown(ruling)).toEqual(['auth.psk-mismatch certain']);
    expect(rivals(ruling)).toEqual([]);
    expect(ruling.excluded.map(({ cause: { id } }) => id).sort()).toEqual([
      'auth.identity-mismatch',
      'auth.secret-missing',
    ]);
  });

  it('is not certain when something speaks against it', () => {
    const ruling = arbitrate(view, [
      cause('auth.psk-mismatch', says('proves', 'statement', { against: [proof('packet')] })),
    ]);
    expect(shown(ruling)).toEqual(['auth.psk-mismatch likely']);
  });

  it('names the root and keeps what it accounts for as its symptom', () => {
    const ruling = arbitrate(view, [
      cause('auth.psk-mismatch', says('proves')),
      cause('auth.identity-mismatch', says('proves'), ['auth.psk-mismatch']),
    ]);
    expect(shown(ruling)).toEqual(['auth.identity-mismatch certain']);
    expect(ruling.explained.map(({ by, ranked }) => [by, ranked.cause.id])).toEqual([
      ['auth.identity-mismatch', 'auth.psk-mismatch'],
    ]);
  });

  it('lets what the deciding end says stand above what the configurations would lead to', () => {
    const ruling = arbitrate(view, [
      cause('auth.psk-mismatch', says('proves', 'configuration')),
      cause('auth.identity-mismatch', says('proves')),
    ]);
    expect(shown(ruling)).toEqual(['auth.identity-mismatch certain']);
  });

  it('finds two faults where neither accounts for the other', () => {
    const ruling = arbitrate(view, [cause('auth.psk-mismatch', says('proves')), cause('host.clock', says('proves'))]);
    expect(shown(ruling).sort()).toEqual(['auth.psk-mismatch certain', 'host.clock certain']);
  });

  it('two that account for each other are both named', () => {
    const ruling = arbitrate(view, [
      cause('auth.psk-mismatch', says('proves'), ['auth.identity-mismatch']),
      cause('auth.identity-mismatch', says('proves'), ['auth.psk-mismatch']),
    ]);
    expect(ruling.causes).toHaveLength(2);
  });

  it('finds likely what leads by its class of evidence, with the rest as rivals', () => {
    const ruling = arbitrate(view, [
      cause('auth.psk-mismatch', says('indicates', 'shape')),
      cause('auth.identity-mismatch', says('indicates', 'statement')),
      cause('auth.secret-missing', null),
    ]);
    expect(shown(ruling)).toEqual(['auth.identity-mismatch likely']);
    expect(rivals(ruling)).toEqual(['auth.psk-mismatch', 'auth.secret-missing']);
  });

  it('finds only possible what no evidence in particular speaks for', () => {
    const ruling = arbitrate(view, [
      cause('auth.psk-mismatch', null),
      cause('auth.identity-mismatch', null),
      cause('auth.secret-missing', null),
      cause('auth.method-mismatch', null),
    ]);
    expect(ruling.causes.map(({ confidence }) => confidence)).toEqual(['possible']);
    expect([...shown(ruling).map((text) => text.split(' ')[0]), ...rivals(ruling)]).toHaveLength(4);
    expect(ruling.cannotTell).toHaveLength(3);
  });

  it('takes what is excluded out of the set, and says by what', () => {
    const ruling = arbitrate(view, [
      cause('auth.psk-mismatch', { stand: 'excluded', against: [proof('statement', 'keys are right')] }),
      cause('auth.identity-mismatch', null),
    ]);
    expect(shown(ruling)).toEqual(['auth.identity-mismatch possible']);
    expect(ruling.excluded.map(({ cause: { id }, by }) => [id, by[0]?.source.quote])).toEqual([
      ['auth.psk-mismatch', 'keys are right'],
    ]);
  });

  it('does not let a mere possibility in from outside the closed set', () => {
    expect(shown(arbitrate(view, [cause('load.flood', { stand: 'allows' })]))).toEqual([]);
    expect(shown(arbitrate(view, [cause('load.flood', says('indicates'))]))).toEqual(['load.flood likely']);
  });

  it('keeps a note out of the causes', () => {
    const ruling = arbitrate(view, [cause('sa.replay', says('proves', 'statement', { note: true }))]);
    expect(ruling.causes).toEqual([]);
    expect(ruling.explained.map(({ by, ranked }) => [by, ranked.cause.id])).toEqual([[null, 'sa.replay']]);
  });

  it('ranks the classes of evidence as the architecture has them', () => {
    const classes: readonly EvidenceClass[] = [
      'shape',
      'absence',
      'clear-testimony',
      'authenticated-notify',
      'packet',
      'configuration',
      'statement',
    ];
    const ranks = classes.map((cls) => strength([proof(cls)]));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(strength([])).toBe(0);
    expect(strength(classes.map((cls) => proof(cls)))).toBe(strength([proof('statement')]));
  });
});

describe('less evidence', () => {
  const ids = ['auth.psk-mismatch', 'auth.identity-mismatch', 'auth.secret-missing', 'auth.method-mismatch'] as const;
  const stands: readonly Stand[] = ['proves', 'indicates', 'allows'];
  const opinion = fc.record({
    stand: fc.constantFrom(...stands),
    // Configurations give way to what the deciding end says, so a lost statement can bring them back.
    cls: fc.constantFrom<EvidenceClass>('statement', 'packet', 'clear-testimony', 'shape'),
    weight: fc.integer({ min: 0, max: 100 }),
    falls: fc.integer({ min: 0, max: 2 }),
  });
  const rule = (list: readonly { stand: Stand; cls: EvidenceClass; weight: number }[]): Ruling =>
    arbitrate(
      view,
      list.map(({ stand, cls, weight }, i) =>
        cause(ids[i] ?? '', stand === 'allows' ? { stand } : says(stand, cls, { weight })),
      ),
    );
  const set = (ruling: Ruling): string[] => [...ruling.causes.map((item) => item.cause.id), ...rivals(ruling)];

  it('never makes certain, and widens the set of an undecided case', () => {
    fc.assert(
      fc.property(fc.array(opinion, { minLength: 4, maxLength: 4 }), (list) => {
        const before = rule(list);
        const after = rule(
          list.map((item) => ({
            ...item,
            stand: stands[Math.min(stands.indexOf(item.stand) + item.falls, 2)] ?? 'allows',
          })),
        );
        const certain = (ruling: Ruling): string[] =>
          ruling.causes.filter((item) => item.confidence === 'certain').map((item) => item.cause.id);
        for (const id of certain(after)) expect(certain(before)).toContain(id);
        if (certain(after).length === 0) for (const id of ids) expect(set(after)).toContain(id);
      }),
    );
  });

  it('gives the same ruling in whatever order causes are asked', () => {
    fc.assert(
      fc.property(fc.array(opinion, { minLength: 4, maxLength: 4 }), fc.boolean(), (list, backwards) => {
        const all = list.map(({ stand, cls, weight }, i) =>
          cause(ids[i] ?? '', stand === 'allows' ? { stand } : says(stand, cls, { weight })),
        );
        const other = backwards
          ? [...all].reverse()
          : [all[2], all[0], all[3], all[1]].filter((item) => item !== undefined);
        expect(shown(arbitrate(view, other))).toEqual(shown(arbitrate(view, all)));
        expect(rivals(arbitrate(view, other))).toEqual(rivals(arbitrate(view, all)));
      }),
    );
  });
});
