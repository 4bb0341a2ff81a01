/** What could be changed at one end so that two connections fit: per kind of difference the settings to write, and the connection as it would then be. */
import type { ConnectionConfig } from '../observations/configuration.ts';
import type { Difference } from './differences.ts';
import { identity, method, secretName } from './fix-auth.ts';
import { childMoves, childrenOf } from './fix-child.ts';
import { fileDialect, nearest, strict } from './fix-proposal.ts';
import { type Ends, has, isSwanctl, type Move, none, one } from './fix-types.ts';

/** Moves of an end for a difference; none where it cannot be said in a line or two of its own file. */
export function movesFor(difference: Difference, ends: Ends): readonly Move[] {
  switch (difference.kind) {
    case 'version':
      return version(ends);
    case 'exchange':
      return exchange(ends);
    case 'ike-proposal':
      return ikeProposal(ends);
    case 'child-proposal':
    case 'pfs':
    case 'selectors':
    case 'mode': {
      const children = childrenOf(difference.details, ends);
      if (children === null) return none;
      return childMoves[difference.kind](children.own, children.peer, ends);
    }
    case 'identity':
      return identity(difference, ends);
    case 'auth-method':
      return method(ends);
    case 'secret-missing':
      return secretName(difference, ends);
    default:
      return none;
  }
}

function version({ own, peer, allowsV1 }: Ends): readonly Move[] {
  const wanted = peer.versions.includes(2) ? 2 : 1;
  const libreswan = own.settings['dialect'] === 'libreswan';
  if (wanted === 1 && libreswan && !allowsV1) return none;
  const changed: ConnectionConfig = { ...own, versions: [wanted] };
  const weakens = wanted === 1;
  if (isSwanctl(own)) return one([{ section: '', key: 'version', value: String(wanted) }], changed, weakens);
  if (has(own, 'ikev2'))
    return one([{ section: '', key: 'ikev2', value: wanted === 2 ? 'insist' : 'no' }], changed, weakens);
  if (has(own, 'keyexchange') || !libreswan)
    return one([{ section: '', key: 'keyexchange', value: `ikev${wanted}` }], changed, weakens);
  // Releases of Libreswan differ in the name of the switch.
  return none;
}

function exchange({ own, peer }: Ends): readonly Move[] {
  const aggressive = peer.aggressive === true;
  const key = has(own, 'aggrmode') && !isSwanctl(own) ? 'aggrmode' : 'aggressive';
  return one([{ section: '', key, value: aggressive ? 'yes' : 'no' }], { ...own, aggressive }, aggressive);
}

function ikeProposal({ own, peer }: Ends): readonly Move[] {
  const key = isSwanctl(own) ? 'proposals' : 'ike';
  if (!has(own, key)) return none;
  const made = nearest(own.proposals, peer.proposals, true, fileDialect(own));
  if (made === null) return none;
  return one(
    [{ section: '', key, value: strict(made.text, own, key) }],
    { ...own, proposals: made.list },
    made.weakens,
  );
}
