import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../document/types.ts';
import { icmp, ip, udpIp } from '../protocol/ip/build.ts';
import { captures, giveUp, lacking, listSas, packetsOf, spiA, spiB, traffic, tunnel } from './exchanges.fixture.ts';
import { diagnoseFiles, play, type Play } from './play.fixture.ts';

const insideA = '10.1.0.5';
const insideB = '10.2.0.5';

const echo = (src: string, dst: string, type = 8): Uint8Array =>
  ip(src, dst, 1, icmp(type, 0, 0x0001_0001, new Uint8Array(56)));

/** A tunnel that stands, and what happens then; captures go on for a while. */
function afterwards(then: (p: Play) => void): ReturnType<Play['evidence']> {
  const p = play();
  tunnel(p);
  p.life('a', 'b');
  p.wait(1);
  then(p);
  p.wait(1);
  p.life('a', 'b');
  return p.evidence();
}

async function outcome(files: ReturnType<Play['evidence']>): Promise<Diagnosis> {
  const diagnosis = await diagnoseFiles(files);
  expect(diagnosis.findings.filter(({ role }) => role === 'cause')).toEqual([]);
  return diagnosis;
}

const symptoms = ({ findings }: Diagnosis): readonly string[] =>
  findings.filter(({ role }) => role === 'symptom').map(({ id }) => id);

/** Not healthy: the symptom with its proof, and first of what is missing the thing that would settle it. */
async function expectTrouble(
  files: ReturnType<Play['evidence']>,
  symptom: string,
  settles: readonly [host: string, what: string],
): Promise<void> {
  const diagnosis = await outcome(files);
  expect(diagnosis.verdict).toBe('inconclusive');
  expect(symptoms(diagnosis)).toEqual([symptom]);
  const [finding] = diagnosis.findings.filter(({ role }) => role === 'symptom');
  expect(finding?.evidence.length).toBeGreaterThan(0);
  const [missing] = diagnosis.missingEvidence;
  expect([missing?.host, missing?.message.what.id]).toEqual([settles[0], `missing.${settles[1]}`]);
  expect(missing?.for).toEqual([finding?.ref]);
}

async function expectHealthy(files: ReturnType<Play['evidence']>): Promise<void> {
  const diagnosis = await outcome(files);
  expect(symptoms(diagnosis)).toEqual([]);
  expect(diagnosis.verdict).toBe('healthy');
}

describe('protected packets that go one way', () => {
  it('at the pace and of the size of pings, and nobody answers: a symptom, and the counters of the receiver would tell', async () => {
    const files = afterwards((p) => p.esp('a', spiB, { count: 6 }));
    await expectTrouble(files, 'symptom.no-traffic', ['b', 'sa-listing']);
    await expectTrouble(lacking(files, 'a/capture.pcap'), 'symptom.no-traffic', ['b', 'sa-listing']);
    await expectHealthy(afterwards((p) => traffic(p, { count: 6 })));
  });

  it('are two questions without an answer where each end asked at another time', async () => {
    const files = afterwards((p) => {
      p.esp('a', spiB, { count: 5 });
      p.wait(2);
      p.esp('b', spiA, { count: 5 });
    });
    await expectTrouble(files, 'symptom.no-traffic', ['b', 'sa-listing']);
  });

  it('are no symptom where they are messages that nobody answers: of many sizes, or seen to be such', async () => {
    const sizes = [120, 180, 96, 240, 132];
    await expectHealthy(
      afterwards((p) => {
        sizes.forEach((length, i) => p.esp('a', spiB, { sequences: [i + 1], length }));
      }),
    );
    await expectHealthy(
      afterwards((p) => {
        for (let i = 1; i <= 6; i++) {
          p.esp('a', spiB, { sequences: [i] });
          p.packet(['b'], udpIp(insideA, insideB, 40_000, 514, new Uint8Array(40)));
        }
      }),
    );
  });

  it('are one where pings are seen to come out of them', async () => {
    const files = afterwards((p) => {
      for (let i = 1; i <= 4; i++) {
        p.esp('a', spiB, { sequences: [i], length: 96 + 4 * i });
        p.packet(['b'], echo(insideA, insideB));
      }
    });
    await expectTrouble(files, 'symptom.no-traffic', ['b', 'sa-listing']);
  });
});

describe('where the receiver shows only what came before', () => {
  const idle = afterwards((p) => {
    for (let i = 1; i <= 4; i++) {
      p.esp('b', spiA, { sequences: [i] });
      p.packet(['a'], echo(insideB, insideA));
      p.packet(['a'], echo(insideA, insideB, 0));
      p.esp('a', spiB, { sequences: [i] });
    }
    p.wait(4);
    p.life('b');
    for (let i = 5; i <= 8; i++) {
      p.esp('b', spiA, { sequences: [i], lost: 'path' });
      p.wait(0.2);
    }
  });

  it('packets of later sequence numbers that nobody answers are a symptom', async () => {
    // b's capture begins with those that are lost (and the sign of life before them).
    const late = packetsOf(idle, 'b/capture.pcap', (index, count) => index >= count - 6);
    await expectTrouble(late, 'symptom.no-traffic', ['a', 'sa-listing']);
  });
});

