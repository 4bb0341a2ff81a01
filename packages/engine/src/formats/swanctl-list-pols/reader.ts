/** `swanctl --list-pols`: the traps, and what passes or is dropped by shunts, as charon has installed them. */
import type { Selector } from '../../observations/index.ts';
import { parseSelectors } from '../../policy/selectors.ts';
import { maxLineLength, type TextFormat } from '../reader.ts';
import { collectingReader, type Draft, type Line } from '../shared/reading.ts';
import { keptSelectors } from '../shared/selector-list.ts';
import { policyState } from '../vici/reader.ts';

const head = /^(\S.{0,200}), reqid ([0-9]{1,10}|\(null\)), (TUNNEL|TRANSPORT|BEET|PASS|DROP)\s*$/;
const side = /^ {2}(local|remote): {1,3}(.*)$/;

interface Policy {
  readonly mode: string;
  readonly line: number;
  lastLine: number;
  local: readonly Selector[];
  remote: readonly Selector[];
}

function parse(lines: readonly Line[], draft: Draft): void {
  let open: Policy | null = null;
  const close = (): void => {
    if (open === null) return;
    const { mode, line, lastLine, local, remote } = open;
    for (const item of policyState(mode, local, remote, draft.source(line, lastLine), draft, line)) draft.add(item);
    open = null;
  };
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, maxLineLength);
    const found = head.exec(text);
    if (found !== null) {
      close();
      open = { mode: found[3] ?? '', line: number, lastLine: number, local: [], remote: [] };
      continue;
    }
    const end = side.exec(text);
    if (open === null || end === null) continue;
    const policy: Policy = open;
    policy.lastLine = number;
    policy[end[1] === 'local' ? 'local' : 'remote'] = keptSelectors(
      parseSelectors(end[2] ?? ''),
      end[1] ?? '',
      number,
      draft,
    );
  }
  close();
  draft.product = 'strongSwan';
}

/** Reader of `swanctl --list-pols`. */
export const swanctlListPols: TextFormat = {
  format: 'swanctl-list-pols',
  sniff(lines) {
    const at = lines.findIndex((text) => head.test(text.slice(0, 300)));
    return at >= 0 && lines.slice(at + 1, at + 4).some((text) => side.test(text.slice(0, 300))) ? 96 : 0;
  },
  open: collectingReader('swanctl-list-pols', parse),
};
