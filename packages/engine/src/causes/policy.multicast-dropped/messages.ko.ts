import type { CauseMessages } from '../api.ts';

export default {
  title: '멀티캐스트 또는 브로드캐스트가 IPsec 필터에 걸려 삭제됩니다',
  explanation:
    '{host}의 정책이 {address}와의 통신에 IPsec을 요구하지만 이 주소는 멀티캐스트 또는 브로드캐스트 주소입니다. Windows의 IPsec은 이러한 트래픽을 보호할 수 없으므로, 서브넷이나 모든 주소에 대한 필터에 걸린 아웃바운드 패킷은 삭제됩니다.',
  meaning: '서브넷이나 모든 주소에 대한 필터에 IPsec이 보호할 수 없는 멀티캐스트 또는 브로드캐스트가 걸립니다.',
  proof:
    '호스트가 그러한 주소와 IKE를 시작하거나, 드라이버가 그 주소로 가는 패킷을 삭제하거나, 그 주소로 ping을 실행하면 "IP 보안을 협상 중입니다."가 표시됩니다. 맞는 필터가 있다는 것만으로는 증명되지 않습니다.',
  separatedBy: '그 호스트의 아웃바운드 필터와 기본 예외(NoDefaultExempt)',
  steps: {
    ask: '멀티캐스트나 브로드캐스트를 사용하는 응용 프로그램(회의, 미디어, 장치 검색)이 무엇인지, 정책이 없으면 동작하는지 물어보십시오.',
    check:
      '기본 예외(레지스트리의 NoDefaultExempt, netsh ipsec dynamic show config)와 서브넷에서 모든 주소로 가는 아웃바운드 필터를 확인하십시오.',
    fix: 'NoDefaultExempt를 1로 설정하여 멀티캐스트와 브로드캐스트가 필터를 우회하게 하거나(XP SP2 및 Server 2003), 필터가 유니캐스트 네트워크만 가리키도록 작성하십시오. 필터에 개별 멀티캐스트 주소를 지정할 수는 없습니다. 설정을 적용하려면 IPsec 서비스를 다시 시작하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
