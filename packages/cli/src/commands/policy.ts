import { readFileSync, statSync } from 'node:fs';
import type { Lang, TerminalOptions } from '@ipsec-doctor/engine';
import type { PolicyDocument } from '@ipsec-doctor/engine/document/policy-types';
import {
  compare,
  echoRequest,
  expandHost,
  type HostPolicies,
  icmpKey,
  isAnsweredByPolicies,
  type NetworkProfile,
  networkProfiles,
  nobody,
  type PolicyEnd,
  readHostPolicies,
  readPolicies,
  simulate,
} from '@ipsec-doctor/engine/policies';
import {
  drawComparison,
  drawExpansion,
  drawPolicies,
  drawPolicyIssues,
  drawSimulation,
} from '@ipsec-doctor/engine/report/policy-sheet';
import { gatherEvidence, UsageError } from '../evidence.ts';
import { openOutput, screenWidth, wantsColor } from '../output.ts';
import { sha256 } from '../sha256.ts';

export interface PolicyFlags {
  readonly format: 'text' | 'json';
  readonly host: readonly string[];
  readonly full: boolean;
  readonly lang: Lang;
  readonly color: boolean;
}

/** Flags of `policy lint` that tell of the network around; `policy show` has none of them. */
export interface LintFlags extends PolicyFlags {
  readonly deployment?: readonly string[];
  readonly address?: readonly string[];
  readonly dc?: readonly string[];
  readonly dns?: readonly string[];
  readonly wins?: readonly string[];
  readonly dhcp?: readonly string[];
  readonly remoteAccess?: readonly string[];
}

/**
 * Runs `policy show` and `policy lint`; gives the exit status: 0 a policy was read (and nothing is questionable about it), 1 something is,
 * 3 there is none, or what was left out of a file may be questionable, 2 nothing could be read.
 */
export async function runPolicy(what: 'show' | 'lint', paths: readonly string[], flags: LintFlags): Promise<number> {
  const document = await policyDocument(paths, flags);
  await written(document, what === 'show' ? drawPolicies : drawPolicyIssues, flags);
  if (!document.artifacts.some(({ status }) => status === 'read' || status === 'partial')) return 2;
  if (!document.hosts.some(saysSomething) && (flags.deployment ?? []).length === 0) return 3;
  const questionable = document.hosts.some(
    ({ faults, issues, connectionIssues }) => faults.length + issues.length + connectionIssues.length > 0,
  );
  if (what === 'show') return 0;
  // Where something was left out, that nothing is questionable is not known.
  const cut = document.hosts.some(({ unread }) => unread.some(({ status }) => status === 'partial'));
  return questionable ? 1 : cut ? 3 : 0;
}

function saysSomething(host: PolicyDocument['hosts'][number]): boolean {
  const { policies, faults, issues, connections, kernel, filters } = host;
  return policies.length + faults.length + issues.length + connections.length + filters.length > 0 || kernel !== null;
}

async function policyDocument(paths: readonly string[], flags: LintFlags): Promise<PolicyDocument> {
  const { deployment = [], address = [], remoteAccess = [] } = flags;
  if (deployment.length > 0) {
    const { readDeployment } = await import('./organisation.ts');
    const { deploymentIssues } = await import('@ipsec-doctor/engine/organisations');
    const { files, stores } = await readDeployment(deployment);
    return deploymentIssues(files, stores);
  }
  const servers = (['dc', 'dns', 'wins', 'dhcp'] as const).flatMap((kind) =>
    (flags[kind] ?? []).map((one) => ({ kind, address: one })),
  );
  return await readPolicies(
    gatherEvidence(paths, flags.host),
    { createHash: sha256 },
    { servers, addresses: address, remoteAccess },
  );
}

export interface ExpandFlags extends PolicyFlags {
  readonly address: readonly string[];
  readonly dns: readonly string[];
  readonly wins: readonly string[];
  readonly dhcp: readonly string[];
  readonly gateway: readonly string[];
  readonly profile?: string;
  /** List that IP Security Monitor exported. */
  readonly against?: string;
}

