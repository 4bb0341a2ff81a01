import { describeCause } from '../describe-cause.fixture.ts';
import { from, listSas, spiA, spiB, tunnel, xfrmStat } from '../exchanges.fixture.ts';
import { clearTcp, play, type EvidenceFile, type Play, type Side } from '../play.fixture.ts';

/** One `ip xfrm policy` entry. */
function policy(p: Play, side: Side, direction: 'in' | 'out', upper: string, priority: number, how: string): string {
  const [src, dst] = (side === 'a') === (direction === 'out') ? [p.a, p.b] : [p.b, p.a];
  const template = `\ttmpl src ${src} dst ${dst}\n\t\tproto esp spi 0x00000000 reqid 1 mode transport`;
  return `src ${src}/32 dst ${dst}/32 ${upper}\n\tdir ${direction} ${how === 'pass' ? '' : ''}priority ${priority} ptype main\n${how === 'pass' ? '' : `${template}\n`}`;
}

interface Leak {
  /** What a does with its web traffic: lets it pass by a rule of its own, or protects it as the rest. */
  readonly exempt: boolean;
  readonly counted?: number;
  /** A rule at b for the same exemption. */
  readonly mirrored?: boolean;
  readonly nat?: string;
}

/** The tunnel between a and b stands, and a's web traffic leaves in clear. */
function leaking(leak: Leak): readonly EvidenceFile[] {
  const p = play();
  tunnel(p);
  p.life('a', 'b');
  p.wait(1);
  p.esp('a', spiB, { count: 4 });
  p.esp('b', spiA, { count: 4 });
  if (leak.exempt)
    for (let i = 0; i < 3; i += 1) {
      p.wait(1);
      p.packet(['a', 'b'], clearTcp(p.a, p.b, 80, 2));
      if (leak.mirrored === true) p.packet(['a', 'b'], clearTcp(p.b, p.a, 80, 18));
    }
  p.wait(1);
  p.life('a', 'b');
  listSas(p, 'a', { spiIn: 'c1a00001', spiOut: 'cb500002', packetsIn: 4, packetsOut: 4 });
  listSas(p, 'b', { spiIn: 'cb500002', spiOut: 'c1a00001', packetsIn: 4, packetsOut: 4 });
  xfrmStat(p, 'b', leak.counted === undefined ? {} : { XfrmInTmplMismatch: leak.counted });
  const passes = (side: Side, direction: 'in' | 'out'): string =>
    policy(p, side, direction, 'proto tcp dport 80', 1000, 'pass');
  p.file(
    'a',
    'ip-xfrm-policy.txt',
    `${leak.exempt ? passes('a', 'out') : ''}${policy(p, 'a', 'out', '', 2000, 'esp')}${policy(p, 'a', 'in', '', 2000, 'esp')}`,
  );
  p.file(
    'b',
    'ip-xfrm-policy.txt',
    `${leak.mirrored === true ? passes('b', 'in') : ''}${policy(p, 'b', 'out', '', 2000, 'esp')}${policy(p, 'b', 'in', '', 2000, 'esp')}`,
  );
  if (leak.nat !== undefined) p.file('a', 'nft-ruleset.txt', leak.nat);
  return p.evidence();
}

const files = leaking({ exempt: true, counted: 3 });

describeCause('policy.clear-when-protected', {
  proves: {
    files,
    confidence: 'certain',
    details: { direction: 'a->b', counter: 'XfrmInTmplMismatch', value: 3, clearSeen: 3 },
  },
  unlike: {
    'both ends exempt the same traffic': { files: leaking({ exempt: true, mirrored: true }), is: null },
    'everything is protected': { files: leaking({ exempt: false }), is: null },
  },
  cannotTell: { files: from('b', files), unseen: true },
});
