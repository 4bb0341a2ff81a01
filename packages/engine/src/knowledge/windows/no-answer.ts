/**
 * Rows of the list of the guide's knowledge that `explain` has no answer for, each with the reason. They are notes on errors of a
 * printed translation: the fact itself is explained under the row named beside it.
 */
export interface NoAnswer {
  readonly id: string;
  readonly reason: string;
  /** Where the corrected fact stands. */
  readonly instead: readonly string[];
}

const misprint = (id: string, instead: readonly string[], reason: string): NoAnswer => ({ id, instead, reason });

export const noAnswerDue: readonly NoAnswer[] = [
  misprint('ERR-01', ['GD-07', 'GD-15'], 'A mistranslated term; it means fall back to clear.'),
  misprint('ERR-02', ['PATH-13'], 'A mistranslated term; it means rekey.'),
  misprint('ERR-03', ['POL-35'], 'Mistyped words: persistent configuration, IP address.'),
  misprint('ERR-04', ['T1-27', 'T1-31'], 'A misprinted result of two flow charts; the rows have the right ones.'),
  misprint('ERR-05', ['PATH-17'], 'A sentence turned round; the row has it right.'),
  misprint('ERR-06', ['IKE-14'], 'A misprinted tier; the row has it right.'),
  misprint('ERR-07', ['APP-13'], 'A sentence turned round; the row has it right.'),
  misprint('ERR-08', ['DC-09', 'TIM-13'], 'A misprinted time; the rows have it right.'),
  misprint('ERR-09', ['EVT-K-31'], 'A misprinted direction; the row has it right.'),
  misprint('ERR-10', ['FILE-00', 'ADP-04'], 'Two tables merged by a loss of text; the rows keep them apart.'),
  misprint('ERR-11', ['LOSS-06', 'event-4283'], 'A misprinted event number; both numbers are explained.'),
  misprint('ERR-12', ['CMD-18'], 'Typing errors of names; the right names are explained.'),
  misprint('ERR-13', ['EVT-I-09'], 'A mistranslated term; it means the offers of main mode.'),
  misprint('ERR-14', ['EVT-R-10'], 'A misprinted kind of store; the row has it right.'),
  misprint('ERR-15', ['ESC-02'], 'A mistranslated term; it means the name of the computer.'),
  misprint('ERR-16', ['EVT-S-18'], 'A sentence turned round; the row has it right.'),
  misprint('ERR-17', ['LOSS-10'], 'A mistranslated pair of names; it means Telnet and Terminal Server.'),
  misprint('ERR-18', ['PROC-06'], 'A direction on which the translations disagree; the row says what they agree on.'),
];
