import { describe, expect, it } from 'vitest';
import {
  client,
  logOf,
  mainStands,
  quickStands,
  server,
  stranger,
} from '../../formats/windows-event/stories.fixture.ts';
import { back, both } from '../../formats/windows-event/story.fixture.ts';
import { causesOf, describeCause } from '../describe-cause.fixture.ts';
import { diagnoseFiles, type EvidenceFile } from '../play.fixture.ts';
import { portqryText } from '../windows.fixture.ts';

const file = (path: string, text: string): EvidenceFile => ({ path, lines: text.split('\n') });
const stands = [
  logOf(client, mainStands({ ...both, at: 1 }), quickStands({ ...both, at: 1.2, spis: [1111111, 2222222] })),
  logOf(server, mainStands({ ...back, at: 1 }), quickStands({ ...back, at: 1.2, spis: [2222222, 1111111] })),
];
const tried = (outcome: Parameters<typeof portqryText>[2], address = server.address): EvidenceFile =>
  file('wg-client-01/portqry.txt', portqryText(address, '8080', outcome));
const share = (code: number): EvidenceFile =>
  file(
    'wg-client-01/net-view.txt',
    `C:\\>net view \\\\${server.address}\nSystem error ${code} has occurred.\n\nAccess is denied.\n`,
  );

describeCause('app.not-ipsec', {
  proves: {
    files: [...stands, tried('NOT LISTENING')],
    confidence: 'likely',
    details: { host: 'wg-client-01', peer: 'wg-server-02', application: 'tcp/8080', reason: 'closed' },
  },
  unlike: {
    'the port is open': { files: [...stands, tried('LISTENING')], is: null },
    'it is the port of another host': { files: [...stands, tried('NOT LISTENING', '172.10.2.99')], is: null },
    'nothing came back, and no packets are seen to pass': { files: [...stands, tried('FILTERED')], is: null },
    'what stands protects nothing': {
      files: [
        logOf(
          client,
          quickStands({ own: client, peer: stranger, role: 'initiator', at: 3, spis: [31311481, 0], soft: true }),
        ),
        tried('NOT LISTENING', stranger.address),
      ],
      is: null,
    },
  },
  // One end's word that it stands.
  cannotTell: { files: [...stands.slice(0, 1), tried('NOT LISTENING')] },
});

describe('a share of a server that can be reached', () => {
  it('that turns the user down is no matter of IPsec', async () => {
    const [first] = causesOf(await diagnoseFiles([...stands, share(5)]));
    expect(first).toMatchObject({ id: 'app.not-ipsec', details: { reason: 'denied' } });
  });

  it('that is not found may be one', async () => {
    expect(causesOf(await diagnoseFiles([...stands, share(53)])).map(({ id }) => id)).not.toContain('app.not-ipsec');
  });
});
