import { textFormats } from '../../packages/engine/src/formats/index.ts';

/** What is read, in the order of a reader's interest: format, from where, and what it tells. */
export const formats: readonly (readonly [format: string, source: string, english: string, korean: string])[] = [
  [
    'pcap',
    '`tcpdump -w`',
    'packets, micro- or nanoseconds, both byte orders',
    '패킷(마이크로초 또는 나노초, 두 바이트 순서)',
  ],
  [
    'pcapng',
    '`dumpcap`, Wireshark',
    'packets of several interfaces, drop counters',
    '여러 인터페이스의 패킷, 손실 카운터',
  ],
  [
    'charon-log',
    'strongSwan',
    'log of charon: file, syslog or journal, any level',
    'charon 로그: 파일, syslog, 저널, 모든 수준',
  ],
  ['pluto-log', 'Libreswan', 'log of pluto: file, syslog or journal', 'pluto 로그: 파일, syslog, 저널'],
  [
    'pluto-console',
    '`ipsec up`',
    'what Libreswan prints while a connection comes up',
    '연결을 시작할 때 Libreswan이 출력하는 내용',
  ],
  ['swanctl-conf', 'strongSwan', 'configuration (`swanctl.conf`)', '구성(`swanctl.conf`)'],
  ['ipsec-conf', 'Libreswan, strongSwan', 'configuration (`ipsec.conf`)', '구성(`ipsec.conf`)'],
  [
    'ipsec-secrets',
    'Libreswan, strongSwan',
    'which secrets there are; never their values',
    '어떤 비밀 값이 있는지(값은 표시하지 않음)',
  ],
  ['swanctl-list-conns', '`swanctl --list-conns`', 'connections that are loaded', '로드된 연결'],
  ['swanctl-list-sas', '`swanctl --list-sas`', 'SAs and their counters', 'SA와 카운터'],
  ['swanctl-load', '`swanctl --load-all`', 'connections taken and refused', '받아들인 연결과 거부된 연결'],
  ['ipsec-status', '`ipsec status`', 'connections and SAs of either product', '두 제품의 연결과 SA'],
  ['ip-addr', '`ip addr`', 'addresses of the host', '호스트의 주소'],
  ['ip-route', '`ip route`', 'routes of the host', '호스트의 라우트'],
  [
    'ip-xfrm-state',
    '`ip -s xfrm state`',
    'SAs of the kernel; keys are compared, open captured ESP, and never show',
    '커널의 SA(키는 비교와 캡처된 ESP를 여는 데만 쓰며 표시하지 않음)',
  ],
  [
    'decryption-keys',
    'Wireshark, strongSwan save-keys, `tcpdump -E`',
    'keys that open captured IKE and ESP; never shown',
    '캡처된 IKE와 ESP를 여는 키(표시하지 않음)',
  ],
  ['ip-xfrm-policy', '`ip xfrm policy`', 'policies of the kernel', '커널의 정책'],
  ['xfrm-stat', '`cat /proc/net/xfrm_stat`', 'error counters of the kernel', '커널의 오류 카운터'],
  ['udp-listeners', '`ss -lunp`', 'who listens on UDP', 'UDP에서 수신하는 프로그램'],
  ['nft-ruleset', '`nft list ruleset`', 'firewall and NAT rules', '방화벽 및 NAT 규칙'],
  ['sysctl', '`sysctl -a`', 'settings of the kernel', '커널의 설정'],
];

/** The pages that list the formats, by path. Throws when a reader is not described. */
export function formatPages(made: string): ReadonlyMap<string, string> {
  const described = new Set(formats.map(([format]) => format));
  const missing = textFormats.map(({ format }) => format).filter((format) => !described.has(format));
  if (missing.length > 0) throw new Error(`describe the format ${missing.join(', ')} in scripts/docs/formats.ts`);
  const page = (title: string, intro: string, head: string, column: 2 | 3): string =>
    [
      `<!-- ${made} -->`,
      '',
      `# ${title}`,
      '',
      intro,
      '',
      head,
      '| --- | --- | --- |',
      ...formats.map((row) => `| \`${row[0]}\` | ${row[1]} | ${row[column]} |`),
      '',
    ].join('\n');
  return new Map([
    [
      'formats.md',
      page(
        'What is read',
        'Kinds are recognised by content; names are only hints. Anything may be packed with gzip, tar or zip. What is not recognised is listed as unsupported.',
        '| Format | From | What it tells |',
        2,
      ),
    ],
    [
      'ko/formats.md',
      page(
        '읽을 수 있는 형식',
        '형식은 내용으로 인식하며 이름은 참고만 합니다. gzip, tar, zip으로 묶여 있어도 됩니다. 인식하지 못한 파일은 지원되지 않는 파일로 표시합니다.',
        '| 형식 | 출처 | 알 수 있는 것 |',
        3,
      ),
    ],
  ]);
}
