import { closeSync, openSync, writeSync } from 'node:fs';
import { writePcap, type WrittenPacket } from '@ipsec-doctor/engine/protocol/capture/write';
import type { Timed } from './peer.ts';

/** 2026-01-05T00:00:00Z: when every capture of the bench begins. */
const begin = 1_767_571_200_000_000_000n;
const headerLength = 24;
const batch = 4096;

const packetOf = ({ at, frame }: Timed): WrittenPacket => ({ ns: begin + BigInt(at) * 1000n, frame });

/** A capture in memory: for tests. */
export function captureBytes(frames: Iterable<Timed>): Uint8Array {
  return writePcap(Array.from(frames, packetOf));
}

/** Writes frames to a pcap file, some thousand at a time. Gives how many packets and bytes it holds. */
export function writeCaptureFile(path: string, frames: Iterable<Timed>): { packets: number; bytes: number } {
  const fd = openSync(path, 'w');
  let packets = 0;
  let bytes = 0;
  let held: WrittenPacket[] = [];
  const put = (block: Uint8Array): void => {
    for (let at = 0; at < block.length; ) at += writeSync(fd, block, at);
    bytes += block.length;
  };
  try {
    put(writePcap([]));
    for (const timed of frames) {
      held.push(packetOf(timed));
      packets++;
      if (held.length < batch) continue;
      put(writePcap(held).subarray(headerLength));
      held = [];
    }
    if (held.length > 0) put(writePcap(held).subarray(headerLength));
  } finally {
    closeSync(fd);
  }
  return { packets, bytes };
}
