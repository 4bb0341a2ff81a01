import type {
  AuthMethod,
  ChildProposal,
  ChildSpec,
  ConnectionSpec,
  Draw,
  EndSpec,
  HostConfig,
  IkeProposal,
} from '../types.ts';

const CIPHERS: Record<string, string> = {
  '3des': '3des',
  aes128: 'aes128',
  aes192: 'aes192',
  aes256: 'aes256',
  aes128gcm16: 'aes_gcm128',
  aes256gcm16: 'aes_gcm256',
  aes128ctr: 'aes_ctr128',
  aes256ctr: 'aes_ctr256',
  aes128ccm16: 'aes_ccm128',
  aes256ccm16: 'aes_ccm256',
  chacha20poly1305: 'chacha20_poly1305',
  camellia128: 'camellia128',
  camellia256: 'camellia256',
  null: 'null',
};

const HASHES: Record<string, string> = {
  md5: 'md5',
  sha1: 'sha1',
  sha256: 'sha2_256',
  sha256_96: 'sha2_256',
  sha384: 'sha2_384',
  sha512: 'sha2_512',
  aesxcbc: 'aes_xcbc',
  aescmac: 'aes_cmac',
};

const GROUPS: Record<string, string> = {
  ecp256: 'dh19',
  ecp384: 'dh20',
  ecp521: 'dh21',
  curve25519: 'dh31',
  x25519: 'dh31',
};

function word(table: Record<string, string>, name: string): string {
  return table[name.replace(/^prf/, '')] ?? name;
}

/** Libreswan's word for an IKE proposal (`aes256-sha2_256-modp2048`). */
export function libreswanIke(proposal: IkeProposal): string {
  const hash = proposal.prf ?? proposal.integrity;
  return [
    word(CIPHERS, proposal.encryption),
    ...(hash === undefined ? [] : [word(HASHES, hash)]),
    GROUPS[proposal.group] ?? proposal.group,
  ].join('-');
}

/** Libreswan's word for an ESP or AH proposal (`aes128-sha1;modp2048`). */
export function libreswanChild(proposal: ChildProposal, protocol: 'esp' | 'ah'): string {
  const words: string[] = [];
  if (protocol === 'esp' && proposal.encryption !== undefined) words.push(word(CIPHERS, proposal.encryption));
  if (proposal.integrity !== undefined) words.push(word(HASHES, proposal.integrity));
  const group = proposal.group === undefined ? '' : `;${GROUPS[proposal.group] ?? proposal.group}`;
  return `${words.join('-')}${group}`;
}

/** An identity as ipsec.conf and ipsec.secrets spell it: names carry `@`. */
export function libreswanId(id: string): string {
  if (id.startsWith('%') || id.startsWith('@') || id.includes('@') || id.includes('=')) return id;
  if (/^[0-9.]+$/.test(id) || id.includes(':')) return id;
  return `@${id}`;
}

/** Name of the connection that stands for one child: Libreswan has one name for both. */
export function libreswanName(connection: ConnectionSpec, child: ChildSpec | undefined): string {
  if (child === undefined || connection.children.length <= 1) return connection.name;
  return `${connection.name}-${child.name}`;
}

/** Nickname of an end certificate in the NSS database. */
export function nickname(certificateFile: string): string {
  return certificateFile.replace(/\.(pem|der|crt)$/, '');
}

function authWord(method: AuthMethod): string {
  if (method === 'psk' || method === 'xauth-psk') return 'secret';
  if (method === 'pubkey' || method === 'xauth-pubkey') return 'pubkey';
  if (method === 'eap-tls') return 'eaponly';
  throw new Error(`Libreswan has no authentication by ${method}`);
}

