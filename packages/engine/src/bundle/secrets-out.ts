/**
 * Evidence without its secrets and otherwise as it is: what `bundle create` packs. Pre-shared keys, passwords and keys of SAs in text become
 * numbered stand-ins, equal for equal secrets, which say nothing of what they stand for; private keys, key logs and secrets inside of captures
 * are taken out. Runs in browsers.
 */
import { decryptionKeys } from '../formats/decryption-keys/reader.ts';
import { isRegHeader } from '../formats/registry/reg-file.ts';
import { concatBytes, hex } from '../protocol/bytes.ts';
import { utf8, utf8Bytes } from '../protocol/text.ts';
import { Addresses } from './addresses.ts';
import { KeyOctets } from './key-octets.ts';
import { Keyed, redactionKeyLength } from './keyed.ts';
import type { LeftOut, Member } from './members.ts';
import { Names } from './names.ts';
import { Redaction } from './redaction.ts';
import { readRegistryFile, registryText } from './registry-files.ts';
import { isSecretFile, isSecretText } from './secret-files.ts';
import { SecretBlocks } from './secret-blocks.ts';
import { secretSigns, withoutSecrets } from './secret-lines.ts';
import { blocksOf, decoder, encoder, firstText, hold, type TextKind, textOf } from './text-coding.ts';
import { Trigger } from './trigger.ts';

const noKey = new Uint8Array(redactionKeyLength);
const maxSecrets = 100_000;

/** Numbers in the order secrets are met, in place of a keyed function: nobody can try guesses against them. */
class Numbered extends Keyed {
  private readonly met = new Map<string, number>();

  constructor() {
    super(noKey);
  }

  override octets(data: Uint8Array, length: number = data.length): Uint8Array {
    const own = hex(data);
    const known = this.met.get(own);
    const number = known ?? this.met.size + 1;
    if (known === undefined && this.met.size < maxSecrets) this.met.set(own, number);
    const out = new Uint8Array(length);
    for (let i = 0, left = number; i < 4 && i < length; i++, left = Math.floor(left / 256))
      out[Math.min(3, Math.max(0, (length >> 1) - 1)) - i] = left % 256;
    return out;
  }
}

class SameAddresses extends Addresses {
  override replace(): void {
    // Addresses stay.
  }
  override replaceMac(): void {
    // Addresses stay.
  }
  override network(bytes: Uint8Array): Uint8Array {
    return bytes;
  }
  override range(start: Uint8Array, end: Uint8Array): readonly [Uint8Array, Uint8Array] {
    return [start, end];
  }
}

class SameNames extends Names {
  override phrase(text: string): string {
    return text;
  }
}

/** What one bundle shares: the numbers of its secrets. */
export class SecretsOut extends Redaction {
  override readonly keyed: Keyed = new Numbered();
  override readonly addresses: Addresses = new SameAddresses(this.keyed);
  override readonly names: Names = new SameNames(this.keyed);

  constructor() {
    super(noKey);
  }
}

/** A file as it is packed. */
export interface Packed {
  /** `.reg` is added where a registry file became an export. */
  readonly path: string;
  readonly blocks: AsyncIterable<Uint8Array>;
  /** Secrets that were met, known once the blocks were read. */
  readonly found: () => number;
}

const surely = 50;

/**
 * The file without its secrets; why it cannot be packed, where it is nothing but secrets. With `keep` it is packed as it is and its secrets
 * are only counted.
 */
export async function packed(member: Member, own: SecretsOut, keep: boolean): Promise<Packed | LeftOut> {
  const { kind, stream } = member;
  const path = member.packed ? member.path.replace(/\.gz$/i, '') : member.path;
  const whole = async (): Promise<Packed | LeftOut> =>
    keep ? { path, blocks: blocksOf(stream), found: () => 1 } : 'secrets';
  if (isSecretFile(path)) return whole();
  if (kind.kind === 'capture')
    return kind.format === 'pcapng' ? counted(path, (count) => pcapng(stream, keep, count)) : same(path, member);
  if (kind.kind === 'registry') return registry(path, member, own, keep);
  if (kind.kind !== 'text') return same(path, member);
  const head = firstText(await stream.peek(4096), kind);
  const lines = head.split(/\r?\n/);
  if (isSecretText(head) || decryptionKeys.sniff(lines.slice(0, 64), '') >= surely) return whole();
  if (isRegHeader(lines[0] ?? '')) return registry(path, member, own, keep);
  return counted(path, (count) => text(member, kind, own, keep, count));
}

