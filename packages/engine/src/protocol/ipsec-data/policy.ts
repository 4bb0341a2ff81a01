import { type BlobFault, type BlobField, BlobReader } from './blob.ts';
import { blobHeaders } from './guids.ts';

/** What every blob gives besides its content. */
export interface Blob {
  readonly fields: readonly BlobField[];
  readonly faults: readonly BlobFault[];
}

/** Closes a blob: what is left behind its end is put on record as reserved (systems before Vista write one byte). */
export function endOfBlob(reader: BlobReader): Blob {
  if (reader.left > 0) {
    if (reader.left > 16) reader.fault(`${reader.left} bytes behind the end`);
    reader.reserved(reader.left, 'behind the end');
  }
  return { fields: reader.fields, faults: reader.faults };
}

/** Opens a blob and checks its header. */
export function openBlob(bytes: Uint8Array, header: string, what: string): BlobReader {
  const reader = new BlobReader(bytes);
  const found = reader.guid('header');
  if (found !== header) reader.fault(`header ${found || 'cut'} is not that of ${what}`);
  return reader;
}

/** ipsecData of an ipsecPolicy object. */
export interface PolicyBlob extends Blob {
  /** Seconds between two looks for changes; 0 on the wire stands for 10800. */
  readonly pollingSeconds: number;
}

/** Reads ipsecData of an ipsecPolicy object (MS-GPIPSEC 2.2.1.1.1). */
export function readPolicyBlob(bytes: Uint8Array): PolicyBlob {
  const reader = openBlob(bytes, blobHeaders.policy, 'a policy');
  reader.u32('length');
  const polling = reader.u32('polling interval');
  if (reader.left > 0) reader.reserved(1, 'zero');
  return { pollingSeconds: polling === 0 ? 10_800 : polling, ...endOfBlob(reader) };
}
