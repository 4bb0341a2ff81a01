import type { ConnectionConfig, Selector } from '../observations/index.ts';
import type { CaseView, Fact } from './api.ts';
import { parseSelector } from '../policy/selectors.ts';
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
  if (chosen === undefined || others.length === 0 || somebodyElse(view, selected.host)) return null;
  const configured = view.initiator.connections.flatMap((connection) =>
    connection.children.map((child) => ({ local: child.local, remote: child.remote })),
  );
  const wanted = configured.length > 0 ? configured : proposed(view, selected.host);
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

/** The identity that came is none of those the initiator is configured with: its configuration tells nothing of this negotiation. */
function somebodyElse(view: CaseView, host: string): boolean {
  const name = (id: string): string => id.replace(/^@/, '').toLowerCase();
  const own = view.initiator.connections.flatMap(({ local }) => local.map(({ id }) => name(id ?? '')));
  const came = view
    .facts('ike.peer-identity', 'ike.established')
    .filter((fact) => fact.host === host)
    .flatMap((fact) => [argText(fact, 'remoteId'), argText(fact, 'id')])
    .filter((id) => id !== '')
    .map(name);
  // Without an identity in the configuration it is the address, which a NAT changes; names of certificates are written in many ways.
  const plain = (id: string): boolean => /^[\w.@-]+$/.test(id);
  return own.length > 0 && [...own, ...came].every(plain) && came.length > 0 && !came.some((id) => own.includes(id));
}

/** Which connection the responder took is not known: it has one with exactly the selectors asked for, and others that have not. */
export function passedOver(
  view: CaseView,
): { readonly better: ConnectionConfig; readonly chosen: ConnectionConfig } | null {
  const host = view.responder.label;
  if (view.facts('ike.connection-selected').some((fact) => fact.host === host)) return null;
  const own = view.dump(host, 'connection');
  const wanted = view.initiator.connections.flatMap((connection) => connection.children);
  const fits = (connection: ConnectionConfig): boolean =>
    connection.children.some((child) =>
      wanted.some((want) => sameSelectors(child.local, want.remote) && sameSelectors(child.remote, want.local)),
    );
  const better = own.find(fits);
  if (better === undefined) return null;
  const chosen = own.find((connection) => connection.name !== better.name && !fits(connection));
  return chosen === undefined ? null : { better, chosen };
}

/** What the initiator asks for by the responder's own log, told from the initiator's side. */
function proposed(view: CaseView, host: string): { local: readonly Selector[]; remote: readonly Selector[] }[] {
  const read = (value: unknown): Selector[] =>
    (Array.isArray(value) ? value : [value]).flatMap((text) => {
      const selector = typeof text === 'string' ? parseSelector(text) : undefined;
      return selector === undefined ? [] : [selector];
    });
  const received = view
    .facts('policy.selectors-received')
    .map((fact) => ({ fact, local: read(fact.args['remote']), remote: read(fact.args['local']) }));
  // Which side of a refused pair is whose, daemons tell in either order.
  const refused = view.facts('policy.selectors-unacceptable').flatMap((fact) => {
    const [one, other] = [read(fact.args['proposedLocal']), read(fact.args['proposedRemote'])];
    return [
      { fact, local: one, remote: other },
      { fact, local: other, remote: one },
    ];
  });
  return [...received, ...refused].filter(
    ({ fact, local, remote }) => fact.host === host && local.length > 0 && remote.length > 0,
  );
}

function sameSelectors(a: readonly Selector[], b: readonly Selector[]): boolean {
  const key = (selector: Selector): string =>
    selector.dynamic === true
      ? 'dynamic'
      : `${selector.from}-${selector.to}|${selector.protocol}|${selector.portFrom}-${selector.portTo}`;
  return a.length > 0 && a.length === b.length && a.every((left) => b.some((right) => key(left) === key(right)));
}
