import { textFormats } from './index.ts';
import type { FormatBasis } from './reader.ts';
import { registryBasis } from './registry/binary.ts';
import { windowsEventBasis } from './windows-event/index.ts';

const confirmed: FormatBasis = { known: 'confirmed', source: 'the project’s lab or the shared corpus' };

/** Formats that are no text, and how well they are known. Captures and certificates are confirmed. */
const binary: Readonly<Record<string, FormatBasis>> = {
  evtx: windowsEventBasis,
  evt: windowsEventBasis,
  etl: windowsEventBasis,
  'etl-packets': {
    known: 'unconfirmed',
    source: 'etl2pcapng of Microsoft; WDK documentation, pktmonnpik.h',
  },
  'windows-ras-report': {
    known: 'unconfirmed',
    source:
      'Microsoft documentation of netsh ras diagnostics, which names what the report holds and not how it is laid out',
  },
  ...registryBasis,
};

const bases = new Map<string, FormatBasis>([
  ...textFormats.flatMap(({ format, basis }): [string, FormatBasis][] =>
    basis === undefined ? [] : [[format, basis]],
  ),
  ...Object.entries(binary),
]);

/** How well a format is known, by its name. */
export function basisOf(format: string): FormatBasis {
  return bases.get(format) ?? confirmed;
}
