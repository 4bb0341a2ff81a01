import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRange, parseAddress, parsePrefix, parseRange, prefixRange, formatAddress } from './addresses.ts';
import { compareSelectors, formatSelector, parseSelector, parseSelectorPair, parseSelectors } from './selectors.ts';

const list = (text: string) => parseSelectors(text).selectors;

describe('addresses', () => {
  it('reads strict forms only', () => {
    expect(parseAddress('010.1.1.1')).toBeUndefined();
    expect(parseAddress('10.1.1')).toBeUndefined();
    expect(parseAddress('::ffff:192.0.2.1')?.family).toBe(6);
    expect(parsePrefix('255.255.0.0', 4)).toBe(16);
    expect(parsePrefix('255.0.255.0', 4)).toBeUndefined();
    expect(parsePrefix('33', 4)).toBeUndefined();
    expect(parseRange('10.0.0.9-10.0.0.1')).toBeUndefined();
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.bigInt(0n, (1n << 128n) - 1n), fc.nat(128), (six, raw, bits) => {
        const family = six ? 6 : 4;
        const value = six ? raw : raw & 0xffffffffn;
        expect(parseAddress(formatAddress(family, value))).toEqual({ family, value });
        const range = prefixRange(family, value, six ? bits : bits % 33);
        expect(parseRange(formatRange(range))).toEqual(range);
      }),
    );
  });
});

