import { describe, expect, it } from 'vitest';
import { exampleDiagnosis } from '../document/example.fixture.ts';
import type { Evidence, Finding } from '../document/types.ts';
import { filtersOf, negotiationFilter, packetFilter } from './filters.ts';
import { lookUp } from './look-up.ts';

const at = lookUp(exampleDiagnosis);
const [finding] = exampleDiagnosis.findings;
const [statement, notify] = finding?.evidence ?? [];
if (finding === undefined || statement === undefined || notify === undefined) throw new Error('the example');

const filters = (item: Evidence, details: Finding['details'] = {}): string[] =>
  filtersOf(at, { ...finding, details }, item);

describe('display filters', () => {
  it('lead to the packet, its negotiation, and the SAs', () => {
    expect(filters(notify)).toEqual(['frame.number == 4', 'isakmp.ispi == 0011223344556677']);
    expect(filters(statement)).toEqual(['isakmp.ispi == 0011223344556677']);
    expect(filters(statement, { spi: 'c0ffee01', spis: ['c0ffee01', 'c0ffee02'] })).toEqual([
      'isakmp.ispi == 0011223344556677',
      'esp.spi == 0xc0ffee01',
      'esp.spi == 0xc0ffee02',
    ]);
    expect(packetFilter([3, 4])).toBe('frame.number in {3, 4}');
  });
  it('hold no word of the evidence, and are not made of a configuration', () => {
    expect(filters(statement, { spi: '1 || http', spis: ['"', null, 3] })).toHaveLength(1);
    expect(filters({ ...statement, class: 'configuration' })).toEqual([]);
    const [negotiation] = exampleDiagnosis.negotiations;
    if (negotiation === undefined) throw new Error('the example');
    expect(negotiationFilter({ ...negotiation, initiatorSpi: '00 || tcp' })).toBeNull();
  });
});
