/** The charts that ship, by id: one file each beside this one. */
import type { Chart } from '../types.ts';
import { figure71 } from './figure-7.1.ts';
import { figure72 } from './figure-7.2.ts';
import { figure73 } from './figure-7.3.ts';
import { ikev2Client } from './ikev2-client.ts';
import { siteToSite } from './site-to-site.ts';
import { tier2 } from './tier-2.ts';

export const charts: readonly Chart[] = [figure71, figure72, figure73, tier2, ikev2Client, siteToSite];
