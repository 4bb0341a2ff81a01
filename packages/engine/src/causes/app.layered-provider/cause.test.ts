import { describe, expect, it } from 'vitest';
import { exampleCase } from '../case.fixture.ts';
import cause from './cause.ts';

describe('app.layered-provider', () => {
  it('is not said where nothing speaks for it', () => {
    expect(cause.judge(exampleCase())).toBeNull();
  });
});
