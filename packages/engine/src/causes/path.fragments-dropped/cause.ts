import { defineCause, fromRow, fromSource, type Opinion } from '../api.ts';
import { lostOnPath, silentEnd } from '../path-facts.ts';

import type { CaseView, LedgerRow } from '../api.ts';

function sizesOf(rows: readonly LedgerRow[]): number[] {
  return [...new Set(rows.map((row) => row.bytes).filter((bytes): bytes is number => bytes !== null))].sort(
    (a, b) => a - b,
  );
}

/** Without a capture the size in the log has to do: more than fits into one datagram of common paths. */
function largeOnly(view: CaseView): boolean {
  return (
    view.rows.some((row) => (row.bytes ?? 0) > 1252 && row.answered !== 'yes' && row.processed !== 'yes') ||
    view.rows.every((row) => row.bytes === null) ||
    repeatedUnseen(view) ||
    requestUnseen(view)
  );
}

/** The initiator gave up behind the first exchange of IKEv2, and nothing tells of its IKE_AUTH request: how large it was nobody knows. */
function requestUnseen(view: CaseView): boolean {
  return (
    view.version === 2 &&
    view.breakPoint.phase === 'auth' &&
    view.facts('message.gave-up').some(({ host }) => host === view.initiator.label) &&
    view.rows.every((row) => row.sender !== 'initiator' || row.exchange !== 'IKE_AUTH')
  );
}

/** A request of IKEv2 was repeated of which no record is left: how large it was nobody knows. */
function repeatedUnseen(view: CaseView): boolean {
  return view
    .facts('message.retransmitted')
    .some(
      ({ role, args }) =>
        view.version === 2 &&
        typeof args['messageId'] === 'number' &&
        view.rows.every((row) => row.sender !== role || row.messageId !== args['messageId']),
    );
}

/** Large IKE messages leave in IP fragments and never arrive whole. */
export default defineCause({
  id: 'path.fragments-dropped',
  severity: 'high',
  references: ['T2-26', 'PATH-07', 'PATH-19', 'IKE-05', 'RFC 7383'],
  mistakenFor: ['path.nat-t-blocked', 'ike.peer-failed'],
  explains: ['ike.timeout', 'symptom.timeout', 'ike.peer-failed'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: null,
      text: 'capture',
      privilege: 'admin',
      risk: 'reads',
      command: {
        shell: 'sh',
        template: "tcpdump -ni any '(udp port 500 or udp port 4500 or icmp or icmp6) or (ip[6:2] & 0x3fff != 0)'",
        args: [],
        task: 'capture',
      },
    },
    { tier: 2, host: null, text: 'fix', privilege: 'admin', risk: 'disrupts' },
    { tier: 2, host: null, text: 'network', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    const { phase, manner } = view.breakPoint;
    if (phase === 'config' || phase === 'established' || (manner !== 'silent' && manner !== 'icmp')) return null;
    const partial = view.incomplete.filter((item) => item.ike);
    const open = view.rows.filter(
      (row) => row.ipFragments > 1 && row.processed !== 'yes' && row.seenArriving !== 'yes',
    );
    const sizes = {
      arrived: sizesOf(view.rows.filter((row) => row.seenArriving === 'yes' || row.processed === 'yes')),
      lost: sizesOf(open),
      smallestLost: Math.min(...open.map((row) => row.bytes ?? Number.POSITIVE_INFINITY)),
    };
    const details = {
      sizesArrived: sizes.arrived,
      sizesLost: sizes.lost,
      fragments: Math.max(0, ...open.map((row) => row.ipFragments)),
      incompleteAt: partial.map((item) => item.to),
    };
    const needs = [{ host: silentEnd(view).label, what: 'capture' as const }];
    const row = open.at(-1);
    const atReceiver = partial.filter((item) => view.end(item.to).host.artifacts.includes(item.artifact));
    if (atReceiver.length > 0) {
      const first = atReceiver[0];
      const direction = first === undefined ? null : { from: first.from, to: first.to };
      return {
        stand: 'proves',
        for: [
          ...atReceiver.slice(0, 3).map((item) => fromSource(item.source, 'packet')),
          ...(row === undefined ? [] : fromRow(row)),
        ],
        against: [],
        at: null,
        direction,
        args: { from: direction?.from ?? '', to: direction?.to ?? '' },
        details,
        needs,
      };
    }
    if (row === undefined)
      return largeOnly(view)
        ? {
            stand: 'allows',
            for: [],
            against: [],
            details,
            needs,
            args: { from: view.initiator.label, to: view.responder.label },
          }
        : { stand: 'excluded', for: [], against: [] };
    const direction = {
      from: view[row.sender].label,
      to: view[row.sender === 'initiator' ? 'responder' : 'initiator'].label,
    };
    const found = lostOnPath(view);
    const smallCrossed = view.rows.some(
      (other) =>
        other !== row &&
        other.sender === row.sender &&
        other.ipFragments <= 1 &&
        (other.seenArriving === 'yes' || other.processed === 'yes' || other.answered === 'yes'),
    );
    const evidence = [...fromRow(row), ...partial.slice(0, 2).map((item) => fromSource(item.source, 'packet'))];
    if (found !== null && found.stand === 'proves' && found.lost.row === row && found.where === 'path' && smallCrossed)
      return {
        stand: 'proves',
        for: evidence,
        against: [],
        at: null,
        direction,
        args: { from: direction.from, to: direction.to },
        details,
        needs,
      };
    return {
      stand: 'indicates',
      for: evidence.map((item) => ({ ...item, class: 'shape' as const })),
      against: [],
      weight: 70,
      direction,
      args: { from: direction.from, to: direction.to },
      details,
      needs,
    };
  },
});
