import type { Lang, TerminalOptions } from '@ipsec-doctor/engine';
import {
  compare,
  expandHost,
  type HostPolicies,
  type PolicyEnd,
  readHostPolicies,
  type PolicyDocument,
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

/**
 * Runs `policy show` and `policy lint`; gives the exit status: 0 a policy was read (and nothing is questionable about it), 1 something is,
 * 3 there is none, 2 nothing could be read.
 */
export async function runPolicy(what: 'show' | 'lint', paths: readonly string[], flags: PolicyFlags): Promise<number> {
  const document = await readPolicies(gatherEvidence(paths, flags.host), { createHash: sha256 });
  await written(document, what === 'show' ? drawPolicies : drawPolicyIssues, flags);
  if (!document.artifacts.some(({ status }) => status === 'read' || status === 'partial')) return 2;
  if (!document.hosts.some(saysSomething)) return 3;
  const questionable = document.hosts.some(
    ({ faults, issues, connectionIssues }) => faults.length + issues.length + connectionIssues.length > 0,
  );
  return what === 'lint' && questionable ? 1 : 0;
}

function saysSomething({ policies, faults, connections, kernel, filters }: PolicyDocument['hosts'][number]): boolean {
  return policies.length + faults.length + connections.length + filters.length > 0 || kernel !== null;
}

export interface ExpandFlags extends PolicyFlags {
  readonly address: readonly string[];
  readonly dns: readonly string[];
  readonly wins: readonly string[];
  readonly dhcp: readonly string[];
  readonly gateway: readonly string[];
}

/** Runs `policy expand`; gives the exit status: 0 expanded, 3 no policy is assigned. */
export async function runPolicyExpand(paths: readonly string[], flags: ExpandFlags): Promise<number> {
  const [host, ...more] = await readHostPolicies(gatherEvidence(paths, flags.host), { createHash: sha256 });
  if (more.length > 0) throw new UsageError('expand takes the files of one host');
  const addresses = flags.address.length > 0 ? flags.address : (host?.addresses ?? []);
  if (addresses.length === 0) throw new UsageError('the addresses of the host are not among the files: give --address');
  const { dns, wins, dhcp, gateway: gateways } = flags;
  if (host === undefined) throw new UsageError('no policy is among the files');
  const document = expandHost(host, { addresses, dns, wins, dhcp, gateways });
  await written(document, drawExpansion, flags);
  return document.filters.length + document.unexpanded.length === 0 ? 3 : 0;
}

export interface SimulateFlags extends PolicyFlags {
  readonly from: string;
  readonly to: string;
  readonly protocol: string;
  readonly port: string;
  readonly sourcePort: string;
}

const protocols: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17 };

/** Runs `policy simulate`; gives the exit status: 0 it passes, 1 nothing passes, 3 the policies do not tell. */
export async function runPolicySimulate(paths: readonly string[], flags: SimulateFlags): Promise<number> {
  const hosts = await readHostPolicies(gatherEvidence(paths, flags.host), { createHash: sha256 });
  const protocol = protocols[flags.protocol.toLowerCase()] ?? Number(flags.protocol);
  if (!Number.isInteger(protocol) || protocol < 0 || protocol > 255)
    throw new UsageError(`${flags.protocol}: no protocol`);
  const document = simulate(endOf(flags.from, hosts), endOf(flags.to, hosts), {
    protocol,
    sourcePort: portOf(flags.sourcePort),
    destinationPort: portOf(flags.port),
  });
  await written(document, drawSimulation, flags);
  return document.result === null ? 3 : document.result === 'blocked' ? 1 : 0;
}

/** Runs `policy compare`; gives the exit status: 0 everything passes, 1 something does not, 3 the policies do not tell of something. */
export async function runPolicyCompare(paths: readonly string[], flags: SimulateFlags): Promise<number> {
  const hosts = await readHostPolicies(gatherEvidence(paths, flags.host), { createHash: sha256 });
  const document = compare(endOf(flags.from, hosts, false), endOf(flags.to, hosts, false));
  await written(document, drawComparison, flags);
  const results = new Set<string | null>([...document.classes, ...document.connections].map(({ result }) => result));
  if (results.size === 0) return 3;
  if (['blocked', 'would-fail', 'would-fail-later'].some((bad) => results.has(bad))) return 1;
  return results.has(null) || results.has('cannot-be-verified') ? 3 : 0;
}

/** `NAME=ADDRESS`, or the name of a host whose address the files tell; a name without files does not speak IPsec. */
function endOf(text: string, hosts: readonly HostPolicies[], needsAddress = true): PolicyEnd {
  const at = text.indexOf('=');
  const label = at < 0 ? text : text.slice(0, at);
  const host = hosts.find((one) => one.label === label) ?? null;
  const addresses = at < 0 ? (host?.addresses ?? []) : [text.slice(at + 1)];
  // Connections name addresses themselves.
  const named = !needsAddress && host !== null && host.active.length === 0;
  if (addresses.length === 0 && !named)
    throw new UsageError(`${label}: its address is not known: give ${label}=ADDRESS`);
  return { label, host, words: { addresses }, told: at >= 0 };
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError(`${text}: no port`);
  return port;
}

async function written<T>(
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
