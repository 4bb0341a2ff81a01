import { id, registryText } from '../registry/export.fixture.ts';
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
  type StoryEvent,
} from './stories.fixture.ts';
import { back, both, cookie, printed, timedOut, type Story } from './story.fixture.ts';

const known = mainStands({ ...back, at: -7200 });
const waits = logOf(client, mainFails({ ...both, at: 63, reason: timedOut, cookie }));
const noAnswer = logOf(client, mainFails({ ...both, at: 40, reason: 'No response from peer', cookie }));
const refuses = mainFails({ ...back, at: 2, reason: 'No policy configured', state: 'none', cookie });
const clientStands = logOf(
  client,
  mainStands({ ...both, at: 1 }),
  quickStands({ ...both, at: 1.2, spis: [1111111, 2222222] }),
);
const serverStands = logOf(
  server,
  mainStands({ ...back, at: 1 }),
  quickStands({ ...back, at: 1.2, spis: [2222222, 1111111] }),
);
const legacy = (number: number, at: number, text: string): StoryEvent =>
  event(number, at, [['', text]], { provider: 'Security', unnamed: true });
const moduleFails = legacy(
  616,
  -60,
  'IPSec Services failed to initialize IKE module with error code: 10042. IPSec Services could not be started.',
);
const zeroOffers = event(168, -60, [['', 'Zero Phase 1 offers. Discarding the ISAKMP policy.']], {
  provider: 'PolicyAgent',
  channel: 'System',
  unnamed: true,
});
const unread = [
  event(5457, -90, [
    ['Policy', 'CN=ipsecPolicy{1},CN=IP Security'],
    ['Error', '1355'],
  ]),
  event(5459, -89, [
    ['Policy', 'Woodgrove isolation'],
    ['Error', '2'],
  ]),
];
const layered = [
  'Winsock Catalog Provider Entry',
  '------------------------------------------------------',
  'Entry Type:                         Layered Chain Entry',
  'Description:                        MADEUP over [MSAFD Tcpip [TCP/IP]]',
  '',
].join('\n');
const own = (host: typeof client): string => ipconfigText({ address: host.address, gateway: '172.10.0.1' });
const auditpol = (setting: string): string =>
  [
    'System audit policy',
    'Category/Subcategory                      Setting',
    'Logon/Logoff',
    `  IPsec Quick Mode                        ${setting}`,
    `  IPsec Main Mode                         ${setting}`,
  ].join('\n');
const oakley = (value: number): string =>
  [
    'Windows Registry Editor Version 5.00',
    '',
    String.raw`[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\PolicyAgent\Oakley]`,
    `"EnableLogging"=dword:0000000${value}`,
    '',
  ].join('\n');
/** An export in which the stored copy is that of the policy of the domain, under a newer name. */
const renamed = registryText
  .replaceAll('\\Local', '\\Cache')
  .replace(`ipsecPolicy${id(9)},CN`, `ipsecPolicy${id(1)},CN`)
  .replace('"DSIPSECPolicyName"="Domain policy"', '"DSIPSECPolicyName"="Isolation v1"');
const filtered = gpresultText(['Default Domain Policy'], [['Isolation Domain Policy', 'Denied (Security)']]);
const multicast = { name: 'media', address: '239.255.255.250' };

