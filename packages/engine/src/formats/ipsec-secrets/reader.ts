/** ipsec.secrets of strongSwan (stroke) and Libreswan. Values go into digests and nowhere else. */
import type { SecretConfig, SettingPlace } from '../../observations/index.ts';
import type { TextFormat } from '../reader.ts';
import { collectingReader, type Draft, hostFact, type Line } from '../shared/reading.ts';
import { digestOf, digestOfText, isRedacted } from '../shared/secret-value.ts';

const types: Readonly<Record<string, SecretConfig['type']>> = {
  PSK: 'psk',
  XAUTH: 'xauth',
  EAP: 'eap',
  NTLM: 'eap',
  RSA: 'private-key',
  ECDSA: 'private-key',
  BLISS: 'private-key',
  PKCS8: 'private-key',
  P12: 'private-key',
  PKCS12: 'private-key',
  PIN: 'private-key',
  PPK: 'other',
  PPKS: 'other',
};

interface Word {
  readonly text: string;
  readonly quoted: boolean;
  /** Whether it begins on a line that continues the entry. */
  readonly continued: boolean;
}

function parse(lines: readonly Line[], draft: Draft): void {
  for (const { number } of lines) draft.quotable.set(number, '***');
  let count = 0;
  for (let i = 0; i < lines.length; i++) {
    const first = lines[i];
    if (first === undefined) break;
    const text = first.text;
    if (text.trim() === '' || text.trimStart().startsWith('#')) continue;
    const include = /^\s*include\s+(\S{1,300})/.exec(text);
    if (include !== null) {
      draft.quotable.set(first.number, `include ${include[1]}`);
      draft.add(hostFact(draft, 'include-not-read', include[1] ?? '', first.number));
      continue;
    }
    // Indented lines and lines up to a closing brace continue an entry.
    let whole = text;
    let last = first.number;
    while (i + 1 < lines.length && whole.length < 200_000) {
      const follow = lines[i + 1];
      if (follow === undefined || !/^[ \t}]/.test(follow.text)) break;
      whole += `\n${follow.text}`;
      last = follow.number;
      i++;
    }
    const found = entry(whole, first.number, last, draft);
    if (found === undefined) draft.fault(first.number, 'no secret of a known form');
    else {
      draft.add({ ...found, idPlaces: idPlaces(first, found.ids, draft) });
      count++;
    }
  }
  draft.add({ kind: 'listing', of: 'secrets', entries: count, src: draft.source(lines[0]?.number ?? 1) });
}

/** Places of the names in front of a secret, in the line as it is shown: only where that begins as the file does. */
function idPlaces(first: Line, ids: readonly string[], draft: Draft): readonly (SettingPlace | null)[] {
  const shown = draft.quotable.get(first.number) ?? '';
  const end = shown.indexOf(' : ');
  if (end < 0 || shown.length > 400 || !first.text.startsWith(shown.slice(0, end + 3))) return ids.map(() => null);
  let at = 0;
  return ids.map((id) => {
    const from = at;
    at += id.length + 1;
    return { line: first.number, text: shown, from, to: from + id.length };
  });
}

