import type { CauseMessages } from '../api.ts';

export default {
  title: '큰 IKE 메시지가 IP 조각으로 나뉘어 손실됩니다',
  explanation:
    '작은 IKE 메시지는 통과하지만 큰 메시지는 IP 조각으로 나뉘어 나간 뒤 온전히 도착하지 못합니다. 인증서, 많은 제안, Kerberos 티켓이 있으면 메시지가 이렇게 커집니다. 경로의 장치가 조각을 삭제하는데, 작은 패킷의 ping으로는 드러나지 않습니다.',
  meaning: '큰 IKE 메시지가 IP 조각으로 나뉘어 나가고 온전히 도착하지 않습니다.',
  proof:
    '수신 측 캡처에 메시지의 일부 조각만 있거나, 메시지가 조각으로 나뉘어 나간 뒤 도착하지 않는 동안 같은 방향의 작은 메시지는 도착합니다.',
  separatedBy: '양쪽 캡처에서 본 도착하는 크기와 도착하지 않는 크기',
  steps: {
    ask: '특정 인터넷 회선이나 장소에서만 실패하는지, 최근에 인증서를 사용하기 시작했는지 물어보십시오.',
    capture:
      '한 번의 시도 동안 양쪽에서 캡처하십시오. 뒤쪽 조각에는 포트가 없으므로 이를 포함하는 필터를 사용하십시오.',
    fix: 'IP 조각화가 필요 없도록 양쪽에서 IKE 조각화를 켜십시오(strongSwan: fragmentation = yes, 필요하면 더 작은 charon.fragment_size, Libreswan: fragmentation=yes, Windows는 IKEv2에서 지원). 또는 제안을 줄이거나 ECDSA 인증서를 쓰거나 체인에서 루트를 빼서 메시지를 작게 만드십시오.',
    network:
      '방화벽이나 통신사에서 UDP 500 및 4500의 IP 조각을 통과시키도록 요청하십시오. IKEv1의 Kerberos 인증에는 다른 방법이 없습니다.',
  },
} satisfies CauseMessages as CauseMessages;
