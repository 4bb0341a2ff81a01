/** Counting calls (T1-03): how many of which class ended how, by which version of a chart, and how many were not IPsec. */
import type { Call } from './call.ts';

export interface Count {
  readonly key: string;
  readonly calls: number;
}

export interface Tally {
  readonly schema: 'ipsec-doctor/triage-report@1';
  readonly calls: number;
  /** `none`: nothing was told. Most first, then by name. */
  readonly byClass: readonly Count[];
  readonly byFamily: readonly Count[];
  readonly byScope: readonly Count[];
  readonly bySeverity: readonly Count[];
  /** `open`: no exit was reached. */
  readonly byExit: readonly Count[];
  readonly byEscalation: readonly Count[];
  /** `id version`. */
  readonly byChart: readonly Count[];
  readonly byClassAndExit: readonly { readonly class: string; readonly exit: string; readonly calls: number }[];
  readonly alarms: readonly Count[];
  /** `notIpsec` of `told` calls; of the others the chart could not say. `percent`: null where none was told. */
  readonly ipsec: {
    readonly told: number;
    readonly notIpsec: number;
    readonly untold: number;
    readonly percent: number | null;
  };
}

/** Counts calls. */
export function tally(calls: readonly Call[]): Tally {
  const told = calls.filter(({ exit }) => exit !== null && exit.ipsec !== null).length;
  const notIpsec = calls.filter(({ exit }) => exit?.ipsec === false).length;
  const both = counted(calls.map((call) => `${call.class ?? 'none'} ${call.exit?.status ?? 'open'}`));
  return {
    schema: 'ipsec-doctor/triage-report@1',
    calls: calls.length,
    byClass: counted(calls.map((call) => call.class ?? 'none')),
    byFamily: counted(calls.map((call) => call.family ?? 'none')),
    byScope: counted(calls.map(({ scope }) => scope.who ?? 'none')),
    bySeverity: counted(calls.map(({ severity }) => severity ?? 'none')),
    byExit: counted(calls.map(({ exit }) => exit?.status ?? 'open')),
    byEscalation: counted(calls.flatMap(({ escalation }) => (escalation === null ? [] : [escalation.to]))),
    byChart: counted(calls.flatMap(({ charts }) => charts.map(({ id, version }) => `${id} ${version}`))),
    byClassAndExit: both.map(({ key, calls: many }) => {
      const [of = '', exit = ''] = key.split(' ');
      return { class: of, exit, calls: many };
    }),
    alarms: counted(calls.flatMap(({ alarms }) => alarms.map(({ id }) => id))),
    ipsec: {
      told,
      notIpsec,
      untold: calls.length - told,
      percent: told === 0 ? null : Math.round((notIpsec * 1000) / told) / 10,
    },
  };
}

function counted(keys: readonly string[]): readonly Count[] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .map(([key, calls]) => ({ key, calls }))
    .sort((a, b) => b.calls - a.calls || (a.key < b.key ? -1 : 1));
}
