import { describe, expect, it } from 'vitest';
import { pingLine } from './ping-line.ts';

describe('a line of ping', () => {
  it.each([
    ['64 bytes from 192.0.2.9: icmp_seq=1 ttl=63 time=10.5 ms', { is: 'answer', ms: 10.5 }],
    ['64 bytes from 192.0.2.9: seq=0 ttl=64 time=0.089 ms', { is: 'answer', ms: 0.089 }],
    ['Reply from 192.0.2.9: bytes=32 time<1ms TTL=57', { is: 'answer', ms: 1 }],
    ['Antwort von 192.0.2.9: Bytes=32 Zeit=12ms TTL=57', { is: 'answer', ms: 12 }],
    ['fe80::1의 응답: 시간=3ms', { is: 'answer', ms: 3 }],
    ['64 bytes from 192.0.2.9: icmp_seq=2 ttl=63 time=11.7 ms (DUP!)', { is: 'odd' }],
    ['PING gw.example (192.0.2.9) 56(84) bytes of data.', { is: 'head', target: 'gw.example', address: '192.0.2.9' }],
    ['3 packets transmitted, 2 received, 33% packet loss, time 2003ms', { is: 'sums', sent: 3, received: 2 }],
    ['3 packets transmitted, 2 packets received, 33.3% packet loss', { is: 'sums', sent: 3, received: 2 }],
    ['    Packets: Sent = 4, Received = 3, Lost = 1 (25% loss),', { is: 'sums', sent: 4, received: 3 }],
    ['    패킷: 보냄 = 4, 받음 = 4, 손실 = 0 (0% 손실),', { is: 'sums', sent: 4, received: 4 }],
    ['Negotiating IP Security.', { is: 'held' }],
    ['IP 보안을 협상 중입니다.', { is: 'held' }],
    ['ping: nowhere.example: Name or service not known', { is: 'unresolved', target: 'nowhere.example' }],
    ['ping: unknown host nowhere', { is: 'unresolved', target: 'nowhere' }],
    [
      'Ping request could not find host nowhere. Please check the name and try again.',
      { is: 'unresolved', target: 'nowhere' },
    ],
    ['Unknown host nowhere.', { is: 'unresolved', target: 'nowhere' }],
    [
      'Ping 요청에서 nowhere 호스트를 찾을 수 없습니다. 이름을 확인하고 다시 시도하십시오.',
      { is: 'unresolved', target: 'nowhere' },
    ],
    [
      'From 203.0.113.1 icmp_seq=1 Frag needed and DF set (mtu = 1400)',
      { is: 'refusal', refusal: 'too-big', mtu: 1400 },
    ],
    [
      'Reply from 203.0.113.1: Destination host unreachable.',
      { is: 'refusal', refusal: 'host-unreachable', mtu: null },
    ],
  ] as const)('%s', (line, wanted) => {
    expect(pingLine(line)).toEqual(wanted);
  });

  it.each([
    '',
    'Request timed out.',
    'rtt min/avg/max/mdev = 10.500/11.000/11.500/0.500 ms',
    'Pinging 192.0.2.9 with 32 bytes of data:',
  ])('tells nothing: %s', (line) => {
    expect(pingLine(line)).toBeNull();
  });

  it('is read in time, however long it is made', () => {
    const start = performance.now();
    for (const sign of ['=', 'ttl=', '= 1, ', 'time=', 'PING ', ' ']) pingLine(sign.repeat(50_000));
    expect(performance.now() - start).toBeLessThan(500);
  });
});
