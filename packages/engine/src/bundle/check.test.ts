import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { bytesInput, diagnose, type Diagnosis } from '../index.ts';
import { checkBundle } from './check.ts';
import { textFormats } from '../formats/index.ts';
import { manifestOf } from '../collection/manifest.fixture.ts';
import { writeManifest } from '../collection/manifest.ts';
import { collectionFacts, collectionNames, serversIn } from './collections.ts';
import { drawDiagram } from './diagram.ts';
import { writeQuestions } from './questions.ts';
import { requirements } from './requirements.ts';

const root = fileURLToPath(new URL('../../../../examples/selector-mismatch/', import.meta.url));
const inputs = (hosts: readonly string[], skip: RegExp = /^$/): ReturnType<typeof bytesInput>[] =>
  hosts.flatMap((host) =>
    readdirSync(join(root, host))
      .filter((name) => !skip.test(name))
      .map((name) => bytesInput(`${host}/${name}`, new Uint8Array(readFileSync(join(root, host, name))), 'folder')),
  );

describe('the check of a bundle', () => {
  let doc: Diagnosis;
  beforeAll(async () => {
    doc = await diagnose(inputs(['a', 'b']));
  });
  const state = (check: ReturnType<typeof checkBundle>, id: string, host?: string): string | undefined =>
    check.items.find((item) => item.id === id && (host === undefined || item.host === host))?.state;

  it('finds a whole case complete', () => {
    const check = checkBundle(doc);
    expect(check.complete).toBe(true);
    expect(check.hosts).toEqual(['a', 'b']);
    for (const id of ['both-ends', 'capture', 'ike-log', 'configuration', 'active-policy'])
      expect(state(check, id)).toBe('present');
  });

  it('says what is missing of which host, and how to get it', async () => {
    const check = checkBundle(await diagnose(inputs(['a', 'b'], /^capture|swanctl\.conf/)));
    expect(check.complete).toBe(false);
    expect(state(check, 'capture', 'a')).toBe('missing');
    expect(state(check, 'configuration', 'b')).toBe('missing');
    expect(state(check, 'configuration', 'a')).toBe('present');
    expect(check.items.find(({ id }) => id === 'capture')?.get).toContain('record');
  });

  it('tells one end from two', async () => {
    const check = checkBundle(await diagnose(inputs(['a'])));
    expect(state(check, 'both-ends')).toBe('missing');
    expect(check.complete).toBe(false);
    expect(checkBundle(await diagnose(inputs(['a'])), 2).items.some(({ id }) => id === 'both-ends')).toBe(false);
  });

  it('tells a file of another time from the rest', () => {
    const [first] = doc.artifacts.filter(({ window, format }) => window !== null && format.startsWith('pcap'));
    const moved = {
      ...doc,
      artifacts: doc.artifacts.map((one) =>
        one === first ? { ...one, window: { from: '2020-01-01T00:00:00Z', to: '2020-01-01T00:01:00Z' } } : one,
      ),
    };
    const item = checkBundle(moved).items.find(({ id, host }) => id === 'capture' && host === first?.host);
    expect(item?.state).toBe('stale');
    expect(item?.seconds).toBeGreaterThan(86_400);
  });

  it('has every item in both languages, with where it is from', () => {
    expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length);
    for (const { what, inventory, get } of requirements) {
      expect(what.en.length * what.ko.length).toBeGreaterThan(0);
      expect(inventory.every((id) => /^(?:ESC|T3|FILE)-[0-9]{2}$/.test(id))).toBe(true);
      expect(get.linux.length * get.windows.length).toBeGreaterThan(0);
    }
    for (const id of [
      'ESC-01',
      'ESC-02',
      'ESC-03',
      ...Array.from({ length: 11 }, (_, i) => `T3-${String(i + 2).padStart(2, '0')}`),
    ])
      expect(
        requirements.some(({ inventory }) => inventory.includes(id)),
        id,
      ).toBe(true);
  });

  it('takes every export of an event log for one', () => {
    const logs = requirements.find(({ id }) => id === 'system-logs')?.looks;
    const known = logs?.by === 'formats' ? logs.formats : [];
    const exports = textFormats.map(({ format }) => format).filter((format) => format.startsWith('windows-event-'));
    expect(exports).toContain('windows-event-table');
    expect(exports.filter((format) => !known.includes(format))).toEqual([]);
  });

  it('draws the hosts, their addresses and servers, and nothing that is markup of others', () => {
    const hostile = { ...doc, hosts: doc.hosts.map((host) => ({ ...host, label: `<script>${host.label}` })) };
    const svg = drawDiagram(hostile, [{ host: `<script>a`, role: 'DNS', address: '192.0.2.53' }]);
    expect(svg).not.toContain('<script>');
    expect(svg).toContain('DNS 192.0.2.53');
    for (const { addresses } of doc.hosts) if (addresses[0] !== undefined) expect(svg).toContain(addresses[0]);
    expect(drawDiagram(doc)).toBe(drawDiagram(doc));
  });

  it('asks what is still open', () => {
    const text = writeQuestions(doc, checkBundle(doc));
    expect(text).toContain('# Questions still open');
    expect(text).toContain('requirements.txt');
  });
});

describe('what collections tell', () => {
  it('is read, and what only looks like it is not', () => {
    const base = manifestOf('seoul', { servers: ['198.51.100.9', 'atlas'] });
    const manifest = writeManifest({
      ...base,
      host: { ...base.host, os: 'Debian', fqdn: 'seoul.corp.example' },
      started: { ...base.started, synchronised: true },
      finished: null,
    });
    expect(collectionFacts(manifest)).toEqual({
      host: 'seoul',
      os: 'Debian',
      started: '2026-11-29T08:00:00Z',
      finished: null,
      synchronised: true,
    });
    expect(collectionNames(manifest)).toEqual(['seoul', 'seoul.corp.example', '198.51.100.9', 'atlas']);
    for (const other of [
      '{',
      '[]',
      'null',
      '{"schema":"x","host":{"name":"y"}}',
      '{"schema":"ipsec-doctor/collection@1","host":7}',
    ])
      expect([collectionFacts(other), collectionNames(other)]).toEqual([null, []]);
  });

  it('names servers', () => {
    expect(
      serversIn(
        'nameserver 192.0.2.53\n   Primary WINS Server . . . . : 192.0.2.42\ndefault via 192.0.2.1 dev eth0\n',
        'a',
      ),
    ).toEqual([
      { host: 'a', role: 'DNS', address: '192.0.2.53' },
      { host: 'a', role: 'WINS', address: '192.0.2.42' },
      { host: 'a', role: 'gateway', address: '192.0.2.1' },
    ]);
  });
});
