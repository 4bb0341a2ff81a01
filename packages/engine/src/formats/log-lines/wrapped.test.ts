import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../observations/index.ts';
import { charonLog } from '../charon-log/index.ts';
import { plutoLog } from '../pluto-log/index.ts';
import type { TextFormat } from '../reader.ts';

const events = (format: TextFormat, lines: readonly string[]): LogEvent[] => {
  const reader = format.open('a1');
  lines.forEach((line, i) => reader.line(line, i + 1));
  return reader.end().observations.filter((item) => item.kind === 'log');
};
const told = (format: TextFormat, lines: readonly string[]): unknown[] =>
  events(format, lines).map(({ code, args, session }) => [code, args, session]);

const charon = [
  'Nov 23 08:00:00 gw charon[7]: 05[NET] received packet: from 198.51.100.2[500] to 192.0.2.1[500] (464 bytes)',
  'Nov 23 08:00:00 gw charon[7]: 05[ENC] parsed IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) N(FRAG_SUP) N(HASH_ALG) N(REDIR_SUP) ]',
  'Nov 23 08:00:00 gw charon[7]: 05[IKE] 198.51.100.2 is initiating an IKE_SA',
  'Nov 23 08:00:00 gw charon[7]: 05[ENC] generating IKE_SA_INIT response 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) N(FRAG_SUP) N(HASH_ALG) N(CHDLESS_SUP) ]',
  'Nov 23 08:00:00 gw charon[7]: 05[NET] sending packet: from 192.0.2.1[500] to 198.51.100.2[500] (472 bytes)',
  'Nov 23 08:00:01 gw charon[7]: 06[NET] received packet: from 198.51.100.2[4500] to 192.0.2.1[4500] (1200 bytes)',
  'Nov 23 08:00:01 gw charon[7]: 06[ENC] parsed IKE_AUTH request 1 [ IDi CERT N(INIT_CONTACT) CERTREQ IDr AUTH SA TSi TSr N(MOBIKE_SUP) ]',
  'Nov 23 08:00:01 gw charon[7]: 06[CFG] no issuer certificate found for "C=NL, O=Example Roads, CN=branch.example.org"',
  'Nov 23 08:00:01 gw charon[7]: 06[CFG]   issuer is "C=NL, O=Example Roads, CN=Example Roads Root CA"',
  "Nov 23 08:00:01 gw charon[7]: 06[IKE] no trusted RSA public key found for 'branch.example.org'",
  'Nov 23 08:00:01 gw charon[7]: 06[ENC] generating IKE_AUTH response 1 [ N(AUTH_FAILED) ]',
  'Nov 23 08:00:01 gw charon[7]: 06[NET] sending packet: from 192.0.2.1[4500] to 198.51.100.2[4500] (80 bytes)',
];
const pluto = [
  'Nov 23 10:00:00.100000: "west" #1: initiating IKEv2 connection to 198.51.100.2 using UDP',
  'Nov 23 10:00:00.110000: "west" #1: sent IKE_SA_INIT request to 198.51.100.2:UDP/500',
  'Nov 23 10:00:00.120000: "west" #1: processed IKE_SA_INIT response from 198.51.100.2:UDP/500 {cipher=AES_GCM_16_256 integ=n/a prf=HMAC_SHA2_512 group=DH19}, initiating IKE_AUTH',
  'Nov 23 10:00:00.130000: "west" #1: sent IKE_AUTH request to 198.51.100.2:UDP/4500; Child SA #2 {ESP <0x0a0b0c0d}',
  'Nov 23 10:00:00.140000: "west" #1: processing decrypted IKE_AUTH response: SK{IDr,CERT,AUTH,SA,TSi,TSr}',
  `Nov 23 10:00:00.150000: "west" #1: X509: authentication failed; peer certificate subjectAltName extension does not match ID 'gate.example.org'`,
  `Nov 23 10:00:00.160000: "west" #1: X509: Peer's Certificate has been revoked. [-8180: SEC_ERROR_REVOKED_CERTIFICATE]`,
];

/** `fold -w`. */
const hard = (width: number) => (line: string) =>
  Array.from({ length: Math.ceil(line.length / width) }, (_, i) => line.slice(i * width, (i + 1) * width));

/** `fold -s -w`: behind the last space that fits. */
function spaced(width: number): (line: string) => string[] {
  return (line) => {
    const parts: string[] = [];
    let rest = line;
    while (rest.length > width) {
      const space = rest.lastIndexOf(' ', width - 1);
      const end = space < 0 ? width : space + 1;
      parts.push(rest.slice(0, end));
      rest = rest.slice(end);
    }
    return [...parts, rest];
  };
}

const trimmed = (of: (line: string) => string[]) => (line: string) => of(line).map((part) => part.trimEnd());

