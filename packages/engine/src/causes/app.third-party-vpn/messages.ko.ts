import type { CauseMessages } from '../api.ts';

export default {
  title: '다른 제조업체의 VPN 클라이언트가 IKE를 막고 있습니다',
  explanation:
    '{host}에서 다른 제조업체의 VPN 클라이언트({name})가 동작하고 있습니다. 이러한 클라이언트에는 자체 IKE가 있어 Windows의 IKE와 마찬가지로 UDP 500이 필요하며, 도메인 구성원에게 필요한 IPsec 서비스를 사용 안 함으로 설정하는 경우가 많습니다.',
  meaning: '다른 제조업체의 VPN 클라이언트가 IKE의 포트를 차지했거나 Windows의 IPsec 서비스를 쓸 수 없게 했습니다.',
  proof:
    '클라이언트의 프로그램이 UDP 500 또는 4500을 차지하거나, 클라이언트의 서비스는 실행 중인데 Windows의 서비스는 사용 안 함이거나 시작에 실패했습니다. 설치되어 있기만 한 것은 문제가 아닙니다.',
  separatedBy: '클라이언트를 중지했을 때 IKE가 동작하는지 여부',
  steps: {
    ask: '어떤 VPN 클라이언트가 설치되어 있는지, 연결되어 있었는지, 설치하거나 업데이트한 뒤에 문제가 시작되었는지 물어보십시오.',
    check:
      'UDP 500과 4500을 사용하는 프로그램(netstat -abno, 이전 버전: portqry -local)과 IPsec 서비스의 상태 및 시작 유형(IKEEXT와 PolicyAgent, 이전 버전: PolicyAgent)을 확인하십시오.',
    fix: '클라이언트를 중지하고 IPsec 서비스의 시작 유형을 되돌린 뒤 시작하십시오. 둘 다 필요하면 종단 간 IPsec과 함께 쓸 수 있는 Windows의 VPN 클라이언트나 함께 동작하는 버전을 사용하십시오.',
    escalate:
      '클라이언트가 Windows의 IPsec과 함께 동작하는지, 시스템의 IKE와 ESP를 터널과 방화벽으로 통과시키는지 제조업체에 문의하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
