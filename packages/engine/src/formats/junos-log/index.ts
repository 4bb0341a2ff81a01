import { deviceFormat, type Dialect } from '../device-log/index.ts';
import { junosRows } from './patterns.ts';

/** Programs of Junos that speak of IKE. */
const programs = /(?:^|_)(?:kmd|iked|ikemd|pkid|pkid|rt_ipsec|RT_FLOW)/i;

/** Whether a line without its program is one of Junos' own. */
const own =
  /^(?:KMD_[A-Z0-9_]{3,40}:|PKID_[A-Z0-9_]{3,40}:|RT_IPSEC_|iked_[a-z_]{3,60}|kmd_[a-z_]{3,60}|ike_[a-z_]{3,40}:|ikev2_[a-z_]{3,60}[:( ]|ssh_ike|IPSec negotiation failed with error|IKE negotiation failed with error)/;

/** Junos OS: kmd, iked. */
export const junosDialect: Dialect = {
  format: 'junos-log',
  product: 'Junos OS',
  daemon: 'Junos kmd, iked',
  rows: junosRows,
  prefix(line) {
    if (line.program !== null && !programs.test(line.program)) return null;
    let text = line.message.trimStart();
    // `(FPC Slot 1, PIC Slot 0) SPC1_PIC0 kmd[200]: …`.
    const named =
      /^(?:[A-Za-z0-9_.-]{1,63} )?(?:\(FPC Slot [0-9]{1,3}, PIC Slot [0-9]{1,3}\) )?(?:[A-Za-z0-9_.-]{1,40} )?(?:kmd|iked|ikemd)(?:\[[0-9]{1,8}\])?: ?/.exec(
        text,
      );
    let mine = line.program !== null;
    if (named !== null) {
      mine = true;
      text = text.slice(named[0].length);
    }
    // Traces: `[198.51.100.1 <-> 203.0.113.9] …` behind the time.
    const pair = /^\[([0-9A-Fa-f.:]{3,45}) <-> ([0-9A-Fa-f.:]{3,45})\] ?/.exec(text);
    const refs = pair === null ? {} : { local: pair[1] ?? null, peer: pair[2] ?? null };
    if (pair !== null) {
      mine = true;
      text = text.slice(pair[0].length).trimStart();
    }
    // Levels of later traces: `[DET] [TUNL]`, `[ERR] [SPTT]`.
    text = text.replace(/^(?:\[[A-Z]{2,5}\] ?){1,4}/, '');
    return { text, refs, own: mine || own.test(text) };
  },
};

export const junosLog = deviceFormat(junosDialect);
