import type { LogLine } from '../log-lines/index.ts';

/** What people and terminals put around a line before it is a line of a log. */

/** Lines into which one message may have been wrapped. */
export const maxParts = 3;

/** Without quote marks, list signs, sequence numbers and the signs Cisco puts in front of an unset clock: `> *Mar  1 00:10:00.123: …`. */
export function tidy(raw: string): string {
  let text = raw;
  for (let i = 0; i < 8; i++) {
    const bare = text.trimStart();
    if (bare.startsWith('>')) text = bare.slice(1);
    else if (bare.startsWith('&gt;')) text = bare.slice(4);
    else if (bare.startsWith('| ')) text = bare.slice(2);
    else if (/^['"`\u2018\u201c][A-Za-z0-9%[]/.test(bare)) text = bare.slice(1);
    else {
      text = bare;
      break;
    }
  }
  text = text.replaceAll('\u00a0', ' ');
  // `000123: *Mar  1 …`, `<189>123: host: *Mar …`, `123: Mar  1 …`.
  text = text.replace(/^(?:<[0-9]{1,3}>)?[0-9]{1,9}: (?=[*.A-Z0-9])/, '');
  if (/^[*.][A-Z0-9]/.test(text)) text = text.slice(1);
  // Time since boot, as IOS writes it without a clock: `1d00h: `, `2w3d: `. It orders nothing and is left out.
  text = text.replace(/^[0-9]{1,4}(?:y[0-9]{1,2}w|w[0-9]d|d[0-9]{1,2}h) ?: ?/, '');
  // `Jun  8 19:14:38.051 GMT: `: IOS writes the zone before the colon.
  text = text.replace(
    /^([A-Z][a-z]{2} {1,2}[0-9]{1,2} (?:[0-9]{4} )?[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?) ([A-Z]{2,5}): /,
    (_, time: string, zone: string) => `${time}${zone === 'GMT' || zone === 'UTC' ? '+0000' : ''}: `,
  );
  // Junos trace files write the process beside the time: `[Nov  8 12:00:00 PID:1234]`.
  text = text.replace(/^\[([A-Z][a-z]{2} {1,2}[0-9]{1,2} [0-9:.]{8,16}) PID:[0-9]{1,8}\] ?/, '[$1] ');
  // RouterOS: `jan/02/2020 10:10:10` and `2023-01-02 10:10:10 ipsec,…`.
  text = text.replace(
    /^([a-z]{3})\/([0-9]{2})(?:\/([0-9]{4}))? (?=[0-9]{2}:)/i,
    (_, month: string, day: string, year) =>
      typeof year === 'string' ? `${month} ${day} ${year} ` : `${month} ${day} `,
  );
  // FortiGate events write their time in fields.
  text = text.replace(/^date=([0-9-]{10}) time=([0-9:]{8}) /, '$1 $2 ');
  return text;
}

/** Programs that may stand in front of a message; other words with a colon behind them are the message's own. */
const programs =
  /^(?:.{0,20}[-_.])?(?:racoon|kmd|iked|ikemd|ikemgr|charon|pluto|ipsec|pkid|kernel|sshd|cron|systemd|sudo|dhclient|dhcpd|dnsmasq|named|ntpd|filterlog|php|php-fpm|openvpn|snmpd|login|su)(?:-[a-z]{1,16})?$/i;

/** The line as it was, where a word of the message was taken for a program: `IKE Phase-2: Failed …`. */
export function untaken(line: LogLine): LogLine {
  if (line.program === null || line.pid !== null || line.fields !== null || programs.test(line.program)) return line;
  const before = line.host === null ? '' : `${line.host} `;
  return { ...line, host: null, program: null, message: `${before}${line.program}: ${line.message}` };
}

/** Every run of spaces and tabs as one space, none at either end. */
export function single(text: string): string {
  return text.replace(/[ \t]+/g, ' ').trim();
}
