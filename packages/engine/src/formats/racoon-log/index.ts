import { deviceFormat, type Dialect } from '../device-log/index.ts';
import { racoonRows } from './patterns.ts';
import { racoonPrefix } from './prefix.ts';

/** racoon of ipsec-tools, and RouterOS. */
export const racoonDialect: Dialect = {
  format: 'racoon-log',
  product: 'racoon',
  daemon: 'racoon, RouterOS',
  rows: racoonRows,
  prefix: racoonPrefix,
};

export const racoonLog = deviceFormat(racoonDialect);
