import { type CaseView, defineCause, fromSource, type Opinion } from '../api.ts';
import { judgeHost } from '../by-host.ts';
import { fromService, servicesOf } from '../services.ts';

const byStatement = judgeHost(['host.name-unresolved'], () => true);

/** A host asks for the very name its connection has for the peer, gets no address, and sends the peer nothing. */
function byAnswers(view: CaseView): Opinion | null {
  if (view.breakPoint.phase !== 'config' || view.rows.length > 0) return null;
  for (const end of [view.initiator, view.responder]) {
    for (const connection of end.host.connections) {
      for (const talk of servicesOf(view, end.label, 'dns')) {
        if (talk.good || !connection.remoteAddresses.some((name) => name.toLowerCase() === talk.about)) continue;
        if (talk.answer === null && talk.asked < 2) continue;
        return {
          // Anybody on the way can say so.
          stand: 'indicates',
          for: [fromService(talk), fromSource(connection.src, 'configuration')],
          against: [],
          weight: 75,
          at: end.label,
          args: { host: end.label, name: talk.about },
          details: { host: end.label, name: talk.about },
        };
      }
    }
  }
  return null;
}

/** nslookup or ping on the host did not find the name its connection has for the peer; when it was tried it does not say. */
function byProbes(view: CaseView): Opinion | null {
  if (view.breakPoint.phase !== 'config' || view.rows.length > 0) return null;
  for (const end of [view.initiator, view.responder]) {
    const names = new Map(
      end.host.connections.flatMap((item) => item.remoteAddresses.map((name) => [name.toLowerCase(), item])),
    );
    const failed = view
      .dump(end.label, 'probe')
      .find(
        (probe) => probe.outcome === 'unresolved' && probe.target !== null && names.has(probe.target.toLowerCase()),
      );
    const connection = names.get(failed?.target?.toLowerCase() ?? '');
    if (failed?.target == null || connection === undefined) continue;
    return {
      stand: 'indicates',
      for: [fromSource(failed.src, 'statement'), fromSource(connection.src, 'configuration')],
      against: [],
      weight: 75,
      at: end.label,
      args: { host: end.label, name: failed.target },
      details: { host: end.label, name: failed.target },
    };
  }
  return null;
}

/** The name of the peer does not resolve. */
export default defineCause({
  id: 'name.resolution-failed',
  severity: 'high',
  references: ['T1-08', 'NAM-02', 'NAM-03', 'NAM-06'],
  mistakenFor: ['path.peer-unreachable'],
  explains: ['ike.timeout', 'path.peer-unreachable'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'fault', text: 'check', privilege: 'user', risk: 'reads' },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: (view) => byStatement(view) ?? byAnswers(view) ?? byProbes(view),
});
