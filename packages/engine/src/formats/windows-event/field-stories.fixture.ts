import type { EvidenceFile } from '../../causes/play.fixture.ts';
import {
  client,
  event,
  logOf,
  mainFails,
  mainStands,
  method,
  server,
  system,
  type StoryEvent,
} from './stories.fixture.ts';
import { back, both, cookie, dialled, timedOut, type Story } from './story.fixture.ts';

const known = mainStands({ ...back, at: -7200 });
const running = (at = -100): StoryEvent =>
  system('Service Control Manager', 7036, at, 'Routing and Remote Access', 'running');
const noCertificate = (own: typeof both | typeof back, at: number): StoryEvent =>
  mainFails({
    ...own,
    at,
    reason: 'IKE failed to find valid machine certificate',
    method: method.certificate,
    cookie,
  });
const refusesCertificate = (reason: string, at = 2): StoryEvent =>
  mainFails({ ...back, at, module: 'ikev2', reason, method: method.certificate, state: 'ke', cookie });
const told13801 = mainFails({
  ...both,
  at: 3,
  module: 'ikev2',
  reason: 'IKE authentication credentials are unacceptable',
  point: 'remote',
  state: 'ke',
  cookie,
});

/** The log of a strongSwan server for a client of the stories; `%` stands for the packets' ends. */
function charon(...lines: readonly string[]): EvidenceFile {
  const [from, to] = [`${client.address}[500]`, `${server.address}[500]`];
  return {
    path: 'wg-server-02/charon.log',
    lines: lines.map((line, at) => {
      const stamp = `2026-05-04T09:00:0${Math.min(9, Math.floor(at / 8))}.${String(100000 + at * 1000)}+00:00`;
      const text = line.replace('%in', `from ${from} to ${to}`).replace('%out', `from ${to} to ${from}`);
      return `${stamp} wg-server-02 charon: 07${text}`;
    }),
  };
}

const asked = [
  '[NET] received packet: %in (624 bytes)',
  '[ENC] parsed IKE_SA_INIT request 0 [ SA KE No N(FRAG_SUP) N(NATD_S_IP) N(NATD_D_IP) V V V V ]',
  '[IKE] received MS NT5 ISAKMPOAKLEY v9 vendor ID',
  '[IKE] received MS-Negotiation Discovery Capable vendor ID',
  `[IKE] ${client.address} is initiating an IKE_SA`,
] as const;
const answers = [
  '[ENC] generating IKE_SA_INIT response 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) N(FRAG_SUP) ]',
  '[NET] sending packet: %out (304 bytes)',
] as const;

