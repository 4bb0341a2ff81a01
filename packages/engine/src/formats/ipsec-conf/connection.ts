/** A `conn` of ipsec.conf in neutral form; `left` stands as local until `orient` knows better. */
import type { AuthMethod, AuthRound, ChildConfig, ConnectionConfig, Proposal } from '../../observations/index.ts';
import { canonicalAddress } from '../../policy/addresses.ts';
import { parseProposals } from '../../policy/proposals.ts';
import { parseSelectors, type SelectorList } from '../../policy/selectors.ts';
import { isSecretKey } from '../shared/mask.ts';
import type { Draft } from '../shared/reading.ts';
import { cutOf, cutReason, keptSelectors } from '../shared/selector-list.ts';
import { strongswanAuth, words } from '../shared/strongswan-auth.ts';
import type { ConfSection, Setting } from './grammar.ts';

export type FileDialect = 'strongswan' | 'libreswan' | 'unknown';
type Side = 'left' | 'right';
type Settings = ReadonlyMap<string, Setting>;

const consumed =
  /^(?:also|ike|esp|phase2alg|ah|pfs|aggressive|aggrmode|(?:left|right)(?:|id2?|subnets?|protoport|cert2?|ca2?|auth2?|rsasigkey2?|sigkey|pubkey|ecdsakey|ckaid|updown))$/;

/** Makes the connection of one section's effective settings. */
export function connectionOf(
  section: ConfSection,
  settings: Settings,
  dialect: FileDialect,
  draft: Draft,
): ConnectionConfig {
  const text = (key: string): string | null => settings.get(key)?.value ?? null;
  const kept: Record<string, string> = { dialect };
  for (const [key, { value }] of settings)
    if (!consumed.test(key) && !isSecretKey(key)) kept[key] = value.slice(0, 300);
  const addresses = (side: Side): readonly string[] => words(text(side) ?? '%any').map(sideAddress);
  const left = addresses('left');
  const right = addresses('right');
  kept['orientation'] = startingOrientation(text('left'), text('right'));
  return {
    kind: 'connection',
    name: section.name,
    loaded: false,
    versions: versions(settings, dialect),
    aggressive: yes(text('aggressive') ?? text('aggrmode')) ?? false,
    localAddresses: left,
    remoteAddresses: right,
    local: rounds(settings, 'left', dialect),
    remote: rounds(settings, 'right', dialect),
    proposals: ikeProposals(text('ike'), dialect),
    ...children(section, settings, dialect, draft),
    settings: kept,
    src: draft.source(section.line, section.lastLine),
  };
}

/** A side that can only be the other end, or names this host by itself, settles which side is local without knowing the addresses. */
function startingOrientation(left: string | null, right: string | null): 'left' | 'unknown' {
  if (left !== null && left.startsWith('%defaultroute')) return 'left';
  if (right !== null && /^%(?:any|group|opportunistic)/.test(right) && left !== null && !left.startsWith('%'))
    return 'left';
  return 'unknown';
}

function sideAddress(word: string): string {
  return canonicalAddress(word.replace(/^"|"$/g, ''));
}

function yes(text: string | null): boolean | null {
  if (text === null) return null;
  return ['yes', 'true', '1', 'on', 'insist', 'force'].includes(text.toLowerCase());
}

/** IKE versions of `keyexchange` and `ikev2`; empty when a default of the release decides. */
function versions(settings: Settings, dialect: FileDialect): readonly (1 | 2)[] {
  const exchange = settings.get('keyexchange')?.value.toLowerCase();
  const ikev2 = settings.get('ikev2')?.value.toLowerCase();
  if (exchange === 'ikev1') return [1];
  if (exchange === 'ikev2') return [2];
  if (ikev2 === 'insist' || ikev2 === 'yes' || ikev2 === 'propose') return [2];
  if (ikev2 === 'no' || ikev2 === 'never') return [1];
  // strongSwan: "ike" starts with IKEv2 and answers both; Libreswan's default has changed between releases.
  return dialect === 'strongswan' && (exchange === 'ike' || exchange === undefined) ? [1, 2] : [];
}

