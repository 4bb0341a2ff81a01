/**
 * Words by which callers tell what kind of problem they have. Each cue has groups of phrases: of each group one has to be said. A blank
 * in front of a phrase begins a word, one behind it ends a word; Korean needs neither.
 */
import { any, type Phrases } from './spoken.ts';
import type { CallClass, CallFamily, CallScope, CallSeverity } from './taxonomy.ts';

export interface Cue<T extends string> {
  readonly for: T;
  readonly weight: number;
  readonly said: readonly Phrases[];
}

const fails: Phrases = any(
  ' cant | cannot | can not | could not | couldnt | does not | doesnt | wont | not | no | never ',
  ' fail| nothing | none | error| broken| stopped | lost | unreachable| times out| timed out',
  ' denied| dead| down | could reach| nobody',
  '안 되|안되|안 돼|안돼|안 됩|안됩|안 열|안 보|안 붙|못 |없|실패|오류|끊|거부|멈|만료|않|안 나|안 떠|안 잡|안 켜|안 가|안 들어',
);
const server: Phrases = any(
  ' server| host | target| machine called| printer| file share on',
  '서버|대상|프린터|호스트',
);

/** Things are in order, of whatever was just named. */
const works: Phrases = any(
  ' work| fine| ok | open| answer| respond| reach| normal| loads| see | shows| goes through| goes right through| no problem',
  '되|됩|열|보이|보입|응답|접속|연결|들어가|괜찮|정상|멀쩡',
);
/** All there is. */
const everything: Phrases = any(
  ' everything| anything| every | all | any | the rest| everywhere| other',
  '전부|모두|모든|다른|나머지| 다 |뭐든',
);
/** Nothing at all, or nowhere. */
const nowhere: Phrases = any(
  ' nothing| not one| not a single| one single| no single| zero | none of | everywhere| anywhere| nowhere| any server| any system| no server| no internal',
  '하나도|아무|어디에서도|어디서나|어디서도|어디에도|어디도|전혀|한 군데도|한 곳도',
);
/** All but one. */
const except: Phrases = any(' except| but | only | apart from| save for| other than| just ', '만 |만은|제외|빼고|말고');
/** The caller's own computer. */
const mine: Phrases = any(
  ' my pc| my computer| my laptop| my notebook| my machine| my workstation| my device| my desktop| mine',
  '제 pc|내 pc|제 컴퓨터|내 컴퓨터|제 노트북|내 노트북|제 자리|제 장비|제 것|노트북|pc를|pc가',
);
/** Those beside the caller. */
const others: Phrases = any(
  ' people around| coworker| co worker| colleague| beside| neighbo| next desk| same desk| same room| the others| everyone else| everybody else',
  '옆|동료|다른 사람|다른 직원|주변|남들|다른 분',
);
/** A computer that is reached, by what it is for. */
const machine: Phrases = any(
  ' box | machine| host | server| system| appliance| database| db ',
  '장비|서버|시스템|머신|데이터베이스|db',
);

