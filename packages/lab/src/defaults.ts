import { hostOf } from './draw.ts';
import type { ConnectionSpec, Draw, HostConfig, Role, SecretSpec } from './types.ts';

/** Connection of one end towards another that works: pre-shared key, one child between the two protected networks. */
function workingConnection(draw: Draw, own: Role, peer: Role): ConnectionSpec {
  const me = hostOf(draw, own);
  const other = hostOf(draw, peer);
  const initiator = own === 'initiator' || (own === 'third' && peer === 'responder');
  return {
    name: draw.connection,
    ike: draw.ike,
    ...(draw.ike === 1 ? { exchange: 'main' as const } : {}),
    local: { addresses: [me.address], id: me.identity, auth: 'psk' },
    remote: { addresses: [initiator || !other.nat ? other.publicAddress : '%any'], id: other.identity, auth: 'psk' },
    proposals: [{ ...draw.algorithms.ike }],
    children: [
      {
        name: draw.child,
        mode: 'tunnel',
        protocol: 'esp',
        proposals: [{ ...draw.algorithms.child }],
        localSubnets: [me.subnet],
        remoteSubnets: [other.subnet],
      },
    ],
    keyingTries: 1,
  };
}

/** The pre-shared key between two ends, stored under both identities. */
function sharedSecret(draw: Draw, one: Role, two: Role): SecretSpec {
  return { kind: 'ike', ids: [hostOf(draw, one).identity, hostOf(draw, two).identity], secret: draw.secret };
}

/** Configuration of a host as it works before the scenario breaks it. */
export function workingConfig(draw: Draw, role: Role): HostConfig {
  const base: HostConfig = {
    connections: [],
    secrets: [],
    pools: [],
    keys: null,
    authorities: [],
    revocationLists: [],
    daemon: {},
  };
  if (role === 'third') {
    return {
      ...base,
      connections: [workingConnection(draw, 'third', 'responder')],
      secrets: [sharedSecret(draw, 'third', 'responder')],
    };
  }
  const peer = role === 'initiator' ? 'responder' : 'initiator';
  const connections = [workingConnection(draw, role, peer)];
  const secrets = [sharedSecret(draw, role, peer)];
  if (role === 'responder' && draw.third !== null) {
    connections.push({ ...workingConnection(draw, 'responder', 'third'), name: `${draw.connection}-2` });
    secrets.push(sharedSecret(draw, 'responder', 'third'));
  }
  return { ...base, connections, secrets };
}
