import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogEvent, LogSession } from '../../observations/index.ts';
import type { TextReading } from '../reader.ts';
import { charonLog, explainDaemonMessage } from './index.ts';

function read(text: string): TextReading {
  const reader = charonLog.open('a1');
  text.split('\n').forEach((line, i) => reader.line(line, i + 1));
  return reader.end();
}

const events = (reading: TextReading): LogEvent[] => reading.observations.filter((item) => item.kind === 'log');
const sessions = (reading: TextReading): LogSession[] => reading.observations.filter((item) => item.kind === 'session');
const find = (reading: TextReading, code: string): LogEvent => {
  const found = events(reading).find((event) => event.code === code);
  if (found === undefined) throw new Error(`no ${code}`);
  return found;
};

/** Lines of an initiator that comes up; `n` numbers the connection, thread and addresses. */
function initiator(n: number, thread: string, next: string, to: string): string[] {
  return [
    `${thread}[IKE] initiating IKE_SA site${n}[${n}] to ${to}`,
    `${thread}[ENC] generating IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) ]`,
    `${thread}[NET] sending packet: from 192.0.2.1[500] to ${to}[500] (464 bytes)`,
    `${next}[NET] received packet: from ${to}[500] to 192.0.2.1[500] (472 bytes)`,
    `${next}[ENC] parsed IKE_SA_INIT response 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) ]`,
    `${next}[CFG] selected proposal: IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048`,
    `${next}[IKE] authentication of 'a.example' (myself) with pre-shared key`,
    `${next}[IKE] establishing CHILD_SA net${n}{${n}}`,
    `${next}[ENC] generating IKE_AUTH request 1 [ IDi IDr AUTH SA TSi TSr ]`,
    `${next}[NET] sending packet: from 192.0.2.1[4500] to ${to}[4500] (300 bytes)`,
    `${thread}[NET] received packet: from ${to}[4500] to 192.0.2.1[4500] (220 bytes)`,
    `${thread}[ENC] parsed IKE_AUTH response 1 [ IDr AUTH SA TSi TSr ]`,
    `${thread}[IKE] authentication of 'b${n}.example' with pre-shared key successful`,
    `${thread}[IKE] IKE_SA site${n}[${n}] established between 192.0.2.1[a.example]...${to}[b${n}.example]`,
    `${thread}[IKE] CHILD_SA net${n}{${n}} established with SPIs c000000${n}_i c100000${n}_o and TS 10.1.0.0/16 === 10.${n + 1}.0.0/16`,
  ];
}