function ikeProposals(text: string | null, dialect: FileDialect): readonly Proposal[] {
  return text === null || text === '' ? [] : proposals(text, dialect, 'IKE');
}

function proposals(text: string, dialect: FileDialect, protocol: 'IKE' | 'ESP' | 'AH'): readonly Proposal[] {
  if (dialect === 'libreswan') return parseProposals(text, 'libreswan', protocol);
  const found = parseProposals(text, 'strongswan', protocol);
  if (dialect === 'unknown') {
    // Only what both products read alike is certain.
    const other = parseProposals(text, 'libreswan', protocol);
    return other.every((one) => one.unknown === undefined) && found.some((one) => one.unknown !== undefined)
      ? other
      : found;
  }
  if (text.trim().endsWith('!')) return found;
  // Without the closing "!" stroke appends its default proposals.
  return [...found, ...parseProposals('default', 'strongswan', protocol)];
}

const pubkeyWords = /^(?:pubkey|rsasig|rsa|ecdsa|ecdsasig|ecdsa-|rsa-|rsasigkey)/;

function authWord(word: string, dialect: FileDialect): { method: AuthMethod; detail: string | null } {
  const lower = word.toLowerCase();
  if (lower === 'secret' || lower === 'psk') return { method: 'psk', detail: null };
  if (lower === 'null') return { method: 'null', detail: null };
  if (lower === 'eaponly') return { method: 'eap', detail: null };
  if (pubkeyWords.test(lower)) {
    const plain = lower === 'pubkey' || lower === 'rsasig' || lower === 'rsasigkey';
    return { method: 'pubkey', detail: plain ? null : lower };
  }
  return dialect === 'libreswan' ? { method: 'any', detail: lower } : strongswanAuth(lower);
}

/** Authentication of one side: `leftauth` over `authby`; both products use public keys by default. */
function rounds(settings: Settings, side: Side, dialect: FileDialect): readonly AuthRound[] {
  const text = (key: string): string | null => settings.get(key)?.value ?? null;
  const list = (key: string): readonly string[] => {
    const value = text(key);
    return value === null || value === '' ? [] : [value];
  };
  const authby = text('authby');
  const own = text(`${side}auth`);
  let method: { method: AuthMethod; detail: string | null } = { method: 'pubkey', detail: null };
  let xauth = false;
  if (own !== null) method = authWord(own, dialect);
  else if (authby !== null) {
    const parts = authby.toLowerCase().split(/[,|\s]+/);
    const methods = parts.map((part) => authWord(part.replace(/^xauth/, ''), dialect));
    const first = methods[0];
    if (first !== undefined)
      method = methods.every((one) => one.method === first.method) ? first : { method: 'any', detail: authby };
    xauth = parts.some((part) => part.startsWith('xauth'));
  }
  const found: AuthRound[] = [
    {
      ...method,
      id: text(`${side}id`),
      certificates: list(`${side}cert`),
      authorities: list(`${side}ca`),
    },
  ];
  const second = text(`${side}auth2`);
  const client = yes(text(`${side}xauthclient`)) === true || yes(text(`${side}xauthserver`)) === true;
  if (second !== null)
    found.push({
      ...authWord(second, dialect),
      id: text(`${side}id2`),
      certificates: list(`${side}cert2`),
      authorities: [],
    });
  else if (xauth || client)
    found.push({ method: 'xauth', detail: null, id: text('xauth_identity'), certificates: [], authorities: [] });
  return found;
}

