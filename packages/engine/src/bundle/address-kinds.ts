/** Ranges of addresses that mean something by themselves: a pseudonym stays in the range its address was in. */

export interface AddressKind {
  readonly prefix: readonly number[];
  /** Bits of the prefix. */
  readonly length: number;
  /** `whole`: addresses stay as they are, for they name nobody; `kind`: what follows the prefix is a pseudonym. */
  readonly keep: 'whole' | 'kind';
  readonly what: string;
  readonly source: string;
}

export const ipv4Kinds: readonly AddressKind[] = [
  { prefix: [0], length: 8, keep: 'whole', what: 'this network', source: 'RFC 1122 section 3.2.1.3' },
  { prefix: [10], length: 8, keep: 'kind', what: 'private', source: 'RFC 1918' },
  { prefix: [100, 64], length: 10, keep: 'kind', what: 'shared address space', source: 'RFC 6598' },
  { prefix: [127], length: 8, keep: 'whole', what: 'loopback', source: 'RFC 1122 section 3.2.1.3' },
  { prefix: [169, 254], length: 16, keep: 'kind', what: 'link-local (APIPA)', source: 'RFC 3927' },
  { prefix: [172, 16], length: 12, keep: 'kind', what: 'private', source: 'RFC 1918' },
  { prefix: [192, 168], length: 16, keep: 'kind', what: 'private', source: 'RFC 1918' },
  { prefix: [198, 18], length: 15, keep: 'kind', what: 'benchmarking', source: 'RFC 2544' },
  { prefix: [224], length: 4, keep: 'whole', what: 'multicast', source: 'RFC 5771' },
  { prefix: [240], length: 4, keep: 'whole', what: 'reserved and broadcast', source: 'RFC 1112, RFC 919' },
];

export const ipv6Kinds: readonly AddressKind[] = [
  { prefix: [0], length: 8, keep: 'whole', what: 'unspecified, loopback', source: 'RFC 4291 section 2.5' },
  { prefix: [0x20], length: 3, keep: 'kind', what: 'global unicast', source: 'RFC 4291 section 2.4' },
  { prefix: [0xfc], length: 8, keep: 'kind', what: 'unique local', source: 'RFC 4193' },
  { prefix: [0xfd], length: 8, keep: 'kind', what: 'unique local', source: 'RFC 4193' },
  { prefix: [0xfe, 0x80], length: 64, keep: 'kind', what: 'link-local', source: 'RFC 4291 section 2.5.6' },
  { prefix: [0xff], length: 8, keep: 'whole', what: 'multicast', source: 'RFC 4291 section 2.7' },
];
