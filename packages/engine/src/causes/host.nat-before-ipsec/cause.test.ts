import { describeCause } from '../describe-cause.fixture.ts';
import { from, listSas, spiA, spiB, tunnel } from '../exchanges.fixture.ts';
import { clearTcp, play, type EvidenceFile } from '../play.fixture.ts';

/** a's own rule translates what the tunnel is for: it leaves in clear. */
function translated(rule: string, leaks: boolean): readonly EvidenceFile[] {
  const p = play();
  tunnel(p);
  p.life('a', 'b');
  p.wait(1);
  if (leaks)
    for (let i = 0; i < 4; i += 1) {
      p.wait(1);
      p.packet(['a'], clearTcp('192.0.2.10', '10.2.0.7', 445, 2));
    }
  else {
    p.esp('a', spiB, { count: 4 });
    p.esp('b', spiA, { count: 4 });
  }
  p.wait(1);
  p.life('a', 'b');
  const packets = leaks ? 0 : 4;
  listSas(p, 'a', { spiIn: 'c1a00001', spiOut: 'cb500002', packetsIn: packets, packetsOut: packets });
  listSas(p, 'b', { spiIn: 'cb500002', spiOut: 'c1a00001', packetsIn: packets, packetsOut: packets });
  p.file(
    'a',
    'nft-ruleset.txt',
    `table ip nat {
	chain post {
		type nat hook postrouting priority srcnat; policy accept;
		${rule}
	}
}
`,
  );
  return p.evidence();
}

const files = translated('ip saddr 10.1.0.0/24 masquerade', true);

describeCause('host.nat-before-ipsec', {
  proves: { files, confidence: 'certain', details: { host: 'a' } },
  unlike: {
    'the rule leaves out what IPsec is to protect': {
      files: translated('ip saddr 10.1.0.0/24 rt ipsec missing masquerade', false),
      is: null,
    },
  },
  cannotTell: { files: from('b', files), unseen: true },
});
