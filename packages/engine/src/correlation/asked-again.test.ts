import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../document/types.ts';
import { boot, initRequest, initResponse } from '../causes/exchanges.fixture.ts';
import { candidates } from '../causes/describe-cause.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile } from '../causes/play.fixture.ts';

/** b answers each copy of the first request; nothing of it comes to a, which gives up. */
function answersLost(): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  p.file('a', 'ip-addr.txt', '2: eth0    inet 192.0.2.10/24 brd 192.0.2.255 scope global eth0\n');
  p.life('a', 'b');
  p.message('a', initRequest);
  p.message('b', initResponse, { lost: 'in' });
  for (let copy = 1; copy <= 3; copy += 1) {
    p.wait(2);
    p.retransmit('a', copy);
    p.say('b', '[IKE] received retransmit of request with ID 0, retransmitting response');
    p.resend('b', { lost: 'in' });
  }
  p.wait(2);
  p.say('a', '[IKE] giving up after 3 retransmits');
  return p.evidence();
}

/** Of captures these packets, by their place, and of logs the lines that hold one of these texts; listings are left. */
function cut(
  files: readonly EvidenceFile[],
  kept: (path: string) => { readonly packets?: readonly number[]; readonly lines?: readonly string[] },
): readonly EvidenceFile[] {
  return files.flatMap((file): readonly EvidenceFile[] => {
    if (file.path.endsWith('ip-addr.txt')) return [file];
    const { packets, lines } = kept(file.path);
    if ('packets' in file)
      return packets === undefined
        ? []
        : [{ path: file.path, packets: file.packets.filter((_, place) => packets.includes(place)) }];
    return lines === undefined
      ? []
      : [{ path: file.path, lines: file.lines.filter((line) => lines.some((text) => line.includes(text))) }];
  });
}

const isCapture = (path: string): boolean => /\.pcap(ng)?$/.test(path);
/** Packets of b's capture: requests and answers take turns at its end. */
const held = (files: readonly EvidenceFile[]): number =>
  Math.max(...files.map((file) => ('packets' in file && file.path.startsWith('b') ? file.packets.length : 0)));
const expected = ({ incidents }: Diagnosis): unknown =>
  incidents.findLast(({ breakPoint }) => breakPoint !== null)?.breakPoint?.nextExpected;

describe('an answer after which the request is asked again', () => {
  const all = answersLost();
  const count = held(all);

  it('did not arrive, in a capture that holds one copy of each', async () => {
    const found = await diagnoseFiles(
      cut(all, (path) =>
        isCapture(path) && path.startsWith('b') ? { packets: [count - 3, count - 2] } : { lines: ['giving up'] },
      ),
    );
    expect(expected(found)).toBe('IKE_SA_INIT response');
  });

  it('did not arrive, where the end that gives up repeated that request last', async () => {
    const found = await diagnoseFiles(
      cut(all, (path) =>
        isCapture(path) && path.startsWith('b')
          ? { packets: [count - 4, count - 3] }
          : { lines: path.startsWith('a') ? ['retransmit', 'sending', 'giving up'] : [] },
      ),
    );
    expect(expected(found)).toBe('IKE_SA_INIT response');
  });

  it('did not arrive, by the log of the end that answers alone', async () => {
    const own = all.filter(({ path }) => path === 'b/charon.log');
    expect(expected(await diagnoseFiles(own))).toBe('IKE_SA_INIT response');
  });

  it('may have arrived, where nothing tells that it was asked again', async () => {
    const found = await diagnoseFiles(
      cut(all, (path) =>
        isCapture(path) && path.startsWith('b') ? { packets: [count - 4, count - 3] } : { lines: ['giving up'] },
      ),
    );
    expect(expected(found)).toBe('IKE_AUTH request');
  });
});

describe('message 2 of aggressive mode', () => {
  it('that is sent again may have come and been refused: it carries a proof', async () => {
    const p = play({ version: 1 });
    boot(p, 'b');
    p.message('a', 'AGGRESSIVE request 0 [ SA KE No ID ]');
    p.message('b', 'AGGRESSIVE response 0 [ SA KE No ID HASH ]');
    for (let copy = 1; copy <= 3; copy += 1) {
      p.wait(2);
      p.resend('a', { unread: true });
      p.say('b', '[IKE] received retransmit of request with ID 0, retransmitting response');
      p.resend('b');
    }
    p.wait(30);
    p.say('b', '[JOB] deleting half open IKE_SA with 192.0.2.10 after timeout');
    const found = await diagnoseFiles(p.evidence().filter(({ path }) => path === 'b/charon.log'));
    expect(candidates(found)).toEqual(expect.arrayContaining(['auth.psk-mismatch', 'auth.identity-mismatch']));
  });
});
