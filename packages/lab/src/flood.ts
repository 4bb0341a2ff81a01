import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { must } from './exec.ts';
import type { Host, Node } from './types.ts';

/** Addresses that nobody uses (RFC 2544's benchmarking network): only the flooding host claims them. */
const INVENTED = '198.18.0.0/16';

/** An IKE_SA_INIT request that a responder answers: SA (AES-CBC-128, SHA-256, MODP-2048), KE, nonce. */
const PROGRAM = `
const { createSocket } = require('node:dgram');
const { randomBytes } = require('node:crypto');
const [peer, count, encryption, bits, integrity, prf, group, size] = process.argv.slice(1).map((x, i) => (i === 0 ? x : Number(x)));
const transform = (last, type, id, length) => {
  const attribute = length ? [0x80, 14, length >> 8, length & 255] : [];
  return [last ? 0 : 3, 0, 0, 8 + attribute.length, type, 0, id >> 8, id & 255, ...attribute];
};
function request() {
  const transforms = [...transform(0, 1, encryption, bits), ...transform(0, 3, integrity), ...transform(0, 2, prf), ...transform(1, 4, group)];
  const proposal = [0, 0, 0, 8 + transforms.length, 1, 1, 0, 4, ...transforms];
  const payload = (next, body) => Buffer.concat([Buffer.from([next, 0, (body.length + 4) >> 8, (body.length + 4) & 255]), body]);
  const ke = Buffer.concat([Buffer.from([group >> 8, group & 255, 0, 0]), randomBytes(size)]);
  const body = Buffer.concat([payload(34, Buffer.from(proposal)), payload(40, ke), payload(0, randomBytes(32))]);
  const head = Buffer.concat([randomBytes(8), Buffer.alloc(8), Buffer.from([33, 0x20, 34, 8, 0, 0, 0, 0]), Buffer.alloc(4)]);
  head.writeUInt32BE(28 + body.length, 24);
  return Buffer.concat([head, body]);
}
let done = 0;
function one(index) {
  const socket = createSocket('udp4');
  socket.bind(500, '198.18.' + (index >> 8) + '.' + (1 + (index & 255) % 254), () => {
    socket.send(request(), 500, peer, () => { done++; if (done < count) setTimeout(one, 4, done); });
  });
  socket.on('error', (e) => { console.log(String(e)); done++; if (done < count) setTimeout(one, 4, done); });
}
one(0);
setTimeout(() => process.exit(0), 20000);
`;

const ENCRYPTION: Record<string, [id: number, bits: number]> = {
  aes128: [12, 128],
  aes192: [12, 192],
  aes256: [12, 256],
};
const INTEGRITY: Record<string, number> = { sha1: 2, sha256: 12, sha384: 13, sha512: 14 };
const PRF: Record<string, number> = { sha1: 2, sha256: 5, sha384: 6, sha512: 7 };
const GROUPS: Record<string, [id: number, size: number]> = {
  modp1536: [5, 192],
  modp2048: [14, 256],
  curve25519: [31, 32],
};

/**
 * Send `count` IKE_SA_INIT requests to a peer, each from another invented address and never followed by anything.
 * The host must offer what the peer accepts, with a group whose public values may be random (MODP or curve25519).
 */
export async function flood(router: Node, host: Host, peer: string, count: number): Promise<void> {
  const [proposal] = host.config.connections[0]?.proposals ?? [];
  const [cipher, bits] = ENCRYPTION[proposal?.encryption ?? ''] ?? [12, 128];
  const integrity = proposal?.integrity ?? 'sha256';
  const [group, size] = GROUPS[proposal?.group ?? ''] ?? [14, 256];
  await host.node.must(['ip', 'route', 'add', 'local', INVENTED, 'dev', 'lo']);
  await host.node.must(['sysctl', '-q', '-w', 'net.ipv4.ip_nonlocal_bind=1']);
  await must(['ip', 'netns', 'exec', router.name, 'ip', 'route', 'add', INVENTED, 'via', host.draw.address]);
  const numbers = [count, cipher, bits, INTEGRITY[integrity] ?? 12, PRF[integrity] ?? 5, group, size];
  const flooder = await host.node.spawn(
    [process.execPath, '-e', PROGRAM, peer, ...numbers.map(String)],
    join(tmpdir(), `lab-flood-${host.node.name}.out`),
  );
  await Promise.race([flooder.exited, new Promise((resolve) => setTimeout(resolve, count * 8 + 1500))]);
}
