/** Lines of the shapes that one published log confirms (prefix, received header, offers), and of shapes that are only hearsay; values are made up. */
import { describe, expect, it } from 'vitest';
import { diagnoseFiles } from '../../causes/play.fixture.ts';
import { accountOf } from '../../correlation/account.fixture.ts';
import { codesOf, sessionsOf } from '../device-log/testing.ts';
import { readText, sniffText } from '../shared/testing.ts';
import { oakleyLog } from './reader.ts';

const front = (second: number, text: string, thread = 'ee8'): string =>
  `3-29: 23:12:${String(second).padStart(2, '0')}:306:${thread} ${text}`;

/** A first message that came, as the published log has it. */
const received = [
  '',
  'Receive: (get) SA = 0x00000000 from 192.0.2.10.500',
  'ISAKMP Header: (V1.0), len = 200',
  '  I-COOKIE a6256b4534195894',
  '  R-COOKIE 0000000000000000',
  '  exchange: Oakley Main Mode',
  '  flags: 0',
  '  next payload: SA',
  '  message ID: 00000000',
  'Filter to match: Src 192.0.2.10 Dst 198.51.100.20',
  'MM PolicyName: 4',
  'MMPolicy dwFlags 2 SoftSAExpireTime 28800',
  'MMOffer[0] LifetimeSec 28800 QMLimit 0 DHGroup 2',
  'MMOffer[0] Encrypt: Triple DES CBC Hash: SHA',
  'Auth[0]:PresharedKey KeyLen 16',
  'Responding with new SA 12fd20',
  'processing payload SA',
  'Received Phase 1 Transform 1',
].map((text) => front(56, text));

