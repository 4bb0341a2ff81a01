import { argOrNull, argText, firstArg, judgeStatements } from '../by-statement.ts';
import { fatalDifferences } from '../differences.ts';
import { type CaseView, defineCause, type Fact, fromSource, type Opinion } from '../api.ts';

/** The end has a connection with this method, so what it refuses is the exchange (ike.exchange-mismatch). */
export function sameMethodElsewhere(fact: Fact, view: CaseView): boolean {
  const offered = argText(fact, 'offered');
  const method = offered.includes('pre-shared') ? 'psk' : offered.includes('XAuth') ? 'xauth' : 'pubkey';
  return view
    .dump(fact.host, 'connection')
    .some((connection) => connection.remote.some((round) => round.method === method));
}

/** The end's connections are known and none has the method that is offered. */
function otherMethodOnly(fact: Fact, view: CaseView): boolean {
  return view.dump(fact.host, 'connection').length > 0 && !sameMethodElsewhere(fact, view);
}

function detail(view: CaseView, name: string): string {
  const value = fatalDifferences(view, ['auth-method'])[0]?.details[name];
  return typeof value === 'string' ? value : '';
}

const byStatement = judgeStatements({
  phases: ['auth', 'user', 'keys', 'first'],
  proves: [
    {
      codes: ['auth.method-refused', 'auth.eap-nak'],
      where: (fact, view) =>
        (argText(fact, 'exchange') === '' && fact.args['template'] !== true) || otherMethodOnly(fact, view),
    },
    {
      codes: ['policy.no-peer-config', 'policy.config-unacceptable'],
      where: (_, view) => fatalDifferences(view, ['auth-method']).length > 0,
    },
  ],
  indicates: [{ codes: ['auth.method-refused'], weight: 55 }],
  configuration: {
    kinds: ['auth-method'],
    phases: ['auth', 'user', 'keys', 'first'],
    where: (_, view) => view.breakPoint.phase !== 'first' || view.version === 1,
    seenAs: ['AUTHENTICATION_FAILED', 'NO_PROPOSAL_CHOSEN'],
  },
  args: (view, facts) => ({
    offered: firstArg(facts, 'offered') || detail(view, 'offered'),
    wanted: firstArg(facts, 'wanted') || detail(view, 'wanted'),
  }),
  details: (view, facts, differences) => ({
    offered: argOrNull(facts, 'offered') ?? detail(view, 'offered'),
    wanted: argOrNull(facts, 'wanted') ?? detail(view, 'wanted'),
    differences: differences.map((difference) => difference.details),
  }),
});

/** An opened exchange in which the client declines the method, and the server has no other (RFC 3748 section 5.3.1). */
function byOpenedNak(view: CaseView): Opinion | null {
  if (view.breakPoint.phase !== 'user' && view.breakPoint.phase !== 'auth') return null;
  const talk = view.opened.filter((one) => one.eap.length > 0);
  const nak = talk.findLast((one) => one.sender === 'initiator');
  const failed = talk.some((one) => one.sender === 'responder' && one.eap.some(({ code }) => code === 4));
  const offered = talk
    .filter((one) => one.sender === 'responder')
    .flatMap((one) => one.eap)
    .findLast(({ code, method }) => code === 1 && method !== 'Identity');
  if (nak === undefined || !failed || !nak.eap.some(({ method }) => method === 'Nak')) return null;
  return {
    stand: 'proves',
    for: talk.slice(-3).map((one) => fromSource(one.source, 'authenticated-notify', one.ns)),
    against: [],
    at: view.responder.label,
    args: { offered: offered?.method ?? '', wanted: '' },
    details: { offered: offered?.method ?? null, wanted: null, differences: [] },
  };
}

/** One end proves itself another way than the other accepts. */
export default defineCause({
  id: 'auth.method-mismatch',
  severity: 'high',
  references: ['GD-26', 'RRAS-05', 'EVT-K-32', 'RFC 7296 2.15', 'RFC 7296 2.16'],
  mistakenFor: ['auth.psk-mismatch', 'auth.identity-mismatch'],
  explains: [
    'auth.secret-missing',
    'auth.identity-mismatch',
    'auth.certificate-missing',
    'auth.user-rejected',
    'auth.no-trusted-key',
  ],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'compare',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'swanctl --list-conns || ipsec status', args: [], task: 'configuration' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: (view) => byStatement(view) ?? byOpenedNak(view),
});
