import type { CauseMessages } from '../api.ts';

export default {
  title: 'A certificate or its private key is not there',
  explanation:
    'An end that has to prove itself by certificate has no certificate or private key to do it with, or the other end was sent none and has none of its own for that name. The connection itself was found, so addresses and proposals fit.',
  meaning: 'A certificate or its private key is missing: none was sent and none is at hand.',
  proof:
    'An end says that it finds no private key or certificate for its own identity, or that it has no public key of the other end.',
  separatedBy: 'the list of certificates and private keys of the end that complained',
  steps: {
    ask: 'Ask whether one of the computers was set up anew or moved to other hardware: certificates do not always move along.',
    check:
      'List certificates and keys as the daemon sees them: a certificate must show "has private key" (strongSwan: swanctl --list-certs) or the u flag (Libreswan: certutil -L); Windows: certlm.msc must show the key beside the certificate in the computer store. A file that is there but was refused leaves a line in the log when it is loaded.',
    fix: 'Install certificate and key, readable for the daemon, load them, and let the end send its certificate (strongSwan: send_cert = always; Libreswan: leftsendcert=always) unless the other end keeps a copy.',
  },
} satisfies CauseMessages as CauseMessages;
