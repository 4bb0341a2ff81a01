import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameSecret } from '../../observations/index.ts';
import { orientSa } from '../../policy/orient.ts';
import { ipAddr } from '../ip-addr/reader.ts';
import { ipRoute } from '../ip-route/reader.ts';
import { ipXfrmPolicy } from '../ip-xfrm-policy/reader.ts';
import { ipXfrmState } from '../ip-xfrm-state/reader.ts';
import { netCounters } from '../net-counters/reader.ts';
import { sysctl } from '../sysctl/reader.ts';
import { udpListeners } from '../udp-listeners/reader.ts';
import { xfrmStat } from '../xfrm-stat/reader.ts';
import { everything, leaks, readText, sniffText } from './testing.ts';

const addr = `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
2: eth0@if2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default qlen 1000
    inet 192.0.2.10/24 scope global eth0
       valid_lft forever preferred_lft forever
    inet6 2001:DB8:0::1/64 scope global
3: tun0: <POINTOPOINT,NOARP> mtu 1400 qdisc noop state DOWN
    inet 10.9.0.1 peer 10.9.0.2/32 scope global tun0
`;
const addrJson =
  '[{"ifindex":2,"ifname":"eth0","flags":["UP"],"mtu":1500,"addr_info":[{"family":"inet","local":"192.0.2.10","prefixlen":24}]}]';
const route = `default via 192.0.2.1 dev eth0 
10.2.0.0/16 via 192.0.2.9 dev eth0 table 220 proto static src 10.1.0.1 
192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.10 
unreachable 10.66.0.0/16 dev lo metric 1024
local 192.0.2.10 dev eth0 table local proto kernel scope host src 192.0.2.10
default via fd00::1 dev eth0 metric 1024 pref medium
`;
const routeJson =
  '[{"dst":"default","gateway":"192.0.2.1","dev":"eth0","flags":[]},{"type":"blackhole","dst":"10.0.0.0/8","dev":"x","flags":[]}]';
const key1 = 'bed9022c86a32c0eac63b8ce33a889bf7ac3eff9';
const key2 = '22a9e549c22da5cf4bdcf2ceeeaa80d9686035e63fc8445a4db085d8fcbcdb26';
const key3 = '00112233445566778899aabbccddeeff00112233';
const state = `src 192.0.2.10 dst 198.51.100.20
	proto esp spi 0xfd4d3c30(4249697328) reqid 1(0x00000001) mode tunnel
	replay-window 0 seq 0x00000000 flag af-unspec (0x00100000)
	auth-trunc hmac(sha1) 0x${key1} (160 bits) 96
	enc cbc(aes) 0x${key2} (256 bits)
	encap type espinudp sport 4500 dport 4501 addr 0.0.0.0
	anti-replay context: seq 0x0, oseq 0x1f7, bitmap 0x00000000
	lifetime config:
	  limit: soft (INF)(bytes), hard (INF)(bytes)
	  expire add: soft 3351(sec), hard 3960(sec)
	lifetime current:
	  42252(bytes), 503(packets)
	  add 2026-11-23 22:45:28 use 2026-11-23 22:45:29
	stats:
	  replay-window 0 replay 2 failed 3
src 198.51.100.20 dst 192.0.2.10
	proto esp spi 0xcd93615e reqid 1 mode transport
	replay-window 32 flag esn
	mark 0x2a/0xff
	aead rfc4106(gcm(aes)) 0x${key3} 128
	anti-replay esn context:
	 seq-hi 0x0, seq 0x5, oseq-hi 0x0, oseq 0x0
	 replay_window 128, bitmap-length 4
	sel src 10.1.0.0/24 dst 10.2.0.0/24 proto tcp dport 80
	if_id 0x5
	dir in
`;
const policy = `src 10.1.0.0/24 dst 10.2.0.0/24 proto tcp dport 80 
	dir out priority 100 ptype main 
	mark 0x2a/0xff 
	tmpl src 192.0.2.10 dst 198.51.100.20
		proto esp spi 0xc1234567 reqid 1 mode tunnel
	if_id 0x5
src 10.3.0.0/24 dst 10.2.0.0/24 uid 0
	dir fwd action block index 10 priority 0 ptype main share any flag  (0x00000000)
	lifetime current:
	  7(bytes), 1(packets)
	  add 2026-11-23 22:46:26 use -
src 192.0.2.10/32 dst 198.51.100.20/32 proto icmp type 8 code 0 dev eth1
	dir out priority 1 ptype main
src ::/0 dst ::/0 
	socket in priority 0 ptype main 
`;
const stat = 'XfrmInError             	0\nXfrmInNoStates          	12\n';
const ss = `State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
UNCONN 0      0            0.0.0.0:500       0.0.0.0:*    users:(("charon-systemd",pid=7,fd=9))
UNCONN 0      0               [::]:4500         [::]:*
`;
const netstat = `Active Internet connections (only servers)
Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name
udp        0      0 192.0.2.10:500          0.0.0.0:*                           123/pluto
`;
/** Of all sockets, with users and timers, as a report of sos has it. */
const netstatAll = `Active Internet connections (servers and established)
Proto Recv-Q Send-Q Local Address           Foreign Address         State       User       Inode      PID/Program name     Timer
tcp        0      0 0.0.0.0:22              0.0.0.0:*               LISTEN      0          20001      900/sshd: /usr/sbin  off (0.00/0/0)
udp        0      0 192.0.2.10:500          198.51.100.20:500       ESTABLISHED 0          20002      77/other             off (0.00/0/0)
udp        0      0 192.0.2.10:4500         0.0.0.0:*                           0          20003      123/pluto            off (0.00/0/0)
`;
const ssAll = `Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process
nl    UNCONN 0      0      rtnl:pluto/311   *
raw   UNCONN 0      0      0.0.0.0:50       0.0.0.0:*
udp   UNCONN 0      0      192.0.2.10%eth0:isakmp 0.0.0.0:* users:(("pluto",pid=311,fd=20))
tcp   LISTEN 0      128    0.0.0.0:22       0.0.0.0:*
`;
const ssTcp = `State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
LISTEN 0      128          0.0.0.0:22        0.0.0.0:*
`;
const lsof = `COMMAND   PID USER   FD   TYPE DEVICE SIZE/OFF NODE NAME
sshd      900 root    3u  IPv4  20001      0t0  TCP *:22 (LISTEN)
charon    123 root   15u  IPv4  23456      0t0  UDP *:isakmp
charon    123 root   16u  IPv6  23457      0t0  UDP [2001:db8::1]:4500
dhclient  200 root    6u  IPv4  23458      0t0  UDP 192.0.2.10:68->192.0.2.1:67
`;
const switches = 'net.ipv4.ip_forward = 1\nnet.ipv4.conf.all.rp_filter = 0\n';

