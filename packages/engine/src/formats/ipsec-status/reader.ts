/** `ipsec status` of both products: the text itself tells which. */
import type { TextFormat } from '../reader.ts';
import { collectingReader } from '../shared/reading.ts';
import { parseCharonStatus, saLine } from './charon.ts';
import { parsePlutoStatus } from './pluto.ts';

const charonLine =
  /^(?:Status of IKE(?:v2)? charon daemon|Listening IP addresses:|Security Associations \([0-9]+ up, [0-9]+ connecting\))/;
const plutoLine =
  /^(?:000 )?(?:using kernel interface: |config setup options:|Total IPsec connections: |IKE SAs: total\(|#[0-9]+: "[^"]{1,200}"[^ ]{0,20} (?:STATE_|esp\.|ah\.)|interface \S{1,64} UDP )|^(?:006 |000 )?#[0-9]+: "[^"]{1,200}".{0,100}, type=(?:ESP|AH), add_time=/;

/** Reader of `ipsec status`, `statusall`, `briefstatus`, `showstates` and `trafficstatus`. */
export const ipsecStatus: TextFormat = {
  format: 'ipsec-status',
  sniff(head) {
    let score = 0;
    for (const line of head) {
      const text = line.slice(0, 500);
      if (charonLine.test(text)) score += 60;
      else if (saLine.test(text)) score += 62;
      else if (plutoLine.test(text)) score += text.includes(', type=') ? 60 : 35;
    }
    return Math.min(score, 97);
  },
  open: collectingReader('ipsec-status', (lines, draft) => {
    if (lines.some(({ text }) => charonLine.test(text.slice(0, 500)) || saLine.test(text.slice(0, 500))))
      parseCharonStatus(lines, draft);
    else parsePlutoStatus(lines, draft);
  }),
};
