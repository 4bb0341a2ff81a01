import type { Endpoint } from '../../observations/index.ts';
import type { Parties } from './desk.ts';
import type { WindowsEvent } from './event.ts';
import { address, cookie, field, legacyFilter, legacyIdentity, port } from './fields.ts';
import { isAuthip, roleOf, versionOf, type Role } from './words.ts';

/** An end by its address and port; null without an address. */
export function endpoint(at: string | null, portText: string | null): Endpoint | null {
  const found = address(at);
  return found === null ? null : { address: found, port: port(portText) };
}

/** Both ends of a modern main-mode event. */
export function mainParties(event: WindowsEvent): Parties {
  const module = field(event, 'KeyModName');
  // The events of extended mode are AuthIP's and do not say so in a value.
  const extended = event.id >= 4978 && event.id <= 4984;
  return {
    version: extended ? 1 : versionOf(module),
    authip: extended || isAuthip(module),
    role: roleOf(field(event, 'Role')),
    local: endpoint(field(event, 'LocalAddress'), field(event, 'LocalKeyModPort')),
    peer: endpoint(field(event, 'RemoteAddress'), field(event, 'RemoteKeyModPort')),
    initiatorSpi: cookie(field(event, 'InitiatorCookie')),
    responderSpi: cookie(field(event, 'ResponderCookie')),
    mainModeSa: field(event, 'MMSAID'),
  };
}

/** Both ends of a modern quick-mode event: the tunnel's where there is one, else the addresses themselves (transport mode). */
export function quickParties(event: WindowsEvent): Parties {
  const module = field(event, 'KeyModName') ?? field(event, 'KeyingModuleName');
  return {
    version: versionOf(module),
    authip: isAuthip(module),
    role: roleOf(field(event, 'Role')),
    local: endpoint(field(event, 'LocalTunnelEndpoint'), null) ?? endpoint(field(event, 'LocalAddress'), null),
    peer: endpoint(field(event, 'RemoteTunnelEndpoint'), null) ?? endpoint(field(event, 'RemoteAddress'), null),
    mainModeSa: field(event, 'MMSAID') ?? field(event, 'MainModeSaId'),
  };
}

/** Both ends of a legacy event: the filter names them, the peer's identity the peer (EVT-K-08, EVT-K-10). */
export function legacyParties(event: WindowsEvent, role: Role | null): Parties {
  const filter = legacyFilter(field(event, 'Filter'));
  const identity = legacyIdentity(field(event, 'PeerIdentity'));
  const peer = filter?.peer ?? identity.peer ?? filter?.destination ?? null;
  const local = filter?.local ?? (filter?.source === peer ? filter?.destination : filter?.source) ?? null;
  return {
    version: 1,
    role,
    local: local === null ? null : { address: local, port: filter?.localPort ?? 0 },
    peer: peer === null ? null : { address: peer, port: filter?.peerPort ?? 0 },
  };
}

/**
 * Whether the peer answered the first message of an initiator: its cookie is zero until then (RFC 2408 3.1, RFC 7296 3.1). Null where the
 * record has no such field, or is of the end that makes this cookie itself.
 */
export function answeredBy(event: WindowsEvent, role: Role | null): boolean | null {
  const theirs = field(event, 'ResponderCookie')?.replace(/^0x/i, '') ?? '';
  return role === 'initiator' && /^[0-9a-f]{16}$/i.test(theirs) ? !/^0+$/.test(theirs) : null;
}

/** A soft SA: nothing goes out under it, and no algorithm protects it (EVT-K-12). */
export function isSoft(out: string | null, algorithms: readonly string[]): boolean {
  return out === '00000000' && algorithms.every((name) => name === 'none' || name === '');
}
