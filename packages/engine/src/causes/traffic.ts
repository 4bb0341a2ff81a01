import type { CaseView, Evidence, Opinion, SaView } from './api.ts';
import { fromSource } from './api.ts';
import type { ChildSaState, Source } from '../observations/index.ts';

/** Packets an SA carried, from whoever counts: the receiver's listing, then a capture at the receiver. */
export function delivered(sa: SaView): { readonly packets: number | null; readonly source: Source | null } {
  for (const state of sa.receiverState) {
    if (state.packetsIn !== null) return { packets: Number(state.packetsIn), source: state.src };
    if (state.bytesIn !== null) return { packets: Number(state.bytesIn) > 0 ? 1 : 0, source: state.src };
  }
  if (sa.arriving !== null) return { packets: sa.arriving.packets, source: sa.arriving.source };
  return { packets: null, source: null };
}

/** Packets that were sent on an SA, from a capture at the sender, else its listing. */
export function sent(sa: SaView): { readonly packets: number | null; readonly source: Source | null } {
  if (sa.leaving !== null) return { packets: sa.leaving.packets, source: sa.leaving.source };
  for (const state of sa.senderState) {
    if (state.packetsOut !== null) return { packets: Number(state.packetsOut), source: state.src };
    if (state.bytesOut !== null) return { packets: Number(state.bytesOut) > 0 ? 1 : 0, source: state.src };
  }
  return { packets: null, source: null };
}

/** An SA on which a good number of packets were sent and none was delivered. */
export interface DeadSa {
  readonly sa: SaView;
  readonly sent: number;
  readonly evidence: readonly Evidence[];
}

/** SAs with packets sent; which of them delivered nothing as far as the receiving end shows. */
export function deadSas(view: CaseView, protocol: 'ESP' | 'AH'): readonly DeadSa[] {
  const dead: DeadSa[] = [];
  for (const sa of view.sas) {
    if (sa.protocol !== protocol) continue;
    const out = sent(sa);
    if (out.packets === null || out.packets === 0 || out.source === null) continue;
    const got = delivered(sa);
    if (got.packets !== null && got.packets > 0) continue;
    const evidence: Evidence[] = [fromSource(out.source, sa.leaving === null ? 'statement' : 'packet')];
    if (got.source !== null) evidence.push(fromSource(got.source, 'statement'));
    dead.push({ sa, sent: out.packets, evidence });
  }
  return dead;
}

/** ESP or AH leaves and does not arrive although IKE works. */
export function judgeBlocked(view: CaseView, protocol: 'ESP' | 'AH'): Opinion | null {
  if (view.breakPoint.phase !== 'established') return null;
  const dead = deadSas(view, protocol);
  const first = dead[0];
  if (first === undefined || first.sa.from === null || first.sa.to === null) return null;
  const direction = { from: first.sa.from, to: first.sa.to };
  const arrivals = dead.filter((item) => item.sa.arriving !== null);
  const counters = dead.filter((item) => delivered(item.sa).packets === 0);
  // Seen arriving on the wire: the receiver drops it, not the path.
  if (arrivals.length === dead.length) return null;
  const details = {
    direction: `${direction.from}->${direction.to}`,
    encapsulation: first.sa.encapsulation,
    spis: dead.map((item) => item.sa.spi),
    sent: dead.map((item) => item.sent),
    ports: first.sa.encapsulation === 'udp' ? 4500 : null,
  };
  const absent = dead.filter(
    (item) => item.sa.leaving !== null && item.sa.arriving === null && item.sa.arrivingCovered,
  );
  const evidence = dead.flatMap((item) => item.evidence);
  const args = { from: direction.from, to: direction.to, encapsulation: first.sa.encapsulation };
  const needs = [
    { host: direction.to, what: 'capture' as const },
    { host: direction.to, what: 'sa-listing' as const },
  ];
  if (absent.length > 0)
    return { stand: 'proves', for: evidence, against: [], at: null, direction, args, details, needs };
  if (counters.length > 0)
    return { stand: 'indicates', for: evidence, against: [], weight: 60, direction, args, details, needs };
  return {
    stand: 'indicates',
    for: evidence.map((item) => ({ ...item, class: 'absence' as const })),
    against: [],
    weight: 40,
    direction,
    args,
    details,
    needs,
  };
}

export interface IntegrityFailure {
  readonly host: string;
  readonly spi: string;
  readonly failed: number;
  readonly delivered: number;
  readonly source: Source;
}

/** SAs whose receiver counts failed integrity checks (`ip -s xfrm state`: failed, or replay and integrity counters). */
export function integrityFailures(view: CaseView): readonly IntegrityFailure[] {
  const found: IntegrityFailure[] = [];
  for (const end of [view.initiator, view.responder]) {
    for (const state of view.dump(end.label, 'child-sa')) {
      const failed = number(state, 'integrity-failed') ?? number(state, 'failed');
      if (failed === null || failed === 0 || state.from !== 'kernel') continue;
      found.push({
        host: end.label,
        spi: state.spiIn ?? state.spiOut ?? '',
        failed,
        delivered: Number(state.packetsIn ?? state.packetsOut ?? '0'),
        source: state.src,
      });
    }
  }
  return found;
}

function number(state: ChildSaState, name: string): number | null {
  const value = state.attributes[name];
  return value === undefined || !/^[0-9]{1,15}$/.test(value) ? null : Number(value);
}
