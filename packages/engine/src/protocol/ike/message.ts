/** What the IKE decoder gives: a message, its payloads in order, and every place where the bytes did not hold. */
import type { LengthFault } from '../bytes.ts';
import type { CertificateSummary } from '../x509.ts';

/** An assigned number with its name. */
export interface Named {
  readonly id: number;
  readonly name: string;
}

export type IkeProtocol = 'IKEv1' | 'IKEv2' | 'AuthIP';

/** Header flags, false where the protocol does not know the flag. `raw` is the octet as sent. */
export interface IkeFlags {
  readonly raw: number;
  readonly initiator: boolean;
  readonly response: boolean;
  /** IKEv2: the sender could speak a higher major version. */
  readonly higherVersion: boolean;
  /** IKEv1: what follows the header is encrypted. */
  readonly encrypted: boolean;
  readonly commit: boolean;
  readonly authenticationOnly: boolean;
}

export type DecodeFaultCode =
  /** Bytes that a length field or a fixed layout asks for are not there. */
  | 'truncated'
  /** A length field contradicts the layout (too small, not a multiple, runs past its container). */
  | 'bad-length'
  /** A value the protocol forbids at this place. */
  | 'bad-value'
  /** A count above the limits of this decoder; the rest was not read. */
  | 'limit'
  /** Bytes after the end the header claims. */
  | 'trailing-bytes'
  /** Not an IKE message this decoder knows (major version). */
  | 'unsupported';

/** A place where the message did not hold together. `offset` counts from the start of the message, in bytes. */
export interface DecodeFault {
  readonly code: DecodeFaultCode;
  readonly offset: number;
  readonly message: string;
  readonly length?: LengthFault;
}

/** An attribute of a transform: TV or TLV. `value` is the number where it is one of at most 6 bytes. */
export interface TransformAttribute {
  readonly id: number;
  readonly name: string;
  readonly value: number | null;
  /** The value by name or as text. */
  readonly text: string;
}

/** The attributes of an IKEv1 transform put side by side. Lifetimes in seconds and kilobytes; null when not offered. */
export interface SuiteV1 {
  readonly encryption: Named | null;
  readonly keyLength: number | null;
  readonly hash: Named | null;
  readonly authentication: Named | null;
  readonly group: Named | null;
  readonly encapsulation: Named | null;
  readonly lifeSeconds: number | null;
  readonly lifeKilobytes: number | null;
  readonly extendedSequence: boolean | null;
  /** Windows sends its principal with Kerberos offers. */
  readonly gssIdentity: string | null;
}

/** A transform. IKEv1: `number` and `suite`; IKEv2: `type`. Bits in `keyLength`. */
export interface Transform {
  readonly offset: number;
  readonly length: number;
  readonly number: number | null;
  readonly type: Named | null;
  readonly transform: Named;
  readonly keyLength: number | null;
  readonly attributes: readonly TransformAttribute[];
  readonly suite: SuiteV1 | null;
}

export interface Proposal {
  readonly offset: number;
  readonly length: number;
  readonly number: number;
  readonly protocol: Named;
  /** Lower-case hex; empty for the IKE SA of a first negotiation. */
  readonly spi: string;
  /** Number of transforms the proposal claims to hold. */
  readonly claimedTransforms: number;
  readonly transforms: readonly Transform[];
}

/** A traffic selector. Ports 0-65535 mean any; `opaque` is the 65535-0 form. */
export interface TrafficSelector {
  readonly type: Named;
  readonly protocol: Named;
  readonly startPort: number;
  readonly endPort: number;
  readonly startAddress: string;
  readonly endAddress: string;
  /** Range as prefix where it is one, otherwise `a-b`; a security label as hex. */
  readonly addresses: string;
  /** The whole selector: `10.1.0.0/16[tcp/443]`. */
  readonly text: string;
}

