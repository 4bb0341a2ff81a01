import { createWriteStream, statSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { UsageError } from './evidence.ts';

/** A place to write to, one piece after the other. */
export interface Output {
  write(piece: string): Promise<void>;
  end(): Promise<void>;
}

function over(stream: Writable, closes: boolean): Output {
  let failure: Error | null = null;
  stream.on('error', (error) => {
    failure ??= error;
  });
  const harmless = (error: Error | null): boolean => error !== null && 'code' in error && error.code === 'EPIPE';
  return {
    write: (piece) =>
      new Promise((done, fail) => {
        // Whoever read the pipe has what they wanted (`| head`).
        if (harmless(failure)) return done();
        if (failure !== null) return fail(failure);
        stream.write(piece, (error) => (error == null || harmless(error) ? done() : fail(error)));
      }),
    end: () =>
      new Promise((done, fail) => {
        if (!closes) return done();
        stream.end(() => (failure === null ? done() : fail(failure)));
      }),
  };
}

/** Standard output, or a file. */
export function openOutput(file: string | undefined): Output {
  if (file === undefined) return over(process.stdout, false);
  // Asked before anything is worked out, and in words: the system says `EISDIR`.
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new UsageError(`${file} is a folder: name a file to write`);
  return over(createWriteStream(file), true);
}

/** Whether standard output takes colours: a terminal, and nobody said no (no-color.org). */
export function wantsColor(noColor: boolean, file: string | undefined): boolean {
  const { NO_COLOR, TERM } = process.env;
  return !noColor && file === undefined && (NO_COLOR ?? '') === '' && TERM !== 'dumb' && process.stdout.isTTY === true;
}

/** Columns of the screen; 100 when nobody tells. */
export function screenWidth(): number {
  const told = Number(process.env['COLUMNS']);
  return process.stdout.columns ?? (Number.isInteger(told) && told > 0 ? told : 100);
}
