import type { CauseMessages } from '../api.ts';

export default {
  title: '보호된 큰 패킷이 사라집니다(경로 MTU)',
  explanation:
    '보호된 트래픽이 작을 때는 통과하고 클 때는 실패합니다. ping과 로그온은 되지만 파일 복사와 웹 페이지는 멈춥니다. 어딘가의 MTU가 IPsec 오버헤드를 더한 패킷보다 작은데, "조각화 필요" 메시지가 송신자에게 도달하지 않거나 반영되지 않습니다.',
  meaning: '패킷 크기가 경로 MTU에 맞게 줄지 않아 보호된 트래픽이 작을 때는 통과하고 클 때는 실패합니다.',
  proof: '같은 시간 동안의 양쪽 캡처에서 한 SA의 큰 패킷은 나가지만 작은 패킷만 도착합니다.',
  separatedBy:
    '도착하는 가장 큰 패킷과 나가는 가장 큰 패킷의 비교. 크기와 관계없이 아무것도 도착하지 않으면 path.esp-blocked입니다',
  steps: {
    ask: '작은 것(ping, 로그온, 짧은 페이지)은 되는데 큰 것(파일 복사, 그림, 첨부 파일)은 멈추는지 물어보십시오.',
    measure:
      '"조각화 금지"로 크기를 늘려 가며 터널을 통해 ping하여 통과하는 최대 크기를 찾으십시오(Linux: ping -M do -s 크기, Windows: ping -f -l 크기). ICMP "fragmentation needed" 또는 "packet too big"이 돌아오는지, 방화벽이 이를 삭제하는지 확인하십시오.',
    fix: 'ICMP 유형 3 코드 4(IPv6: 유형 2)를 통과시키고, 게이트웨이에서 TCP MSS를 제한하거나 터널 인터페이스 또는 경로의 MTU를 낮추십시오(Libreswan: mtu=, strongSwan: charon.plugins.kernel-netlink.mtu 및 mss). Windows에서는 EnablePMTUDiscovery가 0이 아니어야 합니다.',
  },
} satisfies CauseMessages as CauseMessages;
