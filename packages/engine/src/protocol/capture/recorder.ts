import type { SecretKey } from '../../observations/keys.ts';
import { FaultLog } from './faults.ts';
import {
  type CaptureFormat,
  type CaptureInterface,
  type CaptureLimit,
  type CaptureLimits,
  type CaptureSummary,
  Packet,
  toNs,
} from './types.ts';

/** An interface while the file is read. */
export interface InterfaceState {
  name: string | null;
  description: string | null;
  linkType: number;
  snaplen: number;
  filter: string | null;
  os: string | null;
  ticksPerSecond: number | null;
  drops: number | null;
  received: number | null;
  packets: number;
}

/** An interface nothing but the link type and snap length is known of. */
export function newInterface(linkType: number, snaplen: number): InterfaceState {
  return {
    name: null,
    description: null,
    linkType,
    snaplen,
    filter: null,
    os: null,
    ticksPerSecond: null,
    drops: null,
    received: null,
    packets: 0,
  };
}

/** What both formats share: the packet that is handed on, the counters, the faults and the summary. */
export class Recorder {
  readonly packet: Packet = new Packet();
  readonly faults: FaultLog;
  readonly interfaces: InterfaceState[] = [];
  readonly names: { address: string; name: string }[] = [];
  readonly limits: CaptureLimits;
  format: CaptureFormat = 'unknown';
  secretsBlocks = 0;
  readonly secrets: SecretKey[] = [];
  comments = 0;
  namesSeen = 0;
  interfacesSeen = 0;
  packetDrops: number | null = null;
  incomplete = false;
  private capturedBytes = 0;
  private truncated = 0;
  private outOfOrder = 0;
  private timedPackets = 0;
  private firstSeconds = 0;
  private firstNanoseconds = 0;
  private lastSeconds = 0;
  private lastNanoseconds = 0;
  private previousSeconds = 0;
  private previousNanoseconds = 0;
  private readonly sink: (packet: Packet) => void;
  private readonly onInterface: (one: CaptureInterface, index: number) => void;

  constructor(
    sink: (packet: Packet) => void,
    limits: CaptureLimits,
    onInterface: (one: CaptureInterface, index: number) => void = () => {},
  ) {
    this.sink = sink;
    this.onInterface = onInterface;
    this.limits = limits;
    this.faults = new FaultLog(limits.maxFaultsPerCode, limits.maxFaults);
  }

  /** Takes an interface in, as the file describes it before its packets. */
  addInterface(one: InterfaceState): void {
    this.interfaces.push(one);
    this.onInterface({ ...one }, this.interfaces.length - 1);
  }

  /** Seconds of the packet before, for judging whether a record header is plausible; null before the first. */
  get lastSeen(): number | null {
    return this.timedPackets === 0 ? null : this.previousSeconds;
  }

  /** Hands `packet`, which the format reader has filled (number excepted), to the sink. */
  deliver(): void {
    const packet = this.packet;
    packet.number++;
    this.capturedBytes += packet.capturedLength;
    if (packet.capturedLength < packet.originalLength) this.truncated++;
    if (packet.timed) this.time(packet.seconds, packet.nanoseconds);
    this.sink(packet);
  }

  private time(seconds: number, nanoseconds: number): void {
    if (this.timedPackets++ === 0) {
      this.firstSeconds = this.lastSeconds = seconds;
      this.firstNanoseconds = this.lastNanoseconds = nanoseconds;
    } else {
      if (
        seconds < this.previousSeconds ||
        (seconds === this.previousSeconds && nanoseconds < this.previousNanoseconds)
      ) {
        this.outOfOrder++;
        if (seconds < this.firstSeconds || (seconds === this.firstSeconds && nanoseconds < this.firstNanoseconds)) {
          this.firstSeconds = seconds;
          this.firstNanoseconds = nanoseconds;
        }
      } else if (seconds > this.lastSeconds || (seconds === this.lastSeconds && nanoseconds > this.lastNanoseconds)) {
        this.lastSeconds = seconds;
        this.lastNanoseconds = nanoseconds;
      }
    }
    this.previousSeconds = seconds;
    this.previousNanoseconds = nanoseconds;
  }

  summary(bytes: number, gzip: boolean, moreLimits: readonly CaptureLimit[]): CaptureSummary {
    const timed = this.timedPackets > 0;
    const limits: CaptureLimit[] = [...moreLimits, ...this.faults.limit()];
    if (this.namesSeen > this.names.length)
      limits.push({
        what: 'capture names',
        cap: this.limits.maxNames,
        seen: this.namesSeen,
        kept: this.names.length,
      });
    if (this.interfacesSeen > this.interfaces.length)
      limits.push({
        what: 'capture interfaces',
        cap: this.limits.maxInterfaces,
        seen: this.interfacesSeen,
        kept: this.interfaces.length,
      });
    return {
      format: this.format,
      gzip,
      packets: this.packet.number,
      bytes,
      capturedBytes: this.capturedBytes,
      interfaces: this.interfaces.map((item): CaptureInterface => ({ ...item })),
      firstNs: timed ? toNs(this.firstSeconds, this.firstNanoseconds) : null,
      lastNs: timed ? toNs(this.lastSeconds, this.lastNanoseconds) : null,
      outOfOrder: this.outOfOrder,
      truncatedPackets: this.truncated,
      drops: this.drops(),
      incomplete: this.incomplete,
      names: this.names,
      secretsBlocks: this.secretsBlocks,
      secrets: this.secrets,
      comments: this.comments,
      faults: this.faults.kept,
      faultCounts: this.faults.countsByCode(),
      limits,
    };
  }

  // Statistics blocks count what packets tell of their own drops as well, so the larger of the two is taken.
  private drops(): number | null {
    let told: number | null = null;
    for (const item of this.interfaces) if (item.drops !== null) told = (told ?? 0) + item.drops;
    if (this.packetDrops === null) return told;
    return Math.max(told ?? 0, this.packetDrops);
  }
}