const addrOneLine = `1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
2: eth0@if9    inet 192.0.2.10/24 brd 192.0.2.255 scope global eth0\\       valid_lft forever preferred_lft forever
2: eth0    inet6 fe80::1/64 scope link \\       valid_lft forever preferred_lft forever
`;
const nstat = `#kernel
IpInReceives                    900                0.0
IpOutNoRoutes                   2                  0.0
TcpExtIPReversePathFilter       37                 0.0
`;
const netstatS = `Ip:
    Forwarding: 1
    900 total packets received
    5 dropped because of missing route
Udp:
    12 packets received
    3 receive buffer errors
IpExt:
    InOctets: 1234
TcpExt:
    IPReversePathFilter: 37
`;
const procNetstat = `TcpExt: SyncookiesSent IPReversePathFilter TCPTimeouts
TcpExt: 0 37 4
IpExt: InNoRoutes InOctets
IpExt: 1 1234
`;

const formats = [
  [ipAddr, addr],
  [ipAddr, addrOneLine],
  [netCounters, nstat],
  [netCounters, netstatS],
  [netCounters, procNetstat],
  [ipAddr, addrJson],
  [ipRoute, route],
  [ipRoute, routeJson],
  [ipXfrmState, state],
  [ipXfrmPolicy, policy],
  [xfrmStat, stat],
  [udpListeners, ss],
  [udpListeners, netstat],
  [udpListeners, netstatAll],
  [udpListeners, ssAll],
  [udpListeners, lsof],
  [sysctl, switches],
] as const;

