import { describe, expect, it } from 'vitest';
import { exampleDiagnosis } from './example.fixture.ts';
import type { Diagnosis } from './types.ts';
import { verifyAgainst } from './verify.ts';

const results = (doc: Diagnosis): readonly string[] => verifyAgainst(doc, exampleDiagnosis).map((item) => item.result);

const quiet: Diagnosis = {
  ...exampleDiagnosis,
  verdict: 'inconclusive',
  findings: [],
  considered: [],
  negotiations: [],
};

describe('an earlier result as what is expected', () => {
  it('is still there when the same cause is named again', () => {
    expect(results(exampleDiagnosis)).toEqual(['still-there']);
  });

  it('is gone when the pair works, or when it got past the place', () => {
    const healthy: Diagnosis = { ...quiet, pairs: [{ id: 'p1', hosts: ['a', 'b'], verdict: 'healthy' }] };
    expect(results(healthy)).toEqual(['gone']);
    const up: Diagnosis = {
      ...quiet,
      negotiations: exampleDiagnosis.negotiations.map((item) => ({
        ...item,
        ike: { ...item.ike, outcome: 'established' },
      })),
    };
    expect(results(up)).toEqual(['gone']);
  });

  it('is not shown when the evidence says nothing of it', () => {
    expect(results(quiet)).toEqual(['not-shown']);
    // Another pair that works says nothing of this one.
    const others: Diagnosis['pairs'] = [
      { id: 'p7', hosts: ['c', 'd'], verdict: 'healthy' },
      { id: 'p8', hosts: ['c', 'e'], verdict: 'healthy' },
    ];
    expect(results({ ...quiet, pairs: others })).toEqual(['not-shown']);
    expect(verifyAgainst(quiet, quiet)).toEqual([]);
  });
});
