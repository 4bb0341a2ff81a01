/** A call as a small file: who, what, by which charts, what was answered on which proof, and how it ended (T1-03, T1-04, C01, C05). */
import * as z from 'zod';
import { guardedKinds, type GuardedKind } from './guard.ts';
import { escalationItems, type EscalationItem, escalationTargets, type EscalationTarget } from './escalation.ts';
import { readJson, shapeFaults, type TriageFault } from './read-json.ts';
import {
  type CallClass,
  callClasses,
  callFamilies,
  type CallFamily,
  type CallScope,
  callScopes,
  callSeverities,
  type CallSeverity,
  exitStatuses,
  type ExitStatus,
  keysOf,
} from './taxonomy.ts';
import type { Text, Tier } from './types.ts';

/** A proof as a call keeps it. */
export interface CallProof {
  readonly path: string;
  readonly format: string;
  readonly line: number | null;
  /** Null: it shows a guarded fact and was withheld. */
  readonly quote: string | null;
  readonly because: Text;
  readonly confirmed: boolean;
  readonly guarded: GuardedKind | null;
}

export interface CallAnswer {
  readonly chart: string;
  readonly state: string;
  readonly answer: string;
  readonly by: 'person' | 'evidence';
  readonly proof: readonly CallProof[];
}

export interface Call {
  readonly schema: 'ipsec-doctor/call@1';
  /** As whoever opened it wrote it; nothing is taken from the clock. */
  readonly number: string | null;
  readonly opened: string | null;
  readonly caller: {
    readonly name: string | null;
    readonly contact: string | null;
    readonly computer: string | null;
    readonly addresses: readonly string[];
  };
  readonly target: {
    readonly computer: string | null;
    readonly addresses: readonly string[];
    /** Whether it is in server isolation, where the help desk knows (T1-14). */
    readonly serverIsolation: boolean | null;
  };
  /** What the caller said. */
  readonly words: string | null;
  readonly class: CallClass | null;
  readonly family: CallFamily | null;
  readonly scope: { readonly who: CallScope | null; readonly count: number | null; readonly where: string | null };
  readonly severity: CallSeverity | null;
  /** Charts that were used, each with its version and the digest of what it held. */
  readonly charts: readonly { readonly id: string; readonly version: string; readonly sha256: string }[];
  readonly answers: readonly CallAnswer[];
  readonly evidence: readonly { readonly path: string; readonly format: string | null }[];
  /** Findings of the charts that were passed; they go along to the next tier. */
  readonly findings: readonly { readonly chart: string; readonly state: string; readonly say: Text }[];
  readonly exit: {
    readonly chart: string;
    readonly state: string;
    readonly status: ExitStatus;
    readonly ipsec: boolean | null;
  } | null;
  readonly escalation: {
    readonly to: EscalationTarget;
    readonly items: readonly { readonly item: EscalationItem; readonly values: readonly string[] }[];
  } | null;
  /** What the guard noticed in the caller's words. */
  readonly alarms: readonly {
    readonly id: string;
    readonly kind: GuardedKind | null;
    readonly action: 'deny' | 'verify';
  }[];
}

/** Answers that a call keeps. */
export const maxAnswers = 1000;

/** A call before anything is known. */
export const emptyCall: Call = {
  schema: 'ipsec-doctor/call@1',
  number: null,
  opened: null,
  caller: { name: null, contact: null, computer: null, addresses: [] },
  target: { computer: null, addresses: [], serverIsolation: null },
  words: null,
  class: null,
  family: null,
  scope: { who: null, count: null, where: null },
  severity: null,
  charts: [],
  answers: [],
  evidence: [],
  findings: [],
  exit: null,
  escalation: null,
  alarms: [],
};

const short = z.string().max(300);
const maybe = short.nullable();
const list = <T extends z.ZodType>(item: T, most: number): z.ZodArray<T> => z.array(item).max(most);
const kind = z.enum(keysOf(guardedKinds)).nullable();
const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/);
const words = z.strictObject({ en: z.string().max(2000), ko: z.string().max(2000) });

const proof = z.strictObject({
  path: short,
  format: short,
  line: z.int().nonnegative().nullable(),
  quote: maybe,
  because: words,
  confirmed: z.boolean(),
  guarded: kind,
});

const schema = z.strictObject({
  schema: z.literal('ipsec-doctor/call@1'),
  number: maybe,
  opened: maybe,
  caller: z.strictObject({ name: maybe, contact: maybe, computer: maybe, addresses: list(short, 20) }),
  target: z.strictObject({ computer: maybe, addresses: list(short, 20), serverIsolation: z.boolean().nullable() }),
  words: z.string().max(4000).nullable(),
  class: z.enum(keysOf(callClasses)).nullable(),
  family: z.enum(keysOf(callFamilies)).nullable(),
  scope: z.strictObject({
    who: z.enum(keysOf(callScopes)).nullable(),
    count: z.int().nonnegative().max(10_000_000).nullable(),
    where: maybe,
  }),
  severity: z.enum(keysOf(callSeverities)).nullable(),
  charts: list(
    z.strictObject({ id: name, version: z.string().max(40), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    200,
  ),
  answers: list(
    z.strictObject({
      chart: name,
      state: name,
      answer: name,
      by: z.enum(['person', 'evidence']),
      proof: list(proof, 20),
    }),
    maxAnswers,
  ),
  evidence: list(z.strictObject({ path: short, format: maybe }), 1000),
  findings: list(z.strictObject({ chart: name, state: name, say: words }), 100),
  exit: z
    .strictObject({ chart: name, state: name, status: z.enum(keysOf(exitStatuses)), ipsec: z.boolean().nullable() })
    .nullable(),
  escalation: z
    .strictObject({
      to: z.enum(keysOf(escalationTargets)),
      items: list(z.strictObject({ item: z.enum(keysOf(escalationItems)), values: list(short, 1000) }), 50),
    })
    .nullable(),
  alarms: list(z.strictObject({ id: short, kind, action: z.enum(['deny', 'verify']) }), 100),
});

/** What a call's file holds, or what is wrong with it. Never throws. */
export function readCall(json: string): { readonly call: Call | null; readonly faults: readonly TriageFault[] } {
  const read = readJson(json);
  if ('fault' in read) return { call: null, faults: [read.fault] };
  const parsed = schema.safeParse(read.value);
  return parsed.success ? { call: parsed.data, faults: [] } : { call: null, faults: shapeFaults(parsed.error) };
}

/** The file of a call: its keys in their order, one line end at the end. */
export function writeCall(call: Call): string {
  return `${JSON.stringify(call, null, 1)}\n`;
}

/** A call as a tier may see it: below tier 2, lines that show guarded facts are not in it (SOC-02 to SOC-08). */
export function callFor(tier: Tier, call: Call): Call {
  if (tier >= 2) return call;
  const answers = call.answers.map((answer) => ({
    ...answer,
    proof: answer.proof.map((one) => (one.guarded === null ? one : { ...one, quote: null })),
  }));
  return { ...call, answers };
}
