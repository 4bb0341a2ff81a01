/** A stage of an order of work: is it in order, else put it right, did that help; if it persists, the next one. */
import { solvedLabels, to } from './common.ts';
import type { AskState, DoState, ExitState, State, Text } from '../types.ts';

interface Stage {
  /** The question; `yes` means that this stage is not what is wrong. */
  readonly ask: Pick<AskState, 'say' | 'how' | 'run' | 'read' | 'reveals' | 'sources'>;
  readonly fix: Pick<DoState, 'say' | 'run' | 'sources'>;
  readonly exit: Pick<ExitState, 'class' | 'family' | 'ipsec'> & { readonly what: Text };
  readonly next: string;
  /** Where it goes on when putting it right did not help; the next stage when absent. */
  readonly persists?: string;
  /** The answer that means trouble, where the question is the other way round. */
  readonly bad?: 'yes' | 'no';
}

/** States of a stage: `ID`, `ID-FIX`, `ID-RESULT`, and exits `END-ID-KNOWN`, `END-ID-UNCLEAR`. */
export function stage(
  id: string,
  by: AskState['by'],
  { ask, fix, exit, next, persists, bad = 'no' }: Stage,
): Record<string, State> {
  const { what, ...classed } = exit;
  const who = by === undefined ? {} : { by };
  const end = { kind: 'exit', ...classed, escalate: null } as const;
  return {
    [id]: {
      kind: 'ask',
      ...ask,
      ...who,
      on: bad === 'no' ? { yes: to(next), no: to(`${id}-FIX`) } : { yes: to(`${id}-FIX`), no: to(next) },
    },
    [`${id}-FIX`]: { kind: 'do', ...fix, ...who, next: `${id}-RESULT` },
    [`${id}-RESULT`]: {
      kind: 'ask',
      say: { en: 'Did that solve it?', ko: '그것으로 해결되었습니까?' },
      how: {
        en: 'Solved only when what failed before works now.',
        ko: '전에 실패하던 작업이 이제 되어야 해결된 것입니다.',
      },
      ...who,
      sources: ['T1-33..35'],
      labels: solvedLabels,
      on: { known: to(`END-${id}-KNOWN`), unclear: to(`END-${id}-UNCLEAR`), no: to(persists ?? next) },
    },
    [`END-${id}-KNOWN`]: {
      ...end,
      say: { en: `Solved; the cause: ${what.en}.`, ko: `해결됨. 원인: ${what.ko}.` },
      sources: ['T1-33'],
      status: 'fixed-cause-identified',
    },
    [`END-${id}-UNCLEAR`]: {
      ...end,
      say: {
        en: `Solved while working on this: ${what.en}; why is unknown.`,
        ko: `다음을 처리하는 동안 해결됨: ${what.ko}. 이유는 알 수 없음.`,
      },
      sources: ['T1-34'],
      status: 'fixed-cause-unclear',
    },
  };
}
