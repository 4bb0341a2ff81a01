import { describe, expect, it } from 'vitest';
import type { EvidenceFile } from '../causes/play.fixture.ts';
import { accountOf, hostsByPath } from './account.fixture.ts';

/** Texts in the shape of the files of table 7.3 of the isolation guide, made up. */
const files: Readonly<Record<string, readonly string[]>> = {
  'FileVer.txt': ['oakley.dll   5.1.2600.2180', 'ipsecsvc.dll 5.1.2600.2180'],
  'gpresult.txt': [
    'RSOP results for CORP\\user on HOST_1 : Logging Mode',
    '-----',
    '',
    'COMPUTER SETTINGS',
    '-----------------',
  ],
  'ipsec_policy_version.txt': ['IPsec policy is up-to-date'],
  'ipseccmd_show_all.txt': ['IKE Statistics', '--------------', 'Negotiation Failures : 3', 'Soft Associations : 0'],
  'klist_purge_mt.txt': [
    'Cached Tickets: (1)',
    '',
    '   Server: krbtgt/CORP.EXAMPLE@CORP.EXAMPLE',
    'Purge? (y/n) : y',
    '   Ticket(s) purged!',
  ],
  'lsass.log': ['348.412> Kerb-Warn: KerbGetTgsTicket failed 0xc000018b'],
  'netdiag.txt': [
    '    IP Address . . . . . . . . : 10.0.0.5',
    'Kerberos test. . . . . . . . . . . : Passed',
    'IP Security test . . . . . . . . . : Passed',
  ],
  'netsh_show_all.txt': [
    'Policy Name              : p',
    'Assigned                 : YES',
    'No. of Rules             : 0',
    'Polling Interval : 180',
  ],
  'netsh_show_gpo.txt': [
    'Source Machine           : Local Computer GPO for <HOST_1>',
    'AD IPSec Policy Name     : p',
    'Master PFS : NO',
  ],
  'OSInfo.txt': ['CSName: HOST_1', 'Caption: Microsoft Windows XP Professional', 'Version: 5.1.2600'],
  'RegDefault.txt': ['HKLM\\SYSTEM\\CurrentControlSet\\Services\\PolicyAgent\\Oakley\\EnableLogging = 0'],
  'userenv.log': ['USERENV(2b0.2b4) 10:00:00:123 ProcessGPOs: DsGetDcName failed with 1355.'],
  'SERVER_netview.txt': ['System error 53 has occurred.'],
  'SERVER_ping.txt': ['Pinging server [10.0.0.6] with 32 bytes of data:', 'Negotiating IP Security.'],
  'winlogon.log': ['----Configuration engine was initialized successfully.----', 'Process GP template gpt00000.inf.'],
};

const formats: Readonly<Record<string, string>> = {
  'FileVer.txt': 'windows-file-versions',
  'gpresult.txt': 'windows-gpresult',
  'ipsec_policy_version.txt': 'windows-policy-version',
  'ipseccmd_show_all.txt': 'windows-netsh-ipsec',
  'klist_purge_mt.txt': 'windows-klist',
  'lsass.log': 'windows-lsass-log',
  'netdiag.txt': 'windows-netdiag',
  'netsh_show_all.txt': 'windows-netsh-ipsec',
  'netsh_show_gpo.txt': 'windows-netsh-ipsec',
  'OSInfo.txt': 'windows-systeminfo',
  'RegDefault.txt': 'windows-registry-values',
  'userenv.log': 'windows-userenv-log',
  'SERVER_netview.txt': 'windows-net-view',
  'SERVER_ping.txt': 'windows-ping',
  'winlogon.log': 'windows-winlogon-log',
};

function of(computer: string): readonly EvidenceFile[] {
  return Object.entries(files).map(([name, lines]) => ({
    path: `${computer}_${name}`,
    lines: lines.map((line) =>
      line.replaceAll('HOST_1', computer).replaceAll('10.0.0.5', computer === 'HOST_1' ? '10.0.0.5' : '10.0.0.7'),
    ),
  }));
}

describe('files of the script of the isolation guide', () => {
  it('are known by what they hold, whatever they are called', async () => {
    const loose = Object.values(files).map(
      (lines, i): EvidenceFile => ({ path: `f${String(i).padStart(2, '0')}.bin`, lines }),
    );
    const account = await accountOf(loose, 'loose');
    expect(account.artifacts.map(({ format }) => format)).toEqual(Object.keys(files).map((name) => formats[name]));
  });

  it('belong to the computer in their name, underscores in it or not', async () => {
    const account = await accountOf([...of('HOST_1'), ...of('HOST2')], 'loose');
    const found = hostsByPath(account);
    for (const [path, host] of Object.entries(found))
      expect([path, host]).toEqual([path, path.startsWith('HOST_1') ? 'HOST_1' : 'HOST2']);
    expect(Object.keys(found)).toHaveLength(30);
  });
});

describe('output of commands without a name of a host', () => {
  const ipconfig = (name: string, address: string): readonly string[] => [
    'Windows IP Configuration',
    `   Host Name . . . . . . . . . . . . : ${name}`,
    'Ethernet adapter LAN:',
    `   IPv4 Address. . . . . . . . . . . : ${address}(Preferred)`,
    '   Subnet Mask . . . . . . . . . . . : 255.255.255.0',
  ];
  const services = ['SERVICE_NAME: IKEEXT', '        STATE              : 1  STOPPED'];

  it('belongs to the one host that runs Windows', async () => {
    const account = await accountOf(
      [
        { path: 'addr.txt', lines: ['2: eth0: <UP> mtu 1500', '    inet 198.51.100.20/24 scope global eth0'] },
        { path: 'ipconfig.txt', lines: ipconfig('HOST1', '10.0.0.5') },
        { path: 'sc.txt', lines: services },
      ],
      'loose',
    );
    const found = hostsByPath(account);
    expect([found['sc.txt'], found['addr.txt']]).toEqual([found['ipconfig.txt'], '198.51.100.20']);
  });

  it('belongs to the host that is called the same, with its domain or without it', async () => {
    const event = `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Microsoft-Windows-Security-Auditing"/><EventID>4653</EventID><TimeCreated SystemTime="2025-11-03T10:00:00.000Z"/><Channel>Security</Channel><Computer>host2.corp.example</Computer></System><EventData><Data Name="FailureReason">13805</Data></EventData></Event>`;
    const account = await accountOf(
      [
        { path: 'a.txt', lines: ipconfig('HOST1', '10.0.0.5') },
        { path: 'b.txt', lines: ipconfig('HOST2', '10.0.0.6') },
        { path: 'events.xml', lines: [event] },
      ],
      'loose',
    );
    const found = hostsByPath(account);
    expect(found['events.xml']).toBe(found['b.txt']);
  });

  it('belongs to nobody where two hosts run Windows', async () => {
    const account = await accountOf(
      [
        { path: 'a.txt', lines: ipconfig('HOST1', '10.0.0.5') },
        { path: 'b.txt', lines: ipconfig('HOST2', '10.0.0.6') },
        { path: 'sc.txt', lines: services },
        {
          path: 'klist.txt',
          lines: [
            'host name: host2',
            ...['Host Name: HOST2', 'OS Name: Microsoft Windows 10', 'OS Version: 10.0.19045 N/A'],
          ],
        },
      ],
      'loose',
    );
    const found = hostsByPath(account);
    expect(found['sc.txt'] ?? null).toBeNull();
    expect(found['klist.txt']).toBe(found['b.txt']);
    expect(found['a.txt']).not.toBe(found['b.txt']);
  });
});