function sideLines(side: 'left' | 'right', end: EndSpec, subnet: string | null, connection: ConnectionSpec): string[] {
  const lines = [`${side}=${end.addresses[0] ?? '%any'}`];
  if (end.id !== undefined) {
    const id = libreswanId(end.id);
    lines.push(`${side}id=${id.includes('=') || id.includes(' ') ? `"${id}"` : id}`);
  }
  if (subnet !== null) lines.push(`${side}subnet${subnet.includes(',') ? 's' : ''}=${subnet}`);
  const pubkey = authWord(end.auth) === 'pubkey';
  if (pubkey) {
    lines.push(`${side}rsasigkey=%cert`);
    if (end.certificate !== undefined) lines.push(`${side}cert=${nickname(end.certificate.certificate)}`);
  }
  if (side === 'left' && pubkey) {
    lines.push(
      `leftsendcert=${connection.sendCertificate === 'ifasked' ? 'sendifasked' : (connection.sendCertificate ?? 'always')}`,
    );
  }
  if (end.auth.startsWith('xauth')) {
    lines.push(`${side}xauthclient=yes`, `${side === 'left' ? 'right' : 'left'}xauthserver=yes`);
    if (side === 'left' && end.user !== undefined) lines.push(`leftusername=${end.user}`);
    if (side === 'right') lines.push('xauthby=file');
  }
  return lines;
}

function authByWord(end: EndSpec): string {
  const scheme = end.signatures?.[0];
  if (scheme === undefined) return 'rsasig,ecdsa';
  const hash = scheme.replace(/^.*-/, '').replace(/^sha/, 'sha2_').replace('sha2_2_', 'sha2_');
  return scheme.startsWith('ecdsa')
    ? `ecdsa-${hash.replace('sha2_1', 'sha1')}`
    : `rsa-${hash.replace('sha2_1', 'sha1')}`;
}

function authLines(connection: ConnectionSpec): string[] {
  const local = authWord(connection.local.auth);
  const remote = authWord(connection.remote.auth);
  if (local === remote && local === 'secret') return ['authby=secret'];
  if (local === remote && local === 'pubkey') {
    return [`authby=${connection.ike === 1 ? 'rsasig' : authByWord(connection.remote)}`];
  }
  const name = (w: string): string => (w === 'pubkey' ? 'rsasig' : w);
  return [`leftauth=${name(local)}`, `rightauth=${name(remote)}`];
}

/** What is protected on one side; null when it is the host itself. */
function subnetOf(subnets: string[], addresses: string[]): string | null {
  const real = subnets.filter(
    (text) => text !== 'dynamic' && !addresses.some((a) => text === a || text === `${a}/32` || text === `${a}/128`),
  );
  if (real.length === 0) return null;
  return real.length === 1 ? (real[0] ?? null) : `{${real.join(',')}}`;
}

function lifeLines(connection: ConnectionSpec, child: ChildSpec | undefined): string[] {
  const lines: string[] = [];
  const margin = 3;
  const life = child?.lifetime ?? (child?.rekeyAfter === undefined ? undefined : child.rekeyAfter + margin);
  if (life !== undefined) lines.push(`salifetime=${life}s`);
  const ike = connection.rekeyAfter ?? connection.reauthAfter;
  if (ike !== undefined) lines.push(`ikelifetime=${ike + margin}s`);
  if (life !== undefined || ike !== undefined) lines.push(`rekeymargin=${margin}s`, 'rekeyfuzz=0%');
  if (connection.reauthAfter !== undefined && connection.ike !== 1) lines.push('reauth=yes');
  return lines;
}

function optionLines(connection: ConnectionSpec, child: ChildSpec | undefined, draw: Draw): string[] {
  const lines: string[] = [];
  const short = draw.retransmit === 'short';
  if (short) lines.push('retransmit-timeout=6s');
  const tries = connection.keyingTries ?? (short ? 1 : undefined);
  if (tries !== undefined) lines.push(`keyingtries=${tries}`);
  // Default routes carry everything, and the script only costs seconds where processes are slow.
  if (draw.dataPlane === 'kernel') lines.push('leftupdown=%disabled');
  if (connection.dpdDelay !== undefined) {
    const action = { clear: 'clear', trap: 'hold', restart: 'restart' }[child?.dpdAction ?? 'clear'];
    lines.push(
      `dpddelay=${connection.dpdDelay}s`,
      `dpdtimeout=${connection.dpdTimeout ?? connection.dpdDelay * 4}s`,
      `dpdaction=${action}`,
    );
  }
  if (connection.fragmentation !== undefined) lines.push(`fragmentation=${connection.fragmentation}`);
  if (connection.mobike !== undefined && connection.ike === 2) lines.push(`mobike=${connection.mobike ? 'yes' : 'no'}`);
  if (connection.encapsulate === true) lines.push('encapsulation=yes');
  if (connection.requestAddresses !== undefined)
    lines.push('leftmodecfgclient=yes', 'modecfgpull=yes', 'narrowing=yes');
  return lines;
}