/** Runs `policy expand`; gives the exit status: 0 expanded, 3 no policy is assigned. */
export async function runPolicyExpand(paths: readonly string[], flags: ExpandFlags): Promise<number> {
  const [host, ...more] = await readHostPolicies(gatherEvidence(paths, flags.host), { createHash: sha256 });
  if (more.length > 0) throw new UsageError('expand takes the files of one host');
  const addresses = flags.address.length > 0 ? flags.address : (host?.addresses ?? []);
  if (addresses.length === 0) throw new UsageError('the addresses of the host are not among the files: give --address');
  const { dns, wins, dhcp, gateway: gateways } = flags;
  const list = flags.against === undefined ? null : { file: flags.against, text: exportedList(flags.against) };
  const profile = flags.profile === undefined ? {} : { profile: profileOf(flags.profile) };
  const document = expandHost(host ?? nobody, { addresses, dns, wins, dhcp, gateways, ...profile }, list);
  await written(document, drawExpansion, flags);
  return document.filters.length + document.unexpanded.length === 0 ? 3 : 0;
}

const maxListBytes = 32_000_000;

/** Text of an exported list: UTF-16 as the snap-in's Unicode text, else UTF-8. */
function exportedList(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError(`${path}: no such file`);
  if (!stats.isFile() || stats.size > maxListBytes) throw new UsageError(`${path}: no exported list`);
  const bytes = readFileSync(path);
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8');
}

export interface SimulateFlags extends PolicyFlags {
  readonly from: string;
  readonly to: string;
  readonly protocol: string;
  readonly port: string;
  readonly sourcePort: string;
  /** Type and code of a message of ICMP. */
  readonly icmpType?: string;
  readonly icmpCode?: string;
  /** Deployment files that both ends are hosts of. */
  readonly deployment: readonly string[];
  readonly before?: string;
  /** Profiles of the networks of hosts, `NAME=PROFILE`. */
  readonly profile: readonly string[];
}

const protocols: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 };

/** Runs `policy simulate`; gives the exit status: 0 it passes, 1 nothing passes, 3 the policies do not tell. */
export async function runPolicySimulate(paths: readonly string[], flags: SimulateFlags): Promise<number> {
  const [from, to] = await endsOf(paths, flags);
  const { before } = flags;
  if (before !== undefined && before !== 'peer-lost-its-sas' && before !== 'main-mode-differs')
    throw new UsageError(`${before}: peer-lost-its-sas or main-mode-differs is wanted`);
  const protocol = protocolOf(flags.protocol);
  const document = simulate(from, to, {
    protocol,
    ...messageOf(protocol, flags),
    ...(before === undefined ? {} : { before }),
  });
  await written(document, drawSimulation, flags);
  return document.result === null ? 3 : document.result === 'blocked' ? 1 : 0;
}

/** Ports, or of ICMP the type and code of the message: without any it is an echo request. */
function messageOf(
  protocol: number,
  { icmpType, icmpCode, sourcePort, port }: SimulateFlags,
): { readonly sourcePort: number; readonly destinationPort: number } {
  const icmp = protocol === 1 || protocol === 58;
  if (!icmp && (icmpType ?? icmpCode) !== undefined) throw new UsageError('types and codes are those of ICMP alone');
  if (!icmp) return { sourcePort: portOf(sourcePort), destinationPort: portOf(port) };
  if (icmpType === undefined) return { sourcePort: echoRequest(protocol), destinationPort: 0 };
  return { sourcePort: icmpKey(octetOf(icmpType), octetOf(icmpCode ?? '0')), destinationPort: 0 };
}

function octetOf(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 255) throw new UsageError(`${text}: 0 to 255 is wanted`);
  return value;
}

export interface CompareFlags extends SimulateFlags {
  /** Hosts of which everything that the daemon was given is among the files. */
  readonly allFiles: readonly string[];
  readonly at?: string;
}

/** Runs `policy compare`; gives the exit status: 0 everything passes, 1 something does not, 3 the policies do not tell of something. */
export async function runPolicyCompare(paths: readonly string[], flags: CompareFlags): Promise<number> {
  const now = momentOf(flags.at);
  const ends = await endsOf(paths, flags, false);
  for (const name of flags.allFiles)
    if (!ends.some(({ label }) => label === name))
      throw new UsageError(`${name}: neither --from nor --to is called so`);
  const [from, to] = ends.map((end) => ({ ...end, now, whole: flags.allFiles.includes(end.label) }));
  if (from === undefined || to === undefined) throw new UsageError('two hosts are wanted');
  // Policies need an address of each host; connections name addresses themselves.
  for (const { label, words, state } of isAnsweredByPolicies(from, to) ? [from, to] : [])
    if (state === undefined && words.addresses.length === 0) throw unknownAddress(label);
  const document = compare(from, to);
  await written(document, drawComparison, flags);
  const results = new Set<string | null>([...document.classes, ...document.connections].map(({ result }) => result));
  if (results.size === 0) return 3;
  if (['blocked', 'would-fail', 'would-fail-later'].some((bad) => results.has(bad))) return 1;
  return results.has(null) || results.has('cannot-be-verified') ? 3 : 0;
}

