/** Synthetic listings of Windows hosts: remarks that are no faults, and do not stand where nothing shows them. */
import { describe, expect, it } from 'vitest';
import { id, registryText } from '../formats/registry/export.fixture.ts';
import { client, logOf, mainFails, server } from '../formats/windows-event/stories.fixture.ts';
import { both, timedOut } from '../formats/windows-event/story.fixture.ts';
import { diagnoseFiles, type EvidenceFile } from './play.fixture.ts';

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
