/** /proc/net/xfrm_stat: the kernel's counters of packets it could not match or process. */
import type { TextFormat } from '../reader.ts';
import { collectingReader, hostFact } from '../shared/reading.ts';

const counter = /^(Xfrm[A-Za-z]{2,40})\s+([0-9]{1,20})\s*$/;

/** Reader of /proc/net/xfrm_stat; one fact per counter. */
export const xfrmStat: TextFormat = {
  format: 'xfrm-stat',
  sniff(head) {
    const lines = head.filter((line) => line.trim() !== '');
    const good = lines.filter((line) => counter.test(line)).length;
    return good > 0 && good * 10 >= lines.length * 8 ? 97 : 0;
  },
  open: collectingReader('xfrm-stat', (lines, draft) => {
    for (const { text, number } of lines) {
      const found = counter.exec(text.slice(0, 200));
      if (found !== null) draft.add(hostFact(draft, found[1] ?? '', found[2] ?? '', number));
      else if (text.trim() !== '') draft.fault(number, 'no counter');
    }
  }),
};
