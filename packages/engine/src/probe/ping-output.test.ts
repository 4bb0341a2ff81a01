import { describe, expect, it } from 'vitest';
import { readPing, readTracepath, refusedArguments } from './ping-output.ts';

describe('output of ping', () => {
  it('iputils: answers and their mean', () => {
    const text = `PING 192.0.2.9 (192.0.2.9) 56(84) bytes of data.
64 bytes from 192.0.2.9: icmp_seq=1 ttl=63 time=10.5 ms
64 bytes from 192.0.2.9: icmp_seq=2 ttl=63 time=11.5 ms
64 bytes from 192.0.2.9: icmp_seq=2 ttl=63 time=11.7 ms (DUP!)

--- 192.0.2.9 ping statistics ---
3 packets transmitted, 2 received, +1 duplicates, 33% packet loss, time 2003ms
rtt min/avg/max/mdev = 10.500/11.000/11.500/0.500 ms`;
    expect(readPing(text)).toEqual({ received: 2, averageMs: 11, refusal: null, mtu: null, negotiating: 0 });
  });

  it('a router that names its MTU, and the own host that does', () => {
    expect(readPing('From 203.0.113.1 icmp_seq=1 Frag needed and DF set (mtu = 1400)')).toMatchObject({
      refusal: 'too-big',
      mtu: 1400,
    });
    expect(readPing('ping: local error: message too long, mtu=1280')).toMatchObject({ refusal: 'too-big', mtu: 1280 });
    expect(readPing('From 2001:db8::1 icmp_seq=1 Packet too big: mtu=1380')).toMatchObject({
      refusal: 'too-big',
      mtu: 1380,
    });
    // An absurd MTU is not believed.
    expect(readPing('Frag needed and DF set (mtu = 0)').mtu).toBeNull();
  });

  it('Windows in English and in Korean', () => {
    const english = `Pinging 192.0.2.9 with 32 bytes of data:
Reply from 192.0.2.9: bytes=32 time=12ms TTL=57
Reply from 192.0.2.9: bytes=32 time<1ms TTL=57
Request timed out.
Packet needs to be fragmented but DF set.`;
    expect(readPing(english)).toMatchObject({ received: 2, refusal: 'too-big' });
    const korean = '192.0.2.9의 응답: 바이트=32 시간=12ms TTL=57\n요청 시간이 만료되었습니다.\n';
    expect(readPing(korean)).toMatchObject({ received: 1, averageMs: 12 });
  });

  it('Windows that negotiates first (TOOL-29)', () => {
    const text =
      'Negotiating IP Security.\nNegotiating IP Security.\nReply from 192.0.2.9: bytes=32 time=12ms TTL=57\n';
    expect(readPing(text)).toMatchObject({ received: 1, negotiating: 2 });
    expect(readPing('IP 보안을 협상 중입니다.\n')).toMatchObject({ received: 0, negotiating: 1 });
  });

  it('refusals are told apart from silence', () => {
    expect(readPing('From 192.0.2.1 icmp_seq=1 Destination Host Unreachable')).toMatchObject({
      received: 0,
      refusal: 'host-unreachable',
    });
    expect(readPing('From 192.0.2.1 icmp_seq=1 Packet filtered')).toMatchObject({ refusal: 'not-permitted' });
    expect(readPing('ping: socktype: SOCK_RAW\nping: socket: Operation not permitted')).toMatchObject({
      refusal: 'not-permitted',
    });
    expect(readPing('PING 192.0.2.9\n\n2 packets transmitted, 0 received')).toMatchObject({
      received: 0,
      refusal: null,
    });
  });

  it('another sort of ping is known by its refusal', () => {
    expect(
      refusedArguments("ping: invalid option -- 'M'\nBusyBox v1.35.0 multi-call binary.\n\nUsage: ping [OPTIONS] HOST"),
    ).toBe(true);
    expect(refusedArguments('PING 192.0.2.9 (192.0.2.9) 56(84) bytes of data.\n')).toBe(false);
  });

  it('tracepath: what it ends with, or the last it came to', () => {
    const text =
      ' 1?: [LOCALHOST]                      pmtu 1500\n 1:  192.0.2.1   0.4ms pmtu 1400\n 2:  198.51.100.9   0.9ms reached\n     Resume: pmtu 1400 hops 2 back 2\n';
    expect(readTracepath(text)).toBe(1400);
    expect(readTracepath(text.slice(0, text.indexOf(' 1:  192')))).toBe(1500);
    expect(readTracepath('tracepath: no such host')).toBeNull();
  });
});
