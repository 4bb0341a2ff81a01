import { describe, expect, it } from 'vitest';
import { client, logOf, quickStands, server, stranger } from '../../formats/windows-event/stories.fixture.ts';
import { both } from '../../formats/windows-event/story.fixture.ts';
import { candidates, causesOf, describeCause } from '../describe-cause.fixture.ts';
import { diagnoseFiles, type EvidenceFile } from '../play.fixture.ts';
import { pingText, portqryText } from '../windows.fixture.ts';

const file = (path: string, text: string): EvidenceFile => ({ path, lines: text.split('\n') });
const fallback = logOf(
  client,
  quickStands({ own: client, peer: stranger, role: 'initiator', at: 3, spis: [31311481, 0], soft: true }),
);
const tried = (name: string, ...args: Parameters<typeof portqryText>): EvidenceFile =>
  file(`wg-client-01/${name}.txt`, portqryText(...args));
const first = tried('first', stranger.address, '8080', 'FILTERED');
const second = tried('second', stranger.address, '8080', 'LISTENING');

const locator = file('wg-client-01/nltest.txt', 'Getting DC name failed: Status = 1355 0x54b ERROR_NO_SUCH_DOMAIN\n');
const controller = file(
  'wg-client-01/dclist.txt',
  `           DC: \\\\dc1.woodgrove.example\n      Address: \\\\${stranger.address}\n     Dom Name: woodgrove.example\n`,
);

describeCause('app.first-packet-delay', {
  proves: {
    files: [fallback, first, second],
    confidence: 'likely',
    details: { host: 'wg-client-01', application: 'tcp/8080', waitedFor: 'fallback' },
  },
  unlike: {
    'no try worked': { files: [fallback, first], is: null },
    'every try worked': { files: [fallback, second], is: null },
  },
  // The peer is a domain controller: that it is not exempt says as much.
  cannotTell: { files: [fallback, locator, controller] },
});

describe('the first packet', () => {
  it('waits for IKE as well', async () => {
    const files = [
      logOf(client, quickStands({ ...both, at: 3, spis: [1111111, 2222222] })),
      tried('first', server.address, '445', 'FILTERED'),
      tried('second', server.address, '445', 'LISTENING'),
      file('wg-client-01/ping.txt', pingText(server.address, { held: 2 })),
    ];
    const found = causesOf(await diagnoseFiles(files));
    expect(found[0]).toMatchObject({ id: 'app.first-packet-delay', details: { waitedFor: 'negotiation' } });
    expect(found[0]?.confidence).not.toBe('certain');
  });

  it('says nothing where another service answers', async () => {
    const files = [fallback, first, tried('second', stranger.address, '80', 'LISTENING')];
    expect(candidates(await diagnoseFiles(files))).not.toContain('app.first-packet-delay');
  });

  it('of the locator is none of it where the locator was lucky', async () => {
    expect(candidates(await diagnoseFiles([fallback, controller]))).not.toContain('app.first-packet-delay');
  });
});
