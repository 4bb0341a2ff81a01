import type { Target } from '../target.ts';
import { archiveTargets } from './archives.ts';
import { captureTargets } from './captures.ts';
import { deploymentTargets } from './deployments.ts';
import { eventLogTargets } from './event-logs.ts';
import { eventTraceTargets } from './event-traces.ts';
import { probeTargets } from './probe.ts';
import { redactionTargets } from './redaction.ts';
import { registryTargets } from './registry.ts';
import { textTargets } from './texts.ts';
import { triageTargets } from './triage.ts';
import { wholeTargets } from './whole.ts';

/** Everything that is fuzzed. */
export const targets: readonly Target[] = [
  ...textTargets,
  ...captureTargets,
  ...eventLogTargets,
  ...eventTraceTargets,
  ...registryTargets,
  ...redactionTargets,
  ...archiveTargets,
  ...deploymentTargets,
  ...triageTargets,
  ...probeTargets,
  ...wholeTargets,
];
