import { removedLine, secretRules } from '../secrets.ts';
import type { SecretFilter } from '../types.ts';

/** A pattern as a string of awk: `\t` is a tab there, every other backslash is doubled. */
function awkString(pattern: string): string {
  return `"${pattern.replaceAll(/\\(.)/g, (whole, next: string) => (next === 't' ? whole : `\\\\${next}`)).replaceAll('"', '\\"')}"`;
}

/** The filter of `secrets.ts` as a program of awk; `count` is the file that the number of what was left out is written to. */
export function awkFilter(name: SecretFilter): string {
  const rules = secretRules[name];
  const table = rules.map(
    (rule, i) =>
      `  from[${i + 1}] = ${awkString(rule.from)}; extent[${i + 1}] = "${rule.extent}"; to[${i + 1}] = ${awkString(rule.to === '' ? '^$' : rule.to)}`,
  );
  return [
    'function braces(text,   i, c) {',
    '  for (i = 1; i <= length(text); i++) {',
    '    c = substr(text, i, 1)',
    '    if (c == "{") { depth++; opened = 1 } else if (c == "}") depth--',
    '  }',
    '}',
    'BEGIN {',
    ...table,
    '}',
    '{',
    '  line = substr($0, 1, 65536)',
    '  if (within) {',
    '    if (extent[within] == "while") { if (line ~ to[within]) next; within = 0 }',
    '    else if (extent[within] == "until") { if (line ~ to[within]) within = 0; next }',
    '    else { braces(line); if (opened && depth <= 0) within = 0; next }',
    '  }',
    `  for (i = 1; i <= ${rules.length}; i++) if (match(line, from[i])) {`,
    '    if (extent[i] == "until") within = (line ~ to[i]) ? 0 : i',
    '    else if (extent[i] == "while") within = i',
    '    else if (extent[i] == "braces") {',
    '      depth = 0; opened = 0; braces(substr(line, RSTART))',
    '      within = (opened && depth <= 0) ? 0 : i',
    '    }',
    `    removed++; print "${removedLine}"; next`,
    '  }',
    '  print line',
    '}',
    'END { print removed + 0 > count }',
  ].join('\n');
}
