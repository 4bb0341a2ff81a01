import { type Desk, deviceFormat, type Dialect } from '../device-log/index.ts';
import { attribute } from './ike-v1.ts';
import { finishPolicies, packetLine } from './ike-v2.ts';
import { asa } from './patterns/asa.ts';
import { iosV1 } from './patterns/ios-v1.ts';
import { ciscoV2 } from './patterns/ike-v2.ts';
import { finishAsa } from './finish.ts';
import { ciscoPrefix } from './prefix.ts';

/** Cisco IOS, IOS-XE, ASA and PIX: debug output and syslog. */
export const ciscoDialect: Dialect = {
  format: 'cisco-log',
  product: 'Cisco',
  daemon: 'Cisco IOS, IOS-XE and ASA',
  rows: [...iosV1, ...ciscoV2, ...asa],
  prefix: ciscoPrefix,
  block(desk: Desk, said, line, seq) {
    return packetLine(desk, said.text, line, seq) || attribute(desk, said.text, line);
  },
  finish(desk) {
    finishPolicies(desk);
    finishAsa(desk);
  },
};

export const ciscoLog = deviceFormat(ciscoDialect);
