import type { OfferedTransform, QuickModeOffer } from '../../observations/policy.ts';
import { blobHeaders } from './guids.ts';
import { type Blob, endOfBlob, openBlob } from './policy.ts';

export interface NegotiationBlob extends Blob {
  readonly offers: readonly QuickModeOffer[];
}

const maxOffers = 1000;
const transformsPerOffer = 3;

const hashes: ReadonlyMap<number, string> = new Map([
  [0, 'none'],
  [1, 'MD5'],
  [2, 'SHA1'],
]);
// The specification counts 1 none, 2 DES, 3 3DES; real policies hold 0 for none and 1 for DES (the default response rule of XP).
const encryptions: ReadonlyMap<number, string> = new Map([
  [0, 'none'],
  [1, 'DES'],
  [2, 'DES'],
  [3, '3DES'],
]);

const named = (names: ReadonlyMap<number, string>, value: number): string => names.get(value) ?? `unknown (${value})`;

/** Reads ipsecData of an ipsecNegotiationPolicy object (MS-GPIPSEC 2.2.1.4.1). Transforms beyond an offer's count are left-over memory. */
export function readNegotiationBlob(bytes: Uint8Array): NegotiationBlob {
  const reader = openBlob(bytes, blobHeaders.negotiation, 'a negotiation policy');
  reader.u32('length');
  const count = reader.u32('offers');
  if (count > maxOffers) reader.fault(`${count} offers are claimed`);
  const offers: QuickModeOffer[] = [];
  for (let i = 0; i < Math.min(count, maxOffers) && !reader.short; i++) {
    const name = `offer ${i + 1}`;
    const lifetimeSeconds = reader.u32(`${name} lifetime in seconds`);
    const lifetimeKilobytes = reader.u32(`${name} lifetime in KB`);
    reader.reserved(4, 'options, zero');
    const pfs = reader.u32(`${name} PFS`) !== 0;
    const used = reader.u32(`${name} algorithms`);
    if (used > transformsPerOffer) reader.fault(`${name} claims ${used} algorithms of ${transformsPerOffer}`);
    const transforms: OfferedTransform[] = [];
    for (let k = 0; k < transformsPerOffer && !reader.short; k++) {
      if (k >= used) {
        reader.reserved(20, 'unused algorithm');
        continue;
      }
      const id = reader.u32(`${name} algorithm ${k + 1}`);
      const integrity = reader.u32(`${name} integrity ${k + 1}`);
      const type = reader.u32(`${name} protocol ${k + 1}`);
      reader.reserved(8, 'ignored');
      transforms.push({
        protocol: type === 1 ? 'AH' : type === 2 ? 'ESP' : 'unknown',
        algorithm: named(type === 1 ? hashes : encryptions, id),
        integrity: type === 2 ? named(hashes, integrity) : null,
        id,
      });
    }
    if (!reader.short) offers.push({ lifetimeSeconds, lifetimeKilobytes, pfs, transforms });
  }
  return { offers, ...endOfBlob(reader) };
}
