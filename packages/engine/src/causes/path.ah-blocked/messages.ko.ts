import type { CauseMessages } from '../api.ts';

export default {
  title: 'AH 패킷이 차단되거나 NAT 때문에 손상됩니다',
  explanation:
    'IKE는 성공했지만 {from}에서 보낸 AH 패킷이 {to}에 도달하지 못하거나 그곳에서 검사에 실패합니다. AH는 주소 자체를 보호하므로 NAT를 통과할 수 없으며, 많은 방화벽이 IP 프로토콜 51을 알지 못합니다.',
  meaning: 'IKE는 성공하지만 AH가 도착하지 않거나, NAT가 바꾼 주소로 도착하여 무결성 검사에 실패합니다.',
  proof:
    '한쪽에서 나가는 AH가 상대방에 도착하지 않거나, 다른 주소로 도착하여 수신자의 무결성 오류 카운터가 늘어납니다.',
  separatedBy: '양쪽 캡처에서 같은 AH 패킷의 주소를 전후로 비교',
  steps: {
    ask: '두 컴퓨터 사이에 라우터나 방화벽이 최근에 추가되었는지 물어보십시오.',
    capture: '트래픽을 보내는 동안 양쪽에서 캡처하여 주소와 SPI를 비교하십시오.',
    fix: 'NAT가 있으면 AH 대신 ESP를 사용하고, 기밀성이 필요 없으면 null 암호화를 쓰십시오(strongSwan: ah_proposals 대신 esp_proposals, Libreswan: phase2=esp). NAT가 없으면 방화벽에서 IP 프로토콜 51을 통과시키십시오.',
  },
} satisfies CauseMessages as CauseMessages;
