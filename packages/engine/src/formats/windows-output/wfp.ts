/**
 * `netsh wfp show netevents`, `show state` and wfpdiag.xml of `netsh wfp capture`: failures of IKE with time, addresses and the error.
 * Names of members and values are those of the SDK (fwpmtypes.h, iketypes.h); the names of the elements around them are not
 * documented for all of them, so members are found by name wherever they stand inside an event. Drops and their filter: Microsoft,
 * "Troubleshooting UWP App Connectivity Issues". What stands beside the events is read by wfp-state.ts.
 */
import type { TextFormat, TextReading } from '../reader.ts';
import type { Draft, Line } from '../shared/reading.ts';
import { hostFact } from '../shared/reading.ts';
import { outcomeCodes } from '../windows-event/codes.ts';
import { type WindowsEvent, windowsEventReader } from '../windows-event/index.ts';
import { addressIn, documented, windowsFormat } from './text.ts';
import { type FilterNames, readErrorTable, readFilters } from './wfp-state.ts';
import { readSas } from './wfp-sas.ts';
import { all, find, parseXml, textOf, type XmlNode } from './xml.ts';

/** `2025-11-03T10:00:00.123Z` in nanoseconds since the epoch; null when it is none. */
function instant(text: string | null): bigint | null {
  const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?Z?$/.exec(
    text ?? '',
  );
  if (found === null) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number);
  const ms = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0);
  return BigInt(ms) * 1_000_000n + BigInt((found[7] ?? '').padEnd(9, '0'));
}

/** An event: `netEvent` in wfpdiag.xml as Microsoft shows it, `item` in `show netevents`. */
function isEvent(node: XmlNode): boolean {
  return (node.name === 'netEvent' || node.name === 'item') && find(node, 'timeStamp') !== null;
}

/** Address of an end of an event; those of IPv6 are written as arrays of octets. */
function addressOf(item: XmlNode, side: 'local' | 'remote'): string | null {
  return addressIn(textOf(item, `${side}AddrV4`, `${side}AddrV6`, `${side}AddrV6.byteArray16`) ?? '');
}

function isFailure(node: XmlNode): boolean {
  return /IKEEXT_(?:MM|QM|EM)_FAILURE/.test(textOf(node, 'type') ?? '');
}

/** A value as the audit events write it, by the end of its enumeration word or its number. */
function said(text: string | null, words: readonly (readonly [test: RegExp, word: string])[]): string | null {
  return words.find(([test]) => test.test(text ?? ''))?.[1] ?? null;
}

const modules = [
  [/MODULE_IKE$|^0$/, 'IKEv1'],
  [/AUTHIP$|^1$/, 'AuthIP'],
  [/IKEV2$|^2$/, 'IKEv2'],
] as const;
const roles = [
  [/INITIATOR$|^0$/, 'Initiator'],
  [/RESPONDER$|^1$/, 'Responder'],
] as const;
const points = [
  [/FAILURE_ME$|^1$/, 'Local computer'],
  [/FAILURE_PEER$|^2$/, 'Remote computer'],
] as const;
const methods = [
  [/PRESHARED_KEY$|^0$/, 'Preshared key'],
  [/ECDSA_P[0-9]{3}$|^[78]$/, 'Certificate ECDSA'],
  [/IKEEXT_CERTIFICATE$|^1$/, 'Certificate'],
  [/KERBEROS$|^2$/, 'Kerberos'],
  [/NTLM_V2$|^5$/, 'NTLM V2'],
  [/IKEEXT_EAP$|^11$/, 'EAP'],
] as const;
const states = [
  [/STATE_NONE$|^0$/, 'No state'],
  [/SA_SENT$|^1$/, 'Sent first (SA) payload'],
  [/SSPI_SENT$|^2$/, 'Sent second (KE) payload'],
  [/STATE_FINAL(?:_SENT)?$|^[34]$/, 'Sent third (ID) payload'],
] as const;

/** The number behind the symbol of an error, which the audit events have in place of it. */
function reasonOf(text: string): string {
  const symbol = text.trim().replace(/^ERROR_IPSEC_/, '');
  const found = outcomeCodes.find((one) => one.name === symbol);
  return found === undefined ? text : String(found.code);
}

