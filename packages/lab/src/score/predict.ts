import { join } from 'node:path';
import { bytesInput } from '@ipsec-doctor/engine';
import { compare, type PolicyEnd, readHostPolicies } from '@ipsec-doctor/engine/policies';
import type { Label } from '../types.ts';
import { listRecorded, loadRecorded, type Recorded } from './evidence.ts';

/** What `policy compare` says of a recording from its configuration files alone, and what was the matter. */
export interface Prediction {
  scenario: string;
  seed: number;
  truth: string[];
  /** Causes that the mismatches are. */
  predicted: string[];
  /** Something could not be verified. */
  open: string[];
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
};

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
  const open = new Set<string>();
  // The others all talk to the responder, which never begins.
  const { responder } = scenario.draw;
  for (const opener of (Object.keys(roles) as Label[]).filter((label) => label !== responder).sort()) {
    for (const one of compare(end(opener), end(responder)).connections) {
      if (one.initiator !== opener) continue;
      for (const { kind, verdict } of one.aspects) {
        const cause = CAUSES[kind];
        const differs = verdict === 'mismatch' || verdict === 'later' || (kind === 'mode' && verdict === 'differs');
        if (differs && cause !== undefined) predicted.add(one.fitsBetter === null ? cause : 'policy.wrong-connection');
        if (verdict === 'cannot-be-verified') open.add(kind);
      }
    }
  }
  return {
    scenario: scenario.id,
    seed: scenario.draw.seed,
    truth: scenario.truth.map(({ cause }) => cause),
    predicted: [...predicted].sort(),
    open: [...open].sort(),
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

/** Truths that can be told beforehand are among what is predicted, and nothing else is. */
export function isRight({ truth, predicted }: Prediction): boolean {
  const wanted = truth.filter((cause) => PREDICTABLE.has(cause));
  return wanted.every((cause) => predicted.includes(cause)) && predicted.every((cause) => wanted.includes(cause));
}

/** One line for each that is not as it should be, and the totals. */
export function predictionLines(all: readonly Prediction[]): string[] {
  const foretold = all.filter(({ truth }) => truth.some((cause) => PREDICTABLE.has(cause)));
  const others = all.filter((one) => !foretold.includes(one));
  const wrong = all.filter((one) => !isRight(one));
  return [
    ...wrong.map(
      ({ scenario, seed, truth, predicted }) =>
        `${scenario} ${seed}: ${truth.join(' ') || 'healthy'}, predicted ${predicted.join(' ') || 'would establish'}`,
    ),
    `faults of configurations predicted: ${foretold.filter(isRight).length} of ${foretold.length}`,
    `would establish said of the others: ${others.filter(isRight).length} of ${others.length}; all of it verified: ${others.filter(({ open }) => open.length === 0).length}`,
  ];
}
