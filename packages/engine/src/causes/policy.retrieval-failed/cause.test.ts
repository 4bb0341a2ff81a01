import { describeCause } from '../describe-cause.fixture.ts';
import type { EvidenceFile } from '../play.fixture.ts';
import { client, event, logOf, mainFails, mainStands, server } from '../../formats/windows-event/stories.fixture.ts';

/** A log of records, one a line, so that single records can be taken away. */
const records = (...args: Parameters<typeof logOf>): EvidenceFile => {
  const file = logOf(...args);
  return { ...file, path: file.path.replace('.xml', '.log') };
};

const at = { own: client, peer: server, role: 'initiator' } as const;

/** Makes the address of the server known. */
const earlier = mainStands({ own: server, peer: client, role: 'responder', at: -7200 });
const waits = records(client, mainFails({ ...at, at: 63, reason: 'Negotiation timed out' }));
const directory = event(5457, -90, [
  ['Policy', 'CN=ipsecPolicy{1}'],
  ['Error', '1355'],
]);
const cache = event(5459, -89, [
  ['Policy', 'Woodgrove isolation'],
  ['Error', '2'],
]);
const files = [waits, records(server, earlier, directory, cache)];

describeCause('policy.retrieval-failed', {
  proves: { files, confidence: 'likely', details: { host: 'wg-server-02' } },
  unlike: {
    'the stored copy is applied': {
      files: [records(server, earlier, directory, event(5458, -80, [['Policy', 'Woodgrove isolation']]))],
      is: null,
    },
    'a store of the host itself is damaged': {
      files: [
        records(
          server,
          event(5472, -90, [
            ['Policy', 'Woodgrove isolation'],
            ['Error', '2'],
          ]),
        ),
      ],
      is: 'policy.corrupt',
    },
  },
  cannotTell: { files: [records(server, directory)], unseen: true },
  instead: ['path.ike-blocked'],
});
