import { describeCause } from '../describe-cause.fixture.ts';
import type { EvidenceFile } from '../play.fixture.ts';
import {
  client,
  event,
  logOf,
  mainFails,
  mainStands,
  method,
  server,
} from '../../formats/windows-event/stories.fixture.ts';

/** A log of records, one a line, so that single records can be taken away. */
const records = (...args: Parameters<typeof logOf>): EvidenceFile => {
  const file = logOf(...args);
  return { ...file, path: file.path.replace('.xml', '.log') };
};

const at = { own: client, peer: server, role: 'initiator' } as const;

const refused = mainFails({
  own: server,
  peer: client,
  role: 'responder',
  at: 1,
  reason: 'Failed to authenticate using Kerberos',
  method: method.kerberos,
  state: 'ke',
});
const files = [
  records(
    server,
    event(4625, 1, [
      ['TargetUserName', 'WG-CLIENT-01$'],
      ['Status', '0xc000015b'],
      ['SubStatus', '0x0'],
      ['IpAddress', client.address],
    ]),
    refused,
  ),
];

describeCause('auth.logon-right-denied', {
  proves: { files, confidence: 'likely', details: { host: 'wg-server-02' } },
  unlike: {
    'no ticket was to be had': {
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
  cannotTell: { files: [records(server, refused)] },
});
