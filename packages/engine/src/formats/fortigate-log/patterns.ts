import type { DeviceRow, Here } from '../device-log/index.ts';
import { isError, notifyWord } from '../device-log/notify.ts';
import { closeList, openList, sayLists, selectorsOf } from './lists.ts';
import { cameIn, comes, wentOut } from './packets.ts';

function inMain(step: number, exchange: 'Main Mode' | 'Aggressive Mode', role: 'initiator' | 'responder') {
  return (here: Here): void => {
    const { attempt, desk, line, seq } = here;
    attempt.version ??= 1;
    attempt.role ??= role;
    attempt.exchange ??= exchange;
    // The first message of a peer was told by its packet.
    if (step === 1 && attempt.told.has(`in|${exchange}|1||`)) return;
    desk.tell(attempt, { way: 'in', exchange, step }, line, seq);
  };
}

function outMain(step: number, exchange: 'Main Mode' | 'Aggressive Mode', role: 'initiator' | 'responder') {
  return (here: Here): void => {
    here.attempt.version ??= 1;
    here.attempt.role ??= role;
    here.attempt.exchange ??= exchange;
    if (step === 1 && here.attempt.moved && here.attempt.told.size > 0)
      here.attempt = here.desk.attempts.begin(here.refs, here.seq);
    here.attempt.version ??= 1;
    here.attempt.role ??= role;
    here.attempt.exchange ??= exchange;
    if (step === 1)
      here.desk.say(
        here.attempt,
        'ike.initiating',
        { version: 1, exchange, connection: here.attempt.connection },
        here.line,
        here.seq,
      );
  };
}

function isChild(here: Here): boolean {
  const { attempt } = here;
  return (
    here.refs.child === true ||
    attempt.established ||
    attempt.told.has('in|IKE_AUTH||request|1') ||
    attempt.notes.get('child') === 'open' ||
    /CHILD|IPsec SA/i.test(here.said.text)
  );
}

function noProposal(here: Here): void {
  const { attempt, desk, line, seq } = here;
  closeList(desk);
  const mine = attempt.lists.get('mine') ?? [];
  const common = (attempt.lists.get('incoming') ?? []).some((proposal) => mine.includes(proposal));
  const listed = sayLists(desk, attempt, line, seq);
  const [offered, wanted] = [attempt.notes.get('incomingMethod'), attempt.notes.get('mineMethod')];
  // In IKEv1 the method of authentication is part of the proposal (RFC 2409 5).
  if (common && offered !== undefined && wanted !== undefined && offered !== wanted) {
    here.code = 'auth.method-refused';
    here.args['offered'] = offered;
    here.args['wanted'] = wanted;
    return;
  }
  const protocol = listed ?? (isChild(here) ? 'ESP' : 'IKE');
  if (listed === null && attempt.notes.get('refused') === protocol) {
    here.code = null;
    return;
  }
  attempt.notes.set('refused', protocol);
  here.args['protocol'] = protocol;
}

function noSelectors(here: Here): void {
  const { attempt } = here;
  if (attempt.notes.get('selectors') === 'refused') {
    here.code = null;
    return;
  }
  attempt.notes.set('selectors', 'refused');
  closeList(here.desk);
  const remote = attempt.notes.get('remoteTs');
  const local = attempt.notes.get('localTs');
  if (remote !== undefined) here.args['proposedRemote'] = remote;
  if (local !== undefined) here.args['proposedLocal'] = local;
}

function pskFailed(here: Here): void {
  const { attempt } = here;
  if (attempt.notes.get('psk') === 'failed') {
    here.code = null;
    return;
  }
  attempt.notes.set('psk', 'failed');
  if (attempt.version === 2 || (/PSK auth failed/i.test(here.said.text) && attempt.version !== 1)) {
    attempt.version ??= 2;
    here.code = 'auth.psk-mac-mismatch';
    here.args['remoteId'] = attempt.notes.get('peerId') ?? null;
    return;
  }
  attempt.version ??= 1;
  if (attempt.exchange === 'Aggressive Mode') {
    here.code = 'auth.hash-mismatch';
    return;
  }
  here.code = 'message.undecryptable';
  here.args['what'] = 'probable pre-shared secret mismatch';
  here.args['firstEncrypted'] = true;
  here.args['exchange'] = 'Main Mode';
}

