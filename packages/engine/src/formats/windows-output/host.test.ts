import { describe, expect, it } from 'vitest';
import type { HostFact, ProbeState } from '../../observations/index.ts';
import { chooseFormat } from '../../ingest/read-file.ts';
import { textFormats } from '../index.ts';
import type { TextFormat, TextReading } from '../reader.ts';
import { leaks, readText } from '../shared/testing.ts';
import { windowsOutput } from './index.ts';

/** The format a text is given to by its content alone, and what it says. */
function read(text: string): TextReading {
  const format = chooseFormat(textFormats, text.split('\n').slice(0, 200), 'file.txt') as TextFormat;
  return readText(format, text);
}

function facts(reading: TextReading): readonly string[] {
  return reading.observations.flatMap((item) => (item.kind === 'host-fact' ? [`${item.name} ${item.value}`] : []));
}

function addresses(reading: TextReading): readonly string[] {
  return reading.observations.flatMap((item) => (item.kind === 'address' ? [`${item.address}/${item.prefix}`] : []));
}

function probes(reading: TextReading): readonly ProbeState[] {
  return reading.observations.filter((item) => item.kind === 'probe');
}

const english = `
Windows IP Configuration

   Host Name . . . . . . . . . . . . : HOST1
   Primary Dns Suffix  . . . . . . . : corp.example
   Node Type . . . . . . . . . . . . : Hybrid
   IP Routing Enabled. . . . . . . . : No

Ethernet adapter Local Area Connection:

   Connection-specific DNS Suffix  . : corp.example
   Description . . . . . . . . . . . : Made Up Adapter
   Physical Address. . . . . . . . . : 00-00-5E-00-53-01
   DHCP Enabled. . . . . . . . . . . : Yes
   Link-local IPv6 Address . . . . . : fe80::5efe:1%11(Preferred)
   IPv4 Address. . . . . . . . . . . : 10.0.0.5(Preferred)
   Subnet Mask . . . . . . . . . . . : 255.255.255.0
   Lease Obtained. . . . . . . . . . : Monday, November 3, 2025 9:00:00 AM
   Lease Expires . . . . . . . . . . : Tuesday, November 4, 2025 9:00:00 AM
   Default Gateway . . . . . . . . . : 10.0.0.1
   DHCP Server . . . . . . . . . . . : 10.0.0.2
   DNS Servers . . . . . . . . . . . : 10.0.0.53
                                       10.0.0.54
   Primary WINS Server . . . . . . . : 10.0.0.60
   NetBIOS over Tcpip. . . . . . . . : Enabled

Ethernet adapter Other:

   Media State . . . . . . . . . . . : Media disconnected
`;

const korean = `
Windows IP 구성

   호스트 이름 . . . . . . . . . . . : HOST1
   주 DNS 접미사 . . . . . . . . . . : corp.example

이더넷 어댑터 로컬 영역 연결:

   물리적 주소 . . . . . . . . . . . : 00-00-5E-00-53-01
   DHCP 사용 . . . . . . . . . . . . : 예
   IPv4 주소 . . . . . . . . . . . . : 10.0.0.5(기본 설정)
   서브넷 마스크 . . . . . . . . . . : 255.255.255.0
   임대 시작 날짜 . . . . . . . . . . : 2025년 11월 3일 월요일 오전 9:00:00
   임대 만료 날짜 . . . . . . . . . . : 2025년 11월 4일 화요일 오전 9:00:00
   기본 게이트웨이 . . . . . . . . . : 10.0.0.1
   DHCP 서버 . . . . . . . . . . . . : 10.0.0.2
   DNS 서버 . . . . . . . . . . . . : 10.0.0.53
                                       10.0.0.54
   주 WINS 서버 . . . . . . . . . . : 10.0.0.60
   Tcpip를 통한 NetBIOS . . . . . . : 사용
`;

