import { hostOf } from './draw.ts';
import type { Node, Role, World } from './types.ts';

/** Where an IKE header starts behind the UDP header, in bits from the transport header. */
const HEADER = { 500: 64, 4500: 96 } as const;

/** nft words that match an address of the world's family. */
export function from(world: World, role: Role): string {
  const host = hostOf(world.draw, role);
  return `${world.draw.family === 6 ? 'ip6' : 'ip'} saddr ${host.publicAddress}`;
}

/** As `from`, for the destination. */
export function to(world: World, role: Role): string {
  const host = hostOf(world.draw, role);
  return `${world.draw.family === 6 ? 'ip6' : 'ip'} daddr ${host.publicAddress}`;
}

/** nft words that match an IKE exchange type on a port (type 34 IKE_SA_INIT, 35 IKE_AUTH, 36 CREATE_CHILD_SA, 32 Quick Mode). */
export function exchange(port: 500 | 4500, type: number): string {
  return `@th,${HEADER[port] + 18 * 8},8 ${type}`;
}
export const ESP_IN_UDP = 'udp dport 4500 @th,64,32 != 0';

/** Put rules into the forward chain of a router or NAT box. */
export async function forwardRules(node: Node, rules: string[]): Promise<void> {
  await node.nft(
    `table inet fault {\n  chain forward { type filter hook forward priority 0; policy accept;\n${rules.map((rule) => `    ${rule}\n`).join('')}  }\n}\n`,
  );
}

/** Put rules into the input or output chain of a host: its own firewall. */
export async function hostRules(node: Node, hook: 'input' | 'output' | 'forward', rules: string[]): Promise<void> {
  await node.nft(
    `table inet firewall {\n  chain ${hook} { type filter hook ${hook} priority 0; policy accept;\n${rules.map((rule) => `    ${rule}\n`).join('')}  }\n}\n`,
  );
}

/** Remove the rules again: the fault has been repaired. */
export async function repair(node: Node): Promise<void> {
  await node.exec(['nft', 'flush', 'ruleset']);
}

/** nft verdict for a drawn manner. */
export function verdict(manner: string): string {
  if (manner === 'prohibited') return 'reject with icmpx type admin-prohibited';
  if (manner === 'port-unreachable') return 'reject with icmpx type port-unreachable';
  return 'drop';
}
