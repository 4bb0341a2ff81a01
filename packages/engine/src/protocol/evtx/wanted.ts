import type { Chunk } from './chunk.ts';
import { valueType } from './layout.ts';
import type { Field, Plan } from './node.ts';
import { utf16Text } from './strings.ts';

/** Whether somebody asks for events of this source, channel and id. */
export type Wanted = (provider: string | null, channel: string | null, id: number) => boolean;

/** A text that was met last in a place, so that the next one is only compared with it. */
interface Last {
  bytes: Uint8Array;
  text: string | null;
}

/** Answers for all ids of one source and channel: 0 not asked yet, 1 no, 2 yes. */
type Answers = Uint8Array;

interface Memo {
  readonly provider: Last;
  readonly channel: Last;
  answers: Answers | null;
}

/** Sources and channels whose answers are kept; each takes 64 KiB. */
const maxAnswers = 64;

/**
 * Looks at the source, the channel and the id of a record and at nothing else, and asks once for each of them. `at` is where the values
 * of the template begin, `end` where the record does. Null: this record is not as simple as that, and has to be read to tell.
 */
export function wantedCheck(wanted: Wanted): (chunk: Chunk, plan: Plan, at: number, end: number) => boolean | null {
  const memos = new Map<Plan, Memo>();
  const known = new Map<string, Answers>();
  let plan: Plan | null = null;
  let memo: Memo = fresh(null, null);

  const answersOf = (provider: string | null, channel: string | null): Answers => {
    const key = `${provider ?? ''}\0${channel ?? ''}`;
    let found = known.get(key);
    if (found === undefined) {
      if (known.size >= maxAnswers) known.clear();
      found = new Uint8Array(65536);
      known.set(key, found);
    }
    return found;
  };

  return (chunk, next, at, end) => {
    if (next !== plan) {
      if (memos.size >= 256) memos.clear();
      plan = next;
      memo = memos.get(next) ?? fresh(next.provider, next.channel);
      memos.set(next, memo);
    }
    const provider = placeOf(next.provider);
    const channel = placeOf(next.channel);
    const id = placeOf(next.id);
    if (provider === complex || channel === complex || id < 0) return null;
    const { view } = chunk;
    if (at + 4 > end) return null;
    const count = view.getUint32(at, true);
    let start = at + 4 + 4 * count;
    if (count > chunk.limits.maxValues || start > end) return null;
    const last = Math.max(provider, channel, id);
    if (last >= count) return null;
    let number = -1;
    for (let i = 0, field = at + 4; i <= last; i++, field += 4) {
      const size = view.getUint16(field, true);
      if (i === id || i === provider || i === channel) {
        const type = view.getUint8(field + 2);
        if (start + size > end) return null;
        if (i === id) {
          if (type !== valueType.uint16 || size !== 2) return null;
          number = view.getUint16(start, true);
        } else {
          if (type !== valueType.string) return null;
          const before = i === provider ? memo.provider : memo.channel;
          if (!isSame(chunk.bytes, start, size, before.bytes)) {
            before.bytes = chunk.bytes.slice(start, start + size);
            const text = utf16Text(view, start, size);
            before.text = text === '' ? null : text;
            memo.answers = null;
          }
        }
      }
      start += size;
    }
    memo.answers ??= answersOf(memo.provider.text, memo.channel.text);
    const answer = memo.answers[number] ?? 0;
    if (answer !== 0) return answer === 2;
    const asked = wanted(memo.provider.text, memo.channel.text, number);
    memo.answers[number] = asked ? 2 : 1;
    return asked;
  };
}

const complex = -2;

/** Index of the value a field is, -1 for text that always is the same, -2 for what has to be put together. */
function placeOf(field: Field | null): number {
  if (field === null || field.literal !== null) return -1;
  return field.index >= 0 ? field.index : complex;
}

function fresh(provider: Field | null, channel: Field | null): Memo {
  const last = (field: Field | null): Last => ({
    bytes: new Uint8Array(0),
    text: field === null || field.literal === '' ? null : field.literal,
  });
  return { provider: last(provider), channel: last(channel), answers: null };
}

function isSame(bytes: Uint8Array, at: number, size: number, before: Uint8Array): boolean {
  if (before.length !== size) return false;
  for (let i = 0; i < size; i++) if (bytes[at + i] !== before[i]) return false;
  return true;
}
