import type { CauseMessages } from '../api.ts';

export default {
  title: '패킷이 재생(replay)으로 판단되어 삭제됩니다',
  explanation:
    '{from}에서 보낸 패킷이 알려진 SPI로 {to}에 도착하지만 시퀀스 번호가 너무 오래되었거나 이미 받은 것이어서 삭제됩니다. 경로에서 패킷이 중복되거나 순서가 크게 바뀌거나, 속도에 비해 창이 너무 작습니다.',
  meaning: '알려진 SPI의 패킷이 오래된 시퀀스 번호를 가지고 있어 재생 검사에서 삭제됩니다.',
  proof: '그 밖에는 정상인 SA에서 수신자가 재생 또는 시퀀스 오류를 집계하고, 캡처에 중복이나 빠진 번호가 보입니다.',
  separatedBy: '수신 측 캡처의 시퀀스 번호: 중복, 순서 뒤바뀜 또는 1부터 다시 시작',
  steps: {
    ask: '부하가 높을 때만 느리거나 끊기는지, 회선이나 통신사가 두 개인지 물어보십시오.',
    check:
      'XfrmInStateSeqError와 SA의 replay 카운터를 지켜보고, 캡처에서 중복되거나 순서가 바뀐 시퀀스 번호(QoS 등급, 여러 회선, 여러 프로세서)를 찾으십시오.',
    fix: '재생 창을 늘리고(strongSwan: child의 replay_window, Libreswan: replay-window=), 한 SA가 한 큐와 한 회선을 사용하게 하고, 패킷을 중복시키는 장치를 해결하십시오. 검사를 끄지는 마십시오.',
  },
} satisfies CauseMessages as CauseMessages;
