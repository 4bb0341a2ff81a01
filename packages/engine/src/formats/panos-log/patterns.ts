import type { FactCode } from '../../observations/index.ts';
import type { DeviceRow, Here } from '../device-log/index.ts';
import { noParts, proposalOf } from '../device-log/proposals.ts';
import { isError, notifyWord } from '../device-log/notify.ts';

/** `198.51.100.1[500]-203.0.113.9[500] cookie:84222f276c2fa2e9:0000000000000000`: ours first. */
export function failedSa(here: Here): void {
  const text = here.said.text;
  const found = /([0-9A-Fa-f.:]{3,45})\[([0-9]{1,5})\] ?- ?([0-9A-Fa-f.:]{3,45})\[([0-9]{1,5})\]/.exec(text);
  if (found === null) return;
  const spis = /(?:cookie|SPI) ?: ?([0-9a-f]{16}) ?: ?([0-9a-f]{16})/i.exec(text);
  here.attempt = here.desk.attempts.find(
    {
      ...here.refs,
      local: found[1] ?? null,
      localPort: Number(found[2]),
      peer: found[3] ?? null,
      peerPort: Number(found[4]),
      initiatorSpi: spis?.[1]?.toLowerCase() ?? null,
      responderSpi: spis?.[2]?.toLowerCase() ?? null,
    },
    here.seq,
  );
}

/** Role, version and exchange as the words tell them. */
function parties(here: Here): void {
  const { text } = here.said;
  failedSa(here);
  const { attempt } = here;
  const two = /phase-?2|child SA|quick mode/i.test(text);
  if (/IKEv2/i.test(text)) attempt.version ??= 2;
  else if (/phase-?[12]|main mode|aggressive|quick mode/i.test(text)) attempt.version ??= 1;
  if (!two && /as initiator/i.test(text)) attempt.role ??= 'initiator';
  if (!two && /as responder/i.test(text)) attempt.role ??= 'responder';
  if (/main mode/i.test(text)) attempt.exchange ??= 'Main Mode';
  if (/aggressive mode/i.test(text)) attempt.exchange ??= 'Aggressive Mode';
}

function say(here: Here, code: FactCode, args: Record<string, string | number | boolean | null> = {}): void {
  const key = `said ${code}`;
  if (here.attempt.notes.get(key) === 'yes') return;
  here.attempt.notes.set(key, 'yes');
  here.desk.say(here.attempt, code, args, here.line, here.seq);
}

