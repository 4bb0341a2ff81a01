import { defineCause, fromSource, type Evidence, type Opinion } from '../api.ts';
import { translation } from '../host-filter.ts';
import { stories } from '../traffic.ts';

/** The host translates addresses of traffic before IPsec sees it, so no policy matches. */
export default defineCause({
  id: 'host.nat-before-ipsec',
  severity: 'high',
  references: ['RFC 4301 5.1', 'LOSS-18'],
  mistakenFor: ['policy.selector-mismatch', 'host.forwarding-or-filter'],
  explains: ['symptom.no-traffic'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'nft list ruleset; iptables-save -t nat', args: [], task: 'nat' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    if (view.breakPoint.phase !== 'established') return null;
    for (const end of [view.initiator, view.responder]) {
      const { applies, rule } = translation(view, end);
      if (rule === null) continue;
      const own = stories(view).filter((story) => story.from === end.label);
      if (own.length === 0 || own.some((story) => (story.sent ?? 0) > 0)) continue;
      const leaked = view.clear.filter(
        (item) => end.host.artifacts.includes(item.artifact) && item.answers === 0 && item.requests > 0,
      );
      const evidence: Evidence[] = [
        fromSource(rule.src, 'configuration'),
        ...own.flatMap((story) => story.evidence).slice(0, 2),
        ...leaked.slice(0, 2).map((item) => fromSource(item.source, 'packet')),
      ];
      return {
        stand: leaked.length > 0 && applies === 'yes' ? 'proves' : 'indicates',
        for: evidence,
        against: [],
        weight: 60,
        at: end.label,
        args: { host: end.label, rule: `${rule.chain}: ${rule.text}` },
        details: { host: end.label, rules: [`${rule.chain}: ${rule.text}`], clearSeen: leaked.length },
        needs: [{ host: end.label, what: 'firewall' }],
      };
    }
    return null;
  },
});
