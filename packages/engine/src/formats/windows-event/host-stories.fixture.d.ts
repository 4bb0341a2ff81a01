import { type Story } from './story.fixture.ts';
/** Stories of hosts: services, policies, drops of the driver, dial-ups, crowds. Synthetic. */
export declare const hostStories: readonly Story[];
