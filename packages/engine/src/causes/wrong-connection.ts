import type { ConnectionConfig, Selector } from '../observations/index.ts';
import type { CaseView, Fact } from './api.ts';
import { argText } from './by-statement.ts';

export interface BetterConnection {
  readonly selected: Fact;
  readonly chosen: ConnectionConfig;
  readonly better: ConnectionConfig;
  readonly because: 'selectors' | 'identity';
}

/**
 * Whether the responder took one of its connections while another one of the same host has exactly the traffic selectors the
 * initiator asks for (or the identity it uses) and the chosen one has not.
 */
export function betterConnection(view: CaseView): BetterConnection | null {
  const selected = view
    .facts('ike.connection-selected')
    .filter((fact) => fact.role === 'responder' && argText(fact, 'connection') !== '')
    .at(-1);
  if (selected === undefined) return null;
  const own = view.dump(selected.host, 'connection');
  const chosen = own.find((connection) => connection.name === argText(selected, 'connection'));
  const others = own.filter((connection) => connection.name !== argText(selected, 'connection'));
  if (chosen === undefined || others.length === 0) return null;
  const wanted = view.initiator.connections.flatMap((connection) =>
    connection.children.map((child) => ({ local: child.local, remote: child.remote })),
  );
  for (const want of wanted) {
    const fits = (connection: ConnectionConfig): boolean =>
      connection.children.some(
        (child) => sameSelectors(child.local, want.remote) && sameSelectors(child.remote, want.local),
      );
    if (fits(chosen)) return null;
    const better = others.find(fits);
    if (better !== undefined) return { selected, chosen, better, because: 'selectors' };
  }
  return null;
}

function sameSelectors(a: readonly Selector[], b: readonly Selector[]): boolean {
  const key = (selector: Selector): string =>
    selector.dynamic === true
      ? 'dynamic'
      : `${selector.from}-${selector.to}|${selector.protocol}|${selector.portFrom}-${selector.portTo}`;
  return a.length > 0 && a.length === b.length && a.every((left) => b.some((right) => key(left) === key(right)));
}