describe('ipconfig', () => {
  it.each([
    ['English', english],
    ['Korean', korean],
  ])('is read by the shape of its values: %s', (_, text) => {
    const reading = read(text);
    expect(reading.format).toBe('windows-ipconfig');
    expect(reading.hostName).toBe('HOST1');
    expect(addresses(reading)).toContain('10.0.0.5/24');
    expect(reading.ownAddresses).toContain('10.0.0.5');
    expect(facts(reading)).toEqual(
      expect.arrayContaining([
        'default-gateway 10.0.0.1',
        'dhcp-server 10.0.0.2',
        'dns-server 10.0.0.53',
        'dns-server 10.0.0.54',
        'wins-server 10.0.0.60',
      ]),
    );
    for (const server of ['10.0.0.1', '10.0.0.2', '10.0.0.53', '10.0.0.60'])
      expect(reading.ownAddresses).not.toContain(server);
  });

  it('tells a cable that is out, and addresses that the host gave itself', () => {
    expect(facts(read(english))).toContain('interface-down Other');
    const reading = read(`Windows IP Configuration\n\nEthernet adapter LAN:\n
   DHCP Enabled. . . . . . . . . . . : Yes
   Autoconfiguration IPv4 Address. . : 169.254.7.8(Preferred)
   Subnet Mask . . . . . . . . . . . : 255.255.0.0
   Default Gateway . . . . . . . . . :
`);
    expect(addresses(reading)).toEqual(['169.254.7.8/16']);
  });

  it('tells a renewal that failed', () => {
    const text =
      'An error occurred while renewing interface LAN : unable to contact your DHCP server. Request has timed out.';
    expect(facts(read(text))[0]).toMatch(/^address-lease-failed An error/);
  });

  it('reads a fixed address without lease times: what follows the gateway are DNS servers', () => {
    const reading = read(`Windows IP Configuration\n\nEthernet adapter LAN:\n
   IP Address. . . . . . . . . . . . : 192.0.2.5
   Subnet Mask . . . . . . . . . . . : 255.255.255.0
   게이트웨이. . . . . . . . . . . . : 192.0.2.1
   서버. . . . . . . . . . . . . . . : 192.0.2.53
`);
    expect(facts(reading)).toEqual(
      expect.arrayContaining(['default-gateway 192.0.2.1', 'dns-server 192.0.2.53', 'address-by-dhcp LAN no']),
    );
  });
});

describe('route print', () => {
  it('reads rows of both families in any language', () => {
    const reading = read(`===========================================================================
IPv4 경로 테이블
===========================================================================
활성 경로:
네트워크 대상      네트워크 마스크      게이트웨이       인터페이스  메트릭
          0.0.0.0          0.0.0.0         10.0.0.1         10.0.0.5     25
         10.0.0.0    255.255.255.0            연결됨         10.0.0.5    281
         10.0.0.5  255.255.255.255            연결됨         10.0.0.5    281
        127.0.0.0        255.0.0.0            연결됨        127.0.0.1    331
IPv6 경로 테이블
 11    281 fe80::/64                연결됨
`);
    expect(reading.format).toBe('windows-route-print');
    const routes = reading.observations.flatMap((item) =>
      item.kind === 'route' ? [`${item.destination}/${item.prefix} ${item.via} ${item.type}`] : [],
    );
    expect(routes).toEqual([
      'default/0 10.0.0.1 unicast',
      '10.0.0.0/24 null unicast',
      '10.0.0.5/32 null local',
      '127.0.0.0/8 null unicast',
      'fe80::/64 null unicast',
    ]);
    expect(reading.ownAddresses).toEqual(['10.0.0.5']);
  });
});

describe('services', () => {
  it('reads states, exit codes and start types by their numbers and words', () => {
    const reading = read(`
SERVICE_NAME: PolicyAgent
        종류               : 20  WIN32_SHARE_PROCESS
        상태               : 1  STOPPED
                                (NOT_STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 1068  (0x42c)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0

SERVICE_NAME: IKEEXT
        TYPE               : 20  WIN32_SHARE_PROCESS
        START_TYPE         : 4   DISABLED
`);
    expect(reading.format).toBe('windows-services');
    expect(facts(reading)).toEqual([
      'service-PolicyAgent STOPPED',
      'service-exit-PolicyAgent 1068',
      'service-start-IKEEXT DISABLED',
    ]);
  });

  it('tells a service that is not there', () => {
    const text = `C:\\>sc query IKEEXT\n[SC] EnumQueryServicesStatus:OpenService FAILED 1060:\n`;
    expect(facts(read(text))).toEqual(['service-missing IKEEXT']);
  });

  it('reads Get-Service', () => {
    const text =
      'Status   Name               DisplayName\n------   ----               -----------\nStopped  IKEEXT             IKE and AuthIP IPsec Keying Modules\n';
    expect(facts(read(text))).toEqual(['service-IKEEXT STOPPED']);
  });
});

