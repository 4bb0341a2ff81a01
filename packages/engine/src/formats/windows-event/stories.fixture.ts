/**
 * A generator of Windows evidence: records of the event logs of hosts of a made-up company (Woodgrove, as in Microsoft's guide to server and
 * domain isolation), written from the documented layouts. Synthetic: no record comes from a real machine.
 */
import type { EvidenceFile } from '../../causes/play.fixture.ts';

/** A host of the stories. */
export interface StoryHost {
  readonly name: string;
  readonly address: string;
}

export const client: StoryHost = { name: 'wg-client-01.woodgrove.example', address: '172.10.1.21' };
export const server: StoryHost = { name: 'wg-server-02.woodgrove.example', address: '172.10.2.40' };
export const stranger: StoryHost = { name: 'wg-print-07', address: '172.10.9.7' };

type Values = readonly (readonly [name: string, value: string])[];

/** A record, before it is written. */
export interface StoryEvent {
  readonly id: number;
  readonly provider: string;
  readonly channel: string;
  /** Seconds after nine o'clock of the day of the stories. */
  readonly at: number;
  readonly values: Values;
  /** Insertion strings have no names. */
  readonly unnamed?: true;
}

const auditing = 'Microsoft-Windows-Security-Auditing';

/** Time of a record, as `SystemTime` writes it. */
export function systemTime(at: number): string {
  return `${new Date(Date.UTC(2026, 4, 4, 9, 0, 0) + Math.round(at * 1000)).toISOString().replace('Z', '')}0000Z`;
}

export function event(
  id: number,
  at: number,
  values: Values = [],
  more: { readonly provider?: string; readonly channel?: string; readonly unnamed?: true } = {},
): StoryEvent {
  return {
    id,
    at,
    values,
    provider: more.provider ?? auditing,
    channel: more.channel ?? 'Security',
    ...(more.unnamed === true ? { unnamed: true } : {}),
  };
}

/** A record of the system log. */
export function system(provider: string, id: number, at: number, ...strings: readonly string[]): StoryEvent {
  return event(
    id,
    at,
    strings.map((value) => ['', value] as const),
    { provider, channel: 'System', unnamed: true },
  );
}

export const method = {
  kerberos: '%%8192',
  psk: '%%8193',
  unknown: '%%8194',
  certificate: '%%8227',
  eap: '%%8247',
} as const;
const modules = { ikev1: '%%8222', authip: '%%8223', ikev2: '%%8244' } as const;
const roles = { initiator: '%%8205', responder: '%%8206' } as const;
const points = { local: '%%8199', remote: '%%8200' } as const;
const states = { none: '%%8201', sa: '%%8202', ke: '%%8203', id: '%%8204' } as const;

interface Main {
  readonly own: StoryHost;
  readonly peer: StoryHost;
  readonly at: number;
  readonly role: keyof typeof roles;
  readonly module?: keyof typeof modules;
  readonly method?: string;
  readonly port?: string;
}

/** 4653: main mode failed. */
export function mainFails(
  story: Main & {
    readonly reason: string;
    readonly point?: keyof typeof points;
    readonly state?: keyof typeof states;
    readonly cookie?: string;
    readonly theirs?: string;
  },
): StoryEvent {
  const port = story.port ?? '500';
  return event(4653, story.at, [
    ['LocalMMPrincipalName', '-'],
    ['RemoteMMPrincipalName', '-'],
    ['LocalAddress', story.own.address],
    ['LocalKeyModPort', port],
    ['RemoteAddress', story.peer.address],
    ['RemoteKeyModPort', port],
    ['KeyModName', modules[story.module ?? 'ikev1']],
    ['FailurePoint', points[story.point ?? 'local']],
    ['FailureReason', `${story.reason}&#13;&#10;`],
    ['MMAuthMethod', story.method ?? method.unknown],
    ['State', states[story.state ?? 'sa']],
    ['Role', roles[story.role]],
    ['MMImpersonationState', '%%8217'],
    ['MMFilterID', '54919761'],
    ['InitiatorCookie', story.cookie ?? 'db55d3767e51b422'],
    ['ResponderCookie', story.theirs ?? '0000000000000000'],
  ]);
}

