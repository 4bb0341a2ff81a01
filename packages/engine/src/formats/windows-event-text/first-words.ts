/** An event that a message is of, by its first words. */
interface FirstWords {
  readonly id: number;
  readonly provider: 'Microsoft-Windows-Security-Auditing' | 'Security';
  /** Small letters, one blank between words: what the message begins with (message tables of released systems, libyal/winevt-kb). */
  readonly words: string;
  /** A label that this one of two events with the same words has. */
  readonly label?: string;
}

const modern = (id: number, words: string, label?: string): FirstWords => ({
  id,
  provider: 'Microsoft-Windows-Security-Auditing',
  words,
  ...(label === undefined ? {} : { label }),
});
const legacy = (id: number, words: string, label?: string): FirstWords => ({
  id,
  provider: 'Security',
  words,
  ...(label === undefined ? {} : { label }),
});

/** Messages that can be told by their first words; where several begin alike, the one with a label of its own stands first. */
const firstWords: readonly FirstWords[] = [
  modern(4652, 'an ipsec main mode negotiation failed.', 'local certificate:'),
  modern(4653, 'an ipsec main mode negotiation failed.'),
  modern(4654, 'an ipsec quick mode negotiation failed.'),
  modern(4983, 'an ipsec extended mode negotiation failed.', 'local certificate:'),
  modern(4984, 'an ipsec extended mode negotiation failed.'),
  modern(4651, 'an ipsec main mode security association was established.', 'local certificate:'),
  modern(4650, 'an ipsec main mode security association was established.'),
  modern(5451, 'an ipsec quick mode security association was established.'),
  modern(4960, 'ipsec dropped an inbound packet that failed an integrity check.'),
  modern(4962, 'ipsec dropped an inbound packet that failed a replay check. the inbound packet had too low'),
  modern(4961, 'ipsec dropped an inbound packet that failed a replay check.'),
  modern(4963, 'ipsec dropped an inbound clear text packet'),
  modern(4965, 'ipsec received a packet from a remote computer with an incorrect security parameter index'),
  modern(5453, 'an ipsec negotiation with a remote computer failed because the ike and authip'),
  modern(5152, 'the windows filtering platform has blocked a packet.'),
  modern(5152, 'the windows filtering platform blocked a packet.'),
  modern(5157, 'the windows filtering platform has blocked a connection.'),
  legacy(541, 'ike security association established.'),
  legacy(544, 'ike security association establishment failed because peer could not authenticate.'),
  legacy(545, 'ike peer authentication failed.'),
  legacy(546, 'ike security association establishment failed because peer sent invalid'),
  legacy(546, 'ike security association establishment failed because peer', 'received value:'),
  legacy(547, 'ike security association negotiation failed.'),
];

function plain(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ');
}

/** Whether a message of an event begins with this line. */
export function beginsMessage(line: string): boolean {
  const text = plain(line.slice(0, 300));
  return firstWords.some(({ words }) => text.startsWith(words));
}

/** The number and the source of the event whose message this is; null where its first words are not known. */
export function eventOfMessage(message: string): { readonly id: number; readonly provider: string } | null {
  const text = plain(message.slice(0, 16_384));
  return (
    firstWords.find(({ words, label }) => text.startsWith(words) && (label === undefined || text.includes(label))) ??
    null
  );
}
