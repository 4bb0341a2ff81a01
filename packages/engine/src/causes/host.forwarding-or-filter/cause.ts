import { defineCause, fromSource, type Evidence, type Opinion } from '../api.ts';
import { stories, type Story } from '../traffic.ts';

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
      },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    if (view.breakPoint.phase !== 'established') return null;
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
      const facts = view.dump(end.label, 'host-fact');
      const version = end.host.addresses.some((address) => address.includes('.'));
      const off = facts.filter(
        (fact) =>
          (fact.name === 'net.ipv4.ip_forward' || fact.name === 'net.ipv6.conf.all.forwarding') &&
          fact.value === '0' &&
          (fact.name.includes('ipv4') || !version),
      );
      const filter = facts.filter(
        (fact) =>
          fact.name === 'forward-rpfilter-strict' ||
          fact.name === 'firewall-drop' ||
          (fact.name.endsWith('.rp_filter') && fact.value === '1'),
      );
      if (!silent) continue;
      const evidence: Evidence[] = [
        ...into.flatMap((story) => story.evidence).slice(0, 3),
        ...[...off, ...filter].slice(0, 3).map((fact) => fromSource(fact.src, 'configuration')),
      ];
      const reason = off.length > 0 ? 'forwarding-off' : filter.length > 0 ? 'filter' : 'unknown';
      return {
        stand: off.length > 0 || filter.some((fact) => fact.name === 'firewall-drop') ? 'proves' : 'indicates',
        for: evidence,
        against: [],
        weight: 55,
        at: end.label,
        args: { host: end.label, reason },
        details: { host: end.label, reason, settings: [...off, ...filter].map((fact) => `${fact.name}=${fact.value}`) },
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
