/** `ss -ulnp` and `netstat -lnup`: who listens on UDP ports, above all 500 and 4500. */
import { canonicalAddress } from '../../policy/addresses.ts';
import type { TextFormat } from '../reader.ts';
import { collectingReader, type Draft, hostFact, type Line } from '../shared/reading.ts';

interface Listener {
  readonly address: string;
  readonly port: string;
  readonly program: string;
}

/** `UNCONN 0 0 0.0.0.0:500 0.0.0.0:* users:(("charon",pid=1,fd=3))`, with or without the leading `udp`. */
function fromSs(words: readonly string[], text: string): Listener | undefined {
  const at = words.indexOf('UNCONN');
  if (at < 0 || at > 1) return undefined;
  return listener(words[at + 3], /users:\(\("([^"]{1,64})"/.exec(text)?.[1]);
}

/** `udp 0 0 0.0.0.0:500 0.0.0.0:* 123/charon`. */
function fromNetstat(words: readonly string[]): Listener | undefined {
  if (!/^udp6?$/.test(words[0] ?? '') || !/^[0-9]+$/.test(words[1] ?? '')) return undefined;
  const program = /^[0-9]{1,10}\/(.{1,64})$/.exec(words[5] ?? '')?.[1];
  return listener(words[3], program?.replace(/:$/, ''));
}

function listener(local: string | undefined, program: string | undefined): Listener | undefined {
  const colon = local?.lastIndexOf(':') ?? -1;
  if (local === undefined || colon < 0) return undefined;
  const port = local.slice(colon + 1);
  if (!/^[0-9]{1,5}$/.test(port)) return undefined;
  const address = local
    .slice(0, colon)
    .replace(/^\[|\]$/g, '')
    .replace(/%.*$/, '');
  return { address: address === '*' ? '*' : canonicalAddress(address), port, program: program ?? '' };
}

function parse(lines: readonly Line[], draft: Draft): void {
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, 1000);
    const words = text.trim().split(/\s+/);
    const found = fromSs(words, text) ?? fromNetstat(words);
    if (found === undefined) continue;
    const value = `${found.address}${found.program === '' ? '' : ` ${found.program}`}`;
    draft.add(hostFact(draft, `listening-udp-${found.port}`, value, number));
  }
  const listed = lines.filter((line) => /^(?:State|Netid|Proto|Active)/.test(line.text)).length;
  if (listed > 0 && lines[0] !== undefined) draft.add(hostFact(draft, 'listening-udp-listed', 'yes', lines[0].number));
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
      else if (/^(?:udp\s+)?UNCONN\s+[0-9]+\s+[0-9]+\s/.test(text) || /^udp6?\s+[0-9]+\s+[0-9]+\s/.test(text))
        score += 20;
    }
    return Math.min(score, 92);
  },
  open: collectingReader('udp-listeners', parse),
};
