import { describe, expect, it } from 'vitest';
import { without } from './causes/describe-cause.fixture.ts';
import {
  acceptAuth,
  askAuth,
  boot,
  captures,
  findPeer,
  healthy,
  lacking,
  listSas,
  mainMode,
  refuseAuth,
  saInit,
  spiA,
  spiB,
  traffic,
  tunnel,
  xfrmStat,
} from './causes/exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile, type Play } from './causes/play.fixture.ts';
import type { Diagnosis } from './document/types.ts';
import { unsaid } from './correlation/account.fixture.ts';

const causes = ({ findings }: Diagnosis): string[] =>
  findings.filter(({ role }) => role === 'cause').map(({ id }) => id);

/** The verdict; where it is not that something fails, no cause may be named. */
async function verdict(files: readonly EvidenceFile[], hosts: 'folder' | 'loose' = 'folder'): Promise<string> {
  const moved = hosts === 'folder' ? files : files.map((file) => ({ ...file, path: file.path.replace('/', '-') }));
  const diagnosis = await diagnoseFiles(moved);
  if (diagnosis.verdict !== 'failing' && diagnosis.verdict !== 'degraded') expect(causes(diagnosis)).toEqual([]);
  return diagnosis.verdict;
}

/** A tunnel that stands, and what happens after it. */
function standing(then: (p: Play) => void = () => undefined): readonly EvidenceFile[] {
  const p = play();
  tunnel(p);
  p.life('a', 'b');
  then(p);
  p.life('a', 'b');
  return p.evidence();
}

const counters = (p: Play, packets: number): void => {
  for (const side of ['a', 'b'] as const) {
    const [spiIn, spiOut] = side === 'a' ? ['c1a00001', 'cb500002'] : ['cb500002', 'c1a00001'];
    listSas(p, side, { spiIn, spiOut, packetsIn: packets, packetsOut: packets });
  }
};

