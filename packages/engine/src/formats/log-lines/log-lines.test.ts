import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineFront, type LogLine } from './index.ts';

function one(text: string): LogLine {
  const line = lineFront().read(text);
  if (line === null) throw new Error(`no line from ${text}`);
  return line;
}

const at = (iso: string): bigint => BigInt(Date.parse(iso)) * 1_000_000n;

describe('envelopes', () => {
  const rows: [string, string, string | null, string | null, number | null, string, bigint | null][] = [
    ['09[IKE] initiating', '09[IKE] initiating', null, null, null, 'none', null],
    [
      'Nov  3 22:01:02 09[IKE] initiating',
      '09[IKE] initiating',
      null,
      null,
      null,
      'no-year',
      at('2000-11-03T22:01:02Z'),
    ],
    // Lists and quotes of pages and mails, and what grep puts in front.
    ['- Nov  3 22:01:02 09[IKE] x', '09[IKE] x', null, null, null, 'no-year', at('2000-11-03T22:01:02Z')],
    ['  12. Nov  3 22:01:02 09[IKE] x', '09[IKE] x', null, null, null, 'no-year', at('2000-11-03T22:01:02Z')],
    ['> * 09[IKE] x', '09[IKE] x', null, null, null, 'none', null],
    ['> [IKE] x', '[IKE] x', null, null, null, 'none', null],
    ['> 003 "net" #1: x', '003 "net" #1: x', null, null, null, 'none', null],
    ['- some other list', '- some other list', null, null, null, 'none', null],
    [
      '/var/log/auth.log.1:Nov  3 22:01:02 gw pluto[7]: x',
      'x',
      'gw',
      'pluto',
      7,
      'no-year',
      at('2000-11-03T22:01:02Z'),
    ],
    ['Nov  3 22:01:02 <10.4> gw pluto[7]: x', 'x', 'gw', 'pluto', 7, 'no-year', at('2000-11-03T22:01:02Z')],
    // Routers that leave the program out.
    ['Nov  3 22:01:02 daemon.info : 09[IKE] x', '09[IKE] x', null, null, null, 'no-year', at('2000-11-03T22:01:02Z')],
    ['Nov  3 22:01:02 info []: 09[IKE] x', '09[IKE] x', null, null, null, 'no-year', at('2000-11-03T22:01:02Z')],
    [
      'Nov  3 22:01:02 gw sshd[9]: invalid user 09[IKE] x',
      'invalid user 09[IKE] x',
      'gw',
      'sshd',
      9,
      'no-year',
      at('2000-11-03T22:01:02Z'),
    ],
    ['17 Aug 04:14:35 09[IKE] x', '09[IKE] x', null, null, null, 'no-year', at('2000-08-17T04:14:35Z')],
    ['2026-11-23 08:02:05 09[IKE] x', '09[IKE] x', null, null, null, 'local', at('2026-11-23T08:02:05Z')],
    [
      '2026-11-23T08:02:05.763123 09[IKE] x',
      '09[IKE] x',
      null,
      null,
      null,
      'local',
      at('2026-11-23T08:02:05.763Z') + 123000n,
    ],
    ['2026-11-23T08:02:05+0100.250 09[IKE] x', '09[IKE] x', null, null, null, 'zoned', at('2026-11-23T07:02:05.250Z')],
    ['2026-11-23T08:02:05Z 09[IKE] x', '09[IKE] x', null, null, null, 'utc', at('2026-11-23T08:02:05Z')],
    ['[2026-11-23 08:02:05] 09[IKE] x', '09[IKE] x', null, null, null, 'local', at('2026-11-23T08:02:05Z')],
    ['1795420925.5 09[IKE] x', '09[IKE] x', null, null, null, 'utc', 1795420925500000000n],
    ['08:02:05.123 09[IKE] x', '09[IKE] x', null, null, null, 'time-only', 28925123000000n],
    ['Mon Nov 23 08:02:05 2026 09[IKE] x', '09[IKE] x', null, null, null, 'local', at('2026-11-23T08:02:05Z')],
    ['Mon, 23 Nov 2026 08:02:05 +0100 09[IKE] x', '09[IKE] x', null, null, null, 'zoned', at('2026-11-23T07:02:05Z')],
    ['23.11.2026 08:02:05 09[IKE] x', '09[IKE] x', null, null, null, 'local', at('2026-11-23T08:02:05Z')],
    [
      'Nov 23 22:01:02 gw1 charon: 09[IKE] x',
      '09[IKE] x',
      'gw1',
      'charon',
      null,
      'no-year',
      at('2000-11-23T22:01:02Z'),
    ],
    [
      'Nov 23 22:01:02 gw1 charon-systemd[123]: no private key',
      'no private key',
      'gw1',
      'charon-systemd',
      123,
      'no-year',
      at('2000-11-23T22:01:02Z'),
    ],
    [
      'Nov 23 22:01:02.000001 gw1 ipsec[77]: 09[IKE]   x',
      '09[IKE]   x',
      'gw1',
      'ipsec',
      77,
      'no-year',
      at('2000-11-23T22:01:02Z') + 1000n,
    ],
    ['Nov 23 22:01:02 charon: 09[IKE] x', '09[IKE] x', null, 'charon', null, 'no-year', at('2000-11-23T22:01:02Z')],
    [
      'Nov 23 22:01:02 gw1 daemon.info charon: 09[IKE] x',
      '09[IKE] x',
      'gw1',
      'charon',
      null,
      'no-year',
      at('2000-11-23T22:01:02Z'),
    ],
    ['charon[9]: 09[IKE] x', '09[IKE] x', null, 'charon', 9, 'none', null],
    [
      '<30>Nov 23 22:01:02 gw1 pluto[9]: "a" #1: x',
      '"a" #1: x',
      'gw1',
      'pluto',
      9,
      'no-year',
      at('2000-11-23T22:01:02Z'),
    ],
    [
      '<30>1 2026-11-23T08:02:05.5+09:00 gw1 charon 12 - [x@1 a="]\\""] 09[IKE] x',
      '09[IKE] x',
      'gw1',
      'charon',
      12,
      'zoned',
      at('2026-11-22T23:02:05.500Z'),
    ],
    [
      '2026-11-23T08:02:05+0900 gw1 charon-systemd[4]: x y',
      'x y',
      'gw1',
      'charon-systemd',
      4,
      'zoned',
      at('2026-11-22T23:02:05Z'),
    ],
    [
      'Mon 2026-11-23 08:02:05 UTC gw1 charon[4]: 01[NET] x',
      '01[NET] x',
      'gw1',
      'charon',
      4,
      'utc',
      at('2026-11-23T08:02:05Z'),
    ],
    [
      'Mon 2026-11-23 08:02:05 CET gw1 charon[4]: 01[NET] x',
      '01[NET] x',
      'gw1',
      'charon',
      4,
      'zoned',
      at('2026-11-23T07:02:05Z'),
    ],
    ['[ 1234.567890] gw1 charon[4]: 01[NET] x', '01[NET] x', 'gw1', 'charon', 4, 'monotonic', 1234567890000n],
    [
      'Nov 23 08:02:05.763123: "west" #1: initiating',
      '"west" #1: initiating',
      null,
      null,
      null,
      'no-year',
      at('2000-11-23T08:02:05.763Z') + 123000n,
    ],
    [
      'Nov 23 08:02:05.763123: ERROR: asynchronous network error',
      'ERROR: asynchronous network error',
      null,
      null,
      null,
      'no-year',
      at('2000-11-23T08:02:05.763Z') + 123000n,
    ],
    ['I/charon  ( 1480): 09[IKE] x', '09[IKE] x', null, 'charon', 1480, 'none', null],
    ['I/charon: 09[IKE] x', '09[IKE] x', null, 'charon', null, 'none', null],
    [
      '11-23 08:02:05.123 I/charon( 1480): 09[IKE] x',
      '09[IKE] x',
      null,
      'charon',
      1480,
      'no-year',
      at('2000-11-23T08:02:05.123Z'),
    ],
    [
      '11-23 08:02:05.123  1480  1491 I charon  : 09[IKE] x',
      '09[IKE] x',
      null,
      'charon',
      1480,
      'no-year',
      at('2000-11-23T08:02:05.123Z'),
    ],
    ['Mon, 2026-11-23, 08:02:05 09[IKE1] x', '09[IKE1] x', null, null, null, 'local', at('2026-11-23T08:02:05Z')],
    [
      '2026-11-23T08:02:05\tInformational\tcharon\t09[IKE] x\t',
      '09[IKE] x',
      null,
      'charon',
      null,
      'local',
      at('2026-11-23T08:02:05Z'),
    ],
    [
      'Nov 23 08:02:05 gw1 pluto[4]: message repeated 2 times: [ "west" #1: initiating]',
      '"west" #1: initiating',
      'gw1',
      'pluto',
      4,
      'no-year',
      at('2000-11-23T08:02:05Z'),
    ],
    [
      'Nov 23 08:02:05 gw1 pluto[4]: \u201cwest\u201d #1: initiating',
      '"west" #1: initiating',
      'gw1',
      'pluto',
      4,
      'no-year',
      at('2000-11-23T08:02:05Z'),
    ],
    ['vpn-1  | 09[IKE] x', '09[IKE] x', null, null, null, 'none', null],
    [
      'vpn-1  | 2026-11-23T08:02:05.5Z Nov 23 09:02:05 09[IKE] x',
      '09[IKE] x',
      null,
      null,
      null,
      'utc',
      at('2026-11-23T08:02:05.5Z'),
    ],
    ['[pod/vpn-0/charon] 09[IKE] x', '09[IKE] x', null, null, null, 'none', null],
    ['2026-11-23T08:02:05.5Z stdout F 09[IKE] x', '09[IKE] x', null, null, null, 'utc', at('2026-11-23T08:02:05.5Z')],
    ['\ufeff09[IKE] x\r', '09[IKE] x', null, null, null, 'none', null],
    ['packet from 192.0.2.1:500: x', 'packet from 192.0.2.1:500: x', null, null, null, 'none', null],
  ];
  for (const [text, message, host, program, pid, kind, ns] of rows)
    it(text.slice(0, 60), () => {
      const line = one(text);
      expect([line.message, line.host, line.program, line.pid, line.timeKind, line.ns]).toEqual([
        message,
        host,
        program,
        pid,
        kind,
        ns,
      ]);
    });

  it('reads journal JSON, text or bytes', () => {
    const bytes = [...new TextEncoder().encode('09[IKE] a\nb')].join(',');
    const line = one(
      `{"__REALTIME_TIMESTAMP":"1795420925000001","MESSAGE":[${bytes}],"_HOSTNAME":"gw","SYSLOG_IDENTIFIER":"charon","_PID":"7","THREAD":"09"}`,
    );
    expect(line).toMatchObject({
      message: '09[IKE] a',
      ns: 1795420925000001000n,
      host: 'gw',
      program: 'charon',
      pid: 7,
      fields: { THREAD: '09' },
    });
    expect(
      one('{"log":"Nov 23 22:01:02 gw charon: 09[IKE] x\\n","stream":"stdout","time":"2026-11-23T08:02:05.5Z"}'),
    ).toMatchObject({
      message: '09[IKE] x',
      ns: at('2026-11-23T08:02:05.5Z'),
      program: 'charon',
    });
  });

  it('reads the journal export form', () => {
    const front = lineFront();
    const seen = [
      '__CURSOR=s=1',
      '__REALTIME_TIMESTAMP=1795420925000000',
      '_HOSTNAME=gw',
      'SYSLOG_IDENTIFIER=charon',
      'MESSAGE=09[IKE] x',
      'X=1',
      '',
      '__CURSOR=s=2',
    ]
      .map((text) => front.read(text))
      .filter((line) => line !== null);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ message: '09[IKE] x', host: 'gw', ns: 1795420925000000000n });
  });
});

