import { describeCause } from '../describe-cause.fixture.ts';
import type { EvidenceFile } from '../play.fixture.ts';
import { client, logOf, mainFails, mainStands, method, server } from '../../formats/windows-event/stories.fixture.ts';

/** A log of records, one a line, so that single records can be taken away. */
const records = (...args: Parameters<typeof logOf>): EvidenceFile => {
  const file = logOf(...args);
  return { ...file, path: file.path.replace('.xml', '.log') };
};

const at = { own: client, peer: server, role: 'initiator' } as const;

const files = [
  records(
    client,
    mainFails({ ...at, at: 1, reason: 'No authority could be contacted for authentication.', method: method.kerberos }),
  ),
];

describeCause('auth.kerberos-unavailable', {
  proves: {
    files,
    confidence: 'likely',
    details: { reason: 'no-authority', unconfirmedReaders: ['windows-event-xml'] },
  },
  unlike: {
    'the clocks are skewed': {
      files: [
        records(
          client,
          mainFails({
            ...at,
            at: 1,
            reason: 'The clocks on the client and server machines are skewed.',
            method: method.kerberos,
          }),
        ),
      ],
      is: 'auth.kerberos-clock-skew',
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
