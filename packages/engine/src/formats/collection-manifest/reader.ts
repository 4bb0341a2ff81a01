/** `manifest.json` of a collection: which files were taken from which host. It is no evidence of IPsec itself. */
import { manifestSchema, maxManifestBytes, readManifest } from '../../collection/manifest.ts';
import type { TextFormat } from '../reader.ts';

/** Reader of a collection's manifest. */
export const collectionManifest: TextFormat = {
  format: 'collection-manifest',
  pieces: true,
  sniff: (head) => (head.slice(0, 5).some((line) => line.slice(0, 500).includes(`"${manifestSchema}"`)) ? 100 : 0),
  open() {
    const lines: string[] = [];
    let length = 0;
    let count = 0;
    return {
      line(text, number, more = false) {
        count = number;
        length += text.length + 1;
        if (length <= maxManifestBytes) lines.push(more ? text : `${text}\n`);
      },
      end() {
        const whole = length <= maxManifestBytes;
        const { manifest, faults } = readManifest(whole ? lines.join('') : '');
        const reasons = whole ? faults : ['larger than a manifest may be'];
        return {
          format: 'collection-manifest',
          observations: [],
          faults: reasons.map((reason) => ({ line: null, reason })),
          records: count,
          // It names a host only for files that it fits (ingest/manifest-labels.ts).
          hostName: null,
          product: null,
          ownAddresses: [],
          timeKind: 'none',
          limits: [],
          ...(manifest === null ? {} : { manifest }),
        };
      },
    };
  },
};
