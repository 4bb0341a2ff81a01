import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { must, namespace, run } from '../../exec.ts';
import type { Node } from '../../types.ts';
import { FIELD, type Probe } from './draw.ts';

const probeFile = fileURLToPath(new URL('./probe.ts', import.meta.url));

/** Three namespaces in a row: A, a router, B. */
export interface Line {
  a: Node;
  router: Node;
  b: Node;
  remove(): Promise<void>;
}

const QUIET = [
  'net.ipv6.conf.all.accept_dad=0',
  'net.ipv6.conf.default.accept_dad=0',
  'net.ipv4.conf.all.rp_filter=0',
  'net.ipv4.conf.default.rp_filter=0',
  'net.ipv4.ip_forward=1',
  'net.ipv6.conf.all.forwarding=1',
  // What waits for an SA is given up at once.
  'net.core.xfrm_larval_drop=1',
];

/** Builds the line. Neighbours are set by hand: a policy that blocks everything must not stop their discovery. */
export async function buildLine(prefix: string): Promise<Line> {
  const names = ['a', 'r', 'b'].map((suffix) => `${prefix}-${suffix}`);
  const [a, router, b] = names.map(namespace) as [Node, Node, Node];
  const remove = async (): Promise<void> => {
    for (const name of names) await run(['ip', 'netns', 'del', name]);
  };
  try {
    for (const name of names) await must(['ip', 'netns', 'add', name]);
    for (const node of [a, router, b]) await node.exec(['sysctl', '-q', '-w', ...QUIET]);
    for (const [node, own, port, n] of [
      [a, FIELD, 'to-a', 77],
      [b, FIELD, 'to-b', 78],
    ] as const) {
      const side = n === 77 ? 'a' : 'b';
      await must([
        'ip',
        'link',
        'add',
        'eth0',
        'netns',
        node.name,
        'type',
        'veth',
        'peer',
        'name',
        port,
        'netns',
        router.name,
      ]);
      const [mine, his] = [`02:00:00:00:00:${n}`, `02:00:00:00:01:${n}`];
      await node.must(['ip', 'link', 'set', 'eth0', 'address', mine, 'up']);
      await router.must(['ip', 'link', 'set', port, 'address', his, 'up']);
      await router.must(['ip', 'addr', 'add', `10.${n}.0.254/24`, 'dev', port]);
      await router.must(['ip', 'addr', 'add', `fd00:${n}::fe/64`, 'dev', port, 'nodad']);
      for (const address of own.four[side]) {
        await node.must(['ip', 'addr', 'add', `${address}/24`, 'dev', 'eth0']);
        await router.must(['ip', 'neigh', 'replace', address, 'lladdr', mine, 'nud', 'permanent', 'dev', port]);
      }
      for (const address of own.six[side]) {
        await node.must(['ip', 'addr', 'add', `${address}/64`, 'dev', 'eth0', 'nodad']);
        await router.must(['ip', '-6', 'neigh', 'replace', address, 'lladdr', mine, 'nud', 'permanent', 'dev', port]);
      }
      for (const gateway of [`10.${n}.0.254`, `fd00:${n}::fe`]) {
        const family = gateway.includes(':') ? ['-6'] : [];
        await node.must([
          'ip',
          ...family,
          'neigh',
          'replace',
          gateway,
          'lladdr',
          his,
          'nud',
          'permanent',
          'dev',
          'eth0',
        ]);
        await node.must(['ip', ...family, 'route', 'add', 'default', 'via', gateway]);
      }
    }
    return { a, router, b, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Puts these policies in the place of those a namespace has, and gives its listing of them. */
export async function loadPolicies(node: Node, commands: readonly string[]): Promise<string> {
  await node.must(['ip', 'xfrm', 'policy', 'flush']);
  if (commands.length > 0) await node.must(['ip', '-batch', '-'], { input: `${commands.join('\n')}\n` });
  return node.must(['ip', 'xfrm', 'policy']);
}

const runner = ['--conditions=source', '--import', 'tsx', probeFile];

/** Sends the probes from A and gives the numbers of those that arrived: datagrams at B, connections at A. */
export async function playProbes(line: Line, probes: readonly Probe[]): Promise<Set<number>> {
  const folder = mkdtempSync(join(tmpdir(), 'lab-kernel-'));
  try {
    const [got, sent] = [join(folder, 'got.json'), join(folder, 'probes.json')];
    writeFileSync(sent, JSON.stringify(probes));
    const receiver = spawn('ip', ['netns', 'exec', line.b.name, process.execPath, ...runner, 'receive', got], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = new Promise<void>((resolve) => receiver.once('close', () => resolve()));
    try {
      await new Promise<void>((resolve, reject) => {
        receiver.stdout.once('data', () => resolve());
        receiver.once('close', () => reject(new Error('the receiver did not get ready')));
        setTimeout(() => reject(new Error('the receiver took too long')), 60_000).unref();
      });
      await line.a.must([process.execPath, ...runner, 'send', sent], { timeoutMs: 60_000 });
    } finally {
      receiver.stdin.end();
      setTimeout(() => receiver.kill('SIGKILL'), 10_000).unref();
      await ended;
    }
    const numbers = (file: string): number[] => JSON.parse(readFileSync(file, 'utf8')) as number[];
    return new Set([...numbers(got), ...numbers(sent)]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
