import type { CauseMessages } from '../api.ts';

export default {
  title: '컴퓨터의 티켓이 그룹 구성원 변경보다 오래되었습니다',
  explanation:
    '컴퓨터는 접속이 허용된 그룹에 속하지만, 제시한 티켓은 그룹에 추가되기 전에 발급되었습니다. 티켓에는 발급 당시의 그룹이 들어 있으며, 다시 시작하거나 티켓 캐시를 비우면 새로 발급됩니다.',
  meaning: 'Kerberos 티켓에 올바른 그룹이 아직 없어 인증된 상대가 거부되었습니다.',
  proof: '그룹 구성원이 된 시각은 디렉터리에, 티켓의 발급 시각은 티켓에 있으므로 둘 다 필요합니다.',
  separatedBy: '컴퓨터 티켓의 발급 시각과 디렉터리에서 그룹 구성원이 된 시각',
  steps: {
    ask: '컴퓨터를 언제 그룹에 추가했는지, 그 뒤에 다시 시작했는지 물어보십시오.',
    check: '컴퓨터 자신의 티켓과 시각을 나열하십시오.',
    fix: '컴퓨터의 티켓 캐시를 비우거나 컴퓨터를 다시 시작하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
