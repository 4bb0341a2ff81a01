import type { CauseMessages } from '../api.ts';

export default {
  title: 'IPsec 정책을 사용할 수 없습니다',
  explanation:
    '{host}에서 정책을 찾았지만 내용을 사용할 수 없습니다({what}). 읽을 수 없는 데이터, 없는 개체에 대한 참조, 제안이 없는 규칙 등이 원인입니다.',
  meaning: '정책을 찾았지만 읽을 수 없거나 불완전합니다.',
  proof: '정책 에이전트가 사용할 수 없는 부분을 기록하고 버리며, 그 뒤에 적용된 정책이 없습니다.',
  separatedBy: '디렉터리와 로컬 저장소에 있는 정책의 개체',
  steps: {
    ask: '최근에 정책을 바꾸었거나 가져오거나 복원했는지 물어보십시오.',
    check: '정책을 모든 규칙과 함께 나열하고 열 수 없는 규칙을 찾으십시오.',
    fix: '손상된 부분을 새로 만들거나 정상인 정책을 가져오십시오.',
  },
} satisfies CauseMessages as CauseMessages;
