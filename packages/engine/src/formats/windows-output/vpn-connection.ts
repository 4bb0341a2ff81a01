/**
 * `Get-VpnConnection` and its `IPsecCustomPolicy` (also `Set-VpnConnectionIPsecConfiguration -PassThru`), as a list, CSV or JSON. Source:
 * Microsoft, module VpnClient (members, and words of the algorithms); classes VpnConnection and VpnConnectionIPsecConfiguration.
 */
import type { AuthRound, ConnectionConfig, Proposal, Source } from '../../observations/index.ts';
import { parseSelector } from '../../policy/selectors.ts';
import { maskLine } from '../shared/mask.ts';
import type { Draft, Line } from '../shared/reading.ts';
import { hostFact } from '../shared/reading.ts';
import { dhGroup, espProposal, ikeProposal } from './algorithms.ts';
import { notation, objectsOf, type PsObject } from './objects.ts';
import { count, documented, windowsFormat } from './text.ts';

function value(object: PsObject, key: string): string {
  return maskLine(object.values.get(key) ?? '')
    .replace(/^\{(.*)\}$/, '$1')
    .trim();
}

/** Words of this module for algorithms that other tools of Windows name otherwise. */
const algorithms: Readonly<Record<string, string>> = {
  des3: '3des',
  gcmaes128: 'aesgcm128',
  gcmaes192: 'aesgcm192',
  gcmaes256: 'aesgcm256',
  md596: 'md5',
  sha196: 'sha1',
  sha256128: 'sha256',
};
const groups: Readonly<Record<string, string>> = {
  group1: 'dhgroup1',
  pfs1: 'dhgroup1',
  group2: 'dhgroup2',
  pfs2: 'dhgroup2',
  group14: 'dhgroup14',
  pfs2048: 'dhgroup14',
  group24: 'dhgroup24',
  pfs24: 'dhgroup24',
  ecp256: 'ecdhp256',
  ecp384: 'ecdhp384',
};

const word = (text: string, of: Readonly<Record<string, string>>): string => of[text.toLowerCase()] ?? text;

interface Offers {
  readonly ike: readonly Proposal[];
  readonly child: readonly Proposal[];
  readonly pfs: 'yes' | 'no' | null;
  readonly text: string;
}

const isPolicy = (object: PsObject): boolean =>
  object.values.has('ciphertransformconstants') && object.values.has('integritycheckmethod');

const isConnection = (object: PsObject): boolean =>
  object.values.has('serveraddress') && object.values.has('tunneltype') && object.values.has('name');

/** What a custom policy offers: one proposal of IKE, and one of ESP. */
function offersOf(policy: PsObject): Offers | null {
  const of = (key: string, words: Readonly<Record<string, string>> = algorithms): string =>
    word(value(policy, key), words);
  const ike = ['encryptionmethod', 'integritycheckmethod', 'dhgroup'].map((key) => value(policy, key));
  const esp = ['authenticationtransformconstants', 'ciphertransformconstants', 'pfsgroup'].map((key) =>
    value(policy, key),
  );
  if ([...ike, ...esp].some((text) => text === '')) return null;
  const group = value(policy, 'pfsgroup');
  // PFSMM: the group of main mode.
  const pfs = /^pfsmm$/i.test(group) ? dhGroup(of('dhgroup', groups)) : dhGroup(word(group, groups));
  const text = [...ike, ...esp].join('-');
  return {
    ike: [ikeProposal(of('encryptionmethod'), of('integritycheckmethod'), of('dhgroup', groups), ike.join('-'))],
    child: [
      espProposal('ESP', of('authenticationtransformconstants'), of('ciphertransformconstants'), pfs, esp.join('-')),
    ],
    pfs: pfs === undefined ? null : pfs === null ? 'no' : 'yes',
    text,
  };
}

const round = (method: AuthRound['method'], detail: string): AuthRound => ({
  method,
  detail: detail === '' ? null : detail,
  id: null,
  certificates: [],
  authorities: [],
});

type Tunnel = 'ikev2' | 'l2tp';

function tunnelOf(object: PsObject): Tunnel | null {
  const type = value(object, 'tunneltype').toLowerCase();
  return type === 'ikev2' || type === 'l2tp' ? type : null;
}

