import type { SecretKey } from '../../observations/keys.ts';

/** Which way a packet went, seen from the host that captured it. Numbers, because they are set for every packet. */
export const directionUnknown = 0;
export const directionIn = 1;
export const directionOut = 2;

const noComments: readonly string[] = [];

/**
 * One captured packet. There is a single object of this class per reading, filled anew for each packet: copy what is to be
 * kept. The bytes too are only valid during the call.
 */
export class Packet {
  /** From 1, as Wireshark counts. */
  number = 0;
  /** Capture clock: whole seconds since the Unix epoch and nanoseconds in that second. */
  seconds = 0;
  nanoseconds = 0;
  /** False for packets without a time (pcapng simple packets). */
  timed = false;
  /** Position in CaptureSummary.interfaces; -1 when the file names none. */
  interfaceIndex = -1;
  /** Operating system's interface index where the link layer tells it, else 0. */
  ifindex = 0;
  linkType = -1;
  capturedLength = 0;
  originalLength = 0;
  direction = 0;
  /** The frame is at `offset` of `bytes`, `capturedLength` bytes. */
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  offset = 0;
  /** Where the record starts in the (unpacked) file. */
  fileOffset = 0;
  /** Comments the file holds on it (pcapng option 1). */
  comments: readonly string[] = noComments;

  /** Forgets the comments of the packet before. */
  uncomment(): void {
    this.comments = noComments;
  }
}

/** Nanoseconds since the Unix epoch. */
export function toNs(seconds: number, nanoseconds: number): bigint {
  if (seconds !== latestSecond) {
    latestSecond = seconds;
    latestStart = BigInt(seconds) * 1_000_000_000n;
  }
  return latestStart + BigInt(nanoseconds);
}

// What is asked about one after the other mostly lies in one second.
let latestSecond = 0;
let latestStart = 0n;

export type CaptureFormat = 'pcap' | 'pcapng' | 'unknown';

/** A place where the bytes did not hold. `code` is stable; `reason` is for people. `offset` counts in the unpacked file. */
export interface CaptureFault {
  readonly packet: number | null;
  readonly offset: number;
  readonly code: string;
  readonly reason: string;
}

export interface CaptureInterface {
  readonly name: string | null;
  readonly description: string | null;
  readonly linkType: number;
  /** Bytes kept of each packet; 0 = no limit. */
  readonly snaplen: number;
  readonly filter: string | null;
  readonly os: string | null;
  /** Ticks per second of its time stamps; null when not a whole number that fits. */
  readonly ticksPerSecond: number | null;
  /** Packets the capturing machine lost, when the file tells; null when it does not. */
  readonly drops: number | null;
  readonly received: number | null;
  readonly packets: number;
}

/** A cap that was reached: how many there were and how many were kept. */
export interface CaptureLimit {
  readonly what: string;
  readonly cap: number;
  readonly seen: number;
  readonly kept: number;
}

export interface CaptureSummary {
  readonly format: CaptureFormat;
  readonly gzip: boolean;
  readonly packets: number;
  /** Bytes of the unpacked file that were read. */
  readonly bytes: number;
  /** Captured bytes of all packets. */
  readonly capturedBytes: number;
  readonly interfaces: readonly CaptureInterface[];
  /** Earliest and latest time, nanoseconds since the Unix epoch in the capture's clock; null without any timed packet. */
  readonly firstNs: bigint | null;
  readonly lastNs: bigint | null;
  /** Packets that carry an earlier time than the one before. */
  readonly outOfOrder: number;
  /** Packets cut by the snap length. */
  readonly truncatedPackets: number;
  /** Sum of what the file says was lost; null when it says nothing. */
  readonly drops: number | null;
  /** The file ends inside a record, or could not be read on. */
  readonly incomplete: boolean;
  /** Address names stored in the file (pcapng name resolution blocks). */
  readonly names: readonly { readonly address: string; readonly name: string }[];
  /** Decryption secrets blocks seen, and the data of the first ones. */
  readonly secretsBlocks: number;
  readonly secrets: readonly SecretKey[];
  readonly comments: number;
  readonly faults: readonly CaptureFault[];
  /** How often each fault code was met; only the first ones of each code are in `faults`. */
  readonly faultCounts: Readonly<Record<string, number>>;
  readonly limits: readonly CaptureLimit[];
}

export interface CaptureLimits {
  /** Longest packet or block accepted, in bytes. */
  readonly maxPacketBytes: number;
  readonly maxBlockBytes: number;
  readonly maxInterfaces: number;
  readonly maxNames: number;
  /** Faults kept per code, and in all. */
  readonly maxFaultsPerCode: number;
  readonly maxFaults: number;
  /** Attempts to find the next record after a damaged one, and bytes searched for it. */
  readonly maxResyncs: number;
  /** Unpacked bytes, and unpacked per packed bytes judged from `ratioFrom` unpacked bytes on. */
  readonly maxUnpackedBytes: number;
  readonly maxRatio: number;
  readonly ratioFrom: number;
}

export const defaultCaptureLimits: CaptureLimits = {
  maxPacketBytes: 262_144,
  maxBlockBytes: 16 * 2 ** 20,
  maxInterfaces: 1024,
  maxNames: 1000,
  maxFaultsPerCode: 20,
  maxFaults: 200,
  maxResyncs: 64,
  maxUnpackedBytes: 64 * 2 ** 30,
  maxRatio: 400,
  ratioFrom: 64 * 2 ** 20,
};
