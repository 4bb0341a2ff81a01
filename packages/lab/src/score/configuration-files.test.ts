import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { givenHosts, outsideAddress } from './configuration-files.ts';
import type { Recorded } from './evidence.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-given-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const recorded = {
  roles: { a: 'initiator', b: 'responder' },
  files: [
    { path: 'a/swanctl.conf', host: 'a', kind: 'configuration', bytes: new Uint8Array() },
    { path: 'a/charon.log', host: 'a', kind: 'log', bytes: new Uint8Array() },
  ],
} as unknown as Recorded;

const nat = 'table ip nat {\n\tchain post {\n\t\toifname "out" masquerade\n\t}\n}\n';
const addresses =
  '2: out@if3: <UP>\n    inet 198.51.100.65/24 scope global out\n3: in@if2: <UP>\n    inet 10.0.0.1/24 scope global in\n';

describe('what a comparison is given', () => {
  it('is everything that was kept but what the daemon did with it', () => {
    put('configuration/a/swanctl/swanctl.conf', 'connections {\n}\n');
    put('configuration/a/swanctl/x509/a.pem', 'pem');
    put('configuration/a/list-certs.txt', 'its own and what it was sent');
    put('configuration/a/date.txt', '2030-01-12T01:41:23Z\n');
    put('configuration/nat-a/nft-ruleset.txt', nat);
    put('configuration/nat-a/ip-addr.txt', addresses);
    put('configuration/b/ipsec.conf', 'conn a\n');
    put(
      'configuration/b/status.txt',
      '000 interface eth0 UDP 192.0.2.9:500\n000 algorithm IKE DH Key Exchange: name=MODP2048, bits=2048\n000 "a":   newest IKE SA: #3;\n',
    );
    const [a, b] = givenHosts(folder, recorded);
    expect(a?.files.map(({ path }) => basename(path))).toEqual(['swanctl.conf', 'a.pem']);
    expect(a).toMatchObject({ whole: true, outside: '198.51.100.65', now: 1_894_412_483_000_000_000n });
    expect(b).toMatchObject({ whole: true, outside: null, now: null });
    const status = b?.files.find(({ path }) => path === 'ipsec-status.txt');
    expect(new TextDecoder().decode(status?.bytes)).toContain('MODP2048');
    expect(new TextDecoder().decode(status?.bytes)).not.toContain('newest');
  });

  it('is of recordings that kept nothing what a person sends in', () => {
    const [a, b] = givenHosts(folder, recorded);
    expect(a).toMatchObject({ whole: false, now: null, outside: null, files: [{ path: 'a/swanctl.conf' }] });
    expect(b?.files).toEqual([]);
  });

  it('knows a NAT only by the interface that it masquerades on', () => {
    expect(outsideAddress(nat, addresses)).toBe('198.51.100.65');
    expect(outsideAddress(nat.replace('"out"', '"wan"'), addresses)).toBeNull();
    expect(outsideAddress('', addresses)).toBeNull();
  });
});
