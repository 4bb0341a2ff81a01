import { describeCause } from '../describe-cause.fixture.ts';
import type { EvidenceFile } from '../play.fixture.ts';
import { client, logOf, mainFails, mainStands, method, server } from '../../formats/windows-event/stories.fixture.ts';

/** A log of records, one a line, so that single records can be taken away. */
const records = (...args: Parameters<typeof logOf>): EvidenceFile => {
  const file = logOf(...args);
  return { ...file, path: file.path.replace('.xml', '.log') };
};

const at = { own: client, peer: server, role: 'initiator' } as const;

const skewed = 'The clocks on the client and server machines are skewed.';
const files = [records(client, mainFails({ ...at, at: 1, reason: skewed, method: method.kerberos }))];

describeCause('auth.kerberos-clock-skew', {
  proves: { files, confidence: 'likely' },
  unlike: {
    'the target is unknown': {
      files: [
        records(
          client,
          mainFails({
            ...at,
            at: 1,
            reason: 'The specified target is unknown or unreachable',
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
