/** Proposals of every spelling in one vocabulary (RFC 7296 section 3.3; swanctl.conf and ipsec.conf manual pages of both daemons). */
import type { Proposal } from '../observations/configuration.ts';
import { transformTypes } from '../knowledge/registries/ikev2.ts';
import { registryName } from '../knowledge/registries/registry.ts';
import {
  type Algorithm,
  algorithm,
  type Dialect,
  integrityOf,
  isAead,
  prfOf,
  type TransformKind,
} from './algorithms.ts';

export type { Dialect, TransformKind } from './algorithms.ts';
export type ProposalProtocol = Proposal['protocol'];

/** No more than 255 can be numbered in one SA payload (RFC 2408 section 3.5, RFC 7296 section 3.3.1). */
const maxProposals = 255;
const maxWords = 128;

interface Draft {
  protocol: ProposalProtocol;
  readonly encryption: string[];
  readonly integrity: string[];
  readonly prf: string[];
  readonly groups: string[];
  readonly esn: string[];
  readonly additional: Record<string, string[]>;
  readonly unknown: string[];
  readonly open: TransformKind[];
}

/**
 * Proposals of a list as a configuration or a daemon writes it; order is kept, and those that can be sent are read: 255. A word that names no
 * algorithm known here stands in `unknown`. `default` (strongSwan) gives a proposal with `builtIn`. A trailing `!` is dropped,
 * unless it is `kept`: for ipsec.conf of strongSwan it says that the list is all there is, swanctl.conf does not know it.
 * Where the text itself says IKE, ESP or AH, that wins over `protocol`.
 */
export function parseProposals(
  text: string,
  dialect: Dialect,
  protocol: ProposalProtocol,
  mark: 'dropped' | 'kept' = 'dropped',
): readonly Proposal[] {
  const whole = text.trim();
  const trimmed = mark === 'dropped' ? whole.replace(/!$/, '') : whole;
  if (dialect === 'libreswan-log') return parsePlutoLog(trimmed, protocol);
  const words = trimmed.split(',').slice(0, maxProposals);
  return words.flatMap((word) => {
    const one = word.trim();
    if (one === '') return [];
    if (dialect === 'strongswan') return [strongswanEntry(one, protocol)];
    return [dialect === 'strongswan-log' ? charonEntry(one, protocol) : libreswanEntry(one, protocol)];
  });
}

function draft(protocol: ProposalProtocol): Draft {
  return {
    protocol,
    encryption: [],
    integrity: [],
    prf: [],
    groups: [],
    esn: [],
    additional: {},
    unknown: [],
    open: [],
  };
}

function add(list: string[], names: readonly string[]): void {
  for (const name of names) if (!list.includes(name)) list.push(name);
}

/** Puts one algorithm where it belongs; a hash goes to integrity. NONE without a place is nothing. */
function put(into: Draft, found: Algorithm | undefined, word: string): void {
  if (found === undefined) {
    if (into.unknown.length < maxWords) into.unknown.push(word.slice(0, 64));
  } else if (found.kind === 'hash') add(into.integrity, [found.integrity]);
  else if (found.kind === 'additional') {
    const list = into.additional[found.type] ?? [];
    add(list, found.names);
    into.additional[found.type] = list;
  } else if (found.kind !== 'none') add(into[found.kind], found.names);
}

function finish(from: Draft, text: string): Proposal {
  const { additional, unknown, open, ...lists } = from;
  const aead = lists.protocol !== 'AH' && lists.encryption.length > 0 && lists.encryption.every(isAead);
  if (lists.protocol === 'AH') {
    for (const name of lists.encryption) {
      const gmac = /^ENCR_NULL_AUTH_AES_GMAC_([0-9]+)$/.exec(name);
      if (gmac !== null) add(lists.integrity, [`AUTH_AES_${gmac[1]}_GMAC`]);
    }
    lists.encryption.length = 0;
  }
  return {
    ...lists,
    integrity: aead ? [] : lists.integrity,
    prf: lists.protocol === 'IKE' ? lists.prf : [],
    ...(Object.keys(additional).length > 0 ? { additional } : {}),
    ...(open.length > 0 ? { open } : {}),
    ...(unknown.length > 0 ? { unknown } : {}),
    text,
  };
}

function strongswanEntry(text: string, protocol: ProposalProtocol): Proposal {
  if (text === 'default') return { ...finish(draft(protocol), text), builtIn: true };
  const into = draft(protocol);
  const hashPrfs: string[] = [];
  for (const word of text.split('-').slice(0, maxWords)) {
    const found = algorithm(word, 'strongswan');
    put(into, found, word);
    if (found?.kind === 'hash' && found.prf !== null) hashPrfs.push(found.prf);
  }
  // charon takes the PRFs of the integrity algorithms when none is named, before it drops the latter for AEAD ciphers.
  if (into.protocol === 'IKE' && into.prf.length === 0) add(into.prf, hashPrfs);
  if (into.protocol !== 'IKE' && into.esn.length === 0) into.esn.push('NO_ESN');
  return finish(into, text);
}

