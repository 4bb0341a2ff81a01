import { describe, expect, it } from 'vitest';
import { causes } from '../causes/registry.ts';
import { exampleDiagnosis } from '../document/example.fixture.ts';
import type { Diagnosis } from '../document/types.ts';
import { charonPatterns } from '../formats/charon-log/patterns/index.ts';
import { plutoRows } from '../formats/pluto-log/patterns/index.ts';
import { addressee, drawLetter } from './letter.ts';
import { isPrivate } from './letter-case.ts';
import { evidenceCommands } from './letter-commands.ts';
import { decisiveLines } from './letter-lines.ts';
import { letterTextsEn } from './letter.en.ts';
import { letterTextsKo } from './letter.ko.ts';

/** Only one end is at hand, and what it was is open. */
const open: Diagnosis = {
  ...exampleDiagnosis,
  assurance: 'one-end',
  findings: exampleDiagnosis.findings.map((finding) => ({ ...finding, confidence: 'possible' })),
  hosts: exampleDiagnosis.hosts.map((host) =>
    host.label === 'b' ? { ...host, observed: false, addresses: [], product: null } : host,
  ),
  clocks: [],
  missingEvidence: [
    {
      host: 'b',
      for: ['f1'],
      what: '',
      why: '',
      message: {
        what: { id: 'missing.log', args: { host: 'b' } },
        why: { id: 'missing.log.why', args: { host: 'b' } },
      },
      command: null,
      alternatives: [],
    },
    {
      host: 'a',
      for: ['f1'],
      what: '',
      why: '',
      message: {
        what: { id: 'missing.firewall', args: { host: 'a' } },
        why: { id: 'missing.firewall.why', args: { host: 'a' } },
      },
      command: null,
      alternatives: [],
    },
  ],
};

const letter = (doc: Diagnosis, to?: string, lang: 'en' | 'ko' = 'en'): string =>
  drawLetter(doc, { lang, ...(to === undefined ? {} : { to }) }) ?? '';

