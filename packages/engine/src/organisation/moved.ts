import type { PreparedHost } from '../policy/windows/host-state.ts';
import { classesOf, type HostClass } from './classes.ts';
import type { ResolvedDeployment, ResolvedHost } from './resolve.ts';

/** Hosts that were alike and stay alike. */
export interface MovedClass {
  readonly before: HostClass;
  readonly after: HostClass;
  readonly hosts: readonly ResolvedHost[];
}

/** Classes of hosts before and after a change, by which hosts stay together. */
export function movedClasses(before: ResolvedDeployment, after: ResolvedDeployment): readonly MovedClass[] {
  const later = new Map(classesOf(after).flatMap((one) => one.hosts.map(({ host }) => [host.name, one] as const)));
  const found = new Map<string, { before: HostClass; after: HostClass; hosts: ResolvedHost[] }>();
  for (const one of classesOf(before))
    for (const host of one.hosts) {
      const now = later.get(host.host.name);
      if (now === undefined) continue;
      const key = JSON.stringify([one.id, now.id]);
      const held = found.get(key);
      if (held === undefined) found.set(key, { before: one, after: now, hosts: [host] });
      else held.hosts.push(host);
    }
  return [...found.values()];
}

/** Two hosts that stand for two classes. */
export type Pair = readonly [PreparedHost, PreparedHost];

/** Hosts that stand for two classes, before and after; null: a class of one host with itself. */
export function peers(
  from: MovedClass,
  to: MovedClass,
): { readonly before: Pair; readonly after: Pair; readonly count: number } | null {
  if (from === to && from.hosts.length < 2) return null;
  const pick = (a: HostClass, b: HostClass): Pair => [a.first, a === b ? (b.second ?? b.first) : b.first];
  const count = from === to ? from.hosts.length * (from.hosts.length - 1) : from.hosts.length * to.hosts.length;
  return { before: pick(from.before, to.before), after: pick(from.after, to.after), count };
}
