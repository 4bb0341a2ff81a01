import type { CauseMessages } from '../api.ts';

export default {
  title: '한 호스트의 필터가 서로 충돌합니다',
  explanation:
    '한 호스트에 같은 트래픽에 대해 동작이 다른 두 필터 또는 정책이 있습니다. 어느 것이 적용되는지는 구체성, 우선순위, 순서에 따라 달라지므로 결과가 시간이나 호스트에 따라 바뀔 수 있습니다.',
  meaning: '같은 호스트의 두 필터 또는 정책이 같은 트래픽에 대해 서로 다른 동작을 요구합니다.',
  proof:
    '호스트의 커널 정책에 보호 정책의 트래픽 전체를 더 높은 우선순위로 통과시키거나 삭제하는 정책이 있고 SA의 패킷 수가 0이거나, 데몬이 자신의 다른 연결이 정책 또는 경로를 이미 가지고 있다고 기록합니다. 보호 정책보다 좁은 예외는 의도된 것이므로 증명이 되지 않습니다.',
  separatedBy: '우선순위로 정렬한 호스트의 전체 활성 필터 목록',
  steps: {
    ask: '이 컴퓨터에 다른 VPN, 보안 프로그램, 정책이 최근에 설치되었는지 물어보십시오.',
    list: '활성 필터를 나열하고 같은 주소와 포트가 두 번 나오는지 확인하십시오. strongSwan과 Libreswan은 ip xfrm policy(우선순위 포함), Windows는 IP 보안 모니터의 빠른 모드 필터 또는 netsh wfp show filters입니다.',
    fix: '둘 중 하나를 제거하거나 더 구체적으로 만들어 순서가 결과를 결정하지 않도록 하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
