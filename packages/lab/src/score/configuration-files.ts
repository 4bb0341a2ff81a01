import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Label } from '../types.ts';
import type { Recorded } from './evidence.ts';

/** What one host was given, as a comparison before anything is tried may know it. */
export interface GivenHost {
  label: Label;
  files: { path: string; bytes: Uint8Array }[];
  /** What its clock shows, in nanoseconds since the epoch; null: not kept. */
  now: bigint | null;
  /** Address of the NAT in front of it on the outside; null: there is none, or it is not known. */
  outside: string | null;
  /** Everything is there that the daemon was given; otherwise only what a person sends in. */
  whole: boolean;
}

/** The files a person would write, where nothing else was kept: what the daemon told of itself is no part of them. */
const FILES = new Set(['swanctl.conf', 'ipsec.conf', 'ipsec.secrets']);

/** What tells of the state of a daemon, of packet filters and of routes is no configuration of IPsec. */
const LEFT_OUT = new Set([
  'list-certs.txt',
  'list-algs.txt',
  'stats.txt',
  'status.txt',
  'listall.txt',
  'date.txt',
  'certutil-K.txt',
  'nss-problems.txt',
  'problems.txt',
  'passwd',
  'sysctl.txt',
]);

function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesBelow(path) : [path];
    });
}

function text(...path: string[]): string {
  const file = join(...path);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** The address that a NAT box puts in the place of those behind it: that of the interface it masquerades on. */
export function outsideAddress(ruleset: string, addresses: string): string | null {
  const device = /oifname "([^"\s]+)" masquerade/.exec(ruleset)?.[1];
  if (device === undefined) return null;
  let current = '';
  for (const line of addresses.split('\n')) {
    current = /^\d+: ([^:@\s]+)/.exec(line)?.[1] ?? current;
    const inet = /^\s+inet ([0-9.]+)\//.exec(line)?.[1];
    if (current === device && inet !== undefined) return inet;
  }
  return null;
}

/** Which release pluto says it is, and what it was built with; what else its status tells is what became of the configuration. */
function builtWith(own: string): { path: string; bytes: Buffer }[] {
  const lines = text(own, 'status.txt')
    .split('\n')
    .filter((line) => /^000 (?:interface|pluto_version=|algorithm|(?:IKE|Kernel) algorithms supported)/.test(line));
  return lines.length === 0 ? [] : [{ path: 'ipsec-status.txt', bytes: Buffer.from(`${lines.join('\n')}\n`) }];
}

/** What each host of a recording was given: its configuration folder, or of older recordings the files among the evidence. */
export function givenHosts(folder: string, { files, roles }: Recorded): GivenHost[] {
  const root = join(folder, 'configuration');
  return (Object.keys(roles) as Label[]).sort().map((label): GivenHost => {
    const own = join(root, label);
    if (!existsSync(own)) {
      const sent = files.filter(({ path, host }) => host === label && FILES.has(basename(path)));
      return { label, files: sent, now: null, outside: null, whole: false };
    }
    const date = Date.parse(text(own, 'date.txt').trim());
    const nat = join(root, `nat-${label}`);
    return {
      label,
      files: [
        ...filesBelow(own)
          .filter((path) => !LEFT_OUT.has(basename(path)))
          .map((path) => ({ path, bytes: readFileSync(path) })),
        ...builtWith(own),
      ],
      now: Number.isNaN(date) ? null : BigInt(date) * 1_000_000n,
      outside: outsideAddress(text(nat, 'nft-ruleset.txt'), text(nat, 'ip-addr.txt')),
      whole: !existsSync(join(own, 'problems.txt')),
    };
  });
}
