import type { DetectFinding } from './document/detect-types.ts';
import type { AuthRound, ChildConfig, ConnectionConfig, Selector } from './observations/index.ts';
import { parseAddress } from './policy/addresses.ts';
import { turnedChild } from './policy/orient.ts';
import { formatSelector } from './policy/selectors.ts';

/** Most differences that are told of one host. */
const maxFindings = 200;

/** Words that stand for any address, or for one that is only known while the daemon runs. */
const openAddress = /^(?:%any[46]?|0\.0\.0\.0(?:\/0)?|::(?:\/0)?|)$/;

/** Addresses to compare: null where the file names what only the daemon knows (a name, `%defaultroute`). */
function addressesOf(list: readonly string[]): readonly string[] | null {
  const closed = list.filter((word) => !openAddress.test(word));
  if (
    closed.some(
      (word) =>
        word.startsWith('%') || (!word.includes('/') && !word.includes('-') && parseAddress(word) === undefined),
    )
  )
    return null;
  return [...closed].sort();
}

/** An identity as both write it: without the mark of its type. Distinguished names are written in too many ways. */
function idOf(text: string | null): string | null {
  if (text === null || text === '%any' || text.includes('=')) return null;
  return text.replace(/^(?:fqdn:|email:|ipv4:|ipv6:|keyid:|@#?|userfqdn:)/, '').toLowerCase();
}

function roundsOf(rounds: readonly AuthRound[]): readonly { readonly method: string; readonly id: string | null }[] {
  return rounds.map(({ method, id }) => ({ method, id: idOf(id) }));
}

/** Selectors to compare; null where one is the address of that end, known while the daemon runs. */
function selectorsOf(list: readonly Selector[]): readonly string[] | null {
  if (list.length === 0 || list.some(({ dynamic }) => dynamic === true)) return null;
  return list
    .map(({ from, to, protocol, portFrom, portTo }) => `${from}-${to}/${protocol}/${portFrom}-${portTo}`)
    .sort();
}

type Told = readonly [key: string, file: string, loaded: string];

/** Where both tell a thing and tell it differently. What one of them leaves open is not held against it. */
function pair(key: string, file: readonly string[] | null, loaded: readonly string[] | null): Told[] {
  if (file === null || loaded === null || file.length === 0 || loaded.length === 0) return [];
  return file.join(', ') === loaded.join(', ') ? [] : [[key, file.join(', '), loaded.join(', ')]];
}

function selectorDifference(key: string, file: readonly Selector[], loaded: readonly Selector[]): Told[] {
  const shown = (list: readonly Selector[]): string => list.map(formatSelector).join(', ');
  return pair(key, selectorsOf(file), selectorsOf(loaded)).map(() => [key, shown(file), shown(loaded)]);
}

function childDifferences(file: ChildConfig, loaded: ChildConfig): Told[] {
  const name = file.name;
  return [
    ...pair(`${name}.mode`, file.mode === null ? null : [file.mode], loaded.mode === null ? null : [loaded.mode]),
    ...(['local', 'remote'] as const).flatMap((side) =>
      // What was left out of a list that is cut is held against nothing.
      file.cut?.[side] === undefined && loaded.cut?.[side] === undefined
        ? selectorDifference(`${name}.${side}_ts`, file[side], loaded[side])
        : [],
    ),
  ];
}

function authDifferences(side: 'local' | 'remote', file: readonly AuthRound[], loaded: readonly AuthRound[]): Told[] {
  const [wanted, has] = [roundsOf(file), roundsOf(loaded)];
  if (wanted.length === 0 || has.length === 0) return [];
  if (wanted.length !== has.length) return [[`${side}.rounds`, `${wanted.length}`, `${has.length}`]];
  return wanted.flatMap((round, i): Told[] => {
    const other = has[i];
    if (other === undefined) return [];
    const open = round.method === 'any' || other.method === 'any';
    return [
      ...(open ? [] : pair(`${side}.auth`, [round.method], [other.method])),
      ...(round.id === null || other.id === null ? [] : pair(`${side}.id`, [round.id], [other.id])),
    ];
  });
}

/** The same connection told from the other end. */
function turned(config: ConnectionConfig): ConnectionConfig {
  return {
    ...config,
    localAddresses: config.remoteAddresses,
    remoteAddresses: config.localAddresses,
    local: config.remote,
    remote: config.local,
    children: config.children.map(turnedChild),
  };
}

/** As `loadedDifferences`; which of left and right of ipsec.conf is this host is what fits the daemon better. */
function differences(file: ConnectionConfig, loaded: ConnectionConfig): readonly Told[] {
  const straight = loadedDifferences(file, loaded);
  if (file.places?.grammar !== 'ipsec.conf' || straight.length === 0) return straight;
  const other = loadedDifferences(turned(file), loaded);
  return other.length < straight.length ? other : straight;
}

/** What a connection of a file and the loaded one of the same name tell differently. */
export function loadedDifferences(file: ConnectionConfig, loaded: ConnectionConfig): readonly Told[] {
  const children = new Map(loaded.children.map((child) => [child.name, child]));
  // A connection of Libreswan is its own child, by whatever name the daemon made of it.
  const single = file.places?.grammar === 'ipsec.conf' && file.children.length === 1 && loaded.children.length === 1;
  return [
    ...pair('version', file.versions.map(String).sort(), loaded.versions.map(String).sort()),
    ...pair('local_addrs', addressesOf(file.localAddresses), addressesOf(loaded.localAddresses)),
    ...pair('remote_addrs', addressesOf(file.remoteAddresses), addressesOf(loaded.remoteAddresses)),
    ...authDifferences('local', file.local, loaded.local),
    ...authDifferences('remote', file.remote, loaded.remote),
    ...file.children.flatMap((child): readonly Told[] => {
      const other = children.get(child.name) ?? (single ? loaded.children[0] : undefined);
      return other === undefined ? [[`children.${child.name}`, child.name, '-']] : childDifferences(child, other);
    }),
    ...loaded.children
      .filter(({ name }) => !single && !file.children.some((child) => child.name === name))
      .map(({ name }): Told => [`children.${name}`, '-', name]),
  ];
}

/** Libreswan makes one connection of each pair of subnets, `net/1x2`, and one of each peer of a template, `net[3]`. */
const baseName = (name: string): string => name.replace(/(?:\[[0-9]{1,10}\])?(?:\/[0-9]{1,5}x[0-9]{1,5})?$/, '');

/** Connections of the files against those the daemon has loaded. Empty: as far as the daemon tells of them they are the same. */
export function compareLoaded(
  files: readonly ConnectionConfig[],
  loaded: readonly ConnectionConfig[],
): readonly DetectFinding[] {
  const findings: DetectFinding[] = [];
  const add = (finding: DetectFinding): void => {
    if (findings.length < maxFindings) findings.push(finding);
  };
  const has = new Map<string, ConnectionConfig[]>();
  for (const one of loaded) has.set(baseName(one.name), [...(has.get(baseName(one.name)) ?? []), one]);
  for (const file of files) {
    const others = has.get(file.name) ?? [];
    // `auto=ignore`, the default of ipsec.conf, is loaded by nobody.
    const ignored = file.places?.grammar === 'ipsec.conf' && /^(?:ignore|)$/.test(file.settings['auto'] ?? '');
    if (others.length === 0) {
      if (!ignored) add({ code: 'not-loaded', args: { connection: file.name } });
      continue;
    }
    const [one] = others;
    // Of several made out of one each holds a part of the subnets only.
    if (one === undefined || others.length > 1) continue;
    for (const [key, inFile, inDaemon] of differences(file, one))
      add({ code: 'differs', args: { connection: file.name, key, file: inFile, loaded: inDaemon } });
  }
  const named = new Set(files.map(({ name }) => name));
  for (const name of has.keys()) if (!named.has(name)) add({ code: 'not-in-file', args: { connection: name } });
  return findings;
}
