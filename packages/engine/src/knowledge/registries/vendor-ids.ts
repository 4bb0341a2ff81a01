/**
 * Vendor IDs by name. Most are the MD5 of a string (kept in `string`, so that a test can compute it again); some are cut off,
 * carry a version after a fixed part (`prefix`), or are plain text.
 */

export interface VendorId {
  /** Lower-case hex of the whole vendor ID, or of its fixed first part when `match` is `prefix`. */
  readonly hex: string;
  readonly name: string;
  readonly match?: 'prefix';
  /** The string whose MD5 (or the start of it) this is. */
  readonly string?: string;
  /** What the sender tells with it. */
  readonly means?: string;
  readonly ref: string;
}

/** Known vendor IDs; the longer one stands before its own prefix. */
export const vendorIds: readonly VendorId[] = [
  {
    hex: '1e2b516905991c7d7c96fcbfb587e46100000002',
    name: 'MS NT5 ISAKMPOAKLEY v2',
    means: 'Windows 2000',
    ref: 'MS-IKEE appendix A',
  },
  {
    hex: '1e2b516905991c7d7c96fcbfb587e46100000003',
    name: 'MS NT5 ISAKMPOAKLEY v3',
    means: 'Windows XP',
    ref: 'MS-IKEE appendix A',
  },
  {
    hex: '1e2b516905991c7d7c96fcbfb587e46100000004',
    name: 'MS NT5 ISAKMPOAKLEY v4',
    means: 'Windows Server 2003 or a late XP service pack',
    ref: 'MS-IKEE appendix A',
  },
  {
    hex: '1e2b516905991c7d7c96fcbfb587e46100000005',
    name: 'MS NT5 ISAKMPOAKLEY v5',
    means: 'Windows Vista',
    ref: 'MS-IKEE appendix A',
  },
  {
    hex: '1e2b516905991c7d7c96fcbfb587e46100000006',
    name: 'MS NT5 ISAKMPOAKLEY v6',
    means: 'Windows Server 2008',
    ref: 'MS-IKEE appendix A',
  },
  {
    hex: '1e2b516905991c7d7c96fcbfb587e46100000007',
    name: 'MS NT5 ISAKMPOAKLEY v7',
    means: 'Windows 7',
    ref: 'MS-IKEE appendix A',
  },
  {
    hex: '1e2b516905991c7d7c96fcbfb587e46100000008',
    name: 'MS NT5 ISAKMPOAKLEY v8',
    means: 'Windows Server 2008 R2',
    ref: 'MS-IKEE appendix A',
  },
  {
    hex: '1e2b516905991c7d7c96fcbfb587e46100000009',
    name: 'MS NT5 ISAKMPOAKLEY v9',
    means: 'Windows 8, Server 2012 and later',
    ref: 'MS-IKEE appendix A',
  },
  {
    hex: '1e2b516905991c7d7c96fcbfb587e461',
    name: 'MS NT5 ISAKMPOAKLEY',
    match: 'prefix',
    string: 'MS NT5 ISAKMPOAKLEY',
    means: 'Windows, other version',
    ref: 'MS-IKEE appendix A',
  },
  {
    hex: '621b04bb09882ac1e15935fefa24aeee',
    name: 'GSSAPI',
    string: 'GSSAPI',
    means: 'Kerberos authentication supported',
    ref: 'MS-IKEE appendix A',
  },
  {
    hex: 'ad2c0dd0b9c32083ccba25b8861ec455',
    name: 'A GSS-API Authentication Method for IKE',
    string: 'A GSS-API Authentication Method for IKE',
    ref: 'draft-ietf-ipsec-isakmp-gss-auth',
  },
  {
    hex: '4048b7d56ebce88525e7de7f00d6c2d380000000',
    name: 'FRAGMENTATION (base and main mode)',
    means: 'IKEv1 fragments accepted',
    ref: 'Cisco, racoon and others',
  },
  {
    hex: '4048b7d56ebce88525e7de7f00d6c2d3c0000000',
    name: 'FRAGMENTATION (main and aggressive mode)',
    means: 'IKEv1 fragments accepted',
    ref: 'Cisco and others',
  },
  {
    hex: '4048b7d56ebce88525e7de7f00d6c2d3',
    name: 'FRAGMENTATION',
    match: 'prefix',
    string: 'FRAGMENTATION',
    means: 'IKEv1 fragments accepted',
    ref: 'MS-IKEE appendix A',
  },
  {
    hex: '4a131c81070358455c5728f20e95452f',
    name: 'RFC 3947',
    string: 'RFC 3947',
    means: 'NAT traversal',
    ref: 'RFC 3947 section 3.1',
  },
  {
    hex: '4df37928e9fc4fd1b3262170d515c662',
    name: 'draft-ietf-ipsec-nat-t-ike',
    string: 'draft-ietf-ipsec-nat-t-ike',
    means: 'NAT traversal (Apple)',
    ref: 'MD5 of the string',
  },
  {
    hex: '4485152d18b6bbcd0be8a8469579ddcc',
    name: 'draft-ietf-ipsec-nat-t-ike-00',
    string: 'draft-ietf-ipsec-nat-t-ike-00',
    means: 'NAT traversal',
    ref: 'MD5 of the string',
  },
  {
    hex: '16f6ca16e4a4066d83821a0f0aeaa862',
    name: 'draft-ietf-ipsec-nat-t-ike-01',
    string: 'draft-ietf-ipsec-nat-t-ike-01',
    means: 'NAT traversal',
    ref: 'MD5 of the string',
  },
  {
    hex: 'cd60464335df21f87cfdb2fc68b6a448',
    name: 'draft-ietf-ipsec-nat-t-ike-02',
    string: 'draft-ietf-ipsec-nat-t-ike-02',
    means: 'NAT traversal',
    ref: 'MD5 of the string',
  },
  {
    hex: '90cb80913ebb696e086381b5ec427b1f',
    name: 'draft-ietf-ipsec-nat-t-ike-02 (with line feed)',
    string: 'draft-ietf-ipsec-nat-t-ike-02\n',
    means: 'NAT traversal; the form Windows sends',
    ref: 'MD5 of the string',
  },
  {
    hex: '7d9419a65310ca6f2c179d9215529d56',
    name: 'draft-ietf-ipsec-nat-t-ike-03',
    string: 'draft-ietf-ipsec-nat-t-ike-03',
    means: 'NAT traversal',
    ref: 'MD5 of the string',
  },
  {
    hex: '9909b64eed937c6573de52ace952fa6b',
    name: 'draft-ietf-ipsec-nat-t-ike-04',
    string: 'draft-ietf-ipsec-nat-t-ike-04',
    means: 'NAT traversal',
    ref: 'MD5 of the string',
  },
  {
    hex: '80d0bb3def54565ee84645d4c85ce3ee',
    name: 'draft-ietf-ipsec-nat-t-ike-05',
    string: 'draft-ietf-ipsec-nat-t-ike-05',
    means: 'NAT traversal',
    ref: 'MD5 of the string',
  },
  {
    hex: '4d1e0e136deafa34c4f3ea9f02ec7285',
    name: 'draft-ietf-ipsec-nat-t-ike-06',
    string: 'draft-ietf-ipsec-nat-t-ike-06',
    means: 'NAT traversal',
    ref: 'MD5 of the string',
  },
  {
    hex: '439b59f8ba676c4c7737ae22eab8f582',
    name: 'draft-ietf-ipsec-nat-t-ike-07',
    string: 'draft-ietf-ipsec-nat-t-ike-07',
    means: 'NAT traversal',
    ref: 'MD5 of the string',
  },
  {
    hex: '8f8d83826d246b6fc7a8a6a428c11de8',
    name: 'draft-ietf-ipsec-nat-t-ike-08',
    string: 'draft-ietf-ipsec-nat-t-ike-08',
    means: 'NAT traversal',
    ref: 'MD5 of the string',
  },
  {
    hex: '27bab5dc01ea0760ea4e3190ac27c0d0',
    name: 'draft-stenberg-ipsec-nat-traversal-01',
    string: 'draft-stenberg-ipsec-nat-traversal-01',
    means: 'NAT traversal',
    ref: 'MD5 of the string',
  },
  {
    hex: '6105c422e76847e43f9684801292aecd',
    name: 'draft-stenberg-ipsec-nat-traversal-02',
    string: 'draft-stenberg-ipsec-nat-traversal-02',
    means: 'NAT traversal',
    ref: 'MD5 of the string',
  },
  {
    hex: '6a7434c19d7e36348090a02334c9c805',
    name: 'draft-huttunen-ipsec-esp-in-udp-00.txt',
    string: 'draft-huttunen-ipsec-esp-in-udp-00.txt',
    ref: 'MD5 of the string',
  },
  { hex: '50760f624c63e5c53eea386c685ca083', name: 'ESPThruNAT', string: 'ESPThruNAT', ref: 'MD5 of the string' },
  {
    hex: '26244d38eddb61b3172a36e3d0cfb819',
    name: 'Vid-Initial-Contact',
    string: 'Vid-Initial-Contact',
    ref: 'MS-IKEE appendix A',
  },
  { hex: '72872b95fcda2eb708efe322119b4971', name: 'NLBS_PRESENT', string: 'NLBS_PRESENT', ref: 'MS-IKEE appendix A' },
  {
    hex: '214ca4faffa7f32d6748e5303395ae83',
    name: 'MS-MamieExists',
    string: 'MS-MamieExists',
    means: 'AuthIP supported',
    ref: 'MS-IKEE appendix A',
  },
  {
    hex: 'e3a5966a76379fe707228231e5ce8652',
    name: 'IKE CGA version 1',
    string: 'IKE CGA version 1',
    ref: 'MS-IKEE appendix A',
  },
  {
    hex: 'fb1de3cdf341b7ea16b7e5be0855f120',
    name: 'MS-Negotiation Discovery Capable',
    string: 'MS-Negotiation Discovery Capable',
    ref: 'MS-IKEE appendix A',
  },
  {
    hex: '8aa394cf8a5577dc3110c113b027a4f2',
    name: 'Microsoft Xbox One 2013',
    string: 'Microsoft Xbox One 2013',
    ref: 'MS-IKEE appendix A',
  },
  {
    hex: '686a8cbdfe634b405146fb2baf33e9e8',
    name: 'MSFT IPsec Security Realm Id',
    match: 'prefix',
    string: 'MSFT IPsec Security Realm Id',
    ref: 'MS-IKEE appendix A',
  },
  {
    hex: '01528bbbc00696121849ab9a1c5b2a5100000000',
    name: 'KEY_MODS IKE',
    means: 'keying modules of the sender',
    ref: 'MS-IKEE appendix A',
  },
  {
    hex: '01528bbbc00696121849ab9a1c5b2a5100000001',
    name: 'KEY_MODS AuthIP',
    means: 'keying modules of the sender',
    ref: 'MS-IKEE appendix A',
  },
  {
    hex: '01528bbbc00696121849ab9a1c5b2a5100000002',
    name: 'KEY_MODS IKEv2',
    means: 'keying modules of the sender',
    ref: 'MS-IKEE appendix A',
  },
  { hex: '7bb93867d76c8d80df0f40fae8fc3b1900000000', name: 'AUTHIP_INIT_KE_DH_GROUP none', ref: 'MS-IKEE appendix A' },
  { hex: '7bb93867d76c8d80df0f40fae8fc3b1900000001', name: 'AUTHIP_INIT_KE_DH_GROUP DH1', ref: 'MS-IKEE appendix A' },
  { hex: '7bb93867d76c8d80df0f40fae8fc3b1900000002', name: 'AUTHIP_INIT_KE_DH_GROUP DH2', ref: 'MS-IKEE appendix A' },
  { hex: '7bb93867d76c8d80df0f40fae8fc3b1900000003', name: 'AUTHIP_INIT_KE_DH_GROUP DH14', ref: 'MS-IKEE appendix A' },
  {
    hex: '7bb93867d76c8d80df0f40fae8fc3b1900000004',
    name: 'AUTHIP_INIT_KE_DH_GROUP ECP256',
    ref: 'MS-IKEE appendix A',
  },
  {
    hex: '7bb93867d76c8d80df0f40fae8fc3b1900000005',
    name: 'AUTHIP_INIT_KE_DH_GROUP ECP384',
    ref: 'MS-IKEE appendix A',
  },
  { hex: '7bb93867d76c8d80df0f40fae8fc3b1900000006', name: 'AUTHIP_INIT_KE_DH_GROUP DH24', ref: 'MS-IKEE appendix A' },
  { hex: '660822b3a73a244149578d62e0eb46a0', name: 'Xbox IKEv2 Negotiation', ref: 'MS-IKEE appendix A' },
  { hex: 'afcad71368a1f1c96b8696fc7757', name: 'Dead Peer Detection', match: 'prefix', ref: 'RFC 3706 section 5.1' },
  {
    hex: '09002689dfd6b712',
    name: 'XAUTH',
    string: 'draft-ietf-ipsra-isakmp-xauth-06.txt',
    ref: 'draft-beaulieu-ike-xauth; first 8 bytes of the MD5',
  },
  { hex: '12f5f28c457168a9702d9fe274cc', name: 'Cisco Unity', match: 'prefix', ref: 'Cisco' },
  { hex: '1f07f70eaa6514d3b0fa96542a50', name: 'Cisco VPN 3000 Concentrator', match: 'prefix', ref: 'Cisco' },
  { hex: '434953434f2d44454c4554452d524541534f4e', name: 'CISCO-DELETE-REASON', ref: 'Cisco; the text itself' },
  { hex: '434953434f56504e2d5245562d3032', name: 'CISCOVPN-REV-02', ref: 'Cisco; the text itself' },
  { hex: '434953434f2d44594e414d49432d524f555445', name: 'CISCO-DYNAMIC-ROUTE', ref: 'Cisco; the text itself' },
  { hex: '464c455856504e2d535550504f52544544', name: 'FLEXVPN-SUPPORTED', ref: 'Cisco; the text itself' },
  { hex: '434953434f2d4752452d4d4f4445', name: 'CISCO-GRE-MODE', ref: 'Cisco; the text itself' },
  {
    hex: '434953434f28434f505952494748542926',
    name: 'CISCO(COPYRIGHT)',
    match: 'prefix',
    ref: 'Cisco; the text itself',
  },
  { hex: '882fe56d6fd20dbc2251613b2ebe5beb', name: 'strongSwan', string: 'strongSwan', ref: 'MD5 of the string' },
  { hex: '7003cbc1097dbe9c2600ba6983bc8b35', name: 'KAME/racoon', string: 'KAME/racoon', ref: 'MD5 of the string' },
  { hex: 'c12fadf2fc9870a5552a5fba7cba7949', name: 'Openswan', string: 'Openswan', ref: 'MD5 of the string' },
  { hex: '4f452d4c696272657377616e2d', name: 'Libreswan', match: 'prefix', ref: 'Libreswan; the text itself' },
  { hex: '4f70706f7274756e6973746963204950736563', name: 'Opportunistic IPsec', ref: 'Libreswan; the text itself' },
  { hex: '4f70656e5047503130313731', name: 'OpenPGP', ref: 'FreeS/WAN family; the text itself' },
  {
    hex: '2fd179f9fb80909d8d99e48a2a1f4a92',
    name: 'draft-ietf-ipsec-heartbeats-00.txt',
    string: 'draft-ietf-ipsec-heartbeats-00.txt',
    ref: 'MD5 of the string',
  },
  {
    hex: '398ded9e4cd2e2e7560704a2a0ebe7cd',
    name: 'draft-beaulieu-ike-xauth-02.txt',
    string: 'draft-beaulieu-ike-xauth-02.txt',
    ref: 'MD5 of the string',
  },
  {
    hex: '868fb34f0376b7d05aeeeb3326b9f044',
    name: 'draft-krywaniuk-ipsec-antireplay-00.txt',
    string: 'draft-krywaniuk-ipsec-antireplay-00.txt',
    ref: 'MD5 of the string',
  },
  {
    hex: '4865617274426561745f4e6f74696679',
    name: 'HeartBeat_Notify',
    match: 'prefix',
    ref: 'Juniper NetScreen; the text itself',
  },
  { hex: '699369228741c6d4ca094c93e242c9de19e7b7c6', name: 'Juniper NetScreen', match: 'prefix', ref: 'Juniper' },
  { hex: '166f932d55eb64d8e4df4fd37e2313f0d0fd8451', name: 'Juniper NetScreen', match: 'prefix', ref: 'Juniper' },
  { hex: 'f4ed19e0c114eb516faaac0ee37daf2807b4381f', name: 'Check Point', match: 'prefix', ref: 'Check Point' },
  { hex: '8299031757a36082c6a621de', name: 'FortiGate', match: 'prefix', ref: 'Fortinet' },
  { hex: '1d6e178f6c2c0be284985465450fe9d4', name: 'FortiGate', ref: 'Fortinet' },
  { hex: '4c53427b6d465d1b337bb755a37a7fef', name: 'FortiClient connect license', ref: 'Fortinet' },
  { hex: 'b4f01ca951e9da8d0bafbbd34ad3044e', name: 'Fortinet Endpoint Control', ref: 'Fortinet' },
  { hex: '9b15e65a871aff342666623ba5022e60', name: 'Fortinet Auto-Discovery receiver', ref: 'Fortinet' },
  { hex: 'ca4a4cbb12eab6c58c57067c2e653786', name: 'Fortinet Auto-Discovery sender', ref: 'Fortinet' },
  { hex: '404bf439522ca3f6', name: 'SonicWall', ref: 'SonicWall' },
  { hex: '5b362bc820f6', name: 'SonicWall', match: 'prefix', ref: 'SonicWall' },
  { hex: '625027749d5ab97f5616c1602765cf480a3b7d0b', name: 'ZyXEL ZyWALL', match: 'prefix', ref: 'ZyXEL' },
  { hex: '8404adf9cda05760b2ca292e4bff537b', name: 'Sidewinder', ref: 'Secure Computing' },
  { hex: '47bbe7c993f1fc13b4e6d0db565c68e5', name: 'SafeNet SoftRemote', match: 'prefix', ref: 'SafeNet' },
  { hex: '424e4553', name: 'Nortel Contivity', match: 'prefix', ref: 'Nortel; the text itself' },
  { hex: '54494d4553544550', name: 'TimeStep', match: 'prefix', ref: 'TimeStep; the text itself' },
  {
    hex: 'b0344667d8a6c1769bf404b5c8c1c9c2',
    name: 'SSH IPSEC Express version 4.1.0',
    string: 'SSH IPSEC Express version 4.1.0',
    ref: 'MD5 of the string',
  },
  { hex: '054182a07c7ae206f9d2cf9d2432c482', name: 'SSH Sentinel', string: 'SSH Sentinel', ref: 'MD5 of the string' },
  {
    hex: '63d9a1a7009491b5a0a6fdeb2a8284f0',
    name: 'SSH Sentinel 1.4',
    string: 'SSH Sentinel 1.4',
    ref: 'MD5 of the string',
  },
  {
    hex: 'ba290499c24e84e53a1d83a05e5f00c9',
    name: 'IKE Challenge/Response for Authenticated Cryptographic Keys',
    string: 'IKE Challenge/Response for Authenticated Cryptographic Keys',
    ref: 'MD5 of the string',
  },
  {
    hex: 'ad3251042cdc4652c9e0734ce5de4c7d',
    name: 'IKE Challenge/Response for Authenticated Cryptographic Keys (Revised)',
    string: 'IKE Challenge/Response for Authenticated Cryptographic Keys (Revised)',
    ref: 'MD5 of the string',
  },
  { hex: 'e7cad12cd3fd9e15e7f049df61341308', name: 'forceencaps', string: 'forceencaps', ref: 'strongSwan and others' },
];

