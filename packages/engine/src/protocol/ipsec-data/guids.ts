/** GUIDs that stand in IPsec policy objects (MS-GPIPSEC 2.2.1; the filter list's second part and NFA extensions: 2.2.1.5.1, 2.2.1.3.1). */
export const blobHeaders = {
  policy: '{22202163-4F4C-11D1-863B-00A0248D3021}',
  isakmp: '{80DC20B8-2EC8-11D1-A89E-00A0248D3021}',
  nfa: '{11BBAC00-498D-11D1-8639-00A0248D3021}',
  negotiation: '{80DC20B9-2EC8-11D1-A89E-00A0248D3021}',
  filter: '{80DC20B5-2EC8-11D1-A89E-00A0248D3021}',
  secondFilters: '{35FECD3D-AE29-4373-8A6A-C5D8FAB2FB08}',
  alternateAuthentication: '{01010101-0101-0101-0101-010101010101}',
  authenticationFlags: '{01010101-0101-0101-0101-010101010102}',
  tunnelEndpoint6: '{01010101-0101-0101-0101-010101010103}',
} as const;

/** `ipsecNegotiationPolicyAction` (MS-GPIPSEC 2.2.1.4.1). */
export const negotiationActions: ReadonlyMap<string, 'block' | 'permit' | 'negotiate' | 'inbound-pass-through'> =
  new Map([
    ['{3F91A819-7647-11D1-864D-D46A00000000}', 'block'],
    ['{8A171DD2-77E3-11D1-8659-A04F00000000}', 'permit'],
    ['{8A171DD3-77E3-11D1-8659-A04F00000000}', 'negotiate'],
    ['{3F91A81A-7647-11D1-864D-D46A00000000}', 'inbound-pass-through'],
  ]);

/** `ipsecNegotiationPolicyType` (MS-GPIPSEC 2.2.1.4.1; the first is printed there with a stray hyphen). */
export const negotiationKinds: ReadonlyMap<string, 'standard' | 'default-response'> = new Map([
  ['{62F49E10-6C37-11D1-864C-14A300000000}', 'standard'],
  ['{62F49E13-6C37-11D1-864C-14A300000000}', 'default-response'],
]);
