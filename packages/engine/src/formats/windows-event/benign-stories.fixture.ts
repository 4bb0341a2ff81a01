import {
  client,
  event,
  legacyStands,
  logOf,
  mainFails,
  mainStands,
  quickStands,
  server,
  stranger,
  system,
} from './stories.fixture.ts';
import { back, both, timedOut, type Story } from './story.fixture.ts';

/** Stories without a fault: healthy, and benign. Synthetic. */
export const benignStories: readonly Story[] = [
  {
    name: 'healthy: main and quick mode stand at both ends',
    files: [
      logOf(client, mainStands({ ...both, at: 1 }), quickStands({ ...both, at: 1.2, spis: [1111111, 2222222] })),
      logOf(server, mainStands({ ...back, at: 1 }), quickStands({ ...back, at: 1.2, spis: [2222222, 1111111] })),
    ],
    is: null,
  },
  {
    name: 'healthy: a legacy host makes its SAs',
    files: [logOf(server, legacyStands(server, client, 1))],
    is: null,
  },
  {
    name: 'benign: fallback to clear for a peer without IPsec (EVT-K-12)',
    files: [
      logOf(
        client,
        quickStands({ own: client, peer: stranger, role: 'initiator', at: 3, spis: [31311481, 0], soft: true }),
      ),
    ],
    is: null,
    notes: ['note.soft-sa'],
    shows: ['EVT-K-12'],
  },
  {
    name: 'benign: a legacy soft SA (EVT-K-12)',
    files: [logOf(client, legacyStands(client, stranger, 3, true))],
    is: null,
    notes: ['note.soft-sa'],
    shows: ['EVT-K-12'],
  },
  {
    name: 'benign: the client went to sleep, and the server waits in vain (IKE-19)',
    files: [
      logOf(client, mainStands({ ...both, at: -900 }), system('Microsoft-Windows-Kernel-Power', 42, -30, '4')),
      logOf(
        server,
        mainStands({ ...back, at: -900 }),
        mainFails({
          own: server,
          peer: client,
          role: 'initiator',
          at: 63,
          reason: timedOut,
          cookie: '9999999999999999',
        }),
      ),
    ],
    is: null,
    notes: ['note.benign-timeout'],
    shows: ['IKE-19'],
  },
  {
    name: 'benign: a policy change deleted the SAs (EVT-K-33)',
    files: [
      logOf(
        server,
        mainStands({ ...back, at: 1 }),
        mainFails({ ...back, at: 30, reason: 'New policy invalidated SAs formed with old policy', state: 'none' }),
      ),
    ],
    is: null,
    notes: ['note.policy-replaced-sas'],
    shows: ['EVT-K-33'],
  },
  {
    name: 'benign: the directory is away and the stored copy is applied (EVT-I-15)',
    files: [
      logOf(
        client,
        event(5457, 1, [
          ['Policy', 'CN=ipsecPolicy{1}'],
          ['Error', '1355'],
        ]),
        event(5458, 2, [['Policy', 'Woodgrove isolation']]),
      ),
    ],
    is: null,
  },
  {
    name: 'benign: bad SPIs within a minute of a new SA (LOSS-11)',
    files: [
      logOf(
        server,
        mainStands({ ...back, at: 0 }),
        quickStands({ ...back, at: 1, spis: [1111111, 2222222] }),
        ...[5, 9, 14, 20].map((at) =>
          event(4965, at, [
            ['RemoteAddress', client.address],
            ['SPI', '777777'],
          ]),
        ),
      ),
    ],
    is: null,
    notes: ['note.bad-spi-after-rekey'],
    shows: ['LOSS-06', 'LOSS-07', 'LOSS-08', 'LOSS-11'],
  },
  {
    name: 'benign: denial-of-service protection started and nothing failed (EVT-K-34)',
    files: [
      logOf(
        server,
        event(4646, 1, [['notification', '%%8214']]),
        mainStands({ ...back, at: 2 }),
        event(4646, 30, [['notification', '%%8215']]),
      ),
    ],
    is: null,
    shows: ['EVT-K-34'],
  },
  {
    name: 'benign: auditing of IPsec was switched off (C43)',
    files: [
      logOf(
        server,
        event(4719, 1, [
          ['SubcategoryGuid', '{0cce9218-69ae-11d9-bed3-505054503030}'],
          ['AuditPolicyChanges', '%%8448, %%8450'],
        ]),
      ),
    ],
    is: null,
    shows: ['C43'],
  },
];
