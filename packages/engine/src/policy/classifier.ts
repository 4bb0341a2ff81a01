/**
 * Finds the first of many filters that takes a packet without looking at them one by one: a tree of cuts through the five dimensions,
 * as packet classifiers have it (Gupta and McKeown, "Classifying Packets with Hierarchical Intelligent Cuttings", 2000).
 */
import type { Family } from './addresses.ts';
import {
  boxWidth,
  dimensions,
  isSound,
  type PacketBox,
  type PacketPoint,
  type PlainBoxes,
  plainBoxes,
} from './packet-box.ts';

/** Gives the place of the first box that holds a packet, or -1. */
export type Classifier = (packet: PacketPoint) => number;

/** A leaf with so few boxes is walked. */
const leafSize = 6;
const maxDepth = 60;

/**
 * Prepares boxes, given in the order in which they are tried, for many look-ups. A look-up is one way down a tree. The tree holds each box
 * some forty times at most; what would need more is walked.
 */
export function classifier(boxes: readonly PacketBox[]): Classifier {
  const [four, six] = [familyTree(boxes, 4), familyTree(boxes, 6)];
  return (packet) => (packet.family === 4 ? four(packet) : six(packet));
}

function familyTree(boxes: readonly PacketBox[], family: Family): Classifier {
  const places: number[] = [];
  const own = boxes.filter((box, i) => {
    const fits = box.source.family === family && isSound(box);
    if (fits) places.push(i);
    return fits;
  });
  if (own.length === 0) return () => -1;
  const plain = plainBoxes(own, family);
  return searcher(plain, new TreeBuilder(plain, own.length).tree, Int32Array.from(places));
}

/** Node by node: cut at `cut` of `dimension`; with a dimension of -1 a leaf with the boxes `refs[left]` to `refs[right - 1]`. */
interface Tree {
  readonly dimension: Int8Array;
  readonly cut: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly refs: Int32Array;
}

function searcher(plain: PlainBoxes, tree: Tree, places: Int32Array): Classifier {
  const { dimension, cut, left, right, refs } = tree;
  const { bounds } = plain;
  const at = new Float64Array(dimensions);
  return (packet) => {
    at[0] = plain.address(0, packet.source);
    at[1] = plain.address(1, packet.destination);
    at[2] = packet.protocol;
    at[3] = packet.sourcePort;
    at[4] = packet.destinationPort;
    let node = 0;
    let d = dimension[node] as number;
    while (d >= 0) {
      node = ((at[d] as number) < (cut[node] as number) ? left[node] : right[node]) as number;
      d = dimension[node] as number;
    }
    const end = right[node] as number;
    for (let i = left[node] as number; i < end; i++) {
      const box = refs[i] as number;
      const from = box * boxWidth;
      let k = 0;
      while (
        k < dimensions &&
        (at[k] as number) >= (bounds[from + k * 2] as number) &&
        (at[k] as number) <= (bounds[from + k * 2 + 1] as number)
      )
        k++;
      if (k === dimensions) return places[box] as number;
    }
    return -1;
  };
}

class TreeBuilder {
  readonly tree: Tree;
  readonly #bounds: Float64Array;
  readonly #nodes: { dimension: number; cut: number; left: number; right: number }[] = [];
  readonly #refs: number[] = [];
  readonly #maxRefs: number;

  constructor({ bounds, limits }: PlainBoxes, count: number) {
    this.#bounds = bounds;
    this.#maxRefs = count * 40 + 1000;
    const everything = Float64Array.from(limits.flat());
    this.#build(
      Int32Array.from({ length: count }, (_, i) => i),
      everything,
      0,
    );
    const nodes = this.#nodes;
    this.tree = {
      dimension: Int8Array.from(nodes, (node) => node.dimension),
      cut: Float64Array.from(nodes, (node) => node.cut),
      left: Int32Array.from(nodes, (node) => node.left),
      right: Int32Array.from(nodes, (node) => node.right),
      refs: Int32Array.from(this.#refs),
    };
  }

  /** Boxes in order that meet the region; gives the number of the node. */
  #build(boxes: Int32Array, region: Float64Array, depth: number): number {
    const number = this.#nodes.length;
    const covering = boxes.findIndex((box) => this.#covers(box, region));
    const own = covering < 0 ? boxes : boxes.subarray(0, covering + 1);
    const full = own.length <= leafSize || depth >= maxDepth || this.#refs.length + own.length > this.#maxRefs;
    const split = full ? null : this.#bestCut(own, region);
    const node = { dimension: -1, cut: 0, left: this.#refs.length, right: this.#refs.length + own.length };
    this.#nodes.push(node);
    if (split === null) {
      for (const box of own) this.#refs.push(box);
      return number;
    }
    const { dimension, cut } = split;
    node.dimension = dimension;
    node.cut = cut;
    const below = own.filter((box) => (this.#bounds[box * boxWidth + dimension * 2] as number) < cut);
    const above = own.filter((box) => (this.#bounds[box * boxWidth + dimension * 2 + 1] as number) >= cut);
    const half = (side: 0 | 1): Float64Array => {
      const copy = region.slice();
      copy[dimension * 2 + side] = side === 1 ? cut - 1 : cut;
      return copy;
    };
    node.left = this.#build(below, half(1), depth + 1);
    node.right = this.#build(above, half(0), depth + 1);
    return number;
  }

  #covers(box: number, region: Float64Array): boolean {
    for (let d = 0; d < boxWidth; d += 2) {
      if ((this.#bounds[box * boxWidth + d] as number) > (region[d] as number)) return false;
      if ((this.#bounds[box * boxWidth + d + 1] as number) < (region[d + 1] as number)) return false;
    }
    return true;
  }

  /** The middle edge of each dimension is tried; the cut that leaves the fewest boxes on both sides together is taken. */
  #bestCut(boxes: Int32Array, region: Float64Array): { dimension: number; cut: number } | null {
    const bounds = this.#bounds;
    let best: { dimension: number; cut: number; cost: number } | null = null;
    const cuts = new Float64Array(boxes.length * 2);
    for (let d = 0; d < dimensions; d++) {
      const low = region[d * 2] as number;
      const high = region[d * 2 + 1] as number;
      let found = 0;
      for (const box of boxes) {
        const from = bounds[box * boxWidth + d * 2] as number;
        const behind = (bounds[box * boxWidth + d * 2 + 1] as number) + 1;
        if (from > low && from <= high) cuts[found++] = from;
        if (behind > low && behind <= high) cuts[found++] = behind;
      }
      if (found === 0) continue;
      const cut = cuts.subarray(0, found).sort()[found >> 1] as number;
      let left = 0;
      let right = 0;
      for (const box of boxes) {
        if ((bounds[box * boxWidth + d * 2] as number) < cut) left++;
        if ((bounds[box * boxWidth + d * 2 + 1] as number) >= cut) right++;
      }
      if (left === boxes.length && right === boxes.length) continue;
      const cost = left + right + Math.max(left, right);
      if (best === null || cost < best.cost) best = { dimension: d, cut, cost };
    }
    return best;
  }
}