/** A configuration attribute; `text` is readable (address, prefix, name). XAUTH passwords are never kept. */
export interface ConfigurationAttribute {
  readonly id: number;
  readonly name: string;
  readonly length: number;
  readonly text: string;
}

/** What the data of a notify says, where it says something. */
export type NotifyDetail =
  | { readonly is: 'none' }
  | { readonly is: 'bytes'; readonly hex: string }
  | { readonly is: 'group'; readonly group: Named }
  | { readonly is: 'hash'; readonly hash: string }
  | { readonly is: 'cookie'; readonly cookie: string }
  | { readonly is: 'gateway'; readonly type: Named; readonly gateway: string; readonly nonce: string }
  | { readonly is: 'list'; readonly items: readonly Named[] }
  | { readonly is: 'address'; readonly address: string }
  | { readonly is: 'seconds'; readonly seconds: number }
  | { readonly is: 'number'; readonly value: number }
  | { readonly is: 'ticket'; readonly seconds: number | null; readonly ticketLength: number }
  | { readonly is: 'token'; readonly token: string }
  | { readonly is: 'ipcomp'; readonly cpi: string; readonly transform: Named }
  | { readonly is: 'spi'; readonly protocol: Named; readonly spi: string }
  | { readonly is: 'payload-type'; readonly payload: Named }
  | { readonly is: 'version'; readonly major: number }
  | { readonly is: 'win32'; readonly status: number }
  | { readonly is: 'identity'; readonly type: Named; readonly identity: string }
  | { readonly is: 'lifetime'; readonly attributes: readonly TransformAttribute[] }
  | { readonly is: 'text'; readonly text: string };

interface PayloadBase {
  /** The payload type as assigned. */
  readonly type: Named;
  /** First byte of the generic payload header, from the start of the message (or of the bytes decoded). */
  readonly offset: number;
  /** Bytes with the generic header, as far as they are there. */
  readonly length: number;
  readonly critical: boolean;
}

