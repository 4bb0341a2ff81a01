import { catalogueVersion, toolVersion } from '../version.ts';
import { formatMessage } from './message.ts';
import { type Diagnosis, documentSchema, type LadderMessage, type MessageArgs, type MessageRef } from './types.ts';

/** A small complete result, as tests of the faces need it: a pre-shared key mismatch seen from both ends. */

const say = (id: string, args: MessageArgs = {}): string => formatMessage('en', id, args);
const ref = (id: string, args: MessageArgs = {}): MessageRef => ({ id, args });

const message = (
  step: string,
  from: 'a' | 'b',
  sources: readonly string[],
  at: string,
  more: Partial<LadderMessage> = {},
): LadderMessage => ({
  step,
  from,
  to: from === 'a' ? 'b' : 'a',
  copies: 1,
  sentByLog: 'yes',
  seenLeaving: 'yes',
  seenArriving: 'yes',
  receivedByLog: 'yes',
  processed: 'yes',
  answered: 'yes',
  sources,
  at,
  partial: null,
  ...more,
});

const cause = 'auth.psk-mismatch';
const summaryArgs = { a: 'a', b: 'b', title: `@${cause}.title`, confidence: '@confidence.certain' };
const at = (seconds: string): string => `2026-03-02T08:02:${seconds}Z`;

