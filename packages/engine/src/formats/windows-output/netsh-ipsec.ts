/**
 * `netsh ipsec static show …`, `netsh ipsec dynamic show …` (Server 2003) and `ipseccmd show …` (XP): rules with their filters and
 * actions, main mode SAs, counters, settings of the driver. No allowed document shows the whole output: labels are those of the
 * command reference (cc739550) and of the IP Security Monitor's help, and everything is read by label, in any order, so that what
 * is not known is passed over. Inventory POL-31..46, NAM-09, LOSS-04.
 */
import type { IkeSaState } from '../../observations/index.ts';
import type { Draft, Line } from '../shared/reading.ts';
import { hostFact } from '../shared/reading.ts';
import { digestOfText, isRedacted } from '../shared/secret-value.ts';
import { espProposal } from './algorithms.ts';
import { cookie } from './monitor.ts';
import { givePolicies, type ListedFilter, type ListedRule } from './netsh-policy.ts';
import { authMethod, connectionOf } from './rule.ts';
import { addressIn, count, documented, keyOf, labelled, maskPrefix, windowsFormat } from './text.ts';

const anyAddress = /^(?:any|<any ip address>|0\.0\.0\.0)$/i;
const myAddress = /^(?:me|<my ip address>)$/i;
const offer =
  /^\s*\[([A-Za-z0-9]{1,12})\]\s+\[([A-Za-z0-9]{1,12})\s*,\s*([A-Za-z0-9]{1,12})\]|^\s*\[([A-Za-z0-9]{1,12})\]\s+\[(NONE)\]/i;

