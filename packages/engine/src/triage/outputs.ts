/**
 * Outputs that only questions of flow charts need: ping of Linux, what `rasdial` and `smbclient` say, an empty `net view`,
 * `systemctl`, `dsregcmd`. They are readers like those
 * of `formats`, and tell the same kinds of observations; `diagnose` does not use them.
 */
import type { FormatBasis, TextFormat } from '../formats/reader.ts';
import { collectingReader, type Draft, hostFact, type Line } from '../formats/shared/reading.ts';
import { pingLine } from '../formats/shared/ping-line.ts';
import type { ProbeState } from '../observations/index.ts';

const documented = (source: string): FormatBasis => ({ known: 'unconfirmed', source });

function format(
  name: string,
  basis: FormatBasis,
  sure: number,
  test: RegExp,
  parse: (lines: readonly Line[], draft: Draft) => void,
): TextFormat {
  return {
    format: name,
    basis,
    sniff: (head) => (head.some((line) => test.test(line.slice(0, 400))) ? sure : 0),
    open: collectingReader(name, parse),
  };
}

function probe(draft: Draft, line: number, one: Pick<ProbeState, 'target' | 'outcome'> & Partial<ProbeState>): void {
  draft.add({
    kind: 'probe',
    tool: 'ping',
    addresses: [],
    sent: null,
    answered: null,
    negotiating: 0,
    service: null,
    code: null,
    ...one,
    src: draft.source(line),
  });
}

function parsePing(lines: readonly Line[], draft: Draft): void {
  let run: { readonly target: string; readonly address: string } | null = null;
  for (const { text, number } of lines) {
    const line = pingLine(text);
    if (line?.is === 'head') run = line;
    else if (line?.is === 'unresolved') probe(draft, number, { target: line.target, outcome: 'unresolved' });
    else if (line?.is === 'sums') {
      const { sent, received: answered } = line;
      const outcome = answered === 0 ? 'silent' : answered < sent ? 'partly' : 'answered';
      const addresses = run === null ? [] : [run.address];
      probe(draft, number, { target: run?.target ?? null, addresses, outcome, sent, answered });
    }
  }
}

const linuxPing = format(
  'linux-ping',
  documented('iputils, ping(8): heading and statistics'),
  91,
  /^PING [A-Za-z0-9_.:-]{1,255}\s?\([0-9A-Fa-f:.]{2,45}\)|^[0-9]{1,7} packets transmitted, [0-9]|^ping6?: .{1,255}(?:Name or service not known|Temporary failure in name resolution)/,
  parsePing,
);

const koreanPing = format(
  'windows-ping-unresolved',
  documented('the sentence of Korean Windows for a name that is not found'),
  80,
  /^Ping 요청에서 \S{1,255} 호스트를 찾을 수 없습니다/u,
  parsePing,
);

// The window of the client, and the log of RasClient, say the same numbers in sentences of their own.
const rasFailed =
  /^(?:Remote Access error|원격 액세스 오류)\s([0-9]{3,5})\s-|(?:\berror\b|오류)[^0-9]{0,40}\b(691|800|809|812|868|13801|13806|13819|13868)\b/iu;
// What Korean Windows says of a connection that was made is in no source at hand.
const rasDone = /^(?:Successfully connected to\s|You are already connected to\s)/;

const rasdial = format(
  'windows-rasdial',
  documented('Microsoft command reference, rasdial; numbers of raserror.h and winerror.h'),
  96,
  new RegExp(`${rasFailed.source}|^Successfully connected to\\s|^Connecting to .{1,200}\\.\\.\\.$`, 'iu'),
  (lines, draft) => {
    for (const { text: whole, number } of lines) {
      const text = whole.slice(0, 400);
      const failed = rasFailed.exec(text);
      if (failed !== null) draft.add(hostFact(draft, 'dial-error', failed[1] ?? failed[2] ?? '', number));
      else if (rasDone.test(text)) draft.add(hostFact(draft, 'dial-error', '0', number));
    }
  },
);

const unit = /^[●○×*]?\s{0,4}([A-Za-z0-9@_.-]{1,80}\.service) - /u;
const active = /^\s{1,20}Active: (active|inactive|failed|activating|deactivating)\b/;

