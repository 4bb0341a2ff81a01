import type { CallClass, CallFamily, CallScope, CallSeverity } from './taxonomy.ts';

/** What a caller says, and where it belongs. Made up. */
export interface ScriptedCall {
  readonly words: string;
  readonly class: CallClass;
  readonly family?: CallFamily;
  readonly scope?: CallScope;
  readonly severity?: CallSeverity;
  readonly blames?: boolean;
}

/** The two phrases of T1-01, in both languages. */
export const typicalCalls: readonly ScriptedCall[] = [
  {
    words: 'I could reach server x until IPsec was switched on',
    class: 'target-computer',
    severity: 'single-server',
    blames: true,
  },
  {
    words: 'Everything worked yesterday, today nothing connects',
    class: 'caller-computer',
    severity: 'limited',
    blames: false,
  },
  {
    words: 'IPsec을 켜기 전까지는 서버 x에 연결할 수 있었습니다',
    class: 'target-computer',
    severity: 'single-server',
    blames: true,
  },
  {
    words: '어제까지는 다 잘 됐는데 오늘은 아무것도 연결이 안 됩니다',
    class: 'caller-computer',
    severity: 'limited',
    blames: false,
  },
];

export const scriptedCalls: readonly ScriptedCall[] = [
  // Network connectivity
  { words: 'The ping to the server times out, four times out of four.', class: 'network-connectivity' },
  { words: 'I plugged the cable out and in again and there is still no network light.', class: 'network-connectivity' },
  { words: 'My address starts with 169.254 and I cannot get to anything on the floor.', class: 'network-connectivity' },
  { words: 'Not even the internet opens, web pages do not load at all.', class: 'network-connectivity' },
  {
    words: 'Ping says destination host unreachable since the move to the other floor',
    class: 'network-connectivity',
    family: 'network-path',
  },
  {
    words: 'The wireless in the meeting room drops me, tracert stops after the first hop and fails',
    class: 'network-connectivity',
    family: 'network-path',
  },
  { words: '핑을 보내면 요청 시간이 만료되었다고만 나옵니다', class: 'network-connectivity' },
  { words: '랜선을 바꿔 봤는데도 인터넷이 안 됩니다', class: 'network-connectivity' },
  { words: '무선이 자꾸 끊기고 회의실에서는 ping이 안 갑니다', class: 'network-connectivity', family: 'network-path' },
  { words: 'IP 주소를 못 받아서 169.254로 시작하는 주소가 나오고 연결이 안 됩니다', class: 'network-connectivity' },
  // Name resolution
  { words: 'It says ping request could not find host payroll', class: 'name-resolution' },
  { words: 'By IP it works, by name it does not.', class: 'name-resolution' },
  { words: 'nslookup tells me non-existent domain for the intranet', class: 'name-resolution' },
  { words: 'When I ping the name I get the old address of the machine we replaced', class: 'name-resolution' },
  { words: 'The DNS server seems broken, no names resolve', class: 'name-resolution' },
  { words: 'IP로는 되는데 이름으로는 안 됩니다', class: 'name-resolution' },
  { words: 'ping 요청에서 payroll 호스트를 찾을 수 없다고 나와요', class: 'name-resolution' },
  { words: 'nslookup을 해도 응답이 없고 DNS가 안 되는 것 같습니다', class: 'name-resolution' },
  // Application
  { words: 'The shared folder opens, but Outlook cannot connect to the same server.', class: 'application' },
  { words: 'Access is denied when I open the project share on the server', class: 'application' },
  { words: 'Only the ERP client fails, the shares work fine on that machine', class: 'application' },
  { words: 'net view works and still the database client gives an error', class: 'application' },
  { words: '공유 폴더는 열리는데 아웃룩만 연결이 안 됩니다', class: 'application' },
  { words: '서버에 들어가면 액세스가 거부되었다고 나옵니다', class: 'application' },
  { words: 'ERP 프로그램만 오류가 나고 파일은 열려요, 그런데 이유를 모르겠습니다', class: 'application' },
  // Service
  { words: 'The IPsec service will not start after the reboot', class: 'service', blames: true },
  { words: 'We turned on Routing and Remote Access on the branch server and now connections fail', class: 'service' },
  { words: 'IKEEXT keeps stopping, the event log is full of it', class: 'service' },
  { words: 'strongSwan does not come up, systemctl shows failed', class: 'service' },
  { words: 'IPsec 서비스가 시작되지 않습니다', class: 'service', blames: true },
  { words: '라우팅 및 원격 액세스를 켠 뒤로 연결이 끊깁니다', class: 'service' },
  // Caller's computer
  {
    words: 'My colleague can reach all the servers, only my computer cannot.',
    class: 'caller-computer',
    family: 'computer-specific',
    scope: 'one',
  },
  {
    words: 'I got a new laptop and no server can be reached from it',
    class: 'caller-computer',
    family: 'computer-specific',
  },
  {
    words: 'Since the security policy came in I cannot reach anything in the company',
    class: 'caller-computer',
    blames: true,
  },
  {
    words: 'Everyone else is fine, just my PC connects to none of the servers',
    class: 'caller-computer',
    scope: 'one',
    severity: 'limited',
  },
  {
    words: '옆자리는 되는데 제 PC만 모든 서버에 연결이 안 됩니다',
    class: 'caller-computer',
    family: 'computer-specific',
    scope: 'one',
  },
  {
    words: '컴퓨터를 포맷하고 다시 설치한 뒤로 아무 서버에도 못 들어갑니다',
    class: 'caller-computer',
    family: 'computer-specific',
  },
  { words: '새 노트북을 받았는데 어떤 서버도 안 보입니다', class: 'caller-computer', family: 'computer-specific' },
  // Target computer
  {
    words: 'Only that server is not reached, the other servers are fine',
    class: 'target-computer',
    severity: 'single-server',
  },
  { words: 'Nobody can reach the print server since this morning', class: 'target-computer', scope: 'many' },
  {
    words: 'After isolation was enabled the backup server is gone for me, everything else works',
    class: 'target-computer',
    blames: true,
  },
  {
    words: 'With another user the file server opens on this machine, with my account it does not',
    class: 'target-computer',
    family: 'user-specific',
  },
  { words: 'The whole team cannot use the build server any more', class: 'target-computer', scope: 'many' },
  { words: '다른 서버는 되는데 그 서버만 연결이 안 됩니다', class: 'target-computer', severity: 'single-server' },
  { words: '아무도 인쇄 서버에 연결하지 못합니다', class: 'target-computer', scope: 'many' },
  { words: '격리를 적용한 이후 백업 서버에 연결할 수 없습니다', class: 'target-computer', blames: true },
  {
    words: '부서를 옮긴 뒤로 제 계정으로는 급여 서버가 안 열립니다',
    class: 'target-computer',
    family: 'user-specific',
  },
  // How far it goes
  {
    words: 'Nobody in the whole building can log on, all servers say authentication failed',
    class: 'caller-computer',
    scope: 'many',
    severity: 'broad',
  },
  {
    words: '건물 전체에서 아무도 로그온이 안 되고 모든 서버가 안 됩니다',
    class: 'caller-computer',
    scope: 'many',
    severity: 'broad',
  },
  // Said less exactly
  { words: 'I get "The network path was not found" for every share I try', class: 'caller-computer' },
  { words: 'My laptop says limited connectivity and the browser shows no pages', class: 'network-connectivity' },
  {
    words: 'We moved the finance server yesterday and since then its name points to nowhere',
    class: 'name-resolution',
  },
  { words: 'Our backup job to STORE02 fails, all other jobs are ok', class: 'target-computer' },
  { words: 'The intranet loads but the time sheet tool just hangs', class: 'application' },
  { words: 'After the update the Windows service IPsec Policy Agent is stopped', class: 'service', blames: true },
  { words: 'My PC dropped out of the domain, nothing internal opens any more', class: 'caller-computer' },
  { words: 'Since lunch I cannot ping anything', class: 'network-connectivity' },
  {
    words: 'The whole accounting department has lost the connection to the database server',
    class: 'target-computer',
    scope: 'many',
  },
  { words: "Typing the IP in explorer works, typing the name doesn't", class: 'name-resolution' },
  { words: 'I can open the shared drive but printing through the same server fails', class: 'application' },
  { words: 'None of my shared drives connect this morning', class: 'caller-computer' },
  { words: 'Server HR-01 refuses me since the encryption project started', class: 'target-computer' },
  { words: 'The VPN service on our gateway does not start', class: 'service' },
  { words: 'My network card shows a red cross', class: 'network-connectivity' },
  { words: '공유 드라이브가 전부 연결이 끊겼어요', class: 'caller-computer' },
  { words: 'HR 서버에만 접속이 안 돼요', class: 'target-computer' },
  { words: '인트라넷 이름을 치면 서버를 찾을 수 없다고 해요', class: 'name-resolution' },
  { words: '네트워크 아이콘에 빨간 엑스가 떴어요', class: 'network-connectivity' },
  { words: '파일은 보이는데 회계 프로그램이 실행이 안 돼요', class: 'application' },
  { words: '라우팅 서비스를 켰더니 VPN이 이상해요', class: 'service' },
  { words: '저희 팀 모두 빌드 서버에 접속을 못 하고 있어요', class: 'target-computer', scope: 'many' },
  { words: '오늘 아침부터 사내 서버에 하나도 접속이 안 됩니다', class: 'caller-computer' },
  { words: '핑은 되는데 접속이 거부됩니다', class: 'application' },
  { words: 'Nothing on the company network answers me any more, but the web is fine', class: 'caller-computer' },
  { words: 'The machine called ARCHIVE does not let me in, all the rest does', class: 'target-computer' },
  { words: 'The switch light at my desk is off and I have no connection', class: 'network-connectivity' },
  { words: 'When I type intra it says the site cannot be found, with the number it works', class: 'name-resolution' },
  { words: 'I see the files on the server but the accounting client says connection refused', class: 'application' },
  { words: 'Windows says the IKE and AuthIP service could not be started', class: 'service' },
  { words: 'From my desk no share opens, from the desk beside me all of them do', class: 'caller-computer' },
  {
    words: 'All of us have had trouble with the mail server since the weekend',
    class: 'target-computer',
    scope: 'many',
  },
  { words: 'ping gives 100% loss to the gateway', class: 'network-connectivity' },
  { words: '회사 시스템이 전부 접속 불가예요, 인터넷은 됩니다', class: 'caller-computer' },
  { words: 'ARCHIVE 서버 한 군데만 접속이 거절돼요', class: 'target-computer' },
  { words: '책상 밑 랜 포트에 불이 안 들어와요', class: 'network-connectivity' },
  { words: '이름으로 치면 안 나오고 숫자 주소로 치면 나와요', class: 'name-resolution' },
  { words: '탐색기에서는 서버가 열리는데 그룹웨어 앱이 안 켜져요', class: 'application' },
  { words: '재부팅 후에 IPsec 서비스가 자동으로 안 올라와요', class: 'service', blames: true },
  { words: '팀원 모두 메일 서버가 주말 이후로 안 됩니다', class: 'target-computer', scope: 'many' },
];