describe('sessions', () => {
  it('follows an initiator over threads and the move to port 4500', () => {
    const reading = read(initiator(1, '09', '11', '198.51.100.2').join('\n'));
    expect(sessions(reading)).toEqual([
      {
        kind: 'session',
        key: 'ike-1',
        artifact: 'a1',
        connection: 'site1',
        version: 2,
        role: 'initiator',
        local: { address: '192.0.2.1', port: 500 },
        peer: { address: '198.51.100.2', port: 500 },
        initiatorSpi: null,
        responderSpi: null,
        firstSeq: 1,
        lastSeq: 15,
      },
    ]);
    expect(new Set(events(reading).map((event) => event.session))).toEqual(new Set(['ike-1']));
    expect(find(reading, 'child.established').args).toEqual({
      connection: 'net1',
      spiIn: 'c0000001',
      spiOut: 'c1000001',
      localTs: ['10.1.0.0/16'],
      remoteTs: ['10.2.0.0/16'],
      protocol: 'ESP',
    });
  });

  it('gives the same sessions when two peers are interleaved', () => {
    const one = initiator(1, '05', '06', '198.51.100.2');
    const two = initiator(2, '07', '08', '198.51.100.3');
    const shape = (reading: TextReading, connection: string): unknown => {
      const session = sessions(reading).find((item) => item.connection === connection);
      return events(reading)
        .filter((event) => event.session === session?.key)
        .map((event) => [event.code, event.args]);
    };
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (order) => {
        const a = [...one];
        const b = [...two];
        const mixed: string[] = [];
        for (const first of order) {
          const line = first ? (a.shift() ?? b.shift()) : (b.shift() ?? a.shift());
          if (line !== undefined) mixed.push(line);
        }
        const reading = read(mixed.join('\n'));
        expect(shape(reading, 'site1')).toEqual(shape(read(one.join('\n')), 'site1'));
        expect(shape(reading, 'site2')).toEqual(shape(read(two.join('\n')), 'site2'));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps COOKIE and INVALID_KE retries in the attempt, on both ends', () => {
    const asInitiator = read(`05[IKE] initiating IKE_SA gw[1] to 198.51.100.2
05[ENC] generating IKE_SA_INIT request 0 [ SA KE No ]
05[NET] sending packet: from 192.0.2.1[500] to 198.51.100.2[500] (464 bytes)
06[NET] received packet: from 198.51.100.2[500] to 192.0.2.1[500] (38 bytes)
06[ENC] parsed IKE_SA_INIT response 0 [ N(INVAL_KE) ]
06[IKE] peer didn't accept DH group MODP_2048, it requested ECP_256
06[IKE] initiating IKE_SA gw[1] to 198.51.100.2
06[ENC] generating IKE_SA_INIT request 0 [ SA KE No ]
06[NET] sending packet: from 192.0.2.1[500] to 198.51.100.2[500] (300 bytes)`);
    expect(sessions(asInitiator)).toHaveLength(1);
    expect(find(asInitiator, 'proposal.ke-retry').args).toMatchObject({ group: 'MODP_2048', wanted: 'ECP_256' });
    const asResponder = read(`05[NET] received packet: from 192.0.2.1[500] to 198.51.100.2[500] (464 bytes)
05[ENC] parsed IKE_SA_INIT request 0 [ SA KE No ]
05[IKE] 192.0.2.1 is initiating an IKE_SA
05[IKE] DH group MODP_2048 unacceptable, requesting ECP_256
05[ENC] generating IKE_SA_INIT response 0 [ N(INVAL_KE) ]
05[NET] sending packet: from 198.51.100.2[500] to 192.0.2.1[500] (38 bytes)
06[NET] received packet: from 192.0.2.1[500] to 198.51.100.2[500] (300 bytes)
06[ENC] parsed IKE_SA_INIT request 0 [ SA KE No ]
06[IKE] 192.0.2.1 is initiating an IKE_SA`);
    expect(sessions(asResponder)).toHaveLength(1);
    expect(sessions(asResponder)[0]?.role).toBe('responder');
  });

  it('makes a new attempt of each try, and gives the giving up to the old one', () => {
    const reading = read(`05[IKE] initiating IKE_SA gw[1] to 198.51.100.2
05[ENC] generating IKE_SA_INIT request 0 [ SA KE No ]
05[NET] sending packet: from 192.0.2.1[500] to 198.51.100.2[500] (464 bytes)
08[IKE] retransmit 1 of request with message ID 0
08[NET] sending packet: from 192.0.2.1[500] to 198.51.100.2[500] (464 bytes)
09[IKE] giving up after 1 retransmits
09[IKE] peer not responding, trying again (2/3)
09[IKE] initiating IKE_SA gw[1] to 198.51.100.2
09[ENC] generating IKE_SA_INIT request 0 [ SA KE No ]
09[NET] sending packet: from 192.0.2.1[500] to 198.51.100.2[500] (464 bytes)`);
    const [first, second] = sessions(reading);
    expect([first?.firstSeq, first?.lastSeq, second?.firstSeq, second?.lastSeq]).toEqual([1, 7, 8, 10]);
    expect(find(reading, 'message.gave-up')).toMatchObject({
      session: first?.key,
      args: { number: 1, state: 'connecting' },
    });
  });

  it('knows which of two silent peers was given up', () => {
    const reading = read(`05[IKE] initiating IKE_SA a[1] to 198.51.100.2
05[ENC] generating IKE_SA_INIT request 0 [ SA KE No ]
05[NET] sending packet: from 192.0.2.1[500] to 198.51.100.2[500] (464 bytes)
06[IKE] initiating IKE_SA b[2] to 198.51.100.3
06[ENC] generating IKE_SA_INIT request 0 [ SA KE No ]
06[NET] sending packet: from 192.0.2.1[500] to 198.51.100.3[500] (464 bytes)
07[IKE] retransmit 1 of request with message ID 0
07[NET] sending packet: from 192.0.2.1[500] to 198.51.100.2[500] (464 bytes)
08[IKE] retransmit 1 of request with message ID 0
08[NET] sending packet: from 192.0.2.1[500] to 198.51.100.3[500] (464 bytes)
09[IKE] giving up after 1 retransmits
09[IKE] establishing IKE_SA failed, peer not responding
10[IKE] giving up after 1 retransmits
10[IKE] establishing IKE_SA failed, peer not responding`);
    const gaveUp = events(reading)
      .filter((event) => event.code === 'message.gave-up')
      .map((event) => event.session);
    expect(gaveUp).toEqual(['ike-1', 'ike-2']);
  });

  it('gives a packet to no attempt of the same endpoint that began after it was taken in', () => {
    const peer = 'from 198.51.100.2[500] to 192.0.2.1[500]';
    const back = 'from 192.0.2.1[500] to 198.51.100.2[500]';
    const moved = 'from 198.51.100.2[4500] to 192.0.2.1[4500]';
    const opens = (thread: string): string => `${thread}[NET] received packet: ${peer} (464 bytes)
${thread}[ENC] parsed IKE_SA_INIT request 0 [ SA KE No ]
${thread}[IKE] 198.51.100.2 is initiating an IKE_SA
${thread}[ENC] generating IKE_SA_INIT response 0 [ SA KE No ]
${thread}[NET] sending packet: ${back} (472 bytes)`;
    const reading = read(`${opens('05')}
16[NET] received packet: ${moved} (272 bytes)
${opens('06')}
16[ENC] parsed IKE_AUTH request 1 [ IDi SA TSi TSr ]`);
    const parsed = events(reading).filter((event) => event.code === 'message.parsed');
    expect(parsed.map((event) => event.session)).toEqual(['ike-1', 'ike-2', 'ike-1']);
  });

  it('keeps a rekeyed IKE SA with its parent', () => {
    const reading = read(
      [
        ...initiator(1, '09', '11', '198.51.100.2'),
        '12[IKE] initiating IKE_SA site1[2] to 198.51.100.2',
        '12[ENC] generating CREATE_CHILD_SA request 2 [ SA No KE ]',
        '12[NET] sending packet: from 192.0.2.1[4500] to 198.51.100.2[4500] (300 bytes)',
        '13[NET] received packet: from 198.51.100.2[4500] to 192.0.2.1[4500] (300 bytes)',
        '13[ENC] parsed CREATE_CHILD_SA response 2 [ SA No KE ]',
        '13[IKE] IKE_SA site1[2] rekeyed between 192.0.2.1[a.example]...198.51.100.2[b1.example]',
        '13[IKE] deleting IKE_SA site1[1] between 192.0.2.1[a.example]...198.51.100.2[b1.example]',
        '14[IKE] received DELETE for IKE_SA site1[2]',
      ].join('\n'),
    );
    expect(sessions(reading)).toHaveLength(1);
    expect(events(reading).filter((event) => event.code === 'ike.initiating')).toHaveLength(1);
    expect(events(reading).every((event) => event.session === 'ike-1')).toBe(true);
  });

  it('knows a copy of a refused first message', () => {
    const round = (
      thread: string,
      second: number,
    ): string => `Nov 23 08:00:0${second} ${thread}[NET] received packet: from 192.0.2.1[500] to 198.51.100.2[500] (464 bytes)
Nov 23 08:00:0${second} ${thread}[ENC] parsed IKE_SA_INIT request 0 [ SA KE No ]
Nov 23 08:00:0${second} ${thread}[IKE] no IKE config found for 198.51.100.2...192.0.2.1, sending NO_PROPOSAL_CHOSEN
Nov 23 08:00:0${second} ${thread}[ENC] generating IKE_SA_INIT response 0 [ N(NO_PROP) ]
Nov 23 08:00:0${second} ${thread}[NET] sending packet: from 198.51.100.2[500] to 192.0.2.1[500] (36 bytes)`;
    const reading = read([round('05', 0), round('06', 1), round('07', 3)].join('\n'));
    expect(sessions(reading)).toHaveLength(1);
    expect(
      events(reading)
        .map((event) => event.code)
        .filter((code) => code.startsWith('message.')),
    ).toEqual(['message.parsed', 'message.generated', 'message.peer-retransmitted', 'message.peer-retransmitted']);
  });

  it('knows that a first message accepted after refusals is another attempt, by name and without', () => {
    for (const named of [false, true]) {
      const name = (uid: number): string => (named ? `<${uid}> ` : '');
      const round = (
        thread: string,
        uid: number,
        answer: string,
      ): string => `${thread}[NET] ${name(uid)}received packet: from 192.0.2.1[500] to 198.51.100.2[500] (304 bytes)
${thread}[ENC] ${name(uid)}parsed IKE_SA_INIT request 0 [ SA KE No ]
${thread}[IKE] ${name(uid)}192.0.2.1 is initiating an IKE_SA
${thread}[IKE] ${name(uid)}IKE_SA (unnamed)[${uid}] state change: CREATED => CONNECTING
${thread}[ENC] ${name(uid)}generating IKE_SA_INIT response 0 [ ${answer} ]
${thread}[NET] ${name(uid)}sending packet: from 198.51.100.2[500] to 192.0.2.1[500] (312 bytes)`;
      const proof = (thread: string, uid: number): string =>
        `${thread}[NET] ${name(uid)}received packet: from 192.0.2.1[4500] to 198.51.100.2[4500] (300 bytes)
${thread}[ENC] ${name(uid)}parsed IKE_AUTH request 1 [ IDi AUTH SA TSi TSr ]
${thread}[IKE] ${name(uid)}tried 1 shared key for 'us' - 'them', but MAC mismatched
${thread}[ENC] ${name(uid)}generating IKE_AUTH response 1 [ N(AUTH_FAILED) ]
${thread}[NET] ${name(uid)}sending packet: from 198.51.100.2[4500] to 192.0.2.1[4500] (76 bytes)
${thread}[IKE] ${name(uid)}IKE_SA site[${uid}] state change: CONNECTING => DESTROYING`;
      const reading = read(
        [
          round('10', 1, 'N(NO_PROP)'),
          round('16', 2, 'N(NO_PROP)'),
          round('12', 3, 'SA KE No'),
          proof('11', 3),
          round('15', 4, 'SA KE No'),
          proof('09', 4),
        ].join('\n'),
      );
      const codes = (key: string): readonly string[] =>
        events(reading)
          .filter((event) => event.session === key && /^message\.|mismatch/.test(event.code))
          .map((event) => event.code);
      const keys = sessions(reading).map((session) => session.key);
      expect(keys).toHaveLength(3);
      expect(codes(keys[0] ?? '')).toEqual(['message.parsed', 'message.generated', 'message.peer-retransmitted']);
      for (const key of keys.slice(1))
        expect(codes(key)).toEqual([
          'message.parsed',
          'message.generated',
          'message.parsed',
          'auth.psk-mac-mismatch',
          'message.generated',
        ]);
    }
  });

  it('takes IKEv1 quick modes to their SA by message id, and follows ike_name', () => {
    const reading = read(`Nov 23 08:00:00 gw charon: 05[IKE] <v1|3> initiating Main Mode IKE_SA v1[3] to 198.51.100.2
Nov 23 08:00:00 gw charon: 05[ENC] <v1|3> generating ID_PROT request 0 [ SA V V ]
Nov 23 08:00:00 gw charon: 05[NET] <v1|3> sending packet: from 192.0.2.1[500] to 198.51.100.2[500] (180 bytes)
Nov 23 08:00:01 gw charon: 06[ENC] <v1|3> generating QUICK_MODE request 3133078011 [ HASH SA No ID ID ]
Nov 23 08:00:01 gw charon: 07[IKE] <v1|3> received NO_PROPOSAL_CHOSEN error notify
Nov 23 08:00:02 gw charon: 08[IKE] <v1|3> sending retransmit 1 of request message ID 3133078011, seq 4`);
    expect(sessions(reading)).toMatchObject([{ connection: 'v1', version: 1, role: 'initiator' }]);
    expect(find(reading, 'message.generated').args).toMatchObject({ exchange: 'Main Mode', messageId: 0 });
    expect(find(reading, 'notify.received')).toMatchObject({
      session: 'ike-1',
      args: { notify: 'NO_PROPOSAL_CHOSEN', error: true },
    });
    expect(find(reading, 'message.retransmitted').args).toEqual({ number: 1, messageId: 3133078011 });
    expect([reading.hostName, reading.timeKind]).toEqual(['gw', 'no-year']);
  });

  it('reads a log that starts in the middle, and lines pasted without times, threads or addresses', () => {
    const middle = read(`11[NET] received packet: from 192.0.2.1[4500] to 198.51.100.2[4500] (300 bytes)
11[ENC] parsed IKE_AUTH request 1 [ IDi AUTH SA TSi TSr ]
11[IKE] tried 2 shared keys for 'us' - 'them', but MAC mismatched`);
    expect(sessions(middle)).toMatchObject([
      { role: 'responder', version: 2, peer: { address: '192.0.2.1', port: 4500 } },
    ]);
    const pasted = read(`[ENC] generating IKE_SA_INIT request [ SA KE No ]
[ENC] parsed IKE_SA_INIT response [ SA KE No ]
[IKE] received AUTHENTICATION_FAILED notify error`);
    expect(sessions(pasted)).toHaveLength(1);
    expect(find(pasted, 'notify.received').session).toBe('ike-1');
  });

  it('starts anew when the daemon does', () => {
    const life = [
      '00[DMN] Starting IKE charon daemon (strongSwan 5.9.8, Linux 6.1.0, x86_64)',
      ...initiator(1, '09', '11', '198.51.100.2'),
    ];
    const reading = read([...life, '00[DMN] SIGINT received, shutting down', ...life].join('\n'));
    expect(sessions(reading)).toHaveLength(2);
    expect(reading.product).toBe('strongSwan 5.9.8');
  });
});

describe('facts', () => {
  it('says why a child was refused by the kernel', () => {
    const reading = read(`05[KNL] received netlink error: Function not implemented (38)
05[KNL] unable to add SAD entry with SPI c89d7b58 (FAILED)
05[IKE] unable to install inbound and outbound IPsec SA (SAD) in kernel`);
    expect(events(reading).map((event) => [event.code, event.args])).toEqual([
      ['kernel.sa-refused', { spi: 'c89d7b58', errno: 'Function not implemented (38)' }],
      ['kernel.sa-refused', { what: 'inbound and outbound', errno: 'Function not implemented (38)' }],
    ]);
  });

  it('takes what NetworkManager passes on only where the daemon does not speak itself', () => {
    const passed = `Jul 27 19:08:45 NetworkManager[3306]: could not decrypt payloads
Jul 27 19:08:45 NetworkManager[3306]: message parsing failed
Jul 27 19:08:45 NetworkManager[3306]: <info>  [1627380525.3] vpn-connection: state changed: stopped (6)
Jul 27 19:08:45 ipsec_starter[3276]: ipsec starter stopped`;
    expect(charonLog.sniff(passed.split('\n'), 'x')).toBeGreaterThan(50);
    expect(events(read(passed)).length).toBeGreaterThan(0);
    const twice = read(`Jul 27 19:08:45 gw charon: 05[ENC] could not decrypt payloads\n${passed}`);
    const alone = read('Jul 27 19:08:45 gw charon: 05[ENC] could not decrypt payloads');
    expect(events(twice).length).toBe(events(alone).length);
  });

  it('reads messages that were pasted with tabs before them', () => {
    const lines = ['initiating IKE_SA a[1] to 198.51.100.7', 'received NO_PROPOSAL_CHOSEN notify error'];
    const indented = lines.map((line) => `\t${line}`);
    expect(charonLog.sniff(indented, 'x')).toBe(charonLog.sniff(lines, 'x'));
    expect(events(read(indented.join('\n'))).map((event) => event.code)).toEqual(['ike.initiating', 'notify.received']);
  });

  it('knows what the starter prints before there is a daemon', () => {
    const console = `Starting strongSwan 5.5.0 IPsec [starter]...
modprobe: module af_key not found in modules.dep
no netkey IPsec stack detected
no known IPsec stack detected, ignoring!`;
    expect(charonLog.sniff(console.split('\n'), 'console.txt')).toBeGreaterThan(30);
    // It goes on, and a daemon may do without the kernel: nothing failed yet.
    expect(events(read(console))).toEqual([]);
  });

  it('takes the reason of a PF_KEY interface from the line that names the SA', () => {
    const reading = read('05[KNL] unable to add SAD entry with SPI c89d7b58: Invalid argument (22)');
    expect(events(reading).map((event) => [event.code, event.args])).toEqual([
      ['kernel.sa-refused', { spi: 'c89d7b58', errno: 'Invalid argument (22)' }],
    ]);
  });

  it('completes a fault with the message it is about', () => {
    const reading = read(`05[NET] received packet: from 192.0.2.1[500] to 198.51.100.2[500] (108 bytes)
05[ENC] invalid HASH_V1 payload length, decryption failed?
05[ENC] could not decrypt payloads
05[IKE] message parsing failed
05[ENC] generating INFORMATIONAL_V1 request 1234567890 [ HASH N(PLD_MAL) ]
05[NET] sending packet: from 198.51.100.2[500] to 192.0.2.1[500] (76 bytes)
05[IKE] ID_PROT request with message ID 0 processing failed`);
    const fault = find(reading, 'message.undecryptable');
    expect(fault.args).toMatchObject({ payload: 'HASH_V1', exchange: 'Main Mode', messageId: 0, firstEncrypted: true });
    expect(fault.src.at).toEqual([{ line: 2 }, { line: 3 }, { line: 4 }, { line: 7 }]);
    expect(events(reading).filter((event) => event.code.startsWith('message.mal'))).toEqual([]);
  });

  it('tells the side of a validity only where the line has a date', () => {
    const line = '05[CFG] subject certificate invalid (valid from Jan 01 00:00:00 2024 to Jan 01 00:00:00 2025)';
    expect(find(read(`2026-11-23 08:00:00 ${line}`), 'auth.certificate-expired').args).toMatchObject({
      notAfter: 'Jan 01 00:00:00 2025',
    });
    expect(find(read(`2023-11-23 08:00:00 ${line}`), 'auth.certificate-not-yet-valid')).toBeDefined();
    expect(find(read(`Nov 23 08:00:00 ${line}`), 'auth.certificate-invalid-time')).toBeDefined();
  });

  it('holds selectors and proposals of both ends', () => {
    const reading = read(`05[CFG] selecting traffic selectors for us:
05[CFG]  config: 10.1.0.0/16, received: 10.9.0.0/16 => no match
05[CFG] selecting traffic selectors for other:
05[CFG]  config: 10.2.0.0/16, received: 10.8.0.0/16 => no match
05[IKE] no acceptable traffic selectors found
05[CFG] received proposals: ESP:AES_CBC_128/HMAC_SHA1_96/NO_EXT_SEQ, ESP:3DES_CBC/HMAC_SHA1_96/NO_EXT_SEQ
05[CFG] configured proposals: ESP:AES_GCM_16_256/NO_EXT_SEQ
05[IKE] no acceptable proposal found`);
    expect(find(reading, 'policy.selectors-configured').args).toEqual({
      local: ['10.1.0.0/16'],
      remote: ['10.2.0.0/16'],
    });
    expect(find(reading, 'policy.selectors-received').args).toEqual({
      local: ['10.9.0.0/16'],
      remote: ['10.8.0.0/16'],
    });
    expect(find(reading, 'proposal.received').args['proposals']).toHaveLength(2);
    expect(find(reading, 'proposal.none-chosen').args).toEqual({ protocol: 'ESP' });
  });

  it('reads journals of the systemd daemon without thread, and drops the twin of a line', () => {
    const twin = read(`Nov 23 08:00:00 gw charon-systemd[9]: 05[IKE] no private key found for 'x'
Nov 23 08:00:00 gw charon-systemd[9]: no private key found for 'x'`);
    expect(events(twin)).toHaveLength(1);
    const json = read(
      '{"__REALTIME_TIMESTAMP":"1795420925000001","MESSAGE":"no private key found for \'x\'","SYSLOG_IDENTIFIER":"charon-systemd","THREAD":"5","GROUP":"IKE","IKE_SA_UNIQUE_ID":"4","IKE_SA_NAME":"gw"}',
    );
    expect(find(json, 'auth.private-key-missing')).toMatchObject({ ns: 1795420925000001000n, session: 'ike-1' });
    expect(sessions(json)[0]?.connection).toBe('gw');
  });
});

describe('hostile input', () => {
  it('leaves escape codes of identities as they are', () => {
    const id = 'x\u001b[2J\u202e';
    const reading = read(`05[IKE] tried 1 shared key for 'us' - '${id}', but MAC mismatched`);
    expect(find(reading, 'auth.psk-mac-mismatch').args['remoteId']).toBe(id);
  });

  it('never shows keys of a log at private level', () => {
    const secret = '5E C4 E7 5E C4 E7 5E C4 E7 5E C4 E7 5E C4 E7 5E';
    const reading = read(`05[IKE] <gw|1> shared Diffie Hellman secret => 16 bytes @ 0x7f00
05[IKE] <gw|1>    0: ${secret}  ^..^^..^
05[IKE] <gw|1> SKEYSEED => 20 bytes @ 0x7f00
05[IKE] <gw|1>    0: ${secret}
05[IKE] <gw|1> Sk_ei secret => 16 bytes @ 0x7f00
05[CHD] <gw|1>   encryption initiator key => 16 bytes @ 0x7f00
05[CHD] <gw|1>    0: ${secret}
05[CFG] <gw|1>   secret = hunter2-5ec4e7
05[IKE] <gw|1> no private key found for 'x'`);
    const text = JSON.stringify(reading, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
    expect(text).not.toContain('5E C4 E7');
    expect(text).not.toContain('hunter2');
    expect(events(reading)).toHaveLength(1);
  });

  it('never throws, whatever the lines are', () => {
    const base = [
      ...initiator(1, '09', '11', '198.51.100.2'),
      '05[CFG] looking for peer configs matching 1.2.3.4[a]...5.6.7.8[b]',
      '05[IKE] giving up after 5 retransmits',
      '05[IKE] deleting half open IKE_SA with 1.2.3.4 after timeout',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: base.length - 1 }), fc.nat({ max: 120 }), fc.string({ maxLength: 8 })), {
          maxLength: 40,
        }),
        (edits) => {
          const lines = edits.map(([which, at, put]) => {
            const line = base[which] ?? '';
            return line.slice(0, at) + put + line.slice(at + put.length);
          });
          const reading = read(lines.join('\n'));
          expect(reading.faults).toEqual([]);
          for (const event of events(reading)) expect(event.src.at.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 150 },
    );
    fc.assert(fc.property(fc.array(fc.string()), (lines) => void read(lines.join('\n'))));
  });

  it('stays bounded under a flood of half-open negotiations', () => {
    const reader = charonLog.open('a1');
    for (let i = 0; i < 25000; i++) {
      const address = `198.18.${i >> 8}.${i & 255}`;
      reader.line(`05[NET] received packet: from ${address}[500] to 192.0.2.1[500] (464 bytes)`, 2 * i + 1);
      reader.line('05[ENC] parsed IKE_SA_INIT request 0 [ SA KE No ]', 2 * i + 2);
    }
    const reading = reader.end();
    expect(sessions(reading).length).toBeLessThanOrEqual(12000);
    const kept = sessions(reading).length;
    expect(reading.limits).toEqual([{ what: 'sessions', cap: 12000, seen: 25000, kept }]);
  });

  it('keeps the beginning and the end of a log without end, and says exactly how much', () => {
    const reader = charonLog.open('a1');
    const rounds = 40_000;
    let line = 0;
    const say = (text: string): void => reader.line(text, ++line);
    for (let i = 1; i <= rounds; i++) {
      const address = `198.18.${i >> 8}.${i & 255}`;
      say(`05[NET] <${i}> received packet: from ${address}[500] to 192.0.2.1[500] (464 bytes)`);
      say(`05[ENC] <${i}> parsed IKE_SA_INIT request 0 [ SA KE No ]`);
      say(`05[IKE] <${i}> ${address} is initiating an IKE_SA`);
      say(`05[IKE] <net|${i}> IKE_SA net[${i}] established between 192.0.2.1[b]...${address}[a${i}]`);
    }
    const reading = reader.end();
    const peers = sessions(reading).map((session) => session.peer?.address);
    for (const i of [1, 2, 999, rounds - 1, rounds]) expect(peers).toContain(`198.18.${i >> 8}.${i & 255}`);
    const first = events(reading).filter((event) => event.seq <= 4);
    expect(first.map((event) => event.code)).toContain('packet.received');
    const [ofSessions, ofEvents] = reading.limits;
    expect(ofSessions).toMatchObject({ what: 'sessions', seen: rounds, kept: peers.length });
    expect(ofEvents).toMatchObject({ what: 'events', seen: line, kept: events(reading).length });
    expect(ofEvents?.kept).toBeLessThanOrEqual(120_000);
  });
});

describe('recognition and explanation', () => {
  it('knows its own logs and no others', () => {
    expect(charonLog.sniff(initiator(1, '09', '11', '198.51.100.2'), 'x')).toBe(95);
    expect(charonLog.sniff(['Nov 23 08:00:00 gw pluto[1]: "west" #1: initiating IKEv2 connection'], 'x')).toBe(0);
    expect(charonLog.sniff(['config setup', 'conn a'], 'ipsec.conf')).toBe(0);
    expect(charonLog.sniff([], 'x')).toBe(0);
  });

  it('explains a line, with or without its envelope, and part of a wording', () => {
    expect(
      explainDaemonMessage("Nov 23 08:00:00 gw charon: 05[IKE] no private key found for 'x'").map((item) => item.id),
    ).toEqual(['charon.private-key-missing']);
    expect(explainDaemonMessage('MAC mismatched')[0]?.id).toBe('charon.psk-mismatch');
    // These words are the kernel interface's alone, and people ask without `[KNL]` in front.
    expect(explainDaemonMessage('algorithm aes_ctr not supported by kernel!')[0]?.code).toBe('proposal.unsupported');
    expect(explainDaemonMessage('nothing of the kind')).toEqual([]);
  });
});
