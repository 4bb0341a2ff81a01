import { spend } from './chunk.ts';
import { RecordFault } from './layout.ts';
import type { ElementNode, Node, Scope } from './node.ts';
import { isLeftOut, type Rendering, repeating, said, tell, valueNodes, valueTexts } from './render.ts';

/** Characters that no XML 1.0 document may hold, or that mean something in it. */
// oxlint-disable-next-line no-control-regex -- they are looked for
const unsafe = /[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const allUnsafe = new RegExp(unsafe.source, 'g');

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it stands in XML 1.0, in an element or an attribute; what no document may hold becomes U+FFFD. */
export function escapeXml(text: string): string {
  return unsafe.test(text) ? text.replace(allUnsafe, (one) => escapes[one] ?? '\ufffd') : text;
}

/** A name as it may stand in markup: what no name of XML has becomes `_`. */
function safeName(name: string): string {
  return /^[A-Za-z_][\w.:-]*$/.test(name)
    ? name
    : name.replace(/^[^\p{L}_]/u, '_').replace(/[^\p{L}\p{N}\p{M}_.:-]/gu, '_');
}

/**
 * Nodes as XML, without white space between elements. An element whose only child is an array is repeated for each of its values,
 * what only has an optional value that is NULL is left out.
 */
export function xmlText(rendering: Rendering, nodes: readonly Node[], scope: Scope, depth = 0): string {
  if (depth > rendering.chunk.limits.maxDepth) throw new RecordFault('values lie too deep in each other');
  let text = '';
  for (const node of nodes) {
    spend(rendering.chunk, 1);
    switch (node.kind) {
      case 'text':
        text += said(rendering.chunk, escapeXml(node.text));
        break;
      case 'cdata':
        text += said(rendering.chunk, `<![CDATA[${clean(node.text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`);
        break;
      case 'entity':
        text += `&${safeName(node.name)};`;
        break;
      case 'instruction':
        text += `<?${safeName(node.target)} ${clean(node.text).replaceAll('?>', '? >')}?>`;
        break;
      case 'value': {
        const inner = valueNodes(rendering, scope, node.index, depth);
        text +=
          inner === null
            ? escapeXml(valueTexts(rendering, scope, node.index).join(','))
            : xmlText(rendering, inner, scope, depth + 1);
        break;
      }
      case 'element':
        if (!isLeftOut(node.children, scope)) text += elementText(rendering, node, scope, depth + 1);
        break;
      case 'instance':
        text += xmlText(rendering, node.template.nodes, node.scope, depth + 1);
        break;
    }
  }
  return text;
}

function clean(text: string): string {
  return text.replace(allUnsafe, (one) => (escapes[one] === undefined ? '\ufffd' : one));
}

function elementText(rendering: Rendering, element: ElementNode, scope: Scope, depth: number): string {
  const name = safeName(element.name);
  let start = `<${name}`;
  for (const { name: own, parts } of element.attributes)
    if (!isLeftOut(parts, scope)) start += ` ${safeName(own)}="${xmlText(rendering, parts, scope, depth + 1)}"`;
  tell(rendering.chunk, start.length);
  const array = repeating(element, scope);
  const whole = (inner: string): string => (inner === '' ? `${start}/>` : `${start}>${inner}</${name}>`);
  if (array === -1) return whole(xmlText(rendering, element.children, scope, depth));
  const items = valueTexts(rendering, scope, array);
  tell(rendering.chunk, start.length * items.length);
  return items.length === 0 ? whole('') : items.map((item) => whole(escapeXml(item))).join('');
}
