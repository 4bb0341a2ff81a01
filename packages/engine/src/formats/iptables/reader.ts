/** Rules of iptables and ip6tables, as saved or as listed, as filter rules in the order they are walked. */
import type { TextFormat } from '../reader.ts';
import { collectingReader } from '../shared/reading.ts';
import { chainHead, parseListing } from './listing.ts';
import { parseSave } from './save.ts';

const isRule = /^(?:\[[0-9]+:[0-9]+\] )?-[AP] \S{1,64} \S/;

/** Reader of `iptables-save`, `iptables -S` and `iptables -L`. */
export const iptables: TextFormat = {
  format: 'iptables',
  sniff(head) {
    const tables = head.some((text) => /^\*(filter|nat|mangle|raw|security)$/.test(text.trimEnd()));
    if (tables && head.some((text) => text.startsWith(':') || isRule.test(text.slice(0, 200)))) return 90;
    const rules = head.filter((text) => isRule.test(text.slice(0, 200))).length;
    const lines = head.filter((text) => text.trim() !== '').length;
    if (rules > 0 && rules * 10 >= lines * 8) return 85;
    return head.some((text) => chainHead.test(text.slice(0, 200))) &&
      head.some((text) => /^\s*(?:num\s+)?(?:pkts\s+bytes\s+)?target\s+prot\s/.test(text.slice(0, 200)))
      ? 90
      : 0;
  },
  open: collectingReader('iptables', (lines, draft) => {
    if (lines.some(({ text }) => chainHead.test(text.slice(0, 200)))) parseListing(lines, draft);
    else parseSave(lines, draft);
  }),
};
