import { existsSync } from 'node:fs';
import { must, run } from './exec.ts';
import type { Capabilities } from './types.ts';

/**
 * Find out what this kernel can do by trying it in a namespace of its own: adding an ESP and an AH state, and
 * hanging a netem discipline on a veth.
 */
export async function detectCapabilities(): Promise<Capabilities> {
  const name = `lab-cap-${process.pid}`;
  await must(['ip', 'netns', 'add', name]);
  try {
    const inside = (command: string): Promise<{ code: number }> =>
      run(['ip', 'netns', 'exec', name, ...command.split(' ')]);
    const key = `0x${'11'.repeat(16)}`;
    const esp = await inside(
      `ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x1000 mode tunnel enc cbc(aes) ${key} auth hmac(sha1) ${key}11111111`,
    );
    const ah = await inside(
      `ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto ah spi 0x1001 mode tunnel auth hmac(sha1) ${key}11111111`,
    );
    await inside('ip link add v0 type veth peer name v1');
    const netem = await inside('tc qdisc add dev v0 root netem delay 1ms');
    return { esp: esp.code === 0, ah: ah.code === 0, netem: netem.code === 0, tun: existsSync('/dev/net/tun') };
  } finally {
    await run(['ip', 'netns', 'del', name]);
  }
}
