import { existsSync } from 'node:fs';
import type { Daemon, DaemonContext, DaemonFactory, DaemonKind } from '../types.ts';
import { makeStrongswan } from './strongswan.ts';

const factories: Partial<Record<DaemonKind, DaemonFactory>> = { strongswan: makeStrongswan };

/** Daemons that are installed on this machine. */
export async function loadDaemons(): Promise<DaemonKind[]> {
  const module = new URL('./libreswan.ts', import.meta.url);
  if (existsSync(module)) {
    const loaded = (await import(module.href)) as {
      makeLibreswan?: DaemonFactory;
      haveLibreswan?: () => boolean | Promise<boolean>;
    };
    if (loaded.makeLibreswan !== undefined && (await (loaded.haveLibreswan?.() ?? true)))
      factories.libreswan = loaded.makeLibreswan;
  }
  return Object.keys(factories) as DaemonKind[];
}

/** Make the daemon that the draw chose for a host. */
export function makeDaemon(context: DaemonContext): Daemon {
  const factory = factories[context.host.daemon];
  if (factory === undefined) throw new Error(`${context.host.daemon} is not available on this machine`);
  return factory(context);
}
