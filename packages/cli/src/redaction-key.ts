import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { redactionKeyLength, type Redacted } from '@ipsec-doctor/engine/bundle/index';
import { WholeFile } from './bundle-file.ts';
import { UsageError } from './evidence.ts';

const format = 'ipsec-doctor/redaction-key@1';

/** The key in a file, or a new one where there is no such file. */
export function redactionKey(file: string): { readonly key: Uint8Array; readonly names: readonly NamePair[] } {
  if (!existsSync(file)) return { key: new Uint8Array(randomBytes(redactionKeyLength)), names: [] };
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`cannot read the key in ${file}`);
  }
  const told = parsed(text);
  if (told === null) throw new UsageError(`${file} holds no redaction key`);
  return told;
}

type NamePair = Redacted['undo']['names'][number];

function parsed(text: string): { readonly key: Uint8Array; readonly names: readonly NamePair[] } | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== format) return null;
    if (!('key' in value) || typeof value.key !== 'string' || !/^[0-9a-f]{64}$/.test(value.key)) return null;
    const names = 'names' in value && Array.isArray(value.names) ? value.names.filter(isPair) : [];
    return { key: new Uint8Array(Buffer.from(value.key, 'hex')), names };
  } catch {
    return null;
  }
}

function isPair(value: unknown): value is NamePair {
  return (
    typeof value === 'object' && value !== null && 'was' in value && 'now' in value && typeof value.was === 'string'
  );
}

/** Saves the key with the table of names, those of earlier runs too; only its owner may read it. */
export function saveKey(file: string, key: Uint8Array, before: readonly NamePair[], names: readonly NamePair[]): void {
  const all = new Map([...before, ...names].map((pair) => [pair.was, pair.now]));
  const table = [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([was, now]) => ({ was, now }));
  const out = new WholeFile(file, 0o600, true);
  out.write(
    Buffer.from(`${JSON.stringify({ format, key: Buffer.from(key).toString('hex'), names: table }, null, 1)}\n`),
  );
  out.done();
}

/** Refuses a key file that would end up in the bundle. */
export function keepApart(key: string, out: string, inputs: readonly string[]): void {
  const own = resolve(key);
  if (own === resolve(out)) throw new UsageError('--key and --out name the same file');
  for (const input of inputs) {
    let real: string;
    try {
      real = realpathSync(input);
    } catch {
      continue;
    }
    let folder = dirname(own);
    try {
      folder = realpathSync(folder);
    } catch {
      // It is not there yet; writing will tell.
    }
    if (folder === real || folder.startsWith(real + sep))
      throw new UsageError(
        'the key would lie in what is redacted, and so be sent with it: name another place with --key',
      );
  }
}
