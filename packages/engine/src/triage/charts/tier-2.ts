import type { Chart } from '../types.ts';
import { remoteAccessRules, run, to, toTier3, yesNo } from './common.ts';
import { stage } from './stage.ts';

const computer = { class: 'caller-computer', family: 'computer-specific', ipsec: true } as const;
const network = { class: 'network-connectivity', family: 'network-path' } as const;

/** The order in which tier 2 works (inventory 2.4, PROC-02: inferred from the order of the sections of the guide). */
export const tier2: Chart = {
  schema: 'ipsec-doctor/chart@1',
  id: 'tier-2',
  version: '1.0',
  history: [
    {
      version: '1.0',
      change: {
        en: "Inferred from the order of the guide's sections; the guide prints no chart for tier 2.",
        ko: '가이드 절의 순서에서 추론함. 가이드에는 2단계용 순서도가 없습니다.',
      },
    },
  ],
  tier: 2,
  title: { en: 'Order of work of tier 2', ko: '2단계 지원의 작업 순서' },
  assumes: {
    en: 'A call was escalated by tier 1 with its log files, the name of the computer and of the target.',
    ko: '1단계에서 로그 파일, 컴퓨터 이름, 대상 이름과 함께 넘어온 통화입니다.',
  },
  caution: {
    en: 'Stopping the IPsec service is the last option at every step: it deletes the SAs of all peers, and those that may not fall back to clear are cut off (PROC-04 to PROC-06).',
    ko: '모든 단계에서 IPsec 서비스 중지는 마지막 수단입니다. 모든 상대의 SA가 삭제되고 평문 대체가 허용되지 않은 상대는 끊깁니다(PROC-04~06).',
  },
  sources: ['2.4', 'PROC-01', 'PROC-02', 'T2-01'],
  start: 'D0',
  states: {
    D0: {
      kind: 'ask',
      say: {
        en: 'Is the escalation complete, and was every step of tier 1 done?',
        ko: '넘어온 자료가 완전하고 1단계의 모든 단계를 거쳤습니까?',
      },
      how: {
        en: 'Logs, name of the computer and of the target are there; the answers of figure 7.1 are in the call.',
        ko: '로그, 컴퓨터 이름, 대상 이름이 있고 통화 기록에 그림 7.1의 답이 있어야 합니다.',
      },
      by: 'administrator',
      run: { linux: 'ipsec-doctor bundle check FILE', windows: 'ipsec-doctor bundle check FILE' },
      sources: ['T2-01', 'ESC-01..03', 'C13'],
      on: yesNo('D1', 'D0-BACK'),
    },
    'D0-BACK': {
      kind: 'link',
      say: {
        en: 'A step of tier 1 is missing: go through figure 7.1.',
        ko: '1단계가 빠졌습니다. 그림 7.1부터 진행하십시오.',
      },
      sources: ['T2-01'],
      chart: 'figure-7.1',
      class: null,
    },
    ...stage('D1', 'administrator', {
      ask: {
        say: { en: 'Is the IP configuration of both ends right?', ko: '양쪽 끝의 IP 구성이 올바릅니까?' },
        how: {
          en: 'Address, mask, gateway and DNS server are those of the network. 169.254.x.x is no.',
          ko: '주소, 마스크, 게이트웨이, DNS 서버가 네트워크에 맞아야 합니다. 169.254.x.x이면 아니요.',
        },
        run: run('ipconfig /all', 'ip addr; ip route'),
        sources: ['NET-01', 'NET-02..09'],
        read: [
          {
            match: { kind: 'address', of: 'anything', begins: ['169.254.'] },
            answer: 'no',
            because: {
              en: 'The host gave itself this address: no DHCP server answered.',
              ko: '호스트가 스스로 정한 주소입니다. DHCP 서버가 응답하지 않았습니다.',
            },
          },
        ],
        reveals: 'subnets',
      },
      fix: {
        say: {
          en: 'Review the exemption of DHCP, then renew the lease with the service running.',
          ko: 'DHCP 예외를 검토하고 서비스가 실행되는 상태에서 임대를 갱신하십시오.',
        },
        run: run('ipconfig /release & ipconfig /renew'),
        sources: ['NET-07', 'NET-08'],
      },
      exit: { ...network, ipsec: null, what: { en: 'the IP configuration', ko: 'IP 구성' } },
      next: 'D2',
    }),
    ...stage('D2', 'administrator', {
      ask: {
        say: {
          en: 'Is the name of the target found, by DNS name and by short name?',
          ko: '대상 이름이 DNS 이름과 짧은 이름 모두로 확인됩니까?',
        },
        how: {
          en: 'Yes: both give the right address. No: no DNS server is found, or the address is another one.',
          ko: '예: 둘 다 올바른 주소가 나옴. 아니요: DNS 서버를 찾지 못하거나 다른 주소가 나옴.',
        },
        run: run('nslookup {target} & ping {target}', 'resolvectl query {target}'),
        sources: ['NAM-01..05'],
        read: [
          {
            match: { kind: 'probe', tools: ['lookup', 'ping'], of: 'target', outcomes: ['unresolved'] },
            answer: 'no',
            because: { en: 'The name was not found.', ko: '이름을 찾지 못했습니다.' },
          },
        ],
      },
      fix: {
        say: {
          en: 'Look at HOSTS and LMHOSTS, the DNS and WINS servers of the interface, the record and its replication.',
          ko: 'HOSTS와 LMHOSTS, 인터페이스의 DNS·WINS 서버, 레코드와 복제를 확인하십시오.',
        },
        sources: ['NAM-06', 'NAM-07'],
      },
      exit: { class: 'name-resolution', family: null, ipsec: false, what: { en: 'name resolution', ko: '이름 확인' } },
      next: 'D3',
      persists: 'D2-DUP',
    }),
    ...stage('D2-DUP', 'administrator', {
      ask: {
        say: {
          en: 'Does the filter list hold two filters for the address of a DNS or WINS server?',
          ko: '필터 목록에 DNS 또는 WINS 서버 주소에 대한 필터가 두 개 있습니까?',
        },
        how: {
          en: 'Yes: one negotiates and another permits the same address.',
          ko: '예: 같은 주소에 협상하는 필터와 허용하는 필터가 함께 있음.',
        },
        run: {
          windows: 'netsh advfirewall consec show rule name=all',
          'windows-2003': 'netsh ipsec static show all',
          'windows-xp': 'ipseccmd show filters',
        },
        reveals: 'exemptions',
        sources: ['NAM-08', 'NAM-09'],
      },
      fix: {
        say: { en: 'Have the second filter taken out of the policy.', ko: '정책에서 중복 필터를 제거하게 하십시오.' },
        sources: ['NAM-08', 'T2-03'],
      },
      exit: { ...computer, what: { en: 'two filters for one server', ko: '한 서버에 대한 중복 필터' } },
      next: 'D2-STOP',
      bad: 'yes',
    }),
    'D2-STOP': {
      kind: 'ask',
      say: {
        en: 'Only if a last-resort condition holds and the consequences are agreed: do the name tests fail only with the service running?',
        ko: '마지막 수단 조건에 해당하고 영향에 동의를 받은 경우에만: 서비스가 실행 중일 때만 이름 테스트가 실패합니까?',
      },
      how: {
        en: 'Stop the service briefly, repeat the tests, start it again. Not stopped is an answer, too.',
        ko: '서비스를 잠시 중지하고 테스트를 반복한 뒤 다시 시작하십시오. 중지하지 않음도 답입니다.',
      },
      by: 'administrator',
      run: run('net stop policyagent & nslookup {target} & net start policyagent'),
      sources: ['NAM-10', 'PROC-04..06'],
      labels: {
        yes: { en: 'only with the service running', ko: '서비스 실행 중일 때만 실패' },
        no: { en: 'also without it', ko: '서비스 없이도 실패' },
        'not-stopped': { en: 'the service was not stopped', ko: '서비스를 중지하지 않음' },
      },
      on: { yes: to('D5'), no: to('D3'), 'not-stopped': to('D3') },
    },
    ...stage('D3', 'administrator', {
      ask: {
        say: {
          en: 'Do both ends reach their domain controllers, in clear, and have Kerberos tickets?',
          ko: '양쪽 끝이 도메인 컨트롤러에 평문으로 연결되고 Kerberos 티켓을 가지고 있습니까?',
        },
        how: {
          en: 'Yes: the secure channel gives 0, and each controller has a specific filter that permits.',
          ko: '예: 보안 채널 상태가 0이고 각 컨트롤러에 허용 특정 필터가 있음.',
        },
        run: run('nltest /sc_query:%USERDNSDOMAIN% & klist -li 0x3e7'),
        reveals: 'exemptions',
        sources: ['DC-01..09'],
        read: [
          {
            match: {
              kind: 'fact',
              name: 'secure-channel',
              of: 'anything',
              values: ['1311', '1355', '1311 ERROR_NO_LOGON_SERVERS', '1355 ERROR_NO_SUCH_DOMAIN'],
            },
            answer: 'no',
            because: { en: 'No domain controller was found.', ko: '도메인 컨트롤러를 찾지 못했습니다.' },
          },
        ],
      },
      fix: {
        say: {
          en: 'Exempt the controller that lacks a permit filter; purge the tickets of the computer, wait one minute and try again from the application.',
          ko: '허용 필터가 없는 컨트롤러를 예외로 두십시오. 컴퓨터 티켓을 제거하고 1분 기다린 뒤 응용 프로그램에서 다시 시도하십시오.',
        },
        run: run('klist -li 0x3e7 purge'),
        sources: ['DC-02', 'DC-04', 'DC-10..12', 'TIM-13'],
      },
      exit: { ...computer, what: { en: 'domain controllers or tickets', ko: '도메인 컨트롤러 또는 티켓' } },
      next: 'D4',
    }),
    ...stage('D4', 'administrator', {
      ask: {
        say: {
          en: 'Does the path between both carry UDP 500 and 4500, ESP, AH, fragments, and ICMP?',
          ko: '두 컴퓨터 사이 경로가 UDP 500·4500, ESP, AH, 조각, ICMP를 통과시킵니까?',
        },
        how: {
          en: 'Yes: probe is answered on both ports, and a ping of 5,000 bytes passes both ways.',
          ko: '예: 두 포트의 프로브에 응답이 있고 5,000바이트 ping이 양방향으로 통과함.',
        },
        run: run(
          'ipsec-doctor probe {target} & ping -l 5000 {target}',
          'ipsec-doctor probe {target}; ping -s 5000 {target}',
        ),
        sources: ['PATH-02..06', 'PATH-08..11', 'T2-26', 'TIM-12'],
        read: [
          {
            match: { kind: 'probe', tools: ['port'], of: 'target', outcomes: ['refused'] },
            answer: 'no',
            because: { en: 'The port was refused.', ko: '포트가 거부되었습니다.' },
          },
        ],
        reveals: 'protections',
      },
      fix: {
        say: {
          en: 'Have the device that drops it let UDP 500 and 4500, protocols 50 and 51, fragments and ICMP "too big" pass.',
          ko: '차단하는 장비가 UDP 500·4500, 프로토콜 50·51, 조각, ICMP "너무 큼"을 통과시키게 하십시오.',
        },
        sources: ['PATH-08..11', 'PATH-17', 'PATH-18'],
      },
      exit: { ...network, ipsec: null, what: { en: 'a device on the path', ko: '경로의 장비' } },
      next: 'D4-EVENTS',
    }),
    'D4-EVENTS': {
      kind: 'ask',
      say: {
        en: 'Does the System log hold events of the IPsec driver?',
        ko: '시스템 로그에 IPsec 드라이버 이벤트가 있습니까?',
      },
      how: {
        en: '4284: clear text that should have been secured. 4283 (printed as 4268), 4285: bad SPI, failed integrity.',
        ko: '4284: 보안되어야 할 평문. 4283(가이드에는 4268), 4285: 잘못된 SPI, 무결성 실패.',
      },
      by: 'administrator',
      run: {
        windows: 'wevtutil qe Security /q:"*[System[EventID>=4960 and EventID<=4965]]" /f:text /c:20',
        'windows-before-vista':
          'cscript //nologo %SystemRoot%\\System32\\eventquery.vbs /l System /fi "Source eq IPSEC"',
        linux: 'ip -s xfrm state; cat /proc/net/xfrm_stat',
      },
      sources: ['2.4', 'ESC-06', 'LOSS-06'],
      labels: {
        none: { en: 'none', ko: '없음' },
        clear: { en: 'clear text (4284, 4963)', ko: '평문(4284, 4963)' },
        other: {
          en: 'bad SPI or integrity (4283, 4285, 4960, 4965)',
          ko: '잘못된 SPI 또는 무결성(4283, 4285, 4960, 4965)',
        },
      },
      on: { none: to('D5'), clear: to('END-D-DESIGN'), other: to('D4-NIC') },
    },
    ...stage('D4-NIC', 'administrator', {
      ask: {
        say: {
          en: 'Does the fault stay with offload of the network card off and its driver current?',
          ko: '네트워크 카드 오프로드를 끄고 드라이버가 최신이어도 오류가 계속됩니까?',
        },
        how: { en: 'EnableOffload=0 needs a restart.', ko: 'EnableOffload=0은 다시 시작해야 적용됩니다.' },
        sources: ['2.4', 'REG-01'],
      },
      fix: {
        say: {
          en: 'Keep offload off, and have card and driver replaced.',
          ko: '오프로드를 끈 상태로 두고 카드와 드라이버를 교체하게 하십시오.',
        },
        sources: ['REG-01'],
      },
      exit: { ...computer, what: { en: 'offload of the network card', ko: '네트워크 카드 오프로드' } },
      next: 'D5',
    }),
    ...stage('D5', 'administrator', {
      ask: {
        say: {
          en: 'Is the policy that is meant assigned at both ends by group policy?',
          ko: '양쪽 끝에 의도한 정책이 그룹 정책으로 할당되어 있습니까?',
        },
        how: {
          en: 'Yes: gpresult names the group policy object of the isolation group of each computer.',
          ko: '예: gpresult에 각 컴퓨터의 격리 그룹에 해당하는 GPO가 있음.',
        },
        run: { windows: 'gpresult /scope computer /r', 'windows-before-vista': 'gpresult' },
        reveals: 'isolated-servers',
        sources: ['POL-04..17', 'T2-04', 'T2-13'],
      },
      fix: {
        say: {
          en: 'Have group membership and the permissions of the group policy object put right; refresh and restart where membership changed.',
          ko: '그룹 구성원과 GPO 권한을 바로잡게 하고 새로 고치십시오. 구성원이 바뀌었으면 다시 시작하십시오.',
        },
        run: run('gpupdate /force'),
        sources: ['T2-03', 'T2-14', 'POL-04..17'],
      },
      exit: { ...computer, what: { en: 'assignment of the policy', ko: '정책 할당' } },
      next: 'D5-SERVICE',
    }),
    ...stage('D5-SERVICE', 'administrator', {
      ask: {
        say: { en: 'Does the IPsec service run at both ends?', ko: '양쪽 끝에서 IPsec 서비스가 실행 중입니까?' },
        how: { en: 'Yes: RUNNING for each.', ko: '예: 각각 RUNNING.' },
        run: {
          windows: 'sc query PolicyAgent & sc query IKEEXT',
          'windows-before-vista': 'sc query PolicyAgent',
          linux: 'systemctl status strongswan ipsec',
        },
        sources: ['POL-18..24', 'EVT-S-01..19'],
        read: [
          {
            match: { kind: 'fact', name: 'service-PolicyAgent', of: 'anything', values: ['STOPPED'] },
            answer: 'no',
            because: { en: 'The service is stopped.', ko: '서비스가 중지되어 있습니다.' },
          },
          {
            match: { kind: 'fact', name: 'service-IKEEXT', of: 'anything', values: ['STOPPED'] },
            answer: 'no',
            because: { en: 'The keying service is stopped.', ko: '키 관리 서비스가 중지되어 있습니다.' },
          },
          {
            match: { kind: 'fact', name: 'ike-daemon', of: 'anything', values: ['stopped'] },
            answer: 'no',
            because: { en: 'The IKE daemon does not run.', ko: 'IKE 데몬이 실행되고 있지 않습니다.' },
          },
        ],
      },
      fix: {
        say: {
          en: 'Find out why it does not start (who has UDP 500, layered providers, its account), and start it.',
          ko: '시작되지 않는 이유(UDP 500 점유, 계층 공급자, 계정)를 찾고 시작하십시오.',
        },
        run: run('netstat -abno & sc start PolicyAgent', 'ss -lunp'),
        sources: ['POL-18..24', 'EVT-S-01..19'],
      },
      exit: {
        class: 'service',
        family: 'computer-specific',
        ipsec: true,
        what: { en: 'the IPsec service', ko: 'IPsec 서비스' },
      },
      next: 'D5-RETRIEVED',
    }),
    ...stage('D5-RETRIEVED', 'administrator', {
      ask: {
        say: { en: 'Was the current version of the policy retrieved?', ko: '현재 버전의 정책을 받았습니까?' },
        how: {
          en: 'Yes: "IPsec policy is up-to-date" at both ends.',
          ko: '예: 양쪽 끝에서 "IPsec policy is up-to-date".',
        },
        run: {
          windows: 'ipsec-doctor detect-policy',
          linux: 'ipsec-doctor detect-policy',
          'windows-before-vista': 'cscript Detect_IPsec_Policy.vbs',
        },
        sources: ['POL-25..50', 'EVT-R-01..12', 'SCR-10'],
        read: [
          {
            match: { kind: 'fact', name: 'ipsec-policy-version', of: 'anything', values: ['not up-to-date'] },
            answer: 'no',
            because: { en: 'One end has another version.', ko: '한쪽 끝의 버전이 다릅니다.' },
          },
        ],
      },
      fix: {
        say: {
          en: 'Delete the cached policy and have it loaded anew.',
          ko: '캐시된 정책을 삭제하고 다시 로드하십시오.',
        },
        run: run('ipsec-doctor policy howto domain', 'ipsec-doctor policy howto file'),
        sources: ['POL-31..50'],
      },
      exit: { ...computer, what: { en: 'retrieval of the policy', ko: '정책 검색' } },
      next: 'D5-INTERPRETED',
      persists: 'END-D-T3-POLICY',
    }),
    ...stage('D5-INTERPRETED', 'administrator', {
      ask: {
        say: { en: 'Was the policy interpreted without errors?', ko: '정책이 오류 없이 해석되었습니까?' },
        how: {
          en: 'Yes: no event of interpretation, and main and quick mode filters are listed.',
          ko: '예: 해석 오류 이벤트가 없고 주 모드·빠른 모드 필터가 나열됨.',
        },
        run: {
          windows: 'netsh advfirewall monitor show consec',
          'windows-2003': 'netsh ipsec dynamic show all',
          'windows-xp': 'ipseccmd show all',
        },
        reveals: 'exemptions',
        sources: ['POL-51..53', 'EVT-I-01..21'],
      },
      fix: {
        say: {
          en: 'Correct the object the event names, and load the policy anew.',
          ko: '이벤트가 가리키는 개체를 고치고 정책을 다시 로드하십시오.',
        },
        sources: ['POL-51..53', 'ADP-11'],
      },
      exit: { ...computer, what: { en: 'interpretation of the policy', ko: '정책 해석' } },
      next: 'D5-RRAS',
    }),
    ...stage('D5-RRAS', 'administrator', {
      ask: {
        say: {
          en: 'Does Routing and Remote Access run and add its own policy for L2TP?',
          ko: '라우팅 및 원격 액세스가 실행되며 L2TP 정책을 추가합니까?',
        },
        how: {
          en: 'No where the service is stopped at both ends.',
          ko: '양쪽 끝에서 서비스가 중지되어 있으면 아니요.',
        },
        run: run('sc query RemoteAccess'),
        sources: ['RRAS-04..09', 'T1-10'],
        read: remoteAccessRules('target').filter(({ answer }) => answer === 'yes'),
      },
      fix: {
        say: {
          en: 'Stop it where it is not needed; else set ProhibitIpSec or exempt the internal address.',
          ko: '필요 없으면 중지하고, 필요하면 ProhibitIpSec을 설정하거나 내부 주소를 예외로 두십시오.',
        },
        sources: ['RRAS-04..09', 'REG-08'],
      },
      exit: {
        class: 'service',
        family: 'computer-specific',
        ipsec: true,
        what: { en: 'the automatic L2TP policy', ko: '자동 L2TP 정책' },
      },
      next: 'D6',
      bad: 'yes',
    }),
    ...stage('D6', 'administrator', {
      ask: {
        say: {
          en: 'Do the logs of both ends show IKE succeed within the same minute?',
          ko: '양쪽 끝의 로그에서 같은 1분 안에 IKE가 성공합니까?',
        },
        how: {
          en: 'Yes: 541 (modern: 4650, 4651, 5451) at both. No: 543, 547 (4652 to 4654, 4984): read what the other end recorded.',
          ko: '예: 양쪽에 541(최신: 4650, 4651, 5451). 아니요: 543, 547(4652~4654, 4984)이며 상대의 기록을 읽으십시오.',
        },
        run: run(
          'ipsec-doctor diagnose --host caller=caller.evtx --host target=target.evtx',
          'ipsec-doctor diagnose caller/ target/',
        ),
        sources: ['IKE-23', 'EVT-K-01..38', 'PROC-03'],
      },
      fix: {
        say: {
          en: 'Do what the cause that diagnose names asks for, at the end it names.',
          ko: 'diagnose가 지목한 원인의 조치를 지목한 쪽에서 수행하십시오.',
        },
        sources: ['EVT-K-13..32', 'IKE-23'],
      },
      exit: { ...computer, what: { en: 'the negotiation (IKE)', ko: '협상(IKE)' } },
      next: 'D7',
    }),
    ...stage('D7', 'administrator', {
      ask: {
        say: {
          en: 'Does the application itself work with IPsec: no layered provider, VPN client, delay or timeout of its own in the way?',
          ko: '응용 프로그램이 IPsec과 함께 동작합니까? 계층 공급자, VPN 클라이언트, 자체 지연·시간 제한이 방해하지 않습니까?',
        },
        how: {
          en: 'Yes: net view works and the application fails the same way without the products beside it.',
          ko: '예: net view가 되고, 다른 제품을 빼도 응용 프로그램이 똑같이 실패함.',
        },
        run: run('netsh winsock show catalog'),
        sources: ['APP-02..13'],
      },
      fix: {
        say: {
          en: 'Take the product out, or have the time the application waits raised.',
          ko: '해당 제품을 제거하거나 응용 프로그램의 대기 시간을 늘리게 하십시오.',
        },
        sources: ['APP-02..13', 'TIM-14'],
      },
      exit: {
        class: 'application',
        family: 'computer-specific',
        ipsec: false,
        what: { en: 'an application beside IPsec', ko: 'IPsec 밖의 응용 프로그램' },
      },
      next: 'D8',
    }),
    D8: {
      kind: 'do',
      say: {
        en: 'Gather what tier 3 needs, of both ends and of one time.',
        ko: '3단계에 필요한 자료를 양쪽 끝에서 같은 시각으로 수집하십시오.',
      },
      by: 'administrator',
      run: {
        linux: 'ipsec-doctor bundle create caller/ target/ --out case.zip',
        windows: 'ipsec-doctor bundle create caller target --out case.zip',
      },
      sources: ['T3-02..10', 'ESC-07'],
      next: 'END-D-T3',
    },
    'END-D-T3': {
      kind: 'exit',
      say: { en: 'Not solved: tier 3.', ko: '해결되지 않음: 3단계로 넘깁니다.' },
      sources: ['ESC-07', 'T3-01'],
      status: 'not-fixed',
      class: null,
      family: null,
      ipsec: null,
      escalate: toTier3,
    },
    'END-D-T3-POLICY': {
      kind: 'exit',
      say: {
        en: 'The policy is not retrieved, even after it was deleted and refreshed: tier 3.',
        ko: '삭제하고 새로 고친 뒤에도 정책을 받지 못합니다. 3단계로 넘깁니다.',
      },
      sources: ['ESC-05'],
      status: 'not-fixed',
      ...computer,
      escalate: toTier3,
    },
    'END-D-DESIGN': {
      kind: 'exit',
      say: {
        en: 'Clear text arrived that should have been secured: the designers of the policy have to look at it.',
        ko: '보안되어야 할 평문이 도착했습니다. 정책 설계자가 확인해야 합니다.',
      },
      sources: ['ESC-06'],
      status: 'not-fixed',
      class: 'target-computer',
      family: null,
      ipsec: true,
      escalate: { to: 'policy-designer', items: ['ESC-02', 'ESC-03', 'T3-08', 'T3-10'] },
    },
  },
};
