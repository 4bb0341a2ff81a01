import { expect, it } from 'vitest';
import type { LedgerRow } from '../api.ts';
import { exampleCase } from '../case.fixture.ts';
import { describeCause } from '../describe-cause.fixture.ts';
import { boot, certificateRequest, certificateTalk, from, giveUp, healthy, saInit } from '../exchanges.fixture.ts';
import { play, type EvidenceFile, type MessageOptions } from '../play.fixture.ts';
import cause from './cause.ts';

/** IKE_AUTH with certificates, in two IP fragments. */
function large(how: MessageOptions): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  saInit(p);
  p.say('a', ...certificateTalk, '[IKE] establishing CHILD_SA lan{1}');
  p.float();
  p.message('a', certificateRequest, { bytes: 2400, ...how });
  giveUp(p, { bytes: 2400, ...how });
  return p.evidence();
}

const files = large({ mtu: 1500, lost: 'path', firstArrives: true });

describeCause('path.fragments-dropped', {
  proves: { files, confidence: 'certain' },
  unlike: {
    'small messages on port 4500 are lost as well': {
      files: large({ bytes: 300, lost: 'path' }),
      is: 'path.nat-t-blocked',
    },
    'the exchange goes well': { files: healthy({ method: 'certificate' }), is: null },
  },
  cannotTell: { files: from('a', files) },
});

it('stays possible where all that is left of the message is that it was repeated', () => {
  const stand = (messageId: number): string | undefined => {
    const view = exampleCase([{ code: 'message.retransmitted', role: 'initiator', args: { number: 1, messageId } }]);
    const small = { sender: 'initiator', messageId: 0, bytes: 300, ipFragments: 1, processed: 'yes', answered: 'yes' };
    return cause.judge({
      ...view,
      breakPoint: { ...view.breakPoint, phase: 'auth', manner: 'silent' },
      rows: [small as unknown as LedgerRow],
    })?.stand;
  };
  expect(stand(1)).toBe('allows');
  expect(stand(0)).toBe('excluded');
});