/** 4650: main mode stands. */
export function mainStands(story: Main & { readonly sa?: string }): StoryEvent {
  return event(4650, story.at, [
    ['LocalMMPrincipalName', '-'],
    ['RemoteMMPrincipalName', '-'],
    ['LocalAddress', story.own.address],
    ['LocalKeyModPort', '500'],
    ['RemoteAddress', story.peer.address],
    ['RemoteKeyModPort', '500'],
    ['KeyModName', modules[story.module ?? 'ikev1']],
    ['MMAuthMethod', story.method ?? method.kerberos],
    ['MMCipherAlg', '%%8235'],
    ['MMIntegrityAlg', '%%8198'],
    ['DHGroup', '%%8231'],
    ['MMLifetime', '480'],
    ['QMLimit', '0'],
    ['Role', roles[story.role]],
    ['MMImpersonationState', '%%8217'],
    ['MMFilterID', '54919761'],
    ['MMSAID', story.sa ?? '17'],
  ]);
}

/** 4654: quick mode failed. */
export function quickFails(
  story: Main & { readonly reason: string; readonly point?: keyof typeof points; readonly sa?: string },
): StoryEvent {
  return event(4654, story.at, [
    ['LocalAddress', story.own.address],
    ['LocalAddressMask', '255.255.255.255'],
    ['LocalPort', '0'],
    ['LocalTunnelEndpoint', '-'],
    ['RemoteAddress', story.peer.address],
    ['RemoteAddressMask', '255.255.255.255'],
    ['RemotePort', '0'],
    ['RemoteTunnelEndpoint', '-'],
    ['Protocol', '0'],
    ['RemotePrivateAddress', '0.0.0.0'],
    ['KeyModName', modules[story.module ?? 'ikev1']],
    ['FailurePoint', points[story.point ?? 'local']],
    ['FailureReason', `${story.reason}&#13;&#10;`],
    ['Mode', '%%8212'],
    ['State', '%%8208'],
    ['Role', roles[story.role]],
    ['MessageID', '3141592653'],
    ['QMFilterID', '4711'],
    ['MMSAID', story.sa ?? '17'],
  ]);
}

/** 5451: quick mode stands; with `soft`, an SA that protects nothing. */
export function quickStands(
  story: Main & {
    readonly spis: readonly [inbound: number, outbound: number];
    readonly soft?: true;
    readonly sa?: string;
  },
): StoryEvent {
  const algorithm = (name: string): string => (story.soft === true ? '%%8229' : name);
  return event(5451, story.at, [
    ['LocalAddress', story.own.address],
    ['LocalAddressMask', '255.255.255.255'],
    ['LocalPort', '0'],
    ['LocalTunnelEndpoint', '-'],
    ['RemoteAddress', story.peer.address],
    ['RemoteAddressMask', '255.255.255.255'],
    ['RemotePort', '0'],
    ['PeerPrivateAddress', '0.0.0.0'],
    ['RemoteTunnelEndpoint', '-'],
    ['IpProtocol', '0'],
    ['KeyingModuleName', modules[story.module ?? 'ikev1']],
    ['AhAuthType', '%%8229'],
    ['EspAuthType', algorithm('%%8198')],
    ['CipherType', algorithm('%%8235')],
    ['LifetimeSeconds', '3600'],
    ['LifetimeKilobytes', '100000'],
    ['LifetimePackets', '2147483647'],
    ['Mode', '%%8212'],
    ['Role', roles[story.role]],
    ['TransportFilterId', '4711'],
    ['MainModeSaId', story.sa ?? '17'],
    ['QuickModeSaId', '33'],
    ['InboundSpi', String(story.spis[0])],
    ['OutboundSpi', String(story.spis[1])],
  ]);
}

