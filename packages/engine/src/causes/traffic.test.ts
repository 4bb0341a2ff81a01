import { describe, expect, it } from 'vitest';
import { accountOf } from '../correlation/account.fixture.ts';
import { makeCaseView } from '../correlation/case-view.ts';
import { findIncidents } from '../correlation/incidents.ts';
import { joinSas } from '../correlation/sas.ts';
import type { CaseView, SaView } from './api.ts';
import { arriving, kernelStates, listSas, spiA, spiB, tunnel } from './exchanges.fixture.ts';
import { play, type EvidenceFile, type Play } from './play.fixture.ts';
import {
  arrivesUnchanged,
  integrityFailures,
  passesBothWays,
  saCounter,
  stopped,
  stories,
  trafficDoubt,
  type Story,
} from './traffic.ts';

async function viewOf(files: readonly EvidenceFile[]): Promise<CaseView> {
  const account = await accountOf(files);
  const [incident, ...more] = findIncidents(account).flatMap((pair) => pair.incidents);
  if (incident === undefined || more.length > 0) throw new Error('not one incident');
  return makeCaseView(account, incident, joinSas(account));
}

/** A tunnel, what passes over it, and captures that go on for a while. */
async function after(then: (p: Play) => void): Promise<CaseView> {
  const p = play();
  tunnel(p);
  p.life('a', 'b');
  then(p);
  p.wait(1);
  p.life('a', 'b');
  return viewOf(p.evidence());
}

function sa(view: CaseView, spi: number): SaView {
  const found = view.sas.find((item) => item.spi === spi.toString(16));
  if (found === undefined) throw new Error(`no SA ${spi.toString(16)}`);
  return found;
}

function story(view: CaseView, spi = spiB): Story {
  const found = stories(view).find((item) => item.sa.spi === spi.toString(16));
  if (found === undefined) throw new Error(`no story of ${spi.toString(16)}`);
  return found;
}

describe('ESP held against each other at both ends', () => {
  it('arrives as it left', async () => {
    const view = await after((p) => p.esp('a', spiB, { count: 6 }));
    expect(sa(view, spiB).compared).toEqual({ same: 6, changed: 0 });
    expect(arrivesUnchanged(story(view))).toBe(true);
  });

  it('counts what changed on the way', async () => {
    const view = await after((p) => p.esp('a', spiB, { count: 6, altered: 2 }));
    expect(sa(view, spiB).compared).toEqual({ same: 4, changed: 2 });
    expect(arrivesUnchanged(story(view))).toBe(false);
  });

  it('compares only packets that were seen at both ends', async () => {
    const view = await after((p) => {
      p.esp('a', spiB, { sequences: [1, 2, 3] });
      p.esp('a', spiB, { sequences: [4, 5], lost: 'path' });
    });
    expect(sa(view, spiB).compared).toEqual({ same: 3, changed: 0 });
  });

  it('of which not every packet was compared is not known to arrive unchanged', async () => {
    const view = await after((p) => p.esp('a', spiB, { count: 90 }));
    expect(sa(view, spiB).compared).toEqual({ same: 64, changed: 0 });
    expect(arrivesUnchanged(story(view))).toBe(false);
  });

  it('is not compared where one capture is missing, or nothing arrived', async () => {
    const p = play();
    tunnel(p);
    p.esp('a', spiB);
    p.life('a', 'b');
    const alone = p.evidence().filter(({ path }) => path !== 'b/capture.pcap');
    expect(sa(await viewOf(alone), spiB).compared).toBeNull();
    expect(sa(await after((lost) => lost.esp('a', spiB, { lost: 'path' })), spiB).compared).toBeNull();
  });

  it('is compared through a NAT that puts it into UDP', async () => {
    const p = play({ nat: '203.0.113.9' });
    tunnel(p);
    p.esp('a', spiB, { count: 4, udp: true, altered: 1 });
    p.life('a', 'b');
    expect(sa(await viewOf(p.evidence()), spiB).compared).toEqual({ same: 3, changed: 1 });
  });
});

