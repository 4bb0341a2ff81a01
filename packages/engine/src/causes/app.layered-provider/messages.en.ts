import type { CauseMessages } from '../api.ts';

export default {
  title: 'Other software stands between IKE and its sockets',
  explanation:
    'On {host} a layered service provider ({name}) is installed in the socket library, and IKE did not come up there. If the provider does not pass on the calls IKE needs, IKE cannot watch its ports; Windows Server 2003 then blocks all traffic.',
  meaning: 'A Winsock layered service provider of other software keeps IKE from its ports.',
  proof:
    'The list of Winsock providers holds a layered one, IKE does not listen or its service failed to start, and both end when the provider is removed.',
  separatedBy: 'whether IKE starts with the provider taken out',
  steps: {
    ask: 'Ask which firewall, filter or accelerator was installed or updated lately.',
    check:
      'List the providers (netsh winsock show catalog; older: netdiag /debug, Sporder.exe) and find which program the layered one belongs to; see in the System log what the IPsec service said at its last start.',
    fix: 'Have the vendor update or remove the program, or change the order of the providers; then restart the IPsec service and see that UDP 500 and 4500 are open. Where the driver blocks everything, log on locally and stop the service first.',
  },
} satisfies CauseMessages as CauseMessages;
