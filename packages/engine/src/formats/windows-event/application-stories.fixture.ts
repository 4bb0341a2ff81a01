import {
  assignedText,
  gpresultText,
  ipconfigText,
  netstatText,
  pingText,
  portqryText,
  serviceText,
} from '../../causes/windows.fixture.ts';
import {
  client,
  event,
  legacyFails,
  logOf,
  mainFails,
  mainStands,
  quickStands,
  server,
  stranger,
  system,
} from './stories.fixture.ts';
import { back, both, printed, timedOut, type Story } from './story.fixture.ts';

const ipconfig = (host: typeof client): string => ipconfigText({ address: host.address, gateway: '172.10.0.1' });
const layered = [
  'Winsock Catalog Provider Entry',
  '------------------------------------------------------',
  'Entry Type:                         Layered Chain Entry',
  'Description:                        MADEUP over [MSAFD Tcpip [TCP/IP]]',
  '',
].join('\n');
const stands = [
  logOf(client, mainStands({ ...both, at: 1 }), quickStands({ ...both, at: 1.2, spis: [1111111, 2222222] })),
  logOf(server, mainStands({ ...back, at: 1 }), quickStands({ ...back, at: 1.2, spis: [2222222, 1111111] })),
];
const fallback = logOf(
  client,
  quickStands({ own: client, peer: stranger, role: 'initiator', at: 3, spis: [31311481, 0], soft: true }),
);

