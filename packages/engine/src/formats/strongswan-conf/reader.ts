/** strongswan.conf: settings of the whole daemon that decide what becomes of connections (strongswan.conf(5)). */
import type { TextFormat } from '../reader.ts';
import { isSecretKey, maskLine } from '../shared/mask.ts';
import { collectingReader, type Draft, hostFact, type Line } from '../shared/reading.ts';
import { parseSettings, type Section } from '../swanctl-conf/grammar.ts';

/** Sections of the daemon: charon-systemd's own settings stand before those of charon, which it takes as well. */
const daemons: readonly string[] = ['charon', 'charon-systemd'];

/** Settings that decide about connections: everything else of the file (logs, paths, plug-ins) is left alone. */
const kept: ReadonlySet<string> = new Set(
  (
    'i_dont_care_about_security_and_use_aggressive_mode_psk load load_modular port port_nat_t signature_authentication ' +
    'signature_authentication_constraints accept_unencrypted_mainmode_messages accept_private_algs send_vendor_id rsa_pss ' +
    'reject_trusted_end_entity prefer_configured_proposals follow_redirects fragment_size max_packet retransmit_timeout retransmit_base ' +
    'retransmit_tries retransmit_limit half_open_timeout cookie_threshold cookie_threshold_ip block_threshold init_limit_half_open ' +
    'ikesa_limit reuse_ikesa initiator_only interfaces_use interfaces_ignore install_routes install_virtual_ip make_before_break'
  ).split(' '),
);

function parse(lines: readonly Line[], draft: Draft): void {
  const file = parseSettings(lines);
  // Plug-ins have passwords and addresses of databases with passwords in them.
  const hide = (section: Section, path: string): void => {
    for (const [key, { spans }] of section.values)
      if (isSecretKey(key) || !kept.has(key) || !daemons.includes(path))
        for (const { line } of spans) draft.quotable.set(line, `${key} = ***`);
    for (const [name, one] of section.sections) hide(one, path === '' ? name : `${path}.${name}`);
  };
  for (const { number, text } of lines) draft.quotable.set(number, maskLine(text));
  hide(file.root, '');
  for (const { line, reason } of file.faults) draft.fault(line, reason);
  for (const { pattern, line } of file.includes) draft.add(hostFact(draft, 'settings-include', pattern, line));
  for (const name of daemons)
    for (const [key, { text, line }] of file.root.sections.get(name)?.values ?? [])
      if (kept.has(key)) draft.add({ ...hostFact(draft, `${name}.${key}`, '', line), value: text.slice(0, 2000) });
  draft.add(hostFact(draft, 'strongswan-conf', 'read', lines[0]?.number ?? 1));
  draft.product = 'strongSwan';
}

/** Reader of strongswan.conf and of the files that it includes. */
export const strongswanConf: TextFormat = {
  format: 'strongswan-conf',
  sniff(head, name) {
    const sections = head.filter((text) => /^(?:charon|charon-systemd|libstrongswan|libtls)[ \t]*\{/.test(text)).length;
    const settings = head.filter((text) =>
      /^\s+(?:load(?:_modular)?|plugins|filelog|syslog|install_routes|retransmit_\w{4,8}|dns\d|nbns\d)[ \t]*[={]/.test(
        text,
      ),
    ).length;
    if (sections > 0) return settings > 0 || name.endsWith('strongswan.conf') ? 96 : 70;
    return 0;
  },
  open: collectingReader('strongswan-conf', parse),
};
