import { applicationStories } from './application-stories.fixture.ts';
import { benignStories } from './benign-stories.fixture.ts';
import { bothEndsStories } from './both-ends-stories.fixture.ts';
import { domainStories } from './domain-stories.fixture.ts';
import { driverStories } from './driver-stories.fixture.ts';
import { fieldStories } from './field-stories.fixture.ts';
import { rowStories } from './service-rows.fixture.ts';
import { serviceStories } from './service-stories.fixture.ts';
import { hostStories } from './host-stories.fixture.ts';
import { negotiationStories } from './negotiation-stories.fixture.ts';
import { otherEndStories } from './other-end-stories.fixture.ts';
import { recordStories } from './record-stories.fixture.ts';
import type { Story } from './story.fixture.ts';

/** Every scripted story, for the tests and for docs/accuracy.md. Synthetic. */
export const stories: readonly Story[] = [
  ...negotiationStories,
  ...hostStories,
  ...applicationStories,
  ...benignStories,
  ...domainStories,
  ...driverStories,
  ...fieldStories,
  ...serviceStories,
  ...rowStories,
  ...bothEndsStories,
  ...recordStories,
  ...otherEndStories,
];
