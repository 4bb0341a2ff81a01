import type { CauseMessages } from '../api.ts';

export default {
  title: '호스트에 상대방으로 가는 경로가 없습니다',
  explanation:
    '{host} 자체에 {peer}(으)로 가는 라우트가 없어서 패킷이 나가지도 않습니다. 그 너머의 경로는 시도되지 않았습니다.',
  meaning: '호스트 자체에 상대방 또는 보호된 네트워크로 가는 라우트가 없습니다.',
  proof:
    '보내기가 "network is unreachable"로 실패하거나 데몬이 라우트를 찾지 못했다고 기록하거나, 호스트의 라우팅 테이블에 그 주소를 포함하는 라우트가 없습니다.',
  separatedBy: '이 주소에 대해 조회한 호스트의 라우팅 테이블',
  steps: {
    ask: '그 컴퓨터가 자신의 네트워크 밖의 어떤 곳이든 연결할 수 있는지 물어보십시오.',
    check:
      '호스트에서 상대방 주소로 가는 라우트를 조회하고(Linux: ip route get 주소, Windows: Find-NetRoute 또는 route print), 정책 규칙과 추가 테이블도 확인하십시오(strongSwan은 테이블 220 사용).',
    fix: '라우트나 기본 게이트웨이를 추가하거나 해당 인터페이스를 켠 다음 연결을 다시 시작하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
