import { mismatchIn, type Mismatch } from '../windows-event/attributes.ts';

/** A mismatch that is told line by line, and whether it was told as the reason of a failure (message 607 of oakley.dll). */
export interface Told {
  readonly mismatch: Mismatch;
  readonly refused: boolean;
}

interface Open {
  refused: boolean;
  text: string;
}

const sentence = 'security association negotiation failure because of attribute mismatch';
const label = /^(?:attribute|expected value|received value):/i;
const maxThreads = 64;

/** Whether a line without a front of its own goes on with a mismatch. */
export function goesOnWithMismatch(text: string): boolean {
  return label.test(text.trim());
}

/**
 * Collects the lines of a mismatch, thread by thread: the sentence, and `Attribute:`, `Expected Value:` and `Received Value:`, on one line
 * or several. `take` gives the mismatch with its last line; `more` while it is being told; null for every other line.
 */
export function mismatchCollector(): { take(message: string, thread: string): Told | 'more' | null } {
  const open = new Map<string, Open>();
  return {
    take(message, thread) {
      const begins = message.toLowerCase().startsWith(sentence);
      const part = label.test(message) || begins;
      if (!part) {
        open.delete(thread);
        return null;
      }
      const fresh = begins || /^attribute:/i.test(message);
      const known = open.get(thread);
      // The sentence stands in front of the attribute.
      const state: Open =
        known === undefined || (fresh && (begins || known.text !== '')) ? { refused: begins, text: '' } : known;
      const words = begins ? message.slice(sentence.length).replace(/^[.\s]{1,8}/, '') : message;
      state.text = `${state.text}\n${words}`.trim().slice(0, 1000);
      const told = mismatchIn(state.text);
      if (told !== null && told.wanted !== null && told.offered !== null) {
        open.delete(thread);
        return { mismatch: told, refused: state.refused };
      }
      if (open.size >= maxThreads) open.clear();
      open.set(thread, state);
      return 'more';
    },
  };
}
