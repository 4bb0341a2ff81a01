import type { ArgValue, FactCode } from '../../observations/index.ts';
import type { EventDesk } from './desk.ts';
import type { WindowsEvent } from './event.ts';
import { address, allText, field, spi, valueAt } from './fields.ts';
import { ipsecSubcategories } from '../windows-output/auditpol.ts';
import { errorOf, sentenceOf } from './sentences.ts';

/** What a record without a negotiation says; `null`: nothing for a diagnosis. */
type Teller = (desk: EventDesk, event: WindowsEvent) => void;

const say =
  (code: FactCode, args: Readonly<Record<string, ArgValue>> = {}): Teller =>
  (desk, event) => {
    desk.say(null, code, args, event);
  };

/** A sentence of 615, 616, 4711, 4712 or of the application log. */
const sentence: Teller = (desk, event) => {
  const text = allText(event);
  const found = sentenceOf(text);
  if (found === null) return;
  const error = errorOf(text);
  for (const { code, args } of found.says)
    desk.say(null, code, error === null ? { ...args } : { ...args, error }, event);
};

const policy =
  (code: FactCode, store: string): Teller =>
  (desk, event) => {
    const name = field(event, 'Policy');
    const error = field(event, 'Error');
    desk.say(null, code, { store, ...(name === null ? {} : { name }), ...(error === null ? {} : { error }) }, event);
  };

/** Packets of a peer that the driver dropped; a count where the record sums them up. */
const dropped =
  (code: FactCode, args: Readonly<Record<string, ArgValue>> = {}): Teller =>
  (desk, event) => {
    const legacy = event.id >= 4281 && event.id <= 4291;
    const remote = address(legacy ? valueAt(event, 2) : field(event, 'RemoteAddress'));
    const count = legacy ? valueAt(event, 1) : field(event, 'Count');
    const session = remote === null ? null : desk.goesOn({ peer: { address: remote, port: 0 } });
    desk.say(
      session,
      code,
      {
        ...args,
        remote,
        spi: legacy ? null : spi(field(event, 'SPI')),
        count: count === null ? 1 : Number(count) || 1,
      },
      event,
    );
  };

const dos: Teller = (desk, event) => {
  const text = allText(event).toLowerCase();
  if (text.includes('8215') || text.includes('stopped') || text.includes('recovered')) return;
  desk.say(null, 'ike.cookie-demanded', {}, event);
};

/** 4719: what is audited was changed. `%%8448` success removed, `%%8449` success added, `%%8450` and `%%8451` the same for failures. */
const auditing: Teller = (desk, event) => {
  const what = ipsecSubcategories.get((field(event, 'SubcategoryGuid') ?? '').replace(/[{}]/g, '').toLowerCase());
  if (what === undefined) return;
  const changes = field(event, 'AuditPolicyChanges') ?? '';
  const removed = changes.includes('8448') || changes.includes('8450') || /removed/i.test(changes);
  desk.say(null, 'log.auditing-changed', { what, on: !removed }, event);
};

/** 612: what XP and Server 2003 audit; the third and fourth value are success and failure of logons, among which IKE is recorded (IKE-11). */
const legacyAuditing: Teller = (desk, event) => {
  const [success, failure] = [valueAt(event, 2), valueAt(event, 3)];
  const known = [success, failure].every((value) => value === '+' || event.data.length >= 18);
  if (known) desk.say(null, 'log.auditing-changed', { what: 'Logon/Logoff', on: failure === '+' }, event);
};

/** A log was emptied: its channel, where the record names it. Only those that record IPsec matter. */
const cleared: Teller = (desk, event) => {
  const channel = event.id === 104 ? (field(event, 'Channel') ?? valueAt(event, 2) ?? '') : 'Security';
  if (/^(?:security|system|application)$/i.test(channel)) desk.say(null, 'log.cleared', { what: channel }, event);
};

