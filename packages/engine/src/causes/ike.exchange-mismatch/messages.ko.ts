import type { CauseMessages } from '../api.ts';

export default {
  title: '주 모드와 적극 모드가 충돌합니다',
  explanation:
    '양쪽이 서로 다른 IKEv1 교환을 사용합니다. 한쪽은 주 모드로 시작하는데 다른 쪽은 적극 모드만 받거나 그 반대이거나, 정책이 해당 교환을 거부합니다. 다른 항목을 비교하기도 전에 거부됩니다.',
  meaning: '주 모드와 적극 모드가 서로 다르거나 정책이 교환을 거부합니다.',
  proof: '응답자가 교환을 거부한다고 기록하거나 이 인증에 대한 연결이 다른 모드에만 있거나, 두 구성에 차이가 있습니다.',
  separatedBy: '첫 패킷의 교환 유형과 응답자에 구성된 모드',
  steps: {
    ask: '한쪽의 설정을 다른 제품이나 오래된 안내서에서 복사했는지 물어보십시오.',
    compare:
      '모드를 비교하십시오. strongSwan은 aggressive = yes 또는 no(사전 공유 키를 쓰면 응답자에 i_dont_care_about_security_and_use_aggressive_mode_psk도 필요), Libreswan은 aggressive=(이전 이름 aggrmode=)입니다.',
    fix: '양쪽을 모두 주 모드로 설정하거나 IKEv2로 옮기십시오. 적극 모드에서는 요청하는 누구에게나 키의 해시가 노출됩니다.',
  },
} satisfies CauseMessages as CauseMessages;
