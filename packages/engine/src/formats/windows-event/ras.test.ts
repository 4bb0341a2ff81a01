import { describe, expect, it } from 'vitest';
import { causesOf } from '../../causes/describe-cause.fixture.ts';
import { diagnoseFiles } from '../../causes/play.fixture.ts';
import type { Finding } from '../../document/types.ts';
import { client, event, logOf, server, type StoryEvent } from './stories.fixture.ts';

const call = '{3B1E0C55-7A21-4E0D-9B52-0A6B5F1D2C33}';

/** What ended PPP on a server: number of the call, port, name of the user, error. */
function pppEnded(user: string, error: string): StoryEvent {
  return event(
    20255,
    2,
    [
      ['', call],
      ['', 'VPN2-127'],
      ['', user],
      ['', error],
    ],
    { provider: 'RemoteAccess', channel: 'System', unnamed: true },
  );
}

/** The same as text, as people copy it. */
const copied = (user: string, error: string): string =>
  `Log Name:      System\nSource:        RemoteAccess\nDate:          5/4/2026 9:00:10 AM\nEvent ID:      20255\nComputer:      ${server.name}\nDescription:\nCoId=${call}: The following error occurred in the Point to Point Protocol module on port: VPN2-127, UserName: ${user}. ${error}\n`;

function dialEnded(code: string): StoryEvent {
  return event(
    20227,
    2,
    [
      ['', call],
      ['', 'WOODGROVE\\carol'],
      ['', 'Office'],
      ['', code],
    ],
    { provider: 'RasClient', channel: 'Application', unnamed: true },
  );
}

const found = async (file: Parameters<typeof diagnoseFiles>[0][number]): Promise<readonly Finding[]> =>
  causesOf(await diagnoseFiles([file]));

const policy = 'The connection was prevented because of a policy configured on your RAS/VPN server.';

describe('records of a remote access server', () => {
  it.each(['Negotiation timed out', 'The port was disconnected by the remote machine.'])(
    'of a PPP that ended with “%s” say nothing of the user',
    async (error) => {
      expect(await found(logOf(server, pppEnded('<Unauthenticated User>', error)))).toEqual([]);
      const text = copied('<Unauthenticated User>', error).split('\n');
      expect(await found({ path: 'wg-server-02/system.txt', lines: text })).toEqual([]);
    },
  );

  it('of a PPP that a policy ended say that the user was refused', async () => {
    expect((await found(logOf(server, pppEnded('WOODGROVE\\carol', policy))))[0]).toMatchObject({
      id: 'auth.user-rejected',
      confidence: 'likely',
    });
    const text = copied('carol@woodgrove.example', policy).split('\n');
    expect((await found({ path: 'wg-server-02/system.txt', lines: text }))[0]?.id).toBe('auth.user-rejected');
  });
});

describe('codes with which a dial-up ended', () => {
  it.each([
    ['766', 'auth.certificate-missing'],
    ['798', 'auth.certificate-missing'],
    ['854', 'auth.certificate-expired'],
    ['855', 'auth.certificate-revoked'],
    ['858', 'auth.certificate-expired'],
    ['864', 'auth.certificate-untrusted'],
    ['866', 'auth.identity-mismatch'],
  ])('%s leads to %s', async (code, cause) => {
    const [first] = await found(logOf(client, dialEnded(code)));
    expect(first?.id).toBe(cause);
    expect(first?.confidence).not.toBe('certain');
  });
});
