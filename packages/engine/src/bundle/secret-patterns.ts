/**
 * Secrets that no name of a setting stands before: arguments of commands, lines of devices, hashes of passwords, and fields whose place tells. Each
 * pattern is bounded, and looked for only in lines that have one of its signs.
 */

import { octetSigns } from './journal-octets.ts';

export interface SecretPattern {
  /** One of these is in every such line, lower case. */
  readonly signs: readonly string[];
  /** The first group is what stands before the secret, the second is the secret. */
  readonly pattern: RegExp;
  readonly source: string;
}

/** A quoted text, or a word that is neither a switch nor a variable. */
const word = String.raw`("[^"\n]{1,512}"|'[^'\n]{1,512}'|[^\s"'/$*-]\S{0,511})`;
const own = (source: string, flags = 'i'): RegExp => new RegExp(source.replaceAll('WORD', word), flags);

export const secretPatterns: readonly SecretPattern[] = [
  // Devices.
  {
    signs: ['snmp-server user'],
    pattern: own(String.raw`(\bsnmp-server user\s[^\n]{1,200}?\sauth\s{1,4}(?:md5|sha[0-9]{0,3})\s{1,4})WORD`),
    source: 'Cisco IOS, snmp-server user',
  },
  {
    signs: ['snmp-server user'],
    pattern: own(
      String.raw`(\bsnmp-server user\s[^\n]{1,400}?\spriv\s{1,4}(?:3?des|aes)\s{1,4}(?:(?:128|192|256)\s{1,4})?)WORD`,
    ),
    source: 'Cisco IOS, snmp-server user',
  },
  {
    signs: ['snmp-server host'],
    pattern: own(
      String.raw`(\bsnmp-server host\s[^\n]{1,200}?\s(?:version\s{1,4}(?:1|2c|3\s{1,4}(?:no)?auth|3\s{1,4}priv)|community)\s{1,4}(?:[0-9]\s{1,4})?)WORD`,
    ),
    source: 'Cisco IOS and ASA, snmp-server host',
  },
  {
    // Of `tacacs server`, `radius server`, `aaa-server` and groups of clients: a line of its own. `key 1` begins a key of a chain.
    signs: [' key ', '\tkey '],
    pattern:
      /^(\s{1,16}key\s{1,4}(?:[05678]\s{1,4})?)((?![0-9]{1,10}\s{0,4}$)(?!config-key|chain\b)[^\s"]\S{2,511})\s{0,8}$/i,
    source: 'Cisco IOS and ASA, key of a server',
  },
  {
    signs: ['authentication-key', 'trusted-key'],
    pattern: own(
      String.raw`(\bauthentication-key\s{1,4}[0-9]{1,10}\s{1,4}(?:type\s{1,4}\S{1,20}\s{1,4}value|md5|sha[0-9]{0,3}|hmac-\S{1,16}|cmac-\S{1,16})\s{1,4}(?:[0-9]\s{1,4})?)WORD`,
    ),
    source: 'Cisco IOS, ntp authentication-key; Junos, system ntp',
  },
  {
    signs: ['wpa-psk'],
    pattern: own(String.raw`(\bwpa-psk\s{1,4}(?:ascii|hex)\s{1,4}(?:[0-9]\s{1,4})?)WORD`),
    source: 'Cisco IOS, wpa-psk',
  },
  {
    signs: ['failover key'],
    pattern: own(String.raw`(\bfailover key\s{1,4}(?:[08]\s{1,4}|hex\s{1,4})?)WORD`),
    source: 'Cisco ASA',
  },
  {
    signs: ['-server'],
    pattern: own(String.raw`(\b(?:tacplus|radius|accounting)-server\s[^\n]{1,200}?\ssecret\s{1,4})WORD`),
    source: 'Junos, system tacplus-server',
  },
  {
    signs: ['ascii-text', 'key hexadecimal'],
    pattern: own(String.raw`(\bkey\s{1,4}(?:ascii-text|hexadecimal)\s{1,4})WORD`),
    source: 'Junos, security ipsec vpn manual',
  },
  {
    signs: [' enc '],
    pattern: own(String.raw`(\bset\s{1,4}\S{1,64}\s{1,4}ENC\s{1,4})(\S{1,4096})`, ''),
    source: 'FortiOS',
  },
  {
    signs: ['-pwd ', '-key '],
    pattern: own(String.raw`(^\s{0,40}set\s{1,4}(?:(?:auth|priv)-pwd|(?:ddns|enc|auth|tsig)-key)\s{1,4})WORD`),
    source: 'FortiOS, system snmp user',
  },
  { signs: ['md5-key'], pattern: own(String.raw`(\bmd5-key=)WORD`), source: 'RouterOS, routing bgp' },
  // Hashes of passwords, which can be guessed against, and texts that Junos only veils.
  {
    signs: [
      '$1$',
      '$2a$',
      '$2b$',
      '$2y$',
      '$5$',
      '$6$',
      '$7$',
      '$8$',
      '$9$',
      '$y$',
      '$gy$',
      '$sha1$',
      '$apr1$',
      '$14$',
    ],
    pattern: /()(\$(?:1|14|2[aby]|5|6|7|8|9|g?y|sha1|apr1)\$[^\s":;<>]{4,512})/,
    source: 'crypt(5); Junos, secrets',
  },
  // Commands.
  {
    signs: ['curl ', 'wget '],
    pattern:
      /(\b(?:curl|wget)(?=\s)[^\n]{0,400}?\s(?:-u\s?|--(?:proxy-)?user[= ])["']?[^\s:"']{1,128}:)([^\s"']{1,256})/i,
    source: 'curl(1)',
  },
  {
    signs: ['mysql', 'mariadb'],
    pattern: /(\b(?:mysql|mariadb)[a-z_-]{0,12}(?=\s)[^\n]{0,400}?\s-p)(\S{1,256})/,
    source: 'mysql(1)',
  },
  {
    signs: ['pass:', '_pass'],
    pattern: /(\bpass:|[a-z]_pass\s{0,4}[:=]\s{0,4})(?=[^\s"'])(\S{1,512})/i,
    source: 'openssl-passphrase-options(1); cmdkey',
  },
  { signs: ['sshpass'], pattern: own(String.raw`(\bsshpass\s{1,4}-p\s{0,4})WORD`), source: 'sshpass(1)' },
  {
    signs: ['wpa_passphrase'],
    pattern: own(String.raw`(\bwpa_passphrase\s{1,4}(?:"[^"\n]{1,64}"|\S{1,64})\s{1,4})WORD`),
    source: 'wpa_passphrase(8)',
  },
  {
    signs: ['ipsec secret'],
    pattern: own(String.raw`(^\s{0,20}IPSec secret\s{1,8})(?!file|is\b|are\b)WORD`),
    source: 'vpnc(8)',
  },
  {
    signs: ['smbclient', 'rpcclient', 'net rpc', 'net ads', 'winexe', 'wmic '],
    pattern: /(\s(?:-U\s?|--user[= ]?)["']?[^\s%"']{1,128}%)([^\s"']{1,256})/,
    source: 'smbclient(1)',
  },
  {
    // client, server, secret, addresses: any client or any address.
    signs: [' * ', ' *\t', '\t* ', '\t*\t', ' l2tp', ' pptp', ' xl2tp', '\tl2tp', '\tpptp', '\txl2tp'],
    pattern:
      /^(\s{0,8}(?:"[^"\n]{1,128}"|[^\s"#]{1,128})[ \t]{1,40}(?:\*|(?:x?l2tp|pptp)[a-z-]{0,12})[ \t]{1,40})((?![*])(?:"[^"\n]{1,256}"|[^\s"]{3,256}))[ \t]{1,40}(?:\*|[0-9a-f.:/]{2,45})\s{0,8}$/i,
    source: 'pppd(8), chap-secrets',
  },
  // Clouds.
  {
    signs: ['akia', 'asia', 'aroa', 'aida', 'abia', 'acca'],
    pattern:
      /(\b(?:A(?:KI|SI|RO|ID|BI)A|ACCA)[A-Z2-7]{16}["']?[\s,:;=|]{1,8}["']?)([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/,
    source: 'AWS, secret access key behind its identifier',
  },
  {
    signs: ['akia', 'asia', 'aroa', 'aida', 'abia', 'acca'],
    pattern: /()(\b(?:A(?:KI|SI|RO|ID|BI)A|ACCA)[A-Z2-7]{16})(?![A-Za-z0-9])/,
    source: 'AWS, IAM identifiers',
  },
  // Fields of protocols and formats.
  {
    signs: ['cookie: '],
    pattern: /(\b(?:set-)?cookie:\s{1,4}[A-Za-z0-9_.-]{1,64}=)([^\n\r]{1,4096})/i,
    source: 'RFC 6265',
  },
  {
    signs: ['eyj'],
    pattern: /()(\beyJ[A-Za-z0-9_-]{8,4096}\.[A-Za-z0-9_-]{2,8192}(?:\.[A-Za-z0-9_-]{0,4096})?)/,
    source: 'RFC 7519',
  },
  // Windows.
  { signs: ['l2tppsk'], pattern: own(String.raw`(-L2tpPsk[ :]\s{0,4})WORD`), source: 'Add-VpnConnection' },
  {
    signs: ['securestring'],
    pattern: own(String.raw`(\bConvertTo-SecureString\s{1,4}(?:-String\s{1,4})?)WORD`),
    source: 'ConvertTo-SecureString',
  },
  {
    signs: ['rasdial'],
    pattern: own(
      String.raw`(\brasdial(?:\.exe)?\s{1,4}(?:"[^"\n]{1,256}"|[^\s"]{1,256})\s{1,4}(?:"[^"\n]{1,256}"|[^\s"/][^\s"]{0,255})\s{1,4})WORD`,
    ),
    source: 'rasdial',
  },
  {
    signs: ['net use'],
    pattern: own(
      String.raw`(\bnet use\s{1,4}(?:(?:[a-z]:|\*)\s{1,4})?(?:"\\\\[^"\n]{1,256}"|\\\\\S{1,256})\s{1,4})WORD(?:\s|$)`,
    ),
    source: 'net use',
  },
  {
    signs: ['net use'],
    pattern: own(String.raw`(\bnet use\s[^\n]{1,600}?/user:(?:"[^"\n]{1,256}"|\S{1,256})\s{1,4})WORD(?:\s|$)`),
    source: 'net use',
  },
  {
    signs: ['net user'],
    pattern: own(String.raw`(\bnet user\s{1,4}(?:"[^"\n]{1,256}"|[^\s"/]{1,256})\s{1,4})WORD(?:\s|$)`),
    source: 'net user',
  },
  {
    signs: ['psexec'],
    pattern: own(String.raw`(\bpsexec[0-9.a-z]{0,8}\s[^\n]{1,400}?\s-p\s{1,4})WORD`),
    source: 'PsExec',
  },
  { signs: ['/rp '], pattern: own(String.raw`(\s/rp\s{1,4})WORD`), source: 'schtasks' },
  {
    signs: ['key content', '키 콘텐츠', '키 내용'],
    pattern: own(String.raw`((?:Key Content|키 콘텐츠|키 내용)\s{0,20}:\s{0,4})(\S{1,256})`),
    source: 'netsh wlan show profile',
  },
  {
    signs: ['암호', '비밀번호', '공유 키', '공유키'],
    pattern:
      /((?:암호|비밀번호|공유 ?키)(?:는|은|가|이)?\s{0,4}[:=]?\s{1,4})(?=[!-~]{4})((?!(?:AES|3DES|SHA|MD5|RSA|null|none)\b)[!-~]{4,256})/i,
    source: 'what people write in Korean',
  },
];

/** Every sign of `secretPatterns`, and of what hides a text from them. */
export const patternSigns: readonly string[] = [
  ...new Set([...octetSigns, ...secretPatterns.flatMap(({ signs }) => signs)]),
];

const most = 64;

/** Where secrets stand in a line, by `secretPatterns`; `lower` is the line in lower case. */
export function patternSpans(line: string, lower: string): readonly { readonly from: number; readonly to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (const { signs, pattern } of secretPatterns) {
    if (!signs.some((sign) => lower.includes(sign))) continue;
    let at = 0;
    for (let met = 0; met < most; met++) {
      const found = pattern.exec(line.slice(at));
      if (found === null) break;
      const [, before = '', secret = ''] = found;
      const start = at + found.index + before.length;
      const quoted = /^["']/.test(secret) ? 1 : 0;
      if (secret.length > 2 * quoted) spans.push({ from: start + quoted, to: start + secret.length - quoted });
      at = start + secret.length;
      if (secret === '' || pattern.source.startsWith('^')) break;
    }
  }
  return spans;
}
