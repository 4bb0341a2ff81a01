/** Services that IPsec on Windows consists of. Sources: the guide, chapter 7; Microsoft documentation for Vista and later. */
import { type Entry, entry, type More, sourceOf, told } from './types.ts';

type Service = readonly [name: string, en: string, ko: string, more?: More];

const documentation = ['Microsoft documentation, IPsec on Windows'];

const services: readonly Service[] = [
  [
    'PolicyAgent',
    'Called "IPsec Policy Agent" on Windows 2000 and since Vista, "IPSEC Services" on XP and Server 2003. Up to 2003 it fetches the policy and runs IKE; since Vista it serves legacy policy only. Stopping it deletes SAs and cuts off peers.',
    'Windows 2000과 Vista 이후에는 "IPsec 정책 에이전트", XP와 Server 2003에서는 "IPSEC Services"입니다. 2003까지는 정책을 가져오고 IKE를 실행하며 Vista부터는 레거시 정책만 담당합니다. 중지하면 SA가 삭제되고 상대와의 연결이 끊깁니다.',
    {
      names: ['IPsec Policy Agent', 'IPSEC Services', 'IPsec 정책 에이전트'],
      see: ['PROC-04', 'command-net-stop', 'event-5478'],
      sources: [sourceOf.chapter7, ...documentation],
      related: ['service.start-failed', 'service.not-listening'],
    },
  ],
  [
    'IKEEXT',
    'IKE and AuthIP IPsec Keying Modules: IKEv1, AuthIP and IKEv2 of Vista and later; owns UDP 500 and 4500. It starts when there is policy or a VPN connection that needs it. Not running: no negotiation at all, event 5453.',
    'IKE 및 AuthIP IPsec 키 모듈: Vista 이후의 IKEv1, AuthIP, IKEv2를 담당하며 UDP 500과 4500을 사용합니다. 정책이나 VPN 연결이 필요로 할 때 시작됩니다. 실행되지 않으면 협상이 전혀 되지 않습니다(이벤트 5453).',
    {
      os: ['modern'],
      see: ['event-5453', 'code-0x80320044', 'command-netstat'],
      related: ['service.start-failed', 'service.not-listening', 'service.port-conflict'],
    },
  ],
  [
    'BFE',
    'Base Filtering Engine: holds all filters and IPsec policies of the filtering platform; IKEEXT, PolicyAgent and the firewall depend on it.',
    '기본 필터링 엔진: 필터링 플랫폼의 모든 필터와 IPsec 정책을 보관합니다. IKEEXT, PolicyAgent, 방화벽이 여기에 의존합니다.',
    {
      os: ['modern'],
      names: ['Base Filtering Engine', '기본 필터링 엔진'],
      see: ['tool-netsh-wfp'],
      related: ['service.start-failed'],
    },
  ],
  [
    'MpsSvc',
    'Windows Firewall: brings the connection security rules into the filtering platform; without it they do not apply.',
    'Windows 방화벽: 연결 보안 규칙을 필터링 플랫폼에 적용합니다. 없으면 규칙이 적용되지 않습니다.',
    {
      os: ['modern'],
      names: ['Windows Firewall', 'Windows 방화벽'],
      see: ['event-5030'],
      related: ['service.start-failed', 'policy.not-assigned'],
    },
  ],
  [
    'RemoteAccess',
    'Routing and Remote Access: the VPN server. Its automatic L2TP policy conflicts with isolation; stop it where it is not needed.',
    '라우팅 및 원격 액세스(RRAS): VPN 서버입니다. 자동 L2TP 정책이 격리와 충돌하므로 필요 없으면 중지하십시오.',
    {
      names: ['Routing and Remote Access', '라우팅 및 원격 액세스'],
      see: ['RRAS-01', 'T1-30'],
      related: ['policy.rras-l2tp-conflict'],
      sources: [sourceOf.chapter7],
    },
  ],
  [
    'RasMan',
    'Remote Access Connection Manager: dials VPN connections and makes the automatic L2TP policy.',
    '원격 액세스 연결 관리자: VPN 연결을 맺고 자동 L2TP 정책을 만듭니다.',
    {
      names: ['Remote Access Connection Manager', '원격 액세스 연결 관리자'],
      see: ['RRAS-02', 'code-711'],
      related: ['service.start-failed'],
    },
  ],
];

export const serviceEntries: readonly Entry[] = services.map(([name, en, ko, more = {}]) =>
  entry('service', `service-${name.toLowerCase()}`, name, told(en, ko), {
    sources: documentation,
    ...more,
    names: [name, ...(more.names ?? [])],
  }),
);