describe('journals of all units', () => {
  const verbose = `Mon 2026-11-23 10:00:00.123456 UTC [s=1a;i=1;b=2;m=3;t=4;x=5]
    PRIORITY=6
    MESSAGE=09[IKE] initiating IKE_SA net[1] to 198.51.100.20
    _HOSTNAME=gw
    SYSLOG_IDENTIFIER=charon
    _PID=77
Mon 2026-11-23 10:00:01.000000 UTC [s=1a;i=2;b=2;m=3;t=4;x=5]
    SYSLOG_IDENTIFIER=sshd
    MESSAGE=09[IKE] initiating IKE_SA evil[9] to 203.0.113.9
    SYSLOG_RAW=x
      MESSAGE=deeper`;
  const read = (text: string): { line: number; message: string; program: string | null; ns: bigint | null }[] => {
    const front = lineFront();
    return text.split('\n').flatMap((line, i) => {
      const found = front.read(line);
      return found === null
        ? []
        : [{ line: i + 1 - (found.back ?? 0), message: found.message, program: found.program, ns: found.ns }];
    });
  };

  it('in verbose form know who wrote what, and where', () => {
    expect(read(verbose)).toMatchObject([
      {
        line: 3,
        message: '09[IKE] initiating IKE_SA net[1] to 198.51.100.20',
        program: 'charon',
        ns: at('2026-11-23T10:00:00.123Z') + 456_000n,
      },
      { line: 9, program: 'sshd' },
    ]);
  });

  it('in export form wait for the writer of a message', () => {
    const text =
      '__CURSOR=a\n__REALTIME_TIMESTAMP=1795420925000000\nMESSAGE=09[IKE] x\n_COMM=charon\n\n__CURSOR=b\nMESSAGE=nobody\n\n__CURSOR=c';
    expect(read(text)).toMatchObject([
      { line: 3, message: '09[IKE] x', program: 'charon' },
      { line: 7, message: 'nobody', program: null },
    ]);
  });

  it('short-iso-precise and JSON among others', () => {
    const iso = '2026-11-23T10:00:00.123456+0900 gw charon[77]: 09[IKE] x';
    expect(read(iso)).toMatchObject([
      { message: '09[IKE] x', program: 'charon', ns: at('2026-11-23T01:00:00.123Z') + 456_000n },
    ]);
    const json =
      '{"__REALTIME_TIMESTAMP":"1795420925000000","SYSLOG_IDENTIFIER":"charon-systemd","MESSAGE":"09[IKE] x"}';
    expect(read(json)).toMatchObject([{ message: '09[IKE] x', program: 'charon-systemd', ns: 1795420925000000000n }]);
  });
});

