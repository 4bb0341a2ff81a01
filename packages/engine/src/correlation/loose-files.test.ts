import { describe, expect, it } from 'vitest';
import { boot, conf, healthy, saInit, tunnel, unanswered } from '../causes/exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile } from '../causes/play.fixture.ts';
import { makeCertificate, pem } from '../protocol/certificate.fixture.ts';
import { reportBody } from '../report/html/index.ts';
import { drawMarkdown } from '../report/markdown.ts';
import { drawTerminal } from '../report/terminal.ts';
import { accountOf, hostsByPath } from './account.fixture.ts';

const a = '192.0.2.10';
const b = '198.51.100.20';

/** The two logs, loose, and one more file of unknown host. */
async function hostOf(lines: readonly string[], more: readonly EvidenceFile[] = []): Promise<string | null> {
  const logs = healthy()
    .filter((file) => 'lines' in file)
    .map((file): EvidenceFile => ({ ...file, path: `${file.path.slice(0, 1)}.log` }));
  const account = await accountOf([...logs, ...more, { path: 'listing.txt', lines }], 'loose');
  const found = hostsByPath(account);
  expect([found['a.log'], found['b.log']]).toEqual([a, b]);
  return found['listing.txt'] ?? null;
}

/** Both SAs of the tunnel as `ip xfrm state` shows them at either end; the counters tell which. */
function states(at: 'a' | 'b' | null): string[] {
  const sa = (src: string, dst: string, spi: string, sent: boolean): string[] => [
    `src ${src} dst ${dst}`,
    `\tproto esp spi 0x${spi} reqid 1 mode tunnel`,
    '\treplay-window 32 flag af-unspec',
    `\tauth-trunc hmac(sha256) 0x${'ab'.repeat(32)} 128`,
    `\tenc cbc(aes) 0x${'cd'.repeat(32)}`,
    `\tanti-replay context: seq 0x${at === null || sent ? '0' : '1f'}, oseq 0x${at !== null && sent ? '20' : '0'}, bitmap 0x00000000`,
  ];
  return [...sa(a, b, 'cb500002', at === 'a'), ...sa(b, a, 'c1a00001', at === 'b')];
}

function policies(own: string, peer: string, ownNet: string, peerNet: string): string[] {
  const policy = (from: string, to: string, dir: string, src: string, dst: string): string[] => [
    `src ${from} dst ${to} `,
    `\tdir ${dir} priority 375423 ptype main `,
    `\ttmpl src ${src} dst ${dst}`,
    '\t\tproto esp reqid 1 mode tunnel',
  ];
  return [
    ...policy(ownNet, peerNet, 'out', own, peer),
    ...policy(peerNet, ownNet, 'fwd', peer, own),
    ...policy(peerNet, ownNet, 'in', peer, own),
  ];
}

/** A connection of one host to a peer by address or name, as a file of swanctl. */
const named = (own: string, peer: string, name = 'lan'): EvidenceFile => ({
  path: `${own}-${name}.conf`,
  lines: ['connections {', `  ${name} {`, `    local_addrs = ${own}`, `    remote_addrs = ${peer}`, '  }', '}'],
});

const route = (address: string): string[] => [
  'default via 203.0.113.1 dev eth0 ',
  `local ${address} dev eth0 table local proto kernel scope host src ${address} `,
  `broadcast ${address.replace(/\d+$/, '255')} dev eth0 table local proto kernel scope link src ${address} `,
];

describe('a host that nobody named', () => {
  it('is called by an address that others know, and not by one of its link', async () => {
    const { hosts } = await accountOf(
      [
        {
          path: 'listing.txt',
          lines: [
            '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default qlen 1000',
            '    link/ether 02:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff',
            '    inet6 fe80::1/64 scope link',
            '       valid_lft forever preferred_lft forever',
            `    inet ${a}/24 brd 192.0.2.255 scope global eth0`,
            '       valid_lft forever preferred_lft forever',
          ],
        },
      ],
      'loose',
    );
    expect(hosts.map(({ label }) => label)).toEqual([a]);
  });
});

