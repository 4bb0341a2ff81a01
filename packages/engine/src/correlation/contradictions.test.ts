import { describe, expect, it } from 'vitest';
import { without } from '../causes/describe-cause.fixture.ts';
import {
  acceptAuth,
  askAuth,
  askRekey,
  boot,
  captures,
  findPeer,
  from,
  giveUp,
  healthy,
  lacking,
  mainMode,
  proveMain,
  saInit,
  spiA,
  spiB,
  traffic,
  tunnel,
  unanswered,
} from '../causes/exchanges.fixture.ts';
import { play, type EvidenceFile, type Play } from '../causes/play.fixture.ts';
import { ascii, buildMessage, skf } from '../protocol/ike/build.ts';
import { digest } from '../protocol/digest.ts';
import { marked, udpIp } from '../protocol/ip/build.ts';
import { accountOf, holesOf, unsaid } from './account.fixture.ts';

/** IKE_AUTH in two IKE fragments each way, as both daemons and both captures tell it (RFC 7383). */
function fragmented(): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  saInit(p);
  p.say('a', '[IKE] establishing CHILD_SA lan{1}');
  inFragments(p, 'a', 'IKE_AUTH request 1 [ IDi CERT N(INIT_CONTACT) CERTREQ IDr AUTH SA TSi TSr ]');
  findPeer(p);
  p.float();
  inFragments(p, 'b', 'IKE_AUTH response 1 [ IDr CERT AUTH SA TSi TSr ]');
  const ike = '[IKE] IKE_SA net[1] established between';
  const lan = '[IKE] CHILD_SA lan{1} established with SPIs';
  p.say('b', `${ike} ${p.b}[b]...${p.a}[a]`, `${lan} cb500002_i c1a00001_o and TS 10.2.0.0/24 === 10.1.0.0/24`);
  p.say('a', `${ike} ${p.a}[a]...${p.b}[b]`, `${lan} c1a00001_i cb500002_o and TS 10.1.0.0/24 === 10.2.0.0/24`);
  traffic(p);
  p.life('a', 'b');
  return p.evidence();
}

function inFragments(p: Play, from: 'a' | 'b', text: string): void {
  const to = from === 'a' ? 'b' : 'a';
  const spi = (end: string): string =>
    Buffer.from(digest('sha1', ascii(`${end}1${p.a}`)).subarray(0, 8)).toString('hex');
  const head = text.slice(0, text.indexOf('['));
  const parts = [1232, 400].map((bytes, i) => ({
    name: `${head}[ EF(${i + 1}/2) ]`,
    bytes: buildMessage({
      major: 2,
      initiatorSpi: spi('i'),
      responderSpi: spi('r'),
      exchange: 35,
      messageId: 1,
      flags: from === 'a' ? 8 : 32,
      payloads: [skf(i === 0 ? 35 : 0, i + 1, 2, new Uint8Array(bytes).fill(i + 1))],
    }),
  }));
  const [src, dst] = [p[from], p[to]];
  const net = (bytes: Uint8Array): string => `packet: from ${src}[4500] to ${dst}[4500] (${bytes.length} bytes)`;
  p.say(from, `[ENC] generating ${text}`, '[ENC] splitting IKE message (1640 bytes) into 2 fragments');
  for (const { name } of parts) p.say(from, `[ENC] generating ${name}`);
  for (const { bytes } of parts) {
    p.say(from, `[NET] sending ${net(bytes)}`);
    p.packet(['a', 'b'], udpIp(src, dst, 4500, 4500, marked(bytes)));
  }
  for (const { name, bytes } of parts) p.say(to, `[NET] received ${net(bytes)}`, `[ENC] parsed ${name}`);
  p.say(to, `[ENC] parsed ${text}`);
}

/** b asks for a cookie first, and says so as charon does: without parsing the request (RFC 7296 2.6). */
function cookie(): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  p.say('a', `[IKE] initiating IKE_SA net[1] to ${p.b}`);
  p.message('a', 'IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) ]', { unread: true });
  p.message('b', 'IKE_SA_INIT response 0 [ N(COOKIE) ]');
  p.message('a', 'IKE_SA_INIT request 0 [ N(COOKIE) SA KE No N(NATD_S_IP) N(NATD_D_IP) ]');
  p.say('b', `[IKE] ${p.a} is initiating an IKE_SA`);
  p.message('b', 'IKE_SA_INIT response 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) ]');
  askAuth(p);
  findPeer(p);
  acceptAuth(p);
  p.life('a', 'b');
  return p.evidence();
}

