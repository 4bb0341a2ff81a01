import { logOf, mainFails, method, server } from './stories.fixture.ts';
import { back, dialled, type Story } from './story.fixture.ts';

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
];
