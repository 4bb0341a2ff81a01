import { formatMessage } from './message.ts';
import type { Baseline, Diagnosis, Divergence, LadderMessage, MessageRef, Negotiation } from './types.ts';

/** The negotiation that fails: the last example of the first incident that is open. */
function failing(doc: Diagnosis): Negotiation | null {
  const cause = doc.findings.find((finding) => finding.role === 'cause');
  const incident =
    doc.incidents.find((item) => item.id === cause?.scope.incident) ?? doc.incidents.find((item) => !item.healed);
  const ids = incident?.examples ?? [];
  return doc.negotiations.findLast((item) => ids.includes(item.id)) ?? null;
}

/** The working negotiation to hold it against: of the same protocol, between hosts of the same names if there is one, the fullest. */
function working(good: Diagnosis, bad: Negotiation): Negotiation | null {
  const up = good.negotiations.filter((item) => item.ike.outcome === 'established' && item.protocol === bad.protocol);
  const same = up.filter((item) => item.initiator === bad.initiator && item.responder === bad.responder);
  const among = same.length > 0 ? same : up;
  return among.reduce<Negotiation | null>(
    (best, item) => (best === null || item.messages.length > best.messages.length ? item : best),
    null,
  );
}

const shown = (parts: readonly string[]): string => (parts.length === 0 ? '-' : parts.join(' '));
const role = (message: LadderMessage, of: Negotiation): 'initiator' | 'responder' =>
  message.from === of.responder && of.responder !== of.initiator ? 'responder' : 'initiator';

/** Vendor IDs, and what a later version of a daemon adds, are no difference that stops anything. */
function substantial(payloads: readonly string[]): string[] {
  return [...new Set(payloads.filter((name) => name !== 'V' && !name.startsWith('N(')))].sort();
}

function errors(payloads: readonly string[], known: readonly string[]): string[] {
  return payloads.filter((name) => name.startsWith('N(') && !known.includes(name));
}

type Found = Omit<Divergence, 'text' | 'message' | 'sources' | 'step'>;

/** What sets two messages of the same step apart; null when nothing does that a source of both can show. */
function apart(good: LadderMessage, bad: LadderMessage): Found | null {
  if (good.offers.length > 0 && bad.offers.length > 0 && good.offers.join('\n') !== bad.offers.join('\n'))
    return { kind: 'offer', good: shown(good.offers), bad: shown(bad.offers) };
  if (good.payloads.length > 0 && bad.payloads.length > 0) {
    const [mine, theirs] = [substantial(bad.payloads), substantial(good.payloads)];
    if (mine.join(' ') !== theirs.join(' ')) return { kind: 'payloads', good: shown(theirs), bad: shown(mine) };
    const news = errors(bad.payloads, good.payloads);
    const gone = errors(good.payloads, bad.payloads);
    if (news.length > 0 || gone.length > 0) return { kind: 'notify', good: shown(gone), bad: shown(news) };
  }
  if (arrived(good) === 'yes' && arrived(bad) === 'no')
    return { kind: 'not-arrived', good: arrived(good), bad: arrived(bad) };
  if (good.ports.to !== null && bad.ports.to !== null && good.ports.to !== bad.ports.to)
    return { kind: 'port', good: String(good.ports.to), bad: String(bad.ports.to) };
  if (good.ipFragments !== bad.ipFragments)
    return { kind: 'fragments', good: String(good.ipFragments), bad: String(bad.ipFragments) };
  if (good.copies === 1 && bad.copies > 1)
    return { kind: 'repeated', good: String(good.copies), bad: String(bad.copies) };
  return null;
}

function arrived(message: LadderMessage): 'yes' | 'no' | 'unknown' {
  const all = [message.seenArriving, message.receivedByLog, message.processed];
  return all.includes('yes') ? 'yes' : all.includes('no') ? 'no' : 'unknown';
}

/**
 * Holds a failing negotiation against one of a recording of the same connection while it worked, message by message of the
 * ledger, and tells where the two part first.
 */
export function compareWithBaseline(doc: Diagnosis, good: Diagnosis): Baseline {
  const bad = failing(doc);
  const reference = bad === null ? null : working(good, bad);
  const base = { verdict: good.verdict, negotiation: bad?.id ?? null, goodKey: reference?.key ?? null };
  const say = (id: string, args: MessageRef['args']): { text: string; message: MessageRef } => ({
    text: formatMessage(doc.lang, id, args),
    message: { id, args },
  });
  if (bad === null || reference === null)
    return {
      ...base,
      alike: 0,
      divergence: null,
      ...say(bad === null ? 'baseline.nothing-fails' : 'baseline.nothing-works', {}),
    };
  const tell = (found: Found, step: string, sources: readonly string[], alike: number): Baseline => {
    const args = { step, good: found.good, bad: found.bad };
    return {
      ...base,
      alike,
      divergence: { ...found, step, sources, ...say(`baseline.${found.kind}`, args) },
      ...say('baseline.parts', { count: alike, step }),
    };
  };
  for (const [at, theirs] of reference.messages.entries()) {
    const mine = bad.messages[at];
    if (mine === undefined)
      return tell(
        { kind: 'missing', good: theirs.step, bad: '-' },
        theirs.step,
        bad.messages.at(-1)?.sources ?? [],
        at,
      );
    if (mine.step !== theirs.step || role(mine, bad) !== role(theirs, reference))
      return tell({ kind: 'step', good: theirs.step, bad: mine.step }, mine.step, mine.sources, at);
    const found = apart(theirs, mine);
    if (found !== null) return tell(found, mine.step, mine.sources, at);
  }
  return { ...base, alike: reference.messages.length, divergence: null, ...say('baseline.alike', {}) };
}
