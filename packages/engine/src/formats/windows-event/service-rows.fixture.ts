import { event, logOf, mainFails, mainStands, server, client, type StoryEvent } from './stories.fixture.ts';
import { back, both, cookie, timedOut, type Story } from './story.fixture.ts';

/** Row of the inventory, source and number of the record, its text, and the cause or note that comes of it; null: nothing does. */
type Row = readonly [id: string, provider: string, number: number, text: string, says: string | null];

/** Causes that the record alone only notes: away from its network a host that does not reach the directory has no fault (EVT-I-18). */
const notedAlone: ReadonlySet<string> = new Set([
  'EVT-R-01',
  'EVT-R-03',
  'EVT-R-04',
  'EVT-R-06',
  'EVT-R-11',
  'EVT-I-18',
]);
/** Causes that a record, which alone is no fault, turns out to be for a peer that waits. */
const waitedFor: Readonly<Record<string, string>> = { 'EVT-R-08': 'policy.not-assigned' };

/** What tells each row. */
export const toldBy = ([id, , , , says]: Row): readonly string[] =>
  [says ?? 'path.ike-blocked', waitedFor[id] ?? []].flat();

const machine = 'on the machine with error code: 5.';

/** A fixture for each row about service start, retrieval and interpretation of policies (EVT-S, EVT-R, EVT-I). Synthetic. */
export const serviceRows: readonly Row[] = [
  [
    'EVT-S-01',
    'PolicyAgent',
    260,
    'IP Security Policy Agent could not be started.  No IP Security policy will be enforced. 5',
    'service.start-failed',
  ],
  [
    'EVT-S-02',
    'PolicyAgent',
    263,
    'Policy Agent RPC Server failed to register protocol sequence.',
    'service.start-failed',
  ],
  ['EVT-S-03', 'PolicyAgent', 264, 'Policy Agent RPC Server failed to register interface. 5', 'service.start-failed'],
  [
    'EVT-S-04',
    'PolicyAgent',
    265,
    'Policy Agent RPC Server failed to register interface bindings. 5',
    'service.start-failed',
  ],
  [
    'EVT-S-05',
    'PolicyAgent',
    266,
    'Policy Agent RPC Server failed to register interface endpoint. 5',
    'service.start-failed',
  ],
  [
    'EVT-S-06',
    'PolicyAgent',
    267,
    'Policy Agent RPC Server failed to register authentication mechanisms. 5',
    'service.start-failed',
  ],
  ['EVT-S-07', 'PolicyAgent', 268, 'Policy Agent RPC Server failed to listen. 5', 'service.start-failed'],
  [
    'EVT-S-08',
    'PolicyAgent',
    269,
    'Policy Agent failed to start PolicyAgent. Failed to connect to SCM Database.  Error: 5.',
    'service.start-failed',
  ],
  ['EVT-S-09', 'PolicyAgent', 272, 'Policy Agent failed to connect to the IPSEC Driver.  5', 'service.start-failed'],
  ['EVT-S-10', 'PolicyAgent', 273, 'Policy Agent failed to load IPSEC policies.  5', 'service.start-failed'],
  ['EVT-S-11', 'PolicyAgent', 295, 'Policy Agent Failed to start ISAKMP service.', 'service.start-failed'],
  [
    'EVT-S-12',
    'Oakley',
    526,
    'Failed to determine SSPI principal name for ISAKMP/Oakley service (QueryCredentialsAttributes).',
    'note.domain-trouble',
  ],
  [
    'EVT-S-13',
    'Oakley',
    507,
    'Failed to obtain Kerberos server credentials for ISAKMP/Oakley service.  Kerberos authentication will not function.',
    'note.domain-trouble',
  ],
  [
    'EVT-S-14',
    'PolicyAgent',
    307,
    'A Secure communications policy cannot be enforced because the IP Security driver failed to start.  Contact your system administrator immediately.',
    'service.start-failed',
  ],
  [
    'EVT-S-15',
    'Security',
    616,
    'IPSec Services failed to initialize IPSec driver with error code: 2. IPSec Services could not be started.',
    'service.start-failed',
  ],
  [
    'EVT-S-16',
    'Security',
    616,
    'IPSec Services failed to initialize IKE module with error code: 10048. IPSec Services could not be started.',
    'service.start-failed',
  ],
  [
    'EVT-S-17',
    'Security',
    616,
    'IPSec Services failed to initialize RPC server with error code: 5. IPSec Services could not be started.',
    'service.start-failed',
  ],
  [
    'EVT-S-18',
    'Security',
    616,
    'IPSec Services has experienced a critical failure and has shut down with error code: 5.',
    'service.start-failed',
  ],
  [
    'EVT-S-19',
    'Security',
    616,
    'IPSec Services put IPSec Driver in Block mode due to previous failures with error code: 2.',
    'service.block-mode',
  ],
  ['EVT-R-01', 'IPSECPolicyStorage', 2, 'Failed to bind to Directory schema.', 'policy.retrieval-failed'],
  ['EVT-R-02', 'IPSECPolicyStorage', 3, 'Failed to bind to IPSEC Policy Storage object.', 'policy.corrupt'],
  [
    'EVT-R-03',
    'IPSECPolicyStorage',
    6,
    'Failed to locate Domain Controller. Make sure the computer is a member of the domain and check network connectivity.',
    'policy.retrieval-failed',
  ],
  [
    'EVT-R-04',
    'IPSECPolicyStorage',
    5,
    'Failed to communicate with Directory Service on the Domain Controller. Please contact your System Administrator.',
    'policy.retrieval-failed',
  ],
  ['EVT-R-05', 'IPSECPolicyStorage', 7, 'Failed to locate Object in storage.', 'policy.corrupt'],
  [
    'EVT-R-06',
    'IPSECPolicyStorage',
    10,
    'Cannot complete requested operation.  Policy Storage is not Open.',
    'policy.retrieval-failed',
  ],
  [
    'EVT-R-07',
    'PolicyAgent',
    14,
    "Using the Active Local Registry policy, as (i) there's no Active Directory Storage policy or (ii) the Active Directory Storage policy couldn't be applied successfully and there's no Cached policy.",
    null,
  ],
  [
    'EVT-R-08',
    'PolicyAgent',
    16,
    "Not using any Ipsec policy, as (i) there's no Active Directory Storage or Active Local Registry policy",
    'note.no-policy',
  ],
  [
    'EVT-R-09',
    'Security',
    615,
    `PAStore Engine failed to load persistent storage IPSec policy "Woodgrove" ${machine}`,
    'policy.corrupt',
  ],
  [
    'EVT-R-10',
    'Security',
    615,
    `PAStore Engine failed to load local storage IPSec policy "Woodgrove" ${machine}`,
    'policy.corrupt',
  ],
  [
    'EVT-R-11',
    'Security',
    615,
    `PAStore Engine failed to load directory storage IPSec policy "Woodgrove" ${machine}`,
    'policy.retrieval-failed',
  ],
  [
    'EVT-R-12',
    'Security',
    615,
    'PAStore Engine polled for changes to the Active Directory IPSec policy, detected that Active Directory is not reachable, and migrated to using the cached copy of the Active Directory IPSec policy.',
    'note.cached-policy',
  ],
  ['EVT-I-01', 'IPSECPolicyStorage', 4, 'Data Type attribute specifies unrecognized data format.', 'policy.corrupt'],
  ['EVT-I-02', 'IPSECPolicyStorage', 9, 'Failed to read data from blob.', 'policy.corrupt'],
  ['EVT-I-03', 'PolicyAgent', 2, 'Policy Agent has not interface list.', 'note.policy-partly-applied'],
  [
    'EVT-I-04',
    'PolicyAgent',
    24,
    'Ip Public Help Api failed to get the Interface Table. Filters based on Interfaces will not be expanded and plumbed to the Ipsec Driver. 5',
    'note.policy-partly-applied',
  ],
  [
    'EVT-I-05',
    'PolicyAgent',
    25,
    'Ip Public Help Api failed to get the IP Address Table. Filters based on Interfaces will not be expanded and plumbed to the Ipsec Driver. 5',
    'note.policy-partly-applied',
  ],
  [
    'EVT-I-06',
    'PolicyAgent',
    26,
    'IP address entry index not found in the Interface Table. Discarding the IP address.',
    'note.policy-partly-applied',
  ],
  ['EVT-I-07', 'PolicyAgent', 160, 'Matching filter mirror exists in filter list. ', 'note.policy-partly-applied'],
  ['EVT-I-08', 'PolicyAgent', 5, 'No filters were added to the main filter list. 5', 'policy.corrupt'],
  ['EVT-I-09', 'PolicyAgent', 168, 'Zero Phase 1 offers. Discarding the ISAKMP policy.', 'policy.corrupt'],
  ['EVT-I-10', 'PolicyAgent', 169, 'Zero Phase 2 offers. Discarding the Negotiation policy.', 'policy.corrupt'],
  ['EVT-I-11', 'PolicyAgent', 6, 'Policy contains no valid offers. 5', 'policy.corrupt'],
  [
    'EVT-I-12',
    'PolicyAgent',
    8,
    'Policy Agent attempted to insert an existing filter into IPSEC. ',
    'note.policy-partly-applied',
  ],
  ['EVT-I-13', 'PolicyAgent', 296, 'Could not add an entry to the IPSEC Policy table.', 'note.policy-partly-applied'],
  [
    'EVT-I-14',
    'PolicyAgent',
    297,
    'Policy Agent failed to insert or update a filter in IPSEC. 5',
    'note.policy-partly-applied',
  ],
  [
    'EVT-I-15',
    'PolicyAgent',
    13,
    "Using Cached policy, as Active Directory Storage policy couldn't be applied successfully (network unreachable, policy integrity invalid, etc.).",
    'note.cached-policy',
  ],
  [
    'EVT-I-16',
    'Security',
    615,
    `PAStore Engine failed to apply persistent storage IPSec policy "Woodgrove" ${machine}`,
    'policy.corrupt',
  ],
  [
    'EVT-I-17',
    'Security',
    615,
    `PAStore Engine failed to apply local registry storage IPSec policy "Woodgrove" ${machine}`,
    'policy.corrupt',
  ],
  [
    'EVT-I-18',
    'Security',
    615,
    'PAStore Engine failed to apply Active Directory storage IPSec policy on the machine for DN "CN=ipsecPolicy{1}" with error code: 1355.',
    'policy.retrieval-failed',
  ],
  [
    'EVT-I-19',
    'Security',
    615,
    `PAStore Engine failed to apply locally cached copy of Active Directory storage IPSec policy "Woodgrove" ${machine}`,
    'policy.retrieval-failed',
  ],
  [
    'EVT-I-20',
    'Security',
    615,
    `PAStore Engine failed to apply some rules of the active IPSec policy "Woodgrove" ${machine} Please run IPSec monitor snap-in to further diagnose the problem.`,
    'note.policy-partly-applied',
  ],
  [
    'EVT-I-21',
    'Security',
    616,
    'IPSec Services failed to get the complete list of network interfaces on the machine.',
    'note.policy-partly-applied',
  ],
];

