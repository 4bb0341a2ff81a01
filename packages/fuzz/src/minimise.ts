/** Makes an input small that still shows the same. */

/**
 * Takes pieces away, large ones first, and then makes bytes plain, as long as `same` says that the fault stays and fewer than
 * `tries` inputs were tried.
 */
export async function minimise(
  input: Uint8Array,
  same: (input: Uint8Array) => Promise<boolean>,
  tries: number,
): Promise<Uint8Array> {
  let best = input;
  const budget = { left: tries };
  const attempt = async (candidate: Uint8Array): Promise<boolean> => {
    if (budget.left <= 0) return false;
    budget.left -= 1;
    if (!(await same(candidate))) return false;
    best = candidate;
    return true;
  };
  for (let size = 1 << Math.floor(Math.log2(Math.max(1, best.length))); size >= 1 && budget.left > 0; size >>= 1) {
    for (let at = 0; at < best.length && budget.left > 0; ) {
      const shorter = new Uint8Array(best.length - Math.min(size, best.length - at));
      shorter.set(best.subarray(0, at));
      shorter.set(best.subarray(at + size), at);
      if (!(await attempt(shorter))) at += size;
    }
  }
  for (let at = 0; at < best.length && budget.left > 0; at++) {
    if (best[at] === 0x61 || best[at] === 10) continue;
    const plainer = best.slice();
    plainer[at] = 0x61;
    await attempt(plainer);
  }
  return best;
}
