import type { CauseMessages } from '../api.ts';

export default {
  title: '호스트의 시계가 틀렸습니다',
  explanation:
    '{host}의 시계로는 인증서가 유효 기간을 벗어나지만 상대방의 시계로는 유효합니다. 두 시계의 차이는 {seconds}초입니다. 인증서는 정상이며 갱신할 필요가 없습니다.',
  meaning:
    '호스트의 시계가 틀려서 유효한 인증서가 유효하지 않은 것으로 보이거나 시간에 의존하는 다른 기능이 실패합니다.',
  proof:
    '확인하는 쪽이 인증서를 만료되었거나 아직 유효하지 않다고 하지만, 양쪽이 캡처한 패킷으로 잰 시계 차이를 고려하면 다른 시계로는 유효합니다.',
  separatedBy: '확인하는 호스트의 시계와 기준 시각의 비교',
  steps: {
    ask: '그 컴퓨터의 날짜, 시각, 표준 시간대를 읽게 하여 자신의 것과 비교하십시오.',
    check:
      '시계를 기준 시각과 비교하고 시간 동기화가 동작하는지 확인하십시오(Linux: timedatectl, chronyc tracking, Windows: w32tm /query /status).',
    fix: '시계를 맞추고 동기화를 켜십시오. 시간 서버는 터널 없이도 접근할 수 있어야 합니다. 그런 다음 연결을 다시 시작하십시오. 켤 때마다 시계가 틀리면 배터리를 교체해야 합니다.',
  },
} satisfies CauseMessages as CauseMessages;