describe('SAs that nothing used', () => {
  it('are no proof that it works where the capture of an end was over before they were made', async () => {
    const p = play();
    p.life('a', 'b');
    tunnel(p);
    p.wait(1);
    p.life('a', 'b');
    const files = p.evidence();
    expect((await outcome(files)).verdict).toBe('healthy');
    const early = packetsOf(files, 'a/capture.pcap', (index) => index === 0);
    expect((await outcome(early)).verdict).toBe('inconclusive');
  });
});

it('a tunnel whose last request was repeated and never answered is not healthy, whatever passed before', async () => {
  const files = (lost: boolean): ReturnType<Play['evidence']> =>
    afterwards((p) => {
      traffic(p, { count: 4 });
      p.wait(10);
      p.message('a', 'INFORMATIONAL request 2 [ ]', { bytes: 80, ...(lost ? { lost: 'path' as const } : {}) });
      if (lost) giveUp(p, { lost: 'path' });
      else p.message('b', 'INFORMATIONAL response 2 [ ]', { bytes: 80 });
    });
  expect((await diagnoseFiles(captures(files(true)))).verdict).not.toBe('healthy');
  expect((await diagnoseFiles(captures(files(false)))).verdict).toBe('healthy');
});

describe('protected packets of which a part is answered', () => {
  const asked = (questions: number, answers: number): ReturnType<Play['evidence']> =>
    afterwards((p) => {
      for (let i = 1; i <= questions; i++) {
        p.esp('a', spiB, { sequences: [i] });
        if (i > questions - answers) p.esp('b', spiA, { sequences: [i] });
      }
    });

  it('are a symptom from a third on', async () => {
    await expectTrouble(asked(9, 6), 'symptom.intermittent', ['b', 'sa-listing']);
    await expectHealthy(asked(9, 7));
  });

  it('are one where none that is large is answered', async () => {
    const large = (answered: boolean): ReturnType<Play['evidence']> =>
      afterwards((p) => {
        traffic(p, { count: 6 });
        for (let i = 7; i <= 9; i++) {
          p.esp('a', spiB, { sequences: [i], length: 1400 });
          if (answered) p.esp('b', spiA, { sequences: [i], length: 1400 });
        }
        for (let i = 10; i <= 12; i++) {
          p.esp('a', spiB, { sequences: [i] });
          p.esp('b', spiA, { sequences: [i] });
        }
      });
    await expectTrouble(large(false), 'symptom.slow', ['b', 'sa-listing']);
    await expectHealthy(large(true));
  });

  it('are one where packets come and not all come out', async () => {
    const through = (every: number): ReturnType<Play['evidence']> =>
      afterwards((p) => {
        for (let i = 1; i <= 12; i++) {
          p.esp('a', spiB, { sequences: [i] });
          if (i % every === 0) p.packet(['b'], echo(insideA, insideB));
          p.esp('b', spiA, { sequences: [i] });
        }
      });
    await expectTrouble(through(2), 'symptom.intermittent', ['b', 'sa-listing']);
    await expectHealthy(through(1));
  });
});

describe('clear packets that nobody answers', () => {
  const pings = (p: Play, answered: boolean): void => {
    for (let i = 0; i < 4; i++) p.ping('a', { answered });
  };

  it('after protected ones that were answered are a symptom', async () => {
    const files = (answered: boolean): ReturnType<Play['evidence']> =>
      afterwards((p) => {
        traffic(p);
        p.wait(1);
        pings(p, answered);
      });
    for (const shown of [files(false), captures(files(false))])
      await expectTrouble(shown, 'symptom.no-traffic', ['a', 'kernel-state']);
    await expectHealthy(files(true));
  });

  it('are none where protected ones were answered after them', async () => {
    await expectHealthy(
      afterwards((p) => {
        pings(p, false);
        p.wait(1);
        traffic(p);
      }),
    );
  });

  it('are none where the SAs are for other addresses', async () => {
    const files = afterwards((p) => {
      traffic(p);
      p.wait(1);
      pings(p, false);
      listSas(p, 'a', { spiIn: 'c1a00001', spiOut: 'cb500002', packetsIn: 5, packetsOut: 5 });
    });
    await expectHealthy(files);
  });

  it('are one where they are from behind the host and nothing used the SAs', async () => {
    const files = (answered: boolean): ReturnType<Play['evidence']> =>
      afterwards((p) => {
        for (let i = 0; i < 3; i++) {
          p.packet(['a'], echo(insideA, insideB));
          if (answered) p.packet(['a'], echo(insideB, insideA, 0));
          p.wait(0.2);
        }
      });
    await expectTrouble(files(false), 'symptom.no-traffic', ['a', 'kernel-state']);
    await expectHealthy(files(true));
  });
});