describe('netstat', () => {
  it('tells who has the ports of IKE', () => {
    const reading = read(`
Active Connections

  Proto  Local Address          Foreign Address        State           PID
  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       900
  RpcSs
 [svchost.exe]
  UDP    0.0.0.0:500            *:*                                    1234
  IKEEXT
 [svchost.exe]
  UDP    10.0.0.5:4500          *:*                                    4711
 [madeupvpn.exe]
  UDP    [::]:500               *:*                                    1234
`);
    expect(reading.format).toBe('windows-netstat');
    expect(facts(reading)).toEqual([
      'listening-udp-500 0.0.0.0 svchost.exe (IKEEXT)',
      'listening-udp-4500 10.0.0.5 madeupvpn.exe',
      'listening-udp-500 :: pid 1234',
      'listening-udp-listed yes',
    ]);
  });
});

describe('ping', () => {
  const shown = (text: string): unknown => {
    const [one] = probes(read(text));
    return one === undefined
      ? null
      : {
          target: one.target,
          to: one.addresses,
          outcome: one.outcome,
          sent: one.sent,
          answered: one.answered,
          held: one.negotiating,
        };
  };

  it('is read with IPsec in mind, in both languages', () => {
    const expected = {
      target: 'server.corp.example',
      to: ['10.0.0.6'],
      outcome: 'partly',
      sent: 4,
      answered: 2,
      held: 2,
    };
    expect(
      shown(`
Pinging server.corp.example [10.0.0.6] with 32 bytes of data:

Negotiating IP Security.
Negotiating IP Security.
Reply from 10.0.0.6: bytes=32 time<1ms TTL=128
Reply from 10.0.0.6: bytes=32 time<1ms TTL=128

Ping statistics for 10.0.0.6:
    Packets: Sent = 4, Received = 2, Lost = 2 (50% loss),
`),
    ).toEqual(expected);
    expect(
      shown(`
Ping server.corp.example [10.0.0.6] 32바이트 데이터 사용:

IP 보안을 협상 중입니다.
IP 보안을 협상 중입니다.
10.0.0.6의 응답: 바이트=32 시간<1ms TTL=128
10.0.0.6의 응답: 바이트=32 시간<1ms TTL=128

10.0.0.6에 대한 Ping 통계:
    패킷: 보냄 = 4, 받음 = 2, 손실 = 2 (50% 손실),
`),
    ).toEqual(expected);
  });

  it('does not count what a router answers', () => {
    expect(
      shown(`Pinging 10.0.0.6 with 32 bytes of data:
Reply from 10.0.0.1: Destination host unreachable.
Reply from 10.0.0.1: Destination host unreachable.

Ping statistics for 10.0.0.6:
    Packets: Sent = 2, Received = 2, Lost = 0 (0% loss),
`),
    ).toEqual({ target: '10.0.0.6', to: ['10.0.0.6'], outcome: 'unreachable', sent: 2, answered: 0, held: 0 });
  });

  it('tells a name that is not found', () => {
    expect(shown('Ping request could not find host server.corp.example. Please check the name and try again.')).toEqual(
      {
        target: 'server.corp.example',
        to: [],
        outcome: 'unresolved',
        sent: null,
        answered: null,
        held: 0,
      },
    );
  });

  it('reads hops of tracert and pathping', () => {
    expect(
      shown(`
Tracing route to server.corp.example [10.0.9.6]
over a maximum of 30 hops:

  1    <1 ms    <1 ms    <1 ms  10.0.0.1
  2     *        *        *     Request timed out.
  3     3 ms     2 ms     2 ms  server.corp.example [10.0.9.6]

Trace complete.
`),
    ).toMatchObject({ target: 'server.corp.example', to: ['10.0.9.6'], outcome: 'answered', sent: 3 });
    expect(
      shown(`Tracing route to server [10.0.9.6]
over a maximum of 30 hops:
  0  HOST1 [10.0.0.5]
  1  10.0.0.1

Computing statistics for 50 seconds...
            Source to Here   This Node/Link
Hop  RTT    Lost/Sent = Pct  Lost/Sent = Pct  Address
  0                                           HOST1 [10.0.0.5]
                                0/ 100 =  0%   |
  1    1ms     0/ 100 =  0%     0/ 100 =  0%  10.0.0.1
  2    2ms     0/ 100 =  0%     0/ 100 =  0%  server [10.0.9.6]
`),
    ).toMatchObject({ target: 'server', outcome: 'answered' });
  });
});

