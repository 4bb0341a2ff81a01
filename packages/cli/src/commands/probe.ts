import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Lang } from '@ipsec-doctor/engine';
import type { ProbeDocument, ProbeDoor, ProbeExchange, ProbeUntested } from '@ipsec-doctor/engine/document/probe-types';
import { aggressiveMode, mainMode, offeredGroups, saInit, tcpPrefix } from '@ipsec-doctor/engine/probe/first-message';
import { heard, judgeProbe } from '@ipsec-doctor/engine/probe/judge-probe';
import { type methodsV1, OfferError, readOffers, sensibleV1, sensibleV2 } from '@ipsec-doctor/engine/probe/offers';
import { drawProbe } from '@ipsec-doctor/engine/report/probe-sheet';
import { words } from '@ipsec-doctor/engine/report/words';
import { UsageError } from '../evidence.ts';
import { openOutput, screenWidth, wantsColor } from '../output.ts';
import { type Patience, runTest, secondMessages, type Test } from '../probe/exchange.ts';
import { freshDraw, publicValue } from '../probe/keys.ts';
import { guidePayload, pingPath, plannedPings } from '../probe/ping.ts';
import { openTcp, openUdp } from '../probe/sockets.ts';

export const probeTests = ['ikev2', 'main', 'aggressive', 'tcp', 'large', 'ping'] as const;
type TestName = (typeof probeTests)[number];

export interface ProbeFlags {
  readonly format: 'text' | 'json';
  readonly lang: Lang;
  readonly color: boolean;
  readonly test: readonly string[];
  readonly proposal: readonly string[];
  readonly auth: 'psk' | 'rsa' | 'both';
  readonly identity: string;
  readonly exempt?: string;
  readonly port?: string;
  readonly natPort?: string;
  readonly sourcePort: string;
  readonly tries: string;
  readonly wait: string;
  readonly listen: string;
  readonly dryRun: boolean;
}

function count(text: string, name: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new UsageError(`--${name} ${text}: a whole number from ${least} to ${most} is wanted`);
  return value;
}

interface Setup {
  readonly address: string;
  readonly tests: ReadonlySet<TestName>;
  readonly port: number;
  readonly natPort: number;
  readonly sourcePort: number;
  readonly patience: Patience;
  readonly offerV2: string;
  readonly offerV1: string;
  readonly methods: readonly (keyof typeof methodsV1)[];
  readonly identity: string;
  /** A host that the policy exempts. */
  readonly exempt: string | null;
}

async function setupOf(peer: string, flags: ProbeFlags): Promise<Setup> {
  for (const name of flags.test)
    if (!(probeTests as readonly string[]).includes(name))
      throw new UsageError(`--test ${name}: one of ${probeTests.join(', ')} is wanted`);
  const tests = new Set<TestName>(flags.test.length === 0 ? probeTests : (flags.test as readonly TestName[]));
  const custom = flags.proposal.join(',');
  if (!/^[\x21-\x7e]{1,255}$/.test(flags.identity))
    throw new UsageError(`--identity ${flags.identity}: a name is wanted`);
  return {
    address: await addressOf(peer),
    tests,
    port: count(flags.port ?? '500', 'port', 1, 65_535),
    natPort: count(flags.natPort ?? '4500', 'nat-port', 1, 65_535),
    sourcePort: count(flags.sourcePort, 'source-port', 0, 65_535),
    patience: {
      tries: count(flags.tries, 'tries', 1, 10),
      firstWaitMs: count(flags.wait, 'wait', 50, 10_000),
      listenMs: 1000 * count(flags.listen, 'listen', 0, 120),
    },
    offerV2: custom === '' ? sensibleV2 : custom,
    offerV1: custom === '' ? sensibleV1 : custom,
    methods: flags.auth === 'both' ? ['psk', 'rsa'] : [flags.auth],
    identity: flags.identity,
    exempt: flags.exempt === undefined ? null : await addressOf(flags.exempt),
  };
}

