import { describe, expect, it } from 'vitest';
import type { CaseView, IcmpView, LedgerRow, Opinion } from '../causes/api.ts';
import { exampleCase, type FactDraft } from '../causes/case.fixture.ts';
import { arbitrate } from './arbiter.ts';
import { ruledOut } from './ruled-out.ts';

/** The first request, sent three times, of which nobody knows more. */
function request(more: Partial<LedgerRow> = {}): LedgerRow {
  return {
    key: 'IKE_SA_INIT|initiator|request|0|0',
    step: 'IKE_SA_INIT request',
    exchange: 'IKE_SA_INIT',
    kind: 'request',
    sender: 'initiator',
    messageId: 0,
    copies: 3,
    bytes: 500,
    encrypted: false,
    sentByLog: 'unknown',
    seenLeaving: 'unknown',
    seenArriving: 'unknown',
    receivedByLog: 'unknown',
    processed: 'unknown',
    answered: 'no',
    notifies: [],
    payloads: [],
    sightings: [],
    at: 0n,
    srcPort: 500,
    dstPort: 500,
    ipFragments: 1,
    ...more,
  };
}

const answer = (more: Partial<LedgerRow> = {}): LedgerRow =>
  request({ step: 'IKE_SA_INIT response', kind: 'response', sender: 'responder', copies: 1, ...more });

function icmp(code: number, dstPort = 500): IcmpView {
  return {
    from: '203.0.113.1',
    type: 3,
    code,
    version: 4,
    mtu: null,
    quoted: { src: 'a', dst: 'b', protocol: 17, srcPort: dstPort, dstPort, spi: null },
    count: 1,
    sources: [{ artifact: 'a2', at: [{ packet: 7 }], quote: `ICMP code ${code}`, time: null }],
    ns: 0n,
    artifact: 'a2',
  };
}

function silent(
  rows: readonly LedgerRow[],
  more: { readonly manner?: 'silent' | 'icmp'; readonly icmp?: readonly IcmpView[]; readonly facts?: FactDraft[] } = {},
): CaseView {
  const view = exampleCase(more.facts ?? [], { rows, icmp: more.icmp ?? [] });
  return {
    ...view,
    breakPoint: { ...view.breakPoint, phase: 'first', manner: more.manner ?? 'silent', notify: null },
  };
}

/** What keeps a message on its own host, which is out once it was seen elsewhere. */
const ownHost = ['host.route-missing', 'host.ip-configuration'];

const struck = (view: CaseView): string[] => [...ruledOut(view).keys()].filter((id) => !ownHost.includes(id));

const responderSide = ['service.not-listening', 'policy.no-ike-config', 'proposal.ike-mismatch', 'load.overload'];