/** The first message is repeated once before it gets through. */
function repeated(): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  p.say('a', `[IKE] initiating IKE_SA net[1] to ${p.b}`);
  p.message('a', 'IKE_SA_INIT request 0 [ SA KE No ]', { lost: 'path' });
  p.wait(4);
  p.retransmit('a', 1);
  p.say('b', `[IKE] ${p.a} is initiating an IKE_SA`);
  p.message('b', 'IKE_SA_INIT response 0 [ SA KE No ]');
  askAuth(p);
  findPeer(p);
  acceptAuth(p);
  p.life('a', 'b');
  return p.evidence();
}

/** b answers, its answers are lost, and a asks again until it gives up. */
function answersLost(): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  saInit(p);
  askAuth(p, { lost: 'path' });
  giveUp(p, { lost: 'path' });
  return p.evidence();
}

function withTraffic(): readonly EvidenceFile[] {
  const p = play();
  tunnel(p);
  traffic(p, { count: 8 });
  p.life('a', 'b');
  return p.evidence();
}

describe('records of a healthy exchange have no holes', () => {
  const samples: Readonly<Record<string, readonly EvidenceFile[]>> = {
    'logs and captures of both ends': healthy(),
    'IKE fragmentation': fragmented(),
    'a cookie': cookie(),
    'a first message that had to be repeated': repeated(),
    'nothing ever answered': unanswered({ before: (p) => p.ping('a') }),
    'a request that never arrives': answersLost(),
    'ESP both ways': withTraffic(),
  };
  it.each(Object.entries(samples))('%s', async (_, files) => {
    expect(await holesOf(files)).toEqual([]);
    expect(await holesOf(lacking(files, 'a/capture.pcap'))).toEqual([]);
    expect(await holesOf(lacking(files, '.pcap'))).toEqual([]);
    expect(await holesOf(lacking(files, '.log'))).toEqual([]);
  });
});

describe('a log has holes', () => {
  const logs = lacking(healthy(), '.pcap');

  it('that lacks the size of one message while its neighbours have one', async () => {
    const sent = /sending packet: .*\[4500\]/;
    expect(await holesOf(unsaid(logs, 'a/charon.log', sent))).toEqual(['a/charon.log']);
    const received = /received packet: .*\[4500\]/;
    expect(await holesOf(unsaid(logs, 'b/charon.log', received))).toEqual(['b/charon.log']);
  });

  it('that counts repetitions and lacks one of them', async () => {
    const own = lacking(unanswered(), '.pcap');
    expect(await holesOf(own)).toEqual([]);
    for (const number of [1, 2])
      expect(await holesOf(unsaid(own, 'a/charon.log', new RegExp(`retransmit ${number} of`)))).toEqual([
        'a/charon.log',
      ]);
    // It may end anywhere.
    expect(await holesOf(unsaid(own, 'a/charon.log', /retransmit 3 of|giving up|establishing IKE_SA failed/))).toEqual(
      [],
    );
  });

  it('of a responder that answers what no line says it got', async () => {
    const received = /received packet: .*\[500\]|\[ENC\]/;
    expect(await holesOf(unsaid(logs, 'b/charon.log', received))).toEqual(['b/charon.log']);
    expect(await holesOf(unsaid(logs, 'b/charon.log', /\[ENC\]/))).toEqual([]);
  });

  it('but not one of a daemon that writes no sizes at all', async () => {
    expect(await holesOf(unsaid(logs, 'a/charon.log', /\[NET\]/))).toEqual([]);
  });

  it('and not by the sizes of fragments', async () => {
    const files = unsaid(lacking(fragmented(), '.pcap'), 'b/charon.log', /received packet: .*\[4500\]/);
    expect(await holesOf(files)).toEqual([]);
  });

  it('that tells of fewer repetitions than a capture shows', async () => {
    const files = unsaid(answersLost(), 'a/charon.log', /retransmit 2 of request/);
    expect(await holesOf(files)).toEqual(['a/charon.log']);
  });

  it('that lacks a message its own capture shows leaving', async () => {
    const files = unsaid(unsaid(healthy(), 'a/charon.log', /IKE_AUTH request/), 'a/charon.log', /sending.*\[4500\]/);
    expect(await holesOf(files)).toContain('a/charon.log');
  });

  it('that lacks a message the other end read', async () => {
    const logs = healthy().filter(({ path }) => path.endsWith('.log'));
    expect(await holesOf(logs)).toEqual([]);
    const cut = logs.map((file): EvidenceFile => {
      if (file.path !== 'a/charon.log' || !('lines' in file)) return file;
      return {
        path: file.path,
        lines: file.lines.slice(
          0,
          file.lines.findIndex((line) => /IKE_AUTH request/.test(line)),
        ),
      };
    });
    expect(await holesOf(cut)).toEqual(['a/charon.log']);
  });

  it('that tells of IKE_AUTH and not of the IKE_SA_INIT before it, though it begins earlier', async () => {
    const log = healthy().find(({ path }) => path === 'b/charon.log');
    if (log === undefined || !('lines' in log)) throw new Error('no log');
    const told = log.lines.filter((line) => !/\[NET\]/.test(line));
    const of = (lines: readonly string[]): Promise<readonly string[]> => holesOf([{ path: log.path, lines }]);
    expect(await of(told)).toEqual([]);
    expect(await of(told.filter((line) => !/IKE_SA_INIT/.test(line)))).toEqual([log.path]);
    // An excerpt that begins with IKE_AUTH lacks nothing of what it covers.
    expect(await of(told.slice(told.findIndex((line) => /IKE_AUTH/.test(line))))).toEqual([]);
  });

  it('that lacks one of the message IDs of its own requests', async () => {
    const p = play();
    tunnel(p);
    askRekey(p);
    p.life('a', 'b');
    const [log] = p.evidence().filter(({ path }) => path === 'a/charon.log');
    if (log === undefined) throw new TypeError('no log');
    expect(await holesOf([log])).toEqual([]);
    expect(await holesOf(unsaid([log], log.path, /IKE_AUTH request/))).toEqual([log.path]);
  });

  it('but not for copies the network made at once', async () => {
    const p = play();
    boot(p, 'a', 'b');
    saInit(p);
    askAuth(p);
    findPeer(p);
    acceptAuth(p);
    p.life('a', 'b');
    const files = p.evidence().map((file): EvidenceFile => {
      if (file.path !== 'b/capture.pcap' || !('packets' in file)) return file;
      const doubled = file.packets.flatMap((packet) => [packet, { ...packet, ns: packet.ns + 10_000n }]);
      return { path: file.path, packets: doubled };
    });
    expect(await holesOf(files)).not.toContain('a/charon.log');
  });
});

