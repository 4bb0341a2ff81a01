import type { CauseMessages } from '../api.ts';

export default {
  title: '구성에 있는 주소가 이 호스트에 없습니다',
  explanation:
    '{host}의 IPsec 구성에 지정된 로컬 주소가 그 호스트에 없어서 아무것도 보낼 수 없습니다. 주소가 바뀌었거나 인터페이스가 꺼져 있거나 주소 할당에 실패했습니다.',
  meaning: '구성에서 사용하는 로컬 주소가 호스트에 없습니다.',
  proof:
    '호스트의 주소 목록에 구성된 주소가 없거나, 그 주소로 보내거나 바인딩할 때 "cannot assign requested address" 또는 "invalid argument" 오류가 발생합니다.',
  separatedBy: '호스트의 주소 목록과 연결의 로컬 주소 비교',
  steps: {
    ask: '컴퓨터의 주소, 회선, 네트워크 카드가 최근에 바뀌었는지 물어보십시오. 169.254로 시작하는 주소는 주소를 받지 못했다는 뜻입니다.',
    check:
      '주소를 나열하여(Linux: ip addr, Windows: ipconfig /all) 연결의 로컬 주소와 비교하십시오. DHCP에 실패했다면 IPsec 정책에서 DHCP가 예외로 되어 있는지 확인하십시오.',
    fix: '호스트의 주소를 복구하거나 연결의 로컬 주소를 올바른 주소 또는 "임의"로 설정하고(strongSwan: local_addrs = %any, Libreswan: left=%defaultroute) 연결을 다시 읽어 들이십시오.',
  },
} satisfies CauseMessages as CauseMessages;
