import type { CauseMessages } from '../api.ts';

export default {
  title: '인증서가 만료되었습니다',
  explanation:
    '확인하는 호스트의 시계를 기준으로 유효 기간이 지났기 때문에 상대방의 인증서가 거부되었습니다. 호스트의 인증서일 수도 있고 발급자의 인증서일 수도 있습니다. 확인하는 호스트의 시계가 틀렸다면 시계가 원인입니다.',
  meaning: '상대방의 인증서 또는 그 발급자 중 하나의 유효 기간이 끝났습니다.',
  proof: '확인하는 쪽이 인증서의 이름과 만료 사실을 기록하고, 그 호스트의 시계가 틀렸다는 증거가 없습니다.',
  separatedBy: '인증서의 유효 기간과 정확한 현재 시각의 비교',
  steps: {
    ask: '언제부터 실패했는지 물어보십시오. 특정 날짜부터 이 호스트의 모든 상대방과 실패한다면 인증서 만료와 들어맞습니다.',
    check:
      '인증서와 모든 발급자의 유효 기간을 확인하고(strongSwan: swanctl --list-certs, Libreswan: ipsec listall 또는 NSS 데이터베이스에 대한 certutil -L, Windows: certlm.msc) 확인하는 호스트의 날짜를 기준 시각과 비교하십시오.',
    fix: '인증서를 갱신하여 읽어 들이고(strongSwan: swanctl --load-creds, Libreswan: NSS로 가져온 뒤 연결 다시 시작) 연결을 다시 시작하십시오. 갱신만으로는 부족합니다. 새 인증서를 읽어 들일 때까지 데몬은 이전 인증서를 계속 보냅니다.',
  },
} satisfies CauseMessages as CauseMessages;
