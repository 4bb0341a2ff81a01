import type { FactCode } from '../../observations/index.ts';
import type { DeviceRow, Here } from '../device-log/index.ts';
import { isError, notifyWord } from '../device-log/notify.ts';

/** What Junos gives as the error of a negotiation, and whether of the IKE SA (phase 1) or the child (phase 2). */
export function failed(here: Here, reason: string, child: boolean): void {
  const { attempt, desk, line, seq } = here;
  const say = (code: FactCode, args: Parameters<typeof desk.say>[2] = {}): void => {
    desk.say(attempt, code, args, line, seq);
  };
  if (child) attempt.established = true;
  // The same refusal is told by each part of the daemon.
  const once = (name: string): boolean => {
    const again = attempt.notes.get(`said ${name}`) === 'yes';
    attempt.notes.set(`said ${name}`, 'yes');
    return !again;
  };
  if (/no proposal chosen|proposal mismatch|SA payload match failed|NO_PROPOSAL/i.test(reason)) {
    if (!once(child ? 'esp' : 'ike')) return;
    // Who opened the exchange repeats what the peer told it.
    if (attempt.role === 'initiator')
      say('notify.received', {
        notify: 'NO_PROPOSAL_CHOSEN',
        error: true,
        encrypted: child,
        exchange: child ? (attempt.version === 2 ? 'IKE_AUTH' : '') : attempt.version === 2 ? 'IKE_SA_INIT' : '',
      });
    else say('proposal.none-chosen', { protocol: child ? 'ESP' : 'IKE', what: '' });
  } else if (/ike-id validation|id validation failed|invalid id|peer.?s ike.?id|identity/i.test(reason)) {
    if (child) say('policy.selectors-unacceptable', { what: reason });
    else if (once('id')) say('auth.identity-not-matched', { what: reason, sent: attempt.notes.get('peerId') ?? null });
  } else if (
    /authentication failed|auth payload|AUTHENTICATION_FAILED|pre-?shared|hash mismatch|invalid hash/i.test(reason)
  ) {
    if (!once('auth')) return;
    if (/hash/i.test(reason)) say('auth.hash-mismatch');
    else if (attempt.role === 'initiator')
      say('notify.received', {
        notify: 'AUTHENTICATION_FAILED',
        error: true,
        encrypted: attempt.version === 2 ? true : null,
        exchange: attempt.version === 2 ? 'IKE_AUTH' : '',
      });
    else say('auth.failed', { what: reason });
  } else if (
    /traffic.?selector|TS.?unacceptable|proxy.?id|TS_UNACCEPTABLE|no matching phase.?2|selectors/i.test(reason)
  ) {
    if (once('ts')) say('policy.selectors-unacceptable', { what: reason });
  } else if (
    /gateway (?:configuration )?lookup failed|policy lookup|no matching gateway|unknown gateway|gateway not found/i.test(
      reason,
    )
  ) {
    if (once('gw')) say('policy.no-ike-config', { what: reason, remote: attempt.peer?.address ?? null, sure: true });
  } else if (/time[d]? ?out|retry limit|not responding|retransmission|retransmit/i.test(reason)) {
    if (!once('time')) return;
    say('message.gave-up', child ? { state: 'QUICK_I1', hint: 'quick-mode' } : { state: null });
    attempt.over = true;
  } else if (/invalid syntax|payload malformed|invalid payload|decrypt|invalid cookie/i.test(reason)) {
    if (attempt.version === 2 || /syntax/i.test(reason)) {
      if (attempt.role === 'initiator')
        say('notify.received', { notify: 'INVALID_SYNTAX', error: true, encrypted: null });
      else say('message.malformed', { what: reason });
    } else if (once('bad'))
      say('message.undecryptable', { what: reason, firstEncrypted: true, exchange: attempt.exchange ?? 'Main Mode' });
  } else if (/certificate|cert /i.test(reason)) {
    say(
      /expired/i.test(reason)
        ? 'auth.certificate-expired'
        : /no .*cert|missing|not found/i.test(reason)
          ? 'auth.certificate-missing'
          : 'auth.certificate-refused',
      { what: reason, whose: 'peer' },
    );
  } else if (/DH|KE payload|group/i.test(reason)) say('proposal.ke-unacceptable', { protocol: child ? 'ESP' : 'IKE' });
  else if (/version/i.test(reason)) say('ike.version-by-policy', {});
  else if (/exchange|aggressive|main mode/i.test(reason)) say('ike.exchange-refused', { what: reason });
  else say(child ? 'child.failed' : 'ike.failed', { what: reason });
}

