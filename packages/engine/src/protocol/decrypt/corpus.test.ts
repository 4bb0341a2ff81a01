import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decryptionKeys } from '../../formats/decryption-keys/reader.ts';
import { readText } from '../../formats/shared/testing.ts';
import type { EspKeys, KeyObservation } from '../../observations/index.ts';
import { hex } from '../bytes.ts';
import { bytesSource } from '../source.ts';
import { readWire } from '../wire.ts';
import { openEsp } from './esp.ts';
import { scanCapture } from '../ip/scan.ts';
import { openWire } from './open-wire.ts';

/** Captures of other projects with their keys and what has to come out; no part of this repository (see ike/corpus.test.ts). */
const corpus = process.env['IPSEC_DOCTOR_CORPUS'] ?? resolve(import.meta.dirname, '../../../../../../shared/corpus');
const folder = join(corpus, 'captures/wireshark');

interface Vector {
  readonly capture: string;
  readonly spi_i?: string;
  readonly spi_r?: string;
  readonly sk_ei?: string;
  readonly sk_er?: string;
  readonly enc?: string;
  readonly sk_ai?: string;
  readonly sk_ar?: string;
  readonly integ?: string;
  readonly ikev1_key?: string;
  readonly esp?: readonly Record<'src' | 'dst' | 'spi' | 'enc' | 'key' | 'auth' | 'authkey', string>[];
  readonly expect: Readonly<Record<string, string>>;
}

/** The table Wireshark would be given. */
function tableOf(vector: Vector): string {
  if (vector.ikev1_key !== undefined) return `${vector.spi_i},${vector.ikev1_key}`;
  if (vector.esp !== undefined)
    return vector.esp
      .map(
        (sa) =>
          `"IPv4","${sa.src}","${sa.dst}","${sa.spi}","${sa.enc} [RFC3602]","0x${sa.key}","${sa.auth} [RFC2404]","0x${sa.authkey}"`,
      )
      .join('\n');
  const v = vector;
  return `${v.spi_i},${v.spi_r},${v.sk_ei},${v.sk_er},"${v.enc}",${v.sk_ai ?? ''},${v.sk_ar ?? ''},"${v.integ ?? 'NONE [RFC4306]'}"`;
}

function keysOf(vector: Vector): KeyObservation[] {
  return readText(decryptionKeys, tableOf(vector)).observations.filter(
    (item): item is KeyObservation => item.kind === 'ike-keys' || item.kind === 'esp-keys',
  );
}

describe.skipIf(!existsSync(join(folder, 'keys-and-expectations.json')))('captures with keys', () => {
  const vectors = existsSync(join(folder, 'keys-and-expectations.json'))
    ? (JSON.parse(readFileSync(join(folder, 'keys-and-expectations.json'), 'utf8')) as Vector[])
    : [];
  const bytesOf = (vector: Vector): Uint8Array =>
    new Uint8Array(readFileSync(join(folder, 'test/captures', vector.capture)));

  it('there are some', () => expect(vectors.length).toBeGreaterThan(6));

  for (const vector of vectors.filter((one) => one.esp === undefined))
    it(`${vector.capture} opens to what is expected`, async () => {
      const reading = await readWire(bytesSource(bytesOf(vector)), 'a1');
      const opened = openWire(reading, keysOf(vector));
      const payloads = opened.ike.filter((one) => one.opened !== undefined).flatMap((one) => one.message.payloads);
      const data = (kind: string): string[] =>
        payloads.flatMap((one) => (one.kind === kind && 'data' in one ? [hex(one.data, 0, one.data.length)] : []));
      for (const [what, value] of Object.entries(vector.expect)) {
        if (what === 'auth.data') expect(data('auth')).toContain(value);
        else if (what === 'hash') expect(data('hash').some((text) => text.startsWith(value))).toBe(true);
        else
          expect(payloads.some((one) => one.kind === 'cert' && one.certificate?.subject.includes(value) === true)).toBe(
            true,
          );
      }
      expect(opened.ike.filter((one) => one.message.encrypted && one.opened === undefined)).toEqual([]);
      expect(opened.faults.length).toBe(reading.faults.length);
    });

  for (const vector of vectors.filter((one) => one.esp !== undefined))
    it(`${vector.capture} opens to what is expected`, async () => {
      const keys = keysOf(vector).filter((item): item is EspKeys => item.kind === 'esp-keys');
      const inner: string[] = [];
      await scanCapture(bytesSource(bytesOf(vector)), {
        onEsp: (packet) => {
          const key = keys.find((one) => Number.parseInt(one.spi, 16) === packet.spi);
          const opened = key === undefined ? null : openEsp(packet.bytes, key);
          if (opened !== null && 'payload' in opened) inner.push(hex(opened.payload, 0, opened.payload.length));
        },
      });
      expect(inner.length).toBeGreaterThan(0);
      for (const value of Object.values(vector.expect)) expect(inner.every((text) => text.includes(value))).toBe(true);
    });
});
