/** Events of VPN connections, RADIUS and the Service Control Manager that come with failing IPsec. Source: Microsoft documentation, named in each entry. Meanings in our own words. */
import type { Entry } from '../types.ts';
import { event } from './event.ts';

export const remoteAccessEvents: readonly Entry[] = [
  event(
    20221,
    'A user started a VPN connection.',
    '사용자가 VPN 연결을 시작했습니다.',
    { log: 'Application', provider: 'RasClient' },
    { os: ['modern'], sources: ['Microsoft documentation, Always On VPN troubleshooting'], severity: 'info' },
  ),
  event(
    20225,
    'A VPN connection was established.',
    'VPN 연결이 설정되었습니다.',
    { log: 'Application', provider: 'RasClient' },
    { os: ['modern'], sources: ['Microsoft documentation, Always On VPN troubleshooting'], severity: 'info' },
  ),
  event(
    20226,
    'A VPN connection was ended; the reason code is in the text.',
    'VPN 연결이 종료되었습니다. 이유 코드가 문구에 있습니다.',
    { log: 'Application', provider: 'RasClient' },
    { os: ['modern'], sources: ['Microsoft documentation, Always On VPN troubleshooting'], severity: 'info' },
  ),
  event(
    20227,
    'A VPN connection failed; the text ends with the code of remote access (809, 691, 13801 …): explain that number.',
    'VPN 연결에 실패했습니다. 문구 끝에 원격 액세스 코드(809, 691, 13801 …)가 있으므로 그 번호를 explain으로 확인하십시오.',
    { log: 'Application', provider: 'RasClient' },
    {
      names: ['RasClient'],
      os: ['modern'],
      related: ['ike.timeout', 'auth.user-rejected'],
      see: ['code-809', 'code-691', '13801', '13868'],
      sources: ['Microsoft documentation, Always On VPN troubleshooting'],
      severity: 'high',
      tier: '2',
    },
  ),
  event(
    6273,
    'The RADIUS server (NPS) denied access; its reason code tells why (16 wrong credentials, 22 EAP method, 48 no matching policy, 65 dial-in permission, 66 method not allowed).',
    'RADIUS 서버(NPS)가 액세스를 거부했습니다. 이유 코드: 16 자격 증명 오류, 22 EAP 방법, 48 일치하는 정책 없음, 65 전화 접속 권한, 66 허용되지 않은 방법.',
    { log: 'Security', provider: 'Microsoft-Windows-Security-Auditing', subcategory: 'Network Policy Server' },
    {
      related: ['auth.user-rejected', 'auth.method-mismatch'],
      see: ['code-691', 'code-812'],
      sources: ['Microsoft documentation, Network Policy Server reason codes'],
      severity: 'high',
      tier: '2',
    },
  ),
  event(
    7023,
    'A service ended with an error. With IPSEC Services and "cannot find the file specified": the key IPSec\\Policy\\Local is missing and the driver blocks.',
    '서비스가 오류로 종료되었습니다. IPSEC Services와 "지정된 파일을 찾을 수 없습니다"이면 IPSec\\Policy\\Local 키가 없고 드라이버가 차단 모드입니다.',
    { log: 'System', provider: 'Service Control Manager' },
    {
      text: 'The %1 service terminated with the following error: %2',
      os: ['2003', 'modern'],
      related: ['service.start-failed', 'service.block-mode'],
      see: ['event-4292', 'setting-Local'],
      sources: ['MicrosoftDocs/SupportArticles'],
      severity: 'high',
      tier: '2',
    },
  ),
];