/** A session by the address that the computer's record names, for what is said of a peer without an SA. */
const logonRight: Teller = (desk, event) => {
  const status = `${field(event, 'Status') ?? ''} ${field(event, 'SubStatus') ?? ''}`.toLowerCase();
  // 0xC000015B: the logon type is not granted (STATUS_LOGON_TYPE_NOT_GRANTED); 534 of legacy systems is written for nothing else.
  if (event.id === 4625 && !status.includes('0xc000015b')) return;
  const account = event.id === 4625 ? field(event, 'TargetUserName') : valueAt(event, 0);
  const remote = event.id === 4625 ? address(field(event, 'IpAddress')) : null;
  desk.say(null, 'auth.logon-right-missing', { account, remote, what: 'network logon' }, event);
};

/** Services that IPsec cannot do without, by their name in the registry and by the one that is shown (English). */
const needed = /\b(?:ikeext|policyagent|bfe|ipsec services|ipsec policy agent|ike and authip|base filtering engine)\b/i;
/** Of these the ones that are IKE itself: since Vista the policy agent comes and goes as it is asked for, and IKE runs on. */
const ikeItself = /\b(?:ikeext|ipsec services|ike and authip)\b/i;
const access = /\b(?:remoteaccess|routing and remote access)\b/i;

/** `IKEEXT/4` in the record's bytes: name in the registry and state (SERVICE_STATUS: 1 stopped, 4 running), in every language. */
function serviceState(event: WindowsEvent): { readonly name: string; readonly state: string } | null {
  const hex = field(event, 'Binary')?.replace(/\s+/g, '') ?? '';
  if (!/^(?:[0-9a-f]{2}00){3,80}$/i.test(hex)) return null;
  let text = '';
  for (let at = 0; at + 4 <= hex.length; at += 4)
    text += String.fromCharCode(Number.parseInt(hex.slice(at, at + 2), 16));
  const found = /^([\w .-]{1,64})\/([0-9])\0?$/.exec(text);
  if (found === null) return null;
  return { name: found[1] ?? '', state: found[2] === '4' ? 'running' : found[2] === '1' ? 'stopped' : '' };
}

/** Records of the service control manager about the services IPsec needs. */
const services: Teller = (desk, event) => {
  const told = serviceState(event);
  const text = `${told?.name ?? ''} ${allText(event)}`;
  if (!needed.test(text) && !access.test(text)) return;
  const what = (valueAt(event, 0) ?? told?.name ?? text).slice(0, 80);
  if (event.id === 7036) {
    const state = told?.state ?? (valueAt(event, 1) ?? '').toLowerCase();
    if (ikeItself.test(text)) {
      if (state === 'running') desk.say(null, 'daemon.started', { product: what }, event);
      else if (state === 'stopped') desk.say(null, 'daemon.stopping', {}, event);
    } else if (access.test(text) && state === 'running') {
      // Its automatic policy for L2TP is what matters of it (RRAS-02); whether it runs is no matter of IKE.
      desk.say(null, 'host.remote-access', { what }, event);
    }
    return;
  }
  if (!needed.test(text)) return;
  const error = [1, 2]
    .map((place) => valueAt(event, place))
    .find((value) => value !== null && /^(?:%%)?[0-9]+$/.test(value));
  if (event.id === 7031 || event.id === 7034 || event.id === 7032) desk.say(null, 'daemon.crashed', { what }, event);
  else
    desk.say(null, 'daemon.start-failed', { what, ...(error === undefined || error === null ? {} : { error }) }, event);
};

/** Kerberos: the error of the KDC that says that clocks differ (RFC 4120 7.5.9: 0x25). */
const kerberosError: Teller = (desk, event) => {
  const text = allText(event);
  if (/\b0x25\b|KRB_AP_ERR_SKEW/i.test(text))
    desk.say(null, 'host.clock-unsynchronised', { what: 'KRB_AP_ERR_SKEW' }, event);
  else if (/\bKRB_AP_ERR_MODIFIED\b/i.test(text) || event.id === 4)
    desk.say(null, 'host.computer-account', { what: 'KRB_AP_ERR_MODIFIED' }, event);
};

/** The host lost its link or its power: what its peers then see of it is silence (IKE-19). */
const away =
  (what: string): Teller =>
  (desk, event) =>
    desk.say(null, 'host.away', { what }, event);

