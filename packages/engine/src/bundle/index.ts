export { redactionKeyLength } from './keyed.ts';
export { type LeftOut, type Member, membersOf } from './members.ts';
export {
  redact,
  type Redacted,
  type RedactedFile,
  type RedactOptions,
  type RedactReport,
  type RedactSink,
} from './redact.ts';
export { type Audience, type Counted, Redaction } from './redaction.ts';
export { guardedFacts } from './guarded.ts';
export { ZipWriter } from './zip-write.ts';
export { countTexts, leftOutTexts, redactTexts } from './texts.ts';
