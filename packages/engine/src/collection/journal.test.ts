import fc from 'fast-check';
import { expect, test } from 'vitest';
import { journalLine, readJournal } from './journal.ts';

test('what was changed and not undone is open, the latest first', () => {
  const text =
    journalLine('plan', 'windows') +
    journalLine('place', 'host', 'EAST') +
    journalLine('change', 1, 'kerberos-logging', 'REG_DWORD:0') +
    journalLine('change', 2, 'ipsec-logging', 'absent') +
    journalLine('change', 3, 'capture-start', 'not running') +
    journalLine('undone', 2);
  const journal = readJournal(text);
  expect(journal.plan).toBe('windows');
  expect(journal.places.get('host')).toBe('EAST');
  expect(journal.open.map(({ step, was }) => [step, was])).toEqual([
    ['capture-start', 'not running'],
    ['kerberos-logging', 'REG_DWORD:0'],
  ]);
});

test('a line that was being written when the power went announces nothing', () => {
  const whole = journalLine('change', 1, 'kerberos-logging', 'REG_DWORD:0');
  for (let length = 0; length < whole.length; length++) expect(readJournal(whole.slice(0, length)).open).toEqual([]);
  expect(readJournal(whole).open).toHaveLength(1);
});

test('values come back as they were, whatever is in them, and stay in their line', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (value, was) => {
      const line = journalLine('place', 'uri', value) + journalLine('change', 1, 'step', was);
      expect(line.split('\n')).toHaveLength(3);
      const journal = readJournal(line);
      expect(journal.places.get('uri')).toBe(value);
      expect(journal.all[0]?.was).toBe(was);
    }),
  );
});

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.string(), (text) => readJournal(text).open.length >= 0));
});
