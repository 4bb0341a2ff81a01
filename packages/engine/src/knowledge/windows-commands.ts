/**
 * What is run on Windows for a task, by its age. Steps of causes, requests for evidence and the letter to the other end name a task;
 * which command it takes stands here and nowhere else. What an edition has no command for is null: words alone then say what to do.
 */

/** Systems that differ in their commands; `windows` is Vista, Server 2008 and later, `windows-before-vista` an older one, unknown which. */
export type WindowsPlatform = 'windows' | 'windows-before-vista' | 'windows-2003' | 'windows-xp' | 'windows-2000';
export type Platform = 'linux' | WindowsPlatform;

/** Something that is done on a host, whatever runs there. */
export type Task =
  | 'addresses'
  | 'capture'
  | 'certificates'
  | 'auditing'
  | 'clock'
  | 'computer-tickets'
  | 'configuration'
  | 'driver-mode'
  | 'drops'
  | 'end-sas'
  | 'firewall'
  | 'forwarding'
  | 'group-policy'
  | 'ike-log'
  | 'kernel-state'
  | 'listeners'
  | 'main-mode-filters'
  | 'nat'
  | 'policy-store'
  | 'purge-tickets'
  | 'raised-log-level'
  | 'refresh-policy'
  | 'routes'
  | 'sa-listing'
  | 'service-log'
  | 'statistics'
  | 'synchronise-clock'
  | 'winsock-catalog';

export interface WindowsCommand {
  readonly shell: 'cmd' | 'powershell';
  readonly template: string;
}

export interface WindowsTask {
  readonly task: Task;
  readonly on: Readonly<Record<WindowsPlatform, WindowsCommand | null>>;
  /** Documents that describe the commands. */
  readonly source: string;
}

type Told = string | null;

/** One of the older editions: the first command that is there wins, the others say that they are not known. */
function either(...commands: readonly Told[]): Told {
  const known = commands.filter((command) => command !== null);
  if (known.length === 0) return null;
  const alone = known.length === 1;
  return [...new Set(known)].map((text) => (!alone && text.includes(' & ') ? `(${text})` : text)).join(' || ');
}

const cmd = (template: Told): WindowsCommand | null => (template === null ? null : { shell: 'cmd', template });

/** Commands of the command prompt: Vista and later, Server 2003, XP, 2000. */
function task(name: Task, source: string, modern: Told, of2003: Told, xp: Told, of2000: Told): WindowsTask {
  return {
    task: name,
    source,
    on: {
      windows: cmd(modern),
      'windows-2003': cmd(of2003),
      'windows-xp': cmd(xp),
      'windows-2000': cmd(of2000),
      'windows-before-vista': cmd(either(of2003, xp, of2000)),
    },
  };
}

const same = (name: Task, source: string, template: string): WindowsTask =>
  task(name, source, template, template, template, template);

/** The audits of IPsec, and what Base Filtering Engine and Policy Agent write beside them; at most 20 terms are allowed in a query. */
const auditIds =
  '(EventID>=4646 and EventID<=4655) or (EventID>=4960 and EventID<=4984) or (EventID>=5440 and EventID<=5485)';
/** Main, quick and extended mode and the driver, by GUID: names of subcategories are in the language of the system. */
const auditSubcategories = ['9218', '9219', '921a', '9213']
  .map((part) => `"{0cce${part}-69ae-11d9-bed3-505054503030}"`)
  .join(',');
const eventQuery = 'cscript //nologo %SystemRoot%\\System32\\eventquery.vbs';
const oldDump = 'netdiag /test:ipsec /v /debug';
const dumpcap = 'dumpcap -i 1 -w ike.pcap -f "udp port 500 or udp port 4500 or ip proto 50 or ip proto 51 or icmp"';
const resetService = 'net stop policyagent & net start policyagent';
const auditSource = 'Microsoft command reference, wevtutil, auditpol, eventquery; KB 257225 (Oakley.log)';
const netshIpsec = 'Microsoft command reference, netsh ipsec; Windows XP Support Tools, ipseccmd; netdiag';
const netshFirewall = `Microsoft command reference, netsh advfirewall; ${netshIpsec}`;

