import type {
  ChildSaState,
  ConfigObservation,
  ConnectionConfig,
  PolicyAssignment,
  PolicyObject,
} from '../observations/index.ts';
import { orientSa } from '../policy/orient.ts';
import { connectionsOfStores } from '../policy/windows/as-connections.ts';
import type { EvidenceArtifact, HostDraft } from './hosts.ts';
import { leftOut, misplaced } from './misplaced.ts';
import type { SharedAddresses } from './shared-addresses.ts';
import type { LogKnowledge } from './time-line.ts';
import type { Host, Negotiation } from './types.ts';

export function finishHosts(
  drafts: readonly HostDraft[],
  artifacts: readonly EvidenceArtifact[],
  hostOf: ReadonlyMap<string, string | null>,
  logs: ReadonlyMap<string, LogKnowledge>,
  negotiations: readonly Negotiation[],
  owners: ReadonlyMap<string, string>,
  shared: SharedAddresses,
  assumed: ReadonlySet<string>,
): Host[] {
  const hosts: Host[] = drafts.map((draft) => {
    const own = artifacts.filter((artifact) => hostOf.get(artifact.id) === draft.label);
    const foreign = misplaced(own, draft.label, negotiations, hostOf);
    const read = own.flatMap((artifact) =>
      (artifact.text?.observations ?? []).filter(
        (item): item is ConfigObservation => item.kind !== 'log' && item.kind !== 'session',
      ),
    );
    const state = read.filter((item) => !leftOut(item, foreign));
    const addresses = new Set(draft.addresses);
    for (const [address, owner] of owners) if (owner === draft.label) addresses.add(address);
    for (const [address, ports] of shared) if ([...ports.values()].includes(draft.label)) addresses.add(address);
    return {
      label: draft.label,
      observed: own.length > 0,
      role: 'unknown',
      addresses: [...addresses],
      assumedAddresses: [...assumed].filter((address) => owners.get(address) === draft.label),
      product: draft.product,
      artifacts: own.map((artifact) => artifact.id),
      connections: [
        ...state.filter((item): item is ConnectionConfig => item.kind === 'connection'),
        ...connectionsOfStores(
          state.filter((item): item is PolicyObject => item.kind === 'policy-object'),
          state.filter((item): item is PolicyAssignment => item.kind === 'policy-assignment'),
          [...addresses],
        ),
      ],
      sas: state
        .filter((item): item is ChildSaState => item.kind === 'child-sa')
        .map((item) => orientSa(item, [...addresses])),
      state,
      faults: own.flatMap((artifact) => configurationFaults(artifact)),
      facts: own.flatMap((artifact) => logs.get(artifact.id)?.loose ?? []),
      ...(foreign.size === 0
        ? {}
        : { misplaced: read.filter((item) => leftOut(item, foreign) && item.kind !== 'secret').map(({ src }) => src) }),
    };
  });
  const known = new Set(hosts.map((host) => host.label));
  for (const negotiation of negotiations) {
    for (const role of ['initiator', 'responder'] as const) {
      const label = negotiation[role];
      if (label === null || known.has(label)) continue;
      known.add(label);
      const endpoint = role === 'initiator' ? negotiation.initiatorEndpoint : negotiation.responderEndpoint;
      hosts.push({
        label,
        observed: false,
        role: 'end',
        addresses: endpoint === null ? [] : [endpoint.address],
        assumedAddresses: [],
        product: null,
        artifacts: [],
        connections: [],
        sas: [],
        state: [],
        faults: [],
        facts: [],
      });
    }
  }
  const ends = new Set(negotiations.flatMap((negotiation) => [negotiation.initiator, negotiation.responder]));
  return hosts.map((host) => (ends.has(host.label) ? { ...host, role: 'end' as const } : host));
}

const configurationFormats = new Set(['swanctl-conf', 'ipsec-conf', 'ipsec-secrets']);

function configurationFaults(artifact: EvidenceArtifact): Host['faults'] {
  if (!configurationFormats.has(artifact.format)) return [];
  return (artifact.text?.faults ?? []).slice(0, 8).map((fault) => ({
    reason: fault.reason,
    src: {
      artifact: artifact.id,
      at: fault.line === null ? [] : [{ line: fault.line }],
      quote: fault.reason,
      time: null,
    },
  }));
}
