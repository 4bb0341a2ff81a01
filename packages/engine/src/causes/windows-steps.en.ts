/**
 * Steps in the words for a host that runs Windows, by cause and step; a step that is not here reads the same everywhere. Sources: Microsoft's
 * documentation of Windows Firewall with Advanced Security, IPsec, RRAS and certificate stores, and the isolation guide.
 */
export const windowsStepsEn: Readonly<Record<string, string>> = {
  'auth.certificate-chain-incomplete.fix':
    'Install the intermediate certificate in the computer store “Intermediate Certification Authorities” of the sender, or of the receiver, and start the connection again.',
  'auth.certificate-expired.check':
    'Read the validity of the computer certificate and of every issuer in the computer store (certlm.msc; before Windows 8: certificates snap-in of MMC for the computer account), and compare the date of the checking host with a reference.',
  'auth.certificate-expired.fix':
    'Renew the computer certificate (certlm.msc, or autoenrolment with certutil -pulse), remove the expired one so that it is not chosen, and start the connection again.',
  'auth.certificate-missing.check':
    'Look into the computer store “Personal”, not that of the user: the certificate must be there, must have its private key (certutil shows the key container), and its issuer must be the authority that the rule names.',
  'auth.certificate-missing.fix':
    'Enrol a computer certificate with its private key into the computer store, from the authority that the authentication of the rule names, and start the connection again.',
  'auth.certificate-revoked.check':
    'Look the serial number up in a fresh revocation list of the authority (certutil -URL FILE.cer, or certutil -verify -urlfetch FILE.cer); rule out a stale list in the cache of the checking end (certutil -urlcache CRL).',
  'auth.certificate-unsuitable.check':
    'Read key usage, extended key usage and subject of the certificate (certutil -v -store My). A VPN server needs Server Authentication, and in its name what clients call; IKEv2 of Windows also looks for IP security IKE intermediate where several certificates fit.',
  'auth.certificate-untrusted.check':
    'List “Trusted Root Certification Authorities” of the computer (not of the user) on the checking end, and compare with the issuer of the certificate it got, by key identifier and not only by name: a renewed root often keeps its name. The authority in the rule or policy must be that root too.',
  'auth.certificate-untrusted.fix':
    'Install the root in the computer store of the checking end (certutil -addstore Root FILE.cer, or by Group Policy), or give the other end a certificate of the agreed authority; then start the connection again.',
  'auth.identity-mismatch.compare':
    'Hold the name sent beside the name expected: for a VPN connection what the client calls must stand in the certificate of the server (subject or subjectAltName); for a rule, its endpoints and the identity of its authentication. Windows sends its address as identity where a pre-shared key is used, behind a NAT the inner one.',
  'auth.method-mismatch.compare':
    'Compare the authentication sets of the rules on both ends (first and second authentication: computer Kerberos, computer certificate, pre-shared key), or the authentication methods of the two policies and their order. They must share one.',
  'auth.psk-mismatch.reload':
    'Enter the key anew in the rule, policy or VPN connection on both ends, refresh the policy where it comes from Group Policy, and start the connection again.',
  'auth.secret-missing.check':
    'Look whether the rule, policy or VPN connection for this peer has a pre-shared key at all: authentication set of the rule, authentication methods of the policy rule, or the advanced settings of the L2TP connection; on a VPN server the key of RRAS.',
  'auth.secret-missing.fix':
    'Enter the same key on this end as on the other one, refresh the policy where it comes from Group Policy, and start the connection again.',
  'auth.revocation-unreachable.fix':
    'Open the way to the list (name resolution, proxy of the computer account, firewall), or publish a fresh list. Relax the check only if the security owner agrees (netsh advfirewall set global ipsec strongcrlcheck; before Vista StrongCRLCheck).',
  'auth.signature-rejected.check':
    'Compare what both ends sign with: the certificate signing of the rule (RSA or ECDSA), and the key of the certificate in the computer store. Make sure that the private key belongs to the certificate that is sent.',
  'host.clock.check':
    'Compare the clock with a reference and see whether Windows Time runs and from whom it takes its time.',
  'host.forwarding-or-filter.check':
    'See whether the host forwards (IPEnableRouter, or forwarding of the interface), whether the firewall lets the decrypted packets pass, and whether the hosts behind have a route back.',
  'host.forwarding-or-filter.fix':
    'Turn forwarding on (Routing and Remote Access, or Set-NetIPInterface -Forwarding Enabled), allow the traffic in the firewall, and give the hosts behind a route back.',
  'host.ip-configuration.check':
    'List the addresses. One that begins with 169.254 was made up by Windows itself because no DHCP server answered. See that DHCP (UDP 67 and 68) is exempt from the IPsec policy, and compare the address with the endpoint of the rule, if there is one.',
  'host.ip-configuration.fix':
    'Give the host its address back (ipconfig /renew; cable, switch port, DHCP server), then see that the endpoint of the rule, if one is set, is that address.',
  'host.nat-before-ipsec.check':
    'Read the NAT of the host (Get-NetNat, Internet Connection Sharing, NAT of Routing and Remote Access) that applies to the source network.',
  'host.nat-before-ipsec.fix':
    'Take the networks that IPsec will protect out of the NAT of the host, or do NAT and IPsec on different devices.',
  'host.offload.check':
    'See whether the adapter offloads IPsec (Get-NetAdapterIPsecOffload; before Windows 8 netsh int ip show offload).',
  'host.offload.fix':
    'Turn the offload off for a test (Disable-NetAdapterIPsecOffload; on old systems EnableOffload = 0 and a restart). If that helps, update driver and firmware before turning it on again.',
  'host.route-missing.check':
    'Ask the host for the route to the address of the other end (Find-NetRoute, or route print).',
  'ike.exchange-mismatch.compare': 'Windows speaks main mode only: see whether the other end expects aggressive mode.',
  'ike.exchange-mismatch.fix': 'Set the other end to main mode, or move both to IKEv2: Windows has no aggressive mode.',
  'ike.lost-final-message.fix':
    'End the SAs on the end that believes in them and start the connection again. If it comes back, cure the loss on the way, and move from IKEv1 to IKEv2, where every message is acknowledged.',
  'ike.peer-failed.log':
    'Read the Security log of that end for the minute before the time-out (audits 4652 to 4654, 4984; before Vista 547 and Oakley.log). If nothing is there, turn auditing of IPsec on and repeat.',
  'ike.peer-failed.fix':
    'Mend what the log names. If the service hangs or is busy, save the logs before it is restarted: a restart drops every SA.',
  'ike.protocol-violation.escalate':
    'Give both vendors the versions, the capture, the Security logs and a trace (netsh wfp capture; before Vista Oakley.log) of the same attempt.',
  'ike.timeout.log':
    'Read the Security log of the other end for the minute before the time-out (audits 4652 to 4654, 4984; before Vista 547): a time-out here is very often a failure there.',
  'ike.version-mismatch.compare':
    'Compare the versions: the keying module of the rule (IKEv1, AuthIP, IKEv2), the type of the VPN connection (L2TP and rules before Windows Server 2012 are IKEv1; IKEv2 is a type of its own), and what the other end speaks. Windows before 7 knows no IKEv2.',
  'ike.version-mismatch.fix':
    'Set both ends to IKEv2 if both can; otherwise both to IKEv1. Refresh the policy where it comes from Group Policy, and start the connection again.',
  'load.flood.check':
    'Count the main mode SAs and attempts by source (audits 4652 and 4653; event 4646 says that denial-of-service protection started; before Vista the statistics and Oakley.log).',
  'load.overload.check':
    'Look at processor, memory, the number of main mode SAs and at what the service waits for: domain controllers, certificate lists, DNS.',
  'name.resolution-failed.check':
    'Look the name up on that host (nslookup, Resolve-DnsName; ping shows what the hosts file says too), and compare its DNS servers with those of ipconfig /all; mind names that only resolve inside the tunnel.',
  'name.wrong-address.check':
    'Look the name up on that host and on another one, and read the hosts file (%SystemRoot%\\System32\\drivers\\etc\\hosts) and LMHOSTS. Compare with the addresses the other end really has.',
  'path.ah-blocked.fix':
    'Behind a NAT use ESP instead of AH, with null encryption if privacy is not wanted. Without a NAT let the firewall pass IP protocol 51.',
  'path.esp-blocked.counters': 'List the SAs on both ends while you ping, and compare what each has sent and received.',
  'path.esp-blocked.fix':
    'Let the firewall or provider pass IP protocol 50 and its fragments; without a NAT between them Windows does not put ESP into UDP 4500.',
  'path.fragments-dropped.fix':
    'Make the message smaller, so that IP need not fragment: fewer proposals and certificates, ECDSA keys, fewer groups in the Kerberos ticket. IKEv2 of Windows 10 (1803) and later fragments by itself where both ends can; RRAS needs EnableServerFragmentation = 1.',
  'path.ike-blocked.capture':
    'Capture at both ends at the same time during one attempt; the command writes a capture until you press a key. The last place where the packet is seen bounds the fault; look for ICMP errors and who sends them.',
  'path.ike-blocked.check':
    'If the packet arrives at the interface and the service does not get it, read the rules of the firewall and its log (pfirewall.log), and look for drops in netsh wfp show netevents.',
  'path.nat-without-nat-t.check':
    'Look at the SAs for UDP encapsulation, and at AssumeUDPEncapsulationContextOnSendRule (PolicyAgent key on Vista and later, IPSec key before): without it Windows makes no SA with a server behind a NAT. On 2003 the NAT-T of the policy agent must be there too (KB 818043 for XP and 2000).',
  'path.nat-without-nat-t.fix':
    'Set AssumeUDPEncapsulationContextOnSendRule to 1 (server behind a NAT) or 2 (both ends) on the client, restart it, and open UDP 4500. Some NAT devices have an “IPsec passthrough” that gets in the way: turn it off.',
  'path.packet-altered.pattern':
    'Count the events of integrity failures (4960; before Vista 4285) and look for a pattern: source, time of day, size, adapter. A few packets need no study. Turn IPsec offload off first to clear the hosts, then study the path.',
  'path.peer-unreachable.trace':
    'Follow the way with tracert or pathping to the address IKE uses and to another address of the same site; see where it ends. Silence to ping alone proves nothing: many sites filter it.',
  'path.pmtu-blackhole.measure':
    'Ping through the tunnel with ping -f -l SIZE and growing size to find the largest that passes. Look whether ICMP “fragmentation needed” comes back, and whether a firewall drops it.',
  'path.pmtu-blackhole.fix':
    'Let ICMP type 3 code 4 (IPv6: type 2) pass, clamp the TCP MSS on the gateway, or lower the MTU of the interface (netsh interface ipv4 set subinterface). EnablePMTUDiscovery must not be 0.',
  'path.stateful-timeout.fix':
    'Exempt UDP 500, UDP 4500 and ESP from stateful ageing on the devices on the way, or raise their time-out; or send something more often than the time-out.',
  'policy.config-rejected.load':
    'See which policy was applied and which was not, and read the events of the service about it (5456 to 5474; before Vista the System log, source IPSec and PolicyAgent).',
  'policy.config-rejected.fix':
    'Correct the rule or policy that the event names at its source, refresh the policy, and make sure that it now stands among the active ones.',
  'policy.conflicting-filters.list':
    'List the active filters and look for the same addresses and ports twice: quick mode filters in IP Security Monitor, netsh ipsec dynamic show qmfilter all, or netsh wfp show filters.',
  'policy.mode-mismatch.compare':
    'Compare the mode of the rules and their tunnel endpoints. Transport mode needs endpoints that are just the two hosts.',
  'policy.mode-mismatch.fix':
    'Set the same mode and tunnel endpoints on both ends, refresh the policy where it comes from Group Policy, and start the connection again.',
  'policy.no-ike-config.check':
    'List the rules or the policy that are active, not those of the editor, and look for one whose endpoints fit the two addresses as the packet arrives (after NAT), on the network profile that is in force. A VPN server without the right port type answers likewise.',
  'policy.no-ike-config.fix':
    'Correct the endpoints of the rule, or its profile, or assign the policy; refresh it where it comes from Group Policy, and try again.',
  'policy.not-assigned.check': 'List what is active, and which Group Policy objects the computer got (gpresult).',
  'policy.not-assigned.fix':
    'Assign the policy or enable the rule; where it comes from Group Policy put the computer into the right group or unit and refresh (gpupdate /force).',
  'policy.peer-without-ipsec.check':
    'See on the other end whether any active rule or policy exists, and whether its IPsec services run.',
  'policy.selector-mismatch.compare':
    'Put the endpoints side by side: what is local here must be remote there, with the same prefix length, protocol and ports. Behind a NAT a host’s own address is the inner one.',
  'policy.selector-mismatch.fix':
    'Correct the side that is wrong so that the two are mirror images, refresh the policy where it comes from Group Policy, and start the connection again.',
  'policy.wrong-connection.compare':
    'List the active rules with endpoints and authentication, and find out why the general one is taken first: Windows takes the most specific filter, and of equal ones the order is not defined.',
  'policy.wrong-connection.fix':
    'Make the rules distinguishable by their endpoints, or give those that share addresses the same authentication and algorithms; then refresh the policy.',
  'proposal.esp-mismatch.compare':
    'Put the quick mode sets side by side: AH or ESP, encryption with key length, integrity, PFS group (Get-NetIPsecQuickModeCryptoSet; for VPN connections Get-VpnConnection and its custom policy; before Vista the filter action).',
  'proposal.esp-mismatch.fix':
    'Add one quick mode proposal both ends support, refresh the policy where it comes from Group Policy, and start the connection again.',
  'proposal.ike-mismatch.compare':
    'Put the main mode sets side by side, piece by piece: encryption with key length, integrity, group (Get-NetIPsecMainModeCryptoSet; before Vista the key exchange settings of the policy). A VPN connection of Windows proposes weak algorithms by default (group 2, 3DES, SHA-1), which many gateways refuse by now.',
  'proposal.ike-mismatch.fix':
    'Add one proposal both ends support to the weaker-equipped end, best AES with SHA-256 and group 14 or better: main mode set of the rules; for IKEv2 VPN connections Set-VpnConnectionIPsecConfiguration; for L2TP the value NegotiateDH2048_AES256. Do not widen both ends to everything.',
  'proposal.pfs-mismatch.compare':
    'Compare the PFS group of the quick mode sets (none means no PFS; “same as main mode” takes over that group; before Vista the box “use session key perfect forward secrecy” of the filter action).',
  'proposal.pfs-mismatch.fix':
    'Set the same group on both ends, or none on both, refresh the policy where it comes from Group Policy, and prove it by a connection that outlives one quick mode lifetime.',
  'sa.install-failed.check':
    'Read the error beside the event: under load, 547 with error 13860 asks for less load; otherwise look at the state of the filtering platform or of the IPsec driver.',
  'sa.install-failed.fix':
    'Lower the load, or remove the filter or product that is in the way; then start the connection again.',
  'sa.lookup-failed.check': 'Look at the filters and SAs of the driver, send one packet, and look at the drops again.',
  'sa.lookup-failed.fix':
    'Remove filters left behind by another product, make the rules of both ends mirror each other, and start the connection again.',
  'sa.lookup-failed.escalate':
    'If everything fits and drops go on, hand on what netsh wfp show state and show netevents write (before Vista: netsh ipsec dynamic show all), before and after.',
  'sa.out-of-sync.fix':
    'End the SAs on the end that still believes in them, and start the connection again; they are made anew by the next packet. The command ends the SAs with all peers.',
  'sa.rekey-failed.force':
    'Let one connection outlive a lifetime of quick mode and of main mode, and read the audits of both ends for that minute. A rekey that works from one end only points to a firewall with state or to rules that differ.',
  'sa.rekey-failed.fix':
    'Compare lifetimes, groups and algorithms of both ends; let one end rekey clearly earlier than the other.',
  'sa.replay.check':
    'Count the events of replay failures (4961, 4962), and look in a capture for duplicated or reordered sequence numbers (QoS classes, several lines, several processors).',
  'sa.replay.fix':
    'Keep one SA on one line, and stop the device that duplicates or reorders packets. Do not turn the check off.',
  'sa.sequence-exhausted.check': 'Read the audits around that time, and why the last rekey did not happen.',
  'sa.sequence-exhausted.fix':
    'Start the connection again now; then rekey by time or by kilobytes well before 2^32 packets (lifetimes of the quick mode set).',
  'sa.transform-disagreement.compare':
    'Compare the SA of the same SPI on both ends: algorithm, key length, truncation of the integrity check.',
  'sa.transform-disagreement.fix':
    'Take an algorithm without doubt on both ends (AES-GCM), and start the connection again.',
  'service.not-listening.check':
    'See who listens on UDP 500 and 4500, and whether the services run: IKEEXT and PolicyAgent, which need BFE; before Vista PolicyAgent alone. If they run and nothing listens, read the System log from the start.',
  'service.not-listening.fix':
    'Start the services and let them start at boot (sc config IKEEXT start= auto, net start IKEEXT, net start PolicyAgent; before Vista PolicyAgent alone). If one stops again, keep the System log: the reason stands there.',
  'service.port-conflict.check':
    'Find the owner of the port: the program stands beside it, or its process id is to be looked up in the list of tasks.',
  'service.start-failed.check':
    'Read the System log from the last start (sources Service Control Manager, IPSec, PolicyAgent) and the audits 5478 to 5485, and see whether the services it needs run: BFE, RPC, and on a domain member Netlogon.',
  'service.start-failed.escalate': 'If it stops again, hand on the version, the exported logs and the error code.',
};
