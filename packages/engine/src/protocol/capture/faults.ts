import type { CaptureFault, CaptureLimit } from './types.ts';

/** Collects faults: all of them counted, the first ones of each code kept. */
export class FaultLog {
  readonly kept: CaptureFault[] = [];
  private readonly counts = new Map<string, number>();
  private total = 0;
  private readonly perCode: number;
  private readonly cap: number;

  constructor(perCode: number, cap: number) {
    this.perCode = perCode;
    this.cap = cap;
  }

  /** Counts a fault; true when its text is wanted. */
  private wants(code: string): boolean {
    const seen = (this.counts.get(code) ?? 0) + 1;
    this.counts.set(code, seen);
    this.total++;
    return seen <= this.perCode && this.kept.length < this.cap;
  }

  /** Counts and keeps a fault; `packet` null when it belongs to no packet, `offset` in the unpacked file. */
  add(code: string, packet: number | null, offset: number, reason: string): void {
    if (this.wants(code)) this.kept.push({ packet, offset, code, reason });
  }

  countsByCode(): Record<string, number> {
    return Object.fromEntries([...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The declared limit, when faults were left out. */
  limit(): CaptureLimit[] {
    if (this.total === this.kept.length) return [];
    return [{ what: 'capture faults', cap: this.cap, seen: this.total, kept: this.kept.length }];
  }
}