/** `IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048`, also with the `-` of `--list-sas`. */
function charonEntry(text: string, protocol: ProposalProtocol): Proposal {
  const { named, rest } = protocolPrefix(text);
  const into = draft(named ?? protocol);
  for (const word of rest.split('/').slice(0, maxWords)) {
    if (word.trim() !== '') put(into, algorithm(word.trim(), 'strongswan-log'), word.trim());
  }
  return finish(into, text);
}

function protocolPrefix(text: string): { named: ProposalProtocol | undefined; rest: string } {
  const found = /^(?:[0-9]{1,3}:)?(IKE|ESP|AH)[:=]/.exec(text);
  if (found === null) return { named: undefined, rest: text.replace(/^[0-9]{1,3}:/, '') };
  return { named: protocolNamed(found[1] ?? ''), rest: text.slice(found[0].length) };
}

function protocolNamed(text: string): ProposalProtocol {
  return text === 'IKE' ? 'IKE' : text === 'AH' ? 'AH' : 'ESP';
}

/** `aes256-sha2;modp2048`, `aes-sha1+sha2;dh14`, `aes_gcm256`: cipher, then integrity and PRF (one word for both), then group. */
function libreswanEntry(text: string, protocol: ProposalProtocol): Proposal {
  const into = draft(protocol);
  const [suite = '', ...groupWords] = text.split(';');
  const hashSegments: Algorithm[][] = [];
  for (const [place, segment] of suite.split('-').slice(0, maxWords).entries()) {
    const found = segment.split('+').map((word) => ({ word, algorithm: algorithm(word, 'libreswan') }));
    const hashed = found.flatMap((one) => (isHash(one.algorithm) ? [one.algorithm] : []));
    if (hashed.length > 0) hashSegments.push(hashed);
    for (const one of found) {
      if (isHash(one.algorithm)) continue;
      const nullIntegrity = place > 0 && one.word.toLowerCase() === 'null';
      if (!nullIntegrity) put(into, one.algorithm, one.word);
    }
  }
  for (const segment of groupWords) {
    // `addke1=dh20+none` is an additional key exchange.
    const additional = /^\s*(addke[1-7])=/i.exec(segment);
    for (const word of segment.slice(additional?.[0].length ?? 0).split('+')) {
      const bare = word.trim();
      const found = algorithm(additional === null ? bare : `${additional[1]}_${bare}`, 'libreswan');
      if (found?.kind === 'none') add(into.groups, ['NONE']);
      else if (bare !== '') put(into, found, bare);
    }
  }
  const forIntegrity = hashSegments[0] ?? [];
  const forPrf = hashSegments[1] ?? forIntegrity;
  for (const hash of forIntegrity) if (hash.kind === 'hash') add(into.integrity, [hash.integrity]);
  for (const hash of forPrf) if (hash.kind === 'hash' && hash.prf !== null) add(into.prf, [hash.prf]);
  const aead = into.encryption.length > 0 && into.encryption.every(isAead);
  if (into.encryption.length === 0 && protocol !== 'AH') into.open.push('encryption');
  if (into.integrity.length === 0 && !aead) into.open.push('integrity');
  if (protocol === 'IKE' && into.prf.length === 0) into.open.push('prf');
  if (protocol === 'IKE' && into.groups.length === 0) into.open.push('groups');
  return finish(into, text);
}

function isHash(found: Algorithm | undefined): found is Extract<Algorithm, { kind: 'hash' }> {
  return found?.kind === 'hash';
}

/** What pluto prints: `1:IKE=…-…-…`, `1:IKE:ENCR=…;PRF=…`, `AES_CBC_256-HMAC_SHA2_256-MODP2048, …`, `{cipher=… integ=… prf=… group=…}`. */
function parsePlutoLog(text: string, protocol: ProposalProtocol): readonly Proposal[] {
  const bare = text.replaceAll(/[{}]/g, ' ').trim();
  const words = bare.split(/[\s,]+/).filter((word) => word !== '');
  if (/(?:^|[^a-z])(?:cipher|encr?)=/i.test(bare) && !/(?:IKE|ESP|AH)[:=]/.test(bare)) {
    const into = draft(protocol);
    for (const word of words.slice(0, maxWords)) {
      const pair = /^(?:cipher|encr?|integ|prf|group|dh|esn)=/i.exec(word);
      if (pair !== null) plutoSegment(into, word.slice(pair[0].length));
    }
    return [finish(into, bare)];
  }
  return words.slice(0, maxProposals).map((word) => plutoEntry(word, protocol));
}

function plutoEntry(word: string, protocol: ProposalProtocol): Proposal {
  const { named, rest } = protocolPrefix(word);
  const mark = rest.indexOf('[');
  const body = mark < 0 ? rest : rest.slice(0, mark);
  const into = draft(named ?? protocol);
  if (body.includes('=')) {
    for (const pair of body.split(';').slice(0, maxWords)) plutoSegment(into, pair.slice(pair.indexOf('=') + 1));
  } else for (const segment of body.split('-').slice(0, maxWords)) plutoSegment(into, segment);
  if (into.protocol === 'IKE' && into.integrity.length === 0 && !into.encryption.every(isAead)) {
    // The status line names only the PRF; pluto's integrity algorithm is the one that goes with it.
    for (const prf of into.prf) add(into.integrity, [integrityOf(prf) ?? prf]);
  }
  return finish(into, word);
}

