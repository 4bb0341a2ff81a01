/**
 * What swanctl prints with --raw and --pretty: `--list-sas`, `--list-conns`, `--list-certs`, `--list-pols`, `--stats`, and the events
 * of `--monitor-sa`.
 */
import type {
  AuthRound,
  ChildConfig,
  ChildSaState,
  ConfigObservation,
  IkeSaState,
  KernelPolicyState,
  Selector,
} from '../../observations/index.ts';
import { canonicalAddress } from '../../policy/addresses.ts';
import { parseSelectors, type SelectorList } from '../../policy/selectors.ts';
import { certificateState, revocationState } from '../certificate/observe.ts';
import type { TextFormat } from '../reader.ts';
import { collectingReader, type Draft, hostFact, type Line } from '../shared/reading.ts';
import { cutOf, cutReason, keptSelectors } from '../shared/selector-list.ts';
import { hexBytes } from '../shared/secret-value.ts';
import { strongswanAuth } from '../shared/strongswan-auth.ts';
import { ikeState } from '../swanctl-list-sas/reader.ts';
import { type Message, messageHead, readDump, type Section } from './dump.ts';

/** Labels that swanctl gives to what is read here. */
const labels: ReadonlySet<string> = new Set([
  'list-sa event',
  'list-sas reply',
  'ike-updown event',
  'child-updown event',
  'ike-rekey event',
  'child-rekey event',
  'list-conn event',
  'list-conns reply',
  'list-cert event',
  'list-certs reply',
  'list-policy event',
  'list-policies reply',
  'stats reply',
]);

function text(section: Section, key: string): string | null {
  return section.values.get(key)?.value ?? null;
}

function number(section: Section, key: string): number | null {
  const value = text(section, key);
  return value !== null && /^[0-9]{1,12}$/.test(value) ? Number(value) : null;
}

function decimal(section: Section, key: string): string | null {
  const value = text(section, key);
  return value !== null && /^[0-9]{1,20}$/.test(value) ? value : null;
}

function spi(section: Section, key: string, digits: number): string | null {
  const value = text(section, key);
  if (value === null || !/^[0-9a-f]{1,16}$/.test(value) || /^0+$/.test(value)) return null;
  return value.padStart(digits, '0');
}

function id(section: Section, key: string): string | null {
  const value = text(section, key);
  return value === null || value === '%any' ? null : value;
}

function listed(section: Section, key: string): SelectorList {
  return parseSelectors((section.lists.get(key) ?? []).join(' '));
}

function selectors(section: Section, key: string, draft: Draft): readonly Selector[] {
  return keptSelectors(listed(section, key), key, section.line, draft);
}

/** `encr-alg=AES_CBC encr-keysize=256 integ-alg=HMAC_SHA2_256_128` as the listings without --raw write it. */
function transform(section: Section): string | null {
  const word = (name: string): string | null => {
    const value = text(section, `${name}-alg`);
    const size = text(section, `${name}-keysize`);
    return value === null ? null : size === null || size === '0' ? value : `${value}-${size}`;
  };
  const parts = [word('encr'), word('integ'), word('prf'), text(section, 'dh-group')].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join('/');
}

function ikeSa(name: string, section: Section, down: boolean, draft: Draft): IkeSaState {
  const state = text(section, 'state') ?? '';
  const established = number(section, 'established');
  return {
    kind: 'ike-sa',
    connection: name,
    state: down ? 'deleting' : ikeState(state),
    stateText: state,
    version: text(section, 'version') === '1' ? 1 : text(section, 'version') === '2' ? 2 : null,
    role: text(section, 'initiator') === 'yes' ? 'initiator' : state === '' ? null : 'responder',
    local: address(section, 'local-host'),
    localPort: number(section, 'local-port'),
    localId: id(section, 'local-id'),
    remote: address(section, 'remote-host'),
    remotePort: number(section, 'remote-port'),
    remoteId: id(section, 'remote-id'),
    initiatorSpi: spi(section, 'initiator-spi', 16),
    responderSpi: spi(section, 'responder-spi', 16),
    ageSeconds: established,
    proposal: transform(section),
    src: draft.source(section.line, section.lastLine),
  };
}

function address(section: Section, key: string): string | null {
  const value = text(section, key);
  return value === null || value.startsWith('%') ? null : canonicalAddress(value);
}

