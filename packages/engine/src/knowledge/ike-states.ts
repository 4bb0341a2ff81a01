/**
 * Names of states in which daemons and devices say that a negotiation is: what has been sent and what is waited for. They stand in logs,
 * in listings and in questions, often alone. Sources: Libreswan and Openswan `programs/pluto/state.c` and `defs.c` (names with or without
 * `STATE_`); Cisco "IPsec Troubleshooting: Understanding and Using debug Commands" (document 5409) for IOS, and the ASA command reference,
 * `show crypto isakmp sa`.
 */
export interface IkeState {
  readonly name: string;
  /** Whose word it is. */
  readonly of: string;
  readonly en: string;
  readonly ko: string;
  /** Causes that show as a negotiation that stays there. */
  readonly points: readonly string[];
  readonly source: string;
}

const pluto = 'Libreswan and Openswan pluto';
const cisco = 'Cisco IOS and ASA';
const plutoSource = 'programs/pluto/state.c';
const iosSource = 'Cisco document 5409';
const asaSource = 'ASA command reference, show crypto isakmp sa';

const noAnswer = ['path.ike-blocked', 'path.peer-unreachable', 'service.not-listening', 'policy.no-ike-config'];
const noFirst = [...noAnswer, 'proposal.ike-mismatch', 'ike.version-mismatch'];
const noProof = ['auth.psk-mismatch', 'path.nat-t-blocked', 'auth.identity-mismatch', 'ike.peer-failed'];
const noProof2 = ['path.fragments-dropped', 'path.nat-t-blocked', 'ike.peer-failed'];
const noQuick = ['proposal.esp-mismatch', 'policy.selector-mismatch', 'proposal.pfs-mismatch', 'ike.peer-failed'];

type Row = readonly [name: string, en: string, ko: string, points: readonly string[]];

