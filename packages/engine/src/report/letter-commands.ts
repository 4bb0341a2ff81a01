/**
 * Commands that make a piece of evidence on Linux, by what is asked for and product. `{from}` and `{to}` are times, `{address}` is the
 * writer's. Those of Windows are by its age, and stand where all commands of Windows do (`windowsNeedCommand`).
 */
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
const linux = (template: string, source: string): EvidenceCommand[] => [
  stronger(template, source),
  libre(template, source),
];

/** By the part of the message id behind `missing.`; what is not here is asked for in words alone. */
export const evidenceCommands: Readonly<Record<string, readonly EvidenceCommand[]>> = {
  log: [
    stronger(`${journal} -u strongswan -u strongswan-starter`, 'journalctl(1), systemd.time(7)'),
    libre(`${journal} -u ipsec`, 'journalctl(1), systemd.time(7)'),
  ],
  'raised-log-level': [libre('ipsec whack --debug all', 'ipsec_whack(8)')],
  capture: linux(capture, 'tcpdump(8), pcap-filter(7)'),
  'longer-capture': linux(capture, 'tcpdump(8), pcap-filter(7)'),
  configuration: [stronger('swanctl --list-conns', 'swanctl(8)'), ipsecStatus],
  'sa-listing': [stronger('swanctl --list-sas', 'swanctl(8)'), ipsecStatus],
  'kernel-state': linux(kernel, 'ip-xfrm(8)'),
  firewall: linux('nft list ruleset', 'nft(8)'),
  clock: linux('timedatectl', 'timedatectl(1)'),
};
