/** `swanctl --list-conns`: the connections a running charon has loaded. Proposals are not in this listing. */
import type { AuthRound, ChildConfig, ConnectionConfig } from '../../observations/index.ts';
import { canonicalAddress } from '../../policy/addresses.ts';
import { parseSelectors, type SelectorList } from '../../policy/selectors.ts';
import type { TextFormat } from '../reader.ts';
import { collectingReader, type Draft, type Line } from '../shared/reading.ts';
import { cutOf, keptSelectors } from '../shared/selector-list.ts';
import { emptyListing } from '../shared/sniffing.ts';
import { strongswanAuth, words } from '../shared/strongswan-auth.ts';

interface Connection {
  readonly name: string;
  readonly line: number;
  lastLine: number;
  readonly versions: readonly (1 | 2)[];
  readonly settings: Record<string, string>;
  localAddresses: readonly string[];
  remoteAddresses: readonly string[];
  readonly local: Round[];
  readonly remote: Round[];
  readonly children: Child[];
}

interface Round {
  readonly method: string;
  id: string | null;
  readonly certificates: string[];
  readonly authorities: string[];
}

interface Child {
  readonly name: string;
  readonly line: number;
  lastLine: number;
  readonly mode: string;
  readonly settings: Record<string, string>;
  local: SelectorList | undefined;
  remote: SelectorList | undefined;
}

const header = /^(\S.*?): (IKEv1\/2|IKEv1|IKEv2)(?:,|$)/;
const childHeader = /^ {2}(\S.*): (TUNNEL|TRANSPORT|BEET|PASS|DROP)(?:,|$)/;
const authHeader = /^ {2}(local|remote) (.+) authentication:$/;
const property = /^(\s+)(local|remote|id|eap_id|xauth_id|aaa_id|groups|certs|cacerts):\s*(.*)$/;

function parse(lines: readonly Line[], draft: Draft): void {
  const found: Connection[] = [];
  let round: Round | null = null;
  let child: Child | null = null;
  for (const { text, number } of lines) {
    const open = found[found.length - 1];
    const head = header.exec(text.slice(0, 2000));
    if (head !== null) {
      found.push(begin(head[1] ?? '', head[2] ?? '', text, number));
      round = null;
      child = null;
      continue;
    }
    if (text.trim() === '') continue;
    if (open === undefined) {
      draft.fault(number, 'a line before the first connection');
      continue;
    }
    open.lastLine = number;
    const auth = authHeader.exec(text);
    const begun = auth === null ? childHeader.exec(text) : null;
    if (auth !== null) {
      round = { method: auth[2] ?? '', id: null, certificates: [], authorities: [] };
      child = null;
      (auth[1] === 'local' ? open.local : open.remote).push(round);
    } else if (begun !== null) {
      child = {
        name: begun[1] ?? '',
        line: number,
        lastLine: number,
        mode: begun[2] ?? '',
        settings: lifeSettings(text),
        local: undefined,
        remote: undefined,
      };
      round = null;
      open.children.push(child);
    } else if (!take(open, round, child, text, number)) draft.fault(number, 'a line of no known form');
  }
  for (const one of found) draft.add(finish(one, draft));
  draft.add({
    kind: 'listing',
    of: 'connections',
    entries: found.length,
    // An empty output may also come from a daemon that did not answer.
    ...(found.length > 0 ? { loaded: true } : { asked: true }),
    src: draft.source(lines[0]?.number ?? 1),
  });
  draft.product = 'strongSwan';
}

function begin(name: string, version: string, text: string, line: number): Connection {
  return {
    name,
    line,
    lastLine: line,
    versions: version === 'IKEv1' ? [1] : version === 'IKEv2' ? [2] : [1, 2],
    settings: lifeSettings(text),
    localAddresses: [],
    remoteAddresses: [],
    local: [],
    remote: [],
    children: [],
  };
}

/** `no reauthentication, rekeying every 14400s, dpd delay 30s, dpd action is clear`. */
function lifeSettings(text: string): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const part of text.split(', ').slice(1)) {
    const every = /^(reauthentication|rekeying) every (\S+(?: or [^,]+)?)$/.exec(part.trim());
    const dpd = /^dpd (delay|timeout|action)(?: is)? (\S+)$/.exec(part.trim());
    if (every !== null) settings[every[1] === 'rekeying' ? 'rekey_time' : 'reauth_time'] = every[2] ?? '';
    else if (dpd !== null) settings[`dpd_${dpd[1]}`] = dpd[2] ?? '';
  }
  return settings;
}

function take(open: Connection, round: Round | null, child: Child | null, text: string, line: number): boolean {
  const found = property.exec(text);
  if (found === null) return false;
  const key = found[2] ?? '';
  const value = (found[3] ?? '').trim();
  const deep = (found[1] ?? '').length > 2;
  if (key === 'local' || key === 'remote') {
    if (deep && child !== null) {
      child[key] = parseSelectors(value);
      child.lastLine = line;
    } else if (!deep) {
      const list = words(value).map(canonicalAddress);
      if (key === 'local') open.localAddresses = list;
      else open.remoteAddresses = list;
    }
    return true;
  }
  if (round === null) return false;
  if (key === 'id' || (round.id === null && (key === 'eap_id' || key === 'xauth_id'))) round.id = value;
  else if (key === 'certs') round.certificates.push(value);
  else if (key === 'cacerts') round.authorities.push(value);
  return true;
}

function authRound(round: Round): AuthRound {
  const { method, detail } = strongswanAuth(round.method);
  return { method, detail, id: round.id, certificates: round.certificates, authorities: round.authorities };
}

function finish(one: Connection, draft: Draft): ConnectionConfig {
  return {
    kind: 'connection',
    name: one.name,
    loaded: true,
    versions: one.versions,
    aggressive: null,
    localAddresses: one.localAddresses,
    remoteAddresses: one.remoteAddresses,
    local: one.local.map(authRound),
    remote: one.remote.map(authRound),
    proposals: [],
    children: one.children.map((child): ChildConfig => {
      const mode = child.mode.toLowerCase();
      return {
        name: child.name,
        local: child.local === undefined ? [] : keptSelectors(child.local, 'local', child.line, draft),
        remote: child.remote === undefined ? [] : keptSelectors(child.remote, 'remote', child.line, draft),
        ...cutOf(child.local, child.remote),
        mode: mode === 'tunnel' || mode === 'transport' || mode === 'pass' || mode === 'drop' ? mode : null,
        proposals: [],
        pfs: null,
        settings: child.settings,
        src: draft.source(child.line, child.lastLine),
      };
    }),
    settings: { ...one.settings, dialect: 'strongswan' },
    src: draft.source(one.line, one.lastLine),
  };
}

/** Reader of `swanctl --list-conns`. */
export const swanctlListConns: TextFormat = {
  format: 'swanctl-list-conns',
  sniff(head, name) {
    let score = emptyListing(head, name, 'list-conns');
    for (const line of head) {
      if (/^\S.{0,200}: IKEv(?:1|2|1\/2), (?:no reauth|reauth)/.test(line)) score += 60;
      else if (authHeader.test(line) || childHeader.test(line)) score += 20;
    }
    return Math.min(score, 97);
  },
  open: collectingReader('swanctl-list-conns', parse),
};
