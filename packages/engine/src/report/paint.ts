/** Terminal colours, or none. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

/** Colours by SGR sequences (ECMA-48) when `on`, else text as it is. */
export function paint(on: boolean): Paint {
  const sgr =
    (start: number, end: number) =>
    (text: string): string =>
      on && text !== '' ? `\u001b[${start}m${text}\u001b[${end}m` : text;
  return {
    bold: sgr(1, 22),
    dim: sgr(2, 22),
    red: sgr(31, 39),
    green: sgr(32, 39),
    yellow: sgr(33, 39),
    cyan: sgr(36, 39),
  };
}
