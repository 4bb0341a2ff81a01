import type { CauseMessages } from '../api.ts';

export default {
  title: '컴퓨터에 네트워크 로그온 권한이 없습니다',
  explanation:
    '컴퓨터가 Kerberos 인증에 성공했지만 {host}이(가) 네트워크에서 로그온할 권한을 주지 않았습니다. IPsec은 양쪽에 인증이 실패했다고만 알립니다.',
  meaning: '인증된 상대에게 “네트워크에서 이 컴퓨터 액세스” 권한이 없거나 거부되어 있습니다.',
  proof:
    '거부한 호스트가 실패 시각에 요청한 로그온 유형이 허용되지 않았다고 기록합니다. IKE의 실패만으로는 알 수 없습니다.',
  separatedBy: '거부한 컴퓨터의 로그온 기록과 사용자 권한 정책',
  steps: {
    ask: '컴퓨터를 최근에 접속이 허용된 그룹에 넣었거나 뺐는지 물어보십시오.',
    check: '거부한 컴퓨터에 적용된 사용자 권한에서 네트워크 액세스가 허용된 대상과 거부된 대상을 확인하십시오.',
    fix: '컴퓨터가 속한 그룹을 권한에 추가하거나 거부 권한에서 제거하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
