import { describe, expect, it } from 'vitest';
import { readText, sniffText } from '../shared/testing.ts';
import { hostsFile } from './reader.ts';

function entries(text: string): readonly string[] {
  return readText(hostsFile, text).observations.flatMap((item) => (item.kind === 'host-fact' ? [item.value] : []));
}

describe('HOSTS and LMHOSTS', () => {
  it('tell names and their addresses, not those of the host itself', () => {
    const text =
      '# made up\n127.0.0.1 localhost\n::1 localhost ip6-localhost\n10.0.0.6\tserver.corp.example server # old\n';
    expect(sniffText(hostsFile, text)).toBeGreaterThan(50);
    expect(entries(text)).toEqual(['server.corp.example 10.0.0.6', 'server 10.0.0.6']);
    const netbios = '10.0.0.6   SERVER   #PRE #DOM:CORP\n';
    expect(sniffText(hostsFile, netbios)).toBeGreaterThan(50);
    expect(entries(netbios)).toEqual(['server 10.0.0.6']);
  });

  it('are not what merely begins with addresses', () => {
    expect(sniffText(hostsFile, '10.0.0.5 dev eth0 proto kernel\ndefault via 10.0.0.1\n')).toBe(0);
    expect(sniffText(hostsFile, '192.0.2.1 192.0.2.2 : PSK "x"\n')).toBe(0);
    expect(sniffText(hostsFile, '')).toBe(0);
  });
});
