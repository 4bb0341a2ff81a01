import {
  answers,
  bothUp,
  crossing,
  inKernel,
  keepCounters,
  kernelDraw,
  pingFrom,
  protocolPackets,
  provenByHost,
} from '../../kernel-plane.ts';
import { bringUp } from '../../steps.ts';
import { iptables, keepRules } from '../../xtables.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'host-filter-after-decryption',
  title: 'the firewall of the responder drops what came out of the tunnel',
  truth: [{ cause: 'host.forwarding-or-filter', at: 'responder' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  honest: provenByHost(),
  needs: ['esp'],
  ike: [1, 2],
  allow: kernelDraw(),
  tune: inKernel(),
  prepare: async (world) => {
    const { node, draw } = world.responder;
    const ipsec = ['-m', 'policy', '--dir', 'in', '--pol', 'ipsec'];
    await iptables(node, draw.inner.includes(':') ? 6 : 4, [['-A', 'INPUT', ...ipsec, '-p', 'icmp', '-j', 'DROP']]);
  },
  act: async (world) => {
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator', { count: 6 });
    await keepCounters(world);
    await keepRules(world, 'responder');
  },
  prove: (recording) => [
    ...bothUp(recording),
    ...crossing(recording, 'initiator', 50, 'all'),
    {
      what: 'the responder decrypted what came and sent nothing back',
      ok:
        protocolPackets(recording.responder, 50, 'out') === 0 &&
        /\b[1-9]\d*\(bytes\)/.test(recording.responder.file('ip-xfrm-state.txt')),
      by: `${protocolPackets(recording.responder, 50, 'out')} packets back`,
    },
    answers(recording, 'initiator', (count) => count === 0, 'no ping was answered'),
  ],
};
export default scenario;
