import type { CauseMessages } from '../api.ts';

export default {
  title: '호스트에 필요한 주소가 없습니다',
  explanation:
    '{host}에 통신에 쓸 주소가 없습니다. 네트워크에서 주소를 받지 못했거나(169.254로 시작하는 주소는 DHCP 서버가 응답하지 않아 호스트가 스스로 정한 것입니다), IPsec 구성에 지정된 로컬 주소가 그 호스트에 없습니다(주소가 바뀌었거나 인터페이스가 꺼져 있음). 그 상태로는 쓸모 있는 것을 보낼 수 없습니다.',
  meaning:
    '호스트가 네트워크에서 주소를 받지 못해 스스로 정했거나(169.254.0.0/16, RFC 3927), IPsec 구성에서 사용하는 로컬 주소가 호스트에 없습니다.',
  proof:
    '호스트의 주소 목록에 169.254 주소뿐이거나 임대 갱신에 실패했습니다. 또는 목록에 구성된 주소가 없거나, 그 주소로 보내거나 바인딩할 때 "cannot assign requested address" 또는 "invalid argument" 오류가 발생합니다.',
  separatedBy: '호스트의 주소 목록을 DHCP가 준 주소, 연결의 로컬 주소와 비교',
  steps: {
    ask: '컴퓨터의 주소, 회선, 네트워크 카드가 최근에 바뀌었는지 물어보십시오. 169.254로 시작하는 주소는 주소를 받지 못했다는 뜻입니다.',
    check:
      '주소를 나열하여(Linux: ip addr, Windows: ipconfig /all) 연결의 로컬 주소와 비교하십시오. DHCP에 실패했다면 IPsec 정책에서 DHCP가 예외로 되어 있는지 확인하십시오.',
    fix: '호스트의 주소를 복구하거나 연결의 로컬 주소를 올바른 주소 또는 "임의"로 설정하고(strongSwan: local_addrs = %any, Libreswan: left=%defaultroute) 연결을 다시 읽어 들이십시오.',
  },
} satisfies CauseMessages as CauseMessages;
