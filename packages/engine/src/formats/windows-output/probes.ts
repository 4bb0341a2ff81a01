/**
 * `nslookup`, `portqry`, `net view`, `nbtstat`: what other hosts answer. Sources: Microsoft's command reference, KB 310099 and
 * 816103 (portqry); inventory NAM-03, DC-04, DC-05, T1-09.
 */
import type { ProbeState } from '../../observations/index.ts';
import type { Draft, Line } from '../shared/reading.ts';
import { hostFact } from '../shared/reading.ts';
import { addressIn, count, documented, labelled, windowsFormat } from './text.ts';

function probe(draft: Draft, line: number, one: Partial<ProbeState> & Pick<ProbeState, 'tool' | 'outcome'>): void {
  draft.add({
    kind: 'probe',
    target: null,
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

const lookupFailed =
  /Non-existent domain|No response from server|Server failed|Query refused|Request to \S{1,255} timed-out/i;

/**
 * First the server and its address, then after an empty line the name and its addresses; answers that fail stand behind `***`. The
 * words for the reason are English in every language.
 */
function parseLookup(lines: readonly Line[], draft: Draft): void {
  let group: { label: string; value: string; number: number; addresses: string[] } | null = null;
  let server = true;
  const close = (): void => {
    if (group === null) return;
    const { value, addresses, number } = group;
    if (server) for (const address of addresses) draft.add(hostFact(draft, 'dns-server', address, number));
    else if (addresses.length > 0)
      probe(draft, number, { tool: 'lookup', outcome: 'answered', target: value, addresses });
    server = false;
    group = null;
  };
  for (const line of lines) {
    const text = line.text.slice(0, 400);
    if (text.trim() === '' || text.startsWith('>')) {
      close();
      if (text.startsWith('>')) server = true;
      continue;
    }
    if (text.startsWith('***')) {
      close();
      if (!lookupFailed.test(text)) continue;
      const name = /can't find (\S{1,255}?):\s/i.exec(text)?.[1] ?? null;
      probe(draft, line.number, { tool: 'lookup', outcome: 'unresolved', target: name });
      continue;
    }
    const found = labelled(line);
    const address = addressIn(found?.value ?? text);
    if (found !== null && address === null && group === null)
      group = { label: found.label, value: found.value, number: line.number, addresses: [] };
    else if (address !== null && group !== null)
      for (const word of (found?.value ?? text).split(/[\s,]+/).slice(0, 32)) {
        const one = addressIn(word);
        if (one !== null && group.addresses.length < 64) group.addresses.push(one);
      }
  }
  close();
}

/** Reader of `nslookup`. */
export const nslookup = windowsFormat(
  'windows-nslookup',
  documented('Microsoft command reference, nslookup'),
  (head) => {
    const failed = head.some((line) => line.startsWith('***') && lookupFailed.test(line.slice(0, 400)));
    const address = count(head, /^Address(?:es)?:\s{1,8}[0-9A-Fa-f:.]{3,45}/);
    const server = count(head, /^(?:Server|서버|DNS Servers?):\s/u);
    return server > 0 && (address > 0 || failed) ? 90 : failed ? 75 : address >= 2 ? 60 : 0;
  },
  parseLookup,
);

const port = /^(TCP|UDP) port ([0-9]{1,5}) \([^)]{0,60}\): (LISTENING or FILTERED|NOT LISTENING|LISTENING|FILTERED)/;

function parsePorts(lines: readonly Line[], draft: Draft): void {
  let target: string | null = null;
  let address: string | null = null;
  let program = '';
  let wanted = false;
  let listed: number | null = null;
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, 400);
    if (/^Querying target system called:/i.test(text)) {
      wanted = true;
      address = null;
    } else if (wanted && text.trim() !== '') {
      target = text.trim().slice(0, 255);
      address = addressIn(target);
      wanted = false;
    }
    address =
      addressIn(
        /^IP address resolved to (?:\S+ )?|^Name resolved to\s+/i.test(text) ? (text.split(/\s+/).at(-1) ?? '') : '',
      ) ?? address;
    const found = port.exec(text);
    if (found !== null) {
      const word = found[3] ?? '';
      probe(draft, number, {
        tool: 'port',
        target,
        addresses: address === null ? [] : [address],
        service: `${(found[1] ?? '').toLowerCase()}/${found[2] ?? ''}`,
        outcome: word === 'LISTENING' ? 'answered' : word === 'NOT LISTENING' ? 'refused' : 'silent',
      });
    }
    // portqry -local: a process and the ports it has.
    const process = /^\s*Process ID:\s*[0-9]{1,10}(?:\s+\(([^)]{1,80})\))?/.exec(text);
    if (process !== null) program = process[1] ?? '';
    const socket = /^\s*(?:[0-9]{1,10}\s+)?UDP\s+([0-9]{1,5})\s+([0-9A-Fa-f:.]{2,45})\s+\*:\*/.exec(text);
    if (socket === null) continue;
    listed ??= number;
    if (socket[1] === '500' || socket[1] === '4500')
      draft.add(
        hostFact(draft, `listening-udp-${socket[1]}`, `${socket[2]}${program === '' ? '' : ` ${program}`}`, number),
      );
  }
  if (listed !== null) draft.add(hostFact(draft, 'listening-udp-listed', 'yes', listed));
}

