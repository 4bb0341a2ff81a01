/** Binary parts of legacy Windows IPsec policy objects (MS-GPIPSEC 2.2.1). */
export type { BlobFault, BlobField } from './blob.ts';
export { type FilterBlob, readFilterBlob } from './filter.ts';
export { negotiationActions, negotiationKinds } from './guids.ts';
export { type IsakmpBlob, readIsakmpBlob } from './isakmp.ts';
export { type NegotiationBlob, readNegotiationBlob } from './negotiation.ts';
export { type NfaBlob, readNfaBlob } from './nfa.ts';
export { type Blob, type PolicyBlob, readPolicyBlob } from './policy.ts';
