import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ProbeExchange } from '@ipsec-doctor/engine/document/probe-types';
import { notifyV1, notifyV2 } from '@ipsec-doctor/engine/knowledge/registries/index';
import { askingVendorIds } from '@ipsec-doctor/engine/probe/first-message';
import { detectCapabilities } from '../../capabilities.ts';
import { loadDaemons } from '../../daemons/index.ts';
import { repositoryRoot } from '../../daemons/libreswan-setup.ts';
import { run } from '../../exec.ts';
import { type ProbeCase, probeCases, shownIdentity } from './cases.ts';
import { type Account, ikeScan } from './ike-scan.ts';
import { aloneCases, type Played } from './path-cases.ts';
import { type Means, probe, setStage } from './stage.ts';

/** Seconds the probe listens for retransmissions in all, and ike-scan after each answer: the daemons of the lab give up within both. */
const listening = { probe: 8, scan: 4 } as const;

/** `probe` for one case: only its test, its proposal, and what ike-scan shows too. */
function probeArguments(one: ProbeCase, listen: number): string[] {
  return [
    ...['--test', one.mode, '--proposal', one.offer.words, '--auth', 'psk', '--identity', shownIdentity],
    ...['--tries', '2', '--wait', '500', '--listen', String(listen)],
  ];
}

const encryptions: Readonly<Record<string, string>> = { AES_CBC: 'AES', '3DES': '3DES' };
const hashes: Readonly<Record<string, string>> = { SHA1_96: 'SHA1', MD5_96: 'MD5', SHA2_256_128: 'SHA2-256' };
const groups: Readonly<Record<string, number>> = { modp1024: 2, modp1536: 5, modp2048: 14 };

