/** What is looked at on any Linux host, whatever daemon negotiates on it. Order matters: what goes away first is read first. */
import type { Step } from '../types.ts';

const kib = 1024;
const mib = 1024 * 1024;

/** A listing by one command. */
export function listing(
  id: string,
  file: string,
  en: string,
  ko: string,
  command: readonly string[],
  source: string,
  more: Partial<Step> = {},
): Step {
  return {
    id,
    what: { en, ko },
    action: { kind: 'run', commands: [command] },
    file,
    commands: [command[0] ?? ''],
    privilege: 'user',
    seconds: 20,
    bytes: 8 * mib,
    tier: 1,
    source,
    ...more,
  };
}

/** Who the host is; first, as IPsec_Debug.vbs begins (SCR-06 step 1). */
export const identity: readonly Step[] = [
  {
    id: 'os-info',
    what: { en: 'system, kernel and name of the host', ko: '시스템, 커널, 호스트 이름' },
    action: {
      kind: 'run',
      commands: [['uname', '-a'], ['cat', '/etc/os-release'], ['uptime'], ['date', '-R']],
    },
    file: 'OSInfo.txt',
    privilege: 'user',
    seconds: 10,
    bytes: 64 * kib,
    tier: 1,
    source: 'SCR-06 step 1, FILE-13',
  },
];

/** Capture and reproduction, around which the rest is grouped. */
export const before: readonly Step[] = [
  {
    id: 'capture-start',
    what: {
      en: 'start a ring-buffered capture of IKE, ESP, AH, ICMP and fragments, and send one marker packet (ping) to the loopback address',
      ko: 'IKE, ESP, AH, ICMP, 조각 패킷을 링 버퍼로 캡처하기 시작하고 루프백 주소로 표지 패킷(ping) 한 개를 보냄',
    },
    action: { kind: 'capture', at: 'start' },
    file: 'capture.pcap',
    privilege: 'admin',
    asked: 'capture',
    seconds: 10,
    bytes: 50 * mib,
    tier: 1,
    source: 'T3-04, tcpdump(8) -C -W',
  },
];

export const during: readonly Step[] = [
  {
    id: 'reproduce',
    what: {
      en: 'run the command that shows the fault, or wait while somebody does',
      ko: '문제를 재현하는 명령을 실행하거나 누군가 재현하는 동안 대기',
    },
    action: { kind: 'reproduce' },
    file: 'reproduce.txt',
    privilege: 'user',
    asked: 'reproduce',
    seconds: 600,
    bytes: mib,
    tier: 1,
    removes: 'log',
    source: 'T3-04',
  },
];

export const tests: readonly Step[] = [
  {
    id: 'ping',
    what: { en: 'ping the server', ko: '서버로 ping' },
    action: { kind: 'run', commands: [['ping', '-n', '-c', '4', '-W', '1', '{server}']] },
    file: '{server}_ping.txt',
    commands: ['ping'],
    privilege: 'user',
    perServer: true,
    seconds: 15,
    bytes: 64 * kib,
    tier: 1,
    source: 'SCR-06 step 8, FILE-17',
  },
  {
    id: 'tracepath',
    what: { en: 'path and path MTU to the server', ko: '서버까지의 경로와 경로 MTU' },
    action: { kind: 'run', commands: [['tracepath', '-n', '{server}']] },
    file: '{server}_tracepath.txt',
    commands: ['tracepath'],
    privilege: 'user',
    perServer: true,
    seconds: 60,
    bytes: 64 * kib,
    tier: 2,
    source: 'PATH-06, tracepath(8)',
  },
];

export const after: readonly Step[] = [
  {
    id: 'capture-stop',
    what: { en: 'send a second marker packet and stop the capture', ko: '두 번째 표지 패킷을 보내고 캡처를 끝냄' },
    action: { kind: 'capture', at: 'stop' },
    file: null,
    privilege: 'admin',
    asked: 'capture',
    seconds: 20,
    bytes: 0,
    tier: 1,
    source: 'T3-04',
  },
];

