import type { ConfigDifference, End } from '../causes/api.ts';
import type { SecretConfig } from '../observations/index.ts';
import type { OpenedMessage } from './opened.ts';
import { findSecret } from '../policy/secrets.ts';
import { compareConnections, type ConnectionComparison, type HostConfiguration } from '../policy/compare.ts';

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
export function compareEnds(
  initiator: End,
  responder: End,
  opened: readonly OpenedMessage[],
): readonly ConfigDifference[] | null {
  if (!initiator.hasConfiguration || !responder.hasConfiguration) return null;
  const best = meantPair(initiator, responder);
  if (best === null) return null;
  // `a` and `b` in the details of a difference are these two.
  const hosts = [initiator.label, responder.label];
  const contested = best.fitsBetter !== null;
  const found = best.differences.map((one) => ({ ...one, contested, details: { hosts, ...one.details } }));
  const proved = [...disproved(initiator, responder, opened), ...disproved(responder, initiator, opened)];
  // Both files and the proof say one thing: the proof shows which key was really used.
  return proved.length === 0 ? found : [...found.filter(({ kind }) => kind !== 'secret'), ...proved];
}

/** The two connections that are meant for each other: those that the logs name, else the pair that agrees best. */
export function meantPair(initiator: End, responder: End): ConnectionComparison | null {
  const pairs = compareConnections(configurationOf(initiator), configurationOf(responder), 'a');
  const uses = (end: End, name: string): boolean => end.connections.some((connection) => connection.name === name);
  const named = pairs.filter((pair) => uses(initiator, pair.a.name) && uses(responder, pair.b.name));
  const usable = named.length > 0 ? named : pairs;
  return [...usable].sort((x, y) => fatal(x) - fatal(y))[0] ?? null;
}

/** Proofs of `sender` that the pre-shared key which `checker` has for it did not make. */
function disproved(sender: End, checker: End, opened: readonly OpenedMessage[]): ConfigDifference[] {
  const { secrets } = configurationOf(checker);
  for (const message of opened) {
    if (message.sender !== sender.role || message.proof === null || message.identity === null) continue;
    const { proof, identity } = message;
    const local = checker.connections[0]?.local[0]?.id ?? message.asked ?? '';
    const dialect = checker.connections[0]?.settings['dialect'] === 'libreswan' ? 'libreswan' : 'strongswan';
    const lookup = findSecret(secrets, local, identity, dialect);
    if (lookup.result !== 'found' || lookup.secret.redacted === true || lookup.secret.digest.made(proof)) continue;
    return [
      {
        kind: 'secret',
        fatal: true,
        contested: false,
        host: null,
        details: { hosts: [sender.label, checker.label], sent: identity },
        sources: [message.source, lookup.secret.src],
      },
    ];
  }
  return [];
}

function fatal(pair: ReturnType<typeof compareConnections>[number]): number {
  return pair.differences.filter((difference) => difference.fatal).length;
}
