import { isDigit, isLetter, numberBetween, skipDigits } from '../log-lines/scan.ts';

/** What charon writes before a message: `09[IKE] <gw|1> `. */
export interface Prefix {
  readonly thread: number | null;
  /** Subsystem without level digit, empty when the line has none. */
  readonly group: string;
  /** Unique id and connection of the IKE SA in work, from the `ike_name` option. */
  readonly uid: number | null;
  readonly connection: string | null;
  /** The message without indentation. */
  readonly text: string;
  /** Number of spaces and tabs before the message. */
  readonly indent: number;
}

const subsystems: ReadonlySet<string> = new Set([
  'DMN',
  'MGR',
  'IKE',
  'CHD',
  'JOB',
  'CFG',
  'KNL',
  'NET',
  'ASN',
  'ENC',
  'TNC',
  'IMC',
  'IMV',
  'PTS',
  'TLS',
  'APP',
  'ESP',
  'LIB',
]);

/** Event log of an MX appliance since 15.12: `events Non-Meraki / Client VPN negotiation msg: <remote-peer-1|4> …`, without thread and subsystem. */
const meraki =
  /^(?:[A-Za-z0-9_. -]{1,80} )?(?:Site-to-site VPN|Non-Meraki (?:\/ Client )?VPN negotiation)(?::|(?=[ ]msg:))(?: ?msg:)? ?(?=<)/;

/** Takes the prefix of a charon message apart. `09[IKE] `, `[IKE] ` (pasted) and no prefix (systemd journal) are known. */
export function splitPrefix(line: string): Prefix {
  const appliance = line.includes('VPN') ? meraki.exec(line.slice(0, 200)) : null;
  const message = appliance === null ? line : line.slice(appliance[0].length);
  let at = skipDigits(message, 0);
  const threadEnd = at;
  let group = '';
  let thread: number | null = null;
  if (message.charAt(at) === '[' && at <= 5) {
    const open = at + 1;
    let end = open;
    while (isLetter(message, end)) end++;
    const name = message.slice(open, end);
    if (isDigit(message, end)) end++;
    if (message.charAt(end) === ']' && subsystems.has(name)) {
      group = name;
      thread = threadEnd > 0 ? numberBetween(message, 0, threadEnd) : null;
      at = end + 1;
      if (message.charAt(at) === ' ') at++;
    } else at = 0;
  } else at = 0;
  let uid: number | null = null;
  let connection: string | null = null;
  // Forums take `<…>` for a tag: some write it with brackets.
  const bracket = message.charAt(at);
  if ((group !== '' || appliance !== null) && (bracket === '<' || bracket === '[')) {
    const close = message.indexOf(bracket === '<' ? '> ' : '] ', at);
    if (close > at && close - at < 256) {
      const bar = message.lastIndexOf('|', close);
      const from = bar > at ? bar + 1 : at + 1;
      const id = numberBetween(message, from, close);
      if (id >= 0 && skipDigits(message, from) === close) {
        uid = id;
        connection = bar > at ? message.slice(at + 1, bar) : null;
        at = close + 2;
      }
    }
  }
  let indent = 0;
  while (message.charAt(at + indent) === ' ' || message.charAt(at + indent) === '\t') indent++;
  return { thread, group, uid, connection, text: message.slice(at + indent), indent };
}
