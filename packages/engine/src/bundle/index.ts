export { redactionKeyLength } from './keyed.ts';
export { type LeftOut, type Member, membersOf } from './members.ts';
export {
  derivedNames,
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
export { type Packed, packed, SecretsOut } from './secrets-out.ts';
export { countTexts, createTexts, leftOutTexts, redactTexts } from './texts.ts';
export { type BundleCheck, checkBundle, type CheckedItem, type ItemState } from './check.ts';
export { type CollectionFacts, collectionFacts, serversIn } from './collections.ts';
export { drawDiagram, type NamedServer } from './diagram.ts';
export { writeQuestions } from './questions.ts';
export { type Requirement, requirements } from './requirements.ts';
