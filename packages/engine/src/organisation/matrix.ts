import { type Conversation, type ConversationOutcome, converse } from '../policy/windows/converse.ts';
import { type PreparedHost, prepareHost } from '../policy/windows/host-state.ts';
import { classesOf, type HostClass } from './classes.ts';
import { hostState, type ResolvedDeployment } from './resolve.ts';
import type { IsolationGroup } from './types.ts';

/** How every host of one class fares with every host of another. */
export interface MatrixCell {
  readonly from: HostClass;
  readonly to: HostClass;
  /** Pairs of hosts it stands for. */
  readonly pairs: number;
  readonly outcome: ConversationOutcome;
}

/** What an isolation group may do with another, as the tables of permitted paths print it (GD-02, GD-03). */
export interface GroupPath {
  readonly from: IsolationGroup;
  readonly to: IsolationGroup;
  /** The way back is the same. */
  readonly bidirectional: boolean;
  readonly ikeTried: boolean;
  readonly fallBack: boolean;
  readonly encrypt: boolean;
  /** Classes of the two groups fare differently: the columns are those of the first that passes. */
  readonly uneven: boolean;
}

export interface IsolationMatrix {
  readonly classes: readonly HostClass[];
  readonly cells: readonly MatrixCell[];
  /** Paths between groups by policy: who is let in is chosen by network access groups within them. */
  readonly paths: readonly GroupPath[];
  /** Pairs of groups without a path. */
  readonly closed: readonly { readonly from: IsolationGroup; readonly to: IsolationGroup }[];
}

const maxClasses = 1200;

/**
 * How all hosts of an organisation fare with each other for one kind of traffic, by classes of hosts; null: more classes than can be
 * gone through (`maxClasses`).
 */
export function isolationMatrix(resolved: ResolvedDeployment, what: Conversation): IsolationMatrix | null {
  const classes = classesOf(resolved);
  if (classes.length > maxClasses) return null;
  const cells: MatrixCell[] = [];
  for (const from of classes)
    for (const to of classes) {
      const other = from === to ? to.second : to.first;
      if (other === null) continue;
      const pairs = from.hosts.length * (from === to ? to.hosts.length - 1 : to.hosts.length);
      cells.push({ from, to, pairs, outcome: converse(from.first, other, what) });
    }
  return { classes, cells, ...pathsOf(resolved, classes, what) };
}

/** How two hosts fare, by name; for hosts whose names are given, or all of a small deployment. */
export function hostMatrix(
  resolved: ResolvedDeployment,
  names: readonly string[],
  what: Conversation,
): readonly { readonly from: string; readonly to: string; readonly outcome: ConversationOutcome }[] {
  const hosts = names.flatMap((name) => {
    const found = resolved.hosts.find(({ host }) => host.name === name);
    return found === undefined ? [] : [prepareHost(hostState(resolved, found))];
  });
  return hosts.flatMap((from) =>
    hosts
      .filter((to) => to !== from)
      .map((to) => ({ from: from.state.label, to: to.state.label, outcome: converse(from, to, what) })),
  );
}

type Columns = Pick<GroupPath, 'ikeTried' | 'fallBack' | 'encrypt'>;

/**
 * A path is one that a host of the first group can be given: the right to come in is taken as held, for network access groups are
 * filled with members of groups; a denial that holds the whole group closes it (GD-12).
 */
function pathsOf(
  resolved: ResolvedDeployment,
  classes: readonly HostClass[],
  what: Conversation,
): Pick<IsolationMatrix, 'paths' | 'closed'> {
  const byGroup = new Map<IsolationGroup, HostClass[]>();
  for (const one of classes) byGroup.set(one.group, [...(byGroup.get(one.group) ?? []), one]);
  const groups = [...byGroup.keys()];
  const shared = new Map(groups.map((group) => [group, sharedGroups(resolved, group)]));
  const found = new Map<string, { readonly columns: Columns; readonly uneven: boolean } | null>();
  for (const from of groups)
    for (const to of groups) {
      if (from === to) continue;
      const outcomes: (Columns | null)[] = [];
      for (const a of byGroup.get(from) ?? [])
        for (const b of byGroup.get(to) ?? [])
          outcomes.push(columnsOf(a.first, letting(b.first, shared.get(from) ?? new Set()), what));
      const [first] = outcomes.filter((one) => one !== null);
      const uneven = new Set(outcomes.map((one) => JSON.stringify(one))).size > 1;
      found.set(keyOf(from, to), first === undefined ? null : { columns: first, uneven });
    }
  const paths: GroupPath[] = [];
  const closed: IsolationMatrix['closed'][number][] = [];
  const told = new Set<string>();
  for (const from of groups)
    for (const to of groups) {
      if (from === to || told.has(keyOf(from, to))) continue;
      const path = found.get(keyOf(from, to));
      if (path === null || path === undefined) {
        closed.push({ from, to });
        continue;
      }
      const back = found.get(keyOf(to, from));
      const bidirectional = JSON.stringify(back?.columns) === JSON.stringify(path.columns);
      if (bidirectional) told.add(keyOf(to, from));
      paths.push({ from, to, bidirectional, ...path.columns, uneven: path.uneven });
    }
  return { paths, closed };
}

function columnsOf(from: PreparedHost, to: PreparedHost, what: Conversation): Columns | null {
  const { result, ikeFrom, encrypted } = converse(from, to, what);
  if (result === 'blocked' || result === null) return null;
  const ikeTried = ikeFrom === from.state.label;
  return { ikeTried, fallBack: ikeTried && result === 'soft-sa', encrypt: encrypted };
}

/** The host as it meets somebody whom a group may let in: only a denial of a group that holds all of them counts. */
function letting(host: PreparedHost, groups: ReadonlySet<string>): PreparedHost {
  const { access } = host.state;
  if (access === null) return host;
  const denied = access.deny.some((group) => groups.has(group));
  return { ...host, state: { ...host.state, access: denied ? { allow: [], deny: [] } : null } };
}

/** Groups that every host of an isolation group is in. */
function sharedGroups({ hosts }: ResolvedDeployment, group: IsolationGroup): ReadonlySet<string> {
  const [first, ...others] = hosts.filter(({ isolationGroup }) => isolationGroup === group);
  const shared = new Set(first?.groups ?? []);
  for (const { groups } of others) for (const name of shared) if (!groups.includes(name)) shared.delete(name);
  return shared;
}

const keyOf = (from: IsolationGroup, to: IsolationGroup): string => JSON.stringify([from.name, to.name]);
