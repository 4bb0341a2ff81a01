import { proposalList, protocolOf } from './algorithms.ts';
import type { PlutoLine } from './prefix.ts';

/** Heads of proposal lists that follow line by line. */
const heads: readonly string[] = [
  'IKE SA proposals (',
  'Child SA proposals (',
  'ESP/AH proposals (',
  'local IKE proposals (',
  'local ESP/AH proposals (',
  'IKE proposals (',
];

/** A list of proposals being gathered. */
export interface ProposalList {
  readonly connection: string | null;
  readonly serial: number | null;
  readonly protocol: 'IKE' | 'ESP';
  readonly proposals: string[];
  readonly lines: number[];
}

/** Whether this line is the head of a list. */
export function listHead(line: PlutoLine, seq: number): ProposalList | null {
  const text = line.text.trimEnd();
  if (!text.endsWith(':') || text.length > 120 || !heads.some((head) => text.startsWith(head))) return null;
  return {
    connection: line.connection,
    serial: line.serial,
    protocol: text.includes('IKE') && !text.startsWith('Child') && !text.includes('ESP/AH') ? 'IKE' : 'ESP',
    proposals: [],
    lines: [seq],
  };
}

/** Takes the line into the list if it continues it. */
export function listItem(list: ProposalList, line: PlutoLine, seq: number): boolean {
  if (line.connection !== list.connection || line.serial !== list.serial || !line.text.startsWith(' ')) return false;
  const found = proposalList(line.text.trim());
  if (found.length === 0) return false;
  for (const proposal of found) if (list.proposals.length < 64) list.proposals.push(proposal);
  if (list.lines.length < 64) list.lines.push(seq);
  return true;
}

/** IKE, ESP or AH of a gathered list. */
export function listProtocol(list: ProposalList): string {
  const first = list.proposals[0];
  return (first === undefined ? null : protocolOf(first)) ?? list.protocol;
}