/** How this host and the server prove themselves. */
function roundsOf(object: PsObject, tunnel: Tunnel): Pick<ConnectionConfig, 'local' | 'remote'> {
  if (tunnel === 'l2tp') {
    // The word `Psk` looks as if a key came behind it, so it is not masked: nothing but two words is taken.
    const how = /^(?:psk|certificate)$/i.exec(object.values.get('l2tpipsecauth')?.trim() ?? '')?.[0] ?? '';
    const method = how === '' ? 'any' : how.toLowerCase() === 'psk' ? 'psk' : 'pubkey';
    return { local: [round(method, how)], remote: [round(method, how)] };
  }
  const how = value(object, 'authenticationmethod');
  const method = /^machinecertificate$/i.test(how) ? 'pubkey' : /^(?:eap|mschapv2)$/i.test(how) ? 'eap' : 'any';
  // The server of IKEv2 shows a certificate, whatever is asked of the user.
  return { local: [round(method, how)], remote: [round('pubkey', '')] };
}

/** Settings that Windows shows, under its own names. */
const settings = ['EncryptionLevel', 'IdleDisconnectSeconds', 'SplitTunneling', 'ConnectionStatus'] as const;

function connectionOf(object: PsObject, tunnel: Tunnel, offers: Offers | null, src: Source): ConnectionConfig {
  const bracket = tunnel === 'l2tp' ? '[17/1701]' : '';
  const selectors = (words: readonly string[]): ReturnType<typeof parseSelector>[] =>
    words.map((one) => parseSelector(`${one}${bracket}`));
  const server = value(object, 'serveraddress');
  return {
    kind: 'connection',
    name: value(object, 'name'),
    loaded: true,
    versions: tunnel === 'ikev2' ? [2] : [1],
    aggressive: tunnel === 'ikev2' ? null : false,
    localAddresses: [],
    remoteAddresses: server === '' ? [] : [server],
    ...roundsOf(object, tunnel),
    proposals: offers?.ike ?? [],
    children: [
      {
        name: value(object, 'name'),
        local: selectors(['dynamic']).flatMap((one) => one ?? []),
        // IKEv2 asks for everything; routes decide what goes in.
        remote: selectors(tunnel === 'l2tp' ? ['dynamic'] : ['0.0.0.0/0', '::/0']).flatMap((one) => one ?? []),
        mode: tunnel === 'ikev2' ? 'tunnel' : 'transport',
        proposals: offers?.child ?? [],
        pfs: offers?.pfs ?? null,
        settings: {},
        src,
      },
    ],
    settings: Object.fromEntries(
      settings.flatMap((name) => {
        const text = value(object, name.toLowerCase());
        return text === '' ? [] : [[name, text]];
      }),
    ),
    src,
  };
}

function parse(_: readonly Line[], draft: Draft, lines: readonly Line[]): void {
  const objects = objectsOf(lines, draft);
  const connections = objects.filter(isConnection);
  const policies = objects.filter(isPolicy);
  // A policy does not name its connection: it is of the only one that can have it.
  const able = connections.filter((object) => tunnelOf(object) !== null);
  const only = able.length === 1 && connections.length === 1 && policies.length === 1 ? policies[0] : undefined;
  for (const object of connections) {
    const status = value(object, 'connectionstatus');
    const told = [`"${value(object, 'name')}"`, value(object, 'serveraddress'), value(object, 'tunneltype'), status];
    draft.add(hostFact(draft, 'vpn-connection', told.filter((one) => one !== '').join(' '), object.line));
    const tunnel = tunnelOf(object);
    // PPTP and SSTP have no IPsec in them; which one an automatic connection takes is not told.
    if (tunnel === null) continue;
    const own = object.nested.get('ipseccustompolicy')?.find(isPolicy) ?? only;
    const offers = own === undefined ? null : offersOf(own);
    draft.add(connectionOf(object, tunnel, offers, draft.source(object.line, object.last)));
  }
  for (const policy of policies) {
    const offers = offersOf(policy);
    if (offers !== null) draft.add(hostFact(draft, 'vpn-ipsec-policy', offers.text, policy.line));
  }
}

const telling = /\b(?:TunnelType|L2tpIPsecAuth|SplitTunneling|UseWinlogonCredential|EapConfigXmlStream)\b/;
const offered = /\b(?:AuthenticationTransformConstants|CipherTransformConstants|IntegrityCheckMethod|PfsGroup)\b/i;

/** Reader of the VPN connections of a Windows client. */
export const vpnConnection = windowsFormat(
  'windows-vpn-connections',
  documented('Microsoft documentation, VpnClient module (Get-VpnConnection, Set-VpnConnectionIPsecConfiguration)'),
  (head) => {
    const kind = notation(head);
    if (kind === null) return 0;
    if (kind !== 'list') {
      const text = head.map((line) => line.slice(0, 8000)).join('\n');
      return text.includes('TunnelType') && text.includes('ServerAddress') ? 92 : 0;
    }
    return count(head, telling) >= 2 || count(head, offered) >= 3 ? 92 : 0;
  },
  parse,
);
