import { type ByteStream, StreamFault } from './byte-stream.ts';
import { charge, type UnpackBudget } from './gzip.ts';

// Streams of the platform (WHATWG Streams), as far as they are used here: Node and browsers have them, the engine's types know neither.
interface PlatformStream {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
    cancel(): Promise<void>;
  };
}
interface Controller {
  enqueue(block: Uint8Array): void;
  close(): void;
}
interface Platform {
  readonly ReadableStream: new (
    source: { pull(controller: Controller): Promise<void> },
    strategy: { readonly highWaterMark: number },
  ) => PlatformStream;
}
interface XzModule {
  readonly XzReadableStream: new (packed: PlatformStream) => PlatformStream;
}

/** What a packed stream is made of, for whoever reads it as a platform stream. Faults of the source itself are remembered. */
function asReadable(stream: ByteStream, seen: { packed: number; fault: unknown }): PlatformStream {
  const { ReadableStream } = globalThis as unknown as Platform;
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const block = await stream.next();
          if (block === null) controller.close();
          else {
            seen.packed += block.length;
            controller.enqueue(block.slice());
          }
        } catch (error) {
          seen.fault = error;
          controller.close();
        }
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * Unpacks an xz stream (the .xz file format, version 1.2), block by block. Damage, an early end or a cap end it with a StreamFault after
 * what could be unpacked.
 */
export function unxz(stream: ByteStream, budget: UnpackBudget): ByteStream {
  const seen = { packed: 0, fault: undefined as unknown };
  let reader: ReturnType<PlatformStream['getReader']> | null = null;
  let ended = false;
  let told = 0;
  return {
    async next() {
      if (ended) return null;
      if (reader === null) {
        const module = (await import('xz-decompress')) as unknown as XzModule & { readonly default?: XzModule };
        // It is CommonJS: its names stand in `default` unless a bundler found them.
        const { XzReadableStream } = module.default ?? module;
        reader = new XzReadableStream(asReadable(stream, seen)).getReader();
      }
      let step: Awaited<ReturnType<typeof reader.read>>;
      try {
        step = await reader.read();
      } catch {
        ended = true;
        throw seen.fault ?? new StreamFault('ingest.xz-damaged');
      }
      budget.packed += seen.packed - told;
      told = seen.packed;
      const { value } = step;
      if (value === undefined) {
        ended = true;
        if (seen.fault !== undefined) throw seen.fault;
        return null;
      }
      try {
        charge(budget, value.length, 0, 1);
      } catch (error) {
        ended = true;
        throw error;
      }
      return value;
    },
    close: async () => {
      ended = true;
      // Frees the one unpacker there is; the packed stream is its owner's.
      await reader?.cancel().catch(() => {});
    },
  };
}