function entry(text: string, line: number, last: number, draft: Draft): SecretConfig | undefined {
  const words = split(text);
  let colon = -1;
  let typeAt = -1;
  for (let i = 0; i < words.length && i < 200; i++) {
    const word = words[i];
    if (word === undefined || word.quoted) continue;
    if (
      word.text === ':' ||
      (word.text.endsWith(':') && word.text.length > 1 && types[(words[i + 1]?.text ?? '').toUpperCase()] !== undefined)
    ) {
      colon = i;
      typeAt = i + 1;
      break;
    }
    if (word.text.startsWith(':') && types[word.text.slice(1).toUpperCase()] !== undefined) {
      colon = i;
      typeAt = i;
      break;
    }
  }
  if (colon < 0) return undefined;
  const inFront = words.slice(0, words[colon]?.text.startsWith(':') ? colon : typeAt);
  if (!inFront.every(isName)) return undefined;
  const typeWord = (words[typeAt]?.text ?? '').replace(/^:/, '').toUpperCase();
  const type = types[typeWord];
  if (type === undefined) return undefined;
  const trailing = words[colon]?.text.replace(/:$/, '') ?? '';
  const ids = [
    ...words.slice(0, colon).map((word) => word.text),
    ...(colon < typeAt && trailing !== '' ? [trailing] : []),
  ];
  draft.quotable.set(line, `${ids.join(' ')}${ids.length > 0 ? ' ' : ''}: ${typeWord} ***`);
  const value = words.slice(typeAt + 1);
  // For a key in a file the first word names the file and the second is its passphrase.
  const fileType = type === 'private-key' && typeWord !== 'PIN' && value[0]?.text !== '{';
  const secretWord = typeWord === 'PPK' || typeWord === 'PPKS' ? value[1] : fileType ? value[1] : value[0];
  const digest =
    value[0]?.text === '{'
      ? digestOfText(value.map((word) => word.text).join(' '))
      : secretWord === undefined || secretWord.quoted
        ? digestOfText(secretWord?.text ?? '')
        : digestOf(secretWord.text);
  if (secretWord === undefined && type !== 'private-key') draft.fault(line, 'a secret without a value');
  const redacted = secretWord !== undefined && isRedacted(secretWord.text);
  return { kind: 'secret', type, ids, digest, ...(redacted ? { redacted: true } : {}), src: draft.source(line, last) };
}

/**
 * Whether a word in front of a secret can be a name: on the first line, and not the key of a setting, as in
 * `password="..." : PSK`. What stands there is shown, so a line that is not surely an entry is not taken for one.
 */
function isName({ text, quoted, continued }: Word): boolean {
  return !continued && !text.includes('\n') && (quoted || !text.endsWith('='));
}

/** Words divided by blanks; quotes of both kinds keep blanks; a `#` behind a blank begins a comment to the line's end. */
function split(text: string): readonly Word[] {
  const words: Word[] = [];
  const firstEnd = text.indexOf('\n') < 0 ? text.length : text.indexOf('\n');
  let at = 0;
  while (at < text.length && words.length < 5000) {
    const char = text.charAt(at);
    const continued = at > firstEnd;
    if (/\s/.test(char)) {
      at++;
    } else if (char === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (char === '"' || char === "'") {
      const end = text.indexOf(char, at + 1);
      const stop = end < 0 ? text.length : end;
      words.push({ text: text.slice(at + 1, stop), quoted: true, continued });
      at = stop + 1;
    } else {
      let end = at;
      while (end < text.length && !/[\s"']/.test(text.charAt(end))) end++;
      words.push({ text: text.slice(at, end), quoted: false, continued });
      at = end;
    }
  }
  return words;
}

/** Reader of ipsec.secrets. */
export const ipsecSecrets: TextFormat = {
  format: 'ipsec-secrets',
  sniff(head, name) {
    let entries = 0;
    let others = 0;
    for (const line of head) {
      const text = line.slice(0, 1000);
      if (/^(?:#|[ \t}]|include[ \t]|$)/.test(text) && !/^[ \t]*:/.test(text)) continue;
      if (secretEntry(text)) entries++;
      else others++;
    }
    // Logs tell of keys in similar words: most lines have to be entries.
    if (entries === 0 || others > entries) return 0;
    return Math.min(60 * entries + (name.includes('secrets') ? 10 : 0), 95);
  },
  open: collectingReader('ipsec-secrets', parse),
};

/** `[ids] : TYPE value` with a type word and something behind it. */
function secretEntry(text: string): boolean {
  const words = split(text);
  const at = words.findIndex((word) => !word.quoted && (word.text.endsWith(':') || word.text.startsWith(':')));
  if (at < 0) return false;
  const joined = words[at]?.text ?? '';
  const type = joined.startsWith(':') && joined.length > 1 ? joined.slice(1) : (words[at + 1]?.text ?? '');
  if (type !== type.toUpperCase() || types[type] === undefined) return false;
  return words.length > at + 1;
}
