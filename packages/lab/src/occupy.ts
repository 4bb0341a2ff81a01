import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Node, Running } from './types.ts';

/** A program that owns a UDP port on a host and never answers. It ends with its namespace. */
export function occupy(node: Node, port: number): Promise<Running> {
  const program = `const d = require('node:dgram'); for (const t of ['udp4', 'udp6']) d.createSocket({ type: t, ipv6Only: t === 'udp6' }).bind(${port});`;
  return node.spawn([process.execPath, '-e', program], join(tmpdir(), 'lab-occupy.out'));
}
