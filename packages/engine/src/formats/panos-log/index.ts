import { deviceFormat, type Dialect } from '../device-log/index.ts';
import type { LogLine } from '../log-lines/index.ts';
import type { Refs, Said } from '../device-log/index.ts';
import { reason } from './patterns.ts';
import { panosRows } from './patterns.ts';

/*
 * ikemgr.log: `[PROTO_ERR]: { 3: 4}: words`, `[INFO]: A[500] - B[500]:0x1203f30 words`; system log as comma separated values with the
 * event's name (`ike-nego-p1-fail`) and, later, its words.
 */

const levels =
  /^\[(?:[A-Z]{2,9}_)?(?:PROTO_(?:NOTIFY|ERR|WARN)|PERR|PWRN|PNTF|INFO|ERR|WARN|DEBG|DUMP|INTERNAL_(?:ERR|WARN)|NTFY|EXTERNAL_ERR)\]: ?/;

const words =
  /(?:^|[,"= ])((?:IKE (?:phase-?|protocol |SA |gateway )|IKEv2 (?:IKE SA|child SA|SA|certificate)|IPSec key |====> ))/;

/** Takes what stands in front of ikemgr's words off. */
export function panosPrefix(line: LogLine): Said {
  let text = line.message.trimStart();
  let own = false;
  const level = levels.exec(text);
  if (level !== null) {
    own = /_|PERR|PWRN|PNTF|DEBG|NTFY/.test(level[0]);
    text = text.slice(level[0].length);
    const ids = /^\{[ 0-9:]{1,24}\}: ?/.exec(text);
    if (ids !== null) {
      own = true;
      text = text.slice(ids[0].length);
    }
    const ends =
      /^([0-9A-Fa-f.:]{3,45})\[([0-9]{1,5})\] - ([0-9A-Fa-f.:]{3,45})\[([0-9]{1,5})\]:\(?(?:nil|0x[0-9a-f]{1,16})\)?:? ?/i.exec(
        text,
      );
    if (ends !== null) {
      const refs: Refs = {
        local: ends[1] ?? null,
        localPort: Number(ends[2]),
        peer: ends[3] ?? null,
        peerPort: Number(ends[4]),
      };
      return { text: text.slice(ends[0].length), refs, own: true };
    }
  }
  // `[gateway]: Configured encryption algorithm '…' was not presented …` (PAN-OS 11).
  const gateway = /^(?:.{0,400}[,"\s])?\[([^\]]{1,63})\]: (?=(?:Configured|Received) )/.exec(text.slice(0, 500));
  if (gateway !== null)
    return { text: text.slice(gateway[0].length), refs: { connection: gateway[1] ?? null }, own: true };
  if (text.startsWith('====> ')) return { text, refs: {}, own: true };
  const event =
    /(?:^|[,\s])((?:ike-(?:nego|generic|send|recv|config|sa)|ikev2-(?:nego|send|recv|generic)|ipsec-key-(?:install|delete|expire))[a-z0-9-]{0,24})(?=[,\s])/.exec(
      text,
    );
  const at = words.exec(text);
  if (at !== null && (event !== null || at.index > 0)) {
    const from = at.index + at[0].length - (at[1] ?? '').length;
    const end = text.indexOf('",', from);
    return { text: text.slice(from, end < 0 ? text.length : end), refs: {}, own: event !== null };
  }
  return { text, refs: {}, own: own || event !== null };
}

/** PAN-OS. */
export const panosDialect: Dialect = {
  format: 'panos-log',
  product: 'PAN-OS',
  daemon: 'PAN-OS ikemgr',
  rows: panosRows,
  prefix: panosPrefix,
  block(desk, said, line, seq) {
    // `Due to negotiation timeout.` on a line of its own, after the SA it is about.
    const attempt = desk.attempts.current();
    if (attempt === null || !/^(?:<====)? ?Due to /i.test(said.text)) return false;
    return reason(
      { desk, attempt, refs: said.refs, said, captures: {}, line, seq, args: {}, code: null },
      attempt.notes.get('failed') === 'child',
    );
  },
};

export const panosLog = deviceFormat(panosDialect);
