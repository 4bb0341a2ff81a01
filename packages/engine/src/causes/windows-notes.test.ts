/** Synthetic listings of Windows hosts: remarks that are no faults, and do not stand where nothing shows them. */
import { describe, expect, it } from 'vitest';
import { id, registryText } from '../formats/registry/export.fixture.ts';
import {
  client,
  event,
  logOf,
  mainFails,
  mainStands,
  server,
  system,
} from '../formats/windows-event/stories.fixture.ts';
import { back, both, timedOut } from '../formats/windows-event/story.fixture.ts';
import { diagnoseFiles, type EvidenceFile } from './play.fixture.ts';
import { ipconfigText, pingText, portqryText, ruleText } from './windows.fixture.ts';

const folder = 'wg-client-01';
const waits = logOf(client, mainFails({ ...both, at: 63, reason: timedOut }));

async function notesOf(...files: readonly EvidenceFile[]): Promise<{ notes: string[]; causes: string[] }> {
  const { findings } = await diagnoseFiles([waits, ...files]);
  const of = (wanted: string): string[] => findings.filter(({ role }) => role === wanted).map((item) => item.id);
  return { notes: of('note'), causes: of('cause') };
}

const file = (name: string, ...lines: readonly string[]): EvidenceFile => ({ path: `${folder}/${name}`, lines });

/** An export in which the stored copy is that of the policy the domain assigned. */
const stored = (name: string): EvidenceFile =>
  file(
    'ipsec.reg',
    ...registryText
      .replaceAll('\\Local', '\\Cache')
      .replace(`ipsecPolicy${id(9)},CN`, `ipsecPolicy${id(1)},CN`)
      .replace('"DSIPSECPolicyName"="Domain policy"', `"DSIPSECPolicyName"="${name}"`)
      .split('\n'),
  );

const pinged = (...lines: readonly string[]): EvidenceFile =>
  file(
    'ping.txt',
    `Pinging ${server.address} with 32 bytes of data:`,
    '',
    ...lines,
    '',
    `Ping statistics for ${server.address}:`,
    `    Packets: Sent = ${lines.length}, Received = 0, Lost = ${lines.length} (100% loss),`,
  );

const windows2000 = file(
  'systeminfo.txt',
  'Host Name:           WG-CLIENT-01',
  'OS Name:             Microsoft Windows 2000 Professional',
  'OS Version:          5.0.2195 Service Pack 4 Build 2195',
);

describe('remarks on listings of Windows', () => {
  it('the stored name of the policy and its own differ (POL-13)', async () => {
    expect((await notesOf(stored('Isolation v1'))).notes).toContain('note.policy-name-stale');
    expect((await notesOf(stored('isolation  \\"A\\"'))).notes).not.toContain('note.policy-name-stale');
  });

  it('counters of the driver are told of with the order of work, and are no cause (LOSS-04, LOSS-05, NIC-01 to NIC-05)', async () => {
    const counters = (count: string): EvidenceFile =>
      file(
        'stats.txt',
        'IPsec Statistics',
        '----------------',
        'Active Associations         : 4',
        `Bad SPI Packets             : 0`,
        'Packets Not Decrypted       : 0',
        `Packets Not Authenticated   : ${count}`,
        'Packets With Replay Detection : 0',
      );
    const alone = await notesOf();
    const some = await notesOf(counters('17'));
    expect(some.notes).toContain('note.driver-counters');
    expect(some.causes).toEqual(alone.causes);
    expect((await notesOf(counters('0'))).notes).not.toContain('note.driver-counters');
  });

  it('a ping without answer and without negotiation says three things, and which one it does not tell (TOOL-31)', async () => {
    const silent = ['Request timed out.', 'Request timed out.'];
    expect((await notesOf(pinged(...silent))).notes).toContain('note.ping-without-negotiation');
    const held = ['Negotiating IP Security.', 'Negotiating IP Security.'];
    const { notes } = await notesOf(pinged(...held));
    expect(notes).toContain('note.ping-negotiates');
    expect(notes).not.toContain('note.ping-without-negotiation');
    expect(notes).not.toContain('note.ping-finished-early');
  });

  it('the ping of Windows 2000 ends before the negotiation does (TOOL-30)', async () => {
    const held = ['Negotiating IP Security.', 'Negotiating IP Security.'];
    expect((await notesOf(pinged(...held), windows2000)).notes).toContain('note.ping-finished-early');
  });
});

