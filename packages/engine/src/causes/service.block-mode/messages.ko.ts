import type { CauseMessages } from '../api.ts';

export default {
  title: 'IPsec 드라이버가 모든 트래픽을 차단합니다',
  explanation:
    '{host}의 IPsec 드라이버가 {mode} 모드로 들어갔습니다. 정책 오류 이후에는 시작 시 예외로 허용된 것만 통과시키므로 상대에게는 호스트가 꺼진 것처럼 보입니다.',
  meaning: '드라이버가 차단 또는 안전 모드에 있거나 시작 모드에 머물러 있습니다.',
  proof: '드라이버가 모드를 기록하며, 마지막 기록이 기준입니다.',
  separatedBy: '드라이버의 현재 모드와 바뀌기 전의 오류',
  steps: {
    ask: 'IPsec 없이도 호스트에 연결되는지 물어보십시오.',
    check: '드라이버의 모드를 확인하고 그 전의 정책 오류를 읽으십시오.',
    fix: '적용하지 못한 정책을 고치십시오. 보호되지 않은 트래픽이라도 복구하려면 서비스를 사용하지 않도록 설정하고 다시 시작하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
