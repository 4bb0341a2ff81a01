import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textFormats } from '../formats/index.ts';
import type { WireReading } from '../protocol/wire-reading.ts';
import { bytesInput, ingest } from './ingest.ts';
import { sectionTitle } from './sections.ts';
import type { EvidenceInput, Ingested } from './types.ts';

const readWire = (): Promise<WireReading> => Promise.reject(new Error('no capture here'));

/** What barf of Libreswan writes, made up and short. */
const barf = `east.example.net
Mon Nov 23 10:00:00 UTC 2026
+ _________________________ version
+ ipsec --version
Libreswan 4.10
+ _________________________ ip-xfrm-state
+ ip xfrm state
+ _________________________ ip-xfrm-policy
+ test -r /proc/net/pfkey
+ _________________________ ip-xfrm-stats
+ cat /proc/net/xfrm_stat
XfrmInError             \t0
XfrmInNoStates          \t7
+ _________________________ ip-addr-list
+ ip addr list
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq state UP group default qlen 1000
    inet 192.0.2.10/24 brd 192.0.2.255 scope global eth0
+ _________________________ /proc/sys/net/ipv4/ip_forward
+ cat /proc/sys/net/ipv4/ip_forward
0
+ _________________________ /proc/sys/net/ipv4/conf/star-rp_filter
+ cd /proc/sys/net/ipv4/conf
+ egrep '^' all/rp_filter eth0/rp_filter
all/rp_filter:0
eth0/rp_filter:1
+ _________________________ ipsec/secrets
+ cat /etc/ipsec.secrets
+ ipsec _secretcensor
@east @west : PSK "[sums to 0cc1...]"
+ _________________________ iptables
+ test -e /proc/net/ip_tables_names
+ iptables-save --modprobe=/dev/null
*filter
:INPUT ACCEPT [0:0]
-A INPUT -p esp -j DROP
COMMIT
+ _________________________ plog
+ journalctl -u ipsec.service --no-pager
Nov 23 09:58:01 east pluto[311]: Starting Pluto (Libreswan Version 4.10 IKEv2 XFRM) pid:311
Nov 23 09:58:02 east pluto[311]: adding UDP interface eth0 192.0.2.10:500
Nov 23 09:58:03 east pluto[311]: "net" #1: initiating IKEv2 connection
+ _________________________ date
+ date
Mon Nov 23 10:00:01 UTC 2026
`;

function text(path: string, content: string, more: Partial<EvidenceInput> = {}): EvidenceInput {
  return { ...bytesInput(path, new TextEncoder().encode(content)), ...more };
}

async function read(...inputs: readonly EvidenceInput[]): Promise<Ingested> {
  return ingest(inputs, { formats: textFormats, readWire });
}

const table = (found: Ingested): string[] =>
  found.artifacts.map((a) => `${a.parent === null ? '' : '  '}${a.path} ${a.format} ${a.hostHint ?? '-'}`);

