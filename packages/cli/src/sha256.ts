import { createHash } from 'node:crypto';
import type { StreamHash } from '@ipsec-doctor/engine';

/** SHA-256 of the platform, which is faster than the engine's own. */
export function sha256(): StreamHash {
  const hash = createHash('sha256');
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
}
