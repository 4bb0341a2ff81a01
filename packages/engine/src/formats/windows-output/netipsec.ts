/**
 * `Get-NetIPsecMainModeSA`, `-QuickModeSA`, `-Rule`, `-…CryptoSet`, `-Phase1AuthSet`, as a list, CSV or JSON. Names of members and
 * value maps: MSFT_Net* classes (MicrosoftDocs/win32, wfascimprov). Enumerations come as words or as numbers.
 */
import type { ChildSaState, IkeSaState, PolicyStoreName, Proposal } from '../../observations/index.ts';
import { maskLine } from '../shared/mask.ts';
import type { Draft, Line } from '../shared/reading.ts';
import { hostFact } from '../shared/reading.ts';
import { digestOfText, isRedacted } from '../shared/secret-value.ts';
import { dhGroup, espProposal, ikeProposal } from './algorithms.ts';
import { notation, objectsOf, type PsObject } from './objects.ts';
import { connectionOf, type RuleText, selectorsOf } from './rule.ts';
import { securityRuleOf } from './security-rule.ts';
import { addressIn, documented, windowsFormat } from './text.ts';

function value(object: PsObject, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const found = object.values.get(key);
    if (found === undefined || found === '' || found === '{}') continue;
    return maskLine(found).replace(/^\{(.*)\}$/, '$1');
  }
  return null;
}

/** Cookies and SPIs are numbers of 64 and 32 bits here, and in which order their octets went over the wire is not documented. */
function isZero(text: string | null): boolean {
  return text === null || /^(?:0x)?0*$/i.test(text.trim());
}

function port(text: string | null): number | null {
  return text !== null && /^[0-9]{1,5}$/.test(text) && text !== '0' ? Number(text) : null;
}

/** Keying modules, as words or as flags (IKEv1 1, AuthIP 2, IKEv2 4). */
function versionsOf(module: string | null): readonly (1 | 2)[] {
  if (module === null || /^default$/i.test(module)) return [];
  if (/^(?:0x)?[0-7]$/i.test(module)) {
    const flags = Number(module);
    return [...((flags & 1) !== 0 ? ([1] as const) : []), ...((flags & 4) !== 0 ? ([2] as const) : [])];
  }
  return [...(/ikev1/i.test(module) ? ([1] as const) : []), ...(/ikev2/i.test(module) ? ([2] as const) : [])];
}

function mainMode(object: PsObject, draft: Draft): IkeSaState {
  const local = addressIn(value(object, 'localendpoint') ?? '');
  if (local !== null) draft.ownAddresses.add(local);
  const versions = versionsOf(value(object, 'keymodule'));
  const words = ['groupid', 'cipheralgorithm', 'hashalgorithm'].map((key) => value(object, key) ?? '?');
  return {
    kind: 'ike-sa',
    connection: null,
    state:
      object.values.has('initiatorcookie') && isZero(value(object, 'respondercookie')) ? 'connecting' : 'established',
    stateText: value(object, 'authenticationmethod') ?? '',
    version: versions.length === 1 ? (versions[0] ?? null) : null,
    role: null,
    local,
    localPort: port(value(object, 'localudpencapsulationport')),
    localId: value(object, 'localfirstid'),
    remote: addressIn(value(object, 'remoteendpoint') ?? ''),
    remotePort: port(value(object, 'remoteudpencapsulationport')),
    remoteId: value(object, 'remotefirstid'),
    initiatorSpi: null,
    responderSpi: null,
    ageSeconds: null,
    proposal: words.join('-'),
    src: draft.source(object.line, object.last),
  };
}

function quickMode(object: PsObject, draft: Draft): ChildSaState {
  const local = addressIn(value(object, 'localendpoint') ?? '');
  const remote = addressIn(value(object, 'remoteendpoint') ?? '');
  if (local !== null) draft.ownAddresses.add(local);
  const inbound = /^(?:true|1)$/i.test(value(object, 'inbounddirection') ?? '');
  const spi = value(object, 'spi');
  const protocol = value(object, 'ipprotocol');
  const mode = value(object, 'encapsulationmode')?.toLowerCase() ?? '';
  const udp = port(value(object, 'localudpencapsulationport')) !== null;
  const upper = protocol === '0' ? null : protocol;
  return {
    kind: 'child-sa',
    from: 'daemon',
    connection: value(object, 'transportlayerfiltername'),
    stateText: inbound ? 'inbound' : 'outbound',
    installed: true,
    protocol: /^(?:ah|1)$/i.test(value(object, 'firsttransformtype') ?? '') ? 'AH' : 'ESP',
    mode:
      mode.includes('tunnel') || mode === '1'
        ? 'tunnel'
        : mode.includes('transport') || mode === '2'
          ? 'transport'
          : null,
    encapsulation: udp ? 'udp' : 'none',
    local,
    remote,
    spiIn: null,
    spiOut: null,
    bytesIn: null,
    packetsIn: null,
    bytesOut: null,
    packetsOut: null,
    ageSeconds: null,
    transform: `${value(object, 'firstintegrityalgorithm') ?? '?'}-${value(object, 'firstcipheralgorithm') ?? '?'}`,
    localTs: selectorsOf(local, upper, port(value(object, 'localport'))?.toString() ?? null) ?? [],
    remoteTs: selectorsOf(remote, upper, port(value(object, 'remoteport'))?.toString() ?? null) ?? [],
    attributes: spi === null ? {} : { spi },
    src: draft.source(object.line, object.last),
  };
}