const systemctl = format(
  'systemctl-status',
  documented('systemd, systemctl(1): status'),
  92,
  /^\s{1,20}Active: (?:active|inactive|failed|activating|deactivating) \(|^Unit [A-Za-z0-9@_.-]{1,80}\.service could not be found/,
  (lines, draft) => {
    let name: string | null = null;
    for (const { text: whole, number } of lines) {
      const text = whole.slice(0, 400);
      name = unit.exec(text)?.[1] ?? name;
      const state = active.exec(text)?.[1];
      if (state !== undefined && name !== null && daemons.has(name))
        draft.add(hostFact(draft, 'ike-daemon', state === 'active' ? 'running' : 'stopped', number));
    }
  },
);
const daemons: ReadonlySet<string> = new Set([
  'strongswan.service',
  'strongswan-starter.service',
  'strongswan-swanctl.service',
  'ipsec.service',
]);

const joined = /^\s{0,20}DomainJoined\s?:\s?(YES|NO)\s*$/;

const dsregcmd = format(
  'windows-dsregcmd',
  documented('Microsoft Entra documentation, dsregcmd /status'),
  90,
  joined,
  (lines, draft) => {
    for (const { text, number } of lines) {
      const found = joined.exec(text.slice(0, 200));
      if (found !== null) draft.add(hostFact(draft, 'domain-joined', (found[1] ?? '').toLowerCase(), number));
    }
  },
);

/** Names of errors that smbclient prints, as the numbers that `net view` says of the same (ntstatus.h, winerror.h). */
const smbErrors: Readonly<Record<string, number>> = {
  ACCESS_DENIED: 5,
  LOGON_FAILURE: 1326,
  ACCOUNT_RESTRICTION: 1326,
  PASSWORD_EXPIRED: 1326,
  ACCOUNT_DISABLED: 1326,
  LOGON_TYPE_NOT_GRANTED: 1385,
  IO_TIMEOUT: 121,
  CONNECTION_REFUSED: 1225,
  NETWORK_UNREACHABLE: 1231,
  HOST_UNREACHABLE: 1232,
  NOT_FOUND: 53,
  BAD_NETWORK_NAME: 53,
  CONNECTION_RESET: 64,
  CONNECTION_DISCONNECTED: 64,
};
const shareHead = /^\s{0,8}Sharename\s{1,20}Type\s{1,20}Comment\s{0,8}$/;
const smbConnect = /\bConnection to (\S{1,255}) failed \(Error NT_STATUS_([A-Z_]{1,60})\)/;
const smbSession = /^(?:session setup|tree connect) failed: NT_STATUS_([A-Z_]{1,60})/;

const smbclient = format(
  'smbclient-list',
  documented('smbclient(1), -L; ntstatus.h'),
  90,
  new RegExp(`${shareHead.source}|${smbConnect.source}|${smbSession.source}`),
  (lines, draft) => {
    const share = (line: number, target: string | null, outcome: ProbeState['outcome'], code: number | null): void =>
      probe(draft, line, { tool: 'share', target, outcome, code });
    for (const { text: whole, number } of lines) {
      const text = whole.slice(0, 600);
      const connect = smbConnect.exec(text);
      const name = connect?.[2] ?? smbSession.exec(text)?.[1];
      if (shareHead.test(text)) share(number, null, 'answered', null);
      else if (name !== undefined && Object.hasOwn(smbErrors, name))
        share(number, connect?.[1] ?? null, connect === null ? 'refused' : 'silent', smbErrors[name] ?? null);
    }
  },
);

const noEntries = /^(?:There are no entries in the list\.|목록에 항목이 없습니다\.)\s{0,8}$/u;

/** Said by `net view` and by other commands alike: it answers only what it was given for. */
const emptyList = format(
  'windows-empty-list',
  documented('Microsoft command reference, net view'),
  60,
  noEntries,
  (lines, draft) => {
    for (const { text, number } of lines)
      if (noEntries.test(text.slice(0, 200)))
        probe(draft, number, { tool: 'share', target: null, outcome: 'answered' });
  },
);

const notActive = /^(?:inactive|failed|deactivating)\s{0,8}$/;

/** `systemctl is-active`: a word and nothing else, of a unit that it does not name. That one is active says nothing of what it has loaded. */
const isActive: TextFormat = {
  format: 'systemctl-is-active',
  basis: documented('systemd, systemctl(1): is-active'),
  sniff: (head) => {
    const said = head.filter((line) => line.trim() !== '');
    return said.length > 0 && said.length < 4 && said.every((line) => notActive.test(line.slice(0, 80))) ? 60 : 0;
  },
  open: collectingReader('systemctl-is-active', (lines, draft) => {
    const [first] = lines.filter(({ text }) => notActive.test(text.slice(0, 80)));
    if (first !== undefined) draft.add(hostFact(draft, 'ike-daemon', 'stopped', first.number));
  }),
};

/** Readers beside those of `formats`. */
export const triageFormats: readonly TextFormat[] = [
  linuxPing,
  koreanPing,
  rasdial,
  smbclient,
  emptyList,
  systemctl,
  isActive,
  dsregcmd,
];
