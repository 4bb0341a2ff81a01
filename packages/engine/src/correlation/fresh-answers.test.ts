import { describe, expect, it } from 'vitest';
import { boot } from '../causes/exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile } from '../causes/play.fixture.ts';
import { buildMessage } from '../protocol/ike/build.ts';
import { udpIp } from '../protocol/ip/build.ts';

const none = '0000000000000000';
const cookie = '1122334455667788';

/** Main mode: a repeats its first message, and b answers each copy under a fresh cookie of its own (RFC 2408 2.5.3). */
function answeredAnew(): readonly EvidenceFile[] {
  const p = play({ version: 1 });
  boot(p, 'a', 'b');
  p.life('a', 'b');
  const message = (responderSpi: string): Uint8Array =>
    buildMessage({ major: 1, initiatorSpi: cookie, responderSpi, exchange: 2, raw: new Uint8Array(120) });
  for (let copy = 1; copy <= 3; copy += 1) {
    p.packet(['a', 'b'], udpIp(p.a, p.b, 500, 500, message(none)));
    p.packet(['a', 'b'], udpIp(p.b, p.a, 500, 500, message(`${copy}`.repeat(16))));
    p.wait(1);
  }
  p.life('a', 'b');
  return p.evidence();
}

/** IKEv2: b refuses each copy of the request in a message with a fresh SPI, and keeps nothing. */
function refusedAnew(): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  p.life('a', 'b');
  const head = { major: 2, initiatorSpi: cookie, exchange: 34, messageId: 0 };
  const refusal = { type: 41, body: Uint8Array.of(0, 0, 0, 14) };
  for (let copy = 1; copy <= 3; copy += 1) {
    const request = buildMessage({ ...head, responderSpi: none, flags: 8 });
    const response = buildMessage({ ...head, responderSpi: `${copy}`.repeat(16), flags: 32, payloads: [refusal] });
    p.packet(['a', 'b'], udpIp(p.a, p.b, 500, 500, request));
    p.packet(['a', 'b'], udpIp(p.b, p.a, 500, 500, response));
    p.wait(1);
  }
  p.life('a', 'b');
  return p.evidence();
}

describe('a responder that answers each copy of the first message under a fresh cookie', () => {
  it('has sent message 2 three times, and no message 4 or 6', async () => {
    const { negotiations } = await diagnoseFiles(answeredAnew());
    expect(negotiations.map(({ messages }) => messages.map(({ step, copies }) => [step, copies]))).toEqual([
      [
        ['Main Mode message 1', 3],
        ['Main Mode message 2', 3],
      ],
    ]);
  });

  it('of IKEv2 has refused one request three times', async () => {
    const { negotiations } = await diagnoseFiles(refusedAnew());
    expect(negotiations.map(({ messages }) => messages.map(({ step, copies }) => [step, copies]))).toEqual([
      [
        ['IKE_SA_INIT request', 3],
        ['IKE_SA_INIT response', 3],
      ],
    ]);
  });
});