/** `ENCR_AES_CBC_256/AUTH_HMAC_SHA1_96/PRF_…/modp2048 (Pre-shared key)` in the words of ike-scan. */
function transformOf(accepted: string): string {
  const cipher = /ENCR_([A-Z0-9_]+?)(?:_([0-9]{3}))?\//.exec(accepted);
  const hash = /AUTH_HMAC_([A-Z0-9_]+)\//.exec(accepted)?.[1] ?? '';
  const group = /\/([a-z0-9]+)(?: \(|$)/.exec(accepted)?.[1] ?? '';
  const bits = cipher?.[2] === undefined ? '' : `bits=${cipher[2]} `;
  const method = accepted.includes('Pre-shared key') ? 'PSK' : '?';
  return `enc=${encryptions[cipher?.[1] ?? ''] ?? '?'} ${bits}hash=${hashes[hash] ?? '?'} group=${groups[group] ?? '?'} auth=${method}`;
}

/** The probe's own account of the first answer, as ike-scan would give it. */
export function accountOf(exchange: ProbeExchange | undefined, one: ProbeCase): Account {
  const reply = exchange?.replies.find(({ kind }) => kind !== 'stray' && kind !== 'malformed');
  if (exchange === undefined || reply === undefined)
    return { first: 'silent', transform: null, notify: null, vendors: [], answers: null };
  const table = one.ike === 1 ? notifyV1 : notifyV2;
  const name = reply.kind === 'accepted' ? null : (reply.notifies[0] ?? null);
  return {
    first: reply.kind === 'accepted' ? 'accepted' : 'notify',
    transform: one.ike === 1 && reply.accepted !== null ? transformOf(reply.accepted) : null,
    notify: table.entries.find((entry) => entry.name === name)?.id ?? null,
    vendors: reply.vendors.map(({ hex }) => hex).sort(),
    answers: 1 + exchange.retransmissions.length,
  };
}

function foundBy(exchange: ProbeExchange | undefined): string {
  if (exchange === undefined) return 'nothing';
  const kinds = exchange.replies.map(({ kind }) => kind);
  if (kinds[0] === 'cookie' || kinds[0] === 'invalid-ke') return kinds[0];
  return exchange.outcome;
}

/** Where both can tell: IKEv1 in full, IKEv2 the kind of the first answer and its notify (ike-scan calls its IKEv2 experimental). */
function differences(one: ProbeCase, mine: Account, theirs: Account): string[] {
  const wrong: string[] = [];
  const hold = (what: string, a: unknown, b: unknown): void => {
    if (JSON.stringify(a) !== JSON.stringify(b))
      wrong.push(`${what}: probe ${JSON.stringify(a)}, ike-scan ${JSON.stringify(b)}`);
  };
  hold('first answer', mine.first, theirs.first);
  hold('notify', mine.notify, theirs.notify);
  if (one.ike !== 1) return wrong;
  hold('transform', mine.transform, theirs.transform);
  hold('vendor IDs', mine.vendors, theirs.vendors);
  if (mine.answers !== null && theirs.answers !== null) hold('answers with copies', mine.answers, theirs.answers);
  return wrong;
}

/** ike-scan is told what the probe sends by itself: vendor IDs, public value, identity. IKEv2 has a fixed offer there. */
function scanArguments(one: ProbeCase): string[] {
  const group = `--dhgroup=${one.offer.group}`;
  if (one.mode === 'ikev2') return ['--ikev2', group];
  return [
    `--trans=${one.offer.numbers}`,
    ...askingVendorIds.map((hex) => `--vendor=${hex}`),
    ...(one.mode === 'aggressive' ? ['--aggressive', group, `--id=${shownIdentity}`, '--idtype=2'] : []),
  ];
}

async function play(one: ProbeCase, means: Means): Promise<Played> {
  const stage = await setStage(one.id, one.ike, one.daemon, means);
  try {
    one.configure?.(stage);
    await one.prepare?.(stage.network);
    if (one.absent !== true) await stage.start();
    const listens = one.ike === 1 && one.expect === 'accepted';
    const document = await probe(stage.prober, stage.address, probeArguments(one, listens ? listening.probe : 0));
    const scan = await ikeScan(stage.prober, stage.address, scanArguments(one), listens ? listening.scan : null);
    const exchange = document.exchanges.find(({ door }) => door === 'udp-500');
    const mine = accountOf(exchange, one);
    const wrong = differences(one, mine, scan.account);
    const found = foundBy(exchange);
    if (found !== one.expect) wrong.push(`the probe found ${found}, the daemon was set up for ${one.expect}`);
    const parts = [
      mine.first,
      mine.transform,
      mine.notify,
      mine.vendors.length > 0 ? `${mine.vendors.length} vendor IDs` : null,
    ];
    if (wrong.length > 0) wrong.push(...scan.text.split('\n').map((line) => `| ${line}`));
    return { id: one.id, shown: parts.filter((part) => part !== null).join(', '), wrong };
  } finally {
    await stage.remove();
  }
}

/**
 * Starts real daemons in the states of `probeCases`, asks each by `ipsec-doctor probe` and by ike-scan, and holds both accounts against each
 * other and the probe's against the state; then paths in the states of `aloneCases`, which ike-scan knows nothing of. Needs root, ike-scan,
 * and the built command.
 */
export async function probeAgreement(
  seed: number,
  only: (id: string) => boolean,
  jobs: number,
  write: (line: string) => void,
): Promise<Played[]> {
  if (!existsSync(join(repositoryRoot(), 'packages/cli/dist/start.js')))
    throw new Error('the command is not built: npm run build');
  if ((await run(['ike-scan', '--version'])).code !== 0) throw new Error('ike-scan is not installed');
  const means: Means = { seed, capabilities: await detectCapabilities(), daemons: await loadDaemons() };
  const queue = [
    ...probeCases(means.daemons).map((one) => ({ id: one.id, play: () => play(one, means) })),
    ...aloneCases().map(({ id, play: alone }) => ({ id, play: () => alone(means) })),
  ].filter(({ id }) => only(id));
  const played: Played[] = [];
  const worker = async (): Promise<void> => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
      const { id } = one;
      const result = await one.play().catch(
        (error: unknown): Played => ({
          id,
          shown: '',
          wrong: [error instanceof Error ? error.message : String(error)],
        }),
      );
      played.push(result);
      write(`${result.wrong.length === 0 ? 'agrees  ' : 'DIFFERS '} ${id}: ${result.shown}`);
      for (const text of result.wrong) write(`    ${text}`);
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  return played;
}
