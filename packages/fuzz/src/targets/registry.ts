/** Binary files of the registry: hives, and Registry.pol of group policies. */
import { readRegistryBytes, type RegistryFormat } from '@ipsec-doctor/engine/formats/registry/binary';
import { firewallPol, systemHive } from '@ipsec-doctor/engine/formats/registry/firewall.fixture';
import { writeHive } from '@ipsec-doctor/engine/protocol/hive/write.fixture';
import type { TextReading } from '@ipsec-doctor/engine/formats/reader';
import type { Problem, Target } from '../target.ts';

function checkReading(result: unknown): Problem | null {
  const { faults, observations, records } = result as TextReading;
  if (faults.length > 200 || observations.length > 50_000) return { kind: 'cap', reason: 'more than the cap' };
  if (records > 200_000) return { kind: 'cap', reason: 'more values than the cap' };
  return null;
}

function registry(name: string, format: RegistryFormat, seeds: Target['seeds'], words: readonly string[]): Target {
  return {
    name,
    text: false,
    maxLength: 32_768,
    seeds,
    words: () => words,
    run: (input) => readRegistryBytes(format, input, 'case'),
    check: checkReading,
  };
}

export const registryTargets: readonly Target[] = [
  {
    ...registry(
      'registry-hive',
      'registry-hive',
      () => [
        writeHive(systemHive()),
        writeHive(systemHive(), { lists: 'lf', split: 1 }),
        writeHive(systemHive(), { lists: 'li', minor: 3 }),
      ],
      ['nk', 'vk', 'sk', 'lh', 'lf', 'li', 'ri', 'db', 'hbin', '\u00ff\u00ff\u00ff\u00ff', '\u0020\u0000\u0000\u0000'],
    ),
    // What is no hive is not given to the reader.
    repair(input) {
      const out = new Uint8Array(Math.max(input.length, 4096));
      out.set(input);
      out.set([0x72, 0x65, 0x67, 0x66]);
      out.fill(0, 28, 32);
      return out;
    },
  },
  registry('registry-policy', 'registry-policy', () => [firewallPol()], [
    '[\u0000',
    ']\u0000',
    ';\u0000',
    '*\u0000*\u0000d\u0000e\u0000l\u0000.\u0000',
    '|\u0000',
    '=\u0000',
    'v\u00002\u0000',
  ]),
];
