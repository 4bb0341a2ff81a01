import { describe, expect, it } from 'vitest';
import { addressBytes } from '../protocol/address.ts';
import { utf8Bytes } from '../protocol/text.ts';
import { redacted, testKey, textOf } from './run.fixture.ts';
import { Redaction } from './redaction.ts';

const one = async (text: string): Promise<string> =>
  textOf((await redacted([{ path: 'f.txt', bytes: utf8Bytes(text) }])).files, 'f.txt');

/** The pseudonym of an address as it is usually written. */
const plain = (await one('203.0.113.5 2001:db8::5 00:11:22:aa:bb:cc\n')).trim().split(' ');
const [four = '', six = '', mac = ''] = plain;
const octets = four.split('.').map(Number);
const digits = octets.map((octet) => octet.toString(16).padStart(2, '0')).join('');
const six16 = Buffer.from(addressBytes(six) ?? []).toString('hex');

describe('an address is replaced however it is written', () => {
  it.each([
    ['zeros in front', '203.000.113.005', octets.map((octet) => String(octet).padStart(3, '0')).join('.')],
    [
      'zeros in front of some, where it is known',
      '203.0.113.05',
      `${octets.slice(0, 3).join('.')}.${String(octets[3]).padStart(2, '0')}`,
    ],
    ['hexadecimal', '0xcb007105', `0x${digits}`],
    ['hexadecimal in upper case, with a port', '0xCB007105:500', `0x${digits.toUpperCase()}:500`],
    ['decimal behind a field', 'src=3405803781', `src=${Number.parseInt(digits, 16)}`],
    [
      'decimal behind a field of RADIUS',
      'NAS-IP-Address = 3405803781',
      `NAS-IP-Address = ${Number.parseInt(digits, 16)}`,
    ],
    [
      'the order of the kernel',
      'eth0\t057100CB\t0003',
      `eth0\t${Buffer.from(digits, 'hex').reverse().toString('hex').toUpperCase()}\t0003`,
    ],
    ['defanged once', 'seen at 203.0.113[.]5 today', `seen at ${octets.slice(0, 3).join('.')}[.]${octets[3]} today`],
    ['defanged', '203[.]0[.]113[.]5', octets.join('[.]')],
    ['defanged by words', '203 [dot] 0 (.) 113{.}5', `${octets[0]} [dot] ${octets[1]} (.) ${octets[2]}{.}${octets[3]}`],
    ['defanged IPv6', '2001[:]db8[:]:5', six.replaceAll(':', '[:]')],
    ['a name of its reverse zone', '5.113.0.203.in-addr.arpa', `${octets.toReversed().join('.')}.in-addr.arpa`],
    [
      'a name of the reverse zone of IPv6',
      `${[...'20010db8000000000000000000000005'].reverse().join('.')}.ip6.arpa.`,
      `${[...six16].reverse().join('.')}.ip6.arpa.`,
    ],
    ['IPv6 in upper case', '2001:DB8::5', six],
    ['IPv6 expanded', '2001:0db8:0000:0000:0000:0000:0000:0005', six],
    ['IPv6 with a zone', '2001:db8::5%eth0', `${six}%eth0`],
    ['IPv6 that is mapped', '::ffff:203.0.113.5', `::ffff:${four}`],
    ['IPv6 that is mapped, expanded', '0:0:0:0:0:FFFF:CB00:7105', `::ffff:${four}`],
    [
      'IPv6 that is compatible',
      '::203.0.113.5',
      `::${(octets[0]! * 256 + octets[1]!).toString(16)}:${(octets[2]! * 256 + octets[3]!).toString(16)}`,
    ],
    ['MAC without signs', 'mac=001122aabbcc', `mac=${mac.replaceAll(':', '')}`],
    [
      'MAC in upper case, in JSON',
      '{"hwaddr":"001122AABBCC"}',
      `{"hwaddr":"${mac.replaceAll(':', '').toUpperCase()}"}`,
    ],
    [
      'MAC behind words',
      'client lladdr 001122aabbcc, MAC address is 001122aabbcc',
      `client lladdr ${mac.replaceAll(':', '')}, MAC address is ${mac.replaceAll(':', '')}`,
    ],
    [
      'MAC of Cisco at the end of a sentence',
      'from 0011.22aa.bbcc.',
      `from ${mac.replaceAll(':', '').replaceAll(/(....)(?=.)/g, '$1.')}.`,
    ],
    ['MAC behind a label', 'mac:00:11:22:aa:bb:cc:', `mac:${mac}:`],
    [
      'MAC of BSD',
      '0:11:22:aa:bb:cc',
      mac
        .split(':')
        .map((octet) => octet.replace(/^0/, ''))
        .join(':'),
    ],
  ])('%s', async (_, written, wanted) => {
    const made = await one(`203.0.113.5\n${written}\n`);
    expect(made).toBe(`${four}\n${wanted}\n`);
  });

  it('a label of four numbers becomes what it becomes in a domain name', async () => {
    const made = await one(
      '203.0.113.5\nip-203-0-113-5.corp.example\nip-203-0-113-5\nhost 203-0-113-5 up\nec2-10-0-0-7\n',
    );
    const [, domain = '', alone, known, other] = made.split('\n');
    const label = domain.split('.')[0] ?? '';
    expect(label).toMatch(/^ip-[0-9]{3}-[0-9]-[0-9]{3}-[0-9]$/);
    expect(label).not.toContain('203');
    expect(alone).toBe(label);
    expect(known).toBe(`host ${label.slice(3)} up`);
    expect(other).not.toContain('10-0-0-7');
  });

  it('addresses of the filtering platform are replaced, known or not', async () => {
    const made = await one(
      '<localV4Address>3405803781</localV4Address><remoteV4Address>0xcb007105</remoteV4Address>\n',
    );
    expect(made).toBe(
      `<localV4Address>${Number.parseInt(digits, 16)}</localV4Address><remoteV4Address>0x${digits}</remoteV4Address>\n`,
    );
  });

  it('a network of the reverse zone keeps its prefix', async () => {
    const made = await one('203.0.113.5\n113.0.203.in-addr.arpa\n8.b.d.0.1.0.0.2.ip6.arpa\n');
    expect(made).toContain(`\n${octets.slice(0, 3).toReversed().join('.')}.in-addr.arpa\n`);
    expect(made).toContain(`\n${[...six16.slice(0, 8)].reverse().join('.')}.ip6.arpa\n`);
  });

  it('knows what captures showed', () => {
    const redaction = new Redaction(testKey);
    redaction.met.add('203.0.113.5');
    expect(redaction.knows('203.0.113.5')).toBe(true);
    expect(redaction.knows('203.0.113.6')).toBe(false);
  });
});

describe('what only looks like an address stays', () => {
  it.each([
    'SPI 0xc1a2b3d4 spi=0xcb007106',
    'packets 3405803781 bytes 3405803781',
    'version 6.04.02.01',
    'linux-image-6-1-0-28-amd64',
    'at 2026-11-24-00 with AES_CBC_256-1-2-3',
    'sum 001122aabbcc hmac 001122aabbcc',
    'a [.] b, 1[.]2, list[:]',
    'id 1-2-3-4-5',
    'mask 0xffffff00',
    'SPI 0xcb007105 {ESP=>0xcb007105 <0xcb007105 xfrm}',
    '::1 :: ::ffff',
  ])('%s', async (text) => {
    expect(await one(`203.0.113.5\n${text}\n`)).toBe(`${four}\n${text}\n`);
  });

  it('takes no longer for what is made to be slow', async () => {
    const start = performance.now();
    for (const sign of ['1[.]', '[:]', '1.', '1-', 'mac ', 'mac mac_', 'a-', '0.', 'f.', ' = ', '203(.)'])
      await one(`mac [.] [:] ${sign.repeat(30_000)}\n`);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