const plutoRows: readonly Row[] = [
  [
    'MAIN_I1',
    'IKEv1 main mode, initiator: message 1 was sent, no answer yet. Staying here: nothing (acceptable) comes back.',
    'IKEv1 메인 모드 개시자: 1번 메시지를 보냈고 응답이 없습니다. 계속 머무르면 (수용 가능한) 응답이 오지 않는 것입니다.',
    noFirst,
  ],
  [
    'MAIN_I2',
    'IKEv1 main mode, initiator: message 3 (key exchange) was sent, message 4 is awaited.',
    'IKEv1 메인 모드 개시자: 3번 메시지(키 교환)를 보내고 4번을 기다립니다.',
    ['path.fragments-dropped', 'ike.peer-failed', 'auth.secret-missing'],
  ],
  [
    'MAIN_I3',
    'IKEv1 main mode, initiator: message 5, the first encrypted one, was sent (to port 4500 behind NAT). Staying here: the peer cannot read it, as with another pre-shared key, refuses it, or never gets it.',
    'IKEv1 메인 모드 개시자: 첫 암호화 메시지인 5번을 보냈습니다(NAT 뒤에서는 4500 포트). 계속 머무르면 상대가 읽지 못하거나(사전 공유 키 불일치 등) 거절하거나 받지 못하는 것입니다.',
    noProof,
  ],
  ['MAIN_I4', 'IKEv1 main mode, initiator: phase 1 is done.', 'IKEv1 메인 모드 개시자: 1단계가 끝났습니다.', []],
  [
    'MAIN_R1',
    'IKEv1 main mode, responder: message 2 was sent, message 3 is awaited.',
    'IKEv1 메인 모드 응답자: 2번 메시지를 보내고 3번을 기다립니다.',
    ['path.ike-blocked', 'ike.peer-failed'],
  ],
  [
    'MAIN_R2',
    'IKEv1 main mode, responder: message 4 was sent, message 5 (encrypted) is awaited. Staying here: it does not decrypt, or does not arrive.',
    'IKEv1 메인 모드 응답자: 4번 메시지를 보내고 암호화된 5번을 기다립니다. 계속 머무르면 복호화되지 않거나 도착하지 않는 것입니다.',
    noProof,
  ],
  ['MAIN_R3', 'IKEv1 main mode, responder: phase 1 is done.', 'IKEv1 메인 모드 응답자: 1단계가 끝났습니다.', []],
  [
    'AGGR_I1',
    'IKEv1 aggressive mode, initiator: message 1 was sent, no answer yet.',
    'IKEv1 어그레시브 모드 개시자: 1번 메시지를 보냈고 응답이 없습니다.',
    [...noFirst, 'ike.exchange-mismatch'],
  ],
  [
    'AGGR_I2',
    'IKEv1 aggressive mode, initiator: phase 1 is done.',
    'IKEv1 어그레시브 모드 개시자: 1단계가 끝났습니다.',
    [],
  ],
  [
    'AGGR_R1',
    'IKEv1 aggressive mode, responder: message 2 was sent, message 3 is awaited.',
    'IKEv1 어그레시브 모드 응답자: 2번 메시지를 보내고 3번을 기다립니다.',
    noProof,
  ],
  [
    'AGGR_R2',
    'IKEv1 aggressive mode, responder: phase 1 is done.',
    'IKEv1 어그레시브 모드 응답자: 1단계가 끝났습니다.',
    [],
  ],
  [
    'QUICK_I1',
    'IKEv1 quick mode, initiator: phase 1 stands, message 1 of phase 2 was sent. Staying here: the peer drops the proposal, the networks or the PFS group without a word.',
    'IKEv1 퀵 모드 개시자: 1단계는 완료되었고 2단계 1번 메시지를 보냈습니다. 계속 머무르면 상대가 제안, 네트워크 또는 PFS 그룹을 말없이 버리는 것입니다.',
    noQuick,
  ],
  [
    'QUICK_I2',
    'IKEv1 quick mode, initiator: the IPsec SAs stand.',
    'IKEv1 퀵 모드 개시자: IPsec SA가 만들어졌습니다.',
    [],
  ],
  [
    'QUICK_R1',
    'IKEv1 quick mode, responder: message 2 was sent, the last one is awaited.',
    'IKEv1 퀵 모드 응답자: 2번 메시지를 보내고 마지막 메시지를 기다립니다.',
    ['ike.lost-final-message'],
  ],
  [
    'QUICK_R2',
    'IKEv1 quick mode, responder: the IPsec SAs stand.',
    'IKEv1 퀵 모드 응답자: IPsec SA가 만들어졌습니다.',
    [],
  ],
  [
    'XAUTH_R0',
    'IKEv1 XAUTH, responder: the user name and password were asked for, no answer yet.',
    'IKEv1 XAUTH 응답자: 사용자 이름과 암호를 요청했고 응답이 없습니다.',
    ['auth.user-rejected', 'auth.method-mismatch', 'path.nat-t-blocked'],
  ],
  [
    'PARENT_I1',
    'IKEv2, initiator: the IKE_SA_INIT request was sent, no answer yet.',
    'IKEv2 개시자: IKE_SA_INIT 요청을 보냈고 응답이 없습니다.',
    noAnswer,
  ],
  [
    'PARENT_I2',
    'IKEv2, initiator: the IKE_AUTH request was sent, no answer yet. Staying here: it (in fragments, or on port 4500) or the answer is lost.',
    'IKEv2 개시자: IKE_AUTH 요청을 보냈고 응답이 없습니다. 계속 머무르면 요청(조각이나 4500 포트) 또는 응답이 유실된 것입니다.',
    noProof2,
  ],
  ['PARENT_I3', 'IKEv2, initiator: the IKE SA stands.', 'IKEv2 개시자: IKE SA가 만들어졌습니다.', []],
  [
    'PARENT_R1',
    'IKEv2, responder: the IKE_SA_INIT answer was sent, the IKE_AUTH request is awaited.',
    'IKEv2 응답자: IKE_SA_INIT 응답을 보내고 IKE_AUTH 요청을 기다립니다.',
    noProof2,
  ],
  ['PARENT_R2', 'IKEv2, responder: the IKE SA stands.', 'IKEv2 응답자: IKE SA가 만들어졌습니다.', []],
  ['V2_ESTABLISHED_IKE_SA', 'IKEv2: the IKE SA stands.', 'IKEv2: IKE SA가 만들어졌습니다.', []],
  ['V2_ESTABLISHED_CHILD_SA', 'IKEv2: the child SA stands.', 'IKEv2: 차일드 SA가 만들어졌습니다.', []],
];

