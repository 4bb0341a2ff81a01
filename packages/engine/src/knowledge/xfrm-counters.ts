/**
 * Counters of the Linux kernel's IPsec in /proc/net/xfrm_stat. Source: Linux Documentation/networking/xfrm_proc.rst and
 * include/uapi/linux/snmp.h. A counter alone is a symptom: it counts for the whole namespace, not for one SA.
 */
export interface XfrmCounter {
  readonly name: string;
  readonly en: string;
  readonly ko: string;
  /** Cause ids a growing counter points to. */
  readonly points: readonly string[];
}

export const xfrmCounters: readonly XfrmCounter[] = [
  {
    name: 'XfrmInError',
    en: 'Received packets dropped for a reason no other counter names.',
    ko: '다른 카운터에 해당하지 않는 이유로 버려진 수신 패킷입니다.',
    points: [],
  },
  {
    name: 'XfrmInBufferError',
    en: 'Received packets dropped because no buffer was left.',
    ko: '버퍼가 부족해 버려진 수신 패킷입니다.',
    points: ['load.overload'],
  },
  {
    name: 'XfrmInHdrError',
    en: 'Received packets with a malformed ESP, AH or IPComp header.',
    ko: 'ESP, AH 또는 IPComp 헤더가 잘못된 수신 패킷입니다.',
    points: ['path.packet-altered'],
  },
  {
    name: 'XfrmInNoStates',
    en: 'Received ESP or AH packets whose SPI, destination address and protocol fit no SA of this host.',
    ko: 'SPI, 목적지 주소, 프로토콜에 맞는 SA가 이 호스트에 없는 수신 패킷입니다.',
    points: ['sa.out-of-sync', 'sa.lookup-failed'],
  },
  {
    name: 'XfrmInStateProtoError',
    en: 'Received packets whose protection did not verify or decrypt: wrong key, wrong transform, or changed on the way.',
    ko: '검증이나 복호화에 실패한 수신 패킷입니다. 키나 변환이 다르거나 중간에 바뀌었습니다.',
    points: ['sa.transform-disagreement', 'path.packet-altered'],
  },
  {
    name: 'XfrmInStateModeError',
    en: 'Received packets in another mode (tunnel, transport) than the SA has.',
    ko: 'SA와 다른 모드(터널, 전송)로 온 수신 패킷입니다.',
    points: ['policy.mode-mismatch'],
  },
  {
    name: 'XfrmInStateSeqError',
    en: 'Received packets with a sequence number outside the replay window.',
    ko: '시퀀스 번호가 재전송 방지 창을 벗어난 수신 패킷입니다.',
    points: ['sa.replay'],
  },
  {
    name: 'XfrmInStateExpired',
    en: 'Received packets for an SA whose lifetime has ended.',
    ko: '수명이 끝난 SA로 온 수신 패킷입니다.',
    points: ['sa.rekey-failed'],
  },
  {
    name: 'XfrmInStateMismatch',
    en: 'Received packets whose SA does not fit, for instance another UDP encapsulation than the SA has.',
    ko: 'UDP 캡슐화 방식 등이 SA와 맞지 않는 수신 패킷입니다.',
    points: ['sa.lookup-failed'],
  },
  {
    name: 'XfrmInStateInvalid',
    en: 'Received packets for an SA that is not valid yet or no more.',
    ko: '아직 유효하지 않거나 더 이상 유효하지 않은 SA로 온 수신 패킷입니다.',
    points: ['sa.out-of-sync'],
  },
  {
    name: 'XfrmInTmplMismatch',
    en: 'Received packets that were decrypted, but not by the SA (template) that the policy wants.',
    ko: '복호화되었으나 정책의 템플릿이 요구하는 SA로 보호되지 않은 수신 패킷입니다.',
    points: ['sa.lookup-failed', 'policy.mode-mismatch'],
  },
  {
    name: 'XfrmInNoPols',
    en: 'Received packets that came out of an SA and are allowed by no inbound policy.',
    ko: 'SA에서 나왔으나 허용하는 인바운드 정책이 없는 수신 패킷입니다.',
    points: ['sa.lookup-failed', 'policy.selector-mismatch'],
  },
  {
    name: 'XfrmInPolBlock',
    en: 'Received packets that a policy discards.',
    ko: '정책이 버리도록 정한 수신 패킷입니다.',
    points: ['policy.conflicting-filters'],
  },
  {
    name: 'XfrmInPolError',
    en: 'Received packets dropped because the policy has an error.',
    ko: '정책 오류로 버려진 수신 패킷입니다.',
    points: ['sa.lookup-failed'],
  },
  {
    name: 'XfrmAcquireError',
    en: 'SAs that were asked for and came in when the request was already given up.',
    ko: '요청이 이미 취소된 뒤에 만들어진 SA입니다.',
    points: [],
  },
  {
    name: 'XfrmFwdHdrError',
    en: 'Packets that could not be forwarded because their header is malformed.',
    ko: '헤더가 잘못되어 전달하지 못한 패킷입니다.',
    points: ['host.forwarding-or-filter'],
  },
  {
    name: 'XfrmOutError',
    en: 'Packets not sent for a reason no other counter names.',
    ko: '다른 카운터에 해당하지 않는 이유로 보내지 못한 패킷입니다.',
    points: [],
  },
  {
    name: 'XfrmOutBundleGenError',
    en: 'Packets not sent because the chain of SAs for them could not be put together.',
    ko: '필요한 SA 묶음을 만들지 못해 보내지 못한 패킷입니다.',
    points: ['sa.lookup-failed'],
  },
  {
    name: 'XfrmOutBundleCheckError',
    en: 'Packets not sent because the chain of SAs was no longer valid.',
    ko: 'SA 묶음이 더 이상 유효하지 않아 보내지 못한 패킷입니다.',
    points: [],
  },
  {
    name: 'XfrmOutNoStates',
    en: 'Packets a policy wants protected while no SA for them exists.',
    ko: '정책은 보호를 요구하지만 해당 SA가 없어 보내지 못한 패킷입니다.',
    points: ['sa.lookup-failed', 'sa.install-failed'],
  },
  {
    name: 'XfrmOutStateProtoError',
    en: 'Packets not sent because the transform failed.',
    ko: '변환에 실패해 보내지 못한 패킷입니다.',
    points: [],
  },
  {
    name: 'XfrmOutStateModeError',
    en: 'Packets not sent because they do not fit the mode of the SA; often too large for the path and not to be fragmented.',
    ko: 'SA 모드에 맞지 않아 보내지 못한 패킷입니다. 경로에 비해 너무 크고 조각낼 수 없는 경우가 많습니다.',
    points: ['path.pmtu-blackhole'],
  },
  {
    name: 'XfrmOutStateSeqError',
    en: 'Packets not sent because the sequence number of the SA is used up.',
    ko: 'SA의 시퀀스 번호를 다 써서 보내지 못한 패킷입니다.',
    points: ['sa.sequence-exhausted'],
  },
  {
    name: 'XfrmOutStateExpired',
    en: 'Packets not sent because the lifetime of the SA has ended.',
    ko: 'SA의 수명이 끝나 보내지 못한 패킷입니다.',
    points: ['sa.rekey-failed'],
  },
  {
    name: 'XfrmOutPolBlock',
    en: 'Packets that a policy discards instead of sending them.',
    ko: '정책이 버리도록 정해 보내지 않은 패킷입니다.',
    points: ['policy.conflicting-filters'],
  },
  {
    name: 'XfrmOutPolDead',
    en: 'Packets not sent because their policy was just being removed.',
    ko: '정책이 막 제거되는 중이어서 보내지 못한 패킷입니다.',
    points: [],
  },
  {
    name: 'XfrmOutPolError',
    en: 'Packets not sent because the policy has an error.',
    ko: '정책 오류로 보내지 못한 패킷입니다.',
    points: ['sa.lookup-failed'],
  },
  {
    name: 'XfrmOutStateInvalid',
    en: 'Packets not sent because the SA is not valid yet or no more.',
    ko: 'SA가 아직 유효하지 않거나 더 이상 유효하지 않아 보내지 못한 패킷입니다.',
    points: ['sa.out-of-sync'],
  },
  {
    name: 'XfrmInStateDirError',
    en: 'Received packets that met an SA made for sending only.',
    ko: '송신 전용 SA에 걸린 수신 패킷입니다.',
    points: ['sa.lookup-failed'],
  },
  {
    name: 'XfrmOutStateDirError',
    en: 'Packets to be sent that met an SA made for receiving only.',
    ko: '수신 전용 SA에 걸린 송신 패킷입니다.',
    points: ['sa.lookup-failed'],
  },
  {
    name: 'XfrmInIptfsError',
    en: 'Received packets whose aggregation or fragmentation (IP-TFS, RFC 9347) is malformed.',
    ko: 'IP-TFS(RFC 9347) 형식이 잘못된 수신 패킷입니다.',
    points: [],
  },
  {
    name: 'XfrmOutNoQueueSpace',
    en: 'Packets not sent because the queue of the SA (IP-TFS, RFC 9347) is full.',
    ko: 'SA(IP-TFS, RFC 9347)의 대기열이 가득 차 보내지 못한 패킷입니다.',
    points: ['load.overload'],
  },
];
