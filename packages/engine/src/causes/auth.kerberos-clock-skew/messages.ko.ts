import type { CauseMessages } from '../api.ts';

export default {
  title: '시계 차이가 Kerberos의 허용 범위를 넘습니다',
  explanation:
    'Kerberos는 허용 범위(기본 5분)를 벗어난 시각의 인증을 거부합니다. 두 컴퓨터 중 하나 또는 도메인 컨트롤러의 시계가 잘못되었습니다. 다른 구성은 올바릅니다.',
  meaning: '시계 차이가 한도를 넘어 Kerberos 인증이 실패했습니다.',
  proof:
    '실패 기록에 시계가 어긋났다는 이유(0x80090324)가 있거나, IKE의 Kerberos 실패와 함께 KRB_AP_ERR_SKEW가 기록되어 있습니다.',
  separatedBy: '두 컴퓨터와 도메인 컨트롤러의 시각을 서로 비교한 값',
  steps: {
    ask: '두 컴퓨터가 표시하는 날짜, 시각, 표준 시간대를 물어보십시오.',
    check: '컴퓨터의 시계를 도메인 컨트롤러와 비교하십시오.',
    fix: '시계를 맞추고 컴퓨터가 도메인의 시각을 따르게 하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