describe('a child that both logs say is established', () => {
  it('is no proof of traffic: the logs alone are inconclusive, and a capture or counters are asked for', async () => {
    const files = lacking(healthy(), '.pcap');
    expect(await verdict(files)).toBe('inconclusive');
    const { missingEvidence } = await diagnoseFiles(files);
    expect(missingEvidence.length).toBeGreaterThan(0);
  });

  it('is healthy where one capture shows answers, not where it shows answers of its own that may be lost', async () => {
    const used = standing((p) => traffic(p));
    expect(await verdict(lacking(used, 'b/capture.pcap'))).toBe('healthy');
    expect(await verdict(lacking(used, 'a/capture.pcap'))).toBe('inconclusive');
  });

  it('and that nobody used is healthy only where both captures show that nobody tried', async () => {
    expect(await verdict(healthy())).toBe('healthy');
    for (const side of ['a', 'b'])
      expect(await verdict(lacking(healthy(), `${side}/capture.pcap`))).toBe('inconclusive');
  });

  it('is not healthy where a third of what was sent is missing by its sequence numbers, or by what the sender counts', async () => {
    const lossy = standing((p) => {
      p.esp('b', spiA, { count: 8 });
      p.esp('a', spiB, { count: 8 });
      p.esp('a', spiB, { sequences: [9, 10, 11, 12], length: 1400, lost: 'path' });
      p.esp('a', spiB, { sequences: [13, 14] });
      p.esp('b', spiA, { sequences: [9, 10] });
      listSas(p, 'a', { spiIn: 'c1a00001', spiOut: 'cb500002', packetsIn: 10, packetsOut: 14 });
    });
    const seen = lacking(lossy, 'a/capture.pcap', 'a/list-sas.txt');
    expect(await verdict(seen)).toBe('healthy');
    const worse = standing((p) => {
      p.esp('b', spiA, { count: 2 });
      p.esp('a', spiB, { count: 2 });
      p.esp('a', spiB, { sequences: [3, 4, 5], length: 1400, lost: 'path' });
      p.esp('a', spiB, { sequences: [6] });
      p.esp('b', spiA, { sequences: [3] });
      listSas(p, 'a', { spiIn: 'c1a00001', spiOut: 'cb500002', packetsIn: 3, packetsOut: 6 });
    });
    expect(await verdict(lacking(worse, 'a/capture.pcap', 'a/list-sas.txt'))).toBe('inconclusive');
    expect(await verdict(lacking(worse, 'a/capture.pcap'))).toBe('inconclusive');
  });

  it('is healthy where counters would show it', async () => {
    const files = standing((p) => counters(p, 20));
    expect(await verdict(lacking(files, '.pcap'))).toBe('healthy');
  });

  it('is not where counters stand at zero and no capture shows what went past the SAs', async () => {
    expect(
      await verdict(
        lacking(
          standing((p) => counters(p, 0)),
          '.pcap',
        ),
      ),
    ).toBe('inconclusive');
  });

  it('is not where one end counts many packets out and few in, or the other took in fewer than were sent', async () => {
    const uneven = (packetsOut: number, packetsIn: number, both: boolean): readonly EvidenceFile[] =>
      lacking(
        standing((p) => {
          listSas(p, 'a', { spiIn: 'c1a00001', spiOut: 'cb500002', packetsIn, packetsOut });
          if (both) listSas(p, 'b', { spiIn: 'cb500002', spiOut: 'c1a00001', packetsIn, packetsOut: packetsIn });
        }),
        '.pcap',
      );
    expect(await verdict(uneven(6, 3, false))).toBe('inconclusive');
    expect(await verdict(uneven(12, 8, true))).toBe('inconclusive');
    expect(await verdict(uneven(12, 11, true))).toBe('healthy');
  });

  it('is not held to have lost what came after the listing of its receiver was taken', async () => {
    const listed = (age: number): readonly EvidenceFile[] =>
      lacking(
        standing((p) => {
          listSas(p, 'a', { spiIn: 'c1a00001', spiOut: 'cb500002', packetsIn: 0, packetsOut: 8 });
          listSas(p, 'b', { spiIn: 'cb500002', spiOut: 'c1a00001', packetsIn: 0, packetsOut: 0, age });
        }),
        '.pcap',
      );
    expect((await diagnoseFiles(listed(59))).findings.map(({ id }) => id)).toContain('path.esp-blocked');
    const before = await diagnoseFiles(listed(10));
    expect(before.findings.filter(({ id, confidence }) => id.startsWith('path.') && confidence !== 'possible')).toEqual(
      [],
    );
    expect(before.verdict).not.toBe('healthy');
  });

  it('is not healthy where the listings of both ends have no SA in common, whatever passed before', async () => {
    const apart = standing((p) => {
      traffic(p);
      listSas(p, 'a', { spiIn: 'c1a00001', spiOut: 'cb500002', packetsIn: 5, packetsOut: 5 });
      listSas(p, 'b', { spiIn: 'cb500012', spiOut: 'c1a00011', packetsIn: 0, packetsOut: 50 });
    });
    expect(await verdict(apart)).not.toBe('healthy');
  });

  it('is not broken by a listing that was taken before the traffic', async () => {
    const soon = standing((p) => {
      traffic(p);
      listSas(p, 'a', { spiIn: 'c1a00001', spiOut: 'cb500002', packetsIn: 0, packetsOut: 0 });
      listSas(p, 'b', { spiIn: 'cb500002', spiOut: 'c1a00001', packetsIn: 5, packetsOut: 5 });
    });
    expect(await verdict(soon)).toBe('healthy');
    const { verdict: alone, findings } = await diagnoseFiles(lacking(soon, '.pcap'));
    expect([alone, findings.filter(({ role }) => role === 'cause')]).toEqual(['inconclusive', []]);
  });

  it('is not healthy by the word of one end', async () => {
    for (const side of ['a', 'b']) expect(await verdict(lacking(healthy(), `${side}/charon.log`))).toBe('inconclusive');
  });
});

describe('a daemon that was restarted', () => {
  const worked = (p: Play): void => {
    traffic(p);
    p.life('a', 'b');
    p.wait(30);
  };

  it('since the last child holds nothing of it any more: not healthy, though traffic had passed', async () => {
    expect(await verdict(standing(worked))).toBe('healthy');
    for (const side of ['a', 'b'] as const) {
      const restarted = standing((p) => {
        worked(p);
        boot(p, side);
      });
      expect(await verdict(restarted)).toBe('inconclusive');
    }
  });

  it('and made a new child is healthy again', async () => {
    const again = standing((p) => {
      worked(p);
      boot(p, 'a');
      p.attempt();
      saInit(p);
      askAuth(p);
      findPeer(p);
      acceptAuth(p, { spiA: 'c1a00011', spiB: 'cb500012' });
      p.esp('a', 0xcb500012);
      p.esp('b', 0xc1a00011);
    });
    expect(await verdict(again)).toBe('healthy');
  });
});

