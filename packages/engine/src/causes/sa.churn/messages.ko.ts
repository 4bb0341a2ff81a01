import type { CauseMessages } from '../api.ts';

export default {
  title: 'SA가 계속해서 교체됩니다',
  explanation:
    '같은 SA가 수명이 끝나기 훨씬 전에 {count}번 교체되었습니다. 그때마다 트래픽이 잠시 멈춥니다. 대개 두 호스트가 같은 ID를 주장하며 서로를 밀어내거나, 양쪽이 동시에 연결을 시작합니다.',
  meaning: '정책 변경 없이 한 선택기 쌍의 SA가 수명의 절반도 되기 전에 세 번 이상 교체됩니다.',
  proof: '로그에 중복 또는 대체를 이유로 한 SA 삭제가 세 번 이상 있고, 같은 쌍에 대해 그만큼 새로 만들어졌습니다.',
  separatedBy: '각 SA가 삭제된 이유와 그 ID를 사용하는 주소들',
  steps: {
    ask: '두 장치가 같은 계정, 이름 또는 복사한 설정을 사용하는지(예: 교체했지만 여전히 켜져 있는 컴퓨터) 물어보십시오.',
    check: '같은 ID가 어느 주소들에서 오는지, 어느 쪽이 연결을 시작하는지 확인하십시오.',
    fix: '호스트마다 고유한 ID를 지정하거나 ID당 여러 SA를 허용하십시오(strongSwan: unique = no 또는 keep, Libreswan: uniqueids=no). 한쪽만 연결을 시작하고 끊겼을 때 한쪽만 다시 시작하도록 하십시오(start_action, close_action, Libreswan의 auto=).',
  },
} satisfies CauseMessages as CauseMessages;
