import { describe, expect, it } from 'vitest';
import { traffic, tunnel } from '../causes/exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile, type Play } from '../causes/play.fixture.ts';
import type { Diagnosis } from '../document/types.ts';
import { accountOf } from './account.fixture.ts';

const gateway = '198.51.100.20';
const outside = '192.0.2.200';

/** Two hosts, a and c, behind one NAT ask one gateway, c so many seconds after a is done; what follows the set-up is up to each. */
function twoBehindNat(ofA: (p: Play) => void, ofC: (p: Play) => void, later = 2n): readonly EvidenceFile[] {
  const first = play({ a: '192.168.1.10', b: gateway, nat: outside });
  tunnel(first, { spiA: 'c1a00001', spiB: 'cb500002' });
  ofA(first);
  const second = play({
    a: '10.0.0.30',
    b: gateway,
    nat: outside,
    natPorts: { 500: 437, 4500: 38_688 },
    start: first.now() / 1_000_000_000n + later,
  });
  first.wait(10);
  first.life('a');
  second.attempt();
  tunnel(second, { spiA: 'c3000003', spiB: 'cb500004' });
  ofC(second);
  const [one, two] = [first.evidence(), second.evidence()];
  return [
    ...one.filter(({ path }) => path.startsWith('a/')),
    ...two
      .filter(({ path }) => path.startsWith('a/'))
      .map((file) => ({ ...file, path: file.path.replace('a/', 'c/') })),
    ...one
      .filter(({ path }) => path.startsWith('b/'))
      .map((file) => {
        const other = two.find(({ path }) => path === file.path);
        if (other === undefined) return file;
        // The gateway's daemon started once.
        const more = 'lines' in other ? other.lines.filter((line) => !/\[(DMN|JOB)\]|added vici/.test(line)) : [];
        if ('lines' in file) return { ...file, lines: [...file.lines, ...more].sort() };
        const packets = [...file.packets, ...('packets' in other ? other.packets : [])];
        return { ...file, packets: packets.sort((x, y) => (x.ns < y.ns ? -1 : x.ns > y.ns ? 1 : 0)) };
      }),
  ];
}

const talks = (p: Play): void => traffic(p, { udp: true, count: 8 });
const ofC =
  (how: { readonly lost?: 'path' }) =>
  (p: Play): void => {
    for (let i = 1; i <= 4; i++) {
      p.esp('a', 0xcb500004, { udp: true, count: 1, first: i, ...how });
      p.esp('b', 0xc3000003, { udp: true, count: 1, first: i, ...how });
    }
  };
const works = ofC({});
const blocked = ofC({ lost: 'path' });

const without = (files: readonly EvidenceFile[], ...names: readonly string[]): readonly EvidenceFile[] =>
  files.filter(({ path }) => !names.some((name) => path.startsWith(name)));

const found = ({ verdict, findings }: Diagnosis): unknown => [
  verdict,
  ...findings
    .filter(({ role }) => role === 'cause')
    .map(({ id, scope }) => [id, /^(b->c|c->b)$/.test(scope.direction ?? '')]),
];

const pairs = (answer: Diagnosis): unknown =>
  Object.fromEntries(answer.pairs.map(({ hosts, verdict }) => [[...hosts].sort().join(' '), verdict]));

describe('two hosts behind one NAT', () => {
  const faulty = twoBehindNat(talks, blocked);

  it('that both work are two healthy pairs', async () => {
    const files = twoBehindNat(talks, works);
    const answer = await diagnoseFiles(files);
    expect(pairs(answer)).toEqual({ 'a b': 'healthy', 'b c': 'healthy' });
    expect((await accountOf(files)).unreliable.size).toBe(0);
  });

  it.each([
    ['all', []],
    ['the log of one missing', ['c/charon.log']],
    ['the other without files', ['a/']],
    ['captures alone', ['a/charon.log', 'b/charon.log', 'c/charon.log']],
  ])('name the pair whose ESP is lost: %s', async (_, gone) => {
    expect(found(await diagnoseFiles(without(faulty, ...gone)))).toEqual(['failing', ['path.esp-blocked', true]]);
  });

  it('a host without files is not the one beside it that has some', async () => {
    const answer = await diagnoseFiles(without(faulty, 'c/'));
    expect(pairs(answer)).toEqual({ [`${outside} b`]: expect.not.stringMatching('healthy'), 'a b': 'healthy' });
  });

  it('are told apart by ports used at the same time where neither has files', async () => {
    const side = twoBehindNat((p) => p.esp('a', 0xcb500002, { udp: true, count: 40 }), blocked, -3n);
    const account = await accountOf(without(side, 'a/', 'c/', 'b/charon.log'));
    expect(account.negotiations.map(({ initiator }) => initiator)).toEqual([`${outside}:4500`, `${outside}:38688`]);
  });

  it('are one where the NAT only gave new ports after a while', async () => {
    const account = await accountOf(without(faulty, 'a/', 'c/', 'b/charon.log'));
    expect(account.negotiations.map(({ initiator }) => initiator)).toEqual([outside, outside]);
  });
});
