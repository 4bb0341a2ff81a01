import { describeCause } from '../describe-cause.fixture.ts';
import { from, listSas, spiA, spiB, tunnel } from '../exchanges.fixture.ts';
import { clearTcp, play, type EvidenceFile } from '../play.fixture.ts';

/** a's kernel protects the traffic to b, and has another policy of a's own in front of it. */
function shadowed(other: { readonly dst: string; readonly priority: number }, works: boolean): readonly EvidenceFile[] {
  const p = play();
  tunnel(p);
  p.life('a', 'b');
  p.wait(1);
  if (works) {
    p.esp('a', spiB, { count: 4 });
    p.esp('b', spiA, { count: 4 });
  } else
    for (let i = 0; i < 4; i += 1) {
      p.wait(1);
      p.packet(['a'], clearTcp(p.a, '10.2.0.7', 445, 2));
    }
  p.wait(1);
  p.life('a', 'b');
  const packets = works ? 4 : 0;
  listSas(p, 'a', { spiIn: 'c1a00001', spiOut: 'cb500002', packetsIn: packets, packetsOut: packets });
  listSas(p, 'b', { spiIn: 'cb500002', spiOut: 'c1a00001', packetsIn: packets, packetsOut: packets });
  p.file(
    'a',
    'ip-xfrm-policy.txt',
    `src 10.1.0.0/24 dst 10.2.0.0/24
\tdir out priority 375423 ptype main
\ttmpl src ${p.a} dst ${p.b}
\t\tproto esp spi 0xcb500002 reqid 1 mode tunnel
src 0.0.0.0/0 dst ${other.dst}
\tdir out priority ${other.priority} ptype main
`,
  );
  return p.evidence();
}

const files = shadowed({ dst: '10.0.0.0/8', priority: 1000 }, false);

describeCause('policy.conflicting-filters', {
  proves: {
    files,
    confidence: 'certain',
    details: {
      host: 'a',
      wins: '0.0.0.0/0 -> 10.0.0.0/8 allow priority 1000',
      loses: '10.1.0.0/24 -> 10.2.0.0/24 protect priority 375423',
    },
  },
  unlike: {
    'the other policy stands behind': { files: shadowed({ dst: '10.0.0.0/8', priority: 400_000 }, true), is: null },
    'the other policy is an exemption of a few hosts': {
      files: shadowed({ dst: '10.2.0.248/29', priority: 1000 }, true),
      is: null,
    },
  },
  cannotTell: { files: from('b', files), unseen: true },
});
