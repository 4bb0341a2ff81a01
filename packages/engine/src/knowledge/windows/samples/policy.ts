/** What tools of policy, auditing and layered providers print on a healthy pair (T2-12). Names and addresses are made up. */
import { type Sample, samples } from './sample.ts';

const table: readonly Sample[] = [
  [
    'netdiag-debug',
    'netdiag /test:ipsec /debug',
    'Each exempt address has its own permit filter, the subnets a filter that negotiates; none stands there twice.',
    '예외 주소마다 허용 필터가, 서브넷에는 협상 필터가 있고 중복이 없습니다.',
    `IP Security test . . . . . . . . . : Passed
    Directory IPSec Policy Active: 'Isolation Domain IPsec Policy (1.0.041001.1600)'

    There are 2 filters
    DNS exemption
    Filter Id: {5EC1FD53-EA98-4C1B-A99F-6D2A0FF94592}
    Policy Id: {509492EA-1214-4F50-BF43-9CAC2B538518}
    Src Addr : 192.168.2.30 Src Mask : 255.255.255.255
    Dest Addr : 192.168.1.21 Dest Mask : 255.255.255.255
    Tunnel Addr : 0.0.0.0 Src Port : 0 Dest Port : 0
    Protocol : 0 TunnelFilter: No
    Flags : Outbound`,
    { see: ['tool-netdiag', 'NAM-09'] },
  ],
  [
    'ipseccmd-sas',
    'ipseccmd show sas',
    'One main mode SA and quick mode SAs to the peer, with algorithms.',
    '상대와의 기본 모드 SA 하나와 알고리즘이 있는 빠른 모드 SA.',
    `Main Mode SAs
------------------------------
Main Mode SA #1:
 From 192.168.2.30
  To  192.168.1.20
 Policy Id : {GUID}
 Offer Used :
  3DES SHA1  DH Group 2
 Auth Used : Kerberos

Quick Mode SAs
------------------------------
Quick Mode SA #1:
 Transport Filter between
  192.168.2.30 and 192.168.1.20
 Offer Used :
  Algo #1 : Encryption None SHA1`,
    { see: ['tool-ipseccmd', 'IKE-24'], unconfirmed: true },
  ],
  [
    'netsh-config',
    'netsh ipsec dynamic show config',
    'Boot mode and exemptions are those meant, the logs are off outside of troubleshooting.',
    '부팅 모드와 예외가 의도대로이고 문제 해결 중이 아니면 로그는 꺼져 있습니다.',
    `IPsec Configuration Parameters
------------------------------
IPsecDiagnostics      : 0
IKElogging            : 0
StrongCRLCheck        : 0
IPsecloginterval      : 3600
NLBSFlags             : 0
Flags                 : 0
IPsecexempt           : 3
Boot Mode             : Stateful
Boot Mode Exemptions  :
Protocol  Src Port  Dst Port  Direction
UDP       0         68        Inbound`,
    { see: ['command-netsh-ipsec-set-config', 'NET-04'], unconfirmed: true },
  ],
  [
    'netsh-stats',
    'netsh ipsec dynamic show stats',
    'Negotiations succeed (main and quick modes count up), the failures and bad packets do not grow.',
    '협상 성공 수(기본/빠른 모드)가 늘고 실패와 잘못된 패킷은 늘지 않습니다.',
    `IKE Statistics
--------------
Main Modes                  : 12
Quick Modes                 : 31
Soft SAs                    : 0
Authentication Failures     : 0
Negotiation Failures        : 0

IPsec Statistics
----------------
Active Assoc                : 4
Bad SPI Pkts                : 0
Pkts Not Authenticated      : 0
Pkts Not Decrypted          : 0`,
    { see: ['tool-netsh-ipsec', 'LOSS-04'], unconfirmed: true },
  ],
  [
    'export-list',
    'IP Security Monitor, Export List',
    'The specific filters of quick mode: each address of the exemption list once, with permit; the subnets with the policy that negotiates.',
    '빠른 모드 특정 필터: 예외 목록의 주소는 한 번씩 허용, 서브넷은 협상 정책.',
    `Name\tSource\tDestination\tSource Port\tDestination Port\tSource Tunnel Endpoint\tDestination Tunnel Endpoint\tProtocol\tInbound Action\tOutbound Action\tDirection\tWeight
DNS exemption\t192.168.2.30\t192.168.1.21\tAny\tAny\t<None>\t<None>\tAny\tPermit\tPermit\tOutbound\t335544320
Secure subnets\t192.168.2.30\t192.168.1.0\tAny\tAny\t<None>\t<None>\tAny\tNegotiate\tNegotiate\tOutbound\t301990144`,
    { see: ['T3-11', 'tool-ip-security-monitor'], unconfirmed: true },
  ],
  [
    'ipsecmon',
    'ipsecmon',
    'A line per SA with the peer, its security other than None; the counters of failures stand still.',
    'SA마다 상대와 None이 아닌 보안이 표시되고 실패 카운터는 그대로입니다.',
    `Policy Name              Security           Source Address   Dest. Address    Protocol
Isolation Domain Policy  ESP None HMAC SHA  192.168.2.30     192.168.1.20     0

Authentication Failures 0     Bad SPI Packets 0     Packets Not Authenticated 0`,
    { see: ['tool-ipsecmon'], unconfirmed: true },
  ],
  [
    'ldp',
    'ldp, View > Tree',
    'Every object of the policy shows, and each reference leads to one that is there.',
    '정책의 모든 개체가 보이고 참조마다 가리키는 개체가 있습니다.',
    `Expanding base 'CN=IP Security,CN=System,DC=corp,DC=example'...
    CN=ipsecPolicy{GUID},CN=IP Security,CN=System,DC=corp,DC=example
    CN=ipsecISAKMPPolicy{GUID},CN=IP Security,CN=System,DC=corp,DC=example
    CN=ipsecNFA{GUID},CN=IP Security,CN=System,DC=corp,DC=example
    CN=ipsecFilter{GUID},CN=IP Security,CN=System,DC=corp,DC=example
    CN=ipsecNegotiationPolicy{GUID},CN=IP Security,CN=System,DC=corp,DC=example`,
    { see: ['tool-ldp', 'ADP-01'], unconfirmed: true },
  ],
  [
    'detect-policy',
    'cscript Detect_IPsec_Policy.vbs',
    'The text that the flow chart asks for.',
    '순서도가 확인하는 문구입니다.',
    'IPsec policy is up-to-date',
    { see: ['SCR-08', 'SCR-10', 'command-cscript'] },
  ],
  [
    'auditpol',
    'auditpol /get /category:*',
    'The subcategories of IPsec audit failure at least; "No Auditing" means that silence proves nothing.',
    'IPsec 하위 범주가 적어도 실패를 감사합니다. "감사 안 함"이면 기록이 없다고 정상이라는 증거가 되지 않습니다.',
    `System audit policy
Category/Subcategory                      Setting
Logon/Logoff
  IPsec Main Mode                         Success and Failure
  IPsec Quick Mode                        Success and Failure
  IPsec Extended Mode                     Success and Failure
System
  IPsec Driver                            Success and Failure`,
    { see: ['command-auditpol'] },
  ],
  [
    'pfirewall',
    'type %systemroot%\\System32\\LogFiles\\Firewall\\pfirewall.log',
    'IKE (UDP 500 and 4500) is let pass; a line with DROP and a port of IKE is the firewall of this host stopping it. Dropped packets are logged only where that was switched on.',
    'IKE(UDP 500, 4500)가 허용됩니다. DROP과 IKE 포트가 함께 있는 줄은 이 호스트의 방화벽이 막았다는 뜻입니다. 버린 패킷은 기록을 켠 경우에만 남습니다.',
    `#Version: 1.5
#Software: Microsoft Windows Firewall
#Time Format: Local
#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path

2026-05-04 09:00:05 ALLOW UDP 172.10.1.21 172.10.2.40 500 500 0 - - - - - - - SEND`,
    { see: ['PATH-08', 'PATH-14'] },
  ],
  [
    'firewall-profiles',
    'netsh advfirewall show allprofiles',
    'Inbound blocked and outbound allowed by default is normal; what matters is that no rule blocks UDP 500 or 4500 (netsh advfirewall firewall show rule name=all).',
    '기본으로 인바운드를 차단하고 아웃바운드를 허용하는 것이 정상입니다. UDP 500이나 4500을 차단하는 규칙이 없어야 합니다(netsh advfirewall firewall show rule name=all).',
    `Domain Profile Settings:
----------------------------------------------------------------------
State                                 ON
Firewall Policy                       BlockInbound,AllowOutbound
LocalFirewallRules                    N/A (GPO-store only)
LocalConSecRules                      N/A (GPO-store only)
InboundUserNotification               Disable
RemoteManagement                      Disable
UnicastResponseToMulticast            Enable`,
    {
      names: ['netsh advfirewall firewall show rule'],
      see: ['tool-netsh-advfirewall', 'PATH-08'],
      sources: ['Microsoft command reference, netsh advfirewall'],
    },
  ],
  [
    'winsock',
    'netsh winsock show catalog (sporder)',
    'Base providers of Windows only; an entry of type Layered Service Provider is one to look at.',
    'Windows 기본 공급자만 있습니다. Layered Service Provider 유형이 있으면 살펴보십시오.',
    `Winsock Catalog Provider Entry
------------------------------------------------------
Entry Type:                         Base Service Provider
Description:                        MSAFD Tcpip [UDP/IP]
Provider Path:                      %SystemRoot%\\system32\\mswsock.dll`,
    { see: ['tool-sporder', 'APP-11'], related: ['app.layered-provider'] },
  ],
  [
    'get-netipsecrule',
    'Get-NetIPsecRule -PolicyStore ActiveStore',
    'The rules that are meant, enabled, with the mode and the requirement of the design.',
    '의도한 규칙이 사용 중이고 설계의 모드와 요구 사항을 가집니다.',
    `DisplayName           : Isolation, require inbound
Enabled               : True
Mode                  : Transport
InboundSecurity       : Require
OutboundSecurity      : Request
KeyModule             : Default
PolicyStoreSource     : Isolation Domain Policy`,
    { see: ['tool-get-netipsecmainmodesa'], unconfirmed: true },
  ],
  [
    'policy-snap-in',
    'IP Security Policy Management',
    'One policy is assigned, the one that is meant. With a policy of the domain the local list has none assigned.',
    '정책 하나, 즉 의도한 정책이 할당되어 있습니다. 도메인 정책이 있으면 로컬 목록에는 할당된 것이 없습니다.',
    `Name                                              Description                  Policy Assigned
Isolation Domain IPsec Policy (1.0.041001.1600)   Kerberos, all trusted subnets  Yes`,
    { see: ['tool-ip-security-policy-management', 'POL-13'], unconfirmed: true },
  ],
  [
    'rsop',
    'rsop.msc, IP Security Policies',
    'The policy that is meant comes first, with the GPO that carries it.',
    '의도한 정책이 그것을 담은 GPO와 함께 맨 앞에 있습니다.',
    `Name                                              Policy Assigned   Precedence   GPO Name
Isolation Domain IPsec Policy (1.0.041001.1600)   Yes               1            Isolation Domain Policy`,
    { see: ['tool-rsop', 'POL-11'], unconfirmed: true },
  ],
  [
    'net-stop',
    'net stop policyagent',
    'The service obeys. Where it does not, the driver or another program holds it; what it protected is in clear now, or blocked.',
    '서비스가 중지됩니다. 중지되지 않으면 드라이버나 다른 프로그램이 붙들고 있는 것입니다. 보호되던 트래픽은 이제 평문이거나 차단됩니다.',
    `The IPSEC Services service is stopping.
The IPSEC Services service was stopped successfully.`,
    { see: ['command-net-stop', 'PROC-06'] },
  ],
  [
    'at',
    'at 15:05 /interactive cmd',
    'The task is taken, and runs as Local System at that minute.',
    '작업이 등록되며 그 시각에 Local System으로 실행됩니다.',
    'Added a new job with job ID = 1',
    { see: ['command-at'] },
  ],
  [
    'wfp-capture',
    'netsh wfp capture start | stop',
    'A cabinet wfpdiag.cab lies in the folder; what is in it can be handed in as it is.',
    '폴더에 wfpdiag.cab이 생기며, 그대로 제출하면 됩니다.',
    `Data collection started.

Collecting data ... done`,
    { see: ['command-netsh-wfp-capture'], unconfirmed: true },
  ],
];

/** Tools of the adviser that leave nothing to compare with, and why. */
export const withoutSample: readonly (readonly [id: string, en: string, ko: string])[] = [
  [
    'tool-ipsecpol',
    'Of Windows 2000; what it prints is not published, and ipseccmd took its place.',
    'Windows 2000용이며 출력 내용이 공개되지 않았고 ipseccmd로 대체되었습니다.',
  ],
  [
    'tool-rasdiag',
    'Makes a folder of traces whose layout is not published; of a healthy pair they tell of no error.',
    '형식이 공개되지 않은 추적 파일 폴더를 만듭니다. 정상적인 쌍에서는 오류가 없습니다.',
  ],
  [
    'command-Set-VpnConnectionIPsecConfiguration',
    'Sets something and prints nothing.',
    '설정만 하며 아무것도 출력하지 않습니다.',
  ],
];

export const policySamples = samples(table);
