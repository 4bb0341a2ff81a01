/** Hosts of which policies were read: stores of Windows, connections of daemons, policies of kernels. */
import type { UnreadFile } from './document/policy-types.ts';
import { textFormats } from './formats/index.ts';
import { isSyntaxError } from './formats/swanctl-conf/grammar.ts';
import { ingest } from './ingest/ingest.ts';
import type { EvidenceInput, IngestedArtifact, IngestOptions } from './ingest/types.ts';
import { isListReason } from './formats/shared/selector-list.ts';
import { connectionHost, type ConnectionHost } from './linux-policies.ts';
import type {
  ConfigObservation,
  ConnectionConfig,
  PolicyAssignment,
  PolicyObject,
  SecretConfig,
  SecurityRule,
  Source,
} from './observations/index.ts';
import type { HostConfiguration } from './policy/compare.ts';
import { connectionsOf } from './policy/windows/as-connections.ts';
import {
  assemblePolicies,
  type WindowsPolicy,
  type WindowsRule,
  type WindowsStores,
} from './policy/windows/assemble.ts';
import { withDefaults } from './policy/windows/default-sets.ts';
import type { NetworkProfile } from './policy/windows/profiles.ts';
import { effectivePolicy, type StoreSituation } from './policy/windows/effective.ts';
import { readWire } from './protocol/wire.ts';
import { placeOf } from './shown-policies.ts';
import { nothingKnown, situationOf } from './store-situation.ts';

/** A host of which policies were read, before it is drawn. */
export interface HostPolicies {
  readonly label: string | null;
  /** The assigned policies in the order of their precedence (POL-52). */
  readonly active: readonly WindowsPolicy[];
  /** What decided that. */
  readonly situation: StoreSituation;
  /** Addresses the files show to be the host's own. */
  readonly addresses: readonly string[];
  /** Connections of its daemon or of Windows Firewall, policies of its kernel, rules of its packet filter. */
  readonly connections: ConnectionHost;
  /** Files that were not read, or not whole. */
  readonly unread: readonly UnreadFile[];
  /** Some hold more than is kept: what is missing may decide. */
  readonly cut: boolean;
}

/** What is known of a host beside its policies. */
export interface HostWords {
  readonly addresses: readonly string[];
  readonly dns?: readonly string[];
  readonly wins?: readonly string[];
  readonly dhcp?: readonly string[];
  readonly gateways?: readonly string[];
  /** Profile of the network it is in, which connection security rules may be bound to; absent: not known. */
  readonly profile?: NetworkProfile;
}

/** How files are read. */
export type Reading = Partial<Pick<IngestOptions, 'createHash' | 'limits' | 'onProgress'>>;

/** Reads the policies of each host as `expandHost` and `simulate` want them. */
export async function readHostPolicies(
  inputs: readonly EvidenceInput[],
  options: Reading = {},
): Promise<readonly HostPolicies[]> {
  const { artifacts } = await ingest(inputs, { ...options, formats: textFormats, readWire });
  return labelsOf(artifacts).map((label) => {
    const own = artifacts.filter(({ hostHint }) => hostHint === label);
    const { policies } = storesOf(own);
    // Connection security rules of all stores are in effect together, beside the legacy policy.
    const modern = policies.filter((policy) => policy.modern === true);
    const situation = situationOf(
      own,
      policies.filter((policy) => policy.modern !== true),
    );
    const active = [...effectivePolicy(situation).active, ...modern];
    const addresses = addressesOf(own);
    const unread = unreadIn(own);
    const cut = own.some((one) => holdsPolicy(one) && isCut(one));
    const host = connectionsIn(label, own, active, addresses);
    const connections = cut
      ? { ...host, configuration: { ...host.configuration, cut, cutFiles: cutFilesOf(own) } }
      : host;
    return { label, active, situation, addresses, connections, unread, cut };
  });
}

/** A host of which nothing was read. */
export const nobody: HostPolicies = {
  label: null,
  active: [],
  situation: nothingKnown,
  addresses: [],
  connections: connectionHost('', [], [], []),
  unread: [],
  cut: false,
};

