import type { CauseMessages } from '../api.ts';

export default {
  title: '다른 소프트웨어가 IKE와 소켓 사이에 있습니다',
  explanation:
    '{host}의 소켓 라이브러리에 계층화된 서비스 공급자({name})가 설치되어 있고 그곳에서 IKE가 시작되지 않았습니다. 공급자가 IKE에 필요한 호출을 전달하지 않으면 IKE가 포트를 감시할 수 없으며, Windows Server 2003은 이때 모든 트래픽을 차단합니다.',
  meaning: '다른 소프트웨어의 Winsock 계층화된 서비스 공급자 때문에 IKE가 포트를 사용하지 못합니다.',
  proof:
    'Winsock 공급자 목록에 계층화된 공급자가 있고, IKE가 수신하지 않거나 서비스 시작이 실패했으며, 공급자를 제거하면 두 현상이 모두 사라집니다.',
  separatedBy: '공급자를 빼고 IKE가 시작되는지 여부',
  steps: {
    ask: '최근에 설치하거나 업데이트한 방화벽, 필터, 가속 프로그램이 무엇인지 물어보십시오.',
    check:
      '공급자 목록을 확인하고(netsh winsock show catalog, 이전 버전: netdiag /debug, Sporder.exe) 계층화된 공급자가 어느 프로그램의 것인지 찾으십시오. 시스템 로그에서 IPsec 서비스가 마지막으로 시작될 때 남긴 기록을 보십시오.',
    fix: '제조업체에 업데이트를 요청하거나 프로그램을 제거하고, 또는 공급자의 순서를 바꾸십시오. 그런 다음 IPsec 서비스를 다시 시작하고 UDP 500과 4500이 열렸는지 확인하십시오. 드라이버가 모든 것을 차단하면 먼저 로컬로 로그온하여 서비스를 중지하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
