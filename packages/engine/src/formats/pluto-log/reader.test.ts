import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogEvent, LogSession } from '../../observations/index.ts';
import { facts } from '../../observations/index.ts';
import type { TextReading } from '../reader.ts';
import { explainDaemonMessage, plutoConsole, plutoLog, plutoMessages } from './index.ts';
import { plutoRows } from './patterns/index.ts';

function read(text: string, format = plutoLog): TextReading {
  const reader = format.open('log');
  text.split('\n').forEach((line, i) => reader.line(line, i + 1));
  return reader.end();
}

function eventsOf(reading: TextReading): LogEvent[] {
  return reading.observations.filter((item) => item.kind === 'log');
}

function sessionsOf(reading: TextReading): LogSession[] {
  return reading.observations.filter((item) => item.kind === 'session');
}

/** `code exchange role` of the messages, in order. */
function ladder(reading: TextReading, session?: string): string[] {
  return eventsOf(reading)
    .filter((event) => event.code.startsWith('message.') && (session === undefined || event.session === session))
    .filter((event) => event.code === 'message.generated' || event.code === 'message.parsed')
    .map((event) => `${event.code.slice(8)} ${String(event.args['exchange'])} ${String(event.args['role'])}`);
}

function codes(reading: TextReading): string[] {
  return eventsOf(reading).map((event) => event.code);
}

function find(reading: TextReading, code: string): LogEvent {
  const found = eventsOf(reading).find((event) => event.code === code);
  if (found === undefined) throw new Error(`no ${code} in ${codes(reading).join(' ')}`);
  return found;
}

const refusedInitiator = `Nov 23 10:00:00.000100: Starting Pluto (Libreswan Version 4.10 IKEv2 IKEv1 XFRM) pid:77
Nov 23 10:00:00.100000: adding UDP interface eth0 192.0.2.10:500
Nov 23 10:00:00.100001: adding UDP interface lo 127.0.0.1:500
Nov 23 10:00:01.000000: "site": IKE SA proposals (connection add):
Nov 23 10:00:01.000001: "site":   1:IKE=AES_CBC_256-HMAC_SHA2_256-HMAC_SHA2_256_128-MODP2048
Nov 23 10:00:01.000002: "site":   2:IKE=AES_GCM_16_256-HMAC_SHA2_512-DH19
Nov 23 10:00:01.000003: "site": added IKEv2 connection
Nov 23 10:00:02.000000: "site" #1: initiating IKEv2 connection
Nov 23 10:00:02.010000: "site" #1: sent IKE_SA_INIT request to 198.51.100.20:500
Nov 23 10:00:02.020000: "site" #1: sent IKE_AUTH request {cipher=AES_CBC_256 integ=HMAC_SHA2_256_128 prf=HMAC_SHA2_256 group=MODP2048}
Nov 23 10:00:02.030000: "site" #1: IKE SA authentication request rejected by peer: AUTHENTICATION_FAILED
Nov 23 10:00:02.030001: "site" #1: encountered fatal error in state STATE_V2_PARENT_I2
Nov 23 10:00:02.030002: "site" #1: deleting state (STATE_V2_PARENT_I2) aged 0.03s and NOT sending notification
Nov 23 10:00:02.040000: "site" #3: initiating IKEv2 connection
Nov 23 10:00:02.050000: "site" #3: sent IKE_SA_INIT request to 198.51.100.20:500`;

describe('a log as people hand it on', () => {
  const plain = (text: string): unknown[] =>
    eventsOf(read(text)).map(({ code, args, session, src }) => [code, args, session, src.at]);
  const lines = refusedInitiator.split('\n');
  const cutTimes = lines.map((line) => line.slice(line.indexOf(': ')));

  it.each([
    ['quoted by a mail', lines.map((line) => `> ${line}`)],
    ['quoted by a mail without its times', cutTimes.map((line) => `> ${line}`)],
    ['with its times cut off', cutTimes],
    ['numbered by grep', lines.map((line, i) => `${i + 1}:${line}`)],
    ['with the file named by grep', lines.map((line) => `/var/log/pluto.log:${line}`)],
    ['as a table', lines.map((line, i) => `"${i + 1}","${line.replaceAll('"', '""')}"`)],
    ['out of a page', lines.map((line) => line.replaceAll(' ', '\u00a0'))],
  ])('tells the same: %s', (_, pasted) => {
    expect(plutoLog.sniff(pasted, 'x')).toBeGreaterThanOrEqual(60);
    expect(plain(pasted.join('\n'))).toEqual(plain(refusedInitiator));
  });
});

