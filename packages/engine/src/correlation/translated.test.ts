import { describe, expect, it } from 'vitest';
import { eachBehindNat, translated } from './translated.ts';
import type { Attempt } from './types.ts';

function attempt(initiator: string, responder: string): Attempt {
  return {
    initiator: { address: initiator, port: 500 },
    responder: { address: responder, port: 500 },
  } as Attempt;
}

const own = attempt('172.16.5.56', '198.51.100.9');

describe('two records of one negotiation through a NAT', () => {
  it('before one end: that end is private in its own record and public in the other', () => {
    expect(translated(own, attempt('192.0.2.168', '198.51.100.9'), 'initiator')).toBe(true);
    expect(translated(own, attempt('192.0.2.168', '203.0.113.1'), 'initiator')).toBe(false);
  });

  it('before both: each knows itself by a private address and the other by a public one', () => {
    expect(eachBehindNat(own, attempt('192.0.2.168', '10.0.0.159'))).toBe(true);
    expect(eachBehindNat(attempt('192.0.2.168', '10.0.0.159'), own)).toBe(true);
  });

  it('is not what two hosts of one network, or two public ones, look like', () => {
    expect(eachBehindNat(own, attempt('172.16.5.57', '198.51.100.9'))).toBe(false);
    expect(eachBehindNat(own, attempt('192.0.2.168', '198.51.100.9'))).toBe(false);
    expect(eachBehindNat(attempt('10.0.0.1', '10.0.0.2'), attempt('192.0.2.1', '192.0.2.2'))).toBe(false);
  });
});
