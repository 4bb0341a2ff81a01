/**
 * `gpresult` (text, XML, HTML), `gpupdate`, userenv.log and winlogon.log: which group policy objects the computer got, from which
 * domain controller, and what failed. Sources: Microsoft's command reference, KB 221833 (userenv.log); inventory POL-05..17.
 */
import type { Draft, Line } from '../shared/reading.ts';
import { hostFact } from '../shared/reading.ts';
import { count, documented, labelled, windowsFormat } from './text.ts';
import { all, parseXml, textOf } from './xml.ts';

type Section = 'applied' | 'denied' | 'groups' | 'ipsec' | 'other';

/** What a heading above a line of dashes is about. Without a known word its place tells: applied, filtered, groups, in this order. */
function sectionOf(heading: string): Section | null {
  if (/^Applied Group Policy Objects/i.test(heading)) return 'applied';
  if (/filtered out/i.test(heading)) return 'denied';
  if (/part of the following security groups/i.test(heading)) return 'groups';
  if (/received "?IP Security/i.test(heading)) return 'ipsec';
  return /^[\x20-\x7e]+$/.test(heading) ? 'other' : null;
}

function parseResult(lines: readonly Line[], draft: Draft): void {
  let section: Section = 'other';
  let order = 0;
  let user = false;
  let name: { readonly text: string; readonly number: number } | null = null;
  for (const [i, line] of lines.entries()) {
    const text = line.text.slice(0, 400);
    const bare = text.trim();
    if (/^(?:USER SETTINGS|사용자 설정)\s*$/u.test(bare)) user = true;
    if (/^(?:COMPUTER SETTINGS|컴퓨터 설정)\s*$/u.test(bare)) user = false;
    header(line, draft, user);
    if (/^-{5,}$/.test(bare)) {
      const heading = (lines[i - 1]?.text ?? '').trim().slice(0, 200);
      const places: readonly Section[] = ['other', 'applied', 'denied', 'groups'];
      order = /SETTINGS$|설정$/u.test(heading) ? 0 : order + 1;
      section = sectionOf(heading) ?? places[order] ?? 'other';
      name = null;
      continue;
    }
    if (/received "?IP Security"? settings from/i.test(bare)) section = 'ipsec';
    if (bare === '') {
      if (section === 'ipsec') section = 'other';
      name = null;
      continue;
    }
    if (user || section === 'other') continue;
    const found = labelled(line);
    if (section === 'denied' && found !== null && name !== null) {
      draft.add(hostFact(draft, 'group-policy-denied', `${name.text}: ${found.value}`, name.number));
      continue;
    }
    const next = (lines[i + 1]?.text ?? '').trim();
    if (found !== null || /^-{5,}$/.test(next) || bare === 'N/A') continue;
    if (section === 'denied') name = { text: bare, number: line.number };
    else
      draft.add(
        hostFact(
          draft,
          section === 'applied' ? 'group-policy-applied' : section === 'ipsec' ? 'group-policy-ipsec' : 'member-of',
          bare,
          line.number,
        ),
      );
  }
}

function header(line: Line, draft: Draft, user: boolean): void {
  const text = line.text.slice(0, 400);
  const on = /^RSOP (?:data|results) for \S.{0,120}? on ([A-Za-z0-9_-]{1,63})\s*:/i.exec(text.trim());
  if (on !== null) draft.hostName = on[1] ?? null;
  const own = /^\s*CN=([A-Za-z0-9_-]{1,63}),(?:OU|CN)=/.exec(text);
  if (own !== null && !user) draft.hostName ??= own[1] ?? null;
  const found = labelled(line);
  if (found === null || user) return;
  if (/^Group Policy was applied from$/i.test(found.label) && /^[A-Za-z0-9_.-]{1,200}$/.test(found.value))
    draft.add(hostFact(draft, 'domain-controller', found.value, line.number));
  else if (/^Last time Group Policy was applied$/i.test(found.label))
    draft.add(hostFact(draft, 'group-policy-time', found.value, line.number));
}

/** Reader of `gpresult` as text. */
export const gpresult = windowsFormat(
  'windows-gpresult',
  documented('Microsoft command reference, gpresult'),
  (head) => {
    if (count(head, /Group Policy Result tool/i) > 0) return 95;
    if (count(head, /^RSOP (?:data|results) for /i) > 0) return 94;
    return count(head, /^\s*CN=[^,]{1,64},.*DC=/) > 0 && count(head, /^\s*-{20,}\s*$/) >= 2 ? 75 : 0;
  },
  parseResult,
);

/** `gpresult /x`: elements of the schema of Group Policy reports (`Rsop`, `ComputerResults`, `GPO`). */
function parseReport(lines: readonly Line[], draft: Draft): void {
  const { roots, cut } = parseXml(lines);
  if (cut) draft.fault(null, 'too deep or too large, read in part');
  for (const computer of all(roots, (node) => node.name === 'ComputerResults')) {
    const name = /([A-Za-z0-9_-]{1,63})\$?$/.exec(textOf(computer, 'Name') ?? '')?.[1];
    if (name !== undefined) draft.hostName ??= name;
    for (const gpo of all(computer.children, (node) => node.name === 'GPO')) {
      const title = textOf(gpo, 'Name') ?? '';
      const says = (key: string): boolean => textOf(gpo, key)?.toLowerCase() === 'true';
      const denied = says('AccessDenied') || textOf(gpo, 'FilterAllowed')?.toLowerCase() === 'false';
      draft.add(
        hostFact(
          draft,
          denied ? 'group-policy-denied' : 'group-policy-applied',
          denied ? `${title}: ${says('AccessDenied') ? 'access denied' : 'filtered'}` : title,
          gpo.line,
        ),
      );
    }
    for (const member of all(computer.children, (node) => node.name === 'SecurityGroup'))
      draft.add(hostFact(draft, 'member-of', textOf(member, 'Name') ?? member.text, member.line));
  }
}

/** Reader of `gpresult /x`. */
export const gpresultXml = windowsFormat(
  'windows-gpresult-xml',
  documented('Microsoft command reference, gpresult /x; element names of its report schema'),
  (head) => (head.slice(0, 12).some((line) => /<Rsop[\s>]/.test(line.slice(0, 2000))) ? 96 : 0),
  parseReport,
);

/** `gpresult /h`: of a page only the title and the list of objects are looked at. */
function parsePage(lines: readonly Line[], draft: Draft): void {
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, 4000);
    const title = /<title>[^<]{0,200}? on (?:[A-Za-z0-9_.-]{1,63}\\)?([A-Za-z0-9_-]{1,63})\s*<\/title>/i.exec(text);
    if (title !== null) draft.hostName ??= title[1] ?? null;
    const denied =
      /<td[^>]{0,200}>([^<]{1,200})<\/td><td[^>]{0,200}>[^<]{0,200}<\/td><td[^>]{0,200}>([^<]{0,80}Denied[^<]{0,80})<\/td>/i.exec(
        text,
      );
    if (denied !== null) draft.add(hostFact(draft, 'group-policy-denied', `${denied[1]}: ${denied[2]}`, number));
  }
}

