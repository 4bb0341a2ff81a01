import type { TextFormat } from '../reader.ts';
import { openCharonLog } from './reader.ts';
import { sniffCharonLog } from './sniff.ts';

export { charonMessages, explainDaemonMessage, type DaemonMessageExplanation } from './explain.ts';

/** strongSwan charon logs. */
export const charonLog: TextFormat = {
  format: 'charon-log',
  among: true,
  sniff: sniffCharonLog,
  open: (artifact) => openCharonLog(artifact),
};
