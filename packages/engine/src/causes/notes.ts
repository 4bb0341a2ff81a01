import type { FactCode } from '../observations/index.ts';
import type { CaseView, Evidence } from './api.ts';
import { benignAbsence } from './benign-absence.ts';
import { dropsOf } from './driver-drops.ts';
import { probesOf } from './probes-of-peer.ts';
import { fromFact, fromRow, fromSource } from './api.ts';
import { auditingOff, oakleyOff } from './logging.ts';
import {
  asksInfrastructure,
  bootMode,
  controllersSilent,
  hiddenHops,
  namesFile,
  nameServersSilent,
  purgedTickets,
  shortNames,
} from './windows-host-notes.ts';
import { driverCounters, earlyPings, plainPings, staleName } from './windows-notes.ts';

/** Something worth knowing that is no fault. */
export interface Note {
  readonly id: string;
  readonly references: readonly string[];
  readonly find: (view: CaseView) => readonly Evidence[];
}

/** Peers asked within a minute that no person and few programs ask (APP-06). */
const manyPeers = 50;

const first = <T>(items: readonly T[]): readonly T[] => items.slice(0, 3);

/** What the records of either end say of its host. */
function saidOfEither(view: CaseView, ...codes: FactCode[]): readonly Evidence[] {
  return [view.initiator, view.responder].flatMap((end) =>
    view.hostFacts(end.label, ...codes).map((fact) => fromFact(fact)),
  );
}