describe('rules of a packet filter without a name find their host', () => {
  const rules = (hook: string, ...rule: string[]): string[] => [
    'table ip filter {',
    '\tchain one {',
    `\t\ttype ${hook === 'postrouting' ? 'nat' : 'filter'} hook ${hook} priority ${hook === 'postrouting' ? 'srcnat' : 'filter'}; policy accept;`,
    ...rule.map((text) => `\t\t${text}`),
    '\t}',
    '}',
  ];

  it('by the address they translate to', async () => {
    expect(await hostOf(rules('postrouting', `ip saddr 10.1.0.0/24 snat to ${a}`))).toBe(a);
  });

  it('by what they take in or send out', async () => {
    expect(await hostOf(rules('input', `ip daddr ${b} udp dport 500 drop`))).toBe(b);
    expect(await hostOf(rules('output', `ip saddr ${b} udp dport 500 drop`))).toBe(b);
  });

  it('not by whom they let through or whom they drop', async () => {
    expect(await hostOf(rules('input', `ip saddr ${b} drop`))).toBe(null);
    expect(await hostOf(rules('forward', `ip daddr ${b} drop`))).toBe(null);
    expect(await hostOf(rules('input', `ip daddr ${a} accept`, `ip daddr ${b} accept`))).toBe(null);
  });
});

describe('a kernel listing without a name finds its host', () => {
  it('by the near end of its policies', async () => {
    expect(await hostOf(policies(a, b, '10.1.0.0/24', '10.2.0.0/24'))).toBe(a);
    expect(await hostOf(policies(b, a, '10.2.0.0/24', '10.1.0.0/24'))).toBe(b);
  });

  it('by the selectors of transport mode, which are its own packets', async () => {
    const transport = (own: string, peer: string): string[] => [
      `src ${own}/32 dst ${peer}/32 `,
      '\tdir out priority 1753281 ptype main ',
      '\ttmpl src 0.0.0.0 dst 0.0.0.0',
      '\t\tproto esp reqid 16389 mode transport',
    ];
    expect(await hostOf(transport(a, b))).toBe(a);
    expect(await hostOf(transport(b, a))).toBe(b);
  });

  it('by the sequence counters of its SAs: only the sender counts what it sends', async () => {
    expect(await hostOf(states('a'))).toBe(a);
    expect(await hostOf(states('b'))).toBe(b);
  });

  it('and stays without one where no packet was counted: both ends list the same SAs', async () => {
    expect(await hostOf(states(null))).toBeNull();
  });

  it('by its local routes, and not by routes to the peer', async () => {
    expect(await hostOf(route(a))).toBe(a);
    expect(await hostOf(route(b))).toBe(b);
    expect(await hostOf([`${b} via 192.0.2.1 dev eth0 proto static `, 'default via 192.0.2.1 dev eth0 '])).toBeNull();
  });
});

