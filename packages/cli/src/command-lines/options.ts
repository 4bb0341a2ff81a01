import { InvalidArgumentError, Option } from 'commander';

const langs = ['en', 'ko'] as const;

/** `--lang`. */
export function languageOption(): Option {
  return new Option('--lang <lang>', 'language of the result').choices(langs).default('en');
}

/** `--format`: text, json and what more there is. */
export function formatOption(...more: readonly string[]): Option {
  return new Option('--format <format>', 'what is written').choices(['text', 'json', ...more]).default('text');
}

/** `NAME=PATH`, repeated. */
export function collect(value: string, before: readonly string[]): readonly string[] {
  if (!value.includes('=')) throw new InvalidArgumentError('It wants NAME=PATH.');
  return [...before, value];
}

/** Any value, repeated. */
export function repeated(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
