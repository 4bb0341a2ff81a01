/** Proposals out of decoded SA payloads, in the vocabulary of the configurations. */
import type { Proposal } from '../observations/configuration.ts';
import type { Proposal as WireProposal } from '../protocol/ike/message.ts';
import { type ProposalProtocol, proposalOfSuite, proposalOfTransforms } from './proposals.ts';

/**
 * Proposals of an SA payload as decoded. IKEv2 gives one per proposal; IKEv1 one per transform, because each is an offer of its
 * own (RFC 2408 section 4.2). Proposals of other protocols (IPCOMP) are left out.
 */
export function proposalsOfSa(payload: readonly WireProposal[]): readonly Proposal[] {
  return payload.flatMap((proposal) => {
    const protocol = protocolOf(proposal.protocol.name);
    if (protocol === undefined) return [];
    const suites = proposal.transforms.flatMap((transform) => transform.suite ?? []);
    if (suites.length > 0)
      return suites.map((suite) =>
        proposalOfSuite(
          {
            encryption: suite.encryption?.name ?? null,
            keyLength: suite.keyLength,
            hash: suite.hash?.name ?? null,
            group: suite.group?.name ?? null,
            extendedSequence: suite.extendedSequence,
          },
          protocol,
        ),
      );
    return [
      proposalOfTransforms(
        proposal.transforms.flatMap(({ type, transform, keyLength }) =>
          type === null ? [] : [{ type: type.id, name: transform.name, keyLength }],
        ),
        protocol,
      ),
    ];
  });
}

function protocolOf(name: string): ProposalProtocol | undefined {
  if (name === 'IKE' || name === 'PROTO_ISAKMP') return 'IKE';
  if (name === 'ESP' || name === 'PROTO_IPSEC_ESP') return 'ESP';
  return name === 'AH' || name === 'PROTO_IPSEC_AH' ? 'AH' : undefined;
}
