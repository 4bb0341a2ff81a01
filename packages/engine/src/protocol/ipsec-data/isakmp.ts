import type { MainModeOffer } from '../../observations/policy.ts';
import { blobHeaders } from './guids.ts';
import { type Blob, endOfBlob, openBlob } from './policy.ts';

export interface IsakmpBlob extends Blob {
  readonly masterPfs: boolean;
  readonly certificateToAccount: boolean;
  readonly withoutCertificateRequest: boolean;
  /** Quick modes for each main mode; 0: no limit. */
  readonly quickModeLimit: number;
  readonly lifetimeSeconds: number;
  readonly offers: readonly MainModeOffer[];
}

const maxMethods = 1000;

const encryptions: ReadonlyMap<number, string> = new Map([
  [1, 'DES'],
  [2, '3DES'],
  [3, '3DES'],
]);
const hashes: ReadonlyMap<number, string> = new Map([
  [1, 'MD5'],
  [2, 'SHA1'],
]);
const groups: ReadonlyMap<number, string> = new Map([
  [1, 'modp768'],
  [2, 'modp1024'],
  [0x10000001, 'modp2048'],
]);

/** Offers that stand before the list or override a method: by one number, all with the 2048-bit group (not on Windows 2000 and XP). */
const combined: ReadonlyMap<number, readonly [encryption: string, hash: string]> = new Map([
  [1, ['DES', 'MD5']],
  [2, ['DES', 'SHA1']],
  [3, ['3DES', 'MD5']],
  [4, ['3DES', 'SHA1']],
]);

const named = (names: ReadonlyMap<number, string>, value: number): string => names.get(value) ?? `unknown (${value})`;

/**
 * Reads ipsecData of an ipsecISAKMPPolicy object (MS-GPIPSEC 2.2.1.2.1). Of the 8-byte algorithm ids only the lower half counts: older
 * Windows and netsh leave something in the upper one.
 */
export function readIsakmpBlob(bytes: Uint8Array): IsakmpBlob {
  const reader = openBlob(bytes, blobHeaders.isakmp, 'an ISAKMP policy');
  reader.u32('length');
  reader.guid('instance');
  reader.reserved(4, 'zero');
  const masterPfs = reader.u32('master PFS required') !== 0;
  const options = reader.u32('options');
  const before = [1, 2, 3, 4].map((i) => reader.u8(`offer before the list ${i}`));
  const quickModeLimit = reader.u32('quick modes per main mode');
  const lifetime = reader.u32('main mode lifetime');
  reader.reserved(20, 'zero');
  const count = reader.u32('security methods');
  if (count > maxMethods) reader.fault(`${count} security methods are claimed`);
  const lifetimeSeconds = lifetime === 0 ? 28_800 : lifetime;
  const offers: MainModeOffer[] = [];
  for (const number of before) {
    const pair = combined.get(number);
    if (pair === undefined) continue;
    const [encryption, hash] = pair;
    offers.push({ encryption, hash, group: 'modp2048', quickModeLimit, lifetimeKilobytes: 0, lifetimeSeconds });
  }
  for (let i = 0; i < Math.min(count, maxMethods) && !reader.short; i++) {
    reader.u8(`method ${i + 1} major version`);
    reader.u8(`method ${i + 1} minor version`);
    reader.reserved(2, 'zero');
    const encryption = reader.u32(`method ${i + 1} encryption`);
    reader.reserved(4, 'upper half of the id');
    reader.reserved(4, 'key length or zero');
    const hash = reader.u32(`method ${i + 1} hash`);
    reader.reserved(4, 'upper half of the id');
    reader.reserved(12, 'zero');
    const random = reader.u8(`method ${i + 1} random function`);
    reader.reserved(7, 'zero');
    const group = reader.u32(`method ${i + 1} group`);
    const limit = reader.u32(`method ${i + 1} quick mode limit`);
    const kilobytes = reader.u32(`method ${i + 1} lifetime in KB`);
    const seconds = reader.u32(`method ${i + 1} lifetime in seconds`);
    reader.u32(`method ${i + 1} identity PFS`);
    if (reader.short) break;
    const override = combined.get(random);
    offers.push({
      encryption: override?.[0] ?? named(encryptions, encryption),
      hash: override?.[1] ?? named(hashes, hash),
      group: override === undefined ? named(groups, group) : 'modp2048',
      quickModeLimit: limit,
      lifetimeKilobytes: kilobytes,
      lifetimeSeconds: seconds === 0 ? lifetimeSeconds : seconds,
    });
  }
  return {
    masterPfs,
    certificateToAccount: (options & 1) !== 0,
    withoutCertificateRequest: (options & 2) !== 0,
    quickModeLimit,
    lifetimeSeconds,
    offers,
    ...endOfBlob(reader),
  };
}
