import { expect, it } from 'vitest';
import { listSas, tunnel } from '../causes/exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile } from '../causes/play.fixture.ts';

/** What `swanctl --list-sas` shows of an SA with a host behind a NAT. */
function listing(
  own: string,
  peer: string,
  spiIn: string,
  spiOut: string,
  packetsIn: number,
  packetsOut: number,
): string {
  return `net: #7, ESTABLISHED, IKEv2, 1a1b2c3d4e5f6071_i 9192a3b4c5d6e7f8_r
  local  'x.example' @ ${own}[4500]
  remote 'y.example' @ ${peer}[38688]
  AES_CBC-256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048
  established 60s ago, rekeying in 14057s
  lan: #7, reqid 7, INSTALLED, TUNNEL-in-UDP, ESP:AES_CBC-256/HMAC_SHA2_256_128
    installed 60s ago, rekeying in 3399s, expires in 3900s
    in  ${spiIn},    672 bytes,     ${packetsIn} packets
    out ${spiOut},    672 bytes,     ${packetsOut} packets
    local  10.2.0.0/24
    remote 10.3.0.0/24
`;
}

it('an SA is of the hosts that list it as their own, not of the one whose address a NAT shares', async () => {
  const p = play({ a: '192.168.1.10', nat: '192.0.2.200' });
  tunnel(p);
  p.esp('a', 0xcb500002, { udp: true, count: 4 });
  p.esp('b', 0xc1a00001, { udp: true, count: 4 });
  listSas(p, 'a', { spiIn: 'c1a00001', spiOut: 'cb500002', packetsIn: 4, packetsOut: 4 });
  p.file('b', 'list-sas.txt', listing('198.51.100.20', '192.0.2.200', 'cb500004', 'c3000003', 0, 8));
  const other: EvidenceFile = {
    path: 'c/list-sas.txt',
    lines: listing('10.0.0.30', '198.51.100.20', 'c3000003', 'cb500004', 0, 8).split('\n'),
  };
  const { findings, pairs } = await diagnoseFiles([...p.evidence(), other]);
  expect(pairs.map(({ hosts }) => [...hosts].sort().join(' ')).sort()).toEqual(['a b', 'b c']);
  const causes = findings.filter(({ role }) => role === 'cause');
  expect(
    causes.map(({ id, scope }) => [id, scope.pair === pairs.find(({ hosts }) => hosts.includes('c'))?.id]),
  ).toEqual([['path.esp-blocked', true]]);
});