describe('clock', () => {
  it('passes the end of the year and midnight', () => {
    const front = lineFront();
    const ns = (text: string): bigint => front.read(text)?.ns ?? 0n;
    const before = ns('Dec 31 23:59:59 09[IKE] x');
    expect(ns('Jan  1 00:00:01 09[IKE] x') - before).toBe(2_000_000_000n);
    expect(ns('Dec 31 23:59:58 09[IKE] late')).toBe(before - 1_000_000_000n);
    const other = lineFront();
    const late = other.read('23:59:59 09[IKE] x')?.ns ?? 0n;
    expect((other.read('00:00:02 09[IKE] x')?.ns ?? 0n) - late).toBe(3_000_000_000n);
  });

  it('takes the year from a line that tells one', () => {
    const front = lineFront();
    front.read('2024-03-01 08:00:00 09[IKE] x');
    expect(front.read('Mar  1 08:00:01 09[IKE] y')?.ns).toBe(at('2024-03-01T08:00:01Z'));
  });
});

it('reads the months of a journal in the language of whoever asked it', () => {
  const of = (text: string): unknown[] => {
    const line = lineFront().read(text);
    return [line?.timeText, line?.host, line?.program, line?.message, line?.ns];
  };
  const english = of('Jul 27 19:08:45 gw charon[7]: 05[IKE] retransmit 1');
  for (const month of ['7월', '7月', 'juil.', 'lug', 'lip', 'июл', 'heinä', 'tem'])
    expect(of(`${month} 27 19:08:45 gw charon[7]: 05[IKE] retransmit 1`)).toEqual([
      `${month} 27 19:08:45`,
      ...english.slice(1),
    ]);
  expect(of(' 1월  5 01:02:03 gw pluto[7]: shutting down').slice(1, 4)).toEqual(['gw', 'pluto', 'shutting down']);
  expect(of('okt  1 21:05:45 gw pluto[107072]: shutting down').slice(0, 3)).toEqual(['okt  1 21:05:45', 'gw', 'pluto']);
  // Words and numbers that are no months, and months without a day or a clock.
  for (const text of ['13월 27 19:08:45 gw', 'set 3 options', 'pro 12', 'out 4 of 5 12:00', 'lis. gw'])
    expect(lineFront().read(text)?.ns ?? null).toBeNull();
});

