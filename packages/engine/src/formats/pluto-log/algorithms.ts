/**
 * Proposals in one spelling for all daemons: `PROTOCOL:ENCR[/INTEG][/PRF_…][/GROUP][/ESN]`, with the names of the IKEv2
 * registries as charon and swanctl shorten them (AES_CBC_256, HMAC_SHA2_256_128, PRF_HMAC_SHA2_256, MODP_2048, ECP_256).
 */

const groups: Readonly<Record<string, string>> = {
  DH1: 'MODP_768',
  DH2: 'MODP_1024',
  DH5: 'MODP_1536',
  DH14: 'MODP_2048',
  DH15: 'MODP_3072',
  DH16: 'MODP_4096',
  DH17: 'MODP_6144',
  DH18: 'MODP_8192',
  DH19: 'ECP_256',
  DH20: 'ECP_384',
  DH21: 'ECP_521',
  DH22: 'MODP_1024_160',
  DH23: 'MODP_2048_224',
  DH24: 'MODP_2048_256',
  DH31: 'CURVE_25519',
  DH32: 'CURVE_448',
};

/** A key exchange group: `MODP2048`, `DH19`, `OAKLEY_GROUP_MODP2048`, `modp1024` as MODP_2048, ECP_256 … */
export function groupName(raw: string): string {
  let text = raw.trim().toUpperCase();
  if (text.startsWith('OAKLEY_GROUP_')) text = text.slice(13);
  const known = groups[text];
  if (known !== undefined) return known;
  if (/^(MODP|ECP)[0-9]+$/.test(text))
    return text.startsWith('MODP') ? `MODP_${text.slice(4)}` : `ECP_${text.slice(3)}`;
  return text;
}

function cipher(raw: string): string {
  return raw
    .trim()
    .toUpperCase()
    .replace('AES_GCM_C', 'AES_GCM_16')
    .replace('AES_GCM_B', 'AES_GCM_12')
    .replace('AES_GCM_A', 'AES_GCM_8');
}

const integrities: Readonly<Record<string, string>> = {
  HMAC_SHA2_256: 'HMAC_SHA2_256_128',
  HMAC_SHA2_384: 'HMAC_SHA2_384_192',
  HMAC_SHA2_512: 'HMAC_SHA2_512_256',
  HMAC_SHA1: 'HMAC_SHA1_96',
  HMAC_MD5: 'HMAC_MD5_96',
};

function integrity(raw: string): string {
  const text = raw.trim().toUpperCase();
  return integrities[text] ?? text;
}

function split(value: string, separators: string): string[] {
  const found: string[] = [];
  let word = '';
  for (const c of value) {
    if (separators.includes(c)) {
      if (word !== '') found.push(word);
      word = '';
    } else word += c;
  }
  if (word !== '') found.push(word);
  return found;
}

/** The tagged form: `IKE:ENCR=AES_CBC_256;PRF=HMAC_SHA2_256;INTEG=HMAC_SHA2_256_128;DH=MODP2048`. */
function tagged(protocol: string, body: string): string {
  // In the order of transform types, whatever order the peer sent.
  const found: Record<'encr' | 'integ' | 'prf' | 'group' | 'more' | 'esn', string[]> = {
    encr: [],
    integ: [],
    prf: [],
    group: [],
    more: [],
    esn: [],
  };
  for (const field of split(body, ';')) {
    const equals = field.indexOf('=');
    if (equals < 0) continue;
    const tag = field.slice(0, equals).toUpperCase();
    for (const value of split(field.slice(equals + 1), ',+')) {
      if (value === 'NONE' || value === 'n/a') continue;
      if (tag === 'ENCR') found.encr.push(cipher(value));
      else if (tag === 'PRF') found.prf.push(`PRF_${value}`);
      else if (tag === 'INTEG') found.integ.push(integrity(value));
      else if (tag === 'DH' || tag === 'KE') found.group.push(groupName(value));
      else if (tag === 'ESN' || tag === 'SN') found.esn.push(esnName(value));
      else if (tag.startsWith('ADDKE')) found.more.push(`KE${tag.slice(5)}_${groupName(value)}`);
    }
  }
  const parts = [...found.encr, ...found.integ, ...found.prf, ...found.group, ...found.more, ...found.esn];
  return `${protocol}:${parts.join('/')}`;
}

