import type { CauseMessages } from '../api.ts';

export default {
  title: '인증서가 해지되었습니다',
  explanation:
    '인증서를 발급한 기관이나 상위 기관이 인증서를 해지했고, 확인하는 쪽이 해지 목록 또는 OCSP 응답으로 이를 확인했습니다. 양쪽의 설정이 잘못된 것이 아니라 더 이상 사용할 수 없는 인증서입니다.',
  meaning: '상대방의 인증서 또는 그 발급자 중 하나가 해지 목록에 있거나 OCSP에서 해지된 것으로 확인됩니다.',
  proof: '확인하는 쪽이 인증서의 이름과 해지 사실을 기록하며, 목록에 있으면 시각이나 이유도 기록합니다.',
  separatedBy: '최신 해지 목록에서 인증서 일련번호를 찾은 결과',
  steps: {
    ask: '장치가 분실, 도난 신고되었거나 교체, 폐기되었는지 물어보십시오. 그렇다면 의도된 거부이며 우회해서는 안 됩니다.',
    check:
      '인증 기관의 최신 해지 목록에서 일련번호를 찾아보고, 확인하는 쪽 캐시에 오래된 목록이 남아 있지 않은지 확인하십시오(strongSwan: swanctl --flush-certs로 캐시된 목록을 비움, Libreswan: ipsec listall로 표시).',
    fix: '이 호스트에 여전히 권한이 있다면 새 키로 새 인증서를 발급받아 읽어 들이고 연결을 다시 시작하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
