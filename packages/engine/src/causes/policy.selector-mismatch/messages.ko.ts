import type { CauseMessages } from '../api.ts';

export default {
  title: '양쪽의 트래픽 선택기가 서로 맞지 않습니다',
  explanation:
    'IKE는 성공했지만 어떤 트래픽을 보호할지에 합의하지 못했습니다. 한쪽이 제안한 네트워크, 프로토콜, 포트가 이 연결에 대한 상대방의 설정과 맞지 않습니다. IKEv1에서는 서로 대칭으로 같아야 하고, IKEv2에서는 좁힐 수 있지만 겹치는 부분이 있어야 합니다.',
  meaning: '보호할 트래픽에 대한 두 호스트의 필터 또는 트래픽 선택기가 서로 맞지 않습니다.',
  proof:
    '결정하는 쪽이 제안된 선택기에 맞는 child 또는 빠른 모드 정책이 없다고 기록하거나, 두 구성의 선택기가 겹치지 않거나(IKEv2) 같지 않습니다(IKEv1). TS_UNACCEPTABLE만으로는 통보된 내용일 뿐이며 실제로는 커널이 SA를 거부했을 수도 있습니다.',
  separatedBy: '나란히 놓은 양쪽의 선택기 목록과 거부한 쪽의 로그',
  steps: {
    ask: '어느 네트워크나 컴퓨터에 연결하려는지, 최근에 한쪽에서 네트워크를 추가하거나 주소를 바꾸었는지 물어보십시오.',
    compare:
      '선택기를 나란히 비교하십시오. 이쪽의 local은 저쪽의 remote와 프리픽스 길이, 프로토콜, 포트까지 같아야 합니다. strongSwan은 child의 local_ts와 remote_ts, Libreswan은 leftsubnet(s), rightsubnet(s), leftprotoport, Windows는 규칙의 끝점, 프로토콜, 포트입니다. NAT 뒤에서 기본값으로 쓰이는 호스트 자신의 주소는 사설 주소입니다.',
    fix: '잘못된 쪽을 고쳐 양쪽이 대칭이 되게 하고 연결을 다시 읽어 들이십시오(strongSwan: swanctl --load-conns, Libreswan: ipsec add NAME). IKEv1에서 네트워크가 여러 개면 쌍마다 child를 하나씩 만드십시오.',
  },
} satisfies CauseMessages as CauseMessages;
