import type { CaseView, Fact, Json } from './api.ts';
import { argOrNull, firstArg } from './by-statement.ts';

/** What every finding about a certificate tells of it: arguments of the text, and details with who checked it. */
export const certificateWords = {
  args: (_: CaseView, facts: readonly Fact[]): Record<string, string> => ({
    subject: firstArg(facts, 'subject'),
    issuer: firstArg(facts, 'issuer'),
    notBefore: firstArg(facts, 'notBefore'),
    notAfter: firstArg(facts, 'notAfter'),
  }),
  details: (_: CaseView, facts: readonly Fact[]): Record<string, Json> => ({
    subject: argOrNull(facts, 'subject'),
    issuer: argOrNull(facts, 'issuer'),
    notBefore: argOrNull(facts, 'notBefore'),
    notAfter: argOrNull(facts, 'notAfter'),
    what: argOrNull(facts, 'what'),
    checkedBy: facts[0]?.host ?? null,
  }),
} as const;

/** What a check of the time says is true by one clock: which end of the validity, or whose clock, others have to tell. */
export const timeWords = ['auth.certificate-expired', 'auth.certificate-not-yet-valid', 'host.clock'] as const;

/** An issuer that is not at hand is a root this end does not have, or a link the peer did not send. */
export const issuerWords = ['auth.certificate-untrusted', 'auth.certificate-chain-incomplete'] as const;
