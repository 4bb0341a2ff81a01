import { describe, expect, it } from 'vitest';
import { client, logOf, mainFails, server } from '../windows-event/stories.fixture.ts';
import type { LogEvent, LogSession } from '../../observations/index.ts';
import { textFormats } from '../index.ts';
import { readText, sniffText } from '../shared/testing.ts';
import type { TextFormat, TextReading } from '../reader.ts';
import {
  windowsError,
  windowsEventCsv,
  windowsEventJson,
  windowsEventList,
  windowsEventTable,
  windowsEventXml,
} from './index.ts';

/** The message of 4653, as an English system renders it (layout of the message table; values made up). */
const message = [
  'An IPsec main mode negotiation failed.',
  '',
  'Local Endpoint:',
  '\tLocal Principal Name:\t-',
  '\tNetwork Address:\t172.10.1.21',
  '\tKeying Module Port:\t500',
  '',
  'Remote Endpoint:',
  '\tPrincipal Name:\t\t-',
  '\tNetwork Address:\t172.10.2.40',
  '\tKeying Module Port:\t500',
  '',
  'Additional Information:',
  '\tKeying Module Name:\tIKEv1',
  '\tAuthentication Method:\tPreshared key',
  '\tRole:\t\t\tInitiator',
  '\tImpersonation State:\tNot enabled',
  '\tMain Mode Filter ID:\t54919761',
  '',
  'Failure Information:',
  '\tFailure Point:\t\tLocal computer',
  '\tFailure Reason:\t\tNegotiation timed out',
  '\tState:\t\t\tSent third (ID) payload',
  '\tInitiator Cookie:\t\ta1b2c3d4e5f60718',
  '\tResponder Cookie:\t1122334455667788',
].join('\n');

/** The same in another language: labels and words nobody here knows, the values and their order as above. */
const foreign = message
  .split('\n')
  .map((line) => {
    const colon = line.indexOf(':');
    return colon < 0 ? line : `${line.startsWith('\t') ? '\t' : ''}이름${colon}:${line.slice(colon + 1)}`;
  })
  .join('\n')
  .replace('Initiator', '역할')
  .replace('Local computer', '로컬 컴퓨터');

const codes = (reading: TextReading): string[] =>
  reading.observations.flatMap((item) => (item.kind === 'log' ? [item.code] : []));
const session = (reading: TextReading): LogSession | undefined =>
  reading.observations.find((item): item is LogSession => item.kind === 'session');

