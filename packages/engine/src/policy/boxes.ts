/** Sets made of boxes (address × protocol × port): what selector lists are. */
import type { Family } from './addresses.ts';

type Interval = readonly [from: bigint, to: bigint];

/** Inclusive intervals per dimension; boxes of two families never meet. */
export interface Box {
  readonly family: Family;
  readonly bounds: readonly [addresses: Interval, protocol: Interval, ports: Interval];
  readonly text: string;
}

const maxPieces = 4096;

/** What two boxes share, or undefined. */
export function intersect(a: Box, b: Box): Box | undefined {
  if (a.family !== b.family) return undefined;
  const cut = (i: 0 | 1 | 2): Interval => [
    a.bounds[i][0] > b.bounds[i][0] ? a.bounds[i][0] : b.bounds[i][0],
    a.bounds[i][1] < b.bounds[i][1] ? a.bounds[i][1] : b.bounds[i][1],
  ];
  const bounds: Box['bounds'] = [cut(0), cut(1), cut(2)];
  return bounds.every(([from, to]) => from <= to) ? { family: a.family, bounds, text: a.text } : undefined;
}

function without(a: Box, b: Box): Box[] {
  const middle = intersect(a, b);
  if (middle === undefined) return [a];
  const pieces: Box[] = [];
  let rest = a;
  for (const i of [0, 1, 2] as const) {
    const [from, to] = rest.bounds[i];
    const [cutFrom, cutTo] = middle.bounds[i];
    if (from < cutFrom) pieces.push(replace(rest, i, [from, cutFrom - 1n]));
    if (cutTo < to) pieces.push(replace(rest, i, [cutTo + 1n, to]));
    rest = replace(rest, i, [cutFrom, cutTo]);
  }
  return pieces;
}

function replace(box: Box, i: 0 | 1 | 2, interval: Interval): Box {
  const [x, y, z] = box.bounds;
  const bounds: Box['bounds'] = i === 0 ? [interval, y, z] : i === 1 ? [x, interval, z] : [x, y, interval];
  return { ...box, bounds };
}

/** Steps after which a comparison is given up: lists whose members all overlap each other take their product. */
const maxSteps = 1_000_000;

/**
 * The boxes of a list that share addresses with another one, in the order of the list. Lists of networks are long and their members few to
 * each address: what parts them has to be cheap.
 */
function nearby(list: readonly Box[]): (box: Box) => readonly Box[] {
  if (list.length < 16) return () => list;
  const families = ([4, 6] as const).map((family) => {
    const order = list
      .map((box, at) => ({ box, at, from: box.bounds[0][0], to: box.bounds[0][1] }))
      .filter(({ box }) => box.family === family)
      .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.at - b.at));
    // The highest address of all up to here: before that nothing reaches further.
    let highest = -1n;
    const reach = order.map(({ to }) => (highest = to > highest ? to : highest));
    return { order, reach };
  });
  return ({ family, bounds }) => {
    const [from, to] = bounds[0];
    const { order, reach } = families[family === 4 ? 0 : 1] ?? { order: [], reach: [] };
    let [low, high] = [0, order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((order[middle]?.from ?? 0n) <= to) low = middle + 1;
      else high = middle;
    }
    const found: { readonly box: Box; readonly at: number }[] = [];
    for (let i = low - 1; i >= 0 && (reach[i] ?? -1n) >= from; i--) {
      const one = order[i];
      if (one !== undefined && one.to >= from) found.push(one);
    }
    return found.sort((a, b) => a.at - b.at).map(({ box }) => box);
  };
}

/** The boxes of `list` that `cover` does not hold completely; undefined when there are too many pieces to tell. */
export function lacking(list: readonly Box[], cover: readonly Box[]): Box[] | undefined {
  const found: Box[] = [];
  const near = nearby(cover);
  let steps = 0;
  for (const box of list) {
    let pieces: Box[] = [box];
    const others = near(box);
    steps += others.length;
    for (const other of others) {
      steps += pieces.length;
      if (steps > maxSteps) return undefined;
      pieces = pieces.flatMap((piece) => without(piece, other));
      if (pieces.length > maxPieces) return undefined;
      if (pieces.length === 0) break;
    }
    if (pieces.length > 0) found.push(box);
  }
  return found;
}

/** All pairwise intersections, without ones inside others; undefined when there are too many. */
export function intersectLists(a: readonly Box[], b: readonly Box[]): Box[] | undefined {
  const found: Box[] = [];
  const near = nearby(b);
  let steps = 0;
  for (const x of a) {
    for (const y of near(x)) {
      const both = intersect(x, y);
      steps += 1 + found.length / 32;
      if (steps > maxSteps) return undefined;
      if (both === undefined || found.some((other) => holds(other, both))) continue;
      found.push(both);
      if (found.length > maxPieces) return undefined;
    }
  }
  return found;
}

function holds(outer: Box, inner: Box): boolean {
  // Addresses part most of them.
  return (
    outer.bounds[0][0] <= inner.bounds[0][0] &&
    inner.bounds[0][1] <= outer.bounds[0][1] &&
    outer.family === inner.family &&
    outer.bounds[1][0] <= inner.bounds[1][0] &&
    inner.bounds[1][1] <= outer.bounds[1][1] &&
    outer.bounds[2][0] <= inner.bounds[2][0] &&
    inner.bounds[2][1] <= outer.bounds[2][1]
  );
}
