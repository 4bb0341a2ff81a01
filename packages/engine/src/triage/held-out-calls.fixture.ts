import { classify } from './classify.ts';
import type { CallClass } from './taxonomy.ts';

/** What a caller says, and the class it belongs to. */
export type HeldOut = readonly [words: string, belongs: CallClass];

/** Written without a look at the cues, and looked at afterwards: cues were added for what they showed. */
export const seenCalls: readonly HeldOut[] = [
  ['My laptop says limited access next to the clock and Teams keeps reconnecting', 'network-connectivity'],
  ['I get packet loss to everything behind the core switch, about half of them vanish', 'network-connectivity'],
  ['The docking station does not give me an address, it just says identifying', 'network-connectivity'],
  ['When I trace the route it ends at the firewall of the branch', 'network-connectivity'],
  ['If I type fileserv01 nothing, but 10.2.3.4 goes right through', 'name-resolution'],
  ['nslookup answers with a machine we retired last year', 'name-resolution'],
  ['It says the host name cannot be resolved', 'name-resolution'],
  ['Since the DNS change the alias hr-portal leads to the old box', 'name-resolution'],
  ['Explorer shows me the shares on that box, yet SAP GUI says connection timed out', 'application'],
  ['Mail works and the share works, it is the time sheet client that gives an error', 'application'],
  ['I reach the folder but I am told that I have no rights to it', 'application'],
  ['Remote desktop to the same machine works, the SQL tool does not', 'application'],
  ['Somebody turned on the VPN dial-in role on that box last night', 'service'],
  ['The IKE and AuthIP keying service shows stopped', 'service'],
  ['services.msc shows the policy agent hanging at starting', 'service'],
  ['Since I installed the tunnel client its helper service keeps crashing', 'service'],
  ['From my PC I do not get into one single system, from the PC beside it all of them open', 'caller-computer'],
  ['I came back from parental leave and my old notebook gets refused everywhere', 'caller-computer'],
  ['My machine was taken out of AD by mistake and now I reach zero servers', 'caller-computer'],
  ['It is just mine, the people around me work normally', 'caller-computer'],
  ['Of all our servers it is fin-db that nobody in finance reaches', 'target-computer'],
  ['Every machine answers me except the archive box', 'target-computer'],
  ['We can work with anything but the scanner host since the weekend', 'target-computer'],
  ['The licence box stopped answering the entire floor', 'target-computer'],
  ['인터넷 연결 표시에 느낌표가 떠 있고 메신저가 계속 다시 연결됩니다', 'network-connectivity'],
  ['도킹 스테이션에 꽂으면 주소를 받아 오지 못합니다', 'network-connectivity'],
  ['경로 추적을 하면 지사 방화벽에서 멈춥니다', 'network-connectivity'],
  ['패킷 절반이 사라집니다', 'network-connectivity'],
  ['fileserv01이라고 치면 반응이 없고 10.2.3.4라고 치면 바로 열립니다', 'name-resolution'],
  ['nslookup을 하면 작년에 없앤 장비가 나옵니다', 'name-resolution'],
  ['호스트 이름을 해석하지 못했다고 합니다', 'name-resolution'],
  ['탐색기로 공유는 보이는데 SAP은 시간 초과가 납니다', 'application'],
  ['폴더까지는 들어가는데 권한이 없다고 나옵니다', 'application'],
  ['원격 데스크톱은 되는데 SQL 도구만 접속이 안 됩니다', 'application'],
  ['IKE 및 AuthIP 키 모듈 서비스가 중지됨으로 나옵니다', 'service'],
  ['그 장비에 어젯밤 VPN 서버 역할을 켰답니다', 'service'],
  ['제 자리에서는 시스템이 하나도 안 열리고 옆 PC에서는 다 열립니다', 'caller-computer'],
  ['휴직하고 돌아왔더니 예전 노트북이 어디서나 거절당합니다', 'caller-computer'],
  ['다른 장비는 전부 응답하는데 아카이브 장비만 응답이 없습니다', 'target-computer'],
  ['라이선스 서버가 우리 층 전체에 응답을 안 합니다', 'target-computer'],
];

