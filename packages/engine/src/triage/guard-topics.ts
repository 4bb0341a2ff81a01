/** Words by which somebody asks for what the first tier does not tell (inventory SOC-02, SOC-04 to SOC-08); blanks as in `cues.ts`. */
import type { GuardedKind } from './guard.ts';
import { any, type Phrases } from './spoken.ts';

/** Somebody asks. */
export const guardAsks: Phrases = any(
  ' which | what | list | tell me| give me| send me| name | names | who | are there| is there',
  ' do you use| does the company| need to know| let me know| show me| where | how many | read me',
  ' read out| confirm | whos | whats | wheres | mail me| email me| need the name| need the logon| need the login| need a list| need the list',
  ' do you run| do you guys| do you have| you guys run| are you running| are you using| is port| is the port| brand',
  '알려|어떤|어느|무슨|목록|보내 주|보내주|누구|누가|있나요|있습니까|말해|불러 주|불러주|뭐가|뭔가요|무엇|가르쳐|확인해',
  '뭐 쓰|뭘 쓰|뭐예요|뭐에요|뭐죠|뭡니까|이름 좀|목록 좀|주소 좀|이름이 뭐|어디예요|어디에요|어디죠|어떻게 돼|어떻게 되',
);

/** Words of everyday calls that have those of a topic in them. */
export const guardHarmless: Phrases = any(
  ' my computer| my pc | my laptop| my notebook| my machine| my workstation| my firewall| my windows firewall| firewall popup| firewall window| subnet mask| my subnet| my home router| my router',
  ' network cable| network card| network drive| network printer| network password| network icon| my network',
  '제 컴퓨터|제 pc|제 노트북|내 컴퓨터|내 pc|제 방화벽|내 방화벽|방화벽 창|방화벽 알림|서브넷 마스크|제 공유기|네트워크 카드|네트워크 드라이브|네트워크 케이블',
);
const computers: Phrases = any(
  ' machine| server| host | hosts | box | boxes | computer| device| system',
  '서버|장비|컴퓨터|호스트|시스템|기기',
);

