/**
 * Which logging of a Windows host was off, so that its silence is not taken for health: auditing of IPsec by subcategory, by category in XP
 * and Server 2003, and `DisableIKEAudits`. Inventory C43, IKE-11, IKE-12, REG-07.
 */
import { type CaseView, type Evidence, type Fact, fromFact, fromSource } from './api.ts';

/** Subcategories without whose failures nothing of a failed negotiation is recorded. */
const failures = /^audit-IPsec (?:Main|Quick) Mode$/;

/** What shows that failures of IKE are not recorded by this host; empty where nothing does. The last word of each source counts. */
export function auditingOff(view: CaseView, host: string): readonly Evidence[] {
  const changed = new Map<string, Fact>();
  for (const fact of view.hostFacts(host, 'log.auditing-changed')) {
    const what = String(fact.args['what'] ?? '');
    const known = changed.get(what);
    // Exports may have the newest record first.
    if (known === undefined || (known.ns ?? 0n) <= (fact.ns ?? 0n)) changed.set(what, fact);
  }
  const listed = new Map(view.dump(host, 'host-fact').map((fact) => [fact.name, fact] as const));
  return [
    ...[...changed.values()].filter(({ args }) => args['on'] === false).map((fact) => fromFact(fact)),
    ...[...listed.values()]
      .filter(
        ({ name, value }) =>
          (failures.test(name) && !value.includes('failure')) ||
          (name.toLowerCase() === 'registry-disableikeaudits' && isSet(value)),
      )
      .map((fact) => fromSource(fact.src, 'configuration')),
  ];
}

/**
 * What shows that this host does not write Oakley.log: `EnableLogging` of the policy agent, or `ikelogging` of netsh. Windows Vista and later
 * have no such log, whatever the registry holds. Inventory C43, IKE-08, IKE-14, PROC-09.
 */
export function oakleyOff(view: CaseView, host: string): readonly Evidence[] {
  const listed = new Map(view.dump(host, 'host-fact').map((fact) => [fact.name.toLowerCase(), fact] as const));
  if (/^(?:[6-9]|1[0-9])\./.test(listed.get('os-version')?.value ?? '')) return [];
  return ['registry-enablelogging', 'ipsec-ikelogging'].flatMap((name) => {
    const fact = listed.get(name);
    return fact === undefined || isSet(fact.value) || /^(?:yes|on|enabled)$/i.test(fact.value.trim())
      ? []
      : [fromSource(fact.src, 'configuration')];
  });
}

function isSet(value: string): boolean {
  const number = /^(?:dword:|0x)?([0-9a-f]{1,8})$/i.exec(value.trim())?.[1];
  return number !== undefined && !/^0+$/.test(number);
}
