/** Second look: what keys among the evidence open is read into the captures before anything is joined. */
import { decryptionKeys } from './formats/decryption-keys/reader.ts';
import { ingest } from './ingest/ingest.ts';
import type { EvidenceInput, Ingested, IngestedArtifact, IngestOptions } from './ingest/types.ts';
import { type EspKeys, isKey, type KeyObservation } from './observations/index.ts';
import { type InnerReading, readInner } from './protocol/decrypt/esp.ts';
import { openWire } from './protocol/decrypt/open-wire.ts';
import { emptyReading, type InnerFlow, type WireReading } from './protocol/wire-reading.ts';

const maxKeys = 5000;

/**
 * Opens IKE messages and ESP packets with the keys that the evidence holds: key tables, kernel SAs, daemon logs at their highest
 * level, secrets blocks of captures. ESP packets are not kept while a capture is read, so that captures are read once more where
 * there are keys of SAs seen in them; a pipe cannot be, and stays closed.
 */
export async function openProtected(
  inputs: readonly EvidenceInput[],
  ingested: Ingested,
  options: Pick<IngestOptions, 'limits'>,
): Promise<Ingested> {
  const all = ingested.artifacts.flatMap(keysOf);
  if (all.length === 0) return ingested;
  const keys = all.slice(0, maxKeys);
  const limits =
    all.length > keys.length
      ? [...ingested.limits, { what: 'decryption keys', cap: maxKeys, seen: all.length, kept: maxKeys }]
      : ingested.limits;
  const artifacts = ingested.artifacts.map((artifact) => {
    if (artifact.wire === undefined) return artifact;
    const wire = openWire(artifact.wire, keys);
    const faults = wire.faults.slice(artifact.wire.faults.length);
    return wire === artifact.wire
      ? artifact
      : {
          ...artifact,
          wire,
          faults: [...artifact.faults, ...faults.map(({ packet, reason }) => ({ line: null, packet, reason }))],
        };
  });
  const inner = await innerOf(inputs, artifacts, keys, options);
  return {
    artifacts: artifacts.map((artifact) => {
      const flows = inner.get(artifact.path);
      return artifact.wire === undefined || flows === undefined
        ? artifact
        : { ...artifact, wire: { ...artifact.wire, inner: flows } };
    }),
    limits,
  };
}

function keysOf(artifact: IngestedArtifact): KeyObservation[] {
  const told = (artifact.text?.observations ?? []).filter(isKey);
  const blocks = (artifact.wire?.secrets ?? []).flatMap((secret, at) =>
    secret.use((octets) => keysOfBlock(artifact.id, at + 1, octets)),
  );
  return [...told, ...blocks];
}

/** Tables written into a decryption secrets block of pcapng. */
function keysOfBlock(artifact: string, number: number, octets: Uint8Array): KeyObservation[] {
  // Tables are plain ASCII.
  const lines = Array.from(octets, (octet) => String.fromCharCode(octet))
    .join('')
    .split(/\r?\n/);
  if (decryptionKeys.sniff(lines.slice(0, 200), '') === 0) return [];
  const reader = decryptionKeys.open(artifact);
  lines.forEach((line, at) => reader.line(line, at + 1));
  const within = { layer: `decryption secrets block ${number}` };
  return reader
    .end()
    .observations.flatMap((item) =>
      isKey(item) ? [{ ...item, src: { ...item.src, at: [within, ...item.src.at] } }] : [],
    );
}

/** Captures that show ESP of an SA with keys, read again: files are told by their paths. */
async function innerOf(
  inputs: readonly EvidenceInput[],
  artifacts: readonly IngestedArtifact[],
  keys: readonly KeyObservation[],
  options: Pick<IngestOptions, 'limits'>,
): Promise<ReadonlyMap<string, readonly InnerFlow[]>> {
  const esp = keys.filter((key): key is EspKeys => key.kind === 'esp-keys');
  const known = new Set(esp.map((key) => key.spi));
  const wanted = new Set(
    artifacts
      .filter(
        (artifact) => artifact.wire?.flows.some((flow) => flow.protocol === 'ESP' && known.has(flow.spi)) === true,
      )
      .map((artifact) => artifact.sha256),
  );
  const found = new Map<string, readonly InnerFlow[]>();
  if (wanted.size === 0) return found;
  const readings: (readonly InnerReading[])[] = [];
  const again = await ingest(inputs, {
    ...options,
    formats: [],
    readWire: async (stream, artifact): Promise<WireReading> => {
      // Ids are given at the end: what was read goes through ingest as its number.
      return { ...emptyReading(artifact, ''), packets: readings.push(await readInner(stream, esp)) };
    },
  });
  for (const artifact of again.artifacts) {
    const inner = readings[(artifact.wire?.packets ?? 0) - 1] ?? [];
    if (inner.length > 0 && wanted.has(artifact.sha256))
      found.set(
        artifact.path,
        inner.map(({ key, flow }) => ({ ...flow, key: key.src })),
      );
  }
  return found;
}
