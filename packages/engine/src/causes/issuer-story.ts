import type { CaseView, Fact } from './api.ts';
import { argText } from './by-statement.ts';
import { peerOf } from './ends.ts';
import { sameName } from './certificate-files.ts';

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
  const held = byCertificates(view, missing.host, issuer);
  if (held !== null) return held;
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

/** The same by the certificates of both ends, where the peer has the one that is missing. */
function byCertificates(view: CaseView, host: string, issuer: string): IssuerStory | null {
  const own = view
    .dump(peerOf(view, host), 'certificate')
    .filter((one) => one.ca === true && sameName(one.subject, issuer));
  const [found] = own;
  if (found === undefined) return null;
  // A root that this end lacks: nothing that the peer could send beside it would help.
  if (own.every((one) => sameName(one.subject, one.issuer)))
    return { story: 'peer-root', founded: 'settled', evidence: [] };
  const above = view
    .dump(host, 'certificate')
    .filter(
      (one) =>
        one.ca === true &&
        sameName(one.subject, found.issuer) &&
        (one.subjectKeyId === null || found.authorityKeyId === null || one.subjectKeyId === found.authorityKeyId),
    );
  if (above.length === 0) return null;
  // A file may lie there and not be loaded.
  return {
    story: 'missing-link',
    founded: above.some((one) => one.from === 'daemon') ? 'settled' : 'hinted',
    evidence: [],
  };
}
