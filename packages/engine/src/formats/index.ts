/** The sniff table: every text format the engine reads. The reader that is surest of a text gets it. */
import { certificate } from './certificate/reader.ts';
import { certutilList } from './certutil-list/reader.ts';
import { charonLog } from './charon-log/index.ts';
import { decryptionKeys } from './decryption-keys/reader.ts';
import { collectionManifest } from './collection-manifest/reader.ts';
import { ciscoLog } from './cisco-log/index.ts';
import { fortigateLog } from './fortigate-log/index.ts';
import { ikedLog } from './iked-log/index.ts';
import { hostsFile } from './hosts-file/reader.ts';
import { ipAddr } from './ip-addr/reader.ts';
import { ipRoute } from './ip-route/reader.ts';
import { ipXfrmMonitor } from './ip-xfrm-monitor/reader.ts';
import { ipXfrmPolicy } from './ip-xfrm-policy/reader.ts';
import { ipXfrmState } from './ip-xfrm-state/reader.ts';
import { iptables } from './iptables/reader.ts';
import { ipsecConf } from './ipsec-conf/reader.ts';
import { ipsecListall } from './ipsec-listall/reader.ts';
import { ipsecSecrets } from './ipsec-secrets/reader.ts';
import { ipsecStatus } from './ipsec-status/reader.ts';
import { ipsecVersion } from './ipsec-version/reader.ts';
import { ldif } from './ldif/reader.ts';
import { netCounters } from './net-counters/reader.ts';
import { junosLog } from './junos-log/index.ts';
import { nftRuleset } from './nft-ruleset/reader.ts';
import { oakleyLog } from './oakley-log/reader.ts';
import { panosLog } from './panos-log/index.ts';
import { pkiPrivateKey } from './pki-private-key/reader.ts';
import { plutoConsole, plutoLog } from './pluto-log/index.ts';
import type { TextFormat } from './reader.ts';
import { racoonLog } from './racoon-log/index.ts';
import { registryExport } from './registry/reader.ts';
import { strongswanConf } from './strongswan-conf/reader.ts';
import { swanctlConf } from './swanctl-conf/reader.ts';
import { swanctlListAlgs } from './swanctl-list-algs/reader.ts';
import { swanctlListPols } from './swanctl-list-pols/reader.ts';
import { swanctlStats } from './swanctl-stats/reader.ts';
import { swanctlListCerts } from './swanctl-list-certs/reader.ts';
import { swanctlListConns } from './swanctl-list-conns/reader.ts';
import { swanctlListSas } from './swanctl-list-sas/reader.ts';
import { swanctlLoad } from './swanctl-load/reader.ts';
import { sysctl } from './sysctl/reader.ts';
import { udpListeners } from './udp-listeners/reader.ts';
import { vici } from './vici/reader.ts';
import {
  windowsError,
  windowsEventCsv,
  windowsEventJson,
  windowsEventList,
  windowsEventPasted,
  windowsEventTable,
  windowsEventXml,
} from './windows-event-text/index.ts';
import { rasTrace } from './windows-ras-trace/index.ts';
import { traceText } from './windows-trace-text/index.ts';
import { windowsOutput } from './windows-output/index.ts';
import { windowsPolicyScript } from './windows-script/reader.ts';
import { xfrmStat } from './xfrm-stat/reader.ts';

/** All text formats; the order only settles equal scores. */
export const textFormats: readonly TextFormat[] = [
  charonLog,
  plutoLog,
  plutoConsole,
  ciscoLog,
  fortigateLog,
  racoonLog,
  ikedLog,
  junosLog,
  panosLog,
  oakleyLog,
  swanctlConf,
  strongswanConf,
  ipsecConf,
  ipsecSecrets,
  registryExport,
  ldif,
  swanctlListConns,
  swanctlListSas,
  swanctlListCerts,
  swanctlListPols,
  swanctlListAlgs,
  swanctlStats,
  vici,
  swanctlLoad,
  ipsecStatus,
  ipsecVersion,
  ipsecListall,
  ipAddr,
  ipRoute,
  ipXfrmState,
  ipXfrmPolicy,
  ipXfrmMonitor,
  xfrmStat,
  decryptionKeys,
  netCounters,
  udpListeners,
  sysctl,
  nftRuleset,
  iptables,
  certificate,
  pkiPrivateKey,
  certutilList,
  windowsEventXml,
  windowsEventJson,
  windowsEventCsv,
  windowsEventList,
  windowsEventTable,
  windowsEventPasted,
  windowsError,
  windowsPolicyScript,
  ...windowsOutput,
  rasTrace,
  traceText,
  hostsFile,
  collectionManifest,
];
