/**
 * `netsh advfirewall monitor show mmsa` and `qmsa`: main mode and quick mode SAs. Source: Microsoft Support article on Suite B
 * (file id 3475849806), Microsoft's reference of `netsh advfirewall monitor`. Global settings (`monitor show global`) too.
 */
import type { ChildSaState, IkeSaState } from '../../observations/index.ts';
import type { Draft, Line } from '../shared/reading.ts';
import { hostFact } from '../shared/reading.ts';
import { selectorsOf } from './rule.ts';
import { addressIn, count, documented, field, keyOf, labelled, type LabelRecord, windowsFormat } from './text.ts';

const offers = [
  // Group, cipher and hash: `DHGroup2-AES128-SHA1`; protocol, algorithms and lifetimes: `ESP:SHA1-None+60min+100000kb`.
  [/^(?:none|dhgroup\d{1,2}|ecdhp\d{3})-[a-z0-9]+-[a-z0-9]+$/i, 'mmoffer'],
  [/^(?:ah|esp):\S+\+\d+min\+\d+kb$/i, 'qmoffer'],
  [/^[0-9a-f]{1,16}:[0-9a-f]{1,16}$/i, 'cookiepair'],
] as const;

/**
 * The key of a line whose label is of another language: values stay the same there. The first of two addresses is the local one, and ports and
 * protocol follow them in their order, which the reader does not need.
 */
function keyByValue(value: string, before: LabelRecord['fields'] | undefined): string | null {
  const offer = offers.find(([test]) => test.test(value))?.[1];
  if (offer !== undefined) return offer;
  if (addressIn(value) === null) return null;
  return before?.has('localipaddress') === true && !before.has('remoteipaddress')
    ? 'remoteipaddress'
    : 'localipaddress';
}

/** A record begins with the local address. */
function recordsOf(lines: readonly Line[]): LabelRecord[] {
  const found: { first: number; last: number; fields: Map<string, string[]>; places: Map<string, number> }[] = [];
  for (const line of lines) {
    const one = labelled(line);
    if (one === null) continue;
    const foreign = !/^[\x20-\x7e]+$/.test(one.label);
    const key = (foreign ? keyByValue(one.value, found.at(-1)?.fields) : null) ?? keyOf(one.label);
    if (key === 'localipaddress')
      found.push({ first: line.number, last: line.number, fields: new Map(), places: new Map() });
    const record = found.at(-1);
    if (record === undefined || record.fields.has(key)) continue;
    record.last = line.number;
    record.fields.set(key, [one.value]);
    record.places.set(key, line.number);
  }
  return found;
}

/** A cookie of 16 hex digits; null where it is none or zero. */
export function cookie(text: string | undefined): string | null {
  const digits = (text ?? '').trim().replace(/^0x/i, '').toLowerCase();
  return /^[0-9a-f]{1,16}$/.test(digits) && !/^0+$/.test(digits) ? digits.padStart(16, '0') : null;
}

function mainMode(record: LabelRecord, draft: Draft): IkeSaState {
  const [initiator, responder] = (field(record, 'cookiepair') ?? '').split(':');
  const local = addressIn(field(record, 'localipaddress') ?? '');
  if (local !== null) draft.ownAddresses.add(local);
  return {
    kind: 'ike-sa',
    connection: null,
    state: 'established',
    stateText: field(record, 'firstauth') ?? '',
    version: null,
    role: null,
    local,
    localPort: null,
    localId: field(record, 'myid'),
    remote: addressIn(field(record, 'remoteipaddress') ?? ''),
    remotePort: null,
    remoteId: field(record, 'peerid'),
    initiatorSpi: cookie(initiator),
    responderSpi: cookie(responder),
    ageSeconds: null,
    proposal: field(record, 'mmoffer'),
    src: draft.source(record.first, record.last),
  };
}

function quickMode(record: LabelRecord, draft: Draft): ChildSaState {
  const offer = field(record, 'qmoffer') ?? '';
  const local = addressIn(field(record, 'localipaddress') ?? '');
  const remote = addressIn(field(record, 'remoteipaddress') ?? '');
  if (local !== null) draft.ownAddresses.add(local);
  const protocol = field(record, 'protocol');
  return {
    kind: 'child-sa',
    from: 'daemon',
    connection: null,
    stateText: field(record, 'direction') ?? '',
    installed: true,
    protocol: /^AH:/i.test(offer) && !/ESP:/i.test(offer) ? 'AH' : 'ESP',
    mode: null,
    encapsulation: null,
    local,
    remote,
    spiIn: null,
    spiOut: null,
    bytesIn: null,
    packetsIn: null,
    bytesOut: null,
    packetsOut: null,
    ageSeconds: null,
    transform: offer,
    localTs: selectorsOf(local, protocol, field(record, 'localport')) ?? [],
    remoteTs: selectorsOf(remote, protocol, field(record, 'remoteport')) ?? [],
    attributes: {},
    src: draft.source(record.first, record.last),
  };
}

const settings = new Set([
  'strongcrlcheck',
  'saidletimemin',
  'defaultexemptions',
  'ipsecthroughnat',
  'keylifetime',
  'secmethods',
]);

function parse(lines: readonly Line[], draft: Draft): void {
  for (const record of recordsOf(lines)) {
    // No listing of SAs: neither command tells of both modes, nor of SPIs, so that nothing is known to be absent.
    if (record.fields.has('cookiepair') || record.fields.has('mmoffer')) draft.add(mainMode(record, draft));
    else if (record.fields.has('qmoffer')) draft.add(quickMode(record, draft));
  }
  for (const line of lines) {
    const one = labelled(line) ?? valueInColumns(line);
    if (one !== null && settings.has(keyOf(one.label)) && one.value !== '')
      draft.add(hostFact(draft, `ipsec-${keyOf(one.label)}`, one.value, line.number));
  }
}

/** Global settings stand in two columns without a colon. */
function valueInColumns({ text, number }: Line): ReturnType<typeof labelled> {
  const found = /^([A-Za-z]{4,40})\s{2,60}(\S.{0,200})$/.exec(text.slice(0, 300));
  return found === null
    ? null
    : { label: found[1] ?? '', value: (found[2] ?? '').trim(), dotted: false, indent: 0, number };
}

/** Reader of SAs of the Windows firewall's monitor. */
export const monitorSas = windowsFormat(
  'windows-monitor-sas',
  documented('Microsoft Support article on Suite B for IPsec; Microsoft command reference, netsh advfirewall monitor'),
  (head) => {
    const members = count(head, /^(?:MM Offer|QM Offer|Cookie Pair|First Auth|Health Pair):/);
    if (members > 0 && count(head, /^Local IP Address:/) > 0) return 95;
    // In another language: two addresses, and an offer or a pair of cookies.
    const values = head
      .slice(0, 60)
      .flatMap((line) => /^\S[^:]{0,60}:\s{2,}(\S.*)$/.exec(line.slice(0, 300))?.[1]?.trim() ?? []);
    if (
      values.some((value) => offers.some(([test]) => test.test(value))) &&
      values.filter((value) => addressIn(value) !== null).length >= 2
    )
      return 80;
    if (count(head, /^(?:StrongCRLCheck|SAIdleTimeMin|IPsecThroughNAT)\s{2,}/) >= 2) return 90;
    return count(head, /^No SAs match the specified criteria\./) > 0 ? 50 : 0;
  },
  parse,
);