describe('a capture has holes', () => {
  const nth = (path: string, gone: (index: number) => boolean) => (at: string, index: number) =>
    at === path && gone(index);

  it('that lacks a message its host provably sent or took in', async () => {
    const files = withTraffic();
    for (const side of ['a', 'b'] as const) {
      const path = `${side}/capture.pcap`;
      // Something alive, the two messages of IKE_SA_INIT, and then IKE_AUTH.
      expect(
        await holesOf(
          without(
            files,
            nth(path, (index) => index === 3),
          ),
        ),
      ).toContain(path);
      expect(
        await holesOf(
          without(
            files,
            nth(path, (index) => index === 4),
          ),
        ),
      ).toContain(path);
    }
  });

  it('that shows the initiator going on without the answer that lets it', async () => {
    const [alone] = captures(withTraffic()).filter(({ path }) => path === 'a/capture.pcap');
    if (alone === undefined) throw new TypeError('no capture');
    // Something alive, and then IKE_SA_INIT: the answer is the third packet.
    const thinned = without(
      [alone],
      nth(alone.path, (index) => index === 2),
    );
    expect(await holesOf([alone])).toEqual([]);
    expect(await holesOf(thinned)).toEqual([alone.path]);
  });

  it('but not by an INFORMATIONAL exchange that only logs tell of', async () => {
    const p = play();
    tunnel(p);
    traffic(p);
    const shown = p.evidence().filter((file) => 'packets' in file);
    p.message('a', 'INFORMATIONAL request 2 [ ]', { bytes: 80 });
    p.message('b', 'INFORMATIONAL response 2 [ ]', { bytes: 80 });
    const logs = p.evidence().filter((file) => 'lines' in file);
    p.wait(1);
    p.life('a', 'b');
    const later = p.evidence().flatMap((file) => ('packets' in file ? [file] : []));
    const uncaught = later.map((file): EvidenceFile => {
      const before = shown.find(({ path }) => path === file.path);
      const known = before !== undefined && 'packets' in before ? before.packets : [];
      return { path: file.path, packets: [...known, ...file.packets.slice(-1)] };
    });
    expect(await holesOf([...logs, ...uncaught])).toEqual([]);
  });

  it('of whose own ESP a sequence number is missing', async () => {
    const p = play();
    tunnel(p);
    p.esp('a', spiB, { sequences: [1, 2, 4, 5] });
    p.esp('b', spiA);
    p.life('a', 'b');
    expect(await holesOf(p.evidence())).toContain('a/capture.pcap');
  });

  it('that lacks one packet of its own ESP, which came to the peer', async () => {
    const p = play();
    tunnel(p);
    p.esp('a', spiB, { sequences: [1, 2, 3] });
    p.esp('b', spiA);
    p.life('a', 'b');
    const files = p.evidence();
    const whole = files.find(({ path }) => path === 'a/capture.pcap');
    if (whole === undefined || !('packets' in whole)) throw new Error('no capture');
    const isEsp = whole.packets.map(({ frame }) => ((frame[0] ?? 0) >> 4 === 4 ? frame[9] : frame[23]) === 50);
    const first = isEsp.indexOf(true);
    const thinned = without(files, (path, index) => path === 'a/capture.pcap' && index === first);
    expect(await holesOf(files)).toEqual([]);
    expect(await holesOf(thinned)).toEqual(['a/capture.pcap']);
  });

  it('but not by ESP of the peer that was lost on the way', async () => {
    const p = play();
    tunnel(p);
    p.esp('a', spiB, { sequences: [1, 2] });
    p.esp('a', spiB, { sequences: [3, 4], lost: 'path' });
    p.esp('a', spiB, { sequences: [5, 6] });
    p.esp('b', spiA);
    p.life('a', 'b');
    expect(await holesOf(p.evidence())).toEqual([]);
  });

  it('that ends before the message did not lose it', async () => {
    const files = without(
      withTraffic(),
      nth('a/capture.pcap', (index) => index >= 3),
    );
    expect(await holesOf(files)).toEqual([]);
  });
});

