import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emitShell } from '@ipsec-doctor/engine/collection/emit/sh';
import { type CollectionManifest, readManifest } from '@ipsec-doctor/engine/collection/manifest';
import { repositoryRoot } from '../daemons/libreswan-setup.ts';
import { sleep, until } from '../exec.ts';
import type { Host, Running } from '../types.ts';

export type Runner = 'command' | 'sh';

/** A collection under way on one host. */
export interface Collecting {
  readonly host: Host;
  readonly runner: Runner;
  readonly folder: string;
  readonly running: Running;
  /** Lets the reproduction end. */
  go(): void;
}

export const commandPath = (): string => join(repositoryRoot(), 'packages/cli/bin/ipsec-doctor.js');

/** The emitted script, written to a folder. */
export function writeScript(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'collect.sh');
  writeFileSync(path, emitShell('0.1.0'));
  return path;
}

/** Words that start a collector of either kind. */
export function collector(runner: Runner, script: string): string[] {
  return runner === 'command' ? [process.execPath, commandPath(), 'collect'] : ['dash', script];
}

export function manifestOf(folder: string): CollectionManifest | null {
  const path = join(folder, 'manifest.json');
  return existsSync(path) ? readManifest(readFileSync(path, 'utf8')).manifest : null;
}

/** Starts a collector that captures while a file is there, and waits until its capture runs. */
export async function startCollecting(
  host: Host,
  runner: Runner,
  script: string,
  folder: string,
  more: readonly string[] = [],
): Promise<Collecting> {
  const flag = `${folder}.wait`;
  writeFileSync(flag, '');
  const { options, env } = host.daemon.places();
  const running = await host.node.spawn(
    [
      ...collector(runner, script),
      ...options,
      ...['--name', host.draw.label, '--out', folder, '--capture', '120'],
      ...['--reproduce', `while [ -e '${flag}' ]; do sleep 0.1; done`],
      ...more,
    ],
    `${folder}.said`,
    env,
  );
  const live = (): boolean =>
    manifestOf(folder)?.steps.some(({ id, outcome }) => id === 'capture-start' && outcome === 'done') === true;
  await until(async () => live() || !running.alive(), 30_000);
  if (!live())
    throw new Error(
      `${host.draw.label} by ${runner}: no capture: ${readFileSync(`${folder}.said`, 'utf8').slice(-500)}`,
    );
  return { host, runner, folder, running, go: () => rmSync(flag, { force: true }) };
}

/** Waits for a collector; its exit status, 124 where it does not end. */
export async function ended(collecting: Collecting, milliseconds = 90_000): Promise<number> {
  const status = await Promise.race([collecting.running.exited, sleep(milliseconds).then(() => 124)]);
  await collecting.running.stop();
  return status;
}
