import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipXfrmPolicy } from '../ip-xfrm-policy/reader.ts';
import { ipXfrmState } from '../ip-xfrm-state/reader.ts';
import { leaks, readText, sniffText } from '../shared/testing.ts';
import { ipXfrmMonitor } from './reader.ts';

const key = '22a9e549c22da5cf4bdcf2ceeeaa80d9686035e63fc8445a4db085d8fcbcdb26';
const sa = `src 198.51.100.20 dst 192.0.2.10
	proto esp spi 0xc1a00001 reqid 1 mode tunnel
	replay-window 32 flag af-unspec
	auth-trunc hmac(sha256) 0x${key} 128
	encap type espinudp sport 4500 dport 4500 addr 0.0.0.0
`;
const text = `[2026-11-23T10:00:00.000100] acquire proto esp 
  sel src 192.0.2.10/32 dst 198.51.100.20/32 proto icmp type 8 code 0 
  policy src 192.0.2.10/32 dst 198.51.100.20/32 
    dir out priority 366847 ptype main 

[2026-11-23T10:00:01.500000] Updated ${sa}[2026-11-23T10:00:01.600000] src 10.2.0.0/24 dst 10.1.0.0/24 
	dir in priority 375423 ptype main 
	tmpl src 198.51.100.20 dst 192.0.2.10
		proto esp reqid 1 mode tunnel
[2026-11-23T11:00:00.000000] Expired ${sa}	hard 0
[2026-11-23T11:05:00.000000] Expired ${sa}	hard 1
[2026-11-23T11:05:00.100000] Deleted ${sa}[2026-11-23T11:06:00.000000] Mapping change 198.51.100.20:4500 -> 198.51.100.20:1025
	dst 192.0.2.10  reqid 0x1 protocol esp  SPI 0xc1a00002
[2026-11-23T11:07:00.000000] Async event  (0x10)  replay update 
	src 198.51.100.20 dst 192.0.2.10  reqid 0x1 protocol esp  SPI 0xc1a00002
[2026-11-23T11:08:00.000000] Flushed policy ptype main 
`;

const told = (input: string): string[] =>
  readText(ipXfrmMonitor, input).observations.map((item) =>
    item.kind === 'log'
      ? `${item.code} ${String(item.args['spi'] ?? item.args['what'] ?? item.args['remoteTs'])}`
      : item.kind,
  );

describe('events of the kernel', () => {
  it('are told from listings', () => {
    const score = (input: string): number => sniffText(ipXfrmMonitor, input);
    for (const line of [
      text,
      `Deleted ${sa}`,
      'Flushed state proto esp\n',
      'acquire proto esp \n  sel src 1.2.3.4/32 dst 5.6.7.8/32\n',
    ]) {
      expect(score(line)).toBeGreaterThan(Math.max(sniffText(ipXfrmState, line), sniffText(ipXfrmPolicy, line)));
    }
    expect(score(sa)).toBe(0);
  });

  it('are read in order, with their times and lines', () => {
    expect(told(text)).toEqual([
      'kernel.acquire 198.51.100.20/32',
      'kernel.sa-added c1a00001',
      'kernel.policy-changed added',
      'kernel.expire c1a00001',
      'kernel.expire c1a00001',
      'kernel.sa-deleted c1a00001',
      'kernel.mapping-changed c1a00002',
      'kernel.flushed policy',
    ]);
    const reading = readText(ipXfrmMonitor, text);
    expect(reading.timeKind).toBe('local');
    expect(reading.observations[1]).toMatchObject({
      args: {
        source: '198.51.100.20',
        destination: '192.0.2.10',
        mode: 'tunnel',
        protocol: 'ESP',
        encapsulation: 'udp',
      },
      ns: BigInt(Date.UTC(2026, 10, 23, 10, 0, 1, 500)) * 1_000_000n,
      src: { at: [{ line: 6 }, { line: 10 }], time: '2026-11-23T10:00:01.500000' },
    });
    expect(reading.observations.slice(3, 5)).toMatchObject([{ args: { hard: false } }, { args: { hard: true } }]);
    expect(reading.observations[2]).toMatchObject({ args: { direction: 'in', source: '10.2.0.0/24' } });
    expect(reading.observations[6]).toMatchObject({ args: { from: '198.51.100.20:4500', to: '198.51.100.20:1025' } });
  });

  it('of the long form stand behind their time, and without one have none', () => {
    const long = `Timestamp: Mon Nov 23 10:00:00 2026 42 usec\nDeleted ${sa}`;
    expect(readText(ipXfrmMonitor, long).observations).toMatchObject([
      {
        code: 'kernel.sa-deleted',
        ns: BigInt(Date.UTC(2026, 10, 23, 10)) * 1_000_000n + 42_000n,
        src: { at: [{ line: 2 }, { line: 6 }] },
      },
    ]);
    expect(readText(ipXfrmMonitor, `Deleted ${sa}`)).toMatchObject({ timeKind: 'none', observations: [{ ns: null }] });
  });

  it('keys stay inside', () => {
    expect(leaks(readText(ipXfrmMonitor, text), key)).toEqual([]);
    expect(
      JSON.stringify(readText(ipXfrmMonitor, text), (_, value: unknown) => (typeof value === 'bigint' ? '' : value)),
    ).not.toContain(key);
  });

  it('never throws', () => {
    const piece = fc.oneof(fc.constantFrom(...text.split('\n')), fc.string());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (lines) => {
        expect(readText(ipXfrmMonitor, lines.join('\n')).faults).toEqual([]);
      }),
    );
  });
});
