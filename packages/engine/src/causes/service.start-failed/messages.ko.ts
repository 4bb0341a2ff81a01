import type { CauseMessages } from '../api.ts';

export default {
  title: 'IPsec 서비스를 시작하지 못했습니다',
  explanation:
    '{host}의 데몬, 서비스 또는 드라이버가 시작되지 못했거나 비정상 종료되었거나 필요한 구성 요소를 로드하지 못했습니다. 실행될 때까지 상대방에게는 무응답이나 닫힌 포트로 보입니다.',
  meaning: 'IPsec 서비스, 데몬 또는 드라이버가 시작되지 못했거나 비정상 종료되었거나 로드되지 못했습니다.',
  proof:
    '자체 로그나 시스템 로그에 시작 실패 또는 비정상 종료가 기록되어 있고, 이후 어떤 교환에도 참여하지 않았습니다.',
  separatedBy: '그 호스트의 마지막 시작 로그 처음부터',
  steps: {
    ask: '직전에 컴퓨터를 업데이트하거나 다시 시작하거나 백업에서 복원했는지 물어보십시오.',
    check:
      '마지막 시작 로그를 처음부터 확인하십시오. 빠진 플러그인이나 커널 모듈, 파일 권한, 보안 모듈(SELinux, AppArmor), FIPS 모드가 흔한 이유입니다. Windows에서는 시스템 로그의 Service Control Manager 및 IPsec 원본과 감사 이벤트 5478~5485를 확인하십시오.',
    fix: '로그에 나온 이유를 해결하고 서비스를 다시 시작한 다음, 계속 실행되는지와 연결이 로드되었는지 확인하십시오.',
    escalate:
      '다시 비정상 종료되면 버전, 수준을 높인 로그, 코어 덤프, 마지막으로 받은 패킷을 함께 다음 단계로 넘기십시오.',
  },
} satisfies CauseMessages as CauseMessages;
