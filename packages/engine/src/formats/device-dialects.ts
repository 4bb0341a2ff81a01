import { ciscoDialect } from './cisco-log/index.ts';
import { type DeviceMessageExplanation, explainDeviceLine } from './device-log/explain.ts';
import type { Dialect } from './device-log/index.ts';
import { fortigateDialect } from './fortigate-log/index.ts';
import { ikedDialect } from './iked-log/index.ts';
import { junosDialect } from './junos-log/index.ts';
import { panosDialect } from './panos-log/index.ts';
import { racoonDialect } from './racoon-log/index.ts';

/** Every device whose words are known. */
export const deviceDialects: readonly Dialect[] = [
  ciscoDialect,
  fortigateDialect,
  racoonDialect,
  ikedDialect,
  junosDialect,
  panosDialect,
];

/** Explains one line as some device writes it; empty when none is known to. */
export function explainDeviceMessage(text: string): readonly DeviceMessageExplanation[] {
  return explainDeviceLine(deviceDialects, text);
}
