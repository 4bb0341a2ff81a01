import { describe, expect, it } from 'vitest';
import { bytesInput } from '../index.ts';
import type { ShownAgreement } from '../document/policy-types.ts';
import { compare, readHostPolicies } from '../policies.ts';

const swanctl = (
  more: { remote?: string; esp?: string; ike?: string; id?: string; auth?: string; mode?: string } = {},
): string =>
  `connections {
  net {
    version = 2
    local_addrs = 192.0.2.1
    remote_addrs = 192.0.2.2
    proposals = ${more.ike ?? 'aes256-sha256-modp2048'}
    local {
      auth = ${more.auth ?? 'psk'}
      id = east
    }
    remote {
      auth = psk
      id = ${more.id ?? 'west'}
    }
    children {
      lan {
        local_ts = 10.1.0.0/24
        remote_ts = ${more.remote ?? '10.2.0.0/24'}
        esp_proposals = ${more.esp ?? 'aes256-sha256'}
        mode = ${more.mode ?? 'tunnel'}
      }
    }
  }
}
secrets {
  ike-1 {
    id-1 = east
    id-2 = west
    secret = "swordfish"
  }
}
`;
const libreswan = `conn net
	left=192.0.2.2
	leftid=@west
	leftsubnet=10.2.0.0/24
	right=192.0.2.1
	rightid=@east
	rightsubnet=10.1.0.0/24
	authby=secret
	ikev2=insist
	ike=aes256-sha2_256;modp2048
	phase2alg=aes256-sha2_256
	pfs=no
	salifetime=1h
	auto=add
`;

const mirrored = (text: string): string =>
  text
    .replaceAll('192.0.2.1\n', '%A\n')
    .replaceAll('192.0.2.2\n', '192.0.2.1\n')
    .replaceAll('%A', '192.0.2.2')
    .replaceAll('id = east', 'id = %A')
    .replaceAll('id = west', 'id = east')
    .replaceAll('%A', 'west')
    .replaceAll('local_ts = 10.1', 'local_ts = %A')
    .replaceAll('remote_ts = 10.2', 'remote_ts = 10.1')
    .replaceAll('%A', '10.2');

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function compared(east: string, west: string, name = 'swanctl.conf'): Promise<readonly ShownAgreement[]> {
  const hosts = await readHostPolicies([
    { ...bytesInput('swanctl.conf', bytes(east)), host: 'east' },
    { ...bytesInput(name, bytes(west)), host: 'west' },
  ]);
  const end = (label: string, address: string): Parameters<typeof compare>[0] => ({
    label,
    host: hosts.find((one) => one.label === label) ?? null,
    words: { addresses: [address] },
  });
  return compare(end('east', '192.0.2.1'), end('west', '192.0.2.2')).connections;
}

const verdicts = (one: ShownAgreement | undefined, ...wanted: readonly string[]): string[] =>
  (one?.aspects ?? []).flatMap(({ kind, verdict }) => (wanted.includes(verdict) ? [kind] : []));

describe('compare of two daemons', () => {
  it('says what would establish, with either end as the initiator', async () => {
    const both = await compared(swanctl(), mirrored(swanctl()));
    expect(both.map(({ initiator, result }) => [initiator, result])).toEqual([
      ['east', 'would-establish'],
      ['west', 'would-establish'],
    ]);
    expect(both[0]?.aspects.find(({ kind }) => kind === 'selectors')?.accepted).toBe('10.1.0.0/24 === 10.2.0.0/24');
    expect(both[0]?.aspects.find(({ kind }) => kind === 'ike-proposal')?.accepted).toBe(
      'ENCR_AES_CBC_256/AUTH_HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/modp2048',
    );
  });

  it('tells all mismatches at once, and apart from what cannot be verified', async () => {
    const east = swanctl({
      remote: '10.9.0.0/24',
      esp: 'aes128-sha1',
      ike: 'aes128-sha1-modp1024',
      id: 'north',
      auth: 'eap-md5',
    });
    const [one] = await compared(east, libreswan, 'ipsec.conf');
    expect(one?.result).toBe('would-fail');
    expect(verdicts(one, 'mismatch').sort()).toEqual([
      'auth-method',
      'child-proposal',
      'identity',
      'ike-proposal',
      'selectors',
    ]);
    const [sound] = await compared(swanctl(), libreswan, 'ipsec.conf');
    expect(sound?.result).toBe('cannot-be-verified');
    expect(verdicts(sound, 'mismatch', 'later')).toEqual([]);
    // The key of the second host is in a file that is not among these.
    expect(verdicts(sound, 'cannot-be-verified')).toEqual(['secret']);
    expect(verdicts(sound, 'differs')).toEqual(['lifetimes']);
  });

  it('tells what fails only when keys are renewed', async () => {
    const [one] = await compared(
      swanctl({ esp: 'aes256-sha256-modp2048' }),
      mirrored(swanctl({ esp: 'aes256-sha256-ecp256' })),
    );
    expect(one?.result).toBe('would-fail-later');
    expect(verdicts(one, 'later')).toEqual(['pfs']);
  });

  it('tells a connection for which the other host has none', async () => {
    // Two connections for others: neither is the only one that is left.
    const other = mirrored(swanctl())
      .replace('remote_addrs = 192.0.2.1', 'remote_addrs = 203.0.113.9')
      .replaceAll('east', 'south')
      .replaceAll('west', 'another')
      .replace('  net {', '  other {');
    const all = await compared(swanctl(), `${other}${other.replace('  other {', '  third {')}`);
    expect(all.map(({ initiator, result, aspects }) => [initiator, result, aspects[0]?.kind])).toContainEqual([
      'east',
      'would-fail',
      'counterpart',
    ]);
  });
});
