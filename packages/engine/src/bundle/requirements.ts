/** What the next tier needs to take a case over (inventory ESC-01 to ESC-03, T3-02 to T3-12; Table 7.3), as data. */

type Both = { readonly en: string; readonly ko: string };

/** How it is found out whether an item is there. */
export type Looks =
  /** A file of one of these formats, of each host. */
  | { readonly by: 'formats'; readonly formats: readonly string[] }
  /** A text file of the bundle by its name. */
  | { readonly by: 'name'; readonly stem: string }
  | { readonly by: 'caller' | 'destination' | 'both-ends' | 'files' | 'same-time' | 'clocks' | 'names' };

export interface Requirement {
  readonly id: string;
  readonly inventory: readonly string[];
  /** The tier that asks for it, and those above. */
  readonly tier: 2 | 3;
  /** `wanted` helps and stops nobody. */
  readonly level: 'required' | 'wanted';
  /** Hosts it is asked of; left out: all. */
  readonly platform?: 'linux' | 'windows';
  readonly what: Both;
  readonly looks: Looks;
  /** How to get it, by platform. */
  readonly get: { readonly linux: string; readonly windows: string };
}

const eventLogs = [
  'evtx',
  'evt',
  'windows-event-xml',
  'windows-event-json',
  'windows-event-csv',
  'windows-event-list',
  'windows-event-table',
  'windows-event-pasted',
];
const collect = { linux: 'ipsec-doctor collect --out NAME/', windows: 'ipsec-doctor collect --out NAME\\' };
const same = (command: string): { readonly linux: string; readonly windows: string } => ({
  linux: command,
  windows: command,
});

