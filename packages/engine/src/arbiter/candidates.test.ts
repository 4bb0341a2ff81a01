import { describe, expect, it } from 'vitest';
import { exampleCase, type FactDraft } from '../causes/case.fixture.ts';
import type { CaseView, LedgerRow } from '../causes/api.ts';
import type { BreakPoint, Manner, Phase } from '../correlation/types.ts';
import { authKind } from './auth-kind.ts';
import { candidatesOf, candidateTable } from './candidates.ts';

function at(
  phase: Phase,
  manner: Manner,
  extra: Partial<BreakPoint> = {},
  overrides: Partial<CaseView> = {},
): CaseView {
  const view = exampleCase([], overrides);
  return { ...view, breakPoint: { ...view.breakPoint, phase, manner, notify: null, ...extra } };
}

const own = (method: string): FactDraft[] => [{ code: 'auth.own-method', role: 'initiator', args: { method } }];

const row: LedgerRow = {
  key: 'message',
  step: '',
  exchange: '',
  kind: 'message',
  sender: 'initiator',
  messageId: null,
  copies: 1,
  bytes: 100,
  encrypted: false,
  sentByLog: 'unknown',
  seenLeaving: 'yes',
  seenArriving: 'yes',
  receivedByLog: 'unknown',
  processed: 'unknown',
  answered: 'unknown',
  notifies: [],
  payloads: [],
  sightings: [],
  at: 0n,
  srcPort: 500,
  dstPort: 500,
  ipFragments: 1,
};

describe('candidates of a break point', () => {
  const failing: readonly (readonly [Phase, Manner])[] = [
    ['first', 'refused'],
    ['first', 'silent'],
    ['first', 'icmp'],
    ['keys', 'refused'],
    ['keys', 'silent'],
    ['auth', 'refused'],
    ['auth', 'silent'],
    ['auth', 'undecryptable'],
    ['auth', 'aborted-locally'],
    ['user', 'refused'],
    ['child', 'refused'],
    ['child', 'silent'],
    ['child', 'aborted-locally'],
    ['rekey', 'refused'],
    ['rekey', 'silent'],
  ];

  it.each(failing)('%s, %s: there is always somebody to ask about', (phase, manner) => {
    for (const version of [1, 2] as const)
      expect(candidatesOf(at(phase, manner, {}, { version })).length).toBeGreaterThan(0);
  });

  it('what works has none', () => {
    expect(candidatesOf(at('established', 'none'))).toEqual([]);
  });

  it('no row names a cause twice, and each says why', () => {
    for (const row of candidateTable) {
      expect(new Set(row.causes).size, row.because).toBe(row.causes.length);
      expect(row.because.length).toBeGreaterThan(10);
    }
  });

  it('a notify of one meaning leaves one cause', () => {
    expect(candidatesOf(at('first', 'refused', { notify: 'INVALID_MAJOR_VERSION' }))).toEqual(['ike.version-mismatch']);
  });

  it('a notify of many meanings leaves as many', () => {
    const ids = candidatesOf(at('first', 'refused', { notify: 'NO_PROPOSAL_CHOSEN' }));
    expect(ids).toEqual(
      expect.arrayContaining(['proposal.ike-mismatch', 'policy.no-ike-config', 'ike.version-mismatch']),
    );
  });

  it('a silence at the first message leaves the path, the host and its service', () => {
    expect(candidatesOf(at('first', 'silent'))).toEqual(
      expect.arrayContaining(['path.ike-blocked', 'path.peer-unreachable', 'service.not-listening']),
    );
  });

  const message = (exchange: string, step: string, encrypted: boolean): LedgerRow => ({
    ...row,
    exchange,
    step,
    encrypted,
  });

  /** IKEv1 refuses once, in an Informational that nobody repeats (RFC 2408 5.15): without it the end that asks waits in vain. */
  it.each<[string, Phase, readonly LedgerRow[], readonly string[]]>([
    ['first', 'first', [message('Main Mode', 'Main Mode message 1', false)], ['NO_PROPOSAL_CHOSEN']],
    [
      'keys',
      'keys',
      [message('Main Mode', 'Main Mode message 3', false)],
      ['INVALID_KEY_INFORMATION', 'NO_PROPOSAL_CHOSEN'],
    ],
    ['main mode', 'auth', [message('Main Mode', 'Main Mode message 5', true)], ['AUTHENTICATION_FAILED']],
    [
      'main mode to its end',
      'auth',
      [message('Main Mode', 'Main Mode message 5', true), message('Main Mode', 'Main Mode message 6', true)],
      ['AUTHENTICATION_FAILED'],
    ],
    [
      'aggressive mode',
      'auth',
      [message('Aggressive Mode', 'Aggressive Mode message 3', true)],
      ['AUTHENTICATION_FAILED', 'INVALID_ID_INFORMATION'],
    ],
    [
      'quick mode',
      'child',
      [message('Quick Mode', 'Quick Mode message 1', true)],
      ['NO_PROPOSAL_CHOSEN', 'INVALID_ID_INFORMATION'],
    ],
  ])('a refusal that is lost leaves what it left: %s', (_, phase, rows, notifies) => {
    for (const facts of [own('pre-shared key'), own('RSA_EMSA_PKCS1_SHA2_256')]) {
      const given = exampleCase(facts, { version: 1, rows });
      const silent = candidatesOf(at(phase, 'silent', {}, given));
      for (const notify of notifies)
        expect(silent, notify).toEqual(
          expect.arrayContaining([...candidatesOf(at(phase, 'refused', { notify, decidedBy: 'responder' }, given))]),
        );
    }
  });

  it('so does the one answer that refuses the first request of IKEv2', () => {
    const silent = candidatesOf(at('first', 'silent', {}, { version: 2 }));
    expect(silent).toEqual(
      expect.arrayContaining([
        ...candidatesOf(at('first', 'refused', { notify: 'NO_PROPOSAL_CHOSEN' }, { version: 2 })),
      ]),
    );
  });

  it('how the ends prove themselves narrows a refusal', () => {
    const psk = at(
      'auth',
      'refused',
      {},
      exampleCase([{ code: 'auth.own-method', role: 'initiator', args: { method: 'pre-shared key' } }]),
    );
    expect(authKind(psk)).toBe('psk');
    expect(candidatesOf(psk)).toContain('auth.psk-mismatch');
    expect(candidatesOf(psk)).not.toContain('auth.certificate-expired');
    const signature = at(
      'auth',
      'refused',
      {},
      exampleCase([{ code: 'auth.own-method', role: 'initiator', args: { method: 'RSA_EMSA_PKCS1_SHA2_256' } }]),
    );
    expect(authKind(signature)).toBe('certificate');
    expect(candidatesOf(signature)).toContain('auth.certificate-expired');
    expect(candidatesOf(signature)).not.toContain('auth.psk-mismatch');
    expect(candidatesOf(at('auth', 'refused'))).toEqual(
      expect.arrayContaining(['auth.psk-mismatch', 'auth.certificate-untrusted', 'auth.user-rejected']),
    );
  });

  it('IKEv1 garbage is about the key, IKEv2 garbage is not (RFC 2409 5.4, RFC 7296 2.14)', () => {
    expect(candidatesOf(at('auth', 'undecryptable', {}, { version: 1 }))[0]).toBe('auth.psk-mismatch');
    expect(candidatesOf(at('auth', 'undecryptable', {}, { version: 2 }))).not.toContain('auth.psk-mismatch');
  });
});
