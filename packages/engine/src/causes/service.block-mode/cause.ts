import { defineCause, fromFacts, type Opinion } from '../api.ts';
import { argText } from '../by-statement.ts';
import { withoutLease } from '../host-state.ts';

/** The IPsec driver is in block, fail-safe or stateful boot mode and lets no ordinary traffic through. */
export default defineCause({
  id: 'service.block-mode',
  severity: 'critical',
  references: ['EVT-S-19', 'POL-24', 'POL-25'],
  mistakenFor: ['service.start-failed', 'path.peer-unreachable'],
  explains: ['service.not-listening', 'path.peer-unreachable', 'path.ike-blocked', 'ike.timeout', 'ike.peer-failed'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'cmd', template: 'netsh ipsec dynamic show config', args: [], task: 'driver-mode' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    if (!['config', 'first', 'keys', 'auth'].includes(view.breakPoint.phase)) return null;
    for (const end of [view.responder, view.initiator]) {
      const modes = view.hostFacts(end.label, 'driver.mode');
      // The last mode that its own log tells of, and not one that a running start passes through.
      const last = modes.at(-1);
      if (last === undefined) continue;
      const mode = argText(last, 'mode');
      if (mode !== 'block' && !(mode === 'stateful' && last.args['starting'] === true)) continue;
      return {
        stand: mode === 'block' && last.args['starting'] !== true ? 'proves' : 'indicates',
        for: fromFacts([last, ...view.hostFacts(end.label, 'policy.invalid', 'policy.apply-failed').slice(0, 2)]),
        against: [],
        // What a start passes through lets DHCP in unless that was taken out (POL-32): it does not account for a missing address.
        weight: last.args['starting'] === true && withoutLease(view, end.label) !== null ? 50 : 70,
        at: end.label,
        args: { host: end.label, mode },
        details: { host: end.label, mode },
      };
    }
    return null;
  },
});
