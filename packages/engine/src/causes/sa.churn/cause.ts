import { defineCause, fromFacts, type Opinion } from '../api.ts';

/** SAs of one selector pair are replaced again and again, long before their lifetime ends. */
export default defineCause({
  id: 'sa.churn',
  severity: 'medium',
  references: ['LOSS-15', 'RFC 7296 2.4', 'RFC 7296 2.8'],
  mistakenFor: ['sa.rekey-failed'],
  explains: ['symptom.intermittent', 'note.rekeyed'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'swanctl --list-sas || ipsec trafficstatus', args: [], task: 'sa-listing' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    const duplicates = view.facts('ike.deleted').filter((fact) => fact.args['by'] === 'duplicate');
    const rekeyed = view.facts('child.rekeyed', 'child.established');
    const perHost = new Map<string, number>();
    for (const fact of rekeyed) perHost.set(fact.host, (perHost.get(fact.host) ?? 0) + 1);
    const most = Math.max(0, ...perHost.values());
    if (duplicates.length < 3 || most < 3) return null;
    const first = duplicates[0];
    // One replacement may be told twice: which peer is there again, and which SA goes for it.
    const naming = duplicates.filter((fact) => typeof fact.args['what'] === 'string').length;
    const count = Math.max(naming, duplicates.length - naming);
    // Two hosts that push each other out come from two addresses: the identity they share is the fault.
    const identity = duplicates.find((fact) => typeof fact.args['what'] === 'string')?.args['what'];
    return {
      stand: 'proves',
      for: fromFacts(duplicates.slice(0, 4)),
      against: [],
      at: first?.host ?? null,
      ...(typeof identity === 'string' ? { shared: identity } : {}),
      args: { count },
      details: { replacements: count, reason: 'duplicate identity' },
    };
  },
});
