import { client, logOf, mainFails, method, server } from './stories.fixture.ts';
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
  },
];
