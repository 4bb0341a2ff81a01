import type { CauseMessages } from '../api.ts';

export default {
  title: 'PFS(Perfect Forward Secrecy) 그룹이 서로 다릅니다',
  explanation:
    '트래픽 보호에 대해 키 교환 그룹만 빼고 모두 일치합니다. 한쪽은 PFS를 요구하는데 다른 쪽은 사용하지 않거나 그룹이 다릅니다. IKEv2에서는 첫 SA에 별도의 그룹이 필요 없으므로 정상 동작하다가 한 시간 이상 지난 첫 키 재지정 때 비로소 나타나는 경우가 많습니다.',
  meaning: '빠른 모드 또는 CHILD_SA 교환의 PFS 그룹이 다르거나 한쪽에만 있습니다.',
  proof: '결정하는 쪽이 키 교환 방법을 거부하거나 그룹만 다른 제안을 기록하거나, 두 구성에서 그 차이가 보입니다.',
  separatedBy: '양쪽 ESP 제안의 그룹과, 첫 SA는 동작하고 키 재지정만 실패했는지 여부',
  steps: {
    ask: '처음에는 동작하다가 매번 비슷한 시간이 지난 뒤에 끊기는지 물어보십시오.',
    compare:
      '그룹을 비교하십시오. strongSwan은 esp_proposals 안의 그룹(없으면 PFS 사용 안 함), Libreswan은 pfs=와 esp=의 그룹, Windows는 빠른 모드 집합의 PFS 그룹입니다. 다른 제품에서는 2단계의 "PFS 그룹"이라고 합니다.',
    fix: '양쪽에 같은 그룹을 설정하거나 양쪽 모두 사용하지 않도록 하고 연결을 다시 읽어 들이십시오(strongSwan: swanctl --load-conns, Libreswan: ipsec add NAME). 접속만으로 판단하지 말고 강제로 키를 재지정하여 확인하십시오(strongSwan: swanctl --rekey, Libreswan: ipsec rekey-child 또는 다시 시작).',
  },
} satisfies CauseMessages as CauseMessages;
