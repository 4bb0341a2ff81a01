import type { CauseMessages } from '../api.ts';

export default {
  title: '상대 컴퓨터에 대한 Kerberos 티켓이 없습니다',
  explanation:
    '두 컴퓨터는 Kerberos로 서로를 인증하는데, 한쪽이 상대에 대한 티켓을 받지 못했습니다. 도메인 컨트롤러에 연결하지 못했거나, 도메인 사이에 트러스트가 없거나, 대상 이름이 등록되어 있지 않습니다. IKE 자체는 동작합니다.',
  meaning: '서비스 티켓을 받지 못해 컴퓨터의 Kerberos 인증이 실패했습니다.',
  proof:
    '실패 기록에 티켓이 없음을 뜻하는 보안 패키지의 이유(인증 기관에 연결할 수 없음, 대상을 알 수 없음)가 있습니다. Kerberos가 실패했다는 일반적인 문구는 로그온 권한이나 그룹 구성원이 문제일 때도 기록됩니다.',
  separatedBy: '응답한 컴퓨터의 로그온 기록과 Oakley.log 또는 추적, 요청한 컴퓨터의 티켓 캐시',
  steps: {
    ask: '컴퓨터를 최근에 다른 네트워크나 도메인으로 옮겼는지, 그 컴퓨터에서 도메인의 다른 서비스가 동작하는지 물어보십시오.',
    check: '도메인 컨트롤러를 찾는지, 보안 채널이 유효한지 확인하고 컴퓨터의 티켓을 살펴보십시오.',
    fix: '도메인 컨트롤러와의 연결(DNS, 경로, IPsec 정책의 도메인 컨트롤러 예외)이나 도메인 사이의 트러스트를 복구하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
