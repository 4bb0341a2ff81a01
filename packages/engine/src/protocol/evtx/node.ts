/** BinXML as it is once read: a tree whose holes are filled from the values of a record. */

/** Text as it stands. */
export interface TextNode {
  readonly kind: 'text';
  readonly text: string;
}

/** A hole: the value with this index. An optional one that is NULL takes the element or attribute it stands in with it. */
export interface ValueNode {
  readonly kind: 'value';
  readonly index: number;
  readonly optional: boolean;
}

export interface EntityNode {
  readonly kind: 'entity';
  readonly name: string;
}

export interface CdataNode {
  readonly kind: 'cdata';
  readonly text: string;
}

export interface InstructionNode {
  readonly kind: 'instruction';
  readonly target: string;
  readonly text: string;
}

export interface AttributeNode {
  readonly name: string;
  readonly parts: readonly Node[];
}

export interface ElementNode {
  readonly kind: 'element';
  readonly name: string;
  readonly attributes: readonly AttributeNode[];
  readonly children: readonly Node[];
}

/** A template with the values for its holes. */
export interface InstanceNode {
  readonly kind: 'instance';
  readonly template: Template;
  readonly scope: Scope;
}

export type Node = TextNode | ValueNode | EntityNode | CdataNode | InstructionNode | ElementNode | InstanceNode;

/** Values of an instance: for each its type, where it begins in the chunk, and its bytes. */
export interface Scope {
  readonly types: readonly number[];
  readonly starts: readonly number[];
  readonly sizes: readonly number[];
}

export const emptyScope: Scope = { types: [], starts: [], sizes: [] };

/** A definition, read once for all records of a chunk (and of others, where it is the same there). */
export interface Template {
  readonly nodes: readonly Node[];
  /** What the event that it makes says of itself; null where it makes none. */
  readonly plan: Plan | null;
}

/** A field of an event: text, or a hole alone (then `index` is not -1). */
export interface Field {
  readonly parts: readonly Node[];
  readonly index: number;
  /** The text where there is no hole. */
  readonly literal: string | null;
}

/** Where an event of this template has what each record of a log has. */
export interface Plan {
  readonly event: ElementNode;
  readonly provider: Field | null;
  readonly id: Field | null;
  readonly qualifiers: Field | null;
  readonly version: Field | null;
  readonly level: Field | null;
  readonly keywords: Field | null;
  readonly time: Field | null;
  readonly record: Field | null;
  readonly processId: Field | null;
  readonly threadId: Field | null;
  readonly channel: Field | null;
  readonly computer: Field | null;
}
