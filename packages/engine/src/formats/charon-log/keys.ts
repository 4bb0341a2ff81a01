/**
 * Keys that charon writes at level 4 of its IKE subsystem: `Sk_ei secret => 32 bytes @ 0x…` and a dump in lines of sixteen
 * octets (strongSwan logger configuration, `ike = 4`). They open what a capture shows; nothing of them is quoted.
 */
import { type IkeKeys, SecretKey } from '../../observations/index.ts';

const names = ['d', 'ai', 'ar', 'ei', 'er', 'pi', 'pr'] as const;
type Name = (typeof names)[number];

const longest = 128;
const maxThreads = 64;
const maxSas = 1000;
const digits = /^[0-9A-F]{2}$/;

interface Dump {
  readonly name: Name;
  readonly length: number;
  readonly octets: number[];
}

interface Thread {
  readonly line: number;
  dump: Dump | null;
  readonly done: Map<Name, SecretKey>;
}

/** Collects the keys of one log; lines are handed in as they come. */
export interface KeyDumps {
  /** True when the line was part of a dump of keys. */
  line(thread: number, text: string, number: number): boolean;
  end(artifact: string): readonly IkeKeys[];
}

/** Starts with no keys. */
export function keyDumps(): KeyDumps {
  const threads = new Map<number, Thread>();
  const complete: Thread[] = [];
  const close = (thread: Thread): void => {
    if (thread.done.has('ei') && thread.done.has('er') && complete.length < maxSas) complete.push(thread);
  };
  const header = (id: number, text: string, number: number): boolean => {
    const found = /^Sk_(d|ai|ar|ei|er|pi|pr) secret => ([0-9]{1,3}) bytes @ /.exec(text.slice(0, 60));
    const name = names.find((one) => one === found?.[1]);
    if (name === undefined) return false;
    let thread = threads.get(id);
    // The keys of an SA come in one order: one that is there already begins another SA.
    if (thread !== undefined && thread.done.has(name)) {
      close(thread);
      thread = undefined;
    }
    if (thread === undefined) {
      if (threads.size >= maxThreads && !threads.has(id)) return true;
      thread = { line: number, dump: null, done: new Map() };
      threads.set(id, thread);
    }
    thread.dump = { name, length: Math.min(Number(found?.[2] ?? 0), longest), octets: [] };
    return true;
  };
  return {
    line(id, text, number) {
      if (header(id, text, number)) return true;
      const thread = threads.get(id);
      if (thread?.dump == null) return false;
      const { dump } = thread;
      const colon = text.indexOf(': ');
      if (colon < 1 || colon > 4 || Number(text.slice(0, colon)) !== dump.octets.length) {
        thread.dump = null;
        return false;
      }
      for (const word of text.slice(colon + 2, colon + 50).split(' ')) {
        if (dump.octets.length === dump.length || !digits.test(word)) break;
        dump.octets.push(Number.parseInt(word, 16));
      }
      if (dump.octets.length === dump.length) {
        thread.done.set(dump.name, new SecretKey(Uint8Array.from(dump.octets)));
        thread.dump = null;
      }
      return true;
    },
    end(artifact) {
      for (const thread of threads.values()) close(thread);
      return complete.toSorted((a, b) => a.line - b.line).flatMap((thread) => keysOf(thread, artifact));
    },
  };
}

function keysOf({ done, line }: Thread, artifact: string): IkeKeys[] {
  const pair = (a: Name, b: Name): { initiator: SecretKey; responder: SecretKey } | null => {
    const [initiator, responder] = [done.get(a), done.get(b)];
    return initiator === undefined || responder === undefined ? null : { initiator, responder };
  };
  const encryptionKeys = pair('ei', 'er');
  if (encryptionKeys === null) return [];
  return [
    {
      kind: 'ike-keys',
      version: 2,
      initiatorSpi: null,
      responderSpi: null,
      encryption: null,
      integrity: null,
      encryptionKeys,
      integrityKeys: pair('ai', 'ar'),
      proofKeys: pair('pi', 'pr'),
      src: { artifact, at: [{ line }], quote: 'keys of an IKE SA', time: null },
    },
  ];
}
