import { describe, expect, it } from 'vitest';
import {
  boot,
  captures,
  initRequest,
  initResponse,
  lacking,
  mainMode,
  saInit,
  spiA,
  spiB,
  tunnel,
  unanswered,
} from '../causes/exchanges.fixture.ts';
import { unsaid } from '../correlation/account.fixture.ts';
import { candidates } from '../causes/describe-cause.fixture.ts';
import type { Diagnosis } from '../document/types.ts';
import { diagnoseFiles, type EvidenceFile, play } from '../causes/play.fixture.ts';

const ethernet = 14;

/** UDP ports of an IPv4 datagram in an Ethernet frame; none of other packets. */
function ports(frame: Uint8Array): readonly number[] {
  const view = new DataView(frame.buffer, frame.byteOffset + ethernet);
  const at = (view.getUint8(0) & 15) * 4;
  return view.getUint8(9) === 17 ? [view.getUint16(at), view.getUint16(at + 2)] : [];
}

const confidences = ({ findings }: Diagnosis): readonly (string | undefined)[] =>
  findings.filter(({ role }) => role === 'cause').map(({ confidence }) => confidence);

/** Captures as tcpdump takes them with a filter for ports; others than those named stay whole. */
function taken(files: readonly EvidenceFile[], only: readonly number[], ...paths: readonly string[]): EvidenceFile[] {
  return files.map((file) =>
    'packets' in file && (paths.length === 0 || paths.includes(file.path))
      ? { ...file, packets: file.packets.filter(({ frame }) => ports(frame).some((port) => only.includes(port))) }
      : file,
  );
}

/** What `src host` leaves of b's capture. */
function sentBy(address: string, files: readonly EvidenceFile[]): readonly EvidenceFile[] {
  const bytes = address.split('.').map(Number);
  const own = (frame: Uint8Array): boolean => bytes.every((byte, i) => frame[ethernet + 12 + i] === byte);
  return files.map((file) =>
    'packets' in file && file.path === 'b/capture.pcap'
      ? { ...file, packets: file.packets.filter(({ frame }) => own(frame)) }
      : file,
  );
}

/** Main mode through a NAT whose fifth message the responder cannot decrypt: the keys differ. */
function garbage(): readonly EvidenceFile[] {
  const p = play({ version: 1, nat: '203.0.113.9' });
  boot(p, 'a', 'b');
  mainMode(p);
  p.float();
  p.message('a', 'ID_PROT request 0 [ ID HASH ]', { bytes: 108 });
  for (let i = 1; i <= 3; i++) {
    p.wait(2 * i);
    p.life('a', 'b');
    p.retransmit('a', i, {});
  }
  p.life('a', 'b');
  return p.evidence();
}

