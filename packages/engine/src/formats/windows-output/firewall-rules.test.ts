/** Layouts as Microsoft's reference of netsh shows them; names and values are made up. */
import { describe, expect, it } from 'vitest';
import { facts, read } from './output.fixture.ts';

const profile = (name: string, state: 'ON' | 'OFF', policy = 'BlockInbound,AllowOutbound'): string => `
${name} Profile Settings: 
----------------------------------------------------------------------
State                                 ${state}
Firewall Policy                       ${policy}
LocalFirewallRules                    N/A (GPO-store only)
LocalConSecRules                      N/A (GPO-store only)
InboundUserNotification               Disable
`;

const rule = (name: string, more: Readonly<Record<string, string>>): string =>
  [
    '',
    `Rule Name:                            ${name}`,
    '----------------------------------------------------------------------',
    ...Object.entries({
      Enabled: 'Yes',
      Direction: 'In',
      Profiles: 'Domain,Private,Public',
      Grouping: '',
      LocalIP: 'Any',
      RemoteIP: 'Any',
      Protocol: 'UDP',
      LocalPort: '500',
      RemotePort: 'Any',
      'Edge traversal': 'No',
      Action: 'Block',
      ...more,
    }).map(([label, value]) => `${`${label}:`.padEnd(38)}${value}`),
    '',
  ].join('\n');

const says = (...rules: readonly string[]): readonly string[] => {
  const reading = read(rules.join(''));
  expect(reading.format).toBe('windows-firewall-rules');
  return facts(reading);
};

describe('the rules of the Windows firewall', () => {
  it('tells state and defaults of the profiles', () => {
    expect(
      says(
        profile('Domain', 'ON'),
        profile('Private', 'OFF'),
        profile('Public', 'ON', 'BlockInboundAlways,BlockOutbound'),
      ),
    ).toEqual([
      'firewall-profile domain on block-inbound allow-outbound',
      'firewall-profile private off block-inbound allow-outbound',
      'firewall-profile public on blockalways-inbound block-outbound',
    ]);
  });

  it('tells what blocks and what allows IKE and ESP', () => {
    expect(
      says(
        rule('No IKE', {}),
        rule('NAT-T', { LocalPort: '4000-5000', Action: 'Allow' }),
        rule('Out', { Direction: 'Out', LocalPort: 'Any', RemotePort: '500,4500' }),
        rule('No ESP', { Protocol: '50', LocalPort: '', RemotePort: '' }),
      ),
    ).toEqual([
      'firewall-blocks udp/500 in "No IKE" of "Windows Firewall"',
      'firewall-allows udp/4500 in "NAT-T" of "Windows Firewall"',
      'firewall-blocks udp/500 out "Out" of "Windows Firewall"',
      'firewall-blocks udp/4500 out "Out" of "Windows Firewall"',
      'firewall-blocks protocol/50 in "No ESP" of "Windows Firewall"',
    ]);
  });

  it('says nothing of rules that are off, for some only, or about something else', () => {
    expect(
      says(
        rule('off', { Enabled: 'No' }),
        rule('some peers', { RemoteIP: '192.0.2.0/24' }),
        rule('one profile', { Profiles: 'Public' }),
        rule('a program', { Program: 'C:\\game.exe' }),
        rule('another service', { Program: '%SystemRoot%\\system32\\svchost.exe', Service: 'dnscache' }),
        rule('TCP', { Protocol: 'TCP' }),
        rule('other port', { LocalPort: '53,IPHTTPSIn' }),
        rule('everything', { Protocol: 'Any', LocalPort: 'Any' }),
        rule('any UDP', { LocalPort: 'Any' }),
      ),
    ).toEqual([]);
  });

  it('does not take a rule for one in force where a profile is off', () => {
    const all = [profile('Domain', 'ON'), profile('Private', 'ON')];
    const told = (last: string): boolean =>
      says(...all, last, rule('No IKE', {})).some((fact) => fact.startsWith('firewall-blocks'));
    expect(told(profile('Public', 'ON'))).toBe(true);
    expect(told(profile('Public', 'OFF'))).toBe(false);
  });
});
