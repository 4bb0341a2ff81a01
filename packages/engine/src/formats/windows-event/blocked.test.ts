import { describe, expect, it } from 'vitest';
import { read } from '../windows-output/output.fixture.ts';
import { windowsEventReader } from './reader.ts';
import type { WindowsEvent } from './event.ts';
import type { TextReading } from '../reader.ts';

const base = {
  provider: 'Microsoft-Windows-Security-Auditing',
  channel: 'Security',
  version: 0,
  qualifiers: null,
  level: 0,
  keywords: null,
  ns: 1n,
  computer: 'a',
  record: 1n,
  processId: null,
  threadId: null,
  message: null,
};

type Packet = readonly [way: string, from: string, fromPort: string, to: string, toPort: string, protocol: string];

const record = (id: number, packet: Packet, place: number): WindowsEvent => ({
  ...base,
  id,
  place,
  data: ['Direction', 'SourceAddress', 'SourcePort', 'DestAddress', 'DestPort', 'Protocol'].map((name, at) => ({
    name,
    value: packet[at] ?? '',
  })),
});

function told(...events: readonly (readonly [id: number, packet: Packet])[]): TextReading {
  const reader = windowsEventReader('a', 'windows-event-xml');
  for (const [at, [id, packet]] of events.entries()) reader.event(record(id, packet, at + 1));
  return reader.end();
}

const facts = (reading: TextReading): readonly string[] =>
  reading.observations.flatMap((item) => (item.kind === 'host-fact' ? [`${item.name} ${item.value}`] : []));

/** 5152 as the Event Viewer copies it; layout of the message as Microsoft documents it. */
const message = `The Windows Filtering Platform has blocked a packet.

Application Information:
	Process ID:		0
	Application Name:	-

Network Information:
	Direction:		Inbound
	Source Address:		192.0.2.9
	Source Port:		500
	Destination Address:	192.0.2.1
	Destination Port:		500
	Protocol:		17

Filter Information:
	Filter Run-Time ID:	70201
	Layer Name:		Receive/Accept
	Layer Run-Time ID:	44`;

describe('audits of packets that the filtering platform blocked', () => {
  it('tell of IKE, ESP and AH with the other end, each once', () => {
    const reading = told(
      [5152, ['%%14592', '192.0.2.9', '500', '192.0.2.1', '500', '17']],
      [5152, ['%%14592', '192.0.2.9', '500', '192.0.2.1', '500', '17']],
      [5152, ['%%14593', '192.0.2.1', '4500', '192.0.2.8', '1024', '17']],
      [5152, ['%%14592', '192.0.2.7', '0', '192.0.2.1', '0', '50']],
      // Here the source is this host, whichever way the packet went.
      [5157, ['%%14592', '192.0.2.1', '500', '192.0.2.6', '500', '17']],
    );
    expect(facts(reading)).toEqual([
      'firewall-drop udp/500 192.0.2.9',
      'firewall-drop udp/4500 192.0.2.8',
      'firewall-drop protocol/50 192.0.2.7',
      'firewall-drop udp/500 192.0.2.6',
    ]);
    expect(reading.ownAddresses).toEqual(['192.0.2.1']);
    expect(reading.observations[0]).toMatchObject({ src: { at: [{ line: 1 }] } });
  });

  it('say nothing of other packets, and nothing where the way is not told', () => {
    const reading = told(
      [5152, ['%%14592', '192.0.2.9', '137', '192.0.2.255', '137', '17']],
      [5152, ['%%14592', '192.0.2.9', '500', '192.0.2.1', '500', '6']],
      [5152, ['-', '192.0.2.9', '500', '192.0.2.1', '500', '17']],
      [5156, ['%%14592', '192.0.2.1', '500', '192.0.2.9', '500', '17']],
    );
    expect(facts(reading)).toEqual([]);
    expect(reading.ownAddresses).toEqual([]);
  });

  it('are read from a message that was pasted', () => {
    const reading = read(message);
    expect(reading.format).toBe('windows-event-pasted');
    expect(facts(reading)).toEqual(['firewall-drop udp/500 192.0.2.9']);
  });
});
