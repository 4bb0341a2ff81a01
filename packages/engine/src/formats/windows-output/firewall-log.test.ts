import { describe, expect, it } from 'vitest';
import { facts, read } from './output.fixture.ts';

const head =
  '#Version: 1.5\n#Software: Microsoft Windows Firewall\n#Time Format: Local\n#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path\n\n';
const line = (
  when: string,
  action: string,
  protocol: string,
  from: string,
  to: string,
  port: string,
  path: string,
): string => `${when} ${action} ${protocol} ${from} ${to} ${port} ${port} 0 - - - - - - - ${path}\n`;

describe('the log of the Windows firewall', () => {
  it('tells of IKE and ESP that were dropped, each peer once, from the view of this host', () => {
    const reading = read(
      head +
        line('2026-05-04 09:00:05', 'DROP', 'UDP', '10.0.0.5', '10.0.0.6', '500', 'SEND') +
        line('2026-05-04 09:00:06', 'DROP', 'UDP', '10.0.0.5', '10.0.0.6', '500', 'SEND') +
        line('2026-05-04 09:00:07', 'DROP', 'UDP', '10.0.0.7', '10.0.0.5', '4500', 'RECEIVE') +
        line('2026-05-04 09:00:08', 'DROP', '50', '10.0.0.8', '10.0.0.5', '-', 'RECEIVE'),
    );
    expect(reading.format).toBe('windows-firewall-log');
    expect(facts(reading)).toEqual([
      'firewall-drop udp/500 10.0.0.6',
      'firewall-drop udp/4500 10.0.0.7',
      'firewall-drop protocol/50 10.0.0.8',
    ]);
    expect(reading.ownAddresses).toEqual(['10.0.0.5']);
  });

  it('says nothing of what it let pass, of other ports, of a way that is not told, and of what was long ago', () => {
    const reading = read(
      head +
        line('2026-04-20 09:00:05', 'DROP', 'UDP', '10.0.0.5', '10.0.0.6', '500', 'SEND') +
        line('2026-05-04 09:00:05', 'ALLOW', 'UDP', '10.0.0.5', '10.0.0.6', '500', 'SEND') +
        line('2026-05-04 09:00:06', 'DROP', 'UDP', '10.0.0.5', '10.0.0.255', '137', 'SEND') +
        line('2026-05-04 09:00:07', 'DROP', 'UDP', '10.0.0.7', '10.0.0.5', '500', '-') +
        'cut',
    );
    expect(facts(reading)).toEqual([]);
  });

  it('takes the fields in the order that the log gives', () => {
    const reading = read(
      '#Fields: date time action protocol path dst-ip src-ip dst-port src-port\n2026-05-04 09:00:05 DROP UDP SEND 10.0.0.6 10.0.0.5 500 500\n',
    );
    expect(facts(reading)).toEqual(['firewall-drop udp/500 10.0.0.6']);
  });
});
