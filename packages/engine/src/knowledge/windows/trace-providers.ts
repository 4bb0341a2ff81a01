import { entry, type Entry, told } from './types.ts';

/**
 * Providers of event tracing that speak of IPsec, remote access and packets, by their GUIDs. Names and GUIDs as `logman query providers` lists
 * them and as Microsoft’s public support script (TSS, module NET) enables them.
 */
export interface TraceProvider {
  /** In braces, upper case. */
  readonly guid: string;
  readonly name: string;
  /**
   * `manifest`: its events have published layouts; `messages`: texts of the software trace preprocessor, which only the symbols of the program
   * turn into words.
   */
  readonly kind: 'manifest' | 'messages';
  readonly en: string;
  readonly ko: string;
}

const provider = (guid: string, name: string, kind: TraceProvider['kind'], en: string, ko: string): TraceProvider => ({
  guid: `{${guid}}`,
  name,
  kind,
  en,
  ko,
});

export const traceProviders: readonly TraceProvider[] = [
  provider(
    '0C478C5B-0351-41B1-8C58-4A6737DA32E3',
    'Microsoft-Windows-WFP',
    'manifest',
    'The filtering platform: failures of main, quick and extended mode with addresses and codes (1005, 1007, 1009).',
    '필터링 플랫폼: 주 모드, 빠른 모드, 확장 모드의 실패와 그 주소 및 코드(1005, 1007, 1009).',
  ),
  provider(
    '2ED6006E-4729-4609-B423-3EE7BCD678EF',
    'Microsoft-Windows-NDIS-PacketCapture',
    'manifest',
    'Packets as an interface sees them (netsh trace start capture=yes).',
    '인터페이스에서 본 패킷(netsh trace start capture=yes).',
  ),
  provider(
    '4D4F80D9-C8BD-4D73-BB5B-19C90402C5AC',
    'Microsoft-Windows-PktMon',
    'manifest',
    'Packets at each component of the network stack, and who dropped them (pktmon).',
    '네트워크 스택의 구성 요소별 패킷과 그것을 버린 곳(pktmon).',
  ),
  provider(
    'D84521F7-2235-4237-A7C0-14E3A9676286',
    'Microsoft-Windows-Ras-NdisWanPacketCapture',
    'manifest',
    'Packets inside a dial-up, before they are encrypted.',
    'VPN 연결 안의 암호화되기 전 패킷.',
  ),
  provider(
    '24989972-0967-4E21-A926-93854033638E',
    'Microsoft-Windows-RRAS',
    'manifest',
    'Routing and remote access: texts of its parts, which no document describes.',
    '라우팅 및 원격 액세스: 구성 요소의 텍스트(설명하는 문서는 없음).',
  ),
  provider(
    'B5325CD6-438E-4EC1-AA46-14F46F2570E4',
    'Microsoft-Windows-Ras-AgileVpn',
    'manifest',
    'The IKEv2 tunnel of remote access: texts, packets that were dropped, traffic selectors.',
    '원격 액세스의 IKEv2 터널: 텍스트, 버려진 패킷, 트래픽 선택기.',
  ),
  provider(
    '3C088E51-65BE-40D1-9B90-62BFEC076737',
    'Microsoft-Windows-VPN-Client',
    'manifest',
    'VPN profiles that were added, changed or removed.',
    '추가, 변경, 제거된 VPN 프로필.',
  ),
  provider(
    '106B464D-8043-46B1-8CB8-E92A0CD7A560',
    'IKEEXT Trace Provider',
    'messages',
    'The IKE and AuthIP keying modules (wfpdiag.etl, ike.etl).',
    'IKE 및 AuthIP 키 모듈(wfpdiag.etl, ike.etl).',
  ),
  provider(
    '106B464A-8043-46B1-8CB8-E92A0CD7A560',
    'BFE Trace Provider',
    'messages',
    'The base filtering engine.',
    '기본 필터링 엔진.',
  ),
  provider(
    'AD33FA19-F2D2-46D1-8F4C-E3C3087E45AD',
    'FWPKCLNT Trace Provider',
    'messages',
    'The filtering platform in the kernel.',
    '커널의 필터링 플랫폼.',
  ),
  provider(
    '5A1600D2-68E5-4DE7-BCF4-1C2D215FE0FE',
    'FWPUCLNT Trace Provider',
    'messages',
    'The interface of the filtering platform for programs.',
    '프로그램용 필터링 플랫폼 인터페이스.',
  ),
  provider(
    '5EEFEBDB-E90C-423A-8ABF-0241E7C5B87D',
    'Mpssvc',
    'messages',
    'The Windows firewall, which makes filters of connection security rules.',
    '연결 보안 규칙으로 필터를 만드는 Windows 방화벽.',
  ),
];

const byGuid = new Map(traceProviders.map((one) => [one.guid, one.name]));

/** The name of a provider by its GUID in braces, upper case; null where it is not one of these. */
export function traceProviderName(guid: string): string | null {
  return byGuid.get(guid) ?? null;
}

const convert = told(
  'A trace as it is: ipsec-doctor diagnose FILE.etl. As text on a Windows host: netsh trace convert input=FILE.etl, or tracerpt FILE.etl -of XML -o FILE.xml.',
  '추적 파일 그대로: ipsec-doctor diagnose FILE.etl. Windows 호스트에서 텍스트로: netsh trace convert input=FILE.etl 또는 tracerpt FILE.etl -of XML -o FILE.xml.',
);
const sealed = told(
  'What the messages say only the symbols of the program tell (TMF files): hand the trace to Microsoft support.',
  '메시지의 내용은 해당 프로그램의 기호(TMF 파일)가 있어야 알 수 있습니다. 추적 파일을 Microsoft 지원에 전달하십시오.',
);

/** The providers, for `explain`: by name, by GUID with or without braces. */
export const traceProviderEntries: readonly Entry[] = traceProviders.map((one) =>
  entry('fact', `trace-${one.name.replaceAll(' ', '-')}`, one.name, told(one.en, one.ko), {
    names: [one.guid, one.guid.slice(1, -1)],
    action: one.kind === 'manifest' ? convert : sealed,
    os: ['modern'],
    see: ['tool-rasdiag'],
    sources: ['logman query providers; Microsoft TSS, module NET'],
  }),
);