/** Stories of what users of VPN clients see, of VPN servers beside isolation, and of strongSwan at the other end. Synthetic. */
export const fieldStories: readonly Story[] = [
  {
    name: 'field case 787 of a VPN client (L2TP)',
    files: [dialled('787')],
    is: 'auth.identity-mismatch',
    sure: 'possible',
    rivals: ['auth.certificate-untrusted', 'auth.certificate-missing', 'auth.psk-mismatch'],
    shows: ['787'],
  },
  {
    name: 'field case 787, and the server names what it refused',
    files: [
      dialled('787'),
      logOf(
        server,
        mainFails({
          ...back,
          at: 2,
          reason: "Certificate doesn't chain to a trusted root in IPsec policy.",
          method: method.certificate,
          state: 'ke',
          cookie,
        }),
      ),
    ],
    is: 'auth.certificate-untrusted',
    sure: 'likely',
    shows: ['787'],
  },
  {
    name: 'field case 13806 of a VPN client: it has no certificate that fits',
    files: [dialled('13806')],
    is: 'auth.certificate-missing',
    sure: 'possible',
    rivals: ['auth.certificate-unsuitable'],
    shows: ['13806'],
  },
  {
    name: 'field case 13806, and the server waits for the proof of the client',
    files: [
      dialled('13806'),
      logOf(server, mainFails({ ...back, at: 63, module: 'ikev2', reason: timedOut, state: 'ke', cookie })),
    ],
    is: 'auth.certificate-missing',
    rivals: ['auth.certificate-unsuitable'],
    shows: ['13806'],
  },
  {
    name: 'field case 13801: the server’s certificate has another name than the client calls',
    files: [dialled('13801'), logOf(server, mainStands({ ...back, at: -7200 }))],
    fault: 'auth.identity-mismatch',
    is: 'auth.certificate-untrusted',
    sure: 'possible',
    rivals: ['auth.identity-mismatch', 'auth.certificate-unsuitable'],
    shows: ['13801', 'certificate-name'],
  },
  {
    name: 'field case 13801: the client does not take the certificate of a strongSwan server, before its user is asked',
    files: [
      dialled('13801'),
      logOf(
        client,
        mainFails({
          ...both,
          at: 3,
          module: 'ikev2',
          reason: 'IKE authentication credentials are unacceptable',
          point: 'local',
          state: 'ke',
          cookie,
        }),
      ),
      charon(
        ...asked,
        ...answers,
        '[NET] received packet: %in (580 bytes)',
        '[ENC] parsed IKE_AUTH request 1 [ IDi CERTREQ N(MOBIKE_SUP) CPRQ(ADDR DNS NBNS SRV) SA TSi TSr ]',
        "[CFG] selected peer config 'rw-eap'",
        '[IKE] initiating EAP_IDENTITY method (id 0x00)',
        "[IKE] authentication of 'vpn.woodgrove.example' (myself) with RSA signature successful",
        '[IKE] sending end entity cert "CN=vpn.woodgrove.example"',
        '[ENC] generating IKE_AUTH response 1 [ IDr CERT AUTH EAP/REQ/ID ]',
        '[NET] sending packet: %out (1420 bytes)',
      ),
    ],
    is: 'auth.certificate-untrusted',
    sure: 'possible',
    rivals: ['auth.identity-mismatch', 'auth.certificate-unsuitable', 'auth.certificate-expired'],
    shows: ['13801'],
  },
  {
    name: 'field case 13801: the client does not take the certificate of a strongSwan server, by the event of dialling alone',
    files: [
      dialled('13801'),
      charon(
        ...asked,
        ...answers,
        '[NET] received packet: %in (580 bytes)',
        '[ENC] parsed IKE_AUTH request 1 [ IDi CERTREQ N(MOBIKE_SUP) CPRQ(ADDR DNS NBNS SRV) SA TSi TSr ]',
        "[CFG] selected peer config 'rw-eap'",
        '[IKE] initiating EAP_IDENTITY method (id 0x00)',
        "[IKE] authentication of 'vpn.woodgrove.example' (myself) with RSA signature successful",
        '[IKE] sending end entity cert "CN=vpn.woodgrove.example"',
        '[ENC] generating IKE_AUTH response 1 [ IDr CERT AUTH EAP/REQ/ID ]',
        '[NET] sending packet: %out (1420 bytes)',
      ),
    ],
    is: 'auth.certificate-untrusted',
    sure: 'possible',
    rivals: ['auth.identity-mismatch', 'auth.certificate-unsuitable', 'auth.certificate-expired'],
    shows: ['13801'],
  },
  {
    name: 'field case 13868: weak groups of a Windows client, and a strongSwan server that wants better ones',
    files: [
      dialled('13868'),
      charon(
        ...asked,
        '[CFG] received proposals: IKE:3DES_CBC/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024, IKE:AES_CBC_256/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024, IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_1024',
        '[CFG] configured proposals: IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048',
        '[IKE] received proposals unacceptable',
        '[ENC] generating IKE_SA_INIT response 0 [ N(NO_PROP) ]',
        '[NET] sending packet: %out (36 bytes)',
      ),
    ],
    is: 'proposal.ike-mismatch',
    sure: 'certain',
    shows: ['13868', 'weak-groups', 'strongswan', 'one-story'],
  },
  {
    name: 'weak groups: the strongSwan server alone',
    files: [
      charon(
        ...asked,
        '[CFG] received proposals: IKE:3DES_CBC/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024, IKE:AES_CBC_256/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024',
        '[CFG] configured proposals: IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048',
        '[IKE] received proposals unacceptable',
        '[ENC] generating IKE_SA_INIT response 0 [ N(NO_PROP) ]',
        '[NET] sending packet: %out (36 bytes)',
      ),
    ],
    is: 'proposal.ike-mismatch',
    sure: 'certain',
    shows: ['weak-groups', 'strongswan'],
  },
  {
    name: 'fragments: the client gives up behind the key exchange, with a certificate',
    files: [
      logOf(
        client,
        mainFails({
          ...both,
          at: 63,
          module: 'ikev2',
          reason: timedOut,
          state: 'ke',
          theirs: '1122334455667788',
          method: method.certificate,
        }),
      ),
    ],
    is: 'path.fragments-dropped',
    sure: 'possible',
    rivals: ['path.nat-t-blocked', 'ike.peer-failed'],
    shows: ['fragments'],
  },
  {
    name: 'fragments: the same, and the strongSwan server never sees IKE_AUTH',
    files: [
      logOf(
        client,
        mainFails({
          ...both,
          at: 63,
          module: 'ikev2',
          reason: timedOut,
          state: 'ke',
          theirs: '1122334455667788',
          method: method.certificate,
        }),
      ),
      charon(
        ...asked.map((line) => line.replace(' N(FRAG_SUP)', '')),
        '[CFG] selected proposal: IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048',
        ...answers.map((line) => line.replace(' N(FRAG_SUP)', '')),
        '[JOB] deleting half open IKE_SA with 172.10.1.21 after timeout',
      ),
    ],
    is: 'path.fragments-dropped',
    sure: 'possible',
    rivals: ['path.nat-t-blocked', 'ike.peer-failed'],
    shows: ['fragments', 'strongswan', 'one-story'],
  },
  {
    name: 'field case 809: the value for a server behind a NAT may be missing',
    files: [dialled('809'), logOf(server, known, running())],
    fault: 'path.nat-without-nat-t',
    is: 'ike.timeout',
    sure: 'possible',
    rivals: ['path.nat-without-nat-t', 'path.ike-blocked'],
    shows: ['809', 'nat-t-value'],
  },
  {
    name: 'field case 789: the server refuses what it cannot read, with a pre-shared key',
    files: [
      dialled('789'),
      logOf(
        server,
        mainFails({ ...back, at: 2, reason: 'Invalid payload received', method: method.psk, state: 'ke', cookie }),
      ),
    ],
    fault: 'auth.psk-mismatch',
    is: 'auth.identity-mismatch',
    sure: 'possible',
    rivals: ['auth.psk-mismatch'],
    shows: ['789'],
  },
  {
    name: 'field case 691: the server’s own record of the user it refused',
    files: [
      dialled('691'),
      logOf(
        server,
        known,
        event(
          20271,
          2,
          [
            ['', '{5D6C2F3E-0B1A-4C61-9D5C-4B7B1E5B0F11}'],
            ['', 'WOODGROVE\\carol'],
            ['', client.address],
            ['', 'Authentication was not successful because an unknown user name or incorrect password was used.'],
            ['', '0x10'],
          ],
          {
            provider: 'RemoteAccess',
            channel: 'System',
            unnamed: true,
          },
        ),
      ),
    ],
    is: 'auth.user-rejected',
    shows: ['691'],
  },
  {
    name: 'field case 812: the server’s own record of the policy that refused the user',
    files: [
      dialled('812'),
      logOf(
        server,
        known,
        event(
          20271,
          2,
          [
            ['', '{5D6C2F3E-0B1A-4C61-9D5C-4B7B1E5B0F11}'],
            ['', 'WOODGROVE\\carol'],
            ['', client.address],
            ['', 'The connection was prevented because of a policy configured on your RAS/VPN server.'],
            ['', '0x32c'],
          ],
          {
            provider: 'RemoteAccess',
            channel: 'System',
            unnamed: true,
          },
        ),
      ),
    ],
    is: 'auth.user-rejected',
    shows: ['812'],
  },
  {
    name: 'EKU: the server refuses a certificate for its use, and the client is told 13801',
    files: [logOf(client, told13801), logOf(server, refusesCertificate('Invalid certificate key usage'))],
    is: 'auth.certificate-unsuitable',
    sure: 'likely',
    shows: ['certificate-use'],
  },
  {
    name: 'EKU: the server alone',
    files: [logOf(server, refusesCertificate('Invalid certificate key usage'))],
    is: 'auth.certificate-unsuitable',
    sure: 'likely',
    shows: ['certificate-use'],
  },
  {
    name: 'names: the client alone finds that the certificate has another name',
    files: [
      logOf(
        client,
        mainFails({
          ...both,
          at: 2,
          module: 'ikev2',
          reason: "The certificate's CN name does not match the passed value.",
          method: method.certificate,
          state: 'ke',
          cookie,
        }),
      ),
    ],
    is: 'auth.identity-mismatch',
    shows: ['certificate-name'],
  },
  {
    name: 'RRAS-04, RRAS-05: the VPN server itself tells that it wants a certificate',
    files: [logOf(server, known, running(), noCertificate(back, 1))],
    is: 'policy.rras-l2tp-conflict',
    sure: 'possible',
    rivals: ['auth.certificate-missing'],
    shows: ['RRAS-04', 'RRAS-05', 'EVT-K-32'],
  },
  {
    name: 'RRAS-04, RRAS-05: a member manages a VPN server, which wants certificates',
    files: [logOf(client, noCertificate(both, 1)), logOf(server, known, running())],
    is: 'policy.rras-l2tp-conflict',
    sure: 'possible',
    rivals: ['auth.certificate-missing'],
    shows: ['RRAS-04', 'RRAS-05', 'RRAS-06', 'EVT-K-32'],
  },
  {
    name: 'a VPN client without a certificate, at a VPN server with which it never spoke Kerberos',
    files: [
      logOf(client, noCertificate(both, 1)),
      logOf(server, mainStands({ ...back, at: -7200, method: method.certificate }), running()),
    ],
    is: 'auth.certificate-missing',
    sure: 'possible',
    rivals: ['policy.rras-l2tp-conflict'],
  },
  {
    name: 'healthy: Routing and Remote Access runs, and members of the domain reach the server',
    files: [logOf(client, mainStands({ ...both, at: 1 })), logOf(server, running(), mainStands({ ...back, at: 1 }))],
    is: null,
    without: ['policy.rras-l2tp-conflict'],
  },
];
