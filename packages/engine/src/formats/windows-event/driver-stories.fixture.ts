import { ipconfigText, pingText, portqryText } from '../../causes/windows.fixture.ts';
import {
  client,
  event,
  legacyFails,
  legacyStands,
  logOf,
  mainFails,
  mainStands,
  quickFails,
  quickStands,
  server,
  stranger,
  system,
  type StoryEvent,
  type StoryHost,
} from './stories.fixture.ts';
import { back, both, cookie, printed, timedOut, type Story } from './story.fixture.ts';

const known = mainStands({ ...back, at: -7200 });
const clientStands = logOf(
  client,
  mainStands({ ...both, at: 1 }),
  quickStands({ ...both, at: 1.2, spis: [1111111, 2222222] }),
);
/** The server holds its SAs, and records what else there is. */
const serverStands = (...more: readonly StoryEvent[]): ReturnType<typeof logOf> =>
  logOf(server, mainStands({ ...back, at: 1 }), quickStands({ ...back, at: 1.2, spis: [2222222, 1111111] }), ...more);
/** A record of the driver of Server 2003 about packets of a host. */
const driver = (id: number, at: number, from: StoryHost, count = '12'): StoryEvent =>
  system('IPSec', id, at, '\\Device\\IPSec', count, from.address);
const spread = [600, 1500, 2700, 4100] as const;
const counters = (count: string): string =>
  [
    'IPsec Statistics',
    '----------------',
    'Active Associations         : 4',
    'Bad SPI Packets             : 0',
    'Packets Not Decrypted       : 0',
    `Packets Not Authenticated   : ${count}`,
    'Packets With Replay Detection : 0',
    '',
  ].join('\n');
const windows2000 =
  'Host Name:           WG-CLIENT-01\nOS Name:             Microsoft Windows 2000 Professional\nOS Version:          5.0.2195 Service Pack 4 Build 2195\n';
const held = (address: string): string =>
  `Pinging ${address} with 32 bytes of data:\n\nNegotiating IP Security.\nNegotiating IP Security.\nNegotiating IP Security.\nNegotiating IP Security.\n\nPing statistics for ${address}:\n    Packets: Sent = 4, Received = 0, Lost = 4 (100% loss),\n`;
const traced = (address: string): string =>
  `Tracing route to ${address} over a maximum of 30 hops\n\n  1     *        *        *     Request timed out.\n  2     *        *        *     Request timed out.\n  3    <1 ms    <1 ms    <1 ms  ${address}\n\nTrace complete.\n`;

