import type { Source } from '../observations/index.ts';
import type { Account } from './account.ts';
import { isoTime } from './wire-attempts.ts';

/** A host's talk with a service a negotiation leans on, as one capture shows it. */
export interface ServiceView {
  readonly service: 'dns' | 'radius' | 'kerberos';
  readonly host: string;
  /** Name, user or principal asked about; empty when not told. */
  readonly about: string;
  readonly asked: number;
  readonly answer: string | null;
  readonly good: boolean;
  readonly addresses: readonly string[];
  readonly ns: bigint;
  readonly source: Source;
}

const most = 200;

/** What the two hosts of a case asked of services. */
export function servicesOfHosts(account: Account, pair: ReadonlySet<string>): ServiceView[] {
  const found: ServiceView[] = [];
  for (const artifact of account.artifacts) {
    for (const talk of artifact.wire?.services ?? []) {
      const host = account.ownerOf(talk.client);
      if (host === null || !pair.has(host) || found.length >= most) continue;
      const said = talk.answer ?? 'no answer';
      found.push({
        service: talk.service,
        host,
        about: talk.about,
        asked: talk.asked,
        answer: talk.answer,
        good: talk.good,
        addresses: talk.addresses,
        ns: talk.ns,
        source: {
          artifact: artifact.id,
          at: [{ packet: talk.answerPacket ?? talk.packet }],
          quote: `${talk.client} asked ${talk.server} (${talk.service})${talk.about === '' ? '' : ` about ${talk.about}`}: ${said}`,
          time: isoTime(talk.ns),
        },
      });
    }
  }
  return found;
}
