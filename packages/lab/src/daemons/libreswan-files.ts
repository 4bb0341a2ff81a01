import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run } from '../exec.ts';
import type { ExecResult, HostConfig } from '../types.ts';
import type { LibreswanPlace } from './libreswan-setup.ts';

/** The public files that were put into the NSS database: authorities, certificates, intermediates, revocation lists. */
function keepPublic(config: HostConfig, to: string): void {
  const { keys } = config;
  if (keys === null) return;
  const own = config.connections.flatMap(({ local: { certificate } }) =>
    certificate === undefined ? [] : [certificate.certificate, ...certificate.intermediates],
  );
  mkdirSync(to, { recursive: true });
  for (const file of new Set([...config.authorities, ...own, ...config.revocationLists]))
    if (existsSync(join(keys, file))) copyFileSync(join(keys, file), join(to, basename(file)));
}

/**
 * Writes what pluto was given into `folder`: ipsec.conf (as it stands in the evidence), ipsec.secrets, the password file, and of its NSS
 * database what lies in it (`certutil-L.txt`, `certutil-K.txt`: names and kinds of keys) with the public files themselves. A pluto
 * that runs adds what it says of itself: `status.txt` (with its algorithms) and `listall.txt`.
 */
export async function keepLibreswan(
  work: string,
  evidence: string,
  config: HostConfig,
  place: LibreswanPlace | null,
  folder: string,
  whack: ((args: string[]) => Promise<ExecResult>) | null,
  publicPaths: (text: string) => string,
): Promise<void> {
  const copies: [from: string, to: string][] = [
    [join(evidence, 'ipsec.conf'), 'ipsec.conf'],
    [join(work, 'ipsec.secrets'), 'ipsec.secrets'],
    [join(work, 'ipsec.d', 'passwd'), 'ipsec.d/passwd'],
    [join(work, 'nss-problems.txt'), 'nss-problems.txt'],
  ];
  mkdirSync(join(folder, 'ipsec.d'), { recursive: true });
  for (const [from, to] of copies)
    if (existsSync(from)) writeFileSync(join(folder, to), publicPaths(readFileSync(from, 'utf8')));
  keepPublic(config, join(folder, 'nss'));
  const database = `sql:${join(work, 'nss')}`;
  const commands: [string, Promise<ExecResult>][] = [
    ['certutil-L.txt', run(['certutil', '-L', '-d', database])],
    ['certutil-K.txt', run(['certutil', '-K', '-d', database])],
    ...(place === null
      ? []
      : [['version.txt', run([join(place.libexec, 'pluto'), '--version'])] as [string, Promise<ExecResult>]]),
    ...(whack === null
      ? []
      : ([
          ['status.txt', whack(['--status'])],
          ['listall.txt', whack(['--listall'])],
        ] as [string, Promise<ExecResult>][])),
  ];
  for (const [name, asked] of commands) {
    const { stdout, stderr } = await asked;
    const said = publicPaths(stdout === '' ? stderr : stdout);
    if (said !== '') writeFileSync(join(folder, name), said);
  }
}
