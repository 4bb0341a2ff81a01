import { describe, expect, it } from 'vitest';
import type { CaseView, LedgerRow } from '../causes/api.ts';
import { exampleCase, type FactDraft } from '../causes/case.fixture.ts';
import type { Sighting } from '../correlation/types.ts';
import { authKind, noCertificateSent } from './auth-kind.ts';
import { candidatesOf } from './candidates.ts';

function child(notify: string | null, facts: readonly FactDraft[] = []): CaseView {
  const view = exampleCase(facts);
  return { ...view, breakPoint: { ...view.breakPoint, phase: 'child', manner: 'refused', notify } };
}

const told = (notify: string, code: 'notify.received' | 'notify.sent' = 'notify.received'): FactDraft => ({
  code,
  role: code === 'notify.sent' ? 'responder' : 'initiator',
  args: { notify },
});

describe('several children refused, each in its own words', () => {
  const proposals = candidatesOf(child('NO_PROPOSAL_CHOSEN'));
  const selectors = candidatesOf(child('TS_UNACCEPTABLE'));

  it('leave what any of the words leaves, each once', () => {
    const found = candidatesOf(child('NO_PROPOSAL_CHOSEN', [told('TS_UNACCEPTABLE')]));
    expect([...found].sort()).toEqual([...new Set([...proposals, ...selectors])].sort());
    expect(found.length).toBeGreaterThan(proposals.length);
    expect(found.slice(0, proposals.length)).toEqual(proposals);
  });

  it('count whether the refusal was heard or only said, and in whatever spelling', () => {
    for (const fact of [told('TS_UNACCEPTABLE', 'notify.sent'), told('ts-unacceptable'), told('TS_UNACCEPT')])
      expect(candidatesOf(child('NO_PROPOSAL_CHOSEN', [fact]))).toContain('policy.selector-mismatch');
  });

  it('are not widened by the same words twice, or by words about something else', () => {
    for (const name of ['NO_PROPOSAL_CHOSEN', 'AUTHENTICATION_FAILED', 'INITIAL_CONTACT'])
      expect(candidatesOf(child('NO_PROPOSAL_CHOSEN', [told(name)]))).toEqual(proposals);
  });

  it('count only where a child was refused', () => {
    const view = exampleCase([told('TS_UNACCEPTABLE')]);
    expect(candidatesOf(view)).toEqual(candidatesOf(exampleCase()));
  });
});

function sighting(more: Partial<Sighting>): Sighting {
  return {
    artifact: 'a1',
    from: 'wire',
    act: 'seen',
    sender: 'initiator',
    exchange: 'IKE_AUTH',
    kind: 'request',
    messageId: 1,
    bytes: 300,
    encrypted: true,
    payloads: [],
    notifies: [],
    sources: [],
    copies: 1,
    ns: 0n,
    lastNs: 0n,
    seq: 1,
    srcPort: 4500,
    dstPort: 4500,
    round: 0,
    ipFragments: 1,
    ikeFragments: null,
    ...more,
  };
}

function proof(more: Partial<LedgerRow> & { readonly sightings: readonly Sighting[] }): LedgerRow {
  return {
    key: 'IKE_AUTH|initiator|request|1|0',
    step: 'IKE_AUTH request',
    exchange: 'IKE_AUTH',
    kind: 'request',
    sender: 'initiator',
    messageId: 1,
    copies: 1,
    bytes: 300,
    encrypted: true,
    sentByLog: 'unknown',
    seenLeaving: 'yes',
    seenArriving: 'unknown',
    receivedByLog: 'unknown',
    processed: 'unknown',
    answered: 'yes',
    notifies: [],
    payloads: [],
    at: 0n,
    srcPort: 4500,
    dstPort: 4500,
    ipFragments: 1,
    ...more,
  };
}

const sent = (row: LedgerRow): boolean => !noCertificateSent(exampleCase([], { rows: [row] }));

describe('whether the initiator sent a certificate', () => {
  it('is told by the payloads where a log names them', () => {
    expect(sent(proof({ payloads: ['IDi', 'CERT', 'AUTH', 'SA'], sightings: [] }))).toBe(true);
    expect(sent(proof({ payloads: ['IDi', 'CERT:x509', 'AUTH', 'SA'], sightings: [] }))).toBe(true);
    expect(sent(proof({ payloads: ['IDi', 'AUTH', 'SA', 'TSi', 'TSr'], sightings: [] }))).toBe(false);
  });

  it('a mere request for the certificate of the peer is none', () => {
    expect(sent(proof({ payloads: ['IDi', 'CERTREQ', 'AUTH', 'SA'], sightings: [] }))).toBe(false);
  });

  it('the payloads stand above the size', () => {
    expect(sent(proof({ payloads: ['IDi', 'CERT', 'AUTH'], sightings: [sighting({ bytes: 300 })] }))).toBe(true);
  });

  it('is told by a size without room for one', () => {
    expect(sent(proof({ sightings: [sighting({ bytes: 300 })] }))).toBe(false);
    expect(sent(proof({ sightings: [sighting({ bytes: 1180 })] }))).toBe(true);
    expect(sent(proof({ sightings: [sighting({ bytes: 300 }), sighting({ bytes: 1180 })] }))).toBe(true);
  });

  it('is not told by a fragment, by the size in a log, or by a request nobody saw', () => {
    expect(sent(proof({ sightings: [sighting({ ikeFragments: { total: 3, seen: 1 } })] }))).toBe(true);
    expect(sent(proof({ sightings: [sighting({ bytes: null })] }))).toBe(true);
    expect(sent(proof({ sightings: [sighting({ from: 'log', act: 'sent' })] }))).toBe(true);
    expect(noCertificateSent(exampleCase())).toBe(false);
  });
});

describe('how the ends prove themselves, by captures alone', () => {
  const answer = (payloads: readonly string[]): LedgerRow =>
    proof({
      key: 'answer',
      exchange: 'IKE_SA_INIT',
      kind: 'response',
      sender: 'responder',
      messageId: 0,
      payloads,
      sightings: [],
    });
  const asks = ['SA', 'KE', 'No', 'CERTREQ'];
  const plain = ['SA', 'KE', 'No'];
  const kind = (payloads: readonly string[], bytes: number): ReturnType<typeof authKind> =>
    authKind(exampleCase([], { rows: [answer(payloads), proof({ bytes, sightings: [sighting({ bytes })] })] }));

  it('a small proof to somebody who asks for no certificate is by a shared key, a large one by a certificate', () => {
    expect(kind(plain, 300)).toBe('psk');
    expect(kind(asks, 1180)).toBe('certificate');
    expect(kind(plain, 1180)).toBe('certificate');
  });

  it('a small proof to somebody who asks for certificates stays open', () => {
    expect(kind(asks, 300)).toBe(null);
  });
});