function stateNow(here: Here): string | null {
  const { attempt } = here;
  const told = (key: string): boolean => attempt.told.has(key);
  if (attempt.established) return null;
  const letter = attempt.role === 'responder' ? 'R' : 'I';
  if (attempt.version === 2)
    return told('out|IKE_AUTH||request|1') || told('in|IKE_AUTH||request|1')
      ? `PARENT_${letter}2`
      : `PARENT_${letter}1`;
  if (attempt.exchange === 'Aggressive Mode') return `AGGR_${letter}1`;
  for (const [step, stage] of [
    [5, 3],
    [4, 2],
    [3, 2],
    [2, 1],
    [1, 1],
  ] as const)
    if (told(`out|Main Mode|${step}||`)) return `MAIN_${letter}${stage}`;
  return null;
}

/** FortiOS IKE daemon: `diagnose debug application ike -1`. Sources: Fortinet community technical tips and handbook, versions 5.0 to 7.6. */
export const fortigateRows: readonly DeviceRow[] = [
  {
    id: 'comes',
    texts: ['comes {{_rest}}'],
    act: (here) => comes(here.desk, here.captures['_rest'] ?? '', here.line, here.seq),
  },
  { id: 'exchange', texts: ['IKEv{{_version:n}} exchange={{_rest}}'], act: cameIn },
  { id: 'sent', texts: ['sent IKE msg ({{_name}}): {{_rest}}'], act: wentOut },
  { id: 'main-1', texts: ['responder: main mode get 1st message'], act: inMain(1, 'Main Mode', 'responder') },
  { id: 'main-3', texts: ['responder: main mode get 2nd message'], act: inMain(3, 'Main Mode', 'responder') },
  { id: 'main-5', texts: ['responder: main mode get 3rd message'], act: inMain(5, 'Main Mode', 'responder') },
  { id: 'main-2', texts: ['initiator: main mode get 1st response'], act: inMain(2, 'Main Mode', 'initiator') },
  { id: 'main-4', texts: ['initiator: main mode get 2nd response'], act: inMain(4, 'Main Mode', 'initiator') },
  { id: 'main-6', texts: ['initiator: main mode get 3rd response'], act: inMain(6, 'Main Mode', 'initiator') },
  {
    id: 'aggressive-1',
    texts: ['responder: aggressive mode get 1st message'],
    act: inMain(1, 'Aggressive Mode', 'responder'),
  },
  {
    id: 'aggressive-3',
    texts: ['responder: aggressive mode get 2nd response', 'responder: aggressive mode get 2nd message'],
    act: inMain(3, 'Aggressive Mode', 'responder'),
  },
  {
    id: 'aggressive-2',
    texts: ['initiator: aggressive mode get 1st response'],
    act: inMain(2, 'Aggressive Mode', 'initiator'),
  },
  {
    id: 'main-begin',
    texts: ['initiator: main mode is sending 1st message'],
    act: outMain(1, 'Main Mode', 'initiator'),
  },
  {
    id: 'aggressive-begin',
    texts: ['initiator: aggressive mode is sending 1st message'],
    act: outMain(1, 'Aggressive Mode', 'initiator'),
  },
  {
    id: 'initiate-v2',
    texts: ['create NEW IKE_SA initiator', 'initiating IKEv2', 'SA_INIT initiator'],
    version: 2,
    role: 'initiator',
    code: 'ike.initiating',
    args: { version: 2 },
  },
  {
    id: 'initiate',
    texts: [
      'IPsec SA connect {{_rest}}',
      'using existing connection',
      'config found',
      'created connection: {{_rest}}',
      'auto-negotiate connection',
    ],
  },
  {
    id: 'responder-v2',
    texts: ['responder received SA_INIT msg', 'responder received AUTH msg'],
    version: 2,
    role: 'responder',
  },
  {
    id: 'initiator-v2',
    texts: ['initiator received SA_INIT response', 'initiator received AUTH msg', 'initiator received AUTH response'],
    version: 2,
    role: 'initiator',
  },
  {
    id: 'incoming-proposal',
    texts: [
      'incoming proposal:',
      'incoming proposal from {{_who}}:',
      'incoming child SA proposal:',
      'incoming proposal',
    ],
    act: (here) => openList(here.desk, here.attempt, 'incoming', here.refs.child === true),
  },
  {
    id: 'my-proposal',
    texts: ['my proposal, gw {{_gw}}:', 'my proposal:', 'my proposal, gw {{_gw}}', 'my child SA proposal:'],
    act: (here) => openList(here.desk, here.attempt, 'mine', here.refs.child === true),
  },
  {
    id: 'matched',
    texts: [
      'negotiation result',
      'matched proposal id {{_n:n}}',
      'proposal id = {{_n:n}} matched',
      'matched phase2',
      'SA proposal chosen, matched gateway {{_conn:w}}',
      'proposal chosen',
    ],
    act: (here) => {
      const { attempt, desk } = here;
      closeList(desk);
      attempt.lists.delete('incoming');
      attempt.lists.delete('mine');
      if (/matched gateway/.test(here.said.text))
        desk.say(
          attempt,
          'ike.connection-selected',
          { connection: here.captures['_conn'] ?? null },
          here.line,
          here.seq,
        );
    },
  },
  {
    // The lines of a list of which the first was not copied.
    id: 'list-of-child',
    texts: ['protocol = ESP', 'protocol = IPSEC_ESP'],
    act: ({ attempt }) => attempt.notes.set('child', 'open'),
  },
  {
    id: 'no-proposal',
    texts: [
      'no SA proposal chosen',
      'no proposal chosen',
      'no matching proposal',
      'no suitable proposal found',
      'peer SA proposal not match local policy',
      'Negotiate SA Error: peer SA proposal not match local policy',
      'Negotiate ISAKMP SA Error: no SA proposal chosen',
    ],
    code: 'proposal.none-chosen',
    ambiguousWith: ['proposal.pfs-mismatch', 'auth.identity-mismatch'],
    act: noProposal,
  },
  {
    id: 'negotiation-failure',
    texts: [
      'negotiation failure',
      'Negotiate SA Error: [',
      'Negotiate SA Error:',
      'Negotiate ISAKMP SA Error:',
      'Negotiate IPsec SA Error:',
    ],
    code: 'ike.failed',
    act: (here) => {
      here.args['what'] = here.said.text;
      if (here.said.text.startsWith('Negotiate') && here.attempt.told.size === 0 && !here.attempt.moved)
        here.code = null;
    },
  },
  {
    id: 'peer-proposal',
    texts: ['peer proposal is: {{_rest}}', 'proposal is: {{_rest}}', 'peer proposal {{_rest}}'],
    act: (here) => {
      const found = selectorsOf(here.captures['_rest'] ?? '');
      here.attempt.notes.set('child', 'open');
      if (found === null) return;
      here.attempt.notes.set('remoteTs', found.remote);
      here.attempt.notes.set('localTs', found.local);
      here.desk.say(
        here.attempt,
        'policy.selectors-received',
        { local: found.local, remote: found.remote },
        here.line,
        here.seq,
      );
    },
  },
  {
    id: 'no-selectors',
    texts: [
      'specified selectors mismatch',
      'no matching phase2 found',
      'failed to match peer selectors',
      'failed to match selectors',
      'peer selectors not matched',
      'selectors mismatch',
      'no matching selectors',
      'no policy match for peer selectors',
      'TS unacceptable',
      'TS_UNACCEPTABLE',
    ],
    code: 'policy.selectors-unacceptable',
    act: noSelectors,
  },
  {
    id: 'responder-proposal',
    texts: ['failed to get responder proposal'],
    code: 'child.failed',
    args: { what: 'failed to get responder proposal' },
  },
  {
    id: 'psk',
    texts: [
      'probable pre-shared secret mismatch',
      'PSK auth failed: probable pre-shared key mismatch',
      'probable pre-shared key mismatch',
      'PSK authentication failed',
      'pre-shared secret mismatch',
    ],
    code: 'message.undecryptable',
    ambiguousWith: ['auth.psk-mismatch'],
    act: pskFailed,
  },
  {
    id: 'psk-ok',
    texts: ['PSK authentication succeeded', 'authentication succeeded', 'auth verify done', 'PSK auth succeeded'],
    act: (here) => {
      if (here.said.text.startsWith('auth verify')) return;
      here.desk.say(
        here.attempt,
        'auth.peer-ok',
        { method: 'pre-shared key', id: here.attempt.notes.get('peerId') ?? null },
        here.line,
        here.seq,
      );
    },
  },
  {
    id: 'peer-id',
    texts: ['peer identifier {{type:w}} {{id}}', 'peer ID {{type:w}} {{id}}', 'peer identifier {{type:w}}'],
    code: 'ike.peer-identity',
    act: (here) => here.attempt.notes.set('peerId', String(here.args['id'] ?? '')),
  },
  {
    id: 'gateway',
    texts: [
      'gw validation failed',
      'gateway validation failed',
      'Negotiate SA Error: gateway validation failed',
      'peer ID mismatch',
      'peerid mismatch',
      'peer-id does not match',
      'invalid peer ID',
      'unexpected peer ID',
    ],
    code: 'auth.identity-not-matched',
    ambiguousWith: ['auth.method-mismatch', 'policy.wrong-connection'],
    act: (here) => {
      if (here.attempt.notes.get('gateway') === 'failed') here.code = null;
      here.attempt.notes.set('gateway', 'failed');
      here.args['sent'] = here.attempt.notes.get('peerId') ?? null;
      here.args['what'] = 'gateway validation failed';
    },
  },
  {
    id: 'no-policy',
    texts: [
      'ignoring IKEv2 request, no policy configured',
      'ignoring IKE request, no policy configured',
      'ignoring request to establish IPsec SA, no policy configured',
      'ignoring IKE SA request, no policy configured',
      'ignoring request, no policy configured',
      'no policy configured',
    ],
    code: 'policy.no-ike-config',
    args: { what: 'no firewall policy uses this tunnel', sure: true },
    act: (here) => {
      here.args['remote'] = here.attempt.peer?.address ?? null;
    },
  },
  {
    id: 'no-gateway',
    texts: [
      'no matching gateway for new request',
      'could not find matching gateway',
      'no matching gateway found',
      'no matching IKE gateway',
      'ignoring unsolicited request',
      'no gateway found',
    ],
    code: 'policy.no-ike-config',
    args: { what: 'no matching gateway' },
    ambiguousWith: ['ike.version-mismatch', 'ike.exchange-mismatch', 'auth.identity-mismatch'],
    act: (here) => {
      here.args['remote'] = here.attempt.peer?.address ?? null;
    },
  },
  {
    id: 'notify',
    texts: [
      'processing notify type {{notify:w}}',
      'received notify type {{notify:w}}',
      'received p1 notify type {{notify:w}}',
      'received p2 notify type {{notify:w}}',
      'notify msg received: {{notify:w}}',
      'received error notify {{notify:w}}',
      'ignoring unauthenticated notify payload ({{notify}})',
      'received unauthenticated notify {{notify:w}}',
    ],
    code: 'notify.received',
    act: (here) => {
      const name = notifyWord(String(here.args['notify'] ?? '').replace(/[.,]$/, ''));
      here.args['notify'] = name;
      here.args['error'] = isError(name);
      here.args['encrypted'] = /unauth/.test(here.said.text) ? false : here.attempt.established ? true : null;
      const auth = here.attempt.told.has('out|IKE_AUTH||request|1');
      if (here.attempt.version === 2) here.args['exchange'] = auth ? 'IKE_AUTH' : 'IKE_SA_INIT';
      if (auth && here.attempt.version === 2) here.args['encrypted'] = true;
      if (!isError(name)) here.code = null;
    },
  },
  {
    id: 'init-error',
    texts: [
      'received SA_INIT error notify response, abort',
      'received AUTH error notify response',
      'received error notify, abort',
    ],
    code: 'ike.failed',
    act: (here) => {
      here.args['what'] = here.said.text;
    },
  },
  {
    id: 'gave-up',
    texts: [
      'negotiation timeout, deleting',
      'negotiation of IKE SA failed due to retry timeout',
      'negotiation of IPsec SA failed due to retry timeout',
      'negotiation timeout',
      'retransmission limit reached',
      'Negotiate SA Error: retry timeout',
    ],
    code: 'message.gave-up',
    act: (here) => {
      here.args['state'] = /IPsec SA failed/.test(here.said.text) ? 'QUICK_I1' : stateNow(here);
      here.attempt.over = true;
    },
  },
  {
    id: 'established',
    texts: ['established IKE SA {{_rest}}', 'established IKE SA', 'IKE SA established', 'ISAKMP SA established'],
    code: 'ike.established',
    act: (here) => {
      if (here.attempt.established) here.code = null;
      here.attempt.established = true;
      here.args['connection'] = here.attempt.connection;
    },
  },
  {
    id: 'child',
    texts: ['added IPsec SA: SPIs={{spiIn:x}}/{{spiOut:x}}'],
    code: 'child.established',
    act: (here) => {
      for (const name of ['spiIn', 'spiOut'])
        here.args[name] = String(here.args[name] ?? '')
          .toLowerCase()
          .padStart(8, '0');
      here.args['connection'] = here.attempt.connection;
      here.args['protocol'] = 'ESP';
      here.args['localTs'] = here.attempt.notes.get('localTs') ?? null;
      here.args['remoteTs'] = here.attempt.notes.get('remoteTs') ?? null;
    },
  },
  {
    id: 'delete-child',
    texts: ['recv IPsec SA delete, spi count {{_n:n}}', 'recv IPsec SA delete'],
    code: 'delete.received',
    args: { protocol: 'ESP' },
  },
  {
    id: 'delete-ike',
    texts: [
      'recv ISAKMP SA delete {{_rest}}',
      'received delete payload, close IKE SA',
      'recv IKE SA delete',
      'received delete request for IKE SA',
    ],
    code: 'delete.received',
    args: { protocol: 'IKE' },
  },
  {
    id: 'dead',
    texts: ['link fail {{_rest}}', 'dpd failure', 'DPD failed', 'link is dead', 'IKE SA is dead', 'dpd timeout'],
    code: 'ike.peer-dead',
    act: (here) => {
      if (here.said.text.startsWith('link fail') && !/dpd=[1-9]|dpd/.test(here.said.text)) here.code = null;
    },
  },
  { id: 'nat-both', texts: ['NAT detected: ME PEER'], code: 'ike.nat-detected', args: { where: 'both' } },
  { id: 'nat-own', texts: ['NAT detected: ME'], code: 'ike.nat-detected', args: { where: 'local' } },
  { id: 'nat-peer', texts: ['NAT detected: PEER'], code: 'ike.nat-detected', args: { where: 'remote' } },
  { id: 'nat-none', texts: ['NAT not detected'], code: 'ike.nat-detected', args: { where: 'none' } },
  {
    id: 'unknown-spi',
    texts: [
      'invalid ESP 1 (SPI) SPI {{spi:x}} {{_rest}}',
      'invalid ESP (SPI) SPI {{spi:x}}',
      'unknown SPI {{spi:x}} {{_rest}}',
      'unknown SPI {{spi:x}}',
    ],
    code: 'child.unknown-spi',
    args: { what: 'packet' },
  },
  {
    id: 'certificate',
    texts: [
      'certificate validation failed',
      'peer certificate validation failed',
      'cert validation failed',
      'signature verification failed',
      'failed to verify signature',
      'certificate chain validation failed',
    ],
    code: 'auth.certificate-refused',
    act: (here) => {
      here.args['what'] = here.said.text;
      if (/signature/.test(here.said.text)) here.code = 'auth.signature-invalid';
    },
  },
  {
    id: 'certificate-expired',
    texts: ['certificate has expired', 'peer certificate expired', 'certificate expired'],
    code: 'auth.certificate-expired',
  },
  {
    id: 'certificate-untrusted',
    texts: [
      'unable to get local issuer certificate',
      'unable to get issuer certificate',
      'peer certificate issuer not found',
      'CA not found',
      'no CA found',
    ],
    code: 'auth.certificate-untrusted',
  },
  {
    id: 'no-certificate',
    texts: [
      'no local certificate',
      'local certificate not found',
      'unable to find local cert',
      'failed to load local certificate',
    ],
    code: 'auth.certificate-missing',
    args: { whose: 'own' },
  },
  {
    id: 'method',
    texts: [
      'auth method mismatch',
      'authmethod mismatch',
      'unexpected auth method',
      'auth method not allowed',
      'unexpected authentication method',
    ],
    code: 'auth.method-refused',
  },
  {
    id: 'user',
    texts: [
      'XAUTH {{_n:n}} result FNBAM_DENIED',
      'EAP {{_n:n}} result FNBAM_DENIED',
      'XAUTH failed',
      'XAUTH authentication failed',
      'EAP authentication failed',
      "user '{{id:q}}' authentication failed",
      'XAUTH authentication failure',
    ],
    code: 'auth.user-rejected',
  },
  {
    id: 'user-ok',
    texts: [
      'XAUTH succeeded for user "{{id:q}}"',
      "user '{{id:q}}' authenticated group",
      'EAP succeeded for user "{{id:q}}"',
    ],
    code: 'auth.user-ok',
  },
  {
    id: 'address',
    texts: ['mode-cfg allocate {{address:w}}', 'mode-cfg assigned (1) IPv4 address {{address:w}}'],
    code: 'ike.virtual-ip-assigned',
  },
  {
    id: 'address-none',
    texts: [
      'mode-cfg failed to allocate IPv4 address',
      'mode-cfg no free address',
      'no free IP address',
      'mode-cfg could not allocate',
    ],
    code: 'ike.virtual-ip-none',
  },
  {
    id: 'exchange-refused',
    texts: [
      'aggressive mode not allowed',
      'unexpected exchange type',
      'exchange type mismatch',
      'peer requested aggressive mode',
      'mode mismatch',
    ],
    code: 'ike.exchange-refused',
  },
  {
    id: 'version',
    texts: [
      'IKE version mismatch',
      'ignoring IKEv1 request',
      'ignoring IKEv2 request',
      'unsupported IKE version',
      'IKEv2 not enabled',
      'IKEv1 not enabled',
    ],
    code: 'ike.version-by-policy',
  },
  {
    id: 'group',
    texts: ['DH group mismatch', 'invalid KE payload', 'KE payload group mismatch', 'received INVALID_KE_PAYLOAD'],
    code: 'proposal.ke-retry',
    args: { protocol: 'IKE' },
  },
  {
    id: 'no-pfs',
    texts: ['PFS mismatch', 'PFS is required', 'peer proposed no PFS', 'pfs group mismatch', 'PFS DH group mismatch'],
    code: 'proposal.pfs-refused',
  },
];
