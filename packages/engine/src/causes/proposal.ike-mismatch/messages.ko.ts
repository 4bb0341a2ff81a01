import type { CauseMessages } from '../api.ts';

export default {
  title: '공통된 IKE 제안이 없습니다',
  explanation:
    '한쪽이 IKE SA(주 모드)에 대해 제안한 알고리즘과 다른 쪽이 허용하는 알고리즘 사이에 완전히 일치하는 조합이 없습니다. 암호화, 무결성, PRF, 키 교환 그룹이 한 제안 안에서 모두 맞아야 하므로 하나만 달라도 실패합니다. 패킷은 양방향으로 전달되므로 경로에는 문제가 없습니다.',
  meaning: '양쪽에 공통된 IKE SA 또는 주 모드 제안이 없거나, 다시 시도한 뒤에도 공통된 키 교환 그룹이 없습니다.',
  proof:
    '응답자가 받은 제안과 구성된 제안을 기록하고 아무것도 선택하지 않거나, 두 구성을 비교했을 때 맞는 제안이 없습니다. 개시자에게만 보이는 NO_PROPOSAL_CHOSEN은 맞는 연결이 없는 응답자도 보냅니다.',
  separatedBy: '응답자의 로그 또는 구성에 나란히 나온 받은 제안과 구성된 제안',
  steps: {
    ask: '한쪽이 최근에 업데이트되었거나 보안 설정이 강화되었는지 물어보십시오.',
    compare:
      '두 IKE 제안을 항목별로 나란히 비교하십시오. 암호화와 키 길이, 무결성 또는 AEAD, PRF, 그룹입니다. strongSwan은 proposals, Libreswan은 ike=, Windows는 주 모드 암호화 집합(Get-NetIPsecMainModeCryptoSet) 또는 VPN 연결의 IKEv2 정책입니다. 업데이트하면 modp1024 같은 오래된 그룹이 기본값에서 빠진다는 점에 주의하십시오.',
    fix: '양쪽이 모두 지원하는 제안 하나를 부족한 쪽에 추가하십시오. AES-GCM 또는 AES-CBC와 SHA-256, 그룹 14, 19 이상이 좋습니다. 연결을 다시 읽어 들이고(strongSwan: swanctl --load-conns, Libreswan: ipsec add NAME) 시작하십시오. 양쪽에서 모든 알고리즘을 허용하지는 마십시오.',
  },
} satisfies CauseMessages as CauseMessages;
