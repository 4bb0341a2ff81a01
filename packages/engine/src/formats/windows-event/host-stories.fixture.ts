import { client, event, legacyFails, logOf, mainFails, mainStands, server, system } from './stories.fixture.ts';
import { back, both, dialled, timedOut, type Story } from './story.fixture.ts';

/** Stories of hosts: services, policies, drops of the driver, dial-ups, crowds. Synthetic. */
export const hostStories: readonly Story[] = [
  {
    name: 'the service that negotiates does not run (5453)',
    files: [logOf(client, event(5453, 1))],
    is: 'service.start-failed',
  },
  {
    name: 'EVT-S-16 (616): the IKE module could not be initialised',
    files: [
      logOf(
        server,
        event(
          616,
          1,
          [
            [
              '',
              'IPSec Services failed to initialize IKE module with error code: 10048. IPSec Services could not be started.',
            ],
          ],
          { provider: 'Security', unnamed: true },
        ),
      ),
    ],
    is: 'service.start-failed',
    sure: 'likely',
    shows: ['EVT-S'],
  },
  {
    name: 'service control manager: the policy agent ended with an error, and the driver blocks (4292)',
    files: [
      logOf(
        server,
        system('Service Control Manager', 7023, 1, 'IPSEC Services', '%%2'),
        system('IPSec', 4292, 2, '\\Device\\IPSec'),
      ),
    ],
    is: 'service.start-failed',
    sure: 'likely',
  },
  {
    name: 'EVT-S-19: the driver went into block mode',
    files: [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut })),
      logOf(server, mainStands({ ...back, at: -7200 }), system('IPSec', 4292, -60, '\\Device\\IPSec')),
    ],
    is: 'service.block-mode',
    sure: 'likely',
    shows: ['EVT-S', 'NET-03'],
  },
  {
    name: 'EVT-R-11, EVT-I-19: neither the directory nor the stored copy could be applied',
    files: [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut })),
      logOf(
        server,
        mainStands({ ...back, at: -7200 }),
        event(5457, -90, [
          ['Policy', 'CN=ipsecPolicy{1},CN=IP Security'],
          ['Error', '1355'],
        ]),
        event(5459, -89, [
          ['Policy', 'Woodgrove isolation'],
          ['Error', '2'],
        ]),
      ),
    ],
    is: 'policy.retrieval-failed',
    sure: 'likely',
    shows: ['EVT-R', 'EVT-I'],
  },
  {
    name: 'EVT-I-09: a policy without main mode offers',
    files: [
      logOf(
        server,
        event(168, 1, [['', 'Zero Phase 1 offers. Discarding the ISAKMP policy.']], {
          provider: 'PolicyAgent',
          channel: 'System',
          unnamed: true,
        }),
      ),
    ],
    is: 'policy.corrupt',
    sure: 'likely',
    shows: ['EVT-I'],
  },
  {
    name: 'LOSS-06: packets for an unknown SPI, again and again',
    files: [
      logOf(
        server,
        ...[0, 600, 1200, 1800].map((at) =>
          event(4965, at, [
            ['RemoteAddress', client.address],
            ['SPI', '1842114'],
          ]),
        ),
      ),
    ],
    is: 'sa.out-of-sync',
    sure: 'possible',
    rivals: ['path.packet-altered'],
    shows: ['LOSS-06', 'LOSS-12'],
  },
  {
    name: 'LOSS-16: packets in clear that should be protected',
    files: [
      logOf(server, ...[0, 300, 900].map((at) => system('IPSec', 4284, at, '\\Device\\IPSec', '12', client.address))),
    ],
    is: 'policy.clear-when-protected',
    shows: ['LOSS-16', 'LOSS-17', 'LOSS-18'],
  },
  {
    name: 'LOSS-02: packets that fail the integrity check',
    files: [
      logOf(
        server,
        ...[0, 300, 900].map((at) =>
          event(4960, at, [
            ['RemoteAddress', client.address],
            ['SPI', '1842114'],
          ]),
        ),
      ),
    ],
    is: 'path.packet-altered',
    sure: 'possible',
    rivals: ['host.offload'],
    shows: ['LOSS-02', 'LOSS-21'],
  },
  {
    name: 'field case 13801 of a VPN client',
    files: [dialled('13801')],
    is: 'auth.certificate-untrusted',
    sure: 'possible',
    rivals: ['auth.identity-mismatch', 'auth.certificate-unsuitable', 'auth.certificate-expired'],
    shows: ['13801'],
  },
  {
    name: 'field case 13868 of a VPN client',
    files: [dialled('13868')],
    is: 'proposal.ike-mismatch',
    sure: 'possible',
    rivals: ['proposal.esp-mismatch'],
    shows: ['13868'],
  },
  {
    name: 'field case 809 of a VPN client',
    files: [dialled('809')],
    is: 'ike.timeout',
    sure: 'possible',
    rivals: ['path.ike-blocked', 'path.nat-without-nat-t', 'path.nat-t-blocked'],
    shows: ['809', 'nat-t-value'],
  },
  {
    name: 'field case 789 of a VPN client',
    files: [dialled('789')],
    is: 'auth.psk-mismatch',
    sure: 'possible',
    rivals: ['path.nat-without-nat-t', 'path.nat-t-blocked'],
    shows: ['789'],
  },
  { name: 'field case 691 of a VPN client', files: [dialled('691')], is: 'auth.user-rejected', shows: ['691'] },
  {
    name: 'field case 812 of a VPN client',
    files: [dialled('812')],
    is: 'auth.user-rejected',
    rivals: ['auth.method-mismatch'],
    shows: ['812'],
  },

  {
    name: 'C40: denial-of-service protection, and many strangers that never go on',
    files: [
      logOf(
        server,
        event(4646, 0, [['notification', '%%8214']]),
        ...Array.from({ length: 30 }, (_, at) =>
          mainFails({
            ...back,
            peer: { name: `x${at}`, address: `203.0.113.${at + 1}` },
            at: 10 + at,
            reason: timedOut,
            state: 'sa',
            cookie: `00000000000001${(16 + at).toString(16)}`,
          }),
        ),
      ),
    ],
    is: 'load.flood',
    shows: ['C40', 'EVT-K-34'],
  },
  {
    name: 'C40: denial-of-service protection under honest load, one client times out',
    files: [
      logOf(
        server,
        event(4646, 0, [['notification', '%%8214']]),
        ...Array.from({ length: 12 }, (_, at) =>
          mainStands({
            ...back,
            peer: { name: `x${at}`, address: `172.10.7.${at + 1}` },
            at: 10 + at,
            sa: String(100 + at),
          }),
        ),
        mainFails({ ...back, at: 70, reason: timedOut, state: 'sa' }),
      ),
    ],
    is: 'path.ike-blocked',
    sure: 'possible',
    rivals: ['load.overload'],
    shows: ['C40', 'EVT-K-34'],
  },

  {
    name: 'a Korean system: IKE-23 by its published words',
    files: [
      logOf(
        client,
        legacyFails({
          ...both,
          at: 63,
          reason: '협상이 시간 초과되었습니다.',
          extra: '처리된 첫 번째(SA) 페이로드&#10;초기자. 델타 시간 63',
        }),
      ),
      logOf(server, legacyFails({ ...back, at: 2, reason: '정책 구성 안됨', extra: '응답자. 델타 시간 0' })),
    ],
    is: 'policy.no-ike-config',
    sure: 'likely',
  },
];
