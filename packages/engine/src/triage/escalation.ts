/** What goes along when a call goes to the next tier (inventory ESC-01 to ESC-07, T3-02 to T3-10). */
import type { Text } from './types.ts';

export type EscalationTarget = 'tier-2' | 'tier-3' | 'policy-designer' | 'access-group-team';

export const escalationTargets: Readonly<Record<EscalationTarget, Text & { readonly source: string }>> = {
  'tier-2': { en: 'tier 2', ko: '2단계 지원', source: 'ESC-01..03' },
  'tier-3': { en: 'tier 3', ko: '3단계 지원', source: 'ESC-05' },
  'policy-designer': { en: 'the designers of the policy', ko: 'IPsec 정책 설계자', source: 'ESC-06' },
  'access-group-team': {
    en: 'the team of the network access groups',
    ko: '네트워크 액세스 그룹 담당 팀',
    source: 'ESC-04',
  },
};

export type EscalationItem =
  | 'ESC-01'
  | 'ESC-02'
  | 'ESC-03'
  | 'T3-02'
  | 'T3-03'
  | 'T3-04'
  | 'T3-05'
  | 'T3-06'
  | 'T3-07'
  | 'T3-08'
  | 'T3-09'
  | 'T3-10';

/** An item, how it is got, and `from`: the part of the call that already has it. */
export const escalationItems: Readonly<
  Record<
    EscalationItem,
    Text & { readonly command: string | null; readonly from: 'evidence' | 'caller' | 'target' | null }
  >
> = {
  'ESC-01': {
    en: "log files of the caller's computer",
    ko: '호출자 컴퓨터의 로그 파일',
    command: 'ipsec-doctor collect',
    from: 'evidence',
  },
  'ESC-02': {
    en: "name of the caller's computer, by which its files are found",
    ko: '호출자의 컴퓨터 이름(로그 파일을 찾는 데 씀)',
    command: 'hostname',
    from: 'caller',
  },
  'ESC-03': {
    en: 'destination computer to which access was refused, by which the right team is found',
    ko: '액세스가 거부된 대상 컴퓨터(담당 팀을 정하는 데 씀)',
    command: null,
    from: 'target',
  },
  'T3-02': {
    en: 'security requirements of both computers, in and out, and how policy meets them',
    ko: '두 컴퓨터의 인바운드·아웃바운드 보안 요구 사항과 정책이 이를 충족하는 방법',
    command: null,
    from: null,
  },
  'T3-03': {
    en: 'scenario diagram: names, addresses at that time, systems, DNS, WINS and domain controllers',
    ko: '시나리오 다이어그램: 이름, 당시 주소, 시스템, DNS, WINS, 도메인 컨트롤러',
    command: 'ipsec-doctor bundle create',
    from: null,
  },
  'T3-04': {
    en: 'captures of both ends, taken at the same time, with the policy active',
    ko: '정책이 활성인 상태에서 동시에 수집한 양쪽 끝의 패킷 캡처',
    command: 'ipsec-doctor record',
    from: null,
  },
  'T3-05': {
    en: 'network diagnosis of each computer, before or after the capture',
    ko: '캡처 직전 또는 직후의 각 컴퓨터 네트워크 진단',
    command: 'netdiag /debug >netdiag-debug-computername.txt',
    from: null,
  },
  'T3-06': {
    en: 'ports and their processes of each computer',
    ko: '각 컴퓨터의 포트와 프로세스',
    command: 'portqry -v -local >portqry-v-computername.txt',
    from: null,
  },
  'T3-07': {
    en: 'IKE log of each side at the time of the fault',
    ko: '오류 당시 각 쪽의 IKE 로그',
    command: 'ipsec-doctor collect',
    from: null,
  },
  'T3-08': {
    en: 'System, Security and Application logs of each computer at that time',
    ko: '당시 각 컴퓨터의 시스템, 보안, 응용 프로그램 로그 전체',
    command: 'ipsec-doctor collect',
    from: null,
  },
  'T3-09': {
    en: 'logs of group policy of that time',
    ko: '당시의 그룹 정책 로그',
    command: 'ipsec-doctor collect',
    from: null,
  },
  'T3-10': {
    en: 'policy of each computer: main and quick mode specific filters',
    ko: '각 컴퓨터의 정책: 주 모드와 빠른 모드 특정 필터',
    command: 'ipsec-doctor collect',
    from: null,
  },
};
