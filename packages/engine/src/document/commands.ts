import type { Need } from '../causes/api.ts';
import type { Command, MessageArgs } from './types.ts';

/** The command of a step with its arguments filled in and quoted; null: the step has none. */
export function command(
  template: { shell: 'sh' | 'powershell' | 'cmd'; template: string; args: readonly string[] } | undefined,
  values: MessageArgs,
): Command | null {
  if (template === undefined) return null;
  const args = template.args.map((name) => String(values[name] ?? `<${name}>`));
  const text = template.template.replace(/\{([0-9])\}/g, (_, digit: string) =>
    quoteArgument(template.shell, args[Number(digit)] ?? ''),
  );
  return { shell: template.shell, template: template.template, args, text };
}

/** Quotes one argument for its shell; what comes from evidence never becomes part of the command itself. */
export function quoteArgument(shell: 'sh' | 'powershell' | 'cmd', value: string): string {
  const clean = value.replace(/[\u0000-\u001f\u007f-\u009f]/g, '');
  // `%`, `@` and `,` are plain in a POSIX shell only.
  if ((shell === 'sh' ? /^[A-Za-z0-9_.:/@%+=,-]+$/ : /^[A-Za-z0-9_.:/+=-]+$/).test(clean)) return clean;
  if (shell === 'sh') return `'${clean.replaceAll("'", "'\\''")}'`;
  if (shell === 'powershell') return `'${clean.replaceAll("'", "''")}'`;
  return `"${clean.replace(/["^&|<>%]/g, '')}"`;
}

/** The command that makes a piece of evidence that is missing. */
export function needCommand(what: Need['what']): Command | null {
  const text: Partial<Record<Need['what'], string>> = {
    log: 'journalctl -u strongswan -u strongswan-starter -u ipsec --since -1h',
    capture: 'tcpdump -i any -U -w ike.pcap udp port 500 or udp port 4500 or esp or ah or icmp or icmp6',
    'sa-listing': 'swanctl --list-sas || ipsec status',
    'kernel-state': 'ip -s xfrm state; ip xfrm policy; cat /proc/net/xfrm_stat',
    configuration: 'swanctl --list-conns || ipsec status',
    firewall: 'nft list ruleset',
    clock: 'timedatectl',
  };
  const found = text[what];
  return found === undefined ? null : { shell: 'sh', template: found, args: [], text: found };
}
