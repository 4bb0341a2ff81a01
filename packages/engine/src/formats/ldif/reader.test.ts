import { describe, expect, it } from 'vitest';
import { writeNegotiation, writeNfa } from '../../protocol/ipsec-data/write.fixture.ts';
import type { PolicyObject } from '../../observations/index.ts';
import { leaks, readText, sniffText } from '../shared/testing.ts';
import { ldif } from './reader.ts';

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('base64')
    .replaceAll(/(.{60})/g, '$1\n ');
const container = 'CN=IP Security,CN=System,DC=woodgrove,DC=example';
const nfa = 'ipsecNFA{00000000-0000-0000-0000-000000000003}';
const action = 'ipsecNegotiationPolicy{00000000-0000-0000-0000-000000000004}';

const text = `version: 1

dn: ${container}
objectClass: container

dn: CN=${nfa},${container}
objectClass: ipsecNFA
cn: ${nfa}
whenChanged: 20041001160000.0Z
ipsecOwnersReference: CN=ipsecPolicy{00000000-0000-0000-0000-000000000001},${container}
ipsecNegotiationPolicyReference: CN=${action},
 ${container}
ipsecData:: ${base64(writeNfa({ authentication: [{ method: 'psk', key: 'Planted-K3y' }] }))}
nTSecurityDescriptor:: AQAEgAAAAAAAAAAAAAAAABQAAAACAEAAAgAAAAACJAD/AQ8AAQUAAAAAAAUVAAAAAQAAAAIAAAADAAAAAAIAAAASFACUAAIAAQEAAAAAAAULAAAA

dn: CN=${action},${container}
objectClass: ipsecNegotiationPolicy
ipsecName:: ${Buffer.from('요청 모드').toString('base64')}
ipsecNegotiationPolicyAction: {8a171dd3-77e3-11d1-8659-a04f00000000}
ipsecData:: ${base64(writeNegotiation([]))}
nTSecurityDescriptor:: AQAEgAAAAAAAAAAAAAAAABQAAAACACwAAQAAAAACJAD/AQ8AAQUAAAAAAAUVAAAAAQAAAAIAAAADAAAAAAIAAA==
`;

describe('LDIF', () => {
  it('is known by the objects in it', () => {
    expect(sniffText(ldif, text)).toBeGreaterThan(90);
    expect(sniffText(ldif, 'dn: CN=Someone,DC=example\ncn: Someone\n')).toBeLessThan(50);
    expect(sniffText(ldif, 'nothing\n')).toBe(0);
  });

  it('gives the objects of policies with links, times and permissions', () => {
    const { observations, faults } = readText(ldif, text);
    expect(faults).toEqual([]);
    const objects = observations as readonly PolicyObject[];
    expect(objects).toMatchObject([
      {
        class: 'rule',
        store: 'domain',
        uses: [action.toLowerCase()],
        changed: Date.UTC(2004, 9, 1, 16) / 1000,
        permissions: 'D:(A;CI;0xf01ff;;;DA)(A;CI;0x20094;;;AU)',
      },
      { class: 'action', title: '요청 모드', action: 'negotiate', permissions: 'D:(A;CI;0xf01ff;;;DA)' },
    ]);
  });

  it('keeps the pre-shared key of a rule', () => {
    expect(leaks(readText(ldif, text), 'Planted-K3y')).toEqual([]);
  });

  it('goes on behind what is no attribute', () => {
    const { observations, faults } = readText(ldif, text.replace('objectClass: container', 'gibberish'));
    expect(observations).toHaveLength(2);
    expect(faults).toEqual([{ line: 4, reason: 'no attribute' }]);
  });
});
