import { expect, test } from 'vitest';
import { consents, stopImpact } from './gate.ts';

const peers = [
  { address: '192.0.2.1', fallback: 'clear' },
  { address: '192.0.2.2', fallback: 'blocked' },
  { address: '192.0.2.3', fallback: 'unknown' },
] as const;

test('every peer loses its SAs: one goes on in clear after seconds, one is blocked, of one it is not known', () => {
  const { peers: told } = stopImpact({ system: 'windows', host: 'SRV', peers, session: null });
  expect(told.map(({ losesSas }) => losesSas)).toEqual([true, true, true]);
  expect(told[0]?.text.en).toContain('3 to 4 seconds');
  expect(told[1]?.text.en).toContain('TCP connections time out');
  expect(told[2]?.text.en).toContain('not known');
});

test('a session over an SA that is deleted may not come back where its end may not talk in clear', () => {
  const session = (from: string): string | undefined =>
    stopImpact({ system: 'windows', host: 'SRV', peers, session: from }).session?.en;
  expect(session('192.0.2.1')).toContain('recovers in clear');
  expect(session('192.0.2.2')).toContain('may not get back in');
  expect(session('192.0.2.3')).toContain('may not get back in');
  expect(session('192.0.2.9')).toContain('holds no SA');
});

test('consent is the name of this host and nothing else', () => {
  expect(consents('SRV', 'SRV')).toBe(true);
  for (const given of [null, '', 'yes', 'srv', 'SRV2']) expect(consents(given, 'SRV')).toBe(false);
});
