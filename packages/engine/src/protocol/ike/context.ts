/** What every payload decoder shares: the bytes, where faults go, and how much may still be read. */
import { registryName, type Registry } from '../../knowledge/registries/registry.ts';
import { lengthFault } from '../bytes.ts';
import type { DecodeFault, DecodeFaultCode, IkeProtocol, Named } from './message.ts';

/** Limits per message: a real one has at most some dozens of each. */
export const limits = {
  payloads: 256,
  proposals: 256,
  transforms: 1024,
  attributes: 4096,
  items: 1024,
  faults: 64,
} as const;

export interface DecodeContext {
  readonly bytes: Uint8Array;
  readonly protocol: IkeProtocol;
  readonly exchange: number;
  readonly faults: DecodeFault[];
  payloads: number;
  proposals: number;
  transforms: number;
  attributes: number;
  /** Identities seen so far: IKEv1 quick mode tells initiator and responder by their order. */
  identities: number;
}

/** A fresh context over `bytes`. */
export function newContext(bytes: Uint8Array, protocol: IkeProtocol, exchange: number): DecodeContext {
  return {
    bytes,
    protocol,
    exchange,
    faults: [],
    payloads: 0,
    proposals: 0,
    transforms: 0,
    attributes: 0,
    identities: 0,
  };
}

/** Notes a fault; beyond the limit of faults per message they are left out. */
export function fault(ctx: DecodeContext, code: DecodeFaultCode, offset: number, message: string): void {
  if (ctx.faults.length < limits.faults) ctx.faults.push({ code, offset, message });
}

/** Notes that `layer` wanted `needed` bytes at `offset` and had `had`, as `claimedBy` says. */
export function shortFault(
  ctx: DecodeContext,
  layer: string,
  offset: number,
  needed: number,
  had: number,
  claimedBy: string,
): void {
  if (ctx.faults.length >= limits.faults) return;
  const length = lengthFault(layer, offset, needed, had, claimedBy);
  ctx.faults.push({ code: 'truncated', offset, message: `${layer} is cut short`, length });
}

/** Whether `needed` bytes are there from `at` to `end`; notes a fault when not. */
export function has(
  ctx: DecodeContext,
  layer: string,
  at: number,
  needed: number,
  end: number,
  claimedBy = 'fixed layout',
): boolean {
  if (at + needed <= end) return true;
  shortFault(ctx, layer, at, needed, end - at, claimedBy);
  return false;
}

/** A number with its name out of a registry. */
export function named(registry: Registry, id: number): Named {
  return { id, name: registryName(registry, id) };
}

const EMPTY = new Uint8Array(0);

/** A view of the message from `start` to `end`. Views are dear, so that all empty ones are one. */
export function view(ctx: DecodeContext, start: number, end: number): Uint8Array {
  return start >= end ? EMPTY : ctx.bytes.subarray(start, end);
}