function recordOf([, provider, number, text]: Row, at: number): StoryEvent {
  const channel = provider === 'Security' ? 'Security' : provider === 'PolicyAgent' ? 'System' : 'Application';
  return event(number, at, [['', text.replaceAll('"', '&quot;')]], { provider, channel, unnamed: true });
}

/** Each row by the log of the server alone, and beside a client that waits for this server. */
export const rowStories: readonly Story[] = serviceRows.flatMap((row): Story[] => {
  const [id, , , , says] = row;
  const note = says === null || says.startsWith('note.') ? says : null;
  const cause = note === null ? says : null;
  const alone = notedAlone.has(id) ? null : cause;
  const waited = waitedFor[id] ?? cause;
  const noted = note ?? (alone === null ? cause : null);
  return [
    {
      name: `${id}: the record of the server alone`,
      files: [logOf(server, recordOf(row, 1))],
      is: alone,
      ...(noted === null ? {} : { notes: [noted] }),
      shows: [id],
    },
    {
      name: `${id}: the same record, and a client that waits for this server`,
      files: [
        logOf(client, mainFails({ ...both, at: 63, reason: timedOut, cookie })),
        logOf(server, mainStands({ ...back, at: -7200 }), recordOf(row, -60)),
      ],
      is: waited ?? 'path.ike-blocked',
      sure: waited === null ? 'possible' : 'likely',
      ...(note === null ? {} : { notes: [note] }),
      shows: [id],
    },
  ];
});