/** The system stopped with a bug check (APP-05): its code, from `0x0000007e (0x…, 0x…, 0x…, 0x…)`. */
const crashed: Teller = (desk, event) => {
  const code = /\b0x[0-9a-f]{8}\b/i.exec(valueAt(event, 0) ?? allText(event))?.[0] ?? null;
  desk.say(null, 'host.crashed', code === null ? {} : { what: code.toLowerCase() }, event);
};

/** A provider by a part of its name, without regard to case. */
interface Row {
  readonly provider: RegExp;
  readonly ids: Readonly<Record<number, Teller>>;
}

const policyAgentLegacy: Readonly<Record<number, Teller>> = Object.fromEntries(
  [
    2, 5, 6, 8, 13, 14, 16, 24, 25, 26, 160, 168, 169, 260, 263, 264, 265, 266, 267, 268, 269, 272, 273, 295, 296, 297,
    307,
  ].map((id) => [id, sentence]),
);

const security: Readonly<Record<number, Teller>> = {
  517: cleared,
  534: logonRight,
  550: dos,
  612: legacyAuditing,
  613: say('daemon.started', { product: 'IPsec Services' }),
  614: say('policy.none-active', { what: 'IPsec Services disabled' }),
  615: sentence,
  616: (desk, event) => {
    if (sentenceOf(allText(event)) !== null) sentence(desk, event);
    else desk.say(null, 'policy.rules-left-out', { what: 'IPsec Services' }, event);
  },
  864: dropped('esp.integrity-failed'),
  865: dropped('esp.replayed'),
  866: dropped('esp.replayed'),
  867: dropped('esp.clear-received'),
  4625: logonRight,
  4646: dos,
  4710: say('policy.none-active', { what: 'IPsec Policy Agent disabled' }),
  4711: sentence,
  4712: (desk, event) => security[616]?.(desk, event),
  4719: auditing,
  4960: dropped('esp.integrity-failed'),
  4961: dropped('esp.replayed'),
  4962: dropped('esp.replayed'),
  4963: dropped('esp.clear-received'),
  4965: dropped('child.unknown-spi'),
  5453: say('daemon.needed-and-down', { what: 'IKEEXT' }),
  5456: policy('policy.applied', 'directory'),
  5457: policy('policy.apply-failed', 'directory'),
  5458: policy('policy.applied', 'cache'),
  5459: policy('policy.apply-failed', 'cache'),
  5460: policy('policy.applied', 'local'),
  5461: policy('policy.apply-failed', 'local'),
  5462: policy('policy.rules-left-out', 'active'),
  5466: say('policy.directory-unreachable', { cached: true, what: 'poll' }),
  5471: policy('policy.applied', 'local'),
  5472: policy('policy.apply-failed', 'local'),
  5473: policy('policy.applied', 'directory'),
  5474: policy('policy.apply-failed', 'directory'),
  5477: (desk, event) =>
    desk.say(null, 'policy.rules-left-out', { what: 'quick mode filter', error: field(event, 'Error') }, event),
  5480: say('policy.rules-left-out', { what: 'interfaces' }),
  5483: say('daemon.start-failed', { what: 'RPC server' }),
  5484: say('daemon.crashed', { what: 'IPsec Policy Agent' }),
  5485: say('policy.rules-left-out', { what: 'filters' }),
};

const driver: Readonly<Record<number, Teller>> = {
  4281: say('daemon.start-failed', { what: 'IPsec driver' }),
  4282: say('daemon.start-failed', { what: 'IPsec driver' }),
  4283: dropped('child.unknown-spi'),
  4284: dropped('esp.clear-received'),
  4285: dropped('esp.integrity-failed'),
  4286: dropped('esp.invalid', { what: 'syntax' }),
  4287: dropped('esp.invalid', { what: 'protocol' }),
  4288: dropped('esp.invalid', { what: 'unknown' }),
  4289: (desk, event) => {
    const remote = address(valueAt(event, 1));
    const session = remote === null ? null : desk.goesOn({ peer: { address: remote, port: 0 } });
    desk.say(session, 'policy.filter-missing', { remote, what: '4289' }, event);
  },
  4292: say('driver.mode', { mode: 'block', starting: false }),
  4293: say('driver.mode', { mode: 'bypass', starting: false }),
  4294: say('driver.mode', { mode: 'secure', starting: false }),
  4295: say('driver.mode', { mode: 'bypass', starting: true }),
  4296: say('driver.mode', { mode: 'block', starting: true }),
  4297: say('driver.mode', { mode: 'stateful', starting: true }),
  1282: say('daemon.bind-failed', { port: 500 }),
};