/** Each kind with words for it; a question for one has a word that asks, too. */
export const guardTopics: readonly (readonly [GuardedKind, readonly Phrases[]])[] = [
  [
    'exemptions',
    [
      any(
        ' exempt| exceptions to| exceptions of| exceptions from| exception list| exceptions list| whitelist| allow list| bypass| not need ipsec',
        ' without ipsec| dont need ipsec',
        '예외|제외 목록|제외된|허용 목록|ipsec 없이|ipsec이 필요 없|ipsec 안 쓰',
      ),
    ],
  ],
  [
    'exemptions',
    [
      any(
        ' clear text| cleartext| unencrypted| in the clear | unprotected| no encryption| not encrypted| not protected',
        '평문|암호화 안|암호화되지|암호화 없이|보호되지 않|ipsec 안 거|ipsec을 안 거|ipsec 안 타|ipsec을 거치지',
      ),
      computers,
    ],
  ],
  [
    'outside-computers',
    [
      any(
        ' outside| not part of| not in the | excluded from| left out of| not covered',
        '밖|빠진|제외|포함되지|포함 안',
      ),
      any(' isolation', '격리'),
    ],
  ],
  [
    'outside-computers',
    [
      any(
        ' non domain| not joined| unjoined| not domain| without domain| not a domain member| no domain account',
        '도메인 가입 안|도메인에 가입 안|도메인에 가입되지|도메인 가입이 안|도메인 밖|비도메인',
      ),
      computers,
    ],
  ],
  [
    'outside-computers',
    [
      any(
        ' outside the isolation| outside of the isolation| outside isolation| not isolated',
        ' not in the isolation| not part of the isolation| untrusted domain| unmanaged',
        ' not domain joined| arent isolated',
        '격리되지 않|격리 밖|격리에서 빠|격리 안 된|격리 안 되|격리 안된|격리 대상이 아닌|신뢰되지 않는 도메인|도메인에 없는',
      ),
    ],
  ],
  [
    'isolated-servers',
    [
      any(
        ' keep the| keep your| servers with| server with| servers that hold| server that holds| servers hold| server holds| servers have| servers keep',
        ' data kept| data is kept| data stored| data is stored| only let in| only lets in| only admit| only accept',
        '데이터 있는|데이터가 있는|데이터 든|데이터가 든|데이터 보관|데이터베이스는|자료 있는|자료가 있는|그룹만 들어|그룹만 접속',
      ),
      any(
        ' payroll| salar| personnel| hr | customer| financ| credit card| research| secret| certain group| some groups| special group',
        '급여|인사|재무|고객|연구|회계|기밀|그룹만',
      ),
    ],
  ],
  [
    'isolated-servers',
    [
      any(
        ' server isolation| isolated server| isolation group| encryption group| no fallback group',
        ' secure servers| protected servers| most valuable data| most sensitive data| access group| require encryption| requires encryption',
        '서버 격리|격리된 서버|격리 그룹|암호화 그룹|액세스 그룹|중요한 데이터|민감한 데이터|암호화를 요구',
      ),
    ],
  ],
  [
    'privileged-users',
    [
      any(
        ' admin rights| administrator rights| root access| admin access| has root| have root| elevated rights',
        '관리자 권한|루트 권한',
      ),
      any(' someone| somebody| who | whos | person| people| anyone who| name of', '누구|누가|사람|분 이름|직원'),
    ],
  ],
  [
    'privileged-users',
    [
      any(
        ' logon name| login name| user name| username| account name| account of',
        '로그온 이름|로그인 이름|계정 이름|계정명',
      ),
      any(' dba| admin| operator| manager| boss| director| ceo ', '관리자|운영자|담당자|팀장|임원|사장'),
    ],
  ],
  [
    'privileged-users',
    [
      any(
        ' domain admin| administrators| admin account| admin user| account of the administrator',
        ' administrator account| who is the admin| who are the admin| admins | privileged user',
        ' service account| logon name of| login name of| user name of',
        '관리자 계정|도메인 관리자|관리자가 누구|관리자들|관리자 이름|서비스 계정|로그온 이름|로그인 이름|권한 있는 사용자|관리자는 누구',
      ),
    ],
  ],
  [
    'subnets',
    [
      any(' network| range| segment', '대역|네트워크'),
      any(
        ' finance| executive| payroll| hr | management| research| legal| board | department| servers sit| development',
        '재무팀|인사팀|회계팀|임원|개발팀|연구소|법무팀|서버팀|부서|서버 대역|어느 대역|무슨 대역',
      ),
      any(
        ' what network| which network| range| segment| sit on| sits on| network is| network does',
        '대역|어느 네트워크|무슨 네트워크',
      ),
    ],
  ],
  [
    'subnets',
    [
      any(
        ' subnet| address range| ip range| vlan| network segment| which network is',
        '서브넷|주소 대역|ip 대역|주소 범위|vlan|네트워크 대역',
      ),
    ],
  ],
  [
    'protections',
    [
      any(
        ' snort| suricata| crowdstrike| defender for| siem | honeypot| waf ',
        '스노트|수리카타|백신 뭐|보안 솔루션|관제',
      ),
    ],
  ],
  [
    'protections',
    [
      any(' port | ports ', '포트'),
      any(' open| allowed| blocked| filtered| let through| lets through| pass through', '열려|열린|막혀|허용|차단'),
      any(
        ' router| firewall| gateway| from outside| from the internet| border',
        '라우터|방화벽|게이트웨이|외부에서|경계',
      ),
    ],
  ],
  [
    'protections',
    [
      any(
        ' firewall| router filter| intrusion detection| intrusion prevention| ids | ips | access list',
        ' open ports| ports are open| port is open| ports are allowed| antivirus do you| edr ',
        '방화벽|침입 탐지|침입 방지|라우터 필터|액세스 목록|열린 포트|포트가 열|허용된 포트|보안 장비',
      ),
    ],
  ],
];
