import type { CauseMessages } from '../api.ts';

export default {
  title: 'Another program holds the IKE port',
  explanation:
    'The IKE daemon on {host} could not open its UDP port because another program already has it. Often it is a second IPsec product, a VPN client, or an earlier copy of the same daemon.',
  meaning: 'Another program owns UDP 500 or 4500 on this host.',
  proof:
    'The daemon says that binding the port failed with "address already in use", and no later line shows that it works after all.',
  separatedBy: 'the owner of UDP 500 and 4500 on that host',
  steps: {
    ask: 'Ask whether a VPN client or another security program was installed on that computer lately.',
    check:
      'Find the owner of the port (Linux: ss -lunp; Windows: netstat -bano, or Get-NetUDPEndpoint with its process).',
    fix: 'Stop or remove the other program, or run only one of the two products; then start the IKE daemon again and see that it holds both ports. Moving IKE to odd ports only works if the other end moves as well.',
  },
} satisfies CauseMessages as CauseMessages;
