/** What the `policy` commands about a whole organisation begin with: deployment files in, a document out. */
import type {
  EffectiveDocument,
  MatrixDocument,
  ShownDeploymentFault,
  ShownOutcome,
  ShownSide,
  WhatIfDocument,
} from './document/organisation-types.ts';
import { noConnections } from './linux-policies.ts';
import { applyChanges } from './organisation/changes.ts';
import { type DeploymentFile, readDeployment, storesOf } from './organisation/deployment.ts';
import { hostMatrix, isolationMatrix } from './organisation/matrix.ts';
import type { PolicyStores } from './organisation/read-policies.ts';
import {
  hostState,
  policiesOf,
  type ResolvedDeployment,
  type ResolvedHost,
  resolveDeployment,
} from './organisation/resolve.ts';
import type { DeploymentFault } from './organisation/tree.ts';
import type { MovedClass } from './organisation/moved.ts';
import { whatIf } from './organisation/what-if.ts';
import type { Conversation, ConversationOutcome } from './policy/windows/converse.ts';
import type { PolicyHostState } from './policy/windows/host-state.ts';
import { lintEmptiness } from './policy/windows/lint-emptiness.ts';
import { lintPolicy } from './policy/windows/lint.ts';
import { lintSurroundings } from './policy/windows/lint-surroundings.ts';
import type { PolicyDocument } from './document/policy-types.ts';
import { shownIssue } from './shown-policies.ts';
import { toolVersion } from './version.ts';

export type { DeploymentFile } from './organisation/deployment.ts';
export type { PolicyStores } from './organisation/read-policies.ts';
export { storesOf };

const tool = { name: 'ipsec-doctor', version: toolVersion } as const;
/** A deployment of so many hosts at most is shown host by host without being asked. */
const smallDeployment = 40;
const maxNamed = 200;
const maxFlows = 2000;
const maxExamples = 3;

interface Read {
  readonly resolved: ResolvedDeployment;
  readonly faults: readonly ShownDeploymentFault[];
}

function read(files: readonly DeploymentFile[], stores: PolicyStores): Read {
  const { deployment, faults } = readDeployment(files, stores);
  const resolved = resolveDeployment(deployment);
  return { resolved, faults: [...faults, ...resolved.faults].map(shownFault) };
}

const shownFault = ({ file, line, code, about }: DeploymentFault): ShownDeploymentFault => ({
  file,
  line,
  code,
  about,
});

/** Paths between isolation groups and the matrix of hosts (GD-02, GD-03, GD-21). `names`: hosts to be shown one by one; empty: all of a small deployment. */
export function matrixDocument(
  files: readonly DeploymentFile[],
  stores: PolicyStores,
  what: Conversation,
  names: readonly string[],
): MatrixDocument {
  const { resolved, faults } = read(files, stores);
  const matrix = isolationMatrix(resolved, what);
  const all = resolved.hosts.map(({ host }) => host.name);
  const named = names.length > 0 ? names.slice(0, maxNamed) : all.length <= smallDeployment ? all : [];
  const unknown = names.filter((name) => !all.includes(name));
  const { protocol, sourcePort, destinationPort, family = null } = what;
  return {
    schema: 'ipsec-doctor/policy-matrix@1',
    tool,
    organisation: resolved.deployment.name,
    traffic: { family, protocol, sourcePort, destinationPort },
    groups: groupsOf(resolved),
    paths: (matrix?.paths ?? []).map((path) => ({ ...path, from: path.from.name, to: path.to.name })),
    closed: (matrix?.closed ?? []).map(({ from, to }) => ({ from: from.name, to: to.name })),
    classes: (matrix?.classes ?? []).map(({ id, group, hosts }) => ({
      id,
      group: group.name,
      hosts: hosts.length,
      examples: examples(hosts),
      policy: hosts[0] === undefined ? null : titlesOf(hosts[0]).join(', ') || null,
    })),
    cells: (matrix?.cells ?? []).map(({ from, to, pairs, outcome }) => ({
      from: from.id,
      to: to.id,
      pairs,
      ...shownOutcome(outcome),
    })),
    hosts: hostMatrix(resolved, named, what).map(({ from, to, outcome }) => ({ from, to, ...shownOutcome(outcome) })),
    faults: [
      ...faults,
      ...unknown.map((about): ShownDeploymentFault => ({ file: '', line: null, code: 'unresolved', about })),
      ...(names.length > maxNamed
        ? [{ file: '', line: null, code: 'too-much', about: `${names.length} > ${maxNamed}` }]
        : []),
    ],
    tooMany: matrix === null,
  };
}

