import { describe, expect, it } from 'vitest';
import { bytesInput } from '../../index.ts';
import { readHostPolicies } from '../../policies.ts';
import { connectionOf, type RuleText } from './rule.ts';

const nets = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `10.${i >> 8}.${i & 255}.0/24`);

const rule = (remoteEndpoint: string): RuleText => ({
  name: 'to the branch offices',
  enabled: true,
  mode: 'tunnel',
  versions: [1],
  localEndpoint: '192.168.0.0/24',
  remoteEndpoint,
  localTunnel: '192.0.2.1',
  remoteTunnel: '192.0.2.2',
  protocol: null,
  localPort: null,
  remotePort: null,
  action: null,
  first: ['ComputerPSK'],
  second: [],
  authority: null,
  proposals: [],
  childProposals: [],
  pfs: null,
  settings: {},
});

describe('rules of Windows with more addresses than are kept', () => {
  const src = { artifact: 'a1', at: [{ line: 1 }], quote: '', time: null };

  it('say how many there were', () => {
    const child = (count: number): unknown => {
      const [one] = connectionOf(rule(nets(count).join(',')), src).children;
      return [one?.remote.length, one?.cut];
    };
    expect(child(600)).toEqual([600, undefined]);
    expect(child(4100)).toEqual([4096, { remote: 4100 }]);
  });

  it('are told of by the files of PowerShell', async () => {
    const read = async (count: number): Promise<unknown> => {
      const json = JSON.stringify(
        [
          { InstanceID: '{A}', DisplayName: 'X', Enabled: 1, InboundSecurity: 2, OutboundSecurity: 2, Mode: 1 },
          { InstanceID: '{A}', LocalAddress: 'Any', RemoteAddress: nets(count) },
        ],
        null,
        1,
      );
      const input = { ...bytesInput('rules.json', new TextEncoder().encode(json)), host: 'a' };
      const [host] = await readHostPolicies([input]);
      return [host?.cut, host?.unread.flatMap(({ faults }) => faults)];
    };
    expect(await read(300)).toEqual([false, []]);
    expect(await read(4100)).toEqual([
      true,
      expect.arrayContaining(['remoteaddress has more words than are kept: 4096 of 4100']),
    ]);
  });
});