/** Reader of `gpresult /h`. */
export const gpresultHtml = windowsFormat(
  'windows-gpresult-html',
  documented('Microsoft command reference, gpresult /h'),
  (head) =>
    head.slice(0, 40).some((line) => /<html/i.test(line.slice(0, 400))) &&
    head.some((line) => /GPResultReport|Group Policy Results|그룹 정책 결과/u.test(line.slice(0, 4000)))
      ? 92
      : 0,
  parsePage,
);

function parseUpdate(lines: readonly Line[], draft: Draft): void {
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, 400);
    if (/^Computer Policy (?:update|Refresh) has completed successfully/i.test(text))
      draft.add(hostFact(draft, 'group-policy-update', 'completed', number));
    else if (/^Computer policy could not be updated successfully|^Failed to update computer policy/i.test(text))
      draft.add(hostFact(draft, 'group-policy-update', 'failed', number));
    else if (/^The processing of Group Policy failed\./i.test(text))
      draft.add(hostFact(draft, 'group-policy-error', text.trim(), number));
  }
}

/** Reader of `gpupdate`. */
export const gpupdate = windowsFormat(
  'windows-gpupdate',
  documented('Microsoft command reference, gpupdate'),
  (head) =>
    count(head, /^(?:User|Computer) Policy (?:update|Refresh) has completed/i) > 0 ||
    count(head, /^Computer policy could not be updated successfully/i) > 0
      ? 88
      : 0,
  parseUpdate,
);

