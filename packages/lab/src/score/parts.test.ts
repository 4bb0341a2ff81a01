import { describe, expect, it } from 'vitest';
import { keepingParts, withPart } from './parts.ts';

const page = ['# Accuracy', '', 'Front.', '', '## Measured', '', 'a', '', '## Stories', '', 'old', ''].join('\n');

describe('parts of the accuracy page', () => {
  it('are put in the place of the part with the same heading', () => {
    const after = withPart(page, ['## Stories', '', 'new', '']);
    expect(after).toBe(page.replace('old', 'new'));
    expect(withPart(after, ['## Stories', '', 'new', ''])).toBe(after);
  });

  it('are added at the end where there is none', () => {
    expect(withPart(page, ['## Cases', '', 'b'])).toBe(`${page}\n## Cases\n\nb\n`);
  });

  it('outlive a page that is written anew without them', () => {
    const fresh = '# Accuracy\n\nFront, new.\n\n## Measured\n\nc\n';
    expect(keepingParts(fresh, page, ['Stories', 'Cases'])).toBe(`${fresh}\n## Stories\n\nold\n`);
    // What is measured is never taken from the page of before.
    expect(keepingParts(fresh, page, ['Measured'])).toBe(fresh);
  });
});
