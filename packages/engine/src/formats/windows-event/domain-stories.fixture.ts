import { ipconfigText, pingText, portqryText } from '../../causes/windows.fixture.ts';
import {
  client,
  event,
  legacyFails,
  logOf,
  mainFails,
  mainStands,
  method,
  server,
  stranger,
  system,
  type StoryEvent,
  type StoryHost,
} from './stories.fixture.ts';
import { back, both, cookie, printed, timedOut, type Story } from './story.fixture.ts';

const controller: StoryHost = { name: 'wg-dc-01.woodgrove.example', address: '172.10.0.10' };
const located = `           DC: \\\\wg-dc-01.woodgrove.example\n      Address: \\\\${controller.address}\n     Dom Name: woodgrove.example\n`;
const kerberos = method.kerberos;
/** An earlier main mode of the server, which ties it to its address. */
const known = mainStands({ ...back, at: -7200 });
const waits = (more: Partial<Parameters<typeof mainFails>[0]> = {}): StoryEvent =>
  mainFails({ ...both, at: 63, reason: timedOut, cookie, method: kerberos, state: 'ke', ...more });
const refuses = (reason: string): StoryEvent =>
  mainFails({ ...back, at: 2, reason, cookie, method: kerberos, state: 'ke' });
const driverStarts = system('IPSec', 4297, -5, '\\Device\\IPSec');
const duplicated = (address: string): string =>
  [
    'Name\tSource\tDestination\tInbound Action\tOutbound Action\tConnection Type',
    `DNS\tMe\t${address}\tNegotiate\tNegotiate\tAll`,
    `DC\tMe\t${address}\tPermit\tPermit\tAll`,
    '',
  ].join('\n');
const lookup = (...lines: readonly string[]): string =>
  ['Server:  wg-dc-01.woodgrove.example', `Address:  ${controller.address}`, '', ...lines, ''].join('\n');
const unfound = (name: string): string =>
  `Ping request could not find host ${name}. Please check the name and try again.\n`;

