/** swanctl.conf: connections, pools and secrets as strongSwan's swanctl(8) loads them. */
import type { AuthRound, ChildConfig, ConnectionConfig, Proposal, SecretConfig } from '../../observations/index.ts';
import { canonicalAddress } from '../../policy/addresses.ts';
import { parseProposals } from '../../policy/proposals.ts';
import { parseSelectors, type SelectorList } from '../../policy/selectors.ts';
import type { TextFormat } from '../reader.ts';
import { isSecretKey, maskLine } from '../shared/mask.ts';
import { placeMaker } from '../shared/places.ts';
import { collectingReader, type Draft, hostFact, type Line } from '../shared/reading.ts';
import { cutOf, keptSelectors } from '../shared/selector-list.ts';
import { digestOf, isRedacted } from '../shared/secret-value.ts';
import { strongswanAuth, words } from '../shared/strongswan-auth.ts';
import { type Effective, parseSettings, resolve, type Section } from './grammar.ts';
import { authKeys, childKeys, connectionKeys, unneeded } from './keys.ts';
import { connectionPlaces, valuePlace } from './places.ts';

function parse(lines: readonly Line[], draft: Draft): void {
  const file = parseSettings(lines);
  maskValues(file.root, lines, draft, false);
  for (const { line, reason } of file.faults) draft.fault(line, reason);
  for (const include of file.includes) draft.add(hostFact(draft, 'include-not-read', include.pattern, include.line));
  draft.product = 'strongSwan';
  const places = placeMaker(lines, draft);
  const root = resolve(
    file.root,
    // A name that is masked where it stands is that of no section.
    (path, line) => {
      if ((draft.quotable.get(line) ?? '').includes('***')) return;
      draft.add(hostFact(draft, 'reference-unresolved', path, line));
    },
    (line) => draft.fault(line, 'more inheritance than is followed'),
  );
  const connections = root.sections.get('connections');
  let count = 0;
  for (const [name, section] of connections?.sections ?? []) {
    draft.add({ ...connection(name, section, draft), places: connectionPlaces(section, roundsOf, places) });
    count++;
  }
  if (connections !== undefined)
    draft.add({ kind: 'listing', of: 'connections', entries: count, src: draft.source(connections.line) });
  const secrets = root.sections.get('secrets');
  let loaded = 0;
  for (const [name, section] of secrets?.sections ?? []) {
    const found = secret(name, section, draft);
    if (found === undefined) continue;
    const ids = [...section.values].filter(([key]) => key.startsWith('id'));
    draft.add({ ...found, idPlaces: ids.map(([, id]) => valuePlace(id, section, places) ?? null) });
    loaded++;
  }
  if (secrets !== undefined)
    draft.add({ kind: 'listing', of: 'secrets', entries: loaded, src: draft.source(secrets.line) });
  for (const [name, pool] of root.sections.get('pools')?.sections ?? []) {
    const addresses = pool.values.get('addrs')?.text ?? '';
    draft.add(hostFact(draft, `pool-${name}`, addresses, pool.line));
  }
}

/** Blanks out the values of the secrets section, and of telling names anywhere, in the lines that may be quoted. */
function maskValues(section: Section, lines: readonly Line[], draft: Draft, inSecrets: boolean): void {
  const spans: { line: number; from: number; to: number }[] = [];
  const visit = (one: Section, secret: boolean, depth: number): void => {
    for (const [key, value] of one.values) {
      const id = key.startsWith('id') || key === 'file' || key === 'handle' || key === 'slot' || key === 'module';
      if ((secret && !id) || isSecretKey(key)) spans.push(...value.spans);
    }
    for (const [name, child] of one.sections) visit(child, secret || (depth === 0 && name === 'secrets'), depth + 1);
  };
  visit(section, inSecrets, 0);
  const byLine = new Map(lines.map((line) => [line.number, line.text]));
  const sorted = spans.sort((a, b) => b.from - a.from);
  const touched = new Map<number, string>();
  for (const { line, from, to } of sorted) {
    const text = touched.get(line) ?? byLine.get(line);
    if (text !== undefined) touched.set(line, `${text.slice(0, from)}***${text.slice(to)}`);
  }
  for (const [line, text] of touched) draft.quotable.set(line, maskLine(text));
}

function value(section: Effective, key: string): string | null {
  const text = section.values.get(key)?.text;
  return text === undefined || text === '' ? null : text;
}

