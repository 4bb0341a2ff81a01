import { describe, expect, it } from 'vitest';
import type { ChildConfig } from '../../observations/index.ts';
import { ipsecConf } from '../ipsec-conf/reader.ts';
import { ipsecStatus } from '../ipsec-status/reader.ts';
import type { TextFormat } from '../reader.ts';
import { swanctlConf } from '../swanctl-conf/reader.ts';
import { swanctlListConns } from '../swanctl-list-conns/reader.ts';
import { swanctlListPols } from '../swanctl-list-pols/reader.ts';
import { vici } from '../vici/reader.ts';
import { readText } from './testing.ts';

const nets = (count: number, joint = ' '): string =>
  Array.from({ length: count }, (_, i) => `10.${i >> 8}.${i & 255}.0/24`).join(joint);

const listings: readonly (readonly [string, TextFormat, (count: number) => string])[] = [
  [
    'swanctl.conf',
    swanctlConf,
    (count) => `connections {\n net {\n  children {\n   lan {\n    remote_ts = ${nets(count, ',')}\n   }\n  }\n }\n}\n`,
  ],
  [
    'ipsec.conf of strongSwan',
    ipsecConf,
    (count) =>
      `config setup\n\tcharondebug="ike 1"\n\nconn net\n\tleft=%defaultroute\n\tright=192.0.2.1\n\trightsubnet=${nets(count, ',')}\n`,
  ],
  [
    'swanctl --list-conns',
    swanctlListConns,
    (count) =>
      `net: IKEv2, no reauthentication, rekeying every 14400s\n  local:  192.0.2.2\n  remote: 192.0.2.1\n  lan: TUNNEL, rekeying every 3600s\n    local:  10.9.0.0/24\n    remote: ${nets(count)}\n`,
  ],
  [
    'swanctl --list-conns --raw',
    vici,
    (count) =>
      `list-conn event {net {local_addrs=[192.0.2.2] remote_addrs=[192.0.2.1] version=IKEv2 children {lan {mode=TUNNEL local-ts=[10.9.0.0/24] remote-ts=[${nets(count)}]}}}}\nlist-conns reply {}\n`,
  ],
  [
    'ipsec statusall of charon',
    ipsecStatus,
    (count) =>
      `Listening IP addresses:\n  192.0.2.2\nConnections:\n         net:  192.0.2.2...192.0.2.1  IKEv2\n         net:   local:  [a.example] uses pre-shared key authentication\n         net:   child:  10.9.0.0/24 === ${nets(count)} TUNNEL\n`,
  ],
];

describe('a list of selectors that is longer than what is kept', () => {
  it.each(listings)('is told of by %s', (_, format, text) => {
    const read = (count: number): readonly [readonly ChildConfig[], readonly string[]] => {
      const { observations, faults } = readText(format, text(count));
      const children = observations.flatMap((item) => (item.kind === 'connection' ? item.children : []));
      return [children, faults.map(({ reason }) => reason)];
    };
    const [[whole], none] = read(600);
    expect([whole?.remote.length, whole?.cut, none]).toEqual([600, undefined, []]);
    // A line of `ipsec statusall` that ingest gives is never so long.
    if (format === ipsecStatus) return;
    const [[cut], faults] = read(4100);
    expect([cut?.remote.length, cut?.cut]).toEqual([4096, { remote: 4100 }]);
    expect(faults).toEqual([expect.stringContaining('more selectors than are kept: the first 4096 of 4100')]);
  });

  it('is told of by swanctl --list-pols, whose sides multiply', () => {
    const read = (count: number): readonly [number, readonly string[]] => {
      const text = `net/lan, reqid 1, TUNNEL\n  local:  10.9.0.0/24\n  remote: ${nets(count)}\n`;
      const { observations, faults } = readText(swanctlListPols, text);
      return [observations.length, faults.map(({ reason }) => reason)];
    };
    expect(read(64)).toEqual([64, []]);
    expect(read(500)).toEqual([64, ['remote has more selectors than are kept: the first 64 of 500']]);
  });
});
