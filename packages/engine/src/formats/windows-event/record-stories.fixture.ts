import { client, legacyFails, logOf, mainFails, method, quickFails } from './stories.fixture.ts';
import { both, timedOut, type Story } from './story.fixture.ts';

/** Words of no table. */
const strange = '알 수 없는 이유로 협상하지 못했습니다.';

/** Stories of one end, told by single records whose values say more, or less, than their words. Synthetic. */
export const recordStories: readonly Story[] = [
  {
    name: '4654: the peer refuses the offers of quick mode',
    files: [
      logOf(
        client,
        quickFails({ ...both, at: 2, reason: 'IKE security attributes are unacceptable', point: 'remote' }),
      ),
    ],
    is: 'proposal.esp-mismatch',
    sure: 'possible',
    rivals: ['proposal.pfs-mismatch'],
  },
  {
    name: '4654: the peer has no policy for the selectors (IKEv2)',
    files: [
      logOf(client, quickFails({ ...both, module: 'ikev2', at: 2, reason: 'No policy configured', point: 'remote' })),
    ],
    is: 'policy.selector-mismatch',
    sure: 'possible',
  },
  {
    name: '547: the same of a legacy peer',
    files: [logOf(client, legacyFails({ ...both, at: 2, reason: 'No policy configured', point: 'Peer', quick: true }))],
    is: 'policy.selector-mismatch',
    sure: 'possible',
  },
  {
    name: '4654 in words nobody knows: a time-out among the candidates',
    files: [logOf(client, quickFails({ ...both, at: 2, reason: strange }))],
    is: 'policy.selector-mismatch',
    sure: 'possible',
    rivals: ['ike.lost-final-message', 'ike.peer-failed', 'proposal.esp-mismatch'],
  },
  {
    name: '4653: the peer deleted the main mode, and no proof was refused',
    files: [
      logOf(
        client,
        mainFails({
          ...both,
          at: 2,
          reason: 'IKE SA deleted by peer before establishment completed',
          point: 'remote',
          state: 'sa',
          theirs: '1122334455667788',
        }),
      ),
    ],
    is: 'auth.psk-mismatch',
    sure: 'possible',
    rivals: ['ike.peer-failed', 'proposal.ike-mismatch', 'auth.kerberos-unavailable'],
  },
  {
    name: 'DC-11: the status of SSPI stands in the extra status of 547 (0x80090324)',
    files: [
      logOf(
        client,
        legacyFails({ ...both, at: 2, reason: 'Failed to authenticate using kerberos', extra: '0x80090324 0x0' }),
      ),
    ],
    is: 'auth.kerberos-clock-skew',
    sure: 'likely',
    shows: ['DC-11'],
  },
  {
    name: 'EVT-K-30: the extra status names the logon that failed (0x8009030c)',
    files: [
      logOf(
        client,
        legacyFails({
          ...both,
          at: 2,
          reason: 'IKE authentication credentials are unacceptable',
          extra: '0x8009030C 0x0',
        }),
      ),
    ],
    is: 'auth.computer-account',
    sure: 'likely',
    rivals: ['auth.logon-right-denied'],
    shows: ['EVT-K-30'],
  },
  {
    name: 'EVT-K-19: the attribute that differs stands in the reason of 547',
    files: [
      logOf(
        client,
        legacyFails({
          ...both,
          at: 2,
          quick: true,
          reason:
            'Security association negotiation failure because of attribute mismatch.&#10;Attribute: Phase II HMAC Algorithm&#10;Expected Value: SHA&#10;Received Value: MD5',
        }),
      ),
    ],
    is: 'proposal.esp-mismatch',
    sure: 'likely',
    shows: ['EVT-K-19'],
  },
  {
    name: 'a time-out stays one, whatever stands in the extra status',
    files: [logOf(client, legacyFails({ ...both, at: 63, reason: timedOut, extra: '0x80090324 0x0' }))],
    is: 'ike.timeout',
    sure: 'possible',
    rivals: ['path.ike-blocked'],
  },
  {
    name: 'words nobody knows, and a peer without a cookie: it never answered',
    files: [logOf(client, mainFails({ ...both, at: 63, reason: strange }))],
    is: 'ike.timeout',
    sure: 'possible',
    rivals: ['path.ike-blocked', 'path.peer-unreachable', 'service.not-listening', 'auth.kerberos-unavailable'],
  },
  {
    name: 'a general failure with a peer that never answered is not about its proof',
    files: [logOf(client, mainFails({ ...both, at: 63, reason: 'General processing error' }))],
    is: 'ike.timeout',
    sure: 'possible',
    rivals: ['path.ike-blocked', 'service.not-listening'],
  },
  {
    name: 'a time-out at the first message of a peer whose cookie is known: it runs, and answered once',
    files: [logOf(client, mainFails({ ...both, at: 63, reason: timedOut, theirs: '1122334455667788' }))],
    is: 'path.ike-blocked',
    sure: 'possible',
    rivals: ['policy.no-ike-config'],
    without: ['path.peer-unreachable', 'service.not-listening'],
  },
  {
    name: 'words nobody knows behind the key exchange',
    files: [logOf(client, mainFails({ ...both, at: 63, reason: strange, state: 'id', theirs: '1122334455667788' }))],
    is: 'ike.timeout',
    sure: 'possible',
    rivals: ['ike.peer-failed', 'auth.psk-mismatch', 'auth.kerberos-unavailable'],
  },
  {
    name: 'EVT-K-16: a time-out behind the key exchange, with Kerberos',
    files: [
      logOf(
        client,
        mainFails({
          ...both,
          at: 63,
          reason: timedOut,
          state: 'id',
          theirs: '1122334455667788',
          method: method.kerberos,
        }),
      ),
    ],
    is: 'auth.kerberos-unavailable',
    sure: 'possible',
    rivals: ['auth.logon-right-denied', 'ike.peer-failed', 'path.fragments-dropped'],
  },
];
