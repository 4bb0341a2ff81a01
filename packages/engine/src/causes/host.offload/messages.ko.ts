import type { CauseMessages } from '../api.ts';

export default {
  title: '네트워크 카드가 보호된 패킷을 손상시킵니다',
  explanation:
    '{host}에서 네트워크 카드나 드라이버가 패킷의 암호화, 검사 또는 체크섬을 맡고 있는데 그 결과가 상대방에서 실패합니다. 나갈 때부터 잘못된 패킷이라면 경로의 문제가 아닙니다.',
  meaning: '네트워크 카드나 드라이버가 암호화, 검사, 체크섬을 맡은 패킷을 손상시킵니다.',
  proof:
    'SA가 오프로드되어 있고 그 패킷이 상대방의 검사를 하나도 통과하지 못하거나, 오프로드를 끄면 문제가 사라집니다.',
  separatedBy: '오프로드를 끈 동일한 시험',
  steps: {
    ask: '컴퓨터의 네트워크 카드나 드라이버가 최근에 바뀌었는지, 다른 가상 하드웨어로 옮겼는지 물어보십시오.',
    check:
      'SA가 오프로드되어 있는지 확인하십시오(Linux: ip xfrm state의 "crypto offload parameters" 및 ethtool -k, Windows: Get-NetAdapterIPsecOffload).',
    fix: '시험을 위해 오프로드를 끄십시오(strongSwan: hw_offload = no, Libreswan: nic-offload=no, Linux: ethtool -K, Windows: Disable-NetAdapterIPsecOffload, 이전 시스템은 EnableOffload = 0 설정 후 다시 시작). 그런 다음 이 순서로 하나씩 확인하십시오. 드라이버의 다른 오프로드와 고급 기능, 카드의 팀 구성 또는 클러스터링, 서명된 최신 드라이버와 펌웨어입니다.',
  },
} satisfies CauseMessages as CauseMessages;