function groupsOf(resolved: ResolvedDeployment): MatrixDocument['groups'] {
  const found = new Map<string, { name: string; kind: string; hosts: number; policies: Set<string> }>();
  for (const { name, kind } of resolved.deployment.isolationGroups)
    found.set(name, { name, kind, hosts: 0, policies: new Set() });
  for (const host of resolved.hosts) {
    const { name, kind } = host.isolationGroup;
    const group = found.get(name) ?? { name, kind, hosts: 0, policies: new Set<string>() };
    found.set(name, group);
    group.hosts++;
    for (const title of titlesOf(host)) group.policies.add(title);
  }
  return [...found.values()].map(({ policies, ...group }) => ({ ...group, policies: [...policies].sort() }));
}

function titlesOf(host: ResolvedHost): readonly string[] {
  return policiesOf(host).map(({ title }) => title);
}

function examples(hosts: readonly ResolvedHost[]): readonly string[] {
  return hosts.slice(0, maxExamples).map(({ host }) => host.name);
}

function shownOutcome(outcome: ConversationOutcome): ShownOutcome {
  const { result, encrypted, reason, problems, unverified, decidedBy, delaySeconds } = outcome;
  return { result, encrypted, reason, problems, unverified, decidedBy, delaySeconds };
}

/** What a change set would do to an organisation (GD-18, GD-22 to GD-24, T2-10). */
export function whatIfDocument(
  files: readonly DeploymentFile[],
  stores: PolicyStores,
  change: DeploymentFile,
): WhatIfDocument {
  const { resolved, faults } = read(files, stores);
  const changed = applyChanges(resolved.deployment, change);
  const found = whatIf(resolved, changed);
  const headed = {
    schema: 'ipsec-doctor/policy-what-if@1' as const,
    tool,
    organisation: resolved.deployment.name,
    changes: changed.changes,
    faults: [...faults, ...changed.faults.map(shownFault)],
  };
  if (found === null) {
    const about = String(resolved.hosts.length);
    const warnings = [{ code: 'too-many-classes', refuses: true, hosts: resolved.hosts.length, about, source: '' }];
    return { ...headed, refused: true, warnings, flows: [], deleted: [], leftOut: { flows: 0, traffic: 0 } };
  }
  const side = ({ after, hosts }: MovedClass): ShownSide => ({
    group: after.group.name,
    hosts: hosts.length,
    examples: examples(hosts),
  });
  return {
    ...headed,
    refused: found.refused,
    warnings: found.warnings,
    flows: found.flows.slice(0, maxFlows).map(({ from, to, what, pairs, before, after }) => ({
      from: side(from),
      to: side(to),
      traffic: {
        family: what.family ?? null,
        protocol: what.protocol,
        sourcePort: what.sourcePort,
        destinationPort: what.destinationPort,
      },
      pairs,
      before: shownOutcome(before),
      after: shownOutcome(after),
    })),
    deleted: found.deleted,
    leftOut: { flows: Math.max(0, found.flows.length - maxFlows), traffic: found.trafficLeftOut },
  };
}

