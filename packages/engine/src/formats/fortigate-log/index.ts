import { deviceFormat, type Dialect } from '../device-log/index.ts';
import { closeList, eventLine, isEvent, listLine } from './lists.ts';
import { dumpIn, dumpOut, dumpedMessages } from './packets.ts';
import { fortigateRows } from './patterns.ts';
import { fortigatePrefix } from './prefix.ts';

/** FortiOS: IKE debug output and VPN events. */
export const fortigateDialect: Dialect = {
  format: 'fortigate-log',
  product: 'FortiOS',
  daemon: 'FortiOS iked',
  rows: fortigateRows,
  prefix: fortigatePrefix,
  block(desk, said, line, seq) {
    const { text } = said;
    if (said.own) {
      if (eventLine(desk, line.message, line, seq)) return true;
      const dump = /^(in|out) ([0-9A-Fa-f]{56,131070})$/.exec(text);
      if (dump !== null) {
        const [, way = '', hex = ''] = dump;
        if (way === 'in') dumpIn(desk, hex, line, seq);
        else dumpOut(desk, hex, line, seq);
        return true;
      }
      // Keys, and messages in clear text: nothing of them is kept.
      if (/^(?:enc|dec) [0-9A-Fa-f]{16}|(?:^| )key [0-9]{1,3}[: ]/.test(text)) return true;
    }
    return listLine(desk, text);
  },
  recognises: isEvent,
  finish: closeList,
  wire: dumpedMessages,
};

export const fortigateLog = deviceFormat(fortigateDialect);
