import { describe, expect, it } from 'vitest';
import { codesOf, eventOf, sessionsOf } from '../device-log/testing.ts';
import { readText, sniffText } from '../shared/testing.ts';
import { ikedLog } from './index.ts';

const log = `Jan  1 10:10:10 gw iked[123]: spi=0x1a2b3c4d5e6f7788: recv IKE_SA_INIT req 0 peer 203.0.113.9:500 local 198.51.100.1:500, 518 bytes, policy 'road'
Jan  1 10:10:10 gw iked[123]: spi=0x1a2b3c4d5e6f7788: send IKE_SA_INIT res 0 peer 203.0.113.9:500 local 198.51.100.1:500, 325 bytes
Jan  1 10:10:10 gw iked[123]: spi=0x1a2b3c4d5e6f7788: recv IKE_AUTH req 1 peer 203.0.113.9:4500 local 198.51.100.1:4500, 1200 bytes, policy 'road'
Jan  1 10:10:10 gw iked[123]: spi=0x1a2b3c4d5e6f7788: ikev2_ike_auth_recv: unexpected auth method SIG, was expecting SHARED_KEY_MIC`;

describe('OpenIKED', () => {
  it('follows an SA by its SPI', () => {
    expect(sessionsOf(ikedLog, log)).toMatchObject([
      {
        connection: 'road',
        version: 2,
        role: 'responder',
        initiatorSpi: '1a2b3c4d5e6f7788',
        peer: { address: '203.0.113.9', port: 500 },
      },
    ]);
    expect(eventOf(ikedLog, log, 'message.parsed').args).toMatchObject({ exchange: 'IKE_SA_INIT', role: 'request' });
    expect(eventOf(ikedLog, log, 'auth.method-refused').args).toMatchObject({
      offered: 'SIG',
      wanted: 'SHARED_KEY_MIC',
    });
    expect(readText(ikedLog, log).hostName).toBe('gw');
  });

  it('reads the reason an SA was closed for by who asked', () => {
    const ask = 'spi=0x1a2b3c4d5e6f7788: send IKE_SA_INIT req 0 peer 203.0.113.9:500 local 0.0.0.0:500, 518 bytes';
    const end = (reason: string): string => `${ask}\nspi=0x1a2b3c4d5e6f7788: sa_free: ${reason}`;
    expect(codesOf(ikedLog, end('SA_INIT timeout')).at(-1)).toBe('message.gave-up');
    expect(codesOf(ikedLog, end('no proposal chosen')).at(-1)).toBe('notify.received');
    expect(codesOf(ikedLog, end('received delete')).at(-1)).toBe('delete.received');
  });

  it('reads the older way of writing packets', () => {
    const old = `iked[1]: ikev2_recv: IKE_SA_INIT request from initiator 203.0.113.9:500 to 198.51.100.1:500 policy 'road' id 0, 510 bytes
iked[1]: ikev2_msg_send: IKE_SA_INIT response from 198.51.100.1:500 to 203.0.113.9:500 msgid 0, 471 bytes`;
    expect(codesOf(ikedLog, old)).toEqual(['packet.received', 'message.parsed', 'message.generated', 'packet.sent']);
    expect(sessionsOf(ikedLog, old)).toMatchObject([{ role: 'responder', local: { address: '198.51.100.1' } }]);
  });

  it('is recognised, and cut anywhere without a fault', () => {
    expect(sniffText(ikedLog, log)).toBeGreaterThan(90);
    for (let end = 0; end < log.length; end += 31) expect(readText(ikedLog, log.slice(0, end)).faults).toEqual([]);
  });
});
