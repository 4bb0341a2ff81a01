import type { CauseMessages } from '../api.ts';

export default {
  title: 'IKE 패킷(UDP 500)이 차단됩니다',
  explanation:
    '호스트에는 다른 방법으로 연결할 수 있지만 {from}에서 {to}(으)로 가는 IKE 패킷이 통과하지 못합니다. 경로나 호스트의 방화벽, 라우터 필터 또는 통신사가 UDP 500을 삭제합니다.',
  meaning: '경로 또는 한 호스트의 방화벽이 UDP 포트 500을 한 방향 또는 양방향으로 차단합니다.',
  proof:
    '한쪽에서 나가는 것이 보이지만 전후로 계속된 상대방 캡처에는 도착하지 않거나, 인터페이스에는 도착했는데 수신 중인 데몬이 받지 못하거나, 이를 인용한 ICMP "administratively prohibited"가 있습니다.',
  separatedBy: '양쪽 캡처. 나갔는데 도착하지 않으면 경로, 도착했는데 응답이 없으면 호스트나 데몬의 문제입니다',
  steps: {
    ask: '방화벽, 라우터, 인터넷 회선이 최근에 바뀌었는지, 휴대폰 네트워크 등 다른 곳에서는 동작하는지 물어보십시오.',
    capture:
      '한 번의 시도 동안 양쪽에서 동시에 캡처하십시오. 패킷이 마지막으로 보인 곳이 문제의 경계입니다. ICMP 오류와 그 송신자도 확인하십시오. Windows: pktmon start --capture 또는 netsh trace start capture=yes.',
    check:
      '패킷이 인터페이스에는 도착하는데 데몬이 받지 못하면 호스트의 방화벽을 확인하십시오(nft list ruleset, iptables-save, Windows: Get-NetFirewallRule 및 방화벽 로그).',
    fix: 'UDP 500과 UDP 4500을 조각을 포함하여 양방향으로 열고, 사용하는 경우 IP 프로토콜 50과 51도 여십시오. 상대방이 키를 재지정하거나 삭제할 수 있으므로 상태 저장 규칙은 상대방이 먼저 시작하는 것도 허용해야 합니다.',
  },
} satisfies CauseMessages as CauseMessages;
