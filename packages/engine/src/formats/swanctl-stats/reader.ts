/** `swanctl --stats`: how long charon runs, and how many IKE SAs it has. */
import type { TextFormat } from '../reader.ts';
import { collectingReader, hostFact } from '../shared/reading.ts';

const uptime = /^uptime: (.{1,60}), since (.{1,60})$/;
const ikeSas = /^IKE_SAs: ([0-9]{1,9}) total, ([0-9]{1,9}) half-open$/;
const workers = /^worker threads: ([0-9]{1,6}) total, ([0-9]{1,6}) idle,/;
const queues = /^job queues: ([0-9]{1,9})\/([0-9]{1,9})\/([0-9]{1,9})\/([0-9]{1,9})$/;
const plugins = /^loaded plugins: (.+)$/;

/** Reader of `swanctl --stats`. */
export const swanctlStats: TextFormat = {
  format: 'swanctl-stats',
  sniff: (head) => (head.some((text) => uptime.test(text)) && head.some((text) => workers.test(text)) ? 96 : 0),
  open: collectingReader('swanctl-stats', (lines, draft) => {
    for (const { text: whole, number } of lines) {
      const text = whole.slice(0, 8000).trimEnd();
      const running = uptime.exec(text);
      const counts = ikeSas.exec(text);
      const threads = workers.exec(text);
      const waiting = queues.exec(text);
      const loaded = plugins.exec(text);
      if (running !== null) draft.add(hostFact(draft, 'daemon-running-since', running[2] ?? '', number));
      if (counts !== null) {
        draft.add(hostFact(draft, 'ike-sas-total', counts[1] ?? '', number));
        draft.add(hostFact(draft, 'ike-sas-half-open', counts[2] ?? '', number));
      }
      if (threads !== null) draft.add(hostFact(draft, 'worker-threads-idle', `${threads[2]} of ${threads[1]}`, number));
      if (waiting !== null) draft.add(hostFact(draft, 'jobs-waiting', waiting.slice(1).join('/'), number));
      if (loaded !== null) draft.add(hostFact(draft, 'loaded-plugins', loaded[1] ?? '', number));
    }
    draft.product = 'strongSwan';
  }),
};
