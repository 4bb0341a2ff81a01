import type { Lang } from '@ipsec-doctor/engine';
import { addressee, drawLetter, hostNamed } from '@ipsec-doctor/engine/report/letter';
import { UsageError } from '../evidence.ts';
import { openOutput } from '../output.ts';
import { caseOf } from '../case.ts';

export interface LetterFlags {
  readonly lang: Lang;
  readonly host: readonly string[];
  readonly to?: string;
  readonly out?: string;
}

/** Runs `letter`; gives the exit status: 0 written, 2 no such host, 3 nothing to write about. */
export async function runLetter(paths: readonly string[], flags: LetterFlags): Promise<number> {
  const { doc } = await caseOf({ paths, hosts: flags.host, full: false, lang: flags.lang });
  const to = flags.to === undefined ? addressee(doc) : (hostNamed(doc, flags.to)?.label ?? null);
  if (flags.to !== undefined && to === null)
    throw new UsageError(
      `${flags.to}: no host of that name; there are ${doc.hosts.map((host) => host.label).join(', ')}`,
    );
  const letter = to === null ? null : drawLetter(doc, { lang: flags.lang, to });
  if (letter === null) {
    process.stderr.write('ipsec-doctor: nothing fails between two hosts here that could be asked of one of them\n');
    return 3;
  }
  const output = openOutput(flags.out);
  await output.write(letter);
  await output.end();
  return 0;
}
