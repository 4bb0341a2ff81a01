import type { CauseMessages } from '../api.ts';

export default {
  title: '도메인의 컴퓨터 계정에 문제가 있습니다',
  explanation:
    '{host}이(가) 자신을 증명하지 못합니다. 계정이 없거나 사용 중지되었거나 암호가 컴퓨터와 달라 도메인과의 보안 채널이 유효하지 않습니다. 그러면 Kerberos가 어디서나 거부합니다.',
  meaning: '도메인에서 컴퓨터의 계정 또는 보안 채널이 손상되었습니다.',
  proof: '컴퓨터의 Netlogon 또는 Kerberos가 채널이나 키의 손상을 보고하고, IKE 실패 기록에 로그온 거부가 있습니다.',
  separatedBy: '두 컴퓨터의 보안 채널 상태',
  steps: {
    ask: '컴퓨터를 이미지나 백업에서 복원했는지, 이름을 바꾸었는지, 도메인에 다시 가입했는지 물어보십시오.',
    check: '컴퓨터의 보안 채널을 조회하십시오.',
    fix: '보안 채널을 다시 설정하고, 해결되지 않으면 컴퓨터를 도메인에 다시 가입시키십시오.',
  },
} satisfies CauseMessages as CauseMessages;