describe('a log without the line that a message was made', () => {
  const logs = lacking(healthy(), '.pcap');

  it('lost it, where it tells of the packet that it was sent in', async () => {
    const made = /generating IKE_AUTH response/;
    expect(await holesOf(logs)).toEqual([]);
    expect(await holesOf(unsaid(logs, 'b/charon.log', made))).toEqual(['b/charon.log']);
    // Without either line nothing tells that there was an answer.
    expect(await holesOf(unsaid(logs, 'a/charon.log', /generating IKE_AUTH request/))).toEqual(['a/charon.log']);
  });

  it('does not count its packet as another copy of the message before it', async () => {
    const p = play();
    boot(p, 'a', 'b');
    saInit(p);
    askAuth(p, { lost: 'path' });
    giveUp(p, { lost: 'path' });
    const files = unsaid(lacking(p.evidence(), '.pcap'), 'a/charon.log', /generating IKE_AUTH request/);
    const { negotiations } = await accountOf(files);
    const first = negotiations[0]?.rows.find(({ step }) => step === 'IKE_SA_INIT request');
    expect(first).toMatchObject({ copies: 1, dstPort: 500 });
  });
});

describe('an answer in a log of whole seconds', () => {
  it('comes behind its question', async () => {
    const p = play({ version: 1 });
    boot(p, 'a', 'b');
    mainMode(p);
    proveMain(p);
    p.wait(0.4);
    p.message('a', 'QUICK_MODE request 7 [ HASH SA No ID ID ]', { bytes: 204 });
    p.message('b', 'QUICK_MODE response 7 [ HASH SA No ID ID ]', { bytes: 204, lost: 'out' });
    const coarse = from('b', p.evidence()).map((file) =>
      'lines' in file ? { ...file, lines: file.lines.map((line) => line.replace(/(:\d\d)\.\d{3}/, '$1')) } : file,
    );
    const { negotiations } = await accountOf(coarse);
    const steps = negotiations.flatMap(({ rows }) => rows.map(({ step }) => step));
    expect(steps.slice(-2)).toEqual(['Quick Mode message 1', 'Quick Mode message 2']);
  });
});

describe('copies of one moment', () => {
  /** The answer comes to a's interface again after so long, and b's capture has it once. */
  const again = (apart: bigint): readonly EvidenceFile[] =>
    healthy().map((file) => {
      if (file.path !== 'a/capture.pcap' || !('packets' in file)) return file;
      const at = file.packets.findIndex((packet, i) => i > 0 && packet.frame.length > 200);
      const answer = file.packets[at + 1];
      if (answer === undefined) throw new TypeError('no answer');
      const copy = { ...answer, ns: answer.ns + apart };
      return { path: file.path, packets: [...file.packets, copy].sort((x, y) => (x.ns < y.ns ? -1 : 1)) };
    });

  it('are no proof that the capture of the sender lacks some: it may take them for one packet seen twice', async () => {
    expect(await holesOf(again(20_000n))).toEqual([]);
  });
});
