/**
 * What a healthy pair leaves in the other listings and files that the readers know (T2-12): rules and state of later systems, the host itself, the logs
 * of policy and logon, event logs, Oakley.log. Names, addresses and numbers are made up; shapes that no published document confirms are marked so.
 */
import { type Sample, samples } from './sample.ts';

const unconfirmed = { unconfirmed: true } as const;

const table: readonly Sample[] = [
  [
    'consec-rules',
    'netsh advfirewall consec show rule name=all',
    'The rule of the domain is enabled, for the subnets that are meant, and asks for what the other end has too.',
    '도메인 규칙이 의도한 서브넷에 대해 사용되고, 다른 끝에도 있는 것을 요구합니다.',
    `Rule Name:                            Isolation
----------------------------------------------------------------------
Enabled:                              Yes
Profiles:                             Domain
Type:                                 Static
Mode:                                 Transport
Endpoint1:                            Any
Endpoint2:                            192.168.0.0/16
Protocol:                             Any
Action:                               RequireInRequestOut
Auth1:                                ComputerKerb
MainModeSecMethods:                   DHGroup14-AES256-SHA256
QuickModeSecMethods:                  ESP:SHA256-AES256+60min+100000kb
QuickModePFS:                         None
Rule source:                          Group Policy Setting
Ok.`,
    { see: ['tool-netsh-advfirewall'] },
  ],
  [
    'wfp-state',
    'netsh wfp show state',
    'A main mode and a quick mode with the peer stand, and no error is counted. The elements of SAs follow the structures of the platform; no real file of them is published.',
    '상대방과의 주 모드와 빠른 모드가 있고 집계된 오류가 없습니다. SA 요소는 플랫폼의 구조체를 따르며, 실제 파일은 공개된 것이 없습니다.',
    `<wfpstate>
<ikeSas numItems="1"><item><saId>17</saId><keyModuleType>IKEEXT_KEY_MODULE_AUTHIP</keyModuleType>
<ikeTraffic><localV4Address>192.168.2.30</localV4Address><remoteV4Address>192.168.1.20</remoteV4Address></ikeTraffic>
<cookiePair><initiator>203d575051a2b3c4</initiator><responder>5d088705a1b2c3d4</responder></cookiePair></item></ikeSas>
<saContexts numItems="1"><item><saContextId>33</saContextId>
<inboundSa><traffic><localV4Address>192.168.2.30</localV4Address><remoteV4Address>192.168.1.20</remoteV4Address></traffic>
<saBundle><saList><item><spi>1111111</spi></item></saList></saBundle></inboundSa>
<outboundSa><traffic><localV4Address>192.168.2.30</localV4Address><remoteV4Address>192.168.1.20</remoteV4Address></traffic>
<saBundle><saList><item><spi>2222222</spi></item></saList></saBundle></outboundSa></item></saContexts>
</wfpstate>`,
    { see: ['tool-netsh-wfp'], ...unconfirmed },
  ],
  [
    'systeminfo',
    'systeminfo',
    'The version and service pack that the known issues are looked up with, and the domain the host is a member of.',
    '알려진 문제를 찾을 버전과 서비스 팩, 그리고 호스트가 속한 도메인.',
    `Host Name:                 CLIENT1
OS Name:                   Microsoft Windows 10 Enterprise
OS Version:                10.0.19045 N/A Build 19045
OS Configuration:          Member Workstation
Domain:                    corp.example
Logon Server:              \\\\DC1
Network Card(s):           1 NIC(s) Installed.
                           [01]: Ethernet
                                 DHCP Server:     192.168.1.21
                                 IP address(es)
                                 [01]: 192.168.2.30`,
    {},
  ],
  [
    'route-print',
    'route print',
    'One default route, and no other route to the peer.',
    '기본 경로가 하나이고 상대방으로 가는 다른 경로가 없습니다.',
    `IPv4 Route Table
===========================================================================
Active Routes:
Network Destination        Netmask          Gateway       Interface  Metric
          0.0.0.0          0.0.0.0      192.168.2.1     192.168.2.30     25
      192.168.2.0    255.255.255.0         On-link      192.168.2.30    281
===========================================================================`,
    {},
  ],
  [
    'pathping',
    'pathping',
    'Each hop answers, and none of them loses packets.',
    '각 홉이 응답하고 패킷을 잃는 홉이 없습니다.',
    `Tracing route to server1.corp.example [192.168.1.20]
over a maximum of 30 hops:
  0  client1.corp.example [192.168.2.30]
  1  192.168.2.1
  2  server1.corp.example [192.168.1.20]

Computing statistics for 50 seconds...
            Source to Here   This Node/Link
Hop  RTT    Lost/Sent = Pct  Lost/Sent = Pct  Address
  0                                           client1.corp.example [192.168.2.30]
                                0/ 100 =  0%   |
  1    0ms     0/ 100 =  0%     0/ 100 =  0%  192.168.2.1
                                0/ 100 =  0%   |
  2    1ms     0/ 100 =  0%     0/ 100 =  0%  server1.corp.example [192.168.1.20]

Trace complete.`,
    { see: ['tool-pathping'] },
  ],
  [
    'get-service',
    'Get-Service IKEEXT, PolicyAgent, BFE',
    'The keying modules and the filtering engine run; since Vista the policy agent starts when it is needed.',
    '키 모듈과 필터링 엔진이 실행 중입니다. Vista 이후 정책 에이전트는 필요할 때 시작됩니다.',
    `Status   Name               DisplayName
------   ----               -----------
Running  BFE                Base Filtering Engine
Running  IKEEXT             IKE and AuthIP IPsec Keying Modules
Running  PolicyAgent        IPsec Policy Agent`,
    {},
  ],
  [
    'net-start',
    'net start',
    '"IPSEC Services" stands in the list, and "Routing and Remote Access" only on a server that is meant to have it.',
    '목록에 "IPSEC Services"가 있고, "Routing and Remote Access"는 그것이 있어야 할 서버에만 있습니다.',
    `These Windows services are started:

   DHCP Client
   DNS Client
   IPSEC Services
   Net Logon
   Workstation

The command completed successfully.`,
    {},
  ],
  [
    'gpresult-xml',
    'gpresult /x',
    'The GPO of the isolation policy stands among those that apply to the computer.',
    '컴퓨터에 적용되는 GPO 중에 격리 정책의 GPO가 있습니다.',
    `<?xml version="1.0" encoding="utf-16"?>
<Rsop xmlns="http://www.microsoft.com/GroupPolicy/Rsop">
  <ComputerResults>
    <Name>CORP\\CLIENT1$</Name>
    <Domain>corp.example</Domain>
    <GPO>
      <Name>Isolation Domain Policy</Name>
      <Enabled>true</Enabled>
      <IsValid>true</IsValid>
      <FilterAllowed>true</FilterAllowed>
      <AccessDenied>false</AccessDenied>
    </GPO>
  </ComputerResults>
</Rsop>`,
    { see: ['tool-gpresult'] },
  ],
  [
    'gpresult-html',
    'gpresult /h',
    'The list of denied objects does not name the GPO of the isolation policy.',
    '거부된 개체 목록에 격리 정책의 GPO가 없습니다.',
    `<html><head><title>CORP\\CLIENT1$ on CORP\\CLIENT1</title></head>
<body><h1>Group Policy Results</h1>
<table><tr><td>Isolation Domain Policy</td><td>corp.example</td><td>AD (5), SYSVOL (5)</td></tr></table></body></html>`,
    { see: ['tool-gpresult'], ...unconfirmed },
  ],
  [
    'userenv-log',
    'userenv.log (FILE-15)',
    'A domain controller is found, and no line tells of a failure.',
    '도메인 컨트롤러를 찾았고 실패를 알리는 줄이 없습니다.',
    `USERENV(2b0.2b4) 10:00:00:123 ProcessGPOs: Starting computer Group Policy (Background) processing...
USERENV(2b0.2b4) 10:00:00:181 ProcessGPOs: Domain controller is:  \\\\dc1.corp.example  Domain DN is corp.example
USERENV(2b0.2b4) 10:00:01:043 ProcessGPOs: Computer Group Policy has been applied.`,
    { see: ['FILE-15'] },
  ],
  [
    'winlogon-log',
    'winlogon.log (FILE-18)',
    'The configuration engine came to its end, and no line begins with "Error".',
    '구성 엔진이 끝까지 실행되었고 "Error"로 시작하는 줄이 없습니다.',
    `-------------------------------------------
Process GP template gpt00000.inf.
This is not the last GPO.
----Configuration engine was initialized successfully.----
----Un-initialize configuration engine...`,
    { see: ['FILE-18'] },
  ],
  [
    'lsass-log',
    'lsass.log (FILE-08)',
    'Tickets are fetched, and no status of failure stands in it.',
    '티켓을 가져오고 실패 상태가 없습니다.',
    `348.412> Kerb-Trace: KerbGetTgsTicket: got ticket for host/server1.corp.example
348.412> Kerb-Trace: KerbGetTgtForService: using cached ticket`,
    { see: ['FILE-08'], ...unconfirmed },
  ],
  [
    'file-versions',
    'FileVer.txt (FILE-01)',
    'Both ends of one system and service pack have the same versions.',
    '같은 시스템과 서비스 팩의 두 끝은 버전이 같습니다.',
    `C:\\WINDOWS\\system32\\ipsecsvc.dll    5.1.2600.2180
C:\\WINDOWS\\system32\\oakley.dll      5.1.2600.2180
C:\\WINDOWS\\system32\\polstore.dll    5.1.2600.2180
C:\\WINDOWS\\system32\\drivers\\ipsec.sys  5.1.2600.2180`,
    { see: ['FILE-01'], ...unconfirmed },
  ],
  [
    'registry-values',
    'RegDefault.txt (FILE-14)',
    'What the debug script changed is kept. EnableLogging = 0: before it Oakley.log was off, so that its absence says nothing.',
    '디버그 스크립트가 바꾼 값이 보관됩니다. EnableLogging = 0이면 그전에는 Oakley.log가 꺼져 있었으므로 로그가 없다는 것은 아무 뜻이 없습니다.',
    `HKLM\\SYSTEM\\CurrentControlSet\\Services\\PolicyAgent\\Oakley\\EnableLogging = 0
HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa\\Kerberos\\Parameters\\LogLevel = 0`,
    { see: ['FILE-14'], ...unconfirmed },
  ],
  [
    'events',
    'wevtutil qe Security /f:text',
    '4650 and 5451 for the peer, and neither 4652 to 4654 nor 4960 to 4965.',
    '상대방에 대한 4650과 5451이 있고 4652~4654나 4960~4965가 없습니다.',
    `Event[0]:
  Log Name: Security
  Source: Microsoft-Windows-Security-Auditing
  Date: 2026-05-04T09:00:01.000
  Event ID: 4650
  Computer: client1.corp.example
  Description:
An IPsec main mode security association was established. Extended mode was not enabled. Certificate authentication was not used.

Local Endpoint:
	Principal Name:	CORP\\CLIENT1$
	Network Address:	192.168.2.30
	Keying Module Port:	500

Remote Endpoint:
	Principal Name:	CORP\\SERVER1$
	Network Address:	192.168.1.20
	Keying Module Port:	500

Security Association Information:
	Lifetime (minutes):	480
	Quick Mode Limit:	0
	Main Mode SA ID:	17

Cryptographic Information:
	Cipher Algorithm:	AES-CBC 128
	Integrity Algorithm:	SHA 1
	Diffie-Hellman Group:	DH Group 2

Additional Information:
	Keying Module Name:	AuthIP
	Authentication Method:	Kerberos
	Role:	Initiator
	Impersonation State:	Not enabled
	Main Mode Filter ID:	54919`,
    {},
  ],
  [
    'ras-events',
    'Get-WinEvent, provider RasClient',
    'A dial-up that stands: 20221, 20222, 20223 or 20224, and no 20227.',
    '성립한 연결: 20221, 20222, 20223 또는 20224가 있고 20227이 없습니다.',
    `TimeCreated  : 5/4/2026 9:00:03 AM
ProviderName : RasClient
Id           : 20222
Message      : CoId={5D6C2F3E-0B1A-4C61-9D5C-4B7B1E5B0F11}: The user CORP\\carol is trying to establish a link to the Remote Access Server for the connection named Corp VPN.

TimeCreated  : 5/4/2026 9:00:05 AM
ProviderName : RasClient
Id           : 20224
Message      : CoId={5D6C2F3E-0B1A-4C61-9D5C-4B7B1E5B0F11}: The link to the Remote Access Server has been established by user CORP\\carol.`,
    {},
  ],
  [
    'oakley-log',
    'Oakley.log (FILE-12)',
    'Main mode goes through its messages with one pair of cookies, and a status that is none of an error.',
    '주 모드가 한 쌍의 쿠키로 메시지를 주고받고, 상태가 오류가 아닙니다.',
    `3-29: 23:12:56:306:ee8 Receive: (get) SA = 0x00000000 from 192.168.2.30.500
3-29: 23:12:56:306:ee8 ISAKMP Header: (V1.0), len = 200
3-29: 23:12:56:306:ee8   I-COOKIE a6256b4534195894
3-29: 23:12:56:306:ee8   R-COOKIE 0000000000000000
3-29: 23:12:56:306:ee8   exchange: Oakley Main Mode
3-29: 23:12:56:306:ee8   next payload: SA
3-29: 23:12:56:306:ee8 Responding with new SA 12fd20
3-29: 23:12:56:912:ee8 MM established.  SA: 0012FD20`,
    { see: ['FILE-12'] },
  ],
];

export const fileSamples = samples(table);
