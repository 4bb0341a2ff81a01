import type { CaseView } from '../causes/api.ts';
import type { Source } from '../observations/index.ts';
import type { Account } from './account.ts';
import { negotiationsWith } from './account-index.ts';

/** Negotiations of everybody with this responder: stuck after the first exchange, and gone on. */
export function crowdOf(account: Account, responder: string): CaseView['crowd'] {
  let known = crowds.get(account);
  if (known === undefined) {
    known = new Map();
    crowds.set(account, known);
  }
  let crowd = known.get(responder);
  if (crowd === undefined) {
    crowd = countCrowd(account, responder);
    known.set(responder, crowd);
  }
  return crowd;
}

const crowds = new WeakMap<Account, Map<string, CaseView['crowd']>>();

const ordinaries = new WeakMap<Account, ReadonlyMap<string, number>>();

/** By responder: IKE SAs of which captures say no more than that they went well. */
function ordinaryOf(account: Account): ReadonlyMap<string, number> {
  const known = ordinaries.get(account);
  if (known !== undefined) return known;
  const counts = new Map<string, number>();
  const told = new Set(account.negotiations.map(({ initiatorSpi }) => initiatorSpi));
  for (const [spi, { responder }] of account.ordinary) {
    if (told.has(spi)) continue;
    const label = account.ownerOf(responder) ?? responder;
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  ordinaries.set(account, counts);
  return counts;
}

/** Records at the end that asked: how often somebody waited says nothing of how many crowd the other end. */
function waitedOnly({ rows, attempts }: Account['negotiations'][number]): boolean {
  return rows.length === 0 && attempts.every(({ atEnd, ownRole }) => atEnd === true && ownRole === 'initiator');
}

/** Lines of which nothing is known but the addresses: whether somebody asked there is not told. */
function scrap({ rows, outcome }: Account['negotiations'][number]): boolean {
  return rows.length === 0 && outcome === 'incomplete';
}

function countCrowd(account: Account, responder: string): CaseView['crowd'] {
  let halfOpen = 0;
  let answered = 0;
  const addresses = new Set<string>();
  const sources: Source[] = [];
  for (const negotiation of negotiationsWith(account, responder)) {
    if (negotiation.responder !== responder || waitedOnly(negotiation) || scrap(negotiation)) continue;
    const beyond = negotiation.rows.some(
      (row) =>
        row.sender === 'initiator' &&
        row.exchange !== 'IKE_SA_INIT' &&
        row.exchange !== 'Main Mode' &&
        row.exchange !== 'Aggressive Mode',
    );
    const turns = negotiation.rows.filter((row) => row.sender === 'initiator' && row.exchange !== 'IKE_SA_INIT').length;
    if (beyond || turns > 1 || negotiation.outcome === 'established') answered++;
    else {
      halfOpen++;
      if (negotiation.initiatorEndpoint !== null) addresses.add(negotiation.initiatorEndpoint.address);
      const source = negotiation.rows[0]?.sightings[0]?.sources[0];
      if (source !== undefined && sources.length < 3) sources.push(source);
    }
  }
  answered += ordinaryOf(account).get(responder) ?? 0;
  return halfOpen + answered === 0 ? null : { halfOpen, answered, addresses: addresses.size, sources };
}