function plutoSegment(into: Draft, segment: string): void {
  const found = segment
    .split('+')
    .slice(0, maxWords)
    .map((word) => ({ word, algorithm: algorithm(word, 'libreswan-log') }));
  const aboutGroups = found.some((one) => one.algorithm?.kind === 'groups');
  for (const one of found) {
    if (one.algorithm?.kind === 'none' && aboutGroups) add(into.groups, ['NONE']);
    else if (one.word !== '') put(into, one.algorithm, one.word);
  }
}

/** A transform of an SA payload as numbers and names of the registries: type, name of the id, key length in bits (null when not given). */
export interface WireTransform {
  readonly type: number;
  readonly name: string;
  readonly keyLength: number | null;
}

/** A proposal of an IKEv2 SA payload. `name` is the registry's (`ENCR_AES_CBC`, `modp2048`, `NONE`); unassigned ids keep their given name. */
export function proposalOfTransforms(transforms: readonly WireTransform[], protocol: ProposalProtocol): Proposal {
  const into = draft(protocol);
  for (const { type, name, keyLength } of transforms.slice(0, 1024)) {
    const full = keyLength === null || /_POLY1305|3DES/.test(name) ? name : `${name}_${keyLength}`;
    if (type === 1) add(into.encryption, [full]);
    else if (type === 2) add(into.prf, [name]);
    else if (type === 3) add(into.integrity, name === 'NONE' ? [] : [name]);
    else if (type === 4) add(into.groups, [name]);
    else if (type === 5) add(into.esn, [name]);
    else {
      const key = registryName(transformTypes, type);
      const list = into.additional[key] ?? [];
      add(list, [name]);
      into.additional[key] = list;
    }
  }
  const made = finish(into, '');
  return { ...made, text: formatProposal(made) };
}

/** One transform of an IKEv1 SA payload, attributes by registry names (`AES-CBC`, `SHA2-256`, `HMAC-SHA2-256`, `ESP_AES-CBC`, `modp2048`). */
export interface WireSuite {
  readonly encryption: string | null;
  readonly keyLength: number | null;
  readonly hash: string | null;
  readonly group: string | null;
  readonly extendedSequence: boolean | null;
}

/** A proposal of one IKEv1 transform; phase 1 hashes count as integrity and PRF. */
export function proposalOfSuite(suite: WireSuite, protocol: ProposalProtocol): Proposal {
  const into = draft(protocol);
  if (suite.encryption !== null && protocol !== 'AH') {
    const word = suite.encryption.replace(/^ESP_/, '').replace('CAMELLIA', 'CAMELLIA_CBC').replace('CBC-CBC', 'CBC');
    const keyed = suite.keyLength === null ? word : `${word}_${suite.keyLength}`;
    const found = algorithm(keyed, 'strongswan-log') ?? algorithm(word, 'strongswan-log');
    // A cipher of variable length without the attribute says nothing of its length.
    if (found?.kind === 'encryption')
      add(
        into.encryption,
        suite.keyLength === null ? found.names.map((name) => name.replace(/_128$/, '')) : found.names,
      );
    else into.unknown.push(suite.encryption);
  }
  if (suite.hash !== null) {
    const found = algorithm(suite.hash.replace(/^(?:HMAC-|AH_)/, '').replace(/-MAC$/, ''), 'strongswan-log');
    if (found?.kind === 'hash') {
      add(into.integrity, [found.integrity]);
      if (found.prf !== null) add(into.prf, [found.prf]);
    } else into.unknown.push(suite.hash);
  }
  if (suite.group !== null) add(into.groups, [suite.group]);
  if (suite.extendedSequence !== null) add(into.esn, [suite.extendedSequence ? 'ESN' : 'NO_ESN']);
  if (into.protocol === 'IKE' && into.prf.length === 0)
    for (const name of into.integrity) add(into.prf, [prfOf(name) ?? name]);
  const made = finish(into, '');
  return { ...made, text: formatProposal(made) };
}

/** One line for people: types divided by `/`, alternatives by `+`; `default` for the daemon's built-in list. */
export function formatProposal(proposal: Proposal): string {
  const known = formatted.get(proposal) ?? textOf(proposal);
  formatted.set(proposal, known);
  return known;
}

const formatted = new WeakMap<Proposal, string>();

function textOf(proposal: Proposal): string {
  if (proposal.builtIn === true) return 'default';
  const parts = [
    proposal.encryption,
    proposal.integrity,
    proposal.prf,
    proposal.groups,
    ...Object.entries(proposal.additional ?? {}).map(([type, names]) => names.map((name) => `${type}:${name}`)),
    proposal.esn.filter((name) => name !== 'NO_ESN' || proposal.esn.length > 1),
    (proposal.unknown ?? []).map((word) => `?${word}`),
  ];
  return parts
    .filter((names) => names.length > 0)
    .map((names) => names.join('+'))
    .join('/');
}
