/** Charts given as JSON: shape, then sense. A chart with a fault is not used. */
import * as z from 'zod';
import { guardedKinds } from './guard.ts';
import { escalationItems, escalationTargets } from './escalation.ts';
import { readJson, shapeFaults, type TriageFault } from './read-json.ts';
import { callClasses, callFamilies, exitStatuses, keysOf } from './taxonomy.ts';
import type { Chart } from './types.ts';
import { chartFaults } from './validate.ts';

const long = 2000;
const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/);
const word = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,39}$/);
// A language that is missing is a fault of its own, see `chartFaults`.
const text = z.strictObject({ en: z.string().max(long).optional(), ko: z.string().max(long).optional() });
const phrase = z.string().min(1).max(200);
const few = <T extends z.ZodType>(item: T): z.ZodArray<T> => z.array(item).max(50);
const subject = z.enum(['caller', 'target', 'test-server', 'anything']);
const platform = z.enum(['linux', 'windows', 'windows-before-vista', 'windows-2003', 'windows-xp', 'windows-2000']);

const match = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('probe'),
    tools: few(z.enum(['ping', 'trace', 'path', 'lookup', 'port', 'share', 'names'])).min(1),
    of: subject,
    outcomes: few(z.enum(['answered', 'partly', 'silent', 'unreachable', 'unresolved', 'refused'])).optional(),
    codes: few(z.int().nonnegative()).optional(),
    resolved: z.boolean().optional(),
    held: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('fact'),
    name: phrase,
    of: subject,
    // Empty: an output tells the fact, and not of what.
    values: few(z.string().max(200)).optional(),
    begins: few(phrase).optional(),
  }),
  z.strictObject({ kind: z.literal('connection'), of: subject }),
  z.strictObject({ kind: z.literal('address'), of: subject, begins: few(phrase).min(1) }),
  z.strictObject({
    kind: z.literal('ike-sa'),
    of: subject,
    states: few(z.enum(['established', 'connecting', 'deleting', 'other'])).min(1),
  }),
  z.strictObject({
    kind: z.literal('child-sa'),
    of: subject,
    from: z.enum(['daemon', 'kernel']).optional(),
    installed: z.boolean().optional(),
    in: z.enum(['none', 'some']).optional(),
    out: z.enum(['none', 'some']).optional(),
  }),
  z.strictObject({
    kind: z.literal('listing'),
    of: z.enum([
      'connections',
      'sas',
      'addresses',
      'routes',
      'kernel-policies',
      'kernel-states',
      'secrets',
      'certificates',
    ]),
    empty: z.boolean(),
  }),
]);

const transition = z.strictObject({
  to: name,
  atMost: z.int().min(1).max(20).optional(),
  after: name.optional(),
});
const common = { say: text, sources: few(phrase), box: name.optional() };
const work = {
  by: z.enum(['caller', 'helpdesk', 'administrator']).optional(),
  run: z.partialRecord(platform, z.string().min(1).max(400)).optional(),
  reveals: z.enum(keysOf(guardedKinds)).optional(),
};
const callClass = z.enum(keysOf(callClasses)).nullable();

const state = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ask'),
    ...common,
    ...work,
    how: text,
    labels: z.record(word, text).optional(),
    on: z.record(word, few(transition).min(1)),
    read: few(z.strictObject({ match, answer: word, because: text, fresh: z.boolean().optional() })).optional(),
    prefer: word.optional(),
  }),
  z.strictObject({ kind: z.literal('do'), ...common, ...work, next: name }),
  z.strictObject({ kind: z.literal('finding'), ...common, next: name }),
  z.strictObject({ kind: z.literal('link'), ...common, chart: name, class: callClass }),
  z.strictObject({
    kind: z.literal('exit'),
    ...common,
    status: z.enum(keysOf(exitStatuses)),
    class: callClass,
    family: z.enum(keysOf(callFamilies)).nullable(),
    ipsec: z.boolean().nullable(),
    escalate: z
      .strictObject({
        to: z.enum(keysOf(escalationTargets)),
        serverIsolation: z.enum(keysOf(escalationTargets)).optional(),
        items: few(z.enum(keysOf(escalationItems))).min(1),
      })
      .nullable(),
  }),
]);

const version = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.+-]{0,39}$/);
const chart = z.strictObject({
  schema: z.literal('ipsec-doctor/chart@1'),
  id: name,
  version,
  history: few(z.strictObject({ version, change: text })).min(1),
  tier: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  title: text,
  assumes: text,
  caution: text.optional(),
  sources: few(phrase),
  start: name,
  states: z.record(name, state),
});

const maxStates = 400;

/** What a chart's text held: the chart, or why it is refused. Never throws. */
export function readChart(json: string): { readonly chart: Chart | null; readonly faults: readonly TriageFault[] } {
  const read = readJson(json);
  if ('fault' in read) return { chart: null, faults: [read.fault] };
  const parsed = chart.safeParse(read.value);
  if (!parsed.success) return { chart: null, faults: shapeFaults(parsed.error) };
  const states = Object.keys(parsed.data.states).length;
  if (states > maxStates) return { chart: null, faults: [{ code: 'too-much', at: 'states', about: String(states) }] };
  // Texts may still lack a language here, which is what chartFaults looks for first.
  const found = parsed.data as Chart;
  const faults = chartFaults(found);
  return { chart: faults.length === 0 ? found : null, faults };
}
