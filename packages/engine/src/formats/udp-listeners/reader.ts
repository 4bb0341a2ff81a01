/** `ss -lunp`, `netstat -lnup` and `lsof -i`: who listens on UDP ports, above all 500 and 4500. */
import { canonicalAddress } from '../../policy/addresses.ts';
import type { TextFormat } from '../reader.ts';
import { collectingReader, type Draft, hostFact, type Line } from '../shared/reading.ts';

interface Listener {
  readonly address: string;
  readonly port: string;
  readonly program: string;
}

/** Names of ports where numbers were not asked for (/etc/services). */
const names: Readonly<Record<string, string>> = {
  isakmp: '500',
  'ipsec-nat-t': '4500',
  'ipsec-msft': '4500',
  l2tp: '1701',
  l2f: '1701',
};

/** `UNCONN 0 0 0.0.0.0:500 0.0.0.0:* users:(("charon",pid=1,fd=3))`, with the leading `udp` where other sockets are listed too. */
function fromSs(words: readonly string[], text: string): Listener | undefined {
  const at = words[0] === 'UNCONN' ? 0 : words[0] === 'udp' && words[1] === 'UNCONN' ? 1 : -1;
  return at < 0 ? undefined : listener(words[at + 3], /users:\(\("([^"]{1,64})"/.exec(text)?.[1]);
}

/** `udp 0 0 0.0.0.0:500 0.0.0.0:* 123/charon`; with -e and -o the user, the inode and a timer stand around the program. */
function fromNetstat(words: readonly string[]): Listener | undefined {
  if (!/^udp6?$/.test(words[0] ?? '') || !/^[0-9]+$/.test(words[1] ?? '')) return undefined;
  // A socket that is connected to one peer does not listen.
  if (words[5] === 'ESTABLISHED') return undefined;
  const program = words.slice(5).flatMap((word) => /^[0-9]{1,10}\/(.{1,64})$/.exec(word)?.[1] ?? [])[0];
  return listener(words[3], program?.replace(/:$/, ''));
}

/** `charon 1234 root 15u IPv4 23456 0t0 UDP *:500`. */
function fromLsof(words: readonly string[]): Listener | undefined {
  const at = words.indexOf('UDP');
  if (at < 6 || !/^IPv[46]$/.test(words[at - 3] ?? '')) return undefined;
  // With `->` behind it, it is connected.
  return listener(words[at + 1], words[0]);
}

function listener(local: string | undefined, program: string | undefined): Listener | undefined {
  const colon = local?.lastIndexOf(':') ?? -1;
  if (local === undefined || colon < 0 || local.includes('->')) return undefined;
  const word = local.slice(colon + 1);
  const port = names[word] ?? word;
  if (!/^[0-9]{1,5}$/.test(port)) return undefined;
  const address = local
    .slice(0, colon)
    .replace(/^\[|\]$/g, '')
    .replace(/%.*$/, '');
  return { address: address === '*' ? '*' : canonicalAddress(address), port, program: program ?? '' };
}

function parse(lines: readonly Line[], draft: Draft): void {
  let first: number | null = null;
  let title: number | null = null;
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, 1000);
    if (/^(?:State|Netid|Proto|Active|COMMAND)\b/.test(text)) title ??= number;
    const words = text.trim().split(/\s+/);
    const found = fromSs(words, text) ?? fromNetstat(words) ?? fromLsof(words);
    if (found === undefined) continue;
    first ??= number;
    const value = `${found.address}${found.program === '' ? '' : ` ${found.program}`}`;
    draft.add(hostFact(draft, `listening-udp-${found.port}`, value, number));
  }
  // That a port is missing says something only where UDP was listed: one such socket shows that it was.
  if (title !== null && first !== null) draft.add(hostFact(draft, 'listening-udp-listed', 'yes', title));
}

/** Reader of UDP listener listings. */
export const udpListeners: TextFormat = {
  format: 'udp-listeners',
  sniff(head) {
    let score = 0;
    for (const line of head) {
      const text = line.slice(0, 300);
      if (/^(?:Netid\s+)?State\s+Recv-Q\s+Send-Q\s+Local Address:Port/.test(text)) score += 70;
      else if (/^Proto\s+Recv-Q\s+Send-Q\s+Local Address\s/.test(text)) score += 70;
      else if (/^COMMAND\s+PID\s+(?:TID\s+(?:TASKCMD\s+)?)?USER\s+FD\s+TYPE\s+DEVICE\s/.test(text)) score += 70;
      else if (/^(?:udp\s+)?UNCONN\s+[0-9]+\s+[0-9]+\s/.test(text) || /^udp6?\s+[0-9]+\s+[0-9]+\s/.test(text))
        score += 20;
      else if (/^\S{1,16}\s+[0-9]+\s+\S+\s+[0-9]+[a-zA-Z]*\s+IPv[46]\s+\S+\s+\S+\s+UDP\s/.test(text)) score += 20;
    }
    return Math.min(score, 92);
  },
  open: collectingReader('udp-listeners', parse),
};