export const exampleDiagnosis: Diagnosis = {
  schema: documentSchema,
  tool: { name: 'ipsec-doctor', version: toolVersion },
  lang: 'en',
  catalogue: catalogueVersion,
  verdict: 'failing',
  assurance: 'both-ends',
  summary: say('summary.failing', summaryArgs),
  message: ref('summary.failing', summaryArgs),
  findings: [
    {
      ref: 'f1',
      id: cause,
      role: 'cause',
      confidence: 'certain',
      severity: 'high',
      title: say(`${cause}.title`),
      explanation: say(`${cause}.explanation`),
      message: ref(cause),
      scope: { hosts: ['a', 'b'], pair: 'p1', incident: 'i1', negotiations: ['n1'], direction: 'a->b' },
      explains: [],
      evidence: [
        {
          source: 's1',
          class: 'statement',
          time: '2026-03-02 09:02:05',
          at: at('05.000000000'),
          partial: null,
          quote: "09[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched",
        },
        {
          source: 's2',
          class: 'authenticated-notify',
          time: null,
          at: at('05.001000000'),
          partial: null,
          quote: '10.0.2.1.4500 > 10.0.1.1.4500 IKEv2 IKE_AUTH response \u001b[31m[SK]',
        },
      ],
      against: [],
      details: { localId: 'b.example', remoteId: 'a.example', keysCompared: false },
      nextSteps: [
        {
          tier: 1,
          host: null,
          text: say(`${cause}.step.ask-keys`),
          message: ref(`${cause}.step.ask-keys`),
          command: null,
          privilege: 'user',
          risk: 'none',
        },
        {
          tier: 2,
          host: 'b',
          text: say(`${cause}.step.reload`),
          message: ref(`${cause}.step.reload`),
          command: { shell: 'sh', template: 'swanctl --load-creds', args: [], text: 'swanctl --load-creds' },
          privilege: 'admin',
          risk: 'disrupts',
        },
      ],
      references: ['RFC 7296 2.15'],
    },
  ],
  rivals: [
    {
      of: 'f1',
      id: 'auth.identity-mismatch',
      separatedBy: 'the identities of both configurations',
      message: ref('fixture.unknown'),
    },
  ],
  considered: [{ id: 'path.ike-blocked', incident: 'i1', result: 'excluded', by: ['s2'], missing: null }],
  missingEvidence: [
    {
      host: 'b',
      for: ['f1'],
      what: say('missing.secrets', { host: 'b' }),
      why: say('missing.secrets.why'),
      message: { what: ref('missing.secrets', { host: 'b' }), why: ref('missing.secrets.why') },
      command: null,
    },
  ],
  hosts: [
    {
      label: 'a',
      observed: true,
      role: 'end',
      addresses: ['10.0.1.1'],
      product: 'strongSwan 5.9.8',
      coverage: [{ artifact: 'a1', from: at('00.000000000'), to: at('20.000000000'), live: true, note: null }],
    },
    { label: 'b', observed: true, role: 'end', addresses: ['10.0.2.1'], product: null, coverage: [] },
  ],
  clocks: [
    {
      id: 'c1',
      host: 'b',
      artifacts: ['a2'],
      offsetNs: '-3600000000000',
      errorNs: '5000000',
      basis: 'shared-exchange',
    },
  ],
  pairs: [{ id: 'p1', hosts: ['a', 'b'], verdict: 'failing' }],
  incidents: [
    {
      id: 'i1',
      pair: 'p1',
      breakPoint: {
        lastCommonStep: 'IKE_AUTH request',
        nextExpected: 'IKE_AUTH response',
        direction: 'b->a',
        manner: 'refused',
        decidedBy: 'b',
      },
      count: 3,
      first: at('05.000000000'),
      last: at('19.000000000'),
      partial: { first: null, last: null },
      healed: false,
      examples: ['n1'],
    },
  ],
  negotiations: [
    {
      id: 'n1',
      key: '0f0e0d0c',
      pair: 'p1',
      protocol: 'IKEv2',
      initiator: 'a',
      responder: 'b',
      initiatorSpi: '0011223344556677',
      responderSpi: '8899aabbccddeeff',
      ike: { outcome: 'failed', started: at('04.900000000'), ended: at('05.001000000') },
      children: [],
      views: {
        a: {
          state: 'failed',
          lastSent: 'IKE_AUTH request',
          lastReceived: 'IKE_AUTH response',
          reason: null,
          coverage: 'full',
        },
        b: {
          state: 'failed',
          lastSent: 'IKE_AUTH response',
          lastReceived: 'IKE_AUTH request',
          reason: null,
          coverage: 'full',
        },
      },
      messages: [
        message('IKE_SA_INIT request', 'a', ['s3'], at('04.900000000')),
        message('IKE_SA_INIT response', 'b', ['s3'], at('04.950000000'), { seenLeaving: 'unknown' }),
        message('IKE_AUTH request', 'a', ['s3'], at('04.990000000'), { copies: 2, processed: 'no' }),
        message('IKE_AUTH response', 'b', ['s2'], at('05.001000000'), {
          answered: 'unknown',
          processed: 'unknown',
          seenArriving: 'no',
          receivedByLog: 'no',
        }),
      ],
    },
  ],
  securityAssociations: [],
  timeline: [],
  sources: [
    { id: 's1', artifact: 'a2', at: [{ line: 5 }] },
    { id: 's2', artifact: 'a1', at: [{ packet: 4 }] },
    { id: 's3', artifact: 'a1', at: [{ packet: 1 }] },
  ],
  artifacts: [
    {
      id: 'a1',
      path: 'a/capture.pcap',
      parent: null,
      format: 'pcap',
      host: 'a',
      status: 'read',
      note: null,
      message: null,
      faults: [],
      records: 4,
      bytes: 2048,
      sha256: '0'.repeat(64),
      clock: null,
      window: { from: at('00.000000000'), to: at('20.000000000') },
    },
    {
      id: 'a2',
      path: 'b/charon.log',
      parent: null,
      format: 'charon-log',
      host: 'b',
      status: 'partial',
      note: say('ingest.ends-early'),
      message: ref('ingest.ends-early'),
      faults: [{ line: 31, packet: null, reason: 'cut in the middle of a line' }],
      records: 31,
      bytes: 4096,
      sha256: 'f'.repeat(64),
      clock: 'c1',
      window: null,
    },
  ],
  limits: [{ what: 'negotiations', cap: 1, seen: 3, kept: 1 }],
  totals: { packets: 4, lines: 31 },
};