/** The tunnels of a connection: one, or with `leftsubnets`/`rightsubnets` one for each pair. */
function children(
  section: ConfSection,
  settings: Settings,
  dialect: FileDialect,
  draft: Draft,
): Pick<ConnectionConfig, 'children' | 'childrenGiven'> {
  const text = (key: string): string | null => settings.get(key)?.value ?? null;
  const [ours, theirs] = [subnets(settings, 'left', dialect, draft), subnets(settings, 'right', dialect, draft)];
  const [left, right] = [ours.lists, theirs.lists];
  const whole = ours.given === left.length && theirs.given === right.length;
  const type = text('type')?.toLowerCase() ?? 'tunnel';
  const mode =
    type === 'tunnel' || type === 'transport'
      ? type
      : type.startsWith('pass')
        ? 'pass'
        : type === 'drop'
          ? 'drop'
          : null;
  const protocol = text('phase2')?.toLowerCase() === 'ah' || text('ah') !== null ? 'AH' : 'ESP';
  const algorithms =
    text('phase2alg') ?? text(protocol === 'AH' ? 'ah' : 'esp') ?? (protocol === 'AH' ? text('esp') : null);
  const list = algorithms === null || algorithms === '' ? [] : proposals(algorithms, dialect, protocol);
  const kept: Record<string, string> = {};
  for (const key of [
    'encapsulation',
    'narrowing',
    'compress',
    'esn',
    'auto',
    'reqid',
    'mark',
    'replay-window',
    'mtu',
    'sha2-truncbug',
  ])
    if (text(key) !== null) kept[key] = text(key) ?? '';
  const made = left.flatMap((local, i) =>
    right.map(
      (remote, j): ChildConfig => ({
        name: left.length * right.length > 1 ? `${section.name}/${i + 1}x${j + 1}` : section.name,
        local: local.selectors,
        remote: remote.selectors,
        ...cutOf(local, remote),
        mode,
        proposals: list,
        pfs: pfsOf(text('pfs'), list, dialect),
        settings: kept,
        src: draft.source(section.line, section.lastLine),
      }),
    ),
  );
  return { children: made, ...(whole ? {} : { childrenGiven: ours.given * theirs.given }) };
}

/** Libreswan has a switch that is on by default; strongSwan's groups in `esp` decide. */
function pfsOf(text: string | null, list: readonly Proposal[], dialect: FileDialect): 'yes' | 'no' | null {
  if (dialect === 'libreswan') return yes(text) === false ? 'no' : 'yes';
  if (dialect === 'unknown' || list.length === 0 || list.some((one) => one.builtIn === true)) return null;
  const groups = list.map((one) => one.groups.some((group) => group !== 'NONE'));
  return groups.every(Boolean) ? 'yes' : groups.some(Boolean) ? null : 'no';
}

/** Selector lists of one side, one for each tunnel, and how many tunnels the file gives it. */
interface Subnets {
  readonly lists: readonly SelectorList[];
  readonly given: number;
}

/** Tunnels of one side that are kept: with those of the other side they multiply. */
const maxTunnels = 64;

const alone = (list: SelectorList): Subnets => ({ lists: [list], given: 1 });

/** Nothing given means the side's own address; what cannot be read gives an empty list. */
function subnets(settings: Settings, side: Side, dialect: FileDialect, draft: Draft): Subnets {
  const upper = settings.get(`${side}protoport`)?.value;
  const suffix = upper === undefined || upper === '' ? '' : `[${upper}]`;
  const many = settings.get(`${side}subnets`);
  const one = settings.get(`${side}subnet`);
  const given = many ?? one;
  if (given === undefined || given.value === '') return alone(parseSelectors(`dynamic${suffix}`));
  const texts = words(given.value.replaceAll(/[{}]/g, ' ')).map((word) => {
    const plain = word === '%dynamic' ? 'dynamic' : word === '0/0' ? '0.0.0.0/0' : word;
    return plain.includes('[') || plain.includes(':6/') || plain.includes(':17/') ? plain : `${plain}${suffix}`;
  });
  const apart = many !== undefined && dialect !== 'strongswan';
  const list = parseSelectors((apart ? texts.slice(0, maxTunnels) : texts).join(' '));
  if (apart && texts.length > maxTunnels)
    draft.fault(given.line, cutReason(given.key, 'subnets', maxTunnels, texts.length));
  const { selectors, bad } = list;
  if (bad.length > 0 && !bad.every((word) => /^(?:vhost|vnet|%)/.test(word)))
    draft.fault(given.line, `${given.key} holds a word that is no subnet`);
  if (bad.length > 0) return alone({ ...list, selectors: [] });
  if (apart) return { lists: selectors.map((net) => ({ selectors: [net], bad: [], given: 1 })), given: texts.length };
  keptSelectors(list, given.key, given.line, draft);
  return alone(list);
}