describe('what the packets of a silent first exchange rule out', () => {
  it('an answer that was lost: the daemon that gave it runs and has a configuration', () => {
    const found = struck(silent([request({ answered: 'yes' }), answer()]));
    expect(found).toEqual(expect.arrayContaining([...responderSide, 'path.peer-unreachable']));
    expect(found).not.toContain('path.ike-blocked');
  });

  it('a cookie or an error is no such answer: the daemon may still refuse', () => {
    for (const name of ['COOKIE', 'NO_PROPOSAL_CHOSEN']) {
      const notify = { name, error: name !== 'COOKIE', encrypted: false };
      expect(struck(silent([request(), answer({ notifies: [notify] })]))).toEqual([]);
    }
  });

  it('a request that left and never arrived: the responder decided nothing', () => {
    const found = struck(silent([request({ seenLeaving: 'yes', seenArriving: 'no' })]));
    expect(found).toEqual(expect.arrayContaining([...responderSide, 'ike.peer-failed']));
    expect(found).not.toContain('path.ike-blocked');
    expect(found).not.toContain('path.peer-unreachable');
  });

  it('a request that the own host dropped: the responder decided nothing either', () => {
    const found = struck(silent([request({ sentByLog: 'yes', seenLeaving: 'no' })]));
    expect(found).toEqual(expect.arrayContaining(responderSide));
  });

  it('a request that the responder tells of was not lost, whatever a capture lacks', () => {
    for (const told of [{ receivedByLog: 'yes' }, { processed: 'yes' }] as const) {
      const found = struck(silent([request({ seenLeaving: 'yes', seenArriving: 'no', ...told })]));
      expect(found).toEqual(['path.peer-unreachable']);
    }
  });

  it('one lost copy may be chance, and a request that nobody watched arriving is not known to be lost', () => {
    expect(struck(silent([request({ seenLeaving: 'yes', seenArriving: 'no', copies: 1 })]))).toEqual([]);
    expect(struck(silent([request({ sentByLog: 'yes', seenLeaving: 'yes' })]))).toEqual([]);
  });

  it('a host or network that a router cannot reach: the responder decided nothing, unless it speaks itself', () => {
    const from = (address: string): IcmpView => ({ ...icmp(1), from: address });
    const view = (address: string): CaseView =>
      silent([request({ seenLeaving: 'yes' })], { manner: 'icmp', icmp: [from(address)] });
    expect(struck(view('203.0.113.1'))).toEqual(expect.arrayContaining([...responderSide, 'ike.peer-failed']));
    expect(struck(view('198.51.100.1'))).toEqual([]);
  });

  it('a closed port that the peer tells of at once: it is there, and no daemon took the request in', () => {
    const told = (complainant: string, icmpCode = 3): FactDraft[] => [
      { code: 'host.icmp-received', role: 'initiator', args: { icmpType: 3, icmpCode, complainant } },
    ];
    const after = (milliseconds: number, facts: FactDraft[]): CaseView => ({
      ...silent([request({ sentByLog: 'yes' })], { facts }),
      timesOf: () => ({ own: null, common: BigInt(milliseconds) * 1_000_000n, error: 0n, theirs: null }),
    });
    const found = ruledOut(after(3, told('198.51.100.1')));
    expect([...found.keys()]).toEqual(
      expect.arrayContaining(['policy.no-ike-config', 'path.peer-unreachable', 'load.flood', ...ownHost]),
    );
    for (const id of [
      'service.not-listening',
      'service.port-conflict',
      'service.start-failed',
      'policy.config-rejected',
    ])
      expect(found.has(id)).toBe(false);
    // Of a router, and of a daemon that was stopped meanwhile.
    for (const view of [after(3, told('203.0.113.1')), after(9000, told('198.51.100.1'))])
      expect(struck(view)).toEqual([]);
  });

  it('a closed port: the request came, though a capture with holes lacks it', () => {
    const lost = [request({ seenLeaving: 'yes', seenArriving: 'no' })];
    const from = (address: string): IcmpView => ({ ...icmp(3), from: address });
    for (const id of struck(silent(lost, { manner: 'icmp', icmp: [from('198.51.100.1')] })))
      expect(id).not.toMatch(/^service\.|config-rejected/);
    expect(struck(silent(lost, { manner: 'icmp', icmp: [from('203.0.113.99')] }))).toContain('service.start-failed');
  });

  it('an ICMP error that prohibits: a filter stands in the way, and the responder decided nothing', () => {
    for (const code of [9, 10, 13]) {
      const found = ruledOut(silent([request({ seenLeaving: 'yes' })], { manner: 'icmp', icmp: [icmp(code)] }));
      expect([...found.keys()]).toEqual(expect.arrayContaining([...responderSide, 'ike.peer-failed']));
      expect(found.get('service.not-listening')?.map(({ source }) => source.quote)).toEqual([`ICMP code ${code}`]);
    }
  });

  it('a socket that was not permitted to send says the same', () => {
    const facts: FactDraft[] = [{ code: 'host.send-failed', role: 'initiator', args: { errno: 'EPERM' } }];
    expect(struck(silent([request()], { facts }))).toEqual(expect.arrayContaining(responderSide));
  });

  it('other ICMP errors, and those about other packets, strike nothing', () => {
    expect(struck(silent([request()], { manner: 'icmp', icmp: [icmp(3)] }))).toEqual([]);
    expect(struck(silent([request()], { manner: 'icmp', icmp: [icmp(13, 443)] }))).toEqual([]);
  });

  it('an ICMP error against an earlier copy does not undo an answer', () => {
    const found = ruledOut(silent([request(), answer()], { icmp: [icmp(13)] }));
    expect(found.has('ike.peer-failed')).toBe(false);
  });

  it('it arrived, and who listens stays open: ICMP errors are limited and filtered (RFC 1812 4.3.2.8), captures lose packets', () => {
    const open = [
      silent([request({ seenArriving: 'yes' })]),
      silent([request({ seenArriving: 'yes', copies: 1 })]),
      silent([request({ seenArriving: 'yes' })], { manner: 'icmp' }),
      silent([request({ seenArriving: 'yes', answered: 'unknown' })]),
    ];
    for (const view of open) expect(struck(view)).toEqual(['path.peer-unreachable']);
  });

  it('the last request counts, after a cookie or another group', () => {
    const first = request({ key: 'first', seenLeaving: 'yes', seenArriving: 'no' });
    expect(struck(silent([first, request({ seenArriving: 'yes', copies: 1 })]))).toEqual(['path.peer-unreachable']);
  });

  it('a request that left or arrived, or was answered: its own host has a way to send it', () => {
    const shown: Partial<LedgerRow>[] = [{ seenLeaving: 'yes' }, { seenArriving: 'yes' }, { receivedByLog: 'yes' }];
    for (const one of shown)
      expect([...ruledOut(silent([request(one)])).keys()]).toEqual(expect.arrayContaining(ownHost));
    expect([...ruledOut(silent([request(), answer()])).keys()]).toEqual(expect.arrayContaining(ownHost));
    expect(struck(silent([request({ sentByLog: 'yes' })]))).toEqual([]);
    expect(ruledOut(silent([request({ sentByLog: 'yes' })])).size).toBe(0);
  });

  it('a capture without any IKE may have left it out: the responder stays open', () => {
    const view = silent([request({ seenLeaving: 'yes', seenArriving: 'no' })]);
    const end = (hasLog: boolean): CaseView => ({ ...view, responder: { ...view.responder, hasLog } });
    expect(struck({ ...end(false), showsNone: (_, kind) => kind === 'IKE' })).toEqual([]);
    expect(struck({ ...end(true), showsNone: () => true })).toEqual(expect.arrayContaining(responderSide));
  });

  it('says nothing where the first exchange was refused, or of a later phase', () => {
    const rows = [request({ seenLeaving: 'yes', seenArriving: 'no' })];
    const view = silent(rows);
    for (const more of [{ manner: 'refused' }, { phase: 'auth' }] as const)
      expect(struck({ ...view, breakPoint: { ...view.breakPoint, ...more } })).toEqual([]);
  });
});

