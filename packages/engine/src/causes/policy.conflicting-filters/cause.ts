import type { KernelPolicyState } from '../../observations/index.ts';
import { defineCause, fromFacts, fromSource, type CaseView, type End, type Opinion } from '../api.ts';
import { argOrNull } from '../by-statement.ts';
import { filterCovers, serversOf } from '../exempt-servers.ts';
import { coversPolicy, policiesOf, priorityOf } from '../kernel-policies.ts';
import { stories } from '../traffic.ts';

/** Two filters of one host cover the same traffic and ask for different things. */
export default defineCause({
  id: 'policy.conflicting-filters',
  severity: 'high',
  references: ['GD-16', 'NAM-09', 'RFC 4301 4.4.1'],
  mistakenFor: ['sa.install-failed', 'policy.clear-when-protected', 'host.nat-before-ipsec'],
  explains: ['sa.install-failed', 'policy.clear-when-protected', 'policy.selector-mismatch', 'symptom.no-traffic'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'list',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'ip xfrm policy', args: [], task: 'kernel-state' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: (view) => taken(view) ?? overruled(view) ?? duplicated(view),
});

/** Filters of Windows for the very same traffic, one that negotiates and one that does not: which of them counts is chance (NAM-08, NAM-09). */
function duplicated(view: CaseView): Opinion | null {
  const { phase } = view.breakPoint;
  if (phase !== 'config' && phase !== 'first') return null;
  for (const end of [view.initiator, view.responder]) {
    const other = end === view.initiator ? view.responder : view.initiator;
    const asked = other.role === 'responder' ? view.main?.responderEndpoint : view.main?.initiatorEndpoint;
    const wanted = [
      ...other.host.addresses,
      ...(asked == null ? [] : [asked.address]),
      ...serversOf(view, end.label).map(({ address }) => address),
    ];
    const filters = view.dump(end.label, 'host-fact').filter((fact) => fact.name.startsWith('ipsec-filter-'));
    const negotiating = new Map(
      filters.flatMap((fact) => (fact.name === 'ipsec-filter-negotiate' ? [[fact.value, fact] as const] : [])),
    );
    const twin = filters.find(
      (fact) =>
        fact.name !== 'ipsec-filter-negotiate' &&
        negotiating.has(fact.value) &&
        wanted.some((address) => filterCovers(fact, address)),
    );
    const first = negotiating.get(twin?.value ?? '');
    if (twin === undefined || first === undefined) continue;
    return {
      stand: 'indicates',
      for: [first, twin].map((fact) => fromSource(fact.src, 'configuration')),
      against: [],
      weight: 70,
      at: end.label,
      args: { host: end.label },
      details: { host: end.label, configured: [first, twin].map((fact) => `${fact.name.slice(13)} ${fact.value}`) },
      needs: [{ host: end.label, what: 'configuration' }],
    };
  }
  return null;
}

/** The daemon says that another of its connections has the policy or route already. */
function taken(view: CaseView): Opinion | null {
  if (!['child', 'rekey', 'config'].includes(view.breakPoint.phase)) return null;
  for (const end of [view.responder, view.initiator]) {
    const facts = view
      .hostFacts(end.label, 'kernel.policy-taken')
      .filter((fact) => !view.facts('child.established').some((up) => up.host === fact.host && up.seq > fact.seq));
    if (facts.length === 0) continue;
    const other = argOrNull(facts, 'other');
    const names = new Set(ownNames(view, end));
    // The same connection again is another peer or an older SA of this one: nothing two filters say against each other.
    const another = other !== null && names.size > 0 && !names.has(other);
    return {
      stand: another ? 'proves' : 'indicates',
      for: fromFacts(facts.slice(0, 4)),
      against: [],
      weight: 70,
      at: end.label,
      args: { host: end.label },
      details: { host: end.label, connection: [...names][0] ?? null, other },
      needs: [{ host: end.label, what: 'kernel-state' }],
    };
  }
  return null;
}

function ownNames(view: CaseView, end: End): readonly string[] {
  return view.negotiations.flatMap((negotiation) =>
    negotiation.attempts
      .filter((attempt) => attempt.connection !== null && end.host.artifacts.includes(attempt.artifact))
      .map((attempt) => (attempt.connection ?? '').replace(/\[[0-9]+\]$/, '')),
  );
}

/** A policy that protects can never win: another one with a better priority lets the same packets pass in clear or drops them. */
function overruled(view: CaseView): Opinion | null {
  if (view.breakPoint.phase !== 'established') return null;
  for (const end of [view.initiator, view.responder]) {
    const list = policiesOf(view, end.label, 'out') ?? [];
    const clash = clashOf(view, end, list);
    if (clash === null) continue;
    const own = stories(view).filter((story) => story.from === end.label);
    if (own.some((story) => (story.sent ?? 0) > 0)) continue;
    const unused = own.filter((story) => story.sent === 0);
    const leaks = view.clear.filter(
      (flow) =>
        end.host.artifacts.includes(flow.artifact) && end.host.addresses.includes(flow.src) && flow.requests > 0,
    );
    return {
      stand: unused.length > 0 && (clash.winner.action === 'block' || leaks.length > 0) ? 'proves' : 'indicates',
      for: [
        fromSource(clash.winner.src, 'statement'),
        fromSource(clash.loser.src, 'statement'),
        ...unused.flatMap((story) => story.evidence).slice(0, 2),
        ...leaks.slice(0, 2).map((flow) => fromSource(flow.source, 'packet')),
      ],
      against: [],
      weight: 80,
      at: end.label,
      args: { host: end.label },
      details: {
        host: end.label,
        wins: textOf(clash.winner),
        loses: textOf(clash.loser),
        clearSeen: leaks.length,
      },
      needs: [{ host: end.label, what: 'sa-listing' }],
    };
  }
  return null;
}

interface Clash {
  readonly winner: KernelPolicyState;
  readonly loser: KernelPolicyState;
}

/** A narrower exemption is meant so; one that covers the whole of a protecting policy leaves nothing of it. */
function clashOf(view: CaseView, end: End, list: readonly KernelPolicyState[]): Clash | null {
  const other = end.role === 'initiator' ? view.responder : view.initiator;
  const loser = list.find(
    (policy) =>
      policy.action === 'protect' &&
      policy.templates.some((template) => other.host.addresses.includes(template.to)) &&
      list.some((winner) => beats(winner, policy)),
  );
  const winner = loser === undefined ? undefined : list.find((policy) => beats(policy, loser));
  return loser === undefined || winner === undefined ? null : { winner, loser };
}

function beats(winner: KernelPolicyState, loser: KernelPolicyState): boolean {
  return winner.action !== 'protect' && priorityOf(winner) < priorityOf(loser) && coversPolicy(winner, loser);
}

function textOf(policy: KernelPolicyState): string {
  return `${policy.source.text} -> ${policy.destination.text} ${policy.action} priority ${priorityOf(policy)}`;
}
