/**
 * Outputs that only questions of flow charts need: ping of Linux, what `rasdial` says, `systemctl`, `dsregcmd`. They are readers like those
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

/** Readers beside those of `formats`. */
export const triageFormats: readonly TextFormat[] = [linuxPing, koreanPing, rasdial, systemctl, dsregcmd];