/** Stories of applications above IPsec, of other software, and of which policy a host has. Synthetic. */
export const applicationStories: readonly Story[] = [
  {
    name: 'PROC-03: ping works, the share does not, and the 547 of the client says that the server did not answer',
    files: [
      logOf(client, legacyFails({ ...both, at: 63, reason: timedOut })),
      ...printed(client, {
        'ping.txt': pingText(server.address),
        'net-view.txt': `net view \\\\${server.address}\nSystem error 53 has occurred.\n\nThe network path was not found.\n`,
      }),
    ],
    is: 'ike.timeout',
    sure: 'possible',
    rivals: ['path.ike-blocked', 'service.not-listening', 'policy.no-ike-config'],
    notes: ['note.ping-exempt'],
    shows: ['PROC-03', 'APP-02'],
  },
  {
    name: 'PROC-03: the same, and the 547 of the server tells why',
    files: [
      logOf(client, legacyFails({ ...both, at: 63, reason: timedOut })),
      logOf(server, legacyFails({ ...back, at: 2, reason: 'No policy configured' })),
      ...printed(client, { 'ping.txt': pingText(server.address) }),
    ],
    is: 'policy.no-ike-config',
    sure: 'likely',
    notes: ['note.ping-exempt'],
    shows: ['PROC-03', 'APP-02', 'IKE-23'],
  },
  {
    name: 'APP-02: ping is exempt and answered while main mode fails',
    files: [
      logOf(client, mainFails({ ...both, at: 40, reason: 'No response from peer' })),
      ...printed(client, { 'ping.txt': pingText(server.address) }),
    ],
    is: 'path.ike-blocked',
    sure: 'possible',
    notes: ['note.ping-exempt'],
    shows: ['APP-02'],
  },
  {
    name: 'APP-03: the first try is over before IKE is, and a later one works',
    files: [
      logOf(client, mainStands({ ...both, at: 1 }), quickStands({ ...both, at: 2.4, spis: [1111111, 2222222] })),
      ...printed(client, {
        'first.txt': portqryText(server.address, '445', 'FILTERED'),
        'ping.txt': pingText(server.address, { held: 1 }),
        'second.txt': portqryText(server.address, '445', 'LISTENING'),
      }),
    ],
    is: 'app.first-packet-delay',
    sure: 'likely',
    shows: ['APP-03'],
  },
  {
    name: 'APP-04, APP-07: the first packet is lost before the fallback to clear',
    files: [
      fallback,
      ...printed(client, {
        'first.txt': portqryText(stranger.address, '8080', 'FILTERED'),
        'second.txt': portqryText(stranger.address, '8080', 'LISTENING'),
      }),
    ],
    is: 'app.first-packet-delay',
    sure: 'likely',
    notes: ['note.soft-sa'],
    shows: ['APP-04', 'APP-07', 'EVT-K-12'],
  },
  {
    name: 'APP-08, DC-02: the locator gives up before the fallback, for the controller is not exempt',
    files: [
      fallback,
      ...printed(client, {
        'nltest.txt': 'Getting DC name failed: Status = 1355 0x54b ERROR_NO_SUCH_DOMAIN\n',
        'dclist.txt': `           DC: \\\\dc1.woodgrove.example\n      Address: \\\\${stranger.address}\n     Dom Name: woodgrove.example\n`,
      }),
    ],
    is: 'policy.exemption-missing',
    rivals: ['app.first-packet-delay'],
    shows: ['APP-08', 'DC-02'],
  },
  {
    name: 'APP-06: a scan of the network starts IKE with everybody',
    files: [
      logOf(
        client,
        ...Array.from({ length: 60 }, (_, n) =>
          mainFails({
            ...both,
            peer: { name: `x${n}`, address: `172.10.7.${n + 1}` },
            at: 40 + n / 2,
            reason: 'No response from peer',
            cookie: `00000000000002${(16 + n).toString(16)}`,
          }),
        ),
      ),
    ],
    is: 'path.ike-blocked',
    sure: 'possible',
    notes: ['note.many-asked'],
    shows: ['APP-06'],
  },
  {
    name: 'APP-09, APP-11: a layered provider beside an IKE module that does not start',
    files: [
      logOf(
        server,
        event(
          616,
          1,
          [
            [
              '',
              'IPSec Services failed to initialize IKE module with error code: 10042. IPSec Services could not be started.',
            ],
          ],
          { provider: 'Security', unnamed: true },
        ),
      ),
      ...printed(server, { 'ipconfig.txt': ipconfig(server), 'winsock.txt': layered }),
    ],
    is: 'service.start-failed',
    rivals: ['app.layered-provider'],
    shows: ['APP-09', 'APP-11'],
  },
  {
    name: 'APP-10: the same on Server 2003, and the driver blocks everything',
    files: [
      logOf(
        server,
        event(
          616,
          1,
          [
            [
              '',
              'IPSec Services failed to initialize IKE module with error code: 10042. IPSec Services could not be started.',
            ],
          ],
          { provider: 'Security', unnamed: true },
        ),
        system('IPSec', 4292, 2, '\\Device\\IPSec'),
      ),
      ...printed(server, { 'ipconfig.txt': ipconfig(server), 'winsock.txt': layered }),
    ],
    is: 'service.start-failed',
    rivals: ['app.layered-provider'],
    shows: ['APP-10'],
  },
  {
    name: 'APP-12: the VPN client of another vendor has the port of IKE',
    files: [
      logOf(client, mainFails({ ...both, at: 40, reason: 'No response from peer' })),
      ...printed(server, { 'ipconfig.txt': ipconfig(server), 'netstat.txt': netstatText([500, 'cvpnd.exe']) }),
    ],
    is: 'app.third-party-vpn',
    sure: 'likely',
    rivals: ['path.ike-blocked'],
    shows: ['APP-12', 'APP-13'],
  },
  {
    name: 'APP-12: a VPN client disabled the service of IPsec',
    files: [
      logOf(client, mainFails({ ...both, at: 40, reason: 'No response from peer' })),
      ...printed(server, {
        'ipconfig.txt': ipconfig(server),
        'sc.txt': `${serviceText('IKEEXT', 'STOPPED', 1058)}        START_TYPE         : 4   DISABLED\n\n${serviceText('CVPND', 'RUNNING')}`,
      }),
    ],
    is: 'service.not-listening',
    rivals: ['app.third-party-vpn'],
    shows: ['APP-12', 'APP-13'],
  },
  {
    name: 'T2-16: monitoring from outside is turned away, and reports the host as dead',
    files: [
      logOf(server, ...[0, 300, 900].map((at) => system('IPSec', 4284, at, '\\Device\\IPSec', '12', stranger.address))),
    ],
    is: 'policy.clear-when-protected',
    notes: ['note.clear-from-stranger'],
    shows: ['T2-16'],
  },
  {
    name: 'T2-22, T2-24: IPsec stands, and the port of the application is closed',
    files: [...stands, ...printed(client, { 'portqry.txt': portqryText(server.address, '8080', 'NOT LISTENING') })],
    is: 'app.not-ipsec',
    sure: 'likely',
    shows: ['T2-22', 'T2-24'],
  },
  {
    name: 'T2-24: IPsec stands, and the server turns the user of the share down',
    files: [
      ...stands,
      ...printed(client, {
        'net-view.txt': `net view \\\\${server.address}\nSystem error 5 has occurred.\n\nAccess is denied.\n`,
      }),
    ],
    is: 'app.not-ipsec',
    sure: 'likely',
    shows: ['T2-24'],
  },
  {
    name: 'C10: the stored copy of the policy is an old one',
    files: printed(client, {
      'ipconfig.txt': ipconfig(client),
      'version.txt': 'Version of the stored policy: 1.0.1\nIPsec policy is not up-to-date\n',
    }),
    is: 'policy.stale',
    sure: 'likely',
    shows: ['C10'],
  },
  {
    name: 'POL-11: the GPO of the isolation policy was filtered out on the client',
    files: [
      ...printed(server, {
        'ipconfig.txt': ipconfig(server),
        'assigned.txt': assignedText({ gpo: 'Isolation Domain Policy', domain: 'Isolation' }),
      }),
      ...printed(client, {
        'ipconfig.txt': ipconfig(client),
        'gpresult.txt': gpresultText(['Default Domain Policy'], [['Isolation Domain Policy', 'Denied (Security)']]),
      }),
    ],
    is: 'policy.wrong-assignment',
    sure: 'likely',
    shows: ['POL-11'],
  },
  {
    name: 'PATH-21: multicast is caught by a filter for a subnet',
    files: [
      logOf(
        client,
        mainFails({
          ...both,
          peer: { name: 'media', address: '239.255.255.250' },
          at: 40,
          reason: 'No response from peer',
        }),
      ),
    ],
    is: 'policy.multicast-dropped',
    sure: 'likely',
    shows: ['PATH-21'],
  },
  {
    name: 'healthy: IPsec stands, and the port is open',
    files: [...stands, ...printed(client, { 'portqry.txt': portqryText(server.address, '8080', 'LISTENING') })],
    is: null,
  },
  {
    name: 'healthy: a VPN client is installed beside IKE that runs',
    files: [
      ...stands,
      ...printed(client, { 'sc.txt': `${serviceText('IKEEXT', 'RUNNING')}\n${serviceText('vpnagent', 'RUNNING')}` }),
    ],
    is: null,
  },
];
