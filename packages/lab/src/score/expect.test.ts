import { describe, expect, it } from 'vitest';
import type { BreakFamily, Honest, ScenarioFile, Subset, Truth } from '../types.ts';
import { scoreBreak } from './break-point.ts';
import { type Expectation, examine, monotone, type ProblemKind, setSize, topRight, truthKept } from './expect.ts';
import type { Break, Named, Outcome } from './outcome.ts';
import { SUBSETS, type VariantKind } from './variants.ts';

const HONEST: Honest = {
  best: 'auth.psk-mismatch',
  acceptable: ['auth.psk-mismatch'],
  truthInSet: true,
  notCertain: [],
  missing: [],
  verdicts: ['failing', 'inconclusive'],
};

function expectation(truth: Truth[], changes: Partial<Record<Subset, Partial<Honest>>> = {}): Expectation {
  const scenario = { id: 'x', truth, verdict: 'failing', history: [] } as unknown as ScenarioFile;
  const honest = Object.fromEntries(SUBSETS.map((subset) => [subset, { ...HONEST, ...changes[subset] }]));
  return { scenario, honest: honest as Record<Subset, Honest> };
}

function outcome(causes: string[], rivals: string[] = [], rest: Partial<Outcome> = {}): Outcome {
  const named = causes.map((text): Named => {
    const [id = '', confidence = 'likely'] = text.split(':');
    return { id, confidence: confidence as Named['confidence'], role: 'cause', incident: 'i1' };
  });
  return {
    verdict: causes.length > 0 ? 'failing' : 'inconclusive',
    causes: named,
    others: [],
    rivals,
    cases: [
      {
        incident: 'i1',
        keys: ['k'],
        healed: false,
        verdict: rest.verdict ?? 'failing',
        breakPoint: null,
        causes: named,
        rivals,
      },
    ],
    missing: [],
    ...rest,
  };
}

const PSK = expectation([{ cause: 'auth.psk-mismatch', at: 'both' }]);
const kinds = (of: Expectation, kind: VariantKind, answer: Outcome): ProblemKind[] =>
  examine(of, kind, answer).map((problem) => problem.kind);

describe('loose files', () => {
  it('may be answered by asking whose they are, never by silence', () => {
    const known = expectation([{ cause: 'sa.replay', at: 'both' }], { all: { verdicts: ['failing'] } });
    expect(kinds(known, 'loose', outcome([], [], { missing: ['? placement'] }))).toEqual(['verdict']);
    expect(kinds(known, 'loose', outcome([]))).toEqual(['truth-lost', 'verdict']);
    expect(kinds(known, 'all', outcome([], [], { missing: ['? placement'] }))).toContain('truth-lost');
  });
});

describe('examining an answer', () => {
  it('accepts the truth and finds it lost, wrong or wrongly certain', () => {
    expect(kinds(PSK, 'all', outcome(['auth.psk-mismatch:certain']))).toEqual([]);
    expect(kinds(PSK, 'all', outcome(['ike.timeout'], ['auth.psk-mismatch']))).toEqual(['top-1']);
    expect(kinds(PSK, 'captures', outcome(['ike.timeout'], ['auth.psk-mismatch']))).toEqual([]);
    expect(kinds(PSK, 'captures', outcome(['ike.timeout']))).toEqual(['truth-lost']);
    expect(kinds(PSK, 'captures', outcome(['ike.timeout:certain'], ['auth.psk-mismatch']))).toEqual(['wrong-certain']);
  });

  it('accepts another right name of a fault', () => {
    const both = expectation([{ cause: 'a.b', at: 'both', alsoRight: ['c.d'] }]);
    expect(topRight(both, outcome(['c.d:certain']))).toBe(true);
    expect(truthKept(both.scenario, outcome(['x.y'], ['c.d']))).toBe(true);
  });

  it('wants every one of two faults', () => {
    const two = expectation([
      { cause: 'a.b', at: 'both' },
      { cause: 'c.d', at: 'both' },
    ]);
    expect(topRight(two, outcome(['c.d', 'a.b']))).toBe(true);
    expect(topRight(two, outcome(['a.b'], ['c.d']))).toBe(false);
    expect(kinds(two, 'all', outcome(['c.d', 'a.b', 'e.f', 'g.h', 'i.j']))).toContain('too-many-causes');
  });

  it('wants no cause on healthy', () => {
    const healthy = expectation([], {
      all: { verdicts: ['healthy'] },
      logs: { verdicts: ['healthy', 'inconclusive'] },
    });
    expect(kinds(healthy, 'all', outcome([], [], { verdict: 'healthy' }))).toEqual([]);
    expect(kinds(healthy, 'all', outcome([]))).toEqual(['verdict']);
    expect(kinds(healthy, 'logs', outcome([]))).toEqual([]);
    expect(kinds(healthy, 'drop', outcome(['ike.timeout']))).toEqual(['cause-on-healthy']);
  });

  it('lets an open answer pass only when it names what is missing', () => {
    const blind = expectation(PSK.scenario.truth, { initiator: { missing: [['responder log', 'responder config']] } });
    expect(kinds(blind, 'initiator', outcome([], [], { missing: ['responder log'] }))).toEqual([]);
    expect(kinds(blind, 'initiator', outcome([], [], { missing: ['initiator log'] }))).toEqual([
      'truth-lost',
      'missing-not-named',
    ]);
    expect(kinds(blind, 'initiator', outcome([], [], { missing: ['responder configuration'] }))).toEqual([]);
  });

  it('tells where certainty was not to be had', () => {
    const blind = expectation(PSK.scenario.truth, { captures: { notCertain: ['*'] } });
    expect(kinds(blind, 'captures', outcome(['auth.psk-mismatch:certain']))).toEqual(['overclaimed']);
  });

  it('takes an open answer after a drop, but no other', () => {
    expect(kinds(PSK, 'drop', outcome([]))).toEqual([]);
    expect(kinds(PSK, 'drop', outcome([], [], { verdict: 'healthy' }))).toEqual(['truth-lost']);
  });

  it('sizes the set by incident', () => {
    expect(setSize(outcome(['a.b'], ['c.d', 'a.b']))).toBe(2);
    expect(setSize(outcome([]))).toBeNull();
  });
});

