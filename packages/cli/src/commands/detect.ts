import type { Lang } from '@ipsec-doctor/engine';
import { detectPolicy } from '@ipsec-doctor/engine/detect-policy';
import type { DetectDocument } from '@ipsec-doctor/engine/document/detect-types';
import { drawDetect } from '@ipsec-doctor/engine/report/detect-sheet';
import { gatherEvidence, UsageError } from '../evidence.ts';
import { policyStateHere, systemHere } from '../live/policy-state.ts';
import { openOutput, screenWidth, wantsColor } from '../output.ts';
import { sha256 } from '../sha256.ts';

export interface DetectFlags {
  readonly format: 'text' | 'json';
  readonly lang: Lang;
  readonly color: boolean;
  readonly full: boolean;
  readonly host: readonly string[];
  readonly system?: string;
  readonly policyVersion?: string;
  readonly uri?: string;
  readonly conf?: string;
}

async function documentOf(paths: readonly string[], flags: DetectFlags): Promise<DetectDocument> {
  const version = flags.policyVersion === undefined ? {} : { version: flags.policyVersion };
  if (paths.length > 0 || flags.host.length > 0)
    return detectPolicy(gatherEvidence(paths, flags.host), { createHash: sha256, ...version });
  const places = {
    ...(flags.uri === undefined ? {} : { uri: flags.uri }),
    ...(flags.conf === undefined ? {} : { conf: flags.conf }),
  };
  const { inputs, answered, failures } = await policyStateHere(await systemHere(flags.system), places);
  for (const failure of failures) process.stderr.write(`ipsec-doctor: ${failure.replaceAll(/\p{Cc}/gu, '?')}\n`);
  if (inputs.length === 0) throw new UsageError('this host tells nothing of its policy to this user');
  return detectPolicy(inputs, { createHash: sha256, answered, ...version });
}

/** Runs `detect-policy`; gives the exit status: 0 up to date, 1 not, 3 it cannot be told. */
export async function runDetect(paths: readonly string[], flags: DetectFlags): Promise<number> {
  const document = await documentOf(paths, flags);
  const output = openOutput(undefined);
  await output.write(
    flags.format === 'json'
      ? `${JSON.stringify(document, null, 1)}\n`
      : drawDetect(document, {
          lang: flags.lang,
          width: screenWidth(),
          color: wantsColor(!flags.color, undefined),
          full: flags.full,
        }),
  );
  await output.end();
  return { 'up-to-date': 0, 'not-up-to-date': 1, unknown: 3 }[document.result];
}