const userenv = /^(?:USERENV|GPSVC)\([0-9a-f]{1,8}\.[0-9a-f]{1,8}\) [0-9]{2}:[0-9]{2}:[0-9]{2}:[0-9]{3} /;

function parseUserenv(lines: readonly Line[], draft: Draft): void {
  let failures = 0;
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, 600);
    if (!userenv.test(text)) continue;
    const controller =
      /\b(?:Domain controller is|The DC for domain \S{1,200} is)[:\s]\s*\\?\\?\\?\\?'?\\{0,2}([A-Za-z0-9_.-]{1,200})/i.exec(
        text,
      );
    if (controller !== null) draft.add(hostFact(draft, 'domain-controller', controller[1] ?? '', number));
    // A busy log repeats itself; the first failures tell.
    const failed = /\b([A-Za-z]{3,60}):\s.{0,300}\bfailed\b.{0,80}?\b(0x[0-9a-f]{1,8}|[0-9]{2,10})\b/i.exec(text);
    if (failed !== null && failures++ < 100)
      draft.add(hostFact(draft, 'group-policy-error', `${failed[1]} ${failed[2]}`, number));
  }
}

/** Reader of userenv.log. */
export const userenvLog = windowsFormat(
  'windows-userenv-log',
  documented('KB 221833 (user environment debug logging)'),
  (head) => (count(head, userenv) > 0 ? 95 : 0),
  parseUserenv,
);

function parseWinlogon(lines: readonly Line[], draft: Draft): void {
  let errors = 0;
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, 400);
    const error = /^\s*Error ([0-9]{1,10}): /.exec(text) ?? /\berror\s+(0x[0-9a-f]{1,8})\b/i.exec(text);
    if (error !== null && errors++ < 100) draft.add(hostFact(draft, 'security-policy-error', error[1] ?? '', number));
  }
}

/** Reader of winlogon.log, the log of the client of security policy (inventory POL-17). */
export const winlogonLog = windowsFormat(
  'windows-winlogon-log',
  documented('Microsoft Support on ExtensionDebugLevel (winlogon.log); lines of the security configuration engine'),
  (head) => {
    const engine = count(
      head,
      /^-{4}(?:Configuration|Un-?initialize|Analysis) .{0,80}-{4}\s*$|^-{4}\S.{0,100}\.{3}\s*$/i,
    );
    const gp = count(
      head,
      /^(?:Process GP template|Copy undo values|This is not the last GPO|GPLinkOrganizational|GPLinkDomain)/i,
    );
    return engine + gp >= 2 ? 88 : gp > 0 ? 60 : 0;
  },
  parseWinlogon,
);

function parseLsass(lines: readonly Line[], draft: Draft): void {
  let errors = 0;
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, 400);
    const error = /\b(?:KLIN|error|failed|status)\b[^0-9]{0,80}?(0x[0-9a-f]{1,8})\b/i.exec(text);
    if (error !== null && errors++ < 100)
      draft.add(hostFact(draft, 'kerberos-error', (error[1] ?? '').toLowerCase(), number));
  }
}

/** Reader of lsass.log, the debug log of Kerberos (`LogToFile`, `KerbDebugLevel`). */
export const lsassLog = windowsFormat(
  'windows-lsass-log',
  documented('Troubleshooting Kerberos Errors (Microsoft, 2004): prefix of lsass.log; its lines are not documented'),
  (head) => (count(head, /^[0-9]{1,5}\.[0-9]{1,5}> (?:Kerb|KDC|SPM|NEG|LSA)[A-Za-z-]{0,20}: /i) >= 1 ? 90 : 0),
  parseLsass,
);
