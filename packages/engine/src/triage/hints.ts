/**
 * Single words that go with a class of problem, for calls that no cue fits. Each that is said counts once; the class with the most, and two at least, is the
 * guess.
 * They are words of the trade and of every day, not of any sentence: blanks as in `cues.ts`.
 */
import { any, type Phrases } from './spoken.ts';
import type { CallClass } from './taxonomy.ts';

export const classHints: readonly (readonly [what: CallClass, words: Phrases])[] = [
  [
    'network-connectivity',
    any(
      ' online| offline | socket| access point| connection | connected | without an ip| no ip | switch | ping| network | signal| link ',
      ' cable| disconnect| unplug| internet| wifi| wlan| wireless| lan | router| dhcp| latency| packet| roaming| reconnect| bandwidth',
      '온라인|단자|랜|핑|ping|네트워크|스위치|공유기|신호|케이블|선이|무선|와이파이|ip가|ip를|인터넷|패킷|접속 지점|대역폭|끊',
    ),
  ],
  [
    'name-resolution',
    any(
      ' name | names | hostname| dns | alias| such host| no such| lookup| look up| resolve| resolv| url | spelled| raw address| spelling',
      '이름|dns|별칭|라는 호스트|라는 서버|라는 컴퓨터|찾을 수 없|못 찾|도메인 이름|철자',
    ),
  ],
  [
    'application',
    any(
      ' program| software| application| app | apps | document| job | report| login screen| tool| client| entitled| right to| rights| permission',
      ' module| form | plugin| macro| spreadsheet| database| licence error| error code| splash| crashes| file | print',
      '프로그램|소프트웨어|응용|앱 |앱이|앱은|문서|작업|자격|권한|화면|모듈|로그인 창|엑셀|인쇄|보고서|파일|창이|도구|클라이언트',
    ),
  ],
  [
    'service',
    any(
      ' service| daemon| role | feature| activated| enabled| turned on| switched on| after boot| at startup| autostart| routing| vpn server| remote access',
      '서비스|데몬|역할|기능을|활성|켰|켜 놓|부팅|자동 시작|라우팅|원격 액세스',
    ),
  ],
  [
    'caller-computer',
    any(
      ' this pc| this computer| this laptop| my pc| my computer| my laptop| my notebook| my machine| my device| mine | only i | only me | just me | for me ',
      ' mainboard| motherboard| hard disk| reinstall| reset | image | team mate| no company| no server| no system| whatever i| wherever| everywhere| anywhere',
      ' all servers| nothing in| none of our| not one',
      '이 pc|제 pc|제 컴퓨터|제 노트북|제 자리|이 컴퓨터|이 노트북|저만|나만|혼자|무엇을 해도|뭘 해도|메인보드|하드디스크|초기화|동료|옆|어디에도|어디서도|회사 서버|사내 서버|서버마다',
    ),
  ],
  [
    'target-computer',
    any(
      ' apart from| except| whole of| all of us| we all| locked out| remaining| the rest| third one| one host| one server| single | just the | only the ',
      ' the host| the server| that server| this server| that machine| that box| our server| nobody| no one| everyone| the team| the office| department',
      '만 안|만 못|만 빼고|제외하고|나머지|전체가|전체에서|모두 못|다 못|팀이|부서|아무도|그 서버|그 장비|한 대|서버 하나|서버에 못|서버에 안',
    ),
  ],
];
