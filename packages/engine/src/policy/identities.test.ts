import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareIdentities, parseIdentity } from './identities.ts';

describe('identity types', () => {
  it.each([
    ['192.0.2.1', 'address'],
    ['2001:db8::1', 'address'],
    ['@gw.example', 'fqdn'],
    ['gw.example', 'fqdn'],
    ['fqdn:gw.example', 'fqdn'],
    ['user@example', 'user-fqdn'],
    ['@@user@example', 'user-fqdn'],
    ['C=CH, O=x', 'dn'],
    ['/C=CH/O=x', 'dn'],
    ['keyid:0xAB', 'key-id'],
    ['@#ab', 'key-id'],
    ['@[group]', 'key-id'],
    ['%any', 'any'],
    ['', 'any'],
    ['%fromcert', 'other'],
    ["ID_FQDN '@gw.example'", 'fqdn'],
  ])('%s is %s', (text, type) => {
    expect(parseIdentity(text.replace("ID_FQDN '", 'ID_FQDN ').replace(/'$/, '')).type).toBe(type);
  });
});

describe('comparison', () => {
  it.each([
    ['gw.example', '@GW.example', 'same', 'equal'],
    ['C=CH, O=x', 'O=x,C=CH', 'different', 'rdn-order'],
    ['C=CH, O=x', 'C=CH,O=X', 'same', 'equal'],
    ['C=CH, O=x, emailAddress=a@b', '/c=CH/o=x/E=a@b', 'same', 'equal'],
    ['C=CH, O=x, CN=y', 'C=CH, CN=y', 'different', 'rdn-missing'],
    ['C=CH, O="a, b"', 'C=CH, O=a\\, b', 'same', 'equal'],
    ['C=CH, O=*', 'C=CH, O=x', 'matches-wildcard', 'wildcard'],
    ['*.example', 'gw.example', 'matches-wildcard', 'wildcard'],
    ['*@example', 'me@example', 'matches-wildcard', 'wildcard'],
    ['%any', 'x', 'matches-wildcard', 'wildcard'],
    ['keyid:gw.example', 'gw.example', 'different', 'type'],
    ['192.0.2.1', '192.0.2.2', 'different', 'value'],
    ['192.0.2.0/24', '192.0.2.2', 'matches-wildcard', 'wildcard'],
    ['2001:db8:0::1', '2001:DB8::1', 'same', 'equal'],
    ['@#6162', '@[ab]', 'same', 'equal'],
  ])('%s against %s', (expected, sent, result, reason) => {
    expect(compareIdentities(expected, sent)).toEqual({ result, reason });
  });

  it('knows that pluto looks bare names up', () => {
    expect(compareIdentities('gw.example', '@gw.example', { expected: 'libreswan' }).result).toBe('unknown');
  });

  it('never throws, and everything is the same as itself or a wildcard', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(['same', 'matches-wildcard']).toContain(compareIdentities(text, text).result);
      }),
    );
  });
});
