/** What tools of IPsec and the domain print on a healthy pair (T2-12). Names and addresses are made up. */
import { type Sample, samples } from './sample.ts';

const table: readonly Sample[] = [
  [
    'netdiag',
    'netdiag /test:ipsec',
    'The test passed and the policy that is active is the one meant.',
    '테스트를 통과했고 활성 정책이 의도한 것입니다.',
    `IP Security test . . . . . . . . . : Passed
    Directory IPSec Policy Active: 'Isolation Domain IPsec Policy (1.0.041001.1600)'`,
    { see: ['tool-netdiag', 'GD-20'] },
  ],
  [
    'ipseccmd',
    'ipseccmd show gpo',
    'The policy of the domain, its GPO, and when it was changed last.',
    '도메인 정책, GPO, 마지막 변경 시각.',
    `Active Directory Policy
-----------------------
    Directory Policy Name: Isolation Domain IPsec Policy (1.0.041001.1600)
    Description:           Kerberos, all trusted subnets
    Last Change:           Fri Oct 01 16:00:00 2004
    Group Policy Object:   Isolation Domain Policy
    Organizational Unit:   LDAP://DC=corp,DC=example
    Policy Path:           LDAP://CN=ipsecPolicy{GUID},CN=IP Security,CN=System,DC=corp,DC=example`,
    { see: ['tool-ipseccmd', 'GD-20'] },
  ],
  [
    'netsh-gpoassignedpolicy',
    'netsh ipsec static show gpoassignedpolicy',
    'A policy of the domain is named; a local one may be assigned and is overridden.',
    '도메인 정책이 표시됩니다. 로컬 정책이 할당되어 있어도 도메인 정책이 우선합니다.',
    `Source Machine                  : Local Computer GPO for <SERVER1>
GPO Name                        : Isolation Domain Policy
Local IPsec Policy Name         : NONE
AD IPsec Policy Name            : Isolation Domain IPsec Policy (1.0.041001.1600)
AD Policy DN                    : LDAP://CN=ipsecPolicy{GUID},CN=IP Security,CN=System,DC=corp,DC=example
Local IPsec Policy Assigned     : No`,
    { see: ['tool-netsh-ipsec', 'GD-20'] },
  ],
  [
    'netsh-mmsas',
    'netsh ipsec dynamic show mmsas | qmsas',
    'A main mode SA with the peer, and quick mode SAs with an algorithm other than None (None in all three is a soft SA).',
    '상대와의 기본 모드 SA, 그리고 None이 아닌 알고리즘의 빠른 모드 SA(셋 다 None이면 소프트 SA).',
    `IKE Main Mode SAs at 1/15/2005 9:12:31 AM

Cookie pair          : 3f4e8a1c9d2b7e60:5a1d0c9e8b7f6a42
Sec Methods          : 3DES/SHA1/2/10800
Auth Mode            : Kerberos
Source               : 192.168.2.30   , port 500
    ID               : client1$@CORP.EXAMPLE
Destination          : 192.168.1.20   , port 500
    ID               : server1$@CORP.EXAMPLE`,
    { see: ['tool-netsh-ipsec', 'GD-17'], unconfirmed: true },
  ],
  [
    'netsh-advfirewall',
    'netsh advfirewall monitor show mmsa',
    'A main mode SA with the peer and the authentication that is meant; show qmsa lists ESP or AH with an algorithm.',
    '의도한 인증을 쓰는 상대와의 기본 모드 SA. show qmsa는 알고리즘이 있는 ESP/AH를 보여 줍니다.',
    `Main Mode SA at 01/15/2024 09:12:31
----------------------------------------------------------------------
Local IP Address:                     192.168.2.30
Remote IP Address:                    192.168.1.20
My ID:                                CORP\\CLIENT1$
Peer ID:                              CORP\\SERVER1$
First Auth:                           ComputerKerb
Second Auth:                          None
MM Offer:                             DHGroup14-AES128-SHA256
Cookie Pair:                          3f4e8a1c9d2b7e60:5a1d0c9e8b7f6a42
Health Pair:                          No
Ok.`,
    { see: ['tool-netsh-advfirewall'] },
  ],
  [
    'get-netipsec',
    'Get-NetIPsecMainModeSA, Get-NetIPsecQuickModeSA',
    'One object per SA; cipher and hash are named, and both ends of the pair appear.',
    'SA마다 개체 하나. 암호화와 해시가 표시되고 쌍의 양쪽 끝이 나타납니다.',
    `KeyModule                  : IkeV2
LocalEndpoint              : 192.168.2.30
RemoteEndpoint             : 192.168.1.20
AuthenticationMethod       : MachineCert
CipherAlgorithm            : AES256
HashAlgorithm              : SHA256
GroupId                    : DH14
InitiatorCookie            : 2322280321862091716
ResponderCookie            : 6703903964971298549
MaxQMSas                   : 0
LifetimeSeconds            : 28800`,
    { see: ['tool-get-netipsecmainmodesa'], unconfirmed: true },
  ],
  [
    'netsh-wfp',
    'netsh wfp show netevents',
    'No item of the types IKEEXT_MM_FAILURE, IKEEXT_QM_FAILURE, IKEEXT_EM_FAILURE or IPSEC_KERNEL_DROP for the peer.',
    '상대에 대한 IKEEXT_MM_FAILURE, IKEEXT_QM_FAILURE, IKEEXT_EM_FAILURE, IPSEC_KERNEL_DROP 항목이 없습니다.',
    `<netEvents numItems="0">
</netEvents>`,
    { see: ['tool-netsh-wfp'], unconfirmed: true },
  ],
  [
    'klist',
    'klist -li 0x3e7',
    'A ticket-granting ticket of the computer, and tickets for peers (host/…), none of them expired.',
    '컴퓨터의 TGT와 상대(host/…)의 티켓이 있고 만료되지 않았습니다.',
    `Current LogonId is 0:0x3e7
Cached Tickets: (2)

#0>     Client: client1$ @ CORP.EXAMPLE
        Server: krbtgt/CORP.EXAMPLE @ CORP.EXAMPLE
        End Time:   1/15/2024 19:10:02 (local)
#1>     Client: client1$ @ CORP.EXAMPLE
        Server: host/server1.corp.example @ CORP.EXAMPLE
        End Time:   1/15/2024 19:10:02 (local)`,
    { see: ['tool-klist', 'DC-09'], unconfirmed: true },
  ],
  [
    'nltest',
    'nltest /sc_query:DOMAIN',
    'Status 0 and the name of a controller: the secure channel works.',
    '상태 0과 DC 이름: 보안 채널이 정상입니다.',
    `Flags: 30 HAS_IP  HAS_TIMESERV
Trusted DC Name \\\\dc1.corp.example
Trusted DC Connection Status Status = 0 0x0 NERR_Success
The command completed successfully`,
    { see: ['tool-nltest'], unconfirmed: true },
  ],
  [
    'gpresult',
    'gpresult',
    'The GPO that carries IPsec stands among the applied ones of the computer, and none that should apply among the filtered ones.',
    '컴퓨터에 적용된 GPO에 IPsec을 담은 GPO가 있고, 적용되어야 할 GPO가 필터링 목록에 없습니다.',
    `Microsoft (R) Windows (R) Operating System Group Policy Result tool v2.0

RSOP data for CORP\\carol on CLIENT1 : Logging Mode

COMPUTER SETTINGS
------------------
    Last time Group Policy was applied: 1/15/2024 at 9:10:02 AM
    Group Policy was applied from:      dc1.corp.example

    Applied Group Policy Objects
    -----------------------------
        Isolation Domain Policy
        Default Domain Policy`,
    { see: ['tool-gpresult'] },
  ],
  [
    'gpupdate',
    'gpupdate /force',
    'Both parts were updated without an error.',
    '두 부분 모두 오류 없이 업데이트되었습니다.',
    `Updating policy...

Computer Policy update has completed successfully.
User Policy update has completed successfully.`,
    { see: ['command-gpupdate'] },
  ],
];

export const ipsecSamples = samples(table);