/** A host of a deployment as one end of a question between two; null: it is not in the file. */
export function deploymentHost(
  files: readonly DeploymentFile[],
  stores: PolicyStores,
  name: string,
): PolicyHostState | null {
  const { resolved } = read(files, stores);
  const found = resolved.hosts.find(({ host }) => host.name === name);
  return found === undefined ? null : hostState(resolved, found);
}

/** What is questionable about the policies of a deployment, held against its servers and remote access hosts. */
export function deploymentIssues(files: readonly DeploymentFile[], stores: PolicyStores): PolicyDocument {
  const { resolved, faults } = read(files, stores);
  const { servers, policies } = resolved.deployment;
  return {
    schema: 'ipsec-doctor/policy@1',
    tool,
    hosts: [...policies.values()].map((policy) => {
      const mine = resolved.hosts.filter((one) => policiesOf(one).includes(policy));
      const remoteAccess = mine.filter(({ host }) => host.remoteAccess).flatMap(({ host }) => host.addresses);
      const around = { servers, addresses: mine[0]?.host.addresses ?? [], remoteAccess };
      const issues = [...lintSurroundings(policy, around), ...lintEmptiness(policy), ...lintPolicy(policy)].map(
        shownIssue,
      );
      return { ...noConnections, label: policy.title, unread: [], policies: [], faults: [], issues };
    }),
    artifacts: files.map(({ path }, i) => ({
      id: `d${i + 1}`,
      path,
      format: 'deployment',
      status: 'read',
      faults: faults
        .filter(({ file }) => file === path)
        .map(({ line, code, about }) => `${line ?? '-'}: ${code} ${about}`),
    })),
  };
}

/** Which policy group policy gives each kind of host of a deployment, and why (C26). `names`: only these hosts. */
export function deploymentEffective(
  files: readonly DeploymentFile[],
  stores: PolicyStores,
  names: readonly string[],
): EffectiveDocument {
  const { resolved, faults } = read(files, stores);
  const groups = new Map<string, ResolvedHost[]>();
  for (const one of resolved.hosts) {
    if (names.length > 0 && !names.includes(one.host.name)) continue;
    const key = JSON.stringify([
      one.host.edition,
      titlesOf(one),
      one.decision?.considered ?? null,
      names.length > 0 ? one.host.name : null,
    ]);
    const held = groups.get(key);
    if (held === undefined) groups.set(key, [one]);
    else held.push(one);
  }
  return {
    schema: 'ipsec-doctor/policy-effective@1',
    tool,
    hosts: [...groups.values()].flatMap((members) => {
      const [first] = members;
      return first === undefined ? [] : [effectiveOf(first, members.length)];
    }),
    faults,
  };
}

function effectiveOf(one: ResolvedHost, hosts: number): EffectiveDocument['hosts'][number] {
  const { host, policy, securityRules, decision } = one;
  const all = policiesOf(one);
  const winner = decision?.winner ?? null;
  const early = winner?.replicated === false;
  const name = winner?.policy ?? policy?.title ?? null;
  return {
    label: host.name,
    edition: host.edition,
    driver: all.length === 0 ? 'no-filters' : 'filters',
    from: all.length === 0 ? 'none' : 'domain',
    active: all.map(({ store, title }) => ({ store, title })),
    steps: [
      ...(early ? [{ code: 'not-replicated', store: 'domain', policy: name, source: 'GD-24' }] : []),
      ...(policy !== null
        ? [{ code: 'applied', store: 'domain', policy: policy.title, source: 'POL-52' }]
        : securityRules.length === 0
          ? [{ code: 'not-assigned', store: 'domain', policy: null, source: 'POL-47' }]
          : []),
      ...securityRules.map(({ title }) => ({
        code: 'rules-added',
        store: 'domain',
        policy: title,
        source: 'MS-GPFAS',
      })),
    ],
    reported: {
      name,
      agrees: policy !== null || name === null,
      why: policy === null && name !== null ? 'nothing-active' : 'same',
    },
    gpos: decision?.considered ?? [],
    hosts,
  };
}
