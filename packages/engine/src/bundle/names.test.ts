import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Keyed } from './keyed.ts';
import { Names } from './names.ts';
import { testKey } from './run.fixture.ts';
import { vocabulary } from './vocabulary.ts';

const names = new Names(new Keyed(testKey));

describe('pseudonyms of names', () => {
  it('keep length, case and form, and are never a word of a daemon', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{3,14}$/), (word) => {
        const made = names.word(word);
        expect(made).toMatch(
          new RegExp(
            `^${word
              .replaceAll(/[a-z]/g, '[a-z]')
              .replaceAll(/(?<!\[|-|\[a-)[A-Z](?!-)/g, '[A-Z]')
              .replaceAll(/(?<!-)[0-9](?!-)/g, '[0-9]')}$`,
          ),
        );
        expect(vocabulary().has(made.toLowerCase())).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('are different for different names, so that what did not match does not', () => {
    const all = new Set<string>();
    for (let i = 0; i < 26; i++)
      for (let k = 0; k < 26; k++)
        all.add(names.word(`q${String.fromCharCode(97 + i)}${String.fromCharCode(97 + k)}z`));
    expect(all.size).toBe(676);
  });

  it('join a host with its domain name, its account and its certificate', () => {
    const host = names.word('gangnam');
    expect(names.phrase('gangnam.initrode.example')).toBe(`${host}.${names.word('initrode')}.example`);
    expect(names.phrase('INITRODE\\GANGNAM$')).toBe(`${names.word('initrode').toUpperCase()}\\${host.toUpperCase()}$`);
    expect(names.phrase('zaphod@initrode.com')).toBe(`${names.word('zaphod')}@${names.word('initrode')}.com`);
    expect(names.phrase('_ldap._tcp.dc._msdcs.initrode.local')).toBe(
      `_ldap._tcp.dc._msdcs.${names.word('initrode')}.local`,
    );
  });

  it('have as many octets in Korean as before', () => {
    const made = names.word('서울지점');
    expect(made).not.toBe('서울지점');
    expect(Buffer.byteLength(made)).toBe(12);
  });

  it('do not take words out of logs that daemons use themselves', () => {
    names.learn('charon.initrode.example');
    expect(names.isLearned('charon')).toBe(false);
    expect(names.isLearned('initrode')).toBe(true);
    expect(names.undo().kept).toContain('charon');
  });
});
