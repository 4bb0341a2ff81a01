import {
  client,
  event,
  legacyFails,
  logOf,
  mainFails,
  mainStands,
  method,
  quickFails,
  server,
  system,
  type StoryEvent,
} from './stories.fixture.ts';
import { back, both, cookie, timedOut, type Story } from './story.fixture.ts';

/** Stories of negotiations that fail, by what either end records of the outcome. Synthetic. */
export const negotiationStories: readonly Story[] = [
  {
    name: 'EVT-K-16: a time-out at the client alone leaves the question open',
    files: [logOf(client, mainFails({ ...both, at: 63, reason: timedOut }))],
    is: 'path.ike-blocked',
    sure: 'possible',
    rivals: ['path.peer-unreachable', 'service.not-listening', 'policy.no-ike-config'],
    shows: ['EVT-K-16', 'IKE-23'],
  },
  {
    name: 'EVT-K-16: a time-out after the second message of main mode',
    files: [
      logOf(
        client,
        mainFails({ ...both, at: 63, reason: timedOut, state: 'id', theirs: '1122334455667788', method: method.psk }),
      ),
    ],
    is: 'auth.psk-mismatch',
    sure: 'possible',
    rivals: ['path.nat-t-blocked', 'ike.peer-failed'],
    shows: ['EVT-K-16', 'IKE-22'],
  },
  {
    name: 'IKE-23: the time-out of one end is the refusal of the other in the minute before (same cookie)',
    files: [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut, cookie })),
      logOf(server, mainFails({ ...back, at: 1, reason: 'No policy configured', cookie, state: 'none' })),
    ],
    is: 'policy.no-ike-config',
    sure: 'likely',
    shows: ['IKE-23', 'IKE-16', 'EVT-K-16', 'one-story'],
  },
  {
    name: 'IKE-23: the same without cookies, by addresses and time (547 at both ends)',
    files: [
      logOf(
        client,
        legacyFails({
          ...both,
          at: 63,
          reason: timedOut,
          extra: 'Processed first (SA) payload\nInitiator.  Delta Time 63',
        }),
      ),
      logOf(
        server,
        legacyFails({
          ...back,
          at: 2,
          reason: 'IKE security attributes are unacceptable',
          extra: 'Processed first (SA) payload&#10;Responder.  Delta Time 0',
        }),
      ),
    ],
    is: 'proposal.ike-mismatch',
    sure: 'likely',
    shows: ['IKE-23', 'EVT-K-15', 'one-story'],
  },
  {
    name: 'EVT-K-13: no response from the peer',
    files: [logOf(client, mainFails({ ...both, at: 40, reason: 'No response from peer' }))],
    is: 'path.ike-blocked',
    sure: 'possible',
    rivals: ['path.peer-unreachable', 'service.not-listening'],
    shows: ['EVT-K-13'],
  },
  {
    name: 'EVT-K-14: no policy at the responder',
    files: [logOf(server, mainFails({ ...back, at: 1, reason: 'No policy configured', state: 'none' }))],
    is: 'policy.no-ike-config',
    sure: 'likely',
    shows: ['EVT-K-14'],
  },
  {
    name: 'EVT-K-15: main mode offers that do not fit',
    files: [logOf(server, legacyFails({ ...back, at: 1, reason: 'IKE security attributes are unacceptable' }))],
    is: 'proposal.ike-mismatch',
    shows: ['EVT-K-15'],
  },
  {
    name: 'EVT-K-06: 546 names the attribute that differs',
    files: [
      logOf(
        server,
        event(
          546,
          1,
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
    name: 'EVT-K-18: quick mode without a matching policy at the responder',
    files: [
      logOf(server, mainStands({ ...back, at: 1 }), quickFails({ ...back, at: 2, reason: 'No policy configured' })),
    ],
    is: 'policy.selector-mismatch',
    sure: 'likely',
    shows: ['EVT-K-18'],
  },
  {
    name: 'EVT-K-19: quick mode offers that do not fit, at both ends',
    files: [
      logOf(client, mainStands({ ...both, at: 1 }), quickFails({ ...both, at: 62, reason: timedOut })),
      logOf(
        server,
        mainStands({ ...back, at: 1 }),
        quickFails({ ...back, at: 2, reason: 'IKE security attributes are unacceptable' }),
      ),
    ],
    is: 'proposal.esp-mismatch',
    shows: ['EVT-K-19'],
  },
  {
    name: 'EVT-K-21: the driver has no filter for what was negotiated',
    files: [
      logOf(
        server,
        mainStands({ ...back, at: 1 }),
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
    name: 'EVT-K-22: driver event 4289',
    files: [logOf(server, system('IPSec', 4289, 5, '\\Device\\IPSec', client.address))],
    is: 'policy.selector-mismatch',
    shows: ['EVT-K-22'],
  },
  {
    name: 'EVT-K-23: the SA could not be added to the driver',
    files: [
      logOf(
        server,
        mainStands({ ...back, at: 1 }),
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
    name: 'EVT-K-24: quick mode timed out',
    files: [logOf(client, mainStands({ ...both, at: 1 }), quickFails({ ...both, at: 62, reason: timedOut }))],
    is: 'ike.lost-final-message',
    sure: 'possible',
    rivals: ['ike.peer-failed', 'policy.selector-mismatch'],
    shows: ['EVT-K-24'],
  },
  {
    name: 'EVT-K-26: no authority could be contacted',
    files: [
      logOf(
        client,
        mainFails({
          ...both,
          at: 1,
          reason: 'No authority could be contacted for authentication.',
          method: method.kerberos,
        }),
      ),
    ],
    is: 'auth.kerberos-unavailable',
    sure: 'likely',
    shows: ['EVT-K-26', 'EVT-K-28'],
  },
  {
    name: 'EVT-K-27: the target is unknown, at a legacy client',
    files: [
      logOf(
        client,
        legacyFails({
          ...both,
          at: 1,
          reason: 'The specified target is unknown or unreachable',
          extra: 'Processed first (SA) payload&#10;Initiator.  Delta Time 0',
        }),
      ),
    ],
    is: 'auth.kerberos-unavailable',
    sure: 'likely',
    shows: ['EVT-K-27', 'EVT-K-28'],
  },
  {
    name: 'EVT-K-29: credentials are unacceptable, and nothing tells the method',
    files: [
      logOf(
        client,
        mainFails({
          ...both,
          at: 1,
          reason: 'IKE authentication credentials are unacceptable',
          module: 'ikev2',
          state: 'ke',
        }),
      ),
    ],
    is: 'auth.certificate-untrusted',
    sure: 'possible',
    rivals: ['auth.identity-mismatch', 'auth.certificate-unsuitable', 'auth.psk-mismatch'],
    shows: ['EVT-K-29'],
  },
  {
    name: 'EVT-K-29 with a pre-shared key',
    files: [
      logOf(
        server,
        mainFails({
          ...back,
          at: 1,
          reason: 'IKE authentication credentials are unacceptable',
          method: method.psk,
          state: 'ke',
        }),
      ),
    ],
    is: 'auth.identity-mismatch',
    sure: 'possible',
    rivals: ['auth.psk-mismatch', 'auth.method-mismatch'],
    shows: ['EVT-K-29'],
  },
  {
    name: 'EVT-K-30: the logon attempt failed, and Netlogon tells of a broken channel',
    files: [
      logOf(
        client,
        system('NETLOGON', 3210, -30, 'WOODGROVE', '\\\\wg-dc-01'),
        mainFails({ ...both, at: 1, reason: 'The logon attempt failed', method: method.kerberos }),
      ),
    ],
    is: 'auth.computer-account',
    sure: 'likely',
    shows: ['EVT-K-30'],
  },
  {
    name: 'EVT-K-31: Kerberos failed at the responder, for one of several reasons',
    files: [
      logOf(
        server,
        mainFails({
          ...back,
          at: 1,
          reason: 'Failed to authenticate using Kerberos',
          method: method.kerberos,
          state: 'ke',
        }),
      ),
    ],
    is: 'auth.kerberos-unavailable',
    sure: 'possible',
    rivals: ['auth.logon-right-denied', 'auth.membership-stale'],
    shows: ['EVT-K-31', 'DC-10'],
  },
  {
    name: 'EVT-K-31: the same beside the record of the logon that was not granted',
    files: [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut, cookie, method: method.kerberos, state: 'ke' })),
      logOf(
        server,
        event(4625, 1, [
          ['TargetUserName', 'WG-CLIENT-01$'],
          ['Status', '0xc000015b'],
          ['SubStatus', '0x0'],
          ['IpAddress', client.address],
        ]),
        mainFails({
          ...back,
          at: 1,
          reason: 'Failed to authenticate using Kerberos',
          cookie,
          method: method.kerberos,
          state: 'ke',
        }),
      ),
    ],
    is: 'auth.logon-right-denied',
    sure: 'likely',
    shows: ['EVT-K-31'],
  },
  {
    name: 'DC-11: the clocks are skewed',
    files: [
      logOf(
        client,
        mainFails({
          ...both,
          at: 1,
          reason: 'The clocks on the client and server machines are skewed.',
          method: method.kerberos,
        }),
      ),
    ],
    is: 'auth.kerberos-clock-skew',
    sure: 'likely',
    shows: ['DC-11'],
  },
  {
    name: 'EVT-K-32: no valid machine certificate',
    files: [
      logOf(
        client,
        mainFails({
          ...both,
          at: 1,
          reason: 'IKE failed to find valid machine certificate',
          method: method.certificate,
        }),
      ),
    ],
    is: 'auth.certificate-missing',
    sure: 'possible',
    rivals: ['auth.certificate-unsuitable'],
    shows: ['EVT-K-32'],
  },
  {
    name: 'the chain leads to no root of the policy',
    files: [
      logOf(
        server,
        mainFails({
          ...back,
          at: 1,
          reason: "Certificate doesn't chain to a trusted root in IPsec policy.",
          method: method.certificate,
          state: 'ke',
        }),
      ),
    ],
    is: 'auth.certificate-untrusted',
    sure: 'likely',
  },
  {
    name: 'the revocation check failed: revoked, or no list to be had',
    files: [
      logOf(
        server,
        mainFails({
          ...back,
          at: 1,
          reason: "Certification Revocation check of peer's certificate failed",
          method: method.certificate,
          state: 'ke',
        }),
      ),
    ],
    is: 'auth.revocation-unreachable',
    sure: 'possible',
    rivals: ['auth.certificate-revoked'],
  },
  {
    name: 'the log of the filtering platform: numbers in place of words (1005 at both ends)',
    files: [
      logOf(
        client,
        filtering(
          1005,
          63,
          ['LocalAddress', '020001F4AC0A0115'],
          ['RemoteAddress', '020001F4AC0A0228'],
          ['FailureErrorCode', '13805'],
          ['FailurePoint', '1'],
          ['KeyingModuleType', '0'],
          ['MmState', '1'],
          ['SaRole', '0'],
          ['MMAuthMethod', '2'],
        ),
      ),
      logOf(
        server,
        filtering(
          1005,
          2,
          ['LocalAddress', '020001F4AC0A0228'],
          ['RemoteAddress', '020001F4AC0A0115'],
          ['FailureErrorCode', '13825'],
          ['FailurePoint', '1'],
          ['KeyingModuleType', '0'],
          ['MmState', '0'],
          ['SaRole', '1'],
          ['MMAuthMethod', '2'],
        ),
      ),
    ],
    is: 'policy.no-ike-config',
    sure: 'likely',
  },
];

/** A record of the operational log of the filtering platform. */
function filtering(id: number, at: number, ...values: readonly (readonly [name: string, value: string])[]): StoryEvent {
  return event(id, at, values, {
    provider: 'Microsoft-Windows-WFP',
    channel: 'Microsoft-Windows-WFP/Operational',
  });
}
