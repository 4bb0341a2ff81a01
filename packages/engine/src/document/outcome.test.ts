import { describe, expect, it } from 'vitest';
import type { Account } from '../correlation/account.ts';
import type { PairDraft } from '../correlation/incidents.ts';
import { overall } from './outcome.ts';
import type { Artifact, Verdict } from './types.ts';

/** Pairs `a b` with their verdicts, and the hosts that gave evidence. */
function verdictOf(pairs: Readonly<Record<string, Verdict>>, given: readonly string[]): Verdict {
  const drafts = Object.keys(pairs).map((names): PairDraft => {
    const [one = '', two = ''] = names.split(' ');
    return { id: names, hosts: [one, two], incidents: [] };
  });
  const account = {
    hostOf: new Map(given.map((host, i) => [`a${i}`, host])),
    negotiations: [{}],
    artifacts: [],
  } as unknown as Account;
  return overall({ pairs: drafts, pairVerdicts: new Map(Object.entries(pairs)) }, account, false, []);
}

describe('the verdict on several pairs', () => {
  it('is not healthy while between two ends that gave evidence it cannot be told', () => {
    expect(verdictOf({ 'a b': 'healthy', 'b c': 'inconclusive' }, ['a', 'b', 'c'])).toBe('inconclusive');
  });

  it('is healthy beside what strangers try', () => {
    expect(verdictOf({ 'a b': 'healthy', 'b 198.51.100.7': 'inconclusive' }, ['a', 'b'])).toBe('healthy');
  });

  it('is not that there is no IPsec where nothing could be looked at', () => {
    const nobody = { hostOf: new Map(), negotiations: [], artifacts: [] } as unknown as Account;
    const artifact = (format: string, status: Artifact['status']): Artifact =>
      ({ format, status, sha256: '00' }) as unknown as Artifact;
    const of = (...artifacts: Artifact[]): Verdict =>
      overall({ pairs: [], pairVerdicts: new Map() }, nobody, false, artifacts);
    expect(of(artifact('zip', 'read'))).toBe('inconclusive');
    expect(of(artifact('pcap', 'corrupt'))).toBe('inconclusive');
    expect(of(artifact('zip', 'read'), artifact('unknown', 'unsupported'))).toBe('no-ipsec');
  });

  it('is failing where one pair fails', () => {
    expect(verdictOf({ 'a b': 'healthy', 'b c': 'failing' }, ['a', 'b', 'c'])).toBe('failing');
  });
});
