import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import type { Lang } from '@ipsec-doctor/engine';
import { type RuleNeed, ruleNeeds } from '@ipsec-doctor/engine/document/rules-types';
import { holdRules, maxRulesText, type RulesFile } from '@ipsec-doctor/engine/path-rules';
import { drawRules } from '@ipsec-doctor/engine/report/rules-sheet';
import { UsageError } from '../evidence.ts';
import { openOutput, screenWidth, wantsColor } from '../output.ts';

export interface RulesFlags {
  readonly format: 'text' | 'json';
  readonly lang: Lang;
  readonly color: boolean;
  readonly without: readonly string[];
}

/** Text of a file; UTF-16 is what Windows writes with `>` in PowerShell. */
function textOf(path: string): RulesFile {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch {
    throw new UsageError(`no such file, or not to be read: ${path}`);
  }
  try {
    const buffer = Buffer.alloc(2 * maxRulesText);
    let length = 0;
    for (let read = -1; read !== 0 && length < buffer.length; length += read)
      read = readSync(fd, buffer, length, buffer.length - length, null);
    const bytes = buffer.subarray(0, length);
    const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
    return { path: basename(path), text: bytes.toString(wide ? 'utf16le' : 'utf8').replace(/^\uFEFF/, '') };
  } catch {
    throw new UsageError(`not to be read: ${path}`);
  } finally {
    closeSync(fd);
  }
}

/** Runs `probe --rules`; gives the exit status: 0 nothing is missing, 1 something is, 3 it cannot be told. */
export async function runRules(paths: readonly string[], flags: RulesFlags): Promise<number> {
  const without = flags.without.map((word) => {
    const need = ruleNeeds.find((one) => one === word);
    if (need === undefined) throw new UsageError(`--without ${word}: one of ${ruleNeeds.join(', ')} is wanted`);
    return need;
  });
  const document = await holdRules(paths.map(textOf), without satisfies readonly RuleNeed[]);
  const output = openOutput(undefined);
  await output.write(
    flags.format === 'json'
      ? `${JSON.stringify(document, null, 1)}\n`
      : drawRules(document, {
          lang: flags.lang,
          width: screenWidth(),
          color: wantsColor(!flags.color, undefined),
          full: false,
        }),
  );
  await output.end();
  return { open: 0, missing: 1, unknown: 3 }[document.result];
}
