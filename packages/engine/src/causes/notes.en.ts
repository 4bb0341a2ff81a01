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
  'note.kerberos-error': [
    'A Kerberos server answered with an error',
    'One of the ends asked for a ticket and was refused. Where the connection proves itself with Kerberos that comes before everything else.',
  ],
  'note.rekeyed': ['SAs were replaced on schedule', 'SAs were rekeyed before their lifetime ended.'],
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
