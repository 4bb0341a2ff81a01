/** How to look at, delete and load anew what a policy store holds, by store and system (C29; POL-31 to POL-50). */

export type HowtoStore = 'boot' | 'persistent' | 'local' | 'domain' | 'dynamic' | 'firewall' | 'file';
export type HowtoSystem = 'windows-2000' | 'windows-xp' | 'windows-2003' | 'windows' | 'strongswan' | 'libreswan';

export interface HowtoStep {
  readonly task: 'show' | 'delete' | 'reload' | 'note';
  /** What is typed; null: it is done by hand, as `en` and `ko` say. `<name>` stands for what the user fills in. */
  readonly command: string | null;
  readonly en: string;
  readonly ko: string;
}

export interface PolicyHowto {
  readonly store: HowtoStore;
  readonly systems: readonly HowtoSystem[];
  /** Registry keys or files that hold it. */
  readonly keys: readonly string[];
  readonly steps: readonly HowtoStep[];
  /** What it costs in SAs. */
  readonly cost: 'none' | 'all-sas' | 'some-sas';
  /** Inventory of the guide, or the document it is from. */
  readonly sources: readonly string[];
}

const policyKey = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec';

const byHand = (task: HowtoStep['task'], en: string, ko: string): HowtoStep => ({ task, command: null, en, ko });
const run = (task: HowtoStep['task'], command: string, en: string, ko: string): HowtoStep => ({
  task,
  command,
  en,
  ko,
});

const restart = (service: string): HowtoStep =>
  run(
    'reload',
    `net stop ${service} && net start ${service}`,
    'Restart the service. All IPsec and IKE SAs of the host are deleted; connections in use may wait or break.',
    '서비스를 다시 시작합니다. 호스트의 모든 IPsec 및 IKE SA가 삭제되어 사용 중인 연결이 지연되거나 끊어질 수 있습니다.',
  );

const control130 = run(
  'reload',
  'sc control policyagent 130',
  'Or tell the service to read its policy anew, which deletes all SAs as well.',
  '또는 서비스가 정책을 다시 읽게 합니다. 이때도 모든 SA가 삭제됩니다.',
);

