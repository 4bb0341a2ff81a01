/** English texts of notes and symptoms: title and explanation by id. */
export const notesEn: Readonly<Record<string, readonly [title: string, explanation: string]>> = {
  'note.retransmissions': [
    'Messages were repeated',
    'Some messages had to be sent more than once. That is how IKE copes with loss and is no fault while answers come.',
  ],
  'note.cookie-challenge': [
    'A cookie was asked for',
    'The responder asked the initiator to prove its address with a cookie first. It does so when many negotiations are half open; one extra round trip, no fault.',
  ],
  'note.invalid-ke-retry': [
    'Another key exchange group was asked for',
    'The first message used a group the responder did not want; the initiator tried again with the one asked for. One extra round trip, no fault.',
  ],
  'note.nat-detected': [
    'There is a NAT between the ends',
    'NAT detection found that addresses or ports are rewritten on the way; IKE and ESP continue in UDP 4500.',
  ],
  'note.file-of-another-host': [
    'A file is of another host or of another time',
    'A configuration or a list of SAs names no address that this host has, while another of its files does. It was left out of account: take it again, on the right host and at the time of the failure.',
  ],
  'note.rekey-will-fail': [
    'The next rekey of the child will fail',
    'The two configurations have no key exchange group for the child in common. The first child of IKE_AUTH is made without one, so all works until the child is replaced: agree on the groups before that.',
  ],
  'note.opened': [
    'Keys among the evidence open protected messages',
    'Protected IKE messages were opened with keys that came with the evidence. What they say is the authenticated word of their sender.',
  ],
  'note.inner-error': [
    'Inside the tunnel somebody reports an error',
    'Opened ESP packets carry ICMP errors. Whoever sent them is behind the tunnel: the tunnel carries packets, and what is wrong is told there.',
  ],
  'note.inner-refused': [
    'Inside the tunnel connections are refused',
    'Opened ESP packets carry TCP resets: the tunnel works, and a host behind it, or a filter there, refuses the connection.',
  ],
  'note.ping-negotiates': [
    'Ping had IKE negotiate first',
    'Ping printed "Negotiating IP Security.": a filter of the IPsec policy fits ICMP to that address, so a policy is active there, and answers that were lost meanwhile are no loss on the way. Where ICMP is meant to be exempt, the wrong policy is probably in use.',
  ],
  'note.ping-finished-early': [
    'Ping of Windows 2000 did not wait for IKE',
    'It ended while IKE negotiated: Windows 2000 sends the next request without waiting, so that no answer is no sign of a broken path. Run it again once the negotiation is over (three seconds for a fallback to clear).',
  ],
  'note.ping-without-negotiation': [
    'A ping went unanswered and no negotiation was begun for it',
    'Ping did not print "Negotiating IP Security.": a filter blocks ICMP, or a filter or a fallback to clear lets it pass as it is, or the request never came as far as the IPsec driver. By itself it does not tell which, and says nothing of IKE.',
  ],
  'note.hops-hidden': [
    'Hops of a protected way are not to be seen',
    'The driver has IKE negotiate ICMP to that address. Inside an SA the devices on the way are invisible: tracert and pathping show no hop, and a loss per hop cannot be computed. Until an SA or a fallback to clear stands, these tools may also show losses that are none. Follow the way with an address that is exempt.',
  ],
  'note.driver-counters': [
    'The IPsec driver counts packets that it dropped',
    'The counters run since the driver was loaded; a few packets need no study. Where they go on rising, exclude this host first: IPsec offload off (on old systems EnableOffload = 0 and a restart), then the other offloads and advanced features of the card, teaming, and the newest signed driver; after that the path. "Datagrams Received Discarded" of IP rises with each drop. Do not restart the IPsec service for it.',
  ],
  'note.policy-name-stale': [
    'The policy in use has another name than the one shown',
    'The service keeps the name that the policy had when it was assigned: tools and the snap-in show that one, and the policy itself is called otherwise now. Tell versions by the policy or by a rule in it, not by the name shown.',
  ],
  'note.ping-exempt': [
    'Ping does not show whether IPsec works',
    'Ping to the other end was answered while the negotiation with it fails. ICMP is commonly exempt from the policy: an answer shows that the host and the way to it are up, and nothing of IPsec. TCP and UDP need the negotiation.',
  ],
  'note.many-asked': [
    'One host asks very many others at once',
    'Within a minute this host started IKE in vain with fifty or more addresses, as scans of a network make it do. Each probe costs a negotiation; that slows the host down, and those who do not answer are no faults. Scan from an exempt address.',
  ],
  'note.clear-from-stranger': [
    'A host that never negotiates sends in clear',
    'Packets in clear were turned away that come from a host with which no negotiation is to be seen: it is probably no member, like a monitoring system. It will report this host as unreachable, although it is well. If it has to reach it, exempt it.',
  ],
  'note.ike-errors': [
    'IKE counts its errors',
    'The state of the filtering platform lists how often IKE ended with which error. With whom and when it does not say: look the errors up, and see in the events of the same file which of them is about this peer.',
  ],
  'note.kerberos-error': [
    'A Kerberos server answered with an error',
    'One of the ends asked for a ticket and was refused. Where the connection proves itself with Kerberos that comes before everything else.',
  ],
  'note.rekeyed': ['SAs were replaced on schedule', 'SAs were rekeyed before their lifetime ended.'],
  'note.soft-sa': [
    'The end fell back to clear traffic',
    'No answer came to the negotiation, and the policy allows to go on without protection: an SA without algorithms and without an outbound SPI stands for the peer. The traffic is in clear; that is no failure of IKE.',
  ],
  'note.benign-timeout': [
    'The peer had left the network',
    'The time-out follows a record that an end went to sleep, was unplugged or lost its radio link. Its peers keep asking it until they give up; nothing is wrong with either.',
  ],
  'note.policy-replaced-sas': [
    'A new policy replaced the SAs',
    'SAs were deleted because the policy changed. New ones are made with the next packet.',
  ],
  'note.bad-spi-after-rekey': [
    'A few packets came for an SA that was just replaced',
    'Packets for an unknown SPI came within a minute of a new SA, or there were only a few of them. While SAs are replaced that happens, and is no reason to restart the service.',
  ],
  'note.cached-policy': [
    'The stored copy of the policy is in use',
    'The directory could not be read, and the policy agent goes on with the copy it keeps. Away from its network that is what every computer does.',
  ],
  'note.auditing-off': [
    'Failures of IPsec are not audited',
    'The security log does not record all that fails in IPsec, or ceased to: that it holds no failure does not mean that there was none.',
  ],
  'note.oakley-off': [
    'IKE does not write its own log',
    'Oakley.log is switched off on this host: that there is none, or that it ends at some point, says nothing. Switch it on for one attempt (XP SP2: ipseccmd set logike; Server 2003: netsh ipsec dynamic set config ikelogging 1; Windows 2000 and XP SP1: EnableLogging = 1 and a restart of the service, which drops every SA).',
  ],
  'note.log-cleared': [
    'An event log was cleared',
    'Whatever it held before that moment is gone: that nothing of an earlier failure is in it says nothing.',
  ],
  'note.policy-partly-applied': [
    'Part of the IPsec policy was not applied',
    'The policy agent left out rules, filters or interfaces of the active policy. Traffic that they were to protect, permit or block is treated by what is left.',
  ],
  'note.no-policy': [
    'No IPsec policy is in force',
    'The host says that it uses no IPsec policy. Where one is meant for it, that is the fault; else it is as it should be.',
  ],
  'note.domain-trouble': [
    'The host has trouble with its domain',
    'Records tell of a domain controller that is not found, a broken computer account or a clock out of step. Authentication with Kerberos depends on all three.',
  ],
  'note.boot-mode': [
    'The IPsec driver lets little in while the system starts',
    'The host has no usable address, and its driver starts in stateful or block mode: until the service has loaded the policy, only what the boot exemptions name and answers to its own traffic come in. If the address fails only after a restart, see that the boot exemptions have DHCP (inbound UDP 68); add Remote Desktop (TCP 3389), so that the host stays within reach (netsh ipsec dynamic show config; netsh ipsec dynamic set config bootexemptions).',
  ],
  'note.controllers-silent': [
    'No domain controller answered this host',
    'Of the domain controllers that its own listings name, none answered ping or the ports of Kerberos and LDAP. Names, policy and authentication with Kerberos depend on them: mend the way to them first, and see that the policy exempts each of them.',
  ],
  'note.ike-to-infrastructure': [
    'IKE is tried with a server that is to be reached without it',
    'The other end is a domain controller or a DNS, DHCP or WINS server by the listings of this host. Such servers are exempt in most designs, for without them IPsec cannot begin: that IKE is tried with it at all points to a missing exemption, or to a wrong or old policy on this host. Where the server is meant to speak IPsec, it is as it should be.',
  ],
  'note.name-servers-silent': [
    'The name servers of this host do not answer it',
    'nslookup got no answer from the server it asked. That a server does not answer ping alone would say nothing: DNS and WINS servers are often set so. See whether the address of the server is right, and whether the policy exempts it.',
  ],
  'note.short-name': [
    'The full name is found, and the short one is not',
    'The name with its domain resolves and the short one does not: DNS has the host, and the suffix list, WINS, NetBIOS or LMHOSTS has not. Programs that call it by the short name fail, whatever IPsec does.',
  ],
  'note.names-file': [
    'HOSTS or LMHOSTS has another address for the other end',
    'An entry of the file names the other end with an address that it does not have. The file comes before every name server: who calls the other end by this name reaches somebody else.',
  ],
  'note.tickets-purged': [
    'Kerberos tickets were thrown away',
    'The tickets were purged, so that the next attempt fetches new ones with the groups of now. Wait a minute until IKE has given up the old attempt, then try again from the application, not from the window of the system account. What failed before may have been due to the old tickets.',
  ],
  'note.host-crashed': [
    'The system stopped with a bug check',
    'A record tells that the system of the host crashed and was started again. Programs that process packets in the kernel (network drivers, firewalls, VPN clients) and IPsec get into each other’s way at times; SAs are gone after that, and peers wait in vain. Have the dump examined before IPsec is blamed.',
  ],
  'note.restart-advice': [
    'Do not restart the service for it',
    'The text of these events advises to restart the policy agent. That mends nothing, drops every SA of the host, and may take the evidence with it. Look for a pattern instead: from whom, when, on which adapter.',
  ],
  'note.teardown': [
    'Somebody stopped the connection',
    'The connection was taken down by an operator or by the stop of a daemon. What follows in the log is not a failure.',
  ],
  'symptom.timeout': ['The negotiation timed out', 'One end waited for an answer that did not come.'],
  'symptom.refused': [
    'The negotiation was refused',
    'One end told the other that it refuses, or broke the exchange off itself.',
  ],
  'symptom.no-traffic': [
    'No traffic passes',
    'The SAs stand, and the traffic they are for does not get through, or nothing answers it.',
  ],
  'symptom.slow': ['Traffic is slow', 'Protected traffic passes, but with loss, pauses or only in small packets.'],
  'symptom.intermittent': [
    'It fails from time to time',
    'The connection works and breaks off again, at intervals or under certain conditions.',
  ],
};
