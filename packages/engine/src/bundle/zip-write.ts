/** Writes ZIP archives (PKWARE APPNOTE 6.3) file by file, the same bytes for the same files: no times, no owners. */
import { Zip, ZipDeflate } from 'fflate';
import { concatBytes } from '../protocol/bytes.ts';

/** ZIP without its 64-bit form: what is larger cannot be written. */
const largest = 0xffff_ffff;
const mostFiles = 65_535;
const level = 6;
/** The earliest time the format knows, in the zone of whoever writes, which is how the format counts. */
const noTime = (): Date => new Date(1980, 0, 1);

/** Takes files one after another; `emit` is handed the archive piece by piece. */
export class ZipWriter {
  private readonly zip: Zip;
  private readonly pieces: Uint8Array[] = [];
  private readonly emit: (bytes: Uint8Array) => void | Promise<void>;
  private file: ZipDeflate | null = null;
  private written = 0;
  private files = 0;
  private fault: Error | null = null;

  constructor(emit: (bytes: Uint8Array) => void | Promise<void>) {
    this.emit = emit;
    this.zip = new Zip((error, data) => {
      if (error !== null) this.fault = error;
      else this.pieces.push(data);
    });
  }

  /** Begins a file. */
  open(path: string): void {
    if (++this.files > mostFiles) throw new RangeError(`more than ${mostFiles} files do not fit into a ZIP archive`);
    this.file = new ZipDeflate(path, { level });
    this.file.mtime = noTime();
    this.file.os = 3;
    this.file.attrs = 0o100_644 << 16;
    this.zip.add(this.file);
  }

  async write(bytes: Uint8Array): Promise<void> {
    // A copy: what is handed in may change before it is compressed.
    this.file?.push(new Uint8Array(bytes), false);
    await this.flush();
  }

  async close(): Promise<void> {
    this.file?.push(new Uint8Array(0), true);
    this.file = null;
    await this.flush();
  }

  /** Writes the directory of the archive. */
  async end(): Promise<void> {
    this.zip.end();
    await this.flush();
  }

  private async flush(): Promise<void> {
    if (this.fault !== null) throw this.fault;
    if (this.pieces.length === 0) return;
    const bytes = concatBytes(...this.pieces);
    this.pieces.length = 0;
    this.written += bytes.length;
    if (this.written > largest) throw new RangeError('the archive becomes larger than 4 GiB, which ZIP cannot hold');
    await this.emit(bytes);
  }
}
