/**
 * `sc query`, `sc queryex`, `sc qc`, `srvinfo` and `net start`: whether the services that IPsec needs run, how they start, and what
 * ended them. States and start types are numbers with fixed English words in every language (winsvc.h, SERVICE_STATUS and
 * QUERY_SERVICE_CONFIG); labels are not looked at, except the service name of `sc`.
 */
import type { Draft, Line } from '../shared/reading.ts';
import { hostFact } from '../shared/reading.ts';
import { count, documented, labelled, windowsFormat } from './text.ts';

const states = ['STOPPED', 'START_PENDING', 'STOP_PENDING', 'RUNNING', 'CONTINUE_PENDING', 'PAUSE_PENDING', 'PAUSED'];
const starts = ['BOOT_START', 'SYSTEM_START', 'AUTO_START', 'DEMAND_START', 'DISABLED'];
const named = /^\s*(?:SERVICE_NAME|서비스_이름)\s*:\s*(\S{1,80})\s*$/u;
const state = new RegExp(`:\\s*([1-7])\\s+(${states.join('|')})\\b`);
const start = new RegExp(`:\\s*([0-4])\\s+(${starts.join('|')})\\b`);
const exit = /:\s*([0-9]{1,10})\s+\((?:0x)([0-9a-f]{1,8})\)\s*$/;

function parse(lines: readonly Line[], draft: Draft): void {
  let service: string | null = null;
  let exits = 0;
  let asked = '';
  for (const line of lines) {
    const text = line.text.slice(0, 400);
    // A prompt line asks; the answer that there is no such service has no name of its own.
    asked = /\bsc(?:\.exe)?\s+(?:\\\\\S{1,80}\s+)?(?:query|queryex|qc)\s+(\S{1,80})/i.exec(text)?.[1] ?? asked;
    const name = named.exec(text);
    if (name !== null) {
      service = name[1] ?? null;
      exits = 0;
      continue;
    }
    // Without a command's own name in front: the service is not installed (winerror.h, 1060).
    const missing = /\bOpenService\b.*\b1060\b/.exec(text);
    if (missing !== null) draft.add(hostFact(draft, 'service-missing', asked, line.number));
    if (service === null) continue;
    const found = state.exec(text);
    const how = start.exec(text);
    const ended = exit.exec(text);
    if (found !== null) draft.add(hostFact(draft, `service-${service}`, found[2] ?? '', line.number));
    else if (how !== null) draft.add(hostFact(draft, `service-start-${service}`, how[2] ?? '', line.number));
    else if (ended !== null) {
      // The first is the Win32 exit code, the second the service's own (SERVICE_STATUS); the rest are checkpoint and hint.
      exits++;
      if (exits === 1) draft.add(hostFact(draft, `service-exit-${service}`, ended[1] ?? '', line.number));
    }
  }
}

/** Reader of `sc query` and `sc qc`. */
export const services = windowsFormat(
  'windows-services',
  documented('Microsoft command reference, sc query; numbers and words of winsvc.h'),
  (head) => {
    if (count(head, named) > 0 && (count(head, state) > 0 || count(head, start) > 0)) return 94;
    return count(head, /\bOpenService\b.*\b1060\b/) > 0 ? 70 : 0;
  },
  parse,
);

const listed = /^\s{0,8}\[?(Running|Stopped|Paused)\]?\s+(\S.{0,100})$/i;

/** `Get-Service`: `Status Name DisplayName`, or Format-List with `Name : x`, `Status : y`. */
function parseGetService(lines: readonly Line[], draft: Draft): void {
  let name: string | null = null;
  for (const line of lines) {
    const row = listed.exec(line.text.slice(0, 300));
    if (row !== null) {
      const word = /^\S{1,80}/.exec(row[2] ?? '')?.[0] ?? '';
      if (word !== '') draft.add(hostFact(draft, `service-${word}`, (row[1] ?? '').toUpperCase(), line.number));
      continue;
    }
    const found = labelled(line);
    if (found?.label === 'Name') name = found.value;
    else if (name !== null && found?.label === 'Status' && /^(?:Running|Stopped|Paused)$/.test(found.value))
      draft.add(hostFact(draft, `service-${name}`, found.value.toUpperCase(), line.number));
    else if (name !== null && found?.label === 'StartType' && /^Disabled$/.test(found.value))
      draft.add(hostFact(draft, `service-start-${name}`, 'DISABLED', line.number));
  }
}

/** Reader of `Get-Service`. */
export const getService = windowsFormat(
  'windows-get-service',
  documented('Microsoft.PowerShell.Management, Get-Service: default table and Format-List'),
  (head) => {
    if (count(head, /^Status\s+Name\s+DisplayName\s*$/) > 0) return 92;
    const list = count(head, /^(?:DependentServices|ServicesDependedOn|CanPauseAndContinue)\s*:/);
    return list >= 2 ? 90 : 0;
  },
  parseGetService,
);