/** The fields behind the error: `IKE Version: 1, VPN: v Gateway: g, Local: A/500, Remote: B/500, Local IKE-ID: x, Remote IKE-ID: y, VR-ID: 0: Role: Responder`. */
function parties(here: Here): void {
  const rest = here.captures['_rest'] ?? '';
  const version = /IKE Version: ([12])/.exec(rest)?.[1];
  const gateway = /Gateway: ([^\s,]{1,64})/.exec(rest)?.[1];
  const vpn = /VPN: ([^\s,]{1,64})/.exec(rest)?.[1];
  const local = /Local: ([0-9A-Fa-f.:]{3,45})\/([0-9]{1,5})/.exec(rest);
  const remote = /Remote: ([0-9A-Fa-f.:]{3,45})\/([0-9]{1,5})/.exec(rest);
  const known = (text: string | undefined): string | null =>
    text === undefined || /^Not-Available/i.test(text) ? null : text;
  const refs = {
    connection: known(vpn) ?? known(gateway),
    local: local?.[1] ?? null,
    localPort: Number(local?.[2] ?? 0),
    peer: remote?.[1] ?? null,
    peerPort: Number(remote?.[2] ?? 0),
  };
  here.attempt = here.desk.attempts.find(refs, here.seq);
  const before = here.attempt;
  if (before.over || (before.established && !/IPSec/i.test(here.said.text) && !/completed/.test(here.said.text)))
    here.attempt = here.desk.attempts.begin(refs, here.seq);
  const { attempt } = here;
  if (version !== undefined) attempt.version ??= version === '1' ? 1 : 2;
  if (/Role: Responder/.test(rest)) attempt.role ??= 'responder';
  if (/Role: Initiator/.test(rest)) attempt.role ??= 'initiator';
  const id = /Remote IKE-ID: ([^,]{1,128})/.exec(rest)?.[1];
  if (id !== undefined && known(id) !== null) attempt.notes.set('peerId', id);
}

/** `ipv4_subnet(any:0,[0..7]=10.1.1.0/24)` as the range it holds. */
function selector(text: string | undefined): string | null {
  const found = /=([0-9A-Fa-f.:]{3,45}(?:\/[0-9]{1,3}|-[0-9A-Fa-f.:]{3,45})?)\)?/.exec(text ?? '');
  return found?.[1] ?? null;
}

function phaseParties(here: Here): void {
  const rest = here.captures['_rest'] ?? '';
  const local = selector(/(?:p1_local|local)=(ip[^\s]{1,90})/.exec(rest)?.[1]);
  const peer = selector(/(?:p1_remote|remote)=(ip[^\s]{1,90})/.exec(rest)?.[1]);
  here.attempt = here.desk.attempts.find({ local, peer }, here.seq);
}

function side(here: Here): void {
  const word = here.captures['_side'] ?? '';
  if (/resp/i.test(word)) here.attempt.role ??= 'responder';
  if (/init/i.test(word)) here.attempt.role ??= 'initiator';
}

