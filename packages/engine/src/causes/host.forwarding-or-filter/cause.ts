import { defineCause, fromSource, type Evidence, type HostFact, type Opinion } from '../api.ts';
import { filterOfInner, protectsItself, ruleEvidence } from '../host-filter.ts';
import { keptByHost, stories, type Story } from '../traffic.ts';

/** The host does not forward, or its firewall drops, decrypted traffic or traffic to be protected. */
export default defineCause({
  id: 'host.forwarding-or-filter',
  severity: 'high',
  references: ['T2-22', 'T2-24', 'RFC 4301 5.2'],
  mistakenFor: ['path.esp-blocked', 'sa.lookup-failed'],
  explains: ['symptom.no-traffic', 'path.esp-blocked'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: {
        shell: 'sh',
        template:
          'sysctl net.ipv4.ip_forward net.ipv6.conf.all.forwarding net.ipv4.conf.all.rp_filter; nft list ruleset',
        args: [],
        task: 'forwarding',
      },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    if (view.breakPoint.phase !== 'established') return null;
    const kept = keptByHost(view, 'out');
    if (kept !== null) {
      const { host, outcome, shown, story } = kept;
      const settings = [`${outcome.rule?.chain ?? ''}: ${outcome.rule?.text ?? ''}`];
      return {
        stand: shown && outcome.applies === 'yes' ? 'proves' : 'indicates',
        for: [...ruleEvidence(outcome), ...story.evidence.slice(0, 3)],
        against: [],
        weight: 60,
        at: host,
        args: { host, reason: 'filter' },
        details: { host, reason: 'filter', settings },
        needs: [{ host, what: 'capture' }],
      };
    }
    const all = stories(view);
    for (const end of [view.responder, view.initiator]) {
      const into = all.filter((story) => story.to === end.label && (story.delivered ?? 0) > 0 && !replaced(story));
      const back = all.filter(
        (story) => story.from === end.label && ((story.sent ?? 0) > 0 || (story.arrived ?? 0) > 0),
      );
      // Right after a rekey the old inbound SA may still be listed and its outbound one not: then what it sent is not known.
      const counted = {
        into: all.filter((story) => story.to === end.label && story.delivered !== null).length,
        back: all.filter((story) => story.from === end.label && story.sent !== null).length,
      };
      const silent =
        into.length > 0 &&
        back.length === 0 &&
        counted.back >= counted.into &&
        all.some((story) => story.from === end.label && story.sent === 0);
      if (!silent) continue;
      const facts = view.dump(end.label, 'host-fact');
      const version = end.host.addresses.some((address) => address.includes('.'));
      // A host that protects only itself forwards nothing.
      const off = protectsItself(view, end)
        ? []
        : facts.filter(
            (fact) =>
              (fact.name === 'net.ipv4.ip_forward' || fact.name === 'net.ipv6.conf.all.forwarding') &&
              fact.value === '0' &&
              (fact.name.includes('ipv4') || !version),
          );
      // Switched off on some interface only: which ones are on the way is not known.
      const single = protectsItself(view, end)
        ? []
        : facts.filter(
            (fact) =>
              /^net\.ipv[46]\.conf\.\S{1,32}\.(?:mc_)?forwarding$/.test(fact.name) &&
              !/\.conf\.(?:all|default|lo)\.|mc_forwarding/.test(fact.name) &&
              fact.value === '0' &&
              fact.name.includes('ipv4') === version,
          );
      const filter = filterOfInner(view, end);
      const strict = [...single.slice(0, 2), ...dropsOfReturnPath(facts), ...strictReturnPath(facts)];
      const evidence: Evidence[] = [
        ...into.flatMap((story) => story.evidence).slice(0, 3),
        ...[...off, ...strict].slice(0, 3).map((fact) => fromSource(fact.src, 'configuration')),
        ...ruleEvidence(filter),
      ];
      const reason =
        off.length > 0 ? 'forwarding-off' : filter.rule !== null || strict.length > 0 ? 'filter' : 'unknown';
      const settings = [...off, ...strict].map((fact) => `${fact.name}=${fact.value}`);
      if (filter.rule !== null) settings.push(`${filter.rule.chain}: ${filter.rule.text}`);
      return {
        stand: off.length > 0 || filter.applies === 'yes' ? 'proves' : 'indicates',
        for: evidence,
        against: [],
        weight: 55,
        at: end.label,
        args: { host: end.label, reason },
        details: { host: end.label, reason, settings },
        needs: [{ host: end.label, what: 'firewall' }],
      };
    }
    return null;
  },
});

/** The daemon still lists it, as deleted: its outbound half is gone already. */
function replaced(story: Story): boolean {
  return story.sa.receiverState.some((state) => state.from === 'daemon' && !state.installed);
}

/**
 * Interfaces with a strict check of the way back (RFC 3704 2.2): the kernel takes the higher one of the interface's own switch and
 * that for all (Linux ip-sysctl). The switch for interfaces to come says nothing, and the loopback has no peers.
 */
function strictReturnPath(facts: readonly HostFact[]): readonly HostFact[] {
  const switches = facts.filter((fact) => /^net\.ipv4\.conf\.\S{1,32}\.rp_filter$/.test(fact.name));
  const all = switches.find((fact) => fact.name === 'net.ipv4.conf.all.rp_filter');
  if (all?.value === '2') return [];
  const own = switches.filter((fact) => !/\.conf\.(?:all|default|lo)\.rp_filter$/.test(fact.name));
  if (own.length === 0) return all?.value === '1' ? [all] : [];
  const strict = own.filter((fact) => fact.value === '1' || (fact.value === '0' && all?.value === '1'));
  return strict.length > 0 && all?.value === '1' ? [all, ...strict].slice(0, 4) : strict.slice(0, 4);
}

/** The kernel counts packets it dropped because the way back to their source is another interface. */
function dropsOfReturnPath(facts: readonly HostFact[]): readonly HostFact[] {
  return facts.filter((fact) => fact.name === 'IPReversePathFilter' && fact.value !== '0').slice(0, 1);
}