/** Words that tell why, wherever they stand in a line about a failure. True when they told. */
export function reason(here: Here, child: boolean): boolean {
  const { text } = here.said;
  const { attempt } = here;
  if (/pre-?shared key mismatch/i.test(text)) {
    if (attempt.version === 2) say(here, 'auth.psk-mac-mismatch');
    else {
      attempt.version ??= 1;
      say(here, 'message.undecryptable', {
        what: 'likely pre-shared key mismatch',
        firstEncrypted: true,
        exchange: attempt.exchange ?? 'Main Mode',
      });
    }
  } else if (
    /peer-ID must be type IP|peer identifier|mismatch(?:ed)? (?:peer )?id|ID mismatch|identification.*mismatch|peer ID .*(?:not match|mismatch)|received ID_[IR] .*(?:no match|does not match)/i.test(
      text,
    )
  ) {
    const sent = /(?:Received type|received) ([A-Za-z0-9_:.@ -]{1,80})/.exec(text)?.[1] ?? null;
    say(here, 'auth.identity-not-matched', { what: text.slice(0, 160), sent });
  } else if (
    /couldn.?t find configuration|no configuration found|cannot find .*gateway|no matching .*gateway/i.test(text)
  ) {
    const remote = /peer IP ([0-9A-Fa-f.:]{3,45})/.exec(text)?.[1] ?? null;
    say(here, 'policy.no-ike-config', { remote, what: 'no gateway for the peer', sure: true });
  } else if (/pfs group mismatch/i.test(text)) {
    const found = /my: ?([0-9]{1,2}) ?,? ?peer: ?([0-9]{1,2})/.exec(text);
    attempt.established = true;
    say(here, 'proposal.pfs-refused', { wanted: found?.[1] ?? null, offered: found?.[2] ?? null });
  } else if (/message lacks KE payload|lacks KE payload/i.test(text)) {
    attempt.established = true;
    say(here, 'proposal.pfs-refused', { what: 'no KE payload' });
  } else if (/received KE type ([0-9]{1,2}), expected ([0-9]{1,2})/i.test(text)) {
    const found = /received KE type ([0-9]{1,2}), expected ([0-9]{1,2})/i.exec(text);
    if (child) say(here, 'proposal.pfs-refused', { offered: found?.[1] ?? null, wanted: found?.[2] ?? null });
    else
      say(here, 'proposal.none-chosen', {
        protocol: 'IKE',
        what: `group: received ${found?.[1] ?? ''}, expected ${found?.[2] ?? ''}`,
      });
  } else if (/proxy ?id|traffic selector|matching (?:phase-2|IPSec) tunnel|TS_UNACCEPTABLE/i.test(text)) {
    attempt.established = true;
    const id = (side: string): string =>
      new RegExp(`received ${side} id: ?([0-9A-Fa-f.:/-]{3,90})`, 'i').exec(text)?.[1] ?? '';
    say(here, 'policy.selectors-unacceptable', {
      proposedLocal: id('local'),
      proposedRemote: id('remote'),
      what: 'no tunnel for these proxy IDs',
    });
  } else if (
    /no suitable proposal|no proposal chosen|NO_PROPOSAL_CHOSEN|unable to process peer.?s SA payload|proposal mismatch/i.test(
      text,
    )
  ) {
    if (child) attempt.established = true;
    if (/received notify|notify type|notification message received/i.test(text) || attempt.role === 'initiator')
      say(here, 'notify.received', {
        notify: 'NO_PROPOSAL_CHOSEN',
        error: true,
        encrypted: child,
        exchange: child || attempt.version === 1 ? '' : 'IKE_SA_INIT',
      });
    else say(here, 'proposal.none-chosen', { protocol: child ? 'ESP' : 'IKE', what: '' });
  } else if (/AUTHENTICATION_FAILED/i.test(text))
    say(here, 'notify.received', {
      notify: 'AUTHENTICATION_FAILED',
      error: true,
      encrypted: true,
      exchange: 'IKE_AUTH',
    });
  else if (/certificate.*expired|expired certificate/i.test(text)) say(here, 'auth.certificate-expired');
  else if (/unable to get (?:local )?issuer|untrusted|self.?signed/i.test(text))
    say(here, 'auth.certificate-untrusted');
  else if (/certificate.*(?:invalid|fail|revoked)|cert.*verif.*fail/i.test(text))
    say(here, 'auth.certificate-refused', { what: text.slice(0, 160) });
  else if (/authentication (?:result: )?(?:failed|error)|authentication failed/i.test(text))
    say(here, 'auth.failed', { what: 'authentication failed' });
  else if (/time(?:d)? ?out|retransmit count exceeded|negotiation timeout/i.test(text)) {
    if (child && attempt.version !== 2) attempt.established = true;
    say(here, 'message.gave-up', child ? { state: 'QUICK_I1', hint: 'quick-mode' } : { state: null });
  } else return false;
  return true;
}

function failure(here: Here): void {
  parties(here);
  const child = /phase-?2|child SA|quick mode/i.test(here.said.text);
  if (!reason(here, child)) {
    here.attempt.notes.set('failed', child ? 'child' : 'ike');
    here.desk.say(
      here.attempt,
      child ? 'child.failed' : 'ike.failed',
      { what: here.said.text.slice(0, 120) },
      here.line,
      here.seq,
    );
  }
  if (!child) here.attempt.over = true;
}

