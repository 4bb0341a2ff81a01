/**
 * Places the states of a chart in rows, as flow charts are drawn: every edge that is no way back goes down (after Sugiyama, Tagawa and
 * Toda, 1981, with one sweep of barycentres). The same chart gives the same places.
 */
import { type Chart, edgesOf } from './types.ts';

/** A place in a row: a state, or a bend (null) of an edge that passes the row. */
export interface Cell {
  readonly id: string | null;
  readonly row: number;
  /** From the left, 0 … */
  column: number;
}

export interface Route {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** Cells from the state where it begins to the state where it ends; empty for ways back. */
  readonly cells: readonly Cell[];
  readonly back: boolean;
}

export interface Layout {
  readonly rows: readonly (readonly Cell[])[];
  readonly cells: ReadonlyMap<string, Cell>;
  readonly routes: readonly Route[];
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

/** Lays out a chart that `chartFaults` finds nothing wrong with. `label`: what is written on an edge. */
export function layOut(chart: Chart, label: (from: string, answer: string | null, at: number) => string): Layout {
  const edges: Edge[] = Object.entries(chart.states).flatMap(([from, state]) =>
    edgesOf(state).map(({ answer, transition }, i) => ({ from, to: transition.to, label: label(from, answer, i) })),
  );
  const back = waysBack(chart.start, edges);
  const down = edges.filter((edge) => !back.has(edge));
  const rowOf = longest(chart.start, down);
  const rows: Cell[][] = [];
  const cells = new Map<string, Cell>();
  const put = (id: string | null, row: number): Cell => {
    const list = (rows[row] ??= []);
    const cell: Cell = { id, row, column: list.length };
    list.push(cell);
    return cell;
  };
  for (const id of Object.keys(chart.states)) {
    const row = rowOf.get(id);
    if (row !== undefined) cells.set(id, put(id, row));
  }
  const routes = edges.flatMap((edge): Route[] => {
    const [from, to] = [cells.get(edge.from), cells.get(edge.to)];
    if (from === undefined || to === undefined) return [];
    if (back.has(edge)) return [{ ...edge, cells: [], back: true }];
    const bends = Array.from({ length: to.row - from.row - 1 }, (_, i) => put(null, from.row + 1 + i));
    return [{ ...edge, cells: [from, ...bends, to], back: false }];
  });
  order(rows, routes);
  return { rows, cells, routes };
}

/** Edges that lead to a state on the way to where they begin. */
function waysBack(start: string, edges: readonly Edge[]): ReadonlySet<Edge> {
  const back = new Set<Edge>();
  const done = new Set<string>();
  const path = new Set<string>();
  const stack: { readonly id: string; next: number }[] = [{ id: start, next: 0 }];
  path.add(start);
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const out = edges.filter(({ from }) => from === top.id);
    const edge = out[top.next++];
    if (edge === undefined) {
      path.delete(top.id);
      done.add(top.id);
      stack.pop();
    } else if (path.has(edge.to)) back.add(edge);
    else if (!done.has(edge.to)) {
      path.add(edge.to);
      stack.push({ id: edge.to, next: 0 });
    }
  }
  return back;
}

/** Row of each state: the longest way down from the start. */
function longest(start: string, edges: readonly Edge[]): ReadonlyMap<string, number> {
  const rows = new Map([[start, 0]]);
  let changed = true;
  while (changed) {
    changed = false;
    for (const { from, to } of edges) {
      const row = rows.get(from);
      if (row === undefined || (rows.get(to) ?? -1) >= row + 1) continue;
      rows.set(to, row + 1);
      changed = true;
    }
  }
  return rows;
}

/** Each row in the order of the middle of what leads to its cells. */
function order(rows: readonly Cell[][], routes: readonly Route[]): void {
  const above = new Map<Cell, Cell[]>();
  for (const { cells } of routes)
    cells.forEach((cell, i) => {
      const before = cells[i - 1];
      if (before !== undefined) above.set(cell, [...(above.get(cell) ?? []), before]);
    });
  for (const row of rows) {
    const middle = new Map(
      row.map((cell) => {
        const parents = above.get(cell) ?? [];
        const sum = parents.reduce((total, parent) => total + parent.column, 0);
        return [cell, parents.length === 0 ? cell.column : sum / parents.length];
      }),
    );
    row.sort((a, b) => (middle.get(a) ?? 0) - (middle.get(b) ?? 0) || a.column - b.column);
    row.forEach((cell, i) => {
      cell.column = i;
    });
  }
}
