import { exampleDiagnosis } from '../document/example.fixture.ts';
import type { Diagnosis } from '../document/types.ts';

/** What evidence may hold to become markup, to end what it stands in, or to fool a reader. */
export const hostileTexts: readonly string[] = [
  '<script>alert(1)</script>',
  '</title></style></script><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '[click](javascript:alert(1))',
  '![x](http://evil.example/x.png) <http://evil.example> www.evil.example',
  '@somebody #12 GH-12 !34 user@evil.example',
  '` `` ``` ```` ~~~',
  '``` \n# heading\n- item\n\n---\n> quote\n| a | b |\n|---|---|',
  '**bold** __under__ ~~gone~~ a|b\\|c $x$',
  ']]> <!-- --> <?x?> &lt;b&gt; &#60;script&#62;',
  '\u202eevil\u2066\u200b\ufeff',
  '\u001b[31mred\u001b]0;title\u0007',
  '\ud800',
  '__proto__',
  'x'.repeat(20_000),
];

/** Keys whose values are ids, words of the contract, or numbers: a document without them in order is none. */
const kept = new Set(
  'schema id ref of source sources artifact artifacts role confidence severity class explains for by incident pair negotiations incidents examples verdict assurance result lang key protocol outcome coverage manner copies shell privilege risk status offsetNs errorNs clock encapsulation kind mode sentByLog seenLeaving seenArriving receivedByLog processed answered sha256 initiatorSpi responderSpi at'.split(
    ' ',
  ),
);

function change(value: unknown, text: string, key: string): unknown {
  if (typeof value === 'string') return kept.has(key) ? value : value + text;
  if (Array.isArray(value)) return value.map((item) => change(item, text, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      // Keys of details and labels of hosts come from evidence too.
      key === 'details' || key === 'views' ? name + text : name,
      change(inner, text, name),
    ]),
  );
}

/** The example with this text in everything that evidence can have a word in. */
export function hostileDiagnosis(text: string): Diagnosis {
  return change(exampleDiagnosis, text, '') as Diagnosis;
}