it('takes a bar behind the time for a column where a daemon is named, and for the mark of details of pluto else', () => {
  const column = lineFront().read('Apr 25 10:52:55 | charon: 09[CFG] trap not found, unable to acquire reqid 0');
  expect(column).toMatchObject({ program: 'charon', message: '09[CFG] trap not found, unable to acquire reqid 0' });
  const detail = lineFront().read('Apr 25 10:52:55 | State DB: found IKEv2 state #3');
  expect(detail).toMatchObject({ program: null, message: '| State DB: found IKEv2 state #3' });
});

it('finds daemon and clock behind an indent and quote marks, and leaves an indent of the message alone', () => {
  const front = lineFront();
  expect(front.read('  charon: 03[IKE] words')).toMatchObject({ program: 'charon', message: '03[IKE] words' });
  expect(front.read('> > Jan  5 10:00:01 gw charon: 03[IKE] words')).toMatchObject({
    host: 'gw',
    program: 'charon',
    message: '03[IKE] words',
  });
  expect(front.read('  received proposals')).toMatchObject({ program: null, message: '  received proposals' });
});

it.each([
  ['Jul 21 20:47:19 \tcharon: 03[CFG] words', 'charon', '03[CFG] words'],
  ['Jul 31 20:25:15 [pluto] "net" #1: words', 'pluto', '"net" #1: words'],
])('a daemon behind a tab or in brackets stands without a host: %s', (text, program, message) => {
  expect(one(text)).toMatchObject({ host: null, program, message });
});

