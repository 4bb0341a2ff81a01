import { describe, expect, it } from 'vitest';
import type { ProbeExchange, ProbeFindingCode, ProbePing, ProbeReply } from '../document/probe-types.ts';
import { judgeProbe, type ProbeResults } from './judge-probe.ts';

const reply = (kind: ProbeReply['kind'], more: Partial<ProbeReply> = {}): ProbeReply => ({
  kind,
  atMs: 1,
  bytes: 100,
  protocol: 'IKEv2',
  exchange: 'IKE_SA_INIT',
  accepted: kind === 'accepted' ? 'ENCR_AES_CBC_256/AUTH_HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/modp2048' : null,
  notifies: kind === 'refused' ? ['NO_PROPOSAL_CHOSEN'] : [],
  wantedGroup: null,
  cookie: null,
  vendors: [],
  natHere: null,
  natPeer: null,
  faults: [],
  ...more,
});

const exchange = (more: Partial<ProbeExchange> = {}): ProbeExchange => ({
  test: 'ikev2',
  door: 'udp-500',
  port: 500,
  bytes: 600,
  offered: [],
  sent: 1,
  outcome: 'accepted',
  refusal: null,
  roundTripMs: 1,
  replies: more.outcome === undefined || more.outcome === 'accepted' ? [reply('accepted')] : [],
  retransmissions: [],
  listenedMs: 0,
  ...more,
});

const ping = (more: Partial<ProbePing>): ProbePing => ({
  test: 'echo',
  target: '192.0.2.9',
  payload: 56,
  sent: 4,
  received: 4,
  averageMs: 1,
  refusal: null,
  mtu: null,
  negotiating: 0,
  ...more,
});

function judged(more: Partial<ProbeResults>): {
  result: string;
  problems: ProbeFindingCode[];
  codes: ProbeFindingCode[];
} {
  const { result, findings } = judgeProbe({
    peer: 'p',
    address: '192.0.2.9',
    planned: { messages: 1, pings: 1 },
    exchanges: [],
    pings: [],
    pathMtu: null,
    untested: [],
    ...more,
  });
  const problems = findings.filter(({ weight }) => weight === 'problem').map(({ code }) => code);
  return { result, problems, codes: findings.map(({ code }) => code) };
}

const nat = exchange({ door: 'udp-4500', port: 4500 });
const silentNat = exchange({ door: 'udp-4500', port: 4500, outcome: 'silent' });

