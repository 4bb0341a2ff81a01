import { describe, expect, it } from 'vitest';
import type { Cause, EvidenceClass, Opinion } from '../causes/api.ts';
import { exampleCase } from '../causes/case.fixture.ts';
import { arbitrate, type Ruling } from './arbiter.ts';

const facts = [{ code: 'auth.own-method', role: 'initiator', args: { method: 'pre-shared key' } }] as const;
const whole = exampleCase(facts);
const holed = exampleCase(facts, { hasHoles: (artifact) => artifact === 'log-b' });

const psk = 'auth.psk-mismatch';
const identity = 'auth.identity-mismatch';
const secret = 'auth.secret-missing';
const method = 'auth.method-mismatch';

function cause(id: string, opinion: Partial<Opinion> | null): Cause {
  return {
    id,
    severity: 'high',
    references: [],
    mistakenFor: [],
    explains: [],
    steps: [],
    judge: () => (opinion === null ? null : { stand: 'allows', for: [], against: [], ...opinion }),
  };
}

function says(
  stand: 'proves' | 'indicates',
  leaves?: readonly string[],
  artifact = 'log-b',
  cls: EvidenceClass = 'statement',
): Partial<Opinion> {
  const source = { artifact, at: [{ line: 1 }], quote: 'b said it', time: null };
  return { stand, for: [{ class: cls, source }], ...(leaves === undefined ? {} : { leaves }) };
}

const set = (ruling: Ruling): string[] => [...ruling.causes, ...ruling.rivals].map(({ cause: { id } }) => id).sort();
const out = (ruling: Ruling): string[] => ruling.excluded.map(({ cause: { id } }) => id).sort();

describe('words that are ambiguous between some causes', () => {
  it('exclude the rest of the closed set, and are cited for it', () => {
    const ruling = arbitrate(whole, [
      cause(secret, says('indicates', [identity])),
      cause(identity, null),
      cause(psk, null),
      cause(method, null),
    ]);
    expect(set(ruling)).toEqual([identity, secret]);
    expect(out(ruling)).toEqual([method, psk]);
    expect(ruling.excluded[0]?.by.map(({ source }) => source.quote)).toEqual(['b said it']);
  });

  it('exclude nothing where their log lost lines: the plainer line may be the one that is gone', () => {
    const ruling = arbitrate(holed, [
      cause(secret, says('indicates', [identity])),
      cause(identity, null),
      cause(psk, null),
      cause(method, null),
    ]);
    expect(set(ruling)).toEqual([identity, method, psk, secret]);
    expect(out(ruling)).toEqual([]);
  });

  it('exclude in spite of holes in somebody else’s log', () => {
    const ruling = arbitrate(holed, [cause(secret, says('indicates', [identity], 'log-a')), cause(psk, null)]);
    expect(out(ruling)).toEqual([psk]);
  });

  it('of several speakers leave what any of them leaves', () => {
    const ruling = arbitrate(whole, [
      cause(secret, says('indicates', [identity])),
      cause(method, says('indicates', [])),
      cause(identity, null),
      cause(psk, null),
    ]);
    expect(set(ruling)).toEqual([identity, method, secret]);
    expect(out(ruling)).toEqual([psk]);
  });

  it('that are no statement of a component exclude nothing', () => {
    const ruling = arbitrate(whole, [
      cause(secret, says('indicates', [identity], 'log-b', 'authenticated-notify')),
      cause(psk, null),
    ]);
    expect(set(ruling)).toEqual([psk, secret]);
  });

  it('exclude no cause that something speaks for', () => {
    const ruling = arbitrate(whole, [
      cause(secret, says('indicates', [identity])),
      cause(psk, says('indicates', undefined, 'a2', 'shape')),
    ]);
    expect(set(ruling)).toEqual([psk, secret]);
    expect(out(ruling)).toEqual([]);
  });
});

describe('proven by a log with holes', () => {
  it('is likely at most and keeps its rivals', () => {
    const causes = [cause(psk, says('proves')), cause(identity, null), cause(secret, null)];
    const sure = arbitrate(whole, causes);
    expect(sure.causes.map(({ confidence }) => confidence)).toEqual(['certain']);
    expect(sure.rivals).toEqual([]);
    const unsure = arbitrate(holed, causes);
    expect(unsure.causes.map(({ cause: { id }, confidence }) => `${id} ${confidence}`)).toEqual([`${psk} likely`]);
    expect(unsure.rivals.map(({ cause: { id } }) => id).sort()).toEqual([identity, secret]);
    expect(out(unsure)).toEqual([]);
  });

  it('stays certain where holes are in other records, or where no words but packets prove it', () => {
    for (const opinion of [says('proves', undefined, 'log-a'), says('proves', undefined, 'log-b', 'packet')])
      expect(arbitrate(holed, [cause(psk, opinion)]).causes.map(({ confidence }) => confidence)).toEqual(['certain']);
  });

  it('drops the rivals where another proof is whole', () => {
    const ruling = arbitrate(holed, [
      cause(psk, says('proves')),
      cause('host.clock', says('proves', undefined, 'log-a')),
      cause(secret, null),
    ]);
    expect(ruling.causes.map(({ cause: { id }, confidence }) => `${id} ${confidence}`).sort()).toEqual([
      `${psk} likely`,
      'host.clock certain',
    ]);
    expect(ruling.rivals).toEqual([]);
  });
});
