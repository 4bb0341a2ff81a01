import { describe, expect, it } from 'vitest';
import { wantedEvent } from './wanted.ts';

describe('what is wanted of a log', () => {
  it.each([
    ['Microsoft-Windows-Security-Auditing', 'Security', 4653],
    ['microsoft-windows-security-auditing', 'Security', 5451],
    ['Security', 'Security', 547],
    [null, 'Security', 4654],
    ['IPSec', 'System', 4292],
    ['IPSEC', 'System', 4283],
    ['Service Control Manager', 'System', 7023],
    ['RasClient', 'Application', 20227],
    ['RemoteAccess', 'System', 20271],
    ['NETLOGON', 'System', 5719],
    ['Microsoft-Windows-WFP', 'Microsoft-Windows-WFP/Operational', 1005],
  ] as const)('%s %s %d', (provider, channel, id) => {
    expect(wantedEvent(provider, channel, id)).toBe(true);
  });

  it.each([
    // Ordinary records of a security log, and numbers that other sources use for other things.
    ['Microsoft-Windows-Security-Auditing', 'Security', 4624],
    ['Microsoft-Windows-Security-Auditing', 'Security', 5156],
    ['Some Service', 'Application', 4653],
    ['Tcpip', 'System', 547],
    [null, null, 4292],
  ] as const)('not %s %s %d', (provider, channel, id) => {
    expect(wantedEvent(provider, channel, id)).toBe(false);
  });
});