function yes(text: string | null): boolean {
  return text !== null && ['yes', 'true', '1', 'enabled', 'on'].includes(text.toLowerCase());
}

function listUnknown(path: string, section: Effective, known: ReadonlySet<string>, draft: Draft): void {
  for (const [key, { line }] of section.values) if (!known.has(key)) unknownKey(draft, path, key, line);
}

function settings(section: Effective, known: ReadonlySet<string>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [key, { text }] of section.values)
    if (known.has(key) && !unneeded.has(key) && !isSecretKey(key)) found[key] = text.slice(0, 300);
  return found;
}

function connection(name: string, section: Effective, draft: Draft): ConnectionConfig {
  const path = `connections.${name}`;
  listUnknown(path, section, connectionKeys, draft);
  const version = value(section, 'version') ?? '0';
  const addresses = (key: string): readonly string[] => words(value(section, key) ?? '%any').map(canonicalAddress);
  const children: ChildConfig[] = [];
  for (const [child, inner] of section.sections.get('children')?.sections ?? [])
    children.push(childConfig(child, inner, `${path}.children.${child}`, draft));
  for (const [other, inner] of section.sections)
    if (other !== 'children' && !/^(?:local|remote)/.test(other)) unknownKey(draft, path, other, inner.line);
  return {
    kind: 'connection',
    name,
    loaded: false,
    versions: version === '1' ? [1] : version === '2' ? [2] : [1, 2],
    aggressive: yes(value(section, 'aggressive')),
    localAddresses: addresses('local_addrs'),
    remoteAddresses: addresses('remote_addrs'),
    local: rounds(section, 'local', path, draft),
    remote: rounds(section, 'remote', path, draft),
    proposals: parseProposals(value(section, 'proposals') ?? 'default', 'strongswan', 'IKE', 'kept'),
    children,
    settings: { ...settings(section, connectionKeys), ...revocationOf(section), dialect: 'strongswan' },
    src: draft.source(section.line, section.lastLine),
  };
}

/** What the first round asks of the peer's certificate (`revocation`). */
function revocationOf(section: Effective): Record<string, string> {
  const [first] = roundsOf(section, 'remote');
  const revocation = first === undefined ? null : value(first.one, 'revocation');
  return revocation === null ? {} : { revocation: revocation.toLowerCase() };
}

/** The `local…` or `remote…` sections in the order of their rounds. */
function roundsOf(section: Effective, side: 'local' | 'remote'): { readonly name: string; readonly one: Effective }[] {
  const found = [...section.sections].filter(([name]) => name.startsWith(side));
  const order = (one: Effective): number => Number(value(one, 'round') ?? '0') || 0;
  return found
    .map(([name, one], index) => ({ name, one, index }))
    .sort((a, b) => order(a.one) - order(b.one) || a.index - b.index);
}

function rounds(section: Effective, side: 'local' | 'remote', path: string, draft: Draft): readonly AuthRound[] {
  return roundsOf(section, side).map(({ name, one }) => {
    listUnknown(`${path}.${name}`, one, authKeys, draft);
    const files = (key: string): readonly string[] => [
      ...words(value(one, key) ?? ''),
      ...[...one.sections]
        .filter(([sub]) => sub.startsWith(key.slice(0, -1)))
        .flatMap(([, sub]) => value(sub, 'file') ?? []),
    ];
    const { method, detail } = strongswanAuth(value(one, 'auth') ?? 'pubkey');
    const identity = method === 'eap' ? 'eap_id' : method === 'xauth' ? 'xauth_id' : 'id';
    const user = identity === 'id' ? null : value(one, identity);
    return {
      method,
      detail,
      id: value(one, 'id') ?? value(one, identity),
      ...(user === null ? {} : { user }),
      ...(value(one, 'pubkeys') !== null || isOnToken(one) ? { keysElsewhere: true as const } : {}),
      certificates: files('certs'),
      authorities: [...files('cacerts'), ...(value(one, 'ca_id') === null ? [] : [value(one, 'ca_id') ?? ''])],
    };
  });
}

/** A `cert…` section with a handle instead of a file (swanctl.conf(5)). */
function isOnToken(section: Effective): boolean {
  return [...section.sections].some(([name, one]) => name.startsWith('cert') && value(one, 'handle') !== null);
}

