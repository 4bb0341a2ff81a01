/** What commands of Windows print, and the files that the scripts of the isolation guide make of it (table 7.3). */
import type { TextFormat } from '../reader.ts';
import { auditpol } from './auditpol.ts';
import { firewallLog } from './firewall-log.ts';
import { firewallRules } from './firewall-rules.ts';
import { consecRules } from './consec.ts';
import { klist, nltest, w32tm } from './directory.ts';
import { exportList } from './export-list.ts';
import { gpresult, gpresultHtml, gpresultXml, gpupdate, lsassLog, userenvLog, winlogonLog } from './group-policy.ts';
import { ipconfig } from './ipconfig.ts';
import { monitorSas } from './monitor.ts';
import { netdiag } from './netdiag.ts';
import { netIpsec } from './netipsec.ts';
import { netshIpsec } from './netsh-ipsec.ts';
import { netstat } from './netstat.ts';
import { pathping, ping } from './ping.ts';
import { nbtstat, netView, nslookup, portqry } from './probes.ts';
import { routePrint } from './route-print.ts';
import { getService, services } from './services.ts';
import {
  fileVersions,
  netStart,
  policyVersion,
  registryDefaults,
  srvinfo,
  systeminfo,
  winsockCatalog,
} from './system.ts';
import { vpnConnection } from './vpn-connection.ts';
import { wfp } from './wfp.ts';

/** All readers of Windows command output; the order only settles equal scores. */
export const windowsOutput: readonly TextFormat[] = [
  consecRules,
  monitorSas,
  netIpsec,
  netshIpsec,
  wfp,
  exportList,
  ipconfig,
  routePrint,
  netstat,
  services,
  getService,
  ping,
  pathping,
  nslookup,
  portqry,
  netView,
  nbtstat,
  klist,
  nltest,
  w32tm,
  gpresult,
  gpresultXml,
  gpresultHtml,
  gpupdate,
  userenvLog,
  winlogonLog,
  lsassLog,
  netdiag,
  systeminfo,
  srvinfo,
  netStart,
  fileVersions,
  policyVersion,
  registryDefaults,
  auditpol,
  winsockCatalog,
  firewallLog,
  firewallRules,
  vpnConnection,
];
