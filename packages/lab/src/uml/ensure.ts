import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { labCache } from '../daemons/libreswan-setup.ts';
import { unpackPackage } from '../packages.ts';
import { ensureWideRegisters } from './wide-registers.ts';

/** A user-mode-linux kernel and its modules, unpacked aside. */
export interface UmlPlace {
  /** The kernel, an ordinary executable. */
  kernel: string;
  /** Folder to give to `modprobe -d`: it holds `lib/modules/<version>`. */
  moduleRoot: string;
  modprobe: string;
  /** Library to load before the C library of the kernel; null: none is needed. */
  preload: string | null;
}

/** A relative link, for the cache may be copied with its clone; one that leads nowhere is replaced. */
function linkTo(target: string, link: string): void {
  rmSync(link, { force: true });
  symlinkSync(relative(dirname(link), target), link);
}

async function findModprobe(): Promise<string> {
  for (const path of ['/sbin/modprobe', '/usr/sbin/modprobe']) if (existsSync(path)) return path;
  const root = join(labCache(), 'kmod');
  const link = join(root, 'modprobe');
  if (!existsSync(link)) {
    await unpackPackage('kmod', root);
    const program = ['bin/kmod', 'usr/bin/kmod'].map((path) => join(root, path)).find((path) => existsSync(path));
    if (program === undefined) throw new Error('the package kmod holds no kmod program');
    linkTo(program, link);
  }
  return link;
}

/**
 * Make Debian's user-mode-linux usable without installing it: the kernel and its modules are unpacked into the lab's
 * cache. Throws with a sentence saying what failed.
 */
export async function ensureUml(): Promise<UmlPlace> {
  const root = join(labCache(), 'uml');
  const kernel = join(root, 'usr/bin/linux.uml');
  if (!existsSync(kernel)) await unpackPackage('user-mode-linux', root);
  const modules = join(root, 'usr/lib/uml/modules');
  const version = existsSync(modules) ? readdirSync(modules)[0] : undefined;
  if (!existsSync(kernel) || version === undefined) throw new Error('the package user-mode-linux holds no kernel');
  const moduleRoot = join(root, 'modroot');
  const link = join(moduleRoot, 'lib/modules', version);
  if (!existsSync(link)) {
    mkdirSync(join(moduleRoot, 'lib/modules'), { recursive: true });
    linkTo(join(modules, version), link);
  }
  return { kernel, moduleRoot, modprobe: await findModprobe(), preload: await ensureWideRegisters() };
}
