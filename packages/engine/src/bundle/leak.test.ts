import { describe, expect, it } from 'vitest';
import { addressBytes } from '../protocol/address.ts';
import { addresses, planted, words } from './planted.fixture.ts';
import { deviceNames, devices, deviceSecret, guardedNames, shortNames } from './planted-devices.fixture.ts';
import { redacted, testKey, textOf, type TestFile } from './run.fixture.ts';

/** Everything that came out, as a reader of the bundle may look at it: octets, UTF-16, base64, hexadecimal. */
function views(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes);
  const text = buffer.toString('latin1');
  const wide = [buffer.toString('utf16le'), buffer.subarray(1).toString('utf16le')];
  const registry = [...text.replaceAll('\0', '').matchAll(/hex(?:\([0-9a-f]+\))?:([0-9a-f,]{0,200000})/g)].flatMap(
    ([, list]) => {
      const inner = Buffer.from((list ?? '').replaceAll(',', ''), 'hex');
      return [inner.toString('latin1'), inner.toString('utf16le')];
    },
  );
  const encoded = [...text.matchAll(/-----BEGIN [A-Z ]+-----([^-]*)-----END/g)].map(([, body]) =>
    Buffer.from((body ?? '').replaceAll(/\s/g, ''), 'base64').toString('latin1'),
  );
  return [text, ...wide, ...registry, ...encoded].map((view) => view.toLowerCase());
}

describe('nothing of what was planted comes out', async () => {
  const { files, report } = await redacted(planted);

  it.each(files.map((file) => [file.path, file] as const))('%s', (path, { bytes }) => {
    const seen = [...views(bytes), path.toLowerCase()];
    for (const word of words)
      for (const view of seen) expect(view.includes(word.toLowerCase()), `${word} in ${path}`).toBe(false);
    for (const address of addresses) {
      const octets = Buffer.from(addressBytes(address) ?? []);
      for (const view of seen) expect(view.includes(address), `${address} in ${path}`).toBe(false);
      expect(Buffer.from(bytes).includes(octets), `octets of ${address} in ${path}`).toBe(false);
      for (const view of seen)
        expect(
          view.includes(octets.toString('latin1').toLowerCase()),
          `octets of ${address} in a value of ${path}`,
        ).toBe(false);
    }
  });

  it('looks where the secrets were', () => {
    const before = planted.flatMap(({ path, bytes }) => [...views(bytes), path.toLowerCase()]).join('\n');
    for (const word of [...words, ...addresses]) expect(before.includes(word.toLowerCase()), word).toBe(true);
  });

  it('leaves out what it cannot read, and counts what it did', () => {
    expect(report.leftOut).toEqual([{ path: expect.stringMatching(/^[a-z]{7}\/dump\.bin$/), why: 'unknown-binary' }]);
    expect(report.files).toHaveLength(planted.length - 1);
    expect(report.counts['proofs-removed']).toBeGreaterThan(0);
    expect(report.counts.certificates).toBeGreaterThan(0);
    expect(report.signaturesInvalid).toBe(true);
  });

  it('gives the same bytes again, and others under another key', async () => {
    const again = await redacted(planted);
    expect(again.files).toEqual(files);
    const other = await redacted(planted, { key: testKey.map((byte) => byte ^ 0x55) });
    expect(other.files).not.toEqual(files);
  });
});

describe.each(['colleague', 'vendor'] as const)(
  'of configurations, listings and logs of devices, for a %s,',
  async (audience) => {
    const { files } = await redacted(devices, { audience });
    const whole = (all: readonly TestFile[]): string =>
      all.map(({ path, bytes }) => `${path}\n${Buffer.from(bytes).toString('utf8')}`).join('\n');
    const [before, after] = [whole(devices), whole(files)];
    const gone = [...deviceNames, deviceSecret, ...(audience === 'vendor' ? guardedNames : [])];

    it.each(gone)('%s is nowhere', (word) => {
      expect(before.toLowerCase()).toContain(word.toLowerCase());
      const left = after.split('\n').filter((line) => line.toLowerCase().includes(word.toLowerCase()));
      expect(left).toEqual([]);
    });

    it.each(shortNames)('%s is no word any more', (word) => {
      const alone = new RegExp(`(?<![A-Za-z0-9])${word}(?![A-Za-z0-9])(?! 00)`, 'i');
      expect(before).toMatch(alone);
      expect(after.split('\n').filter((line) => alone.test(line))).toEqual([]);
    });

    it('names are the same in configurations and logs', () => {
      const own = (path: RegExp): string => textOf(files, files.find((one) => path.test(one.path))?.path ?? '');
      const connection = /^conn (to-[a-z]{9})$/m.exec(own(/ipsec\.conf$/))?.[1] ?? 'none';
      expect(own(/charon\.log$/)).toContain(`<${connection}|1> initiating IKE_SA ${connection}[1]`);
      expect(own(/swanctl-list\.txt$/)).toContain(`${connection}: IKEv2`);
      const vpn = /set security ipsec vpn ([A-Z]{10}) ike/.exec(own(/junos\.cfg$/))?.[1] ?? 'none';
      expect(own(/junos\.log$/)).toContain(`VPN ${vpn} from`);
    });

    it('octets and settings stay what they were', () => {
      expect(after).toContain('octets 45 ea 00');
      for (const kept of [
        'set transform-set',
        'esp-aes 256',
        'crypto isakmp key',
        'match identity remote fqdn',
        'set psksecret ENC',
      ])
        expect(after).toContain(kept);
    });
  },
);
