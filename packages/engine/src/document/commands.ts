import type { Need, StepTemplate } from '../causes/api.ts';
import {
  type Platform,
  type Task,
  windowsCommand,
  windowsCommandBetween,
  type WindowsPlatform,
} from '../knowledge/windows-commands.ts';
import { isWindows } from './platform.ts';
import type { Command, MessageArgs } from './types.ts';

/** The command of a step, and the same for other systems where several may be meant. */
export interface Commands {
  readonly command: Command | null;
  readonly alternatives: readonly Command[];
}

type Filled = Omit<NonNullable<StepTemplate['command']>, 'task'>;

function fill(template: Filled, values: MessageArgs): Command {
  const args = template.args.map((name) => String(values[name] ?? `<${name}>`));
  const text = template.template.replace(/\{([0-9])\}/g, (_, digit: string) =>
    quoteArgument(template.shell, args[Number(digit)] ?? ''),
  );
  return { shell: template.shell, template: template.template, args, text };
}

/** One command for each of these systems that has one, each once; the first one is the step's. */
function each(platforms: readonly Platform[], on: (platform: Platform) => Command | null): Commands {
  const found: Command[] = [];
  for (const platform of platforms) {
    const one = on(platform);
    if (one !== null && !found.some(({ text }) => text === one.text)) found.push(one);
  }
  return { command: found[0] ?? null, alternatives: found.slice(1) };
}

function onWindows(task: Task | undefined, platform: Platform): Command | null {
  const found = task === undefined || !isWindows(platform) ? null : windowsCommand(task, platform);
  return found === null ? null : fill({ ...found, args: [] }, {});
}

/**
 * The command of a step on these systems, arguments filled in and quoted. On Windows the one for the task of the step, by its age; where a
 * step has no task, its own command, if that is one of Windows.
 */
export function stepCommands(
  template: StepTemplate['command'],
  values: MessageArgs,
  platforms: readonly Platform[],
): Commands {
  return each(platforms, (platform) => {
    if (template === undefined) return null;
    if (!isWindows(platform)) return fill(template, values);
    if (template.task !== undefined) return onWindows(template.task, platform);
    return template.shell === 'sh' ? null : fill(template, values);
  });
}

/** Quotes one argument for its shell; what comes from evidence never becomes part of the command itself. */
export function quoteArgument(shell: 'sh' | 'powershell' | 'cmd', value: string): string {
  const clean = value.replace(/[\u0000-\u001f\u007f-\u009f]/g, '');
  // `%`, `@` and `,` are plain in a POSIX shell only.
  if ((shell === 'sh' ? /^[A-Za-z0-9_.:/@%+=,-]+$/ : /^[A-Za-z0-9_.:/+=-]+$/).test(clean)) return clean;
  if (shell === 'sh') return `'${clean.replaceAll("'", "'\\''")}'`;
  if (shell === 'powershell') return `'${clean.replaceAll("'", "''")}'`;
  return `"${clean.replace(/["^&|<>%]/g, '')}"`;
}

interface Making {
  /** On Linux. */
  readonly sh?: string;
  /** On Windows. */
  readonly task?: Task;
}

const makings: Readonly<Partial<Record<Need['what'], Making>>> = {
  log: { sh: 'journalctl -u strongswan -u strongswan-starter -u ipsec --since -1h', task: 'ike-log' },
  capture: {
    sh: 'tcpdump -i any -U -w ike.pcap udp port 500 or udp port 4500 or esp or ah or icmp or icmp6',
    task: 'capture',
  },
  'longer-capture': { task: 'capture' },
  'sa-listing': { sh: 'swanctl --list-sas || ipsec status', task: 'sa-listing' },
  'kernel-state': { sh: 'ip -s xfrm state; ip xfrm policy; cat /proc/net/xfrm_stat', task: 'kernel-state' },
  configuration: { sh: 'swanctl --list-conns || ipsec status', task: 'configuration' },
  firewall: { sh: 'nft list ruleset', task: 'firewall' },
  clock: { sh: 'timedatectl', task: 'clock' },
  auditing: { task: 'auditing' },
  'raised-log-level': { task: 'raised-log-level' },
  certificate: { task: 'certificates' },
};

/**
 * What makes a missing piece of evidence on Windows, for the moments between two readings of UTC (`2026-05-04T08:55:00Z`) where they
 * are known; null: nothing that one could type. `what` is the part of the message id behind `missing.`.
 */
export function windowsNeedCommand(
  what: string,
  platform: WindowsPlatform,
  from: string | null,
  to: string | null,
): string | null {
  const task = Object.entries(makings).find(([name]) => name === what)?.[1].task;
  if (task === undefined) return null;
  const found =
    from === null || to === null ? windowsCommand(task, platform) : windowsCommandBetween(task, platform, from, to);
  return found?.template ?? null;
}

/** The command that makes a piece of evidence that is missing, on these systems. */
export function needCommands(what: Need['what'], platforms: readonly Platform[]): Commands {
  const { sh, task } = makings[what] ?? {};
  return each(platforms, (platform) => {
    if (isWindows(platform)) return onWindows(task, platform);
    return sh === undefined ? null : fill({ shell: 'sh', template: sh, args: [] }, {});
  });
}
