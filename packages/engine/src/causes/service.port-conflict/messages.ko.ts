import type { CauseMessages } from '../api.ts';

export default {
  title: '다른 프로그램이 IKE 포트를 사용하고 있습니다',
  explanation:
    '다른 프로그램이 이미 포트를 사용하고 있어서 {host}의 IKE 데몬이 UDP 포트를 열지 못했습니다. 다른 IPsec 제품, VPN 클라이언트 또는 같은 데몬의 이전 프로세스인 경우가 많습니다.',
  meaning: '이 호스트에서 다른 프로그램이 UDP 500 또는 4500을 사용하고 있습니다.',
  proof: '데몬이 "address already in use"로 포트를 열지 못했다고 기록하고, 이후 결국 동작했다는 줄이 없습니다.',
  separatedBy: '그 호스트에서 UDP 500과 4500을 사용하는 프로그램',
  steps: {
    ask: '그 컴퓨터에 VPN 클라이언트나 다른 보안 프로그램이 최근에 설치되었는지 물어보십시오.',
    check:
      '포트를 사용하는 프로그램을 찾으십시오(Linux: ss -lunp, Windows: netstat -bano 또는 Get-NetUDPEndpoint와 해당 프로세스).',
    fix: '다른 프로그램을 중지하거나 제거하고 두 제품 중 하나만 실행하십시오. 그런 다음 IKE 데몬을 다시 시작하여 두 포트를 모두 여는지 확인하십시오. IKE를 다른 포트로 옮기는 것은 상대방도 함께 옮길 때만 동작합니다.',
  },
} satisfies CauseMessages as CauseMessages;
