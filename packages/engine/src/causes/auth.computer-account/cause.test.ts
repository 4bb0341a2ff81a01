import { describeCause } from '../describe-cause.fixture.ts';
import type { EvidenceFile } from '../play.fixture.ts';
import {
  client,
  logOf,
  mainFails,
  mainStands,
  method,
  server,
  system,
} from '../../formats/windows-event/stories.fixture.ts';

/** A log of records, one a line, so that single records can be taken away. */
const records = (...args: Parameters<typeof logOf>): EvidenceFile => {
  const file = logOf(...args);
  return { ...file, path: file.path.replace('.xml', '.log') };
};

const at = { own: client, peer: server, role: 'initiator' } as const;

const refused = mainFails({ ...at, at: 1, reason: 'The logon attempt failed', method: method.kerberos });
const files = [records(client, system('NETLOGON', 3210, -30, 'WOODGROVE', 'wg-dc-01'), refused)];

describeCause('auth.computer-account', {
  proves: { files, confidence: 'likely', details: { host: 'wg-client-01', what: 'secure channel' } },
  unlike: {
    'no authority could be contacted': {
      files: [
        records(
          client,
          mainFails({
            ...at,
            at: 1,
            reason: 'No authority could be contacted for authentication.',
            method: method.kerberos,
          }),
        ),
      ],
      is: 'auth.kerberos-unavailable',
    },
    'main mode stands': { files: [records(client, mainStands({ ...at, at: 1 }))], is: null },
  },
  cannotTell: {
    files: [
      records(
        client,
        mainFails({ ...at, at: 1, reason: 'Failed to authenticate using Kerberos', method: method.kerberos }),
      ),
    ],
  },
});
