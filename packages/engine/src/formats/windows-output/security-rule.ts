/**
 * A connection security rule as policy: the same rule that `connectionOf` gives as a connection, with what only policies have (exemptions,
 * words for servers, what is only asked for). Sources: MS-FASP 2.2.52 and 2.2.55, Microsoft's reference of `netsh advfirewall consec`.
 */
import type {
  FilterEnd,
  FilterPorts,
  MainModeOffer,
  OfferedTransform,
  PolicyAuthentication,
  PolicyFilter,
  PolicyStoreName,
  Proposal,
  QuickModeOffer,
  SecretDigest,
  SecurityAction,
  SecurityRule,
  Source,
} from '../../observations/index.ts';
import { formatAddress, isBrokenAddress, parseRange } from '../../policy/addresses.ts';
import { maskLine } from '../shared/mask.ts';
import { cipher, hash } from './algorithms.ts';
import type { RuleText } from './rule.ts';

/** What a store tells of a rule beside its text. */
export interface RuleStore {
  readonly store: PolicyStoreName;
  /** Left out: the name is its id. */
  readonly id?: string;
  /** Its pre-shared key; null: it has none, or it was taken out. */
  readonly key: SecretDigest | null;
  /** PFS with the group of main mode. */
  readonly pfsFromMainMode?: boolean;
  readonly interfaces?: SecurityRule['interfaces'];
  readonly profiles?: readonly string[];
  readonly description?: string | null;
  readonly missing?: readonly string[];
  readonly faults?: readonly string[];
}

const maxFilters = 4096;

/** The rule as policy. */
export function securityRuleOf(rule: RuleText, more: RuleStore, src: Source): SecurityRule {
  const action = securityAction(rule.action);
  const exempt = action === 'do-not-secure';
  const faults = [...(more.faults ?? [])];
  const authentication = rule.first.map((word) => authenticationOf(word, rule.authority, more.key));
  const filters = filtersOf(rule, faults);
  return {
    kind: 'security-rule',
    store: more.store,
    id: more.id ?? rule.name,
    title: maskLine(rule.name).slice(0, 300),
    description: more.description ?? null,
    active: rule.enabled,
    action,
    mode: rule.mode,
    filters,
    tunnelEndpoint: rule.mode === 'tunnel' ? rule.remoteTunnel : null,
    ...(rule.mode === 'tunnel' && rule.localTunnel !== null ? { localTunnelEndpoint: rule.localTunnel } : {}),
    profiles: more.profiles ?? [],
    interfaces: more.interfaces ?? 'all',
    authentication: exempt ? [] : authentication.length === 0 ? null : authentication,
    mainMode: exempt ? [] : rule.proposals.length === 0 ? null : rule.proposals.map((one) => mainModeOffer(one, rule)),
    offers:
      exempt || rule.childProposals.length > 0
        ? rule.childProposals.map((one) => quickModeOffer(one, rule.pfs === 'yes' || more.pfsFromMainMode === true))
        : null,
    missing: more.missing ?? [],
    faults,
    src,
  };
}

const actions: Readonly<Record<string, SecurityAction>> = {
  requireinrequireout: 'secure',
  secure: 'secure',
  inrequireoutrequire: 'secure',
  in2out2: 'secure',
  requireinrequestout: 'secure-server',
  secureserver: 'secure-server',
  inrequireoutrequest: 'secure-server',
  in2out1: 'secure-server',
  requestinrequestout: 'boundary',
  boundary: 'boundary',
  inrequestoutrequest: 'boundary',
  in1out1: 'boundary',
  requireinclearout: 'secure-in-clear-out',
  inrequireoutnone: 'secure-in-clear-out',
  inrequireoutnever: 'secure-in-clear-out',
  in2out0: 'secure-in-clear-out',
  noauthentication: 'do-not-secure',
  donotsecure: 'do-not-secure',
  donotauthenticate: 'do-not-secure',
  none: 'do-not-secure',
  innoneoutnone: 'do-not-secure',
  inneveroutnever: 'do-not-secure',
  in0out0: 'do-not-secure',
};

/** What a tool's word for an action asks: of netsh, of a rule string, or `in Require, out Request` of the cmdlets. */
export function securityAction(word: string | null): SecurityAction {
  return actions[(word ?? '').toLowerCase().replaceAll(/[^a-z0-9]/g, '')] ?? 'unknown';
}

