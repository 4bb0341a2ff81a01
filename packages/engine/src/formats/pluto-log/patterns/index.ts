import type { PlutoRow } from '../types.ts';
import { authRows } from './auth.ts';
import { certificateRows } from './certificates.ts';
import { configRows } from './config.ts';
import { daemonRows } from './daemon.ts';
import { endingRows } from './endings.ts';
import { kernelRows } from './kernel.ts';
import { messageRows } from './messages.ts';
import { policyRows } from './policy.ts';
import { progressV1Rows } from './progress-v1.ts';
import { progressV2Rows } from './progress-v2.ts';
import { proposalRows } from './proposals.ts';

/** Everything pluto can say that matters, in order of precedence: where two rows match a line, the one with more literal text at its start wins, then the one with more literal text, then the earlier. */
export const plutoRows: readonly PlutoRow[] = [
  ...daemonRows,
  ...configRows,
  ...progressV1Rows,
  ...progressV2Rows,
  ...endingRows,
  ...messageRows,
  ...proposalRows,
  ...policyRows,
  ...authRows,
  ...certificateRows,
  ...kernelRows,
];
