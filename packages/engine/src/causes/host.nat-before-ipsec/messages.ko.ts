import type { CauseMessages } from '../api.ts';

export default {
  title: 'IPsec이 처리하기 전에 호스트가 주소를 변환합니다',
  explanation:
    '{host}의 NAT 규칙이 터널을 통과해야 할 트래픽의 출발지 주소를 바꿉니다. 그러면 일치하는 IPsec 정책이 없으므로 SA가 있는데도 패킷이 평문으로 나가거나 손실됩니다.',
  meaning: 'IPsec이 처리하기 전에 호스트가 트래픽의 주소를 변환하여 일치하는 정책이 없습니다.',
  proof:
    '호스트에 보호할 트래픽에 적용되는 NAT 규칙이 있고 SA의 패킷 수는 0이며, 변환된 주소의 트래픽이 평문으로 나가는 것이 보입니다.',
  separatedBy: '호스트의 NAT 규칙과 외부 인터페이스로 나가는 것의 캡처',
  steps: {
    ask: '그 네트워크에서 인터넷은 되는데 터널만 안 되는지, 라우터나 방화벽을 새로 설정했는지 물어보십시오.',
    check: '출발지 네트워크에 적용되는 NAT 규칙(masquerade, SNAT)과 카운터를 확인하십시오.',
    fix: 'IPsec으로 보호할 트래픽에 대한 예외를 NAT 규칙 앞에 추가하십시오(iptables: POSTROUTING에 -m policy --dir out --pol ipsec -j ACCEPT, nftables: masquerade 앞에서 원격 네트워크를 return). 그런 다음 기존 흐름의 연결 추적을 지우십시오.',
  },
} satisfies CauseMessages as CauseMessages;
