import { describe, expect, it } from 'vitest';
import { boot, lacking, saInit, tunnel } from '../causes/exchanges.fixture.ts';
import { type EvidenceFile, play } from '../causes/play.fixture.ts';
import { accountOf } from './account.fixture.ts';

/** Paths of the artifacts that each negotiation is told by. */
async function tellers(files: readonly EvidenceFile[]): Promise<readonly (readonly string[])[]> {
  const { artifacts, negotiations } = await accountOf(files);
  const paths = new Map(artifacts.map(({ id, path }) => [id, path]));
  return negotiations.map(({ attempts }) => attempts.map(({ artifact }) => paths.get(artifact) ?? '').sort());
}

describe('a log and the console of one pluto', () => {
  const line = (second: number, text: string): string =>
    `Nov  3 10:00:${String(second).padStart(2, '0')}.100000: ${text}`;
  const asks = (n: number): readonly string[] => [
    `"net" #${n}: initiating IKEv2 connection`,
    `"net" #${n}: sent IKE_SA_INIT request to 198.51.100.2:500`,
    `"net" #${n}: STATE_V2_PARENT_I1: retransmission; will wait 0.5 seconds for response`,
  ];

  it('speak of the same IKE SA where its number is the same', async () => {
    const log = [
      line(0, 'adding UDP interface eth0 192.0.2.1:500'),
      ...[1, 2].flatMap((n) => asks(n).map((text, i) => line(10 * n + i, text))),
    ];
    const console = ['# ipsec auto --up net', ...asks(1).map((text) => `181 ${text}`)];
    expect(
      await tellers([
        { path: 'a/pluto.log', lines: log },
        { path: 'a/console.txt', lines: console },
      ]),
    ).toEqual([['a/console.txt', 'a/pluto.log'], ['a/pluto.log']]);
  });

  it('lie in the order of the log where neither has times', async () => {
    const p = play({ a: '192.0.2.1', b: '198.51.100.2' });
    for (let n = 1; n <= 2; n++) {
      p.life('a');
      p.message('a', 'IKE_SA_INIT request 0 [ SA KE No ]', { lost: 'path' });
      p.wait(1);
      p.retransmit('a', 1, { lost: 'path' });
      p.wait(5);
      p.attempt();
    }
    p.life('a');
    const capture = p.evidence().filter(({ path }) => path === 'a/capture.pcap');
    const log = ['adding UDP interface eth0 192.0.2.1:500', ...[1, 2].flatMap((n) => asks(n))];
    const console = ['# ipsec auto --up net', ...asks(1).map((text) => `181 ${text}`)];
    expect(
      await tellers([...capture, { path: 'a/console.txt', lines: console }, { path: 'a/pluto.log', lines: log }]),
    ).toEqual([
      ['a/capture.pcap', 'a/console.txt', 'a/pluto.log'],
      ['a/capture.pcap', 'a/pluto.log'],
    ]);
  });
});

describe('two logs of EAP', () => {
  it('are of one negotiation although a NAT stands before the responder and its log writes no year: each round counts by its id', async () => {
    const rounds: readonly [string, number][] = [
      ['IKE_SA_INIT request 0 [ SA KE No ]', 272],
      ['IKE_SA_INIT response 0 [ SA KE No ]', 305],
      ['IKE_AUTH request 1 [ IDi SA TSi TSr ]', 288],
      ['IKE_AUTH response 1 [ IDr CERT AUTH EAP/REQ/ID ]', 624],
      ['IKE_AUTH request 2 [ EAP/RES/ID ]', 96],
      ['IKE_AUTH response 2 [ EAP/REQ/MD5 ]', 112],
      ['IKE_AUTH request 3 [ EAP/RES/MD5 ]', 104],
      ['IKE_AUTH response 3 [ EAP/FAIL ]', 80],
    ];
    const told = (own: string, peer: string, stamp: string, asks: boolean): string[] =>
      rounds.flatMap(([text, bytes], i) => {
        const sends = asks === (i % 2 === 0);
        const [from, to] = sends ? [own, peer] : [peer, own];
        const packet = `${sends ? 'sending' : 'received'} packet: from ${from}[${i < 2 ? 500 : 4500}] to ${to}[${i < 2 ? 500 : 4500}] (${bytes} bytes)`;
        const message = `${sends ? 'generating' : 'parsed'} ${text}`;
        const lines = [`[ENC] <1> ${message}`, `[NET] <1> ${packet}`];
        return (sends ? lines : lines.reverse()).map((line) => `${stamp} 0${i}${line}`);
      });
    const asker = told('192.0.2.116', '198.51.100.187', '2026-11-30 18:10:04', true);
    const server = told('10.0.0.66', '192.0.2.116', 'Nov 30 18:10:04', false);
    expect(
      await tellers([
        {
          path: 'a/charon.log',
          lines: ['2026-11-30 18:10:04 01[IKE] <1> initiating IKE_SA net[1] to 198.51.100.187', ...asker],
        },
        { path: 'b/charon.log', lines: ['Nov 30 18:10:04 01[IKE] <1> 192.0.2.116 is initiating an IKE_SA', ...server] },
      ]),
    ).toEqual([['a/charon.log', 'b/charon.log']]);
  });
});

describe('a capture of another initiator', () => {
  it('is not joined with what two logs tell of a host that shows its own address, although a NAT was met', async () => {
    const one = play();
    boot(one, 'a', 'b');
    tunnel(one);
    one.say('a', '[IKE] remote host is behind NAT');
    one.file('a', 'ip-addr.txt', addresses(one.a));
    const other = play({ a: '192.0.2.77' });
    other.life('a');
    saInit(other);
    other.file('a', 'ip-addr.txt', addresses(other.a));
    const third = other
      .evidence()
      .filter(({ path }) => path.startsWith('a/') && !path.endsWith('.log'))
      .map((file): EvidenceFile => ({ ...file, path: file.path.replace('a/', 'c/') }));
    const told = await tellers([...lacking(one.evidence(), '.pcap'), ...third]);
    expect(told).toContainEqual(['a/charon.log', 'b/charon.log']);
    expect(told).toContainEqual(['c/capture.pcap']);
  });
});

/** What `ip addr` lists of one interface with an address. */
function addresses(address: string): string {
  return `2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default qlen 1000
    link/ether 02:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff
    inet ${address}/24 brd 192.0.2.255 scope global eth0
       valid_lft forever preferred_lft forever`;
}
