import { formatter, type Formatter } from '../document/formatter.ts';
import type { Lang, MessageArgs } from '../document/types.ts';
import { reportTextsEn, type ReportTextId } from './texts.en.ts';
import { reportTextsKo } from './texts.ko.ts';

const texts: Formatter = formatter({ en: reportTextsEn, ko: reportTextsKo });

/** Says a text of the faces in one language. */
export type Say = (id: ReportTextId, args?: MessageArgs) => string;

/** How the faces speak in a language. */
export function words(lang: Lang): Say {
  return (id, args = {}) => texts.format(lang, id, args);
}
