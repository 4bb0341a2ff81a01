import type { ConfigDifference, End } from '../causes/api.ts';
import type { SecretConfig } from '../observations/index.ts';
import { compareConnections, type HostConfiguration } from '../policy/compare.ts';

/** A host's configuration as the comparison wants it. */
export function configurationOf(end: Pick<End, 'host'>): HostConfiguration {
  const { host } = end;
  const secrets = host.state.filter((item): item is SecretConfig => item.kind === 'secret');
  return {
    label: host.label,
    connections: host.connections,
    secrets,
    // Without any file that holds secrets their absence says nothing.
    secretsComplete: secrets.length > 0 || host.state.some((item) => item.kind === 'listing' && item.of === 'secrets'),
    ownAddresses: host.addresses,
  };
}

/**
 * Differences between the two ends' configurations, or null when one of them is not at hand. Where several connections could be
 * meant, those that the logs name count, else the pair that agrees best: a difference in a connection nobody uses proves nothing.
 */
export function compareEnds(initiator: End, responder: End): readonly ConfigDifference[] | null {
  if (!initiator.hasConfiguration || !responder.hasConfiguration) return null;
  const pairs = compareConnections(configurationOf(initiator), configurationOf(responder), 'a');
  if (pairs.length === 0) return null;
  const uses = (end: End, name: string): boolean => end.connections.some((connection) => connection.name === name);
  const named = pairs.filter((pair) => uses(initiator, pair.a.name) && uses(responder, pair.b.name));
  const usable = named.length > 0 ? named : pairs;
  const best = [...usable].sort((x, y) => fatal(x) - fatal(y))[0];
  // `a` and `b` in the details of a difference are these two.
  const hosts = [initiator.label, responder.label];
  const contested = best !== undefined && best.fitsBetter !== null;
  return best?.differences.map((one) => ({ ...one, contested, details: { hosts, ...one.details } })) ?? null;
}

function fatal(pair: ReturnType<typeof compareConnections>[number]): number {
  return pair.differences.filter((difference) => difference.fatal).length;
}