const same = (path: string, { stream }: Member): Packed => ({ path, blocks: blocksOf(stream), found: () => 0 });

function counted(path: string, make: (count: (by: number) => void) => AsyncIterable<Uint8Array>): Packed {
  let found = 0;
  return { path, blocks: make((by) => void (found += by)), found: () => found };
}

async function* text(
  { stream }: Member,
  kind: TextKind,
  own: SecretsOut,
  keep: boolean,
  count: (by: number) => void,
): AsyncGenerator<Uint8Array, void, void> {
  const lines = new SecretLines(own.keyed, count);
  const decode = decoder(kind);
  const encode = encoder(kind);
  const start = encode.start;
  if (!keep && start.length > 0) yield start;
  for await (const block of blocksOf(stream)) {
    const made = lines.push(decode(block));
    yield keep ? block : encode.of(made);
  }
  const last = lines.end();
  if (!keep) yield encode.of(last);
}

/** `enc cbc(aes) 0x…`, `auth-trunc hmac(sha256) 0x…` of `ip xfrm state`; keys of pluto's and charon's logs. */
const stateKey = /^(\s{1,40}(?:enc|auth|auth-trunc|aead|comp)\s{1,8}\S{1,80}\s{1,8}0x)([0-9a-fA-F]{16,2048})/;
const dump = /^(.{0,120}?)((?:[0-9A-Fa-f]{2} ){7,}[0-9A-Fa-f]{2})/;
const ofKey = /secret|key|sk_|psk/i;
/** How charon and pluto begin a dump. */
const announced = /=> [0-9]{1,6} bytes|\| /;
const signs = new Trigger([...secretSigns, ' 0x', '=> ', ' 0:', '| ']);
const longestLine = 65_536;

/** Lines of a text without the secrets in them. */
class SecretLines {
  private readonly keyed: Keyed;
  private readonly count: (by: number) => void;
  private rest = new Uint8Array(0);
  private inKey = false;
  private readonly octets = new KeyOctets();
  private readonly blocks = new SecretBlocks();
  /** The last line that was no dump of octets tells of a key. */
  private afterKey = false;

  constructor(keyed: Keyed, count: (by: number) => void) {
    this.keyed = keyed;
    this.count = count;
  }

  push(block: Uint8Array): Uint8Array {
    const bytes = new Uint8Array(this.rest.length + block.length);
    bytes.set(this.rest);
    bytes.set(block, this.rest.length);
    let whole = bytes.lastIndexOf(0x0a) + 1;
    if (whole === 0 && bytes.length > longestLine) whole = bytes.length;
    this.rest = bytes.slice(whole);
    return this.lines(bytes.subarray(0, whole));
  }

  end(): Uint8Array {
    const left = this.rest;
    this.rest = new Uint8Array(0);
    return this.lines(left);
  }

  // What is not changed stays as its octets are: they need not be UTF-8.
  private lines(bytes: Uint8Array): Uint8Array {
    const open = this.inKey || this.afterKey || this.octets.open || this.blocks.open;
    if (!open && signs.find(bytes, 0, bytes.length) < 0) return bytes;
    const out: Uint8Array[] = [];
    for (let from = 0; from < bytes.length; ) {
      const newline = bytes.indexOf(0x0a, from);
      const own = bytes.subarray(from, newline < 0 ? bytes.length : newline + 1);
      const line = utf8(own);
      const made = this.line(line);
      if (made !== null) out.push(made === line ? own : utf8Bytes(made));
      from += own.length;
    }
    return concatBytes(...out);
  }

