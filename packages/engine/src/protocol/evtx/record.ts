import type { WindowsEvent } from '../../formats/windows-event/event.ts';
import type { Chunk } from './chunk.ts';
import { eventOf, fieldNumber, fieldText } from './event.ts';
import { RecordFault, recordHeaderSize, token } from './layout.ts';
import { emptyScope, type Node, type Plan, type Scope } from './node.ts';
import { parseFragment, parseInstance, templateAt } from './parse.ts';
import { planOf } from './plan.ts';
import type { Rendering } from './render.ts';
import type { TemplateCache } from './template-cache.ts';
import { fileTimeNs } from './values.ts';
import type { Wanted, wantedCheck } from './wanted.ts';
import { xmlText } from './xml.ts';

/** What is made of a record; null: it was not asked for. */
export interface ReadRecord {
  readonly event: WindowsEvent | null;
  readonly xml: string | null;
}

/**
 * Reads one record of `size` bytes at `at`; `place` is its number in the file. Null: nobody wants it. Text: why it cannot be read.
 */
export type RecordReader = (chunk: Chunk, at: number, size: number, place: number) => ReadRecord | string | null;

/** Makes a reader of records. `check` is the quick look of `wanted`. */
export function recordReader(
  cache: TemplateCache,
  wanted: Wanted | null,
  check: ReturnType<typeof wantedCheck> | null,
  make: { readonly event: boolean; readonly xml: boolean },
): RecordReader {
  const read: RecordReader = (chunk, at, size, place) => {
    const end = at + size - 4;
    try {
      const root = at + recordHeaderSize + (chunk.bytes[at + recordHeaderSize] === token.fragment ? 4 : 0);
      const rendering: Rendering = { chunk, cache, inner: null };
      const found = rootOf(rendering, root, end, wanted, check);
      if (found === null) return null;
      const { plan, scope, nodes } = found;
      const header = { id: chunk.view.getBigUint64(at + 8, true), ns: fileTimeNs(chunk.view, at + 16), place };
      return {
        event: make.event ? eventOf(rendering, plan, scope, header) : null,
        xml: make.xml ? xmlText(rendering, nodes) : null,
      };
    } catch (error) {
      if (error instanceof RecordFault) return error.message;
      return `not understood: ${error instanceof Error ? error.message : 'unknown'}`;
    }
  };
  return (chunk, at, size, place) => {
    const { steps, text, limits } = chunk;
    chunk.steps = Math.min(steps, limits.maxRecordSteps);
    chunk.text = Math.min(text, limits.maxRecordText);
    const [stepsFrom, textFrom] = [chunk.steps, chunk.text];
    const found = read(chunk, at, size, place);
    chunk.steps += steps - stepsFrom;
    chunk.text += text - textFrom;
    return found;
  };
}

interface Root {
  readonly nodes: readonly Node[];
  readonly plan: Plan;
  readonly scope: Scope;
}

/** What stands in a record; null where nobody wants it. */
function rootOf(
  rendering: Rendering,
  root: number,
  end: number,
  wanted: Wanted | null,
  check: ReturnType<typeof wantedCheck> | null,
): Root | null {
  const { chunk, cache } = rendering;
  if (root + 14 <= end && chunk.bytes[root] === token.instance) {
    const definition = chunk.view.getUint32(root + 6, true);
    const template = templateAt(chunk, cache, definition, chunk.view.getUint32(root + 2, true), 0);
    const { plan } = template;
    if (plan === null) throw new RecordFault('it holds no event');
    let sure = wanted === null;
    if (check !== null) {
      const inPlace = definition === root + 10;
      const values = root + 10 + (inPlace ? 24 + chunk.view.getUint32(definition + 20, true) : 0);
      const answer = check(chunk, plan, values, end);
      if (answer === false) return null;
      sure = answer === true;
    }
    const { scope } = parseInstance(chunk, cache, root + 1, end, 0);
    if (!sure && !isWanted(rendering, plan, scope, wanted)) return null;
    return { nodes: [{ kind: 'instance', template, scope }], plan, scope };
  }
  if (wanted !== null) {
    // Elements in place, as in forwarded events: what is asked for stands at the front.
    const front = planOf(parseFragment(chunk, cache, root, end, 0, 'System'));
    if (front !== null && !isWanted(rendering, front, emptyScope, wanted)) return null;
  }
  const nodes = parseFragment(chunk, cache, root, end, 0);
  const plan = planOf(nodes);
  if (plan === null) throw new RecordFault('it holds no event');
  return { nodes, plan, scope: emptyScope };
}

function isWanted(rendering: Rendering, plan: Plan, scope: Scope, wanted: Wanted | null): boolean {
  if (wanted === null) return true;
  const id = fieldNumber(rendering, plan.id, scope);
  if (id === null) throw new RecordFault('it has no event id');
  const provider = fieldText(rendering, plan.provider, scope);
  return wanted(provider, fieldText(rendering, plan.channel, scope), id & 0xffff);
}
