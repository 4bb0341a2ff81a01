import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textFormats } from '../index.ts';
import { bytesInput, ingest } from '../../ingest/ingest.ts';
import type { IngestedArtifact } from '../../ingest/types.ts';
import type { ConnectionConfig, SecurityRule } from '../../observations/index.ts';
import { assemblePolicies } from '../../policy/windows/assemble.ts';
import { writeHive } from '../../protocol/hive/write.fixture.ts';
import { readWire } from '../../protocol/wire.ts';
import {
  firewallPol,
  firewallReg,
  firewallValues,
  keysOf,
  netshText,
  plantedKey,
  systemHive,
} from './firewall.fixture.ts';
import { connectionSecurityRule, ruleTokens } from './firewall-rule.ts';
import { textValue, writePreg } from './write-preg.fixture.ts';

async function read(name: string, bytes: Uint8Array): Promise<IngestedArtifact> {
  const { artifacts } = await ingest([bytesInput(name, bytes)], { formats: textFormats, readWire });
  const [artifact] = artifacts;
  if (artifact === undefined) throw new Error('nothing was read');
  return artifact;
}

const rulesOf = (artifact: IngestedArtifact): readonly SecurityRule[] =>
  (artifact.text?.observations ?? []).filter((item): item is SecurityRule => item.kind === 'security-rule');

const connectionsOf = (artifact: IngestedArtifact): readonly ConnectionConfig[] =>
  (artifact.text?.observations ?? []).filter((item): item is ConnectionConfig => item.kind === 'connection');

