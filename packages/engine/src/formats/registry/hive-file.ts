/** A registry hive as the values of the keys that have to do with IPsec. */
import { type HiveKey, openHive } from '../../protocol/hive/read.ts';
import { permissionsOf } from '../../protocol/security-descriptor.ts';
import type { RegistryFile, RegistryValue } from './reg-file.ts';

const ipsec = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec';
const domainFirewall = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall';
const services = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
const localFirewall = `${services}\\SharedAccess\\Parameters\\FirewallPolicy`;

/** Keys that are read, with all below them. */
const wanted: readonly string[] = [
  ipsec,
  domainFirewall,
  localFirewall,
  `${services}\\IPSec`,
  `${services}\\PolicyAgent`,
].map((path) => path.toLowerCase());

/**
 * Where a file's root lies in the registry, by a key that stands directly below it. `reg save` makes files of any key; the ones that
 * matter here are told by what is in them, whatever their names are.
 */
const roots: readonly (readonly [child: RegExp, root: string])[] = [
  [/^select$/i, 'HKLM\\SYSTEM'],
  [/^gptipsecpolicy$/i, ipsec],
  [/^(?:local|cache|persistent)$/i, `${ipsec}\\Policy`],
  [/^ipsec(?:policy|nfa|filter|negotiationpolicy|isakmppolicy)\{/i, `${ipsec}\\Policy\\Local`],
  [/^sharedaccess$/i, services],
  [/^policies$/i, 'HKLM\\SOFTWARE'],
];

const maxSubkeys = 5000;

/** Reads a hive. `line` counts keys and values, from 1; `places` has their bytes, `permissions` who may do what with keys, as SDDL. */
export function parseHive(bytes: Uint8Array): RegistryFile {
  const hive = openHive(bytes);
  const values: RegistryValue[] = [];
  const keys = new Map<string, number>();
  const permissions = new Map<string, string>();
  const places = new Map<number, readonly [offset: number, length: number]>();
  const faults: { line: number; reason: string }[] = [];
  const fault = (reason: string): void => void faults.push({ line: 1, reason });
  let line = 0;
  if (hive.type === 'log') fault('a log of changes: it is read with its hive by the system alone');
  if (hive.dirty) fault('the hive is dirty: changes that stand in its log alone are not seen');

  const visit = (key: HiveKey, path: string): void => {
    const lower = `${path.toLowerCase()}\\`;
    const inside = wanted.some((one) => lower.startsWith(`${one}\\`));
    if (inside) {
      line++;
      keys.set(path, line);
      places.set(line, [key.offset, 76]);
      const descriptor = key.security();
      const allowed = descriptor === null ? null : permissionsOf(descriptor);
      if (allowed !== null) permissions.set(path, allowed);
      for (const { name, type, data, offset } of key.values()) {
        line++;
        places.set(line, [offset, 20]);
        values.push({ key: path, name, type, data, line, last: line });
      }
    }
    if (!inside && !wanted.some((one) => `${one}\\`.startsWith(lower))) return;
    for (const child of key.subkeys()) visit(child, `${path}\\${child.name}`);
  };

  if (hive.root !== null) {
    const children: HiveKey[] = [];
    for (const child of hive.root.subkeys()) {
      if (children.length >= maxSubkeys) break;
      children.push(child);
    }
    const root = rootOf(children);
    if (root === 'HKLM\\SYSTEM') {
      const current = currentControlSet(children);
      const set = children.find(({ name }) => name.toLowerCase() === current);
      if (set === undefined) fault('no current control set');
      else visit(set, 'HKLM\\SYSTEM\\CurrentControlSet');
    } else if (root !== null) visit(hive.root, root);
  }
  for (const { offset, reason } of hive.faults) fault(`at byte ${offset}: ${reason}`);
  return { values, keys, removed: [], faults, places, permissions };
}

function rootOf(children: readonly HiveKey[]): string | null {
  const names = children.map(({ name }) => name);
  // Rules of group policies stand beside profiles with settings; the local store has its rules for services beside them.
  if (names.some((name) => /^(?:consecrules|firewallrules)$/i.test(name)))
    return names.some((name) => /^restrictedservices$/i.test(name)) ? localFirewall : domainFirewall;
  return roots.find(([child]) => names.some((name) => child.test(name)))?.[1] ?? null;
}

/** `Select` says which of the control sets the system runs with. */
function currentControlSet(children: readonly HiveKey[]): string {
  const select = children.find(({ name }) => name.toLowerCase() === 'select');
  const current = select?.values().find(({ name }) => name.toLowerCase() === 'current')?.data[0] ?? 1;
  return `controlset${String(current).padStart(3, '0')}`;
}
