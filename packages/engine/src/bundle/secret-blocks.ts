/**
 * Secrets that a line before theirs tells of: the value of a YAML key on the lines below it, names of SNMP communities of FortiOS, lines of
 * racoon's psk.txt that are shown elsewhere.
 */
import type { Keyed } from './keyed.ts';
import { standIn } from './secret-lines.ts';

/** A line, and how many secrets were taken out of it. */
export interface Taken {
  readonly line: string;
  readonly count: number;
}

/** Kinds of blocks that have begun. */
type Block =
  | { readonly kind: 'value'; readonly indent: number; readonly text: boolean }
  | { readonly kind: 'community'; readonly depth: number }
  | { readonly kind: 'psk'; readonly met: boolean };

const longestHeading = 400;
const longestBlock = 4096;

/** YAML 1.2.2 chapters 6.1, 8.1 and 7.3.3: a key alone on its line, and `|` or `>` where a text follows as it is. */
const yamlKey =
  /^([ \t]{0,200})(?:-[ \t]{1,8}|\{[ \t]{0,8})?["']?[A-Za-z0-9_.-]{0,40}?(?:psk|secret|passw(?:or)?d|passphrase|(?:pre[_-]?)?shared[_-]?key|private[_-]?key|api[_-]?key|token)["']?[ \t]{0,8}:[ \t]{0,8}([|>][1-9+-]{0,2})?[ \t]{0,8}(?:#[^\n]{0,200})?$/i;
/** A line that is a key or an entry of its own, and no value of the key above. */
const isEntry = /^(?:[^\s"':]{1,64}[ \t]{0,8}(?::(?:[ \t]|$)|=)|["'][^"']{1,64}["'][ \t]{0,8}:|-[ \t]|[{}[\]#])/;
const community = /^\s{0,40}config system snmp community\s{0,8}$/i;
const communityName = /^(\s{1,40}set name\s{1,4}"?)([^\s"]{1,128})/i;
/** `==> /etc/racoon/psk.txt <==`, `# cat /etc/racoon/psk.txt`, `/etc/racoon/psk.txt:`. */
const pskFile = /psk\.txt(?:~|\.[a-z0-9]{1,12})?["']?[ \t:;]{0,8}(?:<==)?\s{0,8}$/i;
/** racoon.conf(5): an address, name or anybody, and all behind it; as mails, diffs and grep show it. */
const pskLine =
  /^((?:\S{0,200}psk\.txt[^\s:]{0,16}:(?:[0-9]{1,6}:)?)?[>|+ \t-]{0,8}(?:[0-9a-f.:]{3,45}(?:\/[0-9]{1,3})?|\*|[a-z0-9_.-]{0,64}@[a-z0-9.-]{1,128}|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})[ \t]{1,80})([^\s#][^\n]{0,400}?)\s{0,8}$/i;
/** The same with a name of one word, which only tells where others stand beside it. */
const pskWord = /^([>|+ \t-]{0,8}[a-z0-9_-]{2,64}[ \t]{1,80})([^\s#]{4,200})\s{0,8}$/i;
const skipped = /^[>|+ \t-]{0,8}(?:#|$)/;

/** Follows the lines of a text, and takes out those secrets. */
export class SecretBlocks {
  private block: Block | null = null;
  private lines = 0;

  /** Whether the next line may hold a secret that nothing in it tells of. */
  get open(): boolean {
    return this.block !== null;
  }

  /** The text is over. */
  end(): void {
    this.block = null;
  }

  /** The line without a secret that a line before it tells of; null: it is to be looked at like any other. */
  take(line: string, keyed: Keyed): Taken | null {
    const own = line.trimEnd();
    if (this.block !== null) {
      const taken = ++this.lines > longestBlock ? null : this.within(this.block, own, keyed);
      if (taken !== null) return { line: taken.line + line.slice(own.length), count: taken.count };
      if (this.lines > longestBlock) this.block = null;
      if (this.block !== null) return null;
    }
    return own.length > longestHeading ? null : this.begin(line, own, keyed);
  }

  private begin(line: string, own: string, keyed: Keyed): Taken | null {
    this.lines = 0;
    const key = yamlKey.exec(own);
    if (key !== null) {
      this.block = { kind: 'value', indent: (key[1] ?? '').length, text: key[2] !== undefined };
      return { line, count: 0 };
    }
    if (community.test(own)) this.block = { kind: 'community', depth: 1 };
    else if (pskFile.test(own)) this.block = { kind: 'psk', met: false };
    else if (/psk\.txt[^\s:]{0,16}:/i.test(own)) {
      const quoted = behind(pskLine, own, keyed);
      return quoted === null ? null : { line: quoted.line + line.slice(own.length), count: 1 };
    }
    return null;
  }

  /** What becomes of a line of a block; null: nothing, and the block is over where it is gone. */
  private within(block: Block, own: string, keyed: Keyed): Taken | null {
    if (block.kind === 'community') return this.ofCommunity(block.depth, own, keyed);
    if (block.kind === 'psk') {
      const found = behind(pskLine, own, keyed) ?? (block.met ? behind(pskWord, own, keyed) : null);
      if (found !== null) this.block = { kind: 'psk', met: true };
      else if (!skipped.test(own)) this.block = null;
      return found;
    }
    const text = own.trimStart();
    if (text === '') return null;
    if (own.length - text.length <= block.indent || (!block.text && isEntry.test(text))) {
      this.block = null;
      return null;
    }
    const [, quote = '', value = ''] = /^(["']?)(.*?)["']?,?$/s.exec(text) ?? [];
    const secret = quote === '' ? text : value;
    if (!/[\p{L}\p{N}]/u.test(secret)) return null;
    const from = own.length - text.length + quote.length;
    return { line: own.slice(0, from) + standIn(secret, keyed) + own.slice(from + secret.length), count: 1 };
  }

  private ofCommunity(depth: number, own: string, keyed: Keyed): Taken | null {
    if (/^\s{0,40}config\s/.test(own)) this.block = { kind: 'community', depth: depth + 1 };
    else if (/^\s{0,40}end$/.test(own)) this.block = depth > 1 ? { kind: 'community', depth: depth - 1 } : null;
    else if (depth === 1) return behind(communityName, own, keyed);
    return null;
  }
}

/** The line with a stand-in for the second group of a pattern. */
function behind(pattern: RegExp, own: string, keyed: Keyed): Taken | null {
  const found = pattern.exec(own);
  if (found === null) return null;
  const [, front = '', secret = ''] = found;
  if (secret.startsWith('taken-out-')) return { line: own, count: 0 };
  return { line: front + standIn(secret, keyed) + own.slice(front.length + secret.length), count: 1 };
}