function authenticationOf(word: string, authority: string | null, key: SecretDigest | null): PolicyAuthentication {
  const plain = word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  if (/psk|presharedkey|shkey/.test(plain) || plain === '2') return { method: 'psk', key };
  if (/kerb/.test(plain) || plain === '65002' || plain === '65004') return { method: 'kerberos' };
  if (/ntlm/.test(plain) || plain === '65003') return { method: 'ntlm' };
  if (/anonymous/.test(plain) || plain === '65001') return { method: 'anonymous' };
  if (/cert|x509/.test(plain) || /^6500[678]$/.test(plain))
    return { method: 'certificate', authority: authority ?? '', mapsToAccount: false, excludesAuthorityName: false };
  // 65005 is NTLM of a user and a machine's certificate in Microsoft's own list.
  return { method: 'unknown', type: /^[0-9]{1,6}$/.test(plain) ? Number(plain) : 0 };
}

const ciphers: Readonly<Record<string, string>> = {
  ENCR_DES: 'DES',
  ENCR_3DES: '3DES',
  ENCR_NULL: 'none',
};
const hashes: Readonly<Record<string, string>> = {
  AUTH_HMAC_MD5_96: 'MD5',
  AUTH_HMAC_SHA1_96: 'SHA1',
  AUTH_HMAC_SHA2_256_128: 'SHA256',
  AUTH_HMAC_SHA2_384_192: 'SHA384',
};

/** Names of algorithms as policies have them: `3DES`, `AES-128`, `AES-GCM-256`, `SHA256`, `AES-GMAC-128`. */
function cipherName(name: string): string {
  const aes = /^ENCR_AES_CBC_([0-9]{3})$/.exec(name)?.[1];
  const gcm = /^ENCR_AES_GCM_16_([0-9]{3})$/.exec(name)?.[1];
  return (
    ciphers[name] ?? (aes !== undefined ? `AES-${aes}` : gcm !== undefined ? `AES-GCM-${gcm}` : `unknown (${name})`)
  );
}

function hashName(name: string): string {
  const gmac = /^AUTH_AES_([0-9]{3})_GMAC$/.exec(name)?.[1];
  return hashes[name] ?? (gmac === undefined ? `unknown (${name})` : `AES-GMAC-${gmac}`);
}

function mainModeOffer({ encryption, integrity, prf, groups, unknown, text }: Proposal, rule: RuleText): MainModeOffer {
  const [, minutes, sessions] =
    /^([0-9]{1,9})min,([0-9]{1,10})sess$/.exec(rule.settings['mainmodekeylifetime'] ?? '') ?? [];
  const asked = `unknown (${(unknown ?? [text]).join(', ').slice(0, 80)})`;
  const [sealed] = encryption;
  const [told] = integrity;
  return {
    encryption: sealed === undefined ? asked : cipherName(sealed),
    hash: told === undefined ? (prf[0]?.replace('PRF_HMAC_', '').replace('SHA2_', 'SHA') ?? asked) : hashName(told),
    group: groups[0] ?? asked,
    quickModeLimit: Number(sessions ?? 0),
    lifetimeKilobytes: 0,
    lifetimeSeconds: 60 * Number(minutes ?? 0),
  };
}

/** An offer of quick mode from its text: `ESP:SHA1-AES128+60min+100000kb`, `AH:SHA1+ESP:SHA1-None`, also with numbers of the cmdlets. */
function quickModeOffer({ text }: Proposal, pfs: boolean): QuickModeOffer {
  const transforms: OfferedTransform[] = [];
  let [lifetimeSeconds, lifetimeKilobytes] = [0, 0];
  for (const part of text.split('+').slice(0, 8)) {
    const life = /^\s*([0-9]{1,10})(min|sec|kb)\s*$/i.exec(part.slice(0, 40));
    const unit = life?.[2]?.toLowerCase();
    if (unit === 'kb') lifetimeKilobytes = Number(life?.[1]);
    else if (unit !== undefined) lifetimeSeconds = Number(life?.[1]) * (unit === 'min' ? 60 : 1);
    else transforms.push(transformOf(part.trim()));
  }
  return { lifetimeSeconds, lifetimeKilobytes, pfs, transforms };
}

function transformOf(part: string): OfferedTransform {
  const colon = part.indexOf(':');
  const protocol = part.slice(0, Math.max(colon, 0)).toUpperCase();
  const [first = '', second = 'none'] = part.slice(colon + 1).split('-');
  const integrity = hash(first);
  const both = cipher(first);
  const gcm = typeof both === 'string' && both.includes('_GCM_');
  if (protocol === 'AH' || protocol === '1') {
    const name = gcm ? cipherName(both).replace('GCM', 'GMAC') : integrity == null ? null : hashName(integrity[0]);
    return {
      protocol: name === null ? 'unknown' : 'AH',
      algorithm: name ?? part.slice(0, 80),
      integrity: null,
      id: null,
    };
  }
  const sealed = cipher(second);
  if ((protocol !== 'ESP' && protocol !== '2') || sealed === undefined || (integrity === undefined && !gcm))
    return { protocol: 'unknown', algorithm: part.slice(0, 80), integrity: null, id: null };
  return {
    protocol: 'ESP',
    algorithm: sealed === null ? 'none' : cipherName(sealed),
    integrity: gcm || integrity == null ? null : hashName(integrity[0]),
    id: null,
  };
}