function childSa(ike: IkeSaState, section: Section, down: boolean, draft: Draft): ChildSaState {
  const state = text(section, 'state') ?? '';
  const mode = (text(section, 'mode') ?? '').toLowerCase();
  const attributes: Record<string, string> = { 'ike-sa': ike.connection ?? '' };
  if (ike.remotePort !== null) attributes['remote-port'] = String(ike.remotePort);
  for (const [key, name] of [
    ['reqid', 'reqid'],
    ['uniqueid', 'unique-id'],
    ['use-in', 'in-idle-seconds'],
    ['use-out', 'out-idle-seconds'],
    ['mark-in', 'in-mark'],
    ['mark-out', 'out-mark'],
    ['if-id-in', 'if_id'],
    ['esn', 'esn'],
  ] as const) {
    const value = text(section, key);
    if (value !== null && /^[0-9a-zA-Z/]{1,40}$/.test(value)) attributes[name] = value;
  }
  return {
    kind: 'child-sa',
    from: 'daemon',
    connection: text(section, 'name') ?? section.name.replace(/-[0-9]+$/, ''),
    stateText: state,
    installed: !down && ['INSTALLED', 'REKEYING', 'REKEYED', 'UPDATING'].includes(state),
    protocol: text(section, 'protocol') === 'AH' ? 'AH' : 'ESP',
    mode: mode === 'tunnel' || mode === 'transport' ? mode : null,
    encapsulation: text(section, 'encap') === 'yes' ? 'udp' : 'none',
    local: ike.local,
    remote: ike.remote,
    spiIn: spi(section, 'spi-in', 8),
    spiOut: spi(section, 'spi-out', 8),
    bytesIn: decimal(section, 'bytes-in'),
    packetsIn: decimal(section, 'packets-in'),
    bytesOut: decimal(section, 'bytes-out'),
    packetsOut: decimal(section, 'packets-out'),
    ageSeconds: number(section, 'install-time'),
    transform: transform(section),
    localTs: selectors(section, 'local-ts', draft),
    remoteTs: selectors(section, 'remote-ts', draft),
    attributes,
    src: draft.source(section.line, section.lastLine),
  };
}

/** The last that is told of an SA counts: an event that it went down ends what was told before. */
function takeSas(messages: readonly Message[], draft: Draft): void {
  const found = new Map<string, readonly ConfigObservation[]>();
  let listed: number | null = null;
  for (const { label, body } of messages) {
    if (label === 'list-sa event' || label === 'list-sas reply') listed ??= body.line;
    const updown = label.endsWith('updown event');
    for (const one of body.sections) {
      const children = one.sections.find((inner) => inner.name === 'child-sas')?.sections ?? [];
      const lost = updown && text(body, 'up') !== 'yes';
      const ike = ikeSa(one.name, one, lost && label.startsWith('ike'), draft);
      const key = `${one.name} ${text(one, 'uniqueid') ?? ''}`;
      const kids = children.map((child) => childSa(ike, child, lost, draft));
      const before = (found.get(key) ?? []).filter(
        (item) => item.kind === 'child-sa' && !kids.some((kid) => kid.spiIn === item.spiIn) && ike.state !== 'deleting',
      );
      found.set(key, [ike, ...before, ...kids]);
      if (ike.local !== null) draft.ownAddresses.add(ike.local);
    }
  }
  for (const items of found.values()) for (const item of items) draft.add(item);
  // Events tell what changed, not what there is.
  if (listed !== null) draft.add({ kind: 'listing', of: 'sas', entries: found.size, src: draft.source(listed) });
}

function round(section: Section): AuthRound {
  const { method, detail } = strongswanAuth((text(section, 'class') ?? 'any').replace('public key', 'pubkey'));
  const list = (key: string): readonly string[] => {
    const joined = (section.lists.get(key) ?? []).join(' ');
    return joined === '' ? [] : [joined];
  };
  return { method, detail, id: text(section, 'id'), certificates: list('certs'), authorities: list('cacerts') };
}

function takeConnections(messages: readonly Message[], draft: Draft): void {
  const listed = messages.filter(({ label }) => label.startsWith('list-conn'));
  let count = 0;
  for (const { body } of listed) {
    for (const one of body.sections) {
      count++;
      const version = text(one, 'version') ?? '';
      const rounds = (side: string): readonly AuthRound[] =>
        one.sections.filter((inner) => new RegExp(`^${side}(?:-[0-9]+)?$`).test(inner.name)).map(round);
      const settings: Record<string, string> = { dialect: 'strongswan' };
      for (const key of ['reauth_time', 'rekey_time', 'unique', 'dpd_delay', 'dpd_timeout', 'encap']) {
        const value = text(one, key);
        if (value !== null) settings[key] = value.slice(0, 40);
      }
      draft.add({
        kind: 'connection',
        name: one.name,
        loaded: true,
        versions: version === 'IKEv1' ? [1] : version === 'IKEv2' ? [2] : [1, 2],
        aggressive: null,
        localAddresses: (one.lists.get('local_addrs') ?? []).map(canonicalAddress),
        remoteAddresses: (one.lists.get('remote_addrs') ?? []).map(canonicalAddress),
        local: rounds('local'),
        remote: rounds('remote'),
        proposals: [],
        children: (one.sections.find((inner) => inner.name === 'children')?.sections ?? []).map((child) =>
          childConfig(child, draft),
        ),
        settings,
        src: draft.source(one.line, one.lastLine),
      });
    }
  }
  const [first] = listed;
  if (first !== undefined)
    draft.add({ kind: 'listing', of: 'connections', entries: count, loaded: true, src: draft.source(first.body.line) });
}

