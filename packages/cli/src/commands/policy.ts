import { createHash } from 'node:crypto';
import type { Lang } from '@ipsec-doctor/engine';
import { readPolicies } from '@ipsec-doctor/engine/policies';
import { drawPolicies, drawPolicyIssues } from '@ipsec-doctor/engine/report/policy-sheet';
import { gatherEvidence } from '../evidence.ts';
import { openOutput, screenWidth, wantsColor } from '../output.ts';

export interface PolicyFlags {
  readonly format: 'text' | 'json';
  readonly host: readonly string[];
  readonly full: boolean;
  readonly lang: Lang;
  readonly color: boolean;
}

/**
 * Runs `policy show` and `policy lint`; gives the exit status: 0 a policy was read (and nothing is questionable about it), 1 something is,
 * 3 there is none, 2 nothing could be read.
 */
export async function runPolicy(what: 'show' | 'lint', paths: readonly string[], flags: PolicyFlags): Promise<number> {
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
      : (what === 'show' ? drawPolicies : drawPolicyIssues)(document, {
          lang: flags.lang,
          width: screenWidth(),
          color: wantsColor(!flags.color, undefined),
          full: flags.full,
        }),
  );
  await output.end();
  if (!document.artifacts.some(({ status }) => status === 'read' || status === 'partial')) return 2;
  if (!document.hosts.some(({ policies, faults }) => policies.length + faults.length > 0)) return 3;
  const questionable = document.hosts.some(({ faults, issues }) => faults.length + issues.length > 0);
  return what === 'lint' && questionable ? 1 : 0;
}
