import type { IngestedArtifact } from './ingest/types.ts';
import type { LogEvent, PolicyAssignment, PolicyStoreName } from './observations/index.ts';
import type { WindowsPolicy } from './policy/windows/assemble.ts';
import type { StoreSituation } from './policy/windows/effective.ts';
import type { WindowsEdition } from './policy/windows/host-state.ts';

const stores: Readonly<Record<string, PolicyStoreName>> = {
  directory: 'domain',
  cache: 'cache',
  local: 'local',
  persistent: 'persistent',
};

/** A host nothing is known of. */
export const nothingKnown: StoreSituation = {
  edition: null,
  policies: [],
  assignment: null,
  service: 'running',
  safeMode: false,
  bootMode: null,
  directory: 'not-told',
  failed: [],
  assignmentDenied: false,
  gpoFrom: null,
  policyFrom: null,
};

/**
 * What a host's files tell of its stores: the assignment, and what the policy agent wrote last about each (events of EVT-R and EVT-I).
 * Where nothing is told of a failure, none is assumed.
 */
export function situationOf(
  artifacts: readonly IngestedArtifact[],
  policies: readonly WindowsPolicy[],
): StoreSituation {
  const all = artifacts.flatMap(({ text }) => text?.observations ?? []);
  const assignment = all.find(
    (item): item is PolicyAssignment => item.kind === 'policy-assignment' && item.store === 'domain',
  );
  // A copy in the cache is kept of a policy that the domain assigned.
  const cached = policies.find(({ store, assigned }) => assigned && (store === 'domain' || store === 'cache'));
  const last = new Map<PolicyStoreName, 'applied' | 'failed' | 'unreachable'>();
  const events = all.filter((item): item is LogEvent => item.kind === 'log');
  for (const { code, args } of [...events].sort(byTime)) {
    const store = stores[String(args['store'] ?? '')];
    if (code === 'policy.applied' && store !== undefined) last.set(store, 'applied');
    if (code === 'policy.apply-failed' && store !== undefined) last.set(store, 'failed');
    if (code === 'policy.directory-unreachable') last.set('domain', 'unreachable');
  }
  const domain = last.get('domain');
  return {
    ...nothingKnown,
    edition: editionOf(all.flatMap((item) => (item.kind === 'host-fact' && item.name === 'os' ? [item.value] : []))),
    policies,
    assignment:
      assignment !== undefined
        ? { object: assignment.object, title: assignment.title }
        : cached !== undefined
          ? { object: cached.object, title: null }
          : null,
    directory:
      domain === 'unreachable'
        ? 'unreachable'
        : domain === 'failed'
          ? 'unreadable'
          : domain === 'applied'
            ? 'read'
            : 'not-told',
    failed: [...last].flatMap(([store, state]) => (state === 'failed' ? [store] : [])),
  };
}

function byTime(a: LogEvent, b: LogEvent): number {
  if (a.ns !== null && b.ns !== null && a.ns !== b.ns) return a.ns < b.ns ? -1 : 1;
  return a.seq - b.seq;
}

function editionOf(names: readonly string[]): WindowsEdition | null {
  const name = names.join(' ');
  if (/Windows 2000/i.test(name)) return 'windows-2000';
  if (/Windows XP/i.test(name)) return 'windows-xp';
  return /Server 2003/i.test(name) ? 'windows-2003' : null;
}