describe('selectors', () => {
  it.each([
    ['10.1.0.0/16[tcp/80]', '10.1.0.0/16[6/80]'],
    ['10.1.0.0/16[tcp/http]', '10.1.0.0/16[6/80]'],
    ['192.0.2.0/24:6/80', '192.0.2.0/24[6/80]'],
    ['192.0.2.0/24/TCP/80', '192.0.2.0/24[6/80]'],
    ['192.0.2.10:17/%any', '192.0.2.10/32[17]'],
    ['192.0.2.10/32:17/1701', '192.0.2.10/32[17/1701]'],
    ['192.0.2.10/32:17/0', '192.0.2.10/32[17]'],
    ['dynamic[udp/1701]', 'dynamic[17/1701]'],
    ['dynamic', 'dynamic'],
    ['10.0.0.1-10.0.0.9', '10.0.0.1-10.0.0.9'],
    ['10.0.0.0-10.0.0.255', '10.0.0.0/24'],
    ['2001:db8::/32', '2001:db8::/32'],
    ['2001:db8::1', '2001:db8::1/128'],
    ['2001:db8::/32:6/80', '2001:db8::/32[6/80]'],
    ['10.0.0.0/8[tcp/1024-65535]', '10.0.0.0/8[6/1024-65535]'],
    ['10.0.0.0/8[icmp/8(0)]', '10.0.0.0/8[1/8(0)-8(0)]'],
    ['10.0.0.0/8[/53]', '10.0.0.0/8[0/53]'],
    ['10.0.0.0/8[tcp/0-0]', '10.0.0.0/8[6/0-0]'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['10.0.0.0/8[udp/opaque]', '10.0.0.0/8[17/opaque]'],
  ])('%s', (text, canonical) => {
    const selector = parseSelector(text);
    expect(selector && formatSelector(selector)).toBe(canonical);
  });

  it('refuses what is none', () => {
    for (const text of [
      '',
      '10.1',
      'x/y',
      '10.0.0.0/33',
      '10.0.0.0/8[tcp',
      '10.0.0.0/8[tcp/99999]',
      '[',
      ']',
      ':',
      '1:2:3',
    ])
      expect(parseSelector(text)).toBeUndefined();
  });

  it.each([
    ['10.1.0.0/16', '10.1.0.0/16', 'equal'],
    ['10.1.0.0/17 10.1.128.0/17', '10.1.0.0/16', 'equal'],
    ['10.1.1.0/24', '10.1.0.0/16', 'subset'],
    ['10.1.0.0/16', '10.1.1.0/24[tcp]', 'superset'],
    ['10.1.0.0/16 10.2.0.0/16', '10.2.0.0/16 10.3.0.0/16', 'overlap'],
    ['10.1.0.0/24', '10.2.0.0/24', 'disjoint'],
    ['0.0.0.0/0[tcp]', '0.0.0.0/0[udp]', 'disjoint'],
    ['0.0.0.0/0', '::/0', 'disjoint'],
    ['10.0.0.0/8[udp/opaque]', '10.0.0.0/8[udp]', 'subset'],
    ['dynamic', 'dynamic', 'equal'],
    ['dynamic', '10.0.0.1/32', 'unknown'],
  ])('%s against %s', (a, b, relation) => {
    expect(compareSelectors(list(a), list(b)).relation).toBe(relation);
  });

  it('resolves dynamic and explains', () => {
    const got = compareSelectors(list('dynamic'), list('10.0.0.1/32 10.0.0.2/32'), { a: '10.0.0.1' });
    expect(got).toMatchObject({ relation: 'subset', common: ['10.0.0.1/32'], onlyB: ['10.0.0.2/32'] });
  });

  it('tells of long lists what short ones tell, and how many there were of one that is cut', () => {
    const nets = (count: number, first: number, length = 24): string =>
      Array.from({ length: count }, (_, i) => `${first}.${i >> 8}.${i & 255}.0/${length}`).join(' ');
    const long = list(nets(3000, 10));
    const relations = [
      nets(3000, 10),
      `${nets(2999, 10)} 172.16.0.0/24`,
      nets(3000, 11),
      '10.0.0.0/8',
      nets(3000, 10, 25),
    ];
    expect(relations.map((other) => compareSelectors(long, list(other)).relation)).toEqual([
      'equal',
      'overlap',
      'disjoint',
      'subset',
      'superset',
    ]);
    const cut = parseSelectors(nets(4100, 10));
    expect([cut.selectors.length, cut.given, parseSelectors('10.0.0.0/8 nonsense').given]).toEqual([4096, 4100, 2]);
  });

  it('gives up on lists whose members all overlap, in time', () => {
    const spans = list(
      Array.from({ length: 4000 }, (_, i) => `10.0.${i >> 8}.${i & 255}-10.1.${i >> 8}.${i & 255}`).join(' '),
    );
    const begin = performance.now();
    compareSelectors(spans, [...spans].reverse());
    expect(performance.now() - begin).toBeLessThan(10_000);
  });

  it('splits a pair', () => {
    const pair = parseSelectorPair('10.1.0.0/16 10.2.0.0/16 === 10.3.0.0/16[tcp]');
    expect(pair?.local.selectors).toHaveLength(2);
    expect(pair?.remote.selectors.map(formatSelector)).toEqual(['10.3.0.0/16[6]']);
  });

  const selectorArb = fc
    .record({
      six: fc.boolean(),
      x: fc.bigInt(0n, 0xffffffffn),
      y: fc.bigInt(0n, 0xffffffffn),
      protocol: fc.constantFrom(0, 1, 6, 17, 58, 255),
      a: fc.nat(65535),
      b: fc.nat(65535),
      any: fc.boolean(),
    })
    .map(({ six, x, y, protocol, a, b, any }) => {
      const family = six ? 6 : 4;
      const [from, to] = x < y ? [x, y] : [y, x];
      const text = `${formatAddress(family, from)}-${formatAddress(family, to)}`;
      const range = parseRange(text);
      if (range === undefined) throw new Error(text);
      const bare = {
        from: formatAddress(family, range.from),
        to: formatAddress(family, range.to),
        protocol,
        portFrom: any ? 0 : Math.min(a, b),
        portTo: any ? 65535 : Math.max(a, b),
      };
      return { ...bare, text: formatSelector({ ...bare, text: '' }) };
    });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(selectorArb, (selector) => {
        expect(parseSelector(selector.text)).toEqual(selector);
      }),
    );
  });

  it('relates lists the same way from both sides', () => {
    const mirror: Record<string, string> = { subset: 'superset', superset: 'subset' };
    fc.assert(
      fc.property(fc.array(selectorArb, { maxLength: 4 }), fc.array(selectorArb, { maxLength: 4 }), (a, b) => {
        const there = compareSelectors(a, b).relation;
        expect(compareSelectors(b, a).relation).toBe(mirror[there] ?? there);
        expect(compareSelectors(a, a).relation).toBe('equal');
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseSelectors(text);
        parseSelectorPair(text);
      }),
    );
  });
});
