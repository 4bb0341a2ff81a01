import {
  client,
  logOf,
  mainFails,
  mainStands,
  method,
  quickFails,
  quickStands,
  server,
  stranger,
  system,
} from './stories.fixture.ts';
import { back, both, cookie, dialled, timedOut, type Story } from './story.fixture.ts';

/** Stories of which both ends have something to tell, and hardly in the same words. Synthetic. */
export const bothEndsStories: readonly Story[] = [
  {
    name: 'the dial-up of a client that names nobody is with the one pair it can be of',
    files: [
      dialled('809'),
      logOf(server, mainFails({ ...back, at: 1, reason: 'No policy configured', state: 'none' })),
    ],
    is: 'policy.no-ike-config',
    sure: 'likely',
    pairs: 1,
    shows: ['809'],
  },
  {
    name: 'a dial-up long before is of the same pair, and of another attempt',
    files: [
      dialled('13801'),
      logOf(server, mainFails({ ...back, at: 5000, reason: 'No policy configured', state: 'none' })),
    ],
    is: 'policy.no-ike-config',
    sure: 'likely',
    pairs: 1,
  },
  {
    name: 'a dial-up beside two clients of the server may be of either',
    files: [
      dialled('13801'),
      logOf(
        server,
        ...['172.10.7.1', '172.10.7.2'].map((address) =>
          mainFails({
            ...back,
            peer: { name: address, address },
            at: 2,
            reason: "Certificate doesn't chain to a trusted root in IPsec policy.",
            method: method.certificate,
            module: 'ikev2',
            state: 'ke',
            cookie: `a1b2c3d4e5f6070${address.at(-1)}`,
          }),
        ),
      ),
    ],
    is: 'auth.certificate-untrusted',
    sure: 'likely',
    pairs: 3,
    shows: ['13801'],
  },
  {
    name: 'IKE-23: the refusal beside the time-out is of another attempt of the same client (other cookies)',
    files: [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut, cookie })),
      logOf(
        server,
        mainFails({ ...back, at: 20, reason: 'No policy configured', cookie: 'b1b2c3d4e5f60718', state: 'none' }),
      ),
    ],
    is: 'policy.no-ike-config',
    sure: 'likely',
    without: ['path.ike-blocked'],
    shows: ['IKE-23'],
  },
  {
    name: 'IKE-23: a refusal ten minutes before says nothing of the time-out',
    files: [
      logOf(client, mainFails({ ...both, at: 663, reason: timedOut, cookie })),
      logOf(
        server,
        mainFails({ ...back, at: 20, reason: 'No policy configured', cookie: 'b1b2c3d4e5f60718', state: 'none' }),
      ),
    ],
    is: 'policy.no-ike-config',
    sure: 'likely',
    rivals: ['path.ike-blocked'],
    shows: ['IKE-23'],
  },
  {
    name: 'IKE-23 the other way: the server waits for a client that broke off (other cookies)',
    files: [
      logOf(server, mainFails({ ...back, at: 63, reason: timedOut, cookie, theirs: '1122334455667788' })),
      logOf(
        client,
        mainFails({
          ...both,
          at: 2,
          reason: 'No authority could be contacted for authentication.',
          method: method.kerberos,
          cookie: 'b1b2c3d4e5f60718',
        }),
      ),
    ],
    is: 'auth.kerberos-unavailable',
    sure: 'likely',
    without: ['path.ike-blocked'],
    shows: ['IKE-23', 'EVT-K-26'],
  },
  {
    name: 'twenty time-outs of one client, each refused by the server in the minute before, are no flood',
    files: [
      logOf(
        client,
        ...Array.from({ length: 20 }, (_, at) =>
          mainFails({ ...both, at: 63 * at + 63, reason: timedOut, cookie: `a1b2c3d4e5f6${1000 + at}` }),
        ),
      ),
      logOf(
        server,
        ...Array.from({ length: 20 }, (_, at) =>
          mainFails({
            ...back,
            at: 63 * at + 3,
            reason: 'No policy configured',
            cookie: `b1b2c3d4e5f6${1000 + at}`,
            state: 'none',
          }),
        ),
      ),
    ],
    is: 'policy.no-ike-config',
    sure: 'likely',
    without: ['path.ike-blocked'],
  },
  {
    name: 'twenty time-outs of one client alone are no flood',
    files: [
      logOf(
        client,
        ...Array.from({ length: 20 }, (_, at) =>
          mainFails({ ...both, at: 63 * at + 63, reason: timedOut, cookie: `a1b2c3d4e5f6${1000 + at}` }),
        ),
      ),
    ],
    is: 'path.ike-blocked',
    sure: 'possible',
  },
  {
    name: 'IKE-17: no response, and the policy lets the client go on in clear',
    files: [
      logOf(
        client,
        mainFails({ ...both, peer: stranger, at: 3, reason: 'No response from peer' }),
        quickStands({ ...both, peer: stranger, at: 4, spis: [31311481, 0], soft: true }),
      ),
    ],
    is: null,
    notes: ['note.soft-sa'],
    shows: ['IKE-17', 'EVT-K-12', 'EVT-K-13'],
  },
  {
    name: 'a negotiation that an administrator ended at the other end is no fault',
    files: [
      logOf(
        client,
        mainFails({ ...both, at: 5, reason: 'IKE SA deleted by peer before establishment completed', cookie }),
      ),
      logOf(server, mainFails({ ...back, at: 4, reason: 'Deleted via RPC call', cookie })),
    ],
    is: null,
    notes: ['note.teardown'],
    shows: ['EVT-K-17'],
  },
  {
    name: 'the record that the keying service of the peer stopped, and none that it ran again',
    files: [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut, cookie })),
      logOf(
        server,
        mainStands({ ...back, at: -7200 }),
        system('Service Control Manager', 7036, -60, 'IKE and AuthIP IPsec Keying Modules', 'stopped'),
      ),
    ],
    is: 'service.not-listening',
    sure: 'likely',
    rivals: ['path.ike-blocked'],
    shows: ['EVT-S'],
  },
  {
    name: 'a keying service that stopped and ran again explains nothing',
    files: [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut, cookie })),
      logOf(
        server,
        mainStands({ ...back, at: -7200 }),
        system('Service Control Manager', 7036, -60, 'IKE and AuthIP IPsec Keying Modules', 'stopped'),
        system('Service Control Manager', 7036, -30, 'IKE and AuthIP IPsec Keying Modules', 'running'),
      ),
    ],
    is: 'path.ike-blocked',
    sure: 'possible',
  },
  {
    name: 'the dial-up names another reason than the server: the server knows',
    files: [
      dialled('13801'),
      logOf(
        server,
        mainFails({ ...back, module: 'ikev2', at: 2, reason: 'IKE security attributes are unacceptable', state: 'sa' }),
      ),
    ],
    is: 'proposal.ike-mismatch',
    sure: 'likely',
    pairs: 1,
  },
  {
    name: 'the main mode and the quick mode that waited for it fail in the same words: it is the main mode',
    files: [
      logOf(
        client,
        quickFails({ ...both, at: 2, reason: 'No policy configured', sa: '0' }),
        mainFails({ ...both, at: 2, reason: 'No policy configured', state: 'none' }),
        quickFails({ ...both, at: 3, reason: 'No policy configured', sa: '0' }),
      ),
    ],
    is: 'policy.no-ike-config',
    sure: 'likely',
    without: ['policy.selector-mismatch'],
  },
  {
    name: '4654 of no main mode may be about either',
    files: [logOf(client, quickFails({ ...both, at: 2, reason: 'No policy configured', sa: '0' }))],
    is: 'policy.selector-mismatch',
    sure: 'possible',
    rivals: ['policy.no-ike-config'],
  },
  {
    name: 'the client recorded that its main mode failed, and the server that a quick mode of it did: it is the main mode',
    files: [
      logOf(client, mainFails({ ...both, at: 103, reason: 'No policy configured', state: 'none', cookie })),
      logOf(server, quickFails({ ...back, at: 110, reason: 'General processing error', sa: '0' })),
    ],
    is: 'policy.no-ike-config',
    sure: 'likely',
  },
  {
    name: 'what the server decided stands above what the client was told of it',
    files: [
      logOf(
        client,
        mainFails({
          ...both,
          at: 5,
          reason: 'IKE authentication credentials are unacceptable',
          point: 'remote',
          state: 'ke',
          cookie,
        }),
      ),
      logOf(server, mainFails({ ...back, at: 4, reason: 'No policy configured', state: 'none', cookie })),
    ],
    is: 'policy.no-ike-config',
    sure: 'likely',
  },
  {
    name: 'a proof that is refused in quick mode, behind a main mode that stands, is a failure of its own',
    files: [
      logOf(
        server,
        mainStands({ ...back, at: 1 }),
        quickFails({ ...back, at: 2, reason: "Certificate doesn't chain to a trusted root in IPsec policy." }),
      ),
    ],
    is: 'auth.certificate-untrusted',
    sure: 'likely',
  },
];
