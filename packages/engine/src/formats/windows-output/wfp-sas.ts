/**
 * The SAs in what `netsh wfp show state` writes (wfpstate.xml, wfpdiag.xml): main mode as IKEEXT_SA_DETAILS (iketypes.h), quick mode as
 * IPSEC_SA_CONTEXT with its two IPSEC_SA_DETAILS (ipsectypes.h). The members are those of Microsoft's reference of the Windows Filtering Platform;
 * that the file writes them as elements of the same names is how it writes events and filters, and no sample of it is published: unconfirmed.
 * Keys in it are passed over, and no line but that of a number is cited.
 */
import type { ChildSaState, IkeSaState } from '../../observations/index.ts';
import type { Draft } from '../shared/reading.ts';
import { cookie } from './monitor.ts';
import { selectorsOf } from './rule.ts';
import { addressIn } from './text.ts';
import { all, find, textOf, type XmlNode } from './xml.ts';

/** SAs that are kept of each mode. */
const maxSas = 5000;

const child = (node: XmlNode, name: string): XmlNode | undefined => node.children.find((one) => one.name === name);

/** An address of either version: dotted, or IPv4 as a number in the order of the host (UINT32, ipsectypes.h). */
function addressOf(node: XmlNode, side: 'local' | 'remote'): string | null {
  const text = textOf(node, `${side}V4Address`, `${side}V6Address`, `${side}AddrV4`, `${side}AddrV6`) ?? '';
  const number = /^(?:0x[0-9a-f]{1,8}|[0-9]{1,10})$/i.test(text) ? Number(text) : null;
  if (number === null) return addressIn(text);
  if (number === 0 || number > 0xffffffff) return null;
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}

/** An SPI as eight hexadecimal digits. */
function spiOf(node: XmlNode | undefined): string | null {
  const text = node === undefined ? '' : (textOf(node, 'spi') ?? '');
  if (!/^(?:0x[0-9a-f]{1,8}|[0-9]{1,10})$/i.test(text)) return null;
  const number = Number(text);
  return number === 0 || number > 0xffffffff ? null : number.toString(16).padStart(8, '0');
}

/** IKE 0, AuthIP 1, IKEv2 2 (IKEEXT_KEY_MODULE_TYPE): the first two have the header of version 1. */
function versionOf(text: string | null): 1 | 2 | null {
  if (/IKEV2$/i.test(text ?? '') || text === '2') return 2;
  return /(?:IKE|AUTHIP)$/i.test(text ?? '') || text === '0' || text === '1' ? 1 : null;
}

/** Cookies are told where they stand as hexadecimal digits: of a decimal number nobody knows the order of its bytes. */
const cookieOf = (text: string | null): string | null =>
  /^(?:0x)?[0-9a-f]{16}$/i.test(text ?? '') ? cookie(text ?? '') : null;

/** `IKEEXT_CIPHER_AES_256` and `IPSEC_CIPHER_TYPE_AES_256` by what is behind the name of the enumeration. */
const algorithm = (text: string | null): string | null =>
  text === null
    ? null
    : text.replace(/^(?:IKEEXT|IPSEC)_(?:CIPHER|INTEGRITY|AUTH|DH_GROUP|DH)_(?:TYPE_)?/, '').slice(0, 60);

const joined = (...parts: readonly (string | null)[]): string | null => {
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? null : known.join('-');
};

function mainMode(node: XmlNode, draft: Draft): IkeSaState | null {
  const traffic = child(node, 'ikeTraffic');
  const pair = child(node, 'cookiePair');
  if (traffic === undefined || pair === undefined) return null;
  const local = addressOf(traffic, 'local');
  const remote = addressOf(traffic, 'remote');
  if (remote === null) return null;
  if (local !== null) draft.ownAddresses.add(local);
  const proposal = child(node, 'ikeProposal');
  return {
    kind: 'ike-sa',
    connection: null,
    state: 'established',
    stateText: '',
    version: versionOf(textOf(node, 'keyModuleType')),
    role: null,
    local,
    localPort: null,
    localId: null,
    remote,
    remotePort: null,
    remoteId: null,
    initiatorSpi: cookieOf(textOf(pair, 'initiator')),
    responderSpi: cookieOf(textOf(pair, 'responder')),
    ageSeconds: null,
    proposal:
      proposal === undefined
        ? null
        : joined(
            algorithm(textOf(proposal, 'algoIdentifier', 'cipherAlgorithm')),
            algorithm(textOf(proposal, 'dhGroup')),
          ),
    src: draft.source(pair.line),
  };
}

const isTunnel = (traffic: XmlNode): boolean =>
  /TUNNEL/.test(textOf(traffic, 'trafficType') ?? '') || textOf(traffic, 'trafficType') === '1';

function quickMode(node: XmlNode, draft: Draft): ChildSaState | null {
  const inbound = child(node, 'inboundSa');
  const outbound = child(node, 'outboundSa');
  const traffic = find(outbound ?? node, 'traffic') ?? find(node, 'traffic');
  if (traffic === null || (inbound === undefined && outbound === undefined)) return null;
  const local = addressOf(traffic, 'local');
  const remote = addressOf(traffic, 'remote');
  const [spiIn, spiOut] = [spiOf(inbound), spiOf(outbound)];
  if (remote === null || (spiIn === null && spiOut === null)) return null;
  if (local !== null) draft.ownAddresses.add(local);
  const type = textOf(node, 'saTransformType') ?? '';
  const tunnel = isTunnel(traffic);
  const upper = textOf(traffic, 'ipProtocol');
  const protocol = upper === '0' || upper === null || !/^[0-9]{1,3}$/.test(upper) ? null : upper;
  const selectors = (address: string | null): ChildSaState['localTs'] =>
    // What a tunnel is for its endpoints do not tell.
    tunnel || address === null ? [] : (selectorsOf(address, protocol, null) ?? []);
  return {
    kind: 'child-sa',
    from: 'daemon',
    connection: null,
    stateText: '',
    installed: true,
    protocol: type.endsWith('TRANSFORM_AH') || type === '1' ? 'AH' : 'ESP',
    mode: tunnel ? 'tunnel' : 'transport',
    encapsulation: /^[1-9]/.test(textOf(node, 'localUdpEncapPort') ?? '') ? 'udp' : null,
    local,
    remote,
    spiIn,
    spiOut,
    bytesIn: null,
    packetsIn: null,
    bytesOut: null,
    packetsOut: null,
    ageSeconds: null,
    transform: joined(algorithm(textOf(node, 'cipherType')), algorithm(textOf(node, 'authType'))),
    localTs: selectors(local),
    remoteTs: selectors(remote),
    attributes: {},
    src: draft.source((find(outbound ?? node, 'spi') ?? node).line),
  };
}

/** Tells of the main mode and quick mode SAs of a state; where it has none of this shape nothing is said, for that they are absent is not known. */
export function readSas(roots: readonly XmlNode[], draft: Draft): void {
  const main = all(roots, (node) => child(node, 'cookiePair') !== undefined && child(node, 'ikeTraffic') !== undefined);
  const quick = all(roots, (node) => child(node, 'inboundSa') !== undefined || child(node, 'outboundSa') !== undefined);
  for (const [found, of] of [
    [main, mainMode],
    [quick, quickMode],
  ] as const) {
    for (const node of found.slice(0, maxSas)) {
      const told = of(node, draft);
      if (told !== null) draft.add(told);
    }
    if (found.length > maxSas) draft.fault(found[maxSas]?.line ?? null, 'more SAs than are kept');
  }
}