export const requirements: readonly Requirement[] = [
  {
    id: 'files',
    inventory: ['ESC-01', 'FILE-01'],
    tier: 2,
    level: 'required',
    what: { en: 'files collected on the host', ko: '호스트에서 수집한 파일' },
    looks: { by: 'files' },
    get: collect,
  },
  {
    id: 'caller',
    inventory: ['ESC-02'],
    tier: 2,
    level: 'required',
    what: { en: "the name of the caller's computer", ko: '문의한 사람의 컴퓨터 이름' },
    looks: { by: 'caller' },
    get: { linux: 'hostname', windows: 'hostname' },
  },
  {
    id: 'destination',
    inventory: ['ESC-03'],
    tier: 2,
    level: 'required',
    what: { en: 'the computer that could not be reached', ko: '접근할 수 없었던 컴퓨터' },
    looks: { by: 'destination' },
    get: same('bundle create … --host NAME=PATH'),
  },
  {
    id: 'both-ends',
    inventory: ['T3-04', 'T3-07'],
    tier: 3,
    level: 'required',
    what: { en: 'evidence of both ends', ko: '양쪽의 증거' },
    looks: { by: 'both-ends' },
    get: collect,
  },
  {
    id: 'capture',
    inventory: ['T3-04'],
    tier: 3,
    level: 'required',
    what: {
      en: 'a capture of everything that goes in and out, with the policy active',
      ko: '정책이 활성인 상태에서 모든 송수신의 캡처',
    },
    looks: { by: 'formats', formats: ['pcap', 'pcapng', 'etl-packets'] },
    get: {
      linux: 'ipsec-doctor record --out NAME/',
      windows: 'pktmon start --capture --pkt-size 0 & pktmon stop & pktmon etl2pcap PktMon.etl',
    },
  },
  {
    id: 'same-time',
    inventory: ['T3-04', 'T3-07'],
    tier: 3,
    level: 'required',
    what: { en: 'captures and logs of the same time at both ends', ko: '양쪽에서 같은 시간의 캡처와 로그' },
    looks: { by: 'same-time' },
    get: { linux: 'ipsec-doctor record --out NAME/', windows: 'ipsec-doctor record --out NAME\\' },
  },
  {
    id: 'clocks',
    inventory: ['T3-04'],
    tier: 3,
    level: 'wanted',
    what: { en: 'clocks in step, or their offset known', ko: '동기화된 시계 또는 알려진 시차' },
    looks: { by: 'clocks' },
    get: { linux: 'timedatectl status', windows: 'w32tm /query /status' },
  },
  {
    id: 'ike-log',
    inventory: ['T3-07', 'FILE-12'],
    tier: 3,
    level: 'required',
    what: { en: 'the log of the IKE service at the time of the fault', ko: '장애 시점의 IKE 서비스 로그' },
    looks: {
      by: 'formats',
      formats: [
        'charon-log',
        'pluto-log',
        'pluto-console',
        'oakley-log',
        'cisco-log',
        'fortigate-log',
        'racoon-log',
        'iked-log',
        'junos-log',
        'panos-log',
        ...eventLogs,
      ],
    },
    get: {
      linux: 'journalctl -u strongswan -u ipsec --since -1h -o json > NAME_ike.json',
      windows:
        'wevtutil epl Security NAME_Security.evtx /q:"*[System[(EventID>=4650 and EventID<=4655) or EventID=4976 or EventID=4984]]"',
    },
  },
  {
    id: 'system-logs',
    inventory: ['T3-08', 'FILE-03', 'FILE-06'],
    tier: 3,
    level: 'required',
    platform: 'windows',
    what: { en: 'the whole System, Security and Application logs', ko: '시스템, 보안, 응용 프로그램 로그 전체' },
    looks: { by: 'formats', formats: eventLogs },
    get: {
      linux: 'journalctl --since -1h -o json',
      windows:
        'wevtutil epl System NAME_System.evtx & wevtutil epl Security NAME_Security.evtx & wevtutil epl Application NAME_Application.evtx',
    },
  },
  {
    id: 'network',
    inventory: ['T3-05', 'FILE-09', 'FILE-13'],
    tier: 3,
    level: 'required',
    what: { en: 'addresses and routes of the host', ko: '호스트의 주소와 경로' },
    looks: {
      by: 'formats',
      formats: ['ip-addr', 'ip-route', 'windows-ipconfig', 'windows-route-print', 'windows-netdiag', 'ipsec-barf'],
    },
    get: {
      linux: 'ip addr > NAME_ip-addr.txt; ip route show table all > NAME_ip-route.txt',
      windows: 'ipconfig /all > NAME_ipconfig.txt & route print > NAME_route.txt',
    },
  },
  {
    id: 'listeners',
    inventory: ['T3-06'],
    tier: 3,
    level: 'wanted',
    what: { en: 'which program holds UDP 500 and 4500', ko: 'UDP 500과 4500을 사용하는 프로그램' },
    looks: { by: 'formats', formats: ['udp-listeners', 'windows-portqry', 'windows-netstat', 'windows-services'] },
    get: { linux: 'ss -nulp > NAME_ss.txt', windows: 'netstat -anob -p udp > NAME_netstat.txt' },
  },
  {
    id: 'configuration',
    inventory: ['T3-10', 'FILE-04'],
    tier: 3,
    level: 'required',
    what: { en: 'the policy or configuration as it was saved', ko: '저장된 정책 또는 구성' },
    looks: {
      by: 'formats',
      formats: [
        'swanctl-conf',
        'ipsec-conf',
        'registry-export',
        'registry-policy',
        'registry-hive',
        'ldif',
        'windows-policy-script',
        'windows-consec-rules',
        'windows-netipsec',
        'windows-netsh-ipsec',
        'windows-vpn-connections',
      ],
    },
    get: {
      linux: 'cp /etc/swanctl/swanctl.conf /etc/ipsec.conf NAME/',
      windows: 'netsh advfirewall consec show rule name=all verbose > NAME_consec.txt',
    },
  },
  {
    id: 'active-policy',
    inventory: ['T3-10', 'T3-11', 'T3-12', 'FILE-05', 'FILE-10'],
    tier: 3,
    level: 'required',
    what: {
      en: 'the policy that is active: what the service has loaded and the kernel holds',
      ko: '활성 정책: 서비스가 로드하고 커널이 가진 것',
    },
    looks: {
      by: 'formats',
      formats: [
        'swanctl-list-conns',
        'swanctl-list-pols',
        'vici',
        'ipsec-status',
        'ip-xfrm-policy',
        'windows-export-list',
        'windows-monitor-sas',
        'windows-wfp',
        'windows-netsh-ipsec',
        'windows-netipsec',
        'ipsec-barf',
      ],
    },
    get: {
      linux: 'swanctl --list-conns > NAME_list-conns.txt; ip xfrm policy > NAME_ip-xfrm-policy.txt',
      windows: 'netsh wfp show state file=NAME_wfpstate.xml',
    },
  },
  {
    id: 'group-policy',
    inventory: ['T3-09', 'FILE-02', 'FILE-15', 'FILE-18'],
    tier: 3,
    level: 'wanted',
    platform: 'windows',
    what: { en: 'logs and results of Group Policy of that time', ko: '그 시점의 그룹 정책 로그와 결과' },
    looks: {
      by: 'formats',
      formats: [
        'windows-gpresult',
        'windows-gpresult-xml',
        'windows-gpresult-html',
        'windows-gpupdate',
        'windows-userenv-log',
      ],
    },
    get: { linux: 'gpresult', windows: 'gpresult /h NAME_gpresult.html' },
  },
  {
    id: 'security-requirements',
    inventory: ['T3-02'],
    tier: 3,
    level: 'wanted',
    what: {
      en: 'a short text: who has to authenticate to whom, and how the policy meets that',
      ko: '짧은 글: 누가 누구에게 인증해야 하며 정책이 이를 어떻게 충족하는지',
    },
    looks: { by: 'name', stem: 'requirements' },
    get: same('write requirements.txt'),
  },
  {
    id: 'diagram',
    inventory: ['T3-03'],
    tier: 3,
    level: 'wanted',
    what: { en: 'a diagram of the scenario', ko: '상황 구성도' },
    looks: { by: 'name', stem: 'diagram' },
    get: same('ipsec-doctor bundle create NAME/ OTHER/ --out case.zip'),
  },
  {
    id: 'names',
    inventory: ['T3-07', 'T3-11', 'FILE-12'],
    tier: 3,
    level: 'wanted',
    what: {
      en: 'files in a folder of their host, or named for it',
      ko: '호스트의 폴더에 있거나 호스트 이름이 붙은 파일',
    },
    looks: { by: 'names' },
    get: same('bundle create … --host NAME=PATH'),
  },
];
