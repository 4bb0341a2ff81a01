/** Lists of selectors in configurations and listings, and what is said where more stand there than are kept. */
import type { ChildConfig, Selector } from '../../observations/index.ts';
import { maxSelectors, type SelectorList } from '../../policy/selectors.ts';
import type { Draft } from './reading.ts';

/** The selectors of a list; where it is cut, that is a fault at its line. `key`: what the list is called there. */
export function keptSelectors(list: SelectorList, key: string, line: number, draft: Draft): readonly Selector[] {
  if (list.given > maxSelectors) draft.fault(line, cutReason(key, 'selectors', maxSelectors, list.given));
  return list.selectors;
}

/** Why a list is not whole: policies take what is told as *more … than* for something that may decide (`host-policies.ts`). */
export function cutReason(key: string, what: string, kept: number, given: number): string {
  return `${key} has more ${what} than are kept: the first ${kept} of ${given}`;
}

/** Whether a reason is one of `cutReason`. */
export function isListReason(reason: string): boolean {
  return /has more \w+ than are kept: the first/.test(reason);
}

/** Which lists of a child are cut, for its configuration; nothing where both are whole. */
export function cutOf(local: SelectorList | undefined, remote: SelectorList | undefined): Pick<ChildConfig, 'cut'> {
  const sides = {
    ...((local?.given ?? 0) > maxSelectors ? { local: local?.given ?? 0 } : {}),
    ...((remote?.given ?? 0) > maxSelectors ? { remote: remote?.given ?? 0 } : {}),
  };
  return Object.keys(sides).length === 0 ? {} : { cut: sides };
}
