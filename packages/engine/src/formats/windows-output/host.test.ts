import { describe, expect, it } from 'vitest';
import type { HostFact } from '../../observations/index.ts';
import { textFormats } from '../index.ts';
import { leaks, readText } from '../shared/testing.ts';
import { windowsOutput } from './index.ts';
import { addresses, facts, probes, read } from './output.fixture.ts';

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