/** Stories of the domain around IPsec: Kerberos told apart, addresses, names, controllers. Synthetic. */
export const domainStories: readonly Story[] = [
  {
    name: 'EVT-K-26, EVT-K-28: the client finds no authority, and the server waits for its proof',
    files: [
      logOf(
        client,
        mainFails({
          ...both,
          at: 2,
          reason: 'No authority could be contacted for authentication.',
          method: kerberos,
          cookie,
        }),
      ),
      logOf(server, mainFails({ ...back, at: 63, reason: timedOut, cookie, state: 'ke', method: kerberos })),
    ],
    is: 'auth.kerberos-unavailable',
    sure: 'likely',
    shows: ['EVT-K-26', 'EVT-K-28', 'IKE-23'],
  },
  {
    name: 'EVT-K-27, EVT-K-28: the target is unknown to the directory, at both ends (547)',
    files: [
      logOf(
        client,
        legacyFails({
          ...both,
          at: 2,
          reason: 'The specified target is unknown or unreachable',
          extra: 'Processed first (SA) payload&#10;Initiator.  Delta Time 0',
        }),
      ),
      logOf(
        server,
        legacyFails({
          ...back,
          at: 63,
          reason: timedOut,
          extra: 'Processed first (SA) payload&#10;Responder.  Delta Time 63',
        }),
      ),
    ],
    is: 'auth.kerberos-unavailable',
    sure: 'likely',
    shows: ['EVT-K-27', 'EVT-K-28'],
  },
  {
    name: 'EVT-K-29: the client is told 13801, and the server says what it refused',
    files: [
      logOf(
        client,
        mainFails({
          ...both,
          at: 3,
          reason: 'IKE authentication credentials are unacceptable',
          point: 'remote',
          module: 'ikev2',
          state: 'ke',
          cookie,
        }),
      ),
      logOf(
        server,
        mainFails({
          ...back,
          at: 2,
          reason: "Certificate doesn't chain to a trusted root in IPsec policy.",
          module: 'ikev2',
          method: method.certificate,
          state: 'ke',
          cookie,
        }),
      ),
    ],
    is: 'auth.certificate-untrusted',
    sure: 'likely',
    shows: ['EVT-K-29'],
  },
  {
    name: 'EVT-K-30: the logon attempt failed at the server, and nothing tells why',
    files: [logOf(client, waits()), logOf(server, refuses('The logon attempt failed'))],
    is: 'auth.computer-account',
    rivals: ['auth.logon-right-denied'],
    shows: ['EVT-K-30'],
  },
  {
    name: 'EVT-K-31, DC-10: Kerberos failed at the server in general words',
    files: [logOf(client, waits()), logOf(server, refuses('Failed to authenticate using Kerberos'))],
    is: 'auth.kerberos-unavailable',
    sure: 'possible',
    rivals: ['auth.logon-right-denied', 'auth.membership-stale', 'auth.kerberos-clock-skew'],
    shows: ['EVT-K-31', 'DC-10'],
  },
  {
    name: 'DC-10 to DC-12: the server does not authorise the client, and its tickets have been purged since',
    files: [
      logOf(client, waits()),
      ...printed(client, { 'klist.txt': 'Current LogonId is 0:0x3e7\n\tDeleting all tickets:\n\tTicket(s) purged!\n' }),
      logOf(server, refuses('SA establishment is not authorized.')),
    ],
    fault: 'auth.membership-stale',
    is: 'auth.logon-right-denied',
    sure: 'possible',
    rivals: ['auth.membership-stale'],
    notes: ['note.tickets-purged'],
    shows: ['EVT-K-31', 'DC-09', 'DC-10', 'DC-11', 'DC-12'],
  },
  {
    name: 'DC-07: the computer has no ticket at all',
    files: [
      logOf(client, mainFails({ ...both, at: 2, reason: 'Failed to authenticate using Kerberos', method: kerberos })),
      ...printed(client, { 'klist.txt': 'Current LogonId is 0:0x3e7\n\nCached Tickets: (0)\n' }),
    ],
    is: 'auth.kerberos-unavailable',
    rivals: ['auth.logon-right-denied'],
    shows: ['DC-07', 'DC-08', 'EVT-K-31'],
  },
  {
    name: 'EVT-K-32: the client has no machine certificate, and the server waits',
    files: [
      logOf(
        client,
        mainFails({
          ...both,
          at: 2,
          reason: 'IKE failed to find valid machine certificate',
          method: method.certificate,
          cookie,
        }),
      ),
      logOf(server, mainFails({ ...back, at: 63, reason: timedOut, method: method.certificate, state: 'ke', cookie })),
    ],
    is: 'auth.certificate-missing',
    rivals: ['auth.certificate-unsuitable'],
    shows: ['EVT-K-32'],
  },
  {
    name: 'DC-02: IKE towards a domain controller',
    files: [
      logOf(client, mainFails({ ...both, peer: controller, at: 40, reason: 'No response from peer' })),
      ...printed(client, {
        'ipconfig.txt': ipconfigText({ address: client.address, gateway: '172.10.0.1' }),
        'nltest.txt': located,
      }),
    ],
    is: 'policy.exemption-missing',
    sure: 'possible',
    rivals: ['path.ike-blocked'],
    notes: ['note.ike-to-infrastructure'],
    shows: ['DC-02', 'DC-04'],
  },
  {
    name: 'DC-02, DC-04: IKE towards a domain controller whose own log says that it has no policy for it',
    files: [
      logOf(client, mainFails({ ...both, peer: controller, at: 63, reason: timedOut, cookie })),
      ...printed(client, {
        'ipconfig.txt': ipconfigText({ address: client.address, gateway: '172.10.0.1' }),
        'nltest.txt': located,
      }),
      logOf(
        controller,
        mainFails({
          own: controller,
          peer: client,
          role: 'responder',
          at: 2,
          reason: 'No policy configured',
          state: 'none',
          cookie,
        }),
      ),
    ],
    is: 'policy.exemption-missing',
    sure: 'likely',
    rivals: ['policy.no-ike-config'],
    holds: ['policy.no-ike-config'],
    notes: ['note.ike-to-infrastructure'],
    shows: ['DC-02', 'DC-04'],
  },
  {
    name: 'DC-03, DC-05: no domain controller answers ping or the ports of its services',
    files: [
      logOf(client, waits()),
      ...printed(client, {
        'nltest.txt': located,
        'ping.txt': pingText(controller.address, { answered: false }),
        'portqry.txt': portqryText(controller.address, '389', 'FILTERED'),
      }),
    ],
    fault: 'auth.kerberos-unavailable',
    is: 'ike.timeout',
    sure: 'possible',
    rivals: ['auth.kerberos-unavailable'],
    notes: ['note.controllers-silent'],
    shows: ['DC-03', 'DC-05', 'DC-06'],
  },
  {
    name: 'DC-03, DC-05: the same while Kerberos fails at the client, and the server waits',
    files: [
      logOf(
        client,
        mainFails({ ...both, at: 2, reason: 'Failed to authenticate using Kerberos', method: kerberos, cookie }),
      ),
      ...printed(client, { 'nltest.txt': located, 'portqry.txt': portqryText(controller.address, '88', 'FILTERED') }),
      logOf(server, mainFails({ ...back, at: 63, reason: timedOut, cookie, state: 'ke', method: kerberos })),
    ],
    is: 'auth.kerberos-unavailable',
    shows: ['DC-03', 'DC-05'],
  },
  {
    name: 'NET-08: the client gave itself an address, because no DHCP server answered',
    files: printed(client, { 'ipconfig.txt': ipconfigText({ address: '169.254.17.4', gateway: '', dns: '' }) }),
    is: 'host.ip-configuration',
    sure: 'likely',
    shows: ['NET-02', 'NET-08'],
  },
  {
    name: 'NET-02, NET-09: the same behind a restart of Server 2003 in stateful mode',
    files: [
      logOf(server, driverStarts, system('Dhcp', 1007, 5, '00155D010203')),
      ...printed(server, { 'ipconfig.txt': ipconfigText({ address: '169.254.17.4', gateway: '', dns: '' }) }),
    ],
    is: 'host.ip-configuration',
    notes: ['note.boot-mode'],
    shows: ['NET-02', 'NET-04', 'NET-05', 'NET-06', 'NET-08', 'NET-09'],
  },
  {
    name: 'NET-02, NET-09: a server without an address after its restart, and a client that waits for it',
    files: [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut })),
      logOf(server, known, driverStarts, system('Dhcp', 1007, 5, '00155D010203')),
      ...printed(server, {
        'ipconfig.txt': ipconfigText({ address: '169.254.17.4', gateway: '', dns: '' }),
        'config.txt':
          'IPSec Configuration Parameters\n------------------------------\nIPSecDiagnostics         : 0\nIKElogging               : 0\nStrongCRLCheck           : 1\nIPSecloginterval         : 3600\nIPSecexempt              : 3\nBoot Mode                : Stateful\n',
      }),
    ],
    is: 'host.ip-configuration',
    notes: ['note.boot-mode', 'note.oakley-off'],
    shows: ['NET-02', 'NET-03', 'NET-04', 'NET-05', 'NET-06', 'NET-08', 'NET-09', 'C43'],
  },
  {
    name: 'NET-07: the DHCP server is not exempt',
    files: [
      logOf(client, mainFails({ ...both, peer: stranger, at: 40, reason: 'No response from peer' })),
      ...printed(client, {
        'ipconfig.txt': ipconfigText({ address: client.address, gateway: '172.10.0.1', dhcp: stranger.address }),
      }),
    ],
    is: 'policy.exemption-missing',
    sure: 'possible',
    rivals: ['path.ike-blocked'],
    notes: ['note.ike-to-infrastructure'],
    shows: ['NET-07', 'NAM-08'],
  },
  {
    name: 'NET-07: a DHCP server without IPsec, whose log shows what came in',
    files: [
      logOf(client, mainFails({ ...both, peer: stranger, at: 63, reason: timedOut, cookie })),
      ...printed(client, {
        'ipconfig.txt': ipconfigText({ address: client.address, gateway: '172.10.0.1', dhcp: stranger.address }),
      }),
      logOf(
        stranger,
        mainFails({
          own: stranger,
          peer: client,
          role: 'responder',
          at: 2,
          reason: 'No policy configured',
          state: 'none',
          cookie,
        }),
      ),
    ],
    is: 'policy.exemption-missing',
    sure: 'likely',
    rivals: ['policy.no-ike-config'],
    holds: ['policy.no-ike-config'],
    notes: ['note.ike-to-infrastructure'],
    shows: ['NET-07'],
  },
  {
    name: 'NAM-01 to NAM-03: the name server answers neither nslookup nor ping',
    files: [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut })),
      ...printed(client, {
        'ipconfig.txt': ipconfigText({ address: client.address, gateway: '172.10.0.1', dns: controller.address }),
        'nslookup.txt': `DNS request timed out.\n    timeout was 2 seconds.\n*** Can't find server name for address ${controller.address}: Timed out\n*** Request to UnKnown timed-out\n`,
        'ping.txt': pingText(controller.address, { answered: false }),
      }),
    ],
    is: 'path.ike-blocked',
    sure: 'possible',
    notes: ['note.name-servers-silent'],
    shows: ['NAM-01', 'NAM-02', 'NAM-03'],
  },
  {
    name: 'NAM-08: the policy negotiates with the name server',
    files: [
      logOf(client, mainFails({ ...both, peer: controller, at: 40, reason: 'No response from peer' })),
      ...printed(client, {
        'ipconfig.txt': ipconfigText({ address: client.address, gateway: '172.10.0.1', dns: controller.address }),
      }),
    ],
    is: 'policy.exemption-missing',
    sure: 'possible',
    rivals: ['path.ike-blocked'],
    notes: ['note.ike-to-infrastructure'],
    shows: ['NAM-06', 'NAM-08'],
  },
  {
    name: 'NAM-09: one filter negotiates with the name server, and another one lets it pass',
    files: [
      logOf(client, mainFails({ ...both, peer: controller, at: 40, reason: 'No response from peer' })),
      ...printed(client, {
        'ipconfig.txt': ipconfigText({ address: client.address, gateway: '172.10.0.1', dns: controller.address }),
        'filters.txt': duplicated(controller.address),
      }),
    ],
    is: 'policy.conflicting-filters',
    shows: ['NAM-08', 'NAM-09'],
  },
  {
    name: 'NAM-09: two filters of the client for the server, which refuses it',
    files: [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut, cookie })),
      ...printed(client, {
        'ipconfig.txt': ipconfigText({ address: client.address, gateway: '172.10.0.1' }),
        'filters.txt': duplicated(server.address),
      }),
      logOf(server, mainFails({ ...back, at: 2, reason: 'No policy configured', state: 'none', cookie })),
    ],
    fault: 'policy.conflicting-filters',
    is: 'policy.no-ike-config',
    rivals: ['policy.conflicting-filters'],
    shows: ['NAM-09'],
  },
  {
    name: 'NAM-04, NAM-05: the full name is found and the short one is not',
    files: [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut })),
      ...printed(client, {
        'lookup.txt': lookup('Name:    wg-server-02.woodgrove.example', `Address:  ${server.address}`),
        'ping.txt': unfound('wg-server-02'),
      }),
    ],
    is: 'path.ike-blocked',
    sure: 'possible',
    notes: ['note.short-name'],
    shows: ['NAM-04', 'NAM-05', 'NAM-07'],
  },
  {
    name: 'NAM-06, NAM-07: LMHOSTS has an old address of the server, which itself is well',
    files: [
      logOf(client, mainFails({ ...both, peer: stranger, at: 40, reason: 'No response from peer' })),
      ...printed(client, { lmhosts: `# LMHOSTS\n127.0.0.1 localhost\n${stranger.address}  wg-server-02  #PRE\n` }),
      logOf(server, known),
    ],
    is: 'name.wrong-address',
    sure: 'possible',
    rivals: ['path.ike-blocked'],
    notes: ['note.names-file'],
    shows: ['NAM-06', 'NAM-07'],
  },
  {
    name: 'NAM-06, NAM-07: the same, and the server lists its addresses',
    files: [
      logOf(client, mainFails({ ...both, peer: stranger, at: 40, reason: 'No response from peer' })),
      ...printed(client, { lmhosts: `# LMHOSTS\n127.0.0.1 localhost\n${stranger.address}  wg-server-02  #PRE\n` }),
      ...printed(server, { 'ipconfig.txt': ipconfigText({ address: server.address, gateway: '172.10.0.1' }) }),
    ],
    is: 'name.wrong-address',
    sure: 'likely',
    shows: ['NAM-06', 'NAM-07'],
  },
  {
    name: 'NAM-06, NAM-07: LMHOSTS has another address that is the server’s too',
    files: [
      logOf(client, mainFails({ ...both, peer: stranger, at: 40, reason: 'No response from peer' })),
      ...printed(client, { lmhosts: `${stranger.address}  wg-server-02  #PRE\n` }),
      ...printed(server, {
        'ipconfig.txt': `${ipconfigText({ address: server.address, gateway: '172.10.0.1' })}\n${ipconfigText({ address: stranger.address, gateway: '172.10.0.1' })}`,
      }),
    ],
    is: 'path.ike-blocked',
    sure: 'possible',
    without: ['name.wrong-address'],
  },
  {
    name: 'DC-02: IKE in vain towards a controller with which IPsec stood the day before is no missing exemption',
    files: [
      logOf(
        client,
        mainStands({ ...both, peer: controller, at: -80000 }),
        mainFails({ ...both, peer: controller, at: 40, reason: 'No response from peer' }),
      ),
      ...printed(client, {
        'ipconfig.txt': ipconfigText({ address: client.address, gateway: '172.10.0.1' }),
        'nltest.txt': located,
      }),
    ],
    is: 'path.ike-blocked',
    sure: 'possible',
    without: ['policy.exemption-missing'],
  },
  {
    name: 'field case 868: the name of the VPN server does not resolve',
    files: [
      logOf(
        client,
        event(
          20227,
          1,
          [
            ['', '{5D6C2F3E-0B1A-4C61-9D5C-4B7B1E5B0F11}'],
            ['', 'WOODGROVE\\carol'],
            ['', 'Woodgrove VPN'],
            ['', '868'],
          ],
          {
            provider: 'RasClient',
            channel: 'Application',
            unnamed: true,
          },
        ),
      ),
    ],
    is: 'name.resolution-failed',
    shows: ['NAM-04', 'NAM-06'],
  },
];