function winner(text: string): string | undefined {
  let best: TextFormat | undefined;
  let score = 0;
  for (const format of textFormats) {
    const found = sniffText(format, text);
    if (found > score) [best, score] = [format, found];
  }
  return best?.format;
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const xml = (() => {
  const log = logOf(
    client,
    mainFails({
      own: client,
      peer: server,
      role: 'initiator',
      at: 63,
      reason: 'Negotiation timed out',
      state: 'id',
      cookie: 'a1b2c3d4e5f60718',
      theirs: '1122334455667788',
      method: '%%8193',
    }),
  );
  return 'lines' in log ? (log.lines[0] ?? '') : '';
})();

const values = [
  '-',
  '-',
  '172.10.1.21',
  '500',
  '172.10.2.40',
  '500',
  '%%8222',
  '%%8199',
  'Negotiation timed out\r\n',
  '%%8193',
  '%%8204',
  '%%8205',
  '%%8217',
  '54919761',
  'a1b2c3d4e5f60718',
  '1122334455667788',
];

const json = JSON.stringify(
  [
    {
      Message: message,
      Id: 4653,
      Version: 0,
      Keywords: -9218868437227405312,
      RecordId: 1000,
      ProviderName: 'Microsoft-Windows-Security-Auditing',
      LogName: 'Security',
      MachineName: client.name,
      TimeCreated: '/Date(1777885263000)/',
      Properties: values.map((Value) => ({ Value })),
    },
  ],
  null,
  4,
);

const exports: readonly (readonly [name: string, format: TextFormat, text: string])[] = [
  ['wevtutil, a record per line', windowsEventXml, xml],
  ['wevtutil with a root', windowsEventXml, `<?xml version="1.0" encoding="utf-8"?>\n<Events>\n${xml}\n</Events>`],
  ['XML with a line per element', windowsEventXml, `<Events>\n${xml.replaceAll('><', '>\n  <')}\n</Events>`],
  ['ConvertTo-Json of Get-WinEvent', windowsEventJson, json],
  ['the same on one line', windowsEventJson, JSON.stringify(JSON.parse(json))],
  [
    'Export-Csv of Get-WinEvent',
    windowsEventCsv,
    `#TYPE System.Diagnostics.Eventing.Reader.EventLogRecord\n"Message","Id","ProviderName","LogName","MachineName","TimeCreated","RecordId"\n${quoted(message)},"4653","Microsoft-Windows-Security-Auditing","Security","${client.name}","5/4/2026 9:01:03 AM","1000"`,
  ],
  [
    'Event Viewer, comma',
    windowsEventCsv,
    `Level,Date and Time,Source,Event ID,Task Category\nInformation,5/4/2026 9:01:03 AM,Microsoft-Windows-Security-Auditing,4653,IPsec Main Mode,${quoted(message)}`,
  ],
  [
    'Event Viewer, tab',
    windowsEventCsv,
    `Level\tDate and Time\tSource\tEvent ID\tTask Category\nInformation\t5/4/2026 9:01:03 AM\tMicrosoft-Windows-Security-Auditing\t4653\tIPsec Main Mode\t${quoted(message)}`,
  ],
  [
    'Event Viewer in Korean: titles, time and labels',
    windowsEventCsv,
    `수준,날짜 및 시간,원본,이벤트 ID,작업 범주\n정보,2026-05-04 오전 9:01:03,Microsoft-Windows-Security-Auditing,4653,IPsec 주 모드,${quoted(foreign)}`,
  ],
  [
    'Event Viewer with titles of a language nobody knows',
    windowsEventCsv,
    `Taso,Aika,Lähde,Tunnus,Luokka\nTieto,4.5.2026 9:01:03,Microsoft-Windows-Security-Auditing,4653,IPsec,${quoted(foreign)}`,
  ],
  [
    'wevtutil as text',
    windowsEventList,
    `Event[0]:\n  Log Name: Security\n  Source: Microsoft-Windows-Security-Auditing\n  Date: 2026-05-04T09:01:03.000\n  Event ID: 4653\n  Task: IPsec Main Mode\n  Computer: ${client.name}\n  Description: \n${message}\n`,
  ],
  [
    'copied out of Event Viewer',
    windowsEventList,
    `Log Name:      Security\nSource:        Microsoft-Windows-Security-Auditing\nDate:          5/4/2026 9:01:03 AM\nEvent ID:      4653\nTask Category: IPsec Main Mode\nComputer:      ${client.name}\nDescription:\n${message}`,
  ],
  [
    'a selection of three properties, as Export-Csv writes it',
    windowsEventCsv,
    `"TimeCreated","Id","Message"\n"5/4/2026 9:01:03 AM","4653",${quoted(message)}`,
  ],
  [
    'the same with semicolons, as a system with commas in numbers writes it',
    windowsEventCsv,
    `"TimeCreated";"Id";"Message"\n"04.05.2026 09:01:03";"4653";${quoted(message)}`,
  ],
  [
    'Format-List of Get-EventLog, without a number of the event beside InstanceId',
    windowsEventList,
    `Index              : 88123\nEntryType          : FailureAudit\nInstanceId         : 4653\nMessage            : ${message.split('\n').join('\n                     ')}\nCategory           : (12547)\nCategoryNumber     : 12547\nReplacementStrings : {-, -, 172.10.1.21, 500...}\nSource             : Microsoft-Windows-Security-Auditing\nTimeGenerated      : 5/4/2026 9:01:03 AM\nTimeWritten        : 5/4/2026 9:01:03 AM\nUserName           : \n`,
  ],
  [
    'Format-List of Get-WinEvent',
    windowsEventList,
    `TimeCreated  : 5/4/2026 9:01:03 AM\nProviderName : Microsoft-Windows-Security-Auditing\nId           : 4653\nMessage      : ${message.split('\n').join('\n               ')}\n`,
  ],
  [
    'Format-List * of Get-WinEvent, the message first',
    windowsEventList,
    `Message              : ${message.split('\n').join('\n                       ')}\nId                   : 4653\nProviderName         : Microsoft-Windows-Security-Auditing\nLogName              : Security\nMachineName          : ${client.name}\nTimeCreated          : 5/4/2026 9:01:03 AM\n`,
  ],
];

describe('one record in all the forms it is saved in', () => {
  it.each(exports)('%s', (name, format, text) => {
    expect(winner(text)).toBe(format.format);
    const reading = readText(format, text);
    expect(reading.faults).toEqual([]);
    expect(codes(reading)).toContain('message.gave-up');
    const korean = /Korean|nobody/.test(name);
    const found = session(reading);
    expect(found).toMatchObject({
      version: 1,
      local: { address: '172.10.1.21', port: 500 },
      peer: { address: '172.10.2.40', port: 500 },
      initiatorSpi: 'a1b2c3d4e5f60718',
      responderSpi: '1122334455667788',
      // The role is a word of a language that nobody here knows.
      ...(korean ? {} : { role: 'initiator' }),
    });
    const event = reading.observations.find(
      (item): item is LogEvent => item.kind === 'log' && item.code === 'message.gave-up',
    );
    if (!korean) expect(event?.args).toMatchObject({ state: 'MAIN_I3' });
    expect(event?.ns).toBe(BigInt(Date.UTC(2026, 4, 4, 9, 1, 3)) * 1_000_000n);
  });

  it('of several records each is taken', () => {
    for (const [, format, text] of exports) {
      const twice = format === windowsEventXml && !text.includes('Events>') ? `${text}\n${text}` : null;
      if (twice !== null)
        expect(codes(readText(format, twice)).filter((code) => code === 'message.gave-up')).toHaveLength(2);
    }
    const copied = exports.find(([name]) => name === 'copied out of Event Viewer')?.[2] ?? '';
    expect(
      codes(readText(windowsEventList, `${copied}\n\n${copied}`)).filter((code) => code === 'message.gave-up'),
    ).toHaveLength(2);
  });
});

describe('tables of PowerShell', () => {
  const table = (rows: string): string =>
    `\n   ProviderName: Microsoft-Windows-Security-Auditing\n\nTimeCreated                      Id LevelDisplayName Message\n-----------                      -- ---------------- -------\n${rows}\n`;

  it('that wrap their messages are read row by row', () => {
    const [first = '', ...rest] = message.split('\n');
    const row = (when: string): string =>
      [`${when.padEnd(31)}4653 Information      ${first}`, ...rest.map((line) => `${' '.repeat(53)}${line}`), ''].join(
        '\n',
      );
    const text = table(row('5/4/2026 9:01:03 AM') + row('5/4/2026 9:01:01 AM'));
    expect(winner(text)).toBe('windows-event-table');
    const reading = readText(windowsEventTable, text);
    expect(reading.faults).toEqual([]);
    expect(codes(reading).filter((code) => code === 'message.gave-up')).toHaveLength(2);
    expect(session(reading)).toMatchObject({
      role: 'initiator',
      local: { address: '172.10.1.21' },
      peer: { address: '172.10.2.40' },
      initiatorSpi: 'a1b2c3d4e5f60718',
    });
    const event = reading.observations.find((item): item is LogEvent => item.kind === 'log');
    expect(event?.ns).toBe(BigInt(Date.UTC(2026, 4, 4, 9, 1, 3)) * 1_000_000n);
  });

  it('that cut their messages say so, and tell of no failure', () => {
    const cut = table(
      '5/4/2026 9:00:10 AM            4653 Information      An IPsec main mode negotiation failed....\n5/4/2026 9:00:09 AM            4653 Information      An IPsec main mode negotiation failed....',
    );
    const old =
      '   Index Time          EntryType   Source                 InstanceID Message\n   ----- ----          ---------   ------                 ---------- -------\n   88123 May 04 09:00  FailureA... Microsoft-Windows...         4653 An IPsec main mode negotiation failed....\n';
    for (const text of [cut, old]) {
      expect(winner(text)).toBe('windows-event-table');
      const reading = readText(windowsEventTable, text);
      expect(reading.observations.filter(({ kind }) => kind === 'log' || kind === 'session')).toEqual([]);
      expect(reading.faults.map(({ reason }) => reason)).toEqual([expect.stringContaining('Format-List')]);
    }
  });
});

describe('a trace of the filtering platform, as tracerpt writes it out of an .etl', () => {
  const data = (name: string, value: string): string => `\t\t<Data Name="${name}">${value}</Data>`;
  const trace = [
    '<?xml version="1.0"?>',
    '<Events>',
    '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">',
    '\t<System>',
    '\t\t<Provider Name="Microsoft-Windows-WFP" Guid="{0c478c5b-0351-41b1-8c58-4a6737da32e3}" />',
    '\t\t<EventID>1005</EventID>',
    '\t\t<Version>0</Version>',
    '\t\t<Level>4</Level>',
    '\t\t<TimeCreated SystemTime="2026-05-04T09:00:40.612995800Z" />',
    '\t\t<Correlation ActivityID="{00000000-0000-0000-0000-000000000000}" />',
    '\t\t<Execution ProcessID="980" ThreadID="1076" ProcessorID="0" KernelTime="0" UserTime="60" />',
    '\t\t<Channel />',
    '\t\t<Computer />',
    '\t</System>',
    '\t<EventData>',
    data('LocalAddress', '0x020001F4AC0A01150000000000000000'),
    data('RemoteAddress', '0x020001F4AC0A02280000000000000000'),
    data('KeyingModuleType', '0'),
    data('SaRole', '0'),
    data('FailurePoint', '1'),
    data('FailureErrorCode', '13805'),
    data('MmState', '1'),
    '\t</EventData>',
    '\t<RenderingInfo Culture="en-US">',
    '\t\t<Level>Information </Level>',
    '\t</RenderingInfo>',
    '</Event>',
    '</Events>',
  ].join('\n');

  it('is read as the log of the same events is', () => {
    expect(winner(trace)).toBe('windows-event-xml');
    const reading = readText(windowsEventXml, trace);
    expect(session(reading)).toMatchObject({ role: 'initiator', peer: { address: '172.10.2.40', port: 500 } });
    expect(codes(reading)).toContain('message.gave-up');
  });
});

describe('a record of XP, copied out of its viewer', () => {
  const text = `Event Type:\tFailure Audit
Event Source:\tSecurity
Event Category:\tLogon/Logoff
Event ID:\t547
Date:\t\t5/4/2026
Time:\t\t9:01:03 AM
User:\t\tNT AUTHORITY\\NETWORK SERVICE
Computer:\tWG-XP-03
Description:
IKE security association negotiation failed.
 Mode:
Key Exchange Mode (Main Mode)

 Filter:
Source IP Address 172.10.1.21
Source IP Address Mask 255.255.255.255
Destination IP Address 172.10.2.40
Destination IP Address Mask 255.255.255.255
Protocol 0
Source Port 0
Destination Port 0
IKE Local Addr 172.10.1.21
IKE Peer Addr 172.10.2.40

 Peer Identity:
Kerberos based Identity: host/wg-server-02
Peer IP Address: 172.10.2.40

 Failure Point:
Me

 Failure Reason:
No authority could be contacted for authentication.

 Extra Status:
0x0 0x0`;

  it('tells of both ends and of the reason', () => {
    expect(winner(text)).toBe('windows-event-list');
    const reading = readText(windowsEventList, text);
    expect(codes(reading)).toContain('auth.kerberos-failed');
    expect(session(reading)).toMatchObject({ local: { address: '172.10.1.21' }, peer: { address: '172.10.2.40' } });
    expect(reading.timeKind).toBe('local');
  });

  it('is read as the viewer saves it, which writes no titles', () => {
    const description = text.slice(text.indexOf('IKE security'));
    const fields = ['Security', 'Failure Audit', 'Logon/Logoff ', '547', 'NT AUTHORITY\\NETWORK SERVICE', 'WG-XP-03'];
    const saved = (separator: string, when: readonly string[], body: string): string =>
      `${[...when, ...fields, body].join(separator)}\n`;
    const english = ['5/4/2026', '9:01:03 AM'];
    for (const table of [
      saved(',', english, quoted(description)),
      saved('\t', english, quoted(description)),
      saved('\t', english, description.replaceAll(/\s+/g, ' ')),
      saved(',', ['2026-05-04', '오전 9:01:03'], quoted(description)),
    ]) {
      expect(winner(table)).toBe('windows-event-csv');
      const reading = readText(windowsEventCsv, table.repeat(2));
      expect(codes(reading).filter((code) => code === 'auth.kerberos-failed')).toHaveLength(2);
      expect(session(reading)).toMatchObject({ local: { address: '172.10.1.21' }, peer: { address: '172.10.2.40' } });
      const failed = reading.observations.find((item): item is LogEvent => item.kind === 'log');
      expect(failed?.ns).toBe(BigInt(Date.UTC(2026, 4, 4, 9, 1, 3)) * 1_000_000n);
    }
  });

  it('of eventquery.vbs on one line tells of both ends', () => {
    const description = text.slice(text.indexOf('IKE security')).replaceAll(/\s+/g, ' ');
    const table = `"Type","Event","Date Time","Source","ComputerName","Category","User","Description"\n"failure","547","5/4/2026 9:01:03 AM","Security","WG-XP-03","Logon/Logoff","NT AUTHORITY\\SYSTEM",${quoted(description)}`;
    const reading = readText(windowsEventCsv, table);
    expect(codes(reading)).toContain('auth.kerberos-failed');
    expect(session(reading)).toMatchObject({ local: { address: '172.10.1.21' }, peer: { address: '172.10.2.40' } });
  });

  it('of eventquery.vbs is read by its table', () => {
    const description = text.slice(text.indexOf('IKE security'));
    const table = `"Type","Event","Date Time","Source","ComputerName","Category","User","Description"\n"failure","547","5/4/2026 9:01:03 AM","Security","WG-XP-03","Logon/Logoff","NT AUTHORITY\\SYSTEM",${quoted(description)}`;
    expect(winner(table)).toBe('windows-event-csv');
    expect(codes(readText(windowsEventCsv, table))).toContain('auth.kerberos-failed');
  });
});

describe('long and broken texts', () => {
  it('a log on one line is read record by record', () => {
    const many = `<Events>${xml.repeat(40)}</Events>`;
    const reader = windowsEventXml.open('a');
    for (let at = 0; at < many.length; at += 1000) reader.line(many.slice(at, at + 1000), 1, true);
    reader.line('', 1);
    expect(codes(reader.end()).filter((code) => code === 'message.gave-up')).toHaveLength(40);
  });

  it('is cut anywhere without throwing, and never tells of a record that is not whole', () => {
    for (const [, format, text] of exports)
      for (let end = 0; end < text.length; end += 41) {
        const reading = readText(format, text.slice(0, end));
        expect(reading.observations.length).toBeLessThan(8);
      }
  });

  it('passes by entities of a document’s own, and events without a number', () => {
    const bomb = `<!DOCTYPE Events [<!ENTITY a "${'x'.repeat(100)}"><!ENTITY b "&a;&a;&a;">]><Events><Event><System><EventID>&b;</EventID></System></Event>${xml}</Events>`;
    const reading = readText(windowsEventXml, bomb);
    expect(codes(reading)).toContain('message.gave-up');
    expect(reading.faults).toHaveLength(1);
  });

  it('words of a peer are no words of a record', () => {
    const forged = xml.replace(
      "<Data Name='LocalMMPrincipalName'>-",
      "<Data Name='LocalMMPrincipalName'>FailureReason: No policy configured&lt;/Data&gt;&lt;Data Name='FailureReason'&gt;No policy configured",
    );
    expect(codes(readText(windowsEventXml, forged))).toContain('message.gave-up');
    expect(codes(readText(windowsEventXml, forged))).not.toContain('policy.no-ike-config');
  });
});

describe('pasted lines about an error', () => {
  const cases: readonly (readonly [text: string, code: string])[] = [
    [
      'CoId={…}: The user SYSTEM dialed a connection named office which has failed. The error code returned on failure is 809.',
      'message.gave-up',
    ],
    ['Windows VPN error 13806 (IKE failed to find a valid machine certificate)', 'auth.certificate-none-suitable'],
    ['Security event 547, main mode: Failure reason: No policy configured', 'policy.no-ike-config'],
    ['On Windows 11 it says "IKE authentication credentials are unacceptable"; L2TP works', 'auth.refused-generally'],
    ['Windows: policy match error', 'notify.received'],
    ['Windows error 809: the server never answers IKE_AUTH', 'message.gave-up'],
    // EAP-TLS: the server refused the client's certificate, not a name or a password (raserror.h).
    [
      'The user WG\\amy dialed a connection named office which has failed. The error code is 853.',
      'auth.certificate-refused',
    ],
  ];
  it.each(cases)('%s', (text, code) => {
    expect(winner(text)).toBe('windows-error');
    expect(codes(readText(windowsError, text))).toContain(code);
  });

  it.each([
    [
      'The network connection between your computer and the VPN server could not be established because the remote server is not responding. This could be because one of the network devices between them is not configured to allow VPN connections.',
      'message.gave-up',
    ],
    [
      'Can’t connect to office\nThe L2TP connection attempt failed because the security layer encountered a processing error during initial negotiations with the remote computer.',
      'ike.ended-unexplained',
    ],
    [
      'The L2TP connection attempt failed because there is no valid machine certificate on your computer for security authentication.',
      'auth.certificate-none-suitable',
    ],
    [
      'The remote connection was denied because the user name and password combination you provided is not recognized, or the selected authentication protocol is not permitted on the remote access server.',
      'auth.user-rejected',
    ],
    ['IKE authentication credentials are unacceptable.', 'auth.refused-generally'],
    ['Office\nPolicy match error', 'notify.received'],
  ])('%s is what a dialog says without a number', (text, code) => {
    expect(winner(text)).toBe('windows-error');
    expect(codes(readText(windowsError, text))).toContain(code);
  });

  const dialUp = String.raw`CoId={3B1E0C55-7A21-4E0D-9B52-0A6B5F1D2C33}: The user WOODGROVE\carol dialed a connection named Office which has failed. The error code returned on failure is `;
  it.each(['87', '5', '720', '-2146762495'])(
    'the record of a dial-up that failed is known whatever its code: %s',
    (code) => {
      expect(winner(`${dialUp}${code}.`)).toBe('windows-error');
      // What is not about IPsec says nothing of it.
      expect(readText(windowsError, `${dialUp}${code}.`).observations).toEqual([]);
    },
  );

  it('an HRESULT with its sign is the code that it holds', () => {
    // 0x800735E9: 13801.
    expect(codes(readText(windowsError, `${dialUp}-2147011095.`))).toContain('auth.refused-generally');
  });

  it('a Korean record of a dial-up is known by the number of the call', () => {
    const text =
      'CoId={3B1E0C55-7A21-4E0D-9B52-0A6B5F1D2C33}: 사용자 carol이(가) Office라는 연결에 전화를 걸지 못했습니다. 실패 시 반환된 오류 코드는 809입니다.';
    expect(codes(readText(windowsError, text))).toContain('message.gave-up');
  });

  it('the key that a dialog names is told apart from a server that is silent', () => {
    const key =
      'The network connection between your computer and the VPN server could not be established because the remote server is not responding. This is typically caused by a pre-shared key problem between the client and server.';
    const said = readText(windowsError, key).observations.find((item): item is LogEvent => item.kind === 'log');
    expect(said).toMatchObject({ code: 'message.gave-up', args: { hint: 'authentication' } });
  });

  it.each([
    'Error 13801: IKE authentication credentials are unacceptable',
    'VPN fails with 0x800735E9',
    '오류 13868: 정책 일치 오류',
  ])('%s is an error of IKE by its number alone', (text) => {
    expect(winner(text)).toBe('windows-error');
    expect(codes(readText(windowsError, text)).length).toBeGreaterThan(0);
  });

  it.each([
    'My Windows PC shows stop error 907',
    'Group policy match error on the mail gateway',
    'The remote connection was denied because the badge was not known',
    'The network connection between your computer and the printer could not be established.',
    'The Windows VPN works; policy match errors are gone',
    'Windows Update failed with error 642 on the print server',
    'Error 651: The modem has reported an error',
  ])('%s is about something else', (text) => {
    expect(sniffText(windowsError, text)).toBe(0);
  });

  it('numbers that mean nothing are passed over', () => {
    expect(sniffText(windowsError, 'Windows printer error 404 in building 547')).toBe(0);
  });
});