/** ikemgr of PAN-OS: `ikemgr.log` and system log of type vpn. Source: Palo Alto Networks, "Interpret VPN Error Messages". */
export const panosRows: readonly DeviceRow[] = [
  {
    id: 'started',
    texts: [
      '====> PHASE-1 NEGOTIATION STARTED AS {{_rest}}',
      '====> IKEv2 IKE SA NEGOTIATION STARTED AS {{_rest}}',
      'IKE phase-1 negotiation is started as {{_rest}}',
      'IKEv2 IKE SA negotiation is started as {{_rest}}',
    ],
    starts: true,
    act: (here) => {
      parties(here);
      const { attempt, desk, line, seq } = here;
      desk.say(
        attempt,
        attempt.role === 'responder' ? 'ike.responding' : 'ike.initiating',
        { version: attempt.version, exchange: attempt.exchange },
        line,
        seq,
      );
    },
  },
  {
    id: 'initiated',
    texts: ['====> Initiated SA: {{_rest}}'],
    act: failedSa,
  },
  {
    id: 'child-started',
    texts: [
      '====> PHASE-2 NEGOTIATION STARTED AS {{_rest}}',
      'IKE phase-2 negotiation is started as {{_rest}}',
      '====> IKEv2 CHILD SA NEGOTIATION STARTED AS {{_rest}}',
      'IKEv2 child SA negotiation is started as {{_rest}}',
    ],
    act: (here) => {
      parties(here);
      if (here.attempt.version === 1)
        here.desk.tell(
          here.attempt,
          {
            way: /as initiator/i.test(here.said.text) ? 'out' : 'in',
            exchange: 'Quick Mode',
            step: 1,
            messageId: null,
          },
          here.line,
          here.seq,
        );
    },
  },
  {
    id: 'established',
    texts: [
      '====> PHASE-1 NEGOTIATION SUCCEEDED AS {{_rest}}',
      '====> IKEv2 IKE SA NEGOTIATION SUCCEEDED AS {{_rest}}',
      'IKE phase-1 negotiation is succeeded as {{_rest}}',
      'IKEv2 IKE SA negotiation is succeeded as {{_rest}}',
      'IKEv2 IKE SA NEGOTIATION SUCCEEDED',
    ],
    code: 'ike.established',
    act: (here) => {
      parties(here);
      if (here.attempt.established) here.code = null;
      here.attempt.established = true;
      here.args['connection'] = here.attempt.connection;
    },
  },
  { id: 'established-sa', texts: ['====> Established SA: {{_rest}}'], act: failedSa },
  {
    id: 'child',
    texts: [
      '====> IPSEC KEY INSTALLATION SUCCEEDED; {{_rest}}',
      'IPSec key installed. Installed SA: {{_rest}}',
      'IPSEC KEY INSTALLATION SUCCEEDED',
      '====> PHASE-2 NEGOTIATION SUCCEEDED AS {{_rest}}',
      'IKE phase-2 negotiation is succeeded as {{_rest}}',
      'IKEv2 child SA negotiation is succeeded as {{_rest}}',
      '====> IKEv2 CHILD SA NEGOTIATION SUCCEEDED AS {{_rest}}',
    ],
    act: (here) => {
      parties(here);
      const spis = /SPI: ?0x([0-9a-f]{1,8})\/0x([0-9a-f]{1,8})/i.exec(here.said.text);
      if (here.attempt.notes.get('child') === 'yes' && spis === null) return;
      here.attempt.notes.set('child', 'yes');
      here.desk.say(
        here.attempt,
        'child.established',
        {
          connection: here.attempt.connection,
          spiIn: spis?.[1]?.toLowerCase().padStart(8, '0') ?? null,
          spiOut: spis?.[2]?.toLowerCase().padStart(8, '0') ?? null,
          protocol: 'ESP',
        },
        here.line,
        here.seq,
      );
    },
  },
  {
    id: 'failed',
    texts: [
      '====> PHASE-1 NEGOTIATION FAILED AS {{_rest}}',
      '====> PHASE-2 NEGOTIATION FAILED AS {{_rest}}',
      '====> IKEv2 IKE SA NEGOTIATION FAILED AS {{_rest}}',
      '====> IKEv2 CHILD SA NEGOTIATION FAILED AS {{_rest}}',
      'IKE phase-1 negotiation is failed{{_rest}}',
      'IKE phase-2 negotiation is failed{{_rest}}',
      'IKE phase-2 negotiation failed when processing {{_rest}}',
      'IKE phase-1 negotiation failed{{_rest}}',
      'IKE phase 1 negotiation is failed{{_rest}}',
      'IKEv2 IKE SA negotiation is failed{{_rest}}',
      'IKEv2 SA negotiation is failed{{_rest}}',
      'IKEv2 child SA negotiation is failed{{_rest}}',
      'IKEv2 child SA negotiation failed when processing {{_rest}}',
      'IKEv2 certificate authentication failed{{_rest}}',
      'phase-1 negotiation failed{{_rest}}',
    ],
    ambiguousWith: ['auth.psk-mismatch', 'proposal.ike-mismatch', 'policy.selector-mismatch'],
    code: 'ike.failed',
    act: (here) => {
      here.code = null;
      failure(here);
    },
  },
  {
    id: 'failed-sa',
    texts: ['====> Failed SA: {{_rest}}', 'Failed SA: {{_rest}}'],
    act: (here) => {
      failedSa(here);
      reason(here, here.attempt.notes.get('failed') === 'child');
    },
  },
  {
    id: 'not-presented',
    texts: [
      "Configured {{_kind}} '{{_value}}' was not presented in the {{_where}}. {{_rest}}",
      "Configured {{_kind}} '{{_value}}' was not presented in the {{_where}}",
      "Configured {{_kind}} '{{_value}}' was not presented",
    ],
    code: 'proposal.none-chosen',
    act: (here) => {
      const { attempt, desk, captures, args, line, seq } = here;
      const kind = captures['_kind'] ?? '';
      const value = captures['_value'] ?? '';
      const child = /IPSec|ESP|child/i.test(`${kind} ${captures['_where'] ?? ''}`);
      args['protocol'] = child ? 'ESP' : 'IKE';
      args['what'] = `${kind}: ${value} not offered`;
      const parts = noParts();
      if (/encr/i.test(kind)) parts.cipher = value;
      else if (/integ|auth|hash/i.test(kind)) parts.hash = value;
      else if (/group|DH|Diffie/i.test(kind)) parts.group = value;
      else if (!/prf/i.test(kind)) here.code = null;
      const proposal = proposalOf(child ? 'ESP' : 'IKE', parts);
      if (proposal !== null)
        desk.say(attempt, 'proposal.configured', { protocol: child ? 'ESP' : 'IKE', proposals: [proposal] }, line, seq);
    },
  },
  {
    id: 'reason',
    texts: [
      'pfs group mismatched{{_rest}}',
      'no suitable proposal found{{_rest}}',
      'no proposal chosen{{_rest}}',
      "couldn't find configuration{{_rest}}",
      "Couldn't find configuration{{_rest}}",
      'cannot find matching {{_rest}}',
      'authentication failed{{_rest}}',
      'authentication result: {{_rest}}',
      'message lacks KE payload{{_rest}}',
      'received KE type {{_rest}}',
      'When pre-shared key is used, peer-ID must be type IP address{{_rest}}',
      'unable to get local issuer certificate{{_rest}}',
      'proxy ID mismatch{{_rest}}',
      'TS_UNACCEPTABLE{{_rest}}',
    ],
    code: 'ike.failed',
    act: (here) => {
      here.code = null;
      reason(here, here.attempt.established || /proxy|phase-2|pfs/i.test(here.said.text));
    },
  },
  {
    id: 'notify',
    texts: [
      'IKE protocol notification message received: {{notify}}',
      'received notify type {{notify:w}}',
      'received Notify type {{notify:w}}',
      'notification {{notify:w}} received in {{_where}}',
      'fatal {{notify:w}} notify message, {{_rest}}',
      'IKEv2 received notify type {{notify:w}}',
    ],
    code: 'notify.received',
    act: (here) => {
      failedSa(here);
      const name = notifyWord(String(here.args['notify'] ?? '').replace(/[.,].{0,200}$/, ''));
      here.args['notify'] = name;
      here.args['error'] = isError(name);
      here.args['encrypted'] =
        here.attempt.established || (here.attempt.version === 2 && name === 'AUTHENTICATION_FAILED') ? true : null;
      if (here.attempt.version === 2 && name === 'AUTHENTICATION_FAILED') here.args['exchange'] = 'IKE_AUTH';
      if (!isError(name)) here.code = null;
    },
  },
  {
    id: 'notify-sent',
    texts: ['IKE protocol notification message sent: {{notify}}', 'sending notify type {{notify:w}}'],
    code: 'notify.sent',
    act: (here) => {
      failedSa(here);
      const name = notifyWord(String(here.args['notify'] ?? '').replace(/[.,].{0,200}$/, ''));
      here.args['notify'] = name;
      here.args['error'] = isError(name);
      if (!isError(name)) here.code = null;
    },
  },
  {
    id: 'dead',
    texts: [
      'IKE phase-1 SA is down determined by DPD',
      'IKEv2 IKE SA is down determined by DPD',
      'DPD: remote {{_rest}} seems to be dead',
      'DPD: remote {{_rest}}',
      'IKE SA is down determined by DPD',
    ],
    code: 'ike.peer-dead',
    act: failedSa,
  },
  {
    id: 'delete',
    texts: [
      'IKE protocol phase-1 SA delete message received from peer{{_rest}}',
      'IKE protocol IKE SA delete message received from peer{{_rest}}',
      'IKEv2 IKE SA delete message received from peer{{_rest}}',
    ],
    code: 'delete.received',
    args: { protocol: 'IKE' },
    act: failedSa,
  },
  {
    id: 'delete-child',
    texts: [
      'IKE protocol phase-2 SA delete message received from peer{{_rest}}',
      'IKE protocol IPSec SA delete message received from peer{{_rest}}',
    ],
    code: 'delete.received',
    args: { protocol: 'ESP' },
    act: failedSa,
  },
  { id: 'nat-own', texts: ['NAT detected: ME'], code: 'ike.nat-detected', args: { where: 'local' } },
  { id: 'nat-peer', texts: ['NAT detected: PEER'], code: 'ike.nat-detected', args: { where: 'remote' } },
  { id: 'nat-both', texts: ['NAT detected: ME PEER'], code: 'ike.nat-detected', args: { where: 'both' } },
  { id: 'repeated', texts: ['the packet is retransmitted by {{_peer}}['], code: 'message.peer-retransmitted' },
];