/** kmd and iked of Junos OS: syslog, and traces of `security ike traceoptions`. Sources: Juniper system log reference, TechLibrary KB articles. */
export const junosRows: readonly DeviceRow[] = [
  {
    id: 'ike-failed',
    texts: [
      'IKE negotiation failed with error: {{_error}}. IKE Version: {{_more}}',
      'IKE negotiation failed with error: {{_error}}',
    ],
    act: (here) => {
      const whole = here.said.text;
      const at = whole.indexOf('IKE Version:');
      parties(withRest(here, at < 0 ? '' : whole.slice(at)));
      failed(here, here.captures['_error'] ?? '', false);
      here.attempt.over = true;
    },
  },
  {
    id: 'ipsec-failed',
    texts: [
      'IPSec negotiation failed with error: {{_error}}. IKE Version: {{_more}}',
      'IPSec negotiation failed with error: {{_error}}',
      'IPsec negotiation failed with error: {{_error}}',
    ],
    act: (here) => {
      const whole = here.said.text;
      const at = whole.indexOf('IKE Version:');
      parties(withRest(here, at < 0 ? '' : whole.slice(at)));
      failed(here, here.captures['_error'] ?? '', true);
    },
  },
  {
    id: 'ike-done',
    texts: ['IKE negotiation successfully completed. {{_rest}}', 'IKE negotiation completed successfully. {{_rest}}'],
    code: 'ike.established',
    act: (here) => {
      parties(here);
      here.attempt.established = true;
      here.args['connection'] = here.attempt.connection;
    },
  },
  {
    id: 'pv-phase1',
    texts: [
      'KMD_VPN_PV_PHASE1: IKE Phase-1 Failure: {{_error}} [{{_rest}}',
      'IKE Phase-1 Failure: {{_error}} [{{_rest}}',
      'IKE Phase-1 Failure: {{_error}}',
    ],
    version: 1,
    act: (here) => {
      here.attempt = here.desk.attempts.find(
        {
          peer: /src_ip=([0-9A-Fa-f.:]{3,45})/.exec(here.captures['_rest'] ?? '')?.[1] ?? null,
          local: /dst_ip=([0-9A-Fa-f.:]{3,45})/.exec(here.captures['_rest'] ?? '')?.[1] ?? null,
        },
        here.seq,
      );
      failed(here, here.captures['_error'] ?? '', false);
    },
  },
  {
    id: 'pv-phase2',
    texts: [
      'KMD_VPN_PV_PHASE2: IKE Phase-2 Failure: {{_error}} [{{_rest}}',
      'IKE Phase-2 Failure: {{_error}} [{{_rest}}',
      'IKE Phase-2 Failure: {{_error}}',
      'IKE Phase-2: Negotiations failed. {{_error}}',
    ],
    version: 1,
    act: (here) => failed(here, here.captures['_error'] ?? '', true),
  },
  {
    id: 'p1-lookup',
    texts: [
      'KMD_PM_P1_POLICY_LOOKUP_FAILURE: Policy lookup for Phase-1 [{{_side}}] failed for {{_rest}}',
      'Policy lookup for Phase-1 [{{_side}}] failed for {{_rest}}',
      'IKE Phase-1: ({{_side}}) Policy lookup failed [{{_rest}}',
      'IKE Phase-1: ({{_side}}) Policy lookup failed{{_rest}}',
    ],
    version: 1,
    act: (here) => {
      phaseParties(here);
      side(here);
      failed(here, 'gateway lookup failed', false);
    },
  },
  {
    id: 'p2-lookup',
    texts: [
      'KMD_PM_P2_POLICY_LOOKUP_FAILURE: Policy lookup for Phase-2 [{{_side}}] failed for {{_rest}}',
      'Policy lookup for Phase-2 [{{_side}}] failed for {{_rest}}',
    ],
    version: 1,
    code: 'policy.selectors-unacceptable',
    act: (here) => {
      phaseParties(here);
      here.attempt.established = true;
      const rest = here.captures['_rest'] ?? '';
      here.args['proposedLocal'] = selector(/p2_local=(ip[^\s]{1,90})/.exec(rest)?.[1]) ?? '';
      here.args['proposedRemote'] = selector(/p2_remote=(ip[^\s]{1,90})/.exec(rest)?.[1]) ?? '';
    },
  },
  {
    id: 'proxy-id',
    texts: [
      'IKE Phase-2: Failed to match the peer proxy IDs [{{_rest}}',
      'Failed to match the peer proxy IDs {{_rest}}',
      'Failed to match the peer proxy ids {{_rest}}',
      'Failed to match peer proxy IDs{{_rest}}',
    ],
    version: 1,
    code: 'policy.selectors-unacceptable',
    act: (here) => {
      const rest = here.captures['_rest'] ?? '';
      const peer = /remote peer ip: ?([0-9A-Fa-f.:]{3,45})/.exec(rest)?.[1] ?? null;
      const local = /local ip: ?([0-9A-Fa-f.:]{3,45})/.exec(rest)?.[1] ?? null;
      here.attempt = here.desk.attempts.find({ peer, local }, here.seq);
      here.attempt.established = true;
      here.args['proposedRemote'] = selector(/(?:p2_)?remote(?:_proxy_id)?=(ip[^\s]{1,90})/.exec(rest)?.[1]) ?? '';
      here.args['proposedLocal'] = selector(/(?:p2_)?local(?:_proxy_id)?=(ip[^\s]{1,90})/.exec(rest)?.[1]) ?? '';
    },
  },
  {
    id: 'ts',
    texts: [
      'KMD_VPN_TS_MISMATCH: Traffic-selector mismatch, vpn name: {{_conn}}, {{_rest}}',
      'Traffic-selector mismatch, vpn name: {{_conn}}, {{_rest}}',
      'Traffic-selector mismatch{{_rest}}',
    ],
    code: 'policy.selectors-unacceptable',
    act: (here) => {
      const rest = here.captures['_rest'] ?? '';
      here.args['proposedLocal'] = selector(/local-ip: ?(ip[^\s]{1,90})/.exec(rest)?.[1]) ?? '';
      here.args['proposedRemote'] = selector(/remote-ip: ?(ip[^\s]{1,90})/.exec(rest)?.[1]) ?? '';
      here.attempt.established = true;
    },
  },
  {
    id: 'phase1-failed',
    texts: [
      'Phase-1 [{{_side}}] failed with error({{_error}}) for {{_rest}}',
      'KMD_PM_P1_FAILED: Phase-1 [{{_side}}] failed with error({{_error}}) for {{_rest}}',
      'Phase-1 [{{_side}}] failed for {{_rest}}',
    ],
    version: 1,
    act: (here) => {
      phaseParties(here);
      side(here);
      failed(here, here.captures['_error'] ?? 'failed', false);
      here.attempt.over = true;
    },
  },
  {
    id: 'phase2-failed',
    texts: [
      'Phase-2 [{{_side}}] failed with error({{_error}}) for {{_rest}}',
      'Phase-2 [{{_side}}] failed for {{_rest}}',
    ],
    version: 1,
    act: (here) => {
      phaseParties(here);
      failed(here, here.captures['_error'] ?? 'failed', true);
    },
  },
  {
    id: 'phase1-done',
    texts: ['Phase-1 [{{_side}}] done for {{_rest}}', 'KMD_PM_P1_DONE: Phase-1 [{{_side}}] done for {{_rest}}'],
    version: 1,
    code: 'ike.established',
    stands: true,
    act: (here) => {
      phaseParties(here);
      side(here);
    },
  },
  {
    id: 'sa',
    texts: [
      'KMD_PM_SA_ESTABLISHED: Local gateway: {{_local:w}} Remote gateway: {{_peer:w}} {{_rest}}',
      'KMD_PM_SA_ESTABLISHED: Local gateway: {{_lg}}, Remote gateway: {{_rg}}, {{_rest}}',
    ],
    act: (here) => {
      const text = here.said.text;
      const local = /Local gateway: ([0-9A-Fa-f.:]{3,45})/.exec(text)?.[1] ?? null;
      const peer = /Remote gateway: ([0-9A-Fa-f.:]{3,45})/.exec(text)?.[1] ?? null;
      here.attempt = here.desk.attempts.find({ local, peer }, here.seq);
      const spi = /\bSPI: 0x([0-9a-f]{1,8})/i.exec(text)?.[1]?.toLowerCase().padStart(8, '0');
      if (spi === undefined) return;
      const { attempt, desk, line, seq } = here;
      attempt.notes.set(/Direction: inbound/i.test(text) ? 'spiIn' : 'spiOut', spi);
      const localTs = selector(/Local ID: (ip[^\s]{1,90})/.exec(text)?.[1]);
      const remoteTs = selector(/Remote ID: (ip[^\s]{1,90})/.exec(text)?.[1]);
      const spiIn = attempt.notes.get('spiIn');
      const spiOut = attempt.notes.get('spiOut');
      if (spiIn === undefined || spiOut === undefined) return;
      attempt.notes.delete('spiIn');
      attempt.notes.delete('spiOut');
      attempt.established = true;
      desk.say(
        attempt,
        'child.established',
        { connection: attempt.connection, spiIn, spiOut, localTs, remoteTs, protocol: 'ESP' },
        line,
        seq,
      );
    },
  },
  {
    id: 'up',
    texts: [
      'KMD_VPN_UP_ALARM_USER: VPN {{_conn:w}} from {{_peer:w}} is up. {{_rest}}',
      'KMD_VPN_UP_ALARM_USER: VPN {{_conn:w}} from {{_peer:w}} is up',
      'VPN {{_conn:w}} from {{_peer:w}} is up',
    ],
    act: (here) => {
      const { attempt, desk, line, seq } = here;
      if (!attempt.established) desk.say(attempt, 'ike.established', { connection: attempt.connection }, line, seq);
      attempt.established = true;
      desk.say(attempt, 'child.established', { connection: attempt.connection }, line, seq);
    },
  },
  {
    id: 'down',
    texts: [
      'KMD_VPN_DOWN_ALARM_USER: VPN {{_conn:w}} from {{_peer:w}} is down. {{_rest}}',
      'KMD_VPN_DOWN_ALARM_USER: VPN {{_conn:w}} from {{_peer:w}} is down',
      'VPN {{_conn:w}} from {{_peer:w}} is down',
    ],
    code: 'ike.deleted',
    over: true,
    act: (here) => {
      const why = /Reason: ?([^,]{1,120})/.exec(here.captures['_rest'] ?? '')?.[1] ?? '';
      here.args['what'] = why;
      here.args['by'] = /dpd|dead/i.test(why)
        ? 'dpd'
        : /delete payload|peer/i.test(why)
          ? 'peer'
          : /clear|config|user/i.test(why)
            ? 'operator'
            : 'self';
      if (/dpd|dead peer/i.test(why)) here.desk.say(here.attempt, 'ike.peer-dead', {}, here.line, here.seq);
    },
  },
  {
    id: 'dead',
    texts: [
      'KMD_DPD_PEER_DOWN: DPD detected peer {{_peer:w}} is dead',
      'DPD detected peer {{_peer:w}} is dead',
      'KMD_DPD_PEER_DOWN: {{_rest}}',
    ],
    code: 'ike.peer-dead',
  },
  {
    id: 'negotiation',
    texts: [
      'iked_pm_ike_spd_notify_received: Negotiation is already failed. Reason: {{_error}}',
      'Negotiation is already failed. Reason: {{_error}}',
    ],
    act: (here) => failed(here, here.captures['_error'] ?? '', false),
  },
  {
    id: 'sa-match',
    texts: [
      'P1 SA payload match failed for sa-cfg {{_conn}}. Aborting negotiation local:{{_local:w}} remote:{{_peer:w}} {{_rest}}',
      'P1 SA payload match failed for sa-cfg {{_conn}}',
      'SA payload match failed',
    ],
    role: 'responder',
    act: (here) => failed(here, 'no proposal chosen', false),
  },
  {
    id: 'ike-id',
    texts: [
      'iked_pm_id_validate id NOT matched',
      "Unable to find ike gateway as peer's IKE-ID received: {{sent}} is not correct",
      'IKE-ID validation failed{{_rest}}',
      'ID validation failed{{_rest}}',
      "Peer's ike-id validation failed during negotiation",
    ],
    code: 'auth.identity-not-matched',
    act: (here) => {
      if (here.attempt.notes.get('said id') === 'yes') here.code = null;
      here.attempt.notes.set('said id', 'yes');
    },
  },
  {
    id: 'gateway',
    texts: [
      'IKE gateway configuration lookup failed during negotiation',
      'Unable to find ike gateway',
      'No IKE gateway found for {{_rest}}',
      'ike gateway lookup failed{{_rest}}',
    ],
    act: (here) => failed(here, 'gateway lookup failed', false),
  },
  {
    id: 'no-key',
    texts: [
      'Unable to find pre-shared key{{_rest}}',
      'No pre-shared key{{_rest}}',
      'pre-shared key not found{{_rest}}',
      'preshared key not found{{_rest}}',
    ],
    code: 'auth.psk-missing',
  },
  {
    id: 'ssh-end',
    texts: [
      '{{_ends}} { {{_cookies}} } {{_mode:w}} Error = {{_error}}',
      '{{_ends}} { {{_cookies}} } {{_mode:w}} Connection timed out or error, calling callback',
    ],
    act: (here) => {
      const found =
        /([0-9A-Fa-f.:]{3,45}|<none>):([0-9]{1,5}) \((Initiator|Responder)\) <-> ([0-9A-Fa-f.:]{3,45}):([0-9]{1,5})$/.exec(
          here.captures['_ends'] ?? '',
        );
      if (found === null) return;
      const [, local = '', localPort = '', role = '', peer = '', peerPort = ''] = found;
      const cookies = /^([0-9a-f]{8} ?[0-9a-f]{8}) - ([0-9a-f]{8} ?[0-9a-f]{8})/i.exec(here.captures['_cookies'] ?? '');
      const spi = (text: string | undefined): string | null => text?.replaceAll(' ', '').toLowerCase() ?? null;
      here.attempt = here.desk.attempts.find(
        {
          local: local === '<none>' ? null : local,
          localPort: Number(localPort),
          peer,
          peerPort: Number(peerPort),
          initiatorSpi: spi(cookies?.[1]),
          responderSpi: spi(cookies?.[2]),
        },
        here.seq,
      );
      here.attempt.version ??= 1;
      const mode = (here.captures['_mode'] ?? '').replace(/;$/, '');
      const child = mode === 'QM';
      if (!child) here.attempt.role ??= role === 'Initiator' ? 'initiator' : 'responder';
      if (mode === 'IP') here.attempt.exchange ??= 'Main Mode';
      if (mode === 'Aggr') here.attempt.exchange ??= 'Aggressive Mode';
      failed(here, here.captures['_error'] ?? 'timed out', child);
    },
  },
  {
    id: 'notify',
    texts: [
      'Received error notify payload {{notify}}',
      'Received notify {{notify:w}}',
      'Received error notify {{notify:w}}',
      'ikev2_process_notify: Received {{notify:w}}',
    ],
    code: 'notify.received',
    act: (here) => {
      const name = notifyWord(String(here.args['notify'] ?? '').replace(/[.,]$/, ''));
      here.args['notify'] = name;
      here.args['error'] = isError(name);
      if (!isError(name)) here.code = null;
    },
  },
  {
    id: 'nat-own',
    texts: ['NAT detected on our side', 'Local end is behind NAT', 'We are behind NAT'],
    code: 'ike.nat-detected',
    args: { where: 'local' },
  },
  {
    id: 'nat-peer',
    texts: ['NAT detected on remote side', 'Remote end is behind NAT', 'Peer is behind NAT'],
    code: 'ike.nat-detected',
    args: { where: 'remote' },
  },
  {
    id: 'certificate',
    texts: [
      'Certificate validation failed{{_rest}}',
      'certificate verification failed{{_rest}}',
      'PKID_PV_CERT_CHAIN_FAILED: {{_rest}}',
      'Peer certificate validation failed{{_rest}}',
    ],
    code: 'auth.certificate-refused',
    act: (here) => {
      here.args['what'] = here.said.text;
    },
  },
  {
    id: 'certificate-expired',
    texts: ['PKID_PV_CERT_EXPIRED: {{_rest}}', 'certificate expired{{_rest}}'],
    code: 'auth.certificate-expired',
  },
  {
    id: 'bad-spi',
    texts: [
      'Received IPSec packet with invalid SPI {{spi:x}}{{_rest}}',
      'RT_IPSEC_BAD_SPI: IPSec tunnel on {{_rest}}',
      'IPSec tunnel on int {{_int}} with tunnel ID {{_id2}} received a packet with a bad SPI. {{_rest}}',
    ],
    code: 'child.unknown-spi',
    args: { what: 'packet' },
    act: (here) => {
      const spi = /SPI: ?0x([0-9a-f]{1,8})/i.exec(here.said.text)?.[1];
      if (spi !== undefined) here.args['spi'] = spi.toLowerCase();
    },
  },
];

function withRest(here: Here, rest: string): Here {
  (here.captures as Record<string, string>)['_rest'] = rest;
  return here;
}