/** Rows in order; the first whose provider and id fit is taken. */
const rows: readonly Row[] = [
  { provider: /^(?:security|microsoft-windows-security-auditing)$/i, ids: security },
  {
    provider: /^microsoft-windows-eventlog$/i,
    ids: {
      104: cleared,
      1102: cleared,
      1104: say('log.auditing-changed', { what: 'security log is full', on: false }),
    },
  },
  { provider: /^(?:ipsec)$/i, ids: driver },
  { provider: /^(?:policyagent|ipsec policy agent)$/i, ids: policyAgentLegacy },
  {
    provider: /^ipsecpolicystorage$/i,
    ids: Object.fromEntries([2, 3, 4, 5, 6, 7, 9, 10, 14].map((id) => [id, sentence])),
  },
  {
    provider: /^oakley$/i,
    ids: {
      507: say('host.computer-account', { what: 'Kerberos credentials' }),
      520: say('daemon.bind-failed', { port: 500 }),
      526: say('host.computer-account', { what: 'SSPI principal' }),
    },
  },
  {
    provider: /^(?:service control manager|microsoft-windows-service control manager)$/i,
    ids: Object.fromEntries([7000, 7001, 7022, 7023, 7024, 7031, 7032, 7034, 7036, 7038].map((id) => [id, services])),
  },
  {
    provider: /^netlogon$/i,
    ids: {
      3210: say('host.computer-account', { what: 'secure channel' }),
      5719: say('host.no-domain-controller', { what: 'Netlogon' }),
      5722: say('host.computer-account', { what: 'session refused' }),
      5783: say('host.no-domain-controller', { what: 'Netlogon' }),
      5805: say('host.computer-account', { what: 'session setup' }),
    },
  },
  {
    provider: /^(?:kerberos|microsoft-windows-security-kerberos)$/i,
    ids: { 3: kerberosError, 4: kerberosError },
  },
  {
    provider: /^(?:w32time|microsoft-windows-time-service)$/i,
    ids: {
      29: say('host.clock-unsynchronised', { what: 'no time source' }),
      34: say('host.clock-unsynchronised', { what: 'offset too large' }),
      36: say('host.clock-unsynchronised', { what: 'not synchronised' }),
      50: say('host.clock-unsynchronised', { what: 'offset' }),
    },
  },
  {
    provider: /^(?:tcpip|microsoft-windows-tcpip)$/i,
    ids: {
      4198: say('host.address-lost', { what: 'address conflict' }),
      4199: say('host.address-lost', { what: 'address conflict' }),
      4202: away('link down'),
    },
  },
  {
    provider: /^(?:dhcp|microsoft-windows-dhcp-client)$/i,
    ids: {
      1001: say('host.address-lost', { what: 'DHCP' }),
      1002: say('host.address-lost', { what: 'DHCP' }),
      1003: say('host.address-lost', { what: 'DHCP' }),
      1007: say('host.address-lost', { what: 'automatic address' }),
    },
  },
  // Until Server 2003 `Save Dump`.
  { provider: /^(?:save dump|microsoft-windows-wer-systemerrorreporting)$/i, ids: { 1001: crashed } },
  { provider: /^microsoft-windows-kernel-power$/i, ids: { 42: away('sleep'), 506: away('standby') } },
  { provider: /^microsoft-windows-wlan-autoconfig$/i, ids: { 8003: away('radio link lost') } },
  { provider: /^microsoft-windows-networkprofile$/i, ids: { 10001: away('network left') } },
];

/** Numbers that any of the rows has. */
export const hostIds: ReadonlySet<number> = new Set(rows.flatMap((row) => Object.keys(row.ids).map(Number)));

/** The one who speaks of a record without a negotiation. */
export function hostTeller(provider: string | null, channel: string | null, id: number): Teller | null {
  const name = provider ?? channel ?? '';
  for (const row of rows) {
    if (!row.provider.test(name)) continue;
    const teller = row.ids[id];
    if (teller !== undefined) return teller;
  }
  return null;
}
