import type { CauseMessages } from '../api.ts';

export default {
  title: '양쪽의 인증 방법이 서로 다릅니다',
  explanation:
    '한쪽이 상대방이 받아들이지 않는 방법으로 자신을 증명합니다. 예를 들어 한쪽은 사전 공유 키, 다른 쪽은 인증서를 쓰거나 상대방이 제공하지 않는 EAP 방법을 요구합니다. 키나 인증서가 올바르더라도 확인 자체가 이루어지지 않습니다.',
  meaning: '한쪽이 사용하는 인증 방법(사전 공유 키, 인증서, EAP 방법, XAUTH)을 다른 쪽이 받아들이지 않습니다.',
  proof:
    '확인하는 쪽이 받은 방법을 받아들이지 않는다고 기록하거나, EAP 방법에 NAK로 응답하거나, 두 구성에 지정된 방법에 공통된 것이 없습니다.',
  separatedBy: '각 방향에 대해 양쪽에 구성된 인증 방법',
  steps: {
    ask: '최근에 한쪽이 공유 암호에서 인증서나 사용자 계정 방식으로 바꾸었는지, 다른 쪽도 함께 바꾸었는지 물어보십시오.',
    compare:
      '방향마다 방법을 비교하십시오. strongSwan은 local 및 remote 섹션의 auth(psk, pubkey, eap-…, xauth-…), Libreswan은 authby 또는 leftauth와 rightauth, Windows는 연결 보안 규칙의 인증 집합입니다. 한쪽의 local은 다른 쪽의 remote와 같아야 합니다.',
    fix: '한 가지 방법을 정해 양쪽에 설정하십시오. 같은 주소 사이에 연결이 여러 개라면 이 방법을 쓰는 연결이 먼저 선택되도록 하십시오. 선택된 방법이 실패하면 IKE는 다른 방법을 시도하지 않습니다.',
  },
} satisfies CauseMessages as CauseMessages;