describe('the monotone property', () => {
  const all = outcome(['a.b:likely'], ['c.d']);
  const wrong = (less: Outcome): string[] => monotone(all, less, 'all').map(({ expected }) => expected);

  it('lets the set grow and confidence fall', () => {
    expect(wrong(outcome(['c.d:possible'], ['a.b', 'e.f']))).toEqual([]);
    expect(wrong(outcome([]))).toEqual([]);
  });

  it('finds lost candidates and risen confidence', () => {
    expect(wrong(outcome(['a.b:likely']))).toEqual(['c.d kept, as with all']);
    expect(wrong(outcome(['a.b:certain'], ['c.d']))).toEqual(['a.b at most as sure as with all']);
    expect(wrong(outcome(['e.f:certain'], ['a.b', 'c.d']))).toEqual(['e.f not certain, as with all']);
    expect(wrong(outcome([], [], { verdict: 'healthy' }))).toEqual(['a.b c.d kept, as with all']);
  });

  it('leaves incidents alone of which nothing is left', () => {
    const other = outcome(['x.y:certain']);
    expect(wrong({ ...other, cases: other.cases.map((item) => ({ ...item, keys: ['other'] })) })).toEqual([]);
  });
});

describe('the break point in captures', () => {
  const broken = (at: Partial<Break>): Outcome => {
    const answer = outcome(['auth.psk-mismatch']);
    const breakPoint = { manner: 'silent', decidedBy: 'unknown', direction: null, nextExpected: null, ...at };
    return { ...answer, cases: answer.cases.map((item) => ({ ...item, breakPoint })) };
  };
  const at = (breaks: BreakFamily, where: Truth['at']): Expectation => {
    const { honest, scenario } = expectation([{ cause: 'auth.psk-mismatch', at: where }]);
    return { honest, scenario: { ...scenario, breaks } };
  };
  const all = broken({ direction: 'initiator->responder' });

  it('is right when the end is named or its message is missing', () => {
    const refused = at('refused-init', 'both');
    expect(scoreBreak(refused, all, broken({ manner: 'refused', decidedBy: 'responder' }))?.right).toBe(true);
    expect(scoreBreak(refused, all, broken({ direction: 'responder->initiator' }))?.right).toBe(true);
    expect(scoreBreak(refused, all, broken({ manner: 'refused', decidedBy: 'initiator' }))?.right).toBe(false);
    expect(scoreBreak(refused, all, broken({ manner: 'none' }))?.right).toBe(false);
  });

  it('wants the direction of a silent path, and either one of a silent host', () => {
    const back = broken({ direction: 'responder->initiator' });
    expect(scoreBreak(at('silent-init', 'path'), all, all)?.right).toBe(true);
    expect(scoreBreak(at('silent-init', 'path'), all, back)?.right).toBe(false);
    expect(scoreBreak(at('silent-init', 'responder'), all, back)?.right).toBe(true);
  });

  it('has nothing to compare without packets or a fault', () => {
    expect(scoreBreak(at('silent-init', 'path'), all, { ...outcome([]), cases: [] })).toBeNull();
    expect(scoreBreak(expectation([]), all, all)).toBeNull();
  });
});
