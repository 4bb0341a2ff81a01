/** A cause that the lab does not provoke, with the reason. */
export interface NotProvoked {
  cause: string;
  reason: string;
}

/** Causes that no scenario provokes. Every other cause has at least one scenario; a test holds this. */
export const NOT_PROVOKED: NotProvoked[] = [
  {
    cause: 'name.wrong-address',
    reason:
      'The daemons of all hosts of the lab resolve names by the one hosts file of the machine; a resolver of their own per host is not built.',
  },
  { cause: 'service.block-mode', reason: 'A state of the IPsec driver of Windows; Linux has no such mode.' },
  {
    cause: 'policy.peer-without-ipsec',
    reason:
      'Fallback to clear traffic is negotiated by Windows; between Linux gateways the same fault is service.not-listening.',
  },
  { cause: 'policy.stale', reason: 'Retrieved policies with versions exist in Windows policy stores only.' },
  { cause: 'policy.wrong-assignment', reason: 'Precedence of group policy objects, Windows only.' },
  { cause: 'policy.retrieval-failed', reason: 'Policies are not retrieved from a directory on Linux.' },
  {
    cause: 'policy.corrupt',
    reason:
      'Dangling references need the object graph of a Windows policy store; a broken Linux file is policy.config-rejected.',
  },
  {
    cause: 'policy.rras-l2tp-conflict',
    reason: 'The automatic L2TP policy of the Windows Routing and Remote Access service.',
  },
  {
    cause: 'policy.exemption-missing',
    reason: 'Domain controllers, DNS and DHCP as exempt peers belong to Windows domain isolation.',
  },
  {
    cause: 'policy.multicast-dropped',
    reason: 'Broadcast caught by a subnet filter is a fault of the Windows filter driver.',
  },
  {
    cause: 'auth.kerberos-unavailable',
    reason: 'Kerberos authentication (AuthIP, IKEv1 GSS-API) is spoken by Windows only.',
  },
  { cause: 'auth.kerberos-clock-skew', reason: 'Kerberos authentication is spoken by Windows only.' },
  { cause: 'auth.logon-right-denied', reason: 'A Windows logon right.' },
  { cause: 'auth.membership-stale', reason: 'Group membership inside a Kerberos ticket, Windows only.' },
  { cause: 'auth.computer-account', reason: 'The secure channel of a Windows domain member.' },
  {
    cause: 'ike.protocol-violation',
    reason: 'Both daemons keep to the standards with each other; a forged peer would not be a real daemon.',
  },
  {
    cause: 'ike.timeout',
    reason:
      'Not a fault of its own: the answer when the evidence does not even show the direction. It is declared for cuts of the evidence of silent scenarios.',
  },
  {
    cause: 'sa.rekey-failed',
    reason:
      'Every rekey failure that can be provoked has a narrower cause: proposal.pfs-mismatch, proposal.esp-mismatch, ike.peer-failed or a path.',
  },
  {
    cause: 'app.not-ipsec',
    reason: 'A failure above the SAs; the evidence the lab keeps ends below the applications.',
  },
  {
    cause: 'app.first-packet-delay',
    reason: 'Fallback to clear after three seconds is a behaviour of Windows, and so is the application that gives up.',
  },
  { cause: 'app.third-party-vpn', reason: 'Needs the VPN client of another vendor on a Windows host.' },
  { cause: 'app.layered-provider', reason: 'Layered service providers exist in the socket library of Windows only.' },
];
