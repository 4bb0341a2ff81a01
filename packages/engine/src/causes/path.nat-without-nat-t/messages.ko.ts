import type { CauseMessages } from '../api.ts';

export default {
  title: '경로에 NAT가 있지만 NAT 통과(NAT-T)를 사용하지 않습니다',
  explanation:
    '양쪽 사이에서 주소가 변환되는데 한쪽이 NAT-T를 사용하지 않습니다. 보호된 패킷이 일반 ESP로 나가거나, 한쪽이 UDP 4500으로 온 것을 다른 것으로 취급합니다. 일반 ESP에는 포트가 없으므로 NAT가 삭제하거나 엉뚱한 곳으로 보냅니다.',
  meaning: '경로에 NAT가 있는데 한쪽에 NAT-T가 없거나 꺼져 있거나, Windows에서 NAT 뒤의 서버에 대해 허용되지 않습니다.',
  proof:
    'NAT 감지 또는 양쪽 캡처의 같은 패킷으로 주소 변환이 확인되는데 SA는 일반 ESP를 사용하거나, 한쪽이 UDP 4500의 데이터그램을 처리할 수 없다고 보고합니다.',
  separatedBy: 'NAT 감지 여부와 SA의 UDP 캡슐화 사용 여부',
  steps: {
    ask: '한쪽 컴퓨터가 가정이나 호텔의 공유기 뒤에 있는지, 다른 쪽도 그런지 물어보십시오.',
    check:
      'SA의 UDP 캡슐화 여부와, 양쪽 구성에 이를 끄는 설정이 있는지 확인하십시오(Libreswan: nat-ikev1-method 및 encapsulation, strongSwan IKEv1은 항상 제안함, Windows: AssumeUDPEncapsulationContextOnSendRule).',
    fix: 'NAT-T가 없는 쪽에서 이를 켜고 UDP 4500을 여십시오. Windows에서 NAT 뒤의 서버에 연결할 때는 AssumeUDPEncapsulationContextOnSendRule을 1 또는 2로 설정하고 다시 시작하십시오. 일부 NAT 장치의 "IPsec passthrough" 기능은 방해가 되므로 끄십시오.',
  },
} satisfies CauseMessages as CauseMessages;
