import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyAssignment, PolicyObject } from '../../observations/index.ts';
import { assemblePolicies } from '../../policy/windows/assemble.ts';
import { atPath, someSecurity, writeHive, type WrittenKey } from '../../protocol/hive/write.fixture.ts';
import { readText } from '../shared/testing.ts';
import { readRegistryBytes } from './binary.ts';
import { id, registryText } from './export.fixture.ts';
import { registryExport } from './reader.ts';
import { parseRegFile, type RegistryValue } from './reg-file.ts';
import { textValue, writePreg } from './write-preg.fixture.ts';

const lines = registryText.split('\n').map((text, i) => ({ text, number: i + 1 }));
const exported = parseRegFile(lines).values;

/** Keys of a hive as an export has them, below a root. */
function hiveKeys(
  values: readonly RegistryValue[],
  root: string,
  name: string,
  own?: (path: string) => Uint8Array | undefined,
): WrittenKey {
  const direct = values.filter(({ key }) => key.toLowerCase() === root.toLowerCase());
  const below = values.filter(({ key }) => key.toLowerCase().startsWith(`${root.toLowerCase()}\\`));
  const names = [...new Set(below.map(({ key }) => key.slice(root.length + 1).split('\\')[0] ?? ''))];
  const security = own?.(root);
  return {
    name,
    values: direct.map((value) => ({ name: value.name, type: value.type, data: value.data })),
    subkeys: names.map((child) => hiveKeys(below, `${root}\\${child}`, child, own)),
    ...(security === undefined ? {} : { security }),
  };
}

const root = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec';
const objects = (reading: { readonly observations: readonly { readonly kind: string }[] }): readonly PolicyObject[] =>
  reading.observations.filter((item): item is PolicyObject => item.kind === 'policy-object');
const assignments = (reading: {
  readonly observations: readonly { readonly kind: string }[];
}): readonly PolicyAssignment[] =>
  reading.observations.filter((item): item is PolicyAssignment => item.kind === 'policy-assignment');

describe('hives with legacy policies', () => {
  const wanted = readText(registryExport, registryText);
  const software: WrittenKey = {
    name: 'ROOT',
    subkeys: [
      { name: 'Microsoft' },
      atPath('Policies\\Microsoft\\Windows', { subkeys: [hiveKeys(exported, root, 'IPSec')] }),
    ],
  };

  for (const [name, hive] of [
    ['SOFTWARE', software],
    ['a saved key', hiveKeys(exported, root, 'IPSec')],
    ['its Policy key', hiveKeys(exported, `${root}\\Policy`, 'Policy')],
  ] as const)
    it(`${name}: the objects that an export of the same keys has`, () => {
      const reading = readRegistryBytes('registry-hive', writeHive(hive), 'a1');
      expect(reading.faults).toEqual([]);
      const bare = (object: PolicyObject): string => JSON.stringify({ ...object, src: null, permissions: null });
      expect(new Set(objects(reading).map(bare))).toEqual(new Set(objects(wanted).map(bare)));
      const local = assignments(reading).find(({ store }) => store === 'local');
      const domain = assignments(reading).find(({ store }) => store === 'domain');
      expect(local).toMatchObject({ store: 'local', object: `ipsecpolicy${id(1)}` });
      if (name !== 'its Policy key') expect(domain).toMatchObject({ store: 'domain', title: 'Domain policy' });
      expect(JSON.stringify(objects(reading))).not.toContain('Planted');
      expect(objects(reading)[0]?.src.at).toMatchObject([{ bytes: [expect.any(Number), 76] }]);
    });

  it('whose keys may not all be read by the same people are told of (ADP-10)', () => {
    const uneven = (path: string): Uint8Array | undefined => (path.includes('ipsecNFA') ? someSecurity(5) : undefined);
    const hive = writeHive(hiveKeys(exported, root, 'IPSec', uneven));
    const reading = readRegistryBytes('registry-hive', hive, 'a1');
    const { faults } = assemblePolicies(objects(reading), assignments(reading));
    expect(faults.filter(({ code }) => code === 'uneven-permissions').map(({ object }) => object)).toEqual([
      `ipsecnfa${id(3)}`,
    ]);
    const even = readRegistryBytes('registry-hive', writeHive(hiveKeys(exported, root, 'IPSec')), 'a1');
    expect(
      assemblePolicies(objects(even), assignments(even)).faults.filter(({ code }) => code === 'uneven-permissions'),
    ).toEqual([]);
  });

  it('that are dirty say that they may be old', () => {
    const reading = readRegistryBytes('registry-hive', writeHive(software, { dirty: true }), 'a1');
    expect(objects(reading)).toHaveLength(5);
    expect(reading.faults).toMatchObject([{ reason: expect.stringContaining('dirty') as unknown }]);
  });

  it('never throw', () => {
    const bytes = writeHive(software);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 30 }), (changes) => {
        const bent = bytes.slice();
        for (const [at, byte] of changes) bent[at] = byte;
        expect(readRegistryBytes('registry-hive', bent, 'a1').format).toBe('registry-hive');
      }),
    );
  });
});

describe('Registry.pol', () => {
  it('tells which policy of the domain it assigns (POL-47)', () => {
    const key = 'Software\\Policies\\Microsoft\\Windows\\IPSec\\GPTIPSECPolicy';
    const bytes = writePreg([
      textValue(
        key,
        'DSIPSECPolicyPath',
        `LDAP://CN=ipsecPolicy${id(9)},CN=IP Security,CN=System,DC=woodgrove,DC=example`,
      ),
      textValue(key, 'DSIPSECPolicyName', 'Domain policy'),
    ]);
    const reading = readRegistryBytes('registry-policy', bytes, 'a1');
    expect(assignments(reading)).toMatchObject([
      { store: 'domain', object: `ipsecpolicy${id(9)}`, title: 'Domain policy' },
    ]);
  });
});
