import type { TextFormat } from '../reader.ts';
import { openDeviceLog } from './reader.ts';
import { sniffDeviceLog } from './sniff.ts';
import type { Dialect } from './types.ts';

export type { Dialect, DeviceRow, Here, Refs, Said, Told } from './types.ts';
export type { Attempt } from './attempts.ts';
export { realAddress } from './attempts.ts';
export type { Desk } from './desk.ts';

/** A text format out of a vendor's dialect. */
export function deviceFormat(dialect: Dialect): TextFormat {
  return {
    format: dialect.format,
    sniff: (head) => sniffDeviceLog(dialect, head),
    open: (artifact) => openDeviceLog(dialect, artifact),
  };
}