/** Written in the same way; no cue was made for them. */
export const unseenCalls: readonly HeldOut[] = [
  ['The yellow triangle is on my network symbol and nothing loads', 'network-connectivity'],
  ['Our VoIP phones and PCs on floor two all lost their link this morning', 'network-connectivity'],
  ['Every second ping gets lost on the way to the data centre', 'network-connectivity'],
  ['The browser tells me the server name could not be found', 'name-resolution'],
  ['Typing the IP opens the portal, typing its name does not', 'name-resolution'],
  ['crm.corp goes to yesterdays machine, flushdns did not help', 'name-resolution'],
  ['I can browse the server in Explorer but the ordering program will not log in', 'application'],
  ['It says you do not have permission to access this resource', 'application'],
  ['Only the warehouse client fails, the web front end of the same server is fine', 'application'],
  ['Routing and Remote Access was enabled on the server on Friday', 'service'],
  ['The IPsec Policy Agent service fails to start with error 1747', 'service'],
  ['My PC was rebuilt yesterday and since then no internal server lets me in', 'caller-computer'],
  ['All of my coworkers are fine, I am the only one who cannot get in anywhere', 'caller-computer'],
  ['Everything else is reachable, only SRV-HR does not respond', 'target-computer'],
  ['None of the clerks gets onto the payroll machine any more', 'target-computer'],
  ['네트워크 아이콘에 노란 삼각형이 뜨고 아무 페이지도 안 열립니다', 'network-connectivity'],
  ['2층 전화기와 PC가 전부 링크가 끊겼습니다', 'network-connectivity'],
  ['브라우저에서 서버 이름을 찾을 수 없다고 합니다', 'name-resolution'],
  ['IP로 치면 포털이 열리고 이름으로 치면 안 열립니다', 'name-resolution'],
  ['탐색기로는 서버가 보이는데 주문 프로그램 로그인이 안 됩니다', 'application'],
  ['이 리소스에 액세스할 권한이 없다고 합니다', 'application'],
  ['IPsec 정책 에이전트 서비스가 시작되지 않습니다', 'service'],
  ['어제 PC를 새로 깔았는데 그 뒤로 사내 서버에 하나도 못 들어갑니다', 'caller-computer'],
  ['다른 곳은 다 되는데 SRV-HR만 응답하지 않습니다', 'target-computer'],
];

/** Written when the cues were done, and looked at afterwards: the hints were made for what they showed. */
export const hintedCalls: readonly HeldOut[] = [
  ['My wall socket seems dead, the laptop never gets online here', 'network-connectivity'],
  ['Pings to head office come back only now and then, most of them never', 'network-connectivity'],
  ['The access point kicks me off and I have no connection afterwards', 'network-connectivity'],
  ['The PC has been without an IP since the switch was replaced', 'network-connectivity'],
  ['I can use the raw address of the intranet, the nice name leads nowhere', 'name-resolution'],
  ['Windows claims there is no such host as budget.corp', 'name-resolution'],
  ['The short name finds the wrong computer, the long one is right', 'name-resolution'],
  ['I do see the project folder on that server, but the planning software reports it is offline', 'application'],
  ['When I open the document it tells me I am not entitled to do so', 'application'],
  ['Printing through that server works, the scan job software on it throws an error', 'application'],
  ['The tunnel service on my PC dies a minute after boot', 'service'],
  ['An admin activated remote access for the VPN on the app server yesterday', 'service'],
  ['Whatever I try on this PC, no company server talks to me', 'caller-computer'],
  ['My team mates have no trouble at all, only I get thrown out', 'caller-computer'],
  ['After the IT guys swapped my mainboard no server accepts me', 'caller-computer'],
  ['The whole of accounting is locked out of the invoice host', 'target-computer'],
  ['I reach all hosts in the rack apart from the third one', 'target-computer'],
  ['Just the wiki is gone for me, the remaining servers are there', 'target-computer'],
  ['벽에 있는 랜 단자가 죽은 것 같고 노트북이 온라인이 안 됩니다', 'network-connectivity'],
  ['본사로 보내는 핑이 가끔씩만 돌아옵니다', 'network-connectivity'],
  ['스위치를 바꾼 뒤로 PC에 IP가 없습니다', 'network-connectivity'],
  ['인트라넷 주소를 직접 넣으면 되는데 이름은 아무 데도 안 갑니다', 'name-resolution'],
  ['budget.corp라는 호스트는 없다고 합니다', 'name-resolution'],
  ['짧은 이름은 엉뚱한 컴퓨터로 갑니다', 'name-resolution'],
  ['프로젝트 폴더는 보이는데 기획 소프트웨어는 오프라인이라고 합니다', 'application'],
  ['문서를 열면 자격이 없다고 합니다', 'application'],
  ['부팅하고 1분 뒤에 터널 서비스가 죽습니다', 'service'],
  ['어제 관리자가 앱 서버에 VPN용 원격 액세스를 켰습니다', 'service'],
  ['이 PC에서는 무엇을 해도 회사 서버와 통신이 안 됩니다', 'caller-computer'],
  ['우리 팀은 다 문제가 없고 저만 튕깁니다', 'caller-computer'],
  ['회계팀 전체가 송장 서버에 못 들어갑니다', 'target-computer'],
  ['위키만 안 되고 나머지 서버는 됩니다', 'target-computer'],
];