export const windowsTasks: readonly WindowsTask[] = [
  same('addresses', 'Microsoft command reference, ipconfig', 'ipconfig /all'),
  same('routes', 'Microsoft command reference, route', 'route print'),
  task(
    'capture',
    'Microsoft command reference, pktmon (Windows 10 and Server 2019); dumpcap(1) of Wireshark',
    'pktmon start --capture --comp nics --pkt-size 0 --file-name ike.etl & pause & pktmon stop & pktmon etl2pcap ike.etl --out ike.pcapng',
    dumpcap,
    dumpcap,
    dumpcap,
  ),
  task(
    'certificates',
    'Microsoft command reference, certutil (Windows XP: Administration Tools Pack)',
    'certutil -store My & certutil -store Root',
    'certutil -store My & certutil -store Root',
    'certutil -store My & certutil -store Root',
    null,
  ),
  task(
    'clock',
    'Microsoft command reference, w32tm, net time',
    'w32tm /query /status & w32tm /stripchart /computer:DC /samples:3 /dataonly',
    'w32tm /stripchart /computer:DC /samples:3 /dataonly',
    'w32tm /stripchart /computer:DC /samples:3 /dataonly',
    'net time /domain',
  ),
  task(
    'synchronise-clock',
    'Microsoft command reference, w32tm, net time',
    'w32tm /resync',
    'w32tm /resync',
    'w32tm /resync',
    'net time /domain /set',
  ),
  task('computer-tickets', 'Microsoft command reference, klist', 'klist -li 0x3e7', null, null, null),
  task('purge-tickets', 'Microsoft command reference, klist', 'klist -li 0x3e7 purge', null, null, null),
  task(
    'configuration',
    netshFirewall,
    'netsh advfirewall consec show rule name=all verbose',
    'netsh ipsec dynamic show all',
    'ipseccmd show all',
    oldDump,
  ),
  task(
    'policy-store',
    netshIpsec,
    'netsh ipsec static show all',
    'netsh ipsec static show all',
    'ipseccmd show policies',
    oldDump,
  ),
  task(
    'main-mode-filters',
    netshIpsec,
    'netsh advfirewall mainmode show rule name=all',
    'netsh ipsec dynamic show mmfilter all',
    'ipseccmd show filters',
    oldDump,
  ),
  task(
    'refresh-policy',
    'Microsoft command reference, gpupdate, secedit',
    'gpupdate /target:computer /force',
    'gpupdate /target:computer /force',
    'gpupdate /target:computer /force',
    'secedit /refreshpolicy machine_policy /enforce',
  ),
  task(
    'group-policy',
    'Microsoft command reference, gpresult; Windows 2000 Resource Kit',
    'gpresult /scope computer /v',
    'gpresult /scope computer /v',
    'gpresult /scope computer /v',
    'gpresult /c /v',
  ),
  task(
    'sa-listing',
    netshFirewall,
    'netsh advfirewall monitor show mmsa & netsh advfirewall monitor show qmsa',
    'netsh ipsec dynamic show mmsas all & netsh ipsec dynamic show qmsas all',
    'ipseccmd show sas',
    'ipsecmon',
  ),
  task(
    'end-sas',
    'Microsoft command reference, netsh advfirewall monitor, net',
    'netsh advfirewall monitor delete mmsa all & netsh advfirewall monitor delete qmsa all',
    resetService,
    resetService,
    resetService,
  ),
  task(
    'statistics',
    netshFirewall,
    'netsh advfirewall monitor show mmsa',
    'netsh ipsec dynamic show stats',
    'ipseccmd show stats',
    'ipsecmon',
  ),
  task(
    'driver-mode',
    netshIpsec,
    'netsh ipsec dynamic show config',
    'netsh ipsec dynamic show config',
    'ipseccmd show all',
    oldDump,
  ),
  task(
    'kernel-state',
    `Microsoft command reference, netsh wfp; ${netshIpsec}`,
    'netsh wfp show state & netsh wfp show netevents',
    'netsh ipsec dynamic show all',
    'ipseccmd show all',
    oldDump,
  ),
  task(
    'drops',
    `Microsoft command reference, netsh wfp; ${netshIpsec}`,
    'netsh wfp show netevents',
    'netsh ipsec dynamic show stats',
    'ipseccmd show stats',
    'ipsecmon',
  ),
  task(
    'firewall',
    'Microsoft command reference, netsh advfirewall, netsh firewall',
    'netsh advfirewall show allprofiles & netsh advfirewall firewall show rule name=all',
    'netsh firewall show config',
    'netsh firewall show config',
    null,
  ),
  task(
    'nat',
    'Microsoft command reference, netsh routing',
    'netsh routing ip nat show interface',
    'netsh routing ip nat show interface',
    null,
    'netsh routing ip nat show interface',
  ),
  task(
    'forwarding',
    'Microsoft documentation, IPEnableRouter',
    'reg query HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters /v IPEnableRouter & netsh interface ipv4 show interfaces level=verbose',
    'reg query HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters /v IPEnableRouter',
    'reg query HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters /v IPEnableRouter',
    null,
  ),
  task(
    'listeners',
    'Microsoft command reference, netstat',
    'netstat -abno -p udp & sc query IKEEXT & sc query PolicyAgent',
    'netstat -abno -p udp & sc query PolicyAgent',
    'netstat -abno -p udp & sc query PolicyAgent',
    'netstat -an -p udp & net start',
  ),
  task(
    'service-log',
    auditSource,
    'wevtutil epl System services.evtx /q:"*[System[Provider[@Name=\'Service Control Manager\']]]" & sc query IKEEXT & sc query PolicyAgent & sc query BFE',
    `${eventQuery} /L System /FO CSV /V > system.csv`,
    `${eventQuery} /L System /FO CSV /V > system.csv`,
    'net start',
  ),
  task(
    'ike-log',
    auditSource,
    `wevtutil epl Security ike.evtx /q:"*[System[${auditIds}]]"`,
    `${eventQuery} /L Security /FO CSV /V > security.csv & copy %SystemRoot%\\Debug\\Oakley.log* .`,
    `${eventQuery} /L Security /FO CSV /V > security.csv & copy %SystemRoot%\\Debug\\Oakley.log* .`,
    'copy %SystemRoot%\\Debug\\Oakley.log* .',
  ),
  task(
    'auditing',
    'Microsoft command reference, auditpol',
    `auditpol /set /subcategory:${auditSubcategories} /success:enable /failure:enable`,
    null,
    null,
    null,
  ),
  task(
    'raised-log-level',
    `${auditSource}; Microsoft command reference, netsh wfp`,
    `auditpol /set /subcategory:${auditSubcategories} /success:enable /failure:enable & netsh wfp capture start & pause & netsh wfp capture stop`,
    'netsh ipsec dynamic set config ikelogging 1',
    `reg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\PolicyAgent\\Oakley /v EnableLogging /t REG_DWORD /d 1 /f & ${resetService}`,
    null,
  ),
  task(
    'winsock-catalog',
    'Microsoft command reference, netsh winsock; netdiag',
    'netsh winsock show catalog',
    'netsh winsock show catalog',
    'netsh winsock show catalog',
    'netdiag /debug',
  ),
];

const byTask: ReadonlyMap<string, WindowsTask> = new Map(windowsTasks.map((row) => [row.task, row]));

/** The command for a task on that system; null: it has none. */
export function windowsCommand(task: Task, platform: WindowsPlatform): WindowsCommand | null {
  return byTask.get(task)?.on[platform] ?? null;
}

/**
 * The same command for a time: `wevtutil` takes the moments of the log in UTC (`2026-05-04T08:55:00Z`), and the older editions and
 * other commands are given as they are.
 */
export function windowsCommandBetween(
  task: Task,
  platform: WindowsPlatform,
  from: string,
  to: string,
): WindowsCommand | null {
  const found = windowsCommand(task, platform);
  if (found === null || task !== 'ike-log') return found;
  const between = `(${auditIds}) and TimeCreated[@SystemTime>='${from}' and @SystemTime<='${to}']`;
  return { ...found, template: found.template.replace(`[System[${auditIds}]]`, `[System[${between}]]`) };
}
