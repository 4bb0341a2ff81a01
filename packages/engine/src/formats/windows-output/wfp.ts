/**
 * `netsh wfp show netevents`, `show state` and wfpdiag.xml of `netsh wfp capture`: failures of IKE with time, addresses and the error.
 * Names of members and values are those of the SDK (fwpmtypes.h, iketypes.h); the names of the elements around them are not
 * documented, so members are found by name wherever they stand inside an `item`.
 */
import type { LogEvent, LogSession } from '../../observations/index.ts';
import type { TextFormat, TextReading } from '../reader.ts';
import type { Draft, Line } from '../shared/reading.ts';
import { hostFact } from '../shared/reading.ts';
import { addressIn, documented, windowsFormat } from './text.ts';
import { saidBy } from './wfp-codes.ts';
import { all, find, parseXml, textOf, type XmlNode } from './xml.ts';

const maxEvents = 5000;

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

function isFailure(node: XmlNode): boolean {
  return node.name === 'item' && /IKEEXT_(?:MM|QM|EM)_FAILURE/.test(textOf(node, 'type') ?? '');
}

function event(item: XmlNode, artifact: string, draft: Draft): readonly (LogEvent | LogSession)[] {
  const error = textOf(item, 'failureErrorCode') ?? '';
  if (error === '') return [];
  const type = textOf(item, 'type') ?? '';
  const local = addressIn(textOf(item, 'localAddrV4', 'localAddrV6') ?? '');
  const remote = addressIn(textOf(item, 'remoteAddrV4', 'remoteAddrV6') ?? '');
  const role = textOf(item, 'saRole') ?? '';
  const initiator = /INITIATOR$|^0$/.test(role);
  const responder = /RESPONDER$|^1$/.test(role);
  const module = textOf(item, 'keyingModuleType') ?? '';
  const version = /IKEV2$|^2$/.test(module) ? 2 : /MODULE_IKE$|^0$/.test(module) ? 1 : null;
  const port = (key: string): number => {
    const text = textOf(item, key) ?? '';
    return /^[0-9]{1,5}$/.test(text) ? Number(text) : 0;
  };
  const time = textOf(item, 'timeStamp');
  const key = `${artifact}/${item.line}`;
  const line = find(item, 'failureErrorCode')?.line ?? item.line;
  const source = { ...draft.source(line), time };
  const quick = /QM_FAILURE/.test(type);
  const own = /FAILURE_ME$|^1$/.test(textOf(item, 'failurePoint') ?? '');
  const state = textOf(item, 'mmState', 'qmState', 'emState') ?? '';
  const said = saidBy(error, { own, quick, responder, state });
  const make = (code: LogEvent['code'], args: LogEvent['args']): LogEvent => ({
    kind: 'log',
    code,
    args,
    src: source,
    ns: instant(time),
    seq: item.line,
    session: key,
  });
  if (local !== null) draft.ownAddresses.add(local);
  const begun = initiator
    ? [make('ike.initiating', { remote, version })]
    : responder
      ? [make('ike.responding', { remote, version })]
      : [];
  const stands = quick ? [make('ike.established', { local, remote })] : [];
  return [
    {
      kind: 'session',
      key,
      artifact,
      connection: null,
      version,
      role: initiator ? 'initiator' : responder ? 'responder' : null,
      local: local === null ? null : { address: local, port: port('localPort') },
      peer: remote === null ? null : { address: remote, port: port('remotePort') },
      initiatorSpi: null,
      responderSpi: null,
      firstSeq: item.line,
      lastSeq: item.line,
    },
    ...begun,
    ...stands,
    make(said.code, said.args),
  ];
}

/** Packets that the platform dropped: IKE and ESP that the firewall stopped, and what the IPsec driver refused. */
function drop(item: XmlNode, draft: Draft): void {
  const type = textOf(item, 'type') ?? '';
  const protocol = textOf(item, 'ipProtocol') ?? '';
  const ports = [textOf(item, 'localPort') ?? '', textOf(item, 'remotePort') ?? ''];
  const remote = addressIn(textOf(item, 'remoteAddrV4', 'remoteAddrV6') ?? '') ?? '';
  const local = addressIn(textOf(item, 'localAddrV4', 'localAddrV6') ?? '');
  if (local !== null && !/^(?:22[4-9]|23[0-9]|255|127)\./.test(local)) draft.ownAddresses.add(local);
  if (/IPSEC_KERNEL_DROP/.test(type))
    draft.add(
      hostFact(draft, 'ipsec-kernel-drop', `${textOf(item, 'failureStatus') ?? ''} ${remote}`.trim(), item.line),
    );
  else if (/CLASSIFY_DROP/.test(type)) {
    const ike = protocol === '17' && ports.some((port) => port === '500' || port === '4500');
    if (ike || protocol === '50' || protocol === '51')
      draft.add(
        hostFact(
          draft,
          'firewall-drop',
          `${ike ? `udp/${ports[0] ?? ''}` : `protocol/${protocol}`} ${remote}`,
          item.line,
        ),
      );
  }
}

const basis = documented(
  'fwpmtypes.h, iketypes.h (names of members and values); the elements around them are recalled',
);

const inner = (events: (LogEvent | LogSession)[]): TextFormat =>
  windowsFormat(
    'windows-wfp',
    basis,
    (head) => {
      const text = head.slice(0, 80).join('\n').slice(0, 20_000);
      if (/<(?:netEvents|wfpstate|wfpdiag)\b/i.test(text)) return 96;
      return /FWPM_NET_EVENT_TYPE_|<(?:ikeMmFailure|ikeQmFailure|filterCondition)\b/.test(text) ? 90 : 0;
    },
    (lines: readonly Line[], draft: Draft) => {
      const { roots, cut } = parseXml(lines);
      if (cut) draft.fault(null, 'too deep or too large, read in part');
      let seen = 0;
      const items = all(roots, (node) => node.name === 'item' && find(node, 'timeStamp') !== null);
      for (const item of items) {
        if (!isFailure(item)) {
          drop(item, draft);
          continue;
        }
        seen++;
        if (seen <= maxEvents) events.push(...event(item, draft.artifact, draft));
      }
      if (seen > maxEvents) draft.limit('events', maxEvents, seen);
    },
  );

/** Reader of events and state of the Windows Filtering Platform. */
export const wfp: TextFormat = {
  ...inner([]),
  open(artifact, name) {
    const events: (LogEvent | LogSession)[] = [];
    const reader = inner(events).open(artifact, name);
    return {
      line: (text, number) => reader.line(text, number),
      end(): TextReading {
        const reading = reader.end();
        return { ...reading, observations: [...reading.observations, ...events], timeKind: 'utc' };
      },
      quotable: (number) => reader.quotable?.(number) ?? null,
    };
  },
};
