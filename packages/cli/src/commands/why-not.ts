import type { Lang } from '@ipsec-doctor/engine';
import { drawWhyNot, knownCause } from '@ipsec-doctor/engine/report/why-not';
import { UsageError } from '../evidence.ts';
import { openOutput, screenWidth, wantsColor } from '../output.ts';
import { caseOf } from '../case.ts';

export interface WhyNotFlags {
  readonly lang: Lang;
  readonly color: boolean;
}

/** Runs `why-not`; gives the exit status: 0 answered, 2 no such cause. */
export async function runWhyNot(cause: string, paths: readonly string[], flags: WhyNotFlags): Promise<number> {
  if (!knownCause(cause)) throw new UsageError(`${cause}: no cause of that name (docs/causes lists them)`);
  const { doc } = await caseOf({ paths, hosts: [], full: false, lang: flags.lang });
  const output = openOutput(undefined);
  await output.write(
    drawWhyNot(doc, cause, {
      lang: flags.lang,
      width: screenWidth(),
      color: wantsColor(!flags.color, undefined),
      full: false,
    }),
  );
  await output.end();
  return 0;
}
