/** `nft list ruleset` and `iptables-save`: rules that translate or drop, as host facts (name `nat-rule`, `firewall-drop`). */
import type { TextFormat } from '../reader.ts';
import { collectingReader, hostFact, type Draft, type Line } from '../shared/reading.ts';

const maxRule = 300;

/** Words that exempt traffic IPsec is to protect from a translation rule. */
const exempts = ['ipsec', 'policy out', '--pol ipsec', 'meta secpath exists', 'accept'];

function rule(draft: Draft, name: 'nat-rule' | 'firewall-drop', chain: string, text: string, line: number): void {
  draft.add(hostFact(draft, name, `${chain}: ${text}`.slice(0, maxRule), line));
}

function parseNft(lines: readonly Line[], draft: Draft): void {
  let chain = '';
  for (const { text, number } of lines) {
    const words = text.trim();
    if (words.startsWith('chain ')) {
      chain = words.slice(6).replace('{', '').trim();
      continue;
    }
    if (words === '' || words.startsWith('table ') || words.startsWith('type ') || words === '}') continue;
    const tokens = words.split(/\s+/);
    const translates = tokens.includes('masquerade') || tokens.includes('snat');
    if (translates && !exempts.some((word) => words.includes(word))) rule(draft, 'nat-rule', chain, words, number);
    else if (tokens.includes('drop') || tokens.includes('reject')) rule(draft, 'firewall-drop', chain, words, number);
  }
}

function parseIptables(lines: readonly Line[], draft: Draft): void {
  for (const { text, number } of lines) {
    if (!text.startsWith('-A ')) continue;
    const tokens = text.split(/\s+/);
    const chain = tokens[1] ?? '';
    const target = tokens[tokens.indexOf('-j') + 1] ?? '';
    if ((target === 'MASQUERADE' || target === 'SNAT') && !text.includes('--pol ipsec'))
      rule(draft, 'nat-rule', chain, text, number);
    else if (target === 'DROP' || target === 'REJECT') rule(draft, 'firewall-drop', chain, text, number);
  }
}

/** Reader of packet filter listings. */
export const nftRuleset: TextFormat = {
  format: 'nft-ruleset',
  sniff(head) {
    const nft = head.some((text) => /^table (inet|ip|ip6|arp|bridge|netdev) \S{1,64} \{/.test(text));
    const save =
      head.some((text) => /^\*(filter|nat|mangle|raw)$/.test(text)) && head.some((text) => text.startsWith(':'));
    return nft || save ? 85 : 0;
  },
  open: collectingReader('nft-ruleset', (lines, draft) => {
    if (lines.some(({ text }) => text.startsWith('-A '))) parseIptables(lines, draft);
    else parseNft(lines, draft);
  }),
};