describe('rules and counters of which nobody knows the host', () => {
  const rules =
    'table inet filter {\n  chain forward {\n    type filter hook forward priority 0\n    ip protocol esp drop\n  }\n}';
  const extra = (lines: string): EvidenceFile => ({ path: 'rules.txt', lines: lines.split('\n') });

  it('keep an unused tunnel from being healthy', async () => {
    const files = standing();
    expect(await verdict(files, 'loose')).toBe('healthy');
    expect(await verdict([...files, extra(rules)], 'loose')).toBe('inconclusive');
    const p = play();
    xfrmStat(p, 'a', { XfrmInNoStates: 12 });
    const [stat] = p.evidence();
    if (stat === undefined) throw new TypeError('no counters');
    expect(await verdict([...files, { ...stat, path: 'stat.txt' }], 'loose')).toBe('inconclusive');
  });

  it('say nothing against a tunnel that demonstrably carries traffic', async () => {
    expect(await verdict([...standing((p) => traffic(p)), extra(rules)], 'loose')).toBe('healthy');
  });

  it('say nothing where no counter rose and no rule drops', async () => {
    const p = play();
    xfrmStat(p, 'a', {});
    const [stat] = p.evidence();
    if (stat === undefined) throw new TypeError('no counters');
    const files = [...standing(), { ...stat, path: 'stat.txt' }, extra(rules.replace('esp drop', 'esp accept'))];
    expect(await verdict(files, 'loose')).toBe('healthy');
  });
});

describe('records with holes', () => {
  /** b refuses the shared key. */
  function refused(): readonly EvidenceFile[] {
    const p = play();
    boot(p, 'a', 'b');
    saInit(p);
    askAuth(p);
    findPeer(p);
    p.say('b', "[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched");
    refuseAuth(p);
    p.life('a', 'b');
    return p.evidence();
  }
  const confidence = async (files: readonly EvidenceFile[]): Promise<readonly string[]> =>
    (await diagnoseFiles(files)).findings
      .filter(({ role }) => role === 'cause')
      .map((finding) => `${finding.id} ${finding.confidence}`);

  it('make what they prove likely', async () => {
    expect(await confidence(refused())).toEqual(['auth.psk-mismatch certain']);
    const holed = unsaid(refused(), 'b/charon.log', /received packet: .*\[4500\]/);
    expect(await confidence(holed)).toEqual(['auth.psk-mismatch likely']);
  });

  it('leave open what they do not prove', async () => {
    const unproven = unsaid(refused(), 'b/charon.log', /MAC mismatched/);
    expect((await confidence(unproven)).length).toBe(1);
    const holed = unsaid(unproven, 'b/charon.log', /received packet: .*\[4500\]/);
    expect(await verdict(holed)).toBe('inconclusive');
  });

  it('leave attempts open whose messages left with one size and came with another', async () => {
    const mixed = refused().map((file): EvidenceFile => {
      if (!('lines' in file) || file.path !== 'b/charon.log') return file;
      const lines = file.lines.map((line) =>
        /received packet: .*\[500\]/.test(line) ? line.replace(/\(\d+ bytes\)/, '(333 bytes)') : line,
      );
      return { path: file.path, lines };
    });
    expect(await confidence(mixed)).toEqual(['auth.psk-mismatch certain']);
    const holed = unsaid(mixed, 'b/charon.log', /received packet: .*\[4500\]/);
    expect(await verdict(holed)).toBe('inconclusive');
  });

  it('make nothing healthy', async () => {
    const files = standing((p) => traffic(p));
    expect(await verdict(files)).toBe('healthy');
    // The IKE_AUTH request is missing from the capture at b, which shows what came before and after it.
    const holed = without(files, (path, index) => path === 'b/capture.pcap' && index === 3);
    expect(await verdict(holed)).toBe('inconclusive');
  });
});