function proposalsOf(set: PsObject | undefined): readonly PsObject[] {
  return set?.nested.get('proposals') ?? set?.nested.get('proposal') ?? [];
}

function ikeProposals(set: PsObject | undefined): readonly Proposal[] {
  return proposalsOf(set).map((one) => {
    const words = ['cipheralgorithm', 'hashalgorithm', 'groupid'].map((key) => value(one, key) ?? 'none');
    return ikeProposal(words[0] ?? '', words[1] ?? '', words[2] ?? '', words.join('-'));
  });
}

function childProposals(set: PsObject | undefined, pfs: string | null | undefined): readonly Proposal[] {
  return proposalsOf(set).map((one) => {
    const how = (value(one, 'encapsulation') ?? 'ESP').toLowerCase();
    const both = how === '3' || how.includes('ah/esp') || how.includes('ah, esp');
    const ah = how === '1' || how === 'ah';
    const hash = value(one, ah ? 'hashalgorithmah' : 'hashalgorithmesp', 'hashalgorithm') ?? 'none';
    const cipher = value(one, 'cipheralgorithm') ?? 'none';
    const made = espProposal(ah ? 'AH' : 'ESP', hash, cipher, pfs, `${how}:${hash}-${cipher}`);
    return both ? { ...made, unknown: [`${how}:${hash}-${cipher}`] } : made;
  });
}

function isRule(object: PsObject): boolean {
  return object.values.has('inboundsecurity') && object.values.has('outboundsecurity');
}

function nameOf(object: PsObject): string {
  return value(object, 'instanceid', 'ipsecrulename', 'name') ?? '';
}

/** `Never` in, `Never` out: the traffic is exempt. */
function exempt(object: PsObject): boolean {
  return ['inboundsecurity', 'outboundsecurity'].every((key) => /^(?:none|never|0)$/i.test(value(object, key) ?? ''));
}

function rule(object: PsObject, named: ReadonlyMap<string, readonly PsObject[]>, draft: Draft): boolean {
  const byName = (reference: string | null): PsObject | undefined =>
    named.get(reference ?? '')?.find((other) => !isRule(other));
  // The filter of addresses of a rule has the rule's own name.
  const addresses = named.get(nameOf(object))?.find((other) => other !== object && other.values.has('remoteaddress'));
  const quick = byName(value(object, 'quickmodecryptoset'));
  const main = byName(value(object, 'mainmodecryptoset'));
  const group = value(quick ?? object, 'pfsgroupid', 'perfectforwardsecrecygroup');
  const pfs = group === null || /same|65535/i.test(group) ? undefined : dhGroup(group);
  const auth = proposalsOf(byName(value(object, 'phase1authset')));
  const mode = value(object, 'mode')?.toLowerCase() ?? '';
  const enabled = !/^(?:false|2|disabled)$/i.test(value(object, 'enabled') ?? 'true');
  const remote = value(addresses ?? object, 'remoteaddress');
  const tunnel = mode.includes('tunnel') || mode === '2';
  const text: RuleText = {
    name: value(object, 'displayname') ?? nameOf(object),
    enabled,
    mode: tunnel ? 'tunnel' : mode === '' ? null : 'transport',
    versions: versionsOf(value(object, 'keymodule')),
    localEndpoint: value(addresses ?? object, 'localaddress'),
    remoteEndpoint: remote,
    localTunnel: tunnel ? value(object, 'localtunnelendpoint') : null,
    remoteTunnel: tunnel ? value(object, 'remotetunnelendpoint') : null,
    protocol: value(addresses ?? object, 'protocol'),
    localPort: null,
    remotePort: null,
    action: `in ${value(object, 'inboundsecurity') ?? '?'}, out ${value(object, 'outboundsecurity') ?? '?'}`,
    first: auth.map((one) => value(one, 'authenticationmethod') ?? ''),
    second: [],
    authority: auth.map((one) => value(one, 'trustedca')).find((name) => name !== null) ?? null,
    proposals: ikeProposals(main),
    childProposals: childProposals(quick, pfs),
    pfs: pfs === undefined ? null : pfs === null ? 'no' : 'yes',
    settings: {},
  };
  const src = draft.source(object.line, object.last);
  const key = auth.map((one) => one.values.get('presharedkey') ?? '').find((one) => one !== '') ?? '';
  // Without the object that has its addresses, a rule would stand here for all traffic.
  const faults = addresses === undefined && remote === null ? ['its addresses are not told'] : [];
  const rule = securityRuleOf(
    text,
    {
      store: storeOf(object),
      // An id keeps its braces.
      id: maskLine(object.values.get('instanceid') ?? object.values.get('ipsecrulename') ?? nameOf(object)),
      key: key === '' || isRedacted(key) ? null : digestOfText(key),
      pfsFromMainMode: /same|65535/i.test(group ?? ''),
      profiles: profilesOf(value(object, 'profile')),
      faults,
    },
    src,
  );
  draft.add(faults.length > 0 ? { ...rule, filters: [] } : rule);
  if (exempt(object)) {
    if (enabled && remote !== null)
      for (const word of remote.split(',')) draft.add(hostFact(draft, 'ipsec-exempt', word.trim(), object.line));
    return enabled;
  }
  draft.add(connectionOf(text, src));
  return enabled;
}

