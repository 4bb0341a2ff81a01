import { describe, expect, it } from 'vitest';
import { addressBytes } from '../protocol/address.ts';
import { addresses, planted, words } from './planted.fixture.ts';
import { redacted, testKey } from './run.fixture.ts';

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
