import { expect, it } from 'vitest';
import { candidates, describeCause } from '../describe-cause.fixture.ts';
import { from, lacking, listSas, spiA, spiB, traffic, tunnel, xfrmStat } from '../exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile } from '../play.fixture.ts';

/** What a sends does not reach b, or does and is thrown away there. */
function oneWay(lost: 'path' | 'none'): readonly EvidenceFile[] {
  const p = play();
  tunnel(p);
  p.life('a', 'b');
  p.wait(2);
  p.esp('a', spiB, { count: 8, ...(lost === 'path' ? { lost } : {}) });
  p.wait(2);
  p.life('a', 'b');
  listSas(p, 'a', { spiIn: 'c1a00001', spiOut: 'cb500002', packetsIn: 0, packetsOut: 8 });
  listSas(p, 'b', { spiIn: 'cb500002', spiOut: 'c1a00001', packetsIn: lost === 'path' ? 0 : 8, packetsOut: 0 });
  return p.evidence();
}

function both(): readonly EvidenceFile[] {
  const p = play();
  tunnel(p);
  traffic(p);
  p.life('a', 'b');
  return p.evidence();
}

/** The flow worked, was idle for five minutes, and is not let through any more. */
function idle(): readonly EvidenceFile[] {
  const p = play();
  tunnel(p);
  p.esp('a', spiB, { count: 6, udp: true });
  p.esp('b', spiA, { count: 6, udp: true });
  p.life('a', 'b');
  p.wait(300);
  p.life('a', 'b');
  p.esp('a', spiB, { count: 8, first: 7, udp: true, lost: 'path' });
  p.life('a', 'b');
  return p.evidence();
}

const files = oneWay('path');

it('is no surer than likely where the kernel of the receiver threw protected packets away', async () => {
  const p = play();
  xfrmStat(p, 'b', { XfrmInNoStates: 8 });
  const counters = p.evidence().filter(({ path }) => path === 'b/xfrm-stat.txt');
  const diagnosis = await diagnoseFiles([...files, ...counters]);
  expect(diagnosis.findings[0]).toMatchObject({ id: 'path.esp-blocked', confidence: 'likely' });
  expect(candidates(diagnosis)).toContain('sa.lookup-failed');
});

it.each([
  [
    'iptables',
    'iptables-save.txt',
    '*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -i lo -j ACCEPT\n-A INPUT -p esp -j DROP\nCOMMIT\n',
  ],
  [
    'nftables',
    'nft-ruleset.txt',
    'table inet f {\n\tchain in {\n\t\ttype filter hook input priority filter; policy accept;\n\t\tmeta l4proto esp drop\n\t}\n}\n',
  ],
])('a rule of %s at the receiver that drops ESP is cited, and it is the receiver', async (_, name, rules) => {
  const lines = rules.trimEnd().split('\n');
  const evidence = [...lacking(oneWay('none'), 'b/list-sas.txt'), { path: `b/${name}`, lines }];
  const p = play();
  listSas(p, 'b', { spiIn: 'cb500002', spiOut: 'c1a00001', packetsIn: 0, packetsOut: 0 });
  const found = (await diagnoseFiles([...evidence, ...p.evidence()])).findings[0];
  expect(found).toMatchObject({ id: 'path.esp-blocked', confidence: 'certain' });
  // Without the rule it is not told where it is lost.
  const bare = await diagnoseFiles([...lacking(evidence, name), ...p.evidence()]);
  expect(bare.findings[0]?.confidence).not.toBe('certain');
});

it('a packet or two that did not arrive prove nothing of the way', async () => {
  const sent = async (count: number): Promise<string | undefined> => {
    const p = play();
    tunnel(p);
    p.life('a', 'b');
    p.wait(2);
    p.esp('a', spiB, { count, lost: 'path' });
    p.esp('b', spiA, { count });
    p.wait(2);
    p.life('a', 'b');
    return (await diagnoseFiles(p.evidence())).findings.find(({ id }) => id === 'path.esp-blocked')?.confidence;
  };
  expect(await sent(8)).toBe('certain');
  expect(await sent(2)).not.toBe('certain');
});

it.each([true, false])(
  'a receiver whose capture shows no ESP at all, not even its own, may have been filtered: %s',
  async (shows) => {
    const p = play();
    tunnel(p);
    p.life('a', 'b');
    p.wait(2);
    p.esp('a', spiB, { count: 8, lost: 'path' });
    if (shows) p.esp('b', spiA, { count: 8 });
    p.wait(2);
    p.life('a', 'b');
    const found = (await diagnoseFiles(p.evidence())).findings[0];
    expect(found).toMatchObject({ id: 'path.esp-blocked', confidence: shows ? 'certain' : 'likely' });
  },
);

it.each([
  ['here and there', [1, 3, 4, 6, 8, 9, 11, 12], [2, 5, 7, 10, 13], true],
  ['from some moment on', [1, 2, 3, 4, 5, 6, 7, 8], [9, 10, 11, 12, 13], false],
])('a third of the packets lost %s: healthy %s', async (_, arrive, lost, healthy) => {
  const p = play();
  tunnel(p);
  const fate = new Map([...arrive.map((n) => [n, true] as const), ...lost.map((n) => [n, false] as const)]);
  p.esp('b', spiA, { sequences: [1, 2] });
  let next = 3;
  for (const n of [...fate.keys()].sort((x, y) => x - y)) {
    p.esp('a', spiB, { sequences: [n], ...(fate.get(n) === true ? {} : { lost: 'path' }) });
    if (fate.get(n) === true) p.esp('b', spiA, { sequences: [next++] });
  }

  p.wait(2);
  p.life('a', 'b');
  expect((await diagnoseFiles(p.evidence())).verdict === 'healthy').toBe(healthy);
});

describeCause('path.esp-blocked', {
  proves: {
    files,
    confidence: 'certain',
    details: { direction: 'a->b', encapsulation: 'none', spis: ['cb500002'], sent: [8] },
  },
  unlike: {
    'packets arrive and are taken in, and nothing comes back': {
      files: oneWay('none'),
      is: 'host.forwarding-or-filter',
    },
    'it worked until it was idle for a while': { files: idle(), is: 'path.stateful-timeout' },
    'packets pass both ways': { files: both(), is: null },
  },
  cannotTell: { files: from('a', files) },
});
