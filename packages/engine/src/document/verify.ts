import { formatMessage } from './message.ts';
import type { Diagnosis, Finding, Verification } from './types.ts';

/** Pairs of this result that are the two hosts of an earlier finding: by their names, or the only pair there is. */
function pairsOf(doc: Diagnosis, old: Finding): readonly Diagnosis['pairs'][number][] {
  const same = doc.pairs.filter((pair) => old.scope.hosts.every((host) => pair.hosts.includes(host)));
  return same.length > 0 ? same : doc.pairs.length === 1 ? doc.pairs : [];
}

function resultOf(doc: Diagnosis, before: Diagnosis, old: Finding): Verification['result'] {
  const pairs = pairsOf(doc, old);
  const here = (finding: Finding): boolean => pairs.some((pair) => pair.id === finding.scope.pair);
  const now = doc.findings.filter((finding) => finding.role === 'cause' && (pairs.length === 0 || here(finding)));
  if (now.some((finding) => finding.id === old.id)) return 'still-there';
  if (pairs.some((pair) => pair.verdict === 'healthy')) return 'gone';
  const incident = before.incidents.find((item) => item.id === old.scope.incident);
  const failed = before.negotiations.filter((item) => incident?.examples.includes(item.id));
  // The IKE SA could not be made, and now one stands: what kept it from that is gone, whatever else fails.
  const beforeIke = failed.length > 0 && failed.every((item) => item.ike.outcome !== 'established');
  const made = doc.negotiations.some(
    (item) => pairs.some((pair) => pair.id === item.pair) && item.ike.outcome === 'established',
  );
  if (beforeIke && made) return 'gone';
  const ids = new Set(
    doc.incidents.filter((item) => pairs.some((pair) => pair.id === item.pair)).map((item) => item.id),
  );
  const ruledOut = doc.considered.some(
    (item) => item.id === old.id && item.result === 'excluded' && item.incident !== null && ids.has(item.incident),
  );
  return ruledOut ? 'gone' : 'not-shown';
}

/** Holds a result against an earlier one: whether each cause of that is gone, still there, or not shown by the new evidence. */
export function verifyAgainst(doc: Diagnosis, before: Diagnosis): readonly Verification[] {
  const causes = before.findings.filter((finding) => finding.role === 'cause');
  return causes.map((old) => {
    const result = resultOf(doc, before, old);
    const message = {
      id: `verify.${result}`,
      args: { cause: old.id, title: `@${old.id}.title`, hosts: old.scope.hosts },
    };
    return {
      cause: old.id,
      hosts: old.scope.hosts,
      result,
      text: formatMessage(doc.lang, message.id, message.args),
      message,
    };
  });
}
