/** Ids of the Security log that speak of IPsec: those of XP and Server 2003, and those since Vista. */
const audit: readonly (readonly [from: number, to: number])[] = [
  [541, 547],
  [613, 616],
  [4646, 4646],
  [4650, 4655],
  [4709, 4712],
  [4960, 4965],
  [4976, 4984],
  [5040, 5049],
  [5440, 5485],
];

/** Whether an event may speak of IPsec: asked before anything of it is read. */
export function wantedEvent(provider: string | null, _channel: string | null, id: number): boolean {
  const source = (provider ?? '').toLowerCase();
  if (source === 'security' || source === 'microsoft-windows-security-auditing')
    return audit.some(([from, to]) => id >= from && id <= to);
  return /ipsec|ikeext|policyagent|rasclient|remoteaccess/.test(source);
}