/** Files of a host that were not read, or not whole. */
export function unreadIn(artifacts: readonly IngestedArtifact[]): readonly UnreadFile[] {
  return artifacts.flatMap((artifact) => {
    const { path, status } = artifact;
    const faults = faultsOf(artifact);
    if (status === 'read' && !isCut(artifact)) return [];
    return [{ path, status: status === 'read' ? 'partial' : status, faults }];
  });
}

/** Why parts of a file could not be read, and what of it was left out, with lines. */
export function faultsOf({ faults, text }: IngestedArtifact): readonly string[] {
  const limits = text?.limits ?? [];
  return [
    ...faults.map(({ line, reason }) => (line === null ? reason : `line ${line}: ${reason}`)),
    ...limits.map(({ what, cap, seen, kept }) => `more ${what} than are kept: the first ${kept ?? cap} of ${seen}`),
    ...ruleFaults(text),
  ];
}

/** What was left out of connection security rules, each of which tells of its own faults. */
function ruleFaults(text: IngestedArtifact['text']): readonly string[] {
  return (text?.observations ?? []).flatMap((item) =>
    item.kind === 'security-rule'
      ? item.faults.filter(isLimit).map((reason) => `${item.title}: ${reason}`.slice(0, 300))
      : [],
  );
}

/** Whether more stands in a file than is kept of it. */
function isCut({ faults, text }: IngestedArtifact): boolean {
  return faults.some(({ reason }) => isLimit(reason)) || (text?.limits.length ?? 0) > 0 || ruleFaults(text).length > 0;
}

/** Files that are cut elsewhere than in a list of which its child tells itself: what else of a connection is missing is not known. */
function cutFilesOf(artifacts: readonly IngestedArtifact[]): ReadonlySet<string> {
  const cut = ({ faults, text }: IngestedArtifact): boolean =>
    faults.some(({ reason }) => isLimit(reason) && !isListReason(reason)) || (text?.limits.length ?? 0) > 0;
  return new Set(artifacts.filter(cut).map(({ id }) => id));
}

/** Whether a reader left something out because there is too much of it: all its limits are told as more than something. */
function isLimit(reason: string): boolean {
  return / than /.test(reason);
}

/** Addresses the files show to be the host's own. */
export function addressesOf(artifacts: readonly IngestedArtifact[]): readonly string[] {
  return [...new Set(artifacts.flatMap(({ text }) => text?.ownAddresses ?? []))];
}

/**
 * Everything the files of a host say as connections: what readers give, and the policies that are in force. A connection security rule is
 * both; of the two the reader's connection stands, which knows its keying modules.
 */
function connectionsIn(
  label: string | null,
  artifacts: readonly IngestedArtifact[],
  active: readonly WindowsPolicy[],
  addresses: readonly string[],
): ConnectionHost {
  const all = configurationOf(artifacts);
  const inForce = new Map<string, string>();
  for (const { modern, store, rules } of active)
    if (modern === true)
      for (const rule of rules) if (rule.active) for (const key of keysOfRule(rule)) inForce.set(key, store);
  const ofRules = keysOfRules(all);
  const told = new Set<string>();
  const read: ConnectionConfig[] = [];
  for (const item of all) {
    if (item.kind !== 'connection' || !ofRules.has(keyOf(item.src, item.name))) continue;
    const key = keyOf(item.src, item.name);
    const store = inForce.get(key);
    if (store === undefined) continue;
    told.add(key);
    // Rules of all stores are in force together and beside legacy policies: a listing of some does not say that the others are not.
    read.push(withDefaults({ ...item, loaded: false, settings: { ...item.settings, store } }));
  }
  const rest = active.map((policy) => ({
    ...policy,
    rules: policy.rules.filter((rule) => policy.modern !== true || !keysOfRule(rule).some((key) => told.has(key))),
  }));
  const host = connectionHost(label ?? '', besidePolicies(all), addresses, [
    ...read,
    ...rest.flatMap((policy) => {
      const made = connectionsOf([policy], addresses);
      return policy.modern === true ? made.map(withDefaults) : made;
    }),
  ]);
  const { configuration } = host;
  const secrets = [...configuration.secrets, ...keysOfPolicies(rest)];
  return { ...host, configuration: { ...configuration, secrets, syntaxFaults: syntaxFaultsOf(artifacts) } };
}