describe('dumps of a host', () => {
  it('are told apart by content', () => {
    for (const [format, text] of formats) {
      const scores = [ipAddr, ipRoute, ipXfrmState, ipXfrmPolicy, xfrmStat, udpListeners, sysctl, netCounters].map(
        (other) => [other.format, sniffText(other, text)],
      );
      for (const [name, score] of scores) {
        if (name === format.format) expect(score).toBeGreaterThan(70);
        else expect(score).toBe(0);
      }
      expect(readText(format, text).faults).toEqual([]);
    }
  });

  it('reads addresses', () => {
    const reading = readText(ipAddr, addr);
    expect(reading.ownAddresses).toEqual(['192.0.2.10', '2001:db8::1', '10.9.0.1']);
    expect(reading.observations[1]).toMatchObject({ interface: 'eth0', prefix: 24, up: true, mtu: 1500 });
    expect(reading.observations[3]).toMatchObject({ kind: 'host-fact', name: 'interface-down', value: 'tun0' });
    expect(reading.observations[4]).toMatchObject({ interface: 'tun0', prefix: 32, up: false });
    expect(readText(ipAddr, addrJson).observations[0]).toMatchObject({ address: '192.0.2.10', prefix: 24, up: true });
  });

  it('reads addresses on one line each; a listing of interfaces alone lists no address', () => {
    expect(readText(ipAddr, addrOneLine).observations).toMatchObject([
      { interface: 'lo' },
      { interface: 'eth0', address: '192.0.2.10', prefix: 24 },
      { address: 'fe80::1' },
      { kind: 'listing', entries: 3 },
    ]);
    const links = addr
      .split('\n')
      .filter((line) => !line.includes('inet'))
      .join('\n');
    expect(readText(ipAddr, links).observations.some((one) => one.kind === 'listing')).toBe(false);
  });

  it('reads what the stack dropped', () => {
    for (const text of [nstat, netstatS, procNetstat])
      expect(readText(netCounters, text).observations).toContainEqual(
        expect.objectContaining({ kind: 'host-fact', name: 'IPReversePathFilter', value: '37' }),
      );
    expect(readText(netCounters, netstatS).observations).toContainEqual(
      expect.objectContaining({ name: 'RcvbufErrors', value: '3' }),
    );
  });

  it('states that are asked for, reserved or of compression are no SAs', () => {
    const text = `src 192.0.2.10 dst 198.51.100.20
	proto esp spi 0x00000000 reqid 1 mode tunnel
	replay-window 0
	sel src 10.1.0.1/32 dst 10.2.0.1/32
src 198.51.100.20 dst 192.0.2.10
	proto esp spi 0xc1a00001 reqid 1 mode tunnel
	replay-window 0
src 192.0.2.10 dst 198.51.100.20
	proto comp spi 0x0000abcd reqid 1 mode tunnel
	comp deflate
src 192.0.2.10 dst 198.51.100.20
	proto esp spi 0xcb500002 reqid 1 mode tunnel
	auth-trunc hmac(sha256) <<Keys hidden>> 128
	lifetime config:
	  limit: soft 900(bytes), hard 1000(bytes)
	  limit: soft (INF)(packets), hard (INF)(packets)
	  expire add: soft 3351(sec), hard 3960(sec)
`;
    const reading = readText(ipXfrmState, text);
    expect(reading.faults).toEqual([]);
    expect(reading.observations).toMatchObject([
      { spiOut: 'c1a00001', installed: false },
      {
        spiOut: 'cb500002',
        installed: true,
        attributes: { 'soft-bytes': '900', 'hard-bytes': '1000', 'soft-add-seconds': '3351' },
      },
      { kind: 'listing', entries: 2 },
      { name: 'xfrm-states-waited-for', value: '1' },
    ]);
  });

  it('reads routes', () => {
    const [first, second, , blocked, , six] = readText(ipRoute, route).observations;
    expect(first).toMatchObject({ destination: '0.0.0.0', prefix: 0, via: '192.0.2.1' });
    expect(second).toMatchObject({ destination: '10.2.0.0', prefix: 16, table: '220', source: '10.1.0.1' });
    expect(blocked).toMatchObject({ type: 'unreachable' });
    expect(six).toMatchObject({ destination: '::', via: 'fd00::1' });
    expect(readText(ipRoute, routeJson).observations[1]).toMatchObject({ type: 'blackhole', prefix: 8 });
  });

  it('reads states and keeps their keys', () => {
    const read = readText(ipXfrmState, state).observations;
    const [out, back] = read.filter((item) => item.kind === 'child-sa');
    if (out?.kind !== 'child-sa' || back?.kind !== 'child-sa') throw new Error();
    expect(out).toMatchObject({
      local: '192.0.2.10',
      spiOut: 'fd4d3c30',
      bytesOut: '42252',
      encapsulation: 'udp',
      transform: 'AUTH_HMAC_SHA1_96/ENCR_AES_CBC_256',
      attributes: { reqid: '1', oseq: '0x1f7', replay: '2', failed: '3', 'hard-add-seconds': '3960' },
    });
    expect(back).toMatchObject({
      mode: 'transport',
      transform: 'ENCR_AES_GCM_16_128',
      attributes: { mark: '0x2a/0xff', if_id: '0x5', direction: 'in', seq: '0x5', esn: 'yes' },
    });
    expect(orientSa(back, [])).toMatchObject({ local: '192.0.2.10', spiIn: 'cd93615e', spiOut: null });
    expect(orientSa(out, ['198.51.100.20'])).toMatchObject({ spiIn: 'fd4d3c30', bytesIn: '42252', bytesOut: null });
    expect(orientSa(out, ['192.0.2.10'])).toBe(out);
    const reading = readText(ipXfrmState, state);
    for (const key of [key1, key2, key3]) expect(everything(reading)).not.toContain(key);
    const [again] = readText(ipXfrmState, state).observations;
    const [a, b] = [out.keys?.['enc'], again?.kind === 'child-sa' ? again.keys?.['enc'] : undefined];
    expect(a !== undefined && b !== undefined && sameSecret(a, b)).toBe(true);
    const broken = `src 1.2.3.4 dst 5.6.7.8\n\tauth-trunc hmac(sha1) ${key1}\n\tenc 0x${key2}\nenc cbc(aes) 0x${key3}`;
    for (const key of [key1, key2, key3]) expect(leaks(readText(ipXfrmState, broken), key)).toEqual([]);
  });

  it('of the kernel that cannot be read are cited, and are no empty kernel', () => {
    const broken = `src 192.0.2.5/32 dst 192.0.2.9/32
\tdir out priority banana ptype main
\ttmpl src 0.0.0.0 dst 0.0.0.0
\t\tproto esp reqid 1 mode transport
src 999.0.2.5/32 dst 192.0.2.9/32
\tdir out priority 1
`;
    const { observations, faults } = readText(ipXfrmPolicy, broken);
    expect(observations).toEqual([]);
    expect(faults.map(({ line }) => line)).toEqual([1, 5]);
  });

  it('reads policies', () => {
    const [protect, block, allow, listing, sockets] = readText(ipXfrmPolicy, policy).observations;
    expect(protect).toMatchObject({
      action: 'protect',
      direction: 'out',
      destination: { protocol: 6, portFrom: 80, portTo: 80 },
      templates: [{ from: '192.0.2.10', spi: 'c1234567', reqid: '1', mode: 'tunnel' }],
      attributes: { mark: '0x2a/0xff', if_id: '0x5', priority: '100' },
    });
    expect(block).toMatchObject({ action: 'block', direction: 'fwd', attributes: { packets: '1' } });
    expect(allow).toMatchObject({ action: 'allow', source: { protocol: 1, portFrom: 2048 } });
    expect(listing).toMatchObject({ kind: 'listing', entries: 3 });
    expect(sockets).toMatchObject({ name: 'xfrm-socket-policies', value: '1' });
  });

  it('reads counters, listeners and switches', () => {
    expect(readText(xfrmStat, stat).observations[1]).toMatchObject({ name: 'XfrmInNoStates', value: '12' });
    expect(readText(udpListeners, ss).observations).toMatchObject([
      { name: 'listening-udp-500', value: '0.0.0.0 charon-systemd' },
      { name: 'listening-udp-4500', value: '::' },
      { name: 'listening-udp-listed' },
    ]);
    expect(readText(udpListeners, netstat).observations[0]).toMatchObject({ value: '192.0.2.10 pluto' });
    const sockets = (text: string): string[] =>
      readText(udpListeners, text).observations.flatMap((one) =>
        one.kind === 'host-fact' ? [`${one.name} ${one.value}`] : [],
      );
    expect(sockets(netstatAll)).toEqual(['listening-udp-4500 192.0.2.10 pluto', 'listening-udp-listed yes']);
    expect(sockets(ssAll)).toEqual(['listening-udp-500 192.0.2.10 pluto', 'listening-udp-listed yes']);
    expect(sockets(lsof)).toEqual([
      'listening-udp-500 * charon',
      'listening-udp-4500 2001:db8::1 charon',
      'listening-udp-listed yes',
    ]);
    // A listing of TCP alone says nothing of UDP.
    expect(sockets(ssTcp)).toEqual([]);
    expect(readText(sysctl, switches).observations[0]).toMatchObject({ name: 'net.ipv4.ip_forward', value: '1' });
  });

  it('never throws', () => {
    const piece = fc.oneof(fc.constantFrom(...formats.flatMap(([, text]) => text.split('\n'))), fc.string());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (list) => {
        for (const [format] of formats) {
          const { faults } = readText(format, list.join('\n'));
          expect(faults.some((one) => one.reason.startsWith('the reader stopped'))).toBe(false);
        }
      }),
    );
  });
});