function childConfig(name: string, section: Effective, path: string, draft: Draft): ChildConfig {
  listUnknown(path, section, childKeys, draft);
  const esp = value(section, 'esp_proposals');
  const ah = value(section, 'ah_proposals');
  const proposals: Proposal[] = [];
  if (ah !== null) proposals.push(...parseProposals(ah, 'strongswan', 'AH', 'kept'));
  if (esp !== null || ah === null) proposals.push(...parseProposals(esp ?? 'default', 'strongswan', 'ESP', 'kept'));
  const mode = value(section, 'mode')?.toLowerCase() ?? 'tunnel';
  const [local, remote] = [selectors(section, 'local_ts', draft), selectors(section, 'remote_ts', draft)];
  return {
    name,
    local: local.selectors,
    remote: remote.selectors,
    ...cutOf(local, remote),
    mode: mode === 'tunnel' || mode === 'transport' || mode === 'pass' || mode === 'drop' ? mode : null,
    proposals,
    pfs: pfs(proposals),
    settings: settings(section, childKeys),
    src: draft.source(section.line, section.lastLine),
  };
}

/** PFS when every proposal has a group, none when none has; otherwise the peer decides. */
export function pfs(proposals: readonly Proposal[]): 'yes' | 'no' | null {
  if (proposals.length === 0 || proposals.some((one) => one.builtIn === true)) return null;
  const withGroup = proposals.filter((one) => one.groups.some((group) => group !== 'NONE'));
  if (withGroup.length === 0) return 'no';
  return withGroup.length === proposals.length && !withGroup.some((one) => one.groups.includes('NONE')) ? 'yes' : null;
}

function selectors(section: Effective, key: string, draft: Draft): SelectorList {
  const found = parseSelectors(value(section, key) ?? 'dynamic');
  const line = section.values.get(key)?.line ?? section.line;
  if (found.bad.length > 0) draft.fault(line, `${key} holds a word that is no selector`);
  keptSelectors(found, key, line, draft);
  return found;
}

const secretKinds: readonly (readonly [prefix: string, type: SecretConfig['type']])[] = [
  ['ike', 'psk'],
  ['eap', 'eap'],
  ['xauth', 'xauth'],
  ['ntlm', 'eap'],
  ['private', 'private-key'],
  ['rsa', 'private-key'],
  ['ecdsa', 'private-key'],
  ['pkcs8', 'private-key'],
  ['pkcs12', 'private-key'],
  ['token', 'private-key'],
  ['ppk', 'other'],
];

function secret(name: string, section: Effective, draft: Draft): SecretConfig | undefined {
  const type = secretKinds.find(([prefix]) => name.startsWith(prefix))?.[1];
  const written = section.values.get('secret') ?? section.values.get('pin');
  if (type === undefined) {
    draft.fault(section.line, 'a secret of unknown type');
    return undefined;
  }
  if (written === undefined) return undefined;
  const ids = [...section.values].filter(([key]) => key.startsWith('id')).map(([, id]) => id.text);
  return {
    kind: 'secret',
    type,
    ids,
    digest: digestOf(written.text),
    ...(isRedacted(written.text) ? { redacted: true } : {}),
    src: draft.source(section.line, section.lastLine),
  };
}

/** Reader of swanctl.conf. */
export const swanctlConf: TextFormat = {
  format: 'swanctl-conf',
  sniff(head, name) {
    let score = 0;
    let inside = false;
    for (const line of head) {
      const text = line.trim();
      if (/^(?:connections|secrets|pools|authorities)[ \t]*\{/.test(text)) {
        inside = true;
        score += 45;
      } else if (
        /(?:^|\{[ \t]{0,8})(?:local_ts|remote_ts|remote_addrs|local_addrs|esp_proposals|children)[ \t]*[={]/.test(text)
      ) {
        score += 20;
      } else if (/^(?:id(?:-[A-Za-z0-9]+)?|secret)[ \t]*=/.test(text) && inside) score += 15;
    }
    if (score > 0 && name.endsWith('swanctl.conf')) score += 10;
    return Math.min(score, inside ? 97 : 20);
  },
  open: collectingReader('swanctl-conf', parse),
};

/**
 * Notes a setting that swanctl does not know. In a damaged file anything may stand where a name belongs, a secret too: only what
 * is spelled like a setting is named, and nothing from a line that holds a secret.
 */
function unknownKey(draft: Draft, path: string, key: string, line: number): void {
  const named = /^[a-z][a-z0-9_-]{0,39}$/.test(key) && !draft.source(line).quote.includes('***');
  draft.add(hostFact(draft, 'unknown-key', named ? `${path}.${key}` : path, line));
}
