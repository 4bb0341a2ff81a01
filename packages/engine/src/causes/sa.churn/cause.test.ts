import { describeCause } from '../describe-cause.fixture.ts';
import { askAuth, boot, findPeer, from, saInit } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** Two hosts come with one identity: b throws the older SA away each time. */
function rounds(count: number, duplicate: boolean): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  for (let i = 1; i <= count; i += 1) {
    if (i > 1) p.attempt();
    saInit(p);
    askAuth(p);
    findPeer(p);
    p.say(
      'b',
      "[IKE] authentication of 'a.example' with pre-shared key successful",
      "[IKE] authentication of 'b.example' (myself) with pre-shared key",
      ...(duplicate && i > 1 ? ["[IKE] deleting duplicate IKE_SA for peer 'a.example' due to uniqueness policy"] : []),
      `[IKE] IKE_SA net[${i}] established between 198.51.100.20[b.example]...192.0.2.10[a.example]`,
      `[IKE] CHILD_SA lan{${i}} established with SPIs cb50000${i}_i c1a0000${i}_o and TS 10.2.0.0/24 === 10.1.0.0/24`,
    );
    p.message('b', 'IKE_AUTH response 1 [ IDr AUTH SA TSi TSr ]', { bytes: 220 });
    p.say(
      'a',
      "[IKE] authentication of 'b.example' with pre-shared key successful",
      `[IKE] IKE_SA net[${i}] established between 192.0.2.10[a.example]...198.51.100.20[b.example]`,
      `[IKE] CHILD_SA lan{${i}} established with SPIs c1a0000${i}_i cb50000${i}_o and TS 10.1.0.0/24 === 10.2.0.0/24`,
    );
    p.wait(10);
    p.life('a', 'b');
  }
  return p.evidence();
}

const files = rounds(6, true);

describeCause('sa.churn', {
  proves: { files, confidence: 'certain', details: { reason: 'duplicate identity' } },
  unlike: { 'one replacement of a duplicate': { files: rounds(2, true), is: null } },
  cannotTell: { files: from('a', files), unseen: true },
});