/** All rows; the order is that of the guide. */
export const policyHowtos: readonly PolicyHowto[] = [
  {
    store: 'boot',
    systems: ['windows-2003'],
    keys: [
      'HKLM\\SYSTEM\\CurrentControlSet\\Services\\IPSec\\OperationMode',
      'HKLM\\SYSTEM\\CurrentControlSet\\Services\\IPSec\\BootExemptList',
    ],
    steps: [
      run(
        'show',
        'netsh ipsec dynamic show config',
        'While the service runs; otherwise read the registry.',
        '서비스가 실행 중일 때 사용합니다. 실행 중이 아니면 레지스트리를 읽습니다.',
      ),
      run(
        'delete',
        'netsh ipsec dynamic set config bootmode value=permit',
        'Let the driver pass everything while the system starts, or set OperationMode to 1 (the default is 3, stateful).',
        '시스템이 시작되는 동안 드라이버가 모두 통과시키게 하거나 OperationMode를 1로 설정합니다(기본값은 3, 상태 저장).',
      ),
      byHand(
        'note',
        'Or set the service to manual or disabled and restart: the driver then loads in permit mode. By default only inbound DHCP is exempt.',
        '또는 서비스를 수동이나 사용 안 함으로 설정하고 다시 시작하면 드라이버가 허용 모드로 로드됩니다. 기본으로 예외인 것은 인바운드 DHCP뿐입니다.',
      ),
      byHand(
        'note',
        'netsh sets the mode and the exemptions (bootexemptions) on Server 2003 alone. Whether XP SP2 has a startup policy the guide says both ways; what its registry holds tells.',
        'netsh로 모드와 예외(bootexemptions)를 설정하는 것은 Server 2003뿐입니다. XP SP2에 시작 정책이 있는지는 가이드의 설명이 서로 다릅니다. 레지스트리에 있는 값으로 알 수 있습니다.',
      ),
    ],
    cost: 'none',
    sources: ['POL-31', 'POL-32', 'POL-33', 'POL-34'],
  },
  {
    store: 'persistent',
    systems: ['windows-xp'],
    keys: [`${policyKey}\\Policy\\Persistent`],
    steps: [
      run(
        'show',
        'ipseccmd show all',
        'Unassign local and domain policy first, to see only what is persistent. It reports what is active, and not that it is persistent: a key that is not empty is the best sign.',
        '영구 정책만 보려면 먼저 로컬 및 도메인 정책의 할당을 해제합니다. 이 명령은 활성 상태만 보여 주고 영구인지는 알려 주지 않습니다. 키가 비어 있지 않은 것이 가장 확실한 표시입니다.',
      ),
      run('delete', 'ipseccmd -w PERS -p "<name>" -o', 'Deletes one policy.', '정책 하나를 삭제합니다.'),
      byHand(
        'delete',
        'All of it: remove the subkeys of Persistent, never the key itself; ipseccmd could not make another policy without it.',
        '모두 삭제하려면 Persistent의 하위 키를 제거합니다. 키 자체는 지우면 안 됩니다. 지우면 ipseccmd로 새 정책을 만들 수 없습니다.',
      ),
      byHand(
        'note',
        'The usual mistake: an old one was not deleted before a new one was made, or the new one conflicts with what is assigned. To repair, delete all of it and run the script again. Filters made by ipseccmd or ipsecpol are called text2pol{GUID}; names of rules are lost.',
        '흔한 실수: 새로 만들기 전에 이전 정책을 지우지 않았거나 새 정책이 이미 할당된 것과 충돌합니다. 복구하려면 모두 지우고 스크립트를 다시 실행합니다. ipseccmd나 ipsecpol이 만든 필터의 이름은 text2pol{GUID}이며 규칙 이름은 사라집니다.',
      ),
      restart('policyagent'),
    ],
    cost: 'all-sas',
    sources: ['POL-35', 'POL-36', 'POL-37', 'POL-38', 'POL-39'],
  },
  {
    store: 'persistent',
    systems: ['windows-2003'],
    keys: [`${policyKey}\\Policy\\Persistent`],
    steps: [
      run(
        'show',
        'netsh -f show_persistent.netsh',
        'The file holds: pushd ipsec static / set store persistent / show all / exit.',
        '파일 내용: pushd ipsec static / set store persistent / show all / exit',
      ),
      run(
        'delete',
        'netsh -f delete_persistent.netsh',
        'The file holds: pushd ipsec static / set store persistent / delete all / exit.',
        '파일 내용: pushd ipsec static / set store persistent / delete all / exit',
      ),
      restart('policyagent'),
    ],
    cost: 'all-sas',
    sources: ['POL-40'],
  },
  {
    store: 'local',
    systems: ['windows-2000'],
    keys: [`${policyKey}\\Policy\\Local`, `${policyKey}\\Policy\\Local\\ActivePolicy`],
    steps: [
      run(
        'show',
        'netdiag /test:ipsec /debug',
        'Shows the policy that is active, with its filters.',
        '활성 정책과 그 필터를 표시합니다.',
      ),
      byHand(
        'delete',
        'With the IP Security Policies snap-in, or in the registry.',
        'IP 보안 정책 스냅인이나 레지스트리에서 삭제합니다.',
      ),
      restart('policyagent'),
    ],
    cost: 'all-sas',
    sources: ['POL-41', 'POL-43', 'POL-45'],
  },
  {
    store: 'local',
    systems: ['windows-xp'],
    keys: [`${policyKey}\\Policy\\Local`, `${policyKey}\\Policy\\Local\\ActivePolicy`],
    steps: [
      run(
        'show',
        'ipseccmd show gpo',
        'Which policy is assigned, and by what.',
        '어떤 정책이 무엇에 의해 할당되었는지 표시합니다.',
      ),
      run('show', 'netdiag /test:ipsec', 'Which policy is active.', '어떤 정책이 활성인지 표시합니다.'),
      run(
        'delete',
        'ipseccmd -w REG -p "<name>" -o',
        'Deletes one policy; the snap-in does too. All of them: delete the subkeys of the store.',
        '정책 하나를 삭제합니다. 스냅인으로도 할 수 있습니다. 모두 지우려면 저장소의 하위 키를 삭제합니다.',
      ),
      byHand(
        'reload',
        'Unassign the policy and assign it again: all SAs are deleted.',
        '정책의 할당을 해제했다가 다시 할당합니다. 모든 SA가 삭제됩니다.',
      ),
      control130,
      restart('policyagent'),
    ],
    cost: 'all-sas',
    sources: ['POL-41', 'POL-42', 'POL-44', 'POL-45'],
  },
  {
    store: 'local',
    systems: ['windows-2003'],
    keys: [`${policyKey}\\Policy\\Local`, `${policyKey}\\Policy\\Local\\ActivePolicy`],
    steps: [
      run(
        'show',
        'netsh ipsec static show policy name=all level=verbose',
        'What the store holds.',
        '저장소의 내용을 표시합니다.',
      ),
      run(
        'show',
        'netsh ipsec static show gpoassignedpolicy',
        'Which policy is assigned, and whether the domain overrides it.',
        '어떤 정책이 할당되었는지, 도메인 정책이 우선하는지 표시합니다.',
      ),
      run('show', 'netsh ipsec dynamic show all', 'What is active.', '활성 상태인 것을 표시합니다.'),
      run('delete', 'netsh ipsec static delete policy name="<name>"', 'Deletes one policy.', '정책 하나를 삭제합니다.'),
      run(
        'reload',
        'netsh ipsec static set policy name="<name>" assign=no',
        'Unassign, then the same with assign=yes: all SAs are deleted.',
        '할당을 해제한 뒤 assign=yes로 다시 할당합니다. 모든 SA가 삭제됩니다.',
      ),
      control130,
      byHand(
        'note',
        'Without a domain policy the assigned local one is added to the persistent one. Before production, name each filter of a scripted policy in the snap-in.',
        '도메인 정책이 없으면 할당된 로컬 정책이 영구 정책에 더해집니다. 운영 전에 스크립트로 만든 정책의 각 필터에 스냅인으로 이름을 붙입니다.',
      ),
    ],
    cost: 'all-sas',
    sources: ['POL-41', 'POL-42', 'POL-45', 'POL-46'],
  },
  {
    store: 'domain',
    systems: ['windows-2000', 'windows-xp', 'windows-2003'],
    keys: [`${policyKey}\\GPTIPSECPolicy`, `${policyKey}\\Policy\\Cache`],
    steps: [
      run(
        'show',
        'netdiag /test:ipsec',
        'Windows 2000: which policy of the directory is active. Windows XP: ipseccmd show gpo. Server 2003: netsh ipsec static show gpoassignedpolicy.',
        'Windows 2000: 디렉터리의 어떤 정책이 활성인지 표시합니다. Windows XP: ipseccmd show gpo. Server 2003: netsh ipsec static show gpoassignedpolicy.',
      ),
      byHand(
        'show',
        'No tool shows the cache: read the key Cache in the registry.',
        '캐시를 보여 주는 도구는 없습니다. 레지스트리의 Cache 키를 읽습니다.',
      ),
      byHand(
        'delete',
        'On this host: delete the keys GPTIPSECPolicy and Cache, then load anew.',
        '이 호스트에서만: GPTIPSECPolicy 키와 Cache 키를 삭제한 다음 다시 로드합니다.',
      ),
      run(
        'reload',
        'gpupdate /force',
        'Renews the assignment, loads the policy anew and updates the cache (Windows 2000: secedit /refreshpolicy machine_policy /enforce).',
        '할당을 갱신하고 정책을 다시 로드하며 캐시를 업데이트합니다(Windows 2000: secedit /refreshpolicy machine_policy /enforce).',
      ),
      control130,
      byHand(
        'note',
        'To keep the policy of the domain away for a while, deny Local System the right to read both keys. Tools still show it as assigned, for they run as administrator; in the long run, stop the computer reading the GPO.',
        '도메인 정책을 잠시 막으려면 Local System이 두 키를 읽지 못하게 거부합니다. 도구는 관리자로 실행되므로 여전히 할당된 것으로 표시합니다. 장기적으로는 컴퓨터가 해당 GPO를 읽지 않게 합니다.',
      ),
    ],
    cost: 'all-sas',
    sources: ['POL-47', 'POL-48', 'POL-49', 'POL-50'],
  },
  {
    store: 'dynamic',
    systems: ['windows-2003'],
    keys: [],
    steps: [
      run(
        'show',
        'netsh ipsec dynamic show all',
        'Policy in memory, filters, SAs and statistics.',
        '메모리에 있는 정책, 필터, SA, 통계를 표시합니다.',
      ),
      run(
        'delete',
        'netsh ipsec dynamic delete all',
        'Deletes all of it in memory; it would be gone with the service too.',
        '메모리의 정책을 모두 삭제합니다. 서비스가 중지되어도 사라집니다.',
      ),
    ],
    cost: 'all-sas',
    sources: ['POL-46', 'POL-52'],
  },
  {
    store: 'firewall',
    systems: ['windows'],
    keys: [
      'HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\ConSecRules',
      'HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\ConSecRules',
    ],
    steps: [
      run(
        'show',
        'Get-NetIPsecRule -PolicyStore ActiveStore',
        'The rules in force, of all stores together (PowerShell).',
        '모든 저장소를 합쳐 현재 적용 중인 규칙을 표시합니다(PowerShell).',
      ),
      run(
        'show',
        'netsh advfirewall consec show rule name=all verbose',
        'The rules of the local store.',
        '로컬 저장소의 규칙을 표시합니다.',
      ),
      run(
        'delete',
        'Remove-NetIPsecRule -DisplayName "<name>"',
        'Deletes one rule of the local store; rules of a GPO are deleted there.',
        '로컬 저장소의 규칙 하나를 삭제합니다. GPO의 규칙은 GPO에서 삭제합니다.',
      ),
      run(
        'reload',
        'gpupdate /force',
        'Fetches rules of the domain. A rule that changes takes the SAs made by it with it.',
        '도메인의 규칙을 가져옵니다. 규칙이 바뀌면 그 규칙으로 만든 SA도 사라집니다.',
      ),
    ],
    cost: 'some-sas',
    sources: ['NetSecurity module', 'netsh advfirewall consec'],
  },
  {
    store: 'file',
    systems: ['strongswan'],
    keys: ['/etc/swanctl/swanctl.conf', '/etc/swanctl/conf.d/'],
    steps: [
      run(
        'show',
        'swanctl --list-conns',
        'What is loaded; what the file says may be newer.',
        '로드된 연결을 표시합니다. 파일의 내용이 더 새로울 수 있습니다.',
      ),
      run(
        'reload',
        'swanctl --load-all',
        'Loads connections and secrets anew; SAs stay.',
        '연결과 비밀 값을 다시 로드합니다. SA는 유지됩니다.',
      ),
      run(
        'delete',
        'swanctl --terminate --ike <name>',
        'Ends the SAs of a connection, so that the next is made by the new settings.',
        '연결의 SA를 끝내 다음 SA가 새 설정으로 만들어지게 합니다.',
      ),
    ],
    cost: 'none',
    sources: ['swanctl(8)'],
  },
  {
    store: 'file',
    systems: ['libreswan'],
    keys: ['/etc/ipsec.conf', '/etc/ipsec.d/'],
    steps: [
      run(
        'show',
        'ipsec status',
        'What is loaded; what the file says may be newer.',
        '로드된 연결을 표시합니다. 파일의 내용이 더 새로울 수 있습니다.',
      ),
      run(
        'reload',
        'ipsec add <name>',
        'Loads one connection anew; its SAs are deleted.',
        '연결 하나를 다시 로드합니다. 그 연결의 SA는 삭제됩니다.',
      ),
      run(
        'reload',
        'ipsec rereadsecrets',
        'Reads ipsec.secrets anew; SAs stay.',
        'ipsec.secrets를 다시 읽습니다. SA는 유지됩니다.',
      ),
      run('delete', 'ipsec delete <name>', 'Takes a connection out, with its SAs.', '연결을 그 SA와 함께 제거합니다.'),
    ],
    cost: 'some-sas',
    sources: ['ipsec-add(8), ipsec-delete(8)'],
  },
];

/** Rows for a store and a system; either may be left open. */
export function howtosFor(store: string | null, system: string | null): readonly PolicyHowto[] {
  return policyHowtos.filter(
    (row) => (store === null || row.store === store) && (system === null || row.systems.some((one) => one === system)),
  );
}
