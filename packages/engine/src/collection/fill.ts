import type { Step } from './types.ts';

/** What placeholders of a plan stand for on one host. */
export interface Places {
  /** Name of the host, as files are named. */
  readonly host: string;
  /** Folder of the collection. */
  readonly out: string;
  /** Where charon's vici listens; null: where it always does. */
  readonly uri: string | null;
  /** pluto's control socket; null: where it always is. */
  readonly ctl: string | null;
  /** Folder of settings that charon includes. */
  readonly dropIn: string;
  /** System folder of Windows. */
  readonly system: string;
  readonly logs: readonly string[];
  readonly configs: readonly string[];
}

export type Filled = Readonly<Record<string, string>>;

/** A text with `{name}` filled in. What the plan does not know stays. */
export function fillText(text: string, values: Filled): string {
  return text.replaceAll(/\{([a-z-]+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** A command with its placeholders filled in; those that stand for options become as many arguments as they take, or none. */
export function fillCommand(command: readonly string[], places: Places, more: Filled = {}): string[] {
  return command.flatMap((part) => {
    if (part === '{uri}') return places.uri === null ? [] : ['--uri', places.uri];
    if (part === '{ctl}') return places.ctl === null ? [] : ['--ctlsocket', places.ctl];
    return [fillText(part, { ...valuesOf(places), ...more })];
  });
}

/** The values of the placeholders that stand in texts. */
export function valuesOf(places: Places): Filled {
  return { host: places.host, out: places.out, 'drop-in': places.dropIn, system: places.system };
}

/** Paths of a copy: those that were named stand instead of all that the plan knows. */
export function copySources(step: Step, places: Places): string[] {
  if (step.action.kind !== 'copy') return [];
  const { from } = step.action;
  const named = from.includes('{logs}') ? places.logs : from.includes('{configs}') ? places.configs : [];
  if (named.length > 0) return [...named];
  return from
    .filter((path) => path !== '{logs}' && path !== '{configs}')
    .map((path) => fillText(path, valuesOf(places)));
}

/** A server's name as part of a file name. */
export function inFileName(text: string): string {
  return text
    .replaceAll(/[^A-Za-z0-9.-]/g, '-')
    .replaceAll(/\.{2,}/g, '.')
    .slice(0, 80);
}
