import type { CauseMessages } from '../api.ts';

export default {
  title: 'IPsec 없이 접근해야 하는 서버가 예외로 지정되지 않았습니다',
  explanation:
    '{host}의 정책이 {address}와의 통신에 IPsec을 요구하지만, 이 주소는 그 호스트의 설정에 도메인 컨트롤러, DNS, DHCP 또는 WINS 서버로 나와 있습니다. 이러한 서버는 IPsec이 동작하기 전에 필요하고 대개 IKE에 응답하지 않으므로 이름 확인, 티켓, 정책 업데이트가 실패하거나 매우 느려집니다.',
  meaning: '예외로 두어야 하는 도메인 컨트롤러, DNS, DHCP, WINS 서버로 가는 트래픽에 IPsec 정책이 적용됩니다.',
  proof:
    '호스트가 자신의 설정에 그러한 서버로 나온 주소와 IKE를 시작하거나, 그 주소로 ping을 실행하면 "IP 보안을 협상 중입니다."가 표시되고, 그 주소를 예외로 하는 규칙이 없습니다. 응답 없는 IKE를 그 호스트의 기록만 알려 준다면 가능한 원인일 뿐이고, 서버 자신의 기록에 이 호스트에 대한 정책이 없다고 나오면 더 확실합니다.',
  separatedBy: '그 호스트의 필터 또는 규칙과 도메인 컨트롤러, DNS, DHCP, WINS 서버 목록',
  steps: {
    ask: '로그온, 이름, 네트워크 주소에도 문제가 있는지, 도메인 컨트롤러나 DNS 서버가 최근에 추가되거나 옮겨졌는지 물어보십시오.',
    check:
      '모든 도메인 컨트롤러(nslookup 도메인)와 ipconfig /all의 서버를 확인하고, 각각에 허용 필터나 예외가 있는지 보십시오(Windows: netsh advfirewall consec show rule name=all, 이전 버전: netsh ipsec static show all, ipseccmd show filters). 한 주소에 맞는 필터가 둘인지도 확인하십시오.',
    fix: '정책의 원본(그룹 정책)에서 그 주소를 예외에 추가하고 gpupdate /force로 새로 고친 뒤, 그 서버로 ping을 실행할 때 더 이상 협상하지 않는지 확인하십시오.',
    escalate:
      '정책에는 예외가 있는데 호스트에는 없으면 gpresult, 정책 버전, 활성 필터를 전달하십시오. 이전 정책이 사용되고 있습니다.',
  },
} satisfies CauseMessages as CauseMessages;
