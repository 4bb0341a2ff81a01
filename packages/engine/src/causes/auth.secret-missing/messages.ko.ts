import type { CauseMessages } from '../api.ts';

export default {
  title: '한쪽에 상대방에 대한 사용 가능한 비밀 값이 없습니다',
  explanation:
    '자신을 증명하거나 상대방을 확인해야 하는 쪽이 이 ID 쌍에 대한 비밀 값을 찾지 못했거나 읽을 수 없습니다. 인증 단계까지 진행되었으므로 경로, 포트, 제안에는 문제가 없습니다.',
  meaning: '이 두 ID에 대한 사전 공유 키나 다른 비밀 값이 저장되어 있지 않거나, 비밀 값 파일을 읽을 수 없습니다.',
  proof:
    '데몬이 해당 ID에 대한 키를 찾지 못했다고 기록하거나, 그쪽 구성 전체를 읽었는데 키가 없습니다. 다른 ID로 키가 저장되어 있다면 키가 아니라 ID가 원인입니다.',
  separatedBy: '각 쪽이 비밀 값을 가지고 있는 ID 목록과 실제로 전송된 ID의 비교',
  steps: {
    ask: '새로 만든 연결인지, 한쪽이 최근에 다시 설치되었는지 물어보십시오. 그쪽에 공유 암호를 입력하지 않았을 수 있습니다.',
    check:
      '파일만 보지 말고 데몬이 실제로 읽어 들인 비밀 값 중에 있는지 확인하십시오. 로그에는 비밀 값마다 해당 ID가 기록됩니다. strongSwan은 swanctl 구성의 secrets 섹션을, Libreswan은 ipsec.secrets 파일을 읽으며, 데몬이 읽을 수 있어야 하고 로그에 나온 그대로의 두 ID나 주소가 들어 있어야 합니다.',
    fix: '상대방과 같은 키를 이쪽에 입력하고 비밀 값을 다시 읽어 들인 다음 연결을 다시 시작하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
