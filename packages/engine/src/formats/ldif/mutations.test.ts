/** A directory's store that is damaged in each way the guide knows (C21, ADP-10, ADP-11): all of it is found, and a clean store is clean. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyObject } from '../../observations/index.ts';
import { assemblePolicies, type StoreFaultCode } from '../../policy/windows/assemble.ts';
import {
  writeFilters,
  writeIsakmp,
  writeNegotiation,
  writeNfa,
  writePolicy,
} from '../../protocol/ipsec-data/write.fixture.ts';
import { someSecurity } from '../../protocol/hive/write.fixture.ts';
import { readText } from '../shared/testing.ts';
import { ldif } from './reader.ts';

interface Entry {
  readonly kind: 'Policy' | 'ISAKMPPolicy' | 'NFA' | 'NegotiationPolicy' | 'Filter';
  readonly number: number;
  name: string;
  readonly values: Map<string, string[]>;
  data: Uint8Array;
  security: Uint8Array;
}

const container = 'CN=IP Security,CN=System,DC=woodgrove,DC=example';
const id = (kind: string, n: number): string =>
  `ipsec${kind}{${String(n).padStart(8, '0')}-0000-0000-0000-000000000000}`;
const dn = (kind: string, n: number): string => `CN=${id(kind, n)},${container}`;
const any = { from: 0, to: 65_535 };

/** So many policies with two rules each. */
function cleanStore(policies: number): Entry[] {
  const entries: Entry[] = [];
  const add = (
    kind: Entry['kind'],
    n: number,
    data: Uint8Array,
    links: Record<string, string[]>,
    name = `${kind} ${n}`,
  ): void =>
    void entries.push({
      kind,
      number: n,
      name,
      values: new Map(Object.entries(links)),
      data,
      security: someSecurity(),
    });
  for (let p = 1; p <= policies; p++) {
    const rules = [10 * p, 10 * p + 1];
    add('Policy', p, writePolicy(600), {
      ipsecISAKMPReference: [dn('ISAKMPPolicy', p)],
      ipsecNFAReference: rules.map((n) => dn('NFA', n)),
    });
    const offer = {
      encryption: '3DES',
      hash: 'SHA1',
      group: 'modp2048',
      quickModeLimit: 0,
      lifetimeKilobytes: 0,
      lifetimeSeconds: 28_800,
    };
    add('ISAKMPPolicy', p, writeIsakmp({ offers: [offer] }), { ipsecOwnersReference: [dn('Policy', p)] }, '');
    for (const n of rules) {
      add('NFA', n, writeNfa({ authentication: [{ method: 'kerberos' }] }), {
        ipsecOwnersReference: [dn('Policy', p)],
        ipsecNegotiationPolicyReference: [dn('NegotiationPolicy', n)],
        ipsecFilterReference: [dn('Filter', n)],
      });
      const esp = { protocol: 'ESP' as const, algorithm: '3DES', integrity: 'SHA1', id: 3 };
      add(
        'NegotiationPolicy',
        n,
        writeNegotiation([{ lifetimeSeconds: 3600, lifetimeKilobytes: 0, pfs: false, transforms: [esp] }]),
        {
          ipsecOwnersReference: [dn('NFA', n)],
          ipsecNegotiationPolicyAction: ['{8a171dd3-77e3-11d1-8659-a04f00000000}'],
          ipsecNegotiationPolicyType: ['{62f49e10-6c37-11d1-864c-14a300000000}'],
        },
      );
      const to = { kind: 'range' as const, from: `10.${n % 250}.0.0`, to: `10.${n % 250}.255.255` };
      const filter = {
        description: '',
        mirrored: true,
        source: { kind: 'me' as const },
        destination: to,
        protocol: 0,
        sourcePorts: any,
        destinationPorts: any,
        tunnel: null,
        unevenMask: false,
      };
      add('Filter', n, writeFilters([filter]), { ipsecOwnersReference: [dn('NFA', n)] });
    }
  }
  return entries;
}

