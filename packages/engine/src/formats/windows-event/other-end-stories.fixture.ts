import type { EvidenceFile } from '../../causes/play.fixture.ts';
import { ipconfigText, pingText, portqryText } from '../../causes/windows.fixture.ts';
import {
  client,
  event,
  legacyFails,
  logOf,
  mainFails,
  mainStands,
  method,
  quickFails,
  quickStands,
  server,
  stranger,
  system,
  type StoryEvent,
  type StoryHost,
} from './stories.fixture.ts';
import { back, both, cookie, dialled, printed, timedOut, type Story } from './story.fixture.ts';

const nameServer: StoryHost = { name: 'wg-dns-01.woodgrove.example', address: '172.10.0.11' };
const kerberos = method.kerberos;
const known = mainStands({ ...back, at: -7200 });
const clientStands = mainStands({ ...both, at: 1 });
const serverStands = mainStands({ ...back, at: 1 });
const quickWaits = quickFails({ ...both, at: 62, reason: timedOut });
const purged = 'Current LogonId is 0:0x3e7\n\tDeleting all tickets:\n\tTicket(s) purged!\n';
const noTickets = 'Current LogonId is 0:0x3e7\n\nCached Tickets: (0)\n';
const waits = (more: Partial<Parameters<typeof mainFails>[0]> = {}): StoryEvent =>
  mainFails({ ...both, at: 63, reason: timedOut, cookie, ...more });
const addressesOf = (host: StoryHost, dns?: string): string =>
  ipconfigText({ address: host.address, gateway: '172.10.0.1', ...(dns === undefined ? {} : { dns }) });

/** The log of a Libreswan server that wants a better group than the client of Windows offers. */
const pluto: EvidenceFile = {
  path: 'wg-server-02/pluto.log',
  lines: [
    `adding UDP interface eth0 ${server.address}:500`,
    ...[
      `processing IKE_SA_INIT request from ${client.address}:UDP/500 containing SA,KE,Ni,N(IKEV2_FRAGMENTATION_SUPPORTED),N(NAT_DETECTION_SOURCE_IP),N(NAT_DETECTION_DESTINATION_IP),V,V,V,V`,
      'no local proposal matches remote proposals 1:IKE:ENCR=3DES;PRF=HMAC_SHA1;INTEG=HMAC_SHA1_96;DH=MODP1024 2:IKE:ENCR=AES_CBC_256;PRF=HMAC_SHA2_256;INTEG=HMAC_SHA2_256_128;DH=MODP1024',
      `responding to IKE_SA_INIT message (ID 0) from ${client.address}:500 with unencrypted notification NO_PROPOSAL_CHOSEN`,
    ].map((text) => `"windows"[1] ${client.address} #1: ${text}`),
  ].map((text) => `2026-05-04T09:00:00.100000+00:00 wg-server-02 pluto[1234]: ${text}`),
};

