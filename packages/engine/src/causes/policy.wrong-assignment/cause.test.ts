import { describe, expect, it } from 'vitest';
import { client, logOf, mainFails, server } from '../../formats/windows-event/stories.fixture.ts';
import { back, cookie } from '../../formats/windows-event/story.fixture.ts';
import { candidates, describeCause } from '../describe-cause.fixture.ts';
import { diagnoseFiles, type EvidenceFile } from '../play.fixture.ts';
import { assignedText, gpresultText, ipconfigText } from '../windows.fixture.ts';

const file = (path: string, text: string): EvidenceFile => ({ path, lines: text.split('\n') });
const own = file('wg-client-01/ipconfig.txt', ipconfigText({ address: client.address, gateway: '172.10.1.1' }));
const refused = logOf(
  server,
  mainFails({ ...back, at: 1, reason: 'IKE security attributes are unacceptable', cookie, state: 'none' }),
);
const isolation = 'Isolation Domain Policy';
const theirs = file('wg-server-02/assigned.txt', assignedText({ gpo: isolation, domain: 'Isolation' }));
const result = (...denied: readonly (readonly [string, string])[]): EvidenceFile =>
  file('wg-client-01/gpresult.txt', gpresultText(['Default Domain Policy'], denied));

describeCause('policy.wrong-assignment', {
  proves: {
    files: [
      theirs,
      own,
      result([isolation, 'Denied (Security)']),
      file('wg-client-01/assigned.txt', assignedText({ gpo: 'Old Policy', domain: 'Old' })),
    ],
    confidence: 'likely',
    details: { host: 'wg-client-01', policy: isolation, reason: 'Denied (Security)' },
  },
  unlike: {
    'both have the policy by the same object': {
      files: [
        theirs,
        own,
        result([isolation, 'Denied (Security)']),
        file('wg-client-01/assigned.txt', assignedText({ gpo: isolation, domain: 'Isolation' })),
      ],
      is: null,
    },
    'an object that does not carry the policy of the other end was filtered out': {
      files: [theirs, own, result(['Screen Savers', 'Denied (Security)'])],
      is: null,
    },
  },
  // Different policies of the domain: groups of hosts may have policies of their own.
  cannotTell: {
    files: [
      refused,
      theirs,
      own,
      file('wg-client-01/assigned.txt', assignedText({ gpo: 'Other', domain: 'Boundary' })),
    ],
  },
});

describe('a local policy where the other end has one of the domain', () => {
  it('is a candidate', async () => {
    const files = [theirs, own, file('wg-client-01/assigned.txt', assignedText({ local: 'Client (Respond Only)' }))];
    expect(candidates(await diagnoseFiles([refused, ...files]))).toContain('policy.wrong-assignment');
  });

  it('says nothing where both are local', async () => {
    const files = [
      file('wg-server-02/assigned.txt', assignedText({ local: 'Server (Request)' })),
      own,
      file('wg-client-01/assigned.txt', assignedText({ local: 'Client (Respond Only)' })),
    ];
    expect(candidates(await diagnoseFiles(files))).not.toContain('policy.wrong-assignment');
  });
});
