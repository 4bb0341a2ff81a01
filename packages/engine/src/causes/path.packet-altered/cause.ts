import { defineCause, fromFacts, fromSource, type Opinion } from '../api.ts';
import { integrityFailures } from '../traffic.ts';

/** Integrity checks fail on a known SPI: packets are altered on the way. */
export default defineCause({
  id: 'path.packet-altered',
  severity: 'high',
  references: ['RFC 4303 3.4.4', 'RFC 7296 3.14'],
  mistakenFor: ['auth.psk-mismatch', 'sa.transform-disagreement', 'host.offload'],
  explains: [],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    const failed = view.facts('message.integrity-failed');
    if (failed.length > 0 && view.version === 2 && view.breakPoint.phase !== 'established') {
      return {
        stand: 'indicates',
        for: fromFacts(failed.slice(0, 4)),
        against: [],
        weight: 70,
        args: {},
        details: { ike: true },
      };
    }
    const counters = integrityFailures(view);
    if (counters.length === 0) return null;
    const some = counters.some((counter) => counter.delivered > 0);
    return {
      stand: some ? 'proves' : 'indicates',
      for: counters.map((counter) => fromSource(counter.source, 'statement')),
      against: [],
      weight: 60,
      at: null,
      args: {},
      details: { ike: false, spis: counters.map((counter) => counter.spi) },
      needs: [{ host: counters[0]?.host ?? null, what: 'kernel-state' }],
    };
  },
});
