/** Which policy is in force and which should be: what Detect_IPsec_Policy.vbs did (SCR-08 to SCR-10), for stores of Windows and for daemons. */
import { compareLoaded } from './compare-loaded.ts';
import type { DetectDocument, DetectedHost, DetectedPolicy, DetectFinding } from './document/detect-types.ts';
import { textFormats } from './formats/index.ts';
import { ingest } from './ingest/ingest.ts';
import type { EvidenceInput, IngestedArtifact, IngestOptions } from './ingest/types.ts';
import type { ConnectionConfig } from './observations/index.ts';
import { storesOf } from './host-policies.ts';
import type { WindowsPolicy } from './policy/windows/assemble.ts';
import { effectivePolicy } from './policy/windows/effective.ts';
import { readWire } from './protocol/wire.ts';
import { situationOf } from './store-situation.ts';

export interface DetectOptions extends Partial<Pick<IngestOptions, 'createHash' | 'limits'>> {
  /** Version that should be in force, as the administrators of the policy tell it; held against the one in use. */
  readonly version?: string;
  /** The daemon was asked and answered: what it did not list is not loaded. An empty listing alone may come from one that did not answer. */
  readonly answered?: boolean;
}

/** `major.minor.yymmdd.hhmm`, as the guide recommends (GD-19), or fewer numbers. */
const versionWords = /(?:^|[^0-9.])([0-9]{1,4}(?:\.[0-9]{1,8}){1,3})(?![0-9.])/;

/** The version people gave a policy: in a dummy rule first (GD-19), then in its name and description (POL-14). */
export function policyVersion(policy: WindowsPolicy): string | null {
  const dummy = policy.rules
    .map(({ filterList }) => filterList ?? '')
    .filter((name) => /\bver(?:sion)?\b|버전/iu.test(name));
  for (const text of [...dummy, policy.title, policy.description ?? '']) {
    const found = versionWords.exec(text.slice(0, 500))?.[1];
    if (found !== undefined) return found;
  }
  return null;
}

function detected(policy: WindowsPolicy): DetectedPolicy {
  const { changed } = policy;
  const known = changed !== null && changed > 0 && changed < 8.64e12;
  return {
    store: policy.store,
    name: policy.title,
    version: policyVersion(policy),
    changed: known ? new Date(changed * 1000).toISOString() : null,
  };
}

/** What of a policy decides, in one text: where it is kept and read plays no part. */
function substance(policy: WindowsPolicy): string {
  return JSON.stringify({ main: policy.mainMode, rules: policy.rules, title: policy.title }, (key, value: unknown) =>
    key === 'src' || key === 'object' ? undefined : value,
  );
}

interface Judged {
  readonly result: DetectedHost['result'];
  readonly intended: readonly WindowsPolicy[];
  readonly findings: readonly DetectFinding[];
}

/** The copy in the cache against the one in the directory, as the script compared the names of the version filter list (SCR-09). */
function againstDirectory(cache: WindowsPolicy, directory: WindowsPolicy): DetectFinding {
  const [had, is] = [policyVersion(cache), policyVersion(directory)];
  const args = { policy: directory.title, cache: had ?? '?', directory: is ?? '?' };
  if (had === is && substance(cache) === substance(directory)) return { code: 'same', args };
  const [before, after] = [cache.changed, directory.changed];
  if (before !== null && after !== null && before !== after)
    return { code: before < after ? 'cache-older' : 'cache-newer', args };
  return { code: 'cache-differs', args };
}

function judgeDomain(
  object: string | null,
  title: string | null,
  policies: readonly WindowsPolicy[],
  script: string | null,
  version: string | undefined,
): Judged {
  const of = (store: WindowsPolicy['store']): WindowsPolicy | undefined =>
    policies.find((policy) => policy.store === store && (object === null || policy.object === object));
  const [cache, directory] = [of('cache'), of('domain')];
  const findings: DetectFinding[] = [];
  const intended = directory ?? cache;
  // The name that tools read is written when the assignment changes, not when the policy does (POL-13).
  if (title !== null && intended !== undefined && title !== intended.title)
    findings.push({ code: 'name-out-of-step', args: { reported: title, policy: intended.title } });
  let result: Judged['result'] = 'unknown';
  if (cache === undefined) {
    findings.push({ code: 'cache-missing', args: { policy: title ?? object ?? '?' } });
    result = 'not-up-to-date';
  } else if (directory !== undefined) {
    const finding = againstDirectory(cache, directory);
    findings.push(finding);
    result = finding.code === 'same' ? 'up-to-date' : 'not-up-to-date';
  } else if (version !== undefined) {
    const has = policyVersion(cache);
    findings.push({
      code: has === version ? 'version-same' : 'version-differs',
      args: { policy: cache.title, version, cache: has ?? '?' },
    });
    result = has === version ? 'up-to-date' : 'not-up-to-date';
  } else if (script !== null) {
    findings.push({ code: 'told-by-script', args: { said: script } });
    result = script === 'up-to-date' ? 'up-to-date' : 'not-up-to-date';
  } else findings.push({ code: 'directory-missing', args: { policy: cache.title } });
  return { result, intended: intended === undefined ? [] : [intended], findings };
}

