import type { KernelPolicyState, Source } from '../../observations/index.ts';
import {
  defineCause,
  fromSource,
  type CaseView,
  type ClearView,
  type End,
  type Evidence,
  type Opinion,
} from '../api.ts';
import { fatalDifferences } from '../differences.ts';
import { judgeDrops } from '../driver-drops.ts';
import { translation } from '../host-filter.ts';
import { policiesOf, rulingPolicy, selectorsCover } from '../kernel-policies.ts';
import { stories, xfrmCounter } from '../traffic.ts';

/** Counters of packets that came outside of the SA their policy asks for. */
const counters = ['XfrmInTmplMismatch', 'XfrmInNoPols'] as const;

/** One side sends in clear what the other expects inside an SA, and nothing narrower tells why. */
export default defineCause({
  id: 'policy.clear-when-protected',
  severity: 'high',
  references: ['LOSS-16', 'LOSS-17', 'LOSS-18', 'RFC 4301 5.2'],
  mistakenFor: ['path.esp-blocked', 'sa.lookup-failed', 'host.nat-before-ipsec', 'policy.selector-mismatch'],
  explains: ['sa.lookup-failed', 'path.esp-blocked', 'host.forwarding-or-filter', 'symptom.no-traffic'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'compare',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'ip xfrm policy; cat /proc/net/xfrm_stat', args: [], task: 'kernel-state' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
    { tier: 3, host: 'fault', text: 'escalate', privilege: 'admin', risk: 'none' },
  ],
  judge(view): Opinion | null {
    const dropped = judgeDrops(view, 'esp.clear-received', 60, 'peer');
    if (dropped !== null) return dropped;
    if (view.breakPoint.phase !== 'established' || fatalDifferences(view, ['selectors']).length > 0) return null;
    for (const [sender, receiver] of [
      [view.initiator, view.responder],
      [view.responder, view.initiator],
    ] as const) {
      const opinion = judgeWay(view, sender, receiver);
      if (opinion !== null) return opinion;
    }
    return null;
  },
});

function judgeWay(view: CaseView, sender: End, receiver: End): Opinion | null {
  // Of a peer that not even an address is known of nobody can tell what it sends in clear: decrypted packets look the same.
  if (sender.host.addresses.length === 0) return null;
  // What a translation rule made of the packets is a narrower reason.
  if (translation(view, sender).rule !== null) return null;
  const inward = policiesOf(view, receiver.label, 'in');
  const outward = policiesOf(view, sender.label, 'out');
  const found = view.clear
    .filter((flow) => flow.requests > 0 && flow.answers === 0 && leftInClear(view, flow, sender, receiver))
    .map((flow) => ({
      flow,
      expects: inward === null ? selectorsOf(view, flow, sender, receiver) : protects(rulingPolicy(inward, flow)),
      does: rulingPolicy(outward ?? [], flow),
    }))
    .find(({ expects, does }) => expects !== null && does?.action !== 'protect' && does?.action !== 'block');
  if (found === undefined || found.expects === null) return null;
  const { flow, expects, does } = found;
  // A sender that lost its SAs has lost their policies with them.
  if (does === null && outward !== null && !holdsAnSa(view, sender)) return null;
  const counted = counters
    .map((name) => ({ name, counter: xfrmCounter(view, receiver.label, name) }))
    .find(({ counter }) => counter !== null && counter.value > 0);
  const counter = counted?.counter ?? null;
  return {
    stand:
      inward !== null && counter !== null && does?.action === 'allow' && holdsAnSa(view, sender)
        ? 'proves'
        : 'indicates',
    for: evidenceOf(flow, expects, does, counter),
    against: [],
    weight: counter !== null ? 75 : inward !== null ? 55 : 45,
    at: sender.label,
    direction: { from: sender.label, to: receiver.label },
    args: { from: sender.label, to: receiver.label },
    details: {
      direction: `${sender.label}->${receiver.label}`,
      flow: `${flow.src} -> ${flow.dst}${flow.dstPort === null ? '' : `.${flow.dstPort}`} ${flow.protocol}`,
      clearSeen: flow.requests,
      expected: expects.text,
      policyOfSender: does === null ? null : textOf(does),
      counter: counted?.name ?? null,
      value: counter?.value ?? null,
    },
    needs: [
      { host: sender.label, what: 'kernel-state' },
      { host: receiver.label, what: 'kernel-state' },
    ],
  };
}

/** What the receiver wants the flow protected by. */
interface Expectation {
  readonly text: string;
  readonly source: Source;
}

function protects(policy: KernelPolicyState | null): Expectation | null {
  return policy?.action === 'protect' ? { text: textOf(policy), source: policy.src } : null;
}

/** The kernel of the receiver was not asked: the selectors of an SA that both kernels hold say what it expects. */
function selectorsOf(view: CaseView, flow: ClearView, sender: End, receiver: End): Expectation | null {
  const held = (end: End): boolean => view.dump(end.label, 'child-sa').some((sa) => sa.from === 'kernel');
  if (!held(sender) || !held(receiver)) return null;
  for (const end of [receiver, sender])
    for (const sa of view.dump(end.label, 'child-sa')) {
      const [from, to] = end === sender ? [sa.localTs, sa.remoteTs] : [sa.remoteTs, sa.localTs];
      if (sa.from !== 'daemon' || !sa.installed || !selectorsCover(from, to, flow)) continue;
      const text = [from, to].map((list) => list.map((selector) => selector.text).join(' ')).join(' -> ');
      return { text, source: sa.src };
    }
  return null;
}

/**
 * Whether a flow that a capture of either end shows was really sent in clear. A capture also holds the inside of packets that
 * the host decrypted or is about to encrypt, so it only counts for packets the sender made itself and shows leaving; or, at the
 * receiver, while no protected packet arrived that it could have come out of.
 */
function leftInClear(view: CaseView, flow: ClearView, sender: End, receiver: End): boolean {
  if (sender.host.artifacts.includes(flow.artifact)) return sender.host.addresses.includes(flow.src);
  if (!receiver.host.artifacts.includes(flow.artifact)) return false;
  return stories(view).every(
    (story) =>
      story.from !== sender.label ||
      ((story.sent ?? 0) === 0 && (story.arrived ?? 0) === 0 && (story.delivered ?? 0) === 0),
  );
}

/** The sender has its SAs: it did not lose them, so that the policy is what lets the packets out. */
function holdsAnSa(view: CaseView, sender: End): boolean {
  return view.sas.some((sa) => sa.from === sender.label && sa.senderHas === 'yes');
}

function evidenceOf(
  flow: ClearView,
  expects: Expectation,
  does: KernelPolicyState | null,
  counter: ReturnType<typeof xfrmCounter>,
): readonly Evidence[] {
  return [
    ...(counter === null ? [] : [fromSource(counter.source, 'statement')]),
    fromSource(flow.source, 'packet'),
    fromSource(expects.source, 'configuration'),
    ...(does === null ? [] : [fromSource(does.src, 'configuration')]),
  ];
}

function textOf(policy: KernelPolicyState): string {
  return `${policy.source.text} -> ${policy.destination.text} ${policy.action}`;
}