function parse(lines: readonly Line[], draft: Draft, raw: readonly Line[]): void {
  const rules: ListedRule[] = [];
  const assigned = new Map<string, boolean>();
  let policy = '';
  let rule: ListedRule | null = null;
  let methods = false;
  for (const [i, line] of lines.entries()) {
    const text = line.text.slice(0, 500);
    const found = labelled(line);
    const key = found === null ? '' : keyOf(found.label);
    const value = found?.value ?? '';
    if (key === 'policyname') {
      policy = value;
      rule = null;
    } else if (key === 'assigned') {
      assigned.set(policy, /^(?:yes|예)$/iu.test(value));
      draft.add(
        hostFact(
          draft,
          assigned.get(policy) === true ? 'ipsec-policy-active' : 'ipsec-policy-stored',
          policy,
          line.number,
        ),
      );
    } else if (key === 'ruleid' || key === 'rulename') {
      if (rule === null || key === 'ruleid' || rule.filters.length > 0) {
        rule = begin(line.number, policy);
        rules.push(rule);
      }
      if (key === 'rulename' && value !== 'NONE') rule.name = value;
    } else if (found !== null) {
      if (rule !== null) takeRule(rule, key, value, line.number, draft);
      assignedByGpo(key, value, line.number, draft);
      setting(key, value, line.number, draft);
    }
    if (/^\s*Authentication Methods?\s*\(/i.test(text)) methods = true;
    else if (text.trim() === '' || /Details\s*$/.test(text)) methods = false;
    if (secretKey.test(key)) secret(raw[i], rule, draft);
    if (rule === null) continue;
    rule.last = line.number;
    const word = /^\s+(KERBEROS|CERT\w*|ROOTCA|ROOT CA|PRESHARED ?KEY|ComputerKerb|ComputerPSK)\b/i.exec(text)?.[1];
    if (methods && word !== undefined && rule.methods.length < 16) rule.methods.push(word.replace(/root ?ca/i, 'cert'));
    const row = offer.exec(text);
    if (row !== null && rule.offers.length < 64)
      rule.offers.push({ ah: row[1] ?? row[4] ?? '', esp: row[5] ?? `${row[2] ?? ''},${row[3] ?? ''}` });
  }
  for (const one of rules) finish(one, assigned.get(one.policy) ?? true, draft);
  const enabled = rules.filter((one) => negotiates(one) && one.active && (assigned.get(one.policy) ?? true)).length;
  if (rules.length > 0)
    draft.add({
      kind: 'listing',
      of: 'connections',
      entries: enabled,
      loaded: true,
      src: draft.source(lines[0]?.number ?? 1),
    });
  givePolicies(rules, assigned, draft);
  mainModes(lines, draft);
  for (const line of lines)
    if (
      /\bNo (?:IPSec )?policy (?:is )?assigned\b|\bNo currently assigned (?:IPSec )?polic/i.test(
        line.text.slice(0, 300),
      )
    )
      draft.add(hostFact(draft, 'ipsec-policy-none', line.text.trim().slice(0, 200), line.number));
}

function begin(line: number, policy: string): ListedRule {
  const lists = { methods: [], filters: [], offers: [] };
  return {
    line,
    last: line,
    policy,
    name: '',
    active: true,
    ...lists,
    key: null,
    filterList: '',
    action: null,
    actionName: '',
    inboundPassThrough: false,
    fallBack: false,
    tunnel: null,
    pfs: false,
  };
}

const maxFilters = 2000;

function takeRule(rule: ListedRule, key: string, value: string, line: number, draft: Draft): void {
  const filter = rule.filters.at(-1);
  if (key === 'activated') rule.active = /^(?:yes|예)$/iu.test(value);
  else if (key === 'action') rule.action = value;
  else if (key === 'filteractionname') {
    rule.actionName = value;
    if (rule.name === '') rule.name = value;
  } else if (key === 'filterlistname') rule.filterList = value;
  else if (key === 'allowunsecurefallback') rule.fallBack = /^(?:yes|예)$/iu.test(value);
  else if (key === 'inboundpassthrough') rule.inboundPassThrough = /^(?:yes|예)$/iu.test(value);
  else if (key === 'tunneldestipaddress' || key === 'tunneldestination') rule.tunnel = addressIn(value);
  else if (key === 'qmpfs' || key === 'useperfectforwardsecrecy') rule.pfs = /^(?:yes|enabled)/i.test(value);
  else if (key === 'sourceipaddress' || key === 'sourceaddress') {
    if (rule.filters.length >= maxFilters) draft.fault(line, 'more filters than are kept');
    else
      rule.filters.push({
        line,
        from: value,
        to: '',
        protocol: null,
        fromPort: null,
        toPort: null,
        mirrored: true,
      });
  } else if (filter === undefined) return;
  else if (key === 'sourcemask') filter.from = masked(filter.from, value);
  else if (key === 'destinationipaddress' || key === 'destinationaddress') filter.to = value;
  else if (key === 'destinationmask') filter.to = masked(filter.to, value);
  else if (key === 'protocol') filter.protocol = value;
  else if (key === 'mirrored') filter.mirrored = !/^(?:no|아니요)$/iu.test(value);
  else if (key === 'sourceport') filter.fromPort = value;
  else if (key === 'destinationport') filter.toPort = value;
}

function masked(address: string, mask: string): string {
  const prefix = maskPrefix(mask);
  return prefix === null || addressIn(address) === null || address.includes('/') ? address : `${address}/${prefix}`;
}

const secretKey = /^(?:preshared|preshare|presharedkey|psk|auth1psk)$/;

/** The key of a rule: the only value that is taken from a line as it is. */
function secret(line: Line | undefined, rule: ListedRule | null, draft: Draft): void {
  const found = line === undefined ? null : labelled(line);
  if (found === null || found.value === '') return;
  draft.quotable.set(found.number, 'Preshared Key: ***');
  rule?.methods.push('Preshared Key');
  const known = !isRedacted(found.value) && /^[\x20-\x7e]+$/.test(found.value);
  if (rule !== null && known) rule.key = digestOfText(found.value);
  draft.add({
    kind: 'secret',
    type: 'psk',
    ids: [],
    digest: digestOfText(found.value),
    ...(isRedacted(found.value) || !/^[\x20-\x7e]+$/.test(found.value) ? { redacted: true as const } : {}),
    src: draft.source(found.number),
  });
}

function assignedByGpo(key: string, value: string, line: number, draft: Draft): void {
  if (key === 'sourcemachine') {
    const name = /<([A-Za-z0-9_-]{1,63})>/.exec(value)?.[1];
    if (name !== undefined) draft.hostName ??= name;
  } else if (key === 'dcname' && /^[A-Za-z0-9_.-]{1,200}$/.test(value) && !/^none$/i.test(value))
    draft.add(hostFact(draft, 'domain-controller', value, line));
  else if (value === '' || /^(?:none|<none>)$/i.test(value)) return;
  // A policy of the domain stands above a local one (POL-52).
  else if (/^(?:ad|domain|directory)(?:ipsec)?policyname$/.test(key)) {
    draft.add(hostFact(draft, 'ipsec-policy-active', value, line));
    draft.add(hostFact(draft, 'ipsec-policy-domain', value, line));
  } else if (/^local(?:ipsec)?policyname$/.test(key)) {
    draft.add(hostFact(draft, 'ipsec-policy-active', value, line));
    draft.add(hostFact(draft, 'ipsec-policy-local', value, line));
  } else if (key === 'gponame' || key === 'grouppolicyobject')
    draft.add(hostFact(draft, 'ipsec-policy-gpo', value, line));
}

const settings: Readonly<Record<string, string>> = {
  bootmode: 'ipsec-bootmode',
  ipsecdiagnostics: 'ipsec-diagnostics',
  ikelogging: 'ipsec-ikelogging',
  strongcrlcheck: 'ipsec-strongcrlcheck',
  ipsecexempt: 'ipsec-defaultexemptions',
  ipsecloginterval: 'ipsec-loginterval',
  authenticationfailures: 'ike-authentication-failures',
  negotiationfailures: 'ike-negotiation-failures',
  acquirefailures: 'ike-acquire-failures',
  invalidcookiesreceived: 'ike-invalid-cookies',
  softassociations: 'ike-soft-associations',
  softsas: 'ike-soft-associations',
  badspipackets: 'ipsec-bad-spi-packets',
  badspipkts: 'ipsec-bad-spi-packets',
  packetsnotdecrypted: 'ipsec-packets-not-decrypted',
  packetsnotauthenticated: 'ipsec-packets-not-authenticated',
  packetswithreplaydetection: 'ipsec-packets-replayed',
};

function setting(key: string, value: string, line: number, draft: Draft): void {
  const name = settings[key];
  if (name !== undefined && value !== '') draft.add(hostFact(draft, name, value, line));
}

function endpoint(text: string): string | null {
  if (myAddress.test(text)) return 'me';
  return anyAddress.test(text.replace(/\/0$/, '')) ? null : text;
}

function negotiates(rule: ListedRule): boolean {
  return /negotiat/i.test(rule.action ?? '');
}

function finish(rule: ListedRule, assigned: boolean, draft: Draft): void {
  const action = negotiates(rule)
    ? 'negotiate'
    : /permit/i.test(rule.action ?? '')
      ? 'permit'
      : /block/i.test(rule.action ?? '')
        ? 'block'
        : null;
  if (action === null) return;
  const live = rule.active && assigned;
  for (const filter of live ? rule.filters : []) {
    const word = (text: string): string => endpoint(text) ?? 'any';
    draft.add(hostFact(draft, `ipsec-filter-${action}`, `out ${word(filter.from)} ${word(filter.to)}`, filter.line));
  }
  if (action !== 'negotiate') return;
  const [first] = rule.filters;
  const side = (pick: (filter: ListedFilter) => string): string | null => {
    const words = rule.filters.map(pick).map(endpoint);
    return words.some((one) => one === null || one === 'me') ? null : words.join(',');
  };
  const proposals = rule.offers.flatMap(({ ah, esp }) => {
    const [hash = '', cipher = ''] = esp.split(',');
    const none = /^none$/i.test(esp);
    const made = none
      ? espProposal('AH', ah, 'none', undefined, `AH:${ah}`)
      : espProposal('ESP', hash, cipher, undefined, `ESP:${esp}`);
    return [!none && !/^none$/i.test(ah) ? { ...made, unknown: [`AH:${ah}+ESP:${esp}`] } : made];
  });
  draft.add(
    connectionOf(
      {
        name: rule.name === '' ? rule.policy : rule.name,
        enabled: live,
        mode: rule.tunnel === null ? 'transport' : 'tunnel',
        // The service of Windows 2000, XP and Server 2003 has IKEv1 alone.
        versions: [1],
        localEndpoint: side((filter) => filter.from),
        remoteEndpoint: side((filter) => filter.to),
        localTunnel: null,
        remoteTunnel: rule.tunnel,
        protocol: rule.filters.length === 1 ? (first?.protocol ?? null) : null,
        localPort: null,
        remotePort: null,
        action: rule.action,
        first: [...new Set(rule.methods.map((word) => (authMethod(word) === 'psk' ? 'Preshared Key' : word)))],
        second: [],
        authority: null,
        proposals: [],
        childProposals: proposals,
        pfs: rule.pfs ? 'yes' : null,
        settings: { policy: rule.policy },
      },
      draft.source(rule.line, rule.last),
    ),
  );
}

/** `Cookie Pair`, `Sec Methods`, `Auth Mode`, `Source`, `Destination` with an `ID` below each. */
function mainModes(lines: readonly Line[], draft: Draft): void {
  type Open = { -readonly [K in keyof IkeSaState]: IkeSaState[K] };
  let open: { line: number; last: number; sa: Omit<Open, 'src'>; side: 'local' | 'remote' } | null = null;
  const close = (): void => {
    if (open !== null && (open.sa.local !== null || open.sa.remote !== null))
      draft.add({ ...open.sa, src: draft.source(open.line, open.last) });
    open = null;
  };
  for (const line of lines) {
    const found = labelled(line);
    if (found === null) continue;
    const key = keyOf(found.label);
    if (key === 'cookiepair') {
      close();
      const [initiator, responder] = found.value.split(':');
      open = {
        line: line.number,
        last: line.number,
        side: 'local',
        sa: {
          kind: 'ike-sa',
          connection: null,
          state: 'established',
          stateText: '',
          version: 1,
          role: null,
          local: null,
          localPort: null,
          localId: null,
          remote: null,
          remotePort: null,
          remoteId: null,
          initiatorSpi: cookie(initiator),
          responderSpi: cookie(responder),
          ageSeconds: null,
          proposal: null,
        },
      };
      continue;
    }
    if (open === null) continue;
    open.last = line.number;
    if (key === 'secmethods') open.sa.proposal = found.value;
    else if (key === 'authmode' || key === 'auth') open.sa.stateText = found.value;
    else if (key === 'source' || key === 'sourceaddress') open.sa.local = own(found.value, draft);
    else if (key === 'destination' || key === 'destinationaddress') {
      open.sa.remote = addressIn(found.value);
      open.side = 'remote';
    } else if (key === 'id' && open.side === 'local') open.sa.localId ??= found.value;
    else if (key === 'id') open.sa.remoteId ??= found.value;
  }
  close();
}

function own(value: string, draft: Draft): string | null {
  const address = addressIn(value);
  if (address !== null) draft.ownAddresses.add(address);
  return address;
}

/** Reader of `netsh ipsec` and `ipseccmd show`. */
export const netshIpsec = windowsFormat(
  'windows-netsh-ipsec',
  documented(
    'Microsoft command reference, netsh ipsec; help of the IP Security Monitor; the layout is recalled, not confirmed',
  ),
  (head) => {
    const members = count(
      head,
      /^\s*(?:FilterAction Name|FilterList Name|Rule ID|AllowUnsecure\(Fallback\)|Inbound Passthrough|No\. of Rules|Master PFS|Polling Interval|IPSecdiagnostics|IPSecexempt|BootMode|Soft (?:SAs|Associations)|Bad SPI P\w+|Negotiation Failures|Source Machine|GPO Name|(?:Directory|AD|Local) (?:IPsec )?Policy Name|Group Policy Object|Cookie Pair\s.*|Sec Methods)\s*:/i,
    );
    if (members >= 2) return 90;
    if (
      count(
        head,
        /^(?:IKE Statistics|IPSec Statistics|IPSec Configuration Parameters|Main ?mode (?:Policies|Filters|SAs)|IKE MM SA)/i,
      ) > 0
    )
      return 85;
    return members === 1 ? 55 : 0;
  },
  parse,
);