async function addressOf(peer: string): Promise<string> {
  if (isIP(peer) !== 0) return peer;
  if (!/^[A-Za-z0-9._-]{1,253}$/.test(peer)) throw new UsageError(`${peer}: no name and no address`);
  try {
    return (await lookup(peer)).address;
  } catch {
    throw new UsageError(`${peer}: the name has no address (ipsec-doctor explain name.resolution-failed)`);
  }
}

/** A test of IKE_SA_INIT; `fillTo` makes it a large one. */
function testV2(setup: Setup, door: ProbeDoor, fillTo?: number): Test {
  const proposals = readOffers(setup.offerV2);
  const groups = offeredGroups(proposals);
  const first = groups.find((group) => publicValue(group) !== undefined);
  if (first === undefined) throw new OfferError(`group ${groups.join(', ')}`);
  const draw = freshDraw();
  const port = door === 'udp-500' ? setup.port : setup.natPort;
  const remote = { address: setup.address, port };
  return {
    test: fillTo === undefined ? 'ikev2' : 'large',
    door,
    port,
    offered: proposals.map(({ text }) => text),
    request: { version: 2, exchange: 'IKE_SA_INIT', initiatorSpi: draw.initiatorSpi, remote },
    message(local, asked) {
      const cookie = asked.findLast(({ kind }) => kind === 'cookie')?.cookie;
      const wanted = asked.findLast(({ kind }) => kind === 'invalid-ke')?.wantedGroup ?? first;
      // A group that was not offered, or that Node does not have, cannot be sent.
      if (!groups.includes(wanted) || draw.publicValue(wanted) === undefined) return null;
      const group = wanted;
      return saInit(
        {
          proposals,
          local,
          remote,
          group,
          ...(cookie == null ? {} : { cookie }),
          ...(fillTo === undefined ? {} : { fillTo }),
        },
        draw,
      );
    },
  };
}

function testV1(setup: Setup, mode: 'main' | 'aggressive'): Test {
  const proposals = readOffers(setup.offerV1);
  const draw = freshDraw();
  const remote = { address: setup.address, port: setup.port };
  const group = offeredGroups(proposals).find((one) => publicValue(one) !== undefined) ?? 0;
  const options = { proposals, methods: setup.methods };
  const message =
    mode === 'main' ? mainMode(options, draw) : aggressiveMode({ ...options, group, identity: setup.identity }, draw);
  return {
    test: mode,
    door: 'udp-500',
    port: setup.port,
    offered: proposals.map(({ text }) => text),
    request: { version: 1, exchange: mode, initiatorSpi: draw.initiatorSpi, remote },
    message: () => message,
  };
}

async function overTcp(setup: Setup): Promise<ProbeExchange> {
  const test = testV2(setup, 'tcp-4500');
  const { door, refusal, tookMs } = await openTcp(setup.address, setup.natPort, tcpPrefix, 3000);
  if (door !== null) return runTest(test, door, { ...setup.patience, listenMs: 0 });
  return {
    test: 'ikev2',
    door: 'tcp-4500',
    port: setup.natPort,
    bytes: 0,
    offered: test.offered,
    sent: 0,
    outcome: 'unreachable',
    refusal,
    roundTripMs: Math.round(tookMs),
    replies: [],
    retransmissions: [],
    listenedMs: 0,
  };
}

