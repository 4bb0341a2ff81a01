import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facts, type LogEvent, type LogSession } from '../../observations/index.ts';
import { deviceDialects, explainDeviceMessage } from '../device-dialects.ts';
import { textFormats } from '../index.ts';
import { matchTemplate, compileTemplate } from '../pluto-log/template.ts';
import { leaks, readText, sniffText } from '../shared/testing.ts';
import { deviceFormat } from './index.ts';
import { maskDeviceLine } from './mask.ts';
import { tableOf } from './match.ts';
import { meanings } from './meanings.ts';
import { single, tidy, untaken } from './tidy.ts';

const formats = deviceDialects.map((dialect) => deviceFormat(dialect));

/** A line of a template, its holes filled with what may stand there. */
function sample(template: string): string {
  return template
    .replace(/\$$/, '')
    .replaceAll(/\{\{\w+:n\}\}/g, '7')
    .replaceAll(/\{\{\w+:x\}\}/g, '0a1b2c3d')
    .replaceAll(/\{\{\w+:w\}\}/g, 'abc')
    .replaceAll(/\{\{\w+(?::q)?\}\}/g, 'some words');
}

describe('rows of devices', () => {
  it.each(deviceDialects.map((dialect) => [dialect.format, dialect] as const))(
    '%s: every wording is found by its own row, or by one with more of its words',
    (_, dialect) => {
      const ids = dialect.rows.map((row) => row.id);
      expect(ids).toEqual([...new Set(ids)]);
      const table = tableOf(dialect.rows);
      for (const row of dialect.rows)
        for (const text of row.texts) {
          const line = single(sample(text));
          const match = table.match(line);
          expect([row.id, line, match !== null]).toEqual([row.id, line, true]);
          const own = compileTemplate(text).literals.join('').length;
          if (match !== null && match.row !== row) {
            const longer = match.row.texts.some(
              (other) =>
                compileTemplate(other).literals.join('').length >= own &&
                matchTemplate(compileTemplate(other.toLowerCase()), line.toLowerCase()) !== null,
            );
            expect([row.id, match.row.id, longer]).toEqual([row.id, match.row.id, true]);
          }
        }
    },
  );

  it('say nothing but what the vocabulary has, with a meaning in both languages', () => {
    for (const dialect of deviceDialects)
      for (const row of dialect.rows) {
        if (row.code === undefined) continue;
        expect(Object.keys(facts)).toContain(row.code);
        expect([
          dialect.format,
          row.id,
          meanings[row.code]?.en ?? row.en,
          meanings[row.code]?.ko ?? row.ko,
        ]).not.toContain(undefined);
      }
  });

  it('are found by explain as a device writes them', () => {
    const [first] = explainDeviceMessage('*Mar  1 00:10:00.123: ISAKMP:(0): no offers accepted!');
    expect(first).toMatchObject({ id: 'cisco-log.ios-no-offers', code: 'proposal.none-chosen' });
    expect(explainDeviceMessage('ike 0:office:12: probable pre-shared secret mismatch')[0]?.code).toBe(
      'message.undecryptable',
    );
    expect(explainDeviceMessage('certificate expired')).toEqual([]);
    expect(explainDeviceMessage('')).toEqual([]);
  });
});

describe('what stands around a line', () => {
  it('is taken off: quote marks, numbers, unset clocks, uptimes, dates of routers', () => {
    for (const [raw, clean] of [
      ['> *Mar  1 00:10:00.123: ISAKMP:(0): x', 'Mar  1 00:10:00.123: ISAKMP:(0): x'],
      ['> > ISAKMP:(0): x', 'ISAKMP:(0): x'],
      ['000123: *Mar  1 00:10:00.123: ISAKMP: x', 'Mar  1 00:10:00.123: ISAKMP: x'],
      ['1d00h: ISAKMP (0:1): x', 'ISAKMP (0:1): x'],
      ['2w3d: ISAKMP (0:1): x', 'ISAKMP (0:1): x'],
      ['jan/02/2020 10:10:10 ipsec,error x', 'jan 02 2020 10:10:10 ipsec,error x'],
      ['[Nov  8 12:00:00 PID:77]ike_x: y', '[Nov  8 12:00:00] ike_x: y'],
      ['date=2026-05-01 time=10:10:10 devname="f"', '2026-05-01 10:10:10 devname="f"'],
    ] as const)
      expect(tidy(raw)).toBe(clean);
  });

  it('does not take the first words of a message for a host and a program', () => {
    const line = {
      message: 'Failed to match',
      host: 'IKE',
      program: 'Phase-2',
      pid: null,
      timeText: null,
      ns: null,
      timeKind: 'none',
      fields: null,
      quote: '',
    } as const;
    expect(untaken(line).message).toBe('IKE Phase-2: Failed to match');
    expect(untaken({ ...line, program: 'kmd' })).toMatchObject({ program: 'kmd', message: 'Failed to match' });
  });
});

