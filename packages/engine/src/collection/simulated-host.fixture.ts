import { createHash } from 'node:crypto';
import type { Bounds, CapturePort, CollectionHost, Found, Outcome } from './host.ts';
import { secretFilter } from './secrets.ts';

/** The computer died: nothing can be done on it any more. */
export class PowerLoss extends Error {}

export interface SimulatedComputer {
  edition: '2000' | 'xp' | '2003' | 'client' | 'server' | 'linux';
  name: string;
  registry: Map<string, string>;
  services: Map<string, 'RUNNING' | 'STOPPED'>;
  /** Path in lower case: what is in it; null: a link. */
  files: Map<string, string | null>;
  programs: Set<string>;
  audit: string;
  /** What pluto logs beside the usual, as its status tells. */
  debug: string;
  /** Settings that charon has read from its folder. */
  loaded: string;
  tickets: number;
  admin: boolean;
  seconds: number;
  capturing: boolean;
}

export function computer(
  edition: SimulatedComputer['edition'],
  more: Partial<SimulatedComputer> = {},
): SimulatedComputer {
  return {
    edition,
    name: 'CLIENT01',
    registry: new Map([
      ['HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa\\Kerberos\\Parameters\\LogLevel', 'REG_DWORD:0'],
    ]),
    services: new Map([
      ['PolicyAgent', 'RUNNING'],
      ['IKEEXT', 'RUNNING'],
      ['strongswan.service', 'RUNNING'],
      ['ipsec.service', 'RUNNING'],
    ]),
    files: new Map(),
    programs: new Set([
      'netdiag',
      'gpresult',
      'ipseccmd',
      'netsh',
      'klist',
      'auditpol',
      'pktmon',
      'wevtutil',
      'reg',
      'ping',
      'net',
      'powershell',
      'systeminfo',
      'gpupdate',
      'sc.exe',
      'ipconfig',
      'route',
      'netstat',
      'w32tm',
      'swanctl',
      'ipsec',
      'systemctl',
      'ip',
      'ss',
      'nft',
      'sysctl',
    ]),
    audit: 'No Auditing',
    debug: 'cpu-usage',
    loaded: '',
    tickets: 3,
    admin: true,
    seconds: 1_795_939_200,
    capturing: false,
    ...more,
  };
}

const sorted = (map: ReadonlyMap<string, unknown>): unknown[] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/** What can be compared: everything that a collector must leave as it was. */
export function stateOf(machine: SimulatedComputer): unknown {
  return {
    registry: sorted(machine.registry),
    services: sorted(machine.services),
    files: sorted(machine.files),
    audit: machine.audit,
    debug: machine.debug,
    loaded: machine.loaded,
    capturing: machine.capturing,
  };
}

export interface SimulatedHost extends CollectionHost {
  readonly outputs: Map<string, string>;
  readonly log: string[];
  journalText: string;
  /** Operations so far. */
  operations: number;
  interrupted: boolean;
}

/**
 * A computer that is not there: registry, services, files, logs and clock. `diesAfter` is the operation after which the power
 * goes, `failsAt` one that is refused.
 */
