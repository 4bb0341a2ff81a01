import { describe, expect, it } from 'vitest';
import { facts, read } from './output.fixture.ts';

describe('directory', () => {
  it('reads tickets of both kinds of klist', () => {
    const reading = read(`
Current LogonId is 0:0x3e7

Cached Tickets: (1)

#0>     Client: HOST1$ @ CORP.EXAMPLE
        Server: krbtgt/CORP.EXAMPLE @ CORP.EXAMPLE
        KerbTicket Encryption Type: AES-256-CTS-HMAC-SHA1-96
        Kdc Called: dc1.corp.example
`);
    expect(facts(reading)).toEqual([
      'kerberos-logon 0x3e7',
      'kerberos-tickets 1',
      'kerberos-ticket krbtgt/CORP.EXAMPLE@CORP.EXAMPLE',
      'kerberos-kdc dc1.corp.example',
    ]);
    const old = read('\nCached Tickets: (0)\n\nThere are no tickets.\n');
    expect([old.format, ...facts(old)]).toEqual(['windows-klist', 'kerberos-tickets 0']);
    expect(facts(read('현재 LogonId: 0:0x3e7\n\n캐시된 티켓: (0)\n'))).toContain('kerberos-tickets 0');
  });

  it('reads nltest', () => {
    const reading = read(`           DC: \\\\dc1.corp.example
      Address: \\\\10.0.0.10
     Dom Name: corp.example
  Forest Name: corp.example
The command completed successfully
`);
    expect(facts(reading)).toEqual(['domain-controller 10.0.0.10 dc1.corp.example']);
    expect(facts(read('Getting DC name failed: Status = 1355 0x54b ERROR_NO_SUCH_DOMAIN\n'))).toEqual([
      'dc-lookup-failed 1355 ERROR_NO_SUCH_DOMAIN',
    ]);
    const channel = 'Flags: 0\nTrusted DC Name\nTrusted DC Connection Status Status = 5 0x5 ERROR_ACCESS_DENIED\n';
    expect(facts(read(channel))).toEqual(['secure-channel 5 ERROR_ACCESS_DENIED']);
  });

  it('reads w32tm', () => {
    const reading = read(`Tracking dc1.corp.example [10.0.0.10:123].
Collecting 2 samples.
The current time is 11/3/2025 10:00:00 AM.
10:00:00, d:+00.0012345s o:+412.5000000s  [                  *         ]
10:00:02, d:+00.0012345s o:+412.6000000s  [                  *         ]
`);
    expect(facts(reading)).toEqual(['clock-offset +412.6000000 dc1.corp.example']);
    const monitor =
      'dc1.corp.example *** PDC ***[10.0.0.10:123]:\n    ICMP: 0ms delay\n    NTP: +0.0001234s offset from dc1.corp.example\n';
    expect(facts(read(monitor))).toEqual(['clock-offset +0.0001234 dc1.corp.example']);
    const status = '윤초 표시기: 3(동기화되지 않음)\n계층: 0 (지정되지 않음)\n원본: Local CMOS Clock\n';
    expect(facts(read(status))).toEqual(['clock-source Local CMOS Clock']);
    // Another wording of the first lines: the number of the reference and what stands behind it stay.
    const newer =
      '윤초: 0(경고 없음)\n단계: 4(보조 참조 - (S)NTP로 동기화)\n참조 ID: 0x0A00000A(원본 IP:  10.0.0.10)\n원본: dc1.corp.example\n';
    expect(read(newer).format).toBe('windows-w32tm');
    expect(facts(read(newer))).toEqual(['clock-source dc1.corp.example']);
  });

  it('reads gpresult as text, XML and HTML', () => {
    const reading = read(`Microsoft (R) Windows (R) XP Operating System Group Policy Result tool v2.0

RSOP results for CORP\\user on HOST1 : Logging Mode
---------------------------------------------------

COMPUTER SETTINGS
------------------
    CN=HOST1,OU=Servers,DC=corp,DC=example
    Last time Group Policy was applied: 11/3/2025 at 9:59:00 AM
    Group Policy was applied from:      dc1.corp.example

    Applied Group Policy Objects
    -----------------------------
        Domain Isolation
        Default Domain Policy

    The following GPOs were not applied because they were filtered out
    -------------------------------------------------------------------
        Server Isolation
            Filtering:  Denied (Security)

    The computer is a part of the following security groups:
    --------------------------------------------------------
        BUILTIN\\Administrators

USER SETTINGS
--------------
    CN=user,CN=Users,DC=corp,DC=example
`);
    expect([reading.format, reading.hostName]).toEqual(['windows-gpresult', 'HOST1']);
    expect(facts(reading)).toEqual([
      'group-policy-time 11/3/2025 at 9:59:00 AM',
      'domain-controller dc1.corp.example',
      'group-policy-applied Domain Isolation',
      'group-policy-applied Default Domain Policy',
      'group-policy-denied Server Isolation: Denied (Security)',
      'member-of BUILTIN\\Administrators',
    ]);
    const xml = read(`<?xml version="1.0" encoding="utf-16"?>
<Rsop xmlns="http://www.microsoft.com/GroupPolicy/Rsop">
  <ComputerResults>
    <Name>CORP\\HOST1$</Name>
    <GPO><Name>Domain &amp; Isolation</Name><FilterAllowed>true</FilterAllowed><AccessDenied>false</AccessDenied></GPO>
    <GPO><Name>Server Isolation</Name><FilterAllowed>true</FilterAllowed><AccessDenied>true</AccessDenied></GPO>
  </ComputerResults>
</Rsop>`);
    expect([xml.hostName, ...facts(xml)]).toEqual([
      'HOST1',
      'group-policy-applied Domain & Isolation',
      'group-policy-denied Server Isolation: access denied',
    ]);
    const html = read(
      '<html><head><title>CORP\\user on CORP\\HOST1</title></head>\n<body>Group Policy Results</body></html>',
    );
    expect([html.format, html.hostName]).toEqual(['windows-gpresult-html', 'HOST1']);
  });

  it('reads systeminfo in both languages, and srvinfo', () => {
    const texts = [
      'Host Name:                 HOST1\nOS Name:                   Microsoft Windows 10 Pro\nOS Version:                10.0.19045 N/A Build 19045\nNetwork Card(s):           1 NIC(s) Installed.\n                                 [01]: 10.0.0.5\n',
      '호스트 이름:             HOST1\nOS 이름:                 Microsoft Windows 10 Pro\nOS 버전:                 10.0.19045 N/A 빌드 19045\n네트워크 카드:           1 NIC 설치됨\n                                 [01]: 10.0.0.5\n',
    ];
    for (const text of texts) {
      const reading = read(text);
      expect([reading.format, reading.hostName, reading.ownAddresses]).toEqual([
        'windows-systeminfo',
        'HOST1',
        ['10.0.0.5'],
      ]);
    }
    const server = read(
      'Server Name: HOST1\nSecurity: Users\nVersion: 5.0\nServices:\n   [Running]    Alerter\n   [Stopped]    IPSEC Policy Agent\n',
    );
    expect([server.hostName, ...facts(server)]).toEqual(['HOST1', 'os-version 5.0', 'service-PolicyAgent STOPPED']);
  });

  it('reads netdiag: policy, filters, providers, tests that failed', () => {
    const reading = read(`
    Computer Name: HOST1
Per interface results:
        Host Name. . . . . . . . . : HOST1
        IP Address . . . . . . . . : 10.0.0.5
        Subnet Mask. . . . . . . . : 255.255.255.0
        Default Gateway. . . . . . : 10.0.0.1
Kerberos test. . . . . . . . . . . : Failed
IP Security test . . . . . . . . . : Passed
    Local IPSec Policy Active: 'Made Up Policy'
    IP Security Policy Path: SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec\\Policy\\Local\\ipsecPolicy{00000000-0000-0000-0000-000000000001}

    There are 1 filters
    No Name
    Filter Id: {00000000-0000-0000-0000-000000000002}
    Policy Id: {00000000-0000-0000-0000-000000000003}
    Src Addr : 0.0.0.0 Src Mask : 0.0.0.0
    Dest Addr : 192.0.2.1 Dest Mask : 255.255.255.255
    Tunnel Addr : 0.0.0.0 Src Port : 0 Dest Port : 1434
    Protocol : 17 TunnelFilter: No
    Flags : Inbound Block
`);
    expect([reading.format, reading.hostName, reading.ownAddresses]).toEqual([
      'windows-netdiag',
      'HOST1',
      ['10.0.0.5'],
    ]);
    expect(facts(reading)).toEqual(
      expect.arrayContaining([
        'netdiag-kerberostest Failed',
        'ipsec-policy-active Made Up Policy',
        'ipsec-filter-block in 0.0.0.0/0 192.0.2.1/32',
      ]),
    );
  });

  it('reads the other files of the isolation guide', () => {
    const named: readonly (readonly [string, string, string])[] = [
      [
        'windows-file-versions',
        'oakley.dll   5.1.2600.2180\nipsecsvc.dll 5.1.2600.2180\n',
        'file-version-oakley.dll 5.1.2600.2180',
      ],
      [
        'windows-policy-version',
        'Policy version 1.0.041001.1600\nIPsec policy is up-to-date\n',
        'ipsec-policy-version up-to-date',
      ],
      [
        'windows-registry-values',
        'HKLM\\SYSTEM\\CurrentControlSet\\Services\\PolicyAgent\\Oakley\\EnableLogging = 0\n',
        'registry-EnableLogging 0',
      ],
      [
        'windows-userenv-log',
        'USERENV(2b0.2b4) 10:00:00:123 ProcessGPOs: DsGetDcName failed with 1355.\n',
        'group-policy-error ProcessGPOs 1355',
      ],
      [
        'windows-winlogon-log',
        '----Configuration engine was initialized successfully.----\nProcess GP template gpt00000.inf.\nError 1332: No mapping was done.\n',
        'security-policy-error 1332',
      ],
      ['windows-lsass-log', '348.412> Kerb-Warn: KerbGetTgsTicket failed 0xc000018b\n', 'kerberos-error 0xc000018b'],
      [
        'windows-gpupdate',
        'Computer policy could not be updated successfully. The following errors were encountered:\n',
        'group-policy-update failed',
      ],
      [
        'windows-net-start',
        'These Windows services are started:\n\n   IPSEC Services\n',
        'service-PolicyAgent RUNNING',
      ],
      [
        'windows-winsock-catalog',
        'Winsock Catalog Provider Entry\n------\nEntry Type:       Layered Chain Entry\nDescription:      MADEUP over [MSAFD Tcpip [TCP/IP]]\n',
        'layered-provider Layered Chain Entry',
      ],
    ];
    for (const [format, text, fact] of named) {
      const reading = read(text);
      expect([reading.format, facts(reading).includes(fact), facts(reading)]).toEqual([format, true, facts(reading)]);
    }
  });
});
