import { describe, expect, it } from 'vitest';
import {
  acceptAuth,
  askAuth,
  boot,
  captures,
  findPeer,
  refuseAuth,
  saInit,
  spiA,
  spiB,
} from '../causes/exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile, type Play, type PlayOptions } from '../causes/play.fixture.ts';
import { accountOf } from './account.fixture.ts';
import { makeCaseView } from './case-view.ts';
import { findIncidents } from './incidents.ts';
import { joinSas } from './sas.ts';

const nat = { a: '10.0.0.5', b: '198.51.100.20', nat: '192.0.2.200' };
const routed = { a: '192.0.2.10', b: '198.51.100.20' };

function apart(options: PlayOptions, act: (p: Play) => void): readonly EvidenceFile[] {
  const p = play(options);
  act(p);
  return captures(p.evidence());
}

/** The captures of both ends in one file, by time. */
function merged(options: PlayOptions, act: (p: Play) => void, path = 'all.pcap'): readonly EvidenceFile[] {
  const packets = apart(options, act).flatMap((file) => ('packets' in file ? file.packets : []));
  return [{ path, packets: packets.sort((x, y) => (x.ns < y.ns ? -1 : x.ns > y.ns ? 1 : 0)) }];
}

const causesOf = async (files: readonly EvidenceFile[]): Promise<readonly string[]> =>
  (await diagnoseFiles(files)).findings.filter(({ role }) => role === 'cause').map(({ id }) => id);

const traffic = (p: Play): void => {
  for (let i = 1; i <= 5; i++) {
    p.esp('a', spiB, { sequences: [i], udp: true });
    p.esp('b', spiA, { sequences: [i], udp: true });
  }
};

const works = (p: Play): void => {
  boot(p, 'a', 'b');
  saInit(p);
  askAuth(p);
  findPeer(p);
  acceptAuth(p);
  traffic(p);
};

describe('captures of both ends in one file', () => {
  it.each([
    ['through a NAT', nat],
    ['through routers', routed],
  ])('show a pair that works as healthy %s', async (_, options) => {
    for (const path of ['all.pcap', 'a/all.pcap'])
      expect(await diagnoseFiles(merged(options, works, path))).toMatchObject({ verdict: 'healthy', findings: [] });
  });

  it.each([
    ['through a NAT', nat],
    ['through routers', routed],
  ])('show one IKE_AUTH exchange, and no second round of it, %s', async (_, options) => {
    const refused = (p: Play): void => {
      boot(p, 'a', 'b');
      saInit(p);
      askAuth(p);
      refuseAuth(p);
    };
    const { negotiations } = await accountOf(merged(options, refused), 'loose');
    expect(negotiations.map(({ rows }) => rows.map(({ step, copies }) => [step, copies]))).toEqual([
      [
        ['IKE_SA_INIT request', 1],
        ['IKE_SA_INIT response', 1],
        ['IKE_AUTH request', 1],
        ['IKE_AUTH response', 1],
      ],
    ]);
    expect(await causesOf(merged(options, refused))).toEqual(await causesOf(apart(options, refused)));
  });

  it('name no blocked path after the first exchange where the initiator just stops', async () => {
    const stops = (p: Play): void => {
      boot(p, 'a', 'b');
      saInit(p);
    };
    expect(await causesOf(merged(routed, stops))).toEqual([]);
  });

  it('tell who is behind a NAT, and are of no host', async () => {
    const account = await accountOf(merged(nat, works, 'a/all.pcap'));
    expect([...account.hostOf.values()]).toEqual([null]);
    expect([nat.a, nat.nat].map((address) => account.ownerOf(address) ?? address)).toEqual([nat.a, nat.a]);
    expect(account.negotiations.map(({ initiator, responder }) => [initiator, responder])).toEqual([[nat.a, nat.b]]);
    const [incident] = findIncidents(account).flatMap(({ incidents }) => incidents);
    expect(incident && makeCaseView(account, incident, joinSas(account)).nat.behind).toBe('initiator');
  });

  it('still show a message that was repeated in vain', async () => {
    const silent = (p: Play): void => {
      boot(p, 'a', 'b');
      p.message('a', 'IKE_SA_INIT request 0 [ SA KE No ]', { lost: 'path' });
      for (let i = 1; i <= 3; i++) {
        p.wait(2);
        p.retransmit('a', i, { lost: 'path' });
      }
      p.life('a', 'b');
    };
    const { negotiations } = await accountOf(merged(nat, silent), 'loose');
    expect(negotiations.map(({ rows }) => rows.map(({ copies }) => copies))).toEqual([[4]]);
  });

  it('are not healthy where what passed both ways passes one way no more', async () => {
    const blocked = (p: Play): void => {
      works(p);
      for (let i = 6; i <= 20; i++) p.esp('a', spiB, { sequences: [i], udp: true, lost: 'path' });
      for (let i = 6; i <= 9; i++) p.esp('b', spiA, { sequences: [i], udp: true });
      p.life('a', 'b');
    };
    const files = merged(nat, blocked);
    expect((await diagnoseFiles(files)).verdict).not.toBe('healthy');
    expect(await causesOf(files)).toEqual(await causesOf(apart(nat, blocked)));
  });
});

it('a capture on a NAT tells two hosts behind it apart by its ports', async () => {
  const one = merged(nat, works).flatMap((file) => ('packets' in file ? file.packets : []));
  const second = { ...nat, a: '10.0.0.6', natPorts: { 500: 1024, 4500: 1025 } };
  const other = merged(second, (p) => {
    boot(p, 'a', 'b');
    saInit(p);
    askAuth(p);
    acceptAuth(p);
  }).flatMap((file) => ('packets' in file ? file.packets : []));
  const packets = [...one, ...other].sort((x, y) => (x.ns < y.ns ? -1 : x.ns > y.ns ? 1 : 0));
  const account = await accountOf([{ path: 'nat.pcap', packets }], 'loose');
  expect(account.ownerOf(nat.nat, 4500) ?? nat.nat).toBe(nat.a);
  expect(account.ownerOf(nat.nat, 1025)).toBe('10.0.0.6');
  const pairs = account.negotiations.map(({ initiator, responder }) => [initiator, responder].join(' '));
  expect(pairs.sort()).toEqual([`${nat.a} ${nat.b}`, `10.0.0.6 ${nat.b}`]);
});
