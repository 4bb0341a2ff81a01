import type { CauseMessages } from '../api.ts';

export default {
  title: '대량의 반쯤 열린 협상이 응답자를 고갈시킵니다',
  explanation:
    '{host}에 시작만 되고 계속되지 않은 협상이 {count}개 있습니다. 출발지가 응답하지 않으므로 대부분 위조된 것이며, 정상적인 상대방은 거부되거나 시간이 초과됩니다.',
  meaning: '응답하지 않는 출발지에서 온 대량의 협상이 응답자를 고갈시킵니다.',
  proof:
    '응답자가 반쯤 열린 협상의 한도에 도달했다고 보고하고, 그 대부분이 쿠키나 두 번째 메시지에 응답하지 않는 출발지에서 왔습니다.',
  separatedBy: '반쯤 열린 협상 중 출발지가 전혀 응답하지 않는 비율',
  steps: {
    ask: '많은 사용자가 동시에 영향을 받는지, 언제부터인지 물어보고 보안 담당자에게 알리십시오.',
    check:
      '반쯤 열린 SA와 출발지를 세고 쿠키를 요구하는지 확인하십시오(strongSwan: cookie_threshold, block_threshold, init_limit_half_open, Libreswan: ddos-mode 및 ddos-ike-threshold).',
    fix: '응답자가 일찍 쿠키를 요구하게 하고, 출발지별로 반쯤 열린 SA를 제한하고, 통신사와 함께 상위 구간에서 출발지를 차단하십시오. 알려진 상대방은 주소로 허용할 수 있습니다.',
    escalate: '공격으로 취급하여 보안 담당자를 위해 캡처와 카운터를 보관하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
