import type { PolicyDocument, PolicyHost, ShownPolicy, ShownPolicyIssue, ShownRule } from './document/policy-types.ts';
import { textFormats } from './formats/index.ts';
import { ingest } from './ingest/ingest.ts';
import type { EvidenceInput, IngestedArtifact, IngestOptions } from './ingest/types.ts';
import type { PolicyAssignment, PolicyObject, Source } from './observations/index.ts';
import { assemblePolicies, type WindowsPolicy, type WindowsRule } from './policy/windows/assemble.ts';
import { issueSeverity, lintPolicy, type PolicyIssue } from './policy/windows/lint.ts';
import { authenticationText, filterText, mainModeText, quickModeText } from './policy/windows/words.ts';
import { readWire } from './protocol/wire.ts';
import { toolVersion } from './version.ts';

/** Reads policy stores out of files (exports of the registry) and puts each host's policies together. Never rejects for what a file holds. */
export async function readPolicies(
  inputs: readonly EvidenceInput[],
  options: Partial<Pick<IngestOptions, 'createHash' | 'limits' | 'onProgress'>> = {},
): Promise<PolicyDocument> {
  const { artifacts } = await ingest(inputs, { ...options, formats: textFormats, readWire });
  const labels = [...new Set(artifacts.filter(holdsPolicy).map(({ hostHint }) => hostHint))].sort((a, b) =>
    (a ?? '') < (b ?? '') ? -1 : 1,
  );
  return {
    schema: 'ipsec-doctor/policy@1',
    tool: { name: 'ipsec-doctor', version: toolVersion },
    hosts: labels.map((label) =>
      hostOf(
        label,
        artifacts.filter(({ hostHint }) => hostHint === label),
      ),
    ),
    artifacts: artifacts.map(({ id, path, format, status, faults }) => ({
      id,
      path,
      format,
      status,
      faults: faults.map(({ line, reason }) => (line === null ? reason : `line ${line}: ${reason}`)),
    })),
  };
}

function holdsPolicy({ text }: IngestedArtifact): boolean {
  return text?.observations.some(({ kind }) => kind === 'policy-object' || kind === 'policy-assignment') === true;
}

function hostOf(label: string | null, artifacts: readonly IngestedArtifact[]): PolicyHost {
  const all = artifacts.flatMap(({ text }) => text?.observations ?? []);
  const objects = all.filter((item): item is PolicyObject => item.kind === 'policy-object');
  const assignments = all.filter((item): item is PolicyAssignment => item.kind === 'policy-assignment');
  const { policies, faults } = assemblePolicies(objects, assignments);
  return {
    label,
    policies: policies.map(shownPolicy),
    faults: faults.map(({ code, store, object, about, src }) => ({ code, store, object, about, source: placeOf(src) })),
    issues: policies.flatMap((policy) => lintPolicy(policy).map(shownIssue)),
  };
}

function shownIssue({ code, policy, rule, filter, other, about }: PolicyIssue): ShownPolicyIssue {
  return {
    code,
    severity: issueSeverity[code],
    policy: policy.title,
    filterList: rule?.filterList ?? null,
    filter: filter === null ? null : filterText(filter),
    otherFilterList: other?.rule.filterList ?? null,
    otherFilter: other === null ? null : filterText(other.filter),
    about,
  };
}

function shownPolicy(policy: WindowsPolicy): ShownPolicy {
  const { store, object, title, description, assigned, pollingSeconds, mainMode } = policy;
  return {
    store,
    object,
    title,
    description,
    assigned,
    changed: policy.changed === null ? null : secondsText(policy.changed),
    pollingSeconds,
    mainMode:
      mainMode === null
        ? null
        : {
            offers: mainMode.offers.map(mainModeText),
            masterPfs: mainMode.masterPfs,
            lifetimeSeconds: mainMode.lifetimeSeconds,
          },
    rules: policy.rules.map(shownRule),
    source: placeOf(policy.src),
  };
}

function shownRule(rule: WindowsRule): ShownRule {
  return {
    filterList: rule.filterList,
    filterAction: rule.filterAction,
    action: rule.action,
    inboundPassThrough: rule.inboundPassThrough,
    fallBack: rule.fallBack,
    active: rule.active,
    defaultResponse: rule.defaultResponse,
    tunnelEndpoint: rule.tunnelEndpoint,
    interfaces: rule.interfaces,
    authentication: rule.authentication.map(authenticationText),
    offers: rule.offers.map(quickModeText),
    pfs: rule.offers.some(({ pfs }) => pfs),
    filters: rule.filters.map(filterText),
  };
}

function placeOf({ artifact, at }: Source): string {
  const [first] = at;
  return first !== undefined && 'line' in first ? `${artifact}:${first.line}` : artifact;
}

function secondsText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