const planted = 'q7Zk-Planted_Secret';
const hex = [...planted].map((char) => char.charCodeAt(0).toString(16)).join('');

describe('secrets', () => {
  const places = [
    `crypto isakmp key ${planted} address 203.0.113.9`,
    `crypto isakmp key 6 ${planted} address 203.0.113.9`,
    ` pre-shared-key local ${planted}`,
    ` ikev1 pre-shared-key ${planted}`,
    `    set psksecret ENC ${planted}`,
    `    set psksecret ${planted}`,
    `pre-shared-key ascii-text "${planted}"`,
    `username bob privilege 15 password 0 ${planted}`,
    `username bob secret ${planted}`,
    `password: ${planted}`,
    `ike 0:office:12: ISAKMP SA 0011223344556677/8899aabbccddeeff key 16:${planted}`,
    `ike 0:office:12: enc 00112233445566778899aabb${hex}`,
    `ike 0:office:12: dec 00112233445566778899AABB${hex.toUpperCase()}`,
    `ike 0:office:12:34: IPsec SA enc spi 0a1b2c3d key 19:${hex}`,
    `/ip ipsec identity add peer=office secret=${planted}`,
  ];

  it('are masked, and words about them are not', () => {
    for (const place of places)
      for (const secret of [planted, hex, hex.toUpperCase()])
        expect([place, maskDeviceLine(place).includes(secret)]).toEqual([place, false]);
    for (const line of [
      'ike 0:office:12: PSK auth failed: probable pre-shared key mismatch',
      'probable pre-shared secret mismatch',
      'found peer pre-shared key matching 203.0.113.9',
      'IKE phase-1 negotiation is failed likely due to pre-shared-key mismatch',
    ])
      expect(maskDeviceLine(line)).toBe(line);
  });

  it('do not come out of a log they were pasted into', () => {
    for (const format of formats)
      for (const place of places) {
        const text = `ISAKMP:(0): no offers accepted!\n${place}\nike 0:a:1: no SA proposal chosen ${place}\nERROR: no policy found: ${place}`;
        expect([format.format, place, leaks(readText(format, text), planted)]).toEqual([format.format, place, []]);
      }
  });
});

const pieces = [
  'ISAKMP:(1001):',
  'ISAKMP (0:2): ',
  'IKEv2:(SESSION ID = 1,SA ID = 1):',
  '%ASA-5-713119: Group = a, IP = 192.0.2.1, ',
  '%CRYPTO-4-IKMP_BAD_MESSAGE: IKE message from ',
  'ike 0:a:1: ',
  'ike V=root:0:00112233445566778:',
  'ike 0: in ',
  'sent IKE msg (ident_i1send): 192.0.2.1:500->192.0.2.2:500, len=1, id=',
  'proposal id = 1:',
  'type=ENCR, val=AES_CBC (key_len = 256)',
  'incoming proposal:',
  'racoon: [a]: [192.0.2.1] ERROR: ',
  'rejected enctype: DB(prop#1:trns#1):Peer(prop#0:trns#0) = ',
  'spi=0x1122334455667788: ',
  'recv IKE_AUTH req 1 peer ',
  'KMD_PM_SA_ESTABLISHED: Local gateway: ',
  'IKE negotiation failed with error: ',
  '====> PHASE-1 NEGOTIATION FAILED AS INITIATOR, MAIN MODE <====',
  'IKE phase-2 negotiation failed when processing proxy ID',
  'Old State = IKE_I_MM1  New State = IKE_I_MM2',
  'Received Packet [From 192.0.2.1:500/To 192.0.2.2:500/VRF i0:f0]',
  'Payload contents:',
  '0011223344556677'.repeat(8),
  '((((((((((',
  '::::::::',
  '=,=,=,=,',
  '[[[[',
  '\u0000\uffff',
  ' '.repeat(300),
];

