import { createHash } from 'node:crypto';
import type { Lang } from '@ipsec-doctor/engine';
import { readPolicies } from '@ipsec-doctor/engine/policies';
import { drawPolicies } from '@ipsec-doctor/engine/report/policy-sheet';
import { gatherEvidence } from '../evidence.ts';
import { openOutput, screenWidth, wantsColor } from '../output.ts';

export interface PolicyFlags {
  readonly format: 'text' | 'json';
  readonly host: readonly string[];
  readonly full: boolean;
  readonly lang: Lang;
  readonly color: boolean;
}

/** Runs `policy show`; gives the exit status: 0 a policy was read, 3 there is none, 2 nothing could be read. */
export async function runPolicyShow(paths: readonly string[], flags: PolicyFlags): Promise<number> {
  const document = await readPolicies(gatherEvidence(paths, flags.host), {
    createHash: () => {
      const hash = createHash('sha256');
      return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
    },
  });
  const output = openOutput(undefined);
  await output.write(
    flags.format === 'json'
      ? `${JSON.stringify(document, null, 1)}\n`
      : drawPolicies(document, {
          lang: flags.lang,
          width: screenWidth(),
          color: wantsColor(!flags.color, undefined),
          full: flags.full,
        }),
  );
  await output.end();
  if (!document.artifacts.some(({ status }) => status === 'read' || status === 'partial')) return 2;
  return document.hosts.some(({ policies }) => policies.length > 0) ? 0 : 3;
}