/** That a remark does not stand where its reason is missing; that it stands where it is there the scripted stories show. */
describe('remarks on the host itself are not made of nothing', () => {
  const controller = '172.10.0.10';
  const located = file(
    'nltest.txt',
    '           DC: \\\\dc1.woodgrove.example',
    `      Address: \\\\${controller}`,
    '     Dom Name: woodgrove.example',
  );
  const lines = (name: string, text: string): EvidenceFile => file(name, ...text.split('\n'));
  const own = (dns = ''): EvidenceFile =>
    lines('ipconfig.txt', ipconfigText({ address: client.address, gateway: '172.10.0.1', dns }));

  it.each<readonly [string, string, readonly EvidenceFile[], readonly EvidenceFile[]]>([
    [
      'a driver that starts in stateful mode, on a host with an address',
      'note.boot-mode',
      [
        { ...logOf(client, system('IPSec', 4297, -5, '\\Device\\IPSec')), path: `${folder}/System.xml` },
        lines('ipconfig.txt', ipconfigText({ address: '169.254.1.2', gateway: '', dns: '' })),
      ],
      [{ ...logOf(client, system('IPSec', 4297, -5, '\\Device\\IPSec')), path: `${folder}/System.xml` }, own()],
    ],
    [
      'a controller that answers one of its ports',
      'note.controllers-silent',
      [located, lines('a.txt', portqryText(controller, '389', 'FILTERED'))],
      [
        located,
        lines('a.txt', portqryText(controller, '389', 'FILTERED')),
        lines('b.txt', portqryText(controller, '88', 'LISTENING')),
      ],
    ],
    [
      'a name server that does not answer ping, and answers questions',
      'note.name-servers-silent',
      [
        own(controller),
        lines('n.txt', `DNS request timed out.\n*** Request to dc1 timed-out\n`),
        lines('p.txt', pingText(controller, { answered: false })),
      ],
      [
        own(controller),
        lines('n.txt', `Server:  dc1\nAddress:  ${controller}\n\nName:    x.woodgrove.example\nAddress:  172.10.3.3\n`),
        lines('p.txt', pingText(controller, { answered: false })),
      ],
    ],
    [
      'a short name that is not found, of a host that nobody finds',
      'note.short-name',
      [
        lines('p.txt', 'Ping request could not find host x. Please check the name and try again.\n'),
        lines('n.txt', `Server:  dc1\nAddress:  ${controller}\n\nName:    x.woodgrove.example\nAddress:  172.10.3.3\n`),
      ],
      [
        lines('p.txt', 'Ping request could not find host x. Please check the name and try again.\n'),
        lines('n.txt', `Server:  dc1\nAddress:  ${controller}\n\nName:    y.woodgrove.example\nAddress:  172.10.3.3\n`),
      ],
    ],
    [
      'a HOSTS file that has the right address of the other end',
      'note.names-file',
      [
        logOf(server, mainStands({ ...back, at: -7200 })),
        file('hosts', '127.0.0.1 localhost', '172.10.9.9 wg-server-02'),
      ],
      [
        logOf(server, mainStands({ ...back, at: -7200 })),
        file('hosts', '127.0.0.1 localhost', `${server.address} wg-server-02`),
      ],
    ],
    [
      'a server of the host that its policy exempts',
      'note.ike-to-infrastructure',
      [own(server.address)],
      [own(server.address), lines('consec.txt', ruleText({ peer: server.address, action: 'NoAuthentication' }))],
    ],
    [
      'a way that was followed to an address that is exempt',
      'note.hops-hidden',
      [
        pinged('Negotiating IP Security.'),
        file(
          't.txt',
          `Tracing route to ${server.address} over a maximum of 30 hops`,
          '',
          `  1    <1 ms    <1 ms    <1 ms  ${server.address}`,
        ),
      ],
      [
        pinged('Negotiating IP Security.'),
        file(
          't.txt',
          'Tracing route to 172.10.3.3 over a maximum of 30 hops',
          '',
          '  1    <1 ms    <1 ms    <1 ms  172.10.3.3',
        ),
      ],
    ],
    [
      'an error report of a program',
      'note.host-crashed',
      [
        {
          ...logOf(
            client,
            event(1001, 5, [['param1', '0x000000d1 (0x28, 0x2, 0x0, 0x1)']], {
              provider: 'Microsoft-Windows-WER-SystemErrorReporting',
              channel: 'System',
            }),
          ),
          path: `${folder}/System.xml`,
        },
      ],
      [
        {
          ...logOf(
            client,
            event(1001, 5, [['', 'Fault bucket']], { provider: 'Windows Error Reporting', channel: 'Application' }),
          ),
          path: `${folder}/System.xml`,
        },
      ],
    ],
  ])('%s', async (_, note, there, missing) => {
    expect((await notesOf(...there)).notes).toContain(note);
    expect((await notesOf(...missing)).notes).not.toContain(note);
  });

  it('none of them changes what is said of the negotiation', async () => {
    const alone = await notesOf();
    const more = await notesOf(
      own(controller),
      located,
      lines('a.txt', portqryText(controller, '389', 'FILTERED')),
      file('hosts', '127.0.0.1 localhost', '172.10.9.9 wg-server-02'),
    );
    expect(more.causes).toEqual(alone.causes);
  });
});
