/**
 * What `ping` prints: that of iputils, busybox, BSD and Windows, in any language. Answers are known by `ttl=` and `time`, refusals by words that
 * programs write in English alone or by the number of the MTU.
 */
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

const refusals: readonly (readonly [word: RegExp, refusal: ProbeRefusal])[] = [
  [
    /message too long|frag(?:mentation)? needed|packet needs to be fragmented|too big|조각화할 필요|단편화/iu,
    'too-big',
  ],
  [/destination host unreachable|대상 호스트에 연결할 수 없/iu, 'host-unreachable'],
  [/destination net(?:work)? unreachable|network is unreachable|대상 네트워크에 연결할 수 없/iu, 'net-unreachable'],
  [/destination port unreachable/i, 'port-unreachable'],
  [/destination protocol unreachable/i, 'protocol-unreachable'],
  [/packet filtered|communication administratively prohibited|administratively/i, 'not-permitted'],
  [/no route to host|general failure|transmit failed/i, 'no-route'],
  [/operation not permitted|permission denied|access (?:is )?denied/i, 'not-permitted'],
];

/** Reads the output of one run of ping; what cannot be read counts as nothing received. Never throws. */
export function readPing(output: string): PingCount {
  let received = 0;
  let sum = 0;
  let timed = 0;
  let refusal: ProbeRefusal | null = null;
  let mtu: number | null = null;
  let negotiating = 0;
  for (const whole of output.slice(0, limits.bytes).split('\n').slice(0, limits.lines)) {
    const line = whole.slice(0, limits.line);
    if (/Negotiating IP Security|IP 보안을 협상 중입니다/u.test(line)) {
      negotiating++;
      continue;
    }
    // A line of Windows over IPv6 has no TTL.
    if (
      /\bttl=[0-9]{1,3}\b/i.test(line) ||
      /\bicmp_seq=[0-9]{1,6}\b.{0,40}\btime[=<]/.test(line) ||
      /:\s{0,3}(?:time|시간)[=<][0-9]{1,6}ms/u.test(line)
    ) {
      if (/DUP!|truncated|wrong data/.test(line)) continue;
      received++;
      const time = /(?:time|시간|[A-Za-z]{3,12})[=<]\s?([0-9]{1,7}(?:[.,][0-9]{1,6})?)\s?ms/u.exec(line)?.[1];
      if (time !== undefined) {
        sum += Number(time.replace(',', '.'));
        timed++;
      }
      continue;
    }
    const found = refusals.find(([word]) => word.test(line));
    if (found === undefined) continue;
    refusal ??= found[1];
    const named = /\bmtu\s{0,3}[=:]?\s{0,3}([0-9]{2,5})\b/i.exec(line)?.[1];
    if (named !== undefined) mtu = Math.min(mtu ?? Infinity, Number(named));
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
