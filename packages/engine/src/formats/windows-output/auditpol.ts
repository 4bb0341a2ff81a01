/**
 * What Windows audits of IPsec: `auditpol /get`, as text and as CSV (`/r`), and the file that `auditpol /backup` writes, which is also that of
 * Group Policy (audit.csv). Sources: Microsoft's command reference, auditpol; MS-GPAC 2.2.1.2 (subcategories by GUID, setting values).
 */
import type { Draft, Line } from '../shared/reading.ts';
import { hostFact } from '../shared/reading.ts';
import { count, documented, windowsFormat } from './text.ts';

/** Subcategories that record IPsec, by GUID: their names differ by language. */
export const ipsecSubcategories: ReadonlyMap<string, string> = new Map([
  ['0cce9218-69ae-11d9-bed3-505054503030', 'IPsec Main Mode'],
  ['0cce9219-69ae-11d9-bed3-505054503030', 'IPsec Quick Mode'],
  ['0cce921a-69ae-11d9-bed3-505054503030', 'IPsec Extended Mode'],
  ['0cce9213-69ae-11d9-bed3-505054503030', 'IPsec Driver'],
]);

/** The same in Korean, as far as a page has them (auditpolmsg.dll.mui of Windows 10, messages 125 to 127, published at file-info.xyz). */
const koreanNames: ReadonlyMap<string, string> = new Map([
  ['ipsec 주 모드', 'IPsec Main Mode'],
  ['ipsec 빠른 모드', 'IPsec Quick Mode'],
  ['ipsec 확장 모드', 'IPsec Extended Mode'],
]);

/** What is recorded, in English and in Korean (auditpolmsg.dll.mui, messages 1 to 4). */
const settings: ReadonlyMap<string, string> = new Map([
  ['성공', 'success'],
  ['실패', 'failure'],
  ['성공 및 실패', 'success and failure'],
  ['감사 안 함', 'none'],
  ['no auditing', 'none'],
  ['success', 'success'],
  ['failure', 'failure'],
  ['success and failure', 'success and failure'],
]);
/** MS-GPAC 2.2.1.4: 0 unchanged, 1 success, 2 failure, 3 both, 4 none. */
const byValue: ReadonlyMap<string, string> = new Map([
  ['0', 'none'],
  ['1', 'success'],
  ['2', 'failure'],
  ['3', 'success and failure'],
  ['4', 'none'],
]);

const guid = /\{([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}/i;
const named = /^\s+(IPsec \S{1,20}(?: \S{1,20}){0,2})\s{2,}(\S.{0,40})$/i;

/** A row of either form: which subcategory, and what of it is recorded; null for every other line. */
function rowOf(text: string): { readonly what: string; readonly setting: string } | null {
  const id = guid.exec(text);
  if (id !== null) {
    const what = ipsecSubcategories.get((id[1] ?? '').toLowerCase());
    if (what === undefined) return null;
    const after = text.slice(id.index + id[0].length).split(',');
    const last = (after.at(-1) ?? '').trim();
    const setting = byValue.get(after.length > 3 ? last : '') ?? settings.get((after[1] ?? '').trim().toLowerCase());
    return setting === undefined ? null : { what, setting };
  }
  const found = named.exec(text.trimEnd());
  if (found === null) return null;
  const setting = settings.get((found[2] ?? '').toLowerCase());
  const name = (found[1] ?? '').toLowerCase().replace(/ 감사$/u, '');
  const what = koreanNames.get(name) ?? [...ipsecSubcategories.values()].find((known) => known.toLowerCase() === name);
  return setting === undefined || what === undefined ? null : { what, setting };
}

function parseAudit(lines: readonly Line[], draft: Draft): void {
  for (const { text, number } of lines) {
    const row = rowOf(text.slice(0, 500));
    if (row !== null) draft.add(hostFact(draft, `audit-${row.what}`, row.setting, number));
  }
}

/** Reader of what is audited. */
export const auditpol = windowsFormat(
  'windows-auditpol',
  documented('Microsoft command reference, auditpol; MS-GPAC 2.2.1; Korean words of its message table'),
  (head) => {
    if (count(head, /^"?Machine Name,Policy Target,Subcategory,Subcategory GUID,/i) > 0) return 92;
    // In any language: the columns of the CSV, told by their GUIDs.
    const rows = head.filter((line) => /^[^,]{0,64},[^,]{1,64},[^,]{1,120},\{0cce92/i.test(line.slice(0, 400))).length;
    if (rows >= 1) return 88;
    const text = count(head, /^Category\/Subcategory\s+Setting\s*$/i);
    return text > 0 || head.filter((line) => rowOf(line.slice(0, 500)) !== null).length >= 2 ? 85 : 0;
  },
  parseAudit,
);
