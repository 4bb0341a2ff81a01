/** IKE messages: decoding, NAT detection, short forms. `build.ts` is apart: it makes messages for tests and fixtures. */
export { abbreviatePayload } from './abbreviations.ts';
export { decodeIke, decodePayloads, headerLength, ikeProtocol, type InnerContext, looksLikeIke } from './decode.ts';
export { limits } from './context.ts';
export { protocolPorts } from './identities.ts';
export * from './message.ts';
export {
  natDetectionHash,
  type NatDetectionInput,
  natDetectionMatches,
  type NatSighting,
  natSighting,
} from './nat-detection.ts';