describe('a log or console without addresses finds its host', () => {
  const child = (inbound: string, outbound: string, own: string, peer: string): string[] => [
    '2025-11-03 10:00:09.000 09[IKE] <net|1> establishing CHILD_SA lan{1}',
    `2025-11-03 10:00:09.100 09[IKE] <net|1> CHILD_SA lan{1} established with SPIs ${inbound}_i ${outbound}_o and TS ${own} === ${peer}`,
  ];

  it('by the SPIs it chose for what it receives', async () => {
    expect(await hostOf(child('c1a00001', 'cb500002', '10.1.0.0/24', '10.2.0.0/24'))).toBe(a);
    expect(await hostOf(child('cb500002', 'c1a00001', '10.2.0.0/24', '10.1.0.0/24'))).toBe(b);
  });

  it('by them in the console of pluto too', async () => {
    const console = (inbound: string, outbound: string): string[] => [
      '1v2 "net" #1: initiating IKEv2 connection',
      '1v2 "net" #1: sent IKE_SA_INIT request to peer',
      `002 "net" #2: initiator established Child SA using #1; IPsec tunnel [10.1.0.0-10.1.0.255:0-65535 0] -> [10.2.0.0-10.2.0.255:0-65535 0] {ESP/ESN=>0x${outbound} <0x${inbound} xfrm=AES_GCM_16_256-NONE DPD=passive}`,
    ];
    expect(await hostOf(console('c1a00001', 'cb500002'))).toBe(a);
    expect(await hostOf(console('cb500002', 'c1a00001'))).toBe(b);
  });

  it('by the name of the peer that it looked up, which one configuration has', async () => {
    const log = ["[CFG] vici initiate CHILD_SA 'lan'", '[IKE] unable to resolve gate.b.example, initiate aborted'];
    expect(await hostOf(log, [named(a, 'gate.b.example'), named(b, a)])).toBe(a);
    expect(await hostOf(log, [named(a, 'gate.b.example'), named(b, 'gate.b.example')])).toBe('local');
    expect(await hostOf(log, [named(b, a)])).toBe('local');
  });

  it('by the connection that was refused, which one configuration has', async () => {
    const output = (name: string): string[] => [
      `loading connection '${name}' failed: invalid value for: proposals, config discarded`,
      'loaded 0 of 1 connections, 1 failed to load, 0 unloaded',
    ];
    const files = [named(a, b, 'seoul'), named(b, a, 'busan')];
    expect(await hostOf(output('seoul'), files)).toBe(a);
    expect(await hostOf(output('busan'), files)).toBe(b);
    expect(await hostOf(output('daegu'), files)).toBe('local');
  });

  it('and not by SPIs that nobody else tells of', async () => {
    expect(await hostOf(child('c7777777', 'c8888888', '10.1.0.0/24', '10.2.0.0/24'))).toBeNull();
  });
});

describe('two hosts that have an address in common', () => {
  /** What `ip addr` shows of a host: its own address, its link-local one, and Docker's bridge. */
  const listing = (address: string, local: string | null): EvidenceFile => ({
    path: `${address}-${local}.txt`,
    lines: [
      '2: eth0: <BROADCAST,UP> mtu 1500 qdisc fq state UP',
      `    inet ${address}/24 scope global eth0`,
      ...(local === null ? [] : [`    inet6 ${local}/64 scope link `]),
      '3: docker0: <BROADCAST,UP> mtu 1500 qdisc noqueue state DOWN',
      '    inet 172.17.0.1/16 scope global docker0',
    ],
  });
  const hosts = async (...files: EvidenceFile[]): Promise<readonly string[]> =>
    (await accountOf(files, 'loose')).hosts.map(({ label }) => label);

  it('stay two, by their link-local addresses', async () => {
    expect(await hosts(listing('192.0.2.10', 'fe80::1'), listing('198.51.100.20', 'fe80::2'))).toEqual([a, b]);
  });

  it('are one where the link-local address is the same: it moved', async () => {
    expect(await hosts(listing('192.0.2.10', 'fe80::1'), listing('198.51.100.20', 'fe80::1'))).toHaveLength(1);
  });

  it('keep labels of their own', async () => {
    const found = await hosts(listing('192.0.2.10', 'fe80::1'), listing('198.51.100.20', 'fe80::2'));
    expect(new Set(found).size).toBe(found.length);
  });
});

