import { describe, expect, it } from 'vitest';
import { utf8Bytes } from '../protocol/text.ts';
import { guardedFacts } from './guarded.ts';
import { redacted, textOf } from './run.fixture.ts';

const files = [
  {
    path: 'a/swanctl.conf',
    bytes: utf8Bytes(
      '# of the vault in Zurich\nconnections {\n  payrollvault { # only the treasury\n    local_addrs = 203.0.113.7\n    local {\n      id = "x#y"\n    }\n  }\n}\n',
    ),
  },
  { path: 'a/rules.txt', bytes: utf8Bytes('Rule Name:      Payrollsubnet exempt\nDescription:    Treasurysegment\n') },
  { path: 'a/log.txt', bytes: utf8Bytes('09[CFG] added vici connection: payrollvault\n') },
  {
    path: 'a/iptables.txt',
    bytes: utf8Bytes(
      '*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -p udp -m udp --dport 500 -j ACCEPT\nCOMMIT\n',
    ),
  },
];

describe('what an outside vendor must not learn', async () => {
  const vendor = await redacted(files, { audience: 'vendor' });
  const all = vendor.files
    .map(({ bytes }) => Buffer.from(bytes).toString())
    .join('\n')
    .toLowerCase();

  it.each(['vault', 'zurich', 'treasury', 'payroll', '203.0.113.7'])('%s is nowhere', (word) => {
    expect(all).not.toContain(word);
  });

  it('of listings of packet filters only what bears on IPsec is left', () => {
    expect(vendor.report.leftOut).toEqual([]);
    expect(vendor.report.counts['guarded-facts-removed']).toBe(1);
    expect(textOf(vendor.files, 'a/iptables.txt')).toContain('meta l4proto 17 th dport 500 accept');
    expect(vendor.report.audience).toBe('vendor');
  });

  it('a connection is still the same in the configuration and the log', () => {
    const name = /^\s+([a-z]{12}) \{ #$/m.exec(textOf(vendor.files, 'a/swanctl.conf'))?.[1] ?? 'none';
    expect(textOf(vendor.files, 'a/log.txt')).toContain(`added vici connection: ${name}`);
    expect(textOf(vendor.files, 'a/swanctl.conf')).toContain('id = "x#y"');
  });

  it('a colleague gets the comments and the listings', async () => {
    const colleague = await redacted(files);
    expect(colleague.report.leftOut).toEqual([]);
    expect(textOf(colleague.files, 'a/swanctl.conf')).toContain('# of the vault');
    expect(textOf(colleague.files, 'a/rules.txt')).toContain('Payrollsubnet exempt');
  });

  it('has an entry for each of SOC-02 and SOC-04 to SOC-08, in both languages', () => {
    expect(guardedFacts.map(({ id }) => id)).toEqual(['SOC-02', 'SOC-04', 'SOC-05', 'SOC-06', 'SOC-07', 'SOC-08']);
    for (const { what, how } of guardedFacts)
      for (const one of [what, how]) expect(one.en.length * one.ko.length).toBeGreaterThan(0);
  });
});
