/** What the files say of policies, and what is questionable about them: `policy show` and `policy lint`. */
import type { PolicyDocument, PolicyHost } from './document/policy-types.ts';
import { textFormats } from './formats/index.ts';
import {
  addressesOf,
  besidePolicies,
  configurationOf,
  faultsOf,
  labelsOf,
  type Reading,
  storesOf,
  unreadIn,
} from './host-policies.ts';
import { ingest } from './ingest/ingest.ts';
import type { EvidenceInput, IngestedArtifact } from './ingest/types.ts';
import { connectionHost, showConnections } from './linux-policies.ts';
import { eventsFor } from './policy/windows/interpretation.ts';
import { lintPolicy } from './policy/windows/lint.ts';
import { lintSurroundings, type PolicySurroundings } from './policy/windows/lint-surroundings.ts';
import { readWire } from './protocol/wire.ts';
import { placeOf, shownIssue, shownPolicy } from './shown-policies.ts';
import { toolVersion } from './version.ts';

/** Reads policy stores out of files (exports of the registry) and puts each host's policies together. Never rejects for what a file holds. */
export async function readPolicies(
  inputs: readonly EvidenceInput[],
  options: Reading = {},
  around: PolicySurroundings = nothingAround,
): Promise<PolicyDocument> {
  const { artifacts } = await ingest(inputs, { ...options, formats: textFormats, readWire });
  return {
    schema: 'ipsec-doctor/policy@1',
    tool: { name: 'ipsec-doctor', version: toolVersion },
    hosts: labelsOf(artifacts).map((label) =>
      hostOf(
        label,
        artifacts.filter(({ hostHint }) => hostHint === label),
        around,
      ),
    ),
    artifacts: artifacts.map((artifact) => {
      const { id, path, format, status } = artifact;
      return { id, path, format, status, faults: faultsOf(artifact) };
    }),
  };
}

const nothingAround: PolicySurroundings = { servers: [], addresses: [], remoteAccess: [] };

/** What was said of the network, and what the host's own files tell of it. */
function surroundingsOf(artifacts: readonly IngestedArtifact[], around: PolicySurroundings): PolicySurroundings {
  const servers = artifacts.flatMap(({ text }) =>
    (text?.observations ?? []).flatMap((item) =>
      item.kind === 'host-fact' && item.name === 'dns-server' ? [{ kind: 'dns' as const, address: item.value }] : [],
    ),
  );
  const own = artifacts.flatMap(({ text }) => text?.ownAddresses ?? []);
  return {
    ...around,
    servers: [...around.servers, ...servers],
    addresses: around.addresses.length > 0 ? around.addresses : [...new Set(own)],
  };
}

function hostOf(label: string | null, artifacts: readonly IngestedArtifact[], around: PolicySurroundings): PolicyHost {
  const { policies, faults } = storesOf(artifacts);
  const surroundings = surroundingsOf(artifacts, around);
  return {
    ...showConnections(
      connectionHost(label ?? '', besidePolicies(configurationOf(artifacts)), addressesOf(artifacts), []),
    ),
    label,
    unread: unreadIn(artifacts),
    policies: policies.map(shownPolicy),
    faults: faults.map(({ code, store, object, about, src, modern }) => ({
      code,
      store,
      object,
      about,
      events: modern === true ? [] : eventsFor(code),
      source: placeOf(src),
    })),
    issues: policies.flatMap((policy) =>
      [...lintSurroundings(policy, surroundings), ...lintPolicy(policy)].map(shownIssue),
    ),
  };
}
