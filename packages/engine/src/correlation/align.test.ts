import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WireReading } from '../protocol/wire-reading.ts';
import { align, type AlignInput } from './align.ts';
import type { Attempt, Sighting } from './types.ts';

const second = 1_000_000_000n;
const wire = { first: 0n, last: 600n * second, flows: [], clear: [] } as unknown as WireReading;

function sighting(artifact: string, from: 'wire' | 'log', ns: bigint | null): Sighting {
  return {
    artifact,
    from,
    act: from === 'wire' ? 'seen' : 'sent',
    sender: 'initiator',
    exchange: 'IKE_SA_INIT',
    kind: 'request',
    messageId: 0,
    bytes: 304,
    encrypted: false,
    payloads: [],
    notifies: [],
    sources: [],
    copies: 1,
    ns,
    lastNs: ns,
    seq: 0,
    srcPort: 500,
    dstPort: 500,
    round: 0,
    ipFragments: 1,
    ikeFragments: null,
  };
}

interface Shape {
  readonly key: string;
  readonly artifact: string;
  readonly from?: 'log';
  readonly initiator: string | null;
  readonly at: bigint | null;
}

function attempt({ key, artifact, from, initiator, at }: Shape): Attempt {
  const side = from ?? 'wire';
  return {
    key,
    artifact,
    from: side,
    version: 2,
    protocol: 'IKEv2',
    initiator: initiator === null ? null : { address: initiator, port: 500 },
    responder: { address: '198.51.100.9', port: 500 },
    initiatorSpi: side === 'wire' ? key.padStart(16, '0') : null,
    responderSpi: null,
    ownRole: side === 'log' ? 'initiator' : null,
    connection: null,
    sightings: [sighting(artifact, side, at)],
    facts: [],
    session: null,
    start: at,
    end: at,
    firstSeq: 0,
    childSpis: [],
    midway: false,
  };
}

/** Keys of what was joined, each group as one text. */
function joined(inputs: readonly AlignInput[]): string[] {
  return align(inputs)
    .groups.map((group) => group.map(({ key }) => key).join('+'))
    .sort();
}

describe('a burst of negotiations that look alike', () => {
  const starts = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 2, maxLength: 20 });
  const capture = (gaps: readonly number[], initiator: string): AlignInput => {
    let at = 100n * second;
    const attempts = gaps.map((gap, index) => {
      at += BigInt(gap) * 1_000_000n;
      return attempt({ key: `${index}`, artifact: 'capture', initiator, at });
    });
    return { artifact: 'capture', host: 'a', attempts, wire };
  };
  const written = (input: AlignInput, at: (ns: bigint) => bigint | null): AlignInput => ({
    artifact: 'log',
    host: 'a',
    wire: null,
    attempts: input.attempts.map(({ key, start }) =>
      attempt({ key: `log${key}`, artifact: 'log', from: 'log', initiator: '192.0.2.1', at: at(start ?? 0n) }),
    ),
  });
  const wanted = (input: AlignInput): string[] => input.attempts.map(({ key }) => `${key}+log${key}`).sort();

  it('is joined in order by a log of whole seconds', () => {
    fc.assert(
      fc.property(starts, (gaps) => {
        const seen = capture(gaps, '192.0.2.1');
        expect(joined([seen, written(seen, (ns) => (ns / second) * second)])).toEqual(wanted(seen));
      }),
    );
  });

  it('is joined in order by a log without times', () => {
    fc.assert(
      fc.property(starts, (gaps) => {
        const seen = capture(gaps, '192.0.2.1');
        expect(joined([seen, written(seen, () => null)])).toEqual(wanted(seen));
      }),
    );
  });

  it('is joined in order of time by a log without times, whichever capture was read first', () => {
    const hosts = ['192.0.2.1', '192.0.2.2'] as const;
    const shown = (artifact: string, keys: readonly number[]): AlignInput => ({
      artifact,
      host: artifact,
      wire,
      attempts: keys.map((key) =>
        attempt({ key: `${key}`, artifact, initiator: hosts[key] ?? '', at: BigInt(100 - 50 * key) * second }),
      ),
    });
    const log: AlignInput = {
      artifact: 'log',
      host: 'b',
      wire: null,
      attempts: [1, 0].map((key) => ({
        ...attempt({ key: `log${key}`, artifact: 'log', from: 'log', initiator: hosts[key] ?? '', at: null }),
        ownRole: 'responder' as const,
      })),
    };
    expect(joined([shown('a', [0]), shown('b', [1, 0]), log])).toEqual(['0+0+log0', '1+log1']);
  });

  it('is joined by the times where the log lacks the first', () => {
    const seen = capture([100, 300, 250, 400], '192.0.2.1');
    const log = written(seen, (ns) => ns);
    expect(joined([seen, { ...log, attempts: log.attempts.slice(1) }])).toEqual(['0', '1+log1', '2+log2', '3+log3']);
  });
});

describe('a log that does not name the address of its host', () => {
  const seen: AlignInput = {
    artifact: 'capture',
    host: 'b',
    attempts: [attempt({ key: '1', artifact: 'capture', initiator: '172.16.5.112', at: second })],
    wire,
    own: new Set(['172.16.5.112']),
  };
  const log = (own: readonly string[]): AlignInput => ({
    artifact: 'log',
    host: 'c',
    attempts: [attempt({ key: 'log', artifact: 'log', from: 'log', initiator: null, at: null })],
    wire: null,
    own: new Set(own),
  });

  it('is not of the negotiation of another host, whose address that is', () => {
    expect(joined([seen, log(['172.26.211.1', '203.0.113.155'])])).toEqual(['1', 'log']);
  });

  it('may be of it where the address is its own too, or nothing is known of its own', () => {
    expect(joined([seen, log(['172.16.5.112'])])).toEqual(['1+log']);
    expect(joined([seen, log([])])).toEqual(['1+log']);
  });
});
