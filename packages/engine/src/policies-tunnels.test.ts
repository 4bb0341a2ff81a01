import { describe, expect, it } from 'vitest';
import { bytesInput } from './ingest/ingest.ts';
import { compare, type PolicyEnd, readHostPolicies, simulate } from './policies.ts';
import { drawComparison } from './report/policy-sheet.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

interface Ends {
  readonly own: string;
  readonly peer: string;
  readonly ownNet: string;
  readonly peerNet: string;
}
const east: Ends = { own: '192.0.2.1', peer: '192.0.2.2', ownNet: '10.1.0.0/16', peerNet: '10.2.0.0/16' };
const west: Ends = { own: '192.0.2.2', peer: '192.0.2.1', ownNet: '10.2.0.0/16', peerNet: '10.1.0.0/16' };

/** A filter list with its rule, one way (Microsoft KB 816514). */
const way = (name: string, from: string, to: string, end: string): string =>
  [
    `add filterlist name=${name}`,
    `add filter filterlist=${name} srcaddr=${from} dstaddr=${to} mirrored=no`,
    `add rule name=${name} policy=P filterlist=${name} filteraction=Secure tunnel=${end} psk=swordfish`,
  ]
    .map((line) => `netsh ipsec static ${line}\n`)
    .join('');

const legacy = ({ own, peer, ownNet, peerNet }: Ends): string =>
  `netsh ipsec static add policy name=P assign=yes mmsecmethods="3DES-SHA1-2"
netsh ipsec static add filteraction name=Secure action=negotiate qmsecmethods="ESP[3DES,SHA1]"
${way('Out', ownNet, peerNet, peer)}${way('In', peerNet, ownNet, own)}`;

const modern = ({ own, peer, ownNet, peerNet }: Ends): string =>
  `netsh advfirewall set global mainmode mmsecmethods dhgroup14:aes128-sha256
netsh advfirewall consec add rule name=T mode=tunnel endpoint1=${ownNet} endpoint2=${peerNet} localtunnelendpoint=${own} remotetunnelendpoint=${peer} action=requireinrequireout auth1=computerpsk auth1psk=swordfish qmsecmethods=esp:sha1-aes128 qmpfs=none
`;

const swanctl = ({ own, peer, ownNet, peerNet }: Ends): string => `connections {
  net {
    version = 1
    local_addrs = ${own}
    remote_addrs = ${peer}
    proposals = 3des-sha1-modp1024, aes128-sha256-modp2048
    local {
      auth = psk
    }
    remote {
      auth = psk
    }
    children {
      net {
        local_ts = ${ownNet}
        remote_ts = ${peerNet}
        esp_proposals = 3des-sha1, aes128-sha1
      }
    }
  }
}
`;

const libreswan = ({ own, peer, ownNet, peerNet }: Ends): string => `conn net
  left=${own}
  right=${peer}
  leftsubnet=${ownNet}
  rightsubnet=${peerNet}
  authby=secret
  ikev2=no
  ike=3des-sha1;modp1024,aes128-sha2_256;modp2048
  esp=3des-sha1,aes128-sha1
  pfs=no
  auto=add
`;

async function end(label: string, file: string, content: string, address: string): Promise<PolicyEnd> {
  const [host] = await readHostPolicies([{ ...bytesInput(file, text(content)), host: label }]);
  if (host === undefined) throw new Error('nothing was read');
  return { label, host, words: { addresses: [address] }, told: true };
}

const written = {
  'netsh ipsec static': ['p.cmd', legacy],
  'connection security rule': ['p.cmd', modern],
  strongSwan: ['swanctl.conf', swanctl],
  Libreswan: ['ipsec.conf', libreswan],
} as const;

/** Kinds of what does not fit, both ways together, with both values. */
async function against(mine: keyof typeof written, his: keyof typeof written, other: Ends): Promise<string[]> {
  const [a, b] = [
    await end('east', written[mine][0], written[mine][1](east), '192.0.2.1'),
    await end('west', written[his][0], written[his][1](other), '192.0.2.2'),
  ];
  const document = compare(a, b);
  expect(document.connections.length).toBeGreaterThan(0);
  const found = document.connections.flatMap(({ aspects }) =>
    aspects.flatMap(({ kind, verdict, initiator, responder }) => {
      if (verdict !== 'mismatch') return [];
      expect([kind, initiator, responder]).not.toContain(null);
      return [kind];
    }),
  );
  for (const lang of ['en', 'ko'] as const)
    expect(drawComparison(document, { width: 100, color: false, full: false, lang })).not.toContain('undefined');
  return [...new Set(found)].sort();
}

const pairs = [
  ['netsh ipsec static', 'netsh ipsec static'],
  ['connection security rule', 'connection security rule'],
  ['netsh ipsec static', 'strongSwan'],
  ['connection security rule', 'strongSwan'],
  ['netsh ipsec static', 'Libreswan'],
  ['connection security rule', 'Libreswan'],
] as const;

describe('tunnels of Windows policies', () => {
  it.each(pairs)('%s and %s: that fit', async (mine, his) => {
    expect(await against(mine, his, west)).toEqual([]);
  });

  it.each(pairs)('%s and %s: with a third machine', async (mine, his) => {
    expect(await against(mine, his, { ...west, peer: '192.0.2.9' })).toContain('address');
  });

  it.each(pairs.slice(0, 2))('%s and %s: from another address', async (mine, his) => {
    expect(await against(mine, his, { ...west, own: '192.0.2.8' })).toContain('address');
  });

  it.each(pairs)('%s and %s: of other networks', async (mine, his) => {
    expect(await against(mine, his, { ...west, ownNet: '10.2.0.0/24' })).toEqual(['selectors']);
  });

  it.each(['netsh ipsec static', 'connection security rule'] as const)(
    '%s between the two hosts: the ends are held against each other for each class of traffic',
    async (kind) => {
      const [file, write] = written[kind];
      const narrow = { ownNet: '192.0.2.1/32', peerNet: '192.0.2.2/32' };
      const a = await end('east', file, write({ ...east, ...narrow }), '192.0.2.1');
      const turned = { ownNet: narrow.peerNet, peerNet: narrow.ownNet };
      const web = { protocol: 6, sourcePort: 1030, destinationPort: 80 };
      const problems = async (other: Ends): Promise<readonly string[]> =>
        simulate(a, await end('west', file, write(other), '192.0.2.2'), web).problems;
      expect(await problems({ ...west, ...turned })).toEqual([]);
      expect(await problems({ ...west, ...turned, own: '192.0.2.9' })).toEqual(['tunnel-endpoints-differ']);
      expect(await problems({ ...west, ...turned, ownNet: '192.0.2.0/24' })).toEqual(['filters-differ']);
    },
  );
});