const anyWord = /^(?:any|all|모두|\*|)$/iu;
const serverWords: Readonly<Record<string, FilterEnd['kind']>> = {
  localsubnet: 'local-subnet',
  dns: 'dns',
  dhcp: 'dhcp',
  wins: 'wins',
  defaultgateway: 'gateway',
};

/** Ends that a text names, divided by commas. */
export function filterEnds(text: string | null): readonly FilterEnd[] {
  const words = [...new Set((text ?? '').split(',').map((word) => word.trim()))].slice(0, maxEnds);
  if (words.some((word) => anyWord.test(word))) return [{ kind: 'any' }];
  return words.map(endOf);
}

function endOf(word: string): FilterEnd {
  const server = serverWords[word.toLowerCase().replaceAll(/[^a-z]/g, '')];
  if (server !== undefined) return { kind: server } as FilterEnd;
  const range = parseRange(word);
  if (range === undefined) return { kind: 'name', name: word.slice(0, 256) };
  return { kind: 'range', from: formatAddress(range.family, range.from), to: formatAddress(range.family, range.to) };
}

/** Addresses and ports of a rule that are kept of each side. */
const maxEnds = 1000;
const maxPorts = 256;

const anyPorts: FilterPorts = { from: 0, to: 65_535 };

/** Ports that a text names; null where a word stands for ports that are not told (RPC). */
export function portsOf(text: string | null): readonly FilterPorts[] | null {
  const found: FilterPorts[] = [];
  for (const word of (text ?? '').split(',').slice(0, maxPorts)) {
    if (anyWord.test(word.trim())) return [anyPorts];
    const told = /^([0-9]{1,5})(?:-([0-9]{1,5}))?$/.exec(word.trim().slice(0, 20));
    const [from, to] = [Number(told?.[1]), Number(told?.[2] ?? told?.[1])];
    if (told === null || from > to || to > 65_535) return null;
    found.push({ from, to });
  }
  return found;
}

const protocols: Readonly<Record<string, number>> = {
  icmp: 1,
  icmpv4: 1,
  igmp: 2,
  tcp: 6,
  udp: 17,
  gre: 47,
  icmpv6: 58,
};

/** Number of a protocol; 0: any; null: not known. */
export function protocolOf(text: string | null): number | null {
  const word = (text ?? '').trim().toLowerCase();
  if (anyWord.test(word)) return 0;
  const number = protocols[word.split(':')[0] ?? ''] ?? (/^[0-9]{1,3}$/.test(word) ? Number(word) : null);
  return number === null || number > 256 ? null : number === 256 ? 0 : number;
}

/** Each pair of ends and ports as a filter. What cannot be read is a fault, and the rule then has no filter that says less than it does. */
function filtersOf(rule: RuleText, faults: string[]): readonly PolicyFilter[] {
  const protocol = protocolOf(rule.protocol);
  const sourcePorts = portsOf(rule.localPort);
  const destinationPorts = portsOf(rule.remotePort);
  for (const text of [rule.localEndpoint, rule.remoteEndpoint])
    if ((text ?? '').split(',').slice(0, maxEnds).some(isBrokenAddress)) faults.push('an address that is none');
  if (protocol === null) faults.push('a protocol that is not known');
  if (sourcePorts === null || destinationPorts === null) faults.push('ports that are not numbers');
  if (protocol === null || sourcePorts === null || destinationPorts === null) return [];
  const isLonger = (text: string | null, most: number): boolean => (text ?? '').split(',').length > most;
  if ([rule.localEndpoint, rule.remoteEndpoint].some((text) => isLonger(text, maxEnds)))
    faults.push(`more addresses than are kept: the first ${maxEnds}`);
  if ([rule.localPort, rule.remotePort].some((text) => isLonger(text, maxPorts)))
    faults.push(`more ports than are kept: the first ${maxPorts}`);
  const found: PolicyFilter[] = [];
  for (const source of filterEnds(rule.localEndpoint))
    for (const destination of filterEnds(rule.remoteEndpoint)) {
      if (!sameFamily(source, destination)) continue;
      for (const from of sourcePorts)
        for (const to of destinationPorts) {
          if (found.length >= maxFilters) {
            faults.push(`more than ${maxFilters} filters`);
            return found;
          }
          found.push({
            description: '',
            mirrored: true,
            source,
            destination,
            protocol,
            sourcePorts: from,
            destinationPorts: to,
            tunnel: null,
            unevenMask: false,
          });
        }
    }
  return found;
}

function sameFamily(a: FilterEnd, b: FilterEnd): boolean {
  return a.kind !== 'range' || b.kind !== 'range' || a.from.includes(':') === b.from.includes(':');
}