/** Written when cues and hints were done: nothing was changed for them. */
export const laterCalls: readonly HeldOut[] = [
  ['The line to the plant flaps, sometimes I see replies and sometimes a minute of silence', 'network-connectivity'],
  ['Since lunch my desk has no light on the jack and the mailer says it is disconnected', 'network-connectivity'],
  ['Videos stutter and big transfers never finish, small ones do', 'network-connectivity'],
  ['When I call it by what the sign says it opens somebody elses page', 'name-resolution'],
  ['The computer tells me that it does not know any intranet.corp', 'name-resolution'],
  ['I had to put the address into the hosts list to get there', 'name-resolution'],
  ['The bookkeeping suite complains about its licence while I can list the directory of that very box', 'application'],
  ['I am in, but the button for approving orders ends in a message that I lack privileges', 'application'],
  ['Our CAD workstations open drawings from there, the viewer plug in does not', 'application'],
  ['An update switched the routing component on again', 'service'],
  ['The key exchange service does not survive the start of the machine', 'service'],
  ['It started when the reserve machine was given to me, it gets into nothing here', 'caller-computer'],
  ['My account got a fresh computer object and now each server sends me away', 'caller-computer'],
  ['Whoever sits at this desk has the trouble, at any other desk it is gone', 'caller-computer'],
  ['The tax server lets nobody from the second floor in', 'target-computer'],
  ['I have ten servers in my list and number seven is the one that is dark', 'target-computer'],
  ['공장으로 가는 회선이 됐다 안 됐다 합니다', 'network-connectivity'],
  ['동영상이 버벅거리고 큰 전송은 끝나지 않습니다', 'network-connectivity'],
  ['hosts 목록에 주소를 적어 넣어야만 들어갈 수 있습니다', 'name-resolution'],
  ['intranet.corp를 모른다고 합니다', 'name-resolution'],
  ['회계 제품군이 라이선스 문제라고 하는데 그 장비의 디렉터리는 보입니다', 'application'],
  ['업데이트가 라우팅 구성 요소를 다시 켰습니다', 'service'],
  ['예비 컴퓨터를 받은 뒤로 아무 데도 들어가지지 않습니다', 'caller-computer'],
  ['세무 서버가 2층 사람은 아무도 들여보내지 않습니다', 'target-computer'],
];

/** Of some calls: how many land in their class, in none, in another one. */
export function heldOutScore(calls: readonly HeldOut[]): readonly [right: number, none: number, wrong: number] {
  const found = calls.map(([words, belongs]) => [classify(words).class, belongs] as const);
  const none = found.filter(([own]) => own === null).length;
  const right = found.filter(([own, belongs]) => own === belongs).length;
  return [right, none, calls.length - right - none];
}