/** A rule by its place and name: the connection that a reader makes of one has the same. */
const keyOf = (src: Source, name: string): string => `${placeOf(src)} ${name}`;

function keysOfRule({ src, filterList }: WindowsRule): readonly string[] {
  return src.map((one) => keyOf(one, filterList ?? ''));
}

function keysOfRules(all: readonly ConfigObservation[]): ReadonlySet<string> {
  return new Set(all.flatMap((item) => (item.kind === 'security-rule' ? [keyOf(item.src, item.title)] : [])));
}

/** What files say beside connection security rules, which are shown among the policies. */
export function besidePolicies(all: readonly ConfigObservation[]): readonly ConfigObservation[] {
  const rules = keysOfRules(all);
  const files = new Set(all.flatMap((item) => (item.kind === 'security-rule' ? [item.src.artifact] : [])));
  return all.filter((item) =>
    item.kind === 'connection'
      ? !rules.has(keyOf(item.src, item.name))
      : item.kind !== 'listing' || item.of !== 'connections' || !files.has(item.src.artifact),
  );
}

/** Everything but logs that the files say. */
export function configurationOf(artifacts: readonly IngestedArtifact[]): readonly ConfigObservation[] {
  return artifacts.flatMap(({ text }) =>
    (text?.observations ?? []).filter(
      (item): item is ConfigObservation => item.kind !== 'log' && item.kind !== 'session',
    ),
  );
}

/** Pre-shared keys of rules: which is taken the rule decides, and identities have no part in it. */
function keysOfPolicies(policies: readonly WindowsPolicy[]): readonly SecretConfig[] {
  return policies.flatMap((policy) =>
    policy.rules.flatMap((rule) =>
      rule.authentication.flatMap((one): SecretConfig[] =>
        rule.active && one.method === 'psk' && one.key !== null
          ? [{ kind: 'secret', type: 'psk', ids: [], digest: one.key, src: rule.src[0] ?? policy.src }]
          : [],
      ),
    ),
  );
}

/** Errors in swanctl.conf that swanctl(8) does not load past. What ends with the file may have been cut off, and is none. */
function syntaxFaultsOf(artifacts: readonly IngestedArtifact[]): NonNullable<HostConfiguration['syntaxFaults']> {
  return artifacts.flatMap(({ id, text }) =>
    text?.format !== 'swanctl-conf'
      ? []
      : text.faults.flatMap(({ line, reason }) =>
          line !== null && line < text.records && isSyntaxError(reason) ? [{ artifact: id, line, reason }] : [],
        ),
  );
}

/** Labels of the hosts whose files hold policies, in order. */
export function labelsOf(artifacts: readonly IngestedArtifact[]): readonly (string | null)[] {
  const labels = new Set(artifacts.filter(holdsPolicy).map(({ hostHint }) => hostHint));
  return [...labels].sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
}

/** The policies that the stores among these files hold, put together. */
export function storesOf(artifacts: readonly IngestedArtifact[]): WindowsStores {
  const all = artifacts.flatMap(({ text }) => text?.observations ?? []);
  const objects = all.filter((item): item is PolicyObject => item.kind === 'policy-object');
  const assignments = all.filter((item): item is PolicyAssignment => item.kind === 'policy-assignment');
  const rules = all.filter((item): item is SecurityRule => item.kind === 'security-rule');
  return assemblePolicies(objects, assignments, rules);
}

function holdsPolicy({ text }: IngestedArtifact): boolean {
  return text?.observations.some(isPolicy) === true;
}

const policyKinds: ReadonlySet<string> = new Set([
  'policy-object',
  'policy-assignment',
  'security-rule',
  'connection',
  'kernel-policy',
  'filter-rule',
]);

function isPolicy(item: { readonly kind: string; readonly of?: unknown }): boolean {
  return policyKinds.has(item.kind) || (item.kind === 'listing' && item.of === 'kernel-policies');
}
