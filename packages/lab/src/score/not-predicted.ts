/** Faults of configurations that `policy compare` does not predict from the configuration files alone, and why. */
export const NOT_PREDICTED: readonly { readonly scenario: string; readonly reason: string }[] = [
  {
    scenario: 'auth-identity-not-in-certificate',
    reason:
      'The identity is in no certificate: what a certificate holds stands in no configuration file. The identity is left open.',
  },
  {
    scenario: 'auth-identity-not-in-certificate-libreswan',
    reason: 'The same with a Libreswan responder, whose certificates are in a database.',
  },
  {
    scenario: 'auth-psk-mismatch',
    reason:
      'Where an end is Libreswan its key stands in ipsec.secrets, which is not among the recorded files. The key is left open.',
  },
  { scenario: 'auth-psk-mismatch-main', reason: 'The same in Main Mode.' },
  {
    scenario: 'auth-secret-missing-initiator',
    reason: 'That one file holds no key does not say that no other does. The key is left open.',
  },
  { scenario: 'auth-secret-missing-responder', reason: 'The same at the other end.' },
  {
    scenario: 'ike-exchange-refused',
    reason:
      'Whether strongSwan answers Aggressive Mode with a pre-shared key is set for the whole daemon, in strongswan.conf. The exchange is left open.',
  },
  {
    scenario: 'policy-no-ike-config',
    reason:
      'An address that the other end does not expect may be translated on its way. The addresses are left open unless somebody says by which the end is known (`--from NAME=ADDRESS`).',
  },
];
