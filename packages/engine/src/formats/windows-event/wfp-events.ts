import type { Endpoint } from '../../observations/index.ts';
import type { EventDesk } from './desk.ts';
import type { WindowsEvent } from './event.ts';
import { address, field } from './fields.ts';
import { tellEnding } from './ending.ts';
import { mainState, type Role } from './words.ts';

/**
 * Failures of IKE in the operational log of the filtering platform (Microsoft-Windows-WFP 1005 main mode, 1007 quick mode, 1009 extended
 * mode): numbers in place of words, so that the language of the system does not matter. Enumerations of iketypes.h and ipsectypes.h.
 */

const roles: readonly Role[] = ['initiator', 'responder'];
const versions: readonly (1 | 2)[] = [1, 1, 2];
/** IKEEXT_AUTHENTICATION_METHOD_TYPE. */
const methods: readonly (string | null)[] = [
  'pre-shared key',
  'rsa signature',
  'kerberos',
  null,
  null,
  'ntlm',
  null,
  'ecdsa signature',
  'ecdsa signature',
  null,
  null,
  'eap',
];
/** IKEEXT_MM_SA_STATE: what was sent last. */
const states = [
  null,
  'sent first (sa) payload',
  'sent second (ke) payload',
  'sent third (id) payload',
  'sent third (id) payload',
];

function number(event: WindowsEvent, name: string): number | null {
  const text = field(event, name) ?? '';
  return /^[0-9]{1,10}$/.test(text) ? Number(text) : null;
}

/** A socket address as hexadecimal bytes (ws2def.h SOCKADDR_IN, SOCKADDR_IN6): family in little-endian, port in network order. */
export function socketAddress(value: string | null): Endpoint | null {
  const text = value?.replace(/^0x/i, '') ?? '';
  if (!/^[0-9a-f]{16,256}$/i.test(text)) return null;
  const byte = (at: number): number => Number.parseInt(text.slice(at * 2, at * 2 + 2), 16);
  const family = byte(0) + byte(1) * 256;
  const port = byte(2) * 256 + byte(3);
  if (family === 2) {
    const found = address([4, 5, 6, 7].map(byte).join('.'));
    return found === null ? null : { address: found, port };
  }
  if (family !== 23 || text.length < 48) return null;
  const groups = Array.from({ length: 8 }, (_, at) => text.slice(16 + at * 4, 20 + at * 4));
  const found = address(groups.join(':'));
  return found === null ? null : { address: found, port };
}

/** Whether this provider and id are of a failure that is read here. */
export function isWfpFailure(provider: string | null, id: number): boolean {
  return provider?.toLowerCase() === 'microsoft-windows-wfp' && (id === 1005 || id === 1007 || id === 1009);
}

/** Tells of a failure of main, quick or extended mode. */
export function tellWfpFailure(desk: EventDesk, event: WindowsEvent): void {
  const quick = event.id === 1007;
  const role = roles[number(event, 'SaRole') ?? -1] ?? null;
  const version = event.id === 1009 ? 1 : (versions[number(event, 'KeyingModuleType') ?? -1] ?? null);
  const parties = {
    version,
    role,
    local: socketAddress(field(event, 'LocalAddress')),
    peer: socketAddress(field(event, 'RemoteAddress')),
    mainModeSa: field(event, quick ? 'MMSaLuid' : 'MMId'),
  };
  const session = quick ? desk.goesOn(parties) : desk.ended(parties);
  const point = number(event, 'FailurePoint');
  const method = number(event, 'MMAuthMethod') ?? number(event, 'EMAuthMethod');
  tellEnding(desk, session, event, {
    part: quick ? 'quick' : event.id === 1009 ? 'extended' : 'main',
    reason: field(event, 'FailureErrorCode'),
    point: point === 1 ? 'local' : point === 2 ? 'remote' : null,
    role,
    version,
    state:
      event.id === 1009
        ? 'MAIN_I3'
        : quick
          ? null
          : mainState(states[number(event, 'MmState') ?? 0] ?? null, role, version),
    method: method === null ? null : (methods[method] ?? null),
  });
}
