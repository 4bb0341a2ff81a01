/** What a run of bytes of a blob is. `reserved`: its content means nothing, by the specification or by what real systems write. */
export interface BlobField {
  readonly offset: number;
  readonly length: number;
  readonly name: string;
  readonly value: string | number;
  readonly reserved: boolean;
}

/** Why a blob could not be read as it should. `offset` in bytes from its start. */
export interface BlobFault {
  readonly offset: number;
  readonly reason: string;
}

/** Longest text that is read out of a blob, in bytes; longer ones are a fault. */
const maxText = 65_536;

/**
 * A cursor over an ipsecData blob (MS-GPIPSEC 2.2.1): little-endian, and every byte it passes is put on record with a name, so that
 * nothing of a blob goes unexplained. It never throws: past the end it gives zeros and is `short`.
 */
export class BlobReader {
  readonly fields: BlobField[] = [];
  readonly faults: BlobFault[] = [];
  /** Bytes were asked for that are not there. */
  short = false;
  at = 0;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Bytes that are left. */
  get left(): number {
    return this.bytes.length - this.at;
  }

  private take(length: number, name: string): number {
    const from = this.at;
    if (length > this.left) {
      if (!this.short) this.fault(`${name} needs ${length} bytes, ${this.left} are left`);
      this.short = true;
      this.at = this.bytes.length;
      return -1;
    }
    this.at += length;
    return from;
  }

  private note(offset: number, length: number, name: string, value: string | number, reserved = false): void {
    this.fields.push({ offset, length, name, value, reserved });
  }

  fault(reason: string): void {
    if (this.faults.length < 100) this.faults.push({ offset: this.at, reason });
  }

  u8(name: string): number {
    const from = this.take(1, name);
    if (from < 0) return 0;
    const value = this.view.getUint8(from);
    this.note(from, 1, name, value);
    return value;
  }

  u16(name: string): number {
    const from = this.take(2, name);
    if (from < 0) return 0;
    const value = this.view.getUint16(from, true);
    this.note(from, 2, name, value);
    return value;
  }

  u32(name: string): number {
    const from = this.take(4, name);
    if (from < 0) return 0;
    const value = this.view.getUint32(from, true);
    this.note(from, 4, name, value);
    return value;
  }

  /** Four bytes in network order as a dotted IPv4 address. */
  ipv4(name: string): string {
    const from = this.take(4, name);
    if (from < 0) return '0.0.0.0';
    const value = [...this.bytes.subarray(from, from + 4)].join('.');
    this.note(from, 4, name, value);
    return value;
  }

  /** A GUID in Windows' mixed byte order, as `{XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX}` in capitals. */
  guid(name: string): string {
    const from = this.take(16, name);
    if (from < 0) return '';
    const value = guidText(this.bytes, from);
    this.note(from, 16, name, value);
    return value;
  }

  /** Whether a GUID stands here; nothing is passed. */
  isGuid(guid: string): boolean {
    return this.left >= 16 && guidText(this.bytes, this.at) === guid;
  }

  raw(length: number, name: string): Uint8Array {
    const from = this.take(length, name);
    if (from < 0) return new Uint8Array(0);
    this.note(from, length, name, `${length} bytes`);
    return this.bytes.subarray(from, from + length);
  }

  /** Bytes that mean nothing. */
  reserved(length: number, name = 'reserved'): void {
    const from = this.take(length, name);
    if (from >= 0 && length > 0) this.note(from, length, name, `${length} bytes`, true);
  }

  /** A text in UTF-16LE behind its length in bytes, which counts the closing NUL. `secret`: the text is not put on record. */
  text(name: string, secret = false): string {
    const length = this.u32(`${name} length`);
    if (length > maxText) {
      this.fault(`${name} claims ${length} bytes`);
      this.short = true;
      return '';
    }
    return this.textOf(length, name, secret);
  }

  /** A text in UTF-16LE of so many bytes, its closing NUL among them. */
  textOf(length: number, name: string, secret = false): string {
    const from = this.take(length, name);
    if (from < 0) return '';
    let value = '';
    for (let at = from; at + 1 < from + length; at += 2) {
      const unit = this.view.getUint16(at, true);
      if (unit === 0) break;
      value += String.fromCharCode(unit);
    }
    this.note(from, length, name, secret ? '***' : value);
    return value;
  }
}

function guidText(bytes: Uint8Array, at: number): string {
  const hex = (order: readonly number[]): string =>
    order.map((i) => (bytes[at + i] ?? 0).toString(16).padStart(2, '0')).join('');
  const parts = [hex([3, 2, 1, 0]), hex([5, 4]), hex([7, 6]), hex([8, 9]), hex([10, 11, 12, 13, 14, 15])];
  return `{${parts.join('-').toUpperCase()}}`;
}
