import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { manifestOf } from '../collection/manifest.fixture.ts';
import { writeManifest } from '../collection/manifest.ts';
import { textFormats } from '../formats/index.ts';
import { readWire } from '../protocol/wire.ts';
import { ingest } from './ingest.ts';
import type { EvidenceInput, IngestedArtifact } from './types.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

function input(path: string, text: string, more: Partial<EvidenceInput> = {}): EvidenceInput {
  const open: EvidenceInput['open'] = () => {
    const blocks = [Buffer.from(text)];
    return { next: async () => blocks.pop() ?? null, close: async () => {} };
  };
  return { path, hosts: 'folder', open, ...more };
}

const listing = (address: string): string =>
  `2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default qlen 1000\n    link/ether 02:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff\n    inet ${address}/24 brd 192.0.2.255 scope global eth0\n`;

function collection(folder: string, name: string, address: string, machine: string | null = null): EvidenceInput[] {
  const text = listing(address);
  const file = `${name}_ip-addr.txt`;
  const files = [
    { name: file, step: 'ip-addr', bytes: text.length, sha256: digest(text), truncated: false, removed: 0 },
  ];
  const base = manifestOf(name, { files });
  const manifest = { ...base, host: { ...base.host, machine } };
  return [input(`${folder}${file}`, text), input(`${folder}manifest.json`, writeManifest(manifest))];
}

const read = async (inputs: EvidenceInput[]): Promise<readonly IngestedArtifact[]> =>
  (await ingest(inputs, { formats: textFormats, readWire })).artifacts;
const labels = (artifacts: readonly IngestedArtifact[]): Record<string, string | null> =>
  Object.fromEntries(artifacts.map(({ path, hostHint }) => [path, hostHint]));

test('what lies loose beside a manifest is of its host', async () => {
  expect(labels(await read(collection('', 'east', '192.0.2.1')))).toEqual({
    'east_ip-addr.txt': 'east',
    'manifest.json': 'east',
  });
});

test('a folder that a collector named gives way to the name; any other keeps its own', async () => {
  const both = [
    ...collection('east_20261129T080000Z/', 'east', '192.0.2.1'),
    ...collection('left/', 'west', '192.0.2.2'),
  ];
  expect(new Set(Object.values(labels(await read(both))))).toEqual(new Set(['east', 'left']));
});

test('two machines of one name stay two; one machine that was collected twice is one', async () => {
  const two = [
    ...collection('debian_1/', 'debian', '192.0.2.1', 'aa'),
    ...collection('debian_2/', 'debian', '192.0.2.2', 'bb'),
  ];
  expect(new Set(Object.values(labels(await read(two))))).toEqual(new Set(['debian', 'debian (2)']));
  const same = [
    ...collection('debian_1/', 'debian', '192.0.2.1', 'aa'),
    ...collection('debian_2/', 'debian', '192.0.2.1', 'aa'),
  ];
  expect(new Set(Object.values(labels(await read(same))))).toEqual(new Set(['debian']));
});

test('a manifest speaks for no file that is not what it says', async () => {
  const [file, manifest] = collection('', 'east', '192.0.2.1');
  const changed = await read([input(file?.path ?? '', listing('192.0.2.77')), manifest as EvidenceInput]);
  expect(labels(changed)['east_ip-addr.txt']).toBeNull();
  expect(changed.find(({ path }) => path === 'manifest.json')?.note).toEqual({
    id: 'ingest.manifest-differs',
    args: { count: 1, name: 'east_ip-addr.txt' },
  });
  const alone = await read([manifest as EvidenceInput]);
  expect(alone[0]?.note?.id).toBe('ingest.manifest-differs');
});

test('what the user says of a host wins', async () => {
  const inputs = collection('', 'east', '192.0.2.1').map((one) => ({ ...one, host: 'gate' }));
  expect(new Set(Object.values(labels(await read(inputs))))).toEqual(new Set(['gate']));
});
