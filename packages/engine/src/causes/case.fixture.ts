import type { FactCode } from '../observations/index.ts';
import type { CaseView, End, Evidence, Fact, Role } from './api.ts';

/** A fact as a test needs it: the code, whose log, and its arguments. */
export interface FactDraft {
  readonly code: FactCode;
  readonly role: Role;
  readonly args?: Fact['args'];
  readonly quote?: string;
}

function end(role: Role, label: string): End {
  return {
    role,
    label,
    host: {
      label,
      observed: true,
      role: 'end',
      addresses: [role === 'initiator' ? '192.0.2.1' : '198.51.100.1'],
      assumedAddresses: [],
      product: null,
      artifacts: [],
      connections: [],
      sas: [],
      state: [],
      faults: [],
      facts: [],
    },
    hasLog: true,
    hasCapture: false,
    hasConfiguration: false,
    connections: [],
  };
}

/**
 * A case for tests of causes: two hosts, `a` initiates and `b` responds, IKEv2, refused during authentication, and only the facts
 * given. `overrides` replaces any part of the view.
 */
export function exampleCase(drafts: readonly FactDraft[] = [], overrides: Partial<CaseView> = {}): CaseView {
  const initiator = end('initiator', 'a');
  const responder = end('responder', 'b');
  const facts = drafts.map(
    (draft, i): Fact => ({
      code: draft.code,
      args: draft.args ?? {},
      src: { artifact: 'a1', at: [{ line: i + 1 }], quote: draft.quote ?? draft.code, time: null },
      host: draft.role === 'initiator' ? 'a' : 'b',
      role: draft.role,
      ns: BigInt(i),
      at: BigInt(i),
      seq: i + 1,
      session: '1',
    }),
  );
  const signs: readonly Evidence[] = [];
  const among = (codes: readonly FactCode[]): readonly Fact[] => facts.filter((fact) => codes.includes(fact.code));
  return {
    incident: 'i1',
    initiator,
    responder,
    version: 2,
    negotiations: [],
    main: null,
    breakPoint: {
      phase: 'auth',
      manner: 'refused',
      lastCommonStep: 'IKE_AUTH request',
      nextExpected: 'IKE_AUTH response',
      waitingFor: 'responder',
      failedSender: 'initiator',
      decidedBy: 'responder',
      notify: 'AUTHENTICATION_FAILED',
      notifyEncrypted: true,
    },
    rows: [],
    facts: (...codes) => among(codes),
    hostFacts: (host, ...codes) => among(codes).filter((fact) => fact.host === host),
    stood: () => [],
    differences: null,
    opened: [],
    inner: [],
    services: [],
    sas: [],
    icmp: [],
    nat: { behind: 'unknown', sources: [] },
    incomplete: [],
    unresolved: [],
    crowd: null,
    fanOut: () => null,
    clockSkew: () => null,
    clocksAgree: false,
    hasHoles: () => false,
    hearsOnlyItself: () => false,
    isOneSided: () => false,
    showsNone: () => false,
    confirmed: () => true,
    timesOf: (fact) => ({ own: fact.at, common: fact.at, error: 0n, theirs: null }),
    alive: { initiator: 'yes', responder: 'yes' },
    lifeSigns: { initiator: signs, responder: signs },
    clear: [],
    behind: () => [],
    dump: () => [],
    others: [],
    end: (host) => (host === 'a' ? initiator : responder),
    ...overrides,
  };
}