/** Payloads, told apart by `kind`. Byte arrays are views into the bytes that were decoded. */
export type IkePayload = PayloadBase &
  (
    | {
        readonly kind: 'sa';
        readonly doi: Named | null;
        readonly situation: number | null;
        readonly proposals: readonly Proposal[];
      }
    | { readonly kind: 'ke'; readonly group: Named | null; readonly data: Uint8Array }
    | {
        readonly kind: 'id';
        readonly role: 'initiator' | 'responder' | null;
        readonly idType: Named;
        /** IKEv1 only: protocol and port of the identity (0 means any). */
        readonly protocol: Named | null;
        readonly port: number | null;
        readonly text: string;
        readonly data: Uint8Array;
      }
    | {
        readonly kind: 'cert';
        readonly encoding: Named;
        /** Where the certificate data starts in the message, and the data. */
        readonly dataOffset: number;
        readonly data: Uint8Array;
        readonly certificate: CertificateSummary | null;
        readonly url: string | null;
      }
    | {
        readonly kind: 'certreq';
        readonly encoding: Named;
        /** SHA-1 of the CA's public key (IKEv2, 40 hex digits) or the CA's distinguished name (IKEv1). */
        readonly authorities: readonly string[];
      }
    | { readonly kind: 'hash'; readonly data: Uint8Array }
    | { readonly kind: 'sig'; readonly data: Uint8Array }
    | {
        readonly kind: 'auth';
        readonly method: Named;
        /** Signature algorithm of method 14 (RFC 7427), by name. */
        readonly algorithm: string | null;
        readonly data: Uint8Array;
      }
    | { readonly kind: 'nonce'; readonly data: Uint8Array }
    | {
        readonly kind: 'notify';
        readonly protocol: Named;
        readonly spi: string;
        readonly notify: Named;
        readonly error: boolean;
        readonly data: Uint8Array;
        readonly detail: NotifyDetail;
      }
    | { readonly kind: 'delete'; readonly protocol: Named; readonly spiSize: number; readonly spis: readonly string[] }
    | {
        readonly kind: 'vendor';
        /** Name of a known vendor id; null when unknown. */
        readonly name: string | null;
        /** What follows the known part (a version), readable; empty when nothing does. */
        readonly suffix: string;
        readonly data: Uint8Array;
      }
    | { readonly kind: 'ts'; readonly role: 'initiator' | 'responder'; readonly selectors: readonly TrafficSelector[] }
    | {
        readonly kind: 'sk';
        readonly firstPayload: Named;
        readonly ciphertextOffset: number;
        readonly ciphertextLength: number;
      }
    | {
        readonly kind: 'skf';
        readonly firstPayload: Named;
        readonly number: number;
        readonly total: number;
        readonly ciphertextOffset: number;
        readonly ciphertextLength: number;
      }
    | { readonly kind: 'cp'; readonly configuration: Named; readonly attributes: readonly ConfigurationAttribute[] }
    | {
        readonly kind: 'attributes';
        readonly configuration: Named;
        readonly identifier: number;
        readonly attributes: readonly ConfigurationAttribute[];
      }
    | {
        readonly kind: 'eap';
        readonly code: Named;
        readonly identifier: number;
        readonly method: Named | null;
        readonly identity: string | null;
        /** Methods a Nak asks for instead. */
        readonly wanted: readonly Named[];
        /** What the method itself says of a refusal (`E=691` of MS-CHAP, RFC 2759 section 6); null when it says none. */
        readonly refusal: string | null;
      }
    | { readonly kind: 'gspm'; readonly data: Uint8Array }
    | { readonly kind: 'natd'; readonly hash: string }
    | { readonly kind: 'natoa'; readonly idType: Named; readonly address: string }
    | {
        readonly kind: 'fragment';
        readonly id: number;
        readonly number: number;
        readonly last: boolean;
        readonly data: Uint8Array;
      }
    | { readonly kind: 'gss'; readonly data: Uint8Array }
    | { readonly kind: 'gss-id'; readonly text: string }
    | { readonly kind: 'authip-auth'; readonly methods: readonly Named[] }
    | {
        readonly kind: 'authip-crypto';
        readonly sequence: number;
        readonly encrypted: boolean;
        readonly ciphertextLength: number;
      }
    | { readonly kind: 'unknown'; readonly data: Uint8Array }
  );

export type PayloadKind = IkePayload['kind'];

/** The payload of one kind. */
export type PayloadOf<K extends PayloadKind> = Extract<IkePayload, { kind: K }>;

export interface IkeMessage {
  readonly protocol: IkeProtocol;
  readonly version: { readonly major: number; readonly minor: number };
  /** 16 lower-case hex digits; in IKEv1 the initiator cookie. */
  readonly initiatorSpi: string;
  readonly responderSpi: string;
  readonly nextPayload: Named;
  readonly exchangeType: Named;
  readonly flags: IkeFlags;
  readonly messageId: number;
  /** Length the header claims, in bytes. */
  readonly length: number;
  /** Bytes that were there to decode. */
  readonly available: number;
  /** Whether the message carries ciphertext (IKEv1 flag E, SK or SKF payload, AuthIP crypto). */
  readonly encrypted: boolean;
  /** Bytes of ciphertext that were there (IKEv2: with IV and checksum); null for a clear message. */
  readonly ciphertextLength: number | null;
  readonly payloads: readonly IkePayload[];
  readonly faults: readonly DecodeFault[];
}

/** The first payload of a kind. */
export function firstPayload<K extends PayloadKind>(
  payloads: readonly IkePayload[],
  kind: K,
): PayloadOf<K> | undefined {
  return payloads.find((payload): payload is PayloadOf<K> => payload.kind === kind);
}

/** All payloads of a kind, in order. */
export function payloadsOf<K extends PayloadKind>(payloads: readonly IkePayload[], kind: K): PayloadOf<K>[] {
  return payloads.filter((payload): payload is PayloadOf<K> => payload.kind === kind);
}