describe('a text of many commands', () => {
  it('is read section by section, all of one host', async () => {
    const found = await read(text('barf.txt', barf));
    expect(table(found)).toEqual([
      'barf.txt ipsec-barf -',
      '  barf.txt/ip-addr-list ip-addr east.example.net',
      '  barf.txt/ip-xfrm-state ip-xfrm-state east.example.net',
      '  barf.txt/ip-xfrm-stats xfrm-stat east.example.net',
      '  barf.txt/ipsec/secrets ipsec-secrets east.example.net',
      '  barf.txt/iptables iptables east.example.net',
      '  barf.txt/plog pluto-log east.example.net',
      '  barf.txt/proc/sys/net/ipv4/conf/star-rp_filter sysctl east.example.net',
      '  barf.txt/proc/sys/net/ipv4/ip_forward sysctl east.example.net',
      '  barf.txt/version ipsec-version east.example.net',
    ]);
  });

  it('cites the lines of the whole, verbatim', async () => {
    const found = await read(text('barf.txt', barf));
    const lines = barf.split('\n');
    let seen = 0;
    for (const artifact of found.artifacts)
      for (const item of artifact.text?.observations ?? []) {
        if (!('src' in item) || item.kind === 'listing' || artifact.format === 'ipsec-secrets') continue;
        const [step] = item.src.at;
        const line = step !== undefined && 'line' in step ? step.line : 0;
        expect(lines[line - 1]?.trim()).toBe(item.src.quote);
        expect(item.src.artifact).toBe(artifact.id);
        seen++;
      }
    expect(seen).toBeGreaterThan(6);
    const facts = found.artifacts
      .flatMap((a) => a.text?.observations ?? [])
      .filter((item) => item.kind === 'host-fact');
    expect(facts.map(({ name, value }) => `${name}=${value}`)).toEqual(
      expect.arrayContaining(['net.ipv4.ip_forward=0', 'net.ipv4.conf.eth0.rp_filter=1', 'XfrmInNoStates=7']),
    );
  });

  it('takes a sum in place of a secret for none', async () => {
    const found = await read(text('barf.txt', barf));
    const secrets = found.artifacts.flatMap((a) => a.text?.observations ?? []).filter((item) => item.kind === 'secret');
    expect(secrets).toMatchObject([{ redacted: true }]);
  });

  it('goes to the host its folder names', async () => {
    const found = await read(text('west/barf.txt', barf, { hosts: 'folder' }));
    expect(new Set(found.artifacts.map((a) => a.hostHint))).toEqual(new Set(['west']));
  });

  it('is the same given as a file beside others, as the command gives it', async () => {
    const found = await read(
      text('barf.txt', barf, { hosts: 'archive', under: 'barf.txt' }),
      text('x/y.txt', 'nothing', { hosts: 'folder', under: 'x' }),
    );
    expect(table(found)).toContain('barf.txt ipsec-barf -');
    expect(table(found)).toContain('  barf.txt/plog pluto-log east.example.net');
  });

  it('never throws, and titles are lines of their own kind', async () => {
    expect(sectionTitle('+ _________________________ a')).toBe('a');
    for (const line of [
      '+ ____ a',
      '_________________________ a',
      '+ _________________________',
      ' + _________________________ a',
    ])
      expect(sectionTitle(line)).toBeNull();
    const piece = fc.oneof(fc.constantFrom(...barf.split('\n')), fc.string());
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (list) => {
        const found = await read(text('b.txt', `+ _________________________ x\n${list.join('\n')}`));
        expect(found.artifacts.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a report made by sos', () => {
  const log = 'Nov 23 09:58:01 east pluto[311]: Starting Pluto (Libreswan Version 4.10 IKEv2 XFRM) pid:311\n';
  const files = {
    'sos_commands/kernel/sysctl_-a': 'net.ipv4.ip_forward = 0\n',
    'sos_commands/libreswan/ip_xfrm_policy': 'src 10.1.0.0/24 dst 10.2.0.0/24 \n\tdir out priority 1 ptype main\n',
    'var/log/secure': log,
    'proc/version': 'Linux version 6.1\n',
    'etc/ipsec.conf': 'conn net\n\tleft=192.0.2.10\n\tright=198.51.100.20\n',
  };

  it.each([
    ['given alone', '', {}],
    ['given beside another thing', '', { under: 'sosreport-east' }],
    ['in a folder of its own', 'sosreport-east/', {}],
  ])('%s is one host', async (_, prefix, more) => {
    const found = await read(
      ...Object.entries(files).map(([path, content]) =>
        text(`${prefix}${path}`, content, { hosts: 'folder', ...more }),
      ),
    );
    const labels = new Set(found.artifacts.map((a) => a.hostHint));
    expect(labels).toEqual(new Set([prefix === '' && !('under' in more) ? 'east' : 'sosreport-east']));
  });

  it('in the folder of a host belongs to that host, as what lies beside it', async () => {
    const found = await read(
      ...Object.entries(files).map(([path, content]) => text(`a/sosreport-x/${path}`, content, { hosts: 'folder' })),
      text('a/charon.log', log, { hosts: 'folder' }),
      text('b/charon.log', log, { hosts: 'folder' }),
    );
    expect(new Set(found.artifacts.filter((a) => a.path.startsWith('a/')).map((a) => a.hostHint))).toEqual(
      new Set(['a']),
    );
  });
});

describe('a journal of a whole host', () => {
  const other = Array.from(
    { length: 900 },
    (_, i) => `Nov 23 09:00:${String(i % 60).padStart(2, '0')} east kernel: eth0: event ${i}`,
  );
  const lines = [
    ...other,
    'Nov 23 09:58:02 east charon[77]: 09[IKE] initiating IKE_SA net[1] to 198.51.100.20',
    ...other,
  ];

  it('is read from where the daemon begins', async () => {
    const found = await read(text('journalctl.txt', lines.join('\n')));
    expect(found.artifacts[0]).toMatchObject({ format: 'charon-log', status: 'read', text: { hostName: 'east' } });
    expect(found.artifacts[0]?.text?.observations.find((item) => item.kind === 'log')).toMatchObject({
      code: 'ike.initiating',
      src: { at: [{ line: 901 }] },
    });
  });

  it('stays unknown without the daemon', async () => {
    expect((await read(text('journalctl.txt', other.join('\n')))).artifacts[0]).toMatchObject({
      format: 'unknown',
      records: 900,
    });
  });
});