function esnName(value: string): string {
  return value === 'ENABLED' || value === 'YES' ? 'EXT_SEQ' : 'NO_EXT_SEQ';
}

/** The dashed form: `IKE=AES_CBC_256-HMAC_SHA2_256-HMAC_SHA2_256_128-MODP2048`, `ESP=AES_CBC_256-HMAC_SHA2_256_128-NONE-ENABLED+DISABLED`. */
function dashed(protocol: string, body: string): string {
  const fields = split(body, '-');
  const parts: string[] = [];
  const put = (field: string | undefined, name: (value: string) => string): void => {
    if (field === undefined) return;
    for (const value of split(field, '+,')) if (value !== 'NONE' && value !== 'n/a') parts.push(name(value));
  };
  if (protocol === 'IKE') {
    put(fields[0], cipher);
    const aead = fields.length === 3;
    if (!aead) put(fields[2], integrity);
    put(fields[1], (value) => `PRF_${value}`);
    put(fields[fields.length - 1], groupName);
  } else {
    const last = fields[fields.length - 1] ?? '';
    const hasEsn = last.includes('ENABLED') || last.includes('DISABLED') || last === 'NO' || last === 'YES';
    const rest = hasEsn ? fields.slice(0, -1) : fields;
    let next = 0;
    if (protocol === 'ESP') put(rest[next++], cipher);
    for (; next < rest.length; next++) {
      const field = rest[next] ?? '';
      const isGroup = field === 'NONE' ? next === rest.length - 1 : /^(MODP|DH|ECP)[0-9]/.test(field);
      put(field, isGroup ? groupName : integrity);
    }
    if (hasEsn) put(last, esnName);
  }
  return `${protocol}:${parts.join('/')}`;
}

/** One proposal in any of pluto's forms, without its number. An unknown form comes back as it is. */
export function oneProposal(raw: string): string {
  let text = raw.trim();
  const mark = text.indexOf('[');
  if (mark > 0) text = text.slice(0, mark);
  while (text.endsWith('.') || text.endsWith(';')) text = text.slice(0, -1);
  for (const protocol of ['IKE', 'ESP', 'AH']) {
    if (text.startsWith(`${protocol}:`)) return tagged(protocol, text.slice(protocol.length + 1));
    if (text.startsWith(`${protocol}=`)) return dashed(protocol, text.slice(protocol.length + 1));
  }
  return text;
}

/** A list `1:IKE:ENCR=…;DH=… 2:IKE:…` in order, at most 64. */
export function proposalList(raw: string): string[] {
  const found: string[] = [];
  for (const word of split(raw, ' \t')) {
    const colon = word.indexOf(':');
    if (colon <= 0 || colon > 4 || !/^[0-9]+$/.test(word.slice(0, colon))) continue;
    if (found.length === 64) break;
    found.push(oneProposal(word.slice(colon + 1)));
  }
  return found;
}

/** Which protocol a proposal text is for; null when it does not tell. */
export function protocolOf(proposal: string): 'IKE' | 'ESP' | 'AH' | null {
  for (const protocol of ['IKE', 'ESP', 'AH'] as const) if (proposal.startsWith(`${protocol}:`)) return protocol;
  return null;
}

/** `cipher=AES_CBC_256 integ=HMAC_SHA2_256_128 prf=HMAC_SHA2_256 group=MODP2048`: the algorithms of an IKE SA. */
export function agreedProposal(raw: string): string | null {
  const value = (name: string): string | null => {
    const at = raw.indexOf(`${name}=`);
    if (at < 0 || (at > 0 && !' {'.includes(raw.charAt(at - 1)))) return null;
    let end = at + name.length + 1;
    while (end < raw.length && !' }'.includes(raw.charAt(end))) end++;
    const found = raw.slice(at + name.length + 1, end);
    return found === '' || found === 'n/a' || found === 'NONE' || found === 'none' ? null : found;
  };
  const encryption = value('cipher');
  if (encryption === null) return null;
  const parts = [cipher(encryption.replace('aes_', 'AES_CBC_').replace('oakley_3des_cbc_192', '3DES_CBC'))];
  const integ = value('integ');
  const prf = value('prf');
  const group = value('group') ?? value('ke');
  if (integ !== null) parts.push(integrity(integ));
  if (prf !== null) parts.push(`PRF_${prf.toUpperCase()}`);
  if (group !== null) parts.push(groupName(group));
  return `IKE:${parts.join('/')}`;
}
