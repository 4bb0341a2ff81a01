import { assignedPolicy, compareVersions, versionOf } from '../assigned-policy.ts';
import type { PolicyObject } from '../../observations/index.ts';
import { type CaseView, defineCause, type End, type Evidence, fromSource, type Opinion } from '../api.ts';

interface Found {
  readonly evidence: readonly Evidence[];
  readonly weight: number;
  readonly details: Opinion['details'];
}

/** The script that holds the stored copy against the directory says so (C10). */
function saidToBe(view: CaseView, end: End): Found | null {
  const told = view.dump(end.label, 'host-fact').filter((fact) => fact.name === 'ipsec-policy-version');
  const last = told.at(-1);
  if (last?.value !== 'not up-to-date') return null;
  return { evidence: [fromSource(last.src, 'statement')], weight: 70, details: {} };
}

/** Copies of policies that the host keeps, each with the policy in the directory that it is a copy of (POL-12). */
function copies(
  view: CaseView,
  end: End,
): readonly { readonly copy: PolicyObject; readonly source: PolicyObject; readonly behind: number }[] {
  const kept = view.dump(end.label, 'policy-object').filter(({ store }) => store === 'cache');
  if (kept.length === 0) return [];
  const directory = [view.initiator.host, view.responder.host, ...view.others]
    .flatMap(({ state }) => state)
    .filter((item) => item.kind === 'policy-object')
    .filter((item) => item.store === 'domain' && item.class === 'policy');
  return kept.flatMap((copy) => {
    if (copy.class !== 'policy' || copy.changed === null) return [];
    const source = directory.find((item) => item.object === copy.object && item.changed !== null);
    return source === undefined || source.changed === null
      ? []
      : [{ copy, source, behind: source.changed - copy.changed }];
  });
}

/** The stored copy of a policy was changed earlier than the one in the directory. */
function olderCopy(view: CaseView, end: End): Found | null {
  const found = copies(view, end).find(({ behind }) => behind > 0);
  if (found === undefined) return null;
  const { copy, source, behind } = found;
  return {
    evidence: [copy, source].map(({ src }) => fromSource(src, 'configuration')),
    weight: 75,
    details: { policy: copy.title ?? copy.object, behindSeconds: behind },
  };
}

/** Something better than a name says that the policy in use is the current one. */
function isCurrent(view: CaseView, end: End): boolean {
  const told = view.dump(end.label, 'host-fact').findLast((fact) => fact.name === 'ipsec-policy-version');
  return told?.value === 'up-to-date' || copies(view, end).some(({ behind }) => behind <= 0);
}

/** Both hosts name one policy, in versions that differ. The names may be out of step with what is in use (POL-13). */
function olderName(view: CaseView, end: End): Found | null {
  if (view.breakPoint.manner !== 'refused' || isCurrent(view, end)) return null;
  const other = end === view.initiator ? view.responder : view.initiator;
  const [mine, theirs] = [assignedPolicy(view, end.label), assignedPolicy(view, other.label)];
  const [own, newer] = [versionOf(mine?.name ?? ''), versionOf(theirs?.name ?? '')];
  if (mine === null || theirs === null || own === null || newer === null || own.title !== newer.title) return null;
  if (compareVersions(own.version, newer.version) >= 0) return null;
  return {
    evidence: [mine, theirs].map(({ evidence }) => ({ ...evidence, class: 'shape' as const })),
    weight: 60,
    details: { policy: mine.name, expected: theirs.name },
  };
}

/** A host uses an older version of its policy although it can read the directory. Where it cannot, that is policy.retrieval-failed. */
export default defineCause({
  id: 'policy.stale',
  severity: 'medium',
  references: ['POL-04', 'POL-05', 'POL-12', 'POL-13', 'SCR-10'],
  mistakenFor: ['policy.retrieval-failed', 'policy.wrong-assignment', 'proposal.ike-mismatch', 'policy.no-ike-config'],
  explains: [
    'proposal.ike-mismatch',
    'proposal.esp-mismatch',
    'policy.no-ike-config',
    'policy.selector-mismatch',
    'policy.exemption-missing',
  ],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: {
        shell: 'cmd',
        template: 'netsh ipsec static show gpoassignedpolicy & gpresult /scope computer',
        args: [],
      },
    },
    {
      tier: 2,
      host: 'fault',
      text: 'fix',
      privilege: 'admin',
      risk: 'disrupts',
      command: { shell: 'cmd', template: 'gpupdate /target:computer /force', args: [] },
    },
    { tier: 3, host: null, text: 'escalate', privilege: 'admin', risk: 'none' },
  ],
  judge(view): Opinion | null {
    for (const end of [view.initiator, view.responder]) {
      const found = saidToBe(view, end) ?? olderCopy(view, end) ?? olderName(view, end);
      if (found === null) continue;
      const { phase } = view.breakPoint;
      // The directory could not be read: that it is old is what follows.
      const unread = view.hostFacts(end.label, 'policy.directory-unreachable', 'policy.apply-failed').length > 0;
      return {
        stand: unread ? 'allows' : 'indicates',
        ...(phase === 'established' || phase === 'rekey' ? { note: true } : {}),
        for: found.evidence,
        against: [],
        weight: found.weight,
        at: end.label,
        args: { host: end.label },
        details: { host: end.label, ...found.details },
        needs: [{ host: end.label, what: 'configuration' }],
      };
    }
    return null;
  },
});
