/** What a run of `ping` or `tracepath` of this host printed, counted. */
import { pingLine } from '../formats/shared/ping-line.ts';
import type { ProbeRefusal } from '../document/probe-types.ts';

/** Counted out of the output of one run of ping. Times in milliseconds. */
export interface PingCount {
  readonly received: number;
  readonly averageMs: number | null;
  readonly refusal: ProbeRefusal | null;
  readonly mtu: number | null;
  /** Requests for which Windows said that it negotiates IP security, in English or Korean (TOOL-29). */
  readonly negotiating: number;
}

const limits = { bytes: 65_536, lines: 400, line: 300 } as const;

/** Reads the output of one run of ping; what cannot be read counts as nothing received. Never throws. */
export function readPing(output: string): PingCount {
  let received = 0;
  let sum = 0;
  let timed = 0;
  let refusal: ProbeRefusal | null = null;
  let mtu: number | null = null;
  let negotiating = 0;
  for (const whole of output.slice(0, limits.bytes).split('\n').slice(0, limits.lines)) {
    const line = pingLine(whole.slice(0, limits.line));
    if (line?.is === 'held') negotiating++;
    else if (line?.is === 'answer') {
      received++;
      if (line.ms === null) continue;
      sum += line.ms;
      timed++;
    } else if (line?.is === 'refusal') {
      refusal ??= line.refusal;
      if (line.mtu !== null) mtu = Math.min(mtu ?? Infinity, line.mtu);
    }
  }
  return {
    received,
    averageMs: timed === 0 ? null : Math.round((sum / timed) * 1000) / 1000,
    refusal,
    mtu: mtu !== null && mtu >= 68 && mtu <= 65_535 ? mtu : null,
    negotiating,
  };
}

/** Whether a program refused its arguments instead of doing anything: another sort of ping is installed. */
export function refusedArguments(output: string): boolean {
  return /invalid option|unrecognized option|illegal option|invalid (?:number|argument)|^usage:/im.test(
    output.slice(0, 4000),
  );
}

/** Path MTU that `tracepath` found (`Resume: pmtu 1400 hops 3 back 3`, or the last `pmtu` of a run that was cut); null: none. */
export function readTracepath(output: string): number | null {
  let found: number | null = null;
  for (const whole of output.slice(0, limits.bytes).split('\n').slice(0, limits.lines)) {
    const line = whole.slice(0, limits.line);
    const mtu = /\bpmtu ([0-9]{2,5})\b/.exec(line)?.[1];
    if (mtu === undefined || Number(mtu) < 68) continue;
    found = Number(mtu);
    if (/^\s*Resume:/.test(line)) break;
  }
  return found;
}
