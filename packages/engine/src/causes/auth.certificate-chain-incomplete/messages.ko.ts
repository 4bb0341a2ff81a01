import type { CauseMessages } from '../api.ts';

export default {
  title: '중간 인증서가 빠져 있습니다',
  explanation:
    '루트는 신뢰하지만, 루트와 상대방 인증서 사이의 인증서가 전송되지 않았고 확인하는 쪽에도 저장되어 있지 않습니다. 각 인증서가 모두 정상이더라도 체인을 완성할 수 없습니다.',
  meaning: '상대방이 신뢰할 수 있는 루트로 이어지는 중간 인증서를 보내지 않습니다.',
  proof:
    '확인하는 쪽이 가지고 있지 않은 발급자를 기록하고, 그 발급자는 루트가 아니라 확인하는 쪽이 신뢰하거나 보내는 쪽이 가진 인증 기관에서 발급된 것입니다.',
  separatedBy: '전송된 인증서의 수와 신뢰할 수 있는 루트까지의 체인 비교',
  steps: {
    ask: '한쪽의 인증서가 최근에 갱신되었는지 물어보십시오. 새 인증서는 새로운 중간 인증 기관에서 발급되는 경우가 많습니다.',
    check:
      '보내는 쪽에 중간 인증서가 있는지 확인하십시오. 로그에는 보내는 인증서가 각각 기록됩니다("sending issuer cert").',
    fix: '보내는 쪽에 중간 인증서를 설치하여 함께 보내도록 하거나(strongSwan: x509ca 디렉터리, Libreswan: NSS로 가져오고 leftsendcert=always 및 CA 전송 설정) 받는 쪽에 설치한 다음 자격 증명을 다시 읽어 들이십시오.',
  },
} satisfies CauseMessages as CauseMessages;