function windowsHost(
  label: string | null,
  artifacts: readonly IngestedArtifact[],
  options: DetectOptions,
): DetectedHost | null {
  const observations = artifacts.flatMap(({ text }) => text?.observations ?? []);
  const script =
    observations.flatMap((one) =>
      one.kind === 'host-fact' && one.name === 'ipsec-policy-version' ? [one.value] : [],
    )[0] ?? null;
  const { policies } = storesOf(artifacts);
  const legacy = policies.filter(({ modern }) => modern !== true);
  const modern = policies.filter((policy) => policy.modern === true);
  const situation = situationOf(artifacts, legacy);
  if (policies.length === 0 && situation.assignment === null && script === null) return null;
  const { active, driver } = effectivePolicy(situation);
  const common = { label, system: 'windows' as const, active: [...active, ...modern].map(detected) };
  const { assignment } = situation;
  if (assignment !== null) {
    const { result, intended, findings } = judgeDomain(
      assignment.object,
      assignment.title,
      legacy,
      script,
      options.version,
    );
    const idle = active.length === 0 && !findings.some(({ code }) => code === 'cache-missing');
    return {
      ...common,
      result: idle ? 'not-up-to-date' : result,
      intended: intended.map(detected),
      findings: idle ? [...findings, { code: 'nothing-active', args: { driver } }] : findings,
    };
  }
  const said: DetectFinding[] = script === null ? [] : [{ code: 'told-by-script', args: { said: script } }];
  const told = script === null ? 'unknown' : script === 'up-to-date' ? 'up-to-date' : 'not-up-to-date';
  if (modern.length > 0 && active.length === 0)
    return {
      ...common,
      result: told,
      intended: [],
      findings: [
        ...said,
        { code: 'modern-only', args: { rules: `${modern.reduce((sum, { rules }) => sum + rules.length, 0)}` } },
      ],
    };
  const why: DetectFinding =
    active.length > 0
      ? { code: 'local-only', args: { policy: active[0]?.title ?? '' } }
      : { code: 'not-assigned', args: {} };
  return { ...common, result: told, intended: active.map(detected), findings: [...said, why] };
}

function daemonHost(
  label: string | null,
  artifacts: readonly IngestedArtifact[],
  options: DetectOptions,
): DetectedHost | null {
  const observations = artifacts.flatMap(({ text }) => text?.observations ?? []);
  const connections = observations.filter(
    (one): one is ConnectionConfig => one.kind === 'connection' && one.settings['store'] === undefined,
  );
  const listed =
    options.answered === true ||
    observations.some((one) => one.kind === 'listing' && one.of === 'connections' && one.loaded === true);
  const files = connections.filter(({ loaded }) => !loaded);
  const loaded = connections.filter((one) => one.loaded);
  if (connections.length === 0) return null;
  const system = connections.some(({ settings }) => settings['dialect'] === 'libreswan') ? 'libreswan' : 'strongswan';
  const shown = (list: readonly ConnectionConfig[], store: string): DetectedPolicy[] =>
    list.slice(0, 1000).map(({ name }) => ({ store, name, version: null, changed: null }));
  const common = { label, system, active: shown(loaded, 'daemon'), intended: shown(files, 'file') } as const;
  if (!listed && loaded.length === 0)
    return { ...common, result: 'unknown', findings: [{ code: 'loaded-missing', args: {} }] };
  if (files.length === 0) return { ...common, result: 'unknown', findings: [{ code: 'file-missing', args: {} }] };
  const faulty = artifacts.filter(
    ({ text, status }) =>
      status !== 'read' && (text?.observations ?? []).some((one) => one.kind === 'connection' && !one.loaded),
  );
  const findings = [...compareLoaded(files, loaded)];
  const untold: DetectFinding = {
    code: 'not-compared',
    args: { what: system === 'strongswan' ? 'proposals' : 'secrets' },
  };
  if (findings.length > 0) return { ...common, result: 'not-up-to-date', findings: [...findings, untold] };
  if (faulty.length > 0)
    return {
      ...common,
      result: 'unknown',
      findings: [{ code: 'file-unread', args: { file: faulty.map(({ path }) => path).join(', ') } }, untold],
    };
  // The file does not ask to load them: whether somebody should have done so it does not tell.
  if (loaded.length === 0)
    return { ...common, result: 'unknown', findings: [{ code: 'none-loaded', args: { count: `${files.length}` } }] };
  return { ...common, result: 'up-to-date', findings: [{ code: 'same', args: {} }, untold] };
}

/** Reads files of hosts and tells of each which policy is in force, which should be, and whether they are the same. Nothing rejects. */
export async function detectPolicy(
  inputs: readonly EvidenceInput[],
  options: DetectOptions = {},
): Promise<DetectDocument> {
  const { version: _version, answered: _answered, ...reading } = options;
  const { artifacts } = await ingest(inputs, { ...reading, formats: textFormats, readWire });
  const labels = [...new Set(artifacts.map(({ hostHint }) => hostHint))];
  const hosts = labels.flatMap((label) => {
    const own = artifacts.filter(({ hostHint }) => hostHint === label);
    const found = [windowsHost(label, own, options), daemonHost(label, own, options)].filter((host) => host !== null);
    if (found.length > 0) return found;
    const nothing: DetectedHost = {
      label,
      system: 'unknown',
      result: 'unknown',
      active: [],
      intended: [],
      findings: [{ code: 'nothing', args: {} }],
    };
    return labels.length === 1 ? [nothing] : [];
  });
  const results = new Set(hosts.map(({ result }) => result));
  return {
    schema: 'ipsec-doctor/detect-policy@1',
    hosts,
    result: results.has('not-up-to-date')
      ? 'not-up-to-date'
      : results.has('unknown') || hosts.length === 0
        ? 'unknown'
        : 'up-to-date',
  };
}
