import { describeCause } from '../describe-cause.fixture.ts';
import type { EvidenceFile } from '../play.fixture.ts';
import { event, logOf, server } from '../../formats/windows-event/stories.fixture.ts';

/** A log of records, one a line, so that single records can be taken away. */
const records = (...args: Parameters<typeof logOf>): EvidenceFile => {
  const file = logOf(...args);
  return { ...file, path: file.path.replace('.xml', '.log') };
};

const says = (text: string) =>
  event(168, 1, [['', text]], { provider: 'PolicyAgent', channel: 'System', unnamed: true });
const files = [records(server, says('Zero Phase 1 offers. Discarding the ISAKMP policy.'))];

describeCause('policy.corrupt', {
  proves: { files, confidence: 'likely', details: { host: 'wg-server-02', what: 'no main mode offers' } },
  unlike: {
    'a policy is applied': {
      files: [records(server, event(5456, 1, [['Policy', 'CN=ipsecPolicy{1}']]))],
      is: null,
    },
  },
  cannotTell: {
    files: [
      records(
        server,
        event(5472, 1, [
          ['Policy', 'Woodgrove isolation'],
          ['Error', '5'],
        ]),
      ),
    ],
  },
});