/** Remarks that are no fault; their texts stand in notes.en.ts and notes.ko.ts under the same ids. */
export const notes: readonly Note[] = [
  {
    id: 'note.retransmissions',
    references: ['RFC 7296 2.1'],
    find: (view) => [
      ...first(view.facts('message.retransmitted', 'message.peer-retransmitted')).map((fact) =>
        fromFact(fact, 'statement'),
      ),
      ...first(
        view.rows.filter(
          (row) => row.copies > 1 && row.sightings.some((sighting) => sighting.from === 'wire' && sighting.copies > 1),
        ),
      ).flatMap((row) => fromRow(row)),
    ],
  },
  {
    id: 'note.cookie-challenge',
    references: ['RFC 7296 2.6'],
    find: (view) => [
      ...first(view.facts('ike.cookie-requested', 'ike.cookie-demanded')).map((fact) => fromFact(fact)),
      ...first(
        view.rows.filter((row) => row.kind === 'response' && row.notifies.some((notify) => notify.name === 'COOKIE')),
      ).flatMap((row) => fromRow(row)),
    ],
  },
  {
    id: 'note.invalid-ke-retry',
    references: ['RFC 7296 1.2'],
    find: (view) =>
      view.breakPoint.notify === 'INVALID_KE_PAYLOAD'
        ? []
        : [
            ...first(view.facts('proposal.ke-retry', 'proposal.ke-unacceptable')).map((fact) => fromFact(fact)),
            ...first(
              view.rows.filter((row) => row.notifies.some((notify) => notify.name === 'INVALID_KE_PAYLOAD')),
            ).flatMap((row) => fromRow(row)),
          ],
  },
  {
    id: 'note.nat-detected',
    references: ['RFC 7296 2.23', 'RFC 3947'],
    find: (view) =>
      view.nat.behind === 'unknown' || view.nat.behind === 'none'
        ? []
        : view
            .facts('ike.nat-detected')
            .slice(0, 2)
            .map((fact) => fromFact(fact)),
  },
  {
    id: 'note.file-of-another-host',
    references: ['T3-03'],
    find: (view) =>
      [view.initiator, view.responder].flatMap((end) =>
        first(end.host.misplaced ?? []).map((source) => fromSource(source, 'configuration', null)),
      ),
  },
  {
    id: 'note.rekey-will-fail',
    references: ['RFC 7296 1.3'],
    find: (view) =>
      view.breakPoint.phase !== 'established'
        ? []
        : (view.differences ?? [])
            .filter(({ kind, details }) => kind === 'pfs' && details['shows'] === 'rekey')
            .flatMap(({ sources }) => first(sources).map((source) => fromSource(source, 'configuration', null))),
  },
  {
    id: 'note.opened',
    references: ['RFC 7296 2.14', 'RFC 4303 3.4'],
    find: (view) => first(view.opened).map((message) => fromSource(message.source, 'packet', message.ns)),
  },
  {
    id: 'note.inner-error',
    references: ['PATH-15', 'RFC 4301 8.2'],
    find: (view) =>
      first(view.inner.filter((item) => item.kind === 'icmp-error')).map((item) =>
        fromSource(item.source, 'clear-testimony', item.ns),
      ),
  },
  {
    id: 'note.inner-refused',
    references: ['RFC 9293 3.5.3'],
    find: (view) =>
      first(view.inner.filter((item) => item.kind === 'tcp-reset')).map((item) =>
        fromSource(item.source, 'packet', item.ns),
      ),
  },
  {
    id: 'note.ping-negotiates',
    references: ['TOOL-29', 'PATH-01'],
    find: (view) =>
      [view.initiator, view.responder].flatMap((end) =>
        first(view.dump(end.label, 'probe').filter((probe) => probe.negotiating > 0)).map((probe) =>
          fromSource(probe.src, 'statement'),
        ),
      ),
  },
  {
    id: 'note.ping-finished-early',
    references: ['TOOL-30', 'TOOL-28'],
    find: (view) => first(earlyPings(view)),
  },
  {
    id: 'note.ping-without-negotiation',
    references: ['TOOL-31', 'TOOL-27', 'TOOL-32'],
    find: (view) => first(plainPings(view)),
  },
  {
    id: 'note.hops-hidden',
    references: ['TOOL-27', 'TOOL-28'],
    find: (view) => first(hiddenHops(view)),
  },
  {
    id: 'note.driver-counters',
    references: ['LOSS-04', 'LOSS-05', 'LOSS-07', 'NIC-01', 'NIC-02', 'NIC-03', 'NIC-04', 'NIC-05'],
    find: (view) => first(driverCounters(view)),
  },
  {
    id: 'note.policy-name-stale',
    references: ['POL-13', 'POL-14'],
    find: (view) => first(staleName(view)),
  },
  {
    id: 'note.ping-exempt',
    references: ['APP-02', 'PATH-01', 'PROC-03'],
    find: (view) =>
      ['first', 'keys', 'auth', 'child'].includes(view.breakPoint.phase)
        ? first(
            [
              ...probesOf(view, view.initiator, view.responder),
              ...probesOf(view, view.responder, view.initiator),
            ].filter(
              ({ tool, outcome, negotiating }) => tool === 'ping' && outcome === 'answered' && negotiating === 0,
            ),
          ).map((probe) => fromSource(probe.src, 'statement'))
        : [],
  },
  {
    id: 'note.many-asked',
    references: ['APP-06'],
    find: (view) => {
      const fanOut = view.fanOut(view.initiator.label);
      // Told once, with the first of them.
      if (fanOut === null || fanOut.peers < manyPeers || !view.negotiations.includes(fanOut.first)) return [];
      return first([
        ...fanOut.first.facts.map((fact) => fromFact(fact)),
        ...fanOut.first.rows.flatMap((row) => fromRow(row)),
      ]);
    },
  },
  {
    id: 'note.clear-from-stranger',
    references: ['T2-16', 'LOSS-16', 'LOSS-18'],
    find: (view) =>
      view.facts('ike.established', 'ike.initiating', 'child.established', 'message.gave-up').length > 0 ||
      view.rows.length > 0
        ? []
        : first(dropsOf(view, 'esp.clear-received')?.facts ?? []).map((fact) => fromFact(fact)),
  },
  {
    id: 'note.ike-errors',
    references: ['IKE-23', 'T2-13'],
    find: (view) =>
      [view.initiator, view.responder].flatMap((end) =>
        first(view.dump(end.label, 'host-fact').filter((fact) => fact.name === 'ike-errors')).map((fact) =>
          fromSource(fact.src, 'statement'),
        ),
      ),
  },
  {
    id: 'note.kerberos-error',
    references: ['RFC 4120 7.5.9'],
    find: (view) =>
      first(view.services.filter((talk) => talk.service === 'kerberos' && talk.answer !== null && !talk.good)).map(
        (talk) => fromSource(talk.source, 'clear-testimony', talk.ns),
      ),
  },
  {
    id: 'note.rekeyed',
    references: ['RFC 7296 2.8'],
    find: (view) => first(view.facts('child.rekeyed', 'ike.rekeyed')).map((fact) => fromFact(fact)),
  },
  {
    id: 'note.soft-sa',
    references: ['EVT-K-12', 'IKE-13'],
    find: (view) => first(view.facts('child.soft')).map((fact) => fromFact(fact)),
  },
  {
    id: 'note.benign-timeout',
    references: ['IKE-18', 'IKE-19'],
    find: (view) => first(benignAbsence(view)).map((fact) => fromFact(fact)),
  },
  {
    id: 'note.policy-replaced-sas',
    references: ['EVT-K-33'],
    find: (view) =>
      first(view.facts('ike.deleted').filter((fact) => fact.args['what'] === 'policy-changed')).map((fact) =>
        fromFact(fact),
      ),
  },
  {
    id: 'note.bad-spi-after-rekey',
    references: ['LOSS-07', 'LOSS-08', 'LOSS-11'],
    find: (view) => {
      const drops = dropsOf(view, 'child.unknown-spi');
      return drops === null || !drops.aroundRekey ? [] : first(drops.facts).map((fact) => fromFact(fact));
    },
  },
  {
    id: 'note.boot-mode',
    references: ['NET-02', 'NET-03', 'NET-04', 'NET-05', 'NET-06', 'NET-09'],
    find: (view) => first(bootMode(view)),
  },
  {
    id: 'note.controllers-silent',
    references: ['DC-03', 'DC-05', 'DC-06'],
    find: (view) => first(controllersSilent(view)),
  },
  {
    id: 'note.ike-to-infrastructure',
    references: ['DC-02', 'DC-04', 'NAM-08', 'NET-07'],
    find: (view) => first(asksInfrastructure(view)),
  },
  {
    id: 'note.name-servers-silent',
    references: ['NAM-01', 'NAM-02', 'NAM-03'],
    find: (view) => first(nameServersSilent(view)),
  },
  {
    id: 'note.short-name',
    references: ['NAM-04', 'NAM-05', 'NAM-07'],
    find: (view) => first(shortNames(view)),
  },
  {
    id: 'note.names-file',
    references: ['NAM-06', 'NAM-07'],
    find: (view) => first(namesFile(view)),
  },
  {
    id: 'note.tickets-purged',
    references: ['DC-09', 'DC-10', 'DC-11', 'DC-12'],
    find: (view) => first(purgedTickets(view)),
  },
  {
    id: 'note.host-crashed',
    references: ['APP-05'],
    find: (view) => first(saidOfEither(view, 'host.crashed')),
  },
  {
    id: 'note.restart-advice',
    references: ['LOSS-05', 'LOSS-08', 'LOSS-17'],
    find: (view) =>
      first(
        (['child.unknown-spi', 'esp.clear-received', 'esp.integrity-failed'] as const).flatMap(
          (code) => dropsOf(view, code)?.facts ?? [],
        ),
      ).map((fact) => fromFact(fact)),
  },
  {
    id: 'note.cached-policy',
    references: ['EVT-I-15', 'EVT-I-18', 'EVT-R-12'],
    find: (view) =>
      first(
        [view.initiator, view.responder].flatMap((end) =>
          view
            .hostFacts(end.label, 'policy.directory-unreachable', 'policy.applied')
            .filter((fact) => fact.args['cached'] === true || fact.args['store'] === 'cache'),
        ),
      ).map((fact) => fromFact(fact)),
  },
  {
    id: 'note.policy-partly-applied',
    references: ['EVT-I-03', 'EVT-I-14', 'EVT-I-20', 'EVT-I-21'],
    find: (view) => first(saidOfEither(view, 'policy.rules-left-out')),
  },
  {
    id: 'note.no-policy',
    references: ['EVT-R-08', 'GD-11'],
    find: (view) => first(saidOfEither(view, 'policy.none-active')),
  },
  {
    id: 'note.domain-trouble',
    references: ['EVT-S-12', 'EVT-S-13', 'DC-01', 'DC-11'],
    find: (view) =>
      first(saidOfEither(view, 'host.no-domain-controller', 'host.computer-account', 'host.clock-unsynchronised')),
  },
  {
    id: 'note.auditing-off',
    references: ['C43', 'T2-13', 'IKE-11', 'IKE-12'],
    find: (view) => first([view.initiator, view.responder].flatMap((end) => auditingOff(view, end.label))),
  },
  {
    id: 'note.oakley-off',
    references: ['C43', 'IKE-08', 'IKE-14', 'PROC-09', 'TOOL-11'],
    find: (view) => first([view.initiator, view.responder].flatMap((end) => oakleyOff(view, end.label))),
  },
  {
    id: 'note.log-cleared',
    references: ['C43'],
    find: (view) => first(saidOfEither(view, 'log.cleared')),
  },
  {
    id: 'note.teardown',
    references: ['RFC 7296 1.4.1'],
    find: (view) => [
      ...first(view.facts('operator.terminate')).map((fact) => fromFact(fact)),
      ...first(
        view.facts('ike.deleted').filter((fact) => ['operator', 'restart'].includes(String(fact.args['by']))),
      ).map((fact) => fromFact(fact)),
    ],
  },
];
