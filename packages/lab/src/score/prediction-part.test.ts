import { describe, expect, it } from 'vitest';
import { listScenarios } from '../scenarios.ts';
import { NOT_PREDICTED } from './not-predicted.ts';
import { keepingParts, headings, withPart } from './parts.ts';
import { isRight, type Prediction } from './predict.ts';
import { predictionPart } from './prediction-part.ts';

const one = (more: Partial<Prediction> = {}): Prediction => ({
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
    expect(isRight(one({ truth: ['path.ike-blocked'], predicted: [] }))).toBe(true);
    expect(isRight(one({ truth: [], predicted: ['auth.psk-mismatch'] }))).toBe(false);
  });

  it('takes the place of the one before and leaves the rest of the page alone', () => {
    const page = '# Accuracy\n\n## Scenarios\n\nrows\n\n## Real cases\n\nmore\n';
    const once = withPart(page, predictionPart([one()]));
    expect(once).toContain(page.trimEnd());
    expect(once).toContain('| faults of configurations predicted | 1 of 1 |');
    const twice = withPart(once, predictionPart([one({ predicted: [] })]));
    expect(twice).toContain('| faults of configurations predicted | 0 of 1 |');
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
    expect(kept).toContain('| faults of configurations predicted | 0 of 1 |');
  });

  it('gives reasons for scenarios that there are', async () => {
    const ids = new Set((await listScenarios()).map(({ id }) => id));
    for (const { scenario } of NOT_PREDICTED) expect(ids.has(scenario), scenario).toBe(true);
  });
});
