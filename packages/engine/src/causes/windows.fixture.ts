/** Output of Windows commands for tests, made up in the shape the readers know. */

export interface AdapterText {
  readonly address?: string;
  readonly mask?: string;
  readonly gateway?: string;
  readonly dns?: string;
  readonly dhcp?: string;
}

/** `ipconfig /all` of one adapter, in English or Korean. */
export function ipconfigText(adapter: AdapterText = {}, korean = false): string {
  const {
    address = '198.51.100.20',
    mask = '255.255.255.0',
    gateway = '198.51.100.1',
    dns = '198.51.100.53',
    dhcp,
  } = adapter;
  const lease = korean
    ? '   임대 시작 날짜 . . . . . . . . . : 2025년 11월 3일 월요일 오전 9:00:00'
    : '   Lease Obtained. . . . . . . . . . : Monday, November 3, 2025 9:00:00 AM';
  return [
    korean ? 'Windows IP 구성' : 'Windows IP Configuration',
    '',
    korean ? '   호스트 이름 . . . . . . . . . . . : HOST2' : '   Host Name . . . . . . . . . . . . : HOST2',
    '',
    korean ? '이더넷 어댑터 LAN:' : 'Ethernet adapter LAN:',
    '',
    '   Physical Address. . . . . . . . . : 00-00-5E-00-53-02',
    korean
      ? `   IPv4 주소 . . . . . . . . . . . . : ${address}(기본 설정)`
      : `   IPv4 Address. . . . . . . . . . . : ${address}(Preferred)`,
    korean ? `   서브넷 마스크 . . . . . . . . . . : ${mask}` : `   Subnet Mask . . . . . . . . . . . : ${mask}`,
    ...(dhcp === undefined ? [] : [lease]),
    korean ? `   기본 게이트웨이 . . . . . . . . . : ${gateway}` : `   Default Gateway . . . . . . . . . : ${gateway}`,
    ...(dhcp === undefined
      ? []
      : [korean ? `   DHCP 서버 . . . . . . . . . . . . : ${dhcp}` : `   DHCP Server . . . . . . . . . . . : ${dhcp}`]),
    ...(dns === ''
      ? []
      : [korean ? `   DNS 서버. . . . . . . . . . . . . : ${dns}` : `   DNS Servers . . . . . . . . . . . : ${dns}`]),
    '',
  ].join('\n');
}

/** `sc query` of a service; `exit` is its Win32 exit code. */
export function serviceText(name: string, state: 'STOPPED' | 'RUNNING', exit = 0): string {
  return [
    `SERVICE_NAME: ${name}`,
    '        TYPE               : 20  WIN32_SHARE_PROCESS',
    `        STATE              : ${state === 'STOPPED' ? '1  STOPPED' : '4  RUNNING'}`,
    `        WIN32_EXIT_CODE    : ${exit}  (0x${exit.toString(16)})`,
    '        SERVICE_EXIT_CODE  : 0  (0x0)',
    '',
  ].join('\n');
}

/** `netstat -abno` of UDP, each port with its program. */
export function netstatText(...owners: readonly (readonly [port: number, program: string])[]): string {
  return [
    'Active Connections',
    '',
    '  Proto  Local Address          Foreign Address        State           PID',
    '  UDP    0.0.0.0:123            *:*                                    900',
    '  W32Time',
    ' [svchost.exe]',
    ...owners.flatMap(([port, program], i) => [
      `  UDP    0.0.0.0:${port}            *:*                                    ${1000 + i}`,
      ` [${program}]`,
    ]),
    '',
  ].join('\n');
}

/** `ping` of an address; `held`: the IPsec driver had IKE negotiate first. */
export function pingText(
  address: string,
  options: { readonly held?: number; readonly korean?: boolean; readonly answered?: boolean } = {},
): string {
  const { held = 0, korean = false, answered = true } = options;
  const lost = answered ? held : 4;
  return [
    korean ? `Ping ${address} 32바이트 데이터 사용:` : `Pinging ${address} with 32 bytes of data:`,
    '',
    ...Array.from({ length: held }, () => (korean ? 'IP 보안을 협상 중입니다.' : 'Negotiating IP Security.')),
    ...Array.from({ length: answered ? 4 - held : 0 }, () =>
      korean ? `${address}의 응답: 바이트=32 시간<1ms TTL=128` : `Reply from ${address}: bytes=32 time<1ms TTL=128`,
    ),
    ...Array.from({ length: answered ? 0 : 4 - held }, () =>
      korean ? '요청 시간이 만료되었습니다.' : 'Request timed out.',
    ),
    '',
    korean
      ? `    패킷: 보냄 = 4, 받음 = ${4 - lost}, 손실 = ${lost} (${25 * lost}% 손실),`
      : `    Packets: Sent = 4, Received = ${4 - lost}, Lost = ${lost} (${25 * lost}% loss),`,
    '',
  ].join('\n');
}

