import { expect, test } from 'vitest';
import fc from 'fast-check';
import { manifestOf } from './manifest.fixture.ts';
import { readManifest, writeManifest } from './manifest.ts';

const digest = 'a'.repeat(64);

test('what is written is read again as it was', () => {
  const manifest = manifestOf('east', {
    steps: [{ id: 'charon-log', outcome: 'partial', reason: 'too-large', detail: 'cut at 16 MiB' }],
    files: [{ name: 'east_charon.log', step: 'charon-log', bytes: 7, sha256: digest, truncated: true, removed: 2 }],
    changes: [{ step: 'raise-logging', what: 'charon ike', was: '1', now: '2', restored: true }],
    captures: [
      {
        files: ['east_capture.pcap'],
        interface: 'any',
        filter: 'udp port 500',
        tool: 'tcpdump',
        started: '1',
        ended: '2',
        wrapped: false,
        dropped: 0,
        markers: [{ at: 'start', epochNs: '1', to: '127.0.0.1:9', payload: 'x', seen: true }],
      },
    ],
  });
  expect(readManifest(writeManifest(manifest))).toEqual({ manifest, faults: [] });
});

test('names that leave the folder, digests that are none and outcomes nobody knows are left out', () => {
  const text = JSON.stringify({
    ...manifestOf('east'),
    outcome: 'fine',
    steps: [{ id: 'x', outcome: 'perfect' }, null],
    files: [
      { name: '../../etc/passwd', bytes: 1, sha256: digest },
      { name: 'a/b', bytes: 1, sha256: digest },
      { name: 'ok.txt', bytes: 1, sha256: 'zz' },
      { name: 'neg.txt', bytes: -1, sha256: digest },
    ],
  });
  const { manifest, faults } = readManifest(text);
  expect(manifest?.files.map(({ name, sha256 }) => [name, sha256])).toEqual([['ok.txt', null]]);
  expect(manifest?.steps).toEqual([]);
  expect(manifest?.outcome).toBe('running');
  expect(faults).toHaveLength(5);
});

test('without schema, host name or clock there is no manifest', () => {
  for (const broken of [
    { ...manifestOf('east'), schema: 'other@1' },
    { ...manifestOf('east'), host: { name: '../x' } },
    { ...manifestOf('east'), started: { epochNs: 'soon' } },
  ])
    expect(readManifest(JSON.stringify(broken)).manifest).toBeNull();
  expect(readManifest(writeManifest(manifestOf('east')).slice(0, 200)).manifest).toBeNull();
});

test('no text makes it throw, and every name that it lets through stays in its folder', () => {
  fc.assert(
    fc.property(fc.json(), fc.string(), (any, name) => {
      readManifest(any);
      const files = [{ name, bytes: 1, step: 's', sha256: digest, truncated: false, removed: 0 }];
      const { manifest } = readManifest(
        JSON.stringify({ ...manifestOf('east'), host: { name: 'h' }, files, extra: any }),
      );
      for (const file of manifest?.files ?? []) expect(file.name).not.toMatch(/[\\/]|\.\.|^\.|\p{Cc}/u);
    }),
  );
});
