import type { CauseMessages } from '../api.ts';

export default {
  title: '응답해야 할 호스트에서 IKE를 받는 프로그램이 없습니다',
  explanation:
    '호스트 {peer}에 IKE 패킷을 받는 프로그램이 없습니다. 데몬이나 서비스가 중지되었거나 다른 주소에서 수신하고 있습니다. 호스트 자체의 응답이 확인되었다면 경로에는 문제가 없습니다.',
  meaning: '상대 호스트는 켜져 있지만 IKE를 수신하는 것이 없습니다.',
  proof:
    'UDP 500 또는 4500에 대한 ICMP 포트 도달 불가가 상대방 자신에게서 오거나(자신의 인터페이스에서 나가는 것이 보이면 가장 확실함), 소켓 목록에 두 포트가 모두 없거나, 데몬이 중지되었습니다. 실행되지 않는 이유가 기록되어 있으면 그 이유가 원인입니다.',
  separatedBy: '상대 호스트의 UDP 소켓 목록과 서비스 상태',
  steps: {
    ask: '그 컴퓨터가 최근에 다시 시작되거나 업데이트되었는지, VPN 또는 IPsec 서비스가 실행 중인지 물어보십시오.',
    check:
      'UDP 500과 4500에서 수신하는 프로그램과 서비스 실행 여부를 확인하십시오(Linux: ss -lunp, systemctl status strongswan 또는 ipsec, Windows: Get-NetUDPEndpoint, IKEEXT 및 PolicyAgent 서비스). 실행 중인데 수신하지 않으면 시작할 때부터의 로그를 확인하십시오.',
    fix: '서비스를 시작하고 부팅할 때 시작되도록 하십시오(systemctl enable --now strongswan, Libreswan은 ipsec, Windows: Start-Service IKEEXT, PolicyAgent). 다시 멈추면 이유가 기록된 로그를 보관하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
