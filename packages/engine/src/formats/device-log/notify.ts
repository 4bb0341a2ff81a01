import type { Here } from './types.ts';

/** Notify names as Cisco writes them → RFC spelling. */
const names: Readonly<Record<string, string>> = {
  PROPOSAL_NOT_CHOSEN: 'NO_PROPOSAL_CHOSEN',
  NO_PROPOSAL_CHOSEN: 'NO_PROPOSAL_CHOSEN',
  INVALID_ID_INFO: 'INVALID_ID_INFORMATION',
  INVALID_HASH_INFO: 'INVALID_HASH_INFORMATION',
  INVALID_CERT: 'INVALID_CERTIFICATE',
  INVALID_KEY_INFO: 'INVALID_KEY_INFORMATION',
  AUTH_FAILED: 'AUTHENTICATION_FAILED',
};

/** Names that are errors in IKEv1 (RFC 2408 3.14.1). */
const errors =
  /^(?:NO_PROPOSAL_CHOSEN|INVALID_|PAYLOAD_MALFORMED|AUTHENTICATION_FAILED|ATTRIBUTES_NOT_SUPPORTED|BAD_PROPOSAL_SYNTAX|SITUATION_NOT_SUPPORTED|DOI_NOT_SUPPORTED|UNEQUAL_PAYLOAD_LENGTHS|ADDRESS_NOTIFICATION|CERTIFICATE_UNAVAILABLE|UNSUPPORTED_|TS_UNACCEPTABLE|INTERNAL_ADDRESS_FAILURE|FAILED_CP_REQUIRED|CHILD_SA_NOT_FOUND)/;

/** RFC spelling of a notify a device names: `No proposal chosen (14)` and `INVALID-ID-INFORMATION` too. */
export function notifyWord(text: string): string {
  const bare = text
    .replace(/\([0-9]{1,6}\)/, '')
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, '_');
  return names[bare] ?? bare;
}

/** Whether a notify in RFC spelling reports an error. */
export function isError(name: string): boolean {
  return errors.test(name);
}

/** Fills the arguments of notify.sent and notify.received. */
export function notifyArgs(here: Here, encrypted: boolean | null = here.attempt.established ? true : null): void {
  const name = notifyWord(String(here.args['notify'] ?? ''));
  here.args['notify'] = name;
  here.args['error'] = isError(name);
  here.args['encrypted'] = encrypted;
  if (!isError(name) && name !== 'INITIAL_CONTACT') here.code = null;
}
