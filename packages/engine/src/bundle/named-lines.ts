/**
 * Lines of configurations that name something: a host, a user, an identity, a connection. Data, and the one look that a line gets. A `*` is
 * one word, whatever it is. Sources: Cisco IOS Security Command Reference; Cisco ASA Command Reference; FortiOS CLI Reference; Junos CLI
 * Reference; PAN-OS CLI (set commands); RouterOS IPsec and System manuals; VyOS configuration guide; iked.conf(5); ipsec.conf(5);
 * dhclient.conf(5), dhclient.leases(5), dhcpd.conf(5).
 */

export interface NamedLine {
  /** Words that the line begins with, lower case. */
  readonly begins: string;
  /** What is a name: the next word, all that is left, or each word behind one of these. */
  readonly take: 'next' | 'rest' | readonly string[];
  /** For an outside vendor alone: what people call what they protect (SOC-02, SOC-05, SOC-07). */
  readonly guarded?: true;
  readonly source: 'ios' | 'asa' | 'fortios' | 'junos' | 'panos' | 'routeros' | 'vyos' | 'iked' | 'strongswan' | 'dhcp';
}

const identityKinds = ['fqdn', 'key-id', 'email', 'user-fqdn', 'group', 'domain', 'hostname', 'host'];
const row = (
  source: NamedLine['source'],
  take: NamedLine['take'],
  begins: readonly string[],
  guarded = false,
): readonly NamedLine[] => begins.map((one) => ({ begins: one, take, source, ...(guarded ? { guarded: true } : {}) }));

export const namedLines: readonly NamedLine[] = [
  ...row('ios', 'next', [
    'hostname',
    'domain-name',
    'ip domain-name',
    'ip domain name',
    'username',
    'crypto map',
    'crypto dynamic-map',
    'crypto keyring',
    'crypto ikev2 keyring',
    'crypto ikev2 profile',
    'crypto ikev2 proposal',
    'crypto isakmp profile',
    'crypto ipsec profile',
    'crypto ipsec transform-set',
    'crypto isakmp client configuration group',
    'crypto pki trustpoint',
    'crypto ca trustpoint',
    'peer',
    'keyring',
    'keyring local',
    'set transform-set',
    'set isakmp-profile',
    'set ikev2-profile',
    'ip host',
    'vrf definition',
    'ip vrf',
    'aaa group server radius',
    'aaa group server tacacs+',
  ]),
  ...row('ios', identityKinds, ['match identity', 'identity local', 'self-identity', 'crypto isakmp key']),
  ...row('ios', 'rest', ['snmp-server contact', 'snmp-server location', 'banner motd', 'banner login', 'banner exec']),
  ...row('ios', 'rest', ['description', 'remark', 'access-list * remark'], true),
  ...row(
    'ios',
    'next',
    ['ip access-list extended', 'ip access-list standard', 'match address', 'ip access-group'],
    true,
  ),
  ...row('asa', 'next', [
    'tunnel-group',
    'group-policy',
    'name *',
    'crypto ipsec ikev2 ipsec-proposal',
    'default-group-policy',
  ]),
  ...row('asa', 'next', ['object network', 'object-group network', 'object service', 'access-list', 'nameif'], true),
  ...row('fortios', 'next', [
    'edit',
    'set hostname',
    'set alias',
    'set localid',
    'set peerid',
    'set peer',
    'set authusr',
    'set phase1name',
    'set usrgrp',
    'set username',
    'set authusrgrp',
  ]),
  ...row('fortios', 'rest', ['set comments', 'set comment', 'set description'], true),
  ...row('junos', 'next', [
    'host-name',
    'domain-name',
    'set system host-name',
    'set system domain-name',
    'set system login user',
    'set security ike gateway',
    'set security ike policy',
    'set security ike proposal',
    'set security ipsec vpn',
    'set security ipsec policy',
    'set security ipsec proposal',
    'set access profile',
    'location',
    'contact',
  ]),
  ...row(
    'junos',
    ['hostname', 'user-at-hostname', 'distinguished-name', 'key-id'],
    ['set security ike gateway', 'local-identity', 'remote-identity'],
  ),
  ...row('junos', 'next', ['set security zones security-zone', 'set security address-book *'], true),
  ...row('junos', ['description'], ['set interfaces', 'set security'], true),
  ...row('panos', 'next', [
    'set deviceconfig system hostname',
    'set deviceconfig system domain',
    'set mgt-config users',
    'set network ike gateway',
    'set network ike crypto-profiles',
    'set network tunnel ipsec',
    'set shared local-user-database user',
  ]),
  ...row('panos', ['id'], ['set network ike gateway * local-id', 'set network ike gateway * peer-id']),
  ...row('panos', 'next', ['set address', 'set rulebase security rules', 'set zone'], true),
  ...row('vyos', 'next', [
    'set system domain-search domain',
    'set vpn ipsec site-to-site peer',
    'set vpn ipsec authentication psk',
    'set vpn ipsec remote-access connection',
    'set vpn ipsec ike-group',
    'set vpn ipsec esp-group',
  ]),
  ...row('vyos', ['id', 'local-id', 'remote-id'], ['set vpn ipsec']),
  ...row('iked', 'next', ['ikev2', 'user']),
  ...row('iked', ['srcid', 'dstid'], ['ikev2', 'local', 'peer', 'srcid', 'from']),
  ...row('strongswan', 'next', ['conn']),
  ...row(
    'dhcp',
    ['host-name', 'fqdn.fqdn', 'dhcp-client-identifier', 'domain-name'],
    ['send', 'supersede', 'default', 'prepend', 'append', 'option'],
  ),
  ...row('dhcp', ['='], ['send host-name', 'send fqdn.fqdn', 'send dhcp-client-identifier']),
  ...row('dhcp', 'next', ['client-hostname', 'ddns-hostname']),
];

