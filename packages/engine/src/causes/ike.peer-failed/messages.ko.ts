import type { CauseMessages } from '../api.ts';

export default {
  title: '상대방이 메시지를 받은 뒤 실패했습니다',
  explanation:
    '메시지가 {peer}에 도달한 뒤 무응답, 이유 없는 삭제 또는 오류만 있었습니다. 그 방향의 경로는 정상이며, {peer}이(가) 멈춘 이유는 그쪽 로그에만 있습니다.',
  meaning: '상대방이 메시지를 받았다는 증거가 있는데 그 뒤 무응답, 이유 없는 삭제 또는 빈 오류만 있었습니다.',
  proof:
    '상대방의 로그나 재전송에 대한 응답으로 메시지를 받은 것이 확인되는데 응답을 보내지 않았습니다. 상대방 로그에 더 구체적인 원인이 있으면 그것이 원인입니다.',
  separatedBy: '시간 초과 직전 1분 동안 수준을 높여 기록한 상대방의 로그',
  steps: {
    ask: '정확한 시각과 양쪽 주소를 준비하여, 상대방 관리자에게 실패한 시각의 시스템을 확인해 달라고 요청하십시오.',
    log: '시간 초과 직전 1분 동안의 그쪽 로그를 확인하고, 내용이 없으면 수준을 높여 다시 시도하십시오(strongSwan: ike, cfg, net을 2로, Libreswan: plutodebug=base, Windows: 감사 이벤트 4652~4654 및 wfp 캡처).',
    fix: '로그에 나온 것을 해결하십시오. 데몬이 멈추거나 바쁘다면 부하와 대기 중인 외부 서비스(RADIUS, 인증서 목록, DNS)를 확인하고, 로그를 저장한 뒤에만 다시 시작하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
