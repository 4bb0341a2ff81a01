import type { ConnectionConfig } from '../../observations/index.ts';

/** Whether a connection is a tunnel of a policy of Windows: the two rules of a legacy one, or a connection security rule. */
export function isPolicyTunnel({ settings, children }: ConnectionConfig): boolean {
  return settings['store'] !== undefined && children.some(({ mode }) => mode === 'tunnel');
}
