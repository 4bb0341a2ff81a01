import type { TextFormat } from '../reader.ts';

/**
 * Tracing logs of remote access below `%windir%\tracing` (RASMAN.LOG, PPP.LOG, RASAPI32.LOG, …; `netsh ras set tracing * enabled`). The front
 * of a line is documented (rtutils.h, TracePrintfEx: thread, and date and time with the flags TRACE_USE_DATE and TRACE_USE_MSEC); what the
 * components write behind it is not, so that nothing is taken from it.
 */
const front = /^\[\d{1,6}\] (?:\d{2}-\d{2} )?\d{2}:\d{2}:\d{2}(?::\d{1,3})?: ?/;

/** Whether a line is one of a tracing log. */
export function isTraceLine(line: string): boolean {
  return front.test(line.slice(0, 60));
}

/** Reader of the tracing logs: it knows them, and that they tell nothing of IPsec that a document describes. */
export const rasTrace: TextFormat = {
  format: 'windows-ras-trace',
  basis: { known: 'unconfirmed', source: 'Microsoft documentation, tracing functions of rtutils.h' },
  sniff: (head) => {
    const lines = head.filter((line) => line.trim() !== '');
    const met = lines.filter(isTraceLine).length;
    return met >= 1 && met * 2 >= lines.length ? 80 : 0;
  },
  open: () => {
    let records = 0;
    return {
      line: () => {
        records++;
      },
      end: () => ({
        format: 'windows-ras-trace',
        observations: [],
        faults: [],
        records,
        hostName: null,
        product: 'Windows',
        ownAddresses: [],
        timeKind: 'none',
        limits: [],
      }),
    };
  },
};
