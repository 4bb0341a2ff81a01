/**
 * Reasons in the words of Korean systems, as far as they are published (Microsoft's Korean guide to server and domain isolation, chapter 7),
 * with the code each stands for. Compared without spaces and punctuation.
 */
const reasons: readonly (readonly [text: string, code: number])[] = [
  ['피어로부터 응답이 없습니다', 13813],
  ['정책 구성 안됨', 13825],
  ['IKE 보안 특성을 받아들일 수 없습니다', 13802],
  ['협상이 시간 초과되었습니다', 13805],
  ['성립이 완료되기 전에 IKE SA를 감지했습니다', 13808],
  ['일반 처리 오류', 13804],
  ['IPsec 드라이버로부터 들어오는 SA에 대한 새 SPI를 얻을 수 없습니다', 13857],
  ['IPSec 드라이버에 보안 연결을 추가하려는 시도가 실패했습니다', 13860],
  ['지정한 대상에 도달할 수 없거나 대상을 알 수 없습니다', 0x80090303],
  ['지정된 대상을 알 수 없습니다', 0x80090303],
  ['인증에 대한 기관에 연결하지 못했습니다', 0x80090311],
  ['IKE 인증 자격 증명을 받아들일 수 없습니다', 13801],
  ['로그온하지 못했습니다', 0x8009030c],
  ['Kerberos를 사용하여 인증하지 못했습니다', 13827],
  ['Kerberos를 사용한 인증 실패', 13827],
  ['IKE가 올바른 컴퓨터 인증서를 찾지 못했습니다', 13806],
];

/** What a Korean Windows prints for a code, as far as it is published; null: no published source has it. */
export function koreanTextOf(code: number): string | null {
  return reasons.find(([, of]) => of === code)?.[0] ?? null;
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[\s.,()"'/-]+/g, '');
}

const byBareText = reasons.map(([text, code]) => [bare(text), code] as const);

/** The code that a Korean reason begins with; null for other words. */
export function koreanReason(reason: string): number | null {
  const plain = bare(reason.slice(0, 200));
  return byBareText.find(([text]) => plain.startsWith(text))?.[1] ?? null;
}

/** Role and step that a Korean extra status tells, in the English words of the message table. */
export function koreanProgress(text: string): string {
  const plain = bare(text.slice(0, 400));
  const role = plain.includes('초기자') ? ' initiator' : plain.includes('응답자') ? ' responder' : '';
  const step = /처리된첫(?:번)?째sa/.test(plain)
    ? 'processed first (sa)'
    : /처리된두번째/.test(plain)
      ? 'processed second (ke)'
      : /처리된세번째/.test(plain)
        ? 'processed third (id)'
        : '';
  return `${step}${role}`;
}
