import type { KernelPolicyState } from '../../observations/index.ts';
import { compareSelectors } from '../../policy/selectors.ts';
import { type CaseView, defineCause, fromSource, type Evidence, type Opinion } from '../api.ts';
import { policiesOf } from '../kernel-policies.ts';
import { droppedByReceiver, stories, xfrmCounter } from '../traffic.ts';

/** Packet, policy and SA exist, and the kernel does not join them: mark, template, ports, or namespace. */
export default defineCause({
  id: 'sa.lookup-failed',
  severity: 'high',
  references: ['RFC 4301 5.1', 'RFC 4301 5.2', 'POL-01'],
  mistakenFor: ['sa.out-of-sync', 'host.forwarding-or-filter'],
  explains: ['symptom.no-traffic', 'path.esp-blocked'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'ip xfrm policy; cat /proc/net/xfrm_stat', args: [], task: 'kernel-state' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
    { tier: 3, host: 'fault', text: 'escalate', privilege: 'admin', risk: 'none' },
  ],
  judge(view): Opinion | null {
    if (view.breakPoint.phase !== 'established') return null;
    const inbound = ['XfrmInNoStates', 'XfrmInTmplMismatch', 'XfrmInNoPols', 'XfrmInStateMismatch'] as const;
    const seen = droppedByReceiver(view);
    // What the kernel counts has arrived, also where no capture shows it.
    const counted = stories(view).filter(
      (story) => !seen.includes(story) && (story.arrived ?? 0) === 0 && story.sent !== 0 && story.delivered === 0,
    );
    for (const story of [...seen, ...counted]) {
      for (const name of inbound) {
        const counter = xfrmCounter(view, story.to, name);
        if (counter === null || counter.value === 0 || story.sa.receiverHas !== 'yes') continue;
        const bound = story.sa.receiverState.find(
          (state) => state.attributes['mark'] !== undefined || state.attributes['if_id'] !== undefined,
        );
        const evidence: Evidence[] = [
          ...story.evidence,
          fromSource(counter.source, 'statement'),
          ...(bound === undefined ? [] : [fromSource(bound.src, 'configuration')]),
        ];
        return {
          stand: (story.arrived ?? 0) > 0 ? 'proves' : 'indicates',
          for: evidence,
          against: [],
          weight: 80,
          at: story.to,
          direction: { from: story.from, to: story.to },
          args: { counter: name, host: story.to },
          details: { counter: name, value: counter.value, spi: story.sa.spi, mark: bound?.attributes['mark'] ?? null },
          needs: [{ host: story.to, what: 'kernel-state' }],
        };
      }
    }
    for (const end of [view.initiator, view.responder]) {
      const strange = strangeTemplate(view, end.label);
      if (strange !== null) return strange;
      for (const name of ['XfrmOutNoStates', 'XfrmInTmplMismatch', 'XfrmInNoPols'] as const) {
        const counter = xfrmCounter(view, end.label, name);
        if (counter === null || counter.value === 0) continue;
        const installed = stories(view).filter((story) =>
          name === 'XfrmOutNoStates'
            ? story.from === end.label && story.sa.senderHas === 'yes' && story.sent === 0
            : // Packets that came outside of the SA are counted alike.
              story.to === end.label && story.sa.receiverHas === 'yes' && story.sent !== 0,
        );
        const first = installed[0];
        if (first === undefined) continue;
        const works =
          name !== 'XfrmOutNoStates' &&
          stories(view).some((other) => other.from === end.label && (other.sent ?? 0) > 0);
        if (works) continue;
        return {
          stand: name === 'XfrmOutNoStates' || (first.sent ?? 0) > 0 ? 'proves' : 'indicates',
          for: [fromSource(counter.source, 'statement'), ...first.evidence],
          against: [],
          at: end.label,
          direction: null,
          args: { counter: name, host: end.label },
          details: { counter: name, value: counter.value, spi: first.sa.spi },
          needs: [{ host: end.label, what: 'kernel-state' }],
        };
      }
    }
    return null;
  },
});

/**
 * The outbound policy asks for SAs of a request id (`reqid`) that no SA has, while the policy of the way back belongs to the SAs that are
 * there: the outbound one was replaced. The kernel counts packets that met it, also those that only waited for the first SA.
 */
function strangeTemplate(view: CaseView, host: string): Opinion | null {
  const counter = xfrmCounter(view, host, 'XfrmOutNoStates');
  if (counter === null || counter.value === 0) return null;
  const states = view
    .dump(host, 'child-sa')
    .filter((state) => state.from === 'kernel' && state.installed && state.spiOut !== null);
  const back = policiesOf(view, host, 'in') ?? [];
  for (const policy of policiesOf(view, host, 'out') ?? []) {
    const asked = reqidOf(policy);
    const way = policy.templates[0];
    const returning = back.find((other) => reversed(policy, other));
    const held = returning === undefined ? null : reqidOf(returning);
    if (asked === null || held === null || way === undefined || asked === held) continue;
    const toPeer = states.filter((state) => state.remote === way.to);
    const installed = toPeer.find((state) => state.attributes['reqid'] === held);
    if (installed === undefined || toPeer.some((state) => state.attributes['reqid'] === asked)) continue;
    return {
      stand: 'proves',
      for: [
        fromSource(counter.source, 'statement'),
        fromSource(policy.src, 'configuration'),
        fromSource(installed.src, 'configuration'),
      ],
      against: [],
      at: host,
      direction: null,
      args: { counter: 'XfrmOutNoStates', host },
      details: {
        counter: 'XfrmOutNoStates',
        value: counter.value,
        spi: installed.spiOut,
        policyAsksFor: `reqid ${asked}`,
        saHas: `reqid ${held}`,
      },
      needs: [{ host, what: 'kernel-state' }],
    };
  }
  return null;
}

/** The request id a policy of one template asks for; null: any, or more than one template. */
function reqidOf(policy: KernelPolicyState): string | null {
  const reqid = policy.templates.length === 1 ? policy.templates[0]?.reqid : null;
  return reqid === undefined || reqid === '0' ? null : reqid;
}

function reversed(out: KernelPolicyState, into: KernelPolicyState): boolean {
  return (
    compareSelectors([out.source], [into.destination]).relation === 'equal' &&
    compareSelectors([out.destination], [into.source]).relation === 'equal'
  );
}
