import type { CauseMessages } from '../api.ts';

export default {
  title: 'ESP 패킷이 경로에서 차단됩니다',
  explanation:
    'IKE는 성공했고 SA도 있지만 {from}이(가) 보내는 ESP 패킷이 크기와 관계없이 {to}에 도착하지 않습니다. 경로의 장치가 UDP 500은 통과시키면서 IP 프로토콜 50 또는 ESP를 담은 UDP 4500을 삭제합니다.',
  meaning: 'IKE는 성공하지만 일반 또는 UDP에 담긴 ESP가 한쪽에서 나간 뒤 상대방에 도착하지 않습니다.',
  proof:
    '보내는 쪽 SA의 카운터가 늘고 패킷이 나가는 것이 보이지만, SA를 가진 상대방에는 그 SPI의 패킷이 하나도 도착하지 않습니다.',
  separatedBy: '양쪽의 캡처와 SA 카운터. 나가지 않으면 호스트, 도착해서 삭제되면 SA나 수신자의 문제입니다',
  steps: {
    ask: '연결됨으로 표시되는데 아무것도 통하지 않는지, 다른 네트워크에서는 되는지 물어보십시오.',
    capture: '터널을 통해 ping하면서 양쪽에서 캡처하고 SPI를 비교하십시오.',
    counters:
      '양쪽 SA의 패킷 카운터를 비교하십시오(strongSwan: swanctl --list-sas, Libreswan: ipsec trafficstatus, Windows: Get-NetIPsecQuickModeSA 및 IPsec 성능 카운터).',
    fix: '방화벽이나 통신사에서 IP 프로토콜 50과 그 조각을 통과시키십시오. 불가능하면 ESP를 UDP 4500에 담으십시오(strongSwan: encap = yes, Libreswan: encapsulation=yes).',
  },
} satisfies CauseMessages as CauseMessages;
