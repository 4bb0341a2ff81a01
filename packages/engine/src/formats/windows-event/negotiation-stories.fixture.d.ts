import { type Story } from './story.fixture.ts';
/** Stories of negotiations that fail, by what either end records of the outcome. Synthetic. */
export declare const negotiationStories: readonly Story[];
