import type { ElementNode, Field, Node, Plan } from './node.ts';

function child(element: ElementNode, name: string): ElementNode | null {
  for (const one of element.children) if (one.kind === 'element' && one.name === name) return one;
  return null;
}

function fieldOf(parts: readonly Node[]): Field {
  const [first] = parts;
  if (parts.length === 1 && first?.kind === 'value') return { parts, index: first.index, literal: null };
  if (parts.every((part) => part.kind === 'text'))
    return { parts, index: -1, literal: parts.map((part) => part.text).join('') };
  return { parts, index: -1, literal: null };
}

function textOf(element: ElementNode | null): Field | null {
  return element === null ? null : fieldOf(element.children);
}

function attributeOf(element: ElementNode | null, name: string): Field | null {
  const found = element?.attributes.find((one) => one.name === name);
  return found === undefined ? null : fieldOf(found.parts);
}

/** Where in BinXML that makes an event its own fields stand (MS-EVEN6 2.2.12, the event schema); null when it makes none. */
export function planOf(nodes: readonly Node[]): Plan | null {
  const event = nodes.find((node) => node.kind === 'element' && node.name === 'Event');
  if (event?.kind !== 'element') return null;
  const system = child(event, 'System');
  if (system === null) return null;
  const provider = child(system, 'Provider');
  const id = child(system, 'EventID');
  const execution = child(system, 'Execution');
  return {
    event,
    // What was converted from an older log has its source there, where the manifest knows it by another name.
    provider: attributeOf(provider, 'Name') ?? attributeOf(provider, 'EventSourceName'),
    id: textOf(id),
    qualifiers: attributeOf(id, 'Qualifiers'),
    version: textOf(child(system, 'Version')),
    level: textOf(child(system, 'Level')),
    keywords: textOf(child(system, 'Keywords')),
    time: attributeOf(child(system, 'TimeCreated'), 'SystemTime'),
    record: textOf(child(system, 'EventRecordID')),
    processId: attributeOf(execution, 'ProcessID'),
    threadId: attributeOf(execution, 'ThreadID'),
    channel: textOf(child(system, 'Channel')),
    computer: textOf(child(system, 'Computer')),
  };
}
