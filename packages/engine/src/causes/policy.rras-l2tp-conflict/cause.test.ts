import { describe, expect, it } from 'vitest';
import {
  client,
  logOf,
  mainFails,
  mainStands,
  method,
  server,
  system,
} from '../../formats/windows-event/stories.fixture.ts';
import { exampleCase } from '../case.fixture.ts';
import { diagnoseFiles } from '../play.fixture.ts';
import cause from './cause.ts';

const fails = mainFails({
  own: client,
  peer: server,
  role: 'initiator',
  at: 1,
  reason: 'IKE failed to find valid machine certificate',
  method: method.certificate,
});
const known = mainStands({ own: server, peer: client, role: 'responder', at: -7200 });

describe('policy.rras-l2tp-conflict', () => {
  it('is not said where nothing speaks for it', () => {
    expect(cause.judge(exampleCase())).toBeNull();
  });

  it('stands beside a certificate that is missing where the peer is a VPN server, and not where it is none', async () => {
    const candidates = async (...more: readonly ReturnType<typeof system>[]): Promise<string[]> => {
      const { findings, rivals } = await diagnoseFiles([logOf(client, fails), logOf(server, known, ...more)]);
      return [...findings.filter(({ role }) => role === 'cause').map(({ id }) => id), ...rivals.map(({ id }) => id)];
    };
    const running = system('Service Control Manager', 7036, -100, 'Routing and Remote Access', 'running');
    const both = await candidates(running);
    expect(both).toContain('policy.rras-l2tp-conflict');
    expect(both).toContain('auth.certificate-missing');
    expect(await candidates()).not.toContain('policy.rras-l2tp-conflict');
  });
});
