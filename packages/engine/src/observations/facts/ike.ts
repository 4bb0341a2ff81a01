import type { FactEntry } from './entry.ts';

/** Facts: progress of an IKE SA. */
export const ikeFacts = {
  'ike.initiating': { meaning: 'We start an IKE SA.', args: ['connection', 'remote', 'version', 'exchange'] },
  'ike.responding': { meaning: 'The peer starts an IKE SA with us.', args: ['remote', 'version', 'exchange'] },
  'ike.connection-selected': {
    meaning: 'Which configured connection was chosen for the negotiation.',
    args: ['connection', 'localId', 'remoteId', 'candidates'],
  },
  'ike.established': { meaning: 'The IKE SA stands.', args: ['connection', 'localId', 'remoteId', 'local', 'remote'] },
  'ike.rekeyed': { meaning: 'The IKE SA was rekeyed.', args: [] },
  'ike.deleted': {
    meaning:
      'The IKE SA ends. `by`: operator, peer, lifetime, dpd, inactivity, unestablished, duplicate, restart, self.',
    args: ['by', 'what'],
  },
  'ike.half-open-deleted': {
    meaning: 'A half-open IKE SA was thrown away: the initiator never came back.',
    args: ['remote'],
  },
  'ike.retry-scheduled': { meaning: 'The attempt failed and another one is made.', args: ['number'] },
  'ike.failed': { meaning: 'The attempt failed, in general words.', args: ['what'] },
  'ike.ended-unexplained': {
    meaning:
      'A record of the outcome: the attempt failed, and the reason is given in words that leave the cause open. `unread`: words that nobody here knows. `answered`: whether the peer answered the first message, by its cookie.',
    args: ['what', 'state', 'unread', 'answered'],
  },
  'ike.identity-sent': {
    meaning:
      'The identity we send, or that we fall back to. `what`: the identity (IDi, IDr) for which none is configured.',
    args: ['id', 'type', 'what'],
  },
  'ike.peer-identity': { meaning: 'The identity the peer sent.', args: ['id', 'type'] },
  'ike.peer-identity-wanted': {
    meaning: 'The identity the peer asks us to be (IDr of the request).',
    args: ['id', 'type'],
  },
  'ike.peer-dead': { meaning: 'Dead peer detection gave up on the peer.', args: [] },
  'ike.cookie-requested': { meaning: 'The peer asks for a cookie first.', args: [] },
  'ike.cookie-demanded': { meaning: 'We ask initiators for a cookie.', args: [] },
  'ike.half-open-limit': {
    meaning: 'A new negotiation was refused because too many are half open.',
    args: ['remote', 'limit'],
    decides: true,
  },
  'ike.overloaded': {
    meaning: 'Work was refused or queued because the daemon is overloaded (job load, busy, crypto helpers).',
    args: ['what'],
    decides: true,
  },
  'ike.nat-detected': { meaning: 'NAT detection result. `where`: local, remote, both, none, faked.', args: ['where'] },
  'ike.version-refused': {
    meaning: 'The peer speaks an IKE major version we do not.',
    args: ['version', 'remote', 'final'],
    decides: true,
  },
  'ike.version-by-policy': {
    meaning: 'The IKE version is switched off by policy, or connection candidates have another version.',
    args: ['version', 'remote'],
    decides: true,
  },
  'ike.exchange-refused': {
    meaning: 'The exchange type (aggressive, main, XAUTH …) is refused by policy.',
    args: ['exchange', 'what'],
    decides: true,
  },
  'ike.redirected': { meaning: 'The peer redirects us.', args: ['gateway'] },
  'ike.virtual-ip-none': {
    meaning: 'No address to give to the peer.',
    args: ['requested', 'remoteId'],
    decides: true,
    ends: 'user',
  },
  'ike.virtual-ip-refused': {
    meaning: 'We asked for an address and got none, or could not install it.',
    args: ['what'],
    decides: true,
    ends: 'user',
  },
  'ike.virtual-ip-assigned': { meaning: 'An address was given or received.', args: ['address'] },
  'ike.rekey-failed': { meaning: 'Rekeying the IKE SA failed.', args: ['what'], decides: true },
  'ike.reauth-failed': { meaning: 'Re-authentication failed.', args: ['what'], decides: true },
  'ike.collision': { meaning: 'Simultaneous negotiation or rekey detected and resolved.', args: ['what'] },
  'ike.address-changed': { meaning: 'MOBIKE or NAT mapping change moved an endpoint.', args: ['local', 'remote'] },
  'ike.protocol-error': {
    meaning: 'The peer broke the protocol, as this daemon sees it.',
    args: ['what'],
    decides: true,
  },
  'ike.vendor-id': { meaning: 'A vendor ID of the peer was recognised.', args: ['name'] },
  'ike.selected-proposal': { meaning: 'The proposal chosen for the IKE SA.', args: ['proposal'] },
} satisfies Record<string, FactEntry>;