const HEX: readonly string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

function toHex(bytes: Uint8Array, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) text += HEX[bytes[i] ?? 0] ?? '';
  return text;
}

/** Entries by their first four bytes, which every one has. */
const byStart: ReadonlyMap<string, readonly VendorId[]> = groupByStart();

function groupByStart(): Map<string, VendorId[]> {
  const groups = new Map<string, VendorId[]>();
  for (const entry of vendorIds) {
    const start = entry.hex.slice(0, 8);
    const group = groups.get(start);
    if (group === undefined) groups.set(start, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** Longest vendor ID looked at in full, in bytes. */
const MAX_VENDOR = 256;

/**
 * Name of a vendor ID and what follows its known part: text where that is printable, `1.0` for the two version octets of Dead
 * Peer Detection and Cisco Unity, hex otherwise. Undefined when the vendor ID is unknown.
 */
export function vendorName(data: Uint8Array): { readonly name: string; readonly suffix: string } | undefined {
  if (data.length < 4) return undefined;
  const text = toHex(data, Math.min(data.length, MAX_VENDOR));
  for (const entry of byStart.get(text.slice(0, 8)) ?? []) {
    if (entry.match === 'prefix' ? text.startsWith(entry.hex) : text === entry.hex)
      return { name: entry.name, suffix: suffixText(data.subarray(entry.hex.length / 2, MAX_VENDOR)) };
  }
  // Openswan and Libreswan up to 3.x send `OE` and ten characters that stand for the build.
  if (data.length === 12 && text.startsWith('4f45') && printable(data))
    return { name: 'Openswan or Libreswan', suffix: ascii(data) };
  return undefined;
}

function printable(data: Uint8Array): boolean {
  return data.every((byte) => byte >= 0x20 && byte <= 0x7e);
}

function ascii(data: Uint8Array): string {
  return String.fromCharCode(...data);
}

function suffixText(rest: Uint8Array): string {
  if (rest.length === 0) return '';
  if (rest.length === 2) return `${rest[0]}.${rest[1]}`;
  return printable(rest) ? ascii(rest) : toHex(rest, rest.length);
}
