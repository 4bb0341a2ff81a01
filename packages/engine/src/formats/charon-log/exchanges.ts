/** Names of exchanges as charon writes them, to the names of the RFCs. */
const names: Readonly<Record<string, { name: string; version: 1 | 2 }>> = {
  IKE_SA_INIT: { name: 'IKE_SA_INIT', version: 2 },
  IKE_AUTH: { name: 'IKE_AUTH', version: 2 },
  CREATE_CHILD_SA: { name: 'CREATE_CHILD_SA', version: 2 },
  INFORMATIONAL: { name: 'INFORMATIONAL', version: 2 },
  IKE_INTERMEDIATE: { name: 'IKE_INTERMEDIATE', version: 2 },
  IKE_FOLLOWUP_KE: { name: 'IKE_FOLLOWUP_KE', version: 2 },
  IKE_SESSION_RESUME: { name: 'IKE_SESSION_RESUME', version: 2 },
  ID_PROT: { name: 'Main Mode', version: 1 },
  AGGRESSIVE: { name: 'Aggressive Mode', version: 1 },
  QUICK_MODE: { name: 'Quick Mode', version: 1 },
  INFORMATIONAL_V1: { name: 'Informational', version: 1 },
  TRANSACTION: { name: 'Transaction', version: 1 },
  NEW_GROUP_MODE: { name: 'New Group Mode', version: 1 },
};

/** RFC name and IKE version of an exchange; null version for names unknown here. */
export function exchangeOf(name: string): { name: string; version: 1 | 2 | null } {
  return Object.hasOwn(names, name) ? (names[name] ?? { name, version: null }) : { name, version: null };
}

/** Whether a request with these payloads begins an IKE SA. */
export function opensIkeSa(exchange: string, kind: string, payloads: readonly string[]): boolean {
  if (kind !== 'request') return false;
  if (exchange === 'IKE_SA_INIT' || exchange === 'IKE_SESSION_RESUME') return true;
  return (exchange === 'Main Mode' || exchange === 'Aggressive Mode') && payloads.includes('SA');
}
