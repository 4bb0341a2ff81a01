/** How calls are classed: what the report counts (inventory T1-03, T1-07 to T1-22, T1-33 to T1-35). */
import type { Text } from './types.ts';

interface Row extends Text {
  /** Entry of the inventory. */
  readonly source: string;
}

/** What of a connection fails. */
export type CallClass =
  | 'network-connectivity'
  | 'name-resolution'
  | 'application'
  | 'service'
  | 'caller-computer'
  | 'target-computer';

export const callClasses: Readonly<Record<CallClass, Row & { readonly test: Text }>> = {
  'network-connectivity': {
    en: 'network connectivity',
    ko: '네트워크 연결',
    source: 'T1-07',
    test: { en: 'ping and tracert along the path', ko: '경로를 따라 ping과 tracert' },
  },
  'name-resolution': {
    en: 'name resolution',
    ko: '이름 확인',
    source: 'T1-08',
    test: { en: 'ping NAME and nslookup NAME', ko: 'ping 이름, nslookup 이름' },
  },
  application: {
    en: 'application',
    ko: '응용 프로그램',
    source: 'T1-09',
    test: {
      en: 'to the same target some applications work (net view) and others do not',
      ko: '같은 대상에 어떤 응용 프로그램(net view)은 되고 다른 것은 안 됨',
    },
  },
  service: {
    en: 'service',
    ko: '서비스',
    source: 'T1-10',
    test: {
      en: 'is a service running that changes the policy, such as Routing and Remote Access',
      ko: '라우팅 및 원격 액세스처럼 정책을 바꾸는 서비스가 실행 중인지',
    },
  },
  'caller-computer': {
    en: "caller's computer",
    ko: '호출자의 컴퓨터',
    source: 'T1-11',
    test: {
      en: 'can it reach any trusted host, or the test servers of the help desk',
      ko: '신뢰할 수 있는 호스트나 지원 센터 테스트 서버에 하나라도 연결되는지',
    },
  },
  'target-computer': {
    en: 'target computer',
    ko: '대상 컴퓨터',
    source: 'T1-12',
    test: {
      en: 'the test servers are reached, and one target is not',
      ko: '테스트 서버에는 연결되지만 한 대상에만 연결되지 않음',
    },
  },
};

/** What the fault goes along with: the computer, the way, or the user. */
export type CallFamily = 'computer-specific' | 'network-path' | 'user-specific';

export const callFamilies: Readonly<Record<CallFamily, Row>> = {
  'computer-specific': {
    en: 'particular to a computer (account, groups, patches, software)',
    ko: '특정 컴퓨터(계정, 그룹, 패치, 소프트웨어)',
    source: 'T1-17..20',
  },
  'network-path': { en: 'particular to a location or path', ko: '특정 위치 또는 네트워크 경로', source: 'T1-21' },
  'user-specific': {
    en: 'particular to a user (logon rights, groups, tickets)',
    ko: '특정 사용자(로그온 권한, 그룹, 티켓)',
    source: 'T1-22',
  },
};

/** The three states in which a call ends. */
export type ExitStatus = 'fixed-cause-identified' | 'fixed-cause-unclear' | 'not-fixed';

export const exitStatuses: Readonly<Record<ExitStatus, Row>> = {
  'fixed-cause-identified': { en: 'fixed, cause identified', ko: '해결됨, 원인 확인', source: 'T1-33' },
  'fixed-cause-unclear': { en: 'fixed, cause unclear', ko: '해결됨, 원인 불분명', source: 'T1-34' },
  'not-fixed': { en: 'not fixed', ko: '해결되지 않음', source: 'T1-35' },
};

/** Who is affected. */
export type CallScope = 'one' | 'several' | 'many';

export const callScopes: Readonly<Record<CallScope, Row>> = {
  one: { en: 'the caller alone', ko: '호출자 혼자', source: 'T1-15' },
  several: { en: 'several users', ko: '여러 사용자', source: 'T1-15' },
  many: { en: 'many users', ko: '많은 사용자', source: 'T1-15' },
};

export type CallSeverity = 'single-server' | 'limited' | 'broad';

export const callSeverities: Readonly<Record<CallSeverity, Row>> = {
  'single-server': { en: 'a single server', ko: '서버 하나', source: 'T1-16' },
  limited: {
    en: 'several servers, or one computer as a whole',
    ko: '여러 서버 또는 컴퓨터 한 대 전체',
    source: 'T1-16',
  },
  broad: {
    en: 'logon or authentication over much of the network',
    ko: '네트워크 대부분의 로그온 또는 인증',
    source: 'T1-16',
  },
};

/** Keys of a table, in its order. */
export function keysOf<K extends string>(table: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(table) as K[];
}
