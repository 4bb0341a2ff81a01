import type { CauseMessages } from '../api.ts';

export default {
  title: '서명이 알고리즘 또는 검증 단계에서 거부되었습니다',
  explanation:
    '상대방의 인증서나 키는 찾았지만 그것으로 만든 증명이 받아들여지지 않습니다. 서명 또는 해시 알고리즘이 여기서 허용되지 않거나 서명이 확인되지 않습니다. ID와 신뢰는 별개의 문제이며 정상일 수 있습니다.',
  meaning: '상대방의 증명이 정책에서 허용하지 않는 서명 또는 해시 알고리즘을 사용하거나, 서명이 키와 맞지 않습니다.',
  proof:
    '검증하는 쪽이 거부한 알고리즘을 밝히거나 서명이 잘못되었다고 기록합니다. 서명이 잘못된 경우에는 개인 키가 인증서의 짝이 아닐 가능성도 있습니다.',
  separatedBy: '양쪽이 허용하는 서명 알고리즘과, 개인 키가 전송된 인증서의 짝인지 여부',
  steps: {
    ask: '한쪽의 소프트웨어, 보안 설정, 인증서가 최근에 갱신되었는지 물어보십시오.',
    check:
      '서명 알고리즘을 비교하십시오. strongSwan은 remote 섹션의 auth에서 pubkey-sha256, ike:rsa/pss-sha256 같은 방식을 요구할 수 있고, Libreswan은 authby에서 rsa-sha2, ecdsa, rsa-sha1을 요구할 수 있습니다. 시스템 전체 암호화 정책이 SHA-1이나 짧은 RSA 키를 금지할 수도 있습니다. 보내는 쪽의 개인 키가 전송하는 인증서의 짝인지도 확인하십시오.',
    fix: '양쪽이 모두 허용하는 서명을 사용하십시오. RFC 7427에 따른 SHA-256 이상의 RSA-PSS 또는 ECDSA가 가장 좋으며, SHA-1을 계속 허용해 두지는 마십시오. 그런 다음 연결과 자격 증명을 다시 읽어 들이십시오.',
  },
} satisfies CauseMessages as CauseMessages;
