/** A row of a Markdown table. */
export function row(...cells: (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Identifiers as code, side by side. */
export function code(ids: readonly string[]): string {
  return ids.map((id) => `\`${id}\``).join(' ');
}

/** A Markdown table with a head. */
export function table(head: string[], rows: string[]): string[] {
  return [row(...head), row(...head.map(() => '---')), ...rows];
}