/** Nanoseconds since the epoch of a written time, or of now. */
function momentOf(text: string | undefined): bigint {
  const milliseconds = text === undefined ? Date.now() : Date.parse(text);
  if (Number.isNaN(milliseconds)) throw new UsageError(`${text}: no time, 2030-01-31T12:00:00Z is wanted`);
  return BigInt(milliseconds) * 1_000_000n;
}

/** Both ends, out of deployment files or out of files of the hosts. */
async function endsOf(
  paths: readonly string[],
  flags: SimulateFlags,
  needsAddress = true,
): Promise<readonly [PolicyEnd, PolicyEnd]> {
  if (flags.deployment.length > 0) {
    const { deploymentEnd } = await import('./organisation.ts');
    return [await deploymentEnd(flags.deployment, flags.from), await deploymentEnd(flags.deployment, flags.to)];
  }
  const hosts = await readHostPolicies(gatherEvidence(paths, flags.host), { createHash: sha256 });
  const [from, to] = [endOf(flags.from, hosts, needsAddress), endOf(flags.to, hosts, needsAddress)];
  const profiles = new Map<string, NetworkProfile>();
  for (const text of flags.profile) {
    const [name = '', word = ''] = text.split('=');
    if (name !== from.label && name !== to.label) throw new UsageError(`${name}: neither --from nor --to is called so`);
    profiles.set(name, profileOf(word));
  }
  const inNetwork = (end: PolicyEnd): PolicyEnd => {
    const profile = profiles.get(end.label);
    return profile === undefined ? end : { ...end, words: { ...end.words, profile } };
  };
  return [inNetwork(from), inNetwork(to)];
}

/** Profile of a network by its name. */
function profileOf(text: string): NetworkProfile {
  const found = networkProfiles.find((name) => name === text.toLowerCase());
  if (found === undefined) throw new UsageError(`${text}: no profile, domain, private or public is wanted`);
  return found;
}

/** Number of a protocol by its name or number. */
export function protocolOf(text: string): number {
  const protocol = protocols[text.toLowerCase()] ?? Number(text);
  if (!Number.isInteger(protocol) || protocol < 0 || protocol > 255) throw new UsageError(`${text}: no protocol`);
  return protocol;
}

/** `NAME=ADDRESS`, or the name of a host whose address the files tell; a name without files does not speak IPsec. */
function endOf(text: string, hosts: readonly HostPolicies[], needsAddress: boolean): PolicyEnd {
  const at = text.indexOf('=');
  const label = at < 0 ? text : text.slice(0, at);
  const host = hosts.find((one) => one.label === label) ?? null;
  const addresses = at < 0 ? (host?.addresses ?? []) : [text.slice(at + 1)];
  // Legacy policies speak of this host without its address; connections and connection security rules name addresses.
  const named = !needsAddress && host !== null && host.active.every(({ modern }) => modern === true);
  if (addresses.length === 0 && !named) throw unknownAddress(label);
  return { label, host, words: { addresses }, told: at >= 0 };
}

function unknownAddress(label: string): UsageError {
  return new UsageError(`${label}: its address is not known: give ${label}=ADDRESS`);
}

/** Number of a port. */
export function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError(`${text}: no port`);
  return port;
}

/** Writes a document as text or JSON. */
export async function written<T>(
  document: T,
  draw: (document: T, options: TerminalOptions) => string,
  flags: PolicyFlags,
): Promise<void> {
  const output = openOutput(undefined);
  await output.write(
    flags.format === 'json'
      ? `${JSON.stringify(document, null, 1)}\n`
      : draw(document, {
          lang: flags.lang,
          width: screenWidth(),
          color: wantsColor(!flags.color, undefined),
          full: flags.full,
        }),
  );
  await output.end();
}