/** Stories that show a rule with the other end at hand as well, or without it, beside those that have it the other way. Synthetic. */
export const otherEndStories: readonly Story[] = [
  {
    name: 'IKE-17: the fallback to clear, and the listing of a peer without IPsec',
    files: [
      logOf(
        client,
        mainFails({ ...both, peer: stranger, at: 3, reason: 'No response from peer' }),
        quickStands({ ...both, peer: stranger, at: 4, spis: [31311481, 0], soft: true }),
      ),
      ...printed(stranger, { 'ipconfig.txt': addressesOf(stranger) }),
    ],
    is: null,
    notes: ['note.soft-sa'],
    shows: ['IKE-17'],
  },
  {
    name: 'EVT-K-06: 546 of the server names the attribute, and the client waits',
    files: [
      logOf(client, legacyFails({ ...both, at: 63, reason: timedOut })),
      logOf(
        server,
        event(
          546,
          2,
          [
            ['', 'Key Exchange Mode (Main Mode)'],
            [
              '',
              `Source IP Address ${server.address}&#10;Source IP Address Mask 255.255.255.255&#10;Destination IP Address ${client.address}&#10;Destination IP Address Mask 255.255.255.255&#10;Protocol 0&#10;Source Port 0&#10;Destination Port 0`,
            ],
            ['', 'Phase I encryption algorithm'],
            ['', 'Triple DES CBC'],
            ['', 'DES CBC'],
          ],
          { provider: 'Security', unnamed: true },
        ),
      ),
    ],
    is: 'proposal.ike-mismatch',
    sure: 'likely',
    shows: ['EVT-K-06'],
  },
  {
    name: 'EVT-K-13: no response from the peer, whose own log has nothing of it',
    files: [
      logOf(client, mainFails({ ...both, at: 40, reason: 'No response from peer', cookie })),
      logOf(server, known),
    ],
    is: 'path.ike-blocked',
    sure: 'possible',
    shows: ['EVT-K-13'],
  },
  {
    name: 'EVT-K-14: the server has no policy for a client that waits',
    files: [
      logOf(client, waits()),
      logOf(server, mainFails({ ...back, at: 1, reason: 'No policy configured', state: 'none', cookie })),
    ],
    is: 'policy.no-ike-config',
    sure: 'likely',
    shows: ['EVT-K-14'],
  },
  {
    name: 'EVT-K-17: the peer deleted the SA before it stood, by the log of the client alone',
    files: [
      logOf(
        client,
        mainFails({ ...both, at: 5, reason: 'IKE SA deleted by peer before establishment completed', cookie }),
      ),
    ],
    is: 'auth.psk-mismatch',
    sure: 'possible',
    rivals: ['ike.peer-failed'],
    shows: ['EVT-K-17'],
  },
  {
    name: 'EVT-K-18: the server has no quick mode policy, and the client waits for it',
    files: [
      logOf(client, clientStands, quickWaits),
      logOf(server, serverStands, quickFails({ ...back, at: 2, reason: 'No policy configured' })),
    ],
    is: 'policy.selector-mismatch',
    sure: 'likely',
    shows: ['EVT-K-18'],
  },
  {
    name: 'EVT-K-21: the driver of the server gives no SPI, and the client waits',
    files: [
      logOf(client, clientStands, quickWaits),
      logOf(
        server,
        serverStands,
        quickFails({
          ...back,
          at: 2,
          reason:
            'Failed to obtain new SPI for the inbound SA from IPsec driver. The most common cause for this is that the driver does not have the correct filter. Check your policy to verify the filters.',
        }),
      ),
    ],
    is: 'policy.selector-mismatch',
    shows: ['EVT-K-21'],
  },
  {
    name: 'EVT-K-22: driver event 4289 at the server, and a quick mode of the client that times out',
    files: [
      logOf(client, clientStands, quickWaits),
      logOf(server, serverStands, system('IPSec', 4289, 5, '\\Device\\IPSec', client.address)),
    ],
    is: 'policy.selector-mismatch',
    shows: ['EVT-K-22'],
  },
  {
    name: 'EVT-K-23: the server could not add the SA, and the client waits',
    files: [
      logOf(client, clientStands, quickWaits),
      logOf(
        server,
        serverStands,
        quickFails({
          ...back,
          at: 40,
          reason:
            'Failed to add Security Association to IPsec Driver. The most common cause for this is if the IKE negotiation took too long to complete.',
        }),
      ),
    ],
    is: 'sa.install-failed',
    shows: ['EVT-K-23'],
  },
  {
    name: 'EVT-K-24: quick mode timed out at both ends',
    files: [
      logOf(client, clientStands, quickWaits),
      logOf(server, serverStands, quickFails({ ...back, at: 63, reason: timedOut })),
    ],
    is: 'ike.lost-final-message',
    sure: 'possible',
    rivals: ['ike.peer-failed'],
    shows: ['EVT-K-24'],
  },
  {
    name: 'benign: a policy change deleted the SAs, and the client makes new ones (EVT-K-33)',
    files: [
      logOf(client, clientStands, mainStands({ ...both, at: 40, sa: '18' })),
      logOf(
        server,
        serverStands,
        mainFails({ ...back, at: 30, reason: 'New policy invalidated SAs formed with old policy', state: 'none' }),
        mainStands({ ...back, at: 40, sa: '18' }),
      ),
    ],
    is: null,
    notes: ['note.policy-replaced-sas'],
    shows: ['EVT-K-33'],
  },
  {
    name: 'LOSS-21 (867): packets in clear at the server, and the client that fell back to clear',
    files: [
      logOf(client, quickStands({ ...both, at: 3, spis: [31311481, 0], soft: true })),
      logOf(
        server,
        known,
        ...[4, 30, 300, 900].map((at) =>
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
    shows: ['LOSS-21'],
  },
  {
    name: 'NAM-01 to NAM-03: the name server is silent, and the server has no policy for the client',
    files: [
      logOf(client, waits()),
      ...printed(client, {
        'ipconfig.txt': addressesOf(client, nameServer.address),
        'nslookup.txt': `DNS request timed out.\n    timeout was 2 seconds.\n*** Can't find server name for address ${nameServer.address}: Timed out\n*** Request to UnKnown timed-out\n`,
        'ping.txt': pingText(nameServer.address, { answered: false }),
      }),
      logOf(server, mainFails({ ...back, at: 1, reason: 'No policy configured', state: 'none', cookie })),
    ],
    is: 'policy.no-ike-config',
    sure: 'likely',
    notes: ['note.name-servers-silent'],
    shows: ['NAM-01', 'NAM-02', 'NAM-03'],
  },
  {
    name: 'NAM-04, NAM-05: the full name is found and the short one is not, and the server that is meant runs',
    files: [
      logOf(client, waits()),
      ...printed(client, {
        'lookup.txt': [
          `Server:  ${nameServer.name}`,
          `Address:  ${nameServer.address}`,
          '',
          'Name:    wg-server-02.woodgrove.example',
          `Address:  ${server.address}`,
          '',
        ].join('\n'),
        'ping.txt': 'Ping request could not find host wg-server-02. Please check the name and try again.\n',
      }),
      logOf(server, known),
    ],
    is: 'path.ike-blocked',
    sure: 'possible',
    notes: ['note.short-name'],
    shows: ['NAM-04', 'NAM-05'],
  },
  {
    name: 'NAM-08: the policy negotiates with the name server, whose own log has no policy for it',
    files: [
      logOf(client, waits({ peer: nameServer })),
      ...printed(client, { 'ipconfig.txt': addressesOf(client, nameServer.address) }),
      logOf(
        nameServer,
        mainFails({ ...back, own: nameServer, at: 2, reason: 'No policy configured', state: 'none', cookie }),
      ),
    ],
    is: 'policy.exemption-missing',
    sure: 'likely',
    rivals: ['policy.no-ike-config'],
    holds: ['policy.no-ike-config'],
    notes: ['note.ike-to-infrastructure'],
    shows: ['NAM-08'],
  },
  {
    name: 'DC-06 to DC-08: the client has no ticket and no controller that answers, and the server waits for its proof',
    files: [
      logOf(
        client,
        mainFails({ ...both, at: 2, reason: 'Failed to authenticate using Kerberos', method: kerberos, cookie }),
      ),
      ...printed(client, {
        'klist.txt': noTickets,
        'nltest.txt': `           DC: \\\\wg-dc-01.woodgrove.example\n      Address: \\\\172.10.0.10\n     Dom Name: woodgrove.example\n`,
        'portqry.txt': portqryText('172.10.0.10', '88', 'FILTERED'),
      }),
      logOf(server, mainFails({ ...back, at: 63, reason: timedOut, cookie, state: 'ke', method: kerberos })),
    ],
    is: 'auth.kerberos-unavailable',
    shows: ['DC-06', 'DC-07', 'DC-08'],
  },
  {
    name: 'field case 13868: weak groups of a Windows client, and a Libreswan server that wants better ones',
    files: [dialled('13868'), pluto],
    is: 'proposal.ike-mismatch',
    sure: 'certain',
    shows: ['13868', 'weak-groups', 'libreswan'],
  },
  {
    name: 'weak groups: the Libreswan server alone',
    files: [pluto],
    is: 'proposal.ike-mismatch',
    sure: 'certain',
    shows: ['weak-groups', 'libreswan'],
  },
  {
    name: 'DC-09, DC-12: the client is not authorised, and its tickets have been purged since, by its own end alone',
    files: [logOf(client, waits({ method: kerberos, state: 'ke' })), ...printed(client, { 'klist.txt': purged })],
    is: 'ike.timeout',
    sure: 'possible',
    notes: ['note.tickets-purged'],
    shows: ['DC-09', 'DC-12'],
  },
];
