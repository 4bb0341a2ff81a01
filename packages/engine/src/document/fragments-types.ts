/** What `fragments` computes: bytes on the way and the pieces they travel in. */

export const fragmentCaveats = [
  'nat-t-no-pmtu',
  'pmtu-registry',
  'df-kept',
  'udp-fragmented',
  'kerberos-no-avoidance',
  'certificate-avoidance',
  'offload',
  'ah-nat',
  'tcp',
] as const;

export type FragmentCaveat = (typeof fragmentCaveats)[number];

/** One packet that has to travel. Sizes in bytes, IP headers included. */
export interface Travelling {
  /** Size as it was before IPsec; of IKE the message without UDP. */
  readonly inner: number;
  /** Size after it, as one IP packet; in TCP the sum of the segments. */
  readonly outer: number;
  /** IP packets in order: fragments, or segments of TCP. */
  readonly pieces: readonly number[];
}

export interface FragmentsDocument {
  readonly schema: 'ipsec-doctor/fragments@1';
  readonly mtu: number;
  readonly family: 4 | 6;
  readonly mode: 'tunnel' | 'transport';
  readonly protocol: 'ESP' | 'AH';
  readonly carrier: 'ip' | 'udp' | 'tcp';
  readonly algorithm: string;
  /** Bytes that IPsec adds, least and most (padding depends on the size). */
  readonly overhead: { readonly least: number; readonly most: number };
  /** Largest inner packet that travels in one piece, and the TCP MSS for it; null: none fits. */
  readonly fits: number | null;
  readonly mss: number | null;
  readonly payload: Travelling | null;
  /** An IKE message: given by its size, or reckoned from a certificate or ticket with these bytes of other payloads. */
  readonly ike:
    | (Travelling & { readonly others: number; readonly carries: 'message' | 'certificate' | 'ticket' })
    | null;
  /** The same with RFC 7383: number of messages and the size of the largest; null: not for IKEv1. */
  readonly ikeFragmented: { readonly count: number; readonly each: number } | null;
  readonly caveats: readonly FragmentCaveat[];
}
