/** Legacy IPsec policy objects out of registry values, or out of attributes of a directory: both name them alike (ADP-04 to ADP-08). */
import {
  clip,
  type PolicyAssignment,
  type PolicyObject,
  type PolicyStoreName,
  type Source,
} from '../../observations/index.ts';
import {
  type Blob,
  negotiationActions,
  negotiationKinds,
  readFilterBlob,
  readIsakmpBlob,
  readNegotiationBlob,
  readNfaBlob,
  readPolicyBlob,
} from '../../protocol/ipsec-data/index.ts';
import { maskLine } from '../shared/mask.ts';

/** Attributes of an object as its store gives them; names of attributes in small letters. */
export interface ObjectAttributes {
  readonly store: PolicyStoreName;
  /** `ipsecNFA{guid}` as written. */
  readonly object: string;
  readonly texts: ReadonlyMap<string, readonly string[]>;
  readonly data: Uint8Array | null;
  readonly changed: number | null;
  readonly permissions: string | null;
  readonly src: Source;
}

const objectName = /^ipsec(?:Policy|ISAKMPPolicy|NFA|NegotiationPolicy|Filter)\{[0-9a-f-]{36}\}$/i;

/** Whether a name is that of a policy object. */
export function isObjectName(name: string): boolean {
  return name.length < 80 && objectName.test(name);
}

/**
 * Name of the object a reference leads to, in small letters: the last part of a registry path, or the first CN of a DN. `?` for a text that
 * names no policy object: what else stands there is not to be shown.
 */
export function referredObject(reference: string): string {
  const dn = /^(?:LDAP:\/\/)?CN=(ipsec[A-Za-z]{1,30}\{[^}]{1,60}\})/i.exec(reference.slice(0, 200));
  const name = dn?.[1] ?? reference.slice(reference.lastIndexOf('\\') + 1);
  return isObjectName(name) ? name.toLowerCase() : '?';
}

const references = [
  'ipsecisakmpreference',
  'ipsecnfareference',
  'ipsecnegotiationpolicyreference',
  'ipsecfilterreference',
];
const empty = new Uint8Array(0);

/** A text somebody wrote, as it may be shown: people note secrets in descriptions. */
function shown(text: string | null, lines = ' '): string | null {
  return text === null ? null : clip(text.split('\n').map(maskLine).join(lines), 300);
}

/** The object that attributes describe; null where they are of no known class. What its binary part holds wrongly is in `faults`. */
export function policyObjectOf(attributes: ObjectAttributes): PolicyObject | null {
  const { texts, data } = attributes;
  const first = (name: string): string | null => texts.get(name)?.[0] ?? null;
  const faults: string[] = [];
  const bytes = data ?? empty;
  if (data === null) faults.push('no ipsecData');
  const told = <T extends Blob>(blob: T): T => {
    if (data !== null) for (const { offset, reason } of blob.faults) faults.push(`byte ${offset}: ${reason}`);
    return blob;
  };
  const common = {
    kind: 'policy-object' as const,
    store: attributes.store,
    object: attributes.object.toLowerCase(),
    // A name has one line: what divides lines is damage there, and stays to be told of.
    title: shown(first('ipsecname'), '\n'),
    description: shown(first('description')),
    changed: attributes.changed,
    owners: (texts.get('ipsecownersreference') ?? []).map(referredObject),
    uses: references.flatMap((name) => (texts.get(name) ?? []).map(referredObject)),
    permissions: attributes.permissions,
    faults,
    src: attributes.src,
  };
  const name = common.object.slice(0, common.object.indexOf('{'));
  switch (name) {
    case 'ipsecpolicy':
      return {
        ...common,
        class: 'policy',
        pollingSeconds: data === null ? null : told(readPolicyBlob(bytes)).pollingSeconds,
      };
    case 'ipsecisakmppolicy': {
      const { masterPfs, offers, lifetimeSeconds, quickModeLimit } = told(readIsakmpBlob(bytes));
      return { ...common, class: 'isakmp', masterPfs, offers, lifetimeSeconds, quickModeLimit };
    }
    case 'ipsecnfa': {
      const { authentication, interfaces, tunnelEndpoint, active } = told(readNfaBlob(bytes));
      return { ...common, class: 'rule', authentication, interfaces, tunnelEndpoint, active };
    }
    case 'ipsecnegotiationpolicy': {
      const action = negotiationActions.get((first('ipsecnegotiationpolicyaction') ?? '').toUpperCase());
      const kind = negotiationKinds.get((first('ipsecnegotiationpolicytype') ?? '').toUpperCase());
      if (action === undefined) faults.push('an action that is not known');
      const { offers } = told(readNegotiationBlob(bytes));
      return {
        ...common,
        class: 'action',
        action: action === 'inbound-pass-through' ? 'negotiate' : (action ?? 'unknown'),
        inboundPassThrough: action === 'inbound-pass-through',
        defaultResponse: kind === 'default-response',
        offers,
      };
    }
    case 'ipsecfilter':
      return {
        ...common,
        class: 'filters',
        filters: told(readFilterBlob(bytes)).filters.map((one) => ({
          ...one,
          description: shown(one.description) ?? '',
        })),
      };
    default:
      return null;
  }
}

/** The assignment a store tells of. */
export function assignmentOf(
  store: PolicyStoreName,
  reference: string,
  title: string | null,
  src: Source,
): PolicyAssignment {
  return { kind: 'policy-assignment', store, object: referredObject(reference), title: shown(title), src };
}
