import type { CauseMessages } from '../api.ts';

export default {
  title: '다른 연결이 협상을 가로챘습니다',
  explanation:
    '호스트 {host}은(는) 상대방에 맞는 연결이 "{better}"인데도 이 협상에 "{chosen}" 연결을 선택했습니다. 그 뒤에 실패한 것(ID, 키, 제안, 선택기)은 잘못된 규칙이 적용되었기 때문일 뿐입니다.',
  meaning: '먼저 나오거나 더 일반적인 연결 또는 규칙이 다른 연결을 위한 협상을 가로챕니다.',
  proof:
    '로그에 선택된 연결이 나오고, 같은 호스트의 구성에 상대방의 주소, ID, 제안, 선택기에 맞는 다른 연결이 있으며 선택된 연결은 맞지 않습니다.',
  separatedBy: '응답자가 선택한 연결의 이름과 전체 연결 목록의 비교',
  steps: {
    ask: '그쪽에 다른 연결, 특히 모든 상대방이나 외부 사용자를 위한 연결이 최근에 추가되었는지 물어보십시오.',
    compare:
      '주소, ID, 인증 방법과 함께 연결을 나열하고 일반적인 연결이 먼저 선택되는 이유를 찾으십시오. 같은 주소, remote의 %any, 지정되지 않은 ID, 목록에서의 위치 등입니다.',
    fix: '연결을 구별할 수 있게 하십시오. 각각 remote 주소나 ID를 지정하고, 주소를 함께 쓰는 연결에는 같은 IKE 제안과 인증을 설정하거나, 일반적인 연결을 다른 주소로 옮기십시오. 그런 다음 다시 읽어 들이십시오(strongSwan: swanctl --load-conns, Libreswan: ipsec add NAME).',
  },
} satisfies CauseMessages as CauseMessages;
