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

/** The boxes of `list` that `cover` does not hold completely; undefined when there are too many pieces to tell. */
export function lacking(list: readonly Box[], cover: readonly Box[]): Box[] | undefined {
  const found: Box[] = [];
  for (const box of list) {
    let pieces: Box[] = [box];
    for (const other of cover) {
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
  if (a.length * b.length > 65536) return undefined;
  for (const x of a) {
    for (const y of b) {
      const both = intersect(x, y);
      if (both === undefined || found.some((other) => holds(other, both))) continue;
      found.push(both);
      if (found.length > maxPieces) return undefined;
    }
  }
  return found;
}

function holds(outer: Box, inner: Box): boolean {
  return (
    outer.family === inner.family &&
    inner.bounds.every((bound, i) => {
      const other = outer.bounds[i];
      return other !== undefined && other[0] <= bound[0] && bound[1] <= other[1];
    })
  );
}
