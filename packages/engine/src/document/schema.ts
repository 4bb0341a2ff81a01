import * as z from 'zod';
import { type Diagnosis, documentSchema } from './types.ts';

/**
 * The shape of the document for checking what comes from outside: a saved result, a test. Keys it does not know are kept.
 * Loaded on demand only (zod takes some 30 ms to load).
 */

const text = z.string();
const maybe = z.string().nullable();
const json = z.json();
const list = <T extends z.ZodType>(item: T): z.ZodArray<T> => z.array(item);
const tri = z.enum(['yes', 'no', 'unknown']);
const verdict = z.enum(['healthy', 'failing', 'degraded', 'inconclusive', 'no-ipsec']);
const count = z.number().int().nonnegative();

const messageRef = z.looseObject({
  id: text,
  args: z.record(text, z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
});

const command = z.looseObject({
  shell: z.enum(['sh', 'powershell', 'cmd']),
  template: text,
  args: list(text),
  text,
});

const evidence = z.looseObject({
  source: text,
  class: z.enum([
    'statement',
    'configuration',
    'packet',
    'authenticated-notify',
    'clear-testimony',
    'absence',
    'shape',
  ]),
  time: maybe,
  at: maybe,
  partial: maybe,
  quote: text,
});

const finding = z.looseObject({
  ref: text,
  id: text,
  role: z.enum(['cause', 'contributing', 'symptom', 'note', 'history']),
  confidence: z.enum(['certain', 'likely', 'possible']),
  severity: z.enum(['critical', 'high', 'medium', 'low', 'info']),
  title: text,
  explanation: text,
  message: messageRef,
  scope: z.looseObject({
    hosts: list(text),
    pair: maybe,
    incident: maybe,
    negotiations: list(text),
    direction: maybe,
  }),
  explains: list(text),
  evidence: list(evidence),
  against: list(evidence),
  details: z.record(text, json),
  nextSteps: list(
    z.looseObject({
      tier: count,
      host: maybe,
      text,
      message: messageRef,
      command: command.nullable(),
      // Results saved before this key came in have none of it; so below.
      alternatives: list(command).default([]),
      privilege: z.enum(['user', 'admin']),
      risk: z.enum(['none', 'reads', 'disrupts']),
    }),
  ),
  references: list(text),
});

const fix = z.looseObject({
  of: text,
  host: text,
  connection: text,
  edits: list(
    z.looseObject({ artifact: text, line: count, before: maybe, after: text, section: text, masked: z.boolean() }),
  ),
  weakens: z.boolean(),
  text,
  message: messageRef,
});

const negotiationEnd = z.looseObject({ addresses: list(text), vendors: list(text) });
const unknownEnd = { addresses: [], vendors: [] };

const negotiation = z.looseObject({
  id: text,
  key: text,
  pair: text,
  protocol: z.enum(['IKEv1', 'IKEv2', 'AuthIP']),
  protocolTold: z.boolean().default(true),
  initiator: maybe,
  responder: maybe,
  initiatorSpi: maybe,
  responderSpi: maybe,
  // Results saved before this key came in have none of it.
  ends: z
    .looseObject({ initiator: negotiationEnd, responder: negotiationEnd })
    .default({ initiator: unknownEnd, responder: unknownEnd }),
  ike: z.looseObject({
    outcome: z.enum(['established', 'failed', 'timed-out', 'incomplete']),
    started: maybe,
    ended: maybe,
  }),
  children: list(
    z.looseObject({
      outcome: z.enum(['established', 'failed', 'timed-out', 'incomplete', 'unknown']),
      spis: list(text),
      selectors: z.record(text, json),
      why: maybe,
    }),
  ),
  views: z.record(
    text,
    z.looseObject({
      state: text,
      lastSent: maybe,
      lastReceived: maybe,
      reason: maybe,
      coverage: z.enum(['full', 'partial', 'none']),
    }),
  ),
  messages: list(
    z.looseObject({
      step: text,
      from: text,
      to: text,
      copies: count,
      sentByLog: tri,
      seenLeaving: tri,
      seenArriving: tri,
      receivedByLog: tri,
      processed: tri,
      answered: tri,
      // Results saved before these keys came in have none of them.
      bytes: count.nullable().default(null),
      ipFragments: count.default(1),
      ports: z.looseObject({ from: count.nullable(), to: count.nullable() }).default({ from: null, to: null }),
      payloads: list(text).default([]),
      offers: list(text).default([]),
      sources: list(text),
      at: maybe,
      partial: maybe,
    }),
  ),
});

const step = z.union([
  z.strictObject({ member: text }),
  z.strictObject({ record: count }),
  z.strictObject({ line: count }),
  z.strictObject({ packet: count }),
  z.strictObject({ field: text }),
  z.strictObject({ layer: text }),
  z.strictObject({ bytes: z.tuple([count, count]) }),
  z.strictObject({ path: text }),
]);

/** The schema of `ipsec-doctor/diagnosis@1`. */
export const diagnosisSchema = z.looseObject({
  schema: z.literal(documentSchema),
  tool: z.looseObject({ name: z.literal('ipsec-doctor'), version: text }),
  lang: z.enum(['en', 'ko']),
  catalogue: text,
  verdict,
  assurance: z.enum(['both-ends', 'one-end', 'partial']),
  summary: text,
  message: messageRef,
  findings: list(finding),
  // Results saved before this key came in have none of it.
  fixes: list(fix).default([]),
  rivals: list(z.looseObject({ of: text, id: text, separatedBy: text, message: messageRef })),
  considered: list(
    z.looseObject({
      id: text,
      incident: maybe,
      result: z.enum(['excluded', 'cannot-tell']),
      by: list(text),
      missing: maybe,
    }),
  ),
  missingEvidence: list(
    z.looseObject({
      host: maybe,
      for: list(text),
      what: text,
      why: text,
      message: z.looseObject({ what: messageRef, why: messageRef }),
      command: command.nullable(),
      alternatives: list(command).default([]),
    }),
  ),
  hosts: list(
    z.looseObject({
      label: text,
      observed: z.boolean(),
      role: z.enum(['end', 'middlebox', 'unknown']),
      addresses: list(text),
      assumedAddresses: list(text).default([]),
      product: maybe,
      platform: maybe.default(null),
      coverage: list(z.looseObject({ artifact: text, from: maybe, to: maybe, live: z.boolean(), note: maybe })),
    }),
  ),
  clocks: list(
    z.looseObject({
      id: text,
      host: maybe,
      artifacts: list(text),
      offsetNs: maybe,
      errorNs: maybe,
      basis: text,
      tells: maybe.default(null),
    }),
  ),
  pairs: list(z.looseObject({ id: text, hosts: list(text), verdict })),
  incidents: list(
    z.looseObject({
      id: text,
      pair: text,
      breakPoint: z.looseObject({
        lastCommonStep: maybe,
        nextExpected: maybe,
        direction: maybe,
        manner: z.enum(['refused', 'silent', 'icmp', 'undecryptable', 'aborted-locally', 'none']),
        decidedBy: text,
      }),
      count,
      first: maybe,
      last: maybe,
      partial: z.looseObject({ first: maybe, last: maybe }),
      local: z.boolean().default(false),
      healed: z.boolean(),
      examples: list(text),
    }),
  ),
  negotiations: list(negotiation),
  securityAssociations: list(
    z.looseObject({
      spi: z.string().regex(/^[0-9a-f]{8}$/),
      protocol: z.enum(['ESP', 'AH']),
      from: maybe,
      to: maybe,
      encapsulation: z.enum(['none', 'udp', 'tcp']),
      mode: z.enum(['transport', 'tunnel']).nullable(),
      kind: z.enum(['hard', 'soft']),
      selectors: json,
      counters: z.record(text, z.string().regex(/^\d+$/)),
      events: list(json),
    }),
  ),
  timeline: list(z.looseObject({ at: maybe, host: maybe, text, message: messageRef, count, sources: list(text) })),
  sources: list(z.looseObject({ id: text, artifact: text, at: list(step) })),
  artifacts: list(
    z.looseObject({
      id: text,
      path: text,
      parent: maybe,
      format: text,
      host: maybe,
      status: z.enum(['read', 'partial', 'unsupported', 'corrupt']),
      note: maybe,
      message: messageRef.nullable(),
      faults: list(z.looseObject({ line: count.nullable(), packet: count.nullable(), reason: text })),
      records: count,
      bytes: count,
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .nullable(),
      clock: maybe,
      window: z.looseObject({ from: text, to: text }).nullable(),
    }),
  ),
  limits: list(z.looseObject({ what: text, cap: z.number(), seen: z.number(), kept: z.number() })),
  verification: z
    .array(
      z.looseObject({
        cause: text,
        hosts: list(text),
        result: z.enum(['gone', 'still-there', 'not-shown']),
        text,
        message: messageRef,
      }),
    )
    .nullable()
    .default(null),
  baseline: z
    .looseObject({
      verdict,
      negotiation: maybe,
      goodKey: maybe,
      alike: count,
      divergence: z
        .looseObject({
          kind: z.enum([
            'offer',
            'payloads',
            'notify',
            'step',
            'missing',
            'not-arrived',
            'port',
            'fragments',
            'repeated',
          ]),
          step: text,
          good: text,
          bad: text,
          text,
          message: messageRef,
          sources: list(text),
        })
        .nullable(),
      text,
      message: messageRef,
    })
    .nullable()
    .default(null),
  totals: z.record(text, z.number()),
});

/** The saved result, or where it departs from the contract. */
export type ParsedDiagnosis =
  | { readonly ok: true; readonly doc: Diagnosis }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Checks a value against the contract's shape. */
export function parseDiagnosis(value: unknown): ParsedDiagnosis {
  const result = diagnosisSchema.safeParse(value);
  if (result.success) return { ok: true, doc: result.data };
  return {
    ok: false,
    problems: result.error.issues.slice(0, 20).map(({ path, message }) => `${path.map(String).join('.')}: ${message}`),
  };
}

/** References inside the document that lead nowhere: sources, artifacts, pairs, incidents, negotiations, findings, clocks, hosts. */
export function danglingReferences(doc: Diagnosis): string[] {
  const ids = (items: readonly { readonly id: string }[]): Set<string> => new Set(items.map((item) => item.id));
  const sources = ids(doc.sources);
  const artifacts = ids(doc.artifacts);
  const pairs = ids(doc.pairs);
  const incidents = ids(doc.incidents);
  const negotiations = ids(doc.negotiations);
  const clocks = ids(doc.clocks);
  const refs = new Set(doc.findings.map((item) => item.ref));
  const hosts = new Set(doc.hosts.map((host) => host.label));
  const problems: string[] = [];
  const need = (known: ReadonlySet<string>, id: string | null, where: string): void => {
    if (id !== null && !known.has(id)) problems.push(`${where}: ${id}`);
  };
  for (const item of doc.findings) {
    for (const proof of [...item.evidence, ...item.against]) need(sources, proof.source, `${item.ref} evidence`);
    for (const ref of item.explains) need(refs, ref, `${item.ref} explains`);
    for (const host of item.scope.hosts) need(hosts, host, `${item.ref} host`);
    need(pairs, item.scope.pair, `${item.ref} pair`);
    need(incidents, item.scope.incident, `${item.ref} incident`);
    for (const id of item.scope.negotiations) need(negotiations, id, `${item.ref} negotiation`);
  }
  for (const rival of doc.rivals) need(refs, rival.of, 'rival of');
  for (const item of doc.fixes) need(refs, item.of, 'fix of');
  for (const item of doc.considered) {
    need(incidents, item.incident, `considered ${item.id} incident`);
    for (const id of item.by) need(sources, id, `considered ${item.id}`);
  }
  for (const source of doc.sources) need(artifacts, source.artifact, source.id);
  for (const artifact of doc.artifacts) {
    need(artifacts, artifact.parent, `${artifact.id} parent`);
    need(clocks, artifact.clock, `${artifact.id} clock`);
  }
  for (const pair of doc.pairs) for (const host of pair.hosts) need(hosts, host, `${pair.id} host`);
  for (const incident of doc.incidents) {
    need(pairs, incident.pair, `${incident.id} pair`);
    for (const id of incident.examples) need(negotiations, id, `${incident.id} example`);
  }
  for (const item of doc.negotiations)
    for (const message of item.messages) for (const id of message.sources) need(sources, id, `${item.id} message`);
  return problems;
}
