import type { TextFormat } from '../reader.ts';

/**
 * Text that was made of an event trace (`netsh trace convert`, `tracefmt`): the front of a line is the default prefix of trace messages
 * (Microsoft documentation, TRACE_FORMAT_PREFIX: processor, process, thread, time, provider). Behind it stands the message of an event, and
 * those of IKE leave out whom and why: the trace itself, or XML made of it, has the values.
 */
const front = /^\[\d{1,3}\][0-9A-F]{4,8}\.[0-9A-F]{4,8}::\S{1,40}(?: \S{1,20}){0,2} \[[^\]]{1,80}\]/i;

/** Reader of such texts: it knows them, and says what to hand in. */
export const traceText: TextFormat = {
  format: 'windows-trace-text',
  basis: { known: 'unconfirmed', source: 'Microsoft documentation, trace message prefix (TRACE_FORMAT_PREFIX)' },
  sniff: (head) => {
    const lines = head.filter((line) => line.trim() !== '');
    const met = lines.filter((line) => front.test(line.slice(0, 200))).length;
    return met >= 1 && met * 2 >= lines.length ? 80 : 0;
  },
  open: () => {
    let records = 0;
    return {
      line: () => {
        records++;
      },
      end: () => ({
        format: 'windows-trace-text',
        observations: [],
        faults: [
          {
            line: null,
            reason:
              'the text of a trace leaves out the values of its events: hand in the .etl itself, or XML made of it (tracerpt FILE.etl -of XML)',
          },
        ],
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
