import { join } from 'node:path';
import { bytesInput } from '@ipsec-doctor/engine';
import { compare, type PolicyEnd, readHostPolicies } from '@ipsec-doctor/engine/policies';
import type { Label } from '../types.ts';
import { listRecorded, loadRecorded, type Recorded } from './evidence.ts';

/** Something that the configuration files leave open. */
export interface Open {
  kind: string;
  /** Why, and what would settle it, by the names the comparison gives them. */
  why: string;
  needs: string;
  /** The end it is about; null: both. */
  host: string | null;
}

/** What `policy compare` says of a recording from its configuration files alone, and what was the matter. */
export interface Prediction {
  scenario: string;
  seed: number;
  truth: string[];
  /** Causes that the mismatches are. */
  predicted: string[];
  open: Open[];
}

/** Causes by what two connections do not agree about. */
const CAUSES: Readonly<Record<string, string>> = {
  version: 'ike.version-mismatch',
  exchange: 'ike.exchange-mismatch',
  'ike-proposal': 'proposal.ike-mismatch',
  'child-proposal': 'proposal.esp-mismatch',
  pfs: 'proposal.pfs-mismatch',
  selectors: 'policy.selector-mismatch',
  mode: 'policy.mode-mismatch',
  'auth-method': 'auth.method-mismatch',
  identity: 'auth.identity-mismatch',
  secret: 'auth.psk-mismatch',
  'secret-missing': 'auth.secret-missing',
  counterpart: 'policy.no-ike-config',
  address: 'policy.no-ike-config',
  loading: 'policy.config-rejected',
};

/** What cannot be told of a key that is not among the files: whether there is one, and which. */
const HIDDEN_BY: Readonly<Record<string, readonly string[]>> = { 'auth.secret-missing': ['secret', 'secret-missing'] };

/** Causes that two configurations can tell of before anything is tried. */
export const PREDICTABLE: ReadonlySet<string> = new Set([...Object.values(CAUSES), 'policy.wrong-connection']);

/** The files a person would write: what the daemon told of itself is no part of them. */
const FILES = new Set(['swanctl.conf', 'ipsec.conf', 'ipsec.secrets']);

async function predict({ scenario, files, roles }: Recorded): Promise<Prediction> {
  const own = files.filter(({ path }) => FILES.has(path.split('/').at(-1) ?? ''));
  const inputs = own.map(({ path, host, bytes }) => ({
    ...bytesInput(path.split('/').at(-1) ?? path, bytes),
    host: host ?? '',
  }));
  const hosts = await readHostPolicies(inputs);
  const end = (label: Label): PolicyEnd => ({
    label,
    host: hosts.find((host) => host.label === label) ?? null,
    words: { addresses: [] },
  });
  const predicted = new Set<string>();
  const open = new Map<string, Open>();
  // The others all talk to the responder, which never begins.
  const { responder } = scenario.draw;
  for (const opener of (Object.keys(roles) as Label[]).filter((label) => label !== responder).sort()) {
    for (const one of compare(end(opener), end(responder)).connections) {
      if (one.initiator !== opener) continue;
      for (const { kind, verdict, why, needs, onlyIf, host } of one.aspects) {
        const cause = CAUSES[kind];
        const differs = verdict === 'mismatch' || verdict === 'later' || (kind === 'mode' && verdict === 'differs');
        // What a connection that is not loaded offers is no fault beside that.
        if (differs && cause !== undefined && onlyIf === null)
          predicted.add(one.fitsBetter === null ? cause : 'policy.wrong-connection');
        if (verdict !== 'cannot-be-verified') continue;
        const left = { kind, why: why ?? 'not-told', needs: needs ?? 'nothing that could be given', host };
        open.set(JSON.stringify(left), left);
      }
    }
  }
  return {
    scenario: scenario.id,
    seed: scenario.draw.seed,
    truth: scenario.truth.map(({ cause }) => cause),
    predicted: [...predicted].sort(),
    open: [...open.keys()].sort().flatMap((key) => open.get(key) ?? []),
  };
}

/** Compares the configurations of every recording below these folders. */
export async function predictRecordings(
  folders: readonly string[],
  wanted: (id: string) => boolean,
): Promise<Prediction[]> {
  const found: Prediction[] = [];
  for (const folder of folders)
    for (const name of listRecorded(folder)) {
      const recorded = loadRecorded(join(folder, name));
      if (recorded.scenario.proven && wanted(recorded.scenario.id)) found.push(await predict(recorded));
    }
  return found;
}

/**
 * What the comparison leaves open of the very thing that is the truth: the files do not tell it. Empty for what they do tell, and for what no
 * two configurations ever do.
 */
export function leftOpen({ truth, predicted, open }: Prediction): Open[] {
  return truth
    .filter((cause) => PREDICTABLE.has(cause) && !predicted.includes(cause))
    .flatMap((cause) => {
      const kinds = HIDDEN_BY[cause] ?? Object.keys(CAUSES).filter((kind) => CAUSES[kind] === cause);
      return open.filter(({ kind }) => kinds.includes(kind));
    });
}

/** The truth can be told beforehand, and is not left open with the reason. */
export function isForetold(one: Prediction): boolean {
  return one.truth.some((cause) => PREDICTABLE.has(cause)) && leftOpen(one).length === 0;
}

/** Truths that can be told beforehand are among what is predicted, unless they are left open, and nothing else is. */
export function isRight(one: Prediction): boolean {
  const { truth, predicted } = one;
  const wanted = truth.filter((cause) => PREDICTABLE.has(cause));
  const told = wanted.every((cause) => predicted.includes(cause) || leftOpen({ ...one, truth: [cause] }).length > 0);
  return told && predicted.every((cause) => wanted.includes(cause));
}

/** Why something is left open, in one line. */
export function openText({ kind, why, needs, host }: Open): string {
  return `${kind}${host === null ? '' : ` at ${host}`}: ${why}; needed: ${needs}`;
}

/** One line for each that is not as it should be, one for each that is left open, and the totals. */
export function predictionLines(all: readonly Prediction[]): string[] {
  const foretold = all.filter(isForetold);
  const open = all.filter((one) => leftOpen(one).length > 0);
  const others = all.filter((one) => !foretold.includes(one) && !open.includes(one));
  const said = ({ scenario, seed, truth, predicted }: Prediction): string =>
    `${scenario} ${seed}: ${truth.join(' ') || 'healthy'}, predicted ${predicted.join(' ') || 'would establish'}`;
  return [
    ...all.filter((one) => !isRight(one)).map((one) => `wrong  ${said(one)}`),
    ...open.map(
      (one) => `open   ${one.scenario} ${one.seed}: ${one.truth.join(' ')}, ${leftOpen(one).map(openText).join(' | ')}`,
    ),
    `faults that the files tell: ${foretold.filter(isRight).length} of ${foretold.length} predicted`,
    `faults that the files leave open, each with what would settle it: ${open.filter(isRight).length} of ${open.length}`,
    `no mismatch said of the others: ${others.filter(isRight).length} of ${others.length}; all of it verified (would establish): ${others.filter((one) => isRight(one) && one.open.length === 0).length}`,
  ];
}
