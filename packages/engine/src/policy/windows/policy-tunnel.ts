import type { ConnectionConfig, PolicyFilter } from '../../observations/index.ts';
import type { WindowsRule } from './assemble.ts';

/** Whether a connection is a tunnel of a policy of Windows: the two rules of a legacy one, or a connection security rule. */
export function isPolicyTunnel({ settings, children }: ConnectionConfig): boolean {
  return settings['store'] !== undefined && children.some(({ mode }) => mode === 'tunnel');
}

/**
 * For each rule of a legacy tunnel the one for the way back: its filters are the same turned round, and its end point is the near end. A tunnel
 * takes two rules whose filters are not mirrored (Microsoft KB 816514).
 */
export function waysBack(rules: readonly WindowsRule[]): ReadonlyMap<WindowsRule, WindowsRule> {
  const tunnels = rules.filter(
    ({ tunnelEndpoint, filters }) => tunnelEndpoint !== null && filters.every(({ mirrored }) => !mirrored),
  );
  const text = (filters: readonly PolicyFilter[], turned: boolean): string =>
    filters
      .map(({ source, destination, protocol, sourcePorts, destinationPorts }) => {
        const ends = [
          [source, sourcePorts],
          [destination, destinationPorts],
        ];
        return JSON.stringify([protocol, ...(turned ? ends.reverse() : ends)]);
      })
      .sort()
      .join();
  const byFilters = new Map([...tunnels].reverse().map((rule) => [text(rule.filters, false), rule]));
  return new Map(
    tunnels.flatMap((rule) => {
      const back = byFilters.get(text(rule.filters, true));
      return back === undefined || back === rule ? [] : [[rule, back] as const];
    }),
  );
}
