import type { CauseMessages } from '../api.ts';

export default {
  title: 'The clock of a host is wrong',
  explanation:
    'By the clock of {host} a certificate is outside its validity; by that of the other end it is valid. The two clocks are {seconds} s apart. The certificate is good and needs no renewal.',
  meaning:
    'A wrong clock on a host makes a valid certificate look invalid, or breaks something else that depends on time.',
  proof:
    'The end that checks calls the certificate expired or not yet valid, and packets both ends captured show its clock off by so much that the certificate is valid by the other clock.',
  separatedBy: 'the clock of the checking host against a reference',
  steps: {
    ask: 'Have date, time and time zone on that computer read out and compare them with yours.',
    check:
      'Compare the clock with a reference and see whether time synchronisation runs (Linux: timedatectl, chronyc tracking; Windows: w32tm /query /status).',
    fix: 'Set the clock and turn synchronisation on; mind that the time server must be reachable without the tunnel. Then start the connection again. A clock that is wrong after every start asks for a new battery.',
  },
} satisfies CauseMessages as CauseMessages;
