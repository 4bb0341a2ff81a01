import type { CauseMessages } from '../api.ts';

export default {
  title: '유휴 시간이 지나면 중간 장치가 연결을 잊습니다',
  explanation:
    '{from}에서 {to}(으)로 가는 트래픽이 통과하다가 {seconds}초 동안 쉰 뒤, 그 후에 보낸 것은 나가지만 도착하지 않습니다. 경로의 방화벽이나 NAT가 활동을 기준으로 상태를 유지하다가 쉬는 동안 지웠습니다.',
  meaning: '경로의 장치가 유휴 흐름의 상태를 지운 뒤 그 흐름의 패킷을 삭제합니다.',
  proof:
    '양쪽 캡처가 그 시간을 모두 담고 있고, 같은 SA의 이전 패킷이 도착하던 경로에서 유휴 시간 직후의 패킷이 나갔지만 도착하지 않습니다.',
  separatedBy: '쉰 뒤의 트래픽만 실패하는지, 다른 쪽에서 보낸 트래픽이 연결을 되살리는지',
  steps: {
    ask: '처음에는 되다가 점심시간처럼 쉬고 나면 멈추고, 다시 시작하면 복구되는지 물어보십시오.',
    measure:
      '쉬는 시간을 점점 늘려 몇 초부터 끊기는지 찾고, 경로의 방화벽과 NAT 장치의 UDP 및 ESP 시간 제한과 비교하십시오.',
    fix: '시간 제한보다 자주 무언가를 보내십시오. NAT keepalive(strongSwan: charon.keep_alive, Libreswan: keep-alive 및 nat-keepalive=yes)와 활성 확인(strongSwan: dpd_delay, Libreswan: dpddelay)을 사용합니다. 더 좋은 방법은 UDP 500, UDP 4500, ESP를 상태 만료에서 제외하거나 시간 제한을 늘리는 것입니다.',
  },
} satisfies CauseMessages as CauseMessages;
