import { describeCause } from '../describe-cause.fixture.ts';
import type { EvidenceFile } from '../play.fixture.ts';
import { client, logOf, mainFails, mainStands, server, system } from '../../formats/windows-event/stories.fixture.ts';

/** A log of records, one a line, so that single records can be taken away. */
const records = (...args: Parameters<typeof logOf>): EvidenceFile => {
  const file = logOf(...args);
  return { ...file, path: file.path.replace('.xml', '.log') };
};

const at = { own: client, peer: server, role: 'initiator' } as const;

/** Makes the address of the server known. */
const earlier = mainStands({ own: server, peer: client, role: 'responder', at: -7200 });
const waits = records(client, mainFails({ ...at, at: 63, reason: 'Negotiation timed out' }));
const files = [waits, records(server, earlier, system('IPSec', 4292, -60, 'IPSec'))];

describeCause('service.block-mode', {
  proves: { files, confidence: 'likely', details: { host: 'wg-server-02', mode: 'block' } },
  unlike: {
    'the driver went on to protect': {
      files: [
        waits,
        records(server, earlier, system('IPSec', 4292, -60, 'IPSec'), system('IPSec', 4294, -50, 'IPSec')),
      ],
      is: 'path.ike-blocked',
    },
  },
  cannotTell: {
    files: [records(server, system('IPSec', 4296, -60, 'IPSec'), system('IPSec', 4297, -59, 'IPSec'))],
  },
  instead: ['path.ike-blocked'],
});