describe('attempts of which the logs tell little', () => {
  /** One attempt that b refuses for its key. */
  function fails(p: Play): void {
    saInit(p);
    askAuth(p);
    findPeer(p);
    p.say('b', "[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched");
    refuseAuth(p);
  }
  const named = async (files: readonly EvidenceFile[]): Promise<readonly string[]> =>
    (await diagnoseFiles(files)).findings.flatMap(({ role, id, confidence }) =>
      role === 'cause' ? [`${id} ${confidence}`] : [],
    );

  it('failed for the reason the logs give for another one that ended at the same message', async () => {
    const p = play();
    boot(p, 'a', 'b');
    fails(p);
    p.wait(5);
    p.attempt();
    fails(p);
    p.life('a', 'b');
    const cut = p.evidence().map((file): EvidenceFile => {
      if (!('lines' in file)) return file;
      const second = file.lines.findIndex((line) => /\[2\]|<2>|<net\|2>/.test(line));
      expect(second).toBeGreaterThan(0);
      return { path: file.path, lines: file.lines.slice(0, second) };
    });
    expect(await named(cut)).toEqual(['auth.psk-mismatch certain']);
  });

  it('and name nobody, in a log that lost lines, are no failure beside a pair that works', async () => {
    const healed = standing((p) => {
      traffic(p);
      p.life('a', 'b');
    });
    const scrap = [
      "2025-11-03 09:59:58.020 07[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched",
      '2025-11-03 09:59:58.021 07[IKE] IKE_SA net[9] state change: CONNECTING => DESTROYING',
    ];
    const mixed = (lacking: boolean): readonly EvidenceFile[] =>
      healed.map((file): EvidenceFile => {
        if (!('lines' in file) || file.path !== 'b/charon.log') return file;
        const lines = file.lines.filter((line) => !lacking || !/received packet: .*\[4500\]/.test(line));
        return { path: file.path, lines: [...scrap, ...lines] };
      });
    expect(await named(healed)).toEqual([]);
    expect(await named(mixed(true))).toEqual([]);
  });
});

describe('a message that was repeated and then answered', () => {
  /** A tunnel carries traffic while its IKE SA is made anew, without a quick mode; the first message goes out twice. */
  const anew = (): Play => {
    const p = play({ version: 1 });
    boot(p, 'a', 'b');
    p.message('a', 'ID_PROT request 0 [ SA V V V V V ]', { lost: 'path' });
    p.wait(1);
    p.retransmit('a', 1, {});
    p.message('b', 'ID_PROT response 0 [ SA V V V ]');
    p.message('a', 'ID_PROT request 0 [ KE No NAT-D NAT-D ]');
    p.message('b', 'ID_PROT response 0 [ KE No NAT-D NAT-D ]');
    p.message('a', 'ID_PROT request 0 [ ID HASH ]', { bytes: 108 });
    p.message('b', 'ID_PROT response 0 [ ID HASH ]', { bytes: 92 });
    return p;
  };

  it('is no sign of a failure where main mode ends and traffic goes on both ways', async () => {
    const p = anew();
    traffic(p);
    // By captures alone the traffic may have stopped being answered; that it failed nothing says.
    expect(await verdict(captures(p.evidence()))).not.toBe('failing');
  });

  it('still fails where the last message is repeated and nothing follows', async () => {
    const p = play({ version: 1 });
    mainMode(p);
    p.message('a', 'ID_PROT request 0 [ ID HASH ]', { bytes: 108 });
    for (let i = 1; i <= 3; i += 1) {
      p.wait(2 * i + 2);
      p.retransmit('a', i, { unread: true });
    }
    p.life('a', 'b');
    expect(await verdict(captures(p.evidence()))).toBe('failing');
  });
});

describe('a cause for which nothing speaks in particular', () => {
  it('cites the refusal that leaves it open, in captures and in the log of the end that was refused', async () => {
    const p = play();
    boot(p, 'a', 'b');
    saInit(p);
    askAuth(p);
    findPeer(p);
    refuseAuth(p);
    p.life('a', 'b');
    const files = p.evidence();
    const views = { packets: captures(files), log: files.filter(({ path }) => path === 'a/charon.log') };
    for (const [name, view] of Object.entries(views)) {
      const { findings } = await diagnoseFiles(view);
      const [first] = findings;
      expect(first, name).toMatchObject({ role: 'cause', confidence: 'possible' });
      const quotes = first?.evidence.map(({ quote }) => quote).join('\n');
      expect(quotes, name).toMatch(name === 'log' ? /AUTHENTICATION_FAILED|AUTH_FAILED/ : /IKE_AUTH .*response/);
    }
  });

  it('cites the packets that do not come through', async () => {
    const p = play();
    tunnel(p);
    p.life('a', 'b');
    p.esp('a', spiB, { count: 5 });
    p.life('a', 'b');
    const { findings } = await diagnoseFiles(p.evidence().filter(({ path }) => path.startsWith('a/')));
    const [first] = findings;
    expect(first).toMatchObject({ role: 'cause', confidence: 'possible' });
    expect(first?.evidence.map(({ quote }) => quote).join('\n')).toContain('SPI 0xcb500002');
  });
});
