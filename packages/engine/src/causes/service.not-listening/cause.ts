import {
  defineCause,
  fromFacts,
  fromRow,
  fromSource,
  type CaseView,
  type End,
  type Evidence,
  type Fact,
  type Opinion,
} from '../api.ts';
import { stoppedService } from '../host-state.ts';
import { icmpEvidence, ikeIcmp, silentEnd, socketErrors } from '../path-facts.ts';

/** The peer host is up, and nothing answers IKE there. */
export default defineCause({
  id: 'service.not-listening',
  severity: 'high',
  references: ['T2-24', 'EVT-K-13', 'RFC 1122 4.1.3.1'],
  mistakenFor: ['path.ike-blocked', 'path.peer-unreachable'],
  explains: ['ike.timeout', 'symptom.timeout', 'path.ike-blocked', 'ike.peer-failed'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'ss -lunp', args: [], task: 'listeners' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    const { phase, manner } = view.breakPoint;
    if (
      phase === 'established' ||
      phase === 'rekey' ||
      phase === 'child' ||
      (manner !== 'silent' && manner !== 'icmp' && phase !== 'config')
    )
      return null;
    const absent = phase === 'config' ? notRunning(view) : null;
    if (absent !== null) return absent;
    if (view.negotiations.length > 0 && !asked(view)) return null;
    const peer = stoppedEnd(view) ?? silentEnd(view);
    const port = ikeIcmp(view, 'port-unreachable').filter(
      (item) => item.from === peer.label || peer.host.addresses.includes(item.from),
    );
    // Seen leaving the peer's own interface nobody on the way can have forged it.
    const own = port.filter((item) => peer.host.artifacts.includes(item.artifact));
    const stopped = view.hostFacts(peer.label, 'daemon.stopping');
    // It took a message in, even if only to say that it has too many: then it listened, and what came after it was stopped is noise.
    const handled = view.rows.some((row) => row.sender !== peer.role && row.processed === 'yes');
    // Who asked first ran when it did.
    const began = view.rows.find((row) => row.sender === 'initiator' && peer.role === 'initiator');
    if (began !== undefined && view.breakPoint.phase !== 'config')
      return { stand: 'excluded', for: [], against: fromRow(began).slice(0, 1) };
    const turnedAway = view.hostFacts(peer.label, 'ike.half-open-limit', 'ike.overloaded', 'ike.cookie-demanded');
    if (handled || turnedAway.length > 0)
      return { stand: 'excluded', for: [], against: fromFacts(turnedAway.slice(0, 2)) };
    // A listing of the sockets without those of IKE; when it was made it does not say.
    const sockets = view.dump(peer.label, 'host-fact').filter((fact) => fact.name.startsWith('listening-udp-'));
    const listed = sockets.filter((fact) => fact.name === 'listening-udp-listed');
    const silentSockets: Evidence[] = sockets.some((fact) => /-(?:500|4500)$/.test(fact.name))
      ? []
      : listed.slice(0, 1).map((fact) => fromSource(fact.src, 'statement'));
    const service = stoppedService(view, peer.label);
    silentSockets.push(...(service?.evidence ?? []).slice(0, 2));
    const told = [...icmpEvidence(port), ...socketErrors(view, 'port-unreachable')];
    const args = { peer: peer.label };
    const details = {
      peer: peer.label,
      icmpFromPeer: port.length,
      seenLeavingPeer: own.length > 0,
      daemonStopped: stopped.length > 0 || service !== null,
      ...(service === null ? {} : { service: service.name }),
    };
    const needs = [{ host: peer.label, what: 'log' as const }];
    const ownPackets = icmpEvidence(own).map((item) => ({ ...item, class: 'packet' as const }));
    const base = { against: [], at: peer.label, args, details, needs };
    // Why nothing listens is for the host's own records to say: with them, this is the cause; without, something narrower may be.
    const records = peer.hasLog || silentSockets.length > 0;
    // A daemon that says it was stopped, or a listing of sockets, tells that nothing narrower is to be found.
    const start = view.main?.start ?? null;
    const before = stopped.some((fact) => {
      // Within what its clock is sure of: a daemon that still ran would have kept the port open.
      const { common: at, error } = view.timesOf(fact);
      return at !== null && start !== null && at - error < start;
    });
    // A listing in a form that is known from documents alone may be read wrongly.
    const settled = before || silentSockets.some(({ source }) => view.confirmed(source.artifact));
    const quiet =
      view.hostFacts(peer.label, 'daemon.start-failed', 'daemon.bind-failed', 'daemon.crashed', 'config.rejected')
        .length === 0;
    if (own.length > 0 && records && quiet && settled)
      return { stand: 'proves', for: [...ownPackets, ...silentSockets, ...fromFacts(stopped.slice(-1))], ...base };
    if (own.length > 0)
      return { stand: 'indicates', for: [...ownPackets, ...fromFacts(stopped.slice(-1))], weight: 95, ...base };
    if (told.length > 0)
      return {
        stand: 'indicates',
        for: [...told, ...fromFacts(stopped.slice(-1))],
        against: [],
        weight: 90,
        at: peer.label,
        args,
        details,
        needs,
      };
    if (silentSockets.length > 0) return { stand: 'indicates', for: silentSockets, weight: 70, ...base };
    const down = downMeanwhile(view, peer);
    if (down.length > 0) return { stand: 'indicates', for: fromFacts(down), weight: 70, ...base };
    return { stand: 'allows', for: [], against: [], at: peer.label, args, details, needs };
  },
});

/** Beside records of an outcome: the record that the peer's service had stopped before, and none that it ran again. */
function downMeanwhile(view: CaseView, peer: End): readonly Fact[] {
  const { main } = view;
  if (main?.end == null || main.rows.length > 0 || main.attempts.some((attempt) => attempt.atEnd !== true)) return [];
  const until = main.end;
  const when = (fact: Fact): bigint | null => view.timesOf(fact).common;
  const told = view
    .hostFacts(peer.label, 'daemon.stopping', 'daemon.started')
    .filter((fact) => (when(fact) ?? until + 1n) <= until)
    .sort((a, b) => ((when(a) ?? 0n) < (when(b) ?? 0n) ? -1 : 1));
  const last = told.at(-1);
  return last?.code === 'daemon.stopping' ? [last] : [];
}

/** Where nothing was negotiated, the host whose listing says that its service does not run. */
function stoppedEnd(view: CaseView): End | null {
  if (view.breakPoint.phase !== 'config') return null;
  return [view.responder, view.initiator].find((end) => stoppedService(view, end.label) !== null) ?? null;
}

/** A command of this host found no daemon to talk to: it is not running, and nothing answers IKE here. */
function notRunning(view: CaseView): Opinion | null {
  for (const end of [view.responder, view.initiator]) {
    const facts = view.hostFacts(end.label, 'daemon.not-running');
    if (facts.length === 0) continue;
    return {
      stand: 'indicates',
      for: fromFacts(facts.slice(0, 3)),
      against: [],
      weight: 75,
      at: end.label,
      args: { peer: end.label },
      details: { peer: end.label, icmpFromPeer: 0, seenLeavingPeer: false, daemonStopped: false },
      needs: [{ host: end.label, what: 'log' }],
    };
  }
  return null;
}

/** Somebody is seen to ask: what is left of an SA that ends may well find the port closed. */
function asked(view: CaseView): boolean {
  const waited = view.facts(
    'ike.initiating',
    'message.gave-up',
    'message.retransmitted',
    'host.icmp-received',
    'host.send-failed',
  );
  return waited.length > 0 || view.rows.some((row) => row.exchange.toUpperCase() !== 'INFORMATIONAL');
}
