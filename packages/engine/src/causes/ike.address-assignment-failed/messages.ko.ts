import type { CauseMessages } from '../api.ts';

export default {
  title: '클라이언트에 할당할 주소가 없습니다',
  explanation:
    '클라이언트가 인증된 뒤 내부 주소를 요청했지만 게이트웨이에 줄 주소가 없습니다. 풀이 비었거나 소진되었거나 없거나 다른 연결에 속합니다. 그 이전 단계는 모두 정상입니다.',
  meaning: '구성 페이로드가 주소를 요청했지만 게이트웨이에 줄 주소가 없습니다.',
  proof:
    '게이트웨이가 가상 주소를 찾지 못했거나 할당할 수 없다고 기록하거나, 클라이언트가 주소를 받지 못했다고 보고합니다.',
  separatedBy: '게이트웨이의 로그와 풀 크기 대비 임대 수',
  steps: {
    ask: '지금 다른 사용자는 접속되는지, 바쁜 시간에만 실패하는지 물어보십시오.',
    check:
      '임대 수를 풀 크기와 비교하고, 연결이 풀과 올바른 주소 체계를 지정하는지 확인하십시오(strongSwan: pools, Libreswan: rightaddresspool).',
    fix: '풀을 늘리거나 연결에 지정하거나, 활성 확인 간격을 줄여 끊긴 클라이언트의 임대를 회수하십시오. 클라이언트에 내부 주소가 필요 없다면 요청하지 않도록 하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
