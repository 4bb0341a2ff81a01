import { spawn } from 'node:child_process';
import { getServers } from 'node:dns';
import { readFileSync } from 'node:fs';
import type { ProbePing, ProbeUntested } from '@ipsec-doctor/engine/document/probe-types';
import { pingHeaders } from '@ipsec-doctor/engine/probe/judge-probe';
import { readPing, readTracepath, refusedArguments } from '@ipsec-doctor/engine/probe/ping-output';

/** What the guide sends to test fragments, in bytes of payload (inventory IKE-04, TIM-12). */
export const guidePayload = 5000;
/** Echo requests of the first run. */
const echoes = 4;
/** Most runs that look for the path MTU. */
const searches = 8;

/** Most hosts of the nearer checks: itself, gateway, DNS servers, an exempt host. */
const nearer = 5;

/** Most echo requests of all runs: of those to the peer and of those to nearer hosts only one sort is sent. */
export const plannedPings = echoes + Math.max(2 + searches, nearer);

interface Ran {
  readonly output: string;
  readonly found: boolean;
}

const windows = process.platform === 'win32';

/** Runs a program without a shell, in the language of the C locale, for at most ten seconds. */
function run(program: string, args: readonly string[]): Promise<Ran> {
  return new Promise((done) => {
    const child = spawn(program, [...args], {
      env: { ...process.env, LC_ALL: 'C', LANG: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 10_000,
    });
    let output = '';
    const add = (piece: Buffer): void => {
      if (output.length < 65_536) output += piece.toString('utf8');
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.once('error', () => done({ output: '', found: false }));
    child.once('close', () => done({ output, found: true }));
  });
}

/** Arguments of ping of this system: count, payload, and whether routers may fragment. */
function pingArguments(address: string, count: number, payload: number, dontFragment: boolean): string[] {
  if (windows) return ['-n', `${count}`, '-l', `${payload}`, '-w', '2000', ...(dontFragment ? ['-f'] : []), address];
  return [
    '-n',
    '-c',
    `${count}`,
    '-s',
    `${payload}`,
    '-W',
    '2',
    ...(count > 1 ? ['-i', '0.25'] : []),
    ...(dontFragment ? (process.platform === 'linux' ? ['-M', 'do'] : ['-D']) : []),
    address,
  ];
}

/** One run. Null: there is no ping, or not one that can do that. */
async function ping(
  address: string,
  test: ProbePing['test'],
  count: number,
  payload: number,
): Promise<ProbePing | null> {
  const whole = pingArguments(address, count, payload, test === 'dont-fragment');
  let { output, found } = await run('ping', whole);
  const at = whole.indexOf('-i');
  // A ping without fractions of a second is asked again without them.
  if (found && at >= 0 && refusedArguments(output)) ({ output, found } = await run('ping', whole.toSpliced(at, 2)));
  if (!found || refusedArguments(output)) return null;
  return { test, target: address, payload, sent: count, ...readPing(output) };
}

export interface PingResults {
  readonly pings: readonly ProbePing[];
  readonly pathMtu: number | null;
  readonly untested: readonly ProbeUntested[];
}

/**
 * What echo requests tell: whether the host answers, its round trip, fragments both ways, and by a search with don't fragment set the path
 * MTU (RFC 1191). `allowed` false: not tried, as asked for.
 */
export async function pingPath(address: string, allowed: boolean, exempt: string | null): Promise<PingResults> {
  const not = (what: ProbeUntested['what'], why: ProbeUntested['why']): ProbeUntested => ({ what, why });
  if (!allowed) return { pings: [], pathMtu: null, untested: [not('ping', 'asked'), not('path-mtu', 'asked')] };
  const echo = await ping(address, 'echo', echoes, 56);
  if (echo === null)
    return { pings: [], pathMtu: null, untested: [not('ping', 'no-program'), not('path-mtu', 'no-program')] };
  if (echo.received === 0) {
    const why = echo.refusal === 'not-permitted' ? 'no-right' : 'no-answer';
    const own = why === 'no-right' ? [] : await nearerHosts(address, exempt);
    return { pings: [echo, ...own], pathMtu: null, untested: [not('path-mtu', why)] };
  }
  const pings: ProbePing[] = [echo];
  const fragments = await ping(address, 'fragments', 2, guidePayload);
  if (fragments !== null) pings.push(fragments);
  const searched = await search(address, pings);
  // Where ping cannot forbid fragments, tracepath may.
  const pathMtu =
    searched === 'unsupported' ? readTracepath((await run('tracepath', ['-n', address])).output) : searched;
  const why = searched === 'unsupported' ? 'no-program' : 'no-answer';
  return { pings, pathMtu, untested: pathMtu === null ? [not('path-mtu', why)] : [] };
}

/** The guide's checks from the host outwards (PATH-02 to PATH-05), where the peer answers no ping; none behind one that fails. */
async function nearerHosts(address: string, exempt: string | null): Promise<readonly ProbePing[]> {
  const six = address.includes(':');
  const gateway = six ? null : await defaultGateway();
  const servers = getServers()
    .filter((server) => /^[0-9a-fA-F.:]+$/.test(server) && server.includes(':') === six)
    .slice(0, 2);
  const hosts: readonly (readonly [test: ProbePing['test'], addresses: readonly string[]])[] = [
    ['own', [six ? '::1' : '127.0.0.1']],
    ['gateway', gateway === null ? [] : [gateway]],
    ['dns', servers],
    ['exempt', exempt === null ? [] : [exempt]],
  ];
  const pings: ProbePing[] = [];
  for (const [test, addresses] of hosts) {
    const these = (await Promise.all(addresses.map((one) => ping(one, test, 1, 56)))).filter((one) => one !== null);
    pings.push(...these);
    if (these.length > 0 && these.every(({ received }) => received === 0)) break;
  }
  return pings;
}

/** Default gateway of IPv4: of Linux by /proc/net/route, of Windows by `route print`; null: there is none, or it is not told. */
async function defaultGateway(): Promise<string | null> {
  if (windows)
    return (
      /^\s*0\.0\.0\.0\s+0\.0\.0\.0\s+([0-9.]{7,15})\s/m.exec((await run('route', ['print', '-4'])).output)?.[1] ?? null
    );
  try {
    const found = /^\S+\t00000000\t([0-9A-F]{8})\t/m.exec(readFileSync('/proc/net/route', 'latin1'))?.[1];
    if (found === undefined || found === '00000000') return null;
    // The kernel writes the address as the number it is in memory.
    return [3, 2, 1, 0].map((i) => parseInt(found.slice(2 * i, 2 * i + 2), 16)).join('.');
  } catch {
    return null;
  }
}

/** The largest packet that is answered, by halving; what a router names shortens it. Null: none with don't fragment is answered. */
async function search(address: string, pings: ProbePing[]): Promise<number | 'unsupported' | null> {
  const headers = pingHeaders(address);
  let passes = 0;
  let fails = 65_536;
  // Usual values first: Ethernet, PPPoE, tunnels, the least of IPv6.
  const guesses = [1500, 1492, 1400, 1280].map((mtu) => mtu - headers);
  for (let i = 0; i < searches && fails - passes > 1; i++) {
    const next =
      guesses.find((guess) => guess > passes && guess < fails) ?? (passes + Math.min(fails, 1500 - headers + 1)) >> 1;
    if (next <= passes) break;
    const one = await ping(address, 'dont-fragment', 1, next);
    if (one === null) return 'unsupported';
    pings.push(one);
    if (one.received > 0) {
      passes = next;
      // Links with larger frames are not looked for.
      if (next === guesses[0]) break;
    } else {
      fails = next;
      if (
        one.mtu !== null &&
        one.mtu - headers > passes &&
        one.mtu - headers < fails &&
        !guesses.includes(one.mtu - headers)
      )
        guesses.unshift(one.mtu - headers);
    }
  }
  return passes === 0 ? null : passes + headers;
}