function childConfig(child: Section, draft: Draft): ChildConfig {
  const mode = (text(child, 'mode') ?? '').toLowerCase();
  return {
    name: child.name,
    local: selectors(child, 'local-ts', draft),
    remote: selectors(child, 'remote-ts', draft),
    ...cutOf(listed(child, 'local-ts'), listed(child, 'remote-ts')),
    mode: mode === 'tunnel' || mode === 'transport' || mode === 'pass' || mode === 'drop' ? mode : null,
    proposals: [],
    pfs: null,
    settings: {},
    src: draft.source(child.line, child.lastLine),
  };
}

/** The certificate itself stands in `data`. */
function takeCertificates(messages: readonly Message[], draft: Draft): void {
  let first: number | null = null;
  let count = 0;
  for (const { label, body } of messages) {
    if (!label.startsWith('list-cert')) continue;
    first ??= body.line;
    const data = hexBytes((text(body, 'data') ?? '').replace(/^0x/, ''));
    if (data === undefined || data.length === 0) continue;
    const place = { artifact: draft.artifact, at: [{ line: body.line }] };
    const type = text(body, 'type');
    const found = type === 'X509_CRL' ? revocationState(data, place)?.state : certificateState(data, null, place);
    if (found === undefined) draft.fault(body.line, 'a certificate that does not parse');
    else {
      count++;
      draft.add(
        found.kind === 'certificate'
          ? {
              ...found,
              from: 'daemon',
              ca: text(body, 'flag') === 'CA' ? true : found.ca,
              ownKey: text(body, 'has_privkey') === 'yes',
            }
          : { ...found, from: 'daemon' },
      );
    }
  }
  if (first !== null)
    draft.add({ kind: 'listing', of: 'certificates', entries: count, loaded: true, src: draft.source(first) });
}

/** Policies of traps and shunts, which the kernel has without an SA. */
function takePolicies(messages: readonly Message[], draft: Draft): void {
  for (const { label, body } of messages) {
    if (label !== 'list-policy event') continue;
    for (const one of body.sections) {
      const state = policyState(
        text(one, 'mode') ?? '',
        selectors(one, 'local-ts', draft),
        selectors(one, 'remote-ts', draft),
        draft.source(one.line, one.lastLine),
        draft,
        one.line,
      );
      for (const item of state) draft.add(item);
    }
  }
}

/** Selectors of a trap or shunt that are kept of each side: with those of the other side they multiply. */
const maxPolicySelectors = 64;

/** Outbound policies of a trap or shunt of charon: every pair of its selectors. `line`: where it begins, for what is left out. */
export function policyState(
  mode: string,
  local: readonly Selector[],
  remote: readonly Selector[],
  src: KernelPolicyState['src'],
  draft: Draft,
  line: number,
): readonly KernelPolicyState[] {
  for (const [side, { length }] of [
    ['local', local],
    ['remote', remote],
  ] as const)
    if (length > maxPolicySelectors) draft.fault(line, cutReason(side, 'selectors', maxPolicySelectors, length));
  const action = mode === 'PASS' ? 'allow' : mode === 'DROP' ? 'block' : 'protect';
  return local.slice(0, maxPolicySelectors).flatMap((source) =>
    remote.slice(0, maxPolicySelectors).map(
      (destination): KernelPolicyState => ({
        kind: 'kernel-policy',
        source,
        destination,
        direction: 'out',
        action,
        templates: [],
        attributes: { 'told-by': 'daemon' },
        src,
      }),
    ),
  );
}

function takeStats(messages: readonly Message[], draft: Draft): void {
  for (const { label, body } of messages) {
    if (label !== 'stats reply') continue;
    const ikesas = body.sections.find((inner) => inner.name === 'ikesas');
    for (const [name, key] of [
      ['ike-sas-total', 'total'],
      ['ike-sas-half-open', 'half-open'],
    ] as const) {
      const found = ikesas?.values.get(key);
      if (found !== undefined && /^[0-9]{1,9}$/.test(found.value))
        draft.add(hostFact(draft, name, found.value, found.line));
    }
  }
}

function parse(lines: readonly Line[], draft: Draft): void {
  const messages = readDump(lines.map(({ text: line, number: at }) => ({ text: line, number: at }))).filter(
    ({ label }) => labels.has(label),
  );
  takeSas(
    messages.filter(({ label }) => /^(?:list-sas?|ike-|child-)/.test(label)),
    draft,
  );
  takeConnections(messages, draft);
  takeCertificates(messages, draft);
  takePolicies(messages, draft);
  takeStats(messages, draft);
  draft.product = 'strongSwan';
}

/** Reader of swanctl's raw and pretty output. */
export const vici: TextFormat = {
  format: 'vici',
  sniff: (head) =>
    head.some((line) => {
      const found = messageHead.exec(line.slice(0, 200));
      return found !== null && labels.has(found[1] ?? '');
    })
      ? 96
      : 0,
  open: collectingReader('vici', parse),
};
