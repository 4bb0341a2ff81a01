import { type Story } from './story.fixture.ts';
/** Stories without a fault: healthy, and benign. Synthetic. */
export declare const benignStories: readonly Story[];
