import { describe, expect, it } from 'vitest';
import { client, logOf, mainFails, method, server } from '../../formats/windows-event/stories.fixture.ts';
import { exampleCase } from '../case.fixture.ts';
import { diagnoseFiles } from '../play.fixture.ts';
import cause from './cause.ts';

describe('auth.membership-stale', () => {
  it('is not said where nothing speaks for it', () => {
    expect(cause.judge(exampleCase())).toBeNull();
  });

  it('stays beside the logon right where an end only says that it does not authorise', async () => {
    const { findings, rivals } = await diagnoseFiles([
      logOf(
        server,
        mainFails({
          own: server,
          peer: client,
          role: 'responder',
          at: 1,
          reason: 'SA establishment is not authorized.',
          method: method.kerberos,
          state: 'ke',
        }),
      ),
    ]);
    const causes = findings.filter(({ role }) => role === 'cause');
    expect(causes.map(({ id, confidence }) => `${id} ${confidence}`)).toEqual(['auth.logon-right-denied possible']);
    // Only the directory and the ticket tell the two apart: it is never more than a candidate.
    expect(rivals.map(({ id }) => id)).toContain('auth.membership-stale');
  });
});
