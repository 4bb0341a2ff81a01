import type { CaseView, Fact } from './api.ts';
import { argText, peerOf } from './by-statement.ts';

/**
 * Why the issuer of a certificate is not at hand: it is a root the peer trusts and this end does not (`peer-root`), or both ends
 * trust the same roots and a link between is missing (`missing-link`). `weight` tells how well that is founded: `settled` when
 * the peer's own log shows its authorities, `hinted` when only its certificate requests are known.
 */
export interface IssuerStory {
  readonly story: 'peer-root' | 'missing-link' | 'unknown';
  readonly founded: 'settled' | 'hinted' | 'not';
  readonly evidence: readonly Fact[];
}

function sameName(a: string, b: string): boolean {
  const normal = (text: string): string =>
    text
      .toLowerCase()
      .split(/\s*,\s*/)
      .sort()
      .join(',');
  return a !== '' && normal(a) === normal(b);
}

/** Reads the certificate requests and loaded authorities of both ends against the issuer that was not found. */
export function issuerStory(view: CaseView, missing: Fact): IssuerStory {
  const issuer = argText(missing, 'issuer');
  const peer = peerOf(view, missing.host);
  const loaded = view.hostFacts(peer, 'config.certificate-loaded');
  const requests = view.facts('auth.certificate-requested').filter((fact) => fact.host === missing.host);
  const own = loaded.find((fact) => sameName(argText(fact, 'subject'), issuer));
  if (own !== undefined) return { story: 'peer-root', founded: 'settled', evidence: [own] };
  const named = requests.find((fact) => sameName(argText(fact, 'subject'), issuer));
  if (named !== undefined) return { story: 'peer-root', founded: 'settled', evidence: [named] };
  const foreign = requests.find((fact) => fact.args['known'] === false);
  if (foreign !== undefined) return { story: 'peer-root', founded: 'hinted', evidence: [foreign] };
  const shared = requests.find((fact) => fact.args['known'] === true);
  if (shared !== undefined)
    return {
      story: 'missing-link',
      founded: loaded.length > 0 && issuer !== '' ? 'settled' : 'hinted',
      evidence: [shared],
    };
  return { story: 'unknown', founded: 'not', evidence: [] };
}
