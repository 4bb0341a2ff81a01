/** The order of a collection on Linux, and the steps that every daemon has: one daemon's plan says what its own are. */
import type { Change, Plan, Step, Text } from '../types.ts';
import { after, before, copies, during, host, identity, journal, listing, tests, units } from './linux-common.ts';

/** What differs from daemon to daemon. */
export interface LinuxDaemon {
  readonly id: string;
  readonly title: Text;
  readonly shownBy: readonly string[];
  readonly version: { readonly what: Text; readonly command: readonly string[] };
  /** How its log is raised, and put back by the journal. */
  readonly raised: {
    readonly what: Text;
    readonly change: Change;
    readonly program: string;
    readonly source: string;
  };
  /** Units of systemd; the first is restarted where that is asked for. */
  readonly units: readonly [string, ...string[]];
  /** Listings of its state while it fails. */
  readonly listings: readonly Step[];
  readonly logs: { readonly from: readonly string[]; readonly source: string };
  readonly config: { readonly what: Text; readonly from: readonly string[] } & Pick<Step, 'removes' | 'source'>;
  /** Copies of more files. */
  readonly more?: readonly Step[];
}

function raise({ what, change, program, source }: LinuxDaemon['raised']): Step {
  return {
    id: 'raise-logging',
    what,
    action: { kind: 'change', change },
    file: null,
    commands: [program],
    privilege: 'admin',
    asked: 'raise-logging',
    seconds: 10,
    bytes: 0,
    tier: 1,
    source: `SCR-06 step 7; ${source}`,
  };
}

function restart(service: string): Step {
  return {
    id: 'restart-service',
    what: {
      en: 'restart the daemon: every SA of this host is deleted',
      ko: '데몬을 다시 시작(이 호스트의 모든 SA가 삭제됨)',
    },
    action: {
      kind: 'change',
      change: {
        kind: 'service',
        service,
        running: ['systemctl', 'is-active', service],
        runs: 'active',
        stop: ['systemctl', 'stop', service],
        start: ['systemctl', 'start', service],
      },
    },
    file: null,
    commands: ['systemctl'],
    exists: '/run/systemd/system',
    privilege: 'admin',
    asked: 'restart-service',
    seconds: 60,
    bytes: 0,
    tier: 1,
    source: 'SCR-04, T2-18, C17',
  };
}

const restore: Step = {
  id: 'restore-logging',
  what: { en: 'put logging back as it was', ko: '로깅을 원래대로 되돌림' },
  action: { kind: 'restore', of: 'raise-logging' },
  file: null,
  privilege: 'admin',
  asked: 'raise-logging',
  seconds: 20,
  bytes: 0,
  tier: 1,
  source: 'SCR-06 step 12',
};

/** The plan of a daemon: who the host is, raised logs, capture and reproduction, its state, that of the host, logs and configuration. */
export function linuxPlan(daemon: LinuxDaemon): Plan {
  const { id, title, shownBy, version, config, logs } = daemon;
  return {
    id,
    title,
    system: 'linux',
    shownBy,
    steps: [
      ...identity,
      listing('versions', 'FileVer.txt', version.what.en, version.what.ko, version.command, 'FILE-01', { seconds: 10 }),
      raise(daemon.raised),
      ...before,
      restart(daemon.units[0]),
      ...during,
      ...tests,
      ...daemon.listings,
      units(daemon.units),
      ...host,
      ...after,
      journal(daemon.units),
      copies('log', '{name}', "the daemon's log files", '데몬의 로그 파일', ['{logs}', ...logs.from], 'tail', {
        removes: 'log',
        source: logs.source,
      }),
      copies('config', '{name}', config.what.en, config.what.ko, ['{configs}', ...config.from], 'head', {
        ...(config.removes === undefined ? {} : { removes: config.removes }),
        source: config.source,
      }),
      ...(daemon.more ?? []),
      restore,
    ],
  };
}