export function simulatedHost(
  machine: SimulatedComputer,
  options: {
    readonly diesAfter?: number;
    readonly failsAt?: number;
    readonly interruptAt?: number;
    readonly disk?: number;
  } = {},
): SimulatedHost {
  const outputs = new Map<string, string>();
  const log: string[] = [];
  let dead = false;
  /** One operation: it is done, and may be the last. */
  const operate = <T>(name: string, work: () => T): Promise<T> => {
    if (dead) return Promise.reject(new PowerLoss());
    host.operations += 1;
    machine.seconds += 1;
    log.push(name);
    if (host.operations === options.failsAt) return Promise.reject(new Error(`refused: ${name}`));
    if (host.operations === options.interruptAt) host.interrupted = true;
    let result: T;
    try {
      result = work();
    } catch (error) {
      return Promise.reject(error);
    }
    if (host.operations === options.diesAfter) {
      dead = true;
      return Promise.reject(new PowerLoss());
    }
    return Promise.resolve(result);
  };
  const execute = (command: readonly string[]): { code: number; text: string } => {
    const line = command.join(' ');
    const service = command.at(-1) === '/y' ? command.at(-2) : command.at(-1);
    if (/^sc(\.exe)? query/.test(line))
      return {
        code: 0,
        text: `        STATE              : 4  ${machine.services.get(service ?? '') ?? 'STOPPED'}\r\n`,
      };
    if (command[0] === 'net' && (command[1] === 'stop' || command[1] === 'start')) {
      machine.services.set(service ?? '', command[1] === 'stop' ? 'STOPPED' : 'RUNNING');
      return { code: 0, text: '' };
    }
    if (command[0] === 'auditpol') {
      const file =
        line
          .slice(line.indexOf('/file:') + 6)
          .split('\\')
          .at(-1) ?? '';
      if (command[1] === '/backup') outputs.set(file, machine.audit);
      else if (command[1] === '/set') machine.audit = 'Success and Failure';
      else if (command[1] === '/restore') machine.audit = outputs.get(file) ?? 'lost';
      return { code: 0, text: machine.audit };
    }
    if (command[0] === 'ipsec' && command.includes('--debug')) {
      const set = command.at(-1) ?? '';
      machine.debug = set === 'none' ? '' : machine.debug === '' ? set : `${machine.debug}+${set}`;
      return { code: 0, text: '' };
    }
    if (command[0] === 'ipsec' && command.includes('--status'))
      return { code: 0, text: `000 using kernel interface: xfrm\n000 debug: ${machine.debug}\n000 \n` };
    if (command[0] === 'swanctl' && command[1] === '--reload-settings') {
      machine.loaded = [...machine.files.keys()].filter((path) => path.startsWith('/etc/strongswan.d/')).join(' ');
      return { code: 0, text: '' };
    }
    if (command[0] === 'systemctl' && command[1] !== 'show') {
      const unit = command.at(-1) ?? '';
      if (command[1] === 'is-active')
        return { code: 0, text: machine.services.get(unit) === 'RUNNING' ? 'active\n' : 'inactive\n' };
      machine.services.set(unit, command[1] === 'stop' ? 'STOPPED' : 'RUNNING');
      return { code: 0, text: '' };
    }
    if (command[0] === 'klist' && command.includes('purge')) {
      machine.tickets = 0;
      return { code: 0, text: 'Ticket(s) purged!\r\n' };
    }
    return { code: 0, text: `${line}\r\n` };
  };
  const bounded = (into: string, text: string, bounds: Bounds): Outcome => {
    const filter = bounds.removes === null ? null : secretFilter(bounds.removes);
    const lines = text.split('\r\n').flatMap((line) => (filter === null ? [line] : (filter.line(line) ?? [])));
    const whole = lines.join('\r\n');
    const used = [...outputs.values()].reduce((sum, one) => sum + one.length, 0);
    const room = (options.disk ?? Number.POSITIVE_INFINITY) - used;
    const kept = bounds.keep === 'tail' ? whole.slice(-bounds.bytes) : whole.slice(0, bounds.bytes);
    outputs.set(into, kept.slice(0, Math.max(room, 0)));
    return {
      code: 0,
      timedOut: false,
      truncated: kept.length < whole.length,
      noRoom: kept.length > room,
      removed: filter?.removed ?? 0,
      bytes: kept.length,
      detail: null,
    };
  };
  let captured = '';
  const capture: CapturePort = {
    start: (name) =>
      operate('capture start', () => {
        machine.capturing = true;
        captured = name;
        outputs.set(name, 'packets');
        return null;
      }),
    stop: () =>
      operate('capture stop', () => {
        if (!machine.capturing) return null;
        machine.capturing = false;
        return {
          files: [captured],
          interface: 'all',
          filter: '',
          tool: 'pktmon',
          started: '1',
          ended: '2',
          wrapped: false,
          dropped: null,
          markers: [],
        };
      }),
    abandon: () =>
      operate('capture abandoned', () => {
        machine.capturing = false;
      }),
  };
  const host: SimulatedHost = {
    outputs,
    log,
    journalText: '',
    operations: 0,
    interrupted: false,
    privileged: machine.admin,
    capture,
    identity: async () => ({
      name: machine.name,
      fqdn: null,
      os: `Windows ${machine.edition}`,
      kernel: null,
      addresses: ['192.0.2.7'],
      machine: null,
      edition: machine.edition,
    }),
    clock: async () => ({
      epochNs: `${machine.seconds}000000000`,
      utc: new Date(machine.seconds * 1000).toISOString(),
      zone: '+0000',
      uptime: null,
      synchronised: null,
      source: null,
    }),
    hasProgram: async (name) => machine.programs.has(name),
    exists: async (path) => machine.files.has(path.toLowerCase()),
    find: async (path): Promise<readonly Found[]> => {
      const file = machine.files.get(path.toLowerCase());
      return file === undefined ? [] : [{ path, kind: file === null ? 'link' : 'file' }];
    },
    run: (commands, into, bounds) =>
      operate(`run ${commands.map((one) => one.join(' ')).join('; ')}`, () =>
        bounded(into, commands.map((one) => execute(one).text).join(''), bounds),
      ),
    ask: (command) => operate(`ask ${command.join(' ')}`, () => execute(command)),
    copy: (path, into, bounds) =>
      operate(`copy ${path}`, () => bounded(into, machine.files.get(path.toLowerCase()) ?? '', bounds)),
    write: async (name, text) => {
      if (dead) throw new PowerLoss();
      outputs.set(name, text);
    },
    size: async (name) => outputs.get(name)?.length ?? null,
    digest: async (name) =>
      createHash('sha256')
        .update(outputs.get(name) ?? '')
        .digest('hex'),
    note: (line) =>
      operate(`note ${line.trim()}`, () => {
        host.journalText += line;
      }),
    journal: async () => host.journalText,
    readValue: async (key, name) => machine.registry.get(`${key}\\${name}`) ?? null,
    writeValue: (key, name, value) =>
      operate(`registry ${name} ${value ?? 'deleted'}`, () => {
        if (value === null) machine.registry.delete(`${key}\\${name}`);
        else machine.registry.set(`${key}\\${name}`, value);
      }),
    create: (path, text) =>
      operate(`create ${path}`, () => {
        if (machine.files.has(path.toLowerCase())) throw new Error('EEXIST');
        machine.files.set(path.toLowerCase(), text);
      }),
    remove: (path) =>
      operate(`remove ${path}`, () => {
        machine.files.delete(path.toLowerCase());
      }),
    reproduce: (into, bounds) => operate('reproduce', () => bounded(into, 'shown\r\n', bounds)),
    say: (text) => {
      log.push(`say ${text}`);
    },
  };
  return host;
}