/** Stories of services, policies, logging and applications, told by the end that the others leave out. Synthetic. */
export const serviceStories: readonly Story[] = [
  {
    name: 'EVT-S-16: the client waits for a server whose IKE module did not start',
    files: [waits, logOf(server, known, moduleFails)],
    is: 'service.start-failed',
    sure: 'likely',
    shows: ['EVT-S'],
  },
  {
    name: 'EVT-S-19: block mode, by the log of the server alone',
    files: [logOf(server, system('IPSec', 4292, -60, '\\Device\\IPSec'))],
    is: 'service.block-mode',
    shows: ['EVT-S', 'NET-03'],
  },
  {
    name: 'EVT-R-11, EVT-I-19: neither directory nor copy, by the log of the server alone',
    files: [logOf(server, ...unread)],
    is: 'policy.retrieval-failed',
    shows: ['EVT-R'],
  },
  {
    name: 'EVT-I-09: the client waits for a server whose policy has no offers',
    files: [waits, logOf(server, known, zeroOffers)],
    is: 'policy.corrupt',
    shows: ['EVT-I'],
  },
  {
    name: 'POL-13: the stored name of the policy is an old one, at a client that waits',
    files: [waits, ...printed(client, { 'ipsec.reg': renamed })],
    is: 'path.ike-blocked',
    sure: 'possible',
    notes: ['note.policy-name-stale'],
    shows: ['POL-13'],
  },
  {
    name: 'POL-13: the same beside the refusal of the server',
    files: [waits, ...printed(client, { 'ipsec.reg': renamed }), logOf(server, refuses)],
    is: 'policy.no-ike-config',
    notes: ['note.policy-name-stale'],
    shows: ['POL-13'],
  },
  {
    name: 'C43: the client does not audit its own failures',
    files: [
      logOf(client, mainStands({ ...both, at: -7200 })),
      ...printed(client, { 'auditpol.txt': auditpol('Success') }),
    ],
    is: null,
    notes: ['note.auditing-off'],
    shows: ['C43', 'IKE-11', 'IKE-12'],
  },
  {
    name: 'C43: the server that says nothing does not audit its failures',
    files: [waits, logOf(server, known), ...printed(server, { 'auditpol.txt': auditpol('No Auditing') })],
    is: 'path.ike-blocked',
    sure: 'possible',
    rivals: ['policy.no-ike-config'],
    notes: ['note.auditing-off'],
    shows: ['C43', 'IKE-11', 'IKE-12'],
  },
  {
    name: 'C43: Oakley.log is off at the server that says nothing',
    files: [waits, logOf(server, known), ...printed(server, { 'oakley.reg': oakley(0) })],
    is: 'path.ike-blocked',
    sure: 'possible',
    rivals: ['policy.no-ike-config'],
    notes: ['note.oakley-off'],
    shows: ['C43', 'IKE-08', 'IKE-14'],
  },
  {
    name: 'C43: Oakley.log is off at the only host that is known',
    files: [waits, ...printed(client, { 'oakley.reg': oakley(0) })],
    is: 'path.ike-blocked',
    sure: 'possible',
    notes: ['note.oakley-off'],
    shows: ['C43', 'IKE-08', 'IKE-14'],
  },
  {
    name: 'APP-02: ping is exempt and answered, and the server says why main mode fails',
    files: [noAnswer, ...printed(client, { 'ping.txt': pingText(server.address) }), logOf(server, refuses)],
    is: 'policy.no-ike-config',
    notes: ['note.ping-exempt'],
    shows: ['APP-02'],
  },
  {
    name: 'APP-03: the first try is over before IKE is, and both ends hold their SAs',
    files: [
      clientStands,
      serverStands,
      ...printed(client, {
        'first.txt': portqryText(server.address, '445', 'FILTERED'),
        'second.txt': portqryText(server.address, '445', 'LISTENING'),
      }),
    ],
    is: 'app.first-packet-delay',
    shows: ['APP-03', 'APP-04'],
  },
  {
    name: 'APP-08: the locator gives up before the fallback, and the controller turns its packets away',
    files: [
      logOf(client, quickStands({ ...both, peer: stranger, at: 3, spis: [31311481, 0], soft: true })),
      ...printed(client, {
        'nltest.txt': 'Getting DC name failed: Status = 1355 0x54b ERROR_NO_SUCH_DOMAIN\n',
        'dclist.txt': `           DC: \\\\dc1.woodgrove.example\n      Address: \\\\${stranger.address}\n     Dom Name: woodgrove.example\n`,
      }),
      ...printed(stranger, { 'ipconfig.txt': own(stranger) }),
    ],
    is: 'policy.exemption-missing',
    rivals: ['app.first-packet-delay'],
    shows: ['APP-08', 'DC-02'],
  },
  {
    name: 'APP-09 to APP-11: the client waits for a server with a layered provider, whose IKE module did not start',
    files: [
      waits,
      logOf(server, known, moduleFails, system('IPSec', 4292, -59, '\\Device\\IPSec')),
      ...printed(server, { 'winsock.txt': layered }),
    ],
    is: 'service.start-failed',
    rivals: ['app.layered-provider'],
    shows: ['APP-09', 'APP-10', 'APP-11'],
  },
  {
    name: 'APP-12, APP-13: the VPN client of another vendor, by the listings of its own host alone',
    files: printed(server, { 'ipconfig.txt': own(server), 'netstat.txt': netstatText([500, 'cvpnd.exe']) }),
    is: 'app.third-party-vpn',
    shows: ['APP-12', 'APP-13'],
  },
  {
    name: 'T2-16: monitoring gets no answer, for the server turns its packets away',
    files: [
      logOf(server, ...[0, 300, 900].map((at) => system('IPSec', 4284, at, '\\Device\\IPSec', '12', stranger.address))),
      ...printed(stranger, {
        'ipconfig.txt': own(stranger),
        'portqry.txt': portqryText(server.address, '445', 'FILTERED'),
      }),
    ],
    is: 'policy.clear-when-protected',
    notes: ['note.clear-from-stranger'],
    shows: ['T2-16'],
  },
  {
    name: 'T2-22, T2-24: a closed port, by the log of the client alone',
    files: [clientStands, ...printed(client, { 'portqry.txt': portqryText(server.address, '8080', 'NOT LISTENING') })],
    is: 'app.not-ipsec',
    shows: ['T2-22', 'T2-24'],
  },
  {
    name: 'C10: both ends name one policy, the client in an older version, and the server refuses its offers',
    files: [
      logOf(
        server,
        mainFails({ ...back, at: 1, reason: 'IKE security attributes are unacceptable', cookie, state: 'none' }),
      ),
      ...printed(server, { 'assigned.txt': assignedText({ domain: 'Isolation (1.0.2)' }) }),
      ...printed(client, {
        'ipconfig.txt': own(client),
        'assigned.txt': assignedText({ domain: 'Isolation (1.0.1)' }),
      }),
    ],
    fault: 'policy.stale',
    is: 'proposal.ike-mismatch',
    sure: 'likely',
    rivals: ['policy.stale'],
    shows: ['C10', 'EVT-K-15'],
  },
  {
    name: 'POL-11: the GPO was filtered out on the client, whose end alone is known',
    files: printed(client, { 'ipconfig.txt': own(client), 'gpresult.txt': filtered, 'assigned.txt': assignedText({}) }),
    is: null,
  },
  {
    name: 'PATH-21: multicast, and a receiver that knows nothing of it',
    files: [
      logOf(client, mainFails({ ...both, peer: multicast, at: 40, reason: 'No response from peer' })),
      ...printed(server, { 'ipconfig.txt': own(server) }),
    ],
    is: 'policy.multicast-dropped',
    shows: ['PATH-21'],
  },
  {
    name: 'IKE-22: a time-out of Server 2003 names the last step, and the peer tells nothing',
    files: [
      logOf(
        client,
        legacyFails({
          ...both,
          at: 63,
          reason: timedOut,
          extra: 'Processed second (KE) payload&#10;Initiator.  Delta Time 63',
        }),
      ),
      logOf(server, known),
    ],
    is: 'auth.kerberos-unavailable',
    sure: 'possible',
    rivals: ['path.nat-t-blocked', 'ike.peer-failed', 'path.fragments-dropped'],
    shows: ['IKE-22'],
  },
  {
    name: 'APP-13: the VPN client of Windows runs beside members that speak IPsec with each other',
    files: [
      clientStands,
      serverStands,
      ...printed(client, { 'sc.txt': `${serviceText('IKEEXT', 'RUNNING')}\n${serviceText('RasMan', 'RUNNING')}` }),
    ],
    is: null,
    without: ['app.third-party-vpn'],
  },
];