export const classCues: readonly Cue<CallClass>[] = [
  // Names.
  {
    for: 'name-resolution',
    weight: 4,
    said: [
      any(
        ' could not find host| not find the host| cant find the name| cannot find the name',
        ' name is not found| name not found| unknown host| host not found| does not resolve',
        ' doesnt resolve| wont resolve| cannot resolve| cant resolve| non existent domain| dns_probe',
        '호스트를 찾을 수 없|이름을 찾|이름을 못 찾|이름 확인',
      ),
    ],
  },
  {
    for: 'name-resolution',
    weight: 4,
    said: [
      any(
        ' by ip| by its ip| with the ip| by address| by its address| by number',
        'ip로는|ip 주소로는|주소로는|숫자로는',
      ),
      any(' name', '이름'),
    ],
  },
  {
    for: 'name-resolution',
    weight: 2,
    said: [any(' dns| nslookup| hosts file| lmhosts| wins ', 'dns|nslookup|hosts 파일'), fails],
  },
  {
    for: 'name-resolution',
    weight: 3,
    said: [
      any(' wrong address| old address| another address', '옛 주소|다른 주소|엉뚱한 주소'),
      any(' name| ping', '이름|핑|ping'),
    ],
  },
  // The network itself.
  {
    for: 'network-connectivity',
    weight: 3,
    said: [any(' ping'), any(' times out| timed out| time out| unreachable| no reply| no answer| fails| lost | 100 ')],
  },
  {
    for: 'network-connectivity',
    weight: 3,
    said: [any('핑|ping'), any('만료|응답이 없|안 가|안 됩|안 돼|안 되|안되|연결할 수 없|손실|안 나')],
  },
  {
    for: 'network-connectivity',
    weight: 3,
    said: [
      any(
        ' no internet| internet is down| internet is gone| no network| network is down| cable| unplugged',
        ' no link| wi fi| wifi| wireless| 169.254| no ip address| tracert| traceroute',
        '인터넷이|인터넷도|랜선|케이블|네트워크 케이블|와이파이|무선|169.254|ip를 못|ip 주소를 못|tracert',
      ),
      fails,
    ],
  },
  {
    for: 'network-connectivity',
    weight: 3,
    said: [
      any(' not even the internet| web pages| websites', '웹 페이지|웹사이트|인터넷 자체'),
      any(' open| load| work| gone', '안|못'),
    ],
  },
  // One application of several.
  {
    for: 'application',
    weight: 4,
    said: [
      any(
        ' access denied| access is denied| permission denied',
        '액세스가 거부|액세스 거부|권한이 없다|접근이 거부|접근 거부',
      ),
    ],
  },
  {
    for: 'application',
    weight: 4,
    said: [
      any(
        ' only the program| only this program| only one program| only outlook| only the erp',
        ' only the database| only that application| only the application| only in the app',
        ' just one application| one program ',
        '프로그램만|아웃룩만|erp만|앱만|응용 프로그램만|그 프로그램만',
      ),
    ],
  },
  {
    for: 'application',
    weight: 4,
    said: [
      any(
        ' shares open| share opens| folders open| folder opens| files open| the share works| shares work',
        ' drive works| file share works| net view works| i can open the share| see the shares',
        '공유 폴더는|공유는|폴더는 열|파일은 열|net view는',
      ),
      any(' but| only| except', '인데|는데|지만|데 '),
    ],
  },
  {
    for: 'application',
    weight: 2,
    said: [
      any(
        ' outlook| erp| database client| sql client| crm| excel| sap | browser| application| app ',
        ' program ',
        '아웃룩|프로그램|앱이|앱은|앱에서|erp|클라이언트|메일',
      ),
      fails,
    ],
  },
  // A service in the way.
  {
    for: 'service',
    weight: 6,
    said: [
      any(
        ' routing and remote access| rras| l2tp| policy agent| ipsec service| ipsec services| ikeext',
        ' base filtering engine| strongswan| charon| remoteaccess',
        '라우팅 및 원격|rras|l2tp|ipsec 서비스|ipsec services|ikeext|정책 에이전트|필터링 엔진',
      ),
    ],
  },
  {
    for: 'service',
    weight: 4,
    said: [
      any(' service'),
      any(' not start| wont start| doesnt start| stopped| does not run| not running| disabled| crash'),
    ],
  },
  {
    for: 'service',
    weight: 4,
    said: [any('서비스'), any('시작되지|시작이|시작 안|중지|멈|꺼져|실행되지|안 켜')],
  },
  // The caller's own computer.
  {
    for: 'caller-computer',
    weight: 4,
    said: [
      any(
        ' nothing connects| nothing works| not a single server| no server| none of the servers',
        ' any server| all servers| every server| any of the servers| cant reach anything',
        ' cannot reach anything| nothing can be reached| anything in the company| all of the servers',
        '아무 데도|아무데도|아무것도|모든 서버|어느 서버도|어떤 서버도|서버란 서버|전부 안|하나도 안|다 안|아무 서버|서버가 하나도',
      ),
    ],
  },
  {
    for: 'caller-computer',
    weight: 5,
    said: [
      any(
        ' only my computer| only my pc| only my laptop| only on my| just my computer| just my pc',
        ' my colleague can| my colleagues can| everyone else can| everybody else can',
        ' everyone else is fine| the others can| next to me can| next to me work| other computers work',
        ' works on another computer| other pc works',
        '제 pc만|내 pc만|제 컴퓨터만|내 컴퓨터만|제 노트북만|저만|제 자리만|동료는|옆자리|다른 pc는|다른 컴퓨터는|다른 사람은|남들은',
      ),
    ],
  },
  {
    for: 'caller-computer',
    weight: 3,
    said: [
      any(
        ' new laptop| new computer| new pc| reinstalled| re imaged| reimaged| rejoined| left the domain',
        ' not in the domain| workgroup| replaced my',
        '새 노트북|새 컴퓨터|새 pc|재설치|다시 설치|도메인에 없|도메인에서 빠|작업 그룹|포맷',
      ),
      fails,
    ],
  },
  {
    for: 'caller-computer',
    weight: 4,
    said: [
      any(' all servers| every server| any server| anywhere', '모든 서버|어느 서버도|아무 데도'),
      any(' log on| logon| log in| login| authentication', '로그온|로그인|인증'),
    ],
  },
  // One target.
  {
    for: 'target-computer',
    weight: 4,
    said: [
      any(
        ' only that server| only this server| only one server| just that server| just one server',
        ' one server | that one server| single server| only server| other servers work',
        ' other servers are fine| all other servers| the other servers| every other server',
        ' the rest works',
        '그 서버만|이 서버만|한 서버만|서버 하나만|서버만|다른 서버는|나머지 서버|나머지는|한 대만',
      ),
    ],
  },
  {
    for: 'target-computer',
    weight: 5,
    said: [
      any(
        ' nobody can| nobody reaches| no one can| none of us can| everyone loses| all of us lost',
        ' the whole team cant| the whole team cannot| whole department',
        '아무도|팀 전체|부서 전체|모두가|다들|전원',
      ),
      server,
    ],
  },
  {
    for: 'target-computer',
    weight: 3,
    said: [
      any(' until | before | since | after ', '전까지|켜기 전|이후|뒤로|다음부터|후부터|까지는'),
      any(
        ' reach server| reach the server| reach our server| connect to server| connect to the server',
        ' server x| the file server| the print server| the backup server',
        '서버에|서버 x|파일 서버|인쇄 서버|백업 서버|서버로',
      ),
    ],
  },
  {
    for: 'target-computer',
    weight: 2,
    said: [
      any(
        ' the file server| the print server| the backup server| the payroll server| the build server',
        ' the license server| the web server',
        '파일 서버|인쇄 서버|백업 서버|급여 서버|빌드 서버|라이선스 서버|웹 서버',
      ),
      fails,
    ],
  },
  // Said less exactly: these weigh less than what is said above.
  {
    for: 'network-connectivity',
    weight: 3,
    said: [
      any(
        ' limited connectivity| no connectivity| network card| network icon| network symbol| red cross| no signal| lan port',
        '네트워크 아이콘|네트워크 카드|빨간 엑스|빨간 x|신호가|랜 포트|네트워크 자체|네트워크에 연결되지',
      ),
    ],
  },
  {
    for: 'network-connectivity',
    weight: 2,
    said: [any(' ping', '핑|ping'), fails, any(' anything| anyone| nothing| any ', '아무|전부|하나도')],
  },
  { for: 'name-resolution', weight: 2, said: [any(' name ', '이름을|이름이|이름은|주소창'), fails] },
  {
    for: 'name-resolution',
    weight: 2,
    said: [any(' the ip | the ip address | ip address ', 'ip를|ip로'), any(' work| opens| fine| ok ', '되|열')],
  },
  { for: 'name-resolution', weight: 2, said: [any(' name'), any(' nowhere| wrong| old server| points to| changed')] },
  {
    for: 'name-resolution',
    weight: 3,
    said: [
      any(
        ' server not found| cannot find the server| cant find the server',
        '서버를 찾을 수 없|서버를 못 찾|사이트를 찾을 수 없',
      ),
    ],
  },
  {
    for: 'application',
    weight: 3,
    said: [
      any(
        ' connection refused| refused the connection| hangs',
        '접속이 거부|연결이 거부|접속을 거부|연결을 거부|멈춰 있|실행이 안',
      ),
    ],
  },
  {
    for: 'application',
    weight: 2,
    said: [
      any(
        ' loads| opens| works| can open| can see| can print| is ok | are ok | is fine',
        '열리|보이|되는데|됩니다만|잘 되',
      ),
      any(' but | yet | only ', '는데|지만|그런데'),
      any(' tool | program| application| app | client| printing| mail', '프로그램|앱|메일|인쇄|클라이언트'),
      fails,
    ],
  },
  {
    for: 'service',
    weight: 5,
    said: [
      any('라우팅 서비스|원격 액세스 서비스|vpn 서비스', ' vpn service| routing service'),
      any('켰|켠|꺼|시작|중지|이상|안', ' start| stop| on | off | not '),
    ],
  },
  {
    for: 'caller-computer',
    weight: 4,
    said: [
      any(
        ' none of my| every share| all shares| any share| all my drives| all my shares| all drives| any drive| nothing internal| every internal| no internal| not a single',
        '드라이브가 전부|드라이브가 모두|공유가 전부|공유가 모두|하나도 접속|하나도 연결|하나도 안|전부 연결|전부 접속|전부 끊|사내 것은 아무',
      ),
    ],
  },
  {
    for: 'caller-computer',
    weight: 3,
    said: [
      any(
        ' out of the domain| lost the domain| domain trust| trust relationship',
        '도메인에서 나|도메인에서 빠|도메인 신뢰|트러스트',
      ),
    ],
  },
  {
    for: 'target-computer',
    weight: 4,
    said: [
      any(
        ' all other| all the other| the others are| others work| other jobs| everything else',
        '서버에만|서버로만|에만 접속|에만 연결|거기만|그쪽만|나머지는',
      ),
    ],
  },
  {
    for: 'target-computer',
    weight: 3,
    said: [
      any(
        ' whole team| whole department| entire team| entire department| accounting department| our team| all of us| everyone in',
        '팀 모두|팀 전원|저희 팀|부서 모두|다 같이|모두',
      ),
      any(' server| database', '서버|데이터베이스'),
    ],
  },
  {
    for: 'target-computer',
    weight: 1,
    said: [any(' server', '서버'), any(' refuses| since | lost ', '이후|뒤로|부터')],
  },
  {
    for: 'caller-computer',
    weight: 4,
    said: [
      any(
        ' nothing on the company| no share opens| no shares open| from the desk beside| beside me',
        '회사 시스템이 전부|사내 시스템이 전부|접속 불가',
      ),
    ],
  },
  {
    for: 'target-computer',
    weight: 4,
    said: [any(' all the rest| the rest does| the rest works| does not let me in', '한 군데만|한 곳만')],
  },
  {
    for: 'network-connectivity',
    weight: 3,
    said: [any(' switch light| link light| light at my desk| no light', '불이 안 들어|램프가')],
  },
  {
    for: 'name-resolution',
    weight: 3,
    said: [any(' with the number| by the number| with its number', '숫자 주소|이름으로 치면|이름으로는')],
  },
  { for: 'name-resolution', weight: 2, said: [any(' site cannot be found| site cant be found| cannot be found')] },
  {
    for: 'service',
    weight: 4,
    said: [any(' service'), any(' could not be started| not be started| cannot be started| fails to start')],
  },
  // What a caller sees or hears of the thing itself, in other words.
  {
    for: 'network-connectivity',
    weight: 4,
    said: [
      any(
        ' packet loss| packets get lost| packets are lost| losing packets| lose packets| limited access| identifying| exclamation mark',
        ' yellow triangle| keeps reconnecting| unidentified network| media disconnected| link down| dhcp| half of the packets| vanish',
        ' lost their link| lost its link| lost the link| lost link',
        '느낌표|노란 삼각형|패킷|식별되지 않|식별 중|제한된 연결|제한된 액세스|링크가|미디어 연결 끊|dhcp|계속 다시 연결',
      ),
    ],
  },
  {
    for: 'network-connectivity',
    weight: 4,
    said: [
      any(' an address | no address | my address', '주소를 받|주소를 못|주소가 안|주소를 안'),
      any(' give| get | gets | getting| receive| obtain| assign', '받|할당|못|안'),
      any(' dock| cable| adapter| port | plug| not | no | cannot | cant ', '도킹|꽂|케이블|어댑터|포트|못|안'),
    ],
  },
  {
    for: 'network-connectivity',
    weight: 4,
    said: [
      any(
        ' trace the route| tracing the route| traceroute| tracert| pathping| trace route| hop',
        '경로 추적|경로를 추적|트레이스|홉',
      ),
      any(' end| stop| dies| fail| star| hang| nothing| time', '멈|끊|끝|안|못|별표|시간'),
    ],
  },
  {
    for: 'name-resolution',
    weight: 5,
    said: [
      any(
        ' be resolved| not resolve| not resolved| resolve the name| resolves to| flushdns| dns suffix| cname| alias',
        '해석하지 못|해석이 안|해석되지|해석을 못|이름 해석|별칭|dns 접미사|flushdns',
      ),
    ],
  },
  {
    for: 'name-resolution',
    weight: 4,
    said: [
      any(' dns| nslookup| alias| hosts file| host name| hostname', 'dns|nslookup|별칭|hosts|호스트 이름|이름'),
      any(
        ' old | retired| former| previous| last year| wrong| another machine| other machine| yesterday',
        '예전|작년|없앤|폐기|옛|엉뚱|다른 장비|다른 서버|이전',
      ),
    ],
  },
  {
    for: 'name-resolution',
    weight: 4,
    said: [
      any(' type | typing | typed | enter | entering ', '치면|입력|적으면|쓰면'),
      any(
        ' 10.| 192.168.| 172.| the ip| its ip| ip address| the number| the address',
        '10.|192.168.|172.|ip|숫자|주소',
      ),
      works,
    ],
  },
  {
    for: 'application',
    weight: 4,
    said: [
      any(
        ' no rights| no permission| not have permission| not permitted| not authorized| not authorised| not allowed| insufficient rights| insufficient priv',
        '권한이 없|권한이 부족|권한 없|허용되지 않|인가되지|권한이 필요',
      ),
    ],
  },
  {
    for: 'application',
    weight: 4,
    said: [
      any(
        ' share| folder| explorer| remote desktop| rdp| browse| mail work| same server| same machine| same host| web front',
        '공유|폴더|탐색기|원격 데스크톱|원격 데스크탑|rdp|메일은|같은 서버|같은 장비|웹은|웹 화면은',
      ),
      any(
        ' client| tool | tool.| gui| program| software| plugin| add in| application| app | sql| sap | erp| database',
        '클라이언트|도구|프로그램|앱|애플리케이션|sql|sap|erp|로그인 창',
      ),
      any(
        ' not | cannot | cant | wont | doesnt | isnt | only | error| fail| timed out| time out| refus| hang| crash',
        '안 |않|못|만 |오류|실패|초과|거부|멈',
      ),
      works,
    ],
  },
  {
    for: 'service',
    weight: 6,
    said: [
      any(
        ' authip| ike service| keying| keying modules| policyagent| ike and| ipsec policy agent',
        'authip|키 모듈|키 지정|policyagent|ipsec 정책 에이전트',
      ),
      any(' service| stop| start| hang| disabled| run', '서비스|중지|시작|멈|실행|사용 안'),
    ],
  },
  {
    for: 'service',
    weight: 5,
    said: [
      any(' vpn| dial in| dial up| routing| remote access| nat ', 'vpn|전화 접속|라우팅|원격 액세스|nat'),
      any(' role| feature| service', '역할|기능|서비스'),
      any(' turned on| switched on| enabled| installed| added| activated', '켰|켜|설치|추가|활성|사용하도록'),
    ],
  },
  {
    for: 'service',
    weight: 4,
    said: [any(' service'), any(' crash| keeps stopping| keeps dying| stuck| hang| starting | terminat| restart')],
  },
  { for: 'caller-computer', weight: 4, said: [mine, nowhere] },
  { for: 'caller-computer', weight: 5, said: [mine, others, works] },
  { for: 'caller-computer', weight: 4, said: [nowhere, others, works] },
  {
    for: 'caller-computer',
    weight: 4,
    said: [
      any(
        ' only one | the only | just me | only me | i am alone| im alone| only person',
        '저만|나만|저 혼자|저 하나|제 것만|저뿐',
      ),
      any(' cannot | cant | not | fail| refus', '안|못|거부|거절|실패'),
    ],
  },
  {
    for: 'caller-computer',
    weight: 5,
    said: [
      any(
        ' taken out of| removed from| deleted from| dropped from| kicked out of| thrown out of| disabled in| fell out of',
        '에서 빠|에서 삭제|에서 제거|에서 빼|계정이 삭제|계정이 비활성|탈퇴',
      ),
      any(' ad | domain| directory| active directory', '도메인|디렉터리|ad에서|ad 에서'),
    ],
  },
  {
    for: 'caller-computer',
    weight: 4,
    said: [
      any(
        ' leave | holiday| vacation| months| long time| rebuilt| old notebook| old laptop| restored| cloned| spare laptop| loaner',
        '휴직|복직|휴가|오랜만|몇 달|새로 깔|예전 노트북|복원|복제|대여|다시 깔',
      ),
      any(
        ' refus| everywhere| anywhere| nothing| no internal| no server| no access| reject| not let| locked out| lets me in',
        '거절|거부|어디|하나도|아무|안 열|못 들어|안 들어|막',
      ),
    ],
  },
  { for: 'target-computer', weight: 4, said: [everything, works, except, machine] },
  {
    for: 'target-computer',
    weight: 4,
    said: [
      everything,
      works,
      any(
        ' except| apart from| save for| other than| but one| only the ',
        '만 응답|만 안|만 못|만 접속이 안|만 연결이 안|만 열리지|만 빼고|만 제외',
      ),
    ],
  },
  {
    for: 'target-computer',
    weight: 2,
    said: [
      any(' nobody| no one| none of| not anyone| no user', '아무도|누구도|전원|모두'),
      any(' reach| get | gets | into | onto| on to| connect| log ', '접속|연결|들어|열|못|안'),
      any(' box | machine| host | server| appliance| database| db ', '장비|서버|시스템|머신|데이터베이스'),
    ],
  },
  {
    for: 'target-computer',
    weight: 5,
    said: [
      any(' box | machine| host | server', '장비|서버|시스템|머신'),
      any(
        ' entire floor| whole floor| entire office| whole office| entire site| for everybody| for everyone| for all of us| everyone on',
        '층 전체|사무실 전체|지점 전체|부서 전체|우리 층|누구에게도|모두에게',
      ),
      any(' stop| not | no | lost | down | dead', '안 |않|못|없|멈|끊'),
    ],
  },
  // Plain words that calls of a later round had, and no cue.
  { for: 'network-connectivity', weight: 4, said: [any(' 169.254', '169.254')] },
  {
    for: 'name-resolution',
    weight: 4,
    said: [
      any(
        ' ip works| ip does| ip is fine| works by ip| instead of its name| instead of the name| rather than the name| rather than its name',
        '이름 대신|ip는 되|ip는 돼|아이피는 되|아이피는 돼|아이피로 치면|아이피로는',
      ),
    ],
  },
  {
    for: 'name-resolution',
    weight: 4,
    said: [
      any(' nslookup| dns ', 'nslookup|dns'),
      any(' different| differs| not the same| from the one', '달라|다르게|다른 주소|다른 결과'),
    ],
  },
  {
    for: 'application',
    weight: 4,
    said: [
      any(' share| folder| rdp | remote desktop| explorer| ping ', '공유|폴더|원격 데스크톱|탐색기'),
      works,
      any(
        ' web page| asks for my password| asks for a password| asks for the password| login window| 403 | 500 error| 401 ',
        '웹 페이지|암호를 계속|비밀번호를 계속|로그인 창',
      ),
    ],
  },
  {
    for: 'target-computer',
    weight: 5,
    said: [
      any(
        ' other servers are ok| other servers are fine| other servers work| the others are ok| other machines are fine',
        '다른 서버는 다 되|다른 서버는 되',
      ),
      any(' cant| cannot| not | none of| drops| only | but | except', '만 |안|못'),
    ],
  },
  {
    for: 'target-computer',
    weight: 5,
    said: [
      any(' everywhere| anywhere| every server| all servers', '다른 데는|다른 곳은'),
      any(' except| apart from| save for| other than', '만 |빼고|말고'),
      machine,
    ],
  },
];

