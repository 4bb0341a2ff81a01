/**
 * `netsh advfirewall consec show rule name=all verbose` and `monitor show consec`: connection security rules. A record is opened by
 * the line above a line of dashes, in every language; members are English. Source: Microsoft Support article on L2TP rules (file id
 * 3523234491), Microsoft's reference of `netsh advfirewall consec`.
 */
import type { PolicyStoreName } from '../../observations/index.ts';
import type { Draft, Line } from '../shared/reading.ts';
import { hostFact } from '../shared/reading.ts';
import { digestOfText, isRedacted } from '../shared/secret-value.ts';
import { dhGroup, mainModeProposals, quickModeProposals } from './algorithms.ts';
import { connectionOf, isExemption, type RuleText } from './rule.ts';
import { securityRuleOf } from './security-rule.ts';
import { count, documented, field, keyOf, labelled, type LabelRecord, windowsFormat } from './text.ts';

/** Records of a listing of netsh, each opened by the line above a line of dashes. */
export function recordsOf(lines: readonly Line[]): LabelRecord[] {
  const found: { first: number; last: number; fields: Map<string, string[]>; places: Map<string, number> }[] = [];
  for (const [i, line] of lines.entries()) {
    const one = labelled(line);
    const begins = /^-{20,}\s*$/.test((lines[i + 1]?.text ?? '').slice(0, 200));
    if (begins && one !== null)
      found.push({ first: line.number, last: line.number, fields: new Map(), places: new Map() });
    const record = found.at(-1);
    if (one === null || record === undefined) continue;
    const key = begins ? 'rulename' : keyOf(one.label);
    record.last = line.number;
    const list = record.fields.get(key);
    if (list === undefined) {
      record.fields.set(key, [one.value]);
      record.places.set(key, line.number);
    } else if (list.length < 16) list.push(one.value);
  }
  return found;
}

function words(text: string | null): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '' && !/^none$/i.test(word))
    .slice(0, 16);
}

function ruleOf(record: LabelRecord, enabled: boolean): RuleText {
  const mode = field(record, 'mode')?.toLowerCase() ?? null;
  const group = field(record, 'quickmodepfs');
  const pfs = group === null || /mainmode/i.test(keyOf(group)) ? undefined : dhGroup(group);
  const setting = (key: string): Record<string, string> => {
    const value = field(record, key);
    return value === null ? {} : { [key]: value };
  };
  return {
    name: field(record, 'rulename') ?? '',
    enabled,
    mode: mode === 'tunnel' || mode === 'transport' ? mode : null,
    // Neither `netsh` nor this listing tells the keying modules of a rule: IKEv1 with AuthIP, or IKEv2 by PowerShell.
    versions: [],
    localEndpoint: field(record, 'endpoint1'),
    remoteEndpoint: field(record, 'endpoint2'),
    localTunnel: mode === 'tunnel' ? field(record, 'localtunnelendpoint') : null,
    remoteTunnel: mode === 'tunnel' ? field(record, 'remotetunnelendpoint') : null,
    protocol: field(record, 'protocol'),
    localPort: field(record, 'port1'),
    remotePort: field(record, 'port2'),
    action: field(record, 'action'),
    first: words(field(record, 'auth1')),
    second: words(field(record, 'auth2')),
    authority: field(record, 'auth1caname'),
    proposals: mainModeProposals(field(record, 'mainmodesecmethods') ?? ''),
    childProposals: quickModeProposals(field(record, 'quickmodesecmethods') ?? '', pfs),
    pfs: pfs === undefined ? null : pfs === null ? 'no' : 'yes',
    settings: { ...setting('profiles'), ...setting('rulesource'), ...setting('mainmodekeylifetime') },
  };
}

/** `Rule source` names the local store or a group policy; a rule of `monitor` or of type Dynamic goes with the service. */
function storeOf(record: LabelRecord): PolicyStoreName {
  if (/^dynamic/i.test(field(record, 'type') ?? '')) return 'dynamic';
  const source = field(record, 'rulesource');
  return source === null || /^(?:local\b|로컬)/iu.test(source) ? 'local' : 'domain';
}

/** Pre-shared keys by line: the only values that are taken from lines as they are. */
function keysIn(raw: readonly Line[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const line of raw) {
    if (!/psk\s{0,60}:/i.test(line.text.slice(0, 80))) continue;
    const one = labelled(line);
    if (one !== null && keyOf(one.label) === 'auth1psk') found.set(line.number, one.value);
  }
  return found;
}

const noRules = /^No rules match the specified criteria\./;

function parse(lines: readonly Line[], draft: Draft, raw: readonly Line[]): void {
  const keys = keysIn(raw);
  let entries = 0;
  const records = recordsOf(lines);
  for (const record of records) {
    const place = record.places.get('auth1psk');
    const secret = keys.get(place ?? -1) ?? '';
    const name = field(record, 'rulename') ?? '';
    const enabled = !/^(?:no|아니요)$/iu.test(field(record, 'enabled') ?? 'yes');
    const action = field(record, 'action');
    if (place !== undefined && secret !== '') {
      draft.quotable.set(place, 'Auth1PSK: ***');
      draft.add({
        kind: 'secret',
        type: 'psk',
        // Which key is taken the rule decides, by addresses; identities have no part in it.
        ids: [],
        digest: digestOfText(secret),
        // How Windows turns other letters into octets is not documented.
        ...(isRedacted(secret) || !/^[\x20-\x7e]+$/.test(secret) ? { redacted: true as const } : {}),
        src: draft.source(place),
      });
    }
    const text = ruleOf(record, enabled);
    const src = draft.source(record.first, record.last);
    const told = isExemption(action) || record.fields.has('endpoint1') || record.fields.has('auth1');
    if (told)
      draft.add(
        securityRuleOf(
          text,
          {
            store: storeOf(record),
            key: secret === '' || isRedacted(secret) ? null : digestOfText(secret),
            pfsFromMainMode: /mainmode/i.test(keyOf(field(record, 'quickmodepfs') ?? '')),
            profiles: words(field(record, 'profiles')),
            description: field(record, 'description'),
          },
          src,
        ),
      );
    if (isExemption(action)) {
      if (!enabled) continue;
      for (const endpoint of [field(record, 'endpoint1'), field(record, 'endpoint2')])
        if (endpoint !== null && !/^any$/i.test(endpoint))
          draft.add(hostFact(draft, 'ipsec-exempt', endpoint, record.places.get('action') ?? record.first));
      continue;
    }
    if (!told) continue;
    if (enabled) entries++;
    draft.add(connectionOf(text, src));
    if (name === '') draft.fault(record.first, 'a rule without a name');
  }
  // An answer of none may be the answer to one name.
  const none = records.length === 0;
  if (none && !lines.some((line) => noRules.test(line.text.slice(0, 100)))) return;
  draft.add({
    kind: 'listing',
    of: 'connections',
    entries,
    ...(none ? { asked: true as const } : { loaded: true as const }),
    src: draft.source(lines[0]?.number ?? 1),
  });
}

/** Reader of connection security rules. */
export const consecRules = windowsFormat(
  'windows-consec-rules',
  documented(
    'Microsoft Support article on L2TP connection security rules; Microsoft command reference, netsh advfirewall consec',
  ),
  (head) => {
    const members = count(
      head,
      /^\s*(?:Endpoint1|Endpoint2|Auth1|QuickModeSecMethods|MainModeSecMethods|Auth1PSK|InterfaceTypes):\s/,
    );
    if (members >= 2) return 95;
    return count(head, noRules) > 0 ? 60 : 0;
  },
  parse,
);
