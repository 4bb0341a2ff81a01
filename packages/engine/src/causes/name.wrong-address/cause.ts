import type { ConnectionConfig } from '../../observations/index.ts';
import { effectiveConnections, hostConfiguration } from '../../policy/compare.ts';
import { parseAddress } from '../../policy/addresses.ts';
import { compareIdentities } from '../../policy/identities.ts';
import {
  type CaseView,
  defineCause,
  fromFact,
  fromRow,
  fromSource,
  type Evidence,
  type Host,
  type Opinion,
} from '../api.ts';

/** The name of the peer leads to another host than the one it belongs to. */
export default defineCause({
  id: 'name.wrong-address',
  severity: 'high',
  references: ['NAM-04', 'NAM-06'],
  mistakenFor: ['path.ike-blocked', 'path.peer-unreachable', 'service.not-listening', 'policy.no-ike-config'],
  explains: ['ike.timeout', 'path.ike-blocked', 'path.peer-unreachable'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'fault', text: 'check', privilege: 'user', risk: 'reads' },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    const { phase } = view.breakPoint;
    const file = byHostsFile(view) ?? byOwnRecords(view);
    if (file !== null) return file;
    // A host that is at hand and answers as itself is the one that was meant.
    if ((phase !== 'first' && phase !== 'auth') || view.responder.host.artifacts.length > 0) return null;
    for (const connection of view.initiator.connections) {
      const name = nameOf(connection);
      if (name === null) continue;
      for (const host of view.others) {
        const evidence = belongsTo(connection, name, host);
        if (evidence === null || host.addresses.length === 0 || host.addresses.some(unroutable)) continue;
        const request = view.rows.find((row) => row.sender === 'initiator');
        const used = view.main?.responderEndpoint?.address ?? null;
        if (request === undefined || used === null || host.addresses.includes(used)) continue;
        return {
          // A translating device in front of that host may own the address.
          stand: 'indicates',
          for: [fromSource(connection.src, 'configuration'), ...evidence, ...fromRow(request).slice(0, 2)],
          against: [],
          weight: 70,
          at: view.initiator.label,
          args: { host: view.initiator.label, name, address: used },
          details: { host: view.initiator.label, name, address: used, peer: host.label, present: host.addresses },
          needs: [{ host: view.initiator.label, what: 'log' }],
        };
      }
    }
    return null;
  },
});

/**
 * The host dials the address that its own HOSTS file has for the name, while the name servers, as nslookup shows, have another: the
 * file comes first, and is old (inventory NAM-06).
 */
function byHostsFile(view: CaseView): Opinion | null {
  const { phase } = view.breakPoint;
  const used = view.main?.responderEndpoint?.address ?? null;
  if ((phase !== 'first' && phase !== 'auth') || used === null || view.responder.host.artifacts.length > 0) return null;
  const host = view.initiator.label;
  for (const connection of view.initiator.connections) {
    const name = nameOf(connection)?.toLowerCase();
    if (name === undefined) continue;
    const entry = view
      .dump(host, 'host-fact')
      .find((fact) => fact.name === 'hosts-entry' && fact.value === `${name} ${used}`);
    const asked = view
      .dump(host, 'probe')
      .find((probe) => probe.tool === 'lookup' && probe.outcome === 'answered' && probe.target?.toLowerCase() === name);
    if (entry === undefined || asked === undefined || asked.addresses.includes(used)) continue;
    return {
      stand: 'indicates',
      for: [
        fromSource(connection.src, 'configuration'),
        fromSource(entry.src, 'configuration'),
        fromSource(asked.src, 'statement'),
      ],
      against: [],
      weight: 80,
      at: host,
      args: { host, name, address: used },
      details: { host, name, address: used, present: asked.addresses },
      needs: [{ host, what: 'log' }],
    };
  }
  return null;
}

/**
 * The host asks the address that its own names file (HOSTS, LMHOSTS) has for a host which is at hand and whose own records have another one
 * (inventory NAM-06, NAM-07). Where it does not list its addresses it may have that one too.
 */
function byOwnRecords(view: CaseView): Opinion | null {
  const { phase, manner } = view.breakPoint;
  const used = view.main?.responderEndpoint?.address ?? null;
  if (phase !== 'first' || manner !== 'silent' || used === null || view.responder.host.artifacts.length > 0)
    return null;
  const host = view.initiator.label;
  for (const fact of view.dump(host, 'host-fact').filter(({ name }) => name === 'hosts-entry')) {
    const [name = '', address = ''] = fact.value.split(' ');
    const meant = view.others.find(({ label }) => firstLabel(label) === firstLabel(name));
    if (address !== used || meant === undefined || meant.artifacts.length === 0) continue;
    if (meant.addresses.length === 0 || meant.addresses.includes(used)) continue;
    const listed = meant.state.flatMap((item) => (item.kind === 'address' ? [item.src] : [])).slice(0, 2);
    return {
      stand: 'indicates',
      for: [
        fromSource(fact.src, listed.length > 0 ? 'configuration' : 'absence'),
        ...listed.map((src) => fromSource(src, 'statement')),
        ...view
          .facts('message.gave-up')
          .slice(0, 1)
          .map((gaveUp) => fromFact(gaveUp, 'absence')),
      ],
      against: [],
      weight: 75,
      at: host,
      args: { host, name, address: used },
      details: { host, name, address: used, peer: meant.label, present: meant.addresses },
      needs: [{ host: meant.label, what: 'configuration' }],
    };
  }
  return null;
}

/** The first label of a name, as NetBIOS and short names have it. */
function firstLabel(name: string): string {
  return (name.split('.')[0] ?? '').toLowerCase();
}

/** The name a connection knows its peer by; null where it has an address or takes anybody. */
function nameOf(connection: ConnectionConfig): string | null {
  const [only, ...more] = connection.remoteAddresses;
  if (only === undefined || more.length > 0) return null;
  return parseAddress(only) === undefined && /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/i.test(only) ? only : null;
}

/** A connection of the host that proves itself by the identity the initiator expects under this name. */
function belongsTo(connection: ConnectionConfig, name: string, host: Host): readonly Evidence[] | null {
  const expected = connection.remote[0]?.id ?? name;
  const found = effectiveConnections(hostConfiguration(host.label, host.state, host.addresses)).find((own) => {
    const sent = own.local[0]?.id;
    return sent != null && compareIdentities(expected, sent).result === 'same';
  });
  return found === undefined ? null : [fromSource(found.src, 'configuration')];
}

/** Private addresses (RFC 1918, RFC 4193, RFC 6598): the host is reached by another address from outside. */
function unroutable(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2[0-9]|3[01])\.|100\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\.|f[cd])/.test(
    address,
  );
}
