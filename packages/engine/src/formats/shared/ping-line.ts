/**
 * A line of what `ping` prints: that of iputils, busybox, BSD and Windows. Answers are known by `ttl=` and a time, sums by their numbers,
 * so the language plays no part; refusals and names that are not found by the words of programs, in English and, of Windows, in Korean.
 * Sources: ping(8) of iputils and of the BSDs; chapter 7 of the isolation guide (TOOL-27 to TOOL-32).
 */

/** Why a request was refused on its way, or before it. */
export type PingRefusal =
  | 'too-big'
  | 'host-unreachable'
  | 'net-unreachable'
  | 'port-unreachable'
  | 'protocol-unreachable'
  | 'not-permitted'
  | 'no-route';

export type PingLine =
  /** The heading of a run. */
  | { readonly is: 'head'; readonly target: string; readonly address: string }
  /** An answer; its time in milliseconds, null where it tells none. */
  | { readonly is: 'answer'; readonly ms: number | null }
  /** Not an answer of its own: a duplicate, or one with other octets. */
  | { readonly is: 'odd' }
  /** Windows negotiates IP security meanwhile (TOOL-29). */
  | { readonly is: 'held' }
  | { readonly is: 'refusal'; readonly refusal: PingRefusal; readonly mtu: number | null }
  | { readonly is: 'sums'; readonly sent: number; readonly received: number }
  /** The name was not found; null: the line does not repeat it. */
  | { readonly is: 'unresolved'; readonly target: string | null };

const longest = 400;

/** The published sentence, in English and in Korean. */
export const negotiating = /Negotiating IP Security|IP 보안을 협상 중입니다/u;
/** An answer of Windows; over IPv6 it has no TTL. */
const windowsAnswer = /:\s{0,3}(?:time|시간)[=<][0-9]{1,6}ms/u;
const anyAnswer = /\bttl=[0-9]{1,3}\b/i;
const sequence = /\bicmp_seq=[0-9]{1,6}\b.{0,40}\btime[=<]/;
const time = /(?:time|시간|[A-Za-z]{3,12})[=<]\s?([0-9]{1,7}(?:[.,][0-9]{1,6})?)\s?ms/u;
const head = /^PING ([A-Za-z0-9_.:-]{1,255})\s?\(([0-9A-Fa-f:.]{2,45})\)/;
const sums = /^([0-9]{1,7}) packets transmitted, ([0-9]{1,7}) (?:packets )?received/;
/** `Packets: Sent = 4, Received = 4, Lost = 0 (0% loss)`, in any language. */
export const windowsSums =
  /=\s*([0-9]{1,6}),\s*[^=,]{1,30}=\s*([0-9]{1,6}),\s*[^=,(]{1,30}=\s*([0-9]{1,6})\s*\([0-9]{1,3}%/;

const notFound: readonly RegExp[] = [
  /^(?:ping|ping6): (?:unknown host )?([A-Za-z0-9_.-]{1,255})(?::|$)/,
  /^Ping request could not find host (\S{1,255}?)\.?(?:\s|$)/i,
  /^Unknown host (\S{1,255}?)\.?(?:\s|$)/i,
  /^Unable to resolve target system name (\S{1,255}?)\.?(?:\s|$)/i,
  /^Ping 요청에서 (\S{1,255}) 호스트를 찾을 수 없습니다/u,
];
const notFoundWords =
  /Name or service not known|Temporary failure in name resolution|unknown host|이름 혹은 서비스|could not find host|Unable to resolve target|호스트를 찾을 수 없/iu;

const refusals: readonly (readonly [word: RegExp, refusal: PingRefusal])[] = [
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

/** What a line says; null: nothing that is known. Never throws. */
export function pingLine(whole: string): PingLine | null {
  const line = whole.slice(0, longest);
  if (negotiating.test(line)) return { is: 'held' };
  const heading = head.exec(line);
  if (heading !== null) return { is: 'head', target: heading[1] ?? '', address: heading[2] ?? '' };
  if (notFoundWords.test(line)) {
    for (const words of notFound) {
      const found = words.exec(line);
      if (found !== null) return { is: 'unresolved', target: found[1] ?? null };
    }
    return { is: 'unresolved', target: null };
  }
  if (anyAnswer.test(line) || sequence.test(line) || windowsAnswer.test(line)) {
    if (/DUP!|truncated|wrong data/.test(line)) return { is: 'odd' };
    const told = time.exec(line)?.[1];
    return { is: 'answer', ms: told === undefined ? null : Number(told.replace(',', '.')) };
  }
  const counted = sums.exec(line) ?? windowsSums.exec(line);
  if (counted !== null) return { is: 'sums', sent: Number(counted[1]), received: Number(counted[2]) };
  const refused = refusals.find(([word]) => word.test(line));
  if (refused === undefined) return null;
  const mtu = /\bmtu\s{0,3}[=:]?\s{0,3}([0-9]{2,5})\b/i.exec(line)?.[1];
  return { is: 'refusal', refusal: refused[1], mtu: mtu === undefined ? null : Number(mtu) };
}
