import type { CauseMessages } from '../api.ts';

export default {
  title: '메시지가 프로토콜을 위반합니다',
  explanation:
    '한쪽이 상대방이 보낸 것을 해석할 수 없습니다. 형식이 잘못된 메시지, 잘못된 위치의 페이로드 또는 두 제품이 다르게 이해하는 확장입니다. IKEv1에서 사전 공유 키가 틀려도 메시지가 깨진 값으로 복호화되므로 똑같이 보입니다.',
  meaning: '구현이 프로토콜을 위반하거나 두 구현이 서로를 이해하지 못합니다.',
  proof: '틀린 키, 경로상의 손상, 빠진 조각으로 설명되지 않는 프로토콜 오류나 형식 오류를 한쪽이 보고합니다.',
  separatedBy: '로그 수준을 높인 양쪽 로그와 해당 메시지의 캡처, 그리고 같은 키를 사용한 시험',
  steps: {
    ask: '양쪽에서 사용하는 제품과 버전, 최근에 업데이트한 쪽을 물어보십시오.',
    fix: '서로 다르게 이해할 수 있는 기능(IKE 조각화, MOBIKE, childless 시작, 추가 키 교환, 공급업체 확장)을 하나씩 꺼서 어느 것이 문제인지 확인하고, 오래된 제품을 업데이트하십시오.',
    escalate:
      '같은 시도에 대한 버전, 캡처, 수준을 높인 양쪽 로그(strongSwan: ike와 enc를 2로, Libreswan: plutodebug=all)를 두 공급업체에 전달하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
