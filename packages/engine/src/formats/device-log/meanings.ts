import type { FactCode } from '../../observations/index.ts';

/** What the words of a device mean, for people who ask: by what they state, as the vendors' own words differ and their meaning does not. */
export const meanings: Readonly<Partial<Record<FactCode, { readonly en: string; readonly ko: string }>>> = {
  'auth.certificate-expired': { en: 'A certificate is past its end.', ko: '인증서의 유효 기간이 지났습니다.' },
  'auth.certificate-invalid-time': {
    en: 'A certificate is outside its validity; which side is not said.',
    ko: '인증서가 유효 기간을 벗어났습니다. 시작 전인지 만료 후인지는 알 수 없습니다.',
  },
  'auth.certificate-missing': {
    en: 'A certificate that is needed is not there.',
    ko: '필요한 인증서가 없습니다.',
  },
  'auth.certificate-not-yet-valid': {
    en: 'A certificate is not valid yet.',
    ko: '인증서의 유효 기간이 아직 시작되지 않았습니다.',
  },
  'auth.certificate-refused': {
    en: 'A certificate is refused; the narrower reason stands in other lines.',
    ko: '인증서를 거부했습니다. 자세한 이유는 다른 줄에 있습니다.',
  },
  'auth.certificate-revoked': { en: 'A certificate is revoked.', ko: '인증서가 폐지되었습니다.' },
  'auth.certificate-unsuitable': {
    en: 'Key usage or another field of the certificate forbids this use.',
    ko: '키 용도 등 인증서의 필드가 이 사용을 허용하지 않습니다.',
  },
  'auth.certificate-untrusted': {
    en: 'No chain leads from the certificate to a trusted root.',
    ko: '인증서에서 신뢰하는 루트까지 이어지는 체인이 없습니다.',
  },
  'auth.failed': {
    en: 'Authentication failed; this line does not say why.',
    ko: '인증에 실패했습니다. 이 줄에는 이유가 없습니다.',
  },
  'auth.hash-mismatch': {
    en: 'The hash of IKEv1 does not verify: the pre-shared keys differ, as a rule.',
    ko: 'IKEv1 해시 검증에 실패했습니다. 보통 사전 공유 키가 서로 다릅니다.',
  },
  'auth.identity-not-in-certificate': {
    en: 'The certificate does not carry the identity.',
    ko: '인증서에 해당 식별자가 없습니다.',
  },
  'auth.identity-not-matched': {
    en: 'The identity of the peer is not the one expected.',
    ko: '상대의 식별자가 기대한 값과 다릅니다.',
  },
  'auth.method-refused': {
    en: 'The ends want different ways of authentication.',
    ko: '두 장비가 서로 다른 인증 방식을 요구합니다.',
  },
  'auth.own-failed': {
    en: 'This end could not make its own proof.',
    ko: '이 장비가 자신을 증명하는 값을 만들지 못했습니다.',
  },
  'auth.own-method': { en: 'How this end proves itself.', ko: '이 장비가 자신을 증명하는 방식입니다.' },
  'auth.peer-ok': { en: 'The peer proved itself.', ko: '상대가 인증되었습니다.' },
  'auth.private-key-missing': { en: 'The private key is not there.', ko: '개인 키가 없습니다.' },
  'auth.psk-mac-mismatch': {
    en: 'The proof of the peer does not verify with the pre-shared key at hand: the keys differ.',
    ko: '가지고 있는 사전 공유 키로 상대의 인증 값을 검증하지 못했습니다. 키가 서로 다릅니다.',
  },
  'auth.psk-missing': {
    en: 'There is no pre-shared key for this peer.',
    ko: '이 상대에 대한 사전 공유 키가 없습니다.',
  },
  'auth.revocation-unreachable': {
    en: 'The revocation list could not be fetched.',
    ko: '인증서 폐지 목록을 가져오지 못했습니다.',
  },
  'auth.signature-invalid': { en: 'A signature does not verify.', ko: '서명 검증에 실패했습니다.' },
  'auth.user-ok': { en: 'The user was authenticated.', ko: '사용자가 인증되었습니다.' },
  'auth.user-rejected': { en: 'The user was refused.', ko: '사용자 인증이 거부되었습니다.' },
  'child.established': { en: 'An IPsec SA stands.', ko: 'IPsec SA가 설정되었습니다.' },
  'child.failed': {
    en: 'The IPsec SA was not made; the reason stands in the lines before.',
    ko: 'IPsec SA를 만들지 못했습니다. 이유는 앞의 줄에 있습니다.',
  },
  'child.unknown-spi': {
    en: 'Packets arrive for an SA that this device does not have.',
    ko: '이 장비에 없는 SA로 패킷이 도착합니다.',
  },
  'daemon.bind-failed': { en: 'A UDP port could not be opened.', ko: 'UDP 포트를 열지 못했습니다.' },
  'delete.received': { en: 'The peer deletes an SA.', ko: '상대가 SA를 삭제했습니다.' },
  'esp.integrity-failed': {
    en: 'Packets of a known SA fail their integrity check.',
    ko: '알고 있는 SA의 패킷이 무결성 검사에 실패했습니다.',
  },
  'host.send-failed': { en: 'The message could not be sent.', ko: '메시지를 보내지 못했습니다.' },
  'ike.deleted': { en: 'The IKE SA ends.', ko: 'IKE SA가 끝났습니다.' },
  'ike.established': { en: 'The IKE SA (phase 1) stands.', ko: 'IKE SA(1단계)가 설정되었습니다.' },
  'ike.exchange-refused': {
    en: 'The exchange (main or aggressive mode) is not accepted.',
    ko: '교환 방식(메인 모드 또는 어그레시브 모드)을 받아들이지 않습니다.',
  },
  'ike.half-open-limit': {
    en: 'A new negotiation is refused: too many are under way.',
    ko: '진행 중인 협상이 너무 많아 새 협상을 거부합니다.',
  },
  'ike.failed': {
    en: 'The negotiation failed, in general words.',
    ko: '협상이 실패했다는 일반적인 메시지입니다.',
  },
  'ike.initiating': { en: 'This end starts a negotiation.', ko: '이 장비가 협상을 시작합니다.' },
  'ike.nat-detected': { en: 'The result of the search for a NAT.', ko: 'NAT 감지 결과입니다.' },
  'ike.peer-dead': {
    en: 'The peer gives no sign of life any more.',
    ko: '상대가 더 이상 응답하지 않습니다.',
  },
  'ike.peer-identity': { en: 'The identity the peer sent.', ko: '상대가 보낸 식별자입니다.' },
  'ike.protocol-error': {
    en: 'The peer broke the protocol, as this device sees it.',
    ko: '이 장비가 보기에 상대가 프로토콜을 위반했습니다.',
  },
  'ike.responding': { en: 'The peer starts a negotiation.', ko: '상대가 협상을 시작했습니다.' },
  'ike.version-by-policy': {
    en: 'The IKE version is not the one configured.',
    ko: 'IKE 버전이 설정과 다릅니다.',
  },
  'ike.version-refused': {
    en: 'The peer speaks an IKE version this device does not.',
    ko: '상대가 이 장비에서 지원하지 않는 IKE 버전을 사용합니다.',
  },
  'ike.virtual-ip-assigned': { en: 'An address was given to the peer.', ko: '상대에게 주소를 할당했습니다.' },
  'ike.virtual-ip-none': { en: 'There is no address to give to the peer.', ko: '상대에게 할당할 주소가 없습니다.' },
  'kernel.sa-refused': {
    en: 'The SA was agreed and could not be installed.',
    ko: 'SA에 합의했지만 설치하지 못했습니다.',
  },
  'message.fragment-dropped': {
    en: 'IKE fragments could not be put together.',
    ko: 'IKE 조각을 다시 합치지 못했습니다.',
  },
  'message.gave-up': {
    en: 'No answer came, and the device stops asking.',
    ko: '응답이 없어 더 이상 다시 보내지 않습니다.',
  },
  'message.ignored': { en: 'A message was dropped.', ko: '메시지를 버렸습니다.' },
  'message.integrity-failed': {
    en: 'The integrity check of an IKE message failed.',
    ko: 'IKE 메시지의 무결성 검사에 실패했습니다.',
  },
  'message.peer-retransmitted': {
    en: 'The peer repeats a message that was answered.',
    ko: '이미 응답한 메시지를 상대가 다시 보냈습니다.',
  },
  'message.retransmitted': {
    en: 'No answer came; the message is sent again.',
    ko: '응답이 없어 메시지를 다시 보냅니다.',
  },
  'message.undecryptable': {
    en: 'A message decrypts to garbage: with IKEv1 and a pre-shared key the keys differ, as a rule.',
    ko: '메시지를 복호화한 결과가 올바르지 않습니다. IKEv1과 사전 공유 키를 쓰면 보통 키가 서로 다릅니다.',
  },
  'message.unknown-sa': {
    en: 'A message for an IKE SA that this device does not have.',
    ko: '이 장비에 없는 IKE SA의 메시지입니다.',
  },
  'notify.received': {
    en: 'An error the peer reports; what it means depends on the exchange it answers.',
    ko: '상대가 알린 오류입니다. 의미는 어떤 교환에 대한 응답인지에 따라 다릅니다.',
  },
  'notify.sent': { en: 'An error this device reports to its peer.', ko: '이 장비가 상대에게 알린 오류입니다.' },
  'policy.no-ike-config': {
    en: 'There is no gateway, peer or tunnel group for this peer.',
    ko: '이 상대에 대한 게이트웨이, 피어 또는 터널 그룹이 없습니다.',
  },
  'policy.no-peer-config': {
    en: 'Nothing is configured for the identity of this peer.',
    ko: '이 상대의 식별자에 대한 설정이 없습니다.',
  },
  'policy.selectors-received': {
    en: 'The networks (proxy IDs) the peer asks for.',
    ko: '상대가 요청한 네트워크(프록시 ID)입니다.',
  },
  'policy.selectors-unacceptable': {
    en: 'The networks (proxy IDs, traffic selectors) of the two ends do not agree.',
    ko: '두 장비의 네트워크(프록시 ID, 트래픽 선택기)가 일치하지 않습니다.',
  },
  'proposal.ke-retry': {
    en: 'Another key exchange group is asked for.',
    ko: '다른 키 교환 그룹을 요구합니다.',
  },
  'proposal.ke-unacceptable': {
    en: 'The key exchange group is not accepted.',
    ko: '키 교환 그룹을 받아들이지 않습니다.',
  },
  'proposal.none-chosen': {
    en: 'The two ends have no set of algorithms in common.',
    ko: '두 장비에 공통된 알고리즘 조합이 없습니다.',
  },
  'proposal.pfs-refused': {
    en: 'Perfect forward secrecy or its group differs between the ends.',
    ko: '두 장비의 완전 순방향 비밀성(PFS) 사용 여부 또는 그룹이 다릅니다.',
  },
};
