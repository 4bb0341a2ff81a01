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
  'symptom.no-traffic': ['No traffic passes', 'The SAs stand, and protected traffic does not get through.'],
  'symptom.slow': ['Traffic is slow', 'Protected traffic passes, but with loss, pauses or only in small packets.'],
  'symptom.intermittent': [
    'It fails from time to time',
    'The connection works and breaks off again, at intervals or under certain conditions.',
  ],
};
