import type { ArgValue } from '../../observations/index.ts';
import type { Notes } from './parsers.ts';
import { canonicalAddress, parseEndpoint, rangeText, spiText } from './values.ts';

export function number(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9]{1,10}$/.test(text) ? Number(text) : undefined;
}

/** Text up to the first of several ends. */
export function upTo(text: string, ...ends: string[]): string {
  let at = text.length;
  for (const end of ends) {
    const found = text.indexOf(end);
    if (found >= 0 && found < at) at = found;
  }
  return text.slice(0, at);
}

/** The word after `marker` in `text`, or null. */
export function after(text: string, marker: string, ends = ' ,;}>]'): string | null {
  const at = text.indexOf(marker);
  if (at < 0) return null;
  let end = at + marker.length;
  while (end < text.length && !ends.includes(text.charAt(end))) end++;
  const word = text.slice(at + marker.length, end);
  return word === '' ? null : word;
}

/** Payload names of `SK{IDi,CERT,N(INITIAL_CONTACT)}` or `SA,KE,Ni,N(X)`, at most 64. Brackets nest one deep. */
export function payloadNames(raw: string): string[] {
  let text = raw.trim();
  const open = text.indexOf('{');
  const close = text.lastIndexOf('}');
  if (open >= 0 && close > open) text = text.slice(open + 1, close);
  else text = upTo(text, ' ');
  const found: string[] = [];
  let word = '';
  let depth = 0;
  for (const c of text) {
    if (c === '(') depth++;
    else if (c === ')') depth--;
    if (c === ',' && depth <= 0) {
      if (word !== '') found.push(word);
      word = '';
      if (found.length === 64) return found;
    } else word += c;
  }
  if (word !== '') found.push(word);
  return found;
}

/** Selector text in prefix form as pluto writes it, without identities in brackets: `10.0.0.0/8`, `192.0.2.1/32/TCP/22`. */
export function selector(raw: string): string {
  let text = raw.trim();
  const bracket = text.indexOf('[');
  if (bracket > 0) text = text.slice(0, bracket);
  const at = text.indexOf('<');
  if (at > 0) text = text.slice(0, at);
  return text.includes('/') || canonicalAddress(text) === null ? text : `${text}/${text.includes(':') ? 128 : 32}`;
}

/** `A===B...C===D` or `A===D`: clients and hosts of both ends. */
export function ends(raw: string): { local: string; remote: string; here: string | null; there: string | null } | null {
  const text = raw.trim();
  const dots = text.indexOf('...');
  if (dots < 0) {
    const middle = text.indexOf('===');
    if (middle < 0) return null;
    return {
      local: selector(text.slice(0, middle)),
      remote: selector(text.slice(middle + 3)),
      here: null,
      there: null,
    };
  }
  const left = text.slice(0, dots);
  const right = text.slice(dots + 3);
  const leftClient = left.indexOf('===');
  const rightClient = right.lastIndexOf('===');
  const hostLeft = upTo(leftClient < 0 ? left : left.slice(leftClient + 3), '<', '[', '---', ':');
  const hostRight = upTo(rightClient < 0 ? right : right.slice(0, rightClient), '<', '[', '---');
  return {
    local: selector(leftClient < 0 ? hostLeft : left.slice(0, leftClient)),
    remote: selector(rightClient < 0 ? hostRight : right.slice(rightClient + 3)),
    here: canonicalAddress(hostLeft),
    there: canonicalAddress(hostRight),
  };
}

export function peerNote(raw: string | undefined): Notes {
  const peer = raw === undefined ? null : parseEndpoint(raw);
  return peer === null ? {} : { peer };
}

/** SPIs, encapsulation and mode of `tunnel mode {ESP=>0x1 <0x2 xfrm=… NATD=1.2.3.4:4500 …}`. */
export function childArgs(text: string): Record<string, ArgValue> {
  const args: Record<string, ArgValue> = {};
  const open = text.indexOf('{');
  const block = open < 0 ? '' : text.slice(open);
  const spiOut = spiText(after(block, '=>') ?? '');
  const spiIn = spiText(after(block, ' <') ?? after(block, '<0x') ?? '');
  if (spiOut !== null) args['spiOut'] = spiOut;
  if (spiIn !== null) args['spiIn'] = spiIn;
  args['protocol'] = block.startsWith('{AH') ? 'AH' : 'ESP';
  const natd = after(block, 'NATD=');
  args['encapsulation'] =
    block.startsWith('{ESPinUDP') || block.startsWith('{ESP/NAT') || (natd !== null && natd !== 'none')
      ? 'udp'
      : block.startsWith('{ESPinTCP')
        ? 'tcp'
        : 'none';
  const head = open < 0 ? text : text.slice(0, open);
  if (head.includes('transport')) args['mode'] = 'transport';
  else if (head.includes('tunnel')) args['mode'] = 'tunnel';
  const from = head.indexOf('[');
  const to = head.lastIndexOf(']');
  if (from >= 0 && to > from) {
    const inside = head.slice(from + 1, to);
    // 4.x: [192.0.2.0-192.0.2.255:0-65535 0] -> [10.0.0.0-…]; 5.x: [192.0.2.0/24===10.0.0.0/8]
    const arrow = inside.indexOf('] -> [');
    const pair = ends(inside);
    if (arrow > 0) {
      args['localTs'] = rangeText(inside.slice(0, arrow));
      args['remoteTs'] = rangeText(inside.slice(arrow + 6));
    } else if (pair !== null) {
      args['localTs'] = pair.local;
      args['remoteTs'] = pair.remote;
    }
  }
  const transform = after(block, 'xfrm=', ' }');
  if (transform !== null) args['transform'] = transform;
  return args;
}

export function errnoText(raw: string): string {
  let text = raw.trim();
  for (const prefix of [': ', '. ', 'Errno ']) if (text.startsWith(prefix)) text = text.slice(prefix.length);
  const at = /^(?:Errno |errno )?[0-9]{1,4}: /.exec(text);
  if (at !== null) text = text.slice(at[0].length);
  return upTo(text, ' (errno', ' [errno', ' [').trim();
}

/** Decimal bytes of pluto's `84B`, `12KiB`, `3MiB`, as a decimal string (rounded as the daemon rounds). */
export function byteCount(raw: string): string {
  const found = /^([0-9]{1,15})(B|KB|KiB|MB|MiB|GB|GiB)?$/.exec(raw);
  if (found === null) return raw.slice(0, 30);
  const unit = found[2] ?? 'B';
  const factor = unit.startsWith('K')
    ? 1024n
    : unit.startsWith('M')
      ? 1048576n
      : unit.startsWith('G')
        ? 1073741824n
        : 1n;
  return (BigInt(found[1] ?? '0') * factor).toString();
}