const iosRows: readonly Row[] = [
  [
    'MM_NO_STATE',
    'Main mode: the ISAKMP SA is there and nothing is agreed. Staying here: no answer to the first message, or no common proposal.',
    '메인 모드: ISAKMP SA만 생겼고 합의된 것이 없습니다. 계속 머무르면 첫 메시지에 응답이 없거나 공통 제안이 없는 것입니다.',
    noFirst,
  ],
  [
    'MM_SA_SETUP',
    'Main mode: the proposals are agreed, the key exchange is not done.',
    '메인 모드: 제안은 합의되었고 키 교환이 끝나지 않았습니다.',
    ['path.fragments-dropped', 'ike.peer-failed', 'auth.secret-missing'],
  ],
  [
    'MM_KEY_EXCH',
    'Main mode: keys are exchanged and the peer has not proved itself. Staying here: most often another pre-shared key, or port 4500 closed.',
    '메인 모드: 키는 교환되었고 상대가 인증되지 않았습니다. 계속 머무르면 대개 사전 공유 키가 다르거나 4500 포트가 막힌 것입니다.',
    noProof,
  ],
  [
    'MM_KEY_AUTH',
    'Main mode: the peer proved itself; quick mode follows.',
    '메인 모드: 상대가 인증되었고 퀵 모드가 이어집니다.',
    [],
  ],
  [
    'AG_NO_STATE',
    'Aggressive mode: the ISAKMP SA is there and nothing is agreed.',
    '어그레시브 모드: ISAKMP SA만 생겼고 합의된 것이 없습니다.',
    [...noFirst, 'ike.exchange-mismatch'],
  ],
  [
    'AG_INIT_EXCH',
    'Aggressive mode: the first exchange is done, authentication is not.',
    '어그레시브 모드: 첫 교환은 끝났고 인증이 남았습니다.',
    noProof,
  ],
  [
    'AG_AUTH',
    'Aggressive mode: the peer proved itself; quick mode follows.',
    '어그레시브 모드: 상대가 인증되었고 퀵 모드가 이어집니다.',
    [],
  ],
  [
    'QM_IDLE',
    'Phase 1 stands and is idle: this is the state of a healthy ISAKMP SA. What fails is phase 2 or the traffic.',
    '1단계가 완료되어 대기 중인 정상 상태입니다. 문제가 있다면 2단계나 트래픽입니다.',
    [],
  ],
];

const asaRows: readonly Row[] = [
  [
    'MM_WAIT_MSG2',
    'Main mode, initiator: message 1 was sent, no answer yet.',
    '메인 모드 개시자: 1번 메시지를 보냈고 응답이 없습니다.',
    noFirst,
  ],
  [
    'MM_WAIT_MSG3',
    'Main mode, responder: message 2 was sent, message 3 is awaited: the answer is lost, or the peer does not accept it.',
    '메인 모드 응답자: 2번 메시지를 보내고 3번을 기다립니다. 응답이 유실되었거나 상대가 받아들이지 않습니다.',
    ['path.ike-blocked', 'ike.peer-failed'],
  ],
  [
    'MM_WAIT_MSG4',
    'Main mode, initiator: message 3 was sent, message 4 is awaited.',
    '메인 모드 개시자: 3번 메시지를 보내고 4번을 기다립니다.',
    ['auth.secret-missing', 'path.fragments-dropped', 'ike.peer-failed'],
  ],
  [
    'MM_WAIT_MSG5',
    'Main mode, responder: message 4 was sent, message 5 (encrypted) is awaited: it does not decrypt, or does not arrive.',
    '메인 모드 응답자: 4번 메시지를 보내고 암호화된 5번을 기다립니다. 복호화되지 않거나 도착하지 않습니다.',
    noProof,
  ],
  [
    'MM_WAIT_MSG6',
    'Main mode, initiator: message 5 (encrypted) was sent, message 6 is awaited: most often another pre-shared key, or port 4500 closed.',
    '메인 모드 개시자: 암호화된 5번 메시지를 보내고 6번을 기다립니다. 대개 사전 공유 키가 다르거나 4500 포트가 막혀 있습니다.',
    noProof,
  ],
  ['MM_ACTIVE', 'Main mode: phase 1 stands.', '메인 모드: 1단계가 완료되었습니다.', []],
  [
    'AM_WAIT_MSG2',
    'Aggressive mode, initiator: message 1 was sent, no answer yet.',
    '어그레시브 모드 개시자: 1번 메시지를 보냈고 응답이 없습니다.',
    [...noFirst, 'ike.exchange-mismatch'],
  ],
  [
    'AM_WAIT_MSG3',
    'Aggressive mode, responder: message 2 was sent, message 3 is awaited.',
    '어그레시브 모드 응답자: 2번 메시지를 보내고 3번을 기다립니다.',
    noProof,
  ],
  ['AM_ACTIVE', 'Aggressive mode: phase 1 stands.', '어그레시브 모드: 1단계가 완료되었습니다.', []],
];

const table = (rows: readonly Row[], of: string, source: string): readonly IkeState[] =>
  rows.map(([name, en, ko, points]) => ({ name, of, en, ko, points, source }));

export const ikeStates: readonly IkeState[] = [
  ...table(plutoRows, pluto, plutoSource),
  ...table(iosRows, cisco, iosSource),
  ...table(asaRows, cisco, asaSource),
];

/** The state of this name, whatever its case, with or without `STATE_` before it; null when there is none. */
export function ikeState(name: string): IkeState | null {
  const wanted = name.toUpperCase().replace(/^STATE_/, '');
  return ikeStates.find((state) => state.name === wanted) ?? null;
}