function poolLines(connection: ConnectionSpec, config: HostConfig): string[] {
  if (connection.pools === undefined) return [];
  const lines = ['leftmodecfgserver=yes', 'rightmodecfgclient=yes', 'modecfgpull=yes', 'narrowing=yes'];
  for (const name of connection.pools) {
    const pool = config.pools.find((candidate) => candidate.name === name);
    if (pool !== undefined) lines.push(`rightaddresspool=${pool.addresses}`);
  }
  return lines;
}

function connLines(
  connection: ConnectionSpec,
  child: ChildSpec | undefined,
  config: HostConfig,
  draw: Draw,
  ike: 1 | 2,
  name: string,
): string[] {
  const lines = [
    ...sideLines(
      'left',
      connection.local,
      child ? subnetOf(child.localSubnets, connection.local.addresses) : null,
      connection,
    ),
    ...sideLines(
      'right',
      connection.remote,
      child ? subnetOf(child.remoteSubnets, connection.remote.addresses) : null,
      connection,
    ),
    ...authLines(connection),
    `ikev2=${ike === 2 ? 'insist' : 'no'}`,
  ];
  if (ike === 1 && connection.exchange === 'aggressive') lines.push('aggressive=yes');
  if (connection.proposals.length > 0) lines.push(`ike=${connection.proposals.map(libreswanIke).join(',')}`);
  if (child !== undefined) {
    if (child.mode === 'transport') lines.push('type=transport');
    if (child.protocol === 'ah') lines.push('phase2=ah');
    const words = child.proposals
      .map((proposal) => libreswanChild(proposal, child.protocol))
      .filter((text) => text !== '');
    if (words.length > 0) lines.push(`phase2alg=${words.join(',')}`);
    lines.push(`pfs=${child.proposals.some((proposal) => proposal.group !== undefined) ? 'yes' : 'no'}`);
    if (child.proposals.some((proposal) => proposal.integrity === 'sha256_96')) lines.push('sha2-truncbug=yes');
  }
  lines.push(
    ...lifeLines(connection, child),
    ...optionLines(connection, child, draw),
    ...poolLines(connection, config),
  );
  lines.push(...(connection.extra?.libreswan ?? []));
  return [`conn ${name}`, ...lines.map((line) => `\t${line}`), ''];
}

/** Names that initiating, routing or loading a connection (or one child of it) has to use. */
export function connectionNames(
  config: HostConfig,
): { name: string; connection: ConnectionSpec; child: ChildSpec | undefined }[] {
  return config.connections.flatMap((connection) => {
    const children: (ChildSpec | undefined)[] = connection.children.length > 0 ? connection.children : [undefined];
    return children.flatMap((child) => {
      const name = libreswanName(connection, child);
      const own = { name, connection, child };
      return connection.ike === 0 ? [own, { ...own, name: `${name}-v1` }] : [own];
    });
  });
}

/** The text of ipsec.conf for a host. `setup` are lines of `config setup`. */
export function renderIpsecConf(config: HostConfig, draw: Draw, setup: string[]): string {
  const lines = ['config setup', ...setup.map((line) => `\t${line}`), ''];
  for (const { name, connection, child } of connectionNames(config)) {
    const ike = connection.ike === 0 ? (name.endsWith('-v1') ? 1 : 2) : connection.ike;
    lines.push(...connLines(connection, child, config, draw, ike, name));
  }
  return lines.join('\n');
}

/** The text of ipsec.secrets for a host. */
export function renderIpsecSecrets(config: HostConfig): string {
  return config.secrets
    .map((secret) => {
      if (secret.kind === 'ike') {
        const ids = secret.ids.map((id) => {
          const spelled = libreswanId(id);
          return spelled.includes(' ') ? `"${spelled}"` : spelled;
        });
        return `${ids.join(' ')} : PSK "${secret.secret}"\n`;
      }
      return `@${secret.ids[0] ?? ''} : XAUTH "${secret.secret}"\n`;
    })
    .join('');
}
