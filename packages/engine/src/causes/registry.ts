import type { Cause, CauseMessages } from './api.ts';
import { causeModules } from './generated/registry.ts';

/** All causes, by id. */
export const causes: readonly Cause[] = causeModules.map((module) => module.cause);

const messages: ReadonlyMap<string, { readonly en: CauseMessages; readonly ko: CauseMessages }> = new Map(
  causeModules.map((module) => [module.cause.id, { en: module.en, ko: module.ko }]),
);

/** The texts of a cause in a language. */
export function causeMessages(id: string, lang: 'en' | 'ko'): CauseMessages | undefined {
  return messages.get(id)?.[lang];
}
