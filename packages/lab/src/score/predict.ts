import { basename, join } from 'node:path';
import { bytesInput } from '@ipsec-doctor/engine';
import { compare, type HostPolicies, type PolicyEnd, readHostPolicies } from '@ipsec-doctor/engine/policies';
import type { Label } from '../types.ts';
import { type GivenHost, givenHosts } from './configuration-files.ts';
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
  /** Everything that the daemons were given was kept. */
  whole: boolean;
  truth: string[];
  /** Causes of the truth that none of the files at hand can hold: they lie between the hosts, or how a host stands was not kept. */
  elsewhere: string[];
  /** Other names by which the truth may be called. */
  alsoRight: string[];
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
  user: 'auth.user-rejected',
  'virtual-address': 'ike.address-assignment-failed',
  route: 'host.route-missing',
  'packet-filter': 'path.ike-blocked',
  truncation: 'sa.transform-disagreement',
};

/** Causes by what is wrong with a certificate. */
const OF_CERTIFICATES: Readonly<Record<string, string>> = {
  expired: 'auth.certificate-expired',
  'not-yet-valid': 'auth.certificate-not-yet-valid',
  'issuer-unknown': 'auth.certificate-untrusted',
  revoked: 'auth.certificate-revoked',
  'path-too-long': 'auth.certificate-untrusted',
  'certificate-missing': 'auth.certificate-missing',
  'private-key-missing': 'auth.certificate-missing',
  'certificate-not-sent': 'auth.certificate-missing',
  'key-too-small': 'auth.certificate-unsuitable',
  'key-refused': 'auth.certificate-unsuitable',
  'key-usage': 'auth.certificate-unsuitable',
  'signature-refused': 'auth.signature-rejected',
};

/** Causes that no two files hold whole, and what of the comparison is left open where one of them is the truth. */
const NEVER_CERTAIN: Readonly<Record<string, readonly string[]>> = {
  'auth.certificate-chain-incomplete': ['certificate'],
  'auth.revocation-unreachable': ['certificate'],
  'host.clock': ['certificate'],
  'name.resolution-failed': ['address'],
  'service.start-failed': ['service'],
};

/** What cannot be told of a key that is not among the files: whether there is one, and which. */
const HIDDEN_BY: Readonly<Record<string, readonly string[]>> = {
  ...NEVER_CERTAIN,
  ...Object.fromEntries(Object.values(OF_CERTIFICATES).map((cause) => [cause, ['certificate']])),
  'auth.secret-missing': ['secret', 'secret-missing'],
};

/** Causes that addresses, routes, packet filters and settings of the daemon tell of, which older recordings have no part of. */
const OF_HOSTS: ReadonlySet<string> = new Set([
  'host.ip-configuration',
  'host.route-missing',
  'path.ike-blocked',
  'service.start-failed',
]);

/** Causes that two configurations can tell of before anything is tried. */
export const PREDICTABLE: ReadonlySet<string> = new Set([
  ...Object.values(CAUSES),
  ...Object.values(OF_CERTIFICATES),
  ...Object.keys(NEVER_CERTAIN),
  'policy.wrong-connection',
  'host.ip-configuration',
]);

function causeOf(kind: string, why: string | null): string | undefined {
  if (why === 'not-own-address') return 'host.ip-configuration';
  return kind === 'certificate' ? OF_CERTIFICATES[why ?? ''] : CAUSES[kind];
}

/**
 * By which addresses the others know a host: that of the NAT box in front of it, or its own. Boxes in its own network and on the path were
 * not kept: where somebody calls it by another address of that network, or an interface is down, it is not known.
 */
