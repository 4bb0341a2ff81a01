/**
 * `klist`, `nltest` and `w32tm`: Kerberos tickets, domain controllers and the secure channel to them, and the clock. Principals,
 * status numbers and offsets are the same in every language. Sources: Microsoft's command reference of the three; inventory DC-04,
 * DC-07..12, IKE-16.
 */
import type { Draft, Line } from '../shared/reading.ts';
import { hostFact } from '../shared/reading.ts';
import { addressIn, count, documented, labelled, windowsFormat } from './text.ts';

const principal = /^([A-Za-z0-9_.$-]{1,80}\/\S{1,200}|[A-Za-z0-9_.$-]{1,80})\s?@\s?([A-Za-z0-9_.-]{1,200})$/;
const cached = /^[^\s#][^:]{0,60}:\s*\(([0-9]{1,6})\)\s*$/;

function parseTickets(lines: readonly Line[], draft: Draft): void {
  let server = true;
  for (const line of lines) {
    const text = line.text.slice(0, 400);
    const total = cached.exec(text);
    if (total !== null) draft.add(hostFact(draft, 'kerberos-tickets', total[1] ?? '0', line.number));
    const logon = /\b0:(0x[0-9a-f]{1,16})\b/i.exec(text);
    if (logon !== null && !text.includes('->'))
      draft.add(hostFact(draft, 'kerberos-logon', (logon[1] ?? '').toLowerCase(), line.number));
    if (/\bTicket\(s\) purged!/i.test(text)) draft.add(hostFact(draft, 'kerberos-purged', 'yes', line.number));
    const status = /\b(?:failed with|status|error)[^0-9]{0,20}(0x[0-9a-f]{8})\b/i.exec(text);
    if (status !== null) draft.add(hostFact(draft, 'kerberos-error', (status[1] ?? '').toLowerCase(), line.number));
    if (/^#[0-9]{1,5}>/.test(text)) server = false;
    const found = labelled({ text: text.replace(/^#[0-9]{1,5}>/, ''), number: line.number });
    if (found === null) continue;
    const name = principal.exec(found.value);
    if (name !== null) {
      // With `#0>` in front the client stands first and the server below; the Resource Kit's klist has servers only.
      if (server) draft.add(hostFact(draft, 'kerberos-ticket', `${name[1]}@${name[2]}`, line.number));
      server = true;
    } else if (/^Kdc Called$|^호출된 Kdc$/i.test(found.label) && /^[A-Za-z0-9_.-]{1,200}$/.test(found.value))
      draft.add(hostFact(draft, 'kerberos-kdc', found.value, line.number));
  }
}

/** Reader of `klist`. */
export const klist = windowsFormat(
  'windows-klist',
  documented('Microsoft command reference, klist; principals as RFC 4120 6.2 writes them'),
  (head) => {
    const tickets = head.filter((line) => {
      const found = labelled({ text: line.slice(0, 400).replace(/^#[0-9]{1,5}>/, ''), number: 1 });
      return found !== null && principal.test(found.value);
    }).length;
    if (count(head, cached) > 0 && (tickets > 0 || count(head, /0:0x[0-9a-f]+|ticket|티켓/i) > 0)) return 93;
    return tickets >= 2 && count(head, /krbtgt\//) > 0 ? 85 : count(head, /Ticket\(s\) purged!/) > 0 ? 80 : 0;
  },
  parseTickets,
);

const status = /\bStatus\s*=\s*([0-9]{1,10})\s+0x([0-9a-f]{1,8})(?:\s+([A-Z][A-Za-z0-9_]{2,60}))?/;

function parseTrust(lines: readonly Line[], draft: Draft): void {
  let name: string | null = null;
  for (const line of lines) {
    const text = line.text.slice(0, 400);
    const told = status.exec(text);
    if (told !== null) {
      const value = `${told[1]}${told[3] === undefined ? '' : ` ${told[3]}`}`;
      const channel = /Trusted DC Connection Status|Trust Verification Status/i.test(text);
      if (channel) draft.add(hostFact(draft, 'secure-channel', value, line.number));
      else if (told[1] !== '0')
        draft.add(
          hostFact(draft, /I_NetLogonControl/i.test(text) ? 'secure-channel' : 'dc-lookup-failed', value, line.number),
        );
      continue;
    }
    const trusted = /Trusted DC Name\s+\\\\([A-Za-z0-9_.-]{1,200})/i.exec(text);
    if (trusted !== null) draft.add(hostFact(draft, 'domain-controller', trusted[1] ?? '', line.number));
    const found = labelled(line);
    const server = /^\\\\([A-Za-z0-9_.:-]{1,200})$/.exec(found?.value ?? '')?.[1];
    if (server !== undefined) {
      const address = addressIn(server);
      if (address === null) name = server;
      else draft.add(hostFact(draft, 'domain-controller', name === null ? address : `${address} ${name}`, line.number));
    }
    const listed = /^\s+([A-Za-z0-9_.-]{1,200})\s+(?:\[PDC\]\s+)?\[DS\]/.exec(text);
    if (listed !== null) draft.add(hostFact(draft, 'domain-controller', listed[1] ?? '', line.number));
    const trust = /^\s*[0-9]{1,3}:\s+(\S{1,80})\s+(\S{1,200}\s+)?\(NT\s?[0-9]\)/.exec(text);
    if (trust !== null) draft.add(hostFact(draft, 'domain-trust', `${trust[1]} ${trust[2] ?? ''}`.trim(), line.number));
  }
}

/** Reader of `nltest`. */
export const nltest = windowsFormat(
  'windows-nltest',
  documented('Microsoft command reference, nltest; numbers of winerror.h'),
  (head) => {
    if (count(head, /Trusted DC (?:Name|Connection Status)/) > 0) return 94;
    if (count(head, /^\s*DC:\s+\\\\/) > 0 && count(head, /^\s*(?:Dom|Forest) Name:/) > 0) return 94;
    if (count(head, /^(?:Getting DC name|I_NetLogonControl|DsGetDcName)\b.*\bStatus\s*=\s*[0-9]/i) > 0) return 92;
    return count(head, /^List of domain trusts:|^Get list of DCs in domain/) > 0 ? 90 : 0;
  },
  parseTrust,
);

const sample = /(?:\bo:|^[0-9:]{5,12}(?:\s?[AP]M)?,\s+|\bNTP:\s)([+-][0-9]{1,10}\.[0-9]{1,9})s/;

function parseClock(lines: readonly Line[], draft: Draft): void {
  let server = '';
  let kept: { readonly value: string; readonly line: number; readonly server: string } | null = null;
  const keep = (): void => {
    if (kept !== null)
      draft.add(
        hostFact(draft, 'clock-offset', `${kept.value}${kept.server === '' ? '' : ` ${kept.server}`}`, kept.line),
      );
    kept = null;
  };
  for (const line of lines) {
    const text = line.text.slice(0, 400);
    const named = /^(?:Tracking\s+)?([A-Za-z0-9_.-]{1,200})\s*(?:\*{3} PDC \*{3}\s*)?\[([0-9A-Fa-f:.[\]]{3,60})\]/.exec(
      text,
    );
    if (named !== null) {
      keep();
      server = named[1] ?? '';
    }
    const offset = sample.exec(text);
    // The last of a series is the one nearest to what the clock shows now.
    if (offset !== null) kept = { value: offset[1] ?? '', line: line.number, server };
    const found = labelled(line);
    if (found === null) continue;
    if (/^(?:Source|원본)$/u.test(found.label) && found.value !== '')
      draft.add(hostFact(draft, 'clock-source', found.value, line.number));
    if (/^Phase Offset$/.test(found.label)) {
      const phase = /^([+-]?[0-9]{1,10}\.[0-9]{1,9})s/.exec(found.value);
      if (phase !== null) draft.add(hostFact(draft, 'clock-offset', `${phase[1]}`, line.number));
    }
    if (/did not resync|동기화하지 못했습니다/i.test(text))
      draft.add(hostFact(draft, 'clock-unsynchronised', text.trim(), line.number));
  }
  keep();
}

/** Reader of `w32tm`. */
export const w32tm = windowsFormat(
  'windows-w32tm',
  documented('Microsoft command reference, w32tm'),
  (head) => {
    const samples = count(head, sample);
    // In a language of which the labels are not known, the reference is still a number with an address behind it.
    if (
      count(head, /^\S[^:]{1,40}:\s+0x[0-9A-F]{8}\s?\([^)]{1,40}IP:\s+[0-9A-Fa-f:.]{3,45}\)/) > 0 &&
      count(head, /\(S\)NTP\b/) > 0
    )
      return 90;
    const status =
      count(head, /^(?:Stratum|계층):\s+[0-9]/u) + count(head, /^(?:Leap Indicator|윤초 표시기):\s+[0-9]/u);
    return samples > 0 || status >= 2 ? 92 : count(head, /did not resync because/) > 0 ? 80 : 0;
  },
  parseClock,
);
