import { shortNotifies } from '../knowledge/short-notifies.ts';
import type { StepNotify } from './types.ts';

const errorNames = new Set(
  Object.values(shortNotifies)
    .filter((name) => name !== 'COOKIE')
    .concat(
      'PAYLOAD_MALFORMED',
      'INVALID_KEY_INFORMATION',
      'ATTRIBUTES_NOT_SUPPORTED',
      'INVALID_FLAGS',
      'INVALID_PAYLOAD_TYPE',
      'UNEQUAL_PAYLOAD_LENGTHS',
      'CHILD_SA_NOT_FOUND',
      'UNACCEPTABLE_ADDRESSES',
    ),
);

/** RFC spelling (underscores, upper case) of a notify name as any source writes it. */
export function notifyName(name: string): string {
  const bare = name
    .trim()
    .toUpperCase()
    .replaceAll('-', '_')
    .replace(/^V2N_/, '')
    .replace(/_NOTIFY$/, '');
  return shortNotifies[bare] ?? bare;
}

/** Whether a notify name is an error type (RFC 7296 3.10.1: below 16384). */
export function isErrorNotify(name: string): boolean {
  return errorNames.has(notifyName(name));
}

/** The notifies among payload abbreviations of a log line: `N(AUTH_FAILED)`. */
export function notifiesOf(payloads: readonly string[], encrypted: boolean): StepNotify[] {
  const found: StepNotify[] = [];
  for (const payload of payloads) {
    if (!payload.startsWith('N(') || !payload.endsWith(')')) continue;
    const name = notifyName(payload.slice(2, -1));
    found.push({ name, error: errorNames.has(name), encrypted });
  }
  return found;
}