function profilesOf(text: string | null): readonly string[] {
  return /^(?:any|all|0|)$/i.test(text ?? '') ? [] : (text ?? '').split(',').map((word) => word.trim());
}

/** `Get-NetIPsecRule -PolicyStore …` tells where a rule comes from. */
function storeOf(object: PsObject): PolicyStoreName {
  const words = `${value(object, 'policystoresourcetype') ?? ''} ${value(object, 'policystoresource') ?? ''}`;
  return /group ?policy|gpo/i.test(words) ? 'domain' : /dynamic/i.test(words) ? 'dynamic' : 'local';
}

/** Pre-shared keys of authentication sets, wherever they stand. */
function secrets(objects: readonly PsObject[], draft: Draft, depth = 0): void {
  for (const object of objects) {
    const key = object.values.get('presharedkey') ?? '';
    if (key !== '') {
      if (draft.quotable.get(object.line)?.includes(key) === true) draft.quotable.set(object.line, 'PreSharedKey: ***');
      draft.add({
        kind: 'secret',
        type: 'psk',
        ids: [],
        digest: digestOfText(key),
        ...(isRedacted(key) || !/^[\x20-\x7e]+$/.test(key) ? { redacted: true as const } : {}),
        src: draft.source(object.line),
      });
    }
    if (depth < 8) for (const inner of object.nested.values()) secrets(inner, draft, depth + 1);
  }
}

function parse(_: readonly Line[], draft: Draft, lines: readonly Line[]): void {
  const objects = objectsOf(lines, draft);
  secrets(objects, draft);
  const named = new Map<string, PsObject[]>();
  for (const object of objects) {
    const list = named.get(nameOf(object)) ?? [];
    if (list.length < 8) named.set(nameOf(object), [...list, object]);
  }
  named.delete('');
  let rules = 0;
  let enabled = 0;
  for (const object of objects) {
    // A selection of members may leave the cookies out.
    if (object.values.has('initiatorcookie') || (object.values.has('maxqmsas') && object.values.has('remoteendpoint')))
      draft.add(mainMode(object, draft));
    else if (object.values.has('qmsaid') || object.values.has('firsttransformtype'))
      draft.add(quickMode(object, draft));
    else if (isRule(object)) {
      rules++;
      if (rule(object, named, draft)) enabled++;
    } else if (object.values.has('systemname')) draft.hostName ??= value(object, 'systemname');
  }
  const first = lines[0]?.number ?? 1;
  if (rules > 0)
    draft.add({ kind: 'listing', of: 'connections', entries: enabled, loaded: true, src: draft.source(first) });
}

const telling =
  /\b(?:MaxQMSAs|RemoteEndpoint|InitiatorCookie|ResponderCookie|QmSaId|FirstTransformType|TransportLayerFilterName|Phase1AuthSet|QuickModeCryptoSet|InboundSecurity|PreSharedKey|MSFT_NetIKE\w+|MSFT_Net(?:MainMode|QuickMode)SA)\b/;

/** Reader of the NetSecurity cmdlets of IPsec. */
export const netIpsec = windowsFormat(
  'windows-netipsec',
  documented('MSFT_NetMainModeSA, MSFT_NetQuickModeSA, MSFT_NetConSecRule, MSFT_NetIKE* (MicrosoftDocs/win32)'),
  (head) => {
    const kind = notation(head);
    if (kind === null) return 0;
    const words = new Set(head.flatMap((line) => telling.exec(line.slice(0, 8000))?.[0] ?? []));
    const wide = kind === 'csv' && head.some((line) => telling.test(line.slice(0, 8000)));
    return words.size >= 2 || wide ? 95 : words.size === 1 ? 60 : 0;
  },
  parse,
);
