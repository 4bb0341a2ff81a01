import type { FactEntry } from './entry.ts';

/** Facts: policy. */
export const policyFacts = {
  'policy.no-ike-config': {
    meaning: 'No configuration for this pair of addresses (and version).',
    args: ['local', 'remote', 'version', 'what', 'final'],
    decides: true,
  },
  'policy.no-peer-config': {
    meaning: 'Found by address, but no connection for these identities or with acceptable authentication.',
    args: ['localId', 'remoteId', 'local', 'remote', 'what'],
    decides: true,
    ends: 'auth',
  },
  'policy.config-unacceptable': {
    meaning: 'A connection was chosen and then refused; `what` tells why.',
    args: ['connection', 'what'],
    decides: true,
    ends: 'auth',
    weak: true,
  },
  'policy.connection-switched': {
    meaning: 'The daemon moved the negotiation to another connection.',
    args: ['from', 'to'],
  },
  'policy.selectors-unacceptable': {
    meaning: 'No configured traffic selectors fit what the peer proposes.',
    args: ['proposedLocal', 'proposedRemote', 'what'],
    decides: true,
    ends: 'child',
  },
  'policy.selectors-configured': { meaning: 'Traffic selectors of our side (looking for).', args: ['local', 'remote'] },
  'policy.selectors-received': {
    meaning: 'Traffic selectors of the peer, seen from our side (`local` is what it wants of us).',
    args: ['local', 'remote'],
  },
  'policy.selectors-invalid-answer': {
    meaning: 'The peer answered with selectors we did not propose.',
    args: ['what'],
    decides: true,
    ends: 'child',
  },
  'policy.mode-refused': {
    meaning: 'Transport or tunnel mode is not what this end wants.',
    args: ['offered', 'wanted'],
    decides: true,
    ends: 'child',
  },
  'policy.mode-declined': { meaning: 'The peer did not agree to transport mode; tunnel is used.', args: [] },
} satisfies Record<string, FactEntry>;