/** Reader of `portqry`. */
export const portqry = windowsFormat(
  'windows-portqry',
  documented('KB 310099 and 816103 (PortQry)'),
  (head) => {
    if (count(head, port) > 0 || count(head, /^Querying target system called:/i) > 0) return 92;
    return count(head, /^TCP\/UDP Port (?:Usage|to Process Mappings)/) > 0 ? 92 : 0;
  },
  parsePorts,
);

const systemError = /^(?:System error|시스템 오류)\s{0,2}([0-9]{1,5})/u;

function parseShares(lines: readonly Line[], draft: Draft): void {
  let target: string | null = null;
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, 400);
    const server = /\\\\([A-Za-z0-9_.:-]{1,255})/.exec(text)?.[1];
    if (server !== undefined) target ??= server;
    const error = systemError.exec(text);
    const done = /^The command completed successfully|^명령을 잘 실행했습니다/.test(text);
    if (error === null && !done) continue;
    const code = error === null ? null : Number(error[1]);
    const address = addressIn(target ?? '');
    probe(draft, number, {
      tool: 'share',
      target,
      addresses: address === null ? [] : [address],
      outcome: code === null ? 'answered' : code === 5 || code === 1326 || code === 1385 ? 'refused' : 'silent',
      code,
    });
    target = null;
  }
}

/** Reader of `net view`. */
export const netView = windowsFormat(
  'windows-net-view',
  documented('Microsoft command reference, net view; numbers of winerror.h'),
  (head) => {
    if (count(head, /^Shared resources at \\\\|^\\\\\S+(?:의|에 있는) 공유 (?:리소스|자원)/u) > 0) return 90;
    if (count(head, /^Server Name\s+Remark\s*$/) > 0) return 90;
    return head.slice(0, 6).some((line) => systemError.test(line.slice(0, 100))) ? 60 : 0;
  },
  parseShares,
);

const nameRow = /^\s*(\S.{0,15}?)\s*<([0-9A-F]{2})>\s+(UNIQUE|GROUP|고유|그룹)\b/u;

function parseNames(lines: readonly Line[], draft: Draft): void {
  let own: string | null = null;
  let local = false;
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, 300);
    const node = /Node IpAddress:\s*\[([0-9.]{7,15})\]|\[([0-9.]{7,15})\]/.exec(text);
    if (node !== null) own = node[1] ?? node[2] ?? null;
    if (/NetBIOS Local Name Table/i.test(text)) local = true;
    else if (/NetBIOS Remote Machine Name Table/i.test(text)) local = false;
    const row = nameRow.exec(text);
    if (row === null) continue;
    if (row[2] === '00' && /^(?:UNIQUE|고유)$/u.test(row[3] ?? '') && local) {
      if (/^[A-Za-z0-9_-]{1,15}$/.test(row[1] ?? '')) draft.hostName ??= row[1] ?? null;
      if (own !== null && own !== '0.0.0.0') draft.ownAddresses.add(own);
    } else if (!local && row[2] === '00' && /^(?:UNIQUE|고유)$/u.test(row[3] ?? ''))
      probe(draft, number, { tool: 'names', target: row[1] ?? null, outcome: 'answered' });
  }
}

/** Reader of `nbtstat`. */
export const nbtstat = windowsFormat(
  'windows-nbtstat',
  documented('Microsoft command reference, nbtstat'),
  (head) => (count(head, nameRow) > 0 ? 88 : count(head, /^Node IpAddress:/) > 0 ? 80 : 0),
  parseNames,
);
