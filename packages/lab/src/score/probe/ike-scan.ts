import { sleep } from '../../exec.ts';
import type { Node } from '../../types.ts';

/** One program's account of the first answer of a peer. */
export interface Account {
  /** `accepted`: a handshake came back; `notify`: a refusal; `silent`: nothing that it shows. */
  first: 'accepted' | 'notify' | 'silent';
  /** IKEv1 transform that was accepted, in words both programs can be brought to. */
  transform: string | null;
  /** Number of the notify. */
  notify: number | null;
  /** Vendor IDs in hex, sorted. */
  vendors: string[];
  /** Answers that came, copies included; null: it was not listened. */
  answers: number | null;
}

const attributes: readonly (readonly [word: RegExp, name: string])[] = [
  [/\bEnc=([A-Za-z0-9]+)/, 'enc'],
  [/\bKeyLength=([0-9]+)/, 'bits'],
  [/\bHash=([A-Za-z0-9-]+)/, 'hash'],
  [/\bGroup=([0-9]+)/, 'group'],
  [/\bAuth=([A-Za-z0-9_]+)/, 'auth'],
];

/** Reads what ike-scan prints for one host. */
export function readIkeScan(text: string): Account {
  const head = /^\S+\t(?:.*?)(Main Mode|Aggressive Mode|IKEv2 SA_INIT)? ?(Handshake|Notify message) returned/m.exec(
    text,
  );
  const notify = /Notify message ([0-9]+)/.exec(text);
  const sa = /SA=\(([^)]*(?:\([^)]*\)[^)]*)*)\)/.exec(text)?.[1] ?? '';
  const parts = attributes.flatMap(([word, name]) => {
    const found = word.exec(sa)?.[1];
    return found === undefined ? [] : [`${name}=${found}`];
  });
  const vendors = [...text.matchAll(/VID=([0-9a-f]+)/g)].map(([, hex]) => hex ?? '').sort();
  const table = [...text.matchAll(/^\S+\t[0-9]+\t[0-9]+\.[0-9]+\t/gm)].length;
  return {
    first: notify !== null ? 'notify' : head !== null || sa !== '' ? 'accepted' : 'silent',
    transform: parts.length === 0 ? null : parts.join(' '),
    notify: notify === null ? null : Number(notify[1]),
    vendors,
    answers: table === 0 ? null : table,
  };
}

/** Most runs until its public value is one that the daemon takes. */
const attempts = 12;

/**
 * Runs ike-scan against one address. `listen`: seconds after each answer for its table of retransmissions. Its public value is plain random
 * bytes out of the second it is started in, and every other number is outside of the subgroup that OpenSSL wants: a daemon that says so is
 * asked again a second later.
 */
export async function ikeScan(
  node: Node,
  address: string,
  args: string[],
  listen: number | null,
): Promise<{ account: Account; text: string }> {
  const table = listen === null ? [] : [`--showbackoff=${listen}`];
  const command = ['ike-scan', '--sport=0', '--retry=2', '--timeout=500', '--nodns', ...table, ...args, address];
  let text = '';
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await sleep(1050);
    const { stdout, stderr } = await node.exec(command, { timeoutMs: 30_000 });
    text = stdout + stderr;
    // A program that did not run would agree with every silence.
    if (!/^Ending ike-scan/m.test(stdout)) throw new Error(`ike-scan did not come to its end: ${text}`);
    if (!stdout.includes('INVALID-KEY-INFORMATION')) break;
  }
  return { account: readIkeScan(text), text };
}