/** The failure as the event of the Security log that tells of the same thing: 4653, 4654 or 4984. */
function auditOf(item: XmlNode): WindowsEvent | null {
  const error = textOf(item, 'failureErrorCode') ?? '';
  if (error === '') return null;
  const type = textOf(item, 'type') ?? '';
  const id = type.includes('QM_FAILURE') ? 4654 : type.includes('EM_FAILURE') ? 4984 : 4653;
  const line = find(item, 'failureErrorCode')?.line ?? item.line;
  const port = id === 4654 ? 'Port' : 'KeyModPort';
  const values: readonly (readonly [name: string, value: string | null])[] = [
    ['LocalAddress', addressOf(item, 'local')],
    [`Local${port}`, textOf(item, 'localPort')],
    ['RemoteAddress', addressOf(item, 'remote')],
    [`Remote${port}`, textOf(item, 'remotePort')],
    ['KeyModName', said(textOf(item, 'keyingModuleType'), modules)],
    ['FailurePoint', said(textOf(item, 'failurePoint'), points)],
    ['FailureReason', reasonOf(error)],
    ['MMAuthMethod', said(textOf(item, 'mmAuthMethod', 'emAuthMethod'), methods)],
    ['State', said(textOf(item, 'mmState'), states)],
    ['Role', said(textOf(item, 'saRole'), roles)],
    ['LocalMMPrincipalName', textOf(item, 'localPrincipalNameForAuth')],
    ['RemoteMMPrincipalName', textOf(item, 'remotePrincipalNameForAuth')],
  ];
  return {
    provider: 'Microsoft-Windows-Security-Auditing',
    channel: 'Security',
    id,
    version: null,
    qualifiers: null,
    level: null,
    keywords: null,
    ns: instant(textOf(item, 'timeStamp')),
    computer: null,
    record: null,
    processId: null,
    threadId: null,
    data: values.flatMap(([name, value]) => (value === null ? [] : [{ name, value }])),
    message: null,
    place: line,
  };
}

/** Packets that the platform dropped: IKE and ESP that the firewall stopped, and what the IPsec driver refused. */
function drop(item: XmlNode, draft: Draft, filters: FilterNames): void {
  const type = textOf(item, 'type') ?? '';
  const protocol = textOf(item, 'ipProtocol') ?? '';
  const ports = [textOf(item, 'localPort') ?? '', textOf(item, 'remotePort') ?? ''];
  const remote = addressOf(item, 'remote') ?? '';
  const local = addressOf(item, 'local');
  if (local !== null && !/^(?:22[4-9]|23[0-9]|255|127)\./.test(local)) draft.ownAddresses.add(local);
  if (/IPSEC_KERNEL_DROP/.test(type))
    draft.add(
      hostFact(draft, 'ipsec-kernel-drop', `${textOf(item, 'failureStatus') ?? ''} ${remote}`.trim(), item.line),
    );
  else if (/CLASSIFY_DROP/.test(type)) {
    const dropped = find(item, 'classifyDrop');
    const by = filters.get((dropped === null ? null : textOf(dropped, 'filterId')) ?? '');
    const ike = protocol === '17' && ports.some((port) => port === '500' || port === '4500');
    if (ike || protocol === '50' || protocol === '51')
      draft.add(
        hostFact(
          draft,
          'firewall-drop',
          `${ike ? `udp/${ports[0] ?? ''}` : `protocol/${protocol}`} ${remote}${by === undefined ? '' : ` ${by}`}`,
          find(item, 'type')?.line ?? item.line,
        ),
      );
  }
}

const basis = documented(
  'fwpmtypes.h, iketypes.h, ipsectypes.h (names of members and values); the elements around them are recalled, and those of SAs are inferred',
);

const inner = (audit: (event: WindowsEvent) => void): TextFormat =>
  windowsFormat(
    'windows-wfp',
    basis,
    (head) => {
      const text = head.slice(0, 80).join('\n').slice(0, 20_000);
      if (/<(?:netEvents|netEvent|wfpstate|wfpdiag)\b/i.test(text)) return 96;
      return /FWPM_NET_EVENT_TYPE_|<(?:ikeMmFailure|ikeQmFailure|filterCondition)\b/.test(text) ? 90 : 0;
    },
    (lines: readonly Line[], draft: Draft) => {
      const { roots, cut } = parseXml(lines);
      if (cut) draft.fault(null, 'too deep or too large, read in part');
      const filters = readFilters(roots, draft);
      readErrorTable(roots, draft);
      readSas(roots, draft);
      const items = all(roots, isEvent);
      for (const item of items) {
        const event = isFailure(item) ? auditOf(item) : null;
        if (event === null) drop(item, draft, filters);
        else audit(event);
      }
    },
  );

/** Reader of events and state of the Windows Filtering Platform. */
export const wfp: TextFormat = {
  ...inner(() => undefined),
  open(artifact, name) {
    // Failures of IKE are told as the audit events of the same failures are.
    const desk = windowsEventReader(artifact, 'windows-event-xml');
    const reader = inner((event) => desk.event(event)).open(artifact, name);
    return {
      line: (text, number) => reader.line(text, number),
      end(): TextReading {
        const reading = reader.end();
        const told = desk.end();
        return {
          ...reading,
          observations: [...reading.observations, ...told.observations],
          faults: [...reading.faults, ...told.faults],
          ownAddresses: [...new Set([...reading.ownAddresses, ...told.ownAddresses])],
          timeKind: 'utc',
          limits: [...reading.limits, ...told.limits],
        };
      },
      quotable: (number) => reader.quotable?.(number) ?? null,
    };
  },
};
