/** Connections that a daemon would refuse to load for what their own file says. */
import type { ConnectionConfig, Proposal } from '../observations/configuration.ts';
import type { DifferenceKind, HostConfiguration } from './differences.ts';

/**
 * `sure`: every release refuses it. Otherwise the release, or how it was built, decides. `of`: what the comparison says of this part of the
 * connection stands only where it is loaded after all.
 */
export interface Refusal {
  readonly word: string;
  readonly sure: boolean;
  /** By stable name. */
  readonly why:
    | 'syntax-error'
    | 'no-such-algorithm'
    | 'no-such-value'
    | 'not-in-build'
    | 'build-decides'
    | 'release-decides';
  readonly of: DifferenceKind | null;
}

interface Row {
  readonly dialect: 'strongswan' | 'libreswan';
  readonly word: RegExp;
  readonly sure: boolean;
  readonly why: Refusal['why'];
  readonly source: string;
}

/** Words of a proposal, as the registries name the algorithm or, where they name none, as the file has it. */
const algorithms: readonly Row[] = [
  {
    dialect: 'strongswan',
    word: /^(?:aes|camellia)(?!128$|192$|256$)\d{3,4}$/,
    sure: true,
    why: 'no-such-algorithm',
    source: 'RFC 3602 section 2.2 and RFC 5529 section 2: keys of 128, 192 and 256 bits',
  },
  {
    dialect: 'libreswan',
    word: /^(?:aes|camellia)(?!128$|192$|256$)\d{3,4}$/,
    sure: true,
    why: 'no-such-algorithm',
    source: 'RFC 3602 section 2.2 and RFC 5529 section 2: keys of 128, 192 and 256 bits',
  },
  {
    dialect: 'libreswan',
    word: /^ENCR_BLOWFISH_\d+$/,
    sure: true,
    why: 'no-such-algorithm',
    source: 'CHANGES of Libreswan, v3.6 (October 2013): "Remove blowfish"',
  },
  {
    dialect: 'libreswan',
    word: /^(?:ENCR_DES|modp768)$/,
    sure: true,
    why: 'no-such-algorithm',
    source: 'CHANGES of Libreswan, v3.3 (May 2013): "Removal of USE_WEAKSTUFF" (1DES, modp768)',
  },
  {
    dialect: 'libreswan',
    word: /^modp1024$/,
    sure: false,
    why: 'build-decides',
    source: 'Built in only with USE_DH2=true since 3.30 (github.com/nm-l2tp/NetworkManager-l2tp issues 123 and 125)',
  },
];

/** Settings of Libreswan that take words of a list alone; another word is an error in the file (keywords.c of Libreswan 3.x). */
const lists: Readonly<Record<string, { readonly words: ReadonlySet<string>; readonly sure: boolean }>> = {
  type: { words: new Set(['tunnel', 'transport', 'pass', 'passthrough', 'reject', 'drop']), sure: true },
  ikev2: {
    words: new Set('never permit propose insist yes always no on off true false 0 1'.split(' ')),
    sure: true,
  },
  // What became of it after 4.x no source here tells.
  dpdaction: { words: new Set(['hold', 'clear', 'restart', 'restart_by_peer', 'none', 'disabled']), sure: false },
};

/** Releases whose lists these are. */
const knownReleases = /^[34]\./;

/**
 * Whether a daemon leaves a connection of ipsec.conf alone until a command loads it: `auto=ignore`, which is the default (ipsec.conf(5) of both
 * products, `auto`). pluto takes it by `ipsec auto --add`; stroke as if it did not stand in the file.
 */
export function isIgnored({ loaded, settings }: ConnectionConfig): boolean {
  return !loaded && settings['orientation'] !== undefined && /^(?:ignore|)$/i.test(settings['auto'] ?? '');
}

/** Why a daemon would not load this connection of a host, as far as its file tells; empty where it runs already. */
export function refusalsOf(config: ConnectionConfig, host: HostConfiguration): readonly Refusal[] {
  if (config.loaded) return [];
  const known = refused.get(config) ?? findRefusals(config, host);
  refused.set(config, known);
  return known;
}

/** Asked for again and again of the same connection. */
const refused = new WeakMap<ConnectionConfig, readonly Refusal[]>();

function findRefusals(config: ConnectionConfig, host: HostConfiguration): readonly Refusal[] {
  const dialect = config.settings['dialect'];
  const found: Refusal[] = (host.syntaxFaults ?? [])
    .filter(({ artifact }) => artifact === config.src.artifact)
    .slice(0, 1)
    .map(({ line, reason }) => ({ word: `${line}: ${reason}`, sure: true, why: 'syntax-error', of: null }));
  // stroke passes over a proposal it cannot read and takes its defaults; only swanctl discards the connection.
  const refuses = dialect === 'libreswan' || (dialect === 'strongswan' && config.settings['orientation'] === undefined);
  if (!refuses) return found;
  const take = (list: readonly Proposal[], of: DifferenceKind): void => {
    const strange = new Set(list.flatMap(strangeWords));
    for (const word of new Set(list.flatMap(wordsOf))) {
      const row = algorithms.find((one) => one.dialect === dialect && one.word.test(word));
      if (row === undefined) {
        // A plug-in or a later release may know it; no word of a proposal ends so.
        const sure = dialect === 'strongswan' && word.endsWith('!');
        const why = sure ? 'no-such-algorithm' : 'release-decides';
        if (strange.has(word)) found.push({ word, sure, why, of });
        continue;
      }
      const built = row.why === 'build-decides' ? isBuiltIn(word, host) : null;
      if (built === true) continue;
      found.push(
        built === false ? { word, sure: true, why: 'not-in-build', of } : { word, sure: row.sure, why: row.why, of },
      );
    }
  };
  take(config.proposals, 'ike-proposal');
  take(
    config.children.flatMap(({ proposals }) => proposals),
    'child-proposal',
  );
  if (dialect === 'libreswan')
    for (const [key, { words, sure }] of Object.entries(lists)) {
      const value = config.settings[key]?.toLowerCase();
      if (value === undefined || value === '' || words.has(value)) continue;
      const certain = sure || knownReleases.test(host.facts?.get('pluto_version') ?? '');
      found.push({
        word: `${key}=${value}`,
        sure: certain,
        why: certain ? 'no-such-value' : 'release-decides',
        of: null,
      });
    }
  return found;
}

/** Whether the daemon has a group, as it lists itself what it was built with (`ipsec status`); null: no listing tells. */
function isBuiltIn(group: string, { facts }: HostConfiguration): boolean | null {
  const listed = facts?.get('available-dh');
  if (listed === undefined) return null;
  return listed.split(' ').some((one) => one.toLowerCase().replaceAll('_', '') === group.toLowerCase());
}

function wordsOf(proposal: Proposal): readonly string[] {
  return [...proposal.encryption, ...proposal.groups, ...strangeWords(proposal)];
}

/** Words that no algorithm known here is called by. */
function strangeWords({ unknown }: Proposal): readonly string[] {
  return (unknown ?? []).map((word) => word.toLowerCase());
}
