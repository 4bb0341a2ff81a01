import type { CauseMessages } from '../api.ts';

export default {
  title: '키 재지정에 실패합니다',
  explanation:
    '연결은 동작했지만 키를 교체하는 데 실패했으며 증거에 더 구체적인 이유가 없습니다. 이전 SA가 끝날 때까지는 트래픽이 계속되다가 그 후 중단되며, 매번 비슷한 시간에 반복되는 경우가 많습니다.',
  meaning: '수립된 SA를 교체할 수 없으며 더 구체적인 원인이 없습니다.',
  proof: '한쪽이 키 재지정 또는 재인증 실패를 기록하고, PFS 그룹, 제안, 인증서, 경로의 불일치는 나타나지 않습니다.',
  separatedBy: '키를 재지정한 순간의 양쪽 로그와 이를 시작한 쪽',
  steps: {
    ask: '얼마 뒤에 연결이 끊기는지, 그 시간이 항상 같은지 물어보십시오.',
    force:
      '양쪽에서 차례로 강제로 키를 재지정하고 두 로그를 확인하십시오(strongSwan: swanctl --rekey, Libreswan: ipsec rekey-ike NAME 또는 ipsec rekey-child NAME). 한쪽에서 시작할 때만 성공한다면 상태 저장 방화벽이나 역할에 따라 다른 규칙을 의심하십시오.',
    fix: '키 재지정에 쓰이는 양쪽의 수명, 그룹, 제안을 비교하고, 한쪽이 확실히 먼저 재지정하도록 하십시오. 재인증은 키 재지정과 구분하십시오(strongSwan: make-before-break, 그때도 인증서가 유효해야 함).',
  },
} satisfies CauseMessages as CauseMessages;
