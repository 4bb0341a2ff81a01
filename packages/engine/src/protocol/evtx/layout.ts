/**
 * Layout of an EVTX file: 4096 bytes of file header, then chunks of 64 KiB that each stand alone: a header, a table of the names and
 * templates in it, records with BinXML. All numbers are little-endian. Sources: MS-EVEN6 2.2.12 (BinXml), and for what is not on the
 * wire (file header, chunks, offsets in place of names) the format document of libevtx, "Windows XML Event Log (EVTX)".
 */

/** "ElfFile\0" and "ElfChnk\0", as two numbers of 32 bits each. */
export const fileMagic: readonly [number, number] = [0x46666c45, 0x00656c69];
export const chunkMagic: readonly [number, number] = [0x43666c45, 0x006b6e68];
/** `**\0\0` in front of each record. */
export const recordMagic = 0x00002a2a;

export const fileHeaderSize = 4096;
export const chunkSize = 65536;
/** Where records begin in a chunk. */
export const recordsAt = 512;
/** Bytes of a record in front of its BinXML: magic, size, id, time. */
export const recordHeaderSize = 24;
/** Header, the end token and the copy of the size. */
export const leastRecord = 29;

/** Tokens of BinXML (MS-EVEN6 2.2.12); `more` is set on some of them and says that something follows. */
export const token = {
  end: 0x00,
  openElement: 0x01,
  closeStart: 0x02,
  closeEmpty: 0x03,
  endElement: 0x04,
  text: 0x05,
  attribute: 0x06,
  cdata: 0x07,
  character: 0x08,
  entity: 0x09,
  instructionTarget: 0x0a,
  instructionData: 0x0b,
  instance: 0x0c,
  value: 0x0d,
  optionalValue: 0x0e,
  fragment: 0x0f,
  more: 0x40,
} as const;

/** Types of values (MS-EVEN6 2.2.12); `array` is added to the type of what an array holds. */
export const valueType = {
  null: 0x00,
  string: 0x01,
  ansi: 0x02,
  int8: 0x03,
  uint8: 0x04,
  int16: 0x05,
  uint16: 0x06,
  int32: 0x07,
  uint32: 0x08,
  int64: 0x09,
  uint64: 0x0a,
  real32: 0x0b,
  real64: 0x0c,
  boolean: 0x0d,
  binary: 0x0e,
  guid: 0x0f,
  size: 0x10,
  fileTime: 0x11,
  systemTime: 0x12,
  sid: 0x13,
  hex32: 0x14,
  hex64: 0x15,
  handle: 0x20,
  binXml: 0x21,
  xml: 0x23,
  array: 0x80,
} as const;

export interface EvtxLimits {
  /** Elements within elements, and templates within values of templates, together. */
  readonly maxDepth: number;
  /**
   * Steps of work on the records of one chunk: a token that is read or a node that is written is a step. A chunk of a real log takes
   * some ten thousand.
   */
  readonly maxSteps: number;
  /** Characters that the records of one chunk may become. Those of real logs become 160,000 at most, in 23,000 steps. */
  readonly maxText: number;
  /** Steps and characters of one record: those that follow are not to suffer from it. */
  readonly maxRecordSteps: number;
  readonly maxRecordText: number;
  /** Values of one template instance. */
  readonly maxValues: number;
  /** Names and values of one event that are kept as its data. */
  readonly maxData: number;
}

export const defaultEvtxLimits: EvtxLimits = {
  maxDepth: 64,
  maxSteps: 250_000,
  maxText: 2 ** 21,
  maxRecordSteps: 60_000,
  maxRecordText: 2 ** 19,
  maxValues: 8192,
  maxData: 2000,
};

/** Why a record cannot be read. It is thrown inside this folder alone; readers hand it on as a fault. */
export class RecordFault extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'RecordFault';
  }
}