describe('what copying puts around a line', () => {
  const timed = '2026-11-23 08:02:05 12[CFG] loaded a';
  const inner = { message: '12[CFG] loaded a', timeText: '2026-11-23 08:02:05', timeKind: 'local' };
  it.each([
    ['grep -n', `6:${timed}`],
    ['context of grep -n', `6-${timed}`],
    ['cat -n', `     6\t${timed}`],
    ['the name of a file', `/var/log/charon.log:${timed}`],
    ['the name of a file with a dash', `/srv/gw-a/charon-2.log-${timed}`],
    ['name and number', `gw/charon.log.1:117:${timed}`],
    ['name and number of context', `charon.log-117-${timed}`],
    ['spaces of a page', timed.replaceAll(' ', '\u00a0')],
    ['a row of a table', `"12","${timed}"`],
    ['a mail that quotes grep', `> > 6:${timed}`],
    ['marks of code', `\`${timed}\``],
    ['marks of weight', `**${timed}**`],
  ])('is taken off: %s', (_, text) => {
    expect(one(text)).toMatchObject({ ...inner, quote: text });
  });

  it.each([
    ['/var/log/charon.log:11[IKE] <gw|1> words', '11[IKE] <gw|1> words'],
    ['charon.log-12[IKE] words', '12[IKE] words'],
    ['charon.log-7-12[IKE] words', '12[IKE] words'],
    ['6:003 "net" #1: words', '003 "net" #1: words'],
    ['6:packet from 192.0.2.1:500: words', 'packet from 192.0.2.1:500: words'],
    ['"3","""net"" #1: words"', '"net" #1: words'],
    ['> | details', '| details'],
    ['>  | details', ' | details'],
    [': "net" #1: words', '"net" #1: words'],
    [': | details', '| details'],
    ['> ERROR: /etc/ipsec.conf: 17: words', 'ERROR: /etc/ipsec.conf: 17: words'],
  ])('is taken off where there is no time: %s', (text, message) => {
    expect(one(text)).toMatchObject({ message, timeText: null });
  });

  it.each([
    '12:30:45 09[IKE] words',
    '11-23 08:02:05.123 09[IKE] words',
    '6: words of somebody',
    '17 Aug 04:14:35 09[IKE] words',
    '"12","a","09[IKE] words"',
    'charon.log-words: 12',
    '10.1.0.0/16',
  ])('is not seen in %s', (text) => {
    const line = one(text);
    expect(text.endsWith(line.message)).toBe(true);
    expect(line.message.startsWith('09[IKE]') ? line.timeText : line.message).toBe(
      line.message.startsWith('09[IKE]') ? text.slice(0, -line.message.length - 1) : text,
    );
  });

  it('stands in front of records of fields too', () => {
    const record = '{"__REALTIME_TIMESTAMP":"1795420925000001","MESSAGE":"09[IKE] words","_HOSTNAME":"gw"}';
    for (const text of [`6:${record}`, `a.log:${record}`, `"1","${record.replaceAll('"', '""')}"`])
      expect(one(text)).toMatchObject({ message: '09[IKE] words', host: 'gw', timeKind: 'utc' });
  });
});

it('never throws and never loses the end of a line', () => {
  const piece = fc.constantFrom(
    'Nov 23 22:01:02',
    '2026-11-23T08:02:05',
    '09[IKE] ',
    '<30>1 ',
    '[',
    ']',
    ' ',
    ':',
    '{"MESSAGE":',
    '"',
    '.5',
    '+01',
    'charon[1]:',
    'a | ',
    '- ',
    '\\',
    '\u001b[2J',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), (parts) => {
      const front = lineFront();
      const line = front.read(parts.join(''));
      if (line !== null) expect(line.quote.length).toBeLessThanOrEqual(500);
    }),
  );
});
