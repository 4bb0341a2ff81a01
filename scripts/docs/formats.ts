import { basisOf } from '../../packages/engine/src/formats/basis.ts';
import { textFormats } from '../../packages/engine/src/formats/index.ts';
import { windowsFormats } from './windows-formats.ts';

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
    'evtx',
    'Windows Vista, Server 2008 and later',
    'event logs as they lie in `winevt\\Logs` or are saved (`wevtutil epl`): the events of IPsec, also of damaged or unclosed logs',
    '`winevt\\Logs`의 이벤트 로그 또는 저장한 로그(`wevtutil epl`)의 IPsec 이벤트(손상되었거나 닫히지 않은 로그 포함)',
  ],
  [
    'evt',
    'Windows XP, Server 2003',
    'event logs as they lie in `config` or are saved: the events of IPsec (made from documents and held against libevt; no real file was read yet)',
    '`config`의 이벤트 로그 또는 저장한 로그의 IPsec 이벤트(문서를 바탕으로 만들고 libevt와 대조했으며, 실제 파일로는 아직 확인하지 않음)',
  ],
  [
    'etl',
    '`netsh trace`, `pktmon`, `logman`, `netsh wfp capture`',
    'event traces: the packets they captured, failures of IKE told by the filtering platform (1005, 1007, 1009), and who else speaks; messages of the trace preprocessor need the symbols of their programs',
    '이벤트 추적: 캡처한 패킷, 필터링 플랫폼이 알리는 IKE 실패(1005, 1007, 1009), 그 밖의 공급자 목록(추적 전처리기의 메시지는 해당 프로그램의 기호가 필요함)',
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
  [
    'cisco-log',
    'Cisco IOS, IOS-XE, ASA',
    '`debug crypto isakmp`, `ipsec`, `ikev1`, `ikev2`; syslog (`%CRYPTO-`, `%IKEV2-`, `%ASA-…-713xxx`, `750xxx`, `751xxx`, `402xxx`)',
    '`debug crypto isakmp`, `ipsec`, `ikev1`, `ikev2` 출력과 syslog(`%CRYPTO-`, `%IKEV2-`, `%ASA-…-713xxx`, `750xxx`, `751xxx`, `402xxx`)',
  ],
  [
    'fortigate-log',
    'FortiGate',
    '`diagnose debug application ike -1` with its dumps of messages, and VPN events',
    '`diagnose debug application ike -1` 출력과 그 안의 메시지 덤프, VPN 이벤트',
  ],
  [
    'racoon-log',
    'racoon (ipsec-tools), MikroTik RouterOS, Meraki MX',
    'log of racoon; RouterOS topics `ipsec,error`, `ipsec,info`, `ipsec,debug`',
    'racoon 로그와 RouterOS의 `ipsec,error`, `ipsec,info`, `ipsec,debug` 로그',
  ],
  ['iked-log', 'OpenIKED', 'log of iked', 'iked 로그'],
  ['junos-log', 'Juniper Junos', 'syslog and traces of kmd and iked', 'kmd와 iked의 syslog와 추적 로그'],
  ['panos-log', 'Palo Alto PAN-OS', '`ikemgr.log` and system log of type vpn', '`ikemgr.log`와 vpn 유형의 시스템 로그'],
  [
    'oakley-log',
    'Windows 2000 to Server 2003',
    '`Oakley.log` with its `.bak`, `.sav` and `.bak.sav`',
    '`Oakley.log`와 `.bak`, `.sav`, `.bak.sav`',
  ],
  [
    'windows-event-xml',
    '`wevtutil qe /f:xml`, Event Viewer',
    'events of IPsec, its services, the domain and remote access, as XML; also forwarded ones',
    'IPsec, 관련 서비스, 도메인, 원격 액세스의 이벤트(XML, 전달된 이벤트 포함)',
  ],
  ['windows-event-json', '`ConvertTo-Json` of `Get-WinEvent`', 'the same events as JSON', '같은 이벤트(JSON)'],
  [
    'windows-event-csv',
    'Event Viewer, `Export-Csv`, `eventquery.vbs`',
    'the same events as a table, comma or tab between the values; of messages in any language',
    '같은 이벤트(쉼표나 탭으로 나눈 표, 메시지의 언어와 무관)',
  ],
  [
    'windows-event-list',
    '`wevtutil /f:text`, `Format-List`, copied events',
    'the same events as lists of values',
    '같은 이벤트(값의 목록)',
  ],
  [
    'windows-event-table',
    '`Format-Table` of `Get-WinEvent` and `Get-EventLog`',
    'the same events where the table wraps its messages; where it cuts them, that it does',
    '메시지를 줄바꿈한 표의 같은 이벤트. 메시지가 잘린 표이면 잘렸다는 사실',
  ],
  [
    'windows-event-pasted',
    'a mail, a page',
    'the same events under quote marks, or nothing but the English message of one',
    '인용 부호 아래의 같은 이벤트, 또는 이벤트 하나의 영어 메시지만',
  ],
  [
    'windows-error',
    'a few pasted lines',
    'an error code of a VPN connection, or the reason of an event 547',
    '붙여 넣은 몇 줄: VPN 연결의 오류 코드 또는 이벤트 547의 이유',
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
  [
    'swanctl-list-certs',
    '`swanctl --list-certs`, `ipsec listall`',
    'certificates and revocation lists that are loaded',
    '적재된 인증서와 폐기 목록',
  ],
  [
    'vici',
    '`swanctl … --raw`, `--pretty`',
    'the same as the listings; events of `swanctl --monitor-sa`',
    '목록과 같은 내용, `swanctl --monitor-sa`의 이벤트',
  ],
  ['swanctl-list-pols', '`swanctl --list-pols`', 'traps and shunts', '트랩 및 예외 정책'],
  [
    'strongswan-conf',
    'strongswan.conf',
    'settings of the daemon that decide about connections',
    '연결에 영향을 주는 데몬 설정',
  ],
  [
    'pki-private-key',
    '`pki --print --type priv`',
    'which private key a file holds, never the key',
    '파일에 든 개인 키의 종류와 식별자(키 자체는 아님)',
  ],
  ['ipsec-version', '`ipsec --version`, `pluto --version`', 'which release of Libreswan it is', 'Libreswan 릴리스'],
  [
    'certutil-list',
    '`certutil -L`',
    'certificates of an NSS database, trust, whether the key is there',
    'NSS 데이터베이스의 인증서, 신뢰, 개인 키 유무',
  ],
  ['swanctl-list-algs', '`swanctl --list-algs`', 'algorithms of this build', '이 빌드가 지원하는 알고리즘'],
  ['swanctl-stats', '`swanctl --stats`', 'load of the daemon', '데몬의 부하'],
  ['swanctl-load', '`swanctl --load-all`', 'connections taken and refused', '받아들인 연결과 거부된 연결'],
  [
    'ipsec-status',
    '`ipsec status`, `showstates`, `trafficstatus`, `briefstatus`',
    'connections and SAs of either product',
    '두 제품의 연결과 SA',
  ],
  ['ipsec-listall', '`ipsec listall`', 'certificates in the database of Libreswan', 'Libreswan 데이터베이스의 인증서'],
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
  [
    'ip-xfrm-monitor',
    '`ip -ts xfrm monitor`',
    'SAs and policies of the kernel as they come, expire and go',
    '생기고 만료되고 사라지는 커널의 SA와 정책',
  ],
  ['xfrm-stat', '`cat /proc/net/xfrm_stat`', 'error counters of the kernel', '커널의 오류 카운터'],
  [
    'certificate',
    'PEM, DER, PKCS#7',
    'certificates and private keys; of keys only that they are there',
    '인증서와 개인 키(키는 있다는 것만 확인)',
  ],
  ['crl', 'PEM, DER', 'which certificates are revoked', '폐기된 인증서'],
  ['ipsec-barf', '`ipsec barf`', 'each section as a file of its own', '구역마다 별도의 파일로 읽음'],
  [
    'net-counters',
    '`nstat -az`, `netstat -s`',
    'packets the kernel dropped: way back, no route, full sockets',
    '커널이 버린 패킷: 되돌아가는 경로, 라우트 없음, 가득 찬 소켓',
  ],
  ['udp-listeners', '`ss -lunp`, `netstat -lunp`, `lsof -i`', 'who listens on UDP', 'UDP에서 수신하는 프로그램'],
  ['nft-ruleset', '`nft list ruleset`', 'firewall and NAT rules', '방화벽 및 NAT 규칙'],
  ['iptables', '`iptables-save`, `iptables -L -v -n`', 'firewall and NAT rules', '방화벽 및 NAT 규칙'],
  [
    'registry-export',
    '`reg export`, `regedit`',
    'IPsec policies and connection security rules of Windows in the registry: objects, links, which is assigned; pre-shared keys never show',
    '레지스트리에 있는 Windows IPsec 정책과 연결 보안 규칙: 개체, 연결 관계, 할당된 정책(미리 공유한 키는 표시하지 않음)',
  ],
  [
    'registry-policy',
    'Group policy',
    '`Registry.pol`: connection security rules of Windows with their sets, the IPsec policy that is assigned',
    '`Registry.pol`: Windows 연결 보안 규칙과 규칙이 참조하는 집합, 할당된 IPsec 정책',
  ],
  [
    'registry-hive',
    '`SYSTEM`, `SOFTWARE`, `reg save`',
    'the same as an export, with permissions; a hive that is dirty says so (its logs are not read)',
    '내보내기와 같은 내용과 권한(변경 사항이 로그에 남아 있는 하이브는 그렇다고 표시하며, 로그는 읽지 않음)',
  ],
  [
    'ldif',
    '`ldifde`, `ldapsearch`',
    'IPsec policies of a domain in the directory, with permissions; pre-shared keys never show',
    '디렉터리에 있는 도메인의 IPsec 정책과 권한(미리 공유한 키는 표시하지 않음)',
  ],
  ['sysctl', '`sysctl -a`', 'settings of the kernel', '커널의 설정'],
  ...windowsFormats,
];

/** The pages that list the formats, by path. Throws when a reader is not described. */
export function formatPages(made: string): ReadonlyMap<string, string> {
  const described = new Set(formats.map(([format]) => format));
  const missing = textFormats.map(({ format }) => format).filter((format) => !described.has(format));
  if (missing.length > 0) throw new Error(`describe the format ${missing.join(', ')} in scripts/docs/formats.ts`);
  // A reader that was never held against real output makes no finding certain (decision 0005).
  const marked = (format: string): string => (basisOf(format).known === 'unconfirmed' ? ' \\*' : '');
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
      ...formats.map((row) => `| \`${row[0]}\` | ${row[1]} | ${row[column]}${marked(row[0])} |`),
      '',
    ].join('\n');
  return new Map([
    [
      'formats.md',
      page(
        'What is read',
        'Kinds are recognised by content; names are only hints. Anything may be packed with gzip, tar or zip; cabinets (`.cab`) are read too, unless they are packed with LZX. What is not recognised is listed as unsupported. \\*: made from documents, not yet held against real output; a finding that rests on it alone is never certain.',
        '| Format | From | What it tells |',
        2,
      ),
    ],
    [
      'ko/formats.md',
      page(
        '읽을 수 있는 형식',
        '형식은 내용으로 인식하며 이름은 참고만 합니다. gzip, tar, zip으로 묶여 있어도 되며, LZX로 압축된 것이 아니면 캐비닛(`.cab`)도 읽습니다. 인식하지 못한 파일은 지원되지 않는 파일로 표시합니다. \\*: 문서만으로 만들어 실제 출력으로 확인하지 못한 형식이며, 이것에만 근거한 결과는 확실하다고 하지 않습니다.',
        '| 형식 | 출처 | 알 수 있는 것 |',
        3,
      ),
    ],
  ]);
}
