import type { CauseMessages } from '../api.ts';

export default {
  title: 'The VPN client of another vendor stands in the way of IKE',
  explanation:
    'On {host} a VPN client of another vendor ({name}) is at work. Such clients bring an IKE of their own, which needs UDP 500 like that of Windows, and often disable the IPsec service that members of the domain need.',
  meaning: 'Another vendor’s VPN client has the ports of IKE, or has put the IPsec service of Windows out of service.',
  proof:
    'A program of the client has UDP 500 or 4500, or its service runs while the one of Windows is disabled or failed to start. A client that is merely installed is no fault.',
  separatedBy: 'whether IKE works with the client stopped',
  steps: {
    ask: 'Ask which VPN client is installed, whether it was connected, and whether the failure began with its installation or update.',
    check:
      'See which program has UDP 500 and 4500 (netstat -abno, older: portqry -local), and the state and start type of the IPsec services (IKEEXT and PolicyAgent; older: PolicyAgent).',
    fix: 'Stop the client, set the IPsec services back to their start type and start them. If both are needed, use the VPN client of Windows, which goes together with end-to-end IPsec, or a version of the other one that does.',
    escalate:
      'Ask the vendor whether the client works beside the IPsec of Windows, and whether it passes IKE and ESP of the system through its tunnel and its firewall.',
  },
} satisfies CauseMessages as CauseMessages;
