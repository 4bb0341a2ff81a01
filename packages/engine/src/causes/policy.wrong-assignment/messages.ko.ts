import type { CauseMessages } from '../api.ts';

export default {
  title: '호스트에 의도한 것과 다른 IPsec 정책이 할당되어 있습니다',
  explanation:
    '{host}에 적용된 IPsec 정책이 상대방의 정책과 맞지 않습니다. 정책을 담은 그룹 정책 개체가 필터링되었거나, 로컬 정책이 대신 적용되었거나, 다른 정책이 우선했습니다. 그래서 양쪽이 서로 다른 것을 요구하며, 어느 쪽이 옳은지는 네트워크 설계만이 알려 줍니다.',
  meaning: '여러 IPsec 정책 중 의도하지 않은 것이 우선순위, 권한 또는 계정 위치 때문에 호스트에 적용되었습니다.',
  proof:
    '상대방에게 정책을 주는 그룹 정책 개체가 이 호스트에서 거부되었거나, 상대방은 도메인 정책을 쓰는데 이 호스트는 로컬 정책으로 동작합니다. 도메인 정책이 서로 다르다는 것만으로는 아무것도 증명되지 않습니다. 호스트 그룹마다 정책이 따로 있을 수 있습니다.',
  separatedBy: '컴퓨터 계정의 그룹, 그룹 정책 개체의 순서와 권한, 그리고 설계에서 요구하는 것',
  steps: {
    ask: '컴퓨터가 최근에 이동되거나 이름이 바뀌거나 다른 그룹에 들어갔는지, 격리 설계의 어느 그룹에 속하는지 물어보십시오.',
    check:
      '컴퓨터가 받은 그룹 정책 개체와 필터링된 개체 및 그 이유(gpresult), 양쪽에 할당된 IPsec 정책을 확인하십시오(netsh ipsec static show gpoassignedpolicy, 최신 버전: netsh advfirewall monitor show consec).',
    fix: '컴퓨터 계정을 올바른 그룹 또는 조직 구성 단위에 넣거나 그룹 정책 개체의 권한과 순서를 바로잡은 뒤, 티켓에 새 그룹이 들어가도록 컴퓨터를 다시 시작하십시오.',
    escalate: '그룹과 권한이 올바르면 양쪽의 gpresult와 IPsec을 담은 GPO 목록을 전달하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
