import { localise } from '../document/localise.ts';
import { forTerminal } from '../document/neutralise.ts';
import type { Diagnosis, Evidence, Finding, Lang, LadderMessage } from '../document/types.ts';
import { lookUp, packetsOf, protocolName } from './look-up.ts';
import { words } from './words.ts';

/** Comments on packets: by artifact, then by the number of the packet. */
export type Annotations = ReadonlyMap<string, ReadonlyMap<number, readonly string[]>>;

/** Comments of one packet at most, and characters of one. */
const caps = { comments: 8, characters: 1000 };

/**
 * What is to be written on the packets of each cited capture: the findings that rest on them, then what the account says of the
 * message. Plain text; what a screen would obey is made visible.
 */
export function annotationsOf(diagnosis: Diagnosis, lang: Lang): Annotations {
  const doc = localise(diagnosis, lang);
  const at = lookUp(doc);
  const say = words(lang);
  const all = new Map<string, Map<number, string[]>>();
  const put = (source: string, text: string): void => {
    const place = at.sources.get(source);
    if (place === undefined) return;
    for (const packet of packetsOf(place.at)) {
      const file = all.get(place.artifact) ?? new Map<number, string[]>();
      all.set(place.artifact, file);
      const comments = file.get(packet) ?? [];
      file.set(packet, comments);
      const line = forTerminal(text).slice(0, caps.characters);
      if (comments.length < caps.comments && !comments.includes(line)) comments.push(line);
    }
  };
  const finding = ({ role, confidence, title, id }: Finding, item: Evidence, against: boolean): void => {
    const sure = role === 'note' || role === 'symptom' ? '' : `, ${say(`confidence.${confidence}`)}`;
    const head = `${say(`role.${role}`)}${sure}: ${title} [${id}]`;
    put(item.source, `${head} (${against ? say('heading.against') : say(`class.${item.class}`)})`);
  };
  for (const one of doc.findings) {
    for (const item of one.evidence) finding(one, item, false);
    for (const item of one.against) finding(one, item, true);
  }
  const ledger = (message: LadderMessage): string =>
    (
      [
        ['ledger.sent', message.sentByLog],
        ['ledger.seen-leaving', message.seenLeaving],
        ['ledger.seen-arriving', message.seenArriving],
        ['ledger.received', message.receivedByLog],
        ['ledger.processed', message.processed],
        ['ledger.answered', message.answered],
      ] as const
    )
      .map(([id, value]) => `${say(id)}: ${say(`mark.${value}`)}`)
      .join(', ');
  for (const negotiation of doc.negotiations)
    for (const message of negotiation.messages)
      for (const source of message.sources)
        put(
          source,
          `${protocolName(negotiation)} ${message.step}, ${message.from} → ${message.to}: ${ledger(message)}`,
        );
  return all;
}