  private line(line: string): string | null {
    if (this.inKey) {
      this.inKey = !line.includes('-----END');
      return this.inKey ? null : line;
    }
    if (/-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/.test(line)) {
      this.inKey = !line.includes('-----END');
      this.count(1);
      return this.inKey ? `${line.trimEnd()}\ntaken-out\n` : 'taken-out\n';
    }
    const ofPrivate = this.octets.take(line);
    if (ofPrivate !== null) {
      if (ofPrivate !== '') this.count(1);
      return ofPrivate;
    }
    const octets = line.length < 400 ? dump.exec(line) : null;
    if (octets !== null) {
      if (!this.afterKey && !ofKey.test(octets[1] ?? '')) return line;
      this.count(1);
      return `${octets[1] ?? ''}***\n`;
    }
    this.afterKey = announced.test(line.slice(0, 400)) && ofKey.test(line.slice(0, 400));
    const key = stateKey.exec(line);
    if (key !== null) {
      this.count(1);
      const [all, front = '', digits = ''] = key;
      return `${front}${hex(this.keyed.octets(utf8Bytes(digits), digits.length >> 1))}${line.slice(all.length)}`;
    }
    const done = this.blocks.take(line, this.keyed) ?? withoutSecrets(line, this.keyed);
    this.count(done.count);
    return done.line === '' && line.endsWith('\n') ? '\n' : done.line;
  }
}

const decryptionSecrets = 10;
const maxBlock = 16 * 2 ** 20;

/** A pcapng file without its decryption secrets blocks (draft-ietf-opsawg-pcapng section 4.7). */
async function* pcapng(
  stream: Member['stream'],
  keep: boolean,
  count: (by: number) => void,
): AsyncGenerator<Uint8Array, void, void> {
  let rest: Uint8Array = new Uint8Array(0);
  let little = true;
  let readable = true;
  for await (const block of blocksOf(stream)) {
    if (!readable) {
      yield block;
      continue;
    }
    const bytes = new Uint8Array(rest.length + block.length);
    bytes.set(rest);
    bytes.set(block, rest.length);
    const view = new DataView(bytes.buffer);
    const out: Uint8Array[] = [];
    let at = 0;
    let from = 0;
    while (at + 12 <= bytes.length) {
      if (view.getUint32(at) === 0x0a0d0d0a) little = view.getUint32(at + 8) === 0x4d3c2b1a;
      const length = view.getUint32(at + 4, little);
      if (length < 12 || length % 4 !== 0 || length > maxBlock) {
        readable = false;
        break;
      }
      if (at + length > bytes.length) break;
      if (view.getUint32(at, little) === decryptionSecrets) {
        count(1);
        if (!keep) {
          out.push(bytes.subarray(from, at));
          from = at + length;
        }
      }
      at += length;
    }
    if (!readable) at = bytes.length;
    out.push(bytes.subarray(from, at));
    rest = bytes.slice(at);
    for (const one of out) if (one.length > 0) yield one;
  }
  if (rest.length > 0) yield rest;
}

/** A registry file: as it is where it holds no secret, as an export of what a diagnosis reads otherwise. */
async function registry(path: string, member: Member, own: SecretsOut, keep: boolean): Promise<Packed | LeftOut> {
  const { kind } = member;
  const held = await hold(member.stream);
  if (held === null) return 'limit';
  const file =
    kind.kind === 'registry'
      ? readRegistryFile(kind.format, held, '')
      : readRegistryFile('registry-export', held, kind.kind === 'text' ? textOf(held, kind) : '');
  const before = own.counted().secrets ?? 0;
  const made = registryText(file, own, (one) => {
    const { line, count } = withoutSecrets(one, own.keyed);
    own.count('secrets', count);
    return line;
  });
  const found = (own.counted().secrets ?? 0) - before;
  const bytes = found === 0 || keep ? held : new Uint8Array(2 * made.length);
  if (bytes !== held)
    for (let i = 0; i < made.length; i++) {
      bytes[2 * i] = made.charCodeAt(i) & 255;
      bytes[2 * i + 1] = made.charCodeAt(i) >> 8;
    }
  return {
    path: bytes === held || path.toLowerCase().endsWith('.reg') ? path : `${path}.reg`,
    found: () => found,
    blocks: (async function* () {
      yield bytes;
    })(),
  };
}