describe('what follows from a probe', () => {
  it('both doors answer: nothing is amiss', () => {
    expect(judged({ exchanges: [exchange(), nat] })).toMatchObject({ result: 'answers', problems: [] });
  });

  it('silence everywhere names no cause, answered ping or not', () => {
    const exchanges = [exchange({ outcome: 'silent' }), silentNat];
    expect(judged({ exchanges })).toMatchObject({ result: 'unknown', problems: [], codes: ['all-silent'] });
    expect(judged({ exchanges, pings: [ping({})] }).result).toBe('unknown');
    expect(judged({ exchanges, pings: [ping({})] }).codes).toContain('all-silent-ping');
  });

  it('one door silent while the other answers the same is a problem, and only for the same message', () => {
    expect(judged({ exchanges: [exchange(), silentNat] })).toMatchObject({
      result: 'problem',
      problems: ['one-door-silent'],
    });
    const main = exchange({ test: 'main' });
    expect(judged({ exchanges: [exchange({ outcome: 'silent' }), main, silentNat] }).problems).toEqual([]);
  });

  it('NO_PROPOSAL_CHOSEN is told as what it is, another refusal by its name', () => {
    const refused = (notify: string): ProbeExchange =>
      exchange({ outcome: 'refused', replies: [reply('refused', { notifies: [notify] })] });
    expect(judged({ exchanges: [refused('NO_PROPOSAL_CHOSEN')] }).problems).toEqual(['no-proposal']);
    expect(judged({ exchanges: [refused('INVALID_SYNTAX')] }).problems).toEqual(['refused']);
  });

  it('a peer that speaks one version and refuses the other is well', () => {
    const old = exchange({ test: 'main', outcome: 'refused', replies: [reply('refused')] });
    expect(judged({ exchanges: [exchange(), nat, old] })).toMatchObject({ result: 'answers', problems: [] });
    expect(judged({ exchanges: [exchange(), nat, old] }).codes).toContain('no-proposal');
  });

  it('an ICMP answer is a problem of the door it came for, said once', () => {
    const closed = exchange({ outcome: 'unreachable', refusal: 'port-unreachable' });
    expect(judged({ exchanges: [closed, exchange({ ...closed, test: 'main' })] }).problems).toEqual(['port-closed']);
    const tcp = exchange({ door: 'tcp-4500', port: 4500, outcome: 'unreachable', refusal: 'reset' });
    expect(judged({ exchanges: [exchange(), tcp] })).toMatchObject({ result: 'answers', problems: [] });
  });

  it('fragments are lost only where the small message was answered at the same door', () => {
    const large = exchange({ test: 'large', bytes: 5000, outcome: 'silent' });
    expect(judged({ exchanges: [exchange(), large] }).problems).toEqual(['fragments-lost']);
    expect(judged({ exchanges: [exchange({ outcome: 'silent' }), large] }).problems).toEqual([]);
    expect(judged({ exchanges: [exchange(), exchange({ test: 'large', bytes: 5000 })] }).codes).toContain(
      'fragments-pass',
    );
  });

  it('a silent large ping is a problem only where small ones are answered', () => {
    const lost = ping({ test: 'fragments', payload: 5000, received: 0, sent: 2 });
    expect(judged({ exchanges: [exchange()], pings: [ping({}), lost] }).problems).toEqual(['ping-fragments-lost']);
    expect(judged({ exchanges: [exchange()], pings: [ping({ received: 0 }), lost] }).problems).toEqual([]);
  });

  it('a black hole is a path that swallows without a word; a router that names its MTU is none', () => {
    const df = (payload: number, received: number, refusal: ProbePing['refusal'] = null): ProbePing =>
      ping({ test: 'dont-fragment', payload, sent: 1, received, refusal });
    const passes = df(1372, 1);
    expect(judged({ exchanges: [exchange()], pings: [ping({}), df(1472, 0), passes], pathMtu: 1400 }).problems).toEqual(
      ['black-hole'],
    );
    expect(
      judged({ exchanges: [exchange()], pings: [ping({}), df(1472, 0, 'too-big'), passes], pathMtu: 1400 }).problems,
    ).toEqual([]);
  });

  it("the guide's checks in their order: the first that fails is told, and nothing behind it", () => {
    const stage = (test: ProbePing['test'], received: number): ProbePing =>
      ping({ test, received, sent: 1, target: `${test}-host` });
    const silent = ping({ received: 0, averageMs: null });
    const of = (...stages: readonly ProbePing[]): ProbeFindingCode[] => judged({ pings: [silent, ...stages] }).codes;
    expect(of(stage('own', 0), stage('gateway', 0))).toContain('stage-own');
    const second = of(stage('own', 1), stage('gateway', 0), stage('dns', 0));
    expect(second).toContain('stage-gateway');
    expect(second).not.toContain('stage-dns');
    // One of two servers answers.
    expect(of(stage('own', 1), stage('gateway', 1), stage('dns', 0), stage('dns', 1))).toContain('stages-pass');
    expect(of(stage('own', 1), stage('gateway', 1), stage('dns', 1), stage('exempt', 0))).toContain('stage-exempt');
  });

  it('what was held back for a negotiation is no loss', () => {
    const some = ping({ received: 2 });
    expect(judged({ exchanges: [exchange()], pings: [some] }).problems).toEqual(['loss']);
    const held = judged({ exchanges: [exchange()], pings: [{ ...some, negotiating: 2 }] });
    expect(held.problems).toEqual([]);
    expect(held.codes).toContain('ping-negotiates');
  });

  it('weak algorithms, NAT, one version, retransmissions', () => {
    const weak = reply('accepted', {
      accepted: 'ENCR_3DES/AUTH_HMAC_MD5_96/PRF_HMAC_MD5/modp1024 (Pre-shared key)',
      natHere: true,
      natPeer: false,
    });
    const { codes } = judged({
      exchanges: [
        exchange({ test: 'main', replies: [weak], retransmissions: [1000, 2000] }),
        exchange({ outcome: 'refused', replies: [reply('refused')] }),
      ],
    });
    expect(codes.filter((code) => code === 'weak')).toHaveLength(4);
    for (const code of ['nat-here', 'version-only', 'retransmits'] as const) expect(codes).toContain(code);
    expect(codes).not.toContain('nat-peer');
  });
});
