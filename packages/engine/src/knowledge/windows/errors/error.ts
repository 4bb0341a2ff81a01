import { type Entry, entry, type Severity, told } from '../types.ts';

interface ErrorMore {
  /** Usual causes, in English and Korean. */
  readonly causes?: readonly [en: string, ko: string];
  /** What to do, in English and Korean. */
  readonly action?: readonly [en: string, ko: string];
  readonly related?: readonly string[];
  readonly see?: readonly string[];
  readonly severity?: Severity;
  readonly unconfirmed?: boolean;
}

/** A Win32 error of IPsec: the text is what Windows itself says, empty where it says nothing. */
export function win32(
  code: number,
  name: string,
  text: string,
  en: string,
  ko: string,
  { causes, action, ...more }: ErrorMore = {},
): Entry {
  return entry('error', String(code), name, told(en, ko), {
    number: code,
    text: text === '' ? null : text,
    sources: ['MS-ERREF', 'Windows SDK, winerror.h'],
    ...(causes === undefined ? {} : { causes: told(...causes) }),
    ...(action === undefined ? {} : { action: told(...action) }),
    ...more,
  });
}