describe('traffic passes both ways', () => {
  it('where packets come to both ends at the same time, as question and answer do', async () => {
    const view = await after((p) => {
      for (let i = 1; i <= 4; i += 1) {
        p.esp('a', spiB, { sequences: [i] });
        p.esp('b', spiA, { sequences: [i] });
      }
    });
    expect(passesBothWays(view)).toBe(true);
  });

  it('where the answer follows at once', async () => {
    const view = await after((p) => {
      p.esp('a', spiB, { count: 3 });
      p.wait(0.2);
      p.esp('b', spiA, { count: 3 });
    });
    expect(passesBothWays(view)).toBe(true);
  });

  it('not where arrivals have nothing to do with each other: each may be dropped behind the interface', async () => {
    const view = await after((p) => {
      p.esp('a', spiB, { count: 3 });
      p.wait(5);
      p.esp('b', spiA, { count: 3 });
    });
    expect(passesBothWays(view)).toBe(false);
  });

  it('but there too, where both ends count what they took in', async () => {
    const view = await after((p) => {
      p.esp('a', spiB, { count: 3 });
      p.wait(5);
      p.esp('b', spiA, { count: 3 });
      listSas(p, 'a', { spiIn: 'c1a00001', spiOut: 'cb500002', packetsIn: 3, packetsOut: 3 });
      listSas(p, 'b', { spiIn: 'cb500002', spiOut: 'c1a00001', packetsIn: 3, packetsOut: 3 });
    });
    expect(passesBothWays(view)).toBe(true);
  });

  it('not one way alone, and not where the answers are lost', async () => {
    expect(passesBothWays(await after((p) => p.esp('a', spiB)))).toBe(false);
    const lost = await after((p) => {
      p.esp('a', spiB, { count: 3 });
      p.esp('b', spiA, { count: 3, lost: 'path' });
    });
    expect(passesBothWays(lost)).toBe(false);
  });

  it('not where nobody used it', async () => {
    expect(passesBothWays(await after(() => undefined))).toBe(false);
  });
});

describe('packets lost at the end', () => {
  /** Twenty pings, five in a second, with those answers lost. */
  const pings = (...lost: readonly number[]): Promise<CaseView> =>
    after((p) => {
      for (let i = 1; i <= 20; i++) {
        p.esp('a', spiB, { sequences: [i] });
        p.esp('b', spiA, { sequences: [i], ...(lost.includes(i) ? { lost: 'path' as const } : {}) });
      }
    });

  it('two of them beside others are those of a bad line', async () => {
    const view = await pings(4, 11, 19, 20);
    expect(stopped(story(view, spiA))).toBe(false);
    expect(trafficDoubt(view)).toBe(false);
  });

  it('three of them are none', async () => {
    const view = await pings(18, 19, 20);
    expect(stopped(story(view, spiA))).toBe(true);
    expect(trafficDoubt(view)).toBe(true);
  });
});

describe('what the receiver’s kernel counts on an SA', () => {
  const counted = (p: Play, spi: string, stats: string): void =>
    p.file(
      'b',
      `ip-xfrm-state-${spi}.txt`,
      `src ${p.a} dst ${p.b}
\tproto esp spi 0x${spi} reqid 1 mode tunnel
\treplay-window 32 flag af-unspec
\tauth-trunc hmac(sha256) 0x${'ab'.repeat(32)} 128
\tenc cbc(aes) 0x${'cd'.repeat(32)}
\tanti-replay context: seq 0xc, oseq 0x0, bitmap 0x00000fff
${stats}`,
    );
  const stats = '\tlifetime current:\n\t  0(bytes), 0(packets)\n\tstats:\n\t  replay-window 1 replay 2 failed 3\n';

  async function counting(text: string, spi = 'cb500002'): Promise<CaseView> {
    const p = play();
    arriving(p, { delivered: 12, answers: 12 });
    counted(p, spi, text);
    return viewOf(p.evidence());
  }

  it('are packets that failed its integrity check and packets that were replayed', async () => {
    const view = await counting(stats);
    expect(saCounter(story(view), 'failed')?.value).toBe(3);
    expect(saCounter(story(view), 'replay')?.value).toBe(2);
    expect(integrityFailures(view, story(view))?.value).toBe(3);
    const cited = saCounter(story(view), 'failed')?.source;
    expect(cited?.quote).toBe('src 192.0.2.10 dst 198.51.100.20');
  });

  it('are told of this SA and of no other', async () => {
    const view = await counting(stats);
    expect(saCounter(story(view, spiA), 'failed')).toBeNull();
    expect(saCounter(story(await counting(stats, 'cb599999')), 'failed')).toBeNull();
  });

  it('are nothing where the listing has no counters, and no failure where they stand at zero', async () => {
    expect(saCounter(story(await counting('')), 'failed')).toBeNull();
    const zero = await counting(stats.replace('failed 3', 'failed 0'));
    expect(saCounter(story(zero), 'failed')?.value).toBe(0);
    expect(integrityFailures(zero, story(zero))).toBeNull();
  });

  it('are not read from what the sender counts', async () => {
    const p = play();
    arriving(p, { delivered: 12, answers: 12 });
    kernelStates(p, 'a', [{ spi: 'cb500002', from: 'a', sent: 'c' }]);
    expect(saCounter(story(await viewOf(p.evidence())), 'failed')).toBeNull();
  });
});