/** All exchanges: side by side from ports of their own, or one after the other where a source port was asked for. */
async function exchangesOf(setup: Setup): Promise<ProbeExchange[]> {
  const { tests } = setup;
  const udp: Test[] = [
    ...(tests.has('ikev2') ? [testV2(setup, 'udp-500'), testV2(setup, 'udp-4500')] : []),
    ...(tests.has('main') ? [testV1(setup, 'main')] : []),
    ...(tests.has('aggressive') ? [testV1(setup, 'aggressive')] : []),
  ];
  const over = async (test: Test): Promise<ProbeExchange> =>
    runTest(test, await openUdp(setup.address, test.port, setup.sourcePort), {
      ...setup.patience,
      // The responder of IKEv2 never sends by itself (RFC 7296 section 2.1).
      listenMs: test.request.version === 2 ? 0 : setup.patience.listenMs,
    });
  const results: ProbeExchange[] = [];
  if (setup.sourcePort === 0) results.push(...(await Promise.all(udp.map(over))));
  else for (const test of udp) results.push(await over(test));
  if (tests.has('tcp')) results.push(await overTcp(setup));
  // A large message says something only where the small one was answered.
  if (tests.has('large')) {
    const small = results.find((one) => one.test === 'ikev2' && heard(one) && one.door !== 'tcp-4500');
    if (small !== undefined) results.push(await over(testV2(setup, small.door, guidePayload)));
  }
  return results;
}

/** The most messages that can be sent. */
function planned(setup: Setup): { readonly messages: number; readonly pings: number } {
  const { tests, patience } = setup;
  const v2 = patience.tries * (1 + secondMessages);
  return {
    messages:
      (tests.has('ikev2') ? 2 * v2 : 0) +
      (tests.has('large') ? v2 : 0) +
      (tests.has('tcp') ? 1 + secondMessages : 0) +
      (tests.has('main') ? patience.tries : 0) +
      (tests.has('aggressive') ? patience.tries : 0),
    pings: tests.has('ping') ? plannedPings : 0,
  };
}

function untestedOf(setup: Setup, exchanges: readonly ProbeExchange[]): ProbeUntested[] {
  const { tests } = setup;
  const large = exchanges.some(({ test }) => test === 'large');
  return [
    ...(tests.has('ikev2') || tests.has('main') || tests.has('aggressive')
      ? []
      : [{ what: 'udp', why: 'asked' } as const]),
    ...(tests.has('tcp') ? [] : [{ what: 'tcp', why: 'asked' } as const]),
    ...(large ? [] : [{ what: 'fragments', why: tests.has('large') ? 'no-answer' : 'asked' } as const]),
    { what: 'peer-fragments', why: 'by-nature' },
    { what: 'esp', why: 'by-nature' },
  ];
}

/** Runs `probe PEER`; gives the exit status: 0 IKE answers and nothing is amiss, 1 something is wrong, 3 it cannot be told. */
export async function runProbe(peer: string, flags: ProbeFlags): Promise<number> {
  const setup = await setupOf(peer, flags);
  const plan = planned(setup);
  process.stderr.write(`${words(flags.lang)('probe.plan', { ...plan, address: setup.address })}\n`);
  if (flags.dryRun) return 0;
  let document: ProbeDocument;
  try {
    const [exchanges, path] = await Promise.all([
      exchangesOf(setup),
      pingPath(setup.address, setup.tests.has('ping'), setup.exempt),
    ]);
    document = judgeProbe({
      peer,
      address: setup.address,
      planned: plan,
      exchanges,
      pings: path.pings,
      pathMtu: path.pathMtu,
      untested: [...path.untested, ...untestedOf(setup, exchanges)],
    });
  } catch (error) {
    if (error instanceof OfferError) throw new UsageError(`--proposal: ${error.message} cannot be offered`);
    if (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES'))
      throw new UsageError(`--source-port ${flags.sourcePort}: ${error.code}`);
    throw error;
  }
  const output = openOutput(undefined);
  await output.write(
    flags.format === 'json'
      ? `${JSON.stringify(document, null, 1)}\n`
      : drawProbe(document, {
          lang: flags.lang,
          width: screenWidth(),
          color: wantsColor(!flags.color, undefined),
          full: false,
        }),
  );
  await output.end();
  return { answers: 0, problem: 1, unknown: 3 }[document.result];
}
