import type { CauseMessages } from '../api.ts';

export default {
  title: '커널이 협상된 SA 또는 정책을 거부했습니다',
  explanation:
    '양쪽이 합의했지만 한쪽의 커널이나 드라이버가 SA 또는 정책의 설치를 거부했습니다. 상대방에는 TS_UNACCEPTABLE이나 NO_PROPOSAL_CHOSEN처럼 전혀 다른 이유가 전달될 수 있으므로 상대방의 로그는 오해를 줄 수 있습니다.',
  meaning: 'SA는 협상되었지만 커널이나 드라이버가 SA 또는 정책을 거부합니다.',
  proof: '데몬이 SA, 정책 또는 SPI를 추가하지 못했다고 대개 커널 오류 번호와 함께 기록합니다.',
  separatedBy: '설치하는 쪽의 로그. 오류 번호로 커널에 무엇이 없는지 알 수 있습니다',
  steps: {
    ask: '그 컴퓨터의 운영 체제가 업데이트되었는지, 컨테이너나 작은 가상 머신인지 물어보십시오.',
    check:
      '오류를 확인하십시오. "protocol not supported"나 "function not implemented"는 커널 모듈이나 알고리즘이 없다는 뜻이고, "file exists"는 다른 연결이나 제품의 정책 또는 SA가 있다는 뜻이며, "no such file"은 알고리즘, "permission denied"는 NET_ADMIN이 없는 컨테이너를 뜻합니다.',
    fix: '모듈을 로드하거나 설치하고, 커널에 있는 알고리즘을 선택하거나, 방해되는 정책을 제거한 다음 연결을 다시 시작하십시오. 부하가 높은 Windows에서 오류 13860의 이벤트 547은 설정이 아니라 부하를 줄이라는 뜻입니다.',
  },
} satisfies CauseMessages as CauseMessages;
