/** Words of `probe`, `fragments`, `detect-policy` and `refresh-policy`, in English. */
export const probeTextsEn = {
  'probe.title': 'Probe of {peer} ({address})',
  'probe.plan':
    'Sends at most {messages} IKE messages and {pings} pings to {address}. Each message leaves the peer with a half-open negotiation that it forgets by itself.',
  'probe.result.answers': 'IKE answers, and nothing is amiss as far as this tells',
  'probe.result.problem': 'Something is wrong',
  'probe.result.unknown': 'It cannot be told: nothing answered, and nothing says why',
  'probe.heading.findings': 'What follows',
  'probe.heading.exchanges': 'What was sent and came back',
  'probe.heading.pings': 'Pings',
  'probe.heading.untested': 'Not tested',
  'probe.exchange': '{door}, {mode}: {outcome}',
  'probe.outcome.accepted': 'a proposal was accepted',
  'probe.outcome.refused': 'refused ({notify})',
  'probe.outcome.answered': 'answered',
  'probe.outcome.unintelligible': 'an answer that is not the answer of IKE',
  'probe.outcome.unreachable': 'turned away ({refusal})',
  'probe.outcome.connected': 'the connection was taken, IKE did not answer in it',
  'probe.outcome.silent': 'silence',
  'probe.copies':
    '{sent, plural, one {# message} other {# messages}} of {bytes} bytes, {replies, plural, =0 {no answer} one {# answer} other {# answers}} back',
  'probe.round-trip': 'after {ms} ms',
  'probe.vendors': 'vendor IDs: {vendors}',
  'probe.offered': 'offered: {offered}',
  'probe.accepted': 'accepted: {accepted}',
  'probe.ping.echo': 'echo, {payload} bytes: {received} of {sent} answered',
  'probe.ping.fragments': 'echo in fragments, {payload} bytes: {received} of {sent} answered',
  'probe.ping.dont-fragment': 'echo that must not be fragmented, {payload} bytes: {received} of {sent} answered',
  'probe.ping.own': 'own stack, {target}: {received} of {sent} answered',
  'probe.ping.gateway': 'default gateway, {target}: {received} of {sent} answered',
  'probe.ping.dns': 'DNS server, {target}: {received} of {sent} answered',
  'probe.ping.exempt': 'exempt host, {target}: {received} of {sent} answered',
  'probe.ping.mtu': 'MTU {mtu} was named',
  'probe.finding.ike-answers': '{door} is open, and IKE answers there.',
  'probe.finding.accepted': '{door}: {version} ({mode}) accepts {proposal}.',
  'probe.finding.no-proposal':
    '{door}: {version} ({mode}) answers {notify}. The peer is there and has no connection for this address, or none of the offered proposals suits it; this answer does not tell which. Try the proposal of the connection itself: --proposal aes256-sha1-modp1024 is what Windows offers by default.',
  'probe.finding.refused': '{door}: {version} ({mode}) is refused with {notify}.',
  'probe.finding.invalid-ke':
    '{door}: the peer asked for {group} instead of the group whose value was sent (INVALID_KE_PAYLOAD). That is normal and costs one more message.',
  'probe.finding.cookie':
    '{door}: the peer asked for a cookie first. It does so always, or because many negotiations are half open there.',
  'probe.finding.version-only': 'Only {version} was accepted; the other version was refused or not answered.',
  'probe.finding.unintelligible':
    '{door}: what came back is not the answer of IKE. Another program has the port, or something on the way answers.',
  'probe.finding.port-closed':
    '{door}: ICMP says that the port is closed. Nobody listens there, or a filter with "reject" pretends so. Look whether the IKE service runs on the peer.',
  'probe.finding.prohibited': '{door}: ICMP says that the peer cannot be reached or that a filter prohibits it.',
  'probe.finding.unreachable': '{door}: the network or the protocol cannot be reached, by ICMP or by this host itself.',
  'probe.finding.not-permitted': '{door}: this host itself does not let the message out (a local filter or policy).',
  'probe.finding.no-route': '{door}: this host has no route to the peer.',
  'probe.finding.one-door-silent':
    '{door} is silent while {other} answers the same message. A filter on the way takes it, or the daemon does not listen there. Without NAT UDP 500 is used, behind NAT UDP 4500 as well: where {door} is closed one of the two cannot work.',
  'probe.finding.all-silent':
    'Nothing came back. The peer may be down, a filter may take the messages in either direction, or the peer is configured not to answer this address. A capture at the peer tells whether they arrive.',
  'probe.finding.all-silent-ping':
    'The host answers pings and no IKE message. A filter may take UDP 500 and 4500 in either direction, or no connection there is for this address and the daemon keeps silent. A capture at the peer tells whether the messages arrive.',
  'probe.finding.tcp-ike': '{door}: IKE answers in TCP (RFC 9329): a way where UDP is blocked.',
  'probe.finding.tcp-open': '{door}: TCP connects and IKE does not answer in it. Something else may listen there.',
  'probe.finding.tcp-closed': '{door}: TCP is refused. IKE in TCP is not offered, which is usual.',
  'probe.finding.tcp-silent': '{door}: TCP gets no answer. It is filtered, or IKE in TCP is not offered.',
  'probe.finding.nat-here':
    'By the peer, this host stands behind NAT: its address or port was changed on the way. The peer needs UDP 4500, and ESP goes in UDP.',
  'probe.finding.nat-peer': 'The peer stands behind NAT, or asks for encapsulation by pretending so.',
  'probe.finding.nat-none': 'No NAT in between, by the hashes of the peer.',
  'probe.finding.retransmits':
    '{door}, {mode}: the peer sent its answer again {copies, plural, one {# time} other {# times}}, after {seconds} s.',
  'probe.finding.fragments-lost':
    '{door}: the same message of {bytes} bytes, which travels in fragments, is not answered. Fragments are taken away on the way to the peer, or the peer does not take messages of that size. Large certificates and Kerberos tickets will not get through (PATH-07, PATH-08).',
  'probe.finding.fragments-pass':
    '{door}: a message of {bytes} bytes in fragments was answered: fragments reach the peer.',
  'probe.finding.ping-fragments-lost':
    'A ping of {bytes} bytes is not answered while small ones are. Fragments are taken away in one of the directions, or the peer does not answer large pings.',
  'probe.finding.ping-fragments-pass': 'A ping of {bytes} bytes is answered: fragments pass in both directions.',
  'probe.finding.path-mtu': 'Path MTU: {mtu} bytes.',
  'probe.finding.path-mtu-small':
    'Path MTU: {mtu} bytes, less than Ethernet. `ipsec-doctor fragments --mtu {mtu}` tells what fits.',
  'probe.finding.black-hole':
    'Packets over {mtu} bytes that must not be fragmented vanish, and no ICMP says so. TCP through IPsec will hang with large packets. Let ICMP type 3 code 4 (IPv6: packet too big) through, or lower the MSS.',
  'probe.finding.stage-own':
    'This host does not answer its own ping ({target}): a fault of TCP/IP, a firewall of another vendor, or a bad configuration (PATH-02).',
  'probe.finding.stage-gateway':
    'The default gateway {target} answers no ping: look at the IP configuration, the link, and filters on the way to it; some gateways never answer (PATH-03).',
  'probe.finding.stage-dns':
    'The gateway answers and the DNS server {target} does not: it rejects ping, the policy exempts another address, or the way ends behind the gateway (PATH-04).',
  'probe.finding.stage-exempt':
    'The exempt host {target} answers no ping: it is no trouble of IPsec, or no filter exempts that address (PATH-05).',
  'probe.finding.stages-pass':
    'All of the {stages} nearer checks are answered: the way ends further out. tracert or traceroute to the peer and to others shows how far it goes (PATH-06).',
  'probe.finding.ping-negotiates':
    '"Negotiating IP Security." was printed: ICMP is not exempt here, so that a wrong policy is probably assigned; lost pings may only be those that waited for IKE (PATH-01, TOOL-28). Where it is not printed a block filter dropped the packet, a permit filter or soft SA let it pass, or the driver never saw it (TOOL-31).',
  'probe.finding.loss': '{lost} of {sent} pings were lost.',
  'probe.finding.round-trip': 'Round trip: {ms} ms.',
  'probe.finding.weak': '{door}: the peer accepts {name}, which {source} advises against.',
  'probe.untested.ping': 'echo (ICMP)',
  'probe.untested.fragments': 'fragments towards the peer',
  'probe.untested.path-mtu': 'path MTU',
  'probe.untested.peer-fragments':
    'fragments from the peer to here: first answers of IKE are small; a large ping tells',
  'probe.untested.esp': 'ESP and AH (IP protocols 50 and 51): without an SA nobody answers them',
  'probe.untested.udp': 'UDP',
  'probe.untested.tcp': 'TCP 4500',
  'probe.untested.group': 'a group that this program has no public value for',
  'probe.why.no-program': 'the program for it is not installed',
  'probe.why.no-right': 'it needs rights that this user does not have',
  'probe.why.no-answer': 'nothing answered that it could be held against',
  'probe.why.asked': 'as asked for',
  'probe.why.by-nature': 'it cannot be tested from here',
  'probe.why.failed': 'the program told nothing that could be read',
  'probe.why.unsupported': 'not for this offer or address',
  'rules.title': 'Rules against what IPsec needs',
  'rules.none': 'No rules were found that could be read.',
  'rules.state.open': 'open',
  'rules.state.closed': 'MISSING',
  'rules.state.unknown': 'cannot be told',
  'rules.direction.in': 'in',
  'rules.direction.out': 'out',
  'rules.direction.through': 'through',
  'rules.need.ike': 'UDP 500, IKE (PATH-08)',
  'rules.need.nat-t': 'UDP 4500, IKE and ESP through NAT (PATH-09)',
  'rules.need.esp': 'IP protocol 50, ESP (PATH-10)',
  'rules.need.ah': 'IP protocol 51, AH (PATH-11)',
  'rules.need.fragments': 'fragments of these (PATH-08, PATH-10, PATH-11)',
  'rules.need.too-big': 'ICMP that a packet is too big (PATH-15)',
  'rules.by': 'by: {rule}',
  'rules.why.explicit': 'a rule takes it',
  'rules.why.policy': 'nothing lets it in, and what is left is dropped',
  'rules.why.no-chain': 'no rules stand in this direction',
  'rules.why.more': 'a rule asks for more than can be read here',
  'rules.why.stateful': 'only answers to what this side began',
  'rules.why.own-handling': 'the list does not tell how it treats this',
  'rules.why.unread': '{count, plural, one {# line} other {# lines}} could not be read',
  'rules.why.below': 'the Windows Firewall does not filter IPsec itself (PATH-14)',
  'rules.why.reassembled': 'fragments are put together before the rules see them',
  'rules.stateful':
    'The rules keep state. State of IKE, ESP and AH ages while the peer still has its SAs: let them in without it (PATH-12).',
  'rules.advice.missing': 'What is missing: {what}',
  'rules.advice.none': 'Nothing is missing as far as the rules can be read',
  'fragments.title': 'Bytes on the way: {mode}, {algorithm}, MTU {mtu}',
  'fragments.overhead': 'Outside the payload: {overhead} to {most} bytes, by padding',
  'fragments.fits': 'Largest inner packet in one piece: {bytes} bytes',
  'fragments.fits-none': 'Nothing fits: this MTU is too small for what IPsec adds',
  'fragments.reckoned.certificate':
    '(reckoned: the certificates and {others} bytes of other payloads, with a signature of 2048 bits and one child)',
  'fragments.reckoned.ticket':
    '(reckoned: the ticket and {others} bytes of other payloads, main mode with GSS-API and group 2)',
  'fragments.mss': 'TCP MSS for it: {mss} bytes',
  'fragments.payload':
    'Inner packet of {bytes} bytes: {outer} bytes on the way, {count, plural, one {in one piece} other {in # pieces}}',
  'fragments.ike': 'IKE message of {bytes} bytes: {count, plural, one {one datagram} other {# fragments of IP}}',
  'fragments.ike-fragmented':
    'with IKE fragmentation (RFC 7383): {count} messages of at most {each} bytes, none in fragments of IP',
  'fragments.sizes': 'IP packets: {sizes}',
  'fragments.heading.caveats': 'Mind',
  'fragments.caveat.nat-t-no-pmtu':
    'Windows 2000 and XP do not do path MTU discovery for IPsec transport packets in UDP 4500; Server 2003 does (PATH-17).',
  'fragments.caveat.pmtu-registry':
    'Towards a host behind NAT the TCP path MTU discovery must be on at both ends (EnablePMTUDiscovery absent or 1; the Server 2003 baseline template turns it off) (PATH-18).',
  'fragments.caveat.df-kept':
    "TCP of Windows sets don't fragment, and IPsec transport keeps it: too big a packet is dropped, and the ICMP that says so must arrive (PATH-15).",
  'fragments.caveat.udp-fragmented':
    'UDP and ping of this size are protected whole and then fragmented: fragments must pass (PATH-20).',
  'fragments.caveat.kerberos-no-avoidance': 'IKEv1 with a Kerberos ticket has no way around fragments of IP (PATH-19).',
  'fragments.caveat.certificate-avoidance':
    'IKEv1 of Windows avoids fragments only with certificates and NAT-T; IKEv2 only where both ends support RFC 7383 (PATH-19).',
  'fragments.caveat.offload':
    'Hardware acceleration does not process fragments: they go through the slower software (PATH-16).',
  'fragments.caveat.ah-nat': 'AH does not go through NAT at all, and not in UDP.',
  'fragments.caveat.tcp':
    'In TCP nothing is fragmented: the stream carries each packet behind its length of two bytes (RFC 9329).',
  'detect.active': 'In force:',
  'detect.intended': 'Meant to be:',
  'detect.more': '{count} more',
  'detect.unknown': 'It cannot be told whether the IPsec policy is the one that should be in force',
  'detect.finding.same': 'What is in force is what should be.',
  'detect.finding.cache-older':
    'The copy in the cache is older than the policy in the directory (version {cache}, there {directory}).',
  'detect.finding.cache-newer':
    'The copy in the cache is newer than the policy in the directory that is at hand (version {cache}, there {directory}): the controller that was asked has not replicated it yet, or somebody put an older one back.',
  'detect.finding.cache-differs':
    'The copy in the cache and the policy in the directory differ (version {cache}, there {directory}).',
  'detect.finding.cache-missing':
    'The domain assigned {policy}, and the cache has no copy of it: it was never fetched, or could not be.',
  'detect.finding.directory-missing':
    'The cache has {policy}. Whether that is the one in the directory only an export of the directory tells (ldifde -d "CN=IP Security,CN=System,…"), or its version, given with --policy-version.',
  'detect.finding.version-differs': 'The policy in use, {policy}, has version {cache}; it should be {version}.',
  'detect.finding.version-same': 'The policy in use, {policy}, has the version that it should have, {version}.',
  'detect.finding.told-by-script': 'Detect_IPsec_Policy.vbs said so on the host: {said}.',
  'detect.finding.name-out-of-step':
    'Tools report {reported}, and the policy is called {policy}. The name they read is only written when the assignment changes: it does not tell which policy is in use (POL-13).',
  'detect.finding.nothing-active':
    'No policy is in force: the service does not run, or could not apply it (the driver: {driver}).',
  'detect.finding.local-only':
    'The domain assigned none; the local policy {policy} is in force. There is nothing to hold it against.',
  'detect.finding.not-assigned': 'No policy is assigned.',
  'detect.finding.modern-only':
    'Connection security rules are in force ({rules}), and no policy of the old kind. Compare them with policy compare.',
  'detect.finding.not-loaded': '{connection} stands in the file and is not loaded.',
  'detect.finding.not-in-file': '{connection} is loaded and does not stand in the file.',
  'detect.finding.differs': '{connection}: {key} is {file} in the file and {loaded} in the daemon.',
  'detect.finding.file-missing': 'What the daemon has is known, and no file to hold it against.',
  'detect.finding.loaded-missing':
    'The file is known, and not what the daemon has loaded (swanctl --list-conns, ipsec status).',
  'detect.finding.none-loaded':
    'None is in force: the daemon has loaded nothing, and the file does not ask to load any of its connections ({count}) by itself (Libreswan: auto=).',
  'detect.finding.file-unread': 'Parts of {file} could not be read.',
  'detect.finding.not-compared':
    '{what, select, proposals {Not compared: proposals, lifetimes and secrets, which the daemon does not list.} other {Not compared: secrets, which the daemon does not list.}}',
  'detect.finding.nothing': 'No policy and no connection was found.',
  'refresh.cost.none': 'This deletes no SA.',
  'refresh.cost.some-sas':
    'This deletes the SAs of what changed: connections in use over them wait until new ones are negotiated.',
  'refresh.cost.all-sas': 'This deletes all SAs of the host: connections in use wait or break.',
  'refresh.state.planned': '(would be run)',
  'refresh.state.done': '(done)',
  'refresh.state.failed': '(failed, exit status {code})',
  'refresh.state.skipped': '(not run)',
  'refresh.question': 'Go on? [y/N] ',
  'refresh.unchanged': 'Nothing changed by it.',
  'refresh.changed': 'What changed by it:',
  'refresh.change.loaded': '{name} was loaded',
  'refresh.change.unloaded': '{name} is not loaded any more',
  'refresh.change.changed': '{name} was loaded with other settings',
  'refresh.change.sas': 'IKE SAs: {before} before, {after} now',
  'refresh.change.result': 'the policy was {before} and is {after}',
} as const;
