import { type RegistryRow, told } from './registry.ts';

/** Status types of IKEv1 and AuthIP. Source: RFC 2407 section 4.6.3, RFC 3706, MS-IKEE 2.2.6, MS-AIPS 2.2.3.5. */
export const statusV1: readonly RegistryRow[] = [
  [
    16384,
    'CONNECTED',
    told('The SA is up (commit bit).', 'SA가 성립했다(커밋 비트).', 'Nothing to do.', '조치할 것이 없다.'),
  ],
  [
    24576,
    'RESPONDER-LIFETIME',
    {
      ref: 'RFC 2407 section 4.6.3.1',
      ...told(
        'The responder tells the lifetime it will use.',
        '응답자가 사용할 수명을 알린다.',
        'Nothing to do; make lifetimes equal if rekeys collide.',
        '조치할 것이 없다. 키 갱신이 충돌하면 수명을 같게 한다.',
      ),
    },
  ],
  [
    24577,
    'REPLAY-STATUS',
    {
      ref: 'RFC 2407 section 4.6.3.2',
      ...told(
        'Whether the sender checks for replayed packets.',
        '보낸 쪽이 재전송 공격을 검사하는지 알린다.',
        'Nothing to do.',
        '조치할 것이 없다.',
      ),
    },
  ],
  [
    24578,
    'INITIAL-CONTACT',
    {
      ref: 'RFC 2407 section 4.6.3.3',
      ...told(
        'This is the only SA the sender has with this peer; older ones are dropped.',
        '보낸 쪽이 이 상대와 가진 유일한 SA이며 이전 SA는 삭제된다.',
        'When working tunnels vanish, two hosts may use the same identity.',
        '잘 되던 터널이 사라지면 두 호스트가 같은 ID를 쓰는지 확인한다.',
      ),
    },
  ],
  [
    36136,
    'R-U-THERE',
    {
      ref: 'RFC 3706',
      aliases: ['DPD'],
      ...told(
        'Dead peer detection asks whether the peer is alive.',
        'DPD가 상대가 살아 있는지 묻는다.',
        'When no R-U-THERE-ACK follows, the peer or the path is gone.',
        'R-U-THERE-ACK가 없으면 상대나 경로가 끊긴 것이다.',
      ),
    },
  ],
  [
    36137,
    'R-U-THERE-ACK',
    {
      ref: 'RFC 3706',
      aliases: ['DPD ACK'],
      ...told(
        'Answer to R-U-THERE: the peer is alive.',
        'R-U-THERE에 대한 응답: 상대가 살아 있다.',
        'Nothing to do.',
        '조치할 것이 없다.',
      ),
    },
  ],
  [
    40003,
    'NOTIFY_STATUS',
    {
      ref: 'MS-IKEE 2.2.6',
      ...told(
        'A Windows peer reports its error code.',
        'Windows 상대가 오류 코드를 알린다.',
        'Look up the Win32 code in the data.',
        '데이터의 Win32 코드를 찾아본다.',
      ),
    },
  ],
  [
    40004,
    'NOTIFY_DOS_COOKIE',
    {
      ref: 'MS-IKEE 2.2.6',
      ...told(
        'A Windows peer under load asks for a cookie.',
        '부하가 걸린 Windows 상대가 쿠키를 요구한다.',
        'Look at the load of the peer if this stays.',
        '계속되면 상대의 부하를 확인한다.',
      ),
    },
  ],
  [
    40005,
    'EXCHANGE_INFO',
    {
      ref: 'MS-IKEE 2.2.6',
      ...told(
        'Negotiation discovery of Windows: boundary and encryption flags.',
        'Windows 협상 검색의 경계 및 암호화 플래그이다.',
        'Nothing to do.',
        '조치할 것이 없다.',
      ),
    },
  ],
  [
    40020,
    'NOTIFY_STATUS (AuthIP)',
    {
      ref: 'MS-AIPS 2.2.3.5',
      ...told(
        'An AuthIP peer reports its error code.',
        'AuthIP 상대가 오류 코드를 알린다.',
        'Look up the Win32 code in the data.',
        '데이터의 Win32 코드를 찾아본다.',
      ),
    },
  ],
  [
    40021,
    'NOTIFY_DOS_COOKIE (AuthIP)',
    {
      ref: 'MS-AIPS 2.2.3.5',
      ...told(
        'An AuthIP peer under load asks for a cookie.',
        '부하가 걸린 AuthIP 상대가 쿠키를 요구한다.',
        'Look at the load of the peer if this stays.',
        '계속되면 상대의 부하를 확인한다.',
      ),
    },
  ],
  [
    40022,
    'NOTIFY_ACK (AuthIP)',
    {
      ref: 'MS-AIPS 2.2.3.5',
      ...told('Acknowledges a reliable notify.', '신뢰성 통지에 대한 확인이다.', 'Nothing to do.', '조치할 것이 없다.'),
    },
  ],
  [
    40023,
    'NOTIFY_QM_SYNCHRONIZE (AuthIP)',
    {
      ref: 'MS-AIPS 2.2.3.5',
      ...told(
        'Brings quick mode of both ends in step.',
        '양쪽의 빠른 모드를 동기화한다.',
        'Nothing to do.',
        '조치할 것이 없다.',
      ),
    },
  ],
  [
    40024,
    'NOTIFY_ACQUIRE (AuthIP)',
    {
      ref: 'MS-AIPS 2.2.3.6',
      ...told(
        'Asks the peer to start a negotiation.',
        '상대에게 협상을 시작하도록 요청한다.',
        'Nothing to do.',
        '조치할 것이 없다.',
      ),
    },
  ],
  [
    40501,
    'UNITY-LOAD-BALANCE',
    {
      ref: 'Cisco Unity',
      ...told(
        'A Cisco cluster sends the client to another member.',
        'Cisco 클러스터가 클라이언트를 다른 구성원으로 보낸다.',
        'Check that the address in the data can be reached.',
        '데이터의 주소에 도달할 수 있는지 확인한다.',
      ),
    },
  ],
];