/** The filter of a legacy record (Server 2003). */
export function filterBlock(own: StoryHost, peer: StoryHost): string {
  return [
    `Source IP Address ${own.address}`,
    'Source IP Address Mask 255.255.255.255',
    `Destination IP Address ${peer.address}`,
    'Destination IP Address Mask 255.255.255.255',
    'Protocol 0',
    'Source Port 0',
    'Destination Port 0',
    `IKE Local Addr ${own.address}`,
    `IKE Peer Addr ${peer.address}`,
    'IKE Source Port 500',
    'IKE Destination Port 500',
    'Peer Private Addr',
  ].join('&#10;');
}

/** 547 of Server 2003. */
export function legacyFails(story: {
  readonly own: StoryHost;
  readonly peer: StoryHost;
  readonly at: number;
  readonly quick?: true;
  readonly point?: 'Me' | 'Peer';
  readonly reason: string;
  readonly extra?: string;
  readonly identity?: string;
}): StoryEvent {
  return event(
    547,
    story.at,
    [
      ['', story.quick === true ? 'Data Protection Mode (Quick Mode)&#10;' : 'Key Exchange Mode (Main Mode)&#10;'],
      ['', filterBlock(story.own, story.peer)],
      [
        '',
        story.identity ?? `Kerberos based Identity: host/${story.peer.name}&#10;Peer IP Address: ${story.peer.address}`,
      ],
      ['', story.point ?? 'Me'],
      ['', story.reason],
      ['', story.extra ?? '0x0 0x0'],
    ],
    { provider: 'Security', unnamed: true },
  );
}

/** 541 of Server 2003: quick mode, or a soft SA. */
export function legacyStands(own: StoryHost, peer: StoryHost, at: number, soft = false): StoryEvent {
  const parameters = soft
    ? [
        'ESP Algorithm None',
        'HMAC Algorithm None',
        'AH Algorithm None',
        'Encapsulation None',
        'InboundSpi 31311481 (0x1ddc679)',
        'OutBoundSpi 0 (0x0)',
        'Lifetime (sec) 3600',
        'Lifetime (kb) 0',
      ]
    : [
        'ESP Algorithm Triple DES CBC',
        'HMAC Algorithm SHA',
        'AH Algorithm None',
        'Encapsulation Transport Mode',
        'InboundSpi 31311482 (0x1ddc67a)',
        'OutBoundSpi 1842114 (0x1c1bc2)',
        'Lifetime (sec) 3600',
        'Lifetime (kb) 100000',
      ];
  return event(
    541,
    at,
    [
      ['', 'Data Protection Mode (Quick Mode)'],
      ['', `Kerberos based Identity: host/${peer.name}&#10;Peer IP Address: ${peer.address}`],
      ['', filterBlock(own, peer)],
      ['', parameters.join('&#10;')],
    ],
    { provider: 'Security', unnamed: true },
  );
}

function recordXml(host: StoryHost, item: StoryEvent, record: number): string {
  const data = item.values
    .map(([name, value]) => (item.unnamed === true ? `<Data>${value}</Data>` : `<Data Name='${name}'>${value}</Data>`))
    .join('');
  return `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${item.provider}'/><EventID>${item.id}</EventID><Version>0</Version><Level>0</Level><Task>13573</Task><Opcode>0</Opcode><Keywords>0x8010000000000000</Keywords><TimeCreated SystemTime='${systemTime(item.at)}'/><EventRecordID>${record}</EventRecordID><Correlation/><Execution ProcessID='628' ThreadID='1204'/><Channel>${item.channel}</Channel><Computer>${host.name}</Computer><Security/></System><EventData>${data}</EventData></Event>`;
}

/** A log of a host as `wevtutil qe /f:xml` writes it: a record per line. */
export function logOf(host: StoryHost, ...events: readonly StoryEvent[]): EvidenceFile {
  const folder = host.name.split('.')[0] ?? host.name;
  return { path: `${folder}/events.xml`, lines: events.map((item, at) => recordXml(host, item, 1000 + at)) };
}
