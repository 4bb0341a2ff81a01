import type { CauseMessages } from '../api.ts';

export default {
  title: 'The two ends want different modes: transport against tunnel',
  explanation:
    'One end asks for transport mode and the other insists on tunnel mode, or the endpoints of the tunnel differ. IKE itself worked. In IKEv2 a declined transport mode is no error by itself; it becomes one when an end refuses the tunnel it gets instead.',
  meaning: 'Transport mode against tunnel mode, or tunnel endpoints that differ.',
  proof: 'An end says that it refuses the mode it was offered or given, or both configurations name different modes.',
  separatedBy: 'the mode each end has configured for this traffic',
  steps: {
    ask: 'Ask whether this is a connection between two single computers or between two whole networks, and whether both sides mean the same.',
    compare:
      'Compare the mode. strongSwan: mode of the child (tunnel is the default); Libreswan: type=tunnel or type=transport; Windows: mode of the rule and its tunnel endpoints. Transport mode needs selectors that are just the two hosts.',
    fix: 'Set the same mode and tunnel endpoints on both ends, load the connection again (strongSwan: swanctl --load-conns; Libreswan: ipsec add NAME) and start it.',
  },
} satisfies CauseMessages as CauseMessages;
