import type { CauseMessages } from '../api.ts';

export default {
  title: '커널이 패킷, 정책, SA를 연결하지 못합니다',
  explanation:
    '{host}에 정책과 SA가 있고 패킷도 오지만 커널이 이들을 연결하지 못하고 {counter} 카운터를 늘립니다. mark, 인터페이스 ID, 템플릿이나 그 주소, 포트, 네트워크 네임스페이스 중 일치해야 할 것이 일치하지 않습니다.',
  meaning:
    '패킷, 정책, SA가 모두 있지만 mark, 템플릿, 포트, 인터페이스 ID 또는 네임스페이스가 달라 커널이 이들을 연결하지 못합니다.',
  proof:
    'SA가 목록에 있고 해당 패킷이 도착하거나 나가야 하는데 하나도 전달되지 않으며, 이 실패에 해당하는 커널 카운터가 늘어납니다. 카운터만으로는 증상일 뿐입니다.',
  separatedBy: 'mark와 템플릿을 포함한 커널의 정책과 SA, 패킷 하나를 보내기 전후의 카운터',
  steps: {
    ask: '그 컴퓨터에 가상 인터페이스, 컨테이너 또는 다른 VPN이 최근에 설정되었는지 물어보십시오.',
    check:
      '카운터를 확인하고 패킷 하나를 보낸 뒤 다시 확인하십시오. 트래픽이 있는 네임스페이스에서 정책과 SA의 mark, if_id, reqid, 템플릿 주소, 방향을 비교하십시오.',
    fix: '연결, 인터페이스, 방화벽의 mark와 인터페이스 ID를 일치시키고(strongSwan: mark_in, mark_out, if_id_in, if_id_out, Libreswan: mark=, ipsec-interface=) 다른 제품이 남긴 정책을 제거한 다음 연결을 다시 시작하십시오.',
    escalate:
      '모두 일치하는데도 카운터가 늘면 ip -s xfrm state list nokeys, ip xfrm policy, ip rule, 전후 카운터를 함께 다음 단계로 넘기십시오.',
  },
} satisfies CauseMessages as CauseMessages;
