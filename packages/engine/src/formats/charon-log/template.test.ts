import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTemplate, isMasked, matchTemplate } from './template.ts';

const match = (source: string, text: string, split?: 'last'): unknown =>
  matchTemplate(compileTemplate(source, split), text);

describe('templates', () => {
  it('reads numbers, hex, addresses and endpoints', () => {
    expect(match('from {remote:e} ({bytes:n} bytes)', 'from 2001:db8::1[4500] (120 bytes)')).toEqual({
      remote: '2001:db8::1',
      remotePort: 4500,
      bytes: 120,
    });
    expect(match('{local:a}...{remote:a}, x', '192.0.2.1...%any, x')).toEqual({ local: '192.0.2.1', remote: '%any' });
    expect(match('name{{id:n}} {spi:x}_i', 'name{12} C0FFEE01_i')).toEqual({ id: 12, spi: 'c0ffee01' });
  });

  it('takes what people put where an address stood, and tells it from one', () => {
    for (const hidden of [
      'x.x.x.x',
      'XX.XX.XX.XX',
      '203.0.113.***',
      'MY_PUBLIC_IP',
      '<client ip>',
      '{{{gateway}}}',
      'gw-b',
    ]) {
      expect(match('from {remote:e} to', `from ${hidden}[500] to`)).toEqual({ remote: hidden, remotePort: 500 });
      expect(isMasked(hidden), hidden).toBe(true);
    }
    expect(match('{local:a}...{remote:a}[{id}]', 'HERE...x.x.x.x[me]')).toEqual({
      local: 'HERE',
      remote: 'x.x.x.x',
      id: 'me',
    });
    expect(match('from {remote:e} to', 'from a b[500] to')).toBeNull();
    for (const real of ['203.0.113.9', '2001:db8::1', 'fe80::1%eth0', '%any']) expect(isMasked(real), real).toBe(false);
  });

  it('splits lists', () => {
    expect(match('x [ {p:l} ]', 'x [ SA CPRQ(ADDR DNS) N(A) ]')).toEqual({ p: ['SA', 'CPRQ(ADDR DNS)', 'N(A)'] });
    expect(match('x: {p:p}', 'x: IKE:A/B, IKE:C')).toEqual({ p: ['IKE:A/B', 'IKE:C'] });
    expect(match('{l:s} === {r:s} bad', '10.1.0.0/16 10.2.0.0/16 === 10.3.0.0/16 bad')).toEqual({
      l: ['10.1.0.0/16', '10.2.0.0/16'],
      r: ['10.3.0.0/16'],
    });
  });

  it('holds the fixed parts from outside', () => {
    expect(match("key for '{a}' - '{b}'", "key for 'us' - 'x' - 'y'")).toEqual({ a: 'us', b: "x' - 'y" });
    expect(match("'{a}' does not match '{b}'", "'x' does not match 'y' does not match 'us'", 'last')).toEqual({
      a: "x' does not match 'y",
      b: 'us',
    });
    expect(match("of '{id}' (myself) with {method:m}", "of 'x' (myself) with y' with pre-shared key")).toBeNull();
    expect(match("of '{id}' with {method:m} successful", "of 'x' with y successful' with RSA successful")).toEqual({
      id: "x' with y successful",
      method: 'RSA',
    });
  });

  it('never throws and is done soon on long hostile lines', () => {
    const hostile = `a ${"' - '".repeat(3000)}`;
    for (let i = 0; i < 50; i++) expect(match("a {x}' - '{y}' - '{z}' - '{w}!", hostile)).toBeNull();
    fc.assert(fc.property(fc.string(), fc.string(), (source, text) => void match(source, text)));
  });
});