describe('what others answer', () => {
  it('reads nslookup', () => {
    const reading = read(`Server:  dns1.corp.example
Address:  10.0.0.53

Name:    server.corp.example
Addresses:  10.0.0.6, 10.0.0.7
`);
    expect(facts(reading)).toEqual(['dns-server 10.0.0.53']);
    expect(probes(reading)).toMatchObject([
      { tool: 'lookup', target: 'server.corp.example', addresses: ['10.0.0.6', '10.0.0.7'], outcome: 'answered' },
    ]);
    const missing = read(`서버:    dns1.corp.example
Address:  10.0.0.53

*** dns1.corp.example can't find server.corp.example: Non-existent domain
`);
    expect(probes(missing)).toMatchObject([{ target: 'server.corp.example', outcome: 'unresolved' }]);
  });

  it('reads portqry', () => {
    const reading = read(`
Querying target system called:

 10.0.0.10

Attempting to resolve IP address to a name...

IP address resolved to dc1.corp.example

UDP port 500 (isakmp service): LISTENING or FILTERED
TCP port 389 (ldap service): LISTENING
TCP port 88 (kerberos service): NOT LISTENING
`);
    expect(probes(reading)).toMatchObject([
      { service: 'udp/500', outcome: 'silent', addresses: ['10.0.0.10'] },
      { service: 'tcp/389', outcome: 'answered' },
      { service: 'tcp/88', outcome: 'refused' },
    ]);
    const local = read(`TCP/UDP Port to Process Mappings

Process ID: 836 (madeupvpn.exe)
PID	Port		Local IP	State		 Remote IP:Port
836	UDP 500  	0.0.0.0 	 	*:*
`);
    expect(facts(local)).toEqual(['listening-udp-500 0.0.0.0 madeupvpn.exe', 'listening-udp-listed yes']);
  });

  it('reads net view and nbtstat', () => {
    expect(probes(read('System error 53 has occurred.\n\nThe network path was not found.\n'))).toMatchObject([
      { tool: 'share', outcome: 'silent', code: 53 },
    ]);
    expect(probes(read('시스템 오류 5이(가) 생겼습니다.\n\n액세스가 거부되었습니다.\n'))).toMatchObject([
      { tool: 'share', outcome: 'refused', code: 5 },
    ]);
    const shares =
      'Shared resources at \\\\server\n\nShare name  Type\n-----------\ndata  Disk\nThe command completed successfully.\n';
    expect(probes(read(shares))).toMatchObject([{ target: 'server', outcome: 'answered', code: null }]);
    const names = read(`Local Area Connection:
Node IpAddress: [10.0.0.5] Scope Id: []

                NetBIOS Local Name Table

       Name               Type         Status
    ---------------------------------------------
    HOST1          <00>  UNIQUE      Registered
    CORP           <00>  GROUP       Registered
`);
    expect([names.format, names.hostName, names.ownAddresses]).toEqual(['windows-nbtstat', 'HOST1', ['10.0.0.5']]);
  });
});

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

describe('every reader of Windows output', () => {
  it('tells what it was made from', () => {
    const windows = textFormats.filter(({ format }) => format.startsWith('windows-'));
    expect(windows.length).toBeGreaterThan(30);
    for (const { format, basis } of windows)
      expect([format, (basis?.source ?? '').length > 10]).toEqual([format, true]);
  });

  it('keeps the key of a command that was typed above its output', () => {
    const planted = 'q7Zk-Planted_Secret';
    for (const command of [
      `C:\\>netsh advfirewall consec add rule name=a auth1=computerpsk auth1psk=${planted}`,
      `C:\\>ipseccmd -w REG -p a -f 0+* -a PRESHARE:"${planted}"`,
    ])
      for (const format of windowsOutput)
        for (const text of [english, korean])
          expect([format.format, leaks(readText(format, `${command}\n${text}`), planted)]).toEqual([format.format, []]);
  });

  it('cites the lines it read', () => {
    const [first] = read(english).observations.filter((item): item is HostFact => item.kind === 'host-fact');
    expect(first?.src.at).toEqual([{ line: 5 }]);
  });
});
