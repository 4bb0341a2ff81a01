import type { FactEntry } from './entry.ts';

/** Facts: messages, as the daemon tells them. */
export const messageFacts = {
  'packet.sent': {
    meaning: 'A UDP datagram was handed to the socket.',
    args: ['local', 'localPort', 'remote', 'remotePort', 'bytes'],
  },
  'packet.received': {
    meaning: 'A UDP datagram was taken from the socket.',
    args: ['local', 'localPort', 'remote', 'remotePort', 'bytes'],
  },
  'message.generated': {
    meaning: 'An IKE message was built. Exchange by RFC name, payloads as the log abbreviates them.',
    args: ['exchange', 'role', 'messageId', 'payloads', 'round'],
  },
  'message.parsed': {
    meaning: 'A received IKE message was decrypted (where encrypted) and parsed.',
    args: ['exchange', 'role', 'messageId', 'payloads', 'round'],
  },
  'message.retransmitted': { meaning: 'We repeat a message because nothing came back.', args: ['number', 'messageId'] },
  'message.peer-retransmitted': {
    meaning: 'The peer repeated a message we had answered; the answer is sent again.',
    args: ['messageId'],
  },
  'message.gave-up': {
    meaning:
      'We stop waiting for an answer after the last retransmission. `hint`: what the daemon guesses, authentication, first-message or quick-mode. `answered`: whether the peer answered the first message, by its cookie in a record.',
    args: ['number', 'state', 'hint', 'answered'],
  },
  'message.unexpected-id': { meaning: 'A message id outside the window was ignored.', args: ['messageId', 'expected'] },
  'message.invalid-header': {
    meaning: 'A datagram is not a valid IKE message.',
    args: ['remote', 'what'],
    decides: true,
  },
  'message.malformed': {
    meaning: 'A message or payload could not be parsed.',
    args: ['exchange', 'messageId', 'what', 'payload'],
    decides: true,
  },
  'message.undecryptable': {
    meaning: 'A message could not be decrypted or decrypts to garbage.',
    args: ['exchange', 'messageId', 'what', 'payload', 'firstEncrypted'],
    decides: true,
  },
  'message.integrity-failed': {
    meaning: 'The integrity check of an encrypted IKE message failed.',
    args: ['exchange', 'messageId'],
    decides: true,
  },
  'message.unknown-sa': {
    meaning: 'A message for an IKE SA this host does not have.',
    args: ['remote', 'initiatorSpi', 'responderSpi', 'exchange'],
    decides: true,
  },
  'message.ignored': {
    meaning: 'A message was dropped for a state or protocol reason.',
    args: ['exchange', 'what'],
    decides: true,
  },
  'message.fragment-received': { meaning: 'An IKE fragment was received.', args: ['number', 'total'] },
  'message.fragment-dropped': {
    meaning: 'An IKE fragment or its reassembly was refused.',
    args: ['what'],
    decides: true,
  },
  'message.keepalive': { meaning: 'NAT keepalive sent or received.', args: [] },
  'message.non-esp-marker-missing': {
    meaning: 'A datagram on port 4500 reached the daemon without non-ESP marker: ESP not taken by the kernel.',
    args: ['remote'],
    decides: true,
  },
} satisfies Record<string, FactEntry>;