describe('pluto log', () => {
  it('tells an IKEv2 initiator that is refused', () => {
    const reading = read(refusedInitiator);
    expect(reading.product).toBe('Libreswan 4.10');
    expect(reading.ownAddresses).toEqual(['192.0.2.10']);
    expect(reading.timeKind).toBe('no-year');
    expect(find(reading, 'proposal.configured').args['proposals']).toEqual([
      'IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048',
      'IKE:AES_GCM_16_256/PRF_HMAC_SHA2_512/ECP_256',
    ]);
    expect(find(reading, 'proposal.configured').src.at).toHaveLength(3);
    const [first, second] = sessionsOf(reading);
    expect(first).toMatchObject({
      connection: 'site',
      version: 2,
      role: 'initiator',
      peer: { address: '198.51.100.20', port: 500 },
    });
    expect(second?.key).not.toBe(first?.key);
    expect(ladder(reading, first?.key)).toEqual([
      'generated IKE_SA_INIT request',
      'parsed IKE_SA_INIT response',
      'generated IKE_AUTH request',
      'parsed IKE_AUTH response',
    ]);
    expect(find(reading, 'notify.received').args).toMatchObject({
      notify: 'AUTHENTICATION_FAILED',
      error: true,
      encrypted: true,
    });
    expect(find(reading, 'ike.deleted').args['by']).toBe('unestablished');
  });

  it('tells a responder that finds the shared keys differ', () => {
    const reading =
      read(`"site" #1: proposal 1:IKE=AES_CBC_256-HMAC_SHA2_256-HMAC_SHA2_256_128-MODP2048 chosen from remote proposals 1:IKE:ENCR=AES_CBC_256;PRF=HMAC_SHA2_256;INTEG=HMAC_SHA2_256_128;DH=MODP2048[first-match]
"site" #1: sent IKE_SA_INIT reply {cipher=AES_CBC_256 integ=HMAC_SHA2_256_128 prf=HMAC_SHA2_256 group=MODP2048}
"site" #1: processing decrypted IKE_AUTH request: SK{IDi,IDr,AUTH,SA,TSi,TSr}
"site" #1: authentication failed: computed hash does not match hash received from peer ID_FQDN '@alpha.example'
"site" #1: responding to IKE_AUTH message (ID 1) from 192.0.2.10:500 with encrypted notification AUTHENTICATION_FAILED`);
    expect(find(reading, 'auth.psk-mac-mismatch').args['remoteId']).toBe('alpha.example');
    expect(ladder(reading)).toEqual([
      'parsed IKE_SA_INIT request',
      'generated IKE_SA_INIT response',
      'parsed IKE_AUTH request',
      'generated IKE_AUTH response',
    ]);
    const answer = eventsOf(reading)
      .filter((event) => event.code === 'message.generated')
      .at(-1);
    expect(answer?.args).toMatchObject({ messageId: 1, payloads: ['N(AUTHENTICATION_FAILED)'] });
    expect(sessionsOf(reading)[0]).toMatchObject({
      role: 'responder',
      version: 2,
      peer: { address: '192.0.2.10', port: 500 },
    });
  });

  it('keeps a refused child in the session of its IKE SA', () => {
    const reading = read(`"a" #1: initiating IKEv2 connection to 2001:db8::2 using UDP
"a" #1: sent IKE_SA_INIT request to [2001:db8::2]:UDP/500
"a" #1: processed IKE_SA_INIT response from [2001:db8::2]:UDP/500 {cipher=AES_GCM_16_256 integ=n/a prf=HMAC_SHA2_512 ke=DH19}, initiating IKE_AUTH
"a" #1: sent IKE_AUTH request to [2001:db8::2]:UDP/500 with shared-key-mac and FQDN '@west'; Child SA #2 {ESP <0x01020304} [10.1.0.0/24===10.2.0.0/24]
"a" #1: processing IKE_AUTH response from [2001:db8::2]:UDP/500 containing SK{IDr,AUTH,N(TS_UNACCEPTABLE)}
"a" #1: initiator established IKE SA; authenticated peer using authby=secret and FQDN '@east'
"a" #2: IKE_AUTH response rejected Child SA with TS_UNACCEPTABLE`);
    expect(sessionsOf(reading)).toHaveLength(1);
    expect(sessionsOf(reading)[0]?.peer).toEqual({ address: '2001:db8::2', port: 500 });
    expect(ladder(reading)).toEqual([
      'generated IKE_SA_INIT request',
      'parsed IKE_SA_INIT response',
      'generated IKE_AUTH request',
      'parsed IKE_AUTH response',
    ]);
    expect(find(reading, 'auth.own-method').args).toEqual({ method: 'shared-key-mac', id: 'west' });
    expect(find(reading, 'ike.established').args['remoteId']).toBe('east');
    expect(find(reading, 'ike.selected-proposal').args['proposal']).toBe(
      'IKE:AES_GCM_16_256/PRF_HMAC_SHA2_512/ECP_256',
    );
  });

  it('follows a COOKIE and an INVALID_KE_PAYLOAD retry inside one session', () => {
    const reading = read(`"a" #1: initiating IKEv2 connection
"a" #1: sent IKE_SA_INIT request to 198.51.100.2:500
"a" #1: received anti-DDOS COOKIE response, resending IKE_SA_INIT request with COOKIE payload
"a" #1: sent IKE_SA_INIT request to 198.51.100.2:500
"a" #1: Received unauthenticated INVALID_KE_PAYLOAD response to DH MODP2048; resending with suggested DH DH19
"a" #1: sent IKE_AUTH request {cipher=AES_GCM_16_256 integ=n/a prf=HMAC_SHA2_512 group=DH19}`);
    expect(ladder(reading)).toEqual([
      'generated IKE_SA_INIT request',
      'parsed IKE_SA_INIT response',
      'generated IKE_SA_INIT request',
      'parsed IKE_SA_INIT response',
      'generated IKE_SA_INIT request',
      'parsed IKE_SA_INIT response',
      'generated IKE_AUTH request',
    ]);
    expect(find(reading, 'proposal.ke-retry').args).toMatchObject({ group: 'MODP_2048', wanted: 'ECP_256' });
  });

  it('reads the console form of an old main mode, with its quick mode', () => {
    const reading = read(
      `002 "conn" #9: initiating Main Mode
104 "conn" #9: STATE_MAIN_I1: initiate
106 "conn" #9: STATE_MAIN_I2: sent MI2, expecting MR2
108 "conn" #9: STATE_MAIN_I3: sent MI3, expecting MR3
002 "conn" #9: Main mode peer ID is ID_IPV4_ADDR: '198.51.100.7'
004 "conn" #9: STATE_MAIN_I4: ISAKMP SA established {auth=PRESHARED_KEY cipher=aes_256 integ=sha group=MODP2048}
002 "conn" #10: initiating Quick Mode PSK+ENCRYPT+TUNNEL+PFS+UP {using isakmp#9 msgid:0a0b0c0d proposal=defaults pfsgroup=MODP2048}
117 "conn" #10: STATE_QUICK_I1: initiate
004 "conn" #10: STATE_QUICK_I2: sent QI2, IPsec SA established tunnel mode {ESP=>0xaabbccdd <0x11223344 xfrm=AES_128-HMAC_SHA1 NATOA=none NATD=198.51.100.7:4500 DPD=none}`,
      plutoConsole,
    );
    expect(reading.format).toBe('pluto-console');
    expect(sessionsOf(reading)).toHaveLength(1);
    expect(sessionsOf(reading)[0]).toMatchObject({ role: 'initiator', version: 1, connection: 'conn' });
    expect(ladder(reading)).toEqual([
      'generated Main Mode message',
      'parsed Main Mode message',
      'generated Main Mode message',
      'parsed Main Mode message',
      'generated Main Mode message',
      'parsed Main Mode message',
      'generated Quick Mode message',
      'parsed Quick Mode message',
      'generated Quick Mode message',
    ]);
    expect(find(reading, 'child.established').args).toMatchObject({
      spiOut: 'aabbccdd',
      spiIn: '11223344',
      mode: 'tunnel',
      encapsulation: 'udp',
    });
  });

  it('reads what a responder refuses in quick mode', () => {
    const reading = read(`pluto[99]: packet from 192.0.2.1:500: received Vendor ID payload [Dead Peer Detection]
pluto[99]: "net" #4: responding to Main Mode from unknown peer 192.0.2.1:500
pluto[99]: "net" #4: STATE_MAIN_R1: sent MR1, expecting MI2
pluto[99]: "net" #4: STATE_MAIN_R2: sent MR2, expecting MI3
pluto[99]: "net" #4: Main mode peer ID is ID_FQDN: '@left'
pluto[99]: "net" #4: STATE_MAIN_R3: sent MR3, ISAKMP SA established {auth=OAKLEY_PRESHARED_KEY cipher=aes_128 prf=oakley_sha group=modp2048}
pluto[99]: "net" #4: the peer proposed: 10.9.0.0/16:0/0 -> 10.1.0.0/24:0/0
pluto[99]: "net" #4: cannot respond to IPsec SA request because no connection is known for 10.9.0.0/16===198.51.100.7<198.51.100.7>[@right]...192.0.2.1<192.0.2.1>[@left]===10.1.0.0/24
pluto[99]: "net" #4: sending encrypted notification INVALID_ID_INFORMATION to 192.0.2.1:500`);
    expect(find(reading, 'policy.selectors-unacceptable').args).toMatchObject({
      proposedLocal: '10.9.0.0/16',
      proposedRemote: '10.1.0.0/24',
    });
    expect(find(reading, 'notify.sent').args).toMatchObject({ notify: 'INVALID_ID_INFORMATION', encrypted: true });
    const serial = sessionsOf(reading).find((session) => session.key === '#4');
    expect(serial).toMatchObject({ role: 'responder', version: 1, peer: { address: '192.0.2.1', port: 500 } });
    expect(ladder(reading, '#4').filter((line) => line.includes('Main'))).toHaveLength(6);
  });

  it('reads ICMP errors with their origin, retransmissions and the end', () => {
    const reading = read(`"r" #1: initiating IKEv1 Main Mode connection
"r" #1: sent Main Mode request
ERROR: "r" #1: asynchronous network error report on eth0 (192.0.2.10:500) for message to 198.51.100.9 port 500, complainant 192.0.2.1: No route to host [errno 113, origin ICMP type 3 code 1 (not authenticated)]
"r" #1: STATE_MAIN_I1: retransmission; will wait 0.5 seconds for response
"r" #1: STATE_MAIN_I1: 60 second timeout exceeded after 7 retransmits.  No response (or no acceptable response) to our first IKEv1 message`);
    expect(find(reading, 'host.icmp-received').args).toEqual({
      complainant: '192.0.2.1',
      errno: 'No route to host',
      remote: '198.51.100.9',
      icmpType: 3,
      icmpCode: 1,
    });
    expect(find(reading, 'message.gave-up').args).toMatchObject({
      number: 7,
      state: 'STATE_MAIN_I1',
      hint: 'first-message',
    });
  });

  it('gives lines without a serial number to the peer that sent the packet', () => {
    const reading =
      read(`packet from 203.0.113.5:500: initial Main Mode message received on 192.0.2.10:500 but no connection has been authorized with policy PSK
packet from 203.0.113.6:500: initial Main Mode message received on 192.0.2.10:500 but no connection has been authorized with policy PSK
packet from 203.0.113.5:500: initial Main Mode message received on 192.0.2.10:500 but no connection has been authorized with policy PSK`);
    const sessions = sessionsOf(reading);
    expect(sessions.map((session) => session.peer?.address)).toEqual(['203.0.113.5', '203.0.113.6']);
    expect(sessions.every((session) => session.role === 'responder' && session.version === 1)).toBe(true);
    expect(eventsOf(reading).filter((event) => event.code === 'policy.no-ike-config')).toHaveLength(3);
    expect(ladder(reading)).toHaveLength(2);
  });

  it('takes garbage after the key exchange of main mode as undecryptable, and not later', () => {
    const start = `"m" #1: initiating IKEv1 Main Mode connection
"m" #1: sent Main Mode request
"m" #1: sent Main Mode I2
"m" #1: sent Main Mode I3`;
    const early = read(`${start}
"m" #1: 39146-byte length of ISAKMP Hash Payload is larger than can fit`);
    expect(find(early, 'message.undecryptable').args).toMatchObject({
      exchange: 'Informational',
      firstEncrypted: true,
    });
    const late = read(`${start}
"m" #1: IKE SA established {auth=PRESHARED_KEY cipher=AES_CBC_256 integ=HMAC_SHA1 group=DH19}
"m" #1: byte 2 of ISAKMP Hash Payload must be zero, but is not`);
    expect(find(late, 'message.malformed').args['exchange']).toBe('Quick Mode');
    expect(codes(late)).not.toContain('message.undecryptable');
  });

  it('knows from the dump of a notify that it is of phase 2, though the log begins after phase 1', () => {
    const notify = `"m" #1: ignoring informational payload NO_PROPOSAL_CHOSEN, msgid=00000000, length=32
| ISAKMP Notification Payload`;
    const exchange = (text: string): unknown => find(read(text), 'notify.received').args['exchange'];
    expect(exchange(`${notify}\n|   00 00 00 20  00 00 00 01  03 10 00 0e`)).toBe('Quick Mode');
    expect(exchange(`${notify}\n|   00 00 00 20  00 00 00 01  02 10 00 0e  c1 a2 b3 d4`)).toBe('Quick Mode');
    // Of ISAKMP itself, of another DOI, cut, and a dump that belongs to something said in between.
    expect(exchange(`${notify}\n|   00 00 00 20  00 00 00 01  01 10 00 0e`)).toBeUndefined();
    expect(exchange(`${notify}\n|   00 00 00 20  00 00 00 02  03 10 00 0e`)).toBeUndefined();
    expect(exchange(`${notify}\n|   00 00 00 20  00 00 00 01  03`)).toBeUndefined();
    expect(
      exchange(`${notify.slice(0, notify.indexOf('\n'))}
"m" #1: received and ignored informational message
| ISAKMP Notification Payload
|   00 00 00 20  00 00 00 01  03 10 00 0e`),
    ).toBeUndefined();
  });

  it('takes a range that is no subnet for the reason where the selectors of that child are refused', () => {
    const range = (serial: number): string =>
      `"r" #${String(serial)}: non-CIDR Traffic Selector range 10.0.1.5-10.0.1.9 is not supported (address range is not a subnet)`;
    const refused =
      '"r" #3: responding to CREATE_CHILD_SA message (ID 2) from 192.0.2.1:500 with encrypted notification TS_UNACCEPTABLE';
    const reading =
      read(`"r" #1: responder established IKE SA; authenticated peer using authby=secret and ID_IPV4_ADDR '192.0.2.1'
${range(3)}
${refused}`);
    expect(find(reading, 'policy.selectors-unacceptable').seq).toBe(2);
    // Beside a selector it can take, or of another child, it refuses nothing.
    expect(codes(read(range(3)))).not.toContain('policy.selectors-unacceptable');
    expect(codes(read(`${range(2)}\n${refused}`))).not.toContain('policy.selectors-unacceptable');
  });

  it('counts the refusal of a child that has a number of its own to the SA it was asked for under', () => {
    const reading =
      read(`"z/1x2" #8: responder established IKE SA; authenticated peer using authby=secret and ID_IPV4_ADDR '192.0.2.1'
"z/1x2" #8: no local proposal matches remote proposals 1:ESP:ENCR=AES_CBC_256;INTEG=HMAC_SHA1_96;ESN=DISABLED
"z/1x2" #9: responding to CREATE_CHILD_SA message (ID 4) from 192.0.2.1:4500 with encrypted notification NO_PROPOSAL_CHOSEN`);
    expect(sessionsOf(reading)).toHaveLength(1);
    expect(find(reading, 'notify.sent').session).toBe(find(reading, 'proposal.none-chosen').session);
  });

  it('does not call a missing key a difference of algorithms', () => {
    const reading = read(`"t"[1] 192.0.2.150 #1: responding to Main Mode from unknown peer 192.0.2.150:500
"t"[1] 192.0.2.150 #1: Can't authenticate: no preshared key found for \`@right.example' and \`%any'.  Attribute OAKLEY_AUTHENTICATION_METHOD
"t"[1] 192.0.2.150 #1: no acceptable Oakley Transform`);
    expect(find(reading, 'auth.psk-missing').args).toMatchObject({ localId: 'right.example', remoteId: '%any' });
    expect(codes(reading)).not.toContain('proposal.none-chosen');
  });

  it('takes back what it said of one transform where another is accepted', () => {
    const offers = `"t"[1] 192.0.2.150 #1: responding to Main Mode from unknown peer 192.0.2.150:500
"t"[1] 192.0.2.150 #1: policy does not allow Extended Authentication (XAUTH) of initiator (we are responder).  Attribute OAKLEY_AUTHENTICATION_METHOD
"t"[1] 192.0.2.150 #1: policy does not allow OAKLEY_RSA_SIG authentication.  Attribute OAKLEY_AUTHENTICATION_METHOD`;
    expect(codes(read(`${offers}\n"t"[1] 192.0.2.150 #1: no acceptable Oakley Transform`))).toContain(
      'auth.method-refused',
    );
    const accepted = read(`${offers}
"t"[1] 192.0.2.150 #1: STATE_MAIN_R1: sent MR1, expecting MI2
"t"[1] 192.0.2.150 #1: STATE_MAIN_R2: sent MR2, expecting MI3
"t"[1] 192.0.2.150 #1: probable authentication failure (mismatch of preshared secrets?): malformed payload in packet`);
    expect(codes(accepted)).not.toContain('auth.method-refused');
    expect(codes(accepted)).toContain('message.undecryptable');
  });

  it('starts numbering anew when the daemon starts anew', () => {
    const reading = read(`"a" #1: initiating IKEv2 connection
Starting Pluto (Libreswan Version 4.10 IKEv2) pid:2
"a" #1: initiating IKEv2 connection`);
    expect(new Set(sessionsOf(reading).map((session) => session.key)).size).toBe(2);
  });

  it('reads configuration and secrets errors without the secret', () => {
    const reading = read(
      `003 "/etc/ipsec.d/vpn.secrets" line 1: expected record boundary in key
003 "/etc/ipsec.secrets" line 3: PSK data malformed (input does not begin with format prefix): hunter2-planted
003 ike string error: IKE DH algorithm 'modp1024' is not supported
021 no connection named "nowhere"
"bad": failed to add connection: leftsubnet=10.0.0.0/33 invalid, prefix too big`,
      plutoConsole,
    );
    expect(eventsOf(reading).map((event) => event.args['what'])).toEqual([
      'secrets: expected record boundary in key',
      'secrets: PSK data malformed',
      'algorithm not supported',
      'no such connection is loaded',
      'leftsubnet=10.0.0.0/33 invalid, prefix too big',
    ]);
    expect(eventsOf(reading)[2]?.args['algorithm']).toBe('modp1024');
    expect(JSON.stringify(reading.observations)).not.toContain('hunter2-planted');
  });

  it('never lets a key or secret of any verbosity into an observation', () => {
    const secret = 'PlantedSecret4711';
    const hex = 'deadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeef';
    const dump = 'de ad be ef  de ad be ef  de ad be ef  de ad be ef';
    const reading = read(`| line 1: PSK "${secret}"
| processing PSK at line 1: "${secret}"
| SK_ei: ${dump}
|   ${dump}   ................
| ikev2-keys: SK_er 0x${hex}
| shared secret: ${dump}
"a" #1: XAUTH: User alice: Authentication Failed: PSK "${secret}"
"a" #1: failed to add connection: secret="${secret}" password=${secret}
"a" #1: authentication failed: key 0x${hex} and 0s${'QUJD'.repeat(12)}
: PSK "${secret}"
%any : XAUTH "${secret}"`);
    const said = JSON.stringify(reading.observations, (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(said).not.toContain(secret);
    expect(said).not.toContain(hex);
    expect(said).not.toContain('de ad be ef');
    expect(said).not.toContain('QUJDQUJD');
    expect(eventsOf(reading).length).toBeGreaterThan(2);
  });

  it('is not fooled by what a peer calls itself', () => {
    const forged = "x' and '\"site\" #1: initiator established IKE SA; authentication failed: no PSK found for 'y";
    const reading = read(`"site" #1: initiating IKEv2 connection
"site" #1: Peer ID '${forged}' mismatched on first found connection and no better connection found
"site" #1: Peer ID is ID_FQDN: '@${forged}'`);
    expect(codes(reading)).toEqual(['ike.initiating', 'auth.identity-not-matched', 'ike.peer-identity']);
    expect(find(reading, 'auth.identity-not-matched').args['sent']).toBe(forged);
  });

  it('orders datagrams of raised verbosity by the messages they carry', () => {
    const reading =
      read(`| entry state hash_table_entries.ike_spis@0x55 "s" #1: 01 02 03 04  05 06 07 08  00 00 00 00  00 00 00 00 added to hash table bucket 0x1
"s" #1: initiating IKEv2 connection
| sending 440 bytes for STATE_V2_PARENT_I0 through eth0 from 192.0.2.10:500 to 198.51.100.20:500 using UDP (for #1)
"s" #1: sent IKE_SA_INIT request to 198.51.100.20:500
| *received 456 bytes from 198.51.100.20:500 on eth0 192.0.2.10:500 using UDP
| State DB: found IKEv2 state #1 in PARENT_I1 (find_v2_ike_sa_by_initiator_spi)
| entry state hash_table_entries.ike_spis@0x55 "s" #1: 01 02 03 04  05 06 07 08  11 12 13 14  15 16 17 18 added to hash table bucket 0x1
| sending 260 bytes for STATE_V2_PARENT_I1 through eth0 from 192.0.2.10:4500 to 198.51.100.20:4500 using UDP (for #1)
"s" #1: sent IKE_AUTH request {cipher=AES_CBC_256 integ=HMAC_SHA2_256_128 prf=HMAC_SHA2_256 group=MODP2048}`);
    expect(codes(reading)).toEqual([
      'ike.initiating',
      'message.generated',
      'packet.sent',
      'packet.received',
      'message.parsed',
      'message.generated',
      'packet.sent',
      'ike.selected-proposal',
    ]);
    expect(sessionsOf(reading)[0]).toMatchObject({
      initiatorSpi: '0102030405060708',
      responderSpi: '1112131415161718',
      local: { address: '192.0.2.10', port: 500 },
    });
  });

  it('recognises its files', () => {
    const lines = refusedInitiator.split('\n');
    expect(plutoLog.sniff(lines, 'a.txt')).toBeGreaterThan(80);
    expect(plutoConsole.sniff(lines, 'a.txt')).toBe(0);
    const console = [
      '181 "c" #1: initiating IKEv2 connection',
      '003 "c" #1: IKE SA authentication request rejected by peer: AUTHENTICATION_FAILED',
    ];
    expect(plutoConsole.sniff(console, 'x')).toBeGreaterThan(80);
    expect(plutoLog.sniff(console, 'x')).toBe(0);
    const status = [
      '000 "c": 10.1.0.0/24===192.0.2.1...192.0.2.2===10.2.0.0/24; unrouted;',
      '000 "c":   policy: IKEv2+PSK',
      '000 #1: "c":500 STATE_MAIN_I4 (IKE SA established)',
    ];
    expect(plutoConsole.sniff(status, 'x')).toBe(0);
    expect(plutoLog.sniff(['hello', 'world'], 'x')).toBe(0);
    // What charon prints of IKEv1 begins with the same words.
    const charon = ['initiating Main Mode IKE_SA office[1] to 198.51.100.7', 'parsed ID_PROT response 0 [ SA V ]'];
    expect(plutoConsole.sniff(charon, 'console.txt')).toBe(0);
    expect(plutoConsole.sniff(['"office" #1: initiating Main Mode'], 'x')).toBeGreaterThan(40);
  });

  it('explains lines and known wordings', () => {
    const [entry] = explainDaemonMessage('003 "conname" #9: Failed to find our PreShared Key');
    expect(entry).toMatchObject({ id: 'pluto.psk-missing', code: 'auth.psk-missing' });
    expect(explainDaemonMessage('has no Non-ESP marker')[0]?.code).toBe('message.non-esp-marker-missing');
    expect(explainDaemonMessage('')).toEqual([]);
    expect(plutoMessages.length).toBe(plutoRows.length);
  });

  it('keeps its table in order', () => {
    const ids = plutoRows.map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const row of plutoRows) {
      if (row.code !== null) expect(Object.keys(facts)).toContain(row.code);
      expect(row.en.length * row.ko.length).toBeGreaterThan(0);
      for (const text of row.texts) expect(/^\{\{\w+:q\}\}/.test(text), text).toBe(false);
    }
  });
});

describe('pluto reader on anything', () => {
  const words = plutoRows.flatMap((row) => row.texts.map((text) => text.replace(/\{\{\w+(:\w)?\}\}/g, 'X1')));
  it('takes any lines without throwing, fault or unknown session', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc
              .tuple(
                fc.constantFrom(
                  '"c" #1: ',
                  '"c"[2] 192.0.2.1 #2: ',
                  'packet from 192.0.2.9:500: ',
                  '| ',
                  '',
                  '003 "c" #3: ',
                ),
                fc.constantFrom(...words),
                fc.string(),
              )
              .map((parts) => parts.join('')),
          ),
          { maxLength: 60 },
        ),
        (lines) => {
          const reading = read(lines.join('\n'));
          expect(reading.faults).toEqual([]);
          const keys = new Set(sessionsOf(reading).map((session) => session.key));
          for (const event of eventsOf(reading)) {
            if (event.session !== null) expect(keys.has(event.session)).toBe(true);
            expect(event.src.quote.length).toBeLessThanOrEqual(500);
          }
        },
      ),
      { numRuns: 100 },
    );
  }, 30_000);

  it('survives mutations of a real shape', () => {
    fc.assert(
      fc.property(fc.nat(refusedInitiator.length - 1), fc.nat(40), fc.string({ maxLength: 10 }), (at, cut, put) => {
        const reading = read(refusedInitiator.slice(0, at) + put + refusedInitiator.slice(at + cut));
        expect(reading.faults).toEqual([]);
      }),
      { numRuns: 100 },
    );
  }, 30_000);

  it('keeps the beginning and the end of a log without end, and says exactly how much', () => {
    const reader = plutoLog.open('a1');
    const rounds = 40_000;
    let line = 0;
    const say = (text: string): void => reader.line(`Nov  3 10:00:00.000000: ${text}`, ++line);
    for (let i = 1; i <= rounds; i++) {
      const [ike, child] = [2 * i - 1, 2 * i];
      const peer = `198.18.${i >> 8}.${i & 255}`;
      say(`"net"[${i}] ${peer} #${ike}: processing IKE_SA_INIT request from ${peer}:UDP/500 containing SA,KE,Ni,N`);
      say(`"net"[${i}] ${peer} #${ike}: responder established IKE SA; authenticated peer using authby=secret`);
      say(
        `"net"[${i}] ${peer} #${child}: responder established Child SA using #${ike}; IPsec tunnel [10.1.0.0-10.1.0.255:0-65535 0] -> [10.2.0.0-10.2.0.255:0-65535 0]`,
      );
    }
    const reading = reader.end();
    const sessions = sessionsOf(reading);
    const peers = sessions.map((session) => session.peer?.address);
    for (const i of [1, 2, 999, rounds - 1, rounds]) expect(peers).toContain(`198.18.${i >> 8}.${i & 255}`);
    expect(sessions.find((session) => session.key === `#${2 * rounds - 1}`)?.role).toBe('responder');
    const [ofSessions, ofEvents] = reading.limits;
    expect(ofSessions).toMatchObject({ what: 'sessions', seen: rounds, kept: peers.length });
    expect(ofEvents).toMatchObject({ what: 'events', kept: eventsOf(reading).length });
    expect(ofEvents?.kept).toBeLessThanOrEqual(120_000);
    expect(sessions.length).toBeLessThanOrEqual(12_000);
  });

  it('reads very long hostile lines in linear time', () => {
    const reader = plutoLog.open('x');
    const long = `"c" #1: Peer ID '${"' mismatched ".repeat(1200)}`.slice(0, 16384);
    for (let i = 1; i <= 200; i++) reader.line(long, i);
    reader.line(`"${'['.repeat(16000)}`, 201);
    reader.line(`003 PSK ${'PSK "'.repeat(3000)}`, 202);
    expect(reader.end().records).toBe(202);
  });
});
