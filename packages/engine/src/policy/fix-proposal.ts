/** A list of proposals made to fit another one, with as little change and as little weakening as can be. */
import type { ConnectionConfig, Proposal } from '../observations/configuration.ts';
import { isAead, prfOf } from './algorithms.ts';
import { matchProposals } from './proposal-compare.ts';
import { strength, strongest } from './strength.ts';
import { writeProposal } from './write-proposal.ts';

/** A list of proposals of which one was made to fit the other end, and whether it got weaker. */
export interface NewList {
  readonly list: readonly Proposal[];
  readonly text: string;
  readonly weakens: boolean;
}

export function fileDialect(config: ConnectionConfig): 'strongswan' | 'libreswan' {
  return config.settings['dialect'] === 'libreswan' ? 'libreswan' : 'strongswan';
}

/** The proposal nearest to one of the other end's, with the other end's strongest where the two have nothing in common. */
export function nearest(
  own: readonly Proposal[],
  peer: readonly Proposal[],
  groups: boolean,
  dialect: 'strongswan' | 'libreswan',
): NewList | null {
  const written = own.filter((item) => item.builtIn !== true);
  let best: {
    readonly at: number;
    readonly made: Proposal;
    readonly text: string;
    readonly rank: readonly number[];
    readonly weakens: boolean;
  } | null = null;
  for (const [at, mine] of written.slice(0, 16).entries()) {
    for (const theirs of peer.slice(0, 16)) {
      const { blocking } = matchProposals(mine, theirs, groups ? {} : { ignoreGroups: true });
      const made = blocking.length === 0 ? null : adapted(mine, theirs, blocking);
      const text = made === null ? null : writeProposal(made, dialect);
      if (made === null || text === null) continue;
      const weakens = weaker(made, mine);
      const rank = [weakens ? 0 : 1, -blocking.length, sum(made)];
      if (best === null || higher(rank, best.rank)) best = { at, made, text, rank, weakens };
    }
  }
  if (best === null) return null;
  const found = best;
  const list = written.map((item, i) => (i === found.at ? { ...found.made, text: found.text } : item));
  return {
    list: [...list, ...own.filter((item) => item.builtIn === true)],
    text: list.map((item) => item.text).join(','),
    weakens: found.weakens,
  };
}

function higher(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
}

function adapted(mine: Proposal, theirs: Proposal, blocking: readonly string[]): Proposal | null {
  if (blocking.some((type) => !['encryption', 'integrity', 'prf', 'groups', 'esn'].includes(type))) return null;
  const take = (names: readonly string[]): readonly string[] => {
    const best = strongest(names);
    return best === undefined ? [] : [best];
  };
  let made: Proposal = mine;
  const implied = mine.integrity.map((name) => prfOf(name)).join(' ') === mine.prf.join(' ');
  if (blocking.includes('encryption')) made = { ...made, encryption: take(theirs.encryption) };
  const aead = made.encryption.every(isAead) && made.encryption.length > 0;
  if (aead) made = { ...made, integrity: [] };
  else if (blocking.includes('integrity') || made.integrity.length === 0)
    made = { ...made, integrity: take(theirs.integrity) };
  if (mine.protocol === 'IKE') {
    const own = made.integrity.flatMap((name) => prfOf(name) ?? []);
    // A file that names no PRF takes that of the integrity algorithm.
    const follows = implied && !aead && theirs.prf.some((name) => own.includes(name));
    if (follows) made = { ...made, prf: own };
    else if (blocking.includes('prf') || !made.prf.some((name) => theirs.prf.includes(name)))
      made = { ...made, prf: take(theirs.prf) };
  }
  if (blocking.includes('groups')) made = { ...made, groups: take(theirs.groups) };
  if (blocking.includes('esn')) made = { ...made, esn: theirs.esn };
  return made;
}

function sum(proposal: Proposal): number {
  return [proposal.encryption, proposal.integrity, proposal.prf, proposal.groups]
    .map((names) => Math.min(...names.map(strength), 1000))
    .reduce((total, value) => total + (value === 1000 ? 0 : value), 0);
}

/** Whether some transform type is weaker than what this end took at best before. */
function weaker(made: Proposal, before: Proposal): boolean {
  return (['encryption', 'prf', 'groups', 'integrity'] as const).some((type) => {
    const [now, then] = [made[type], before[type]].map((names) => Math.max(0, ...names.map(strength)));
    // An AEAD cipher needs no integrity algorithm.
    if (type === 'integrity' && made.encryption.every(isAead)) return false;
    return now !== undefined && then !== undefined && now < then;
  });
}

/** stroke adds its defaults to a list that does not end in `!`. */
export function strict(text: string, config: ConnectionConfig, key: string): string {
  return config.places?.settings.get(key)?.text.trimEnd().replace(/"$/, '').endsWith('!') === true ? `${text}!` : text;
}
