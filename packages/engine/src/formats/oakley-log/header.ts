import { address, cookie } from '../windows-event/fields.ts';

/** A message as the log takes it apart: who it went to or came from, and the fields of its header, a line each. */
export interface Header {
  readonly way: 'in' | 'out';
  readonly sa: string | null;
  readonly peer: string | null;
  readonly peerPort: number | null;
  readonly seq: number;
  readonly quote: string;
  exchange: string | null;
  initiatorSpi: string | null;
  responderSpi: string | null;
  messageId: number | null;
  payloads: string[];
  /** Number of the message in main mode, by what it begins with. */
  step: number | null;
  /** Takes a line that belongs to it; false: it is over. */
  take(message: string): boolean;
}

const receive = /^Receive: \(get\) SA = (0x[0-9a-f]{1,16}) from ([0-9.]{7,15})\.([0-9]{1,5})$/i;
const sending = /^Sending: SA = (0x[0-9a-f]{1,16}) to ([0-9.]{7,15}):Type [0-9]{1,3}\.([0-9]{1,5})/i;

/** RFC names of the exchanges in the words of the log. */
const exchanges: Readonly<Record<string, string>> = {
  'oakley main mode': 'Main Mode',
  'oakley aggressive mode': 'Aggressive Mode',
  'oakley quick mode': 'Quick Mode',
  'isakmp informational exchange': 'Informational',
  informational: 'Informational',
};

/** Payloads by which a message of main mode is told (RFC 2409 5): SA, then KE, then what is encrypted. */
const steps: Readonly<Record<string, number>> = { SA: 1, KE: 2, ID: 3, HASH: 3 };

/** The header that a line begins; null for every other line. */
export function headerOf(message: string, seq: number, quote: string): Header | null {
  const incoming = receive.exec(message);
  const found = incoming ?? sending.exec(message);
  if (found === null) return null;
  const header: Header = {
    way: incoming === null ? 'out' : 'in',
    sa: found[1] ?? null,
    peer: address(found[2] ?? null),
    peerPort: Number(found[3]),
    seq,
    quote,
    exchange: null,
    initiatorSpi: null,
    responderSpi: null,
    messageId: null,
    payloads: [],
    step: null,
    take(line) {
      if (line.startsWith('ISAKMP Header')) return true;
      if (line.startsWith('I-COOKIE ')) header.initiatorSpi = cookie(line.slice(9));
      else if (line.startsWith('R-COOKIE ')) header.responderSpi = cookie(line.slice(9));
      else if (line.startsWith('exchange: ')) header.exchange = exchanges[line.slice(10).trim().toLowerCase()] ?? null;
      else if (line.startsWith('next payload: ')) {
        const payload = line.slice(14).trim();
        header.payloads = [payload];
        header.step = header.exchange === 'Main Mode' ? (steps[payload.toUpperCase()] ?? null) : null;
      } else if (line.startsWith('message ID: ')) {
        const id = line.slice(12).trim();
        header.messageId = /^[0-9a-f]{1,8}$/i.test(id) ? Number.parseInt(id, 16) : null;
      } else return line.startsWith('flags: ') || line.startsWith('Ports S:');
      return true;
    },
  };
  return header;
}
