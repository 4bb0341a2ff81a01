import { describe, expect, it } from 'vitest';
import { keepingParts, headings, withPart } from './parts.ts';
import { isForetold, isRight, leftOpen, type Open, type Prediction, predictionLines } from './predict.ts';
import { predictionPart } from './prediction-part.ts';

const one = (more: Partial<Prediction> = {}): Prediction => ({
  alsoRight: [],
  elsewhere: [],
  whole: true,
  scenario: 'policy-selector-mismatch',
  seed: 1,
  truth: ['policy.selector-mismatch'],
  predicted: ['policy.selector-mismatch'],
  open: [],
  ...more,
});

describe('the part on predictions', () => {
  it('counts what is predicted, missed, and said wrongly', () => {
    expect(isRight(one())).toBe(true);
    expect(isRight(one({ predicted: [] }))).toBe(false);
    expect(isRight(one({ predicted: ['policy.selector-mismatch', 'proposal.ike-mismatch'] }))).toBe(false);
    expect(isRight(one({ truth: ['path.esp-blocked'], predicted: [] }))).toBe(true);
    expect(isRight(one({ truth: [], predicted: ['auth.psk-mismatch'] }))).toBe(false);
    // Another name of the truth is right, and a rule on the path is in no file of the hosts.
    const chain = { truth: ['auth.certificate-chain-incomplete'], predicted: ['auth.certificate-untrusted'] };
    expect(isRight(one(chain))).toBe(false);
    expect(isRight(one({ ...chain, alsoRight: ['auth.certificate-untrusted'] }))).toBe(true);
    const blocked = one({ truth: ['path.ike-blocked'], predicted: [] });
    expect(isRight(blocked)).toBe(false);
    expect(isRight({ ...blocked, elsewhere: ['path.ike-blocked'] })).toBe(true);
  });

  it('takes the place of the one before and leaves the rest of the page alone', () => {
    const page = '# Accuracy\n\n## Scenarios\n\nrows\n\n## Real cases\n\nmore\n';
    const once = withPart(page, predictionPart([one()]));
    expect(once).toContain(page.trimEnd());
    expect(once).toContain('| faults that the files tell, predicted | 1 of 1 |');
    const twice = withPart(once, predictionPart([one({ predicted: [] })]));
    expect(twice).toContain('| faults that the files tell, predicted | 0 of 1 |');
    expect(twice.match(/^## /gm)).toHaveLength(3);
    expect(twice).toContain('## Real cases\n\nmore\n');
  });

  it('stands between real cases and stories, and outlives a page that is written anew', () => {
    const real = `## ${headings.real}\n\ncases\n`;
    const stories = `## ${headings.stories}\n\nstories\n`;
    const page = withPart(`# Accuracy\n\n${real}\n${stories}`, predictionPart([one()]));
    const order = [headings.real, headings.predictions, headings.stories].map((heading) => page.indexOf(heading));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    // Each writer keeps what the others wrote, also where it writes a part that would stand in front of those.
    const fresh = withPart('# Accuracy, new\n\n## Scenarios\n\nrows\n', predictionPart([one({ predicted: [] })]));
    const kept = keepingParts(fresh, page, Object.values(headings));
    expect(kept.match(/^## .*/gm)).toEqual([
      '## Scenarios',
      `## ${headings.real}`,
      `## ${headings.predictions}`,
      `## ${headings.stories}`,
    ]);
    expect(kept).toContain('| faults that the files tell, predicted | 0 of 1 |');
  });

  it('counts a fault as left open only where the comparison leaves that very thing open, and prints what would settle it', () => {
    const key: Open = { kind: 'secret', why: 'secret-not-known', needs: 'ipsec-secrets', host: 'a' };
    const psk = one({ truth: ['auth.psk-mismatch'], predicted: [], open: [key] });
    expect(isRight(psk)).toBe(true);
    expect(isForetold(psk)).toBe(false);
    expect(leftOpen(psk)).toEqual([key]);
    expect(predictionLines([psk])).toContain(
      'open   policy-selector-mismatch 1: auth.psk-mismatch, secret at a: secret-not-known; needed: ipsec-secrets',
    );
    expect(predictionPart([psk]).join('\n')).toContain('ipsec.secrets, which is not among the recorded files.');
    // Something else that is open excuses nothing, nor does anything excuse a mismatch that is not there.
    expect(isRight(one({ predicted: [], open: [key] }))).toBe(false);
    expect(isRight({ ...psk, predicted: ['proposal.ike-mismatch'] })).toBe(false);
    // What is predicted is not open.
    expect(leftOpen({ ...psk, predicted: ['auth.psk-mismatch'] })).toEqual([]);
  });
});