describe('hostile text', () => {
  it('is read by every dialect without a fault, whatever stands in it', () => {
    const line = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 40 })), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.map((parts) => parts.join('')).join('\n');
        for (const format of formats) {
          const reading = readText(format, text);
          expect(reading.faults).toEqual([]);
          expect(format.sniff(text.split('\n'), 'x')).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('of great length is read in the time its length asks for', () => {
    const long = pieces.map((piece) => piece.repeat(Math.ceil(16_000 / piece.length)).slice(0, 16_000)).join('\n');
    for (const format of formats) expect(readText(format, long).faults).toEqual([]);
  });

  it('of many strangers keeps the first and the last attempts, and says what went', () => {
    const [cisco] = formats;
    if (cisco === undefined) throw new TypeError('no dialect');
    const reader = cisco.open('a');
    for (let i = 0; i < 13_000; i++)
      reader.line(
        `ISAKMP (0): received packet from 10.${i >> 16}.${(i >> 8) & 255}.${i & 255} dport 500 sport 500 Global (N) NEW SA`,
        i + 1,
      );
    const reading = reader.end();
    expect(reading.limits.map(({ what }) => what)).toContain('sessions');
    const sessions = reading.observations.filter((item): item is LogSession => item.kind === 'session');
    expect(sessions.length).toBeLessThanOrEqual(12_000);
    expect(sessions.some(({ peer }) => peer?.address === '10.0.0.0')).toBe(true);
    expect(sessions.some(({ peer }) => peer?.address === '10.0.50.199')).toBe(true);
  });

  it('a name the peer chooses says nothing in the words of the device', () => {
    const events = (format: (typeof formats)[number] | undefined, text: string): string[] =>
      format === undefined
        ? []
        : readText(format, text)
            .observations.filter((item): item is LogEvent => item.kind === 'log')
            .map((item) => item.code);
    const by = (name: string): (typeof formats)[number] | undefined => formats.find(({ format }) => format === name);
    expect(
      events(
        by('cisco-log'),
        '%ASA-4-713903: Group = x, IP = 192.0.2.9, PHASE 1 COMPLETED, IP = 203.0.113.9, Removing peer from peer table failed',
      ),
    ).toEqual([]);
    expect(
      events(by('fortigate-log'), 'ike 0:a:1: peer identifier FQDN x: probable pre-shared secret mismatch'),
    ).toEqual(['ike.peer-identity']);
    expect(
      events(by('racoon-log'), 'ipsec,info identity not found for peer: FQDN: no suitable proposal found.'),
    ).toEqual(['policy.no-peer-config']);
  });
});

describe('sniffing', () => {
  const foreign = [
    'May 12 10:10:10 gw charon[1]: 09[IKE] <con1|3> received NO_PROPOSAL_CHOSEN notify error\nMay 12 10:10:10 gw charon[1]: 09[NET] <con1|3> sending packet: from 192.0.2.1[500] to 192.0.2.2[500] (36 bytes)',
    'May 12 10:10:10 gw pluto[1]: "a" #1: initiating IKEv2 connection\nMay 12 10:10:11 gw pluto[1]: "a" #1: STATE_PARENT_I1: retransmission; will wait 1 seconds for response',
    '003 "a" #1: No matching PSK found for connection: a',
    'conn a\n\tleft=192.0.2.1\n\tauto=start',
    'connections {\n  a {\n    version = 2\n  }\n}',
    'The gateway answered: no proposal chosen. IKEv2 is not supported here.',
    'ERROR: file not found\nINFO: starting\nWARNING: low memory',
  ];
  it('leaves to others what is theirs', () => {
    for (const text of foreign) {
      const own = Math.max(...formats.map((format) => sniffText(format, text)));
      const theirs = Math.max(
        ...textFormats
          .filter(({ format }) => !formats.some((mine) => mine.format === format))
          .map((format) => sniffText(format, text)),
      );
      expect([text, own <= theirs]).toEqual([text, true]);
    }
  });
});
