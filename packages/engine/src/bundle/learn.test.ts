import { describe, expect, it } from 'vitest';
import { utf8Bytes } from '../protocol/text.ts';
import { TextLearner } from './learn.ts';
import { Redaction } from './redaction.ts';
import { testKey } from './run.fixture.ts';

/** Words that a text shows to be of names. */
function learned(text: string, audience: 'colleague' | 'vendor' = 'colleague'): string[] {
  const redaction = new Redaction(testKey, audience);
  const learner = new TextLearner(redaction);
  learner.push(utf8Bytes(`${text}\n`));
  learner.end();
  return [...redaction.names.everywhere()].sort();
}

describe('a name is told by where it stands', () => {
  it.each([
    ['hq @bz : PSK "x"', ['bz', 'hq']],
    [': RSA heartofgold.pem "x"', ['heartofgold']],
    ['zaphod : EAP x', ['zaphod']],
    ['Nov 24 00:02:15  krikkit kmd[1]: x', ['krikkit']],
    ['<189>1 2026-11-24T00:02:15.123Z krikkit app - - x', ['krikkit']],
    ['09[IKE] <to-krikkit|7> x', ['krikkit']],
    ['16[IKE] CHILD_SA krikkit{1} established', ['krikkit']],
    ['between 198.51.100.2[krikkit]...203.0.113.7[bz]', ['bz', 'krikkit']],
    ["no shared key found for 'krikkit' - 'bz'", ['bz', 'krikkit']],
    ['Nov 24 00:02:15.123456: "to-krikkit"[1] 203.0.113.7 #2: x', ['krikkit']],
    ['000 "krikkit": 10.1.1.0/24===10.2.1.1', ['krikkit']],
    ['krikkit: #1, ESTABLISHED, IKEv2', ['krikkit']],
    ['ike V=root:0:krikkit:34: x', ['krikkit']],
    ['KRIKKIT#show crypto session', ['krikkit']],
    ['Shared resources at \\\\KRIKKIT', ['krikkit']],
    ['C:\\Users\\krikkit>', ['krikkit']],
    ['    Host Name . . . . . . . . . . . . : KRIKKIT', ['krikkit']],
    ['Registered Owner:          Krikkit', ['krikkit']],
    ['System Name: krikkit', ['krikkit']],
    ['<Data Name="TargetOutboundUserName">krikkit</Data>', ['krikkit']],
    ['{"logon_user":"krikkit"}', ['krikkit']],
    ['connection.id:                          krikkit', ['krikkit']],
    ['   호스트 이름 . . . . . . . . . . . : KRIKKIT', ['krikkit']],
    ['connections { krikkit { children { bz { mode = tunnel } } } }', ['bz', 'krikkit']],
    ['Device ID: krikkit.corp.example', ['corp', 'krikkit']],
    [
      'Device ID        Local Intrfce     Holdtme\nKRIKKIT-BZ       Gig 0/1           137\n                 Gig 0/2           137\nbz2.example\n                 Gig 0/3',
      ['bz', 'bz2', 'krikkit'],
    ],
    [
      'Device ID           Local Intf     Hold-time  Capability      Port ID\nkrikkit             Gi0/1          120        B,R             Gi0/24\n\nTotal entries displayed: 1\nfoo',
      ['krikkit'],
    ],
    [
      'Local Interface    Parent Interface    Chassis Id          Port info          System Name\nge-0/0/0           -                   00:11:22:aa:bb:cc   ge-0/0/1           krikkit',
      ['krikkit'],
    ],
    [
      ' # INTERFACE ADDRESS      MAC-ADDRESS       IDENTITY   VERSION\n 0 ether1    10.0.0.1     00:11:22:AA:BB:CC krikkit    7.1',
      ['krikkit'],
    ],
    ['    SysName:      krikkit', ['krikkit']],
    ['send host-name "krikkit";', ['krikkit']],
    ['send host-name = "krikkit";', ['krikkit']],
    ['  option host-name "krikkit";', ['krikkit']],
    ['  client-hostname "krikkit";', ['krikkit']],
    ['DHCP4.OPTION[3]:   host_name = krikkit', ['krikkit']],
    ["new_host_name='krikkit'", ['krikkit']],
    ['/ip ipsec peer add address=203.0.113.7 name=krikkit', ['krikkit']],
  ])('%s', (text, wanted) => {
    expect(learned(text)).toEqual(wanted);
  });

  it.each([
    'Nov 29 18:54:34.091395: Initializing NSS using read-write database',
    'received draft-ietf-ipsec-nat-t-ike-02\\n vendor ID',
    'add_sa() 198.51.100.25[c1da2b19]==>192.0.2.114',
    '09[NET] received packet: from 198.51.100.2[500] to 203.0.113.7[500]',
    'send host-name = gethostname();',
    'default via 10.0.0.1 dev eth0',
    '# Identity of the peer',
    'Device ID is krikkit',
    '"site": our auth:rsasig, their auth:rsasig',
    '{"left": "x", "right": 1}',
    'peer 203.0.113.7',
    'charon { plugins { sqlite { load = yes } } }',
    'set interface "wan1"',
    'Authentication method: PSK is not enough',
    '%any : PSK "x"',
    '203.0.113.7 2001:db8::7 : PSK "x"',
  ])('and not by %s', (text) => {
    expect(learned(text)).toEqual([]);
  });

  it('what people protect is a name for a vendor alone', () => {
    for (const line of ['object network KRIKKIT', ' description krikkit', 'set comments "krikkit"']) {
      expect(learned(line), line).toEqual([]);
      expect(learned(line, 'vendor'), line).toEqual(['krikkit']);
    }
  });

  it('takes no longer for what is made to be slow', () => {
    const start = performance.now();
    for (const sign of ['"', "'", '[', '{', ':', ' : PSK ', '|1>', '\\\\', 'ike 0:', 'edit ', '/home', '#', "for '"])
      learned(sign.repeat(60_000 / sign.length));
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
