import { describe, expect, it } from 'vitest';
import { utf8Bytes } from '../protocol/text.ts';
import { redacted, testKey, textOf } from './run.fixture.ts';
import { withoutSecrets } from './secret-lines.ts';
import { Keyed } from './keyed.ts';

const keyed = new Keyed(testKey);
const one = async (text: string): Promise<string> =>
  textOf((await redacted([{ path: 'f.txt', bytes: utf8Bytes(text) }])).files, 'f.txt');

describe('secrets in lines', () => {
  it.each([
    ['secret = "Sw0rdfish"', 'secret = "#"'],
    ["psk='Sw0rdfish' # of the office", "psk='#' # of the office"],
    ['%any : PSK "Sw0rdfish"', '%any : PSK "#"'],
    [': RSA key.pem "Sw0rdfish"', null],
    ['{"PreSharedKey":"Sw0rdfish","id":7}', '{"PreSharedKey":"#","id":7}'],
    ['<Data Name="PreSharedKey">Sw0rdfish</Data>', '<Data Name="PreSharedKey">#</Data>'],
    ['Auth1PSK:                             Sw0rdfish', 'Auth1PSK:                             #'],
    ['crypto isakmp key Sw0rdfish address 198.51.100.7', 'crypto isakmp key # address 198.51.100.7'],
    [' set psksecret ENC Sw0rdfish', ' set psksecret ENC #'],
    ['pre-shared-key ascii-text "Sw0rdfish"; ## SECRET-DATA', null],
    ['New-NetIPsecAuthProposal -PreSharedKey "Sw0rdfish"', 'New-NetIPsecAuthProposal -PreSharedKey "#"'],
    ['fetch https://bob:Sw0rdfish@ca.example/crl', 'fetch https://bob:#@ca.example/crl'],
    ['netsh ipsec static add rule psk=Sw0rdfish kerberos=yes', 'netsh ipsec static add rule psk=# kerberos=yes'],
    ['미리 공유한 키: Sw0rdfish', '미리 공유한 키: #'],
  ])('%s', (line, wanted) => {
    const made = withoutSecrets(line, keyed).line;
    expect(made).not.toContain('Sw0rdfish');
    if (wanted !== null) expect(made.replaceAll(/taken-out-[0-9a-f]{24}/g, '#')).toBe(wanted);
  });

  it.each([
    'authby=secret',
    '      auth = psk',
    '  local pre-shared key authentication:',
    "authentication of 'x' (myself) with pre-shared key",
    "tried 1 shared key for 'a' - 'b', but MAC mismatched",
    'no shared secret found for a - b',
    'PING 198.51.100.7 (198.51.100.7) 56(84) bytes of data.',
    'secret = ***',
  ])('leaves %s', (line) => {
    expect(withoutSecrets(line, keyed)).toEqual({ line, count: 0 });
  });

  it('gives equal secrets equal stand-ins however they are spelled', () => {
    const of = (line: string): string => /taken-out-[0-9a-f]+/.exec(withoutSecrets(line, keyed).line)?.[0] ?? '';
    expect(of('secret = "abc"')).toBe(of(': PSK 0x616263'));
    expect(of('secret = "abc"')).toBe(of(': PSK 0sYWJj'));
    expect(of('secret = "abc"')).not.toBe(of('secret = "abc "'));
  });

  it('takes no longer for what is made to be slow', () => {
    const start = performance.now();
    for (const sign of [' ', '"', '\\', 'secret', 'psk ', '=', ': PSK '])
      withoutSecrets(`secret${sign.repeat(8000)}`, keyed);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('text', () => {
  it('keeps both ends of what charon joins with dots, and ports, prefixes and masks', async () => {
    const made = await one(
      'matching 203.0.113.7...198.51.100.9[x]\n10.44.55.64/28 10.44.55.0 255.255.255.0 IP 203.0.113.7.500 > 198.51.100.9.4500\n2001:db8::7...2001:db8:1::9 esp:c96e3a30@2001:db8::7 2001:db8::7-ESP\n',
    );
    for (const address of ['203.0.113.7', '198.51.100.9', '10.44.55.', '2001:db8']) expect(made).not.toContain(address);
    const [a, b] = /matching ([0-9.]+?)\.\.\.([0-9.]+)\[x\]/.exec(made)?.slice(1) ?? [];
    expect(made).toContain(`IP ${a}.500 > ${b}.4500`);
    expect(made).toMatch(/10\.[0-9]+\.[0-9]+\.[0-9]+\/28 10\.[0-9]+\.[0-9]+\.0 255\.255\.255\.0/);
    expect(made).toMatch(/([0-9a-f:]+)\.\.\.[0-9a-f:]+ esp:c96e3a30@\1 \1-ESP/);
  });

  it('finds addresses of the kernel sockets', async () => {
    const made = await one(
      '203.0.113.7 2001:db8::7\n  0: 077100CB:01F4 B80D0120000000000000000007000000:1194 00000000:0000\n',
    );
    const [four = '', six = ''] = made.split(/\s/);
    expect(made).not.toContain('077100CB');
    expect(made).toContain(
      `${four
        .split('.')
        .reverse()
        .map((part) => Number(part).toString(16).padStart(2, '0').toUpperCase())
        .join('')}:01F4`,
    );
    expect(made).not.toContain('B80D0120');
    expect(six).not.toContain('db8');
    expect(made).toContain(' 00000000:0000');
  });

  it('leaves versions, times, SPIs, settings and words of daemons', async () => {
    const text =
      'Nov 24 00:02:15 x charon[1]: strongSwan 6.0.1 5.10.0.1288 1.3.6.1.5.5.7 c1a2b3d4_i 0xc1a2b3d4 net.ipv4.ip_forward = 1 swanctl.conf 2026-11-23T22:57:49+0000\n';
    expect(await one(text)).toBe(text);
  });

  it('keeps UTF-16 what it was', async () => {
    const bytes = new Uint8Array(Buffer.from('\ufeffhost gangnam.initrode.example at 203.0.113.7\r\n', 'utf16le'));
    const { files } = await redacted([{ path: 'f.txt', bytes }]);
    const made = Buffer.from(files[0]?.bytes ?? []).toString('utf16le');
    expect(made).toMatch(/^\ufeffhost [a-z]{7}\.[a-z]{8}\.example at [0-9.]+\r\n$/);
    expect(made).not.toContain('gangnam');
  });

  it('cuts lines without end', async () => {
    const made = await one(`${'a'.repeat(200_000)} 203.0.113.7 ${'{"psk":"Sw0rdfish"},'.repeat(20_000)}`);
    expect(made).not.toContain('203.0.113.7');
    expect(made).not.toContain('Sw0rdfish');
  });
});
