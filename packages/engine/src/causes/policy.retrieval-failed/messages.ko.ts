import type { CauseMessages } from '../api.ts';

export default {
  title: '디렉터리에서 IPsec 정책을 읽을 수 없습니다',
  explanation:
    '{host}에는 디렉터리의 정책이 할당되어 있지만 읽지 못했고, 저장된 복사본도 적용하지 못했습니다. 정책이 없으면 호스트는 협상하지 않거나 이전 정책대로 동작합니다.',
  meaning: '할당된 정책을 가져올 수 없습니다.',
  proof:
    '정책 에이전트가 디렉터리의 정책도, 보관한 복사본도 적용하지 못했다고 기록합니다. 디렉터리만 실패하는 것은 네트워크를 벗어난 컴퓨터에서 흔한 일이며 복사본이 적용되면 결함이 아닙니다.',
  separatedBy: '정책 에이전트의 로그, 그룹 정책 처리, 도메인 컨트롤러 연결',
  steps: {
    ask: '컴퓨터가 도메인의 네트워크에 있는지 물어보십시오.',
    check: '그룹 정책을 다시 처리하고 도메인 컨트롤러를 찾는지 확인하십시오.',
    fix: '디렉터리 연결이나 컴퓨터의 정책 읽기 권한을 복구하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
