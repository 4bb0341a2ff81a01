import type { ConfigDifference, End } from '../causes/api.ts';

/** Differences between the two ends' configurations, or null when one of them is not at hand. */
export function compareEnds(initiator: End, responder: End): readonly ConfigDifference[] | null {
  if (!initiator.hasConfiguration || !responder.hasConfiguration) return null;
  return [];
}
