import type { CauseMessages } from '../api.ts';

export default {
  title: '한쪽은 IKEv1, 다른 쪽은 IKEv2를 사용합니다',
  explanation:
    '개시자가 응답자가 이 상대방에 대해 받아들이지 않는 IKE 버전으로 시작합니다. 제안의 문제가 아닌데도 많은 응답자가 NO_PROPOSAL_CHOSEN으로 응답하거나 전혀 응답하지 않습니다.',
  meaning: '한쪽은 IKEv1만, 다른 쪽은 IKEv2만 사용하도록 구성되어 있습니다.',
  proof:
    '응답자가 정책상 그 버전을 거부한다고 기록하거나 INVALID_MAJOR_VERSION으로 응답하거나, 두 구성의 버전이 서로 배타적입니다.',
  separatedBy: '양쪽에 구성된 IKE 버전과 첫 패킷의 버전',
  steps: {
    ask: '한쪽이 최근에 교체되거나 업데이트되었는지 물어보십시오. 새 제품은 IKEv2로 시작합니다.',
    compare:
      '버전을 비교하십시오. strongSwan은 version(0이면 둘 다 응답하고 IKEv2로 시작), Libreswan은 ikev2= 또는 keyexchange=와 config setup의 ikev1-policy(새 버전은 accept로 설정하지 않으면 IKEv1을 삭제), Windows는 규칙의 KeyModule 또는 VPN 종류입니다.',
    fix: '가능하면 양쪽 모두 IKEv2로, 아니면 양쪽 모두 IKEv1로 설정하고 연결을 다시 읽어 들이십시오(strongSwan: swanctl --load-conns, Libreswan: ipsec add NAME).',
  },
} satisfies CauseMessages as CauseMessages;
