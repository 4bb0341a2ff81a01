import type { Draft } from './layout.ts';

/** Name of the member that has the packets of a trace. */
export const packetsMember = 'packets.pcapng';
/** Its format: as well known as that of the trace, and not as that of captures. */
export const packetsFormat = 'etl-packets';

/**
 * Leaves out the packets of a trace where a capture that was made of it is there as well (`pktmon etl2pcap`, etl2pcapng): it has the name of the
 * trace, or every IKE message of it at its very time. A second copy would count as more packets.
 */
export function withoutSecondCopies(drafts: readonly Draft[]): Draft[] {
  const made = drafts.filter(({ artifact }) => artifact.format === packetsFormat);
  if (made.length === 0) return [...drafts];
  const captures = drafts.filter(({ artifact }) => artifact.wire !== undefined && artifact.format !== packetsFormat);
  const moments = new Map(captures.map((one) => [one, new Set(momentsOf(one))]));
  const copies = made.filter((packets) => {
    const own = momentsOf(packets);
    const name = stemOf(packets.place.names.slice(0, -1));
    return captures.some((capture) => {
      if (stemOf(capture.place.names) === name) return true;
      const theirs = moments.get(capture);
      return own.length > 0 && theirs !== undefined && own.every((moment) => theirs.has(moment));
    });
  });
  const parents = new Set(copies.map(({ place }) => place.parent));
  return drafts
    .filter((draft) => !copies.includes(draft))
    .map((draft) =>
      parents.has(draft.key)
        ? { ...draft, artifact: { ...draft.artifact, note: { id: 'ingest.trace-converted', args: {} } } }
        : draft,
    );
}

/** When the IKE messages of a capture were seen, in microseconds: as exact as every format of captures is. */
function momentsOf({ artifact }: Draft): bigint[] {
  return (artifact.wire?.ike ?? []).map(({ ns }) => ns / 1000n);
}

/** Folder and name without its ending, in small letters. */
function stemOf(names: readonly string[]): string {
  return names
    .join('/')
    .toLowerCase()
    .replace(/\.[a-z0-9]{1,8}$/, '');
}