/** Without what only says where it was read, and what only one of the two has. */
function bare(rule: SecurityRule | undefined): unknown {
  if (rule === undefined) return undefined;
  const { src: _, store: __, id: ___, authentication, ...rest } = rule;
  return { ...rest, authentication: authentication?.map(({ method }) => method) };
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

describe('connection security rules', async () => {
  const listed = await read('rules.txt', text(netshText));
  const stores = {
    'Registry.pol': await read('Registry.pol', firewallPol()),
    'an export of the local store': await read('fw.reg', text(firewallReg())),
    'a SYSTEM hive': await read('SYSTEM', writeHive(systemHive())),
    'a saved key': await read('fw.hiv', writeHive(keysOf(firewallValues, 'WindowsFirewall'))),
  };

  for (const [name, artifact] of Object.entries(stores)) {
    it(`of ${name} are the rules that netsh lists`, () => {
      expect(artifact).toMatchObject({ status: 'read', faults: [] });
      const [isolation, exempt, off] = rulesOf(artifact);
      const [wanted, other] = rulesOf(listed);
      expect(bare(isolation)).toEqual(bare(wanted));
      expect(bare(exempt)).toEqual(bare(other));
      expect(off).toMatchObject({
        active: false,
        mode: 'tunnel',
        tunnelEndpoint: '203.0.113.1',
        filters: [{ source: { from: '10.1.0.0' }, destination: { to: '10.2.255.255' } }],
        authentication: null,
        missing: ['{00000000-0000-0000-0000-00000000DEAD}'],
      });
      const [connection, ...more] = connectionsOf(artifact);
      expect(more).toEqual([]);
      const [same] = connectionsOf(listed);
      const { src: _, settings, children, loaded, ...rest } = connection as ConnectionConfig;
      expect(same).toMatchObject(rest);
      // A store is a file; the listing is what runs.
      expect([loaded, same?.loaded]).toEqual([false, true]);
      expect(settings).toMatchObject({ action: 'RequireInRequestOut', profiles: 'Domain,Private' });
      expect(children[0]?.proposals).toEqual(same?.children[0]?.proposals);
    });

    it(`of ${name} keep the key, and tell the store`, () => {
      const all = JSON.stringify(artifact, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
      expect(all).not.toContain(plantedKey);
      const store = name.includes('local') || name.includes('SYSTEM') ? 'local' : 'domain';
      expect(new Set(rulesOf(artifact).map((rule) => rule.store))).toEqual(new Set([store]));
    });
  }

  it('ask for protection, and what they ask for is filters and offers', () => {
    const [rule] = rulesOf(listed);
    expect(rule).toMatchObject({ action: 'secure-server', store: 'domain', profiles: ['Domain', 'Private'] });
    expect(rule?.filters.map(({ destination, destinationPorts }) => [destination.kind, destinationPorts.from])).toEqual(
      [
        ['range', 445],
        ['range', 8000],
        ['local-subnet', 445],
        ['local-subnet', 8000],
      ],
    );
    expect(rule?.mainMode).toEqual([
      {
        encryption: 'AES-128',
        hash: 'SHA256',
        group: 'modp2048',
        quickModeLimit: 0,
        lifetimeKilobytes: 0,
        lifetimeSeconds: 28_800,
      },
    ]);
    const esp = { protocol: 'ESP', id: null };
    expect(rule?.offers).toEqual([
      {
        lifetimeSeconds: 3600,
        lifetimeKilobytes: 100_000,
        pfs: true,
        transforms: [{ ...esp, algorithm: 'AES-128', integrity: 'SHA1' }],
      },
      {
        lifetimeSeconds: 0,
        lifetimeKilobytes: 0,
        pfs: true,
        transforms: [
          { protocol: 'AH', algorithm: 'SHA1', integrity: null, id: null },
          { ...esp, algorithm: '3DES', integrity: 'MD5' },
        ],
      },
    ]);
  });

  it('that refer to sets which are not there are told of', () => {
    const { faults } = assemblePolicies([], [], rulesOf(stores['Registry.pol']));
    expect(faults.map(({ code, about }) => [code, about])).toEqual([
      ['dangling-reference', '{00000000-0000-0000-0000-00000000DEAD}'],
    ]);
  });

  it('leave main mode open where it has rules of its own', async () => {
    const key = 'Software\\Policies\\Microsoft\\WindowsFirewall';
    const values = firewallValues.map(([path, name, one]) => textValue(`${key}\\${path}`, name, one));
    const more = textValue(
      `${key}\\MainModeRules`,
      '{1}',
      'v2.10|Active=TRUE|Auth1Set={2}|Crypto1Set={3}|EP2_4=10.0.0.6|',
    );
    const [plain] = rulesOf(await read('Registry.pol', writePreg(values)));
    const [open] = rulesOf(await read('Registry.pol', writePreg([...values, more])));
    expect(plain?.mainMode).toHaveLength(1);
    expect(open).toMatchObject({ mainMode: null, missing: [], offers: { length: 2 } });
  });

  it('of the old form have their tunnel ends exchanged (MS-GPFAS 2.2.6.2)', () => {
    const rule = connectionSecurityRule('{1}', 'v2.0|Action=Secure|RTunnel4=192.0.2.1|LTunnel4=192.0.2.2|', () => null);
    expect(rule?.text).toMatchObject({ localTunnel: '192.0.2.1', remoteTunnel: '192.0.2.2', mode: 'tunnel' });
  });

  it('are read token by token, whatever stands there', () => {
    const token = fc.tuple(
      fc.constantFrom('Action', 'Active', 'EP1_4', 'EP2_6', 'EP2Port', 'Protocol', 'Name', 'X'),
      fc.string({ maxLength: 20 }).filter((one) => !one.includes('|')),
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 20 }), (tokens) => {
        const written = `v2.30|${tokens.map(([name, value]) => `${name}=${value}|`).join('')}`;
        const found = ruleTokens(written);
        for (const [name, value] of tokens) expect(found?.get(name.toLowerCase())).toContain(value);
        expect(connectionSecurityRule('{1}', written, () => null)).not.toBeNull();
      }),
    );
    expect(ruleTokens('Action=Secure|')).toBeNull();
  });
});
