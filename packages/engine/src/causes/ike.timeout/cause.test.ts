import { describe, expect, it } from 'vitest';
import { candidates, causesOf } from '../describe-cause.fixture.ts';
import { from, healthy, unanswered } from '../exchanges.fixture.ts';
import { diagnoseFiles } from '../play.fixture.ts';

describe('ike.timeout', () => {
  it('gives way to what shows where the message was lost', async () => {
    const diagnosis = await diagnoseFiles(unanswered({ before: (p) => p.ping('a') }));
    expect(causesOf(diagnosis).map((finding) => finding.id)).toEqual(['path.ike-blocked']);
  });

  it('gives way to the narrower possibilities when the message itself is known', async () => {
    const diagnosis = await diagnoseFiles(from('a', unanswered()));
    expect(candidates(diagnosis)).not.toContain('ike.timeout');
    expect(candidates(diagnosis)).toContain('path.ike-blocked');
    expect(diagnosis.missingEvidence).not.toEqual([]);
  });

  it('is not said of what works', async () => {
    expect(causesOf(await diagnoseFiles(healthy()))).toEqual([]);
  });
});
