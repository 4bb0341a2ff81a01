import type { CauseMessages } from '../api.ts';

export default {
  title: '양쪽의 모드가 다릅니다: 전송 모드와 터널 모드',
  explanation:
    '한쪽은 전송 모드를 요청하고 다른 쪽은 터널 모드를 고집하거나 터널 끝점이 다릅니다. IKE 자체는 성공했습니다. IKEv2에서 전송 모드가 받아들여지지 않는 것만으로는 오류가 아니며, 대신 얻은 터널 모드를 한쪽이 거부할 때 오류가 됩니다.',
  meaning: '전송 모드와 터널 모드가 충돌하거나 터널 끝점이 다릅니다.',
  proof: '한쪽이 제안받거나 결과로 얻은 모드를 거부한다고 기록하거나, 두 구성의 모드가 다릅니다.',
  separatedBy: '이 트래픽에 대해 양쪽에 구성된 모드',
  steps: {
    ask: '두 컴퓨터 사이의 연결인지 두 네트워크 전체 사이의 연결인지, 양쪽이 같은 것을 생각하고 있는지 물어보십시오.',
    compare:
      '모드를 비교하십시오. strongSwan은 child의 mode(기본값은 tunnel), Libreswan은 type=tunnel 또는 type=transport, Windows는 규칙의 모드와 터널 끝점입니다. 전송 모드에서는 선택기가 두 호스트 자신이어야 합니다.',
    fix: '양쪽에 같은 모드와 터널 끝점을 설정하고 연결을 다시 읽어 들인(strongSwan: swanctl --load-conns, Libreswan: ipsec add NAME) 다음 시작하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
