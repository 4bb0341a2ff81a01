import type { CauseMessages } from '../api.ts';

export default {
  title: '보호할 트래픽에 대한 공통 제안이 없습니다',
  explanation:
    'IKE 자체는 성공했고 양쪽의 인증도 끝났지만, 트래픽을 보호할 ESP 또는 AH에 합의하지 못했습니다. 두 목록에 암호화, 무결성, ESN이 모두 일치하는 조합이 없거나 한쪽은 ESP, 다른 쪽은 AH를 요구합니다.',
  meaning: '양쪽에 공통된 빠른 모드 또는 CHILD_SA 제안이 없습니다.',
  proof:
    '응답자가 받은 ESP 또는 AH 제안과 구성된 제안을 기록하고 아무것도 선택하지 않거나, 두 구성을 비교했을 때 맞는 제안이 없습니다.',
  separatedBy: '거부한 쪽 로그의 받은 ESP 제안과 구성된 ESP 제안. 그룹만 다르면 PFS 문제입니다',
  steps: {
    ask: '한쪽이 최근에 업데이트되었거나 보안 설정이 바뀌었는지 물어보십시오.',
    compare:
      '두 ESP 제안을 나란히 비교하십시오. 암호화와 키 길이, 무결성, 확장 시퀀스 번호, 그룹입니다. strongSwan은 child의 esp_proposals 또는 ah_proposals, Libreswan은 esp=(또는 phase2alg=)와 phase2=, Windows는 빠른 모드 암호화 집합(Get-NetIPsecQuickModeCryptoSet)입니다.',
    fix: '양쪽이 모두 지원하는 ESP 제안 하나를 추가하고 연결을 다시 읽어 들인(strongSwan: swanctl --load-conns, Libreswan: ipsec add NAME) 다음 시작하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