export interface RuleTextOptions {
  readonly peer?: string;
  readonly main?: string;
  readonly quick?: string;
  readonly auth?: string;
  readonly key?: string;
  readonly action?: string;
  readonly enabled?: boolean;
  readonly mode?: 'Transport' | 'Tunnel';
  readonly local?: string;
  readonly nets?: readonly [local: string, remote: string];
}

/** One rule of `netsh advfirewall consec show rule name=all verbose`. */
export function ruleText(options: RuleTextOptions = {}): string {
  const { peer = '192.0.2.10', main = 'DHGroup14-AES256-SHA256', quick = 'ESP:SHA256-AES256+60min+100000kb' } = options;
  const { auth = 'ComputerPSK', key, action = 'RequireInRequireOut', enabled = true, mode = 'Transport' } = options;
  const tunnel = mode === 'Tunnel';
  return [
    'Rule Name:                            to the peer',
    '----------------------------------------------------------------------',
    `Enabled:                              ${enabled ? 'Yes' : 'No'}`,
    'Profiles:                             Domain,Private,Public',
    'Type:                                 Static',
    `Mode:                                 ${mode}`,
    ...(tunnel
      ? [
          `LocalTunnelEndpoint:                  ${options.local ?? '198.51.100.20'}`,
          `RemoteTunnelEndpoint:                 ${peer}`,
        ]
      : []),
    `Endpoint1:                            ${options.nets?.[0] ?? 'Any'}`,
    `Endpoint2:                            ${options.nets?.[1] ?? `${peer}/32`}`,
    'Protocol:                             Any',
    `Action:                               ${action}`,
    ...(action === 'NoAuthentication'
      ? []
      : [
          `Auth1:                                ${auth}`,
          ...(key === undefined ? [] : [`Auth1PSK:                             ${key}`]),
          `MainModeSecMethods:                   ${main}`,
          `QuickModeSecMethods:                  ${quick}`,
          'QuickModePFS:                         None',
        ]),
    'Rule source:                          Local Setting',
    '',
  ].join('\n');
}

/** `portqry -n` of an address: one port and what came of it. */
export function portqryText(
  address: string,
  port: string,
  outcome: 'LISTENING' | 'NOT LISTENING' | 'FILTERED',
  protocol: 'TCP' | 'UDP' = 'TCP',
): string {
  return [
    'Querying target system called:',
    '',
    ` ${address}`,
    '',
    'Attempting to resolve IP address to a name...',
    '',
    'Failed to resolve IP address to name',
    '',
    `${protocol} port ${port} (unknown service): ${outcome}`,
    '',
  ].join('\n');
}

/** `netsh ipsec static show gpoassignedpolicy`; without a name there is none of that kind. */
export function assignedText(policy: {
  readonly gpo?: string;
  readonly domain?: string;
  readonly local?: string;
}): string {
  return [
    `GPO Name                        : ${policy.gpo ?? 'NONE'}`,
    `Local IPsec Policy Name         : ${policy.local ?? 'NONE'}`,
    `AD IPsec Policy Name            : ${policy.domain ?? 'NONE'}`,
    `Local IPsec Policy Assigned     : ${policy.local === undefined ? 'No' : 'Yes'}`,
    '',
  ].join('\n');
}

/** `gpresult /scope computer`: objects that were applied and that were filtered out, with the reason. */
export function gpresultText(
  applied: readonly string[],
  denied: readonly (readonly [name: string, reason: string])[] = [],
): string {
  return [
    'Microsoft (R) Windows (R) XP Operating System Group Policy Result tool v2.0',
    '',
    'COMPUTER SETTINGS',
    '------------------',
    '    Last time Group Policy was applied: 5/4/2026 at 8:41:10 AM',
    '',
    '    Applied Group Policy Objects',
    '    -----------------------------',
    ...applied.map((name) => `        ${name}`),
    '',
    '    The following GPOs were not applied because they were filtered out',
    '    -------------------------------------------------------------------',
    ...denied.flatMap(([name, reason]) => [`        ${name}`, `            Filtering:  ${reason}`, '']),
    '',
  ].join('\n');
}
