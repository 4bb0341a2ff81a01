/**
 * Makes room among what was read of a log: the first `first` entries stay, of the older half only what `matters`, and of what is
 * then still too much for three quarters of `cap` the oldest after the beginning goes. Works in place.
 *
 * @returns how many entries went.
 */
export function makeRoom<T>(
  entries: T[],
  caps: { readonly cap: number; readonly first: number },
  /** Whether it may stay at all: the attempt it belongs to was not given up. */
  alive: (entry: T) => boolean,
  matters: (entry: T) => boolean,
): number {
  const before = entries.length;
  const half = before >> 1;
  const kept = entries.filter((entry, i) => alive(entry) && (i < caps.first || i >= half || matters(entry)));
  const excess = kept.length - caps.cap * 0.75;
  if (excess > 0) kept.splice(caps.first, Math.ceil(excess));
  entries.length = 0;
  for (const entry of kept) entries.push(entry);
  return before - kept.length;
}
