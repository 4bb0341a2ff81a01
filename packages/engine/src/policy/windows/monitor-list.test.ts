import { describe, expect, it } from 'vitest';
import { expandPolicies, type SpecificFilter } from './expand.ts';
import { compareMonitorList, readMonitorList } from './monitor-list.ts';
import { groupPolicies } from './woodgrove.fixture.ts';

const expansion = expandPolicies([groupPolicies.isolation], { addresses: ['192.168.1.101'] });

/** As the snap-in writes the filters: `Any IP Address`, a mask in brackets, protocols by name. */
function exported(filters: readonly SpecificFilter[]): string {
  const address = ({ from, to }: SpecificFilter['source']): string => {
    const dotted = (value: bigint): string => [24n, 16n, 8n, 0n].map((bits) => (value >> bits) & 255n).join('.');
    if (from === 0n && to === 0xffff_ffffn) return 'Any IP Address';
    return from === to ? dotted(from) : `${dotted(from)} (${dotted(0xffff_ffffn ^ (to - from))})`;
  };
  const rows = filters.map((filter, i) =>
    [
      filter.rule.filterList ?? '',
      address(filter.source),
      address(filter.destination),
      filter.protocol === 1 ? 'ICMP' : 'Any',
      'Any',
      'Any',
      filter.direction === 'inbound' ? 'Inbound' : 'Outbound',
      String(10_000 - i),
      filter.action === 'permit' ? 'Permit' : 'Negotiate security',
    ].join('\t'),
  );
  return [
    'Name\tSource\tDestination\tProtocol\tSource Port\tDestination Port\tDirection\tWeight\tAction',
    ...rows,
  ].join('\r\n');
}

describe('a list that IP Security Monitor exported', () => {
  it('agrees with the expansion it is of', () => {
    const list = readMonitorList(exported(expansion.filters));
    expect(list.faults).toEqual([]);
    expect(compareMonitorList(list, expansion)).toEqual({
      missing: [],
      extra: [],
      otherAction: [],
      otherOrder: [],
      same: expansion.filters.length,
    });
  });

  it('shows what is missing, what is more, what is done otherwise, and another order', () => {
    const [first, second, ...rest] = expansion.filters.filter(({ direction }) => direction === 'outbound');
    if (first === undefined || second === undefined) throw new Error('the fixture has too few filters');
    const list = readMonitorList(
      `${exported([{ ...second, action: 'block' }, ...rest.slice(0, 1), first])}\r\nx\t10.9.9.9\tAny IP Address\tAny\tAny\tAny\tOutbound\t1\tPermit`,
    );
    const { missing, extra, otherAction, otherOrder } = compareMonitorList(list, {
      ...expansion,
      filters: [first, second, ...rest],
    });
    expect(missing).toEqual(rest.slice(1));
    expect(extra.map(({ line }) => line)).toEqual([5]);
    expect(otherAction.map(({ row }) => row.line)).toEqual([2]);
    expect(otherOrder.map(([a, b]) => [a.line, b.line])).toEqual([[3, 4]]);
  });

  it('of another kind, cut or broken is told of', () => {
    expect(readMonitorList('Me\tPeer\r\n1\t2').faults).toMatchObject([{ line: 1 }]);
    const list = readMonitorList('Source\tDestination\r\nAny\tnowhere\r\n192.0.2.1\tMe\r\n');
    expect(list.faults).toEqual([{ line: 2, reason: 'an address cannot be read' }]);
    expect(list.filters).toMatchObject([{ line: 3, destination: null, protocol: null, direction: null }]);
  });
});