describe('Oakley.log', () => {
  it('tells of the message, both ends and the way of authentication', () => {
    const text = received.join('\n');
    expect(sniffText(oakleyLog, text)).toBeGreaterThan(80);
    expect(codesOf(oakleyLog, text)).toEqual(['message.parsed', 'auth.own-method', 'ike.responding']);
    expect(sessionsOf(oakleyLog, text)).toMatchObject([
      {
        version: 1,
        role: 'responder',
        local: { address: '198.51.100.20' },
        peer: { address: '192.0.2.10', port: 500 },
        initiatorSpi: 'a6256b4534195894',
      },
    ]);
    expect(readText(oakleyLog, text)).toMatchObject({ timeKind: 'no-year', faults: [] });
  });

  const mismatch = ['Attribute: Phase I Diffie-Hellman Group', 'Expected Value: 2', 'Received Value: 1'];
  const differences = [{ transform: 'group', received: ['1'], configured: ['2'] }];

  it('an attribute that differs is cited beside the code of the refusal, and is among the details', async () => {
    const lines = [
      ...received,
      ...mismatch.map((text) => front(57, text)),
      front(58, 'isadb_set_status sa:0012FD20 centry:00000000 status 35ea'),
    ];
    const { findings } = await diagnoseFiles([{ path: 'a/Oakley.log', lines }]);
    expect(findings[0]).toMatchObject({ id: 'proposal.ike-mismatch', confidence: 'likely', details: { differences } });
    expect(findings[0]?.evidence.map(({ quote }) => quote)).toContainEqual(
      expect.stringContaining('Received Value: 1'),
    );
    // Without the refusal it is one offer of several that did not fit.
    const less = await diagnoseFiles([{ path: 'a/Oakley.log', lines: lines.slice(0, -1) }]);
    expect(less.findings.filter(({ role, confidence }) => role === 'cause' && confidence !== 'possible')).toEqual([]);
  });

  it('the sentence of a mismatch refuses by itself, also where it goes on below without a front', async () => {
    const sentence = front(57, 'Security association negotiation failure because of attribute mismatch. ');
    for (const lines of [
      [...received, sentence, ...mismatch.map((text) => front(57, text))],
      [...received, sentence, ...mismatch],
      [...received, `${sentence}${mismatch.join(' ')}`],
    ]) {
      const { findings } = await diagnoseFiles([{ path: 'a/Oakley.log', lines }]);
      expect(findings[0]).toMatchObject({ id: 'proposal.ike-mismatch', details: { differences } });
    }
  });

  it('threads do not mix their mismatches', () => {
    const lines = [
      ...received,
      front(57, 'Attribute: Phase I Hash Algorithm', 'ee8'),
      front(57, 'Attribute: Phase I Encryption Algorithm', 'abc'),
      front(57, 'Expected Value: SHA', 'ee8'),
      front(57, 'Expected Value: Triple DES CBC', 'abc'),
      front(57, 'Received Value: MD5', 'ee8'),
      front(57, 'Received Value: DES CBC', 'abc'),
    ];
    const told = readText(oakleyLog, lines.join('\n')).observations.flatMap((item) =>
      item.kind === 'log' && item.code === 'proposal.attribute-differs'
        ? [[item.args['wanted'], item.args['offered']]]
        : [],
    );
    expect(told).toEqual([
      ['SHA', 'MD5'],
      ['Triple DES CBC', 'DES CBC'],
    ]);
  });

  it('a code at the end of the SA is the outcome (unconfirmed shape)', async () => {
    const lines = [
      ...received,
      front(58, 'isadb_set_status sa:0012FD20 centry:00000000 status 35ea'),
      front(58, 'ProcessFailure: sa:0012FD20 centry:00000000 status:35ea'),
    ];
    expect(codesOf(oakleyLog, lines.join('\n')).filter((code) => code === 'proposal.none-chosen')).toHaveLength(1);
    const { findings } = await diagnoseFiles([{ path: 'a/Oakley.log', lines }]);
    expect(findings[0]).toMatchObject({ id: 'proposal.ike-mismatch', role: 'cause' });
    expect(findings[0]?.confidence).not.toBe('certain');
  });

  it('a log and the one it was rotated to are one negotiation by its cookie', async () => {
    const later = [
      'Receive: (get) SA = 0x0012fd20 from 192.0.2.10.500',
      'ISAKMP Header: (V1.0), len = 180',
      '  I-COOKIE a6256b4534195894',
      '  R-COOKIE 1122334455667788',
      '  exchange: Oakley Main Mode',
      '  flags: 0',
      '  next payload: KE',
      '  message ID: 00000000',
      'processing payload KE',
    ].map((text) => front(57, text));
    const account = await accountOf([
      { path: 'a/Oakley.log.bak', lines: received },
      { path: 'a/Oakley.log', lines: later },
    ]);
    expect(account.negotiations).toHaveLength(1);
    expect(account.negotiations[0]?.rows.map(({ step }) => step)).toEqual([
      'Main Mode message 1',
      'Main Mode message 3',
    ]);
  });

  it('threads that write at the same time are kept apart', () => {
    const other = received.map((line) =>
      line
        .replace(':ee8', ':f04')
        .replaceAll('192.0.2.10', '192.0.2.77')
        .replace('a6256b4534195894', 'bbbbbbbbbbbbbbbb')
        .replace('12fd20', '12fd99'),
    );
    const mixed = received.slice(0, 9).flatMap((line, at) => [line, other[at] ?? '']);
    expect(
      sessionsOf(oakleyLog, mixed.join('\n'))
        .map(({ initiatorSpi }) => initiatorSpi ?? '')
        .sort((a, b) => (a < b ? -1 : 1)),
    ).toEqual(['a6256b4534195894', 'bbbbbbbbbbbbbbbb']);
  });

  it('passes over lines nobody knows, and is cut anywhere without a fault', () => {
    const text = [...received, front(58, 'Something that nobody has seen 12345')].join('\n');
    for (let end = 0; end < text.length; end += 23)
      expect(readText(oakleyLog, text.slice(0, end)).observations.length).toBeLessThan(8);
  });
});
