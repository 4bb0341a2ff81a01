import { describe, expect, it } from 'vitest';
import { causesOf, describeCause } from '../describe-cause.fixture.ts';
import { arriving, from, listSas, spiB, tunnel } from '../exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile } from '../play.fixture.ts';

/** What a sends is decrypted at b; nothing goes back unless b forwards. */
function forwarding(on: boolean): readonly EvidenceFile[] {
  const p = play();
  arriving(p, { delivered: 12, answers: on ? 12 : 0 });
  p.file(
    'b',
    'sysctl.txt',
    `net.ipv4.ip_forward = ${on ? 1 : 0}\nnet.ipv4.conf.all.rp_filter = 0\nnet.ipv6.conf.all.forwarding = 1\n`,
  );
  return p.evidence();
}

const files = forwarding(false);

describeCause('host.forwarding-or-filter', {
  proves: {
    files,
    confidence: 'certain',
    details: { host: 'b', reason: 'forwarding-off', settings: ['net.ipv4.ip_forward=0'] },
  },
  unlike: { 'packets go both ways': { files: forwarding(true), is: null } },
  cannotTell: { files: from('a', files) },
});

/** What a sends is decrypted at b, which never answers, and this file of b. */
function silentBehind(name: string, text: string): readonly EvidenceFile[] {
  const p = play();
  arriving(p, { delivered: 12 });
  p.file('b', name, text);
  return p.evidence();
}

async function first(evidence: readonly EvidenceFile[]): Promise<string> {
  const [cause] = causesOf(await diagnoseFiles(evidence));
  return `${cause?.id ?? 'none'} ${cause?.confidence ?? ''} ${JSON.stringify(cause?.details['settings'] ?? null)}`;
}

const table = (rules: string): string => `*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
${rules}COMMIT
`;

describe('rules of a packet filter', () => {
  it('one that drops what came out of the tunnel is the cause', async () => {
    const rule = '-A FORWARD -m policy --dir in --pol ipsec -j DROP';
    expect(await first(silentBehind('iptables-save.txt', table(`${rule}\n`)))).toBe(
      `host.forwarding-or-filter certain ["FORWARD: ${rule}"]`,
    );
    const listing = `Chain FORWARD (policy DROP 12 packets, 1008 bytes)
 pkts bytes target     prot opt in     out     source               destination         
    0     0 ACCEPT     all  --  *      *       10.9.0.0/16          0.0.0.0/0           
`;
    expect(await first(silentBehind('iptables-L.txt', listing))).toMatch(/^host.forwarding-or-filter certain/);
  });

  it.each([
    ['a rule for something else', '-A INPUT -p tcp -m tcp --dport 23 -j DROP\n'],
    ['a rule for other addresses', '-A FORWARD -s 203.0.113.0/24 -j DROP\n'],
    ['a rule for the host, which is not known to be asked', '-A INPUT -j DROP\n'],
    ['a rule behind one that accepts', '-A FORWARD -s 10.1.0.0/24 -j ACCEPT\n-A FORWARD -j DROP\n'],
    ['a rule with a limit of its own', '-A FORWARD -m limit --limit 1/sec -j DROP\n'],
    ['a rule for one port', '-A FORWARD -p tcp -m tcp --dport 445 -j DROP\n'],
  ])('%s never makes it certain', async (_, rules) => {
    expect(await first(silentBehind('iptables-save.txt', table(rules)))).not.toContain('certain');
  });

  it('that forwarding is off says nothing where a host protects only itself', async () => {
    const p = play();
    tunnel(p, { localTs: `${p.a}/32`, remoteTs: `${p.b}/32` });
    p.life('a', 'b');
    p.esp('a', spiB, { count: 12 });
    p.wait(1);
    p.life('a', 'b');
    const ts = [`${p.a}/32`, `${p.b}/32`] as const;
    listSas(p, 'a', { spiIn: 'c1a00001', spiOut: 'cb500002', packetsIn: 0, packetsOut: 12, ts });
    listSas(p, 'b', { spiIn: 'cb500002', spiOut: 'c1a00001', packetsIn: 12, packetsOut: 0, ts: [ts[1], ts[0]] });
    p.file('b', 'sysctl.txt', 'net.ipv4.ip_forward = 0\n');
    expect(await first(p.evidence())).not.toContain('certain');
  });

  it('a strict check of the way back is a reason, by interface', async () => {
    const switches = `net.ipv4.ip_forward = 1
net.ipv4.conf.all.rp_filter = 0
net.ipv4.conf.default.rp_filter = 1
net.ipv4.conf.eth0.rp_filter = 1
net.ipv4.conf.lo.rp_filter = 1
`;
    expect(await first(silentBehind('sysctl.txt', switches))).toBe(
      'host.forwarding-or-filter likely ["net.ipv4.conf.eth0.rp_filter=1"]',
    );
  });

  it('packets that the kernel counts as dropped for their way back are cited', async () => {
    const text = '#kernel\nIpInReceives 9 0.0\nTcpExtIPReversePathFilter       37                 0.0\n';
    expect(await first(silentBehind('nstat.txt', text))).toBe(
      'host.forwarding-or-filter likely ["IPReversePathFilter=37"]',
    );
  });
});

describe('a report made by sos', () => {
  it('is one host with the capture beside it, and its rules count', async () => {
    const rule = '-A FORWARD -m policy --dir in --pol ipsec -j DROP';
    const evidence = silentBehind('iptables-save.txt', table(`${rule}\n`)).map((file) => {
      const name = file.path.slice(2);
      if (!file.path.startsWith('b/')) return file;
      if (name === 'charon.log') return { ...file, path: 'b/sosreport-b/var/log/messages' };
      if (name === 'list-sas.txt') return { ...file, path: 'b/sosreport-b/sos_commands/strongswan/swanctl_--list-sas' };
      return name.endsWith('.pcap')
        ? file
        : { ...file, path: 'b/sosreport-b/sos_commands/firewall_tables/iptables-save' };
    });
    expect(await first(evidence)).toBe(`host.forwarding-or-filter certain ["FORWARD: ${rule}"]`);
  });
});
