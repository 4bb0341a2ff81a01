import type { ConfigObservation, HostFact, PolicyStoreName } from '../../observations/index.ts';
import { hostFact, type Draft } from '../shared/reading.ts';
import { assignmentOf, isObjectName, policyObjectOf } from './policy-objects.ts';
import { observeFirewall } from './firewall.ts';
import { numberOf, type RegistryFile, type RegistryValue, textOf, textsOf } from './reg-file.ts';

const policyRoot = 'hklm\\software\\policies\\microsoft\\windows\\ipsec\\policy\\';
const assignedByDomain = 'hklm\\software\\policies\\microsoft\\windows\\ipsec\\gptipsecpolicy';
const stores: ReadonlyMap<string, PolicyStoreName> = new Map([
  ['local', 'local'],
  ['persistent', 'persistent'],
  ['cache', 'cache'],
]);

/** Values that say which logging of IPsec is on (inventory REG-06, REG-07, REG-17), by the end of their key. */
const logging: ReadonlyMap<string, string> = new Map([
  ['disableikeaudits', '\\control\\lsa\\audit'],
  ['enablelogging', '\\services\\policyagent\\oakley'],
  ['enablediagnostics', '\\services\\ipsec'],
]);

function isLogging(path: string, name: string): boolean {
  const key = logging.get(name.toLowerCase());
  return key !== undefined && path.endsWith(key);
}

function loggingFact(draft: Draft, value: RegistryValue): HostFact {
  return hostFact(draft, `registry-${value.name}`, String(numberOf(value) ?? 'not set'), value.line);
}

const driver = 'hklm\\system\\currentcontrolset\\services\\ipsec';
/** How the driver starts before any policy is there (POL-32, POL-34), in the words of netsh. */
const operationModes: ReadonlyMap<number, string> = new Map([
  [1, 'Permit'],
  [3, 'Stateful'],
]);

/** Gives the observations that registry values hold: legacy policy objects, which of them is assigned, and what bypasses filters (POL-36, POL-41, POL-47, REG-05). */
export function observeRegistry(file: RegistryFile, draft: Draft): number {
  let found = 0;
  const add = (observation: ConfigObservation): void => {
    draft.add(observation);
    found++;
  };
  const byKey = new Map<string, RegistryValue[]>();
  for (const value of file.values) {
    const list = byKey.get(value.key);
    if (list === undefined) byKey.set(value.key, [value]);
    else list.push(value);
  }
  for (const [key, values] of byKey) {
    const path = key.toLowerCase();
    const named = (name: string): RegistryValue | undefined =>
      values.find((value) => value.name.toLowerCase() === name);
    if (path === assignedByDomain) {
      const reference = named('dsipsecpolicypath');
      const text = textOf(reference);
      if (reference !== undefined && text !== null && text !== '')
        add(assignmentOf('domain', text, textOf(named('dsipsecpolicyname')), draft.source(reference.line)));
      continue;
    }
    for (const value of values) if (isLogging(path, value.name)) add(loggingFact(draft, value));
    // What bypasses all filters (NoDefaultExempt, REG-05), in whichever control set.
    if (path.endsWith('\\services\\ipsec')) {
      const exempt = named('nodefaultexempt');
      const value = numberOf(exempt);
      if (exempt !== undefined && value !== null)
        add(hostFact(draft, 'registry-NoDefaultExempt', String(value), exempt.line));
    }
    if (path === driver) {
      const mode = named('operationmode');
      const number = numberOf(mode);
      if (mode !== undefined && number !== null)
        add(hostFact(draft, 'ipsec-bootmode', operationModes.get(number) ?? String(number), mode.line));
      continue;
    }
    if (!path.startsWith(policyRoot)) continue;
    const [storeName = '', object = ''] = key.slice(policyRoot.length).split('\\');
    const store = stores.get(storeName.toLowerCase());
    if (store === undefined) continue;
    if (object === '') {
      const active = named('activepolicy');
      const text = textOf(active);
      if (active !== undefined && text !== null && text !== '')
        add(assignmentOf(store, text, null, draft.source(active.line)));
      continue;
    }
    if (!isObjectName(object)) continue;
    const line = file.keys.get(key) ?? values[0]?.line ?? 1;
    const made = policyObjectOf({
      store,
      object,
      texts: new Map(
        values
          .filter(({ type }) => type === 1 || type === 2 || type === 7)
          .map((value) => [value.name.toLowerCase(), textsOf(value)]),
      ),
      data: named('ipsecdata')?.data ?? null,
      changed: numberOf(named('whenchanged')),
      permissions: file.permissions?.get(key) ?? null,
      src: draft.source(line),
    });
    if (made === null) continue;
    add(made);
    for (const reason of made.faults) draft.fault(named('ipsecdata')?.line ?? line, reason);
  }
  return found + observeFirewall(file, draft);
}
