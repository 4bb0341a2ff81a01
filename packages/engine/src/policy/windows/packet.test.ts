import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { converse } from './converse.ts';
import type { HostAddress } from './filter-table.ts';
import { hostAddress, type PolicyHostState, prepareHost } from './host-state.ts';
import { packetFate } from './packet.ts';
import { groupPolicies } from './woodgrove.fixture.ts';

const addressOf = (text: string): HostAddress => hostAddress(text) ?? Number.NaN;

const host = (more: Partial<PolicyHostState> = {}): ReturnType<typeof prepareHost> =>
  prepareHost({
    label: 'h',
    addresses: ['192.168.1.101'],
    policies: [groupPolicies.isolation],
    groups: [],
    access: null,
    ...more,
  });
const packet = (destination: string, protocol: number, destinationPort: number) => ({
  source: addressOf('192.168.1.101'),
  destination: addressOf(destination),
  protocol,
  sourcePort: 1030,
  destinationPort,
});
const out = (more: Partial<PolicyHostState>, ...what: Parameters<typeof packet>): string => {
  const { fate, exemption } = packetFate(host(more), 'outbound', packet(...what));
  return exemption === null ? fate : `${fate}: ${exemption}`;
};

describe('one packet', () => {
  it('goes by the filter that takes it', () => {
    expect(out({}, '192.168.1.50', 6, 445)).toBe('negotiate');
    expect(out({}, '192.168.1.21', 17, 53)).toBe('permit');
    expect(out({}, '192.168.1.50', 1, 0)).toBe('permit');
    expect(out({ policies: [] }, '192.168.1.50', 6, 445)).toBe('permit');
    const into = (policies: PolicyHostState['policies']): string =>
      packetFate(host({ policies }), 'inbound', {
        ...packet('192.168.1.101', 6, 445),
        source: addressOf('192.168.1.50'),
      }).fate;
    expect(into([groupPolicies.isolation])).toBe('expect-sa');
    expect(into([groupPolicies.boundary])).toBe('let-in');
  });

  it('to a group or to everybody is dropped where it would be negotiated (PATH-21), unless exempt (PATH-22, GD-25)', () => {
    expect(out({ edition: 'windows-2003' }, '224.0.0.9', 17, 520)).toBe('drop');
    expect(out({ edition: 'windows-2003', noDefaultExempt: 1 }, '224.0.0.9', 17, 520)).toBe('permit: multicast');
    expect(out({ edition: 'windows-2000' }, '224.0.0.9', 17, 520)).toBe('permit: multicast');
    expect(out({ edition: 'windows-2000' }, '255.255.255.255', 17, 138)).toBe('permit: broadcast');
    expect(out({ edition: 'windows-xp' }, '255.255.255.255', 17, 138)).toBe('drop');
  });

  it('of Kerberos, RSVP and IKE is exempt as the edition and NoDefaultExempt say (GD-25, KB 811832)', () => {
    expect(out({ edition: 'windows-2000' }, '192.168.1.50', 17, 88)).toBe('permit: kerberos');
    expect(out({ edition: 'windows-2000', noDefaultExempt: 1 }, '192.168.1.50', 17, 88)).toBe('negotiate');
    expect(out({ edition: 'windows-2003', noDefaultExempt: 2 }, '192.168.1.50', 46, 0)).toBe('permit: rsvp');
    expect(out({ edition: 'windows-2003' }, '192.168.1.50', 6, 88)).toBe('negotiate');
    for (const noDefaultExempt of [0, 1, 2, 3])
      expect(out({ noDefaultExempt }, '192.168.1.50', 17, 500)).toBe('permit: ike');
  });

  it('agrees with the conversation it begins', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('192.168.1.50', '192.168.1.21', '10.1.1.1', '172.10.1.9'),
        fc.constantFrom(1, 6, 17),
        fc.constantFrom(53, 88, 445, 500),
        fc.constantFrom('windows-2000' as const, 'windows-2003' as const),
        (address, protocol, port, edition) => {
          const from = host({ edition });
          const to = host({ label: 'peer', addresses: [address], policies: [], edition });
          const { fate } = packetFate(from, 'outbound', packet(address, protocol, port));
          const { result } = converse(from, to, { protocol, sourcePort: 1030, destinationPort: port });
          expect(result).toBe(fate === 'permit' ? 'clear' : 'soft-sa');
        },
      ),
    );
  });
});
