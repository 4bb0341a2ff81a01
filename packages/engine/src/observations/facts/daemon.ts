import type { FactEntry } from './entry.ts';

/** Facts: life of the daemon and acts of the operator. */
export const daemonFacts = {
  'daemon.started': { meaning: 'The daemon started.', args: ['product', 'version'] },
  'daemon.stopping': { meaning: 'The daemon was told to stop.', args: [] },
  'daemon.start-failed': {
    meaning: 'The daemon, a plugin it needs, or its kernel interface failed to start.',
    args: ['what'],
    decides: true,
  },
  'daemon.bind-failed': {
    meaning: 'A UDP port could not be opened.',
    args: ['port', 'address', 'errno'],
    decides: true,
  },
  'daemon.crashed': {
    meaning: 'The daemon reports an assertion failure, fatal signal or restart after a crash.',
    args: ['what'],
    decides: true,
  },
  'daemon.not-running': {
    meaning: 'A control command found no running daemon to talk to.',
    args: ['what'],
    decides: true,
  },
  'daemon.needed-and-down': {
    meaning: 'A negotiation failed because the service that has to do it does not run.',
    args: ['what'],
    decides: true,
  },
  'operator.initiate': {
    meaning: 'Somebody or the configuration asked to bring a connection up.',
    args: ['connection'],
  },
  'operator.terminate': { meaning: 'Somebody asked to take a connection down.', args: ['connection'] },
  'config.loaded': { meaning: 'A connection was loaded.', args: ['connection'] },
  'config.rejected': {
    meaning: 'A connection, secret, or setting was refused or ignored when loaded.',
    args: ['connection', 'what', 'keyword', 'file', 'lineNumber'],
    decides: true,
  },
  'config.algorithm-unknown': {
    meaning: 'A configured algorithm is not known to this build: its proposal or connection is not used.',
    args: ['algorithm'],
  },
  'config.no-local-end': {
    meaning: 'Neither end of a connection is an address of this host: it cannot be used here.',
    args: ['connection', 'what'],
    decides: true,
  },
  'config.secret-loaded': {
    meaning: 'A shared secret for these identities was loaded (never its value).',
    args: ['ids', 'type'],
  },
  'config.private-key-loaded': { meaning: 'A private key was loaded.', args: ['type', 'what'] },
  'config.certificate-loaded': {
    meaning: 'A certificate was loaded from the configuration.',
    args: ['subject', 'what'],
  },
} satisfies Record<string, FactEntry>;