export const familyCues: readonly Cue<CallFamily>[] = [
  {
    for: 'user-specific',
    weight: 3,
    said: [
      any(
        ' another user| a different user| other user| my account| with my name| my user',
        ' changed department| moved to another department| my password| my group| my colleague signs in',
        ' my colleague logs on',
        '제 계정|내 계정|다른 계정|다른 사용자|다른 사람이 로그|동료가 로그|부서를 옮|부서가 바뀌|암호를 바꾼|비밀번호를 바꾼|제 그룹',
      ),
    ],
  },
  {
    for: 'network-path',
    weight: 3,
    said: [
      any(
        ' from home| at home| from the branch| branch office| other floor| third floor| this floor',
        ' in the meeting room| wireless| over wifi| wifi| wi fi| hotel| over the vpn| hotspot',
        ' other building| subnet',
        '집에서|재택|지점|지사|다른 층|층에서|회의실|무선|와이파이|호텔|핫스팟|다른 건물',
      ),
    ],
  },
  {
    for: 'computer-specific',
    weight: 3,
    said: [
      any(
        ' only my computer| only my pc| only my laptop| just my computer| just my pc| another computer',
        ' other computers| other pc| new laptop| new computer| new pc| reinstalled| reimaged| rejoined',
        ' workgroup| service pack| patch| update| installed| vpn client| antivirus',
        '제 pc만|내 pc만|제 컴퓨터만|내 컴퓨터만|제 노트북만|다른 pc는|다른 컴퓨터는|새 노트북|새 컴퓨터|재설치|다시 설치|작업 그룹|업데이트|패치|서비스 팩|설치하고',
        '설치한|백신|포맷',
      ),
    ],
  },
];

