import type { CauseMessages } from '../api.ts';

export default {
  title: 'Main mode meets aggressive mode',
  explanation:
    'The two ends use different exchanges of IKEv1: one starts in main mode and the other only takes aggressive mode, or the reverse, or policy refuses the exchange. The refusal comes before anything else is compared.',
  meaning: 'Main mode against aggressive mode, or an exchange that policy refuses.',
  proof:
    'The responder says that it refuses the exchange or finds a connection with this authentication only for the other mode, or both configurations show the difference.',
  separatedBy: 'the exchange type of the first packet next to the mode configured at the responder',
  steps: {
    ask: 'Ask whether the settings of one side were copied from another product or an old guide.',
    compare:
      'Compare the mode. strongSwan: aggressive = yes or no (with a pre-shared key the responder also needs i_dont_care_about_security_and_use_aggressive_mode_psk); Libreswan: aggressive= (formerly aggrmode=).',
    fix: 'Set both ends to main mode, or better move both to IKEv2; aggressive mode gives away a hash of the key to anybody who asks.',
  },
} satisfies CauseMessages as CauseMessages;