describe('who owns an address', () => {
  const nat = '203.0.113.9';

  /** a calls the address in front of b's NAT, where nothing gets through; b has a private address and only its own files. */
  function behindNat(own: string, options: { readonly id?: string } = {}): EvidenceFile[] {
    const files = unanswered({
      play: { b: nat },
      message: { lost: 'path' },
      daemons: ['a'],
      after: (p) => conf(p, 'a'),
    });
    const there = play({ a, b: own });
    boot(there, 'b');
    conf(there, 'b', options.id === undefined ? {} : { id: options.id });
    there.file(
      'b',
      'ip-addr.txt',
      `2: eth0: <BROADCAST,UP> mtu 1500 qdisc fq state UP\n    inet ${own}/24 scope global eth0`,
    );
    return [
      ...files.filter((file) => file.path.startsWith('a/')),
      ...there.evidence().filter((file) => file.path.startsWith('b/') && 'lines' in file),
    ];
  }

  it('in front of a NAT: the one host behind it that has the identity the caller wants', async () => {
    const account = await accountOf(behindNat('192.168.7.20'));
    expect(account.ownerOf(nat)).toBe('b');
    expect(account.negotiations.map(({ initiator, responder }) => [initiator, responder])).toEqual([['a', 'b']]);
  });

  it('also where the host behind the NAT keeps an ipsec.conf, in which either side may be its own', async () => {
    const conn = (left: string, right: string): string =>
      ['conn net', ...left.split('|'), ...right.split('|')].join('\n\t');
    const own = '192.168.7.20';
    const here = `=${own}|ID=@b.example`;
    const there = `=${a}|ID=@a.example`;
    const side = (name: string, words: string): string => words.replace('=', `${name}=`).replace('|ID', `|${name}id`);
    for (const text of [
      conn(side('left', here), side('right', there)),
      conn(side('left', there), side('right', here)),
    ]) {
      const files = behindNat(own)
        .filter(({ path }) => path !== 'b/swanctl.conf')
        .concat({ path: 'b/ipsec.conf', lines: text.split('\n') });
      expect((await accountOf(files)).ownerOf(nat)).toBe('b');
    }
  });

  it('in front of a NAT: the one host behind it that has the identity that was proved from there', async () => {
    const p = play({ a: nat });
    tunnel(p);
    const own = '192.168.7.20';
    const there = play({ a: own, b: p.b });
    boot(there, 'a');
    conf(there, 'a');
    there.file(
      'a',
      'ip-addr.txt',
      `2: eth0: <BROADCAST,UP> mtu 1500 qdisc fq state UP\n    inet ${own}/24 scope global eth0`,
    );
    const files = [
      ...p.evidence().filter(({ path }) => path.startsWith('b/')),
      ...there.evidence().filter((file) => file.path.startsWith('a/') && 'lines' in file),
    ];
    expect((await accountOf(files)).ownerOf(nat)).toBe('a');
  });

  it('is not guessed for a host with a public address, or with another identity', async () => {
    expect((await accountOf(behindNat('198.51.100.77'))).ownerOf(nat)).not.toBe('b');
    expect((await accountOf(behindNat('192.168.7.20', { id: 'c.example' }))).ownerOf(nat)).not.toBe('b');
  });

  it('is not guessed between two hosts that both fit', async () => {
    const files = behindNat('192.168.7.20');
    const twin = files
      .filter((file) => file.path.startsWith('b/'))
      .map((file): EvidenceFile => ({ ...file, path: `c${file.path.slice(1)}` }))
      // The very same bytes would be the same end given twice.
      .map((file) => ('lines' in file ? { ...file, lines: [...file.lines, ''] } : file));
    expect((await accountOf([...files, ...twin])).ownerOf(nat)).toBeNull();
  });

  describe('by elimination: the other of two hosts tells no address of its own', () => {
    const logs = (files: readonly EvidenceFile[]): EvidenceFile[] => files.filter((file) => 'lines' in file);
    const mute = logs(unanswered({ message: { lost: 'path' } }));
    const [log] = mute.filter(({ path }) => path.startsWith('b/'));

    it('is the end the first one speaks with', async () => {
      const account = await accountOf(mute);
      expect(account.ownerOf(b)).toBe('b');
      expect(account.negotiations.map(({ initiator, responder }) => [initiator, responder])).toEqual([['a', 'b']]);
    });

    it('is said to be taken for it, in the document and in every report', async () => {
      const made = await diagnoseFiles(mute);
      expect(made.hosts.map(({ label, assumedAddresses }) => [label, assumedAddresses])).toEqual([
        ['a', []],
        ['b', [b]],
      ]);
      const said = `b is taken for the host at ${b}`;
      expect(drawTerminal(made, { lang: 'en', width: 200, color: false, full: false })).toContain(said);
      expect(drawMarkdown(made, { lang: 'en', full: false })).toContain(said);
      expect([...reportBody(made, { lang: 'en' })].map(({ text }) => text).join('')).toContain(said);
      // A log in which it tells its own address takes nothing for granted.
      const told = await diagnoseFiles(logs(healthy()));
      expect(told.hosts.flatMap(({ assumedAddresses }) => assumedAddresses)).toEqual([]);
    });

    it('is not guessed beside a third host', async () => {
      if (log === undefined || !('lines' in log)) throw new Error('no log of b');
      const third: EvidenceFile = { ...log, path: 'c/charon.log', lines: [...log.lines, ''] };
      expect((await accountOf([...mute, third])).ownerOf(b)).toBeNull();
    });

    it('is not guessed where the first one speaks with two', async () => {
      const twice = mute.map(
        (file): EvidenceFile =>
          file.path.startsWith('a/') && 'lines' in file
            ? { ...file, lines: [...file.lines, ...file.lines.map((line) => line.replaceAll(b, '203.0.113.77'))] }
            : file,
      );
      expect((await accountOf(twice)).ownerOf(b)).toBeNull();
    });

    it('is not guessed for a host that has a public address', async () => {
      const listed = unanswered({
        message: { lost: 'path' },
        before: (p) => p.file('b', 'ip-addr.txt', '2: eth0: <UP> mtu 1500\n    inet 203.0.113.40/24 scope global eth0'),
      });
      expect((await accountOf(logs(listed))).ownerOf(b)).toBeNull();
    });

    it('is not guessed for a host that runs no daemon', async () => {
      const files = mute.filter((file) => file !== log);
      const route: EvidenceFile = { path: 'b/ip-route.txt', lines: ['default via 203.0.113.1 dev eth0'] };
      expect((await accountOf([...files, route])).ownerOf(b)).toBeNull();
    });
  });

  it('never pairs a host with itself', async () => {
    const p = play();
    tunnel(p);
    p.life('a', 'b');
    // Everything in one folder, as of one host: its log tells of both roles.
    const files = p.evidence().map((file): EvidenceFile => ({ ...file, path: `x/${file.path.replace('/', '-')}` }));
    for (const kind of [files, files.filter((file) => 'lines' in file), files.filter((file) => 'packets' in file)]) {
      const { negotiations } = await accountOf(kind);
      expect(negotiations.length).toBeGreaterThan(0);
      for (const { initiator, responder } of negotiations) expect(initiator).not.toBe(responder);
    }
  });

  it('learns no address from a negotiation that one host seems to have with itself', async () => {
    const p = play({ nat });
    tunnel(p);
    const files = p.evidence();
    // Both logs in the folder of one host, and a capture from behind the NAT in another one.
    const mixed = files.flatMap((file): EvidenceFile[] =>
      'lines' in file
        ? [{ ...file, path: `x/${file.path.replace('/', '-')}` }]
        : file.path.startsWith('b/')
          ? [{ ...file, path: 'y/capture.pcap' }]
          : [],
    );
    expect((await accountOf(mixed)).ownerOf(nat)).not.toBe('x');
    expect((await accountOf(files)).ownerOf(nat)).toBe('a');
  });

  it('pairs no host with itself where both ends show one address', async () => {
    const p = play({ nat: '198.51.100.20' });
    boot(p, 'a', 'b');
    saInit(p);
    p.life('a', 'b');
    for (const { initiator, responder } of (await accountOf(p.evidence())).negotiations)
      expect(initiator).not.toBe(responder);
  });
});

describe('a certificate without a folder', () => {
  const certificate = pem('CERTIFICATE', makeCertificate({ subject: 'CN=b.example', issuer: 'CN=Root' }));

  it('belongs to the host whose connection names its file', async () => {
    const names = (own: string, peer: string, file: string): EvidenceFile => ({
      path: `${own}.conf`,
      lines:
        `connections {\n  lan {\n    local_addrs = ${own}\n    remote_addrs = ${peer}\n    local {\n      auth = pubkey\n      certs = ${file}\n    }\n  }\n}`.split(
          '\n',
        ),
    });
    const lines = certificate.split('\n');
    expect(await hostOf(lines, [names(a, b, 'other.pem'), names(b, a, '/etc/swanctl/x509/listing.txt')])).toBe(b);
    expect(await hostOf(lines, [names(a, b, 'listing.txt'), names(b, a, 'listing.txt')])).toBeNull();
    expect(await hostOf(lines)).toBeNull();
  });
});