export const scopeCues: readonly Cue<CallScope>[] = [
  {
    for: 'many',
    weight: 3,
    said: [
      any(
        ' everyone | everybody| nobody| no one | all of us| whole | all users| many users| dozens',
        ' hundreds| the entire',
        '아무도|모두|전체|전원|다들|수십|수백|여러 명',
      ),
    ],
  },
  {
    for: 'several',
    weight: 2,
    said: [
      any(
        ' my colleague too| my colleagues too| two of us| three of us| a few of us| some of us',
        ' some users| neighbour too',
        '동료도|옆자리도|둘 다|몇 명|몇몇|저희 둘',
      ),
    ],
  },
  {
    for: 'one',
    weight: 4,
    said: [
      any(
        ' only me| just me| only my | just my | my colleague can| my colleagues can| everyone else can',
        ' everybody else can| everyone else is fine| next to me can| next to me work',
        '저만|제 pc만|제 컴퓨터만|제 노트북만|동료는|옆자리는|다른 사람은|남들은',
      ),
    ],
  },
];

export const severityCues: readonly Cue<CallSeverity>[] = [
  {
    for: 'broad',
    weight: 3,
    said: [
      any(
        ' nobody can log on| nobody can log in| no one can log| logon fail| log on anywhere',
        ' cannot log on| authentication fail',
        '로그온이 안|로그인이 안|로그온 실패|로그인 실패|인증 실패|인증이 안',
      ),
      any(' nobody| no one| everyone| everybody| whole| all | many', '아무도|모두|전체|전원|다들|많'),
    ],
  },
  {
    for: 'broad',
    weight: 2,
    said: [
      any(
        ' whole company| whole network| whole building| whole site| all sites| the entire',
        '회사 전체|전사|네트워크 전체|건물 전체|지사 전체',
      ),
    ],
  },
];

/** IPsec or the isolation is blamed. */
export const isolationCues: Phrases = any(
  ' ipsec| isolation| security policy| encryption was| secured network',
  'ipsec|격리|보안 정책|암호화 정책',
);
