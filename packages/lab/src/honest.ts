import type { BreakFamily, Honest, Scenario, Subset } from './types.ts';

const SUBSETS: Subset[] = [
  'all',
  'initiator',
  'responder',
  'captures',
  'logs',
  'capture-initiator',
  'capture-responder',
  'log-initiator',
  'log-responder',
];

/** Which cuts of the evidence cannot prove the cause, by where the negotiation breaks. */
const BLIND: Record<BreakFamily, Subset[]> = {
  none: [],
  'silent-init': [
    'initiator',
    'responder',
    'capture-initiator',
    'capture-responder',
    'log-initiator',
    'log-responder',
    'logs',
  ],
  'refused-init': ['initiator', 'captures', 'capture-initiator', 'capture-responder', 'log-initiator'],
  'silent-auth': [
    'initiator',
    'responder',
    'capture-initiator',
    'capture-responder',
    'log-initiator',
    'log-responder',
    'logs',
  ],
  'refused-auth': ['initiator', 'captures', 'capture-initiator', 'capture-responder', 'log-initiator'],
  'refused-auth-by-initiator': ['responder', 'captures', 'capture-initiator', 'capture-responder', 'log-responder'],
  undecryptable: ['captures', 'capture-initiator', 'capture-responder'],
  'refused-child': ['initiator', 'captures', 'capture-initiator', 'capture-responder', 'log-initiator'],
  'child-local': ['captures', 'capture-initiator', 'capture-responder'],
  'established-no-traffic': [
    'initiator',
    'responder',
    'capture-initiator',
    'capture-responder',
    'log-initiator',
    'log-responder',
    'logs',
  ],
  rekey: ['initiator', 'captures', 'capture-initiator', 'capture-responder', 'log-initiator'],
  start: ['captures', 'capture-initiator', 'capture-responder'],
  load: ['initiator', 'capture-initiator', 'log-initiator'],
};

/** What a capture cannot say, the log of the deciding end can; what a log cannot say, the capture of the other end can. */
function missingFor(scenario: Scenario, subset: Subset): string[][] {
  if (scenario.truth.length === 0) return [];
  const away = subset.endsWith('initiator') ? 'responder' : subset.endsWith('responder') ? 'initiator' : null;
  if (subset.startsWith('capture')) return [['initiator log', 'responder log', 'initiator config', 'responder config']];
  if (subset === 'logs') return [['initiator capture', 'responder capture']];
  if (away !== null) return [[`${away} log`, `${away} capture`, `${away} config`, `${away} sas`]];
  return [];
}

function defaultHonest(scenario: Scenario, subset: Subset): Honest {
  const first = scenario.truth[0];
  const acceptable = scenario.truth.flatMap(({ cause, alsoRight }) => [cause, ...(alsoRight ?? [])]);
  if (first === undefined) {
    // Logs tell of the set-up, not of traffic: that it works is more than they can prove.
    const whole = subset === 'all' || subset === 'captures';
    return {
      best: null,
      acceptable: [],
      truthInSet: true,
      notCertain: ['*'],
      missing: [],
      verdicts: whole ? [scenario.verdict] : [scenario.verdict, 'inconclusive', 'no-ipsec'],
    };
  }
  const blind = BLIND[scenario.breaks].includes(subset);
  return {
    best: first.cause,
    acceptable,
    truthInSet: true,
    notCertain: blind ? ['*'] : [],
    missing: blind ? missingFor(scenario, subset) : [],
    // Nothing was sent in some of them: a capture alone then shows no IPsec.
    verdicts:
      subset === 'all' ? [scenario.verdict] : [scenario.verdict, 'inconclusive', 'degraded', 'failing', 'no-ipsec'],
  };
}

/** The honest answer for each cut of the evidence: the table's default with the scenario's own deviations. */
export function honestFor(scenario: Scenario): Record<Subset, Honest> {
  const out: Partial<Record<Subset, Honest>> = {};
  for (const subset of SUBSETS) out[subset] = { ...defaultHonest(scenario, subset), ...scenario.honest?.[subset] };
  return out as Record<Subset, Honest>;
}
