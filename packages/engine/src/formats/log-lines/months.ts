import { isDigit, numberBetween, skipDigits } from './scan.ts';

/**
 * Abbreviated names of months as `%b` of strftime(3) gives them outside English, lower case, without the dot some end in (locale
 * definitions of the GNU C library, `abmon`): German, French, Spanish, Portuguese, Italian, Dutch, Swedish and Danish, Norwegian, Finnish,
 * Polish, Czech, Hungarian, Lithuanian, Turkish, Russian, Ukrainian. A name that means two months in different languages is left out.
 */
const names: readonly (readonly [month: number, words: string])[] = [
  [1, 'janv ene gen sty led tammi sau oca янв січ'],
  [2, 'févr fev febr lut úno helmi vas şub фев лют'],
  [3, 'mär mars mrt már márc bře maalis kov мар бер'],
  [4, 'avr avril abr kwi dub ápr huhti bal nis апр кві'],
  [5, 'mai maj mag mei máj kvě touko geg май мая тра'],
  [6, 'juin giu cze čen jún juni kesä bir haz июн чер'],
  [7, 'juil lug lip čec júl juli heinä lie tem июл лип'],
  [8, 'août ago sie srp elo rgp ağu авг сер'],
  [9, 'sept set wrz zář szept syys rgs eyl сен вер'],
  [10, 'okt out ott paź říj loka spa eki окт жов'],
  [11, 'lis marras lap kas ноя лис'],
  [12, 'dez dic déc dec des gru pro joulu grd ara дек гру'],
];

const longest = 6;
let table: ReadonlyMap<string, number> | null = null;

function byName(): ReadonlyMap<string, number> {
  const made = new Map<string, number>();
  for (const [month, words] of names) for (const word of words.split(' ')) made.set(word, month);
  return made;
}

/**
 * The month that begins at `i` in a language other than English, and where its name ends: a word, with or without a dot, before a space
 * and a digit; in Korean, Japanese and Chinese its number and the sign for month. Null where there is none.
 */
export function localMonth(text: string, i: number): { readonly month: number; readonly end: number } | null {
  const digits = skipDigits(text, i);
  if (digits > i) {
    const month = digits - i > 2 ? 0 : numberBetween(text, i, digits);
    const sign = text.charAt(digits);
    return month >= 1 && month <= 12 && (sign === '월' || sign === '月') ? { month, end: digits + 1 } : null;
  }
  let end = i;
  while (end - i <= longest + 1 && end < text.length && text.charAt(end) !== ' ' && text.charAt(end) !== '.') end++;
  if (end - i < 3 || end - i > longest) return null;
  const after = text.charAt(end) === '.' ? end + 1 : end;
  const day = text.charAt(after + 1) === ' ' ? after + 2 : after + 1;
  if (text.charAt(after) !== ' ' || !isDigit(text, day)) return null;
  table ??= byName();
  const month = table.get(text.slice(i, end).toLowerCase());
  return month === undefined ? null : { month, end: after };
}
