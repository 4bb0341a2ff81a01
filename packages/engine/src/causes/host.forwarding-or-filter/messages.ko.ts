import type { CauseMessages } from '../api.ts';

export default {
  title: '호스트가 복호화된 트래픽을 전달하지 않습니다',
  explanation:
    '보호된 패킷이 {host}에 도착하여 복호화되지만 아무것도 돌아가지 않습니다. 터널은 동작하며, 그 뒤에서 전달이 꺼져 있거나 역경로 필터링 또는 방화벽이 패킷을 삭제하거나 뒤의 컴퓨터가 응답하지 않습니다.',
  meaning: '호스트가 복호화된 트래픽을 전달하지 않거나, 방화벽이나 역경로 필터가 이를 또는 보호할 트래픽을 삭제합니다.',
  proof:
    '인바운드 SA의 패킷은 늘지만 같은 호스트의 아웃바운드 SA는 0이고, 호스트의 설정에 전달 꺼짐, 삭제하는 방화벽 규칙 또는 엄격한 역경로 필터링이 보입니다.',
  separatedBy: '호스트의 설정과 방화벽, 내부 인터페이스의 캡처',
  steps: {
    ask: '상대방 게이트웨이 자체는 응답하는데 그 뒤의 컴퓨터는 응답하지 않는지 물어보십시오.',
    check:
      '전달, 역경로 필터링, 방화벽의 forward 체인을 확인하고, 내부 인터페이스를 캡처하여 복호화된 패킷이 나가는지와 응답이 돌아오는지 확인하십시오.',
    fix: '전달을 켜고, 관련 인터페이스의 rp_filter를 2 또는 0으로 설정하고, IPsec을 통해 온 트래픽을 허용하십시오(nftables: meta ipsec exists, iptables: -m policy --dir in --pol ipsec). 뒤쪽 호스트에는 돌아오는 라우트가 필요합니다.',
  },
} satisfies CauseMessages as CauseMessages;
