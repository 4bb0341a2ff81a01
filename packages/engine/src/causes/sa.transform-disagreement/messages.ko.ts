import type { CauseMessages } from '../api.ts';

export default {
  title: '한 SA에서 양쪽의 키 또는 변환이 다릅니다',
  explanation:
    '패킷이 올바른 SPI로 도착하지만 하나도 검사를 통과하지 못합니다. 양쪽이 서로 다른 키나 무결성 값 길이를 사용하거나 한쪽만 확장 시퀀스 번호를 사용합니다. IKE는 완전히 정상으로 보입니다.',
  meaning: '같은 SPI에서 양쪽이 다른 키나 변환(예: HMAC-SHA-256 절단 길이, ESN)을 사용합니다.',
  proof: '양쪽 커널의 SA 목록에서 변환이나 키가 다르거나, 그 SA로 도착하는 모든 패킷이 무결성 오류로 집계됩니다.',
  separatedBy: '양쪽 커널에서 이 SPI의 변환과 키, 그리고 통과한 패킷이 하나라도 있는지 여부',
  steps: {
    ask: '양쪽의 제품이 무엇인지, 한쪽이 오래된 제품이나 휴대폰인지 물어보십시오.',
    compare:
      '양쪽에서 같은 SPI의 SA를 비교하십시오. 알고리즘, 키 길이, 절단 길이(SHA-256은 96 또는 128비트), ESN 플래그, mark입니다. 이 명령은 키를 출력하지 않습니다. nokeys를 빼면 키가 출력되므로 키는 호스트에서 직접 비교하고 그 출력을 다른 사람에게 보내지 마십시오.',
    fix: '양쪽에서 명확한 알고리즘(AES-GCM)을 사용하거나, 오래된 상대방의 절단 길이에 맞추거나(strongSwan: sha256_96 = yes, Libreswan: sha2-truncbug=yes), 양쪽에서 ESN을 끄고 연결을 다시 시작하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
