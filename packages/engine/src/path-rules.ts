import type { RuleList, RuleNeed, RulesDocument } from './document/rules-types.ts';
import { textFormats } from './formats/index.ts';
import { bytesInput, ingest } from './ingest/ingest.ts';

import { judgeCiscoAcl } from './probe/cisco-acl.ts';
import { judgeNetfilter } from './probe/netfilter-rules.ts';
import { rulesDocument } from './probe/rule-needs.ts';
import { judgeWindowsFirewall } from './probe/windows-firewall.ts';
import { utf8Bytes } from './protocol/text.ts';
import { readWire } from './protocol/wire.ts';

/** A file with rules, as text; callers hold its size down (4 MiB are read). */
export interface RulesFile {
  readonly path: string;
  readonly text: string;
}

/** Longest text of one file that is read, in UTF-16 units. */
export const maxRulesText = 4 << 20;

async function netfilter(file: RulesFile): Promise<readonly RuleList[]> {
  const input = bytesInput(file.path, utf8Bytes(file.text));
  const { artifacts } = await ingest([input], { formats: textFormats, readWire });
  return artifacts.flatMap((artifact) => {
    const rules = (artifact.text?.observations ?? []).filter((one) => one.kind === 'filter-rule');
    if (rules.length === 0) return [];
    return judgeNetfilter(file.path, artifact.format === 'nft-ruleset' ? 'nft' : 'iptables', rules);
  });
}

/**
 * Holds lists of rules against what IPsec needs (PATH-08 to PATH-15, C22): nft, iptables, Windows Firewall, Cisco access lists, told apart by
 * what stands in them. `without`: needs that do not count. What cannot be read is unknown, never missing; nothing rejects.
 */
export async function holdRules(
  files: readonly RulesFile[],
  without: readonly RuleNeed[] = [],
): Promise<RulesDocument> {
  const lists: RuleList[] = [];
  const unread: string[] = [];
  for (const whole of files) {
    const file = { path: whole.path, text: whole.text.slice(0, maxRulesText) };
    const found =
      judgeWindowsFirewall(file.path, file.text) ?? judgeCiscoAcl(file.path, file.text) ?? (await netfilter(file));
    if (found.length === 0 || whole.text.length > maxRulesText) unread.push(file.path);
    lists.push(...found);
  }
  return rulesDocument(lists, unread, without);
}