/** Stories of the IPsec driver, of network cards, of ping read with IPsec in mind, and of hosts that go and come. Synthetic. */
export const driverStories: readonly Story[] = [
  {
    name: 'LOSS-02, LOSS-05 (4285): packets of one client fail the check at the server, while both hold their SAs',
    files: [clientStands, serverStands(...spread.map((at) => driver(4285, at, client)))],
    is: 'host.offload',
    sure: 'possible',
    rivals: ['path.packet-altered'],
    notes: ['note.restart-advice'],
    shows: ['LOSS-02', 'LOSS-05', 'NIC-02'],
  },
  {
    name: 'LOSS-21 (864): the same as the security log of Server 2003 SP1 has it',
    files: [
      logOf(
        server,
        ...spread.map((at) =>
          event(
            864,
            at,
            [
              ['', client.address],
              ['', '1842114'],
              ['', '12'],
            ],
            { provider: 'Security', unnamed: true },
          ),
        ),
      ),
    ],
    is: 'path.packet-altered',
    sure: 'possible',
    rivals: ['host.offload'],
    notes: ['note.restart-advice'],
    shows: ['LOSS-21'],
  },
  {
    name: 'LOSS-06 (4283): a server knows none of the SPIs that a client uses, again and again',
    files: [
      logOf(client, mainStands({ ...both, at: -7200 }), quickStands({ ...both, at: -7199, spis: [1111111, 2222222] })),
      logOf(server, known, ...spread.map((at) => driver(4283, at, client))),
    ],
    is: 'sa.out-of-sync',
    sure: 'possible',
    rivals: ['path.packet-altered'],
    notes: ['note.restart-advice'],
    shows: ['LOSS-06', 'LOSS-12'],
  },
  {
    name: 'benign: a few packets with a bad SPI around a rekey, at a server of Windows 2000 (LOSS-07, LOSS-11)',
    files: [
      logOf(client, legacyStands(client, server, 100)),
      logOf(server, legacyStands(server, client, 100), driver(4283, 105, client, '2')),
    ],
    is: null,
    notes: ['note.bad-spi-after-rekey', 'note.restart-advice'],
    shows: ['LOSS-06', 'LOSS-07', 'LOSS-08', 'LOSS-11'],
  },
  {
    name: 'LOSS-16, LOSS-18: the client fell back to clear, and the server turns its packets away',
    files: [
      logOf(client, quickStands({ ...both, at: 3, spis: [31311481, 0], soft: true })),
      logOf(server, known, ...[4, 30, 300, 900].map((at) => driver(4284, at, client))),
    ],
    is: 'policy.clear-when-protected',
    notes: ['note.soft-sa', 'note.restart-advice'],
    shows: ['LOSS-16', 'LOSS-17', 'LOSS-18', 'EVT-K-12'],
  },
  {
    name: 'LOSS-21 (867): packets in clear, as the security log of Server 2003 SP1 has it',
    files: [
      logOf(
        server,
        ...spread.map((at) =>
          event(
            867,
            at,
            [
              ['', client.address],
              ['', '0'],
              ['', '12'],
            ],
            { provider: 'Security', unnamed: true },
          ),
        ),
      ),
    ],
    is: 'policy.clear-when-protected',
    notes: ['note.restart-advice'],
    shows: ['LOSS-21', 'LOSS-16', 'LOSS-17', 'LOSS-18'],
  },
  {
    name: 'NIC-01 to NIC-05: the counters of the driver rise at the client, and nothing else tells of a fault',
    files: [clientStands, ...printed(client, { 'stats.txt': counters('17') })],
    is: null,
    notes: ['note.driver-counters'],
    shows: ['NIC-01', 'NIC-02', 'NIC-03', 'NIC-04', 'NIC-05', 'LOSS-05'],
  },
  {
    name: 'NIC-01 to NIC-05: counters that rise at the client, whose packets fail the check at the server (4285)',
    files: [
      clientStands,
      ...printed(client, { 'stats.txt': counters('4') }),
      serverStands(...spread.map((at) => driver(4285, at, client))),
    ],
    is: 'host.offload',
    sure: 'possible',
    rivals: ['path.packet-altered'],
    notes: ['note.driver-counters', 'note.restart-advice'],
    shows: ['NIC-01', 'NIC-02', 'NIC-03', 'NIC-04', 'NIC-05', 'LOSS-05'],
  },
  {
    name: 'TOOL-27 to TOOL-29: ping has IKE negotiate, and the hops are not to be seen',
    files: [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut })),
      ...printed(client, { 'ping.txt': held(server.address), 'tracert.txt': traced(server.address) }),
    ],
    is: 'path.ike-blocked',
    sure: 'possible',
    notes: ['note.ping-negotiates', 'note.hops-hidden'],
    shows: ['TOOL-27', 'TOOL-28', 'TOOL-29', 'PATH-01'],
  },
  {
    name: 'TOOL-27 to TOOL-29: the same beside the refusal of the server',
    files: [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut, cookie })),
      ...printed(client, { 'ping.txt': held(server.address), 'tracert.txt': traced(server.address) }),
      logOf(server, mainFails({ ...back, at: 2, reason: 'No policy configured', state: 'none', cookie })),
    ],
    is: 'policy.no-ike-config',
    sure: 'likely',
    notes: ['note.ping-negotiates', 'note.hops-hidden'],
    shows: ['TOOL-27', 'TOOL-28', 'TOOL-29', 'PATH-01'],
  },
  {
    name: 'TOOL-30: ping of Windows 2000 is over before IKE is',
    files: [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut })),
      ...printed(client, { 'ping.txt': held(server.address), 'systeminfo.txt': windows2000 }),
    ],
    is: 'path.ike-blocked',
    sure: 'possible',
    notes: ['note.ping-finished-early', 'note.ping-negotiates'],
    shows: ['TOOL-30', 'TOOL-28'],
  },
  {
    name: 'TOOL-30: the same while both ends hold their SAs',
    files: [
      clientStands,
      serverStands(),
      ...printed(client, { 'ping.txt': held(server.address), 'systeminfo.txt': windows2000 }),
    ],
    is: null,
    notes: ['note.ping-finished-early'],
    shows: ['TOOL-30', 'TOOL-28'],
  },
  {
    name: 'TOOL-31, TOOL-32: a ping that nobody answers, and that began no negotiation',
    files: [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut })),
      ...printed(client, { 'ping.txt': pingText(server.address, { answered: false }) }),
    ],
    is: 'path.ike-blocked',
    sure: 'possible',
    rivals: ['path.peer-unreachable', 'service.not-listening'],
    notes: ['note.ping-without-negotiation'],
    shows: ['TOOL-31', 'TOOL-32', 'TOOL-27'],
  },
  {
    name: 'TOOL-31, TOOL-32: the same while both ends hold their SAs',
    files: [
      clientStands,
      serverStands(),
      ...printed(client, { 'ping.txt': pingText(server.address, { answered: false }) }),
    ],
    is: null,
    notes: ['note.ping-without-negotiation'],
    shows: ['TOOL-31', 'TOOL-32', 'TOOL-27'],
  },
  {
    name: 'benign: a laptop that was undocked, and its own time-outs (IKE-18, IKE-19)',
    files: [
      logOf(
        client,
        mainStands({ ...both, at: -900 }),
        system('Tcpip', 4202, -10, '{A5B9}', 'LAN'),
        quickFails({ ...both, at: 60, reason: timedOut }),
        mainFails({ ...both, at: 125, reason: timedOut }),
      ),
    ],
    is: null,
    notes: ['note.benign-timeout'],
    shows: ['IKE-18', 'IKE-19'],
  },
  {
    name: 'benign: a laptop that was undocked, and the server waits in vain (IKE-18)',
    files: [
      logOf(client, mainStands({ ...both, at: -900 }), system('Tcpip', 4202, -10, '{A5B9}', 'LAN')),
      logOf(
        server,
        mainStands({ ...back, at: -900 }),
        mainFails({
          own: server,
          peer: client,
          role: 'initiator',
          at: 125,
          reason: timedOut,
          cookie: '9999999999999999',
        }),
      ),
    ],
    is: null,
    notes: ['note.benign-timeout'],
    shows: ['IKE-18', 'IKE-19'],
  },
  {
    name: 'C40: a client times out at a server that is flooded',
    files: [
      logOf(client, mainFails({ ...both, at: 80, reason: timedOut, cookie })),
      logOf(
        server,
        known,
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
    name: 'APP-05: the system of the server crashed, and the client waits for it',
    files: [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut, cookie })),
      logOf(
        server,
        known,
        event(
          1001,
          300,
          [
            ['param1', '0x000000d1 (0x0000000000000028, 0x0000000000000002, 0x0000000000000000, 0xfffff880014b1a2c)'],
            ['param2', 'C:\\Windows\\MEMORY.DMP'],
            ['param3', '010126-15600-01'],
          ],
          {
            provider: 'Microsoft-Windows-WER-SystemErrorReporting',
            channel: 'System',
          },
        ),
      ),
    ],
    is: 'path.ike-blocked',
    sure: 'possible',
    notes: ['note.host-crashed'],
    shows: ['APP-05'],
  },
  {
    name: 'APP-05: the system of the client crashed (Server 2003)',
    files: [
      logOf(
        client,
        legacyFails({ ...both, at: 63, reason: timedOut }),
        system(
          'Save Dump',
          1001,
          300,
          '0x0000007e (0xc0000005, 0xf7a1b2c3, 0xf78d6a1c, 0xf78d671c)',
          'C:\\WINDOWS\\Minidump\\Mini050426-01.dmp',
        ),
      ),
    ],
    is: 'ike.timeout',
    sure: 'possible',
    notes: ['note.host-crashed'],
    shows: ['APP-05'],
  },
  {
    name: 'APP-06: many hosts are scanned, and one of them tells that it has no policy for it',
    files: [
      logOf(
        client,
        ...Array.from({ length: 60 }, (_, n) =>
          mainFails({
            ...both,
            peer: { name: `x${n}`, address: n === 0 ? server.address : `172.10.7.${n + 1}` },
            at: 40 + n / 2,
            reason: 'No response from peer',
            cookie: n === 0 ? cookie : `00000000000002${(16 + n).toString(16)}`,
          }),
        ),
      ),
      logOf(server, mainFails({ ...back, at: 12, reason: 'No policy configured', state: 'none', cookie })),
    ],
    is: 'policy.no-ike-config',
    notes: ['note.many-asked'],
    shows: ['APP-06'],
  },
  {
    name: 'APP-07: traps to a collector are lost before the fallback, and the collector never negotiates',
    files: [
      logOf(client, quickStands({ ...both, peer: stranger, at: 3, spis: [31311481, 0], soft: true })),
      ...printed(client, {
        'first.txt': portqryText(stranger.address, '8080', 'FILTERED'),
        'second.txt': portqryText(stranger.address, '8080', 'LISTENING'),
      }),
      ...printed(stranger, { 'ipconfig.txt': ipconfigText({ address: stranger.address, gateway: '172.10.0.1' }) }),
    ],
    is: 'app.first-packet-delay',
    notes: ['note.soft-sa'],
    shows: ['APP-04', 'APP-07', 'EVT-K-12'],
  },
];
