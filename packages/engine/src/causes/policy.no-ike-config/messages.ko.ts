import type { CauseMessages } from '../api.ts';

export default {
  title: '두 주소에 맞는 IKE 구성이 없습니다',
  explanation:
    'IKE는 동작하지만 한 호스트(대개 응답자, 개시자 자신의 기록이 그렇게 말하면 개시자)에 이 주소 쌍에 대한 연결이 없어서 제안을 보기 전에 중단합니다. 많은 제품이 이때도 NO_PROPOSAL_CHOSEN으로 응답하므로 엉뚱한 곳을 찾게 됩니다.',
  meaning: '둘 중 한 호스트(대개 응답자)에 두 호스트의 주소에 대한 연결, 필터, 규칙이 없습니다.',
  proof:
    '그 호스트 자신이 이 주소들에 대한 IKE 구성을 찾지 못했다고 기록하고, 그 구성에 해당 IKE 버전으로 이 주소들을 위한 연결이 없습니다.',
  separatedBy: '중단한 호스트에 로드된 연결 목록과 그 주소 및 IKE 버전',
  steps: {
    ask: '한쪽의 인터넷 주소나 통신사가 최근에 바뀌었거나 다른 공유기나 라우터 뒤로 옮겼는지 물어보십시오.',
    check:
      '파일이 아니라 실제로 로드된 연결을 나열하고, 도착하는 패킷(NAT 이후)의 주소와 local 및 remote 주소가 맞는 연결이 있는지 확인하십시오. 파일을 고치고 읽어 들이지 않았거나 읽어 들일 때 거부된 연결도 똑같이 보입니다.',
    fix: '연결의 주소를 바로잡거나(strongSwan: local_addrs, remote_addrs, Libreswan: left, right, Windows: 규칙의 끝점) 상대방 주소가 고정되지 않았다면 모든 주소를 허용하고 다시 읽어 들이십시오(strongSwan: swanctl --load-conns, Libreswan: ipsec add NAME).',
  },
} satisfies CauseMessages as CauseMessages;
