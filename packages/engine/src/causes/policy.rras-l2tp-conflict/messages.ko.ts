import type { CauseMessages } from '../api.ts';

export default {
  title: 'VPN 서버의 L2TP 정책이 트래픽을 가로챕니다',
  explanation:
    '{host}은(는) VPN 서버이기도 합니다. L2TP용으로 자동 생성되는 정책에는 서버의 주소마다 인증서를 요구하는 필터가 있고, 내부 주소에서는 격리 정책의 필터보다 더 구체적입니다. 그래서 도메인의 컴퓨터에 없는 인증서를 요구합니다.',
  meaning: 'VPN 서버의 자동 L2TP 정책이 격리 트래픽을 가로챕니다.',
  proof:
    'VPN 서버와의 협상이 인증서가 없어 실패합니다. 두 호스트가 전에 Kerberos로 인증했다면 먼저 살펴볼 원인입니다. 어느 정책이었는지는 서버의 주 모드 필터로 알 수 있습니다.',
  separatedBy: 'VPN 서버의 주 모드 필터와 인증 방법',
  steps: {
    ask: '이 서버만 문제가 되는지, VPN 연결도 받는지 물어보십시오.',
    check: '서버의 주 모드 특정 필터를 나열하고 내부 주소에서 인증서를 요구하는 필터를 찾으십시오.',
    fix: 'VPN 서버의 내부 주소를 격리에서 예외로 하거나, 자동 정책을 끄고(ProhibitIpSec) 직접 정책을 만드십시오.',
  },
} satisfies CauseMessages as CauseMessages;