describe('the letter to the other end', () => {
  it('goes to the end of which there is nothing', () => {
    expect(addressee(open)).toBe('b');
    expect(addressee(exampleDiagnosis)).toBe('b');
  });

  it('asks for what is missing there, around the attempt, and names the lines that decide', () => {
    const text = letter(open);
    expect(text).toMatch(/^Subject: IPsec between 198\.51\.100\.20 and 192\.0\.2\.10: 2026-03-02 08:02:05 to /);
    expect(text).toContain('0011223344556677 8899aabbccddeeff');
    expect(text).toContain("--since '2026-03-02 07:57:05 UTC' --until '2026-03-02 08:07:19 UTC' -u strongswan");
    expect(text).toContain('MAC mismatched');
    expect(text).toContain('The identity one end sends');
    expect(text).not.toContain('firewall');
    expect(text).toContain('no pre-shared key');
  });

  it('gives times as the clock of the other end shows them', () => {
    const text = letter(exampleDiagnosis);
    // Common time is what that clock shows less an hour.
    expect(text).toContain('2026-03-02 09:02:05 to 2026-03-02 09:02:19 as your');
    expect(text).toContain('1 h 0 min');
    expect(text).not.toContain('UTC');
  });

  it('names the zone that their log writes, and asks for the same minutes in UTC', () => {
    const zoned: Diagnosis = {
      ...open,
      clocks: [
        {
          id: 'c1',
          host: 'b',
          artifacts: ['a2'],
          offsetNs: '-2000000000',
          errorNs: '1',
          basis: 'shared',
          tells: 'zoned',
        },
      ],
      findings: open.findings.map((finding) => ({
        ...finding,
        evidence: finding.evidence.map((item) =>
          item.source === 's1' ? { ...item, time: '2026-03-02T17:02:07+0900' } : item,
        ),
      })),
    };
    const text = letter(zoned);
    expect(text).toContain('2026-03-02 17:02:07 to 2026-03-02 17:02:21 +0900');
    expect(text).toContain("--since '2026-03-02 07:57:07 UTC' --until '2026-03-02 08:07:21 UTC'");
  });

  it('takes the time of the negotiations where there is no incident', () => {
    const working: Diagnosis = { ...open, incidents: [], findings: [] };
    expect(letter(working, 'b')).toContain('Time: 2026-03-02 08:02:04 UTC');
  });

  it('tells what is proven and what to change, with the words of that end only', () => {
    const text = letter(exampleDiagnosis);
    expect(text).toContain('What is proven');
    expect(text).toMatch(/but MAC\s+mismatched/);
    expect(text).toContain('What to change');
    // The packet is out of the capture of the writer.
    expect(text).not.toContain('10.0.1.1');
    expect(text).not.toContain('What to look for');
  });

  it('holds nothing of the configuration of the writer', () => {
    const secret = 'planted-in-configuration';
    const doc: Diagnosis = {
      ...exampleDiagnosis,
      findings: exampleDiagnosis.findings.map((finding) => ({
        ...finding,
        message: { id: finding.id, args: { id: secret, name: secret } },
        title: secret,
        explanation: secret,
        details: { configured: secret, localId: secret, configurations: [{ a: [secret] }], sent: 'shown.example' },
        evidence: finding.evidence.map((item) => (item.source === 's2' ? { ...item, quote: secret } : item)),
        nextSteps: finding.nextSteps.map((step) => ({
          ...step,
          command: { shell: 'sh', template: 'x {0}', args: [secret], text: `x ${secret}` },
        })),
      })),
    };
    expect(letter(doc)).not.toContain(secret);
    expect(letter(doc)).toContain('shown.example');
  });

  it('does not tell a private address to somebody beyond a NAT', () => {
    const [negotiation] = open.negotiations;
    if (negotiation === undefined) throw new Error('fixture');
    const ends = { ...negotiation.ends, initiator: { addresses: ['192.168.7.9'], vendors: [] } };
    const text = letter({ ...open, negotiations: [{ ...negotiation, ends }] });
    expect(text).not.toContain('192.168.7.9');
    expect(text).toContain('behind a NAT');
    expect(isPrivate('172.31.0.1')).toBe(true);
    expect(isPrivate('172.32.0.1')).toBe(false);
  });

  it('keeps to the product that the other end says it is', () => {
    const [negotiation] = open.negotiations;
    if (negotiation === undefined) throw new Error('fixture');
    const called = (vendors: readonly string[]): string =>
      letter({
        ...open,
        negotiations: [
          { ...negotiation, ends: { ...negotiation.ends, responder: { addresses: ['198.51.100.20'], vendors } } },
        ],
      });
    expect(called(['strongSwan'])).not.toContain('Libreswan');
    expect(called(['MS NT5 ISAKMPOAKLEY v9'])).toContain('wevtutil epl Security');
    expect(called(['MS NT5 ISAKMPOAKLEY v9'])).not.toContain('journalctl');
    expect(called(['Cisco Unity'])).toContain('journalctl');
    expect(called(['FortiGate'])).toContain('FortiGate');
    expect(called(['FortiGate'])).not.toContain('MAC mismatched');
  });

  it('writes nothing where nothing fails, and nothing of hosts that have no peer', () => {
    expect(drawLetter({ ...open, verdict: 'healthy' }, { lang: 'en' })).toBeNull();
    expect(drawLetter({ ...open, pairs: [] }, { lang: 'en', to: 'b' })).toBeNull();
    expect(
      drawLetter({ ...open, findings: [], incidents: [], negotiations: [] }, { lang: 'en', to: 'b' }),
    ).not.toBeNull();
  });

  it('is plain text of one screen width in both languages, whatever the evidence holds', () => {
    const hostile: Diagnosis = {
      ...exampleDiagnosis,
      findings: exampleDiagnosis.findings.map((finding) => ({
        ...finding,
        details: { sent: '\u001b[31m\r\nBcc: everybody@example.org\u202e' },
        evidence: finding.evidence.map((item) => ({ ...item, quote: '\u001b]0;x\u0007\n.\nFrom x' })),
      })),
    };
    for (const lang of ['en', 'ko'] as const) {
      const text = letter(hostile, 'b', lang);
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
      expect(text).not.toMatch(/^(?:Bcc|From|\.$)/m);
      expect(text).not.toMatch(/\{[a-z]+\}/);
    }
    expect(letter(hostile, 'b', 'ko')).toContain('안녕하세요');
  });
});

describe('the tables of the letter', () => {
  const plain = (wording: string): string =>
    wording
      // A capture of kind `e` may be empty, as it is in a line nobody added words to.
      .replace(/\{\{_?\w*:e\}\}/g, '')
      .replace(/\{\{_?[A-Za-z]\w*(?::[a-z])?\}\}|\{_?[A-Za-z]\w*(?::[a-z])?\}/g, '…')
      .replace(/\$$/, '');
  const known = new Map<string, readonly string[]>([
    ...charonPatterns.map((row): [string, readonly string[]] => [row.id, row.lines.map(plain)]),
    ...plutoRows.map((row): [string, readonly string[]] => [row.id, row.texts.map(plain)]),
  ]);

  it.each(decisiveLines.filter((row) => row.product !== 'Windows'))('$product says: $says', ({ says, source }) => {
    expect(known.get(source)?.some((wording) => wording.startsWith(says) || says.startsWith(wording))).toBe(true);
  });

  it('name causes that exist, and a source each', () => {
    const ids = new Set(causes.map((cause) => cause.id));
    expect(decisiveLines.flatMap((row) => row.causes).filter((id) => !ids.has(id))).toEqual([]);
    expect(decisiveLines.every((row) => row.source !== '')).toBe(true);
    expect(
      Object.values(evidenceCommands)
        .flat()
        .every((row) => row.source !== ''),
    ).toBe(true);
  });

  it('have the same arguments in both languages', () => {
    const args = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '').sort();
    for (const [id, text] of Object.entries(letterTextsEn))
      expect([id, args(letterTextsKo[id as keyof typeof letterTextsEn])]).toEqual([id, args(text)]);
  });
});
