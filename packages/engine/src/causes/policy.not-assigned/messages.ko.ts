import type { CauseMessages } from '../api.ts';

export default {
  title: '호스트에 IPsec 정책이 할당되지 않았습니다',
  explanation:
    '정책이 있어야 한다는 증거가 있는데도 호스트가 IPsec 정책 없이 동작하고 있습니다. 따라서 IKE를 시작하지 않고 상대방이 기대하는 대로 응답하지도 않지만 데몬이나 서비스 자체는 정상입니다.',
  meaning: '정책이 있어야 한다는 증거가 있는 호스트에 정책이나 연결이 할당되어 있지 않습니다.',
  proof:
    '실행 중인 데몬의 목록에 연결이 전혀 없거나 로그가 시작부터 상대를 거절할 때까지 연결을 하나도 읽어 들이지 않았고, 오류 없이 읽히는 호스트의 파일에 이 상대방에 대한 연결이 있습니다. 아무것도 읽어 들이지 않은 이유는 어디에도 기록되지 않으므로 유력한 추정에 그칩니다. 파일의 오류나 로그의 거부가 있으면 policy.config-rejected이고, 그런 파일이 없으면 policy.no-ike-config 또는 policy.peer-without-ipsec입니다.',
  separatedBy: '호스트의 활성 정책 목록과 할당된 내용의 비교',
  steps: {
    ask: '컴퓨터를 최근에 다시 설치했거나 이름을 바꾸었거나 다른 그룹 또는 지점으로 옮겼는지 물어보십시오.',
    check:
      '활성 상태인 것을 나열하십시오. strongSwan: swanctl --list-conns, Libreswan: ipsec status, Windows: gpresult /scope computer, Get-NetIPsecRule -PolicyStore ActiveStore, 이전 시스템은 netsh ipsec static show gpoassignedpolicy.',
    fix: '정책을 할당하거나 읽어 들이고(Windows: 컴퓨터를 올바른 그룹에 넣고 gpupdate /force, strongSwan: swanctl --load-all, Libreswan: ipsec add NAME) 부팅할 때 연결이 시작되도록 하십시오.',
    escalate:
      '강제로 새로 고쳐도 정책이 적용되지 않으면 할당 내용, 그룹 구성원 자격, 해당 시각의 정책 로그와 함께 다음 단계로 넘기십시오.',
  },
} satisfies CauseMessages as CauseMessages;
