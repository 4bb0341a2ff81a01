import type { SaView } from '../correlation/types.ts';
import type { DocumentContext } from './context.ts';
import type { SecurityAssociation } from './types.ts';

/** One SA with what was counted of it: seen on the wire, and told by the hosts. */
export function associationOf(context: DocumentContext, sa: SaView): SecurityAssociation {
  const counters: Record<string, string> = {};
  if (sa.leaving !== null) counters['sentSeen'] = String(sa.leaving.packets);
  else if (sa.leavingCovered) counters['sentSeen'] = '0';
  if (sa.arriving !== null) counters['arrivedSeen'] = String(sa.arriving.packets);
  else if (sa.arrivingCovered) counters['arrivedSeen'] = '0';
  const sent = sa.senderState.find((state) => state.packetsOut !== null)?.packetsOut;
  const received = sa.receiverState.find((state) => state.packetsIn !== null)?.packetsIn;
  if (sent != null) counters['sentByHost'] = sent;
  if (received != null) counters['receivedByHost'] = received;
  const state = sa.senderState[0] ?? sa.receiverState[0];
  const fact = sa.facts.find((item) => item.args['mode'] !== undefined);
  const mode =
    state?.mode ?? (fact?.args['mode'] === 'transport' || fact?.args['mode'] === 'tunnel' ? fact.args['mode'] : null);
  return {
    spi: sa.spi,
    protocol: sa.protocol,
    from: sa.from,
    to: sa.to,
    encapsulation: sa.encapsulation,
    mode,
    kind: 'hard',
    selectors: null,
    counters,
    events: sa.facts.slice(0, 8).map((item) => ({
      what: item.code,
      host: item.host,
      at: context.moments.of(item.src.artifact, item.ns).at,
      source: context.source(item.src),
    })),
  };
}
