/**
 * What tools of the network print on a healthy pair (T2-12). Addresses and names are made up; the shape is that of English editions.
 * Shapes that no published document confirms are marked so.
 */
import { type Sample, samples } from './sample.ts';

const table: readonly Sample[] = [
  [
    'ping',
    'ping',
    'Every echo is answered, and "Negotiating IP Security." does not stand there: ICMP is exempt, as recommended.',
    '모든 에코에 응답이 있고 "Negotiating IP Security."가 없습니다. 권장대로 ICMP가 예외입니다.',
    `Pinging server1.corp.example [192.168.1.20] with 32 bytes of data:

Reply from 192.168.1.20: bytes=32 time<1ms TTL=128
Reply from 192.168.1.20: bytes=32 time<1ms TTL=128
Reply from 192.168.1.20: bytes=32 time<1ms TTL=128
Reply from 192.168.1.20: bytes=32 time<1ms TTL=128

Ping statistics for 192.168.1.20:
    Packets: Sent = 4, Received = 4, Lost = 0 (0% loss),`,
    { see: ['command-ping', 'TOOL-29', 'TOOL-31'] },
  ],
  [
    'tracert',
    'tracert, pathping',
    'Each hop answers up to the target.',
    '대상까지 각 홉이 응답합니다.',
    `Tracing route to server1.corp.example [192.168.1.20]
over a maximum of 30 hops:

  1    <1 ms    <1 ms    <1 ms  192.168.2.1
  2     1 ms    <1 ms     1 ms  server1.corp.example [192.168.1.20]

Trace complete.`,
    { see: ['command-tracert', 'tool-pathping'] },
  ],
  [
    'nslookup',
    'nslookup',
    'A DNS server with a name answers, and the target has the address that is meant.',
    '이름 있는 DNS 서버가 응답하고 대상의 주소가 맞습니다.',
    `Server:  dc1.corp.example
Address:  192.168.1.21

Name:    server1.corp.example
Address:  192.168.1.20`,
    { see: ['command-nslookup', 'NAM-03'] },
  ],
  [
    'net-view',
    'net view',
    'A list of shares: SMB went through IPsec. "Access is denied." would also show that the computer was reached.',
    '공유 목록: SMB가 IPsec을 통과했습니다. "액세스가 거부되었습니다."도 컴퓨터에 도달했다는 뜻입니다.',
    `Shared resources at \\\\server1

Share name  Type  Used as  Comment
-------------------------------------------------------------------------------
Data        Disk
The command completed successfully.`,
    { see: ['command-net-view'] },
  ],
  [
    'ipconfig',
    'ipconfig /all',
    'An address of the subnet (not 169.254.x.x), a gateway, the DNS servers of the domain.',
    '서브넷의 주소(169.254.x.x가 아님), 게이트웨이, 도메인의 DNS 서버가 있습니다.',
    `Windows IP Configuration

   Host Name . . . . . . . . . . . . : CLIENT1
   Primary Dns Suffix  . . . . . . . : corp.example

Ethernet adapter Ethernet:

   DHCP Enabled. . . . . . . . . . . : Yes
   IPv4 Address. . . . . . . . . . . : 192.168.2.30(Preferred)
   Subnet Mask . . . . . . . . . . . : 255.255.255.0
   Default Gateway . . . . . . . . . : 192.168.2.1
   DHCP Server . . . . . . . . . . . : 192.168.1.21
   DNS Servers . . . . . . . . . . . : 192.168.1.21`,
    { see: ['command-ipconfig', 'NET-08'] },
  ],
  [
    'netstat',
    'netstat -abno',
    'UDP 500 and 4500 belong to IKE: svchost.exe with the service IKEEXT (lsass.exe up to Server 2003).',
    'UDP 500과 4500을 IKE가 사용합니다. IKEEXT 서비스의 svchost.exe(Server 2003까지는 lsass.exe).',
    `  UDP    0.0.0.0:500            *:*                                    1180
  IKEEXT
 [svchost.exe]
  UDP    0.0.0.0:4500           *:*                                    1180
  IKEEXT
 [svchost.exe]`,
    { see: ['command-netstat', 'POL-20'] },
  ],
  [
    'portqry',
    'portqry -local -v',
    'The same as a table: port, state and owner.',
    '포트, 상태, 소유자를 표로 보여 줍니다.',
    `TCP/UDP Port to Process Mappings

PID:Process             Port            Local IP        State           Remote IP:Port
628:lsass.exe           UDP 500         0.0.0.0                         *:*
628:lsass.exe           UDP 4500        0.0.0.0                         *:*`,
    { see: ['tool-portqry'], unconfirmed: true },
  ],
  [
    'nbtstat',
    'nbtstat -n',
    'The own names are registered and none is in conflict.',
    '자기 이름이 등록되어 있고 충돌이 없습니다.',
    `                NetBIOS Local Name Table

       Name               Type         Status
    ---------------------------------------------
    CLIENT1        <00>  UNIQUE      Registered
    CORP           <00>  GROUP       Registered`,
    { see: ['command-nbtstat'] },
  ],
  [
    'sc',
    'sc query',
    'State RUNNING for IKEEXT (or PolicyAgent), and STOPPED or no service for RemoteAccess on a computer that is no VPN server.',
    'IKEEXT(또는 PolicyAgent)는 RUNNING이고 VPN 서버가 아닌 컴퓨터의 RemoteAccess는 STOPPED이거나 없습니다.',
    `SERVICE_NAME: ikeext
        TYPE               : 20  WIN32_SHARE_PROCESS
        STATE              : 4  RUNNING
        WIN32_EXIT_CODE    : 0  (0x0)`,
    { see: ['command-sc'] },
  ],
  [
    'srvinfo',
    'srvinfo',
    'Among the services Routing and Remote Access is stopped and IPSEC Services runs.',
    '서비스 중 RRAS는 중지되어 있고 IPSEC Services는 실행 중입니다.',
    `Server Name: SERVER1
Security: Users
NT Type: WinNT Server
Version: 5.2
Services:
   [Running]  IPSEC Services
   [Running]  Net Logon
   [Stopped]  Routing and Remote Access`,
    { see: ['tool-srvinfo'], unconfirmed: true },
  ],
  [
    'w32tm',
    'w32tm /query /status',
    'A source of the domain and an offset of far less than five minutes.',
    '도메인의 시간 원본과 5분보다 훨씬 작은 오프셋.',
    `Leap Indicator: 0(no warning)
Stratum: 3 (secondary reference - syncd by (S)NTP)
Last Successful Sync Time: 1/15/2024 9:12:31 AM
Source: dc1.corp.example
Poll Interval: 10 (1024s)`,
    { related: ['auth.kerberos-clock-skew', 'host.clock'], names: ['w32tm'] },
  ],
  [
    'get-vpnconnection',
    'Get-VpnConnection',
    'ConnectionStatus is Connected, and server and tunnel type are those that are wanted.',
    'ConnectionStatus가 Connected이고 서버와 터널 종류가 의도한 것입니다.',
    `Name                  : Office
ServerAddress         : vpn.corp.example
AllUserConnection     : False
Guid                  : {11EAFBAA-6D4E-4507-A94B-43E8B96D10A1}
TunnelType            : Ikev2
AuthenticationMethod  : {Eap}
EncryptionLevel       : Required
L2tpIPsecAuth         :
UseWinlogonCredential : False
EapConfigXmlStream    : #document
ConnectionStatus      : Connected
RememberCredential    : True
SplitTunneling        : True
DnsSuffix             :
IdleDisconnectSeconds : 0`,
    { see: ['command-Get-VpnConnection'], sources: ['Microsoft documentation, VpnClient module'] },
  ],
];

export const networkSamples = samples(table);
