import type { CauseMessages } from '../api.ts';

export default {
  title: '상대방에 IPsec이 설정되어 있지 않습니다',
  explanation:
    '한쪽은 IPsec을 요구하지만 다른 쪽에는 IPsec 연결이 전혀 없어 응답하지 않습니다. 이쪽은 평문으로 대체하는 것이 허용되지 않으므로 트래픽이 중단됩니다. 외부 호스트에 대해서는 정책이 의도한 동작일 수도 있습니다.',
  meaning: '한쪽은 IPsec을 요구하고 다른 쪽에는 IPsec이 없으며, 평문으로 대체할 수 없습니다.',
  proof: '상대방의 목록에 연결도 데몬도 없으면서 호스트는 켜져 있고 연결할 수 있습니다.',
  separatedBy: '상대방의 연결 및 서비스 목록. 실행되어야 할 서비스가 멈춰 있으면 service.not-listening입니다',
  steps: {
    ask: '상대 컴퓨터가 보호되는 네트워크에 속해야 하는지, 아니면 프린터, 방문자 장치, 새 컴퓨터인지 물어보십시오.',
    check:
      '상대방에 연결이나 정책이 있는지 확인하십시오. Windows에서는 Get-NetIPsecRule -PolicyStore ActiveStore와 적용된 그룹 정책을 확인하십시오.',
    fix: '상대방에 IPsec을 설정하거나, 보호 없이 접근해야 한다면 이쪽에서 예외로 지정하십시오. 이는 정책 책임자가 결정할 일입니다.',
  },
} satisfies CauseMessages as CauseMessages;
