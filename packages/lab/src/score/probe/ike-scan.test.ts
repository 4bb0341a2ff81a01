import { describe, expect, it } from 'vitest';
import { readIkeScan } from './ike-scan.ts';

describe('what ike-scan prints', () => {
  it('a handshake of main mode with its copies', () => {
    const text = [
      'Starting ike-scan 1.9.5 with 1 hosts (http://www.nta-monitor.com/tools/ike-scan/)',
      '198.51.100.13\tMain Mode Handshake returned HDR=(CKY-R=ee14328001642987) SA=(Enc=AES KeyLength=256 Hash=SHA1 Group=14:modp2048 Auth=PSK LifeType=Seconds LifeDuration=28800) VID=09002689dfd6b712 (XAUTH) VID=afcad71368a1f1c96b8696fc77570100 (Dead Peer Detection v1.0)',
      '',
      'IKE Backoff Patterns:',
      '',
      'IP Address\tNo.\tRecv time\t\tDelta Time',
      '198.51.100.13\t1\t1795991718.886023\t0.000000',
      '198.51.100.13\t2\t1795991719.886023\t1.000000',
      '198.51.100.13\tImplementation guess: UNKNOWN',
      '',
      'Ending ike-scan 1.9.5: 1 hosts scanned in 4.032 seconds (0.25 hosts/sec).  1 returned handshake; 0 returned notify',
    ].join('\n');
    expect(readIkeScan(text)).toEqual({
      first: 'accepted',
      transform: 'enc=AES bits=256 hash=SHA1 group=14 auth=PSK',
      notify: null,
      vendors: ['09002689dfd6b712', 'afcad71368a1f1c96b8696fc77570100'],
      answers: 2,
    });
  });

  it('a notify of IKEv2, and silence', () => {
    const notify = '198.51.100.52\tNotify message 14 (NO_PROPOSAL_CHOSEN) HDR=(CKY-R=0000000000000000, IKEv2)';
    expect(readIkeScan(notify)).toMatchObject({ first: 'notify', notify: 14 });
    expect(readIkeScan('Starting ike-scan 1.9.5 with 1 hosts\n\nEnding ike-scan 1.9.5: 1 hosts')).toMatchObject({
      first: 'silent',
      answers: null,
    });
  });
});