function knownAddresses(
  { outside, whole }: GivenHost,
  host: HostPolicies,
  all: readonly HostPolicies[],
): readonly string[] {
  if (!whole) return [];
  if (outside !== null) return [outside];
  const own = host.addresses;
  if (host.connections.configuration.facts?.has('interface-down') === true) return [];
  const network = (address: string): string => address.split('.').slice(0, 3).join('.');
  const called = all
    .filter((other) => other !== host)
    .flatMap(({ connections }) =>
      connections.configuration.connections.flatMap(({ remoteAddresses }) => remoteAddresses),
    );
  const neighbour = called.some(
    (address) =>
      address.includes('.') && !own.includes(address) && own.some((mine) => network(mine) === network(address)),
  );
  return neighbour ? [] : own;
}

async function predict(folder: string, recorded: Recorded): Promise<Prediction> {
  const { scenario, roles } = recorded;
  const given = givenHosts(folder, recorded);
  const inputs = given.flatMap(({ label, files }) =>
    files.map(({ path, bytes }) => ({ ...bytesInput(basename(path), bytes), host: label })),
  );
  const hosts = await readHostPolicies(inputs);
  const end = (label: Label): PolicyEnd => {
    const host = hosts.find((one) => one.label === label) ?? null;
    const own = given.find((one) => one.label === label);
    const addresses = own === undefined || host === null ? [] : knownAddresses(own, host, hosts);
    return {
      label,
      host,
      words: { addresses },
      told: addresses.length > 0,
      whole: own?.whole === true,
      // The laboratory loads each connection by command.
      loadedByCommand: true,
      ...(own?.now === null || own === undefined ? {} : { now: own.now }),
    };
  };
  const predicted = new Set<string>();
  const open = new Map<string, Open>();
  // The others all talk to the responder, which never begins.
  const { responder } = scenario.draw;
  for (const opener of (Object.keys(roles) as Label[]).filter((label) => label !== responder).sort()) {
    for (const one of compare(end(opener), end(responder)).connections) {
      if (one.initiator !== opener) continue;
      for (const { kind, verdict, why, needs, onlyIf, host } of one.aspects) {
        const cause = causeOf(kind, why);
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
    whole: given.every(({ whole }) => whole),
    truth: scenario.truth.map(({ cause }) => cause),
    elsewhere: scenario.truth
      .filter(({ at, cause }) => at === 'path' || (OF_HOSTS.has(cause) && given.some(({ whole }) => !whole)))
      .map(({ cause }) => cause),
    alsoRight: scenario.truth.flatMap(({ alsoRight }) => alsoRight ?? []),
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
      if (recorded.scenario.proven && wanted(recorded.scenario.id))
        found.push(await predict(join(folder, name), recorded));
    }
  return found;
}

/** What of the truth two configurations can tell of: nothing of what lies on the path between the hosts. */
function tellable({ truth, elsewhere }: Prediction): string[] {
  return truth.filter((cause) => PREDICTABLE.has(cause) && !elsewhere.includes(cause));
}

/**
 * What the comparison leaves open of the very thing that is the truth: the files do not tell it. Empty for what they do tell, and for what no
 * two configurations ever do.
 */
export function leftOpen(one: Prediction): Open[] {
  const { alsoRight, predicted, open } = one;
  return tellable(one)
    .filter((cause) => !predicted.some((other) => other === cause || alsoRight.includes(other)))
    .flatMap((cause) => {
      const kinds = HIDDEN_BY[cause] ?? Object.keys(CAUSES).filter((kind) => CAUSES[kind] === cause);
      return open.filter(({ kind }) => kinds.includes(kind));
    });
}

/** The truth can be told beforehand, and is not left open with the reason. */
export function isForetold(one: Prediction): boolean {
  return tellable(one).length > 0 && leftOpen(one).length === 0;
}

/** Truths that can be told beforehand are among what is predicted, unless they are left open, and nothing else is. */
export function isRight(one: Prediction): boolean {
  const { alsoRight, predicted } = one;
  const wanted = tellable(one);
  const names = (cause: string): boolean =>
    predicted.includes(cause) || predicted.some((other) => alsoRight.includes(other));
  const told = wanted.every((cause) => names(cause) || leftOpen({ ...one, truth: [cause] }).length > 0);
  return told && predicted.every((cause) => wanted.includes(cause) || alsoRight.includes(cause));
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