describe.each([
  ['charon', charonLog, charon],
  ['pluto', plutoLog, pluto],
] as const)('a log of %s', (_, format, lines) => {
  it.each([
    ['at 80 columns', hard(80)],
    ['at 132 columns', hard(132)],
    ['at spaces', spaced(80)],
    ['at spaces that are lost', trimmed(spaced(80))],
    ['at spaces, by a mail', trimmed(spaced(72))],
    ['and quoted', (line: string) => trimmed(spaced(76))(line).map((part) => `> ${part}`)],
  ])('tells the same when it was broken %s', (_where, fold) => {
    expect(told(format, lines.flatMap(fold))).toEqual(told(format, lines));
  });

  it('keeps the places of its lines', () => {
    const folded = lines.flatMap(hard(80));
    for (const { src } of events(format, folded)) {
      const [place] = src.at;
      const line = place !== undefined && 'line' in place ? (folded[place.line - 1] ?? '') : '';
      expect(src.quote.startsWith(line.trimEnd())).toBe(true);
      expect(line.startsWith('Nov 23')).toBe(true);
    }
  });
});

it('knows the end of a record that could stand alone, also in a log without times', () => {
  const whole = [
    '"west" #1: responding to IKE_AUTH message (ID 1) from 198.51.100.2:4500 with encrypted notification NO_PROPOSAL_CHOSEN',
    '"west" #1: NSS: ERROR: IPsec certificate CN=gate,O=Example Roads,C=NL invalid: SEC_ERROR_REVOKED_CERTIFICATE: Peer\'s Certificate has been revoked.',
  ];
  const folded = whole.flatMap(trimmed(spaced(80)));
  expect(told(plutoLog, folded)).toEqual(told(plutoLog, whole));
  expect(JSON.stringify(told(plutoLog, folded))).toContain('CN=gate,O=Example Roads,C=NL');
});

describe('what is not put together', () => {
  const codes = (lines: readonly string[]): string[] => events(charonLog, lines).map(({ code }) => code);

  it('is what somebody says behind a line that had room', () => {
    const lines = [
      `Nov 23 08:00:00 gw charon[7]: 05[CFG] loaded certificate "C=NL, O=Example Roads, CN=branch.example.org, more and more"`,
      "Nov 23 08:00:00 gw charon[7]: 05[IKE] no shared key found for 'a.example' - 'b.example'",
      'and then nothing more happens',
    ];
    const found = events(charonLog, lines).find(({ code }) => code.startsWith('auth.'));
    expect(found?.src.quote).toBe(lines[1]);
    expect(JSON.stringify(found?.args)).not.toContain('nothing');
  });

  it('is a text that a peer chose: it gains nothing by a line feed that a space would not give it', () => {
    const chosen = "CN=x\nno shared key found for 'a.example' - 'b.example'\nretransmit 5 of request with message ID 0";
    const lines =
      `${charon.join('\n')}\nNov 23 08:00:02 gw charon[7]: 06[IKE] received end entity cert "${chosen}"`.split('\n');
    const blank = `${charon.join('\n')}\nNov 23 08:00:02 gw charon[7]: 06[IKE] received end entity cert "${chosen.replaceAll('\n', ' ')}"`;
    expect(codes(lines).filter((code) => !codes(blank.split('\n')).includes(code))).toEqual([]);
  });

  it('is what stands behind the widest line of a text', () => {
    const wide = "Nov 23 08:00:00 gw charon[7]: 05[IKE] no shared key found for 'a.example' - 'b.example'";
    const [found] = events(charonLog, ['Nov 23 08:00:00 gw charon[7]: 05[IKE] words', wide, 'is all it says']);
    expect([found?.src.quote, JSON.stringify(found?.args).includes('all')]).toEqual([wide, false]);
    const here = '"net" #1: authentication failed: computed hash does not match hash received from peer ID_IPV4_ADDR';
    const other = 'the other end: 09[CFG] no IDi configured, fall back on IP address';
    expect(events(plutoLog, [here, other]).map(({ code, src }) => [code, src.at])).toEqual([
      [expect.stringContaining('auth.'), [{ line: 1 }]],
      [expect.any(String), [{ line: 2 }]],
    ]);
  });

  it('are bare messages of a log without times', () => {
    const front = `05[CFG] looking for pre-shared key peer configs matching 192.0.2.1...198.51.100.2[branch.example]`;
    expect(codes([front, 'no shared key found for a.example'])).toEqual(
      codes([front]).concat(codes(['no shared key found for a.example'])),
    );
  });

  it('is a line with a secret: joined to a word it would no longer be known as one', () => {
    const full = 'Nov 23 08:00:01 gw charon[7]: 06[IKE] no matching CHILD_SA config found for '.padEnd(80, 'a');
    const lines = [...charon.slice(0, 3).map((line) => line.slice(0, 80)), full, 'password="planted-word"'];
    const reader = charonLog.open('a1');
    lines.forEach((line, i) => reader.line(line, i + 1));
    const { observations } = reader.end();
    expect(observations.length).toBeGreaterThan(0);
    expect(
      JSON.stringify(observations, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain('planted-word');
  });

  it('is read in linear time, and bounded', () => {
    const reader = charonLog.open('a1');
    let line = 0;
    for (let i = 0; i < 200; i++) {
      reader.line(`Nov 23 08:00:00 gw charon[7]: 05[IKE] ${'x'.repeat(42)}`, ++line);
      for (let k = 0; k < 100; k++) reader.line('y'.repeat(80), ++line);
    }
    expect(reader.end().observations).toEqual([]);
  });
});