describe('a cause that something in particular speaks for', () => {
  const view = silent([request({ seenLeaving: 'yes', seenArriving: 'no' })]);
  const evidence = {
    class: 'statement',
    source: { artifact: 'a1', at: [{ line: 1 }], quote: 'it is down', time: null },
  } as const;
  const rule = (opinion: Partial<Opinion> | null): ReturnType<typeof arbitrate> =>
    arbitrate(view, [
      {
        id: 'service.not-listening',
        severity: 'high',
        references: [],
        mistakenFor: [],
        explains: [],
        steps: [],
        judge: () => (opinion === null ? null : { stand: 'allows', for: [], against: [], ...opinion }),
      },
    ]);

  it('is not struck by what the packets suggest', () => {
    for (const stand of ['proves', 'indicates'] as const) {
      const { causes, excluded } = rule({ stand, for: [evidence] });
      expect(causes.map(({ cause }) => cause.id)).toEqual(['service.not-listening']);
      expect(excluded).toEqual([]);
    }
  });

  it('is struck where it is merely possible', () => {
    for (const opinion of [null, { stand: 'allows' }] as const) {
      const { causes, excluded } = rule(opinion);
      expect(causes).toEqual([]);
      expect(excluded.map(({ cause }) => cause.id)).toEqual(['service.not-listening']);
    }
  });
});