function faultsOf(entries: readonly Entry[]): readonly (readonly [StoreFaultCode, string])[] {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const text = entries
    .map(({ kind, number, name, values, data, security }) =>
      [
        `dn: ${dn(kind, number)}`,
        `objectClass: ipsec${kind}`,
        ...(name === '' ? [] : [`ipsecName:: ${base64(new TextEncoder().encode(name))}`]),
        ...[...values].flatMap(([key, all]) => all.map((value) => `${key}: ${value}`)),
        `ipsecData:: ${base64(data)}`,
        `nTSecurityDescriptor:: ${base64(security)}`,
        '',
      ].join('\n'),
    )
    .join('\n');
  const { observations } = readText(ldif, `version: 1\n\n${text}`);
  const objects = observations.filter((item): item is PolicyObject => item.kind === 'policy-object');
  return assemblePolicies(objects, []).faults.map(({ code, object }) => [code, object] as const);
}

type Mutation = (entries: Entry[], pick: (kind: Entry['kind']) => Entry) => readonly [StoreFaultCode, string] | null;
const nameOf = ({ kind, number }: Entry): string => id(kind, number).toLowerCase();

const mutations: Readonly<Record<string, Mutation>> = {
  'an object that others refer to is gone': (entries, pick) => {
    const gone = pick('NegotiationPolicy');
    entries.splice(entries.indexOf(gone), 1);
    return ['dangling-reference', id('NFA', gone.number).toLowerCase()];
  },
  'a filter list is gone': (entries, pick) => {
    const gone = pick('Filter');
    entries.splice(entries.indexOf(gone), 1);
    return ['dangling-reference', id('NFA', gone.number).toLowerCase()];
  },
  'its owner is gone': (entries, pick) => {
    const one = pick('Filter');
    one.values.set('ipsecOwnersReference', [dn('NFA', 99_999_999)]);
    return ['dangling-reference', nameOf(one)];
  },
  'two objects have one name': (_, pick) => {
    const one = pick('Filter');
    const other = pick('Filter');
    if (one === other) return null;
    other.name = one.name.toUpperCase();
    return ['duplicate-name', one.number > other.number ? nameOf(one) : nameOf(other)];
  },
  'a name holds a control character': (_, pick) => {
    const one = pick('Filter');
    one.name += '\u0007';
    return ['control-character', nameOf(one)];
  },
  'a name goes on in another line': (_, pick) => {
    const one = pick('NFA');
    one.name += '\nx';
    return ['control-character', nameOf(one)];
  },
  'an action offers nothing': (_, pick) => {
    const one = pick('NegotiationPolicy');
    one.data = writeNegotiation([]);
    return ['no-offers', nameOf(one)];
  },
  'a filter list is empty': (_, pick) => {
    const one = pick('Filter');
    one.data = writeFilters([]);
    return ['empty-filter-list', nameOf(one)];
  },
  'a blob is cut': (_, pick) => {
    const one = pick('NFA');
    one.data = one.data.slice(0, 30);
    return ['unreadable', nameOf(one)];
  },
  'one object has other permissions': (_, pick) => {
    const one = pick('Filter');
    one.security = someSecurity(7);
    return ['uneven-permissions', nameOf(one)];
  },
  'a policy has lost its key exchange': (_, pick) => {
    const one = pick('Policy');
    one.values.delete('ipsecISAKMPReference');
    return ['no-main-mode', nameOf(one)];
  },
};

describe('a store of a directory', () => {
  it('that is clean is clean', () => {
    for (const policies of [1, 2, 5]) expect(faultsOf(cleanStore(policies))).toEqual([]);
  });

  it.each(Object.entries(mutations))('%s: it is found', (_, mutate) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 5 }),
        fc.array(fc.nat(1000), { minLength: 4, maxLength: 4 }),
        (policies, places) => {
          const entries = cleanStore(policies);
          let at = 0;
          const expected = mutate(entries, (kind) => {
            const all = entries.filter((entry) => entry.kind === kind);
            return all[(places[at++ % places.length] ?? 0) % all.length] as Entry;
          });
          if (expected === null) return;
          expect(faultsOf(entries)).toContainEqual(expected);
        },
      ),
      { numRuns: 20 },
    );
  });
});