describe('a capture taken with a filter', () => {
  it('of UDP 500 alone does not show that nothing came on UDP 4500', async () => {
    const files = captures(garbage());
    const whole = await diagnoseFiles(files);
    expect(candidates(whole)).toContain('auth.psk-mismatch');
    const less = await diagnoseFiles(taken(files, [500], 'b/capture.pcap'));
    expect(candidates(less)).toEqual(expect.arrayContaining(['auth.psk-mismatch', 'path.nat-t-blocked']));
    expect(confidences(less)).toEqual(['possible']);
  });

  it('of UDP 500 alone at both ends does not tell what became of a negotiation that went on to UDP 4500', async () => {
    const p = play({ nat: '203.0.113.9' });
    boot(p, 'a', 'b');
    p.message('a', initRequest, { lost: 'path' });
    p.wait(1);
    p.retransmit('a', 1, {});
    p.message('b', initResponse);
    p.float();
    const { verdict, findings } = await diagnoseFiles(taken(captures(p.evidence()), [500]));
    expect(verdict).toBe('inconclusive');
    expect(findings.filter(({ role }) => role === 'cause')).toEqual([]);
  });

  it('of the ports of IKE says nothing of ESP', async () => {
    const p = play();
    tunnel(p);
    p.esp('a', spiB, { count: 8 });
    p.esp('b', spiA, { count: 8 });
    p.wait(30);
    p.message('a', 'INFORMATIONAL request 2 [ ]', { bytes: 76 });
    p.message('b', 'INFORMATIONAL response 2 [ ]', { bytes: 76 });
    const files = captures(p.evidence());
    expect((await diagnoseFiles(files)).verdict).toBe('healthy');
    const { findings } = await diagnoseFiles(taken(files, [500, 4500], 'b/capture.pcap'));
    expect(findings.filter(({ role }) => role === 'cause')).toEqual([]);
  });

  it('of UDP 4500 alone does not show that nothing came on UDP 500', async () => {
    const p = play();
    saInit(p);
    p.float();
    p.message('a', 'IKE_AUTH request 1 [ IDi IDr AUTH SA TSi TSr ]', { bytes: 300 });
    p.message('b', 'IKE_AUTH response 1 [ IDr AUTH SA TSi TSr ]', { bytes: 240 });
    p.wait(60);
    p.attempt();
    p.message('a', initRequest, {});
    for (const i of [1, 2, 3]) {
      p.wait(3);
      p.retransmit('a', i, {});
    }
    p.wait(5);
    p.float();
    const less = await diagnoseFiles(taken(captures(p.evidence()), [4500], 'b/capture.pcap'));
    expect(confidences(less)).toEqual(['possible']);
    expect(candidates(less)).toEqual(expect.arrayContaining(['service.not-listening', 'path.ike-blocked']));
  });

  it('at the responder that holds other packets and no IKE may be of another interface', async () => {
    const p = play();
    p.ping('a');
    p.message('a', initRequest, { lost: 'path' });
    for (const i of [1, 2, 3]) {
      p.wait(3);
      p.retransmit('a', i, { lost: 'path' });
    }
    p.wait(5);
    p.ping('a');
    const less = await diagnoseFiles(captures(p.evidence()));
    expect(confidences(less)).toEqual(['possible']);
    expect(less.findings[0]?.id).toBe('path.ike-blocked');
    expect(candidates(less)).toEqual(expect.arrayContaining(['service.not-listening', 'ike.peer-failed']));
  });

  it('of one direction at a responder that answers others does not show that it did not get this one', async () => {
    const p = play();
    p.file('a', 'ip-addr.txt', `2: eth0    inet ${p.a}/24 scope global eth0`);
    p.file('b', 'ip-addr.txt', `2: eth0    inet ${p.b}/24 scope global eth0`);
    for (let i = 1; i <= 4; i++) p.stranger(i);
    p.message('a', initRequest, { unread: true });
    for (const i of [1, 2, 3]) {
      p.wait(3);
      p.retransmit('a', i, { unread: true });
    }
    p.wait(5);
    p.stranger(5);
    const less = await diagnoseFiles(sentBy(p.b, lacking(p.evidence(), '.log')));
    expect(candidates(less)).toEqual(
      expect.arrayContaining(['service.not-listening', 'path.ike-blocked', 'ike.peer-failed', 'load.overload']),
    );
  });

  it('without any IKE at the responder proves no loss where records are lost', async () => {
    const whole = unanswered({ before: (p) => p.ping('a') });
    const [found] = (await diagnoseFiles(whole)).findings;
    expect([found?.id, found?.confidence]).toEqual(['path.ike-blocked', 'certain']);
    const thinned = unsaid(whole, 'a/charon.log', /retransmit 1 of/);
    expect(confidences(await diagnoseFiles(thinned))).not.toContain('certain');
  });

  it('of one direction at the responder does not show that nothing came', async () => {
    const p = play();
    boot(p, 'a', 'b');
    p.ping('a');
    p.message('a', initRequest, {});
    for (const i of [1, 2, 3]) {
      p.wait(3);
      p.retransmit('a', i, {});
    }
    p.wait(5);
    p.ping('a');
    const less = await diagnoseFiles(sentBy(p.b, captures(p.evidence())));
    expect(confidences(less)).toEqual(['possible']);
  });
});
