/** Commands that make a piece of evidence, by what is asked for and product. `{from}` and `{to}` are times, `{address}` is the writer's. */
import type { Product } from './letter-lines.ts';

export interface EvidenceCommand {
  readonly product: Product;
  readonly template: string;
  readonly source: string;
}

const journal = "journalctl --since '{from} UTC' --until '{to} UTC'";
const capture =
  'tcpdump -i any -U -w ike.pcap host {address} and \\( udp port 500 or udp port 4500 or esp or ah or icmp or icmp6 \\)';
const ipsecStatus: EvidenceCommand = {
  product: 'Libreswan',
  template: 'ipsec status',
  source: 'ipsec(8) of Libreswan',
};
// `nokeys`: the listing would show the keys of the SAs.
const kernel = 'ip -s xfrm state list nokeys; ip xfrm policy; cat /proc/net/xfrm_stat';
const stronger = (template: string, source: string): EvidenceCommand => ({ product: 'strongSwan', template, source });
const libre = (template: string, source: string): EvidenceCommand => ({ product: 'Libreswan', template, source });
const windows = (template: string, source: string): EvidenceCommand => ({ product: 'Windows', template, source });
const linux = (template: string, source: string): EvidenceCommand[] => [
  stronger(template, source),
  libre(template, source),
];

/** By the part of the message id behind `missing.`; what is not here is asked for in words alone. */
export const evidenceCommands: Readonly<Record<string, readonly EvidenceCommand[]>> = {
  log: [
    stronger(`${journal} -u strongswan -u strongswan-starter`, 'journalctl(1), systemd.time(7)'),
    libre(`${journal} -u ipsec`, 'journalctl(1), systemd.time(7)'),
    windows(
      "Get-WinEvent -FilterHashtable @{LogName='Security'; Id=4650,4651,4652,4653,4654,4984,5451,5453; StartTime=[datetime]'{fromZ}'; EndTime=[datetime]'{toZ}'} | Format-List TimeCreated, Message",
      'Get-WinEvent; audit of IPsec main, quick and extended mode',
    ),
  ],
  auditing: [
    windows(
      'auditpol /set /subcategory:"{0CCE9218-69AE-11D9-BED3-505054503030}","{0CCE9219-69AE-11D9-BED3-505054503030}","{0CCE921A-69AE-11D9-BED3-505054503030}" /success:enable /failure:enable',
      'auditpol; MS-GPAC 2.2.1',
    ),
  ],
  'raised-log-level': [
    libre('ipsec whack --debug all', 'ipsec_whack(8)'),
    windows('netsh wfp capture start keywords=19', 'netsh wfp'),
  ],
  capture: [...linux(capture, 'tcpdump(8), pcap-filter(7)'), windows('pktmon start --capture', 'pktmon')],
  'longer-capture': [...linux(capture, 'tcpdump(8), pcap-filter(7)'), windows('pktmon start --capture', 'pktmon')],
  configuration: [
    stronger('swanctl --list-conns', 'swanctl(8)'),
    ipsecStatus,
    windows('netsh advfirewall consec show rule name=all verbose', 'netsh advfirewall'),
  ],
  'sa-listing': [
    stronger('swanctl --list-sas', 'swanctl(8)'),
    ipsecStatus,
    windows('Get-NetIPsecMainModeSA; Get-NetIPsecQuickModeSA', 'NetSecurity module of Windows'),
  ],
  'kernel-state': linux(kernel, 'ip-xfrm(8)'),
  firewall: [
    ...linux('nft list ruleset', 'nft(8)'),
    windows('netsh advfirewall firewall show rule name=all', 'netsh advfirewall'),
  ],
  clock: [...linux('timedatectl', 'timedatectl(1)'), windows('w32tm /query /status', 'w32tm')],
};
