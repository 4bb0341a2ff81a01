import { type CaseView, defineCause, type Fact, fromFacts, type Opinion } from '../api.ts';
import { argOrNull, argText, firstArg, judgeStatements } from '../by-statement.ts';
import { kernelRefused } from '../kernel-policies.ts';
import { passedOver } from '../wrong-connection.ts';

const byStatement = judgeStatements({
  phases: ['child', 'rekey'],
  proves: [
    {
      codes: ['policy.selectors-unacceptable', 'policy.selectors-invalid-answer'],
      where: (fact, view) => !kernelRefused(view) && !anotherMayFit(fact, view),
    },
  ],
  // The driver has no filter for what was negotiated: its policy differs from that of the peer, or it has not loaded all of it.
  indicates: [
    {
      codes: ['policy.filter-missing'],
      weight: 80,
      leaves: ['sa.install-failed', 'policy.conflicting-filters', 'policy.wrong-connection', 'load.overload'],
    },
  ],
  configuration: {
    kinds: ['selectors'],
    phases: ['child'],
    where: (_, view) =>
      view.breakPoint.notify !== 'NO_PROPOSAL_CHOSEN' &&
      passedOver(view) === null &&
      !kernelRefused(view) &&
      view.facts('proposal.none-chosen').length === 0,
  },
  notifies: ['TS_UNACCEPTABLE', 'INVALID_ID_INFORMATION', 'SINGLE_PAIR_REQUIRED'],
  args: (_, facts) => ({
    proposedLocal: firstArg(facts, 'proposedLocal'),
    proposedRemote: firstArg(facts, 'proposedRemote'),
  }),
  details: (view, facts, differences) => ({
    proposedLocal: argOrNull(facts, 'proposedLocal'),
    proposedRemote: argOrNull(facts, 'proposedRemote'),
    configured: [
      ...new Set(
        view
          .facts('policy.selectors-configured')
          .map((fact) => `${argText(fact, 'local')} === ${argText(fact, 'remote')}`),
      ),
    ],
    differences: differences.map((difference) => difference.details),
  }),
});

/** The end has several connections, and it is not to be seen which it took or what is in them: a better one may have been passed over. */
function anotherMayFit(fact: Fact, view: CaseView): boolean {
  const shown = new Set(view.dump(fact.host, 'connection').map((connection) => connection.name));
  const taken = view.facts('ike.connection-selected').some((item) => item.host === fact.host);
  if (shown.size > 0) return shown.size > 1 && !taken;
  const loaded = new Set(view.hostFacts(fact.host, 'config.loaded').map((item) => argText(item, 'connection')));
  return loaded.size > 1;
}

/** IKEv1: each end installed what it believes was agreed, and the two are not the same. */
function installedSelectors(view: CaseView): Opinion | null {
  if (view.breakPoint.phase !== 'established') return null;
  for (const sa of view.sas) {
    // Both ends' files under one name: the two are one and the same statement.
    if (sa.from === sa.to) continue;
    const made = sa.facts.filter((fact) => fact.code === 'child.established' && argText(fact, 'localTs') !== '');
    const one = made.find((fact) => fact.host === sa.to);
    const other = made.find((fact) => fact.host === sa.from);
    if (one === undefined || other === undefined) continue;
    if (
      same(argText(one, 'localTs'), argText(other, 'remoteTs')) &&
      same(argText(one, 'remoteTs'), argText(other, 'localTs'))
    )
      continue;
    return {
      stand: 'proves',
      for: fromFacts([one, other]),
      against: [],
      at: one.host,
      args: { proposedLocal: argText(one, 'localTs'), proposedRemote: argText(one, 'remoteTs') },
      details: {
        spi: sa.spi,
        [one.host]: `${argText(one, 'localTs')} === ${argText(one, 'remoteTs')}`,
        [other.host]: `${argText(other, 'localTs')} === ${argText(other, 'remoteTs')}`,
        configured: [],
        differences: [],
      },
    };
  }
  return null;
}

function same(a: string, b: string): boolean {
  const parts = (text: string): string =>
    text
      .split(/[ ,]+/)
      .filter((part) => part !== '')
      .sort()
      .join(' ');
  return parts(a) === parts(b);
}

/** The two hosts' filters or traffic selectors do not agree. */
export default defineCause({
  id: 'policy.selector-mismatch',
  severity: 'high',
  references: ['EVT-K-18', 'EVT-K-22', 'POL-01', 'RFC 7296 2.9', 'RFC 2409 5.5'],
  mistakenFor: ['sa.install-failed', 'proposal.esp-mismatch'],
  explains: ['ike.peer-failed'],
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
    {
      tier: 2,
      host: 'fault',
      text: 'fix',
      privilege: 'admin',
      risk: 'disrupts',
      command: { shell: 'sh', template: 'swanctl --load-conns', args: [], task: 'refresh-policy' },
    },
  ],
  judge: (view) => byStatement(view) ?? installedSelectors(view),
});
