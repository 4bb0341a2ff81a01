import type { TextFormat } from '../reader.ts';
import { openPluto } from './reader.ts';
import { sniffPlutoConsole, sniffPlutoLog } from './sniff.ts';

export { explainDaemonMessage, plutoMessages, type DaemonMessageExplanation } from './explain.ts';

/** Libreswan and Openswan pluto logs: log file, syslog, journal. */
export const plutoLog: TextFormat = {
  format: 'pluto-log',
  among: true,
  sniff: sniffPlutoLog,
  open: (artifact) => openPluto('pluto-log', artifact),
};

/** What `ipsec auto`, `ipsec up` and `ipsec whack` print while they wait for pluto. */
export const plutoConsole: TextFormat = {
  format: 'pluto-console',
  sniff: sniffPlutoConsole,
  open: (artifact) => openPluto('pluto-console', artifact),
};