/** The network and the kernel's side of IPsec. */
export const host: readonly Step[] = [
  listing(
    'xfrm-state',
    'ip-xfrm-state.txt',
    "the kernel's SAs, without their keys",
    '커널의 SA(키 제외)',
    ['ip', '-s', 'xfrm', 'state'],
    'ip-xfrm(8)',
    {
      privilege: 'admin',
      removes: 'xfrm',
    },
  ),
  listing(
    'xfrm-policy',
    'ip-xfrm-policy.txt',
    "the kernel's IPsec policies",
    '커널의 IPsec 정책',
    ['ip', 'xfrm', 'policy'],
    'ip-xfrm(8)',
    {
      privilege: 'admin',
    },
  ),
  listing('ip-addr', 'ip-addr.txt', 'addresses', '주소', ['ip', 'addr'], 'ip-address(8)'),
  listing(
    'ip-route',
    'ip-route.txt',
    'routes of all tables',
    '모든 테이블의 라우트',
    ['ip', 'route', 'show', 'table', 'all'],
    'ip-route(8)',
  ),
  listing('ip-rule', 'ip-rule.txt', 'which table is asked for what', '라우팅 규칙', ['ip', 'rule'], 'ip-rule(8)', {
    tier: 2,
  }),
  listing(
    'udp-listeners',
    'udp-listeners.txt',
    'who listens on UDP 500 and 4500',
    'UDP 500, 4500에서 수신하는 프로그램',
    ['ss', '-lunp'],
    'ss(8)',
    {
      privilege: 'admin',
    },
  ),
  listing(
    'sysctl',
    'sysctl.txt',
    'settings of the kernel that matter for IPsec',
    'IPsec에 영향을 주는 커널 설정',
    [
      'sysctl',
      'net.ipv4.ip_forward',
      'net.ipv4.conf.all.rp_filter',
      'net.ipv4.conf.default.rp_filter',
      'net.ipv6.conf.all.forwarding',
      'net.core.xfrm_acq_expires',
    ],
    'sysctl(8)',
  ),
  listing('nft', 'nft-ruleset.txt', 'rules of nftables', 'nftables 규칙', ['nft', 'list', 'ruleset'], 'nft(8)', {
    privilege: 'admin',
  }),
  listing(
    'iptables',
    'iptables-save.txt',
    'rules of iptables',
    'iptables 규칙',
    ['iptables-save'],
    'iptables-save(8)',
    {
      privilege: 'admin',
    },
  ),
  listing(
    'ip6tables',
    'ip6tables-save.txt',
    'rules of ip6tables',
    'ip6tables 규칙',
    ['ip6tables-save'],
    'iptables-save(8)',
    {
      privilege: 'admin',
      tier: 2,
    },
  ),
  {
    id: 'xfrm-stat',
    what: { en: "the kernel's error counters of IPsec", ko: '커널의 IPsec 오류 카운터' },
    action: { kind: 'copy', from: ['/proc/net/xfrm_stat'], keep: 'head' },
    file: 'xfrm-stat.txt',
    privilege: 'user',
    seconds: 5,
    bytes: 64 * kib,
    tier: 1,
    source: 'Documentation/networking/xfrm_proc.rst',
  },
  listing(
    'nstat',
    'nstat.txt',
    'counters of the network stack',
    '네트워크 스택의 카운터',
    ['nstat', '-az'],
    'nstat(8)',
  ),
  listing('neighbours', 'ip-neigh.txt', 'neighbours on the links', '링크의 이웃', ['ip', 'neigh'], 'ip-neighbour(8)', {
    tier: 2,
  }),
  listing(
    'links',
    'ip-link.txt',
    'interfaces, MTU and dropped packets',
    '인터페이스, MTU, 버려진 패킷',
    ['ip', '-s', 'link'],
    'ip-link(8)',
    { tier: 2 },
  ),
  listing(
    'processes',
    'processes.txt',
    'programs that run',
    '실행 중인 프로그램',
    ['ps', '-eo', 'pid,etimes,user,comm'],
    'ps(1)',
    { tier: 2 },
  ),
  listing('kernel-log', 'dmesg.txt', 'messages of the kernel', '커널 메시지', ['dmesg'], 'dmesg(1)', {
    privilege: 'admin',
    tier: 3,
    removes: 'log',
  }),
];

/** The journal of one or more units. */
export function journal(units: readonly string[]): Step {
  return listing(
    'journal',
    'journal.txt',
    "the daemon's lines in the journal of the last two days",
    '최근 이틀의 저널에서 데몬의 줄',
    [
      'journalctl',
      '--no-pager',
      '-o',
      'short-iso-precise',
      '--since',
      '-48h',
      ...units.flatMap((unit) => ['-u', unit]),
    ],
    'journalctl(1)',
    { exists: '/run/systemd/system', privilege: 'admin', bytes: 16 * mib, seconds: 60, removes: 'log' },
  );
}

/** State of the units. */
export function units(names: readonly string[]): Step {
  return listing(
    'service',
    'service.txt',
    'state of the service',
    '서비스 상태',
    [
      'systemctl',
      'show',
      '--property=Id,LoadState,ActiveState,SubState,ActiveEnterTimestamp,NRestarts,ExecMainStatus',
      ...names,
    ],
    'systemctl(1)',
    { exists: '/run/systemd/system', bytes: 64 * kib },
  );
}

/** Copy of files, the newest part of a log or the beginning of a configuration. */
export function copies(
  id: string,
  file: string,
  en: string,
  ko: string,
  from: readonly string[],
  keep: 'head' | 'tail',
  more: Partial<Step> = {},
): Step {
  return {
    id,
    what: { en, ko },
    action: { kind: 'copy', from, keep },
    file,
    privilege: 'admin',
    seconds: 60,
    bytes: keep === 'tail' ? 32 * mib : mib,
    tier: 1,
    source: '',
    ...more,
  };
}