/** Settings of a RouterOS line (`add name=… peer=…`) whose values are names. */
const routerSettings =
  /^(?:name|peer|user|username|identity|policy-template-group|profile|my-id|remote-id|comment)=(.{1,128})$/;
const longestLine = 512;
const maxWords = 24;

/** Interfaces and objects that every device of a kind has: their names say nothing. */
const everyones =
  /^(?:port|wan|lan|internal|dmz|vlan|loopback|ha|modem|ethernet|vsys|tunnel|mgmt|eth|ge|xe|gigabitethernet|fastethernet|wifi|ssl|root|outside|inside|npu)[0-9./_-]{0,12}(?:\.[a-z]{1,6})?$/i;

const byFirst = new Map<string, { readonly words: readonly string[]; readonly line: NamedLine }[]>();
for (const line of namedLines) {
  const words = line.begins.split(' ');
  const first = words[0] ?? '';
  byFirst.set(first, [...(byFirst.get(first) ?? []), { words, line }]);
}

/** First words of `namedLines`, and those of RouterOS commands. */
export const firstWords: ReadonlySet<string> = new Set([...byFirst.keys(), 'add', 'set']);

/** Words of a line, at blanks; quotes of both kinds hold them together. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]{0,256})"?|'([^']{0,256})'?|[^\s"']{1,256}/g)]
    .slice(0, maxWords)
    .map(([whole, double, single]) => double ?? single ?? whole);
}

/** Names in a line whose first word is one of `firstWords`, or that is a command of RouterOS with its path in front. */
export function namesInLine(line: string, vendor: boolean): string[] {
  if (line.length > longestLine) return [];
  const words = wordsOf(line.trim());
  const lower = words.map((word) => word.toLowerCase());
  const found: string[] = [];
  for (const { words: begins, line: how } of byFirst.get(lower[0] ?? '') ?? []) {
    if ((how.guarded === true && !vendor) || !begins.every((word, i) => word === '*' || word === lower[i])) continue;
    if (how.take === 'next') found.push(words[begins.length] ?? '');
    else if (how.take === 'rest') found.push(words.slice(begins.length).join(' '));
    else
      for (let i = begins.length; i < words.length; i++)
        if (how.take.includes(lower[i] ?? '')) found.push(words[i + 1] ?? '');
  }
  const verb = lower.findIndex((word) => word === 'add' || word === 'set');
  if (verb === 0 || (verb > 0 && lower[0]?.startsWith('/') === true))
    for (const word of words.slice(verb + 1)) found.push(routerSettings.exec(word)?.[1] ?? '');
  return found.map((name) => name.replace(/[;{,]+$/, '')).filter((name) => name !== '' && !everyones.test(name));
}
